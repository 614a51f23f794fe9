//! Browse: every question of every deck in one list, with what can be done with many at once.
//!
//! There may be a hundred thousand of them. So the list is a list of numbers, made again only when the filter,
//! the record or the content has changed; a row is made when it is shown, see [`App::browse_row`].

mod change;
mod filter;
mod items;
mod selection;
mod view;

use self::change::Change;
use self::items::{Items, content};
use self::selection::Selection;
use super::place::Place;
use super::port::Request;
use super::record::{Entry, Fact};
use super::save::port::Edit;
use super::{App, Effect};
use jiff::Timestamp;

pub use change::{Act, MOST_DAYS};
pub use filter::{Filter, Sort, StateFilter};
pub use items::{OFTEN_FORGOTTEN, State};
pub use selection::Pick;
pub use view::{ActView, BrowseDetail, BrowseRow, BrowseView, Choice, PastAnswer, Undoable};
pub(super) use view::{asked, first_line};

/// Something in Browse.
#[derive(Clone, Debug, PartialEq)]
pub enum BrowseCommand {
    /// What questions must be like.
    Filter(Filter),
    /// In which order they are listed.
    Sort(Sort),
    /// To a row, by its number in the list.
    Row(usize, Pick),
    /// So many rows down; up, if negative.
    Move(isize, Pick),
    /// To the question with this full name, whatever is listed.
    Find(String),
    /// Chooses all that are listed.
    All,
    /// Chooses none.
    Nothing,
    /// Shows the question at which the learner is in the place of the list, where both find no room.
    Open(bool),
    /// Does something with those that are chosen.
    Act(Act),
    /// In how many days chosen questions shall come, as it is written.
    Days(String),
    /// Takes the last change back.
    Undo,
    /// Practises those that are chosen.
    Practise,
    /// Opens the file of the question at its line.
    Edit,
    /// The command by which files are opened, with `{file}` and `{line}`; empty for the system's program.
    Editor(String),
    /// That command could not be run; what the system said.
    NotOpened(String),
}

/// A session of chosen questions has no more than this many.
const MOST_PRACTISED: usize = 200;
/// Kept on this device only: another one has other programs.
const LOCAL_EDITOR: &str = "editor";

/// The state of the place.
#[derive(Debug, Default)]
pub(super) struct Browse {
    filter: Filter,
    sort: Sort,
    /// Made when they are wanted; gone when they are out of date.
    items: Option<Items>,
    /// Likewise.
    listed: Option<Listed>,
    selection: Selection,
    /// Whether the question is shown in the place of the list.
    open: bool,
    days: String,
    change: Option<Change>,
    /// How often the learner came here to seek something.
    sought: u64,
    /// What became of opening a file.
    opened: Option<Result<String, String>>,
}

#[derive(Debug)]
struct Listed {
    numbers: Vec<u32>,
    /// When something falls due: then the list is another.
    until: Option<Timestamp>,
}

impl Browse {
    fn listed(&self) -> &[u32] {
        self.listed.as_ref().map_or(&[], |listed| &listed.numbers)
    }

    /// Whether a change waits for the store.
    pub(super) fn is_changing(&self) -> bool {
        self.change.as_ref().is_some_and(|change| !change.is_done())
    }

    /// Other content: the numbers mean other questions.
    pub(super) fn reload(&mut self) {
        self.forget();
        self.selection = Selection::default();
    }

    /// Everything may be another.
    pub(super) fn forget(&mut self) {
        (self.items, self.listed) = (None, None);
    }
}

impl App {
    /// To Browse, to seek something.
    pub(super) fn go_browsing(&mut self) {
        self.browse.sought += 1;
        self.browse.open = false;
        self.trail.go(Place::Browse);
    }

    /// What was made of the record is out of date.
    pub(super) fn forget_lists(&mut self) {
        self.browse.forget();
        self.progress.forget();
    }

