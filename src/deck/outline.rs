//! Where everything stands in a RON text: a tree of byte ranges.
//!
//! serde gives the values and forgets their places; this gives the places and knows no types. It reads
//! text that RON has already accepted. Of faulty text it gives what comes before the fault, and it
//! never fails.

use super::model::Question;
use crate::diagnostic::{Place, Source};
use std::borrow::Cow;
use std::ops::Range;

/// Deeper nesting is cut off; RON itself refuses it.
const DEEPEST: usize = 128;

/// A deck's text with the places of everything in it.
#[derive(Clone, Debug)]
pub struct Outline {
    /// The file's name as shown.
    pub file: String,
    /// The text.
    pub text: String,
    /// All of it.
    pub root: Node,
}

impl Outline {
    /// The outline of a file's text.
    pub fn of(file: &str, text: String) -> Outline {
        Outline { file: file.to_owned(), root: Node::parse(&text, 0..text.len()), text }
    }

    /// Where a question stands; the whole text for one that doesn't stand in it.
    pub fn question(&self, question: &Question) -> &Node {
        let list = &self.root.field("questions").kids;
        let found = list.binary_search_by_key(&(question.span.start as usize), |kid| kid.node.span.start);
        found.ok().and_then(|at| list.get(at)).map_or(&self.root, |kid| &kid.node)
    }

    /// A place in the file.
    pub fn place(&self, range: Range<usize>) -> Place {
        Place::of(Source { file: &self.file, text: &self.text }, range)
    }
}

/// A value in the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Node {
    /// All its bytes.
    pub span: Range<usize>,
    /// What kind of value it is.
    pub shape: Shape,
    /// Its parts in the order of the file.
    pub kids: Vec<Kid>,
}

/// The kind of a value, as far as places are concerned.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Shape {
    /// A number, `true`, a name.
    Word,
    /// A string, with the bytes between its quotes.
    Text {
        /// The bytes between the quotes.
        inside: Range<usize>,
        /// Whether it is a raw string, in which nothing is escaped.
        raw: bool,
    },
    /// Something in brackets, with the bytes of the name before them (none where there is no name).
    Group {
        /// The bytes of the name.
        name: Range<usize>,
    },
}

/// A part of a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kid {
    /// The field's name, or the key of a map that is a string.
    pub key: Option<String>,
    /// The bytes of the key, or of the value where there is no key.
    pub key_span: Range<usize>,
    /// The value.
    pub node: Node,
}

impl Node {
    /// The outline of the value in these bytes of the text.
    pub fn parse(text: &str, within: Range<usize>) -> Node {
        let text = text.get(..within.end).unwrap_or(text);
        let mut parser = Parser { text, at: within.start.min(text.len()) };
        let whole = Node { span: within, shape: Shape::Word, kids: Vec::new() };
        parser.value(0).unwrap_or(whole)
    }

    /// The value of a field or of a map's key.
    pub fn get(&self, key: &str) -> Option<&Node> {
        self.kids.iter().find(|kid| kid.key.as_deref() == Some(key)).map(|kid| &kid.node)
    }

    /// The value of a field; this node where the field is not written, so that a place is always near.
    pub fn field(&self, key: &str) -> &Node {
        self.get(key).unwrap_or(self)
    }

    /// The item at an index; this node where there is none.
    pub fn item(&self, index: usize) -> &Node {
        self.kids.get(index).map_or(self, |kid| &kid.node)
    }

    /// The bytes that a caret should underline: the words of a string, the name before brackets.
    pub fn caret(&self) -> Range<usize> {
        match &self.shape {
            Shape::Text { inside, .. } if !inside.is_empty() => inside.clone(),
            Shape::Group { name } if !name.is_empty() => name.clone(),
            Shape::Word | Shape::Text { .. } | Shape::Group { .. } => self.span.clone(),
        }
    }

    /// The bytes of a map's key; those of the value where it is not there.
    pub fn key(&self, key: &str) -> Range<usize> {
        self.kids
            .iter()
            .find(|kid| kid.key.as_deref() == Some(key))
            .map_or_else(|| self.caret(), |kid| kid.key_span.clone())
    }

    /// The characters of a string with the byte at which each is written.
    pub fn chars(&self, text: &str) -> Vec<(usize, char)> {
        match &self.shape {
            Shape::Text { inside, raw } => {
                let written = text.get(inside.clone()).unwrap_or_default();
                decode(written, *raw).into_iter().map(|(at, c)| (inside.start + at, c)).collect()
            }
            Shape::Word | Shape::Group { .. } => Vec::new(),
        }
    }

