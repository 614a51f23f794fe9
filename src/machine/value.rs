//! Values: numbers that may be unknown, resolved expressions, and what an expression may look at.

use super::expr::Comparison;
use super::model::{Packet, Type, Variables};
use crate::wire::Seq;

/// A few numbers, each known or not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Slots<const N: usize> {
    known: u32,
    value: [i64; N],
}

impl<const N: usize> Default for Slots<N> {
    fn default() -> Slots<N> {
        Slots { known: 0, value: [0; N] }
    }
}

impl<const N: usize> Slots<N> {
    /// The number at an index, if known.
    pub fn at(&self, index: u8) -> Option<i64> {
        let value = *self.value.get(usize::from(index))?;
        (self.known & (1 << index) != 0).then_some(value)
    }

    /// Makes a number known, or unknown. Indexes beyond the end are ignored.
    pub fn put(&mut self, index: u8, value: Option<i64>) {
        if let Some(slot) = self.value.get_mut(usize::from(index)) {
            *slot = value.unwrap_or(0);
            self.known = self.known & !(1 << index) | u32::from(value.is_some()) << index;
        }
    }
}

/// A resolved expression. Truth is 1 or 0; a value that depends on something unknown is unknown.
#[derive(Clone, Debug, PartialEq)]
pub enum Expr {
    /// A number.
    Const(i64),
    /// A variable of the end.
    Variable(u8),
    /// A field of the segment.
    Field(u8),
    /// Whether the segment has a flag.
    Flag(u32),
    /// The argument of the call.
    Argument,
    /// A sum.
    Add(Box<Expr>, Box<Expr>),
    /// A difference; of two sequence numbers their signed distance.
    Sub(Box<Expr>, Box<Expr>, Type),
    /// Not.
    Not(Box<Expr>),
    /// A chain of comparisons.
    Compare(Vec<Expr>, Vec<Comparison>, Type),
    /// And.
    All(Vec<Expr>),
    /// Or.
    Any(Vec<Expr>),
}

/// What an expression may look at.
#[derive(Clone, Copy)]
pub struct Scene<'a> {
    /// The end's variables.
    pub variables: &'a Variables,
    /// The segment at hand.
    pub packet: Option<&'a Packet>,
    /// The call's argument.
    pub argument: Option<i64>,
}

impl Expr {
    /// The value, or `None` where it depends on something unknown.
    pub fn value(&self, scene: Scene<'_>) -> Option<i64> {
        match self {
            Expr::Const(n) => Some(*n),
            Expr::Variable(index) => scene.variables.at(*index),
            Expr::Field(index) => scene.packet?.fields.at(*index),
            Expr::Flag(mask) => Some(i64::from(scene.packet?.flags & mask != 0)),
            Expr::Argument => scene.argument,
            Expr::Add(a, b) => Some(a.value(scene)?.wrapping_add(b.value(scene)?)),
            Expr::Sub(a, b, Type::Seq) => {
                Some(Seq::wrap(a.value(scene)?).distance_from(Seq::wrap(b.value(scene)?)))
            }
            Expr::Sub(a, b, Type::Int | Type::Bool | Type::Token) => {
                Some(a.value(scene)?.wrapping_sub(b.value(scene)?))
            }
            Expr::Not(a) => a.value(scene).map(|v| i64::from(v == 0)),
            Expr::Compare(terms, operators, kind) => {
                let pairs = terms.iter().zip(terms.iter().skip(1)).zip(operators);
                all(pairs.map(|((a, b), operator)| {
                    Some(compare(a.value(scene)?, b.value(scene)?, *operator, *kind))
                }))
            }
            Expr::All(parts) => all(parts.iter().map(|part| part.value(scene).map(|v| v != 0))),
            Expr::Any(parts) => all(parts.iter().map(|part| part.value(scene).map(|v| v == 0)))
                .map(|none| i64::from(none == 0)),
        }
    }

    /// Whether it is certainly true.
    pub fn holds(&self, scene: Scene<'_>) -> bool {
        self.value(scene).is_some_and(|v| v != 0)
    }
}

/// True if all are, false if one is, else unknown.
fn all(parts: impl Iterator<Item = Option<bool>>) -> Option<i64> {
    let mut result = Some(1);
    for part in parts {
        match part {
            Some(true) => {}
            Some(false) => return Some(0),
            None => result = None,
        }
    }
    result
}

fn compare(a: i64, b: i64, operator: Comparison, kind: Type) -> bool {
    match kind {
        Type::Seq => {
            let (a, b) = (Seq::wrap(a), Seq::wrap(b));
            match operator {
                Comparison::Equal => a == b,
                Comparison::NotEqual => a != b,
                Comparison::Less => a.before(b),
                Comparison::LessOrEqual => a == b || a.before(b),
                Comparison::Greater => b.before(a),
                Comparison::GreaterOrEqual => a == b || b.before(a),
            }
        }
        Type::Int | Type::Bool | Type::Token => match operator {
            Comparison::Equal => a == b,
            Comparison::NotEqual => a != b,
            Comparison::Less => a < b,
            Comparison::LessOrEqual => a <= b,
            Comparison::Greater => a > b,
            Comparison::GreaterOrEqual => a >= b,
        },
    }
}
