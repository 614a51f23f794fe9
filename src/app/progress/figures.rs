//! The figures behind every picture, without a word of any language.

use crate::app::library::Library;
use crate::app::record::{Day, Due, Mark, Record};
use crate::cores;
use crate::deck::CLAIM_TAG;
use crate::schedule::Calendar;
use jiff::Timestamp;
use std::collections::BTreeMap;

/// So many days are foretold.
pub const AHEAD: usize = 90;
/// So many days lie in the picture of a year: whole weeks, today's the last.
pub const WEEKS: i64 = 53;
/// The times of so many days are looked at, today's the last.
pub const TIMED: i64 = 90;
/// Bins of the predicted chance, each as wide as the others.
pub const BINS: usize = 20;
/// Two-sided 95 % of a normal distribution.
const Z: f64 = 1.959_964;
/// No prediction is taken to be surer than this, so that one surprise does not weigh without end.
const SUREST: f64 = 0.999;

/// Everything.
#[derive(Clone, Debug, PartialEq)]
pub struct Figures {
    /// The number of today, by [`Calendar::day`].
    pub today: i64,
    /// What comes due when.
    pub forecast: Forecast,
    /// What was done on each day on which anything was.
    pub days: BTreeMap<i64, Day>,
    /// Days of study in a row, up to today or yesterday.
    pub streak: u32,
    /// How well answers are foretold.
    pub calibration: Calibration,
    /// Decks, tags and rules, each weakest first, what was never met last.
    pub topics: Vec<Topic>,
    /// The median of an answer, in milliseconds, of the days of [`TIMED`] with any.
    pub medians: BTreeMap<i64, u32>,
    /// The same of all answers of the last thirty days.
    pub median: Option<u32>,
}

/// What comes due when. Questions that were left out are in none of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Forecast {
    /// Due before today began.
    pub overdue: usize,
    /// Due today, tomorrow, and so on.
    pub days: Vec<usize>,
    /// Due later.
    pub later: usize,
    /// Never answered.
    pub new: usize,
}

/// How well the chance of recall is foretold.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Calibration {
    /// By the predicted chance: from 0 to 5 %, and so on.
    pub bins: Vec<Bin>,
    /// All of them.
    pub all: Bin,
    /// Mean surprise (natural logarithm) at what was and was not recalled: less is better.
    pub log_loss: f64,
    /// The same for whoever says the share of all answers that were recalled each time.
    pub log_loss_of_mean: f64,
}

/// Answers whose recall was predicted alike.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Bin {
    /// How many.
    pub answers: u32,
    /// How many of them were recalled.
    pub recalled: u32,
    /// The sum of what was predicted.
    pub predicted: f64,
}

impl Bin {
    /// The mean prediction; 0 where there is none.
    pub fn mean(&self) -> f64 {
        self.predicted / f64::from(self.answers.max(1))
    }

    /// The share that was recalled; 0 where there is none.
    pub fn share(&self) -> f64 {
        f64::from(self.recalled) / f64::from(self.answers.max(1))
    }

    /// Where the true share lies with 95 %, by Wilson's score interval: honest also for few answers.
    pub fn spread(&self) -> (f64, f64) {
        wilson(self.recalled, self.answers)
    }

    fn add(&mut self, chance: f64, right: bool) {
        self.answers = self.answers.saturating_add(1);
        self.recalled = self.recalled.saturating_add(u32::from(right));
        self.predicted += chance;
    }
}

/// Wilson's score interval of a share; anything where nothing is known.
pub fn wilson(hits: u32, of: u32) -> (f64, f64) {
    if of == 0 {
        return (0.0, 1.0);
    }
    let (n, share) = (f64::from(of), f64::from(hits) / f64::from(of));
    let (square, below) = (Z * Z, 1.0 + Z * Z / n);
    let middle = (share + square / (2.0 * n)) / below;
    let half = Z / below * (share * (1.0 - share) / n + square / (4.0 * n * n)).sqrt();
    ((middle - half).max(0.0), (middle + half).min(1.0))
}

/// What a topic is.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum TopicId {
    /// A deck, by its id.
    Deck(String),
    /// A tag.
    Tag(String),
    /// A rule of a machine.
    Rule {
        /// The machine's id.
        machine: String,
        /// The rule's.
        rule: String,
    },
}

/// How well a topic is known.
#[derive(Clone, Debug, PartialEq)]
pub struct Topic {
    /// Which.
    pub id: TopicId,
    /// Questions of it, or for a rule the answers that showed it to be known or not to be.
    pub all: u32,
    /// Questions of it that were met, or for a rule the answers that showed it to be known.
    pub met: u32,
    /// The mean chance that what was met would be recalled now; nothing where nothing was.
    pub strength: Option<f32>,
}