    /// The string as it is meant; empty for what is no string.
    pub fn string<'t>(&self, text: &'t str) -> Cow<'t, str> {
        match &self.shape {
            Shape::Text { inside, raw } => {
                let written = text.get(inside.clone()).unwrap_or_default();
                // Most strings say what they mean.
                if *raw || !written.contains('\\') {
                    return Cow::Borrowed(written);
                }
                Cow::Owned(decode(written, *raw).into_iter().map(|(_, c)| c).collect())
            }
            Shape::Word | Shape::Group { .. } => Cow::Borrowed(""),
        }
    }

    /// Bytes of the string as it is meant, to bytes of the text.
    pub fn inside(&self, text: &str, meant: Range<usize>) -> Range<usize> {
        let Shape::Text { inside, .. } = &self.shape else { return self.caret() };
        let chars = self.chars(text);
        let mut at = 0;
        let mut range = inside.end..inside.end;
        for (index, (written, c)) in chars.iter().enumerate() {
            if at == meant.start {
                range.start = *written;
            }
            at += c.len_utf8();
            if at == meant.end {
                range.end = chars.get(index + 1).map_or(inside.end, |(next, _)| *next);
            }
        }
        if meant.is_empty() { self.caret() } else { range.start.min(range.end)..range.end }
    }
}

/// The characters of a string's inside with their offsets in it.
fn decode(written: &str, raw: bool) -> Vec<(usize, char)> {
    let mut chars = Vec::new();
    let mut rest = written.char_indices();
    while let Some((at, c)) = rest.next() {
        if raw || c != '\\' {
            chars.push((at, c));
            continue;
        }
        let meant = match rest.next().map(|(_, c)| c) {
            Some('n') => Some('\n'),
            Some('r') => Some('\r'),
            Some('t') => Some('\t'),
            Some('0') => Some('\0'),
            Some('x') => number(&rest.by_ref().take(2).map(|(_, c)| c).collect::<String>()),
            Some('u') => {
                let digits = rest.by_ref().map(|(_, c)| c).take_while(|c| *c != '}');
                number(&digits.filter(|c| *c != '{').collect::<String>())
            }
            other => other,
        };
        chars.extend(meant.map(|c| (at, c)));
    }
    chars
}

fn number(digits: &str) -> Option<char> {
    u32::from_str_radix(digits, 16).ok().and_then(char::from_u32)
}

/// A text in two languages; of a plain string both are the same node.
#[derive(Clone, Copy, Debug)]
pub struct Passage<'a> {
    /// English.
    pub en: &'a Node,
    /// Chinese.
    pub zh: &'a Node,
}

/// Fields that hold a text.
const TEXTS: [&str; 13] = [
    "title",
    "about",
    "ask",
    "front",
    "back",
    "text",
    "because",
    "statement",
    "explain",
    "hint",
    "left",
    "right",
    "unit",
];
/// Fields that hold several.
const LISTS_OF_TEXTS: [&str; 3] = ["items", "slips", "extra"];

/// All texts in a value, in the order of the file; `key` is the field that holds it, where it is one.
pub fn passages<'a>(node: &'a Node, key: Option<&str>) -> Vec<Passage<'a>> {
    let inner = |kid: &'a Kid| match key {
        Some(list) if LISTS_OF_TEXTS.contains(&list) => passages(&kid.node, TEXTS.first().copied()),
        Some(_) | None => passages(&kid.node, kid.key.as_deref()),
    };
    match (key, &node.shape, node.get("en"), node.get("zh")) {
        (Some(key), Shape::Text { .. }, ..) if TEXTS.contains(&key) => vec![Passage { en: node, zh: node }],
        (Some(key), _, Some(en), Some(zh)) if TEXTS.contains(&key) => vec![Passage { en, zh }],
        _ => node.kids.iter().flat_map(inner).collect(),
    }
}

/// Reads values; knows strings, comments, brackets and names.
struct Parser<'a> {
    text: &'a str,
    at: usize,
}

