//! How well the learner knows the rules of a machine: on its arrows, and in words.

use super::MapView;
use crate::app::App;
use crate::app::record::Mark;
use crate::app::weak::WEAK;
use crate::text::{say, say_with};
use jiff::Timestamp;
use std::collections::BTreeMap;

/// How strong something is: for a colour, and the same as a figure.
#[derive(Clone, Debug, PartialEq)]
pub struct Strength {
    /// From 0 to 1.
    pub value: f32,
    /// In short, as on an edge.
    pub text: String,
}

/// How well a machine is known.
#[derive(Clone, Debug, PartialEq)]
pub struct MasteryView {
    /// How many of its rules were met, and how many of those are weak.
    pub said: String,
    /// Whether there are weak ones to be practised.
    pub weak: bool,
}

impl App {
    /// The map with what the learner knows of the machine; as it was where that is nothing yet.
    pub(in crate::app) fn with_mastery(&self, mut view: MapView, now: Timestamp) -> MapView {
        let Some(machine) = self.library.machine(&view.machine).cloned() else { return view };
        let record = self.shown_record();
        let marks = self.marks();
        let recall = |mark: &Mark| record.scheduler().recall(&mark.card, now);
        let met: BTreeMap<&str, f32> = machine
            .rules
            .iter()
            .filter_map(|rule| {
                Some((rule.id.as_str(), recall(marks.get(machine.full_rule(&rule.id).as_str())?)))
            })
            .collect();
        if met.is_empty() {
            return view;
        }
        for edge in &mut view.edges {
            let known: Vec<f32> =
                edge.rules.iter().filter_map(|rule| met.get(rule.as_str()).copied()).collect();
            if known.is_empty() {
                edge.spoken += &say(self.lang, "map-never-met-said");
                continue;
            }
            let value = known.iter().sum::<f32>() / known.len() as f32;
            let args = [("percent", i64::from((value * 100.0).round() as i32).into())];
            edge.spoken += &say_with(self.lang, "map-strength-said", &args);
            edge.strength = Some(Strength { value, text: say_with(self.lang, "percent", &args) });
        }
        let weak = machine.rules.iter().filter_map(|rule| marks.get(machine.full_rule(&rule.id).as_str()));
        let weak = weak.filter(|mark| self.strength(mark, now) < WEAK).count();
        let args = [("met", met.len().into()), ("all", machine.rules.len().into()), ("weak", weak.into())];
        let said = say_with(self.lang, "map-mastery", &args);
        view.mastery = Some(MasteryView { said, weak: weak > 0 });
        view
    }
}
