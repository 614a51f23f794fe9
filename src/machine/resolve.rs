//! Names to indexes: expressions, patterns, segment templates.

use super::expr::{Comparison, ExprError, ExprErrorKind, Node, NodeKind, Wanted, parse};
use super::model::{Clause, Field, Pattern, Template, Type};
use super::value::Expr;
use std::collections::BTreeMap;
use std::ops::Range;

/// What a name in an expression can stand for.
#[derive(Default)]
pub(super) struct Names {
    pub flags: Vec<String>,
    pub fields: Vec<Field>,
    pub variables: Vec<(String, Type)>,
    pub constants: BTreeMap<String, i64>,
    pub definitions: BTreeMap<String, (Expr, Kind)>,
}

/// The type of a node; a flag serves as a condition and as 0 or 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Value(Type),
    Flag,
}

const CONDITION: Kind = Kind::Value(Type::Bool);

impl Names {
    /// A condition, cut at its top-level `and`s.
    pub fn clauses(&self, text: &str) -> Result<Vec<Clause>, ExprError> {
        let node = parse(text)?;
        let parts = match node.kind {
            NodeKind::All(parts) => parts,
            _ => vec![node],
        };
        let clause = |part: &Node| {
            let expr = self.condition_node(part)?;
            Ok(Clause { text: text.get(part.at.clone()).unwrap_or_default().to_owned(), expr })
        };
        parts.iter().map(clause).collect()
    }

    /// A condition.
    pub fn condition(&self, text: &str) -> Result<Expr, ExprError> {
        self.condition_node(&parse(text)?)
    }

    /// A value for something of this type.
    pub fn value(&self, text: &str, wanted: Type) -> Result<Expr, ExprError> {
        let node = parse(text)?;
        let (expr, kind) = self.node(&node)?;
        let fits = match (kind, wanted) {
            (Kind::Flag, Type::Bool | Type::Int) => true,
            (Kind::Flag, _) => false,
            (Kind::Value(found), _) => found == wanted || (is_number(found) && is_number(wanted)),
        };
        let error = if wanted == Type::Bool { Wanted::Condition } else { Wanted::Number };
        if fits { Ok(expr) } else { Err(ExprError { at: node.at, kind: ExprErrorKind::Type(error) }) }
    }

    /// A definition: whatever type it has.
    pub fn definition(&self, text: &str) -> Result<(Expr, Kind), ExprError> {
        self.node(&parse(text)?)
    }

    fn condition_node(&self, node: &Node) -> Result<Expr, ExprError> {
        match self.node(node)? {
            (expr, CONDITION | Kind::Flag) => Ok(expr),
            _ => Err(ExprError { at: node.at.clone(), kind: ExprErrorKind::Type(Wanted::Condition) }),
        }
    }

    fn number_node(&self, node: &Node) -> Result<(Expr, Type), ExprError> {
        match self.node(node)? {
            (expr, Kind::Flag) => Ok((expr, Type::Int)),
            (expr, Kind::Value(kind)) if is_number(kind) => Ok((expr, kind)),
            _ => Err(ExprError { at: node.at.clone(), kind: ExprErrorKind::Type(Wanted::Number) }),
        }
    }

    fn node(&self, node: &Node) -> Result<(Expr, Kind), ExprError> {
        Ok(match &node.kind {
            NodeKind::Number(n) => (Expr::Const(*n), Kind::Value(Type::Int)),
            NodeKind::Bool(b) => (Expr::Const(i64::from(*b)), CONDITION),
            NodeKind::Name(name) => self.name(name).ok_or_else(|| self.unknown(name, &node.at))?,
            NodeKind::Add(a, b) => {
                let ((a, kind_a), (b, kind_b)) = (self.number_node(a)?, self.number_node(b)?);
                let kind = if kind_a == Type::Seq || kind_b == Type::Seq { Type::Seq } else { Type::Int };
                (Expr::Add(Box::new(a), Box::new(b)), Kind::Value(kind))
            }
            NodeKind::Sub(a, b) => {
                let ((a, kind_a), (b, kind_b)) = (self.number_node(a)?, self.number_node(b)?);
                let both = kind_a == Type::Seq && kind_b == Type::Seq;
                let by = if both { Type::Seq } else { Type::Int };
                let kind = if kind_a == Type::Seq && !both { Type::Seq } else { Type::Int };
                (Expr::Sub(Box::new(a), Box::new(b), by), Kind::Value(kind))
            }
            NodeKind::Not(inner) => (Expr::Not(Box::new(self.condition_node(inner)?)), CONDITION),
            NodeKind::All(parts) => (Expr::All(self.conditions(parts)?), CONDITION),
            NodeKind::Any(parts) => (Expr::Any(self.conditions(parts)?), CONDITION),
            NodeKind::Compare(operands, operators) => {
                (self.compare(operands, operators, &node.at)?, CONDITION)
            }
        })
    }

    fn conditions(&self, parts: &[Node]) -> Result<Vec<Expr>, ExprError> {
        parts.iter().map(|part| self.condition_node(part)).collect()
    }

