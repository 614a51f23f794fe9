//! Simulated learners: each has parameters of their own, forgets by them, and shows the app nothing but grades.
//!
//! What is shown with them: parameters fitted to a learner predict that learner better; a plan towards a date
//! makes more known than FSRS does in the same minutes, and what it expects comes true.

use ackademy::chance::{Chance, derive};
use ackademy::schedule::plan::{Goal, Pace, Question, Studied, plan, today};
use ackademy::schedule::{Answered, Calendar, Card, Fit, Grade, LEAST_REVIEWS, Parameters, Scheduler, fit};
use fsrs::{DEFAULT_PARAMETERS, FSRS, MemoryState, current_retrievability};
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};

const SECONDS: Pace = Pace { known: 25.0, new: 40.0, again: 20.0, first_right: 0.5, hard: 0.1 };
/// How far learners differ: the spread of the logarithm of the first four parameters, and of the others.
const SPREAD: (f64, f64) = (0.4, 0.2);

fn calendar() -> Calendar {
    Calendar { zone: TimeZone::UTC, day_starts_hour: 4 }
}

/// Noon of a day.
pub fn noon(day: u32) -> Timestamp {
    Timestamp::UNIX_EPOCH + (24 * i64::from(day) + 12).hours()
}

fn share(chance: &mut Chance) -> f64 {
    chance.below(1 << 30) as f64 / f64::from(1 << 30)
}

/// The bell's curve, by the sum of twelve.
fn bell(chance: &mut Chance) -> f64 {
    (0..12).map(|_| share(chance)).sum::<f64>() - 6.0
}

/// What a learner really remembers.
#[derive(Clone, Copy)]
struct Mind {
    state: MemoryState,
    last: u32,
}

pub struct Learner {
    chance: Chance,
    truth: FSRS,
    decay: f32,
    first_right: f64,
    pub hard: f64,
    minds: Vec<Option<Mind>>,
    /// What the app knows.
    pub cards: Vec<Option<Card>>,
    pub answers: Vec<Vec<Answered>>,
    pub scheduler: Scheduler,
    /// Right, and all, of first answers; hard, and all, of right ones.
    firsts: (f32, f32),
    hards: (f32, f32),
}

impl Learner {
    pub fn new(seed: u64, questions: usize, spread: (f64, f64)) -> Learner {
        let mut chance = Chance::new(seed);
        let mut own = DEFAULT_PARAMETERS;
        for (index, value) in own.iter_mut().enumerate() {
            let spread = if index < 4 { spread.0 } else { spread.1 };
            *value *= (bell(&mut chance) * spread).exp() as f32;
        }
        own[..4].sort_by(f32::total_cmp);
        own[20] = own[20].clamp(0.1, 0.8);
        Learner::with(&own, questions, chance)
    }

    /// A learner who forgets by these parameters.
    pub fn with(own: &[f32; 21], questions: usize, mut chance: Chance) -> Learner {
        Learner {
            truth: FSRS::new(own).unwrap(),
            decay: own[20],
            first_right: 0.3 + 0.4 * share(&mut chance),
            hard: 0.2 * share(&mut chance),
            chance,
            minds: vec![None; questions],
            cards: vec![None; questions],
            answers: vec![Vec::new(); questions],
            scheduler: Scheduler::new(&calendar()),
            firsts: (0.0, 0.0),
            hards: (0.0, 0.0),
        }
    }

    /// The true chance of recall.
    pub fn recall(&self, question: usize, day: u32) -> f64 {
        let mind =
            |mind: Mind| f64::from(current_retrievability(mind.state, (day - mind.last) as f32, self.decay));
        self.minds[question].map_or(0.0, mind)
    }

    /// What is really known on a day, as a share.
    fn known(&self, day: u32) -> f64 {
        (0..self.minds.len()).map(|question| self.recall(question, day)).sum::<f64>()
            / self.minds.len() as f64
    }

    /// Answers a question; gives the seconds.
    pub fn answer(&mut self, question: usize, day: u32) -> f32 {
        let is_new = self.cards[question].is_none();
        let right = if is_new { self.first_right } else { self.recall(question, day) };
        let right = share(&mut self.chance) < right;
        let hard = share(&mut self.chance) < self.hard;
        if is_new {
            self.firsts = (self.firsts.0 + f32::from(u8::from(right)), self.firsts.1 + 1.0);
        }
        if right {
            self.hards = (self.hards.0 + f32::from(u8::from(hard)), self.hards.1 + 1.0);
        }
        let base = if is_new { SECONDS.new } else { SECONDS.known };
        match (right, hard) {
            (true, false) => self.grade(question, Grade::Good, day, 0),
            (true, true) => self.grade(question, Grade::Hard, day, 0),
            (false, _) => {
                self.grade(question, Grade::Again, day, 0);
                self.grade(question, Grade::Good, day, 10);
                return base + SECONDS.again;
            }
        }
        base
    }

