//! When two typed answers are the same answer.

/// What is left of an answer when case, spaces, `_` and `-`, full-width forms and the order of
/// names joined by `+`, `,`, `/` or `、` are taken away.
pub fn normalise(answer: &str) -> String {
    let half: String = answer.trim().chars().map(half_width).collect();
    let mut parts: Vec<String> = half
        .split(is_joiner)
        .map(|part| {
            part.chars().filter(|c| !c.is_whitespace() && !matches!(c, '-' | '_' | '.')).collect::<String>()
        })
        .map(|part| part.to_lowercase())
        .filter(|part| !part.is_empty())
        .collect();
    // `x+1` is a sum and not a list of flags: its order stays.
    if parts.iter().all(|part| part.chars().all(char::is_alphabetic) && part.chars().count() > 1) {
        parts.sort();
    }
    parts.join("+")
}

/// Puts a text behind `folded` in the form in which texts are searched: lower case, half-width, without `-` and
/// `_`, and with no space but between Latin letters and digits. Whoever types can't see the difference.
pub fn fold_for_search(text: &str, folded: &mut String) {
    let is_latin = |c: char| c.is_ascii_alphanumeric();
    let (mut before, mut space) = (None, false);
    for c in text.chars().map(half_width).filter(|c| !matches!(c, '-' | '_')) {
        if c.is_whitespace() {
            space = true;
            continue;
        }
        if space && before.is_some_and(is_latin) && is_latin(c) {
            folded.push(' ');
        }
        if c.is_ascii() {
            folded.push(c.to_ascii_lowercase())
        } else {
            folded.extend(c.to_lowercase())
        }
        (before, space) = (Some(c), false);
    }
}

/// Whether two typed answers are the same after [`normalise`]. Where one is a list, the other may have spaces
/// between its names: `SYN ACK` is `SYN+ACK`.
pub fn same_answer(one: &str, other: &str) -> bool {
    let (left, right) = (normalise(one), normalise(other));
    let spaced = |text: &str| normalise(&text.split_whitespace().collect::<Vec<_>>().join("+"));
    left == right
        || (right.contains('+') && spaced(one) == right)
        || (left.contains('+') && spaced(other) == left)
}

/// Whether names may be joined by this.
pub(super) fn is_joiner(c: char) -> bool {
    matches!(half_width(c), '+' | ',' | '/' | '、' | '&')
}

/// The half-width form of a full-width letter, digit or sign; every dash as `-`.
pub(crate) fn half_width(c: char) -> char {
    match c {
        '\u{3000}' => ' ',
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(c as u32 - 0xFEE0).unwrap_or(c),
        '—' | '–' | '‐' | '‑' | '−' => '-',
        '’' | '‘' => '\'',
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::same_answer;

    #[test]
    fn writing_does_not_matter() {
        for (one, other) in [
            ("SYN+ACK", "ack, syn"),
            ("SYN-SENT", "syn_sent"),
            ("ＳＹＮ＿ＳＥＮＴ", "Syn Sent"),
            ("x+1", "X + 1"),
            ("SYN，ACK", "ACK+SYN"),
            ("syn ack", "SYN+ACK"),
        ] {
            assert!(same_answer(one, other), "{one} = {other}");
        }
        for (one, other) in
            [("SYN-SENT", "SYN-SEND"), ("x+1", "x"), ("SYN", "SYN+ACK"), ("x+1", "y+1"), ("x 1", "x+2")]
        {
            assert!(!same_answer(one, other), "{one} ≠ {other}");
        }
    }
}
