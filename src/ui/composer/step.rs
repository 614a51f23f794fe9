//! What is being composed, and the line that comes of it. No widgets.

use crate::text::Lang;
use crate::wire::{End, Fate, TraceError, parse_line, parse_term};
use std::collections::{BTreeMap, BTreeSet};

/// What the composer offers. All words are in the language of the interface.
pub struct ComposerSpec<'a> {
    /// The language of the composer's own words.
    pub lang: Lang,
    /// The ends as they are written in a trace: `client`, `server`.
    pub ends: [&'a str; 2],
    /// The ends' names in the interface.
    pub names: [&'a str; 2],
    /// The flags, in the order in which they are offered and written.
    pub flags: &'a [String],
    /// The fields, in the order in which they are offered and written.
    pub fields: &'a [Field],
    /// Calls and timers.
    pub others: &'a [Other],
    /// The name of the next segment that is held back.
    pub held: &'a str,
    /// Whether "what could come next?" can be asked, and what that costs.
    pub hint: Option<&'a str>,
    /// The value of what was typed into a field (`x+1` → `1001`), where it is known.
    pub value: &'a dyn Fn(&str, &str) -> Option<String>,
    /// Whether there is a step that can be taken back.
    pub can_undo: bool,
    /// Whether there is a step that can be put back.
    pub can_redo: bool,
}

/// A field of a segment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Field {
    /// Its name in a trace.
    pub name: String,
    /// Flags of which it needs one to mean anything; none where it needs no flag.
    pub needs: Vec<String>,
}

/// A call, a timer, or the arrival of a segment that was held back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Other {
    /// At which end.
    pub at: End,
    /// What is on its button.
    pub text: String,
    /// The line of the trace.
    pub line: String,
}

/// The three ways to write a step.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Way {
    /// With chips and fields.
    #[default]
    Segment,
    /// A call or a timer.
    Other,
    /// As a line of text.
    Line,
}

/// What the network can do with a segment, in the order in which it is offered.
pub const FATES: [Fate; 4] = [Fate::Delivered, Fate::Lost, Fate::Twice, Fate::Late];

/// The half-written step. It belongs to the ui.
#[derive(Clone, Debug, PartialEq)]
pub struct ComposerState {
    /// How it is written.
    pub way: Way,
    /// The sender.
    pub from: End,
    /// The flags that are set.
    pub flags: BTreeSet<String>,
    /// What was typed into the fields.
    pub fields: BTreeMap<String, String>,
    /// What the network does with it.
    pub fate: Fate,
    /// What was typed as text.
    pub line: String,
}

impl Default for ComposerState {
    fn default() -> ComposerState {
        ComposerState {
            way: Way::Segment,
            from: End::First,
            flags: BTreeSet::new(),
            fields: BTreeMap::new(),
            fate: Fate::Delivered,
            line: String::new(),
        }
    }
}

impl ComposerState {
    /// Whether nothing has been written.
    pub fn is_empty(&self) -> bool {
        match self.way {
            Way::Segment => {
                self.flags.is_empty()
                    && self.fate == Fate::Delivered
                    && self.fields.values().all(|text| text.trim().is_empty())
            }
            Way::Other => true,
            Way::Line => self.line.trim().is_empty(),
        }
    }

    /// Forgets what was written; the sender and the way of writing stay.
    pub fn clear(&mut self) {
        *self = ComposerState { way: self.way, from: self.from, ..ComposerState::default() };
    }

    /// Sets a flag or takes it back. A field that means nothing without it is emptied.
    pub fn toggle(&mut self, flag: &str, fields: &[Field]) {
        if self.flags.remove(flag) {
            let idle: Vec<&Field> = fields.iter().filter(|field| !self.may_write(field)).collect();
            for field in idle {
                self.fields.remove(&field.name);
            }
        } else {
            self.flags.insert(flag.to_owned());
        }
    }

    /// Whether a field can be written now.
    pub fn may_write(&self, field: &Field) -> bool {
        field.needs.is_empty() || field.needs.iter().any(|flag| self.flags.contains(flag))
    }

    /// The next fate of the segment, or the one before.
    pub fn other_fate(&mut self, by: isize) {
        let at = FATES.iter().position(|fate| *fate == self.fate).unwrap_or(0);
        let next = (at as isize + by).rem_euclid(FATES.len() as isize) as usize;
        self.fate = FATES.get(next).cloned().unwrap_or_default();
    }

    /// Whether what was typed into a field is neither a number nor a term.
    pub fn is_bad(&self, field: &Field) -> bool {
        self.fields.get(&field.name).is_some_and(|text| !text.trim().is_empty() && parse_term(text).is_none())
    }

