//! From the text of a blueprint's file to a [`Blueprint`], with every finding.

use super::Decks;
use super::blueprint::{Blueprint, KindName, Pool, Scoring, Section};
use super::draw::TooFew;
use super::file::{BlueprintFile, KindFile, PoolFile, ScoringFile, SectionFile};
use super::paper::Paper;
use crate::deck::{Node, blank_texts, is_kebab, stem, whole_or_parts};
use crate::diagnostic::{Finding, Place, Ron, Source, has_errors};
use crate::text::{FNV_EMPTY, fingerprint};
use std::collections::BTreeSet;
use std::ops::{Range, RangeInclusive};
use std::sync::Arc;

/// The longest exam, in minutes.
const LONGEST_MINUTES: u32 = 600;
/// The largest section.
const MOST_QUESTIONS: usize = 200;
/// The most sections. With more, looking whether there is enough for all takes too long for the start of the window.
const MOST_SECTIONS: usize = 20;
/// The least and the most that a question can be worth.
const POINTS: RangeInclusive<f32> = 0.01..=1000.0;

/// Reads a blueprint; its sections draw from these decks, and `broken` knows those that can't be used. The blueprint
/// is `None` where any finding is an error. Findings come in the order of the file.
pub fn load(
    file: &str,
    text: &str,
    decks: &Decks,
    broken: &dyn Fn(&str) -> bool,
) -> (Option<Blueprint>, Vec<Finding>) {
    let source = Source { file, text };
    let ron = Ron::new(source);
    let root = Node::parse(text, 0..text.len());
    let take = |head: &mut BlueprintFile| std::mem::take(&mut head.sections);
    let (head, sections, findings) = whole_or_parts(&ron, text, &root, "sections", take);
    let mut loader = Loader { source, decks, broken, findings };
    let head = head.map(|head| loader.head(head, &root));
    let nodes: Vec<Node> = sections.iter().map(|(_, node): &(SectionFile, _)| Node::clone(node)).collect();
    let sections = sections.into_iter().map(|(section, node)| loader.section(section, &node)).collect();
    let blueprint = head.map(|head| Blueprint { sections, ..head });
    if let Some(blueprint) = blueprint.as_ref().filter(|_| !has_errors(&loader.findings)) {
        loader.enough(blueprint, &nodes);
    }
    let mut findings = loader.findings;
    findings.sort_by_key(|finding| (finding.place.line, finding.place.column));
    (blueprint.filter(|_| !has_errors(&findings)), findings)
}

/// What takes longer than the start of the window may: whether papers can really be drawn, exercises and all.
pub fn verify(blueprint: &Arc<Blueprint>, file: &str, decks: &Decks) -> Vec<Finding> {
    let too_few = (0..SAMPLES).find_map(|seed| Paper::draw(blueprint, decks, seed).err());
    let finding = |too_few: TooFew| {
        let section = blueprint.sections.get(too_few.section).map_or("", |section| section.title.en.as_str());
        Finding::error("blueprint::cannot-draw", Place::file(file)).with("section", section)
    };
    too_few.map(finding).into_iter().collect()
}

/// So many papers are drawn to see whether they can be.
const SAMPLES: u32 = 3;

struct Loader<'a> {
    source: Source<'a>,
    decks: &'a Decks,
    broken: &'a dyn Fn(&str) -> bool,
    findings: Vec<Finding>,
}

