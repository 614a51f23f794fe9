//! What is kept from one view to the next never shows: a view is the same as one that is made from nothing.

use crate::content::shipped;
use crate::screens::{calendar, noon};
use ackademy::app::lab::{LabCommand, LabView};
use ackademy::app::library::Library;
use ackademy::app::place::Place;
use ackademy::app::port::Answer;
use ackademy::app::{App, Command, View};
use ackademy::chance::Chance;
use ackademy::machine::{Machine, Move, Task, Verdict};
use ackademy::text::Lang;
use ackademy::wire::{Calls, Fate, Trace, parse};
use std::collections::{BTreeMap, BTreeSet};

/// Lines that are legal somewhere, and others.
const LINES: [&str; 22] = [
    "server: listen",
    "client: connect",
    "client > SYN seq=x",
    "client > SYN seq=7000",
    "client > SYN seq=x (late as a)",
    "a arrives",
    "server > SYN ACK seq=y ack=x+1",
    "server > SYN ACK seq=y ack=x+1 (lost)",
    "client: timeout retransmission",
    "client > ACK seq=x+1 ack=y+1",
    "client > ACK seq=x+1 ack=y+1 len=100",
    "client > ACK seq=x+1 ack=y+1 len=100 (twice)",
    "server > ACK seq=y+1 ack=x+101",
    "server > ACK seq=y+1 ack=x+999",
    "client > FIN ACK seq=x+101 ack=y+1",
    "server > ACK seq=y+1 ack=x+102",
    "server > FIN ACK seq=y+1 ack=x+102",
    "client > ACK seq=x+102 ack=y+2",
    "server < RST seq=x+1",
    "client > RST seq=x+1",
    "server is ESTABLISHED",
    "time passes",
];

fn app(library: &Library, lang: Lang) -> App {
    let mut app = App::new(library.clone(), lang, &calendar());
    app.insist_on(lang);
    let loaded = Answer::Loaded { facts: Default::default(), local: BTreeMap::new(), skipped: 0 };
    app.answered(loaded, noon());
    app.update(Command::Go(Place::Lab), noon(), 1);
    app
}

fn view(app: &App) -> LabView {
    let View::Lab(view) = app.view(noon()) else { panic!("not in the Lab") };
    *view
}

/// Something that a learner does.
fn command(chance: &mut Chance, view: &LabView) -> Command {
    let steps = view.own.len();
    let at = chance.below(steps + 1);
    let lab = match chance.below(22) {
        0..9 => LabCommand::Step(LINES[chance.below(LINES.len())].to_owned()),
        9 => LabCommand::Remove(at),
        10 => LabCommand::Shift { from: at, to: chance.below(steps + 1) },
        11 => {
            let fates = [Fate::Delivered, Fate::Lost, Fate::Twice, Fate::Late];
            LabCommand::Fate { at, fate: fates[chance.below(4)].clone() }
        }
        12 | 13 => LabCommand::Look(Some(at)),
        14 => LabCommand::Look(None),
        15 | 16 => LabCommand::Undo,
        17 => LabCommand::Redo,
        18 => LabCommand::Calls([Calls::Implied, Calls::Explicit][chance.below(2)]),
        19 => {
            let (starts, count) = (&view.starts, view.starts.len());
            LabCommand::Start(starts.get(chance.below(count.max(1))).map_or(String::new(), |s| s.0.clone()))
        }
        20 => {
            let (machines, count) = (&view.machines, view.machines.len());
            LabCommand::Machine(machines.get(chance.below(count)).map_or(String::new(), |m| m.0.clone()))
        }
        _ => return Command::Speak(Lang::ALL[chance.below(2)]),
    };
    Command::InLab(lab)
}

/// Another app, in which the same is written at once.
fn anew(known: &App, seen: &LabView) -> LabView {
    let mut app = app(known.library(), known.lang());
    let (trace, _, errors) = parse(&seen.text);
    assert_eq!(errors, []);
    for lab in [
        LabCommand::Clear,
        LabCommand::Machine(seen.machine.clone()),
        LabCommand::Write(trace.to_string()),
        LabCommand::Look(seen.look),
    ] {
        app.update(Command::InLab(lab), noon(), 1);
    }
    let mut view = view(&app);
    // What was before is not the same.
    (view.composer.undo, view.line_error) = (seen.composer.undo, seen.line_error.clone());
    view
}

#[test]
fn the_lab_shows_what_it_would_show_to_who_has_just_come() {
    let library = shipped();
    for seed in 0..8 {
        let mut chance = Chance::new(seed);
        let mut learner = app(&library, Lang::En);
        for turn in 0..30 {
            let command = command(&mut chance, &view(&learner));
            learner.update(command.clone(), noon(), 1);
            let seen = view(&learner);
            assert_eq!(seen, anew(&learner, &seen), "{seed}, {turn}: {command:?}");
        }
    }
}

/// Plays by running everything again behind each illegal step: slow, and plain.
fn plainly(machine: &Machine, trace: &Trace) -> (Verdict, BTreeSet<usize>) {
    let (mut resolved, prefix) = machine.resolve(trace, None).expect("known names");
    let written = resolved.moves.clone();
    let mut wrong = BTreeSet::new();
    loop {
        let mut verdict = machine.run(&resolved, &Task::default());
        let Some(fault) = verdict.fault.take() else { return (verdict, wrong) };
        assert!(wrong.insert(fault.step - prefix), "it was mended");
        resolved.moves[fault.step] = match &written[fault.step] {
            Move::Send { from, packet, fate: Fate::Delivered | Fate::Twice, label } => {
                Move::Inject { at: from.peer(), packet: *packet, label: *label }
            }
            Move::Arrive { label } => {
                let before = written[..fault.step].iter().rev();
                let sent = before.filter_map(|step| match step {
                    Move::Send { from, packet, fate: Fate::Late, label: Some(known) } if known == label => {
                        Some(Move::Inject { at: from.peer(), packet: *packet, label: None })
                    }
                    _ => None,
                });
                sent.into_iter().next().unwrap_or(Move::Wait)
            }
            _ => Move::Wait,
        };
    }
}

#[test]
fn playing_goes_once_through_what_running_goes_through_again_and_again() {
    let library = shipped();
    let machine = library.machine("tcp").expect("TCP");
    let mut many = 0;
    for seed in 0..400 {
        let mut chance = Chance::new(seed);
        let lines: Vec<&str> = (0..12).map(|_| LINES[chance.below(LINES.len())]).collect();
        let (trace, _, errors) = parse(&lines.join("\n"));
        assert_eq!(errors, []);
        let Ok(played) = machine.play(&trace) else { continue };
        let (verdict, wrong) = plainly(machine, &trace);
        let found: BTreeSet<usize> = (0..lines.len()).filter(|step| played.is_wrong(*step)).collect();
        assert_eq!(found, wrong, "{lines:#?}");
        assert_eq!(format!("{:?}", played.verdict), format!("{verdict:?}"), "{lines:#?}");
        let told = |step: &usize| played.fault(machine, *step).is_some_and(|fault| fault.step == *step);
        assert!(wrong.iter().all(told), "{lines:#?}");
        many += usize::from(wrong.len() > 3);
    }
    assert!(many > 100, "few are as wrong as that: {many}");
}
