//! The window. Draws views and sends commands; decides nothing, reads no file, asks no clock.
//!
//! egui is named only here and in `main`.

mod capture;
mod composer;
mod explorer;
mod findings;
mod fonts;
mod home;
mod kinds;
mod lab;
mod ladder;
mod markdown;
mod picture;
mod shell;
mod states;
mod study;
mod theme;

pub use fonts::has_glyph;
pub use picture::picture;
pub use shell::{Outside, Window};

/// Fonts and look; before the first frame, in eframe's creator or a test's context set-up.
pub fn install(ctx: &egui::Context) {
    fonts::install_fonts(ctx);
    theme::apply(ctx, egui::ThemePreference::System, 1.0);
}
