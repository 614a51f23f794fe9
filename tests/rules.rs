//! No rule of TCP is idle: without any one of them something that RFC 9293 demands no longer happens.
//!
//! The behaviours stand in `fixtures/rules`, written from the RFC. Each rule and each debt is cut out of
//! the machine file in turn; jumps to it go to the next one. What is then different is told.

use crate::cases::tcp;
use crate::differential::play::{Play, Stage};
use crate::owed::open_cases;
use ackademy::diagnostic::{Ron, Source};
use ackademy::machine::{Endpoint, Machine, RuleId, Scene, Then, load};
use ackademy::text::Lang;
use ackademy::wire::{Case, End, Trace, parse};
use std::fmt::Write;
use std::ops::Range;

const FILE: &str = include_str!("../content/machines/tcp.ron");
const OPEN: &str = "server: listen\nclient: connect\nclient > SYN seq=x\nserver > SYN ACK seq=y ack=x+1\n\
                    client > ACK seq=x+1 ack=y+1\n";
const FIXTURES: [(&str, &str); 6] = [
    ("calls", include_str!("fixtures/rules/calls.txt")),
    ("timers", include_str!("fixtures/rules/timers.txt")),
    ("opening", include_str!("fixtures/rules/opening.txt")),
    ("open", include_str!("fixtures/rules/open.txt")),
    ("closing", include_str!("fixtures/rules/closing.txt")),
    ("leaving", include_str!("fixtures/rules/leaving.txt")),
];

/// A trace with what must hold behind some of its steps.
pub struct Behaviour {
    /// `RFC 9293 §…: what holds`.
    title: String,
    steps: String,
    /// How many steps come before each.
    expected: Vec<(usize, String)>,
    /// The last step must not be legal.
    ends_illegally: bool,
}

fn behaviours() -> Vec<Behaviour> {
    FIXTURES.iter().flat_map(|(_, text)| behaviours_in(text)).collect()
}

/// The behaviours of one file.
pub fn behaviours_in(text: &str) -> Vec<Behaviour> {
    let mut list: Vec<Behaviour> = Vec::new();
    for line in text.lines().map(str::trim) {
        if let Some(title) = line.strip_prefix("## ") {
            let (title, steps) = (title.to_owned(), "calls: explicit\n".to_owned());
            list.push(Behaviour { title, steps, expected: Vec::new(), ends_illegally: false });
        } else if let Some(last) = list.last_mut().filter(|_| !line.is_empty() && !line.starts_with('#')) {
            match line.strip_prefix("= ") {
                Some(expected) => {
                    last.expected.push((last.steps.lines().count() - 1, expected.to_owned()));
                }
                None if line == "OPEN" => last.steps += OPEN,
                None => {
                    last.ends_illegally = line.starts_with("! ");
                    last.steps += &format!("{}\n", line.trim_start_matches("! "));
                }
            }
        }
    }
    list
}

/// The traces of all behaviours, by their titles.
pub fn traces() -> Vec<(String, Trace)> {
    behaviours().into_iter().map(|behaviour| (behaviour.title, parse(&behaviour.steps).0)).collect()
}

impl Behaviour {
    /// Title and difference of a behaviour that a machine does not have.
    pub fn told(&self, machine: &Machine) -> Option<String> {
        Some(format!("{}\n    {}", self.title, self.difference(machine)?))
    }

    /// What a machine does differently; nothing where it does as it should.
    fn difference(&self, machine: &Machine) -> Option<String> {
        let (trace, _, errors) = parse(&self.steps);
        assert_eq!(errors, [], "{}", self.title);
        let play = Play::of_trace(machine, &trace);
        let stages = play.run(machine);
        for (index, stage) in stages.iter().enumerate() {
            let step = || trace.steps[index].to_string();
            let must_fail = self.ends_illegally && index + 1 == trace.steps.len();
            if stage.legal == must_fail {
                return Some(format!("`{}` is {}legal", step(), if stage.legal { "" } else { "not " }));
            }
            if let Some(end) = runs_out(machine, stage) {
                return Some(format!("`{}`: no rule ends it at the {}", step(), machine.role(end)));
            }
            for (_, expected) in self.expected.iter().filter(|(after, _)| *after == index + 1) {
                let found = found(machine, &play, stage, expected);
                if found != *expected {
                    return Some(format!("`{}`: {found}, not {expected}", step()));
                }
            }
        }
        None
    }
}

