//! The colours of both modes. Nothing outside this file makes a colour.

use egui::Color32;

/// One hue in its three uses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tint {
    /// Lines, arrows, filled marks: at least 3:1 against the surfaces.
    pub line: Color32,
    /// The same, held back: lifelines.
    pub soft: Color32,
    /// Text: at least 4.5:1 on the surfaces and on `fill`.
    pub text: Color32,
    /// Background of chips, badges, bands.
    pub fill: Color32,
}

impl Tint {
    /// The line of what cannot be changed: held back, but at least 3:1 against the surfaces.
    pub fn locked(self) -> Color32 {
        self.soft.lerp_to_gamma(self.line, 0.65)
    }
}

/// All colours of one mode.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Palette {
    /// Behind everything.
    pub window: Color32,
    /// Cards, fields, the ladder.
    pub surface: Color32,
    /// Sunk or hovered parts of a surface, code.
    pub inset: Color32,
    /// Separators and edges of cards.
    pub border: Color32,
    /// Edges of controls: at least 3:1.
    pub edge: Color32,
    /// Text.
    pub text: Color32,
    /// Text of less weight.
    pub muted: Color32,
    /// Lines of what does not count.
    pub faint: Color32,
    /// The one accent: primary buttons, selection, links, focus.
    pub accent: Tint,
    /// Text on `accent.line`.
    pub on_accent: Color32,
    /// The first and the second end.
    pub ends: [Tint; 2],
    /// Right answers.
    pub right: Tint,
    /// Wrong ones.
    pub wrong: Tint,
    /// Hints.
    pub hint: Tint,
    /// Warnings.
    pub warning: Tint,
}

const fn rgb(hex: u32) -> Color32 {
    Color32::from_rgb((hex >> 16) as u8, (hex >> 8) as u8, hex as u8)
}

const fn tint(line: u32, soft: u32, text: u32, fill: u32) -> Tint {
    Tint { line: rgb(line), soft: rgb(soft), text: rgb(text), fill: rgb(fill) }
}

/// By day.
pub static LIGHT: Palette = DAY;
const DAY: Palette = Palette {
    window: rgb(0xF6F6F4),
    surface: rgb(0xFFFFFF),
    inset: rgb(0xEEEEEB),
    border: rgb(0xDEDED9),
    edge: rgb(0x8A8A84),
    text: rgb(0x1E1F22),
    muted: rgb(0x5B5D63),
    faint: rgb(0xB4B5B2),
    accent: tint(0x4B3FB5, 0x9C94DE, 0x463AAB, 0xECEAFA),
    on_accent: rgb(0xFFFFFF),
    ends: [tint(0x1F6FD1, 0x93BCEB, 0x1659AE, 0xE7F0FC), tint(0xC65A08, 0xE8B48A, 0x9C4300, 0xFCEEE1)],
    right: tint(0x1F8A45, 0x8CCBA2, 0x17692F, 0xE5F5E9),
    wrong: tint(0xC62838, 0xE5969D, 0xA81B2A, 0xFDEAEB),
    hint: tint(0x0E7C86, 0x86C3C8, 0x0A626A, 0xE1F3F4),
    warning: tint(0x9A6A00, 0xDBBE77, 0x795200, 0xFBF1D8),
};

/// By night.
pub static DARK: Palette = NIGHT;
const NIGHT: Palette = Palette {
    window: rgb(0x16171A),
    surface: rgb(0x1E2024),
    inset: rgb(0x292C31),
    border: rgb(0x363A41),
    edge: rgb(0x757B87),
    text: rgb(0xE8E8E6),
    muted: rgb(0xA9ADB6),
    faint: rgb(0x565B64),
    accent: tint(0xA79CF5, 0x6A61AE, 0xBBB2FA, 0x2E2B4A),
    on_accent: rgb(0x16171A),
    ends: [tint(0x69A8F5, 0x3D6595, 0x93C1FA, 0x1B2C42), tint(0xF0974A, 0x8F5E33, 0xF8B67C, 0x3B2817)],
    right: tint(0x5CC482, 0x3A7551, 0x7DD69C, 0x183322),
    wrong: tint(0xF4747C, 0x8F454C, 0xFF9BA1, 0x421F24),
    hint: tint(0x52BCC6, 0x347078, 0x77D2DA, 0x163236),
    warning: tint(0xDBAE45, 0x846B2F, 0xEAC46C, 0x372C13),
};

/// By day, for who needs colours that differ more.
pub static LIGHT_CONTRAST: Palette = Palette {
    window: rgb(0xFFFFFF),
    surface: rgb(0xFFFFFF),
    inset: rgb(0xE6E6E6),
    border: rgb(0x000000),
    edge: rgb(0x000000),
    text: rgb(0x000000),
    muted: rgb(0x1C1C1C),
    faint: rgb(0x6B6B6B),
    accent: tint(0x2A1FA0, 0x2A1FA0, 0x1F1580, 0xE4E1FF),
    ends: [tint(0x003F9E, 0x003F9E, 0x00337F, 0xDDE9FF), tint(0x8A3A00, 0x8A3A00, 0x6E2E00, 0xFFE8D6)],
    right: tint(0x005C22, 0x005C22, 0x00491B, 0xD9F5E0),
    wrong: tint(0x9B0012, 0x9B0012, 0x7F000F, 0xFFE0E3),
    hint: tint(0x00525A, 0x00525A, 0x004248, 0xD6F3F5),
    warning: tint(0x664400, 0x664400, 0x523700, 0xFFEFC4),
    ..DAY
};

