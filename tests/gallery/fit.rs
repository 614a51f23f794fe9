//! All that is written can be read: nothing is cut off at the side, nothing stands on something else, and what
//! is cut off above or below comes into sight when one scrolls.
//!
//! What counts is what was painted: the letters' bounds of each text and the part of the window it is clipped to.

use super::outside::{self, Health};
use super::scenes::scenes;
use super::{Look, play};
use ackademy::app::Paint;
use ackademy::text::{Lang, say};
use egui::epaint::{ClippedShape, Shape};
use egui::{Pos2, Rect, Ui, Vec2};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable;
use std::collections::{BTreeMap, BTreeSet};

/// Letters may reach so far over an edge, in points: they are wider than their place.
const OVER: f32 = 1.5;

/// Where the wheel is turned, and which part of the window's height at once: the screen, what may stand at its
/// side, and the low part at the bottom that may have words of its own.
const TURNS: [(Vec2, f32); 3] =
    [(Vec2::new(0.5, 0.45), 0.3), (Vec2::new(0.9, 0.5), 0.3), (Vec2::new(0.5, 0.9), 0.05)];
/// At most so many times.
const MOST_STEPS: usize = 60;
/// Farther than anything is long, in points.
const FAR: f32 = 1e5;
/// So long that scrolling it would take seconds; its like is scrolled elsewhere.
const LONG: &str = "lab-long";
/// Here a line of a list is made shorter; what it is about tells all of it when it is chosen.
const SHORTENED: [&str; 6] =
    ["capture-list", "browse", "browse-one", "browse-chosen", "browse-open", "browse-sample"];

/// A line of text that was painted.
#[derive(Clone, Debug)]
pub struct Written {
    text: String,
    letters: Rect,
    clip: Rect,
    elided: bool,
}

impl Written {
    /// Whether its upper and its lower edge are in sight.
    fn edges(&self) -> [bool; 2] {
        let clip = self.clip.expand(OVER);
        let (letters, sides) = (self.letters, self.letters.x_range());
        let at_side = clip.x_range().contains(sides.min) && clip.x_range().contains(sides.max);
        [letters.top(), letters.bottom()].map(|y| at_side && clip.y_range().contains(y))
    }
}

/// Where the picture of the map is, which is moved by hand.
pub fn movable<S>(harness: &Harness<'_, S>) -> Rect {
    let names = Lang::ALL.map(|lang| say(lang, "map-picture"));
    let named = |name| harness.query_by_role_and_label(egui::Role::Image, name);
    names.iter().find_map(|name| named(name)).map_or(Rect::NOTHING, |node| node.rect())
}

pub fn written<S>(harness: &Harness<'_, S>) -> Vec<Written> {
    fn walk(shape: &Shape, clip: Rect, window: Rect, out: &mut Vec<Written>) {
        match shape {
            Shape::Vec(shapes) => shapes.iter().for_each(|shape| walk(shape, clip, window, out)),
            // What lies behind a veil is not to be read.
            Shape::Rect(veil) if veil.rect.contains_rect(window) && (1..255).contains(&veil.fill.a()) => {
                out.clear()
            }
            Shape::Text(text) => {
                for row in &text.galley.rows {
                    let letters = row.visuals.mesh_bounds.translate(text.pos.to_vec2() + row.pos.to_vec2());
                    let (words, elided) = (row.text(), text.galley.elided);
                    if !words.trim().is_empty() && letters.is_positive() {
                        out.push(Written { text: words, letters, clip, elided });
                    }
                }
            }
            _ => {}
        }
    }
    let mut out = Vec::new();
    let window = harness.ctx.content_rect();
    for ClippedShape { clip_rect, shape, .. } in &harness.output().shapes {
        walk(shape, clip_rect.intersect(window), window, &mut out);
    }
    out
}

/// What is wrong at once: words cut off at the side or made shorter, words on words.
pub fn faults(written: &[Written], movable: Rect) -> BTreeSet<String> {
    let mut faults = BTreeSet::new();
    for one in written.iter().filter(|one| one.letters.intersects(one.clip)) {
        let free = movable.expand(OVER).contains_rect(one.clip);
        let (letters, clip) = (one.letters.x_range(), one.clip.x_range().expand(OVER));
        let fits = clip.contains(letters.min) && clip.contains(letters.max);
        if !free && !fits {
            faults.insert(format!("cut off at the side: {:?} {} of {}", one.text, one.letters, one.clip));
        }
        // Egui writes so where something is not set on whole dots, or has the id of something else.
        if one.text == "Unaligned" || one.text.starts_with('🔥') {
            faults.insert(format!("egui says {:?}", one.text));
        }
        if one.elided {
            faults.insert(format!("made shorter: {:?}", one.text));
        }
    }
    for (at, one) in written.iter().enumerate() {
        for other in written.iter().skip(at + 1).filter(|other| other.clip == one.clip) {
            let both = one.letters.intersect(other.letters).intersect(one.clip);
            if both.width() > OVER && both.height() > OVER {
                faults.insert(format!("on each other: {:?} and {:?} at {both}", one.text, other.text));
            }
        }
    }
    faults
}

