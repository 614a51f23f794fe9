//! What Browse shows.

use super::filter::StateFilter;
use super::items::{State, content};
use super::{Act, Filter, LOCAL_EDITOR, MOST_PRACTISED, Sort};
use crate::app::learning::why_view;
use crate::app::record::Answered;
use crate::app::{App, in_words};
use crate::deck::{CLAIM_TAG, Kind, Piece, Question};
use crate::schedule::Grade;
use crate::text::{Arg, Lang, say, say_with};
use jiff::Timestamp;

/// What can be done with what is chosen, in the order in which it is offered.
const ACTS: [Act; 7] = [
    Act::Suspend(true),
    Act::Suspend(false),
    Act::Flag(true),
    Act::Flag(false),
    Act::Due(0),
    Act::Due(1),
    Act::Reset,
];

/// Something that can be chosen in a filter, with its name.
pub type Choice<T> = (Option<T>, String);

/// Browse.
#[derive(Clone, Debug, PartialEq)]
pub struct BrowseView {
    /// How many are listed, of how many.
    pub count: String,
    /// How many rows there are; each is asked for with [`App::browse_row`].
    pub rows: usize,
    /// What questions must be like.
    pub filter: Filter,
    /// The decks that can be chosen.
    pub decks: Vec<Choice<String>>,
    /// The tags.
    pub tags: Vec<Choice<String>>,
    /// The kinds.
    pub kinds: Vec<Choice<String>>,
    /// The states.
    pub states: Vec<Choice<StateFilter>>,
    /// Marked or not.
    pub flags: Vec<Choice<bool>>,
    /// In which order.
    pub sort: Sort,
    /// The orders.
    pub sorts: Vec<(Sort, String)>,
    /// The row at which the learner is.
    pub at: Option<usize>,
    /// How many are chosen, in words; `None` for none.
    pub chosen: Option<String>,
    /// What can be done with them.
    pub acts: Vec<ActView>,
    /// In how many days they shall come, as it is written, with what that does.
    pub days: (String, Option<Act>),
    /// What practising them is called, where it can be done.
    pub practise: Option<String>,
    /// Why nothing can be changed.
    pub fixed: Option<String>,
    /// The last change.
    pub change: Option<Undoable>,
    /// The question at which the learner is.
    pub detail: Option<Box<BrowseDetail>>,
    /// Whether it is shown in the place of the list, where both find no room.
    pub open: bool,
    /// What to say where nothing is listed.
    pub nothing: Option<String>,
    /// Another number each time that the learner comes to seek something.
    pub sought: u64,
}

/// Something that can be done with what is chosen.
#[derive(Clone, Debug, PartialEq)]
pub struct ActView {
    /// What.
    pub act: Act,
    /// What it is called.
    pub name: String,
    /// Whether it would change anything.
    pub enabled: bool,
}

/// The last change.
#[derive(Clone, Debug, PartialEq)]
pub struct Undoable {
    /// What was done.
    pub said: String,
    /// Whether it can be taken back.
    pub can_undo: bool,
}

/// A row of the list.
#[derive(Clone, Debug, PartialEq)]
pub struct BrowseRow {
    /// The first line of what is asked, without marks.
    pub ask: String,
    /// The deck's title.
    pub deck: String,
    /// The kind in words.
    pub kind: String,
    /// The state in words, and when it is due.
    pub when: String,
    /// The state.
    pub state: State,
    /// When it was answered last, and with which outcome.
    pub last: String,
    /// How often it was answered and forgotten.
    pub counts: String,
    /// Whether it was forgotten often.
    pub often_forgotten: bool,
    /// Whether it is marked.
    pub flagged: bool,
    /// Whether it is chosen.
    pub chosen: bool,
    /// All of it as one sentence.
    pub spoken: String,
}

