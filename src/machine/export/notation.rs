//! Patterns, templates and expressions in the notation of machine files.

use crate::machine::expr::Comparison;
use crate::machine::model::{Machine, On, Pattern, StateId, StateSet, Template, Type};
use crate::machine::value::Expr;
use crate::text::{Lang, say, say_with};

/// How closely an operator binds, from the loosest to a name.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Tie {
    Any,
    All,
    Not,
    Compare,
    Sum,
    Name,
}

impl Machine {
    /// `SYN ACK !RST`; nothing where every segment fits.
    pub fn pattern_text(&self, pattern: Pattern) -> String {
        let set = self.flag_names(pattern.set).into_iter().map(str::to_owned);
        let clear = self.flag_names(pattern.clear).into_iter().map(|flag| format!("!{flag}"));
        set.chain(clear).collect::<Vec<_>>().join(" ")
    }

    /// `RST ?ACK seq=SND.NXT`.
    pub fn template_text(&self, template: &Template) -> String {
        let set = self.flag_names(template.flags).into_iter().map(str::to_owned);
        let free = self.flag_names(template.free).into_iter().map(|flag| format!("?{flag}"));
        let fields = template.fields.iter().filter_map(|(index, value)| {
            let field = self.fields.get(usize::from(*index))?;
            Some(format!("{}={}", field.name, self.expr_text(value, field.kind)))
        });
        set.chain(free).chain(fields).collect::<Vec<_>>().join(" ")
    }

    /// An expression for something of this type, with the names of its definitions. Constants are
    /// written out.
    pub(super) fn expr_text(&self, expr: &Expr, wanted: Type) -> String {
        self.tied(expr, wanted, Tie::Any, true)
    }

    /// The expression with its definitions written out too.
    pub(super) fn expr_in_full(&self, expr: &Expr, wanted: Type) -> String {
        self.tied(expr, wanted, Tie::Any, false)
    }

    /// The definition that an expression is, where it is more than one name.
    fn defined(&self, expr: &Expr) -> Option<&str> {
        let plain = matches!(
            expr,
            Expr::Const(_) | Expr::Variable(_) | Expr::Field(_) | Expr::Flag(_) | Expr::Argument
        );
        let found = self.definitions.iter().find(|definition| !plain && definition.expr == *expr);
        found.map(|definition| definition.name.as_str())
    }

    /// The group that a set of states is.
    pub(super) fn group_name(&self, set: StateSet) -> Option<&str> {
        self.groups.iter().find(|group| group.states == set).map(|group| group.name.as_str())
    }

    /// The expression, in brackets where something that binds as closely as `least` must stand.
    fn tied(&self, expr: &Expr, wanted: Type, least: Tie, named: bool) -> String {
        if let Some(name) = self.defined(expr).filter(|_| named) {
            return name.to_owned();
        }
        let list = |parts: &[Expr], word: &str, tie| {
            parts.iter().map(|part| self.tied(part, Type::Bool, tie, named)).collect::<Vec<_>>().join(word)
        };
        let (tie, text) = match expr {
            Expr::Const(0) if wanted == Type::Bool => (Tie::Name, "false".to_owned()),
            Expr::Const(_) if wanted == Type::Bool => (Tie::Name, "true".to_owned()),
            Expr::Const(number) => (Tie::Name, number.to_string()),
            Expr::Variable(index) => {
                let name = self.variables.get(usize::from(*index)).map(|(name, _)| name.clone());
                (Tie::Name, name.unwrap_or_default())
            }
            Expr::Field(index) => {
                let name = self.fields.get(usize::from(*index)).map(|field| field.reads.clone());
                (Tie::Name, name.unwrap_or_default())
            }
            Expr::Flag(mask) => (Tie::Name, self.flag_names(*mask).join(" ")),
            Expr::Argument => (Tie::Name, "CALL.LEN".to_owned()),
            Expr::Add(a, b) => {
                // A sum within a sum needs no brackets; a difference keeps them, for its type.
                let right = if matches!(**b, Expr::Add(..)) { Tie::Sum } else { Tie::Name };
                let [a, b] =
                    [(a, Tie::Sum), (b, right)].map(|(e, least)| self.tied(e, Type::Int, least, named));
                (Tie::Sum, format!("{a} + {b}"))
            }
            Expr::Sub(a, b, _) => {
                let [a, b] =
                    [(a, Tie::Sum), (b, Tie::Name)].map(|(e, least)| self.tied(e, Type::Int, least, named));
                (Tie::Sum, format!("{a} - {b}"))
            }
            Expr::Not(inner) => (Tie::Not, format!("not {}", self.tied(inner, Type::Bool, Tie::Not, named))),
            Expr::Compare(terms, operators, kind) => {
                let mut text = String::new();
                for (index, term) in terms.iter().enumerate() {
                    if let Some(operator) = index.checked_sub(1).and_then(|before| operators.get(before)) {
                        text += sign(*operator);
                    }
                    text += &self.tied(term, *kind, Tie::Sum, named);
                }
                (Tie::Compare, text)
            }
            Expr::All(parts) => (Tie::All, list(parts, " and ", Tie::Not)),
            Expr::Any(parts) => (Tie::Any, list(parts, " or ", Tie::All)),
        };
        if tie < least { format!("({text})") } else { text }
    }

