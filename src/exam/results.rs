//! What an exam that was sat is worth: worked out from its sheet and the decks whenever it is looked at.

use super::Decks;
use super::blueprint::Rules;
use super::mark::{Certainty, Marked, mark};
use super::paper::Asked;
use super::sheet::{Sheet, SheetItem};
use crate::deck::{Judgement, judge};
use crate::text::Text;
use std::collections::BTreeMap;

/// Points of some questions.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Score {
    /// What was reached.
    pub points: f64,
    /// What there was to reach.
    pub most: f64,
    /// How many questions.
    pub questions: usize,
    /// How many were answered fully right.
    pub right: usize,
    /// How many were left open.
    pub open: usize,
}

impl Score {
    fn add(&mut self, item: &ItemResult) {
        self.points += f64::from(item.marked.points);
        self.most += f64::from(item.marked.most);
        self.questions += 1;
        self.right += usize::from(item.marked.right);
        self.open += usize::from(item.is_open());
    }

    /// The share of the points, which may be below 0; 0 where there were none to reach.
    pub fn share(&self) -> f64 {
        if self.most > 0.0 { self.points / self.most } else { 0.0 }
    }
}

/// How often a rule was asked about, and how often it was known.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Known {
    /// Answers that showed it to be known.
    pub known: usize,
    /// Answers that showed anything about it.
    pub asked: usize,
}

/// How a question stands here and now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// As it was asked.
    Same,
    /// It was edited since; the answer was judged as the question is now.
    Changed,
    /// There is no such question any more, or it draws nothing. It counts for nothing.
    Gone,
}

/// What became of one item.
#[derive(Clone, Debug)]
pub struct ItemResult {
    /// What stands on the sheet.
    pub item: SheetItem,
    /// How the question stands.
    pub standing: Standing,
    /// The question as it was put before the learner; `None` where it is gone.
    pub asked: Option<Asked>,
    /// The verdict; `None` where the item was left open or the question is gone.
    pub judgement: Option<Judgement>,
    /// What it is worth.
    pub marked: Marked,
}

impl ItemResult {
    fn of(item: &SheetItem, rules: &Rules, decks: &Decks) -> ItemResult {
        let asked = Asked::of(decks, &item.question, item.seed);
        let standing = match &asked {
            None => Standing::Gone,
            Some(asked) if asked.question.fingerprint() != item.fingerprint => Standing::Changed,
            Some(_) => Standing::Same,
        };
        let judgement =
            asked.as_ref().zip(item.response.as_ref()).map(|(a, said)| judge(&a.deck, &a.question, said));
        let points = if standing == Standing::Gone { 0.0 } else { rules.points(item.section) };
        let marked = mark(&rules.scoring, points, judgement.as_ref(), item.certainty);
        ItemResult { item: item.clone(), standing, asked, judgement, marked }
    }

    /// Whether it was left open.
    pub fn is_open(&self) -> bool {
        self.item.response.is_none()
    }
}

/// What an exam is worth.
#[derive(Clone, Debug, Default)]
pub struct Results {
    /// All together.
    pub total: Score,
    /// Whether it is a pass.
    pub passed: bool,
    /// Section by section, in the order of the exam.
    pub sections: Vec<(Text, Score)>,
    /// Topic by topic: the id of the deck, its title, what was reached there. In the order of their ids.
    pub topics: Vec<(String, Text, Score)>,
    /// Rule by rule, by its name among all machines.
    pub rules: BTreeMap<String, Known>,
    /// How many answers of each certainty were wrong, and how many right.
    pub certainty: [[usize; 2]; 3],
    /// Item by item, in the order of the paper.
    pub items: Vec<ItemResult>,
}

/// Sums of floating points are off by less than this share of them.
const SMALL: f64 = 1e-6;

/// A share of the points in whole percent: rounded, but where the pass mark was missed never up to it.
pub fn whole_percent(share: f64, pass: u8, passed: bool) -> i64 {
    let rounded = (share * 100.0).round() as i64;
    if passed { rounded } else { rounded.min(i64::from(pass) - 1) }
}

impl Results {
    /// Marks a sheet.
    pub fn of(sheet: &Sheet, decks: &Decks) -> Results {
        let items: Vec<ItemResult> =
            sheet.items.iter().map(|item| ItemResult::of(item, &sheet.rules, decks)).collect();
        let mut results = Results {
            total: Score::default(),
            passed: false,
            sections: sheet.rules.sections.iter().map(|s| (s.title.clone(), Score::default())).collect(),
            topics: Vec::new(),
            rules: BTreeMap::new(),
            certainty: [[0; 2]; 3],
            items: Vec::new(),
        };
        let mut topics: BTreeMap<&str, (Text, Score)> = BTreeMap::new();
        for item in &items {
            results.total.add(item);
            if let Some((_, score)) = results.sections.get_mut(item.item.section) {
                score.add(item);
            }
            let id = item.item.question.split_once('/').map_or("", |(deck, _)| deck);
            let title = || decks.get(id).map_or_else(|| Text::plain(id), |deck| deck.title.clone());
            topics.entry(id).or_insert_with(|| (title(), Score::default())).1.add(item);
            results.rule(item);
            results.sureness(item);
        }
        results.topics =
            topics.into_iter().map(|(id, (title, score))| (id.to_owned(), title, score)).collect();
        let wanted = results.total.most * f64::from(sheet.rules.pass) / 100.0;
        let small = SMALL * results.total.most;
        results.passed = results.total.most > 0.0 && results.total.points + small >= wanted;
        results.items = items;
        results
    }

    /// What an answer shows about rules. One that was left open shows that the last of the question's is not known.
    fn rule(&mut self, item: &ItemResult) {
        let Some(asked) = &item.asked else { return };
        let (credited, charged) = match &item.judgement {
            Some(judgement) => (judgement.credited.as_slice(), judgement.charged.as_ref()),
            None => (&[][..], asked.question.rules.last()),
        };
        for (rule, known) in credited.iter().map(|rule| (rule, 1)).chain(charged.map(|rule| (rule, 0))) {
            let of = self.rules.entry(asked.deck.machine.full_rule(rule)).or_default();
            of.asked += 1;
            of.known += known;
        }
    }

    fn sureness(&mut self, item: &ItemResult) {
        let level = item.item.certainty.filter(|_| item.judgement.is_some());
        let row = level.and_then(|level| Certainty::ALL.iter().position(|known| *known == level));
        let cell = row.and_then(|row| self.certainty.get_mut(row)?.get_mut(usize::from(item.marked.right)));
        if let Some(count) = cell {
            *count += 1;
        }
    }

    /// The items that were not answered fully right, to be asked again.
    pub fn wrong(&self) -> impl Iterator<Item = &ItemResult> {
        self.items.iter().filter(|item| !item.marked.right && item.standing != Standing::Gone)
    }
}
