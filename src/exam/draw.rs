//! Drawing: which questions of the pools stand on a paper, in which order, with which seeds.
//!
//! The same blueprint, content and seed give the same paper on every platform: everything is gone through in the
//! order of names, and chance comes from [`Chance`] alone. No question stands twice on a paper; one that the machine
//! draws anew each time may, where nothing else is left, and then with another exercise.

use super::Decks;
use super::blueprint::{Blueprint, KindName, Pool};
use super::paper::Item;
use crate::chance::{Chance, derive};
use crate::deck::{Deck, Drawn, Kind, Question};
use crate::machine::Machine;
use crate::text::{FNV_EMPTY, fnv1a_on};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// A section asks for more than there is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TooFew {
    /// The section's place in the blueprint.
    pub section: usize,
    /// So many it asks for.
    pub wanted: usize,
    /// So many there are for it, when the other sections have taken theirs.
    pub there: usize,
    /// So many its pool holds.
    pub pool: usize,
}

/// A question that the machine draws stands at most so often on a paper.
const MOST_TIMES: usize = 4;
/// So many seeds are tried for an exercise that the paper does not have yet.
const MOST_DRAWS: u64 = 40;
/// What is drawn depends on this program, too: another number here makes other papers of the same content, and must
/// come with every change of how exercises are drawn.
const VERSION: u8 = 1;

impl Blueprint {
    /// The fingerprint of all that a paper depends on beside its seed: the blueprint, and the questions that its
    /// sections may draw with their machines. Other decks do not matter.
    pub fn content(&self, decks: &Decks) -> u64 {
        let mut sum = fnv1a_on(FNV_EMPTY, VERSION);
        let mut add = |bytes: &[u8]| {
            // The length stands in front, so that no two lists run together.
            let length = (bytes.len() as u64).to_le_bytes();
            sum = length.iter().chain(bytes).fold(sum, |sum, byte| fnv1a_on(sum, *byte));
        };
        add(&self.fingerprint.to_le_bytes());
        for candidate in &candidates(self, decks) {
            let Candidate { name, deck, question, .. } = candidate;
            add(name.as_bytes());
            add(question.fingerprint().as_bytes());
            add(format!("{:?} {:?}", deck.start, deck.goal).as_bytes());
            for machine in std::iter::once(&deck.machine).chain(others(question)) {
                add(&machine.fingerprint.to_le_bytes());
            }
        }
        sum
    }

    /// The sections that ask for more than there is.
    pub fn too_few(&self, decks: &Decks) -> Vec<TooFew> {
        // Where each pool holds enough for all sections together, no section can take too much from another.
        let all = self.questions();
        let is_rich = |pool: &Pool| {
            let decks = decks.values().filter(|deck| pool.takes(deck));
            let of = |deck| move |question: &&Question| pool.holds(deck, question);
            decks.flat_map(|deck| deck.questions.iter().filter(of(deck))).take(all).count() == all
        };
        if self.sections.iter().all(|section| is_rich(&section.from)) {
            return Vec::new();
        }
        Table::fill(self, &candidates(self, decks), 0).too_few
    }
}

/// Whether the machine draws it anew each time.
fn is_drawn(question: &Question) -> bool {
    question.form() == "generate"
}

/// The machines beside the deck's that a question is judged by.
fn others(question: &Question) -> &[Arc<Machine>] {
    // Only of these it is looked at what they say.
    if !matches!(question.form(), "what-if" | "generate") {
        return &[];
    }
    match &question.kind {
        Kind::WhatIf(what_if) => std::slice::from_ref(&what_if.machine),
        Kind::Generate(generate) => match &generate.kind {
            Drawn::WhatIf(family) => family,
            Drawn::Exercise(_) => &[],
        },
        _ => &[],
    }
}

impl Pool {
    /// Whether it holds anything of a deck, as far as that is known by its name.
    fn takes(&self, deck: &Deck) -> bool {
        self.decks.is_empty() || self.decks.contains(&deck.id)
    }

    /// Whether it holds a question of a deck.
    pub fn holds(&self, deck: &Deck, question: &Question) -> bool {
        let Some(kind) = KindName::of(question) else { return false };
        let tagged = |tag: &String| question.tags.contains(tag) || deck.tags.contains(tag);
        let drawn = is_drawn(question);
        self.takes(deck)
            && (self.tags.is_empty() || self.tags.iter().any(tagged))
            && (self.kinds.is_empty() || self.kinds.contains(&kind))
            && (self.difficulty.0..=self.difficulty.1).contains(&question.difficulty)
            && self.generated.is_none_or(|wanted| wanted == drawn)
    }
}

/// A question that some section may draw.
struct Candidate<'a> {
    name: String,
    deck: &'a Arc<Deck>,
    question: &'a Question,
    /// The claims that it is about; questions that share one are near twins.
    claims: Vec<&'a str>,
}

impl Candidate<'_> {
    fn is_drawn(&self) -> bool {
        is_drawn(self.question)
    }
}