    fn grade(&mut self, question: usize, grade: Grade, day: u32, minutes: i64) {
        let mind = self.minds[question];
        let days = mind.map_or(0, |mind| day - mind.last);
        let next = self.truth.next_states(mind.map(|mind| mind.state), 0.9, days).unwrap();
        let state = match grade {
            Grade::Again => next.again,
            Grade::Hard => next.hard,
            Grade::Good => next.good,
            Grade::Easy => next.easy,
        };
        self.minds[question] = Some(Mind { state: state.memory, last: day });
        let at = noon(day) + minutes.minutes();
        self.cards[question] = Some(self.scheduler.after(self.cards[question].as_ref(), grade, at));
        self.answers[question].push(Answered { day: i64::from(day), grade });
    }

    /// The app's view of the learner, with other parameters.
    fn recast(&mut self, parameters: Parameters) {
        self.scheduler.parameters = parameters;
        for question in 0..self.cards.len() {
            let mut card: Option<Card> = None;
            for answered in &self.answers[question] {
                let again = card.is_some_and(|card| card.last == noon(answered.day as u32));
                let at = noon(answered.day as u32) + if again { 10.minutes() } else { 0.minutes() };
                card = Some(self.scheduler.after(card.as_ref(), answered.grade, at));
            }
            self.cards[question] = card;
        }
    }

    /// What a plan is told.
    fn questions(&self, day: u32) -> Vec<Question> {
        let studied =
            |card: &Option<Card>| card.as_ref().map(|card| Studied::new(&self.scheduler, card, noon(day)));
        self.cards.iter().map(studied).collect()
    }

    fn pace(&self) -> Pace {
        let first_right = (self.firsts.0 + 4.0 * SECONDS.first_right) / (self.firsts.1 + 4.0);
        let hard = (self.hards.0 + 10.0 * SECONDS.hard) / (self.hards.1 + 10.0);
        Pace { first_right, hard, ..SECONDS }
    }

    fn goal(&self, days: u32, minutes: f32, seconds_left: f32) -> Goal {
        Goal { days, minutes, minutes_today: seconds_left / 60.0, pace: self.pace() }
    }

    /// What the plan expects, as a share of all questions, once it is carried out to its end.
    fn study_by_plan(&mut self, from: u32, date: u32, minutes: f32) -> f32 {
        let goal = self.goal(date - from, minutes, minutes * 60.0);
        let made = plan(&self.questions(from), &goal, &self.scheduler.parameters, 0.9);
        for day in from..date {
            let mut seconds = minutes * 60.0;
            while seconds > 0.0 {
                let goal = self.goal(date - day, minutes, seconds);
                let chosen = today(&self.questions(day), &goal, &self.scheduler.parameters);
                if chosen.is_empty() {
                    break;
                }
                for question in chosen {
                    if seconds > 0.0 {
                        seconds -= self.answer(question, day);
                    }
                }
            }
        }
        made.planned / made.questions as f32
    }

    /// FSRS without a date.
    fn study_plainly(&mut self, from: u32, date: u32, minutes: f32, order: Order) {
        for day in from..date {
            let mut seconds = minutes * 60.0;
            let mut due: Vec<(f32, usize)> = Vec::new();
            let mut later: Vec<(f32, usize)> = Vec::new();
            let mut new: Vec<usize> = Vec::new();
            for (index, card) in self.cards.iter().enumerate() {
                let Some(card) = card else {
                    new.push(index);
                    continue;
                };
                let recall = self.scheduler.recall(card, noon(day));
                if card.due <= noon(day) { due.push((recall, index)) } else { later.push((recall, index)) }
            }
            due.sort_by(|a, b| a.0.total_cmp(&b.0));
            later.sort_by(|a, b| a.0.total_cmp(&b.0));
            let due = due.into_iter().map(|(_, index)| index);
            let later = later.into_iter().map(|(_, index)| index);
            let chosen: Vec<usize> = match order {
                Order::Due => due.chain(new).collect(),
                Order::DueThenAhead => due.chain(new).chain(later).collect(),
                Order::NewThenAhead => new.into_iter().chain(due).chain(later).collect(),
            };
            for index in chosen {
                if seconds > 0.0 {
                    seconds -= self.answer(index, day);
                }
            }
        }
    }

    /// Fits the parameters; whether they were adopted.
    pub fn fit(&mut self) -> bool {
        if let Fit::Tried(fitting) = fit(&self.answers, &self.scheduler.parameters)
            && let Some(parameters) = fitting.adopted
        {
            self.recast(parameters);
            return true;
        }
        false
    }

