//! The condition language: from text to a tree whose every node knows its bytes.
//!
//! Names, integers, `+ -`, comparisons (also chained, `=<` as in the RFCs), `and or not`, brackets.
//! No loops, no functions; it never grows any.

use std::ops::Range;

/// A node of the tree.
#[derive(Clone, Debug, PartialEq)]
pub struct Node {
    /// Its bytes in the text.
    pub at: Range<usize>,
    /// What it is.
    pub kind: NodeKind,
}

/// What a node is.
#[derive(Clone, Debug, PartialEq)]
pub enum NodeKind {
    /// `17`
    Number(i64),
    /// `true`, `false`
    Bool(bool),
    /// `SND.NXT`
    Name(String),
    /// `a + b`
    Add(Box<Node>, Box<Node>),
    /// `a - b`
    Sub(Box<Node>, Box<Node>),
    /// `not a`
    Not(Box<Node>),
    /// `a < b =< c`: one more operand than operators.
    Compare(Vec<Node>, Vec<Comparison>),
    /// `a and b`
    All(Vec<Node>),
    /// `a or b`
    Any(Vec<Node>),
}

/// A comparison operator.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Comparison {
    /// `==`
    Equal,
    /// `!=`
    NotEqual,
    /// `<`
    Less,
    /// `=<`
    LessOrEqual,
    /// `>`
    Greater,
    /// `>=`
    GreaterOrEqual,
}

/// What is wrong with an expression, and where.
#[derive(Clone, Debug, PartialEq)]
pub struct ExprError {
    /// Its bytes in the text.
    pub at: Range<usize>,
    /// What is wrong.
    pub kind: ExprErrorKind,
}

/// The faults that an expression can have.
#[derive(Clone, Debug, PartialEq)]
pub enum ExprErrorKind {
    /// A character that begins nothing.
    Character(char),
    /// A number that is too large.
    Number,
    /// Something else was expected here.
    Expected(Expected),
    /// Too many brackets or `not`s within each other.
    TooDeep,
    /// A name that stands for nothing here; with the names that would.
    UnknownName(String, Vec<String>),
    /// A value of another type was expected.
    Type(Wanted),
    /// Tokens have no order.
    TokenOrder,
}

/// What was expected.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Expected {
    /// A name, a number or a bracket.
    Value,
    /// A closing bracket.
    Bracket,
    /// An operator or the end.
    Operator,
}

/// The type that was wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wanted {
    /// True or false.
    Condition,
    /// A number.
    Number,
    /// Both sides of one type.
    Same,
}

const DEEPEST: usize = 32;

#[derive(Clone, Debug, PartialEq)]
enum Token {
    Number(i64),
    Word(String),
    Symbol(&'static str),
}

/// Reads an expression.
///
/// # Errors
/// The first fault, with its place.
pub fn parse(text: &str) -> Result<Node, ExprError> {
    let tokens = tokens(text)?;
    let mut parser = Parser { tokens: &tokens, next: 0, end: text.len(), depth: 0 };
    let node = parser.any()?;
    match parser.tokens.get(parser.next) {
        None => Ok(node),
        Some((_, at)) => Err(ExprError { at: at.clone(), kind: ExprErrorKind::Expected(Expected::Operator) }),
    }
}

fn tokens(text: &str) -> Result<Vec<(Token, Range<usize>)>, ExprError> {
    const SYMBOLS: [&str; 14] = ["==", "!=", "=<", "<=", ">=", "=>", "<", ">", "+", "-", "(", ")", "=", "−"];
    let mut tokens = Vec::new();
    let mut at = 0;
    while let Some(c) = text[at..].chars().next() {
        let rest = &text[at..];
        let length = if c.is_whitespace() {
            at += c.len_utf8();
            continue;
        } else if c.is_ascii_digit() {
            let length = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
            let error = ExprError { at: at..at + length, kind: ExprErrorKind::Number };
            let number = rest[..length].parse::<u32>().map_err(|_| error)?;
            tokens.push((Token::Number(i64::from(number)), at..at + length));
            length
        } else if c.is_alphabetic() || c == '_' {
            let length =
                rest.find(|c: char| !(c.is_alphanumeric() || matches!(c, '_' | '.'))).unwrap_or(rest.len());
            tokens.push((Token::Word(rest[..length].to_owned()), at..at + length));
            length
        } else if let Some(symbol) = SYMBOLS.iter().find(|s| rest.starts_with(**s)) {
            tokens.push((Token::Symbol(symbol), at..at + symbol.len()));
            symbol.len()
        } else {
            return Err(ExprError { at: at..at + c.len_utf8(), kind: ExprErrorKind::Character(c) });
        };
        at += length;
    }
    Ok(tokens)
}

struct Parser<'a> {
    tokens: &'a [(Token, Range<usize>)],
    next: usize,
    end: usize,
    depth: usize,
}

