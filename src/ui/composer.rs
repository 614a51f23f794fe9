//! The composer: writes one step of a trace, by mouse or by keyboard, in a few seconds.
//!
//! It knows no protocol: flags, fields, calls and timers are given. What it gives back is a line
//! of a trace; whether the step is legal is not its affair.

mod compact;
mod keys;
mod list;
mod seen;
mod step;

use crate::app::composer::ComposerView;
use crate::text::{Lang, say, say_with};
use crate::ui::theme::{
    Font, Theme, WIDE, chip, control, is_short, letter_job, quiet_button, space, text_field, tinted_button,
};
use crate::wire::{End, Fate, TraceErrorKind, parse_term};
use egui::{AsIdSalt, Id, Response, RichText, Ui, Vec2};

pub use list::list_ui;
pub use step::{ComposerSpec, ComposerState, Field, Other, Way};

/// What the learner asked for in this frame.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ComposerResponse {
    /// A step is to be added: one line of a trace.
    pub add: Option<String>,
    /// The last step is to be taken back.
    pub undo: bool,
    /// It is to be put back.
    pub redo: bool,
    /// The answer is to be checked.
    pub submit: bool,
    /// It was asked what could come next.
    pub hint: bool,
}

/// Draws the composer for what an app's view offers.
pub fn composer_of_ui(
    ui: &mut Ui,
    salt: impl AsIdSalt,
    state: &mut ComposerState,
    view: &ComposerView,
    hint: Option<&str>,
    lang: Lang,
) -> ComposerResponse {
    let fields: Vec<Field> =
        view.fields.iter().map(|(name, needs)| Field { name: name.clone(), needs: needs.clone() }).collect();
    let others: Vec<Other> = view
        .others
        .iter()
        .map(|(at, text, line)| Other { at: *at, text: text.clone(), line: line.clone() })
        .collect();
    let value = |_: &str, text: &str| {
        let term = parse_term(text)?;
        let symbol = term.symbol.as_ref()?;
        let base = view.symbols.iter().find(|(name, _)| name == symbol).map(|(_, value)| *value)?;
        Some((base + term.offset).rem_euclid(1 << 32).to_string())
    };
    let [first, second] = &view.ends;
    let spec = ComposerSpec {
        lang,
        ends: [&first.0, &second.0],
        names: [&first.1, &second.1],
        flags: &view.flags,
        fields: &fields,
        others: &others,
        held: &view.held,
        hint,
        value: &value,
        can_undo: view.undo.0,
        can_redo: view.undo.1,
    };
    composer_ui(ui, salt, state, &spec)
}

/// Draws the composer and takes its keys. It paints no card around itself.
///
/// Keys, while no text field has the focus: the letters of the flags, Left and Right for the
/// sender, Up and Down for what the network does, `=` for the first field, Enter adds, Backspace empties the composer or takes back the
/// last step. Ctrl+Enter checks from anywhere; Ctrl+Z and Ctrl+Y take back and put back.
pub fn composer_ui(
    ui: &mut Ui,
    salt: impl AsIdSalt,
    state: &mut ComposerState,
    spec: &ComposerSpec<'_>,
) -> ComposerResponse {
    let id = ui.make_persistent_id(salt);
    let mut told = ComposerResponse::default();
    if ui.is_enabled() {
        keys::take(ui, id, state, spec, &mut told);
    }
    ui.vertical(|ui| {
        // As wide in each way of writing, so that a card around it keeps its size.
        ui.take_available_width();
        if is_short(ui) && state.way == Way::Segment {
            compact::compact(ui, id, state, spec, &mut told);
            return;
        }
        ways(ui, state, spec);
        ui.add_space(space::XS);
        match state.way {
            Way::Segment => segment(ui, id, state, spec, &mut told),
            Way::Other => others(ui, spec, &mut told),
            Way::Line => line(ui, id, state, spec, &mut told),
        }
        ui.add_space(space::XS);
        actions(ui, state, spec, &mut told);
    });
    if told.add.is_some() {
        state.clear();
    }
    told
}

fn ways(ui: &mut Ui, state: &mut ComposerState, spec: &ComposerSpec<'_>) {
    ui.horizontal_wrapped(|ui| way_chips(ui, state, spec));
}

fn way_chips(ui: &mut Ui, state: &mut ComposerState, spec: &ComposerSpec<'_>) {
    let accent = Theme::of(ui).colors.accent;
    for (way, key) in
        [(Way::Segment, "composer-segment"), (Way::Other, "composer-other"), (Way::Line, "composer-line")]
    {
        let offered = way != Way::Other || !spec.others.is_empty();
        if offered && chip(ui, state.way == way, say(spec.lang, key), accent).clicked() {
            state.way = way;
        }
    }
}

