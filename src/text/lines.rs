//! Where lines of text break.

/// Breaks text to lines that fit: at spaces and between Chinese characters, within a word only where the word
/// alone does not fit. What is asked about has no spaces at its end. There is always one line.
pub fn broken(text: &str, fits: impl Fn(&str) -> bool) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = String::new();
    for piece in pieces(text) {
        let longer = format!("{line}{piece}");
        if fits(longer.trim_end()) {
            line = longer;
            continue;
        }
        if !line.trim().is_empty() {
            lines.push(line.trim_end().to_owned());
        }
        line = String::new();
        for c in piece.chars() {
            if !line.is_empty() && !fits(format!("{line}{c}").trim_end()) {
                lines.push(std::mem::take(&mut line));
            }
            line.push(c);
        }
    }
    if !line.trim().is_empty() || lines.is_empty() {
        lines.push(line.trim_end().to_owned());
    }
    lines
}

/// The pieces between which a line may break; spaces stay with the piece before them.
fn pieces(text: &str) -> Vec<String> {
    let mut pieces: Vec<String> = Vec::new();
    let mut last: Option<char> = None;
    for c in text.chars() {
        match (last, pieces.last_mut()) {
            (Some(before), Some(piece)) if !may_break(before, c) => piece.push(c),
            (Some(_) | None, Some(_) | None) => pieces.push(c.to_string()),
        }
        last = Some(c);
    }
    pieces
}

/// Signs that may not begin a line, and such as may not end one, are written as numbers: the code of
/// this project has no full-width signs.
fn may_break(before: char, after: char) -> bool {
    let ends = |c: char| ",.;:!?)]}%".contains(c) || CLOSING.contains(&u32::from(c));
    let opens = |c: char| "([{".contains(c) || OPENING.contains(&u32::from(c));
    if after.is_whitespace() || ends(after) || opens(before) {
        return false;
    }
    before.is_whitespace() || is_han(before) || is_han(after)
}

/// The full-width comma, full stop, colon, semicolon, question, exclamation and percent mark, ideographic
/// comma, and the closing quotation marks and brackets.
const CLOSING: [u32; 14] = [
    0xFF0C, 0x3002, 0xFF1A, 0xFF1B, 0xFF1F, 0xFF01, 0xFF05, 0x3001, 0x201D, 0x2019, 0xFF09, 0x300B, 0x300D,
    0x300F,
];
/// The opening ones.
const OPENING: [u32; 6] = [0x201C, 0x2018, 0xFF08, 0x300A, 0x300C, 0x300E];

fn is_han(c: char) -> bool {
    matches!(c, '\u{2e80}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{ff00}'..='\u{ff60}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, width: usize, lines: &[&str]) {
        assert_eq!(broken(text, |line| line.chars().count() <= width), lines);
    }

    #[test]
    fn lines_break_where_they_may() {
        check("one two three", 8, &["one two", "three"]);
        check("重传超时\u{ff0c}重发", 5, &["重传超时\u{ff0c}", "重发"]);
        check("收到确认\u{ff0c}发送", 4, &["收到确", "认\u{ff0c}发送"]);
        check("客户端 SYN-SENT", 8, &["客户端", "SYN-SENT"]);
        check("unbreakable", 5, &["unbre", "akabl", "e"]);
        check("", 5, &[""]);
    }

    #[test]
    fn no_line_ends_with_an_opening_sign_or_begins_with_a_closing_one() {
        check("半关闭\u{ff08}一端\u{ff09}", 4, &["半关闭", "\u{ff08}一端\u{ff09}"]);
        check("占一半50\u{ff05}", 5, &["占一半", "50\u{ff05}"]);
    }
}
