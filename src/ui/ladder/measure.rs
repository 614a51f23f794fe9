//! How large pieces of text are. Setting a text takes long, and when one step of a ladder changes most of its
//! texts stay: so what the last layout has measured is known to the next one.

use crate::ui::theme::{Font, Theme};
use egui::{Ui, Vec2};
use std::cell::RefCell;
use std::collections::HashMap;

/// What text is measured by: the scale of the text, and the pixels of a point.
pub type By = (f32, f32);

/// Sizes that were measured.
#[derive(Debug, Default)]
pub struct Sizes {
    by: By,
    fonts: Vec<(Font, HashMap<String, Vec2>)>,
}

impl Sizes {
    fn get(&self, text: &str, font: Font) -> Option<Vec2> {
        let (_, sizes) = self.fonts.iter().find(|(known, _)| *known == font)?;
        sizes.get(text).copied()
    }

    fn put(&mut self, text: &str, font: Font, size: Vec2) {
        let at = self.fonts.iter().position(|(known, _)| *known == font).unwrap_or_else(|| {
            self.fonts.push((font, HashMap::new()));
            self.fonts.len() - 1
        });
        if let Some((_, sizes)) = self.fonts.get_mut(at) {
            sizes.insert(text.to_owned(), size);
        }
    }
}

/// Measures the texts of one layout.
pub struct Measuring<'a> {
    ui: &'a Ui,
    theme: &'a Theme,
    /// Those of the last layout,
    before: Option<&'a Sizes>,
    /// and of this one: what is no longer there is forgotten.
    now: RefCell<Sizes>,
}

impl<'a> Measuring<'a> {
    /// Measures for a `Ui`, with what the last layout has measured.
    pub fn new(ui: &'a Ui, theme: &'a Theme, before: Option<&'a Sizes>) -> Measuring<'a> {
        let by = (theme.scale, ui.pixels_per_point());
        let now = RefCell::new(Sizes { by, fonts: Vec::new() });
        Measuring { ui, theme, before: before.filter(|sizes| sizes.by == by), now }
    }

    /// The size of a text on one line.
    pub fn size(&self, text: &str, font: Font) -> Vec2 {
        if let Some(size) = self.now.borrow().get(text, font) {
            return size;
        }
        let known = self.before.and_then(|before| before.get(text, font));
        let size = known.or_else(|| self.by_the_cell(text, font)).unwrap_or_else(|| self.set(text, font));
        self.now.borrow_mut().put(text, font, size);
        size
    }

    /// All letters of the face for numbers are equally wide.
    fn by_the_cell(&self, text: &str, font: Font) -> Option<Vec2> {
        const MANY: &str = "00000000000000000000000000000000";
        let plain = font == Font::Mono && text.len() > 1 && text != MANY;
        if !plain || !text.bytes().all(|byte| byte.is_ascii_graphic() || byte == b' ') {
            return None;
        }
        let many = self.size(MANY, font);
        Some(Vec2::new(many.x / MANY.len() as f32 * text.len() as f32, many.y))
    }

    fn set(&self, text: &str, font: Font) -> Vec2 {
        let (font, color) = (self.theme.font(font), self.theme.colors.text);
        self.ui.fonts_mut(|fonts| fonts.layout_no_wrap(text.to_owned(), font, color).size())
    }

    /// All that was measured.
    pub fn into_sizes(self) -> Sizes {
        self.now.into_inner()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::ladder::Ladder;
    use crate::chance::Chance;
    use crate::ui::install;
    use crate::ui::ladder::layout::layout;
    use crate::ui::ladder::tests::exchange;
    use egui::{Context, RawInput};

    #[test]
    fn what_is_measured_by_the_cell_is_as_wide_as_it_is_set() {
        let ctx = Context::default();
        install(&ctx);
        let check = |ui: &Ui, zoom: f32| {
            let theme = Theme::of(ui).zoomed(zoom);
            let measuring = Measuring::new(ui, &theme, None);
            for text in ["seq=x", "seq=x+1 ack=y+1", "seq=4294967295 ack=4294967295 len=1460 wnd=65535"] {
                let (quick, set) = (measuring.size(text, Font::Mono), measuring.set(text, Font::Mono));
                assert!((quick - set).abs().max_elem() < 0.5, "{text} at {zoom}: {quick} and {set}");
            }
        };
        for points in [1.0, 1.25, 1.5, 2.0] {
            ctx.set_pixels_per_point(points);
            for _ in 0..3 {
                let output = ctx.run_ui(RawInput::default(), |ui| {
                    [0.6, 0.8, 1.0, 1.25, 2.0].iter().for_each(|zoom| check(ui, *zoom));
                });
                output.drop_without_applying_deltas();
            }
        }
    }

    #[test]
    fn a_layout_is_the_same_with_and_without_what_was_measured_before() {
        let ctx = Context::default();
        install(&ctx);
        let all = exchange(60);
        let mut chance = Chance::new(5);
        let mut before: Option<Sizes> = None;
        for turn in 0..40 {
            let order = chance.order(60);
            let rows = order.iter().take(chance.below(40)).filter_map(|at| all.rows.get(*at).cloned());
            let ladder = Ladder { rows: rows.collect(), ..all.clone() };
            let (numbers, zoom) = (chance.below(2) == 0, [0.8, 1.0, 1.0, 1.0][chance.below(4)]);
            let look = |ui: &Ui, before: Option<&Sizes>| {
                let theme = Theme::of(ui).zoomed(zoom);
                let measuring = Measuring::new(ui, &theme, before);
                let measure = |text: &str, font: Font| measuring.size(text, font);
                let layout = layout(&ladder, numbers, 700.0, theme.scale, &measure);
                (layout, measuring.into_sizes())
            };
            let mut both = None;
            ctx.run_ui(RawInput::default(), |ui| {
                both = Some((look(ui, None).0, look(ui, before.as_ref())));
            })
            .drop_without_applying_deltas();
            let (fresh, (kept, sizes)) = both.expect("it was drawn");
            assert_eq!(fresh, kept, "{turn}");
            before = Some(sizes);
        }
    }

    #[test]
    fn another_scale_is_measured_anew() {
        let ctx = Context::default();
        install(&ctx);
        let look = |ui: &Ui| {
            let (one, two) = (Theme::of(ui), Theme::of(ui).zoomed(2.0));
            let first = Measuring::new(ui, &one, None);
            let size = first.size("LISTEN", Font::SmallBold);
            let sizes = first.into_sizes();
            assert_eq!(Measuring::new(ui, &one, Some(&sizes)).size("LISTEN", Font::SmallBold), size);
            assert!(Measuring::new(ui, &two, Some(&sizes)).size("LISTEN", Font::SmallBold).x > size.x * 1.5);
        };
        for _ in 0..2 {
            ctx.run_ui(RawInput::default(), |ui| look(ui)).drop_without_applying_deltas();
        }
    }
}