fn segment(
    ui: &mut Ui,
    id: Id,
    state: &mut ComposerState,
    spec: &ComposerSpec<'_>,
    told: &mut ComposerResponse,
) {
    if ui.available_width() < WIDE * Theme::of(ui).scale {
        senders(ui, state, spec);
        flags(ui, state, spec);
        fields(ui, id, state, spec, told);
        fates(ui, state, spec);
        return;
    }
    ui.horizontal_top(|ui| {
        group(ui, |ui| senders(ui, state, spec));
        ui.add_space(space::XL);
        group(ui, |ui| flags(ui, state, spec));
    });
    ui.horizontal_top(|ui| {
        ui.vertical(|ui| {
            let cell = control::SHORT_FIELD * Theme::of(ui).scale + 2.0 * space::S;
            ui.set_max_width(cell * spec.fields.len() as f32);
            fields(ui, id, state, spec, told);
        });
        ui.add_space(space::S);
        group(ui, |ui| fates(ui, state, spec));
    });
}

/// Controls close below their caption.
fn group(ui: &mut Ui, add: impl FnOnce(&mut Ui)) {
    ui.vertical(|ui| {
        ui.spacing_mut().item_spacing.y = space::XS;
        add(ui);
    });
}

fn senders(ui: &mut Ui, state: &mut ComposerState, spec: &ComposerSpec<'_>) {
    caption(ui, spec.lang, "composer-from");
    ui.horizontal_wrapped(|ui| sender_chips(ui, state, spec));
}

fn sender_chips(ui: &mut Ui, state: &mut ComposerState, spec: &ComposerSpec<'_>) {
    let theme = Theme::of(ui);
    for (end, name) in End::BOTH.into_iter().zip(spec.names) {
        let chip = chip(ui, state.from == end, sender_words(end, name), theme.end(end));
        let spoken = say_with(spec.lang, "composer-sender", &[("end", name.into())]);
        if chip.accessible_name(spoken).clicked() {
            state.from = end;
        }
    }
}

/// A sender, with the way that its segments go.
fn sender_words(end: End, name: &str) -> String {
    match end {
        End::First => format!("{name} →"),
        End::Second => format!("← {name}"),
    }
}

fn flags(ui: &mut Ui, state: &mut ComposerState, spec: &ComposerSpec<'_>) {
    caption(ui, spec.lang, "composer-flags");
    ui.horizontal_wrapped(|ui| flag_chips(ui, state, spec));
}

fn flag_chips(ui: &mut Ui, state: &mut ComposerState, spec: &ComposerSpec<'_>) {
    let theme = Theme::of(ui);
    let tint = theme.end(state.from);
    for (flag, key) in spec.flags.iter().zip(step::keys(spec.flags)) {
        let on = state.flags.contains(flag);
        let job = letter_job(&theme, flag, key, if on { tint.text } else { theme.colors.text });
        if chip(ui, on, job, tint).accessible_name(flag.as_str()).clicked() {
            state.toggle(flag, spec.fields);
        }
    }
}

/// Sign and words of what the network does with a segment.
fn fate_look(fate: &Fate) -> (&'static str, &'static str) {
    match fate {
        Fate::Delivered => ("→", "composer-delivered"),
        Fate::Lost => ("✗", "composer-lost"),
        Fate::Twice => ("×2", "composer-twice"),
        Fate::Late => ("…", "composer-late"),
    }
}

fn fates(ui: &mut Ui, state: &mut ComposerState, spec: &ComposerSpec<'_>) {
    // Not red and green: these would seem to say wrong and right.
    let tint = Theme::of(ui).colors.accent;
    caption(ui, spec.lang, "composer-network");
    ui.horizontal_wrapped(|ui| {
        for fate in step::FATES {
            let (sign, key) = fate_look(&fate);
            let words = say(spec.lang, key);
            let chip = chip(ui, state.fate == fate, format!("{sign} {words}"), tint);
            if chip.accessible_name(words).clicked() {
                state.fate = fate;
            }
        }
    });
}

