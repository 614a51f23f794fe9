//! Reading RON so that every fault of a file is told, not only the first.
//!
//! The `ron` crate stops at its first fault. A file with a long list (questions, rules) is therefore
//! parsed whole first; only when that fails is the list cut at its item borders, and the rest and
//! each item are parsed by themselves.

use super::{Finding, Place, Source};
use ::ron::Options;
use ::ron::error::{Error, SpannedError};
use ::ron::extensions::Extensions;
use serde::Deserialize;
use std::ops::Range;

/// RON as all content files are read.
pub struct Ron<'a> {
    source: Source<'a>,
}

/// A list in a file, cut into its items.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct List {
    /// The bytes between the brackets.
    pub inside: Range<usize>,
    /// The bytes of each item, without the comma behind it.
    pub items: Vec<Range<usize>>,
}

impl<'a> Ron<'a> {
    /// Reads from this source.
    pub fn new(source: Source<'a>) -> Ron<'a> {
        Ron { source }
    }

    fn options() -> Options {
        Options::default().with_default_extension(
            Extensions::IMPLICIT_SOME | Extensions::UNWRAP_NEWTYPES | Extensions::UNWRAP_VARIANT_NEWTYPES,
        )
    }

    /// Parses the whole text.
    pub fn whole<T: Deserialize<'a>>(&self) -> Result<T, Finding> {
        Ron::options().from_str(self.source.text).map_err(|e| self.finding(&e, self.source.text, 0))
    }

    /// Parses one part of the text; places are those of the whole file.
    pub fn part<T: Deserialize<'a>>(&self, range: Range<usize>) -> Result<T, Finding> {
        let text = self.source.text.get(range.clone()).unwrap_or_default();
        Ron::options().from_str(text).map_err(|e| self.finding(&e, text, range.start))
    }

    /// Parses the text with the inside of a list blanked out, so that all places stay.
    pub fn without<T: for<'de> Deserialize<'de>>(&self, list: &List) -> Result<T, Finding> {
        let blank: String = self.source.text[list.inside.clone()]
            .chars()
            .flat_map(|c| std::iter::repeat_n(if c == '\n' { '\n' } else { ' ' }, c.len_utf8()))
            .collect();
        let mut text = String::with_capacity(self.source.text.len());
        text.push_str(&self.source.text[..list.inside.start]);
        text.push_str(&blank);
        text.push_str(&self.source.text[list.inside.end..]);
        Ron::options().from_str(&text).map_err(|e| self.finding(&e, &text, 0))
    }

    /// Cuts the list `name: [ … ]` into its items, also where the text between is faulty.
    pub fn list(&self, name: &str) -> Option<List> {
        let text = self.source.text;
        let open = list_start(text, name)?;
        let by_brackets = split_by_brackets(text, open);
        let by_lines = split_by_lines(text, open);
        match (by_brackets, by_lines) {
            (Some(brackets), Some(lines)) if lines.items.len() > brackets.items.len() => Some(lines),
            (Some(brackets), _) => Some(brackets),
            (None, lines) => lines,
        }
    }

    /// The place of the first occurrence of the needles, each sought behind the one before, within
    /// a range; the start of the range where they are not found.
    pub fn find(&self, within: &Range<usize>, needles: &[&str]) -> Place {
        Place::of(self.source, self.find_range(within, needles))
    }

    /// The place of a byte range.
    pub fn place(&self, range: Range<usize>) -> Place {
        Place::of(self.source, range)
    }

    /// The bytes that [`Ron::find`] points at.
    pub fn find_range(&self, within: &Range<usize>, needles: &[&str]) -> Range<usize> {
        let mut at = within.start;
        let mut found = within.start..(within.start + 1).min(within.end);
        for needle in needles {
            let Some(offset) = self.source.text.get(at..within.end).and_then(|text| text.find(needle)) else {
                break;
            };
            found = at + offset..at + offset + needle.len();
            at = found.end;
        }
        found
    }

    fn finding(&self, error: &SpannedError, text: &str, base: usize) -> Finding {
        let start = byte_at(text, error.span.start.line, error.span.start.col);
        let blank = text[start..].len() - text[start..].trim_start_matches([' ', '\t']).len();
        let start = start + blank;
        let end = byte_at(text, error.span.end.line, error.span.end.col).max(start);
        let at = |range: Range<usize>| Place::of(self.source, base + range.start..base + range.end);
        let named = |found: &str| {
            let from = text[..end].rfind(found).unwrap_or(start);
            at(from..from + found.len())
        };
        let next = |from: usize| {
            text[from..].trim_start_matches(|c: char| c.is_whitespace() || c == ',').chars().next()
        };
        if let Some(c) = next(start).into_iter().chain(next(end)).find(|c| half_of(*c).is_some()) {
            let from = start + text[start..].find(c).unwrap_or(0);
            return Finding::error("ron::full-width", at(from..from + c.len_utf8()))
                .with("found", c.to_string())
                .with("write", half_of(c).unwrap_or(' ').to_string());
        }
        match &error.code {
            Error::NoSuchStructField { expected, found, .. } => {
                Finding::error("ron::unknown-field", named(found))
                    .with("found", found.as_str())
                    .with("known", *expected)
                    .suggest(found, expected.iter().copied())
            }
            Error::NoSuchEnumVariant { expected, found, .. } => {
                Finding::error("ron::unknown-variant", named(found))
                    .with("found", found.as_str())
                    .with("known", *expected)
                    .suggest(found, expected.iter().copied())
            }
            Error::MissingStructField { field, .. } => {
                Finding::error("ron::missing-field", at(start..end)).with("field", *field)
            }
            Error::DuplicateStructField { field, .. } => {
                Finding::error("ron::duplicate-field", named(field)).with("field", *field)
            }
            Error::InvalidValueForType { expected, found } => {
                Finding::error("ron::wrong-type", at(start..end))
                    .with("expected", expected.as_str())
                    .with("found", found.as_str())
            }
            Error::ExceededRecursionLimit => Finding::error("ron::too-deep", at(start..start)),
            code => Finding::error("ron::syntax", at(start..end))
                .with("what", what(code))
                .with("message", code.to_string()),
        }
    }
}

