//! A long ladder costs no more than what of it can be seen.

use super::exchange;
use crate::app::ladder::Ladder;
use crate::text::Lang;
use crate::ui::install;
use crate::ui::ladder::ladder_panel_ui;
use egui::{Context, Event, MouseWheelUnit, Pos2, RawInput, Rect, TouchPhase, Vec2};
use std::time::{Duration, Instant};

/// One frame of a window with the panel: how long it took, and how many triangles it has.
fn frame(ctx: &Context, ladder: &Ladder, wheel: f32) -> (Duration, usize) {
    let size = Vec2::new(1280.0, 1000.0);
    let mut input =
        RawInput { screen_rect: Some(Rect::from_min_size(Pos2::ZERO, size)), ..RawInput::default() };
    input.events.push(Event::PointerMoved(Pos2::new(640.0, 400.0)));
    if wheel != 0.0 {
        let (unit, delta) = (MouseWheelUnit::Point, Vec2::new(0.0, -wheel));
        let (modifiers, source) = (Default::default(), egui::MouseWheelSource::Wheel);
        input.events.push(Event::MouseWheel { unit, delta, phase: TouchPhase::Move, modifiers, source });
    }
    let begin = Instant::now();
    let mut output = ctx.run_ui(input, |ui| drop(ladder_panel_ui(ui, "long", ladder, Lang::En)));
    output.textures_delta.clear();
    let meshes = ctx.tessellate(std::mem::take(&mut output.shapes), output.pixels_per_point);
    let corners = meshes.iter().map(|mesh| match &mesh.primitive {
        egui::epaint::Primitive::Mesh(mesh) => mesh.indices.len() / 3,
        egui::epaint::Primitive::Callback(_) => 0,
    });
    let triangles = corners.sum();
    (begin.elapsed(), triangles)
}

fn window() -> Context {
    let ctx = Context::default();
    install(&ctx);
    ctx
}

#[test]
fn only_what_can_be_seen_is_painted() {
    let triangles = |count: usize| {
        let (ctx, ladder) = (window(), exchange(count));
        (0..4).fold(0, |_, _| frame(&ctx, &ladder, 0.0).1)
    };
    let (some, many) = (triangles(60), triangles(1000));
    assert!(some > 1000 && many > some / 2, "{some} triangles for 60 rows, {many} for 1000");
    assert!(many < some + some / 4, "{some} triangles for 60 rows, {many} for 1000");
}

#[test]
#[ignore = "prints how fast it is: cargo test --lib ladder::tests::speed -- --ignored --nocapture"]
fn how_long_a_frame_takes() {
    for count in [300, 1000] {
        let (ctx, ladder) = (window(), exchange(count));
        frame(&ctx, &exchange(3), 0.0);
        let first = frame(&ctx, &ladder, 0.0).0;
        let still: Vec<Duration> = (0..60).map(|_| frame(&ctx, &ladder, 0.0).0).collect();
        let scrolled: Vec<Duration> = (0..60).map(|_| frame(&ctx, &ladder, 60.0).0).collect();
        let mean = |all: &[Duration]| all.iter().sum::<Duration>() / all.len().max(1) as u32;
        let worst = scrolled.iter().max().copied().unwrap_or_default();
        println!(
            "{count} rows: first {first:?}, still {:?}, scrolling {:?}, worst {worst:?}",
            mean(&still),
            mean(&scrolled)
        );
    }
}