impl Loader<'_> {
    /// All but the sections.
    fn head(&mut self, file: BlueprintFile, root: &Node) -> Blueprint {
        if file.format != 1 {
            let format = i64::from(file.format);
            self.error("blueprint::format", root.field("format").caret(), |f| f.with("format", format));
        }
        if !is_kebab(&file.id) {
            let id = file.id.as_str();
            self.error("blueprint::bad-id", root.field("id").caret(), |f| f.with("found", id));
        }
        if let Some(stem) = stem(self.source.file).filter(|stem| *stem != file.id) {
            let place = self.place(root.field("id").caret());
            let finding = Finding::warning("blueprint::id-not-file", place);
            self.findings.push(finding.with("id", file.id.as_str()).with("stem", stem));
        }
        for kid in root.kids.iter().filter(|kid| kid.key.as_deref() != Some("sections")) {
            self.blank_texts(&kid.node, kid.key.as_deref());
        }
        if !(1..=LONGEST_MINUTES).contains(&file.minutes) {
            let (found, most) = (file.minutes as usize, LONGEST_MINUTES as usize);
            let at = root.field("minutes").caret();
            self.error("blueprint::minutes", at, |f| f.with("found", found).with("most", most));
        }
        if !(1..=100).contains(&file.pass) {
            let found = usize::from(file.pass);
            self.error("blueprint::pass", root.field("pass").caret(), |f| f.with("found", found));
        }
        match root.field("sections").kids.len() {
            0 => self.error("blueprint::no-sections", root.key("sections"), |f| f),
            1..=MOST_SECTIONS => {}
            found => self.error("blueprint::many-sections", root.key("sections"), |f| {
                f.with("found", found).with("most", MOST_SECTIONS)
            }),
        }
        Blueprint {
            id: file.id,
            title: file.title,
            about: file.about,
            minutes: file.minutes,
            pass: file.pass,
            back: file.back,
            away: file.away.into(),
            scoring: self.scoring(&file.scoring, root.field("scoring")),
            sections: Vec::new(),
            fingerprint: fingerprint(FNV_EMPTY, self.source.text),
        }
    }

    fn scoring(&mut self, file: &ScoringFile, node: &Node) -> Scoring {
        let usual = Scoring::default();
        let scoring = Scoring {
            partial: file.partial.unwrap_or(usual.partial),
            below_zero: file.below_zero.unwrap_or(usual.below_zero),
            negative: file.negative.unwrap_or(usual.negative),
            certainty: file.certainty,
        };
        if !(0.0..=1.0).contains(&scoring.negative) {
            let found = scoring.negative.to_string();
            self.error("blueprint::negative", node.field("negative").caret(), |f| f.with("found", found));
        }
        let written = [
            ("partial", file.partial.is_some()),
            ("below_zero", file.below_zero.is_some()),
            ("negative", file.negative.is_some()),
        ];
        for (field, _) in written.into_iter().filter(|(_, written)| *written && scoring.certainty) {
            self.error("blueprint::certainty-alone", node.key(field), |f| f.with("field", field));
        }
        scoring
    }

    fn section(&mut self, file: SectionFile, node: &Node) -> Section {
        self.blank_texts(node, None);
        if !(1..=MOST_QUESTIONS).contains(&file.count) {
            let at = node.field("count").caret();
            self.error("blueprint::count", at, |f| f.with("found", file.count).with("most", MOST_QUESTIONS));
        }
        if !POINTS.contains(&file.points) {
            let found = file.points.to_string();
            self.error("blueprint::points", node.field("points").caret(), |f| f.with("found", found));
        }
        let from = self.pool(file.from, node.field("from"));
        Section { title: file.title, from, count: file.count, points: file.points }
    }

    fn pool(&mut self, file: PoolFile, node: &Node) -> Pool {
        let list = node.field("decks");
        for (index, id) in file.decks.iter().enumerate() {
            if !self.decks.contains_key(id) {
                let code =
                    if (self.broken)(id) { "blueprint::broken-deck" } else { "blueprint::no-such-deck" };
                let known = self.decks.keys().map(String::as_str);
                self.error(code, list.item(index).caret(), |f| {
                    f.with("found", id.as_str()).suggest(id, known)
                });
            }
        }
        let (first, last) = file.difficulty.unwrap_or((1, 5));
        if !(1..=5).contains(&first) || !(first..=5).contains(&last) {
            let at = node.field("difficulty").span.clone();
            let args = (usize::from(first), usize::from(last));
            self.error("blueprint::difficulty", at, |f| f.with("first", args.0).with("last", args.1));
        }
        self.tags(&file, node.field("tags"));
        let kinds = node.field("kinds");
        let kind = |(index, kind): (usize, &KindFile)| self.kind(*kind, kinds.item(index));
        let kinds = file.kinds.iter().enumerate().filter_map(kind).collect();
        let PoolFile { decks, tags, generated, .. } = file;
        Pool { decks, tags, kinds, difficulty: (first, last), generated }
    }

    /// Tells tags that no question of the decks has.
    fn tags(&mut self, file: &PoolFile, node: &Node) {
        if file.tags.is_empty() {
            return;
        }
        let named = |id: &&String| file.decks.is_empty() || file.decks.contains(id);
        let decks = self.decks.iter().filter(|(id, _)| named(id)).map(|(_, deck)| deck);
        let tags =
            decks.flat_map(|deck| deck.tags.iter().chain(deck.questions.iter().flat_map(|q| q.tags.iter())));
        let known: BTreeSet<&str> = tags.map(String::as_str).collect();
        for (index, tag) in file.tags.iter().enumerate().filter(|(_, tag)| !known.contains(tag.as_str())) {
            self.error("blueprint::no-such-tag", node.item(index).caret(), |f| {
                f.with("found", tag.as_str()).suggest(tag, known.iter().copied())
            });
        }
    }

    /// The kind that can be drawn; told where it can't.
    fn kind(&mut self, file: KindFile, node: &Node) -> Option<KindName> {
        let code = match file {
            KindFile::Flip => "blueprint::self-graded",
            KindFile::Generate => "blueprint::kind-generate",
            KindFile::Choice => return Some(KindName::Choice),
            KindFile::TrueFalse => return Some(KindName::TrueFalse),
            KindFile::Type => return Some(KindName::Type),
            KindFile::Cloze => return Some(KindName::Cloze),
            KindFile::Value => return Some(KindName::Value),
            KindFile::Match => return Some(KindName::Match),
            KindFile::Order => return Some(KindName::Order),
            KindFile::Build => return Some(KindName::Build),
            KindFile::States => return Some(KindName::States),
            KindFile::Fault => return Some(KindName::Fault),
            KindFile::Next => return Some(KindName::Next),
            KindFile::WhatIf => return Some(KindName::WhatIf),
        };
        self.error(code, node.caret(), |f| f);
        None
    }

    /// Tells sections that ask for more than there is.
    fn enough(&mut self, blueprint: &Blueprint, nodes: &[Node]) {
        for too_few in blueprint.too_few(self.decks) {
            let TooFew { section, wanted, there, pool } = too_few;
            let Some(node) = nodes.get(section) else { continue };
            // Enough in its pool, but other sections take from it too.
            let code = if pool >= wanted { "blueprint::too-few-left" } else { "blueprint::too-few" };
            self.error(code, node.field("count").caret(), |f| {
                f.with("wanted", wanted).with("there", there).with("pool", pool)
            });
        }
    }

    /// Tells texts without words, in one language or both.
    fn blank_texts(&mut self, node: &Node, key: Option<&str>) {
        for (at, language) in blank_texts(self.source.text, node, key) {
            self.error("deck::blank-text", at, |f| f.with("language", language));
        }
    }

    fn error(&mut self, code: &'static str, at: Range<usize>, with: impl FnOnce(Finding) -> Finding) {
        let place = self.place(at);
        self.findings.push(with(Finding::error(code, place)));
    }

    fn place(&self, range: Range<usize>) -> Place {
        Place::of(self.source, range)
    }
}