/// A short name for the commonest syntax faults; the Fluent message chooses its words by it.
fn what(code: &Error) -> &'static str {
    match code {
        Error::Eof => "end",
        Error::ExpectedComma => "comma",
        Error::ExpectedArray => "list",
        Error::ExpectedArrayEnd => "list-end",
        Error::ExpectedMap => "map",
        Error::ExpectedMapEnd => "map-end",
        Error::ExpectedMapColon => "colon",
        Error::ExpectedBoolean => "boolean",
        Error::ExpectedInteger => "integer",
        Error::ExpectedString => "string",
        Error::ExpectedStringEnd => "string-end",
        Error::ExpectedStructLikeEnd => "struct-end",
        Error::ExpectedStructLike | Error::ExpectedNamedStructLike(_) => "struct",
        Error::ExpectedIdentifier => "name",
        Error::InvalidEscape(_) => "escape",
        Error::TrailingCharacters => "trailing",
        Error::UnclosedBlockComment => "comment",
        _ => "other",
    }
}

/// The word of `known` that is nearest to `word`, if one is near enough to be meant.
pub fn did_you_mean<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<String> {
    known
        .into_iter()
        .map(|k| (strsim::damerau_levenshtein(&word.to_lowercase(), &k.to_lowercase()), k))
        .filter(|(distance, k)| *distance <= 1.max(k.chars().count() / 3))
        .min()
        .map(|(_, k)| k.to_owned())
}

fn half_of(c: char) -> Option<char> {
    match c {
        '，' | '、' | '；' => Some(','),
        '：' => Some(':'),
        '（' => Some('('),
        '）' => Some(')'),
        '“' | '”' | '＂' => Some('"'),
        '【' | '［' => Some('['),
        '】' | '］' => Some(']'),
        '｛' => Some('{'),
        '｝' => Some('}'),
        _ => None,
    }
}

