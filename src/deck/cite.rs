//! Citations: `RFC 9293 §3.10.7.3 (first)`.

use super::model::Deck;
use crate::diagnostic::Place;

/// A citation of a section of an RFC.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Citation {
    /// Number of the RFC.
    pub rfc: u32,
    /// The section: `3.10.7.3`, or `A.1` in an appendix.
    pub section: String,
    /// The ordinal check that is meant (`first` … `tenth`), where one is named.
    pub check: Option<String>,
}

/// The RFC counts its checks in words.
const ORDINALS: [&str; 10] =
    ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"];

impl Citation {
    /// Reads exactly the form `RFC nnnn §x.y.z`, with or without ` (first)`; `None` for anything else.
    pub fn parse(text: &str) -> Option<Citation> {
        let (rfc, rest) = text.strip_prefix("RFC ")?.split_once(" §")?;
        let (section, check) = match rest.split_once(' ') {
            Some((section, check)) => (section, Some(check.strip_prefix('(')?.strip_suffix(')')?)),
            None => (rest, None),
        };
        let is_number = |part: &str| !part.is_empty() && part.chars().all(|c| c.is_ascii_digit());
        let mut parts = section.split('.');
        let first = parts.next()?;
        let appendix = first.len() == 1 && first.starts_with(|c: char| c.is_ascii_uppercase());
        let fits = is_number(rfc)
            && (is_number(first) || appendix)
            && parts.all(is_number)
            && check.is_none_or(|check| ORDINALS.contains(&check));
        let rfc = rfc.parse().ok()?;
        fits.then(|| Citation { rfc, section: section.to_owned(), check: check.map(str::to_owned) })
    }
}

/// All well-formed citations of a deck with their places, in the order of the file.
pub fn citations(deck: &Deck) -> Vec<(Citation, Place)> {
    let outline = deck.outline();
    let cites = deck.questions.iter().flat_map(|question| {
        let list = outline.question(question).field("cite");
        question.cite.iter().enumerate().map(move |(index, text)| (text, list.item(index).caret()))
    });
    cites.filter_map(|(text, range)| Some((Citation::parse(text)?, outline.place(range)))).collect()
}

#[cfg(test)]
mod tests {
    use super::Citation;

    #[test]
    fn only_one_form() {
        for good in ["RFC 9293 §3.5", "RFC 9293 §3.10.7.3 (first)", "RFC 793 §3", "RFC 9293 §A.1"] {
            assert!(Citation::parse(good).is_some(), "{good}");
        }
        let bad = [
            "RFC9293 §3.5",
            "RFC 9293 3.5",
            "RFC 9293 §3.",
            "RFC 9293 § 3.5",
            "RFC 9293 §3.5 first",
            "",
            "RFC  §",
            "RFC 9293 §3.5 (last)",
            "RFC 9293 §3.5, 3.6",
            "RFC 99999999999 §1",
            "RFC 9293 section 3.5",
        ];
        for bad in bad {
            assert!(Citation::parse(bad).is_none(), "{bad}");
        }
    }
}