/// The fields beside each other, as many in a row as fit: name above, value below.
fn fields(
    ui: &mut Ui,
    id: Id,
    state: &mut ComposerState,
    spec: &ComposerSpec<'_>,
    told: &mut ComposerResponse,
) {
    let cell = control::SHORT_FIELD * Theme::of(ui).scale + space::S;
    let in_a_row = ((ui.available_width() + space::S) / (cell + space::S)).floor().max(1.0) as usize;
    for chunk in spec.fields.chunks(in_a_row) {
        ui.horizontal_top(|ui| {
            for field in chunk {
                ui.allocate_ui(Vec2::new(cell, 0.0), |ui| {
                    ui.vertical(|ui| {
                        ui.set_width(cell);
                        one_field(ui, id, field, state, spec, told);
                    });
                });
            }
        });
    }
}

fn field_id(id: Id, field: &Field) -> Id {
    id.with(("field", field.name.as_str()))
}

fn one_field(
    ui: &mut Ui,
    id: Id,
    field: &Field,
    state: &mut ComposerState,
    spec: &ComposerSpec<'_>,
    told: &mut ComposerResponse,
) {
    let theme = Theme::of(ui);
    let (may, bad) = (state.may_write(field), state.is_bad(field));
    ui.spacing_mut().item_spacing.y = space::XS;
    // As high as the captions beside it.
    let font = egui::FontId::new(theme.font(Font::Small).size, theme.font(Font::Mono).family);
    ui.label(RichText::new(&field.name).font(font).color(theme.colors.muted));
    let text = state.fields.entry(field.name.clone()).or_default();
    let name = say_with(spec.lang, "composer-field", &[("field", field.name.as_str().into())]);
    let edit = ui.add_enabled_ui(may, |ui| text_field(ui, text, field_id(id, field), "?", false, bad)).inner;
    // The key that leads here; no term has it.
    text.retain(|c| c != '=');
    if edit.changed()
        && let Some(longer) = with_plus(text, |text| (spec.value)(&field.name, text).is_some())
    {
        *text = longer;
        cursor_to_end(ui, edit.id, text);
    }
    let typed = text.clone();
    let mut edit = edit.accessible_name(name);
    if !may {
        let flags = field.needs.join(&say(spec.lang, "or"));
        edit = edit.on_disabled_hover_text(say_with(spec.lang, "composer-needs", &[("flag", flags.into())]));
    }
    // Always drawn, so that nothing jumps when a value appears.
    let value = Some(typed.trim()).filter(|typed| may && !typed.is_empty());
    let (words, color) = match value {
        Some(_) if bad => (say(spec.lang, "composer-no-value").into_owned(), theme.colors.wrong.text),
        Some(typed) => {
            let value = (spec.value)(&field.name, typed).map_or(String::new(), |value| format!("= {value}"));
            (value, theme.colors.muted)
        }
        None => (String::new(), theme.colors.muted),
    };
    ui.label(
        RichText::new(if words.is_empty() { " " } else { &words }).font(theme.font(Font::Small)).color(color),
    );
    enter_adds(ui, &edit, state, spec, told);
}

/// `x1` means `x+1`, where there is no symbol of that name: a key less.
fn with_plus(text: &str, known: impl Fn(&str) -> bool) -> Option<String> {
    let digits = text.trim_start_matches(char::is_alphabetic);
    let symbol = text.strip_suffix(digits)?;
    let short = !symbol.is_empty() && !digits.is_empty() && digits.chars().all(|c| c.is_ascii_digit());
    let longer = format!("{symbol}+{digits}");
    (short && !known(text) && known(&longer)).then_some(longer)
}

fn cursor_to_end(ui: &Ui, id: Id, text: &str) {
    let Some(mut state) = egui::TextEdit::load_state(ui, id) else { return };
    let end = egui::text::CCursor::new(text.chars().count());
    state.cursor.set_char_range(Some(egui::text::CCursorRange::one(end)));
    state.store(ui, id);
}

fn others(ui: &mut Ui, spec: &ComposerSpec<'_>, told: &mut ComposerResponse) {
    let theme = Theme::of(ui);
    for (end, name) in End::BOTH.into_iter().zip(spec.names) {
        if !spec.others.iter().any(|other| other.at == end) {
            continue;
        }
        ui.label(RichText::new(name).text_style(crate::ui::theme::bold()).color(theme.end(end).text));
        ui.horizontal_wrapped(|ui| {
            for other in spec.others.iter().filter(|other| other.at == end) {
                let name = say_with(
                    spec.lang,
                    "composer-at",
                    &[("end", name.into()), ("what", other.text.as_str().into())],
                );
                if ui.button(&other.text).accessible_name(name).clicked() {
                    told.add = Some(other.line.clone());
                }
            }
        });
    }
}