/// Byte offset of a 1-based line and column (in characters).
fn byte_at(text: &str, line: usize, column: usize) -> usize {
    let start: usize = text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
    let rest = text.get(start..).unwrap_or_default();
    let offset = rest.char_indices().nth(column.saturating_sub(1)).map_or(rest.len(), |(at, _)| at);
    (start + offset).min(text.len())
}

/// One token as far as cutting needs it.
enum Token {
    Open,
    Close,
    Comma,
    Word,
    Other,
}

/// Walks over RON text; knows strings, raw strings, comments and brackets, and nothing else.
struct Scanner<'a> {
    text: &'a str,
    at: usize,
}

impl Scanner<'_> {
    /// The next token that is no white space and no comment, with its bytes.
    fn next(&mut self) -> Option<(Token, Range<usize>)> {
        self.skip_space();
        let rest = &self.text[self.at..];
        let first = rest.chars().next()?;
        let start = self.at;
        let (token, length) = match first {
            '(' | '[' | '{' => (Token::Open, 1),
            ')' | ']' | '}' => (Token::Close, 1),
            ',' => (Token::Comma, 1),
            '"' => (Token::Other, string_length(rest)),
            'r' if rest[1..].starts_with(['#', '"']) => (Token::Other, raw_string_length(rest)),
            c if c.is_alphanumeric() || c == '_' => {
                (Token::Word, rest.find(|c: char| !(c.is_alphanumeric() || c == '_')).unwrap_or(rest.len()))
            }
            c => (Token::Other, c.len_utf8()),
        };
        self.at = (start + length.max(1)).min(self.text.len());
        Some((token, start..self.at))
    }

    fn skip_space(&mut self) {
        loop {
            let rest = &self.text[self.at..];
            let trimmed = rest.trim_start();
            self.at += rest.len() - trimmed.len();
            if trimmed.starts_with("//") {
                self.at += trimmed.find('\n').unwrap_or(trimmed.len());
            } else if trimmed.starts_with("/*") {
                self.at += comment_length(trimmed);
            } else {
                return;
            }
        }
    }
}

fn string_length(rest: &str) -> usize {
    let mut escaped = false;
    for (at, c) in rest.char_indices().skip(1) {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '"' => return at + 1,
            _ => {}
        }
    }
    rest.len()
}

fn raw_string_length(rest: &str) -> usize {
    let hashes = rest[1..].chars().take_while(|c| *c == '#').count();
    let body = 1 + hashes + 1;
    let close = format!("\"{}", "#".repeat(hashes));
    rest.get(body..).and_then(|text| text.find(&close)).map_or(rest.len(), |at| body + at + close.len())
}

fn comment_length(rest: &str) -> usize {
    let (mut depth, mut at) = (0usize, 0usize);
    while at < rest.len() {
        if rest[at..].starts_with("/*") {
            depth += 1;
            at += 2;
        } else if rest[at..].starts_with("*/") {
            depth -= 1;
            at += 2;
            if depth == 0 {
                return at;
            }
        } else {
            at += rest[at..].chars().next().map_or(1, char::len_utf8);
        }
    }
    rest.len()
}

/// The byte behind the `[` of `name: [`.
fn list_start(text: &str, name: &str) -> Option<usize> {
    let mut scanner = Scanner { text, at: 0 };
    let mut named = 0;
    while let Some((token, range)) = scanner.next() {
        named = match (token, &text[range.clone()], named) {
            (Token::Word, word, _) if word == name => 1,
            (_, ":", 1) => 2,
            (Token::Open, "[", 2) => return Some(range.end),
            _ => 0,
        };
    }
    None
}

fn split_by_brackets(text: &str, open: usize) -> Option<List> {
    let mut scanner = Scanner { text, at: open };
    let (mut depth, mut items) = (0usize, Vec::new());
    let mut current: Option<Range<usize>> = None;
    while let Some((token, range)) = scanner.next() {
        match token {
            Token::Close if depth == 0 => {
                items.extend(current);
                return (&text[range.clone()] == "]").then_some(List { inside: open..range.start, items });
            }
            Token::Comma if depth == 0 => {
                items.extend(current.take());
                continue;
            }
            Token::Open => depth += 1,
            Token::Close => depth -= 1,
            Token::Comma | Token::Word | Token::Other => {}
        }
        current = Some(current.map_or(range.start, |c: Range<usize>| c.start)..range.end);
    }
    None
}