    /// What is listed follows from the content, the record and the time: brings it up to date where it is seen.
    pub fn settle(&mut self, now: Timestamp) {
        if *self.trail.now() == Place::Progress && self.loaded {
            self.settle_progress(now);
        }
        if *self.trail.now() != Place::Browse || !self.loaded {
            return;
        }
        let browse = &self.browse;
        let late = browse.listed.as_ref().is_none_or(|l| l.until.is_some_and(|until| until <= now));
        if browse.items.is_some() && !late {
            return;
        }
        let items = self.browse.items.take();
        let items = items.unwrap_or_else(|| Items::of(&self.library, self.shown_record(), now));
        let (filter, sort) = (&self.browse.filter, self.browse.sort);
        let numbers = filter::list(&items, &self.library, filter, &|query| self.all_found(query), sort, now);
        let until = items.all.iter().filter_map(|item| item.due()).filter(|due| *due > now).min();
        self.browse.items = Some(items);
        self.browse.selection.fit(&numbers);
        self.browse.listed = Some(Listed { numbers, until });
    }

    pub(super) fn in_browse(&mut self, command: BrowseCommand, now: Timestamp, seed: u64) -> Vec<Effect> {
        self.settle(now);
        match command {
            BrowseCommand::Filter(filter) => {
                self.browse.filter = filter;
                self.browse.listed = None;
            }
            BrowseCommand::Sort(sort) => {
                self.browse.sort = sort;
                self.browse.listed = None;
            }
            BrowseCommand::Row(row, pick) => self.pick_row(row, pick),
            BrowseCommand::Move(by, pick) => {
                let row = self.browse.selection.row(self.browse.listed()).unwrap_or(0);
                self.pick_row(row.saturating_add_signed(by), pick);
            }
            BrowseCommand::Find(name) => self.find_question(&name, now),
            BrowseCommand::All => {
                let listed = self.browse.listed.as_ref().map_or(&[][..], |listed| &listed.numbers);
                self.browse.selection.all(listed);
            }
            BrowseCommand::Nothing => self.browse.selection.clear(),
            BrowseCommand::Open(on) => self.browse.open = on,
            BrowseCommand::Days(days) => self.browse.days = days,
            BrowseCommand::Act(act) => return self.act_on_chosen(act, now),
            BrowseCommand::Undo => return self.take_change_back(now),
            BrowseCommand::Practise => {
                let names = self.chosen_names().into_iter().take(MOST_PRACTISED).collect();
                return self.start_chosen(names, now, seed);
            }
            BrowseCommand::Edit => return self.edit_question(),
            BrowseCommand::Editor(command) => {
                self.local.insert(LOCAL_EDITOR.to_owned(), command.clone());
                let key = LOCAL_EDITOR.to_owned();
                return vec![Effect::Store(Request::Remember { key, value: command })];
            }
            BrowseCommand::NotOpened(detail) => self.browse.opened = Some(Err(detail)),
        }
        Vec::new()
    }

    /// To one question among all of them.
    fn find_question(&mut self, name: &str, now: Timestamp) {
        self.overlay = None;
        self.trail.go(Place::Browse);
        (self.browse.filter, self.browse.listed) = (Filter::default(), None);
        self.settle(now);
        let number = self.browse.items.as_ref().and_then(|items| items.number(&self.library, name));
        let row = self.browse.listed().iter().position(|listed| Some(*listed) == number);
        if let Some(row) = row {
            self.pick_row(row, Pick::Only);
            self.browse.open = true;
        }
    }

    fn pick_row(&mut self, row: usize, pick: Pick) {
        let listed = self.browse.listed.as_ref().map_or(&[][..], |listed| &listed.numbers);
        self.browse.selection.pick(listed, row, pick);
        self.browse.opened = None;
    }

    /// The full names of what is chosen, in the order of the list.
    fn chosen_names(&self) -> Vec<String> {
        let Some(items) = &self.browse.items else { return Vec::new() };
        let numbers = self.browse.selection.chosen(self.browse.listed());
        numbers.filter_map(|number| items.get(number)).map(|item| item.name(&self.library)).collect()
    }

    /// The days that are written; `None` if they are no number that can be.
    fn days(&self) -> Option<u32> {
        self.browse.days.trim().parse().ok().filter(|days| (1..=MOST_DAYS).contains(days))
    }

