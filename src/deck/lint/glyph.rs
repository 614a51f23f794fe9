//! `deck::glyph`: a character that the fonts do not have.
//!
//! It would be drawn as an empty box. Write it another way, or have the character added to the font
//! (`assets/fonts/README.md`). Each such character is told once, where it first stands.

use super::{Context, Lint};
use crate::deck::model::Deck;
use crate::deck::outline::{Node, Outline};
use crate::diagnostic::Finding;
use hashbrown::HashSet;
use std::collections::BTreeSet;

pub(super) const LINT: Lint = Lint { code: "deck::glyph", check };

fn check(_: &Deck, outline: &Outline, context: &Context<'_>) -> Vec<Finding> {
    let (mut findings, mut seen, mut there) = (Vec::new(), BTreeSet::new(), HashSet::new());
    let mut rest = vec![&outline.root];
    while let Some(node) = rest.pop() {
        // What the machine file of the deck shows is the machine's affair.
        let shown = node.kids.iter().rev().filter(|kid| kid.key.as_deref() != Some("machine"));
        rest.extend(shown.map(|kid| &kid.node));
        let mut has =
            |c: char| c.is_control() || there.contains(&c) || (context.has_glyph)(c) && there.insert(c);
        if node.string(&outline.text).chars().all(&mut has) {
            continue;
        }
        let new = boxes(node, outline, context).into_iter().filter(|(c, _)| seen.insert(*c));
        findings.extend(new.map(|(_, finding)| finding));
    }
    findings
}

fn boxes(node: &Node, outline: &Outline, context: &Context<'_>) -> Vec<(char, Finding)> {
    let chars = node.chars(&outline.text);
    let missing = chars.into_iter().filter(|(_, c)| !c.is_control() && !(context.has_glyph)(*c));
    missing
        .map(|(at, c)| {
            let place = outline.place(at..at + c.len_utf8());
            let code_point = format!("U+{:04X}", u32::from(c));
            (c, Finding::warning(LINT.code, place).with("found", c.to_string()).with("codepoint", code_point))
        })
        .collect()
}
