//! What a learner does on the heaviest screens, over and over: each change is followed by its frame.

use super::{CONNECTIONS, Drawn, long_trace};
use ackademy::app::action::Action;
use ackademy::app::browse::{BrowseCommand, Filter, Pick};
use ackademy::app::capture::CaptureCommand;
use ackademy::app::explorer::ExplorerCommand;
use ackademy::app::lab::LabCommand;
use ackademy::app::place::Place;
use ackademy::app::{Command, StudyCommand};
use ackademy::text::Lang;
use std::path::Path;

/// A change that is made again and again.
pub struct Change {
    /// What is done.
    pub name: &'static str,
    /// What leads there.
    pub before: Vec<Command>,
    /// What is pressed then.
    pub press: Option<&'static str>,
    /// Whether a capture must be read or told first.
    pub reads: bool,
    /// The commands of one time.
    pub commands: fn(usize) -> Vec<Command>,
}

fn change(name: &'static str, before: Vec<Command>, commands: fn(usize) -> Vec<Command>) -> Change {
    Change { name, before, press: None, reads: false, commands }
}

fn lab(command: LabCommand) -> Command {
    Command::InLab(command)
}

fn capture(command: CaptureCommand) -> Command {
    Command::Capture(command)
}

/// The first letters of a word, one more each time.
fn typed(word: &str, at: usize) -> String {
    word.chars().take(at % (word.chars().count() + 1)).collect()
}

/// Takes the last change back, and makes it again.
fn undo_redo(at: usize) -> Vec<Command> {
    vec![lab(if at.is_multiple_of(2) { LabCommand::Undo } else { LabCommand::Redo })]
}

/// A Lab with so many steps.
fn full_lab(steps: usize) -> Vec<Command> {
    vec![lab(LabCommand::Clear), lab(LabCommand::Write(long_trace(steps).join("\n")))]
}

/// A Lab with two hundred steps, of which one was taken out.
fn lab_without(step: usize) -> Vec<Command> {
    full_lab(200).into_iter().chain([lab(LabCommand::Remove(step))]).collect()
}

/// All of them.
pub fn all(path: &Path) -> Vec<Change> {
    let mut changes = in_lab();
    changes.extend(in_study());
    changes.extend(elsewhere());
    changes.extend(in_captures(path));
    changes
}

fn in_lab() -> Vec<Change> {
    vec![
        change("Lab: undo, redo of the last step", lab_without(199), undo_redo),
        change("Lab: of a step in the middle", lab_without(101), undo_redo),
        change("Lab: of the first one, all go wrong", lab_without(0), undo_redo),
        change("Lab: another step is looked at", full_lab(199), |at| {
            vec![lab(LabCommand::Look(Some((at * 7) % 200)))]
        }),
        change("Lab: a step is added in the middle", full_lab(199), |at| {
            if at.is_multiple_of(2) {
                vec![lab(LabCommand::Look(Some(99))), lab(LabCommand::Step("time passes".to_owned()))]
            } else {
                vec![lab(LabCommand::Undo)]
            }
        }),
        change("Lab: the text is typed", full_lab(199), |at| {
            let mut lines = long_trace(199);
            lines.push(format!("client > ACK seq=x+9801 ack=y+1 len={}", 1 + at % 99));
            vec![lab(LabCommand::Write(lines.join("\n")))]
        }),
        change("Lab: another start", full_lab(199), |at| {
            let start = if at.is_multiple_of(2) { "established" } else { "listening" };
            vec![lab(LabCommand::Start(start.to_owned()))]
        }),
        change("Lab: another language", full_lab(199), |at| {
            vec![Command::Speak(if at.is_multiple_of(2) { Lang::Zh } else { Lang::En })]
        }),
        change("Lab: come to from elsewhere", full_lab(199), |at| {
            vec![Command::Go(if at.is_multiple_of(2) { Place::Decks } else { Place::Lab })]
        }),
        Change {
            press: Some("Move or change steps"),
            ..change("Lab: with the list of steps, anew", full_lab(199), |_| vec![Command::Motion(true)])
        },
        change("Lab: with it, a step is moved", full_lab(200), |at| {
            let (from, to) = if at.is_multiple_of(2) { (100, 101) } else { (101, 100) };
            vec![lab(LabCommand::Shift { from, to })]
        }),
    ]
}