/// One question.
#[derive(Clone, Debug, PartialEq)]
pub struct BrowseDetail {
    /// Its full name.
    pub name: String,
    /// Deck and kind.
    pub about: String,
    /// What is asked, as Markdown.
    pub ask: String,
    /// How it stands, and when it comes next.
    pub state: String,
    /// The state.
    pub stands: State,
    /// Whether it is marked.
    pub flagged: bool,
    /// That it was forgotten often, and what may help.
    pub often_forgotten: Option<String>,
    /// Why it comes then.
    pub why: Vec<String>,
    /// What was answered, the latest first.
    pub history: Vec<PastAnswer>,
    /// Its tags.
    pub tags: String,
    /// Its file and line.
    pub place: String,
    /// Whether the file can be opened; shipped decks have none.
    pub can_edit: bool,
    /// The command by which files are opened.
    pub editor: String,
    /// What became of opening it: whether it went well, and what to say.
    pub opened: Option<(bool, String)>,
}

/// An answer that was given.
#[derive(Clone, Debug, PartialEq)]
pub struct PastAnswer {
    /// The day.
    pub date: String,
    /// What it was worth and what it meant.
    pub said: String,
    /// How it counted.
    pub grade: Grade,
}

impl App {
    pub(in crate::app) fn browse_view(&self, now: Timestamp) -> BrowseView {
        let (browse, lang) = (&self.browse, self.lang);
        let all = browse.items.as_ref().map_or(0, |items| items.all.len());
        let rows = browse.listed().len();
        let practise = browse.selection.count().min(MOST_PRACTISED);
        let acts = self.act_views();
        let may_set = acts.iter().any(|act| act.act == Act::Due(0) && act.enabled);
        let count = say_with(lang, "browse-count", &[("count", rows.into()), ("all", all.into())]);
        let chosen = say_with(lang, "browse-chosen", &[("count", browse.selection.count().into())]);
        let decks = self.library.decks.iter().filter_map(|entry| entry.content.as_ref());
        let decks = decks.map(|deck| (Some(deck.id.clone()), deck.title.get(lang).to_owned()));
        let tags = browse.items.iter().flat_map(|items| &items.tags);
        let tags = tags.map(|tag| (Some(tag.clone()), tag.clone()));
        let kinds = browse.items.iter().flat_map(|items| &items.kinds);
        let kinds = kinds.map(|kind| (Some((*kind).to_owned()), kind_in_words(kind, lang)));
        let states = StateFilter::ALL.into_iter().map(|state| (Some(state), filter_in_words(state, lang)));
        let flag = |flag: bool| {
            let word = if flag { "browse-flagged" } else { "browse-unflagged" };
            (Some(flag), say(lang, word).into_owned())
        };
        let nothing = if all == 0 { "home-empty" } else { "browse-nothing" };
        BrowseView {
            count,
            rows,
            filter: browse.filter.clone(),
            decks: any("browse-any-deck", decks, lang),
            tags: any("browse-any-tag", tags, lang),
            kinds: any("browse-any-kind", kinds, lang),
            states: any("browse-any-state", states, lang),
            flags: any("browse-any-flag", [flag(true), flag(false)], lang),
            sort: browse.sort,
            sorts: Sort::ALL.map(|sort| (sort, sort_in_words(sort, lang))).to_vec(),
            at: browse.selection.row(browse.listed()),
            chosen: (browse.selection.count() > 0).then_some(chosen),
            acts,
            days: (browse.days.clone(), self.days().map(Act::Due).filter(|_| may_set)),
            practise: (practise > 0)
                .then(|| say_with(lang, "browse-practise", &[("count", practise.into())])),
            fixed: self.is_sample().then(|| say(lang, "browse-sample").into_owned()),
            change: self.undoable(),
            detail: self.browse_detail(now).map(Box::new),
            open: browse.open,
            nothing: (rows == 0).then(|| say(lang, nothing).into_owned()),
            sought: browse.sought,
        }
    }

    /// Each thing that can be done, and whether it would change anything: one way through what is chosen.
    fn act_views(&self) -> Vec<ActView> {
        let mut views = ACTS.map(|act| {
            let name = say_with(self.lang, "browse-act", &[("act", act.word().into())]);
            ActView { act, name, enabled: false }
        });
        let busy = self.browse.change.as_ref().is_some_and(|change| !change.is_done());
        let Some(items) = self.browse.items.as_ref().filter(|_| !busy && !self.is_sample()) else {
            return views.to_vec();
        };
        for number in self.browse.selection.chosen(self.browse.listed()) {
            let Some(item) = items.get(number) else { continue };
            for view in views.iter_mut().filter(|view| !view.enabled) {
                view.enabled = view.act.changes(item);
            }
        }
        views.to_vec()
    }