/// A question and what it belongs to.
#[derive(Clone, Debug)]
pub struct Asked<'a> {
    /// Its full name.
    pub name: String,
    /// Its deck.
    pub deck: &'a str,
    /// The tags of its deck.
    pub deck_tags: &'a [String],
    /// Its own tags.
    pub tags: &'a [String],
}

impl Figures {
    /// The figures of a record over all questions and rules of a library.
    pub fn of(record: &Record, library: &Library, now: Timestamp) -> Figures {
        let decks = || library.decks.iter().filter_map(|deck| deck.content.as_deref());
        let questions = decks().flat_map(|deck| deck.questions.iter().map(move |question| (deck, question)));
        let asked = questions.map(|(deck, question)| Asked {
            name: deck.full_name(question),
            deck: &deck.id,
            deck_tags: &deck.tags,
            tags: &question.tags,
        });
        let (mut figures, marks) = Figures::of_questions(record, asked, now);
        figures.topics.extend(rules(record, library, &marks, now));
        figures
    }

    /// The same over these questions, without topics that are rules; and how well each rule is known.
    pub fn of_questions<'a>(
        record: &Record,
        asked: impl Iterator<Item = Asked<'a>> + Send,
        now: Timestamp,
    ) -> (Figures, BTreeMap<String, Mark>) {
        let today = record.calendar().day(now);
        let first = today.saturating_sub(TIMED - 1);
        let mut foretold = Foretold::default();
        let ((forecast, topics), tally) = cores::both(
            || by_question(record, asked, now),
            || record.tally(first, |chance, right| foretold.add(chance, right)),
        );
        let medians = tally.times.iter().filter_map(|(day, times)| Some((*day, median(times.clone())?)));
        let month = tally.times.range(today.saturating_sub(MONTH - 1)..=today);
        let figures = Figures {
            today,
            forecast,
            days: record.days().clone(),
            streak: record.streak(now),
            calibration: foretold.calibration(),
            topics,
            medians: medians.collect(),
            median: median(month.flat_map(|(_, times)| times.iter().copied()).collect()),
        };
        (figures, tally.rules)
    }

    /// Whether nothing was ever answered.
    pub fn is_empty(&self) -> bool {
        self.days.is_empty()
    }

    /// What was done in the last so many days, today's the last: on how many, how many answers, in which time.
    pub fn lately(&self, days: i64) -> Lately {
        let mut lately = Lately::default();
        for day in self.days.range(self.today.saturating_sub(days - 1)..=self.today).map(|(_, day)| day) {
            lately.days += 1;
            lately.answers += u64::from(day.answered) + u64::from(day.practised);
            lately.millis += day.millis;
        }
        lately
    }
}

/// So many days are called lately.
pub const MONTH: i64 = 30;

/// What was done in some days.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Lately {
    /// Days on which anything was done.
    pub days: usize,
    /// Answers, practice too.
    pub answers: u64,
    /// The time they took, in milliseconds.
    pub millis: u64,
}

/// Questions of one topic.
#[derive(Default)]
struct Sum {
    all: u32,
    met: u32,
    recall: f32,
}

impl Sum {
    fn topic(&self, id: TopicId) -> Topic {
        let strength = (self.met > 0).then(|| self.recall / self.met as f32);
        Topic { id, all: self.all, met: self.met, strength }
    }
}

fn by_question<'a>(
    record: &Record,
    asked: impl Iterator<Item = Asked<'a>>,
    now: Timestamp,
) -> (Forecast, Vec<Topic>) {
    let calendar = record.calendar();
    let today = calendar.day(now);
    let mut forecast = Forecast { days: vec![0; AHEAD], ..Forecast::default() };
    let (mut decks, mut tags): (BTreeMap<&str, Sum>, BTreeMap<&str, Sum>) = Default::default();
    let mut all: Vec<&str> = Vec::new();
    for question in asked {
        let card = record.card(&question.name);
        let recall = card.map(|card| record.scheduler().recall(card, now));
        if !record.is_suspended(&question.name) {
            match Due::of(card, now) {
                Due::New => forecast.new += 1,
                Due::At(at) => forecast.add(calendar.day(at).saturating_sub(today)),
            }
        }
        let add = |sum: &mut Sum| {
            sum.all += 1;
            sum.met += u32::from(recall.is_some());
            sum.recall += recall.unwrap_or_default();
        };
        add(decks.entry(question.deck).or_default());
        all.clear();
        all.extend(question.deck_tags.iter().chain(question.tags).map(String::as_str));
        all.sort_unstable();
        all.dedup();
        for tag in all.iter().filter(|tag| !tag.starts_with(CLAIM_TAG)) {
            add(tags.entry(tag).or_default());
        }
    }
    let decks = decks.iter().map(|(id, sum)| sum.topic(TopicId::Deck((*id).to_owned()))).collect();
    let tags = tags.iter().map(|(tag, sum)| sum.topic(TopicId::Tag((*tag).to_owned()))).collect();
    let topics = [sorted(decks), sorted(tags)].concat();
    (forecast, topics)
}