    /// What an event is: its kind and its name or pattern.
    pub(super) fn event_parts(&self, on: On) -> (EventKind, String) {
        let name = |list: &[crate::machine::Named], index: u8| {
            list.get(usize::from(index)).map(|named| named.name.clone()).unwrap_or_default()
        };
        match on {
            On::Call(index) => (EventKind::Call, name(&self.calls, index)),
            On::Arrives(pattern) => (EventKind::Arrives, self.pattern_text(pattern)),
            On::Leaves(pattern) => (EventKind::Leaves, self.pattern_text(pattern)),
            On::Timer(index) => (EventKind::Timer, name(&self.timers, index)),
        }
    }

    /// The states of a set.
    pub(in crate::machine) fn members(&self, set: StateSet) -> impl Iterator<Item = (StateId, &str)> {
        self.states
            .iter()
            .enumerate()
            .map(|(index, state)| (StateId(index as u8), state.name.as_str()))
            .filter(move |(id, _)| set.has(*id))
    }

    /// An event as it is said: `SYN arrives`.
    pub fn event_in_words(&self, on: On, lang: Lang) -> String {
        let (kind, what) = self.event_parts(on);
        super::markdown::event_words(self, lang, kind, &what, str::to_owned)
    }

    /// The states of a set, or those that are not in it where they are fewer.
    pub fn set_in_words(&self, set: StateSet, lang: Lang) -> String {
        let comma = say(lang, "export-comma");
        let others = self.others(set);
        let names: Vec<&str> = self.members(set).map(|(_, name)| name).collect();
        match others.len() {
            0 => say(lang, "export-any-state").into_owned(),
            few if few < names.len() => {
                say_with(lang, "export-all-but", &[("states", others.join(&comma).into())])
            }
            _ => names.join(&comma),
        }
    }

    /// The states that are not in a set.
    pub(super) fn others(&self, set: StateSet) -> Vec<&str> {
        self.members(StateSet(!set.0)).map(|(_, name)| name).collect()
    }
}

/// The kinds of events.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum EventKind {
    /// A user call.
    Call,
    /// A segment comes in.
    Arrives,
    /// A segment goes out.
    Leaves,
    /// A timer runs out.
    Timer,
}

impl EventKind {
    /// Its short name, by which the words are chosen; the key in JSON.
    pub fn word(self) -> &'static str {
        match self {
            EventKind::Call => "call",
            EventKind::Arrives => "arrives",
            EventKind::Leaves => "leaves",
            EventKind::Timer => "timer",
        }
    }
}

fn sign(operator: Comparison) -> &'static str {
    match operator {
        Comparison::Equal => " == ",
        Comparison::NotEqual => " != ",
        Comparison::Less => " < ",
        Comparison::LessOrEqual => " =< ",
        Comparison::Greater => " > ",
        Comparison::GreaterOrEqual => " >= ",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn brackets_stand_only_where_they_must() {
        let text = include_str!("../../../tests/fixtures/machines/ping-pong.ron");
        let (machine, _) = crate::machine::load("ping-pong.ron", text);
        let machine = machine.expect("it loads");
        let variable = |index| Box::new(Expr::Variable(index));
        let check = |expr: Expr, wanted, text: &str| assert_eq!(machine.expr_text(&expr, wanted), text);
        let sum = || Box::new(Expr::Add(variable(2), Box::new(Expr::Const(1))));
        check(Expr::Sub(sum(), variable(3), Type::Seq), Type::Int, "COUNT + 1 - SEEN");
        check(Expr::Sub(variable(3), sum(), Type::Seq), Type::Int, "SEEN - (COUNT + 1)");
        check(Expr::Add(variable(3), sum()), Type::Int, "SEEN + COUNT + 1");
        check(Expr::Const(1), Type::Bool, "true");
        check(Expr::Const(1), Type::Int, "1");
        let either = Expr::Any(vec![Expr::Flag(1), Expr::Not(variable(1))]);
        check(either.clone(), Type::Bool, "PONG or not ASKED");
        check(Expr::All(vec![either.clone(), Expr::Flag(2)]), Type::Bool, "(PONG or not ASKED) and PING");
        check(Expr::Not(Box::new(either)), Type::Bool, "not (PONG or not ASKED)");
        let chain = vec![Expr::Const(0), *variable(2), Expr::Field(1)];
        let chain = Expr::Compare(chain, vec![Comparison::Less, Comparison::LessOrEqual], Type::Int);
        check(Expr::Not(Box::new(chain)), Type::Bool, "not 0 < COUNT =< MSG.HOPS");
    }
}