/// All that the sections of a blueprint may draw, in the order of their names.
fn candidates<'a>(blueprint: &Blueprint, decks: &'a Decks) -> Vec<Candidate<'a>> {
    let of = |deck: &'a Arc<Deck>| deck.questions.iter().map(move |question| (deck, question));
    let held = |(deck, question): &(&Arc<Deck>, &Question)| {
        blueprint.sections.iter().any(|section| section.from.holds(deck, question))
    };
    let mut all: Vec<Candidate<'a>> = decks
        .values()
        .filter(|deck| blueprint.sections.iter().any(|section| section.from.takes(deck)))
        .flat_map(of)
        .filter(held)
        .map(|(deck, question)| Candidate {
            name: deck.full_name(question),
            deck,
            question,
            claims: question.claims().collect(),
        })
        .collect();
    all.sort_by(|a, b| a.name.cmp(&b.name));
    all
}

/// Draws the items of a paper.
pub(super) fn draw(blueprint: &Blueprint, decks: &Decks, seed: u32) -> Result<Vec<Item>, TooFew> {
    let candidates = candidates(blueprint, decks);
    let table = Table::fill(blueprint, &candidates, seed);
    if let Some(too_few) = table.too_few.first() {
        return Err(too_few.clone());
    }
    let mut seeds = Seeds { seed, drawn: 0, seen: BTreeSet::new() };
    let mut items = Vec::new();
    for (section, chosen) in table.chosen.iter().enumerate() {
        for at in apart(chosen, &candidates) {
            let Some(candidate) = candidates.get(at) else { continue };
            let there = items.len();
            let too_few = || TooFew { section, wanted: blueprint.questions(), there, pool: chosen.len() };
            let seed = seeds.next(candidate).ok_or_else(too_few)?;
            items.push(Item { section, question: candidate.name.clone(), seed });
        }
    }
    Ok(items)
}

/// Gives every item its seed.
struct Seeds {
    seed: u32,
    drawn: u64,
    /// Exercises that are on the paper.
    seen: BTreeSet<String>,
}

impl Seeds {
    /// The next item's seed; `None` where the machine draws no exercise that is not on the paper yet.
    fn next(&mut self, candidate: &Candidate<'_>) -> Option<u64> {
        self.drawn += 1;
        let own = derive(u64::from(self.seed), self.drawn);
        if !candidate.is_drawn() {
            self.seen.insert(candidate.question.exercise());
            return Some(own >> 11);
        }
        (0..MOST_DRAWS).map(|at| derive(own, at) >> 11).find(|seed| {
            let drawn = candidate.deck.drawn(candidate.question, *seed);
            drawn.is_some_and(|question| self.seen.insert(question.exercise()))
        })
    }
}

/// Which questions the sections take.
struct Table<'a> {
    candidates: &'a [Candidate<'a>],
    /// For each section what its pool holds, in the order in which it would like to take it.
    wishes: Vec<Vec<usize>>,
    /// For each section what it has taken.
    chosen: Vec<Vec<usize>>,
    /// How often each question was taken.
    taken: Vec<usize>,
    too_few: Vec<TooFew>,
}