    fn act_on_chosen(&mut self, act: Act, now: Timestamp) -> Vec<Effect> {
        let busy = self.browse.change.as_ref().is_some_and(|change| !change.is_done());
        let Some(items) = self.browse.items.as_ref().filter(|_| !busy && !self.is_sample()) else {
            return Vec::new();
        };
        let calendar = self.record.calendar();
        let numbers = self.browse.selection.chosen(self.browse.listed());
        let changed = numbers.filter_map(|number| items.get(number)).filter(|item| act.changes(item));
        let facts: Vec<Fact> =
            changed.map(|item| act.fact(item.name(&self.library), now, calendar)).collect();
        let names: Vec<String> = facts.iter().map(|fact| fact.subject().to_owned()).collect();
        self.change(Some(act), facts, names, now)
    }

    fn take_change_back(&mut self, now: Timestamp) -> Vec<Effect> {
        let Some(change) = self.browse.change.take_if(|change| change.is_done() && change.act.is_some())
        else {
            return Vec::new();
        };
        // The last first: what was before it is then as it was at every moment.
        let facts = change.ids.into_iter().rev().map(|fact| Fact::Undo { fact }).collect();
        self.change(None, facts, change.names, now)
    }

    fn change(
        &mut self,
        act: Option<Act>,
        facts: Vec<Fact>,
        names: Vec<String>,
        now: Timestamp,
    ) -> Vec<Effect> {
        if facts.is_empty() {
            return Vec::new();
        }
        let (change, effects) = Change::new(act, facts, names, now);
        self.browse.change = Some(change);
        effects
    }

    /// The store has kept a fact, and the record has taken it in.
    pub(super) fn browse_stored(&mut self, entry: &Entry, now: Timestamp) -> Vec<Effect> {
        let change = self.browse.change.as_mut();
        let (own, effects) = change.map_or((false, Vec::new()), |change| change.stored(entry));
        let record = self.sample.as_deref().unwrap_or(&self.record);
        let change = self.browse.change.as_ref().filter(|_| own);
        let Some(items) = &mut self.browse.items else { return effects };
        match (&entry.fact, change) {
            (Fact::Undo { .. }, Some(change)) if change.is_done() => {
                for name in &change.names {
                    items.look_up(&self.library, name, record, now);
                }
                self.browse.listed = None;
            }
            (Fact::Undo { .. }, Some(_)) => {}
            (fact, Some(change)) => {
                items.look_up(&self.library, fact.subject(), record, now);
                if change.is_done() {
                    self.browse.listed = None;
                }
            }
            (Fact::Review(_) | Fact::Suspend { .. } | Fact::Flag { .. }, None)
            | (Fact::Due { .. } | Fact::Reset { .. }, None)
                if items.look_up(&self.library, entry.fact.subject(), record, now) =>
            {
                self.browse.listed = None;
            }
            (_, None) => self.browse.forget(),
        }
        effects
    }

    /// The store could not do what it was asked for; with `given_up` the learner goes on without.
    pub(super) fn browse_failed(&mut self, request: &Request, given_up: bool) {
        let Some(change) = &mut self.browse.change else { return };
        if given_up {
            change.give_up();
        } else if let Request::Append { fact, .. } = request {
            change.failed(fact);
        }
    }

    /// Opens the file of the question at which the learner is.
    fn edit_question(&mut self) -> Vec<Effect> {
        let item = self.browse.items.as_ref().zip(self.browse.selection.at());
        let Some(item) = item.and_then(|(items, number)| items.get(number)) else { return Vec::new() };
        let file = self.library.decks.get(item.deck as usize).and_then(|deck| deck.path.clone());
        let question = content(&self.library, item).map(|(_, question)| question.line);
        let (Some(path), Some(line)) = (file, question) else { return Vec::new() };
        let command = self.local.get(LOCAL_EDITOR).cloned().unwrap_or_default();
        self.browse.opened = Some(Ok(format!("{}:{line}", path.display())));
        vec![Effect::Edit(Edit { path, line, command })]
    }
}
