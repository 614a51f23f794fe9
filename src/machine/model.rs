//! A machine in its strict form: every name is an index, every expression is resolved.

use super::property::Property;
use super::value::{Expr, Slots};
use crate::text::Text;
use crate::wire::{End, Trace};

/// At most this many states, so that a set of states is one word.
pub const MOST_STATES: usize = 64;
/// At most this many flags.
pub const MOST_FLAGS: usize = 32;
/// At most this many fields.
pub const MOST_FIELDS: usize = 8;
/// At most this many variables.
pub const MOST_VARIABLES: usize = 16;

/// A state's index in [`Machine::states`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct StateId(pub u8);

/// A rule's index in [`Machine::rules`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RuleId(pub u16);

/// A set of states.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct StateSet(pub u64);

impl StateSet {
    /// Whether the state is in it.
    pub fn has(self, state: StateId) -> bool {
        self.0 & (1u64 << state.0) != 0
    }

    /// The set with one more state.
    pub fn with(self, state: StateId) -> StateSet {
        StateSet(self.0 | (1u64 << state.0))
    }
}

/// The type of a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Type {
    /// Compared modulo 2³².
    Seq,
    /// A plain integer.
    Int,
    /// True or false.
    Bool,
    /// Equal or not, nothing else.
    Token,
}

/// The variables of an end.
pub type Variables = Slots<MOST_VARIABLES>;

/// A segment: which flags, which numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default, PartialOrd, Ord)]
pub struct Packet {
    /// Set flags, a bit each.
    pub flags: u32,
    /// The fields; unknown where not written.
    pub fields: Slots<MOST_FIELDS>,
}

/// Which flags must be set and which must be clear.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Pattern {
    /// Must be set.
    pub set: u32,
    /// Must be clear.
    pub clear: u32,
}

impl Pattern {
    /// Whether these flags fit.
    pub fn fits(self, flags: u32) -> bool {
        flags & self.set == self.set && flags & self.clear == 0
    }
}

/// A segment with expressions for numbers: what a reply or a debt looks like.
#[derive(Clone, Debug, PartialEq)]
pub struct Template {
    /// Flags that are set.
    pub flags: u32,
    /// Flags that may be set or not.
    pub free: u32,
    /// Fields with their values; others are free.
    pub fields: Vec<(u8, Expr)>,
}

/// One part of a condition, as written at its top level between `and`s.
#[derive(Clone, Debug, PartialEq)]
pub struct Clause {
    /// Its text in the file.
    pub text: String,
    /// Its meaning.
    pub expr: Expr,
}

/// What a rule waits for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum On {
    /// A user call.
    Call(u8),
    /// A segment that arrives.
    Arrives(Pattern),
    /// A segment that leaves.
    Leaves(Pattern),
    /// A timer that runs out.
    Timer(u8),
}

/// What comes after a rule has fired.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Then {
    /// Nothing.
    Stop,
    /// The following rules see the same segment.
    Continue,
    /// The rules from this one on see it.
    Jump(RuleId),
}

/// A number that the end chooses: the field of the next segment with these flags that it sends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pick {
    /// The variable that receives it.
    pub variable: u8,
    /// Flags of that segment.
    pub on: Pattern,
    /// The field.
    pub field: u8,
}

/// A rule.
#[derive(Clone, Debug)]
pub struct Rule {
    /// Its name, for ever.
    pub id: String,
    /// The states in which it can fire.
    pub from: StateSet,
    /// What it waits for.
    pub on: On,
    /// Its condition, cut at the `and`s.
    pub when: Vec<Clause>,
    /// Numbers that the end chooses.
    pub pick: Vec<Pick>,
    /// Variables that get a new value; all values are computed first.
    pub set: Vec<(u8, Expr)>,
    /// Exact replies that are now owed.
    pub reply: Vec<Template>,
    /// The call fails, with these words.
    pub refuse: Option<Text>,
    /// The segment is kept and offered again from this rule on when something has moved.
    pub hold: Option<RuleId>,
    /// The new state.
    pub to: Option<StateId>,
    /// Timers that run anew.
    pub restart: Vec<u8>,
    /// What comes next.
    pub then: Then,
    /// Where the standard says so.
    pub cite: String,
    /// The reason.
    pub why: Text,
    /// Where the standard disagrees with itself.
    pub doubt: Option<Text>,
}

impl Rule {
    /// Its condition as it is written, on one line; nothing where it has none.
    pub fn condition(&self) -> String {
        self.when.iter().map(|clause| clause.text.as_str()).collect::<Vec<_>>().join(" and ")
    }
}

