//! Where both ends are on the map, as a step of a ladder or of the Lab has it.

use super::MapCommand;
use crate::app::place::Place;
use crate::app::study::Phase;
use crate::app::study_view::KindView;
use crate::app::{App, Command};
use crate::machine::Machine;
use crate::text::{Lang, say, say_with};
use crate::wire::End;
use jiff::Timestamp;

/// Where both ends are.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Lit {
    /// The machine's id.
    pub machine: String,
    /// The names of the states in which each end may be.
    pub ends: [Vec<String>; 2],
    /// After which step; nothing where that is not known or none has been made.
    pub step: Option<usize>,
}

impl Lit {
    /// In words.
    pub(super) fn in_words(&self, machine: &Machine, lang: Lang) -> String {
        let or = say(lang, "or");
        let [first, second] = self.ends.each_ref().map(|states| states.join(&or));
        let [one, other] = End::BOTH.map(|end| machine.role_name(end, lang).to_owned());
        let step = self.step.unwrap_or(0);
        let args = [
            ("step", step.into()),
            ("first", one.into()),
            ("first-state", first.into()),
            ("second", other.into()),
            ("second-state", second.into()),
        ];
        say_with(lang, if step == 0 { "map-lit-now" } else { "map-lit-step" }, &args)
    }
}

impl App {
    /// Something on the map, which is then shown.
    pub(in crate::app) fn in_map(&mut self, command: MapCommand) {
        if matches!(command, MapCommand::Show(_)) {
            self.map.origin = Some(self.trail.now().clone()).filter(|place| *place != Place::Map);
        }
        self.trail.go(Place::Map);
        self.map.update(command);
    }

    /// Whoever comes to the map from the Lab or from a verdict sees there where both ends are.
    pub(in crate::app) fn light_map(&mut self, from: &Place, asked: &Command, now: Timestamp) {
        if *self.trail.now() != Place::Map || matches!(asked, Command::InMap(_)) {
            return;
        }
        let lit = match from {
            Place::Lab => self.lab_states(),
            Place::Study => self.studied_states(now),
            _ => return,
        };
        if let Some(lit) = lit {
            self.map.update(MapCommand::Show(lit));
            self.map.origin = Some(from.clone());
        }
    }

    /// After the last step of the ladder, where the answer has been judged: never before.
    fn studied_states(&self, now: Timestamp) -> Option<Lit> {
        let study = self.study.as_ref().filter(|study| study.phase == Phase::Told)?;
        let view = study.view(self.shown_record(), now, self.lang);
        let (KindView::Build { ladder, .. }
        | KindView::Fault { ladder, .. }
        | KindView::States { ladder, .. }) = &view.kind
        else {
            return None;
        };
        let ends = ladder.rows.last()?.detail.as_ref()?.after.clone();
        let known = ends.iter().all(|states| !states.is_empty());
        let machine = study.deck.machine.id.clone();
        known.then_some(Lit { machine, ends, step: Some(ladder.rows.len()) })
    }
}