/// What is, in the words of what is expected.
fn found(machine: &Machine, play: &Play, stage: &Stage, expected: &str) -> String {
    if let Some(words) = expected.strip_prefix("refused: ") {
        let rule = stage.refused.and_then(|rule| machine.rule(rule)?.refuse.as_ref());
        return match rule.map(|text| text.get(Lang::En)) {
            Some(text) if text.contains(words) => expected.to_owned(),
            Some(text) => format!("refused: {text}"),
            None => "done".to_owned(),
        };
    }
    let role = expected.split(' ').next().unwrap_or_default();
    let end = machine.end(role).expect("a role");
    let at = &stage.ends[end.index()];
    if expected.split(' ').nth(1) == Some("again") {
        return format!("{role} again {}", again(machine, at, end, play));
    }
    let debts = machine.debts(at);
    let show = |debt: &ackademy::machine::Debt| {
        let optional = if debt.must { "" } else { "maybe " };
        format!("{optional}{}", machine.show(&debt.packet, Some(end), &play.names))
    };
    let debts: Vec<String> = debts.iter().map(show).collect();
    let owes = if debts.is_empty() { String::new() } else { format!(" owes {}", debts.join("; ")) };
    format!("{role} {}{owes}", machine.state_name(at.state))
}

/// What goes once more when the retransmission timer has run out.
fn again(machine: &Machine, at: &Endpoint, end: End, play: &Play) -> String {
    let timer = machine.timers.iter().position(|timer| timer.name == "retransmission").expect("a timer");
    let scene = Scene { variables: &at.variables, packet: None, argument: None };
    let list: Vec<String> = machine
        .again
        .iter()
        .filter(|(after, due)| {
            usize::from(*after) == timer && due.from.has(at.state) && due.when.holds(scene)
        })
        .map(|(_, due)| machine.show(&machine.filled(&due.segment, scene), Some(end), &play.names))
        .collect();
    list.join("; ")
}

/// The end at which something arrived and no rule has the last word: §3.10.7 says of every segment where
/// its processing ends, so the reader of a trace must be told, also where the segment is only dropped.
fn runs_out(machine: &Machine, stage: &Stage) -> Option<End> {
    let ends = |(to, _): &(End, _)| {
        let mut fired = stage.fired.iter().filter(|(end, _)| end == to).map(|(_, rule)| *rule);
        let stops = |rule: RuleId| machine.rule(rule).is_some_and(|rule| rule.then == Then::Stop);
        !fired.next_back().is_some_and(stops)
    };
    stage.arrived.iter().find(|arrived| ends(arrived)).map(|(to, _)| *to)
}

/// Verdict and states of a recorded case, as one text.
fn told(machine: &Machine, case: &Case) -> String {
    match machine.run_case(case) {
        Ok(outcome) => format!("{:?} {:?} {:?}", outcome.first_bad, outcome.kind, outcome.after),
        Err(unknown) => format!("{unknown:?}"),
    }
}

/// A list of a machine file: the bytes and the name of each item.
pub fn items(file: &str, list: &str) -> Vec<(Range<usize>, String)> {
    let ron = Ron::new(Source { file: "machine.ron", text: file });
    let ranges = ron.list(list).expect("the list").items;
    let name = |(index, range): (usize, &Range<usize>)| {
        let id = file[range.clone()].split("id: \"").nth(1).and_then(|rest| rest.split('"').next());
        id.map_or(format!("{list}[{index}]"), str::to_owned)
    };
    let names: Vec<String> = ranges.iter().enumerate().map(name).collect();
    ranges.into_iter().zip(names).collect()
}

