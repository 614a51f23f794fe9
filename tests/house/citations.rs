//! Every section of a standard that is named anywhere exists.

use super::{files, nothing};
use crate::cases::tcp;
use crate::content::shipped;
use ackademy::deck::{Citation, citations};
use std::collections::{BTreeMap, BTreeSet};

/// Sections by number of their RFC.
fn sections() -> BTreeMap<u32, BTreeSet<String>> {
    let mut sections: BTreeMap<u32, BTreeSet<String>> = BTreeMap::new();
    let text = include_str!("../fixtures/rfc-sections.txt");
    for (rfc, section) in text.lines().filter_map(|line| line.split_once(' ')) {
        if let Ok(rfc) = rfc.parse() {
            sections.entry(rfc).or_default().insert(section.to_owned());
        }
    }
    sections
}

#[test]
fn every_citation_names_a_section_that_exists() {
    let sections = sections();
    let exists = |cite: &Citation| sections.get(&cite.rfc).is_some_and(|list| list.contains(&cite.section));
    let machine = tcp();
    let of_machine = machine.rules.iter().map(|rule| (&rule.id, &rule.cite));
    let of_machine = of_machine.chain(machine.faults.iter().map(|fault| (&fault.kind, &fault.cite)));
    let mut wrong = Vec::new();
    for (id, text) in of_machine {
        if !Citation::parse(text).is_some_and(|cite| exists(&cite)) {
            wrong.push(format!("{id}: {text}"));
        }
    }
    let mut count = 0;
    for deck in shipped().decks.iter().filter_map(|deck| deck.content.as_ref()) {
        for (cite, place) in citations(deck) {
            count += 1;
            if !exists(&cite) {
                wrong.push(format!("{}:{}: {cite:?}", place.file, place.line));
            }
        }
    }
    let library = shipped();
    for asked in library.claims_asked() {
        for cite in &asked.claim.cite {
            if !Citation::parse(cite).is_some_and(|cite| exists(&cite)) {
                wrong.push(format!("claim {}: {cite}", asked.claim.id));
            }
        }
    }
    nothing("no such section", wrong);
    assert!(count > 40, "{count}");
}

#[test]
fn every_section_that_is_mentioned_exists() {
    let sections = sections();
    let mut wrong = Vec::new();
    for (path, text) in files(&["content", "assets/templates", "assets/words"]) {
        for (at, _) in text.match_indices(" §") {
            let before: String = text[..at].chars().rev().take_while(char::is_ascii_digit).collect();
            let before: String = before.chars().rev().collect();
            let after = &text[at + " §".len()..];
            let section: String =
                after.chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '.').collect();
            let section = section.trim_end_matches('.');
            let Ok(rfc) = before.parse::<u32>() else { continue };
            if !sections.get(&rfc).is_some_and(|list| list.contains(section)) {
                wrong.push(format!("{path}: RFC {rfc} §{section}"));
            }
        }
    }
    nothing("no such section", wrong);
}