    /// What the app believes to be known on a day, as a share.
    fn believed(&self, day: u32) -> f64 {
        let recall = |card: &Card| f64::from(self.scheduler.recall(card, noon(day)));
        self.cards.iter().flatten().map(recall).sum::<f64>() / self.cards.len() as f64
    }
}

/// How FSRS is followed where it leaves a choice.
#[derive(Clone, Copy)]
enum Order {
    /// What is due, the most forgotten first, then what is new: plain FSRS, and what the app does without a date.
    Due,
    /// Likewise, and where minutes are left what is most forgotten, though it isn't due.
    DueThenAhead,
    /// What is new goes first.
    NewThenAhead,
}

#[derive(Clone, Copy)]
struct Case {
    days: u32,
    questions: usize,
    minutes: f32,
    /// Days of plain study before the plan is made.
    before: u32,
    fits: bool,
}

/// Shares of the questions, 0 to 1, truly known on the date, but for what is said otherwise.
#[derive(Default, Debug, Clone, Copy)]
struct Sum {
    plain: f64,
    ahead: f64,
    fresh: f64,
    planned: f64,
    /// What the plan expected on its first day, and how far off that was for a single learner.
    promised: f64,
    promised_off: f64,
    /// What the app believes on the date.
    believed: f64,
    believed_off: f64,
    /// Learners for whom the plan was worse than plain FSRS, and who were given parameters of their own.
    worse: f64,
    adopted: f64,
}

fn try_learner(case: Case, seed: u64) -> Sum {
    let date = case.before + case.days;
    let ready = || {
        let mut learner = Learner::new(seed, case.questions, SPREAD);
        // Half of the questions are met before.
        let rest = learner.cards.split_off(case.questions / 2);
        learner.study_plainly(0, case.before, case.minutes, Order::Due);
        learner.cards.extend(rest);
        let adopted = case.fits && learner.fit();
        (learner, f64::from(u8::from(adopted)))
    };
    let (mut by_plan, adopted) = ready();
    let promised = f64::from(by_plan.study_by_plan(case.before, date, case.minutes));
    let planned = by_plan.known(date);
    let believed = by_plan.believed(date);
    let [plain, ahead, fresh] = [Order::Due, Order::DueThenAhead, Order::NewThenAhead].map(|order| {
        let (mut learner, _) = ready();
        learner.study_plainly(case.before, date, case.minutes, order);
        learner.known(date)
    });
    Sum {
        plain,
        ahead,
        fresh,
        planned,
        promised,
        promised_off: (promised - planned).abs(),
        believed,
        believed_off: (believed - planned).abs(),
        worse: f64::from(u8::from(planned < plain)),
        adopted,
    }
}

fn try_learners(case: Case, learners: u64) -> Sum {
    let mut sum = Sum::default();
    for index in 0..learners {
        let one = try_learner(case, derive(2026, index));
        let add = |to: &mut f64, value: f64| *to += value / learners as f64;
        add(&mut sum.plain, one.plain);
        add(&mut sum.ahead, one.ahead);
        add(&mut sum.fresh, one.fresh);
        add(&mut sum.planned, one.planned);
        add(&mut sum.promised, one.promised);
        add(&mut sum.promised_off, one.promised_off);
        add(&mut sum.believed, one.believed);
        add(&mut sum.believed_off, one.believed_off);
        add(&mut sum.worse, one.worse);
        add(&mut sum.adopted, one.adopted);
    }
    sum
}

#[test]
#[ignore = "takes minutes: prints the table of the plan beside plain FSRS (best with --release)"]
fn the_plan_beside_plain_fsrs() {
    let many = vec![None; 2_000];
    let goal = Goal { days: 60, minutes: 60.0, minutes_today: 60.0, pace: SECONDS };
    let begun = std::time::Instant::now();
    let made = plan(&many, &goal, &Parameters::default(), 0.9);
    println!("2000 questions, 60 days: {} answers planned in {:?}", made.answers, begun.elapsed());
    let learners = 200;
    println!(
        "{learners} learners. FSRS: what is due, then new; … then ahead; new, due, ahead. Off: of one learner."
    );
    println!(
        "before days questions minutes | plain ahead fresh  plan | promised (off) believed (off) | worse fitted"
    );
    for before in [0, 30] {
        for days in [7, 30, 60] {
            for (questions, minutes) in [(100, 10.0), (100, 20.0), (200, 15.0), (300, 10.0), (300, 20.0)] {
                let case = Case { days, questions, minutes, before, fits: before > 0 };
                print_case(case, &try_learners(case, learners));
            }
        }
    }
}