    /// The fault of the typed line, if it has one. A blank line has none.
    pub fn line_error(&self) -> Option<TraceError> {
        let line = self.line.trim();
        if line.is_empty() { None } else { parse_line(line).err() }
    }

    /// The line of the trace that was written, if it is whole.
    pub fn step(&self, spec: &ComposerSpec<'_>) -> Option<String> {
        match self.way {
            Way::Segment => self.segment(spec),
            Way::Other => None,
            Way::Line => parse_line(self.line.trim()).ok().map(|step| step.to_string()),
        }
    }

    fn segment(&self, spec: &ComposerSpec<'_>) -> Option<String> {
        let mut words: Vec<String> =
            spec.flags.iter().filter(|flag| self.flags.contains(*flag)).cloned().collect();
        for field in spec.fields.iter().filter(|field| self.may_write(field)) {
            let Some(text) = self.fields.get(&field.name).filter(|text| !text.trim().is_empty()) else {
                continue;
            };
            words.push(format!("{}={}", field.name, parse_term(text)?));
        }
        if words.is_empty() {
            return None;
        }
        let [first, second] = spec.ends;
        let from = match self.from {
            End::First => first,
            End::Second => second,
        };
        let fate = match self.fate {
            Fate::Delivered => String::new(),
            Fate::Lost => " (lost)".to_owned(),
            Fate::Twice => " (twice)".to_owned(),
            Fate::Late => format!(" (late as {})", spec.held),
        };
        Some(format!("{from} > {}{fate}", words.join(" ")))
    }
}

/// The key of each flag: its first letter that no flag before it has taken.
pub fn keys(flags: &[String]) -> Vec<Option<char>> {
    let mut taken = BTreeSet::new();
    flags
        .iter()
        .map(|flag| {
            let letters = flag.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_uppercase());
            let key = letters.into_iter().find(|c| !taken.contains(c));
            taken.extend(key);
            key
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(words: &[&str]) -> Vec<String> {
        words.iter().map(|word| (*word).to_owned()).collect()
    }

    #[test]
    fn every_flag_has_a_key_of_its_own() {
        let keys = keys(&names(&["SYN", "ACK", "FIN", "RST", "PSH", "URG", "ECE", "CWR", "SACK"]));
        let told: String = keys.iter().map(|key| key.unwrap_or('?')).collect();
        assert_eq!(told, "SAFRPUECK");
    }

    #[test]
    fn a_step_is_written_as_a_trace_writes_it() {
        let (flags, none) = (names(&["SYN", "ACK"]), |_: &str, _: &str| None);
        let field = |name: &str, needs: &[&str]| Field { name: name.into(), needs: names(needs) };
        let fields = [field("seq", &[]), field("ack", &["ACK"]), field("key", &["SYN", "ACK"])];
        let spec = ComposerSpec {
            lang: Lang::En,
            ends: ["client", "server"],
            names: ["Client", "Server"],
            flags: &flags,
            fields: &fields,
            others: &[],
            held: "b",
            hint: None,
            value: &none,
            can_undo: false,
            can_redo: false,
        };
        let mut state = ComposerState::default();
        assert_eq!(state.step(&spec), None);
        state.toggle("ACK", &fields);
        state.toggle("SYN", &fields);
        state.from = End::Second;
        state.fate = Fate::Lost;
        state.fields.insert("seq".into(), " y".into());
        state.fields.insert("ack".into(), "1+x".into());
        assert_eq!(state.step(&spec).as_deref(), Some("server > SYN ACK seq=y ack=x+1 (lost)"));
        state.toggle("ACK", &fields);
        assert_eq!(state.step(&spec).as_deref(), Some("server > SYN seq=y (lost)"));
        // A field stays as long as one of its flags is set.
        state.fields.insert("key".into(), "7".into());
        state.toggle("ACK", &fields);
        state.toggle("SYN", &fields);
        assert_eq!(state.step(&spec).as_deref(), Some("server > ACK seq=y key=7 (lost)"));
        state.toggle("ACK", &fields);
        assert_eq!(state.fields.get("key"), None);
        state.other_fate(2);
        assert_eq!(state.step(&spec).as_deref(), Some("server > seq=y (late as b)"));
        state.other_fate(-3);
        assert_eq!(state.step(&spec).as_deref(), Some("server > seq=y"));
        state.fields.insert("seq".into(), "1x".into());
        assert_eq!(state.step(&spec), None);
    }
}
