//! The look: colours, sizes, and what is made of them. No other module names a colour or a size.

pub mod icons;
mod palette;
mod parts;
pub mod size;

use crate::app::map::Change;
use crate::ui::fonts;
use crate::wire::End;
use egui::style::{ScrollStyle, Selection, WidgetVisuals, Widgets};
use egui::{
    Color32, CornerRadius, FontFamily, FontId, Margin, Shadow, Stroke, Style, TextStyle, Vec2, Visuals,
};

pub use palette::{DARK, DARK_CONTRAST, LIGHT, LIGHT_CONTRAST, Palette, Tint};
pub use parts::{
    announced, back_button, badge, card, chip, fade, head, help_ui, is_short, lead_button, letter_job, link,
    picture_card, primary_button, quiet_button, signed_button, sized_field, steps_slider, text_field,
    tinted_button,
};
pub use size::{
    BESIDE, CODE_FIELD, DOCK_SHARE, LadderSizes, MARKS, MapSizes, WIDE, chart, control, line, radius, space,
    zoom,
};

/// The fonts of the interface.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Font {
    /// Running text.
    Body,
    /// Emphasised running text.
    BodyBold,
    /// Remarks.
    Small,
    /// Badges.
    SmallBold,
    /// Flags, fields, code.
    Mono,
    /// Headings of sections.
    Heading,
    /// The title of a screen.
    Title,
}

/// The colours and the text scale in force in some `Ui`.
#[derive(Clone, Copy, Debug)]
pub struct Theme {
    /// The colours.
    pub colors: &'static Palette,
    /// How much larger text is than usual, `0.8 ..= 2.0`.
    pub scale: f32,
    /// Whether things may move.
    pub motion: bool,
}

/// What the learner needs to see and to bear.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Look {
    /// Light, dark, or as the desktop is.
    pub mode: egui::ThemePreference,
    /// How much larger text is than usual; kept within `0.8 ..= 2.0`.
    pub scale: f32,
    /// Whether colours differ more.
    pub contrast: bool,
    /// Whether things may move.
    pub motion: bool,
}

impl Default for Look {
    fn default() -> Look {
        Look { mode: egui::ThemePreference::System, scale: 1.0, contrast: false, motion: true }
    }
}

impl Theme {
    /// The theme that `apply` has set for this `Ui`.
    pub fn of(ui: &egui::Ui) -> Theme {
        let body = ui.style().text_styles.get(&TextStyle::Body).map_or(size::text::BODY, |font| font.size);
        let look = ui.data(|data| data.get_temp::<Look>(egui::Id::NULL)).unwrap_or_default();
        let colors = palette(ui.visuals().dark_mode, look.contrast);
        Theme { colors, scale: body / size::text::BODY, motion: look.motion }
    }

    /// The same with everything larger or smaller.
    pub fn zoomed(self, zoom: f32) -> Theme {
        Theme { scale: self.scale * zoom, ..self }
    }

    /// The colours of an end.
    pub fn end(&self, end: End) -> Tint {
        match end {
            End::First => self.colors.ends[0],
            End::Second => self.colors.ends[1],
        }
    }

    /// A font at the scale in force.
    pub fn font(&self, font: Font) -> FontId {
        font_id(font, self.scale)
    }

    /// The measures of a ladder at the scale in force.
    pub fn ladder(&self) -> LadderSizes {
        LadderSizes::at(self.scale)
    }

    /// The measures of a state diagram at the scale in force.
    pub fn map(&self) -> MapSizes {
        MapSizes::at(self.scale)
    }

    /// The tint of what a variant changes. A sign must say the same.
    pub fn change(&self, change: Change) -> Tint {
        match change {
            Change::Added => self.colors.right,
            Change::Changed => self.colors.warning,
            Change::Removed => self.colors.wrong,
        }
    }

    /// The tint of a strength from 0 to 1: weak, middling, strong. A figure must say the same.
    pub fn strength(&self, strength: f32) -> Tint {
        match strength {
            weak if weak < 0.4 => self.colors.wrong,
            middling if middling < 0.8 => self.colors.warning,
            _ => self.colors.right,
        }
    }
}

fn palette(dark: bool, contrast: bool) -> &'static Palette {
    match (dark, contrast) {
        (false, false) => &LIGHT,
        (true, false) => &DARK,
        (false, true) => &LIGHT_CONTRAST,
        (true, true) => &DARK_CONTRAST,
    }
}

fn font_id(font: Font, scale: f32) -> FontId {
    let family = match font {
        Font::Body | Font::Small => FontFamily::Proportional,
        Font::BodyBold | Font::SmallBold | Font::Heading | Font::Title => fonts::bold(),
        Font::Mono => FontFamily::Monospace,
    };
    FontId::new(size::of(font) * scale, family)
}

/// The icons at a scale.
pub fn icon_font(scale: f32) -> FontId {
    FontId::new(size::text::ICON * scale, fonts::icons())
}

/// The text style of a screen's title; that of a heading where the window is low.
pub fn title(ui: &egui::Ui) -> TextStyle {
    if is_short(ui) { TextStyle::Heading } else { TextStyle::Name(TITLE.into()) }
}

/// The name of the text style of titles.
const TITLE: &str = "title";

/// The size of a question's number in the list of an exam.
pub fn item_size(ui: &egui::Ui) -> Vec2 {
    Vec2::new(size::ITEM.0, size::ITEM.1) * Theme::of(ui).scale.max(1.0)
}

/// The text style of emphasised running text.
pub fn bold() -> TextStyle {
    TextStyle::Name("bold".into())
}

