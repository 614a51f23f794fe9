//! Content that comes while the app runs: what takes long to read, and what was changed.

use super::kept::Works;
use super::library::Library;
use super::place::Place;
use super::{App, Effect};
use jiff::Timestamp;

impl App {
    /// There is more content than the app was made with; it comes with [`App::reload`].
    pub fn expect_content(&mut self) {
        self.expects = true;
    }

    /// Content files have changed, or what was expected is there.
    pub fn reload(&mut self, library: Library, now: Timestamp) -> Vec<Effect> {
        let waited = std::mem::take(&mut self.expects) && self.loaded;
        self.replace_content(library, now);
        if waited { self.take_up(now) } else { Vec::new() }
    }

    fn replace_content(&mut self, library: Library, now: Timestamp) {
        self.record.rename(library.renames());
        self.sample.iter_mut().for_each(|sample| sample.rename(library.renames()));
        self.library = library;
        self.works = Works::default();
        self.browse.reload();
        self.progress.forget();
        self.prepare_lab();
        self.keep_what_fits();
        self.exams_reload(now);
        let Some(study) = &mut self.study else { return };
        let id = study.deck.id.clone();
        if study.replace(&self.library, now) {
            return;
        }
        self.study = None;
        let seen = *self.trail.now() == Place::Study;
        self.trail.forget(&Place::Study);
        // The deck is broken now: its findings are what helps.
        let file = self.library.decks.iter().find(|d| d.content.is_none() && d.file.contains(&id));
        if let (Some(file), true) = (file, seen) {
            self.trail.go(Place::Findings(file.file.clone()));
        }
    }
}