fn line(
    ui: &mut Ui,
    id: Id,
    state: &mut ComposerState,
    spec: &ComposerSpec<'_>,
    told: &mut ComposerResponse,
) {
    let theme = Theme::of(ui);
    let error = state.line_error();
    caption(ui, spec.lang, "composer-line-caption");
    let hint = say(spec.lang, "composer-line-example");
    let edit = text_field(ui, &mut state.line, id.with("line"), &hint, true, error.is_some());
    let edit = edit.accessible_name(say(spec.lang, "composer-line-caption"));
    let words = error.map(|error| {
        let part = state.line.trim().get(error.at).unwrap_or_default().trim().to_owned();
        say_with(spec.lang, error_key(error.kind), &[("part", part.into())])
    });
    let text = words.map_or(" ".to_owned(), |words| format!("✗ {words}"));
    ui.label(RichText::new(text).font(theme.font(Font::Small)).color(theme.colors.wrong.text));
    enter_adds(ui, &edit, state, spec, told);
}

fn error_key(kind: TraceErrorKind) -> &'static str {
    match kind {
        TraceErrorKind::NoStep => "composer-error-no-step",
        TraceErrorKind::EmptySegment => "composer-error-empty-segment",
        TraceErrorKind::BadTerm => "composer-error-bad-term",
        TraceErrorKind::BadFate => "composer-error-bad-fate",
        TraceErrorKind::LateWithoutName => "composer-error-late-without-name",
        TraceErrorKind::TwiceField => "composer-error-twice-field",
        TraceErrorKind::BadHeader => "composer-error-bad-header",
    }
}

/// Enter in a text field adds the step. In the line the focus stays, for the next line.
fn enter_adds(
    ui: &Ui,
    edit: &Response,
    state: &ComposerState,
    spec: &ComposerSpec<'_>,
    told: &mut ComposerResponse,
) {
    let enter = super::focus::is_down(ui, egui::Modifiers::NONE, egui::Key::Enter);
    if !edit.lost_focus() || !enter {
        return;
    }
    told.add = state.step(spec);
    if told.add.is_none() || state.way == Way::Line {
        edit.request_focus();
    }
}

fn actions(ui: &mut Ui, state: &mut ComposerState, spec: &ComposerSpec<'_>, told: &mut ComposerResponse) {
    let (step, short) = (state.step(spec), is_short(ui));
    if !short {
        preview(ui, state, spec, step.as_deref());
    }
    ui.horizontal_wrapped(|ui| {
        if state.way != Way::Other {
            let add = tinted_button(ui, &say(spec.lang, "composer-add"), step.is_some());
            if add.on_hover_text(say(spec.lang, "composer-add-key")).clicked() {
                told.add = step.clone();
            }
        }
        let undo = quiet_button(ui, &say(spec.lang, "composer-undo"), spec.can_undo);
        told.undo |= undo.on_hover_text(say(spec.lang, "composer-undo-key")).clicked();
        let redo = quiet_button(ui, &say(spec.lang, "composer-redo"), spec.can_redo);
        told.redo |= redo.on_hover_text(say(spec.lang, "composer-redo-key")).clicked();
        if let Some(cost) = spec.hint {
            let hint = quiet_button(ui, &say(spec.lang, "hint-next"), true);
            told.hint |= hint.on_hover_text(cost).clicked();
        }
        if short && step.is_some() {
            preview(ui, state, spec, step.as_deref());
        }
    });
}

/// The step as it will be written; as long as there is none, the keys.
fn preview(ui: &mut Ui, state: &ComposerState, spec: &ComposerSpec<'_>, step: Option<&str>) {
    let theme = Theme::of(ui);
    if state.way != Way::Segment {
        return;
    }
    let (text, font) = match step {
        Some(step) => (step.to_owned(), Font::Mono),
        None => (say(spec.lang, "composer-keys").into_owned(), Font::Small),
    };
    ui.label(RichText::new(text).font(theme.font(font)).color(theme.colors.muted));
}

fn caption(ui: &mut Ui, lang: Lang, key: &str) {
    let theme = Theme::of(ui);
    ui.label(RichText::new(say(lang, key)).font(theme.font(Font::Small)).color(theme.colors.muted));
}

#[cfg(test)]
mod tests {
    use super::with_plus;

    #[test]
    fn the_plus_of_a_known_symbol_need_not_be_typed() {
        let known = |text: &str| matches!(text.split('+').next(), Some("x" | "y2"));
        assert_eq!(with_plus("x1", known).as_deref(), Some("x+1"));
        assert_eq!(with_plus("x301", known).as_deref(), Some("x+301"));
        for same in ["x", "x+1", "1", "y2", "z1", ""] {
            assert_eq!(with_plus(same, known), None, "{same}");
        }
    }
}
