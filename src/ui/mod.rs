//! The window. Draws views and sends commands; decides nothing, reads no file, asks no clock.
//!
//! egui is named only here and in `main`.

mod browse;
mod capture;
mod composer;
mod data;
mod decks;
mod exam;
mod explorer;
mod fields;
mod findings;
mod focus;
mod fonts;
mod keys;
mod kinds;
mod lab;
mod ladder;
mod learning;
mod leech;
mod map;
mod markdown;
mod overlay;
mod picture;
mod progress;
mod rail;
mod sample;
mod save;
mod settings;
mod shell;
mod states;
mod study;
mod study_difference;
mod study_more;
mod summary;
mod theme;
mod today;
mod trouble;

pub use fonts::has_glyph;
pub use picture::picture;
pub use shell::{Outside, Window};

/// Fonts and look; before the first frame, in eframe's creator or a test's context set-up.
pub fn install(ctx: &egui::Context) {
    fonts::install_fonts(ctx);
    theme::apply(ctx, theme::Look::default());
}
