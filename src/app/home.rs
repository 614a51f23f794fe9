//! What is due, and the decks.

use super::library::Loaded;
use super::record::Counts;
use super::when::{in_words, span_in_words};
use super::{App, Scope};
use crate::deck::Deck;
use crate::diagnostic::Level;
use crate::text::{say, say_with};
use jiff::Timestamp;

/// What is to be done now.
#[derive(Clone, Debug, PartialEq)]
pub struct TodayView {
    /// One sentence: how much is due today.
    pub today: String,
    /// What was done today, if anything.
    pub done: Option<String>,
    /// What the record can't show.
    pub notice: Option<String>,
    /// The session that was left: what it goes over and how many questions are still to come.
    pub resume: Option<(String, usize)>,
    /// What a session of today would hold, if anything.
    pub session: Option<SessionCard>,
    /// Whether all content is there; what else is due isn't known before.
    pub is_whole: bool,
    /// Further decks that have something due, and the ones that come after.
    pub then: Vec<DeckView>,
    /// The tour, for who has never answered anything.
    pub tour: Option<DeckView>,
    /// Files that can't be used.
    pub broken: Vec<BrokenView>,
}

/// All decks.
#[derive(Clone, Debug, PartialEq)]
pub struct DecksView {
    /// How many there are, in words.
    pub summary: String,
    /// The decks in order.
    pub decks: Vec<DeckView>,
    /// Files that can't be used.
    pub broken: Vec<BrokenView>,
}

/// One deck.
#[derive(Clone, Debug, PartialEq)]
pub struct DeckView {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// What one can do after it.
    pub about: String,
    /// How many questions, how many minutes.
    pub size: String,
    /// Questions that are due now.
    pub due: usize,
    /// Questions never seen.
    pub new: usize,
    /// Questions in all.
    pub total: usize,
    /// What is to come: `3 due · 8 new`, or when the next is due.
    pub state: String,
    /// Share of the questions that were met and are not due, 0 to 1.
    pub done: f32,
    /// How many warnings its file has.
    pub warnings: usize,
    /// Its file.
    pub file: String,
}

/// A file that can't be used.
#[derive(Clone, Debug, PartialEq)]
pub struct BrokenView {
    /// The file.
    pub file: String,
    /// How many errors it has, in words.
    pub errors: String,
}

/// A session that can be begun.
#[derive(Clone, Debug, PartialEq)]
pub struct SessionCard {
    /// How many questions.
    pub headline: String,
    /// How many are due and new, and how long it takes.
    pub detail: String,
    /// What is due and finds no time.
    pub left: Option<String>,
}

/// The deck that shows a new learner around; it is offered apart from the others.
pub(super) const TOUR: &str = "tour";
/// So many decks stand on the first screen beside the next one.
const THEN: usize = 4;

impl App {
    /// The decks that can be used, with how they stand.
    fn decks_standing(&self, now: Timestamp) -> Vec<(&Loaded<Deck>, &Deck, Counts)> {
        let standing = self.standing(now);
        let decks = self.library.decks.iter().zip(&standing.counts);
        decks.filter_map(|(entry, counts)| Some((entry, entry.content.as_deref()?, *counts))).collect()
    }

    fn broken(&self) -> Vec<BrokenView> {
        let broken =
            self.library.decks.iter().filter(|d| d.content.is_none()).map(|d| (&d.file, &d.findings));
        let machines =
            self.library.machines.iter().filter(|m| m.content.is_none()).map(|m| (&m.file, &m.findings));
        let exams = self.library.exams.iter().filter(|e| e.content.is_none()).map(|e| (&e.file, &e.findings));
        let others = self.library.others.iter().filter(|o| o.is_broken()).map(|o| (&o.file, &o.findings));
        let view = |(file, findings): (&String, &Vec<crate::diagnostic::Finding>)| {
            let errors = findings.iter().filter(|f| f.level == Level::Error).count();
            BrokenView {
                file: file.clone(),
                errors: say_with(self.lang, "count-errors", &[("count", errors.into())]),
            }
        };
        broken.chain(machines).chain(exams).chain(others).map(view).collect()
    }