/// Scrolls what is at some places from its beginning to its end, and gives the words that never were in sight
/// whole: their upper edge at some time and their lower one.
fn never_whole<S>(harness: &mut Harness<'_, S>, turns: &[(Vec2, f32)]) -> BTreeSet<String> {
    let mut seen: BTreeMap<String, [bool; 2]> = BTreeMap::new();
    let window = harness.ctx.content_rect();
    look(harness, &mut seen);
    for (place, step) in turns {
        harness.hover_at(window.min + window.size() * *place);
        scroll(harness, -FAR);
        let mut last = look(harness, &mut seen);
        for _ in 0..MOST_STEPS {
            if seen.values().all(|edges| *edges == [true; 2]) {
                break;
            }
            scroll(harness, window.height() * step);
            let now = look(harness, &mut seen);
            if std::mem::replace(&mut last, now) == last {
                break;
            }
        }
    }
    seen.into_iter().filter(|(_, edges)| *edges != [true; 2]).map(|(text, _)| text).collect()
}

/// Notes what is in sight, and where everything stands.
fn look<S>(harness: &Harness<'_, S>, seen: &mut BTreeMap<String, [bool; 2]>) -> String {
    let (movable, mut places) = (movable(harness).expand(OVER), String::new());
    for one in written(harness).iter().filter(|one| !movable.contains_rect(one.clip)) {
        let known = seen.entry(one.text.clone()).or_default();
        let [top, bottom] = one.edges();
        *known = [known[0] || top, known[1] || bottom];
        places += &format!("{}{};", one.text, one.letters.min);
    }
    places
}

pub fn scroll<S>(harness: &mut Harness<'_, S>, by: f32) {
    harness.event(egui::Event::MouseWheel {
        unit: egui::MouseWheelUnit::Point,
        delta: egui::vec2(0.0, -by),
        phase: egui::TouchPhase::Move,
        source: egui::MouseWheelSource::Wheel,
        modifiers: egui::Modifiers::NONE,
    });
    harness.run();
}

/// Every scene at a size: its texts fit; where asked, all of them can be scrolled to.
fn check(lang: Lang, size: [f32; 2], scale: u16, scrolled: bool) {
    let look = Look { lang, paint: Paint::Light, contrast: false, scale, size };
    let mut all = Vec::new();
    let mut harness = outside::harness(outside::window(lang, false, Health::Well), size, None);
    for scene in scenes() {
        // The same letters serve all scenes; all else is forgotten.
        *harness.state_mut() = outside::window(lang, scene.own, scene.health);
        harness.ctx.memory_mut(|memory| {
            let options = std::mem::take(&mut memory.options);
            *memory = egui::Memory::default();
            memory.options = options;
        });
        play(&mut harness, &scene, look);
        // What a scene is there for must be there: it may need facts that are stored.
        if scene.health == Health::Forgotten && scene.name == "leech" {
            let title = say(lang, "leech-title");
            assert!(harness.query_by_label_contains(&title).is_some(), "{}: {title}", scene.name);
        }
        let mut faults = faults(&written(&harness), movable(&harness));
        faults.retain(|fault| !SHORTENED.contains(&scene.name) || !fault.starts_with("made shorter"));
        if scrolled && scene.name != LONG {
            let never = never_whole(&mut harness, &TURNS);
            faults.extend(never.into_iter().map(|text| format!("never in sight whole: {text:?}")));
        }
        all.extend(faults.into_iter().map(|fault| format!("{} {}: {fault}", look.name(), scene.name)));
    }
    assert!(all.is_empty(), "{}", all.join("\n"));
}

#[test]
fn every_text_fits_a_usual_window() {
    check(Lang::Zh, [1280.0, 1000.0], 100, false);
}

#[test]
fn every_text_fits_at_twice_the_size() {
    check(Lang::En, [1280.0, 1000.0], 200, false);
    check(Lang::Zh, [1280.0, 1000.0], 200, true);
}

#[test]
fn every_text_fits_a_small_window() {
    check(Lang::En, [640.0, 480.0], 100, true);
    check(Lang::Zh, [640.0, 480.0], 100, false);
}

/// The rules above find what they are to find.
#[test]
fn what_does_not_fit_is_found() {
    let found = |add: fn(&mut Ui)| {
        let mut harness = Harness::builder().with_size([200.0, 100.0]).with_max_steps(40).build_ui(add);
        harness.run();
        let mut found = faults(&written(&harness), Rect::NOTHING);
        found.extend(never_whole(&mut harness, &[(Vec2::splat(0.5), 0.3)]));
        found.into_iter().collect::<Vec<_>>().join("; ")
    };
    assert_eq!(found(|ui| drop(ui.label("short"))), "");
    let wide =
        found(|ui| drop(ui.add(egui::Label::new("a line that is a good deal longer than it").extend())));
    assert!(wide.contains("cut off at the side"), "{wide}");
    let short =
        found(|ui| drop(ui.add(egui::Label::new("a line that is a good deal longer than it").truncate())));
    assert!(short.contains("made shorter"), "{short}");
    let double = found(|ui| {
        for at in [20.0, 26.0] {
            ui.painter().text(
                Pos2::new(at, 20.0),
                egui::Align2::LEFT_TOP,
                "words",
                egui::FontId::default(),
                egui::Color32::WHITE,
            );
        }
    });
    assert!(double.contains("on each other"), "{double}");
    assert!(found(|ui| (0..20).for_each(|at| drop(ui.label(format!("line {at}"))))).contains("line"));
    let rolled = found(|ui| {
        egui::ScrollArea::vertical()
            .show(ui, |ui| (0..20).for_each(|at| drop(ui.label(format!("line {at}")))));
    });
    assert_eq!(rolled, "");
}