/// By night, likewise.
pub static DARK_CONTRAST: Palette = Palette {
    window: rgb(0x000000),
    surface: rgb(0x000000),
    inset: rgb(0x2A2A2A),
    border: rgb(0xFFFFFF),
    edge: rgb(0xFFFFFF),
    text: rgb(0xFFFFFF),
    muted: rgb(0xE6E6E6),
    faint: rgb(0xA0A0A0),
    accent: tint(0xC9C2FF, 0xC9C2FF, 0xDAD5FF, 0x1E1752),
    ends: [tint(0x9CC8FF, 0x9CC8FF, 0xBEDAFF, 0x04264F), tint(0xFFBE8A, 0xFFBE8A, 0xFFD3B0, 0x4A2000)],
    right: tint(0x7FE3A0, 0x7FE3A0, 0xA6F0BE, 0x003A16),
    wrong: tint(0xFF9AA2, 0xFF9AA2, 0xFFBDC2, 0x55000A),
    hint: tint(0x7FE0E8, 0x7FE0E8, 0xABEDF2, 0x003A40),
    warning: tint(0xFFD36B, 0xFFD36B, 0xFFE2A0, 0x453000),
    ..NIGHT
};

#[cfg(test)]
mod tests {
    use super::*;

    /// The least contrast of text, WCAG 2.2 level AA.
    const TEXT: f64 = 4.5;
    /// The same for who needs more, level AAA.
    const MORE: f64 = 7.0;

    /// WCAG 2.2, "relative luminance".
    fn luminance(color: Color32) -> f64 {
        let channel = |c: u8| {
            let c = f64::from(c) / 255.0;
            if c <= 0.04045 { c / 12.92 } else { ((c + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * channel(color.r()) + 0.7152 * channel(color.g()) + 0.0722 * channel(color.b())
    }

    /// WCAG 2.2, "contrast ratio".
    fn contrast(a: Color32, b: Color32) -> f64 {
        let (a, b) = (luminance(a), luminance(b));
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    /// What is written or drawn on what, and the least contrast.
    fn pairs(p: &Palette) -> Vec<(String, Color32, Color32, f64)> {
        let mut pairs = vec![("on_accent".to_owned(), p.on_accent, p.accent.line, TEXT)];
        let grounds = [("window", p.window), ("surface", p.surface), ("inset", p.inset)];
        let tints = [
            ("accent", p.accent),
            ("first", p.ends[0]),
            ("second", p.ends[1]),
            ("right", p.right),
            ("wrong", p.wrong),
            ("hint", p.hint),
            ("warning", p.warning),
        ];
        for (ground_name, ground) in grounds {
            pairs.push((format!("text on {ground_name}"), p.text, ground, TEXT));
            pairs.push((format!("muted on {ground_name}"), p.muted, ground, TEXT));
            for (name, tint) in tints {
                pairs.push((format!("{name} on {ground_name}"), tint.text, ground, TEXT));
            }
        }
        for (ground_name, ground) in [("window", p.window), ("surface", p.surface)] {
            pairs.push((format!("edge on {ground_name}"), p.edge, ground, 3.0));
        }
        for (name, tint) in tints {
            pairs.push((format!("{name} line on surface"), tint.line, p.surface, 3.0));
            pairs.push((format!("{name} line on its fill"), tint.line, tint.fill, 3.0));
            pairs.push((format!("{name} text on its fill"), tint.text, tint.fill, TEXT));
            pairs.push((format!("text on {name} fill"), p.text, tint.fill, TEXT));
            pairs.push((format!("muted on {name} fill"), p.muted, tint.fill, TEXT));
        }
        for (name, end) in [("first", p.ends[0]), ("second", p.ends[1])] {
            pairs.push((format!("{name} locked line on surface"), end.locked(), p.surface, 3.0));
            // Rows of a ladder that are wrong or chosen.
            pairs.push((format!("{name} text on wrong fill"), end.text, p.wrong.fill, TEXT));
            pairs.push((format!("{name} text on accent fill"), end.text, p.accent.fill, TEXT));
        }
        pairs
    }

    #[test]
    fn text_and_lines_stand_out_in_every_mode() {
        let modes = [
            ("light", &LIGHT, TEXT),
            ("dark", &DARK, TEXT),
            ("light, high contrast", &LIGHT_CONTRAST, MORE),
            ("dark, high contrast", &DARK_CONTRAST, MORE),
        ];
        for (mode, palette, text) in modes {
            for (what, front, ground, least) in pairs(palette) {
                let least = if least == TEXT { text } else { least };
                let ratio = contrast(front, ground);
                assert!(ratio >= least, "{mode}: {what} has {ratio:.2}:1, not {least}:1");
            }
        }
    }

    #[test]
    fn contrast_is_that_of_the_standard() {
        assert_eq!(contrast(Color32::BLACK, Color32::WHITE), 21.0);
    }
}