    pub(super) fn today(&self, now: Timestamp) -> TodayView {
        let (tour, decks): (Vec<_>, Vec<_>) =
            self.decks_standing(now).into_iter().partition(|(_, deck, _)| deck.id == TOUR);
        let due: usize = decks.iter().map(|(.., counts)| counts.due).sum();
        let view =
            |(entry, deck, counts): (&Loaded<Deck>, &Deck, Counts)| self.deck_view(entry, deck, &counts, now);
        let resume = self.left_session().map(|(scope, rest)| (self.scope_in_words(&scope), rest));
        let (is_due, fresh): (Vec<_>, Vec<_>) = decks.into_iter().partition(|(.., counts)| counts.due > 0);
        let order = is_due.into_iter().chain(fresh.into_iter().filter(|(.., counts)| counts.new > 0));
        let today = self.shown_record().today(now);
        let answered = (today.answered + today.practised) as usize;
        let span = span_in_words(today.millis as f64 / 1000.0, self.lang);
        let done = say_with(self.lang, "today-done", &[("count", answered.into()), ("time", span.into())]);
        let today = match self.expects {
            // What is due isn't known before all content is.
            true => say(self.lang, "content-expected").into_owned(),
            false => say_with(self.lang, "home-today", &[("count", due.into())]),
        };
        TodayView {
            today,
            done: (answered > 0).then_some(done),
            notice: self.notice(),
            resume,
            session: self.session_card(now),
            is_whole: !self.expects,
            then: order.take(THEN).map(view).collect(),
            tour: tour.into_iter().next().filter(|_| self.shown_record().days().is_empty()).map(view),
            broken: self.broken(),
        }
    }

    fn notice(&self) -> Option<String> {
        (self.skipped > 0).then(|| say_with(self.lang, "store-skipped", &[("count", self.skipped.into())]))
    }

    /// Today's session in words; `None` where nothing is left to ask.
    fn session_card(&self, now: Timestamp) -> Option<SessionCard> {
        let session = self.session_today(now);
        let lang = self.lang;
        let mut parts = Vec::new();
        if session.due > 0 {
            parts.push(say_with(lang, "session-due", &[("count", session.due.into())]));
        }
        if session.new > 0 {
            parts.push(say_with(lang, "session-new", &[("count", session.new.into())]));
        }
        let span = span_in_words(f64::from(session.seconds), lang);
        parts.push(say_with(lang, "session-time", &[("time", span.into())]));
        let left = session.left;
        (!session.names.is_empty()).then(|| SessionCard {
            headline: say_with(lang, "session-headline", &[("count", session.names.len().into())]),
            detail: parts.join(" · "),
            left: (left > 0).then(|| say_with(lang, "session-left", &[("count", left.into())])),
        })
    }

    /// What a session goes over, in words.
    fn scope_in_words(&self, scope: &Scope) -> String {
        match scope {
            Scope::Deck(id) => {
                let title = self.library.deck(id).map(|deck| deck.title.get(self.lang).to_owned());
                title.unwrap_or_else(|| id.clone())
            }
            Scope::Today => say(self.lang, "scope-today").into_owned(),
            Scope::Chosen => say(self.lang, "scope-chosen").into_owned(),
            Scope::Weak => say(self.lang, "scope-weak").into_owned(),
        }
    }

    pub(super) fn decks(&self, now: Timestamp) -> DecksView {
        let decks = self.decks_standing(now);
        let view =
            |(entry, deck, counts): (&Loaded<Deck>, &Deck, Counts)| self.deck_view(entry, deck, &counts, now);
        let decks: Vec<DeckView> = decks.into_iter().map(view).collect();
        let questions: usize = decks.iter().map(|deck| deck.total).sum();
        let args = [("decks", decks.len().into()), ("questions", questions.into())];
        DecksView { summary: say_with(self.lang, "decks-summary", &args), decks, broken: self.broken() }
    }

    fn deck_view(&self, entry: &Loaded<Deck>, deck: &Deck, counts: &Counts, now: Timestamp) -> DeckView {
        let warnings = entry.findings.iter().filter(|f| f.level == Level::Warning).count();
        let total = deck.questions.len();
        let mut parts = Vec::new();
        if counts.due > 0 {
            parts.push(say_with(self.lang, "count-due", &[("count", counts.due.into())]));
        }
        if counts.new > 0 {
            parts.push(say_with(self.lang, "count-new", &[("count", counts.new.into())]));
        }
        if parts.is_empty() {
            parts.push(match counts.next {
                Some(at) => {
                    let when = in_words(at, now, self.record.calendar(), self.lang);
                    say_with(self.lang, "deck-next", &[("when", when.into())])
                }
                None => say(self.lang, "deck-empty").into_owned(),
            });
        }
        let size = match deck.minutes {
            Some(minutes) => say_with(
                self.lang,
                "deck-size-minutes",
                &[("count", total.into()), ("minutes", i64::from(minutes).into())],
            ),
            None => say_with(self.lang, "deck-size", &[("count", total.into())]),
        };
        DeckView {
            id: deck.id.clone(),
            title: deck.title.get(self.lang).to_owned(),
            about: deck.about.as_ref().map(|text| text.get(self.lang).to_owned()).unwrap_or_default(),
            size,
            due: counts.due,
            new: counts.new,
            total,
            state: parts.join(" · "),
            done: if total == 0 { 0.0 } else { counts.later as f32 / total as f32 },
            warnings,
            file: entry.file.clone(),
        }
    }
}