fn print_case(case: Case, sum: &Sum) {
    let Case { days, questions, minutes, before, .. } = case;
    let known = [sum.plain, sum.ahead, sum.fresh, sum.planned].map(|share| format!("{:5.1}", 100.0 * share));
    println!(
        "{before:6} {days:4} {questions:9} {minutes:7} | {} | {:8.1} ({:3.1}) {:8.1} ({:3.1}) | {:4.0}% {:4.0}%",
        known.join(" "),
        100.0 * sum.promised,
        100.0 * sum.promised_off,
        100.0 * sum.believed,
        100.0 * sum.believed_off,
        100.0 * sum.worse,
        100.0 * sum.adopted
    );
}

/// The fast half of the table: a week with too little time, and a month with enough.
#[test]
fn a_plan_beats_plain_fsrs_and_what_it_expects_comes_true() {
    let scarce = Case { days: 7, questions: 100, minutes: 15.0, before: 0, fits: false };
    let wide = Case { days: 30, questions: 100, minutes: 12.0, before: 20, fits: true };
    for (case, least_gain) in [(scarce, 0.1), (wide, 0.02)] {
        let sum = try_learners(case, 12);
        assert!(sum.planned > sum.plain + least_gain, "{sum:?}");
        assert!((sum.promised - sum.planned).abs() < 0.03, "{sum:?}");
        assert!((sum.believed - sum.planned).abs() < 0.03, "{sum:?}");
        assert!(sum.worse < 0.1, "{sum:?}");
    }
}

/// How far the app is off, on average, about what a learner remembers ten days later.
fn off(learner: &Learner, day: u32) -> f64 {
    let later = day + 10;
    let met = || (0..learner.cards.len()).filter_map(|question| Some((question, learner.cards[question]?)));
    let one = |(question, card): (usize, Card)| {
        (f64::from(learner.scheduler.recall(&card, noon(later))) - learner.recall(question, later)).abs()
    };
    met().map(one).sum::<f64>() / met().count() as f64
}

/// Of learners who differ so much: how many were given parameters, and how far off the app was about those
/// before and after.
fn fit_learners(spread: (f64, f64), days: u32, learners: u64) -> (u32, f64, f64) {
    let (mut adopted, mut before, mut after) = (0, 0.0, 0.0);
    for seed in 0..learners {
        let mut learner = Learner::new(derive(7, seed), 200, spread);
        learner.study_plainly(0, days, 15.0, Order::Due);
        let was = off(&learner, days);
        let Fit::Tried(fitting) = fit(&learner.answers, &learner.scheduler.parameters) else {
            panic!("{days} days are enough")
        };
        assert!(fitting.adopted.is_none() || fitting.after.log_loss < fitting.before.log_loss);
        if let Some(parameters) = fitting.adopted {
            learner.recast(parameters);
            adopted += 1;
            before += was;
            after += off(&learner, days);
        }
    }
    let count = f64::from(adopted.max(1));
    (adopted, before / count, after / count)
}

#[test]
fn fitted_parameters_know_an_unusual_learner_better() {
    let (adopted, before, after) = fit_learners((0.8, 0.4), 60, 12);
    assert!(adopted >= 4, "{adopted}");
    assert!(after < 0.75 * before, "{before} → {after}");
}

#[test]
fn a_learner_as_fsrs_expects_keeps_the_published_parameters() {
    let (adopted, _, _) = fit_learners((0.0, 0.0), 60, 12);
    assert!(adopted <= 2, "{adopted}");
}

#[test]
fn too_few_answers_are_not_fitted_to() {
    let mut learner = Learner::new(3, 20, SPREAD);
    learner.study_plainly(0, 5, 10.0, Order::Due);
    let Fit::TooFew { reviews } = fit(&learner.answers, &learner.scheduler.parameters) else {
        panic!("five days are too few")
    };
    assert!(reviews > 0 && reviews < LEAST_REVIEWS, "{reviews}");
    assert_eq!(fit(&[], &Parameters::default()), Fit::TooFew { reviews: 0 });
}

#[test]
#[ignore = "takes a minute: prints what fitting does"]
fn fitting_in_figures() {
    for (name, spread) in [("as published", (0.0, 0.0)), ("usual", SPREAD), ("far", (0.8, 0.4))] {
        for days in [20, 60, 150] {
            let (adopted, before, after) = fit_learners(spread, days, 100);
            let (before, after) = (100.0 * before, 100.0 * after);
            println!(
                "{name:12} {days:4} days: {adopted:3} of 100 adopted; off by {before:.2} before, {after:.2} after"
            );
        }
    }
}
