//! What can be composed with a machine: for the composer of a question and of the Lab.

use super::ladder_of::capitalised;
use super::steps::free_label;
use crate::machine::{Machine, Verdict};
use crate::text::{Lang, say_with};
use crate::wire::{End, Segment, Step};

/// What the composer offers, in the language of the interface.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct ComposerView {
    /// Who can send: name in traces, name shown.
    pub ends: [(String, String); 2],
    /// Flags that can be chosen.
    pub flags: Vec<String>,
    /// Fields that can be filled, with the flags of which they need one (none: they need no flag).
    pub fields: Vec<(String, Vec<String>)>,
    /// Calls, timers and segments that are held back: at which end, in words, and the line that they write.
    pub others: Vec<(End, String, String)>,
    /// Symbols with their numbers.
    pub symbols: Vec<(String, i64)>,
    /// The name of the next segment that is held back.
    pub held: String,
    /// Whether a change can be taken back, made again.
    pub undo: (bool, bool),
}

impl ComposerView {
    /// The composer of a machine behind a trace: `steps` are those whose names are taken.
    pub fn of<'s>(
        machine: &Machine,
        verdict: Option<&Verdict>,
        steps: impl Iterator<Item = &'s Step>,
        undo: (bool, bool),
        lang: Lang,
    ) -> ComposerView {
        let steps: Vec<&Step> = steps.collect();
        let names = |flags: u32| machine.flag_names(flags).into_iter().map(str::to_owned).collect();
        let fields = machine.fields.iter().filter(|field| field.name != "wnd");
        ComposerView {
            ends: End::BOTH
                .map(|end| (machine.role(end).to_owned(), capitalised(machine.role_name(end, lang)))),
            flags: names(!machine.ignored),
            fields: fields.map(|field| (field.name.clone(), names(field.with))).collect(),
            others: arrivals(machine, &steps, lang).into_iter().chain(others(machine, lang)).collect(),
            symbols: verdict
                .iter()
                .flat_map(|verdict| verdict.names.all())
                .map(|(name, value)| (name.to_owned(), value))
                .collect(),
            held: free_label(steps.into_iter()),
            undo,
        }
    }
}

/// The segments that have a name, by which they can be delivered (again): receiver, in words, the line.
pub(super) fn arrivals(machine: &Machine, steps: &[&Step], lang: Lang) -> Vec<(End, String, String)> {
    let named = steps.iter().filter_map(|step| match step {
        Step::Send { from, segment, label: Some(label), .. } => {
            Some((machine.end(from)?.peer(), segment, label))
        }
        Step::Inject { at, segment, label: Some(label) } => Some((machine.end(at)?, segment, label)),
        _ => None,
    });
    let offer = |(to, segment, label): (End, &Segment, &String)| {
        let args = [("name", label.as_str().into()), ("segment", segment.to_string().into())];
        let line = Step::Arrive { label: label.clone() }.to_string();
        (to, say_with(lang, "composer-arrives", &args), line)
    };
    named.map(offer).collect()
}

/// Calls and timers with the lines that they write.
fn others(machine: &Machine, lang: Lang) -> impl Iterator<Item = (End, String, String)> + '_ {
    End::BOTH.into_iter().flat_map(move |end| {
        let calls = machine.calls.iter().filter(|call| call.argument.is_none()).map(move |call| {
            (end, call.is.get(lang).to_owned(), format!("{}: {}", machine.role(end), call.name))
        });
        let timers = machine.timers.iter().map(move |timer| {
            (end, timer.is.get(lang).to_owned(), format!("{}: timeout {}", machine.role(end), timer.name))
        });
        calls.chain(timers)
    })
}