    fn undoable(&self) -> Option<Undoable> {
        let change = self.browse.change.as_ref()?;
        let (act, count) = (change.act.map_or("undone", Act::word), change.count);
        let days = match change.act {
            Some(Act::Due(days)) => days,
            _ => 0,
        };
        let args: [(&str, Arg); 3] =
            [("act", act.into()), ("count", count.into()), ("days", i64::from(days).into())];
        let mut said = say_with(self.lang, "browse-done", &args);
        if !change.is_done() {
            let args = [("done", change.done().into()), ("count", count.into())];
            said = say_with(self.lang, "browse-saving", &args);
        }
        Some(Undoable { said, can_undo: change.is_done() && change.act.is_some() })
    }

    /// A row of the list, made when it is shown.
    pub fn browse_row(&self, row: usize, now: Timestamp) -> Option<BrowseRow> {
        let number = *self.browse.listed().get(row)?;
        let item = self.browse.items.as_ref()?.get(number)?;
        let (deck, question) = content(&self.library, item)?;
        let (lang, state) = (self.lang, item.state(now));
        let last =
            self.shown_record().last_review(&deck.full_name(question)).map(|past| self.past_in_words(&past));
        let (ask, deck) = (first_line(&asked(question, lang)), deck.title.get(lang).to_owned());
        let kind = kind_in_words(question.form(), lang);
        let when = self.state_in_words(state, now);
        let counts = match item.reviews {
            0 => String::new(),
            reviews => format!("{reviews} / {}", item.lapses),
        };
        let mut spoken = vec![ask.clone(), deck.clone(), kind.clone(), when.clone()];
        let args = [("reviews", i64::from(item.reviews).into()), ("lapses", i64::from(item.lapses).into())];
        spoken.extend((item.reviews > 0).then(|| say_with(lang, "browse-counts", &args)));
        spoken.extend(item.flagged.then(|| say(lang, "browse-flagged").into_owned()));
        spoken.extend(item.is_often_forgotten().then(|| say(lang, "browse-often").into_owned()));
        Some(BrowseRow {
            ask,
            deck,
            kind,
            when,
            state,
            last: last.map_or_else(String::new, |last| last.date),
            counts,
            often_forgotten: item.is_often_forgotten(),
            flagged: item.flagged,
            chosen: self.browse.selection.has(number),
            spoken: spoken.join(&say(lang, "browse-comma")),
        })
    }

    fn browse_detail(&self, now: Timestamp) -> Option<BrowseDetail> {
        let lang = self.lang;
        let item = self.browse.items.as_ref()?.get(self.browse.selection.at()?)?;
        let (deck, question) = content(&self.library, item)?;
        let file = self.library.decks.get(item.deck as usize)?;
        let name = deck.full_name(question);
        let mut history: Vec<PastAnswer> =
            self.shown_record().reviews(&name).iter().map(|past| self.past_in_words(past)).collect();
        history.reverse();
        let opened = self.browse.opened.as_ref().map(|opened| match opened {
            Ok(place) => (true, say_with(lang, "browse-opened", &[("place", place.as_str().into())])),
            Err(detail) => {
                (false, say_with(lang, "browse-not-opened", &[("detail", detail.as_str().into())]))
            }
        });
        // These tie a question to the list of facts that authors keep.
        let told = |tag: &&str| !tag.starts_with(CLAIM_TAG);
        let tags: Vec<&str> = question.tags.iter().map(String::as_str).filter(told).collect();
        let shown = file.path.as_ref().map_or_else(|| file.file.clone(), |path| path.display().to_string());
        let often = say_with(lang, "browse-often-help", &[("count", i64::from(item.lapses).into())]);
        Some(BrowseDetail {
            about: format!("{} · {}", deck.title.get(lang), kind_in_words(question.form(), lang)),
            ask: asked(question, lang),
            state: self.state_in_words(item.state(now), now),
            stands: item.state(now),
            flagged: item.flagged,
            often_forgotten: item.is_often_forgotten().then_some(often),
            why: why_view(self.shown_record(), &name, now, lang).reasons,
            history,
            tags: tags.join(&say(lang, "list-names")),
            place: format!("{shown}:{}", question.line),
            can_edit: file.path.is_some(),
            editor: self.local.get(LOCAL_EDITOR).cloned().unwrap_or_default(),
            opened,
            name,
        })
    }

