//! The terms of `content/terms.ron`: one Chinese word for each thing, and the words not to use.

use super::outline::Node;
use crate::diagnostic::{Finding, Place, Ron, Source, has_errors};
use crate::text::Text;
use serde::Deserialize;

/// The terms.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Terms {
    /// In the order of the file.
    pub terms: Vec<Term>,
}

/// One term.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Term {
    /// The English word.
    pub en: String,
    /// The Chinese word, with an abbreviation in full-width brackets where there is one.
    pub zh: String,
    /// Chinese words that are not used for it.
    #[serde(default)]
    pub not: Vec<String>,
    /// A word about its use.
    #[serde(default)]
    pub note: Option<Text>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct TermsFile {
    format: u32,
    terms: Vec<Term>,
}

/// Reads the terms. They are `None` where any finding is an error.
pub fn load_terms(file: &str, text: &str) -> (Option<Terms>, Vec<Finding>) {
    let source = Source { file, text };
    let ron = Ron::new(source);
    let parsed = match ron.whole::<TermsFile>() {
        Ok(parsed) => parsed,
        Err(first) => return (None, faults(&ron, first)),
    };
    let root = Node::parse(text, 0..text.len());
    let mut findings = Vec::new();
    if parsed.format != 1 {
        let place = Place::of(source, root.field("format").caret());
        findings.push(Finding::error("deck::format", place).with("format", i64::from(parsed.format)));
    }
    for (index, term) in parsed.terms.iter().enumerate() {
        let node = root.field("terms").item(index);
        let own = [(&term.en, node.field("en")), (&term.zh, node.field("zh"))];
        let not = term.not.iter().enumerate().map(|(at, word)| (word, node.field("not").item(at)));
        for (_, node) in own.into_iter().chain(not).filter(|(word, _)| word.trim().is_empty()) {
            findings.push(Finding::error("deck::blank-word", Place::of(source, node.caret())));
        }
    }
    let terms = (!has_errors(&findings)).then_some(Terms { terms: parsed.terms });
    (terms, findings)
}

/// Every faulty item by itself, as far as they can be told apart.
fn faults(ron: &Ron<'_>, first: Finding) -> Vec<Finding> {
    let Some(list) = ron.list("terms") else { return vec![first] };
    let mut findings: Vec<Finding> =
        list.items.iter().filter_map(|item| ron.part::<Term>(item.clone()).err()).collect();
    findings.extend(ron.without::<TermsFile>(&list).err());
    if findings.is_empty() {
        findings.push(first);
    }
    findings
}
