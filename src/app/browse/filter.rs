//! Which questions are listed, and in which order.

use super::items::{Item, Items, State, content};
use crate::app::library::Library;
use crate::app::search::Found;
use jiff::Timestamp;
use std::sync::Arc;

/// How a question may be asked to stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StateFilter {
    /// Never answered.
    New,
    /// Answered, and back within a day of that.
    Learning,
    /// Due.
    Due,
    /// Due later.
    Later,
    /// Left out.
    Suspended,
    /// Forgotten often, see [`super::OFTEN_FORGOTTEN`]; whatever else holds.
    OftenForgotten,
}

impl StateFilter {
    /// All of them, in the order in which they are offered.
    pub const ALL: [StateFilter; 6] = [
        StateFilter::New,
        StateFilter::Learning,
        StateFilter::Due,
        StateFilter::Later,
        StateFilter::Suspended,
        StateFilter::OftenForgotten,
    ];

    /// The word by which messages choose.
    pub(super) fn word(self) -> &'static str {
        match self {
            StateFilter::New => "new",
            StateFilter::Learning => "learning",
            StateFilter::Due => "due",
            StateFilter::Later => "later",
            StateFilter::Suspended => "suspended",
            StateFilter::OftenForgotten => "forgotten",
        }
    }

    /// The filter that finds a state.
    pub(super) fn of(state: State) -> StateFilter {
        match state {
            State::New => StateFilter::New,
            State::Learning => StateFilter::Learning,
            State::Due => StateFilter::Due,
            State::Later(_) => StateFilter::Later,
            State::Suspended => StateFilter::Suspended,
        }
    }

    fn takes(self, item: &Item, now: Timestamp) -> bool {
        match self {
            StateFilter::OftenForgotten => item.is_often_forgotten(),
            other => StateFilter::of(item.state(now)) == other,
        }
    }
}

/// In which order questions are listed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sort {
    /// As the decks have them.
    #[default]
    Decks,
    /// The next date first; what was never answered comes last.
    Due,
    /// The latest answer first.
    Last,
    /// The most forgotten first.
    Lapses,
}

impl Sort {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Sort; 4] = [Sort::Decks, Sort::Due, Sort::Last, Sort::Lapses];

    pub(super) fn word(self) -> &'static str {
        match self {
            Sort::Decks => "decks",
            Sort::Due => "due",
            Sort::Last => "last",
            Sort::Lapses => "lapses",
        }
    }
}

/// What questions must be like.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// Every word of it stands somewhere, in either language.
    pub text: String,
    /// Of this deck, by its id.
    pub deck: Option<String>,
    /// With this tag, of their own or of their deck.
    pub tag: Option<String>,
    /// Of this kind.
    pub kind: Option<String>,
    /// Standing like this.
    pub state: Option<StateFilter>,
    /// Marked, or not.
    pub flag: Option<bool>,
}

impl Filter {
    /// Whether it lets everything through.
    pub fn is_empty(&self) -> bool {
        *self == Filter::default()
    }

    /// How many lists to choose from take something away.
    pub fn chosen(&self) -> usize {
        let Filter { text: _, deck, tag, kind, state, flag } = self;
        let lists = [deck.is_some(), tag.is_some(), kind.is_some(), state.is_some(), flag.is_some()];
        lists.into_iter().filter(|chosen| *chosen).count()
    }

    fn takes(&self, item: &Item, library: &Library, now: Timestamp) -> bool {
        if self.flag.is_some_and(|flag| flag != item.flagged)
            || self.state.is_some_and(|state| !state.takes(item, now))
        {
            return false;
        }
        if self.deck.is_none() && self.tag.is_none() && self.kind.is_none() {
            return true;
        }
        let Some((deck, question)) = content(library, item) else { return false };
        self.deck.as_ref().is_none_or(|id| deck.id == *id)
            && self.kind.as_ref().is_none_or(|kind| question.form() == kind)
            && self.tag.as_ref().is_none_or(|tag| deck.tags.contains(tag) || question.tags.contains(tag))
    }
}

/// The numbers of what is listed.
pub(super) fn list(
    items: &Items,
    library: &Library,
    filter: &Filter,
    found: &dyn Fn(&str) -> Arc<Found>,
    sort: Sort,
    now: Timestamp,
) -> Vec<u32> {
    let takes = |number: &u32| items.get(*number).is_some_and(|item| filter.takes(item, library, now));
    let mut listed: Vec<u32> = if filter.text.trim().is_empty() {
        (0..).take(items.all.len()).filter(takes).collect()
    } else {
        let found = found(&filter.text);
        let mut numbers: Vec<u32> = found.hits.iter().filter_map(|hit| items.at(*hit)).collect();
        numbers.sort_unstable();
        numbers.into_iter().filter(takes).collect()
    };
    let item = |number: &u32| items.get(*number);
    match sort {
        Sort::Decks => {}
        Sort::Due => listed.sort_by_key(|n| item(n).map(|item| (item.due().is_none(), item.due()))),
        Sort::Last => listed.sort_by_key(|n| std::cmp::Reverse(item(n).and_then(|item| item.last()))),
        Sort::Lapses => {
            listed.sort_by_key(|n| std::cmp::Reverse(item(n).map(|item| (item.lapses, item.reviews))));
        }
    }
    listed
}
