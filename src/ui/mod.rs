//! The window. Draws views and sends commands; decides nothing, reads no file, asks no clock.
//!
//! egui is named only here and in `main`.

mod composer;
mod findings;
mod fonts;
mod home;
mod kinds;
mod ladder;
mod markdown;
mod shell;
mod study;
mod theme;

pub use fonts::{has_glyph, install_fonts};
pub use shell::{Outside, Window};