/// Something that an end should send.
#[derive(Clone, Debug)]
pub struct Due {
    /// In which states.
    pub from: StateSet,
    /// When.
    pub when: Expr,
    /// What.
    pub segment: Template,
    /// Whether an end that has not sent it is not yet quiet.
    pub must: bool,
    /// The reason.
    pub why: Text,
}

/// A mistake that has a name and an explanation of its own.
#[derive(Clone, Debug)]
pub struct KnownFault {
    /// Its kind, e.g. `early-fin`.
    pub kind: String,
    /// The states of the sender in which it is this mistake.
    pub from: StateSet,
    /// The flags of what was sent.
    pub sent: Pattern,
    /// The condition.
    pub when: Option<Expr>,
    /// Whether it costs little.
    pub mild: bool,
    /// The explanation.
    pub why: Text,
    /// Where the standard says so.
    pub cite: String,
}

/// A call that is implied where it is not written.
#[derive(Clone, Debug)]
pub struct Implied {
    /// The call.
    pub call: u8,
    /// What it explains: a segment that leaves, one that arrives, or another call.
    pub on: On,
    /// In which states it is tried; empty means all.
    pub from: StateSet,
    /// When.
    pub when: Option<Expr>,
    /// Its argument.
    pub argument: Option<Expr>,
    /// Whether it is implied even where a trace writes its calls.
    pub always: bool,
}

/// A state.
#[derive(Clone, Debug)]
pub struct State {
    /// Its name in the standard.
    pub name: String,
    /// Where it stands on the diagram, by column and row; `None` leaves it to whoever draws.
    pub at: Option<(f32, f32)>,
    /// What it means.
    pub is: Text,
    /// Other right names.
    pub aliases: Vec<String>,
    /// Known slips, with what to say.
    pub slips: Vec<(String, Text)>,
}

/// A field of a segment.
#[derive(Clone, Debug)]
pub struct Field {
    /// Its name in traces.
    pub name: String,
    /// Its name in conditions.
    pub reads: String,
    /// Its type.
    pub kind: Type,
    /// It is there only with this flag.
    pub with: u32,
    /// Its value where it is not written.
    pub default: Option<Expr>,
    /// Whether it carries the sender's own numbers (for showing symbols); `None` says nothing.
    pub own: Option<bool>,
}

/// A named thing with other names.
#[derive(Clone, Debug)]
pub struct Named {
    /// Its name.
    pub name: String,
    /// Other names.
    pub aliases: Vec<String>,
    /// What it means.
    pub is: Text,
    /// Default argument of a call that takes one.
    pub argument: Option<i64>,
    /// What that counts: the word for one, and for several.
    pub counts: Option<[Text; 2]>,
    /// How long a timer runs in the explorer's ticks; one without is not explored.
    pub ticks: Option<u8>,
}

/// A symbol for the first number of an end: `x`.
#[derive(Clone, Debug)]
pub struct Symbol {
    /// The letter.
    pub name: String,
    /// Whose number.
    pub end: End,
    /// Which variable.
    pub variable: u8,
    /// Its value where nothing else decides.
    pub value: u32,
}

/// A named beginning.
#[derive(Clone, Debug)]
pub struct Start {
    /// Its name.
    pub name: String,
    /// What it is.
    pub is: Text,
    /// The steps that lead there.
    pub trace: Trace,
    /// Further symbols, in terms of others.
    pub names: Vec<(String, crate::wire::Term)>,
}

/// A set of states with a name.
#[derive(Clone, Debug)]
pub struct Group {
    /// Its name.
    pub name: String,
    /// Its states.
    pub states: StateSet,
}

/// An expression with a name.
#[derive(Clone, Debug)]
pub struct Definition {
    /// Its name.
    pub name: String,
    /// Its text in the file.
    pub text: String,
    /// Its meaning.
    pub expr: Expr,
    /// Its type.
    pub kind: Type,
}