impl Parser<'_> {
    fn any(&mut self) -> Result<Node, ExprError> {
        self.list("or", Parser::all, NodeKind::Any)
    }

    fn all(&mut self) -> Result<Node, ExprError> {
        self.list("and", Parser::not, NodeKind::All)
    }

    fn list(
        &mut self,
        word: &str,
        item: fn(&mut Self) -> Result<Node, ExprError>,
        make: fn(Vec<Node>) -> NodeKind,
    ) -> Result<Node, ExprError> {
        let first = item(self)?;
        let mut nodes = vec![first];
        while self.take_word(word) {
            nodes.push(item(self)?);
        }
        let at = span(&nodes);
        Ok(match nodes.len() {
            1 => nodes.remove(0),
            _ => Node { at, kind: make(nodes) },
        })
    }

    fn not(&mut self) -> Result<Node, ExprError> {
        let start = self.place();
        if !self.take_word("not") {
            return self.compare();
        }
        self.deeper(start.clone())?;
        let inner = self.not()?;
        self.depth -= 1;
        Ok(Node { at: start.start..inner.at.end, kind: NodeKind::Not(Box::new(inner)) })
    }

    fn compare(&mut self) -> Result<Node, ExprError> {
        let mut operands = vec![self.sum()?];
        let mut operators = Vec::new();
        while let Some(operator) = self.comparison() {
            operators.push(operator);
            operands.push(self.sum()?);
        }
        let at = span(&operands);
        Ok(match operators.len() {
            0 => operands.remove(0),
            _ => Node { at, kind: NodeKind::Compare(operands, operators) },
        })
    }

    fn comparison(&mut self) -> Option<Comparison> {
        let comparison = match self.tokens.get(self.next) {
            Some((Token::Symbol(symbol), _)) => match *symbol {
                "==" | "=" => Comparison::Equal,
                "!=" => Comparison::NotEqual,
                "<" => Comparison::Less,
                "=<" | "<=" => Comparison::LessOrEqual,
                ">" => Comparison::Greater,
                ">=" | "=>" => Comparison::GreaterOrEqual,
                _ => return None,
            },
            Some((Token::Word(_) | Token::Number(_), _)) | None => return None,
        };
        self.next += 1;
        Some(comparison)
    }

    fn sum(&mut self) -> Result<Node, ExprError> {
        let mut left = self.atom()?;
        loop {
            let make: fn(Box<Node>, Box<Node>) -> NodeKind = match self.tokens.get(self.next) {
                Some((Token::Symbol("+"), _)) => NodeKind::Add,
                Some((Token::Symbol("-" | "−"), _)) => NodeKind::Sub,
                _ => return Ok(left),
            };
            self.next += 1;
            let right = self.atom()?;
            let at = left.at.start..right.at.end;
            left = Node { at, kind: make(Box::new(left), Box::new(right)) };
        }
    }

    fn atom(&mut self) -> Result<Node, ExprError> {
        let at = self.place();
        let expected = |expected| ExprError { at: at.clone(), kind: ExprErrorKind::Expected(expected) };
        let kind = match self.tokens.get(self.next).map(|(token, _)| token) {
            Some(Token::Number(number)) => NodeKind::Number(*number),
            Some(Token::Word(word)) => match word.as_str() {
                "true" => NodeKind::Bool(true),
                "false" => NodeKind::Bool(false),
                "and" | "or" | "not" => return Err(expected(Expected::Value)),
                name => NodeKind::Name(name.to_owned()),
            },
            Some(Token::Symbol("(")) => {
                self.next += 1;
                self.deeper(at.clone())?;
                let inner = self.any()?;
                self.depth -= 1;
                let close = self.place();
                if !matches!(self.tokens.get(self.next), Some((Token::Symbol(")"), _))) {
                    return Err(ExprError { at: close, kind: ExprErrorKind::Expected(Expected::Bracket) });
                }
                self.next += 1;
                return Ok(Node { at: at.start..close.end, kind: inner.kind });
            }
            Some(Token::Symbol(_)) | None => return Err(expected(Expected::Value)),
        };
        self.next += 1;
        Ok(Node { at, kind })
    }

    fn take_word(&mut self, word: &str) -> bool {
        let found = matches!(self.tokens.get(self.next), Some((Token::Word(w), _)) if w == word);
        self.next += usize::from(found);
        found
    }

    fn place(&self) -> Range<usize> {
        self.tokens.get(self.next).map_or(self.end..self.end, |(_, at)| at.clone())
    }

    fn deeper(&mut self, at: Range<usize>) -> Result<(), ExprError> {
        self.depth += 1;
        if self.depth > DEEPEST { Err(ExprError { at, kind: ExprErrorKind::TooDeep }) } else { Ok(()) }
    }
}

fn span(nodes: &[Node]) -> Range<usize> {
    let start = nodes.first().map_or(0, |n| n.at.start);
    start..nodes.last().map_or(start, |n| n.at.end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn fault(text: &str, at: &str) {
        let error = parse(text).expect_err("a fault");
        assert_eq!(text.get(error.at.clone()), Some(at), "{error:?}");
    }

    #[test]
    fn faults_point_at_their_character() {
        fault("SND.NXT < ", "");
        fault("SND.NXT ~ 1", "~");
        fault("(SND.NXT < 1", "");
        fault("SND.UNA < and SEG.ACK", "and");
        fault("SND.UNA SEG.ACK", "SEG.ACK");
        fault("a < 99999999999", "99999999999");
        fault(&"(".repeat(99), "(");
    }

    #[test]
    fn and_binds_closer_than_or() {
        let NodeKind::Any(parts) = parse("a == 1 or b == 2 and not c").expect("legal").kind else {
            panic!("an or")
        };
        assert!(matches!(parts[1].kind, NodeKind::All(_)));
    }
}