    fn day_of(&self, at: Timestamp) -> String {
        self.record.calendar().zone.to_datetime(at).date().to_string()
    }

    pub(in crate::app) fn past_in_words(&self, past: &Answered) -> PastAnswer {
        let percent = i64::from((past.credit.clamp(0.0, 1.0) * 100.0).round() as i32);
        let grade = match past.grade {
            Grade::Again => "again",
            Grade::Hard => "hard",
            Grade::Good => "good",
            Grade::Easy => "easy",
        };
        let yes = |is: bool| Arg::from(if is { "yes" } else { "no" });
        let args = [
            ("percent", percent.into()),
            ("grade", grade.into()),
            ("practice", yes(past.practice)),
            ("hinted", yes(past.hinted)),
        ];
        let said = say_with(self.lang, "browse-answer", &args);
        PastAnswer { date: self.day_of(past.at), said, grade: past.grade }
    }

    fn state_in_words(&self, state: State, now: Timestamp) -> String {
        let words = filter_in_words(StateFilter::of(state), self.lang);
        match state {
            State::Later(due) => in_words(due, now, self.record.calendar(), self.lang),
            State::New | State::Learning | State::Due | State::Suspended => words,
        }
    }
}

fn any<T>(
    word: &str,
    choices: impl IntoIterator<Item = (Option<T>, String)>,
    lang: Lang,
) -> Vec<(Option<T>, String)> {
    std::iter::once((None, say(lang, word).into_owned())).chain(choices).collect()
}

fn filter_in_words(state: StateFilter, lang: Lang) -> String {
    say_with(lang, "browse-state", &[("state", state.word().into())])
}

fn sort_in_words(sort: Sort, lang: Lang) -> String {
    say_with(lang, "browse-sort", &[("sort", sort.word().into())])
}

fn kind_in_words(kind: &str, lang: Lang) -> String {
    match kind {
        // Drawn anew each time: it has a kind of its own nowhere else.
        "generate" => say(lang, "browse-drawn").into_owned(),
        name => say(lang, &format!("kind-{}", name)).into_owned(),
    }
}

/// What a question asks, also where its author leaves the words to the interface.
pub(in crate::app) fn asked(question: &Question, lang: Lang) -> String {
    match (question.ask(), &question.kind) {
        (Some(ask), _) => ask.get(lang).to_owned(),
        (None, Kind::Cloze(cloze)) => {
            let piece = |piece: &Piece| match piece {
                Piece::Words(words) => words.clone(),
                Piece::Gap(_) => "____".to_owned(),
            };
            cloze.pieces(lang).iter().map(piece).collect()
        }
        (None, Kind::States(states)) => say_with(lang, "ask-states", &[("step", states.after.into())]),
        (None, Kind::Fault(_)) => say(lang, "ask-fault").into_owned(),
        (None, Kind::Next(_)) => say(lang, "ask-next").into_owned(),
        (None, Kind::WhatIf(_)) => say(lang, "ask-what-if").into_owned(),
        (None, Kind::Build(_)) => say(lang, "ask-build").into_owned(),
        (None, Kind::Generate(_)) => say(lang, "browse-drawn").into_owned(),
        (None, Kind::Flip { .. } | Kind::Choice { .. } | Kind::TrueFalse { .. } | Kind::Type { .. })
        | (None, Kind::Value(_) | Kind::Match(_) | Kind::Order { .. }) => String::new(),
    }
}

/// The first line of Markdown, without its marks.
pub(in crate::app) fn first_line(text: &str) -> String {
    let line = text.lines().map(str::trim).find(|line| !line.is_empty()).unwrap_or_default();
    line.trim_start_matches(['#', '>', '-', ' ']).replace("**", "").replace('`', "")
}