fn split_by_lines(text: &str, open: usize) -> Option<List> {
    let mut scanner = Scanner { text, at: open };
    let (_, first) = scanner.next()?;
    let line_start = text[..first.start].rfind('\n')? + 1;
    let indent = &text[line_start..first.start];
    if line_start < open || !indent.chars().all(char::is_whitespace) {
        return None;
    }
    // The list ends where a line that stands further left closes it; else at the file's last bracket.
    let closes = |line: &&str| {
        line.trim_start().starts_with(']') && line.len() - line.trim_start().len() < indent.len()
    };
    let mut lines_before = 0;
    let closing = text[line_start..].split_inclusive('\n').find_map(|line| {
        let at = line_start + lines_before + (line.len() - line.trim_start().len());
        lines_before += line.len();
        closes(&line).then_some(at)
    });
    let end = closing.or_else(|| text[open..].rfind(']').map(|at| open + at))?;
    let mut starts = Vec::new();
    let mut at = line_start;
    for line in text[line_start..end].split_inclusive('\n') {
        if line.strip_prefix(indent).is_some_and(begins_item) {
            starts.push(at + indent.len());
        }
        at += line.len();
    }
    let borders = starts.iter().skip(1).copied().chain([end]);
    let items =
        starts.iter().zip(borders).map(|(start, border)| *start..item_end(text, *start, border)).collect();
    Some(List { inside: open..end, items })
}

fn begins_item(line: &str) -> bool {
    let name = line.find(|c: char| !c.is_alphanumeric()).unwrap_or(line.len());
    let named = line.starts_with(char::is_uppercase) && line[name..].trim_start().starts_with('(');
    named || line.starts_with('(')
}

/// The end of the item that starts at `start`, without the comma and the comments before `border`.
fn item_end(text: &str, start: usize, border: usize) -> usize {
    let mut scanner = Scanner { text: &text[..border], at: start };
    let mut end = start;
    let mut before = start;
    let mut last_is_comma = false;
    while let Some((token, range)) = scanner.next() {
        last_is_comma = matches!(token, Token::Comma);
        before = if last_is_comma { end } else { before };
        end = range.end;
    }
    let end = if last_is_comma { before } else { end };
    // An unclosed string swallows what stands behind it.
    start + text[start..end].trim_end().trim_end_matches(',').trim_end().len()
}

/// The name in front of an item's bracket: `Choice` of `Choice(…)`.
pub fn kind_of_item(text: &str) -> &str {
    let end = text.find(|c: char| !(c.is_alphanumeric() || c == '_')).unwrap_or(text.len());
    &text[..end]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn items(text: &str) -> Vec<&str> {
        let list = Ron::new(Source { file: "t", text }).list("questions");
        list.map(|l| l.items.into_iter().map(|r| &text[r]).collect()).unwrap_or_default()
    }

    #[test]
    fn cuts_at_item_borders() {
        assert_eq!(
            items("(a: [1], questions: [A(x: \"]\"), B(y: (1, 2)), ])"),
            ["A(x: \"]\")", "B(y: (1, 2))"]
        );
        assert_eq!(items("(questions: [])"), [""; 0]);
        let broken = "(questions: [\n  A(x: \"open,\n  ),\n  B(y: (1),\n  C(z: 1), // end\n])";
        assert_eq!(items(broken), ["A(x: \"open,\n  )", "B(y: (1)", "C(z: 1)"]);
        let deeper = "(questions: [\n  A(\n    x: [\n      (1),\n      (2),\n    ],\n  ),\n  B(1),\n])";
        assert_eq!(items(deeper).len(), 2, "{:?}", items(deeper));
    }
}
