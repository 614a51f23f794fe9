//! The fonts that are compiled into the program.
//!
//! Latin comes first, then Chinese, then signs. egui's own emoji faces stay at the end, and the
//! system's fonts are the net for what none of them has.

use egui::{Context, FontData, FontDefinitions, FontFamily, FontTweak};
use std::sync::Arc;

/// Name of the family for emphasis and headings.
pub const BOLD: &str = "Bold";

const INTER: &str = "Inter";
const INTER_BOLD: &str = "Inter SemiBold";
const NOTO: &str = "Noto Sans SC";
const NOTO_BOLD: &str = "Noto Sans SC Bold";
const JETBRAINS: &str = "JetBrains Mono";
const ICONS: &str = "Icons";

/// The bold family. Text in it panics within egui unless [`install_fonts`] was called a frame before.
pub fn bold() -> FontFamily {
    FontFamily::Name(BOLD.into())
}

/// The family of icons; as [`bold`], only behind [`install_fonts`].
pub fn icons() -> FontFamily {
    FontFamily::Name(ICONS.into())
}

/// Installs the fonts. Call it before the first frame: in eframe's creator, or in a test's
/// `with_context_setup`.
pub fn install_fonts(ctx: &Context) {
    ctx.set_fonts(definitions());
}

/// Whether one of the embedded text faces has a character. (Emoji faces and the system's fonts are
/// the net behind them and do not count: elsewhere they may be missing.)
pub fn has_glyph(c: char) -> bool {
    use skrifa::MetadataProvider;
    if c.is_control() {
        return true;
    }
    [FILES[0].1, FILES[2].1, FILES[4].1]
        .into_iter()
        .filter_map(|bytes| skrifa::FontRef::new(bytes).ok())
        .any(|font| font.charmap().map(c).is_some_and(|glyph| glyph.to_u32() != 0))
}

/// The font files.
pub fn files() -> impl Iterator<Item = &'static [u8]> {
    FILES.iter().map(|(_, bytes)| *bytes)
}

static FILES: [(&str, &[u8]); 6] = [
    (INTER, include_bytes!("../../assets/fonts/Inter-Regular.ttf")),
    (INTER_BOLD, include_bytes!("../../assets/fonts/Inter-SemiBold.ttf")),
    (NOTO, include_bytes!("../../assets/fonts/NotoSansSC-Regular.gb2312.ttf")),
    (NOTO_BOLD, include_bytes!("../../assets/fonts/NotoSansSC-Bold.gb2312.ttf")),
    (JETBRAINS, include_bytes!("../../assets/fonts/JetBrainsMono-Regular.ttf")),
    (ICONS, include_bytes!("../../assets/fonts/MaterialSymbolsRounded.subset.ttf")),
];

/// How far Chinese is raised, in parts of its size. egui puts the faces of a line middle to middle, not baseline to
/// baseline. The baseline lies below that middle by half of what a face rises over it less what it falls below:
/// (1.160 − 0.288) / 2 in Noto, (0.969 − 0.241) / 2 in Inter, (1.020 − 0.300) / 2 in JetBrains Mono.
const RAISED: f32 = 0.073;

/// Chinese on the baseline of the Latin beside it.
fn on_the_line() -> FontTweak {
    FontTweak { y_offset_factor: -RAISED, ..FontTweak::default() }
}

/// The fonts and the order in which each family is searched.
pub fn definitions() -> FontDefinitions {
    let mut fonts = FontDefinitions::default();
    let emoji: Vec<String> = fonts.families.get(&FontFamily::Proportional).map_or_else(Vec::new, |family| {
        family.iter().filter(|name| !name.contains("Ubuntu") && !name.contains("Hack")).cloned().collect()
    });
    for (name, bytes) in FILES {
        let data = FontData::from_static(bytes);
        let data = if matches!(name, NOTO | NOTO_BOLD) { data.tweak(on_the_line()) } else { data };
        fonts.font_data.insert(name.to_owned(), Arc::new(data));
    }
    let families: [(FontFamily, &[&str]); 3] = [
        (FontFamily::Proportional, &[INTER, NOTO]),
        (bold(), &[INTER_BOLD, NOTO_BOLD, INTER, NOTO]),
        // ✗ and ✓ are in Inter, not in JetBrains Mono.
        (FontFamily::Monospace, &[JETBRAINS, INTER, NOTO]),
    ];
    for (family, names) in families {
        let order = names.iter().map(|name| (*name).to_owned()).chain(emoji.iter().cloned());
        fonts.families.insert(family, order.collect());
    }
    fonts
        .families
        .insert(icons(), vec![ICONS.to_owned(), INTER.to_owned(), NOTO.to_owned(), JETBRAINS.to_owned()]);
    fonts
}

#[cfg(test)]
mod tests {
    use super::*;

    /// [`RAISED`] is what the files say.
    #[test]
    fn chinese_stands_on_the_line_of_the_latin_beside_it() {
        use skrifa::MetadataProvider;
        let below_middle = |name: &str| {
            let (_, bytes) = FILES.into_iter().find(|(known, _)| *known == name).expect("a face");
            let font = skrifa::FontRef::new(bytes).expect("it is read");
            let metrics =
                font.metrics(skrifa::instance::Size::new(1.0), skrifa::instance::LocationRef::default());
            (metrics.ascent + metrics.descent) / 2.0
        };
        for (han, latin) in [(NOTO, INTER), (NOTO_BOLD, INTER_BOLD), (NOTO, JETBRAINS)] {
            let apart = below_middle(han) - below_middle(latin);
            assert!((apart - RAISED).abs() < 0.01, "{han} beside {latin}: {apart}");
        }
        let fonts = definitions();
        let raised = |name: &str| fonts.font_data.get(name).map(|data| data.tweak.y_offset_factor);
        assert_eq!([NOTO, NOTO_BOLD].map(raised), [Some(-RAISED); 2]);
        assert_eq!([INTER, JETBRAINS].map(raised), [Some(0.0); 2]);
    }

    #[test]
    fn every_family_names_only_fonts_that_exist() {
        let fonts = definitions();
        for (family, names) in &fonts.families {
            assert!(names.iter().all(|name| fonts.font_data.contains_key(name)), "{family:?}: {names:?}");
            assert!(names.len() >= 4, "{family:?} has lost the emoji fonts: {names:?}");
        }
    }
}
