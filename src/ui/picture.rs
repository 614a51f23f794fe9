//! A PNG of an SVG, with the fonts of the window.

use super::fonts::files;
use resvg::{tiny_skia, usvg};

/// Dots for each point: sharp on paper and on dense screens.
const DOTS: f32 = 2.0;

/// Draws an SVG.
///
/// # Errors
///
/// A text that is no SVG, or too large a picture; in the words of the library.
pub fn picture(svg: &str) -> Result<Vec<u8>, String> {
    drawn(svg)?.encode_png().map_err(|error| error.to_string())
}

/// Draws an SVG for the clipboard.
///
/// # Errors
///
/// As [`picture`].
pub fn image(svg: &str) -> Result<egui::ColorImage, String> {
    let map = drawn(svg)?;
    let size = [map.width() as usize, map.height() as usize];
    Ok(egui::ColorImage::from_rgba_premultiplied(size, map.data()))
}

fn drawn(svg: &str) -> Result<tiny_skia::Pixmap, String> {
    let mut options = usvg::Options::default();
    let fonts = options.fontdb_mut();
    files().for_each(|bytes| fonts.load_font_data(bytes.to_vec()));
    let tree = usvg::Tree::from_str(svg, &options).map_err(|error| error.to_string())?;
    let size = tree.size();
    let dots = |points: f32| (points * DOTS).ceil() as u32;
    let mut map = tiny_skia::Pixmap::new(dots(size.width()), dots(size.height()))
        .ok_or_else(|| format!("{} x {}", size.width(), size.height()))?;
    resvg::render(&tree, tiny_skia::Transform::from_scale(DOTS, DOTS), &mut map.as_mut());
    Ok(map)
}
