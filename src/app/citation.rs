//! Citations as links: the section of an RFC in the browser.

use crate::text::{Lang, cited};

/// A citation that can be shown and opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cite {
    /// In words: `RFC 9293 §3.5`.
    pub text: String,
    /// The page with the section, where the text is of that form.
    pub url: Option<String>,
}

/// Reads a citation, to be shown in a language.
pub fn cite(text: &str, lang: Lang) -> Cite {
    Cite { text: cited(text, lang), url: url(text) }
}

fn url(text: &str) -> Option<String> {
    let rest = text.strip_prefix("RFC ")?;
    let (number, rest) = rest.split_once(' ').unwrap_or((rest, ""));
    if number.is_empty() || !number.chars().all(|c| c.is_ascii_digit()) {
        return None;
    }
    let section: String =
        rest.trim_start_matches('§').chars().take_while(|c| c.is_ascii_digit() || *c == '.').collect();
    let page = format!("https://www.rfc-editor.org/rfc/rfc{number}.html");
    let section = section.trim_end_matches('.');
    Some(if section.is_empty() { page } else { format!("{page}#section-{section}") })
}

#[cfg(test)]
mod tests {
    #[test]
    fn sections_become_links() {
        let url = |text| super::cite(text, super::Lang::Zh).url;
        let page = "https://www.rfc-editor.org/rfc/rfc9293.html";
        assert_eq!(url("RFC 9293 §3.10.7.4 (fifth)"), Some(format!("{page}#section-3.10.7.4")));
        assert_eq!(url("RFC 9293"), Some(page.to_owned()));
        assert_eq!(url("a book"), None);
    }
}