/// A machine file without one item; who jumps to it jumps to the next.
pub fn without(file: &str, items: &[(Range<usize>, String)], index: usize) -> String {
    let (range, name) = &items[index];
    let rest = file[range.end..].trim_start().strip_prefix(',').expect("a comma behind each item");
    let text = format!("{}{rest}", &file[..range.start]);
    let next = items.get(index + 1).map_or("", |(_, next)| next.as_str());
    [("Jump(", ")"), ("hold: ", "")].into_iter().fold(text, |text, (before, after)| {
        text.replace(&format!("{before}\"{name}\"{after}"), &format!("{before}\"{next}\"{after}"))
    })
}

/// What notices that an item of the machine file is gone: the behaviour or case that fails, and how.
fn noticed(text: &str, behaviours: &[Behaviour], cases: &[(Case, String)]) -> Option<String> {
    let (machine, findings) = load("tcp.ron", text);
    let Some(machine) = machine else {
        let codes: Vec<&str> = findings.iter().map(|finding| finding.code).collect();
        return Some(format!("the file no longer loads: {codes:?}"));
    };
    let by_behaviour = behaviours
        .iter()
        .find_map(|behaviour| Some((&behaviour.title, behaviour.difference(&machine)?)))
        .map(|(title, difference)| format!("{title}\n    {difference}"));
    let by_case = || cases.iter().find(|(case, before)| told(&machine, case) != *before);
    by_behaviour.or_else(|| by_case().map(|(case, _)| format!("only case {}", case.id)))
}

#[track_caller]
fn check_that_none_is_idle(list: &str, least: usize) {
    let machine = tcp();
    // One that fails anyway would seem to notice everything.
    let behaviours: Vec<Behaviour> =
        behaviours().into_iter().filter(|behaviour| behaviour.difference(&machine).is_none()).collect();
    let cases: Vec<(Case, String)> = open_cases()
        .into_iter()
        .map(|case| {
            let told = told(&machine, &case);
            (case, told)
        })
        .collect();
    let items = items(FILE, list);
    assert!(items.len() >= least, "only {} items in `{list}`", items.len());
    let (mut idle, mut report) = (Vec::new(), String::new());
    for (index, (_, name)) in items.iter().enumerate() {
        match noticed(&without(FILE, &items, index), &behaviours, &cases) {
            Some(by) => drop(writeln!(report, "{name}: {by}")),
            None => idle.push(name),
        }
    }
    println!("{report}");
    assert!(idle.is_empty(), "nothing notices that these are gone: {idle:?}");
}

#[test]
fn the_machine_does_what_the_rfc_demands() {
    let machine = tcp();
    let list = behaviours();
    let wrong: Vec<String> = list.iter().filter_map(|behaviour| behaviour.told(&machine)).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(list.len() >= 70, "only {} behaviours", list.len());
}

#[test]
fn every_demanded_behaviour_names_a_section_that_exists() {
    let sections = include_str!("fixtures/rfc-sections.txt");
    for behaviour in behaviours() {
        let section =
            behaviour.title.strip_prefix("RFC 9293 §").and_then(|rest| rest.split([':', ' ']).next());
        let line = format!("9293 {}", section.unwrap_or("none"));
        assert!(sections.lines().any(|known| known == line), "{}", behaviour.title);
        let last = behaviour.steps.lines().count() - 1;
        let says = behaviour.expected.last().is_some_and(|(after, _)| *after == last);
        let leaves = behaviour.steps.lines().last().is_some_and(|line| line.contains(" > "));
        assert!(
            says || leaves || behaviour.ends_illegally,
            "{}: says nothing about its last step",
            behaviour.title
        );
    }
}

#[test]
fn every_rule_is_noticed_when_it_is_gone() {
    check_that_none_is_idle("rules", 70);
}

#[test]
fn every_debt_is_noticed_when_it_is_gone() {
    check_that_none_is_idle("due", 5);
}