    fn compare(
        &self,
        operands: &[Node],
        operators: &[Comparison],
        at: &Range<usize>,
    ) -> Result<Expr, ExprError> {
        let nodes: Vec<(Expr, Kind)> = operands.iter().map(|o| self.node(o)).collect::<Result<_, _>>()?;
        let mut types: Vec<Type> = nodes
            .iter()
            .map(|(_, kind)| match kind {
                Kind::Flag => Type::Bool,
                Kind::Value(kind) => *kind,
            })
            .collect();
        types.sort_by_key(|t| *t as u8);
        types.dedup();
        let kind = match types.as_slice() {
            [one] => *one,
            [Type::Seq, Type::Int] => Type::Seq,
            [Type::Int, Type::Token] => Type::Token,
            _ => return Err(ExprError { at: at.clone(), kind: ExprErrorKind::Type(Wanted::Same) }),
        };
        let ordered = operators.iter().any(|o| !matches!(o, Comparison::Equal | Comparison::NotEqual));
        if ordered && matches!(kind, Type::Token | Type::Bool) {
            return Err(ExprError { at: at.clone(), kind: ExprErrorKind::TokenOrder });
        }
        Ok(Expr::Compare(nodes.into_iter().map(|(expr, _)| expr).collect(), operators.to_vec(), kind))
    }

    fn name(&self, name: &str) -> Option<(Expr, Kind)> {
        if let Some(index) = self.variables.iter().position(|(known, _)| known == name) {
            return Some((Expr::Variable(index as u8), Kind::Value(self.variables[index].1)));
        }
        if let Some(index) = self.fields.iter().position(|field| field.reads == name) {
            return Some((Expr::Field(index as u8), Kind::Value(self.fields[index].kind)));
        }
        if let Some(index) = self.flags.iter().position(|flag| flag == name) {
            return Some((Expr::Flag(1 << index), Kind::Flag));
        }
        if let Some(constant) = self.constants.get(name) {
            return Some((Expr::Const(*constant), Kind::Value(Type::Int)));
        }
        if name == "CALL.LEN" {
            return Some((Expr::Argument, Kind::Value(Type::Int)));
        }
        self.definitions.get(name).cloned()
    }

    fn unknown(&self, name: &str, at: &Range<usize>) -> ExprError {
        let known = self.variables.iter().map(|(name, _)| name);
        let known = known.chain(self.fields.iter().map(|f| &f.reads)).chain(&self.flags);
        let known = known.chain(self.constants.keys()).chain(self.definitions.keys());
        let kind = ExprErrorKind::UnknownName(name.to_owned(), known.cloned().collect());
        ExprError { at: at.clone(), kind }
    }

    /// A pattern of flags: `ACK !RST`.
    pub fn pattern(&self, text: &str) -> Result<Pattern, ExprError> {
        let mut pattern = Pattern::default();
        for word in text.split_whitespace() {
            match word.strip_prefix('!') {
                Some(flag) => pattern.clear |= self.flag(flag, text)?,
                None => pattern.set |= self.flag(word, text)?,
            }
        }
        Ok(pattern)
    }

    /// A segment with expressions: `RST ?ACK seq=SND.NXT`.
    pub fn template(&self, text: &str) -> Result<Template, ExprError> {
        let mut template = Template { flags: 0, free: 0, fields: Vec::new() };
        for (name, value) in words_and_fields(text) {
            let at = offset(text, name);
            let Some(value) = value else {
                match name.strip_prefix('?') {
                    Some(flag) => template.free |= self.flag(flag, text)?,
                    None => template.flags |= self.flag(name, text)?,
                }
                continue;
            };
            let Some(index) = self.fields.iter().position(|field| field.name == name) else {
                let known = self.fields.iter().map(|f| f.name.clone()).collect();
                return Err(ExprError {
                    at: at..at + name.len(),
                    kind: ExprErrorKind::UnknownName(name.to_owned(), known),
                });
            };
            let shift = offset(text, value);
            let expr = self.value(value, self.fields[index].kind);
            let expr = expr.map_err(|e| ExprError { at: e.at.start + shift..e.at.end + shift, ..e })?;
            template.fields.push((index as u8, expr));
        }
        Ok(template)
    }

    fn flag(&self, name: &str, text: &str) -> Result<u32, ExprError> {
        let at = offset(text, name);
        self.flags.iter().position(|flag| flag == name).map(|index| 1 << index).ok_or_else(|| ExprError {
            at: at..at + name.len(),
            kind: ExprErrorKind::UnknownName(name.to_owned(), self.flags.clone()),
        })
    }
}

/// `RST seq=SEG.ACK + 1 ack=0` → (`RST`, none), (`seq`, `SEG.ACK + 1`), (`ack`, `0`).
fn words_and_fields(text: &str) -> Vec<(&str, Option<&str>)> {
    let mut parts: Vec<(&str, Option<&str>)> = Vec::new();
    let mut field: Option<(&str, usize)> = None;
    for word in text.split_whitespace() {
        let start = offset(text, word);
        let opens = word
            .split_once('=')
            .filter(|(name, _)| !name.is_empty() && name.chars().all(char::is_alphanumeric));
        if let Some((name, value)) = opens {
            field = Some((name, offset(text, value)));
            parts.push((name, Some(value)));
        } else if let Some((name, from)) = field {
            parts.pop();
            parts.push((name, text.get(from..start + word.len())));
        } else {
            parts.push((word, None));
        }
    }
    parts
}

/// Where a part of a text begins in it.
fn offset(text: &str, part: &str) -> usize {
    (part.as_ptr() as usize).saturating_sub(text.as_ptr() as usize)
}

fn is_number(kind: Type) -> bool {
    matches!(kind, Type::Seq | Type::Int | Type::Token)
}
