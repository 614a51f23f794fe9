//! Which rows of a long list of steps are drawn: those that can be seen and some around them, so that Tab and
//! the keys go on. The others only take their room.

use crate::app::steps::StepLine;
use crate::text::Lang;
use crate::wire::Fate;
use egui::{Id, Rect, Ui};
use std::mem::{Discriminant, discriminant};

/// So far outside of what is seen rows are drawn all the same, in their heights.
const AROUND: f32 = 4.0;

/// What all rows of a list have in common that makes them high.
#[derive(Clone, Copy, PartialEq)]
struct By {
    width: f32,
    points: f32,
    scale: f32,
    lang: Lang,
}

/// What takes up the same room beside the words of a step.
type Kind = (Option<Discriminant<Fate>>, usize);

/// How high the rows are that find room on one line.
#[derive(Clone)]
pub struct Heights {
    by: By,
    /// The height of such a row.
    one: Option<f32>,
    /// The longest words that found room, for each kind.
    longest: Vec<(Kind, usize)>,
}

/// The letters of a row with its number; all are equally wide where they are plain.
fn letters(step: &StepLine) -> Option<usize> {
    let (number, sign) = (step.number.to_string().len(), if step.wrong { 2 } else { 0 });
    step.line.is_ascii().then(|| number + sign + step.line.len())
}

fn kind(step: &StepLine) -> Kind {
    (step.fate.as_ref().map(discriminant), step.label.chars().count())
}

impl Heights {
    /// What is known of a list from the last frame, if that had the same look.
    pub fn of(ui: &Ui, id: Id, scale: f32, lang: Lang) -> Heights {
        let by = By { width: ui.available_width(), points: ui.pixels_per_point(), scale, lang };
        let known: Option<Heights> = ui.data(|data| data.get_temp(id.with("heights")));
        known.filter(|known| known.by == by).unwrap_or(Heights { by, one: None, longest: Vec::new() })
    }

    /// Keeps what is known.
    pub fn keep(self, ui: &Ui, id: Id) {
        ui.data_mut(|data| data.insert_temp(id.with("heights"), self));
    }

    /// The height of a row that need not be drawn, where it would come next; `None` for one that must.
    pub fn unseen(&self, ui: &Ui, step: &StepLine) -> Option<f32> {
        let height = self.one?;
        let (kind, letters) = (kind(step), letters(step)?);
        let fits = self.longest.iter().any(|(known, longest)| *known == kind && letters <= *longest);
        let place = Rect::from_min_size(ui.cursor().min, egui::vec2(1.0, height));
        let (top, bottom) = (ui.clip_rect().top(), ui.clip_rect().bottom());
        let far = place.bottom() < top - AROUND * height || place.top() > bottom + AROUND * height;
        // Who does not see sees everything.
        (fits && far && !ui.ctx().has_accesskit_node(ui.unique_id())).then_some(height)
    }

    /// A row was drawn.
    pub fn drawn(&mut self, step: &StepLine, height: f32) {
        let Some(letters) = letters(step) else { return };
        let one = *self.one.get_or_insert(height);
        if height < one - 0.5 {
            // What was taken for one line were several.
            (self.one, self.longest) = (Some(height), Vec::new());
        }
        if self.one.is_some_and(|one| height > one + 0.5) {
            return;
        }
        let kind = kind(step);
        match self.longest.iter_mut().find(|(known, _)| *known == kind) {
            Some((_, longest)) => *longest = (*longest).max(letters),
            None => self.longest.push((kind, letters)),
        }
    }
}