impl<'a> Table<'a> {
    fn fill(blueprint: &Blueprint, candidates: &'a [Candidate<'a>], seed: u32) -> Table<'a> {
        let mut chance = Chance::new(u64::from(seed));
        let mut wish = |pool: &Pool| {
            let held =
                |(_, candidate): &(usize, &Candidate<'_>)| pool.holds(candidate.deck, candidate.question);
            let held = candidates.iter().enumerate().filter(held).map(|(at, _)| at).collect();
            spread(held, candidates, &mut chance)
        };
        let wishes: Vec<Vec<usize>> = blueprint.sections.iter().map(|section| wish(&section.from)).collect();
        let chosen = vec![Vec::new(); wishes.len()];
        let taken = vec![0; candidates.len()];
        let mut table = Table { candidates, wishes, chosen, taken, too_few: Vec::new() };
        for (section, asked) in blueprint.sections.iter().enumerate() {
            let there = (0..asked.count).take_while(|_| table.take(section)).count();
            if there < asked.count {
                let pool = table.wishes.get(section).map_or(0, Vec::len);
                table.too_few.push(TooFew { section, wanted: asked.count, there, pool });
            }
        }
        table
    }

    /// One more question for a section: one that nobody has taken, else one that another section has and can
    /// replace, else another exercise of one that the machine draws.
    fn take(&mut self, section: usize) -> bool {
        self.take_new(section)
            || self.swap(section, &mut vec![false; self.wishes.len()])
            || self.take_again(section)
    }

    fn take_new(&mut self, section: usize) -> bool {
        let next = self.best(section, |taken| taken == 0);
        next.is_some_and(|at| self.put(section, at))
    }

    fn take_again(&mut self, section: usize) -> bool {
        let drawn = |at: &usize| self.candidates.get(*at).is_some_and(Candidate::is_drawn);
        let wishes = self.wishes.get(section).into_iter().flatten().copied().filter(drawn);
        let often = |at: &usize| self.taken.get(*at).copied().unwrap_or(MOST_TIMES);
        let next = wishes.filter(|at| often(at) < MOST_TIMES).min_by_key(often);
        next.is_some_and(|at| self.put(section, at))
    }

    /// Takes a question from another section that finds something else, if need be in the same way.
    fn swap(&mut self, section: usize, asked: &mut Vec<bool>) -> bool {
        match asked.get_mut(section) {
            Some(asked) if !*asked => *asked = true,
            _ => return false,
        }
        for at in self.wishes.get(section).cloned().unwrap_or_default() {
            let has = |chosen: &Vec<usize>| chosen.contains(&at);
            for other in (0..self.chosen.len()).filter(|other| *other != section) {
                if !self.chosen.get(other).is_some_and(has) || asked.get(other).is_none_or(|asked| *asked) {
                    continue;
                }
                if self.take_new(other) || self.swap(other, asked) {
                    let Some(chosen) = self.chosen.get_mut(other) else { continue };
                    let Some(place) = chosen.iter().position(|taken| *taken == at) else { continue };
                    // What the other section found stands where the question stood.
                    chosen.swap_remove(place);
                    if let Some(taken) = self.taken.get_mut(at) {
                        *taken -= 1;
                    }
                    return self.put(section, at);
                }
            }
        }
        false
    }

    /// The question that a section would take next: the one with the fewest near twins on the paper, then of the
    /// deck that it has taken least of, then as it wishes.
    fn best(&self, section: usize, free: impl Fn(usize) -> bool) -> Option<usize> {
        let chosen = self.chosen.get(section)?;
        let paper: BTreeSet<&str> = self
            .chosen
            .iter()
            .flatten()
            .filter_map(|at| self.candidates.get(*at))
            .flat_map(|one| one.claims.iter().copied())
            .collect();
        let mut decks: BTreeMap<&str, usize> = BTreeMap::new();
        for candidate in chosen.iter().filter_map(|at| self.candidates.get(*at)) {
            *decks.entry(&candidate.deck.id).or_default() += 1;
        }
        let cost = |at: &usize| {
            let candidate = self.candidates.get(*at);
            let twins =
                candidate.map_or(0, |one| one.claims.iter().filter(|claim| paper.contains(*claim)).count());
            let deck = candidate.and_then(|one| decks.get(one.deck.id.as_str()).copied()).unwrap_or(0);
            (twins, deck)
        };
        let wishes = self.wishes.get(section)?.iter().copied();
        wishes.filter(|at| self.taken.get(*at).is_some_and(|taken| free(*taken))).min_by_key(cost)
    }

    fn put(&mut self, section: usize, at: usize) -> bool {
        match (self.chosen.get_mut(section), self.taken.get_mut(at)) {
            (Some(chosen), Some(taken)) => {
                chosen.push(at);
                *taken += 1;
                true
            }
            _ => false,
        }
    }
}

/// Shuffled so that decks take turns.
fn spread(held: Vec<usize>, candidates: &[Candidate<'_>], chance: &mut Chance) -> Vec<usize> {
    let mut decks: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for at in held {
        let id = candidates.get(at).map_or("", |candidate| &candidate.deck.id);
        decks.entry(id).or_default().push(at);
    }
    let decks: Vec<Vec<usize>> = decks.into_values().map(|deck| shuffled(&deck, chance)).collect();
    let decks = shuffled(&decks, chance);
    let longest = decks.iter().map(Vec::len).max().unwrap_or(0);
    (0..longest).flat_map(|at| decks.iter().filter_map(move |deck| deck.get(at)).copied()).collect()
}

fn shuffled<T: Clone>(list: &[T], chance: &mut Chance) -> Vec<T> {
    chance.order(list.len()).into_iter().filter_map(|at| list.get(at).cloned()).collect()
}

/// The same questions so that one and the next have as little in common as can be had by taking the next best.
fn apart(chosen: &[usize], candidates: &[Candidate<'_>]) -> Vec<usize> {
    // A claim may be called as a deck is.
    let keys = |at: usize| {
        let candidate = candidates.get(at);
        let claims =
            candidate.into_iter().flat_map(|one| one.claims.iter().map(|claim| (Some(*claim), None)));
        claims.chain(candidate.map(|one| (None, Some(one.deck.id.as_str())))).collect::<BTreeSet<_>>()
    };
    let mut waiting = chosen.to_vec();
    let mut ordered = Vec::with_capacity(waiting.len());
    let mut last = BTreeSet::new();
    while !waiting.is_empty() {
        let shared =
            |place: &usize| waiting.get(*place).map_or(0, |at| keys(*at).intersection(&last).count());
        let next = waiting.remove((0..waiting.len()).min_by_key(shared).unwrap_or(0));
        last = keys(next);
        ordered.push(next);
    }
    ordered
}
