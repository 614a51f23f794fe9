//! What a learner sees of a Markdown text, how much room it takes, and when two texts say the same.

use crate::text::{Sum, half_width};
use unicode_width::UnicodeWidthStr;

/// The text without its marks: emphasis, code, headings, bullets, the addresses of links, comments.
pub(super) fn seen(markdown: &str) -> String {
    let mut text = String::new();
    let mut rest = markdown;
    while let Some((before, comment)) = rest.split_once("<!--") {
        text.push_str(before);
        rest = comment.split_once("-->").map_or("", |(_, behind)| behind);
    }
    text.push_str(rest);
    let lines = text.lines().map(|line| inline(without_mark(line)));
    let words = lines.collect::<Vec<_>>().join(" ");
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// How wide a text is where every letter has the same width; a Chinese character is as wide as two.
pub(super) fn width(markdown: &str) -> usize {
    seen(markdown).width()
}

/// Whether two texts say the same as they are read: the same but for case, punctuation, spaces and marks, the
/// same flags in another order, or the same sum.
pub(super) fn same(one: &str, other: &str) -> bool {
    let (left, right) = (folded(one), folded(other));
    if left.is_empty() || right.is_empty() {
        return false;
    }
    let sum = |text: &str| Sum::parse(&seen(text));
    left == right || matches!((sum(one), sum(other)), (Some(left), Some(right)) if left.equals(&right))
}

/// What is left of a text to compare: letters and digits in lower case, and signs that carry meaning.
pub(super) fn folded(markdown: &str) -> String {
    let text = seen(markdown);
    if let Some(flags) = flags(&text) {
        return flags;
    }
    let chars: Vec<char> = text.chars().filter(|c| !matches!(c, '—' | '–')).map(half_width).collect();
    let is_digit = |at: Option<usize>| at.and_then(|at| chars.get(at)).is_some_and(char::is_ascii_digit);
    let means = |at: usize, c: char| {
        let between_digits = || is_digit(at.checked_sub(1)) && is_digit(at.checked_add(1));
        c.is_alphanumeric() || "+-=<>≤≥≠×_→←".contains(c) || (matches!(c, '.' | ':') && between_digits())
    };
    let kept = chars.iter().enumerate().filter(|(at, c)| means(*at, **c));
    kept.flat_map(|(_, c)| c.to_lowercase()).collect()
}

/// A list of flags, `SYN,ACK`, in one order.
fn flags(text: &str) -> Option<String> {
    let half: String = text.chars().map(half_width).collect();
    let mut parts: Vec<String> =
        half.split(['+', ',', '/', '&', '、']).map(|part| part.trim().to_ascii_lowercase()).collect();
    let is_flag = |part: &String| part.len() > 1 && part.chars().all(|c| c.is_ascii_alphabetic());
    if parts.len() < 2 || !parts.iter().all(is_flag) {
        return None;
    }
    parts.sort();
    Some(parts.join("+"))
}

/// A line without the mark at its beginning: of a heading, an item, a quotation. A number stays, for it is seen.
fn without_mark(line: &str) -> &str {
    let line = line.trim_start();
    let bare = line.trim_start_matches('#');
    if bare.len() < line.len() && bare.starts_with(' ') {
        return bare;
    }
    ["- ", "* ", "+ ", "> "].iter().find_map(|mark| line.strip_prefix(mark)).unwrap_or(line)
}

/// A line without the marks within it.
fn inline(line: &str) -> String {
    let chars: Vec<char> = line.chars().collect();
    let is_word = |at: Option<usize>| at.and_then(|at| chars.get(at)).is_some_and(|c| c.is_alphanumeric());
    let within_word = |at: usize| is_word(at.checked_sub(1)) && is_word(at.checked_add(1));
    let (mut text, mut at, mut in_code) = (String::new(), 0, false);
    while let Some(c) = chars.get(at) {
        match c {
            '`' => in_code = !in_code,
            '\\' if !in_code && chars.get(at + 1).is_some_and(char::is_ascii_punctuation) => {
                at += 1;
                text.extend(chars.get(at));
            }
            '*' if !in_code => {}
            '_' if !in_code && !within_word(at) => {}
            '[' if !in_code => match link(chars.get(at + 1..).unwrap_or_default()) {
                Some((words, length)) => {
                    text.push_str(&words);
                    at += length;
                }
                None => text.push('['),
            },
            '!' if !in_code && chars.get(at + 1) == Some(&'[') => {}
            _ => text.push(*c),
        }
        at += 1;
    }
    text
}

/// The words of a link whose opening bracket stands before these characters, and how many of them it takes.
fn link(behind: &[char]) -> Option<(String, usize)> {
    let close = behind.iter().position(|c| *c == ']')?;
    let address = behind.get(close + 1..)?;
    if address.first() != Some(&'(') {
        return None;
    }
    let end = address.iter().position(|c| *c == ')')?;
    Some((behind.get(..close)?.iter().collect(), close + 1 + end + 1))
}

#[cfg(test)]
mod tests {
    use super::{same, seen, width};

    #[test]
    fn marks_are_not_seen() {
        for (markdown, text) in [
            ("**SYN** and `ack=x+1`", "SYN and ack=x+1"),
            ("_a_ SYN_SENT `_b_`", "a SYN_SENT _b_"),
            ("see [§3.5](https://example.org/very/long) [1]", "see §3.5 [1]"),
            ("# Head\n- one\n1. two", "Head one 1. two"),
            ("a\\*b <!-- nobody\nreads this -->c", "a*b c"),
            ("![alt](x.png) `", "alt"),
        ] {
            assert_eq!(seen(markdown), text);
        }
        assert_eq!(width("**报文段**"), 6);
    }

    #[test]
    fn texts_that_say_the_same() {
        for (one, other) in [
            ("It sends **SYN**.", "it sends SYN"),
            ("SYN, ACK", "`ACK`+`SYN`"),
            ("x+1", "1 + x"),
            ("ＳＹＮ，已发出", "SYN 已发出。"),
        ] {
            assert!(same(one, other), "{one} = {other}");
        }
        for (one, other) in [
            ("SYN-SENT", "SYN_SENT"),
            ("x+1", "x-1"),
            ("12:07", "1:207"),
            ("?", "!"),
            ("SYN,ACK", "SYN"),
            ("It sends SYN", "It sends a SYN"),
        ] {
            assert!(!same(one, other), "{one} ≠ {other}");
        }
    }
}