fn in_study() -> Vec<Change> {
    let long = || vec![Command::Speak(Lang::En), Command::Practise { deck: "long".to_owned() }];
    let built = vec![Command::Practise { deck: "built".to_owned() }];
    let named = |at: usize| {
        let state = if at.is_multiple_of(2) { "ESTABLISHED" } else { "CLOSED" };
        vec![Command::In(StudyCommand::State { end: 0, state: state.to_owned() })]
    };
    let state = |end| Command::In(StudyCommand::State { end, state: "ESTABLISHED".to_owned() });
    let judged = long().into_iter().chain([state(0), state(1), Command::In(StudyCommand::Check)]);
    vec![
        change("question, 300 steps: a state is named", long(), named),
        change("question, 300 steps: comes up", long(), |at| match at.is_multiple_of(2) {
            true => vec![Command::Go(Place::Decks)],
            false => vec![Command::Practise { deck: "long".to_owned() }],
        }),
        change("building: a step is added", built, |at| {
            let lines = ["client > FIN ACK seq=u ack=v", "server > ACK seq=v ack=u+1"];
            let line = lines.get(at % 4).map(|line| Command::In(StudyCommand::Step((*line).to_owned())));
            vec![line.unwrap_or(Command::In(StudyCommand::Undo))]
        }),
        change("verdict, 300 steps: anew", judged.collect(), |_| vec![Command::Motion(true)]),
    ]
}

fn elsewhere() -> Vec<Change> {
    let browse = || vec![Command::CloseOverlay, Command::Go(Place::Browse)];
    let explore = |id: &str| Command::Explore(ExplorerCommand::Machine(id.to_owned()));
    vec![
        change("Browse: the filter is typed", browse(), |at| {
            let filter = Filter { text: typed("retransmission", at), ..Filter::default() };
            vec![Command::InBrowse(BrowseCommand::Filter(filter))]
        }),
        change("Browse: a row further", browse(), |at| {
            let by = if (at / 100).is_multiple_of(2) { 1 } else { -1 };
            vec![Command::InBrowse(BrowseCommand::Move(by, Pick::Only))]
        }),
        change("palette: is typed", vec![Command::Do(Action::Palette)], |at| {
            vec![Command::Seek(typed("explore two-way", at))]
        }),
        change("explorer: another property", vec![Command::CloseOverlay, explore("two-way")], |at| {
            let losses = ExplorerCommand::Losses((at % 2) as u8);
            vec![Command::Explore(losses)]
        }),
        change("to Decks and to Today", Vec::new(), |at| to(at, Place::Decks)),
        change("to Settings and to Today", Vec::new(), |at| to(at, Place::Settings)),
        change("to Browse and to Today", Vec::new(), |at| to(at, Place::Browse)),
        change("to the map and to Today", Vec::new(), |at| to(at, Place::Map)),
    ]
}

fn to(at: usize, place: Place) -> Vec<Command> {
    vec![Command::Go(if at.is_multiple_of(2) { place } else { Place::Today })]
}

fn in_captures(path: &Path) -> Vec<Change> {
    let list = || vec![capture(CaptureCommand::OpenFile(path.to_owned()))];
    // The list again, once more from its file.
    let follow = vec![capture(CaptureCommand::Follow(usize::from(CONNECTIONS)))];
    vec![
        Change {
            reads: true,
            ..change("captures: a line further", list(), |at| {
                let by = if (at / 100).is_multiple_of(2) { 9 } else { -9 };
                vec![capture(CaptureCommand::Move(by))]
            })
        },
        change("captures: the filter is typed", Vec::new(), |at| {
            vec![capture(CaptureCommand::Filter(typed("10.0.0.2:80", at)))]
        }),
        Change {
            reads: true,
            ..change("a long connection: a step further", follow, |at| {
                vec![capture(CaptureCommand::Step(1900 + at % 99))]
            })
        },
        change("a long connection: a page further", Vec::new(), |at| {
            vec![capture(CaptureCommand::Step(51 + at % 30 * 50))]
        }),
    ]
}

impl Drawn {
    /// Makes a change once, and draws what comes of it.
    pub fn make(&mut self, change: &Change, at: usize) {
        let ctx = self.ctx.clone();
        for command in (change.commands)(at) {
            self.window.command(command, &ctx);
        }
        self.frame(Vec::new());
    }
}
