//! The claims of the content with the questions about each.

use super::library::Library;
use crate::deck::{Claim, Deck, Question};
use crate::diagnostic::Finding;
use std::collections::BTreeMap;
use std::path::PathBuf;

/// A claim with the questions about it.
#[derive(Clone, Debug)]
pub struct ClaimAsked<'a> {
    /// The claim.
    pub claim: &'a Claim,
    /// The file in which it is written; `None` for a built-in one.
    pub path: Option<&'a PathBuf>,
    /// The questions that are tagged with it, in the order in which they are studied.
    pub questions: Vec<(&'a Deck, &'a Question)>,
}

impl Library {
    /// Every claim with its questions, in the order of the files. A claim with the id of an earlier one takes
    /// its place.
    pub fn claims_asked(&self) -> Vec<ClaimAsked<'_>> {
        let mut questions: BTreeMap<&str, Vec<(&Deck, &Question)>> = BTreeMap::new();
        for deck in self.decks.iter().filter_map(|entry| entry.content.as_deref()) {
            for question in &deck.questions {
                for id in question.claims() {
                    questions.entry(id).or_default().push((deck, question));
                }
            }
        }
        let files = || self.claims.iter().filter_map(|entry| Some((entry, entry.content.as_deref()?)));
        let all = || files().flat_map(|(entry, file)| file.claims.iter().map(move |claim| (entry, claim)));
        let last: BTreeMap<&str, &str> =
            all().map(|(entry, claim)| (claim.id.as_str(), entry.file.as_str())).collect();
        all()
            .filter(|(entry, claim)| last.get(claim.id.as_str()) == Some(&entry.file.as_str()))
            .map(|(entry, claim)| {
                let questions = questions.get(claim.id.as_str()).cloned().unwrap_or_default();
                ClaimAsked { claim, path: entry.path.as_ref(), questions }
            })
            .collect()
    }

    /// A finding for each claim that no question is about.
    pub(super) fn unasked_claims(&self) -> Vec<Finding> {
        let bare = self.claims_asked().into_iter().filter(|asked| asked.questions.is_empty());
        bare.map(|asked| {
            Finding::warning("claims::no-question", asked.claim.place.clone())
                .with("id", asked.claim.id.as_str())
        })
        .collect()
    }
}