/// Sets the style of both modes and which of them is shown (`System` follows the desktop).
///
/// The fonts must have been installed before, see [`fonts::install_fonts`]. It costs little, but call it
/// only when a setting has changed.
pub fn apply(ctx: &egui::Context, look: Look) {
    let look = Look { scale: look.scale.clamp(0.8, 2.0), ..look };
    ctx.data_mut(|data| data.insert_temp(egui::Id::NULL, look));
    ctx.style_mut_of(egui::Theme::Light, |style| set(style, false, look));
    ctx.style_mut_of(egui::Theme::Dark, |style| set(style, true, look));
    ctx.set_theme(look.mode);
    ctx.add_plugin(Tooltips);
}

/// Keeps what is told beside the pointer within the window, however narrow that is made.
struct Tooltips;

impl egui::Plugin for Tooltips {
    fn debug_name(&self) -> &'static str {
        "tooltips"
    }

    fn on_begin_pass(&mut self, ui: &mut egui::Ui) {
        let ctx = ui.ctx();
        let scale = ctx.data(|data| data.get_temp::<Look>(egui::Id::NULL)).unwrap_or_default().scale;
        let width = (size::TOOLTIP * scale).min(ctx.content_rect().width() - 4.0 * space::L);
        if ctx.global_style().spacing.tooltip_width != width {
            ctx.global_style_mut(|style| style.spacing.tooltip_width = width);
        }
    }
}

fn set(style: &mut Style, dark: bool, look: Look) {
    let scale = look.scale;
    let styles = [
        (TextStyle::Body, Font::Body),
        (TextStyle::Button, Font::Body),
        (TextStyle::Small, Font::Small),
        (TextStyle::Monospace, Font::Mono),
        (TextStyle::Heading, Font::Heading),
        (TextStyle::Name(TITLE.into()), Font::Title),
        (bold(), Font::BodyBold),
    ];
    style.text_styles = styles.into_iter().map(|(name, font)| (name, font_id(font, scale))).collect();
    style.animation_time = if look.motion { control::FADE_SECONDS } else { 0.0 };
    style.interaction.tooltip_delay = 0.35;
    style.interaction.selectable_labels = true;
    let spacing = &mut style.spacing;
    // Larger letters stand further apart, though not as much as they are larger.
    let apart = scale.clamp(1.0, 1.4);
    spacing.item_spacing = Vec2::splat(space::S * apart).round();
    spacing.button_padding = (Vec2::new(control::PAD_X, control::PAD_Y) * apart).round();
    spacing.interact_size = Vec2::new(control::HEIGHT, control::HEIGHT * scale.max(1.0));
    spacing.window_margin = Margin::same(space::L as i8);
    spacing.menu_margin = Margin::same(space::S as i8);
    spacing.indent = space::XL;
    spacing.icon_width = 18.0 * scale;
    spacing.icon_width_inner = 10.0 * scale;
    spacing.icon_spacing = space::S;
    spacing.tooltip_width = size::TOOLTIP * scale;
    spacing.menu_width = 320.0 * scale;
    spacing.combo_width = 140.0 * scale;
    spacing.text_edit_width = 280.0 * scale;
    // No track without the bar: it would be read as an edge.
    spacing.scroll = ScrollStyle { dormant_background_opacity: 0.0, ..ScrollStyle::thin() };
    style.visuals = visuals(palette(dark, look.contrast), dark);
}

fn visuals(p: &Palette, dark: bool) -> Visuals {
    let base = if dark { Visuals::dark() } else { Visuals::light() };
    let card = CornerRadius::same(radius::CARD);
    let shadow = Shadow {
        offset: [0, 6],
        blur: 20,
        spread: 0,
        color: Color32::from_black_alpha(if dark { 120 } else { 36 }),
    };
    let hair = Stroke::new(line::HAIR, p.border);
    Visuals {
        widgets: widgets(p),
        selection: Selection { bg_fill: p.accent.fill, stroke: Stroke::new(line::NORMAL, p.accent.text) },
        weak_text_color: Some(p.muted),
        hyperlink_color: p.accent.text,
        faint_bg_color: p.inset,
        extreme_bg_color: p.border,
        text_edit_bg_color: Some(p.surface),
        code_bg_color: p.inset,
        warn_fg_color: p.warning.text,
        error_fg_color: p.wrong.text,
        window_corner_radius: card,
        menu_corner_radius: card,
        window_fill: p.surface,
        window_stroke: hair,
        window_shadow: shadow,
        popup_shadow: shadow,
        panel_fill: p.window,
        striped: false,
        indent_has_left_vline: false,
        slider_trailing_fill: true,
        text_cursor: egui::style::TextCursorStyle {
            stroke: Stroke::new(line::NORMAL, p.accent.line),
            // A blinking cursor would repaint for ever.
            blink: false,
            ..base.text_cursor.clone()
        },
        disabled_alpha: 0.62,
        ..base
    }
}

fn widgets(p: &Palette) -> Widgets {
    let control = |fill: Color32, edge: Stroke| WidgetVisuals {
        bg_fill: fill,
        weak_bg_fill: fill,
        bg_stroke: edge,
        corner_radius: CornerRadius::same(radius::CONTROL),
        fg_stroke: Stroke::new(1.5, p.text),
        expansion: 0.0,
    };
    Widgets {
        noninteractive: WidgetVisuals {
            fg_stroke: Stroke::new(line::HAIR, p.text),
            ..control(p.surface, Stroke::new(line::HAIR, p.border))
        },
        inactive: control(p.surface, Stroke::new(line::HAIR, p.edge)),
        hovered: control(p.inset, Stroke::new(line::HAIR, p.text)),
        // egui shows a focused control as an active one: this is the focus ring. Not in the accent,
        // which already marks what is chosen.
        active: control(p.inset, Stroke::new(line::RING, p.text)),
        open: control(p.inset, Stroke::new(line::HAIR, p.edge)),
    }
}