impl Forecast {
    /// One more question that is due in so many days.
    fn add(&mut self, days: i64) {
        let place = usize::try_from(days).ok();
        match place {
            None => self.overdue += 1,
            Some(days) => match self.days.get_mut(days) {
                Some(count) => *count += 1,
                None => self.later += 1,
            },
        }
    }
}

/// The weakest first; what was never met keeps its order behind them.
fn sorted(mut topics: Vec<Topic>) -> Vec<Topic> {
    let order = |topic: &Topic| topic.strength.unwrap_or(f32::INFINITY);
    topics.sort_by(|a, b| order(a).total_cmp(&order(b)));
    topics
}

/// The rules of the machines that any answer was about; variants have the rules of what they vary.
fn rules(record: &Record, library: &Library, marks: &BTreeMap<String, Mark>, now: Timestamp) -> Vec<Topic> {
    let mut topics = Vec::new();
    let machines: BTreeMap<&str, _> = library
        .machines
        .iter()
        .filter_map(|machine| machine.content.as_deref())
        .filter(|machine| machine.of.is_none())
        .map(|machine| (machine.id.as_str(), machine))
        .collect();
    for machine in machines.values() {
        let of = |rule: &crate::machine::Rule| {
            let mark = marks.get(&machine.full_rule(&rule.id));
            Topic {
                id: TopicId::Rule { machine: machine.id.clone(), rule: rule.id.clone() },
                all: mark.map_or(0, |mark| mark.credited.saturating_add(mark.charged)),
                met: mark.map_or(0, |mark| mark.credited),
                strength: mark.map(|mark| record.scheduler().recall(&mark.card, now)),
            }
        };
        let all: Vec<Topic> = machine.rules.iter().map(of).collect();
        if all.iter().any(|topic| topic.strength.is_some()) {
            topics.extend(all);
        }
    }
    sorted(topics)
}

/// A calibration in the making.
#[derive(Default)]
struct Foretold {
    bins: [Bin; BINS],
    all: Bin,
    surprise: f64,
}

impl Foretold {
    fn add(&mut self, chance: f32, right: bool) {
        let chance = f64::from(chance);
        // `as` saturates: what is certain belongs to the last bin.
        let bin = ((chance * BINS as f64) as usize).min(BINS - 1);
        self.bins.iter_mut().skip(bin).take(1).for_each(|bin| bin.add(chance, right));
        self.all.add(chance, right);
        self.surprise += surprise_at(chance, right);
    }

    fn calibration(&self) -> Calibration {
        let (all, share) = (f64::from(self.all.answers), self.all.share());
        let recalled = f64::from(self.all.recalled);
        let mut calibration =
            Calibration { bins: self.bins.to_vec(), all: self.all, log_loss: 0.0, log_loss_of_mean: 0.0 };
        if all > 0.0 {
            let of_mean = recalled * surprise_at(share, true) + (all - recalled) * surprise_at(share, false);
            (calibration.log_loss, calibration.log_loss_of_mean) = (self.surprise / all, of_mean / all);
        }
        calibration
    }
}

fn surprise_at(chance: f64, right: bool) -> f64 {
    let chance = chance.clamp(1.0 - SUREST, SUREST);
    -if right { chance.ln() } else { (1.0 - chance).ln() }
}

/// The middle of some numbers, the lower of two.
fn median(mut numbers: Vec<u32>) -> Option<u32> {
    let middle = numbers.len().checked_sub(1)? / 2;
    Some(*numbers.select_nth_unstable(middle).1)
}

/// The first day of the picture of a year: a Monday.
pub fn first_of_year(today: i64) -> i64 {
    let monday = today.saturating_sub(i64::from(weekday(today)) - 1);
    monday.saturating_sub((WEEKS - 1) * 7)
}

/// 1 for a Monday, 7 for a Sunday.
pub fn weekday(day: i64) -> i8 {
    Calendar::date_of(day).weekday().to_monday_one_offset()
}