impl Parser<'_> {
    fn rest(&self) -> &str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    fn value(&mut self, depth: usize) -> Option<Node> {
        self.skip_space();
        let start = self.at;
        match self.peek()? {
            _ if depth > DEEPEST => None,
            '"' => Some(self.string(0, false)),
            'r' if self.rest().get(1..).is_some_and(|rest| rest.starts_with(['"', '#'])) => {
                let hashes = self.rest().chars().skip(1).take_while(|c| *c == '#').count();
                Some(self.string(1 + hashes, true))
            }
            '(' | '[' | '{' => Some(self.group(start..start, depth)),
            _ => {
                let name = self.word()?;
                self.skip_space();
                if self.peek() == Some('(') {
                    return Some(self.group(name, depth));
                }
                self.at = name.end;
                Some(Node { span: name, shape: Shape::Word, kids: Vec::new() })
            }
        }
    }

    /// A string whose opening quote stands `before` bytes further on.
    fn string(&mut self, before: usize, raw: bool) -> Node {
        let start = self.at;
        let open = start + before + 1;
        let close = if raw { format!("\"{}", "#".repeat(before.saturating_sub(1))) } else { "\"".to_owned() };
        let body = self.text.get(open..).unwrap_or_default();
        let length = if raw { body.find(&close) } else { unescaped_quote(body) };
        let inside = open.min(self.text.len())..length.map_or(self.text.len(), |length| open + length);
        self.at = (inside.end + close.len()).min(self.text.len());
        Node { span: start..self.at, shape: Shape::Text { inside, raw }, kids: Vec::new() }
    }

    fn group(&mut self, name: Range<usize>, depth: usize) -> Node {
        let start = name.start;
        let close = match self.peek() {
            Some('[') => ']',
            Some('{') => '}',
            Some(_) | None => ')',
        };
        self.at += 1;
        let mut kids = Vec::new();
        loop {
            self.skip_space();
            match self.peek() {
                Some(c) if c == close => {
                    self.at += 1;
                    break;
                }
                Some(',') => self.at += 1,
                Some(_) => match self.kid(close, depth) {
                    Some(kid) => kids.push(kid),
                    None => break,
                },
                None => break,
            }
        }
        Node { span: start..self.at, shape: Shape::Group { name }, kids }
    }

    fn kid(&mut self, close: char, depth: usize) -> Option<Kid> {
        let start = self.at;
        if close == ')'
            && let Some(name) = self.word()
            && self.colon()
        {
            let key = self.text.get(name.clone()).map(str::to_owned);
            return Some(Kid { key, key_span: name, node: self.value(depth + 1)? });
        }
        self.at = start;
        let node = self.value(depth + 1)?;
        if close == '}' && self.colon() {
            let key = matches!(node.shape, Shape::Text { .. }).then(|| node.string(self.text).into_owned());
            return Some(Kid { key, key_span: node.caret(), node: self.value(depth + 1)? });
        }
        Some(Kid { key: None, key_span: node.span.clone(), node })
    }

    /// Takes a colon, if one is next.
    fn colon(&mut self) -> bool {
        self.skip_space();
        let is = self.peek() == Some(':');
        self.at += usize::from(is);
        is
    }

    /// A name or a number.
    fn word(&mut self) -> Option<Range<usize>> {
        let is_word = |c: char| c.is_alphanumeric() || matches!(c, '_' | '+' | '-' | '.' | '#' | '\'');
        let rest = self.rest();
        let length = rest.find(|c: char| !is_word(c)).unwrap_or(rest.len());
        let start = self.at;
        self.at += length;
        (length > 0).then_some(start..start + length)
    }

    fn skip_space(&mut self) {
        loop {
            let rest = self.rest();
            let trimmed = rest.trim_start();
            let space = rest.len() - trimmed.len();
            let comment = if trimmed.starts_with("//") {
                trimmed.find('\n').unwrap_or(trimmed.len())
            } else if trimmed.starts_with("/*") {
                block_comment(trimmed)
            } else {
                0
            };
            self.at += space + comment;
            if comment == 0 {
                return;
            }
        }
    }
}

fn unescaped_quote(body: &str) -> Option<usize> {
    let mut escaped = false;
    body.char_indices().find_map(|(at, c)| {
        let ends = c == '"' && !escaped;
        escaped = c == '\\' && !escaped;
        ends.then_some(at)
    })
}

/// The length of a block comment; they nest.
fn block_comment(text: &str) -> usize {
    let (mut depth, mut at) = (0usize, 0usize);
    while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
        if rest.starts_with("/*") {
            depth += 1;
            at += 2;
        } else if rest.starts_with("*/") {
            depth = depth.saturating_sub(1);
            at += 2;
            if depth == 0 {
                return at;
            }
        } else {
            at += rest.chars().next().map_or(1, char::len_utf8);
        }
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_its_way() {
        let text = "(a: 1, /* x: 2 */ list: [Right(text: (en: \"o\\\"n\\u{e9}!\", zh: r#\"二\"#)), -3], map: {\"k, \": 'c'})";
        let root = Node::parse(text, 0..text.len());
        let right = root.field("list").item(0);
        assert_eq!(&text[right.caret()], "Right");
        let en = right.field("text").field("en");
        assert_eq!(en.string(text), "o\"né!");
        assert_eq!(&text[en.inside(text, 2..6)], "n\\u{e9}!");
        assert_eq!(right.field("text").field("zh").string(text), "二");
        assert_eq!(&text[root.field("list").item(1).caret()], "-3");
        assert_eq!(&text[root.field("map").key("k, ")], "k, ");
        assert_eq!(root.field("map").field("k, ").span, text.len() - 5..text.len() - 2);
    }

    #[test]
    fn takes_what_is_there() {
        for text in [
            "",
            "(",
            "(a: ",
            "(a: \"x",
            "r#\"",
            "([{,:}])",
            "(a: 1 b: 2)",
            "\\",
            "(a: /* ",
            &"{".repeat(1000),
        ] {
            Node::parse(text, 0..text.len());
            Node::parse(text, 0..usize::MAX);
        }
        let text = "(id: \"x\", machine: Use(id: \"y\", }";
        assert_eq!(Node::parse(text, 0..text.len()).field("machine").field("id").string(text), "y");
        assert_eq!(Node::parse(&"[".repeat(100_000), 0..100_000).span.start, 0);
    }
}
