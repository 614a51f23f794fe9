//! Where the learner is, has been, and can go.

use super::record::FactId;

/// A place.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Place {
    /// What is to be done now.
    #[default]
    Today,
    /// All decks.
    Decks,
    /// All questions.
    Browse,
    /// The session.
    Study,
    /// The findings of a file.
    Findings(String),
    /// The Lab.
    Lab,
    /// The explorer.
    Explorer,
    /// The map.
    Map,
    /// Captures.
    Capture,
    /// What was done, what is known, what is to come.
    Progress,
    /// The exams.
    Exam,
    /// The page before one.
    ExamStart,
    /// The one that is being sat.
    ExamSitting,
    /// What came of one, by the id of its fact.
    ExamReport(FactId),
    /// Settings.
    Settings,
    /// The learner's data.
    Data,
}

impl Place {
    /// Those that stand on the rail, in order.
    pub const RAIL: [Place; 9] = [
        Place::Today,
        Place::Decks,
        Place::Lab,
        Place::Explorer,
        Place::Map,
        Place::Capture,
        Place::Progress,
        Place::Exam,
        Place::Settings,
    ];

    /// The place of the rail that this one belongs to.
    pub fn on_rail(&self) -> Place {
        match self {
            Place::Study => Place::Today,
            Place::Browse | Place::Findings(_) => Place::Decks,
            Place::Data => Place::Settings,
            Place::ExamStart | Place::ExamSitting | Place::ExamReport(_) => Place::Exam,
            Place::Today
            | Place::Decks
            | Place::Lab
            | Place::Explorer
            | Place::Map
            | Place::Capture
            | Place::Progress
            | Place::Exam
            | Place::Settings => self.clone(),
        }
    }
}

/// The way that was taken, so that one can go back and forward on it.
#[derive(Debug)]
pub(super) struct Trail {
    places: Vec<Place>,
    at: usize,
}

impl Default for Trail {
    fn default() -> Trail {
        Trail { places: vec![Place::default()], at: 0 }
    }
}

/// Older places are forgotten.
const LONGEST: usize = 50;

impl Trail {
    /// Where the learner is.
    pub fn now(&self) -> &Place {
        self.places.get(self.at).unwrap_or(&Place::Today)
    }

    /// Goes somewhere; what lay ahead is forgotten.
    pub fn go(&mut self, place: Place) {
        if *self.now() == place {
            return;
        }
        self.places.truncate(self.at + 1);
        self.places.push(place);
        if self.places.len() > LONGEST {
            self.places.remove(0);
        }
        self.at = self.places.len() - 1;
    }

    /// Takes a place out of the way: it is no more.
    pub fn forget(&mut self, place: &Place) {
        let before = self.places.iter().take(self.at).filter(|known| *known == place).count();
        let here = self.now() == place;
        self.places.retain(|known| known != place);
        self.at = self.at.saturating_sub(before + usize::from(here));
        if self.places.is_empty() {
            *self = Trail::default();
        }
        self.at = self.at.min(self.places.len() - 1);
        self.places.dedup();
        self.at = self.at.min(self.places.len() - 1);
    }

    /// One place back; whether there was one.
    pub fn back(&mut self) -> bool {
        let can = self.can().0;
        self.at -= usize::from(can);
        can
    }

    /// One place forward; whether there was one.
    pub fn forward(&mut self) -> bool {
        let can = self.can().1;
        self.at += usize::from(can);
        can
    }

    /// Whether one can go back, and forward.
    pub fn can(&self) -> (bool, bool) {
        (self.at > 0, self.at + 1 < self.places.len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn back_and_forward() {
        let mut trail = Trail::default();
        trail.go(Place::Decks);
        trail.go(Place::Study);
        trail.go(Place::Study);
        assert_eq!((trail.now(), trail.can()), (&Place::Study, (true, false)));
        assert!(trail.back() && trail.back() && !trail.back());
        assert_eq!((trail.now(), trail.can()), (&Place::Today, (false, true)));
        assert!(trail.forward());
        trail.go(Place::Settings);
        assert!(!trail.forward());
        assert_eq!(trail.now(), &Place::Settings);
        trail.go(Place::Study);
        trail.forget(&Place::Study);
        assert_eq!((trail.now(), trail.can()), (&Place::Settings, (true, false)));
        for at in 0..2 * LONGEST {
            trail.go(Place::Findings(at.to_string()));
        }
        assert_eq!(trail.places.len(), LONGEST);
        let here = trail.now().clone();
        trail.forget(&here);
        assert_eq!(trail.now(), &Place::Findings((2 * LONGEST - 2).to_string()));
    }
}
