//! The claims of `claims.ron`: what a source says, whether it is right, and what holds where it is not.
//!
//! A question about a claim has the tag `fact-` and the claim's id, so that a table can be made of claims and
//! the questions about them, and a claim that nobody asks about is seen.

use super::cite::Citation;
use super::load::is_kebab;
use super::model::Question;
use super::outline::Node;
use crate::diagnostic::{Finding, Place, Ron, Source, has_errors};
use crate::text::Text;
use serde::Deserialize;
use std::collections::BTreeMap;

/// What the tag of a question about a claim begins with; the claim's id follows.
pub const CLAIM_TAG: &str = "fact-";

/// The claims of a file.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Claims {
    /// In the order of the file, each id once.
    pub claims: Vec<Claim>,
}

/// What a source says.
#[derive(Clone, Debug, PartialEq)]
pub struct Claim {
    /// Its id, without `fact-`.
    pub id: String,
    /// Whether it is right.
    pub truth: Truth,
    /// What the source says, in short words.
    pub says: Text,
    /// What holds instead, or what is to be added.
    pub holds: Option<Text>,
    /// Where the standard says so.
    pub cite: Vec<String>,
    /// Where its id is written.
    pub place: Place,
}

/// Whether a claim is right.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
pub enum Truth {
    /// It holds as it stands.
    Right,
    /// It holds in part: something is left out, too wide, or given the wrong weight.
    Imprecise,
    /// It does not hold.
    Wrong,
}

impl Truth {
    /// All of them.
    pub const ALL: [Truth; 3] = [Truth::Right, Truth::Imprecise, Truth::Wrong];

    /// Its stable name.
    pub fn name(self) -> &'static str {
        match self {
            Truth::Right => "right",
            Truth::Imprecise => "imprecise",
            Truth::Wrong => "wrong",
        }
    }
}

impl Question {
    /// Ids of the claims that it is about, by its tags.
    pub fn claims(&self) -> impl Iterator<Item = &str> {
        self.tags.iter().filter_map(|tag| tag.strip_prefix(CLAIM_TAG))
    }
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct ClaimsFile {
    format: u32,
    claims: Vec<ClaimFile>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct ClaimFile {
    id: String,
    verdict: Truth,
    says: Text,
    #[serde(default)]
    holds: Option<Text>,
    #[serde(default)]
    cite: Vec<String>,
}

/// Reads claims. They are `None` where any finding is an error.
pub fn load_claims(file: &str, text: &str) -> (Option<Claims>, Vec<Finding>) {
    let source = Source { file, text };
    let ron = Ron::new(source);
    let parsed = match ron.whole::<ClaimsFile>() {
        Ok(parsed) => parsed,
        Err(first) => return (None, faults(&ron, first)),
    };
    let root = Node::parse(text, 0..text.len());
    let mut reader = Reader { source, ids: BTreeMap::new(), findings: Vec::new() };
    if parsed.format != 1 {
        let place = Place::of(source, root.field("format").caret());
        reader.findings.push(Finding::error("deck::format", place).with("format", i64::from(parsed.format)));
    }
    let list = root.field("claims");
    let claims = parsed.claims.into_iter().enumerate();
    let claims: Vec<Claim> = claims.map(|(at, claim)| reader.claim(claim, list.item(at))).collect();
    let mut findings = reader.findings;
    findings.sort_by_key(|finding| (finding.place.line, finding.place.column));
    let claims = (!has_errors(&findings)).then_some(Claims { claims });
    (claims, findings)
}

/// Every faulty claim by itself, as far as they can be told apart.
fn faults(ron: &Ron<'_>, first: Finding) -> Vec<Finding> {
    let Some(list) = ron.list("claims") else { return vec![first] };
    let mut findings: Vec<Finding> =
        list.items.iter().filter_map(|item| ron.part::<ClaimFile>(item.clone()).err()).collect();
    findings.extend(ron.without::<ClaimsFile>(&list).err());
    if findings.is_empty() {
        findings.push(first);
    }
    findings
}

struct Reader<'a> {
    source: Source<'a>,
    /// Ids so far, with their lines.
    ids: BTreeMap<String, usize>,
    findings: Vec<Finding>,
}

impl Reader<'_> {
    fn claim(&mut self, claim: ClaimFile, node: &Node) -> Claim {
        let place = Place::of(self.source, node.field("id").caret());
        if !is_kebab(&claim.id) {
            let finding = Finding::error("deck::bad-id", place.clone());
            self.findings.push(finding.with("found", claim.id.as_str()));
        }
        if let Some(line) = self.ids.insert(claim.id.clone(), place.line) {
            let finding = Finding::error("claims::duplicate-id", place.clone());
            self.findings.push(finding.with("id", claim.id.as_str()).with("line", line));
        }
        self.blank(&claim.says, node.field("says"));
        if let Some(holds) = &claim.holds {
            self.blank(holds, node.field("holds"));
        } else if claim.verdict != Truth::Right {
            let finding = Finding::warning("claims::no-correction", place.clone());
            self.findings.push(finding.with("id", claim.id.as_str()));
        }
        if claim.cite.is_empty() {
            let finding = Finding::warning("claims::no-citation", place.clone());
            self.findings.push(finding.with("id", claim.id.as_str()));
        }
        for (at, cite) in claim.cite.iter().enumerate().filter(|(_, cite)| Citation::parse(cite).is_none()) {
            let place = Place::of(self.source, node.field("cite").item(at).caret());
            self.findings.push(Finding::warning("deck::citation-form", place).with("found", cite.as_str()));
        }
        let ClaimFile { id, verdict, says, holds, cite } = claim;
        Claim { id, truth: verdict, says, holds, cite, place }
    }

    /// Tells a text without words, in one language or both.
    fn blank(&mut self, text: &Text, node: &Node) {
        let (language, at) = match (text.en.trim().is_empty(), text.zh.trim().is_empty()) {
            (false, false) => return,
            (true, false) => ("en", node.field("en")),
            (false, true) => ("zh", node.field("zh")),
            (true, true) => ("both", node),
        };
        let place = Place::of(self.source, at.caret());
        self.findings.push(Finding::error("deck::blank-text", place).with("language", language));
    }
}
