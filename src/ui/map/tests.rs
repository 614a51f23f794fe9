//! Nothing of a diagram lies on anything else, for every machine that comes with the program.

use super::layout::{Layout, layout};
use super::shape::{pieces, touches};
use crate::app::content::{ContentFile, ContentKind};
use crate::app::library::Library;
use crate::app::map::{MapCommand, MapView};
use crate::app::port::Answer;
use crate::app::{App, Command, View};
use crate::schedule::Calendar;
use crate::text::Lang;
use crate::ui::theme::{Font, MapSizes, size};
use egui::{Rect, Vec2};
use std::path::Path;

/// Measures as the real fonts do on average: Chinese a full square, Latin 0.62 of it.
fn measure(scale: f32) -> impl Fn(&str, Font) -> Vec2 {
    move |text, font| {
        let size = size::of(font) * scale;
        let width: f32 = text.chars().map(|c| if c as u32 > 0x2000 { size } else { size * 0.62 }).sum();
        Vec2::new(width, size * 1.4)
    }
}

/// The machines that come with the program, also without the places of their states.
fn machines(placed: bool) -> Library {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("content/machines");
    let files = [root.clone(), root.join("variants")].into_iter().flat_map(|folder| {
        let entries = std::fs::read_dir(folder).expect("a folder").filter_map(Result::ok);
        let files = entries.map(|entry| entry.path());
        files.filter(|path| path.extension().is_some_and(|end| end == "ron"))
    });
    let read = |path: &Path| {
        let text = std::fs::read_to_string(path).expect("it is read");
        let kept = |line: &&str| placed || !line.trim_start().starts_with("at: (");
        text.lines().filter(kept).collect::<Vec<_>>().join("\n").into_bytes()
    };
    let files: Vec<ContentFile> = files
        .map(|path| ContentFile {
            name: path.file_name().expect("a name").to_string_lossy().into_owned(),
            bytes: Ok(read(&path)),
            path: None,
            kind: ContentKind::Machine,
        })
        .collect();
    Library::load(&files, &|_| true)
}

fn view(app: &mut App, command: Command) -> MapView {
    let now = jiff::Timestamp::UNIX_EPOCH;
    app.update(command, now, 0);
    match app.view(now) {
        View::Map(view) => *view,
        other => panic!("{other:?}"),
    }
}

/// The map of every machine in a language.
fn maps(lang: Lang, placed: bool) -> Vec<MapView> {
    let calendar = Calendar { zone: jiff::tz::TimeZone::UTC, day_starts_hour: 4 };
    let mut app = App::new(machines(placed), lang, &calendar);
    let loaded = Answer::Loaded { facts: Default::default(), local: Default::default(), skipped: 0 };
    app.answered(loaded, jiff::Timestamp::UNIX_EPOCH);
    let first = view(&mut app, Command::Go(crate::app::place::Place::Map));
    let ids: Vec<String> = first.machines.iter().map(|(id, _)| id.clone()).collect();
    assert!(ids.len() >= 14, "{ids:?}");
    ids.into_iter().map(|id| view(&mut app, Command::InMap(MapCommand::Machine(id)))).collect()
}

/// What lies on what; labels on arrows are only counted.
fn faults(view: &MapView, layout: &Layout) -> (Vec<String>, usize) {
    let nodes = view.nodes.iter().zip(&layout.nodes).map(|(node, block)| (node.name.clone(), block.rect));
    let labels = view.edges.iter().zip(&layout.edges).map(|(edge, place)| (edge.spoken.clone(), place.label));
    let things: Vec<(String, Rect)> = nodes.chain(labels).collect();
    let whole = Rect::from_min_size(egui::Pos2::ZERO, layout.size);
    let mut found = Vec::new();
    for (at, (name, rect)) in things.iter().enumerate() {
        if !whole.contains_rect(*rect) {
            found.push(format!("{name} leaves the picture"));
        }
        let on = things.iter().skip(at + 1).filter(|(_, other)| rect.shrink(0.01).intersects(*other));
        found.extend(on.map(|(other, _)| format!("{name} lies on {other}")));
    }
    let mut crossed = 0;
    for (index, (edge, place)) in view.edges.iter().zip(&layout.edges).enumerate() {
        let hits = |rect: Rect| pieces(&place.path).any(|(a, b)| touches(rect, a, b));
        for (at, block) in
            layout.nodes.iter().enumerate().filter(|(at, _)| *at != edge.from && *at != edge.to)
        {
            if hits(block.rect) {
                found.push(format!("{} goes over {:?}", edge.spoken, view.nodes.get(at).map(|n| &n.name)));
            }
        }
        let others = layout.edges.iter().enumerate().filter(|(other, _)| *other != index);
        crossed += others.filter(|(_, other)| hits(other.label)).count();
        assert!(place.path.iter().all(|at| whole.contains(*at)), "{} leaves the picture", edge.spoken);
    }
    (found, crossed)
}

/// What is written on the arrows.
fn labels(view: &MapView) -> Vec<String> {
    let lines = |edge: &crate::app::map::EdgeView| {
        let lines: Vec<&str> = edge.label.iter().map(|event| event.text.as_str()).collect();
        lines.join(" / ")
    };
    view.edges.iter().map(lines).collect()
}

#[test]
fn nothing_lies_on_anything_in_any_machine() {
    for lang in Lang::ALL {
        for view in maps(lang, true) {
            for (scale, tall) in [(1.0, 0.0), (2.0, 0.0), (1.0, 0.9)] {
                let layout = layout(&view, &MapSizes::at(scale), tall, &measure(scale));
                let (found, crossed) = faults(&view, &layout);
                assert!(found.is_empty(), "{} at {scale}: {found:#?}", view.machine);
                let words = labels(&view);
                assert_eq!(crossed, 0, "{} at {scale}, {tall}: labels on arrows: {words:?}", view.machine);
            }
        }
    }
}

/// The layers of a machine that says nothing about places: an arrow may have to pass below a label.
#[test]
fn nothing_lies_on_anything_where_no_places_are_given() {
    for view in maps(Lang::En, false).into_iter().filter(|view| view.about.is_empty()) {
        let layout = layout(&view, &MapSizes::at(1.0), 0.0, &measure(1.0));
        let (found, crossed) = faults(&view, &layout);
        assert!(found.is_empty() && crossed <= 2, "{}: {crossed} {found:#?}", view.machine);
    }
}

/// Whatever an author has written.
#[test]
fn boxes_at_one_place_are_spread() {
    let mut view = maps(Lang::En, true).into_iter().find(|view| view.machine == "tcp").expect("TCP");
    view.nodes.iter_mut().zip(0u16..).for_each(|(node, at)| node.at = (f32::from(at % 2) * 0.1, 0.0));
    let layout = layout(&view, &MapSizes::at(1.0), 0.0, &measure(1.0));
    let boxes: Vec<Rect> = layout.nodes.iter().map(|node| node.rect).collect();
    for (at, rect) in boxes.iter().enumerate() {
        assert!(!boxes.iter().skip(at + 1).any(|other| other.intersects(*rect)), "{boxes:?}");
    }
}