/// A machine.
#[derive(Clone, Debug)]
pub struct Machine {
    /// Its id.
    pub id: String,
    /// The machine that it was made from, if it is a variant.
    pub of: Option<String>,
    /// What is different in a variant, and what that shows.
    pub about: Option<Text>,
    /// Its title.
    pub title: Text,
    /// The word for a segment.
    pub unit: Text,
    /// The two roles.
    pub roles: [Named; 2],
    /// The flags.
    pub flags: Vec<String>,
    /// Flags that do not count when segments are compared.
    pub ignored: u32,
    /// The fields.
    pub fields: Vec<Field>,
    /// The variables.
    pub variables: Vec<(String, Type)>,
    /// The calls.
    pub calls: Vec<Named>,
    /// The timers.
    pub timers: Vec<Named>,
    /// The states.
    pub states: Vec<State>,
    /// Sets of states that the file names, in its order.
    pub groups: Vec<Group>,
    /// Expressions that the file names, in its order.
    pub definitions: Vec<Definition>,
    /// What variables and definitions are called where people read.
    pub said: Vec<(String, Text)>,
    /// State of each end where nothing else is said.
    pub start: [StateId; 2],
    /// Named beginnings.
    pub starts: Vec<Start>,
    /// How to complete the variables of an end that starts in the middle.
    pub assume: Vec<(u8, Expr)>,
    /// Symbols.
    pub symbols: Vec<Symbol>,
    /// States in which an end remembers nothing.
    pub forgets: StateSet,
    /// The rules, in order.
    pub rules: Vec<Rule>,
    /// What is due.
    pub due: Vec<Due>,
    /// What is sent once more when a timer has run out.
    pub again: Vec<(u8, Due)>,
    /// Known mistakes.
    pub faults: Vec<KnownFault>,
    /// What kinds of faults that are the machine's own are called.
    pub kinds: Vec<(String, Text)>,
    /// Implied calls.
    pub implied: Vec<Implied>,
    /// What must never happen.
    pub properties: Vec<Property>,
    /// FNV-1a of its file without carriage returns; of a variant that of its base goes on with its own.
    pub fingerprint: u64,
    /// For each state the rules for calls, arrivals, departures and timers, in order.
    pub(super) index: Vec<[Vec<RuleId>; 4]>,
}

impl Machine {
    /// A rule's name among all machines, `machine/rule`. A variant's rules are those of what it varies.
    pub fn full_rule(&self, rule: &str) -> String {
        format!("{}/{rule}", self.of.as_ref().unwrap_or(&self.id))
    }

    /// The rule with this index.
    pub fn rule(&self, id: RuleId) -> Option<&Rule> {
        self.rules.get(usize::from(id.0))
    }

    /// The rule with this name.
    pub fn rule_named(&self, id: &str) -> Option<(RuleId, &Rule)> {
        let index = self.rules.iter().position(|rule| rule.id == id)?;
        Some((RuleId(index as u16), &self.rules[index]))
    }

    /// The name of a state.
    pub fn state_name(&self, id: StateId) -> &str {
        self.states.get(usize::from(id.0)).map_or("", |state| &state.name)
    }

    /// The state with this name or alias; case, `-`, `_` and spaces do not matter.
    pub fn state(&self, name: &str) -> Option<StateId> {
        let wanted = crate::text::normalise(name);
        let is = |known: &str| crate::text::normalise(known) == wanted;
        let index =
            self.states.iter().position(|s| is(&s.name) || s.aliases.iter().any(|alias| is(alias)))?;
        Some(StateId(index as u8))
    }

    /// What to say to a known slip in a state's name.
    pub fn slip(&self, name: &str) -> Option<&Text> {
        let wanted = crate::text::normalise(name);
        let slips = self.states.iter().flat_map(|state| &state.slips);
        slips.filter(|(slip, _)| crate::text::normalise(slip) == wanted).map(|(_, text)| text).next()
    }

    /// The end with this role's name, alias, or letter (`A`, `B`).
    pub fn end(&self, role: &str) -> Option<End> {
        End::BOTH.into_iter().find(|end| {
            let named = &self.roles[end.index()];
            named.name == role || named.aliases.iter().any(|alias| alias == role)
        })
    }

    /// The name of an end's role.
    pub fn role(&self, end: End) -> &str {
        &self.roles[end.index()].name
    }

    /// The field with this name in traces.
    pub fn field(&self, name: &str) -> Option<u8> {
        self.fields.iter().position(|field| field.name == name).map(|index| index as u8)
    }

    /// The bits of a flag by name, or of several by their first letters (`SA`).
    pub fn flag(&self, word: &str) -> Option<u32> {
        if let Some(index) = self.flags.iter().position(|flag| flag.eq_ignore_ascii_case(word)) {
            return Some(1 << index);
        }
        word.chars().try_fold(0, |bits, letter| {
            let mut fitting = (0..self.flags.len()).filter(|i| self.flags[*i].starts_with(letter));
            let index = fitting.next()?;
            fitting.next().is_none().then_some(bits | 1 << index)
        })
    }

    /// The names of flags, in an order in which people say them: the machine's `flags` backwards
    /// (SYN before ACK, FIN before ACK).
    pub fn flag_names(&self, flags: u32) -> Vec<&str> {
        let set = |index: &usize| flags & (1 << index) != 0;
        (0..self.flags.len()).rev().filter(set).map(|index| self.flags[index].as_str()).collect()
    }
}
