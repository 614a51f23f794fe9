//! The command palette: everything that can be done or gone to, found by a few letters.

use super::action::{ACTIONS, Action, Overlay};
use super::browse::{BrowseCommand, asked, first_line};
use super::search::Hit;
use super::{App, Command};
use crate::app::explorer::ExplorerCommand;
use crate::text::{Lang, say, say_with};

/// What lies over the screen.
#[derive(Clone, Debug, PartialEq)]
pub enum OverlayView {
    /// The palette.
    Palette {
        /// What is sought.
        query: String,
        /// What fits, the best first.
        items: Vec<PaletteItem>,
        /// Why less is there than usual.
        notice: Option<String>,
    },
    /// All keys: what they do and which they are.
    Keys(Vec<(String, String)>),
}

/// A line of the palette.
#[derive(Clone, Debug, PartialEq)]
pub struct PaletteItem {
    /// What it does.
    pub title: String,
    /// The keys that do the same.
    pub keys: String,
    /// Where it stands, of a question.
    pub note: String,
    /// What stands above it, where another kind of lines begins.
    pub section: Option<String>,
    /// What it does when it is chosen.
    pub command: Command,
}

/// More lines than this help nobody.
const MOST_ITEMS: usize = 12;
/// Nor do more questions; all of them are found in Browse.
const MOST_QUESTIONS: usize = 8;

/// So wide a question is shown, in Latin letters.
const WIDEST: usize = 60;

impl PaletteItem {
    fn new(title: String, command: Command) -> PaletteItem {
        PaletteItem { title, keys: String::new(), note: String::new(), section: None, command }
    }
}

impl App {
    pub(super) fn overlay_view(&self) -> Option<OverlayView> {
        Some(match self.overlay.as_ref()? {
            Overlay::Palette(query) => {
                let mut items = self.found_in_palette(query);
                items.extend(self.questions_in_palette(query));
                let notice = self.exam_frame().map(|exam| exam.off);
                OverlayView::Palette { query: query.clone(), items, notice }
            }
            Overlay::Keys => {
                let keys = self.keys();
                let line = |entry| Some((name(entry, self.lang), keys.of(entry)?.to_owned()));
                OverlayView::Keys(ACTIONS.iter().filter_map(line).collect())
            }
        })
    }

    /// Lines in which every word of the query stands, in either language; those that begin with it first.
    fn found_in_palette(&self, query: &str) -> Vec<PaletteItem> {
        let query = query.trim().to_lowercase();
        let words: Vec<&str> = query.split_whitespace().collect();
        let shown = self.palette_items(self.lang);
        let other = Lang::ALL.into_iter().find(|lang| *lang != self.lang).unwrap_or(self.lang);
        let foreign = self.palette_items(other);
        let mut found: Vec<(bool, PaletteItem)> = Vec::new();
        for (item, other) in shown.into_iter().zip(foreign) {
            let (title, other) = (item.title.to_lowercase(), other.title.to_lowercase());
            let fits = |title: &str| words.iter().all(|word| title.contains(word));
            if fits(&title) || fits(&other) {
                found.push((!title.starts_with(&query), item));
            }
        }
        found.sort_by_key(|(later, _)| *later);
        found.into_iter().map(|(_, item)| item).take(MOST_ITEMS).collect()
    }

    /// Questions that say what is sought, in either language; those that ask it first.
    fn questions_in_palette(&self, query: &str) -> Vec<PaletteItem> {
        // Questions tell answers, and so do the decks and the explorer below.
        if self.has_exam() {
            return Vec::new();
        }
        let found = self.questions_found(query, MOST_QUESTIONS);
        let item = |hit: &Hit| {
            let deck = self.library.decks.get(hit.deck as usize)?.content.as_ref()?;
            let question = deck.questions.get(hit.question as usize)?;
            let title = shortened(&first_line(&asked(question, self.lang)));
            let command = Command::InBrowse(BrowseCommand::Find(deck.full_name(question)));
            Some(PaletteItem {
                note: deck.title.get(self.lang).to_owned(),
                ..PaletteItem::new(title, command)
            })
        };
        let mut items: Vec<PaletteItem> = found.hits.iter().filter_map(item).collect();
        let args = [("shown", items.len().into()), ("count", found.count.into())];
        if let Some(first) = items.first_mut() {
            first.section = Some(say_with(self.lang, "palette-questions", &args));
        }
        items
    }

    fn palette_items(&self, lang: Lang) -> Vec<PaletteItem> {
        let keys = self.keys();
        let actions = ACTIONS.iter().filter(|entry| self.can(entry.action)).map(|entry| PaletteItem {
            keys: keys.of(entry).unwrap_or_default().to_owned(),
            ..PaletteItem::new(self.name_now(entry, lang), Command::Do(entry.action))
        });
        let decks = self.library.decks.iter().filter_map(|entry| entry.content.as_ref()).map(|deck| {
            let title = say_with(lang, "palette-study", &[("deck", deck.title.get(lang).into())]);
            PaletteItem::new(title, Command::Study { deck: deck.id.clone() })
        });
        let machines = self.explorable().into_iter().map(|machine| {
            let title = say_with(lang, "palette-explore", &[("machine", machine.title.get(lang).into())]);
            let command = Command::Explore(ExplorerCommand::Machine(machine.id.clone()));
            PaletteItem::new(title, command)
        });
        let told = decks.chain(machines).filter(|_| !self.has_exam());
        actions.chain(told).collect()
    }
}

impl App {
    /// What an action is called now: going on means the exam while one runs.
    fn name_now(&self, entry: &super::action::Entry, lang: Lang) -> String {
        match entry.action {
            Action::Continue if self.has_exam() => say(lang, "exams-resume").into_owned(),
            _ => name(entry, lang),
        }
    }
}

/// A line that finds room: Chinese characters are twice as wide.
fn shortened(text: &str) -> String {
    let mut wide = 0;
    let fits = |c: &char| {
        wide += if c.is_ascii() { 1 } else { 2 };
        wide <= WIDEST
    };
    let short: String = text.chars().take_while(fits).collect();
    if short.len() == text.len() { short } else { format!("{}…", short.trim_end()) }
}

/// What an action is called.
pub(super) fn name(entry: &super::action::Entry, lang: Lang) -> String {
    say(lang, &format!("action-{}", entry.word)).into_owned()
}
