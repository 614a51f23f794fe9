//! No two things of a ladder lie on each other, at any width and scale.

mod speed;

use super::layout::{ArrowKind, Layout, layout};
use crate::app::ladder::{Event, Known, Ladder, Real, Row, Tone};
use crate::app::lazy::Lazy;
use crate::ui::theme::{Font, size};
use crate::wire::{End, Fate};
use egui::{Pos2, Rect, Vec2};
use std::sync::Arc;

const WIDTHS: [f32; 9] = [360.0, 420.0, 480.0, 560.0, 640.0, 760.0, 900.0, 1100.0, 1400.0];
const SCALES: [f32; 5] = [0.8, 1.0, 1.25, 1.5, 2.0];

/// Measures as the real fonts do on average: Chinese a full square, Latin 0.58 of it.
fn measure(scale: f32) -> impl Fn(&str, Font) -> Vec2 {
    move |text, font| {
        let size = size::of(font) * scale;
        let width: f32 = text.chars().map(|c| if c as u32 > 0x2000 { size } else { size * 0.58 }).sum();
        Vec2::new(width, size * 1.4)
    }
}

fn row(event: Event, states: [&str; 2], changed: [bool; 2]) -> Row {
    let tone = if changed == [true, true] { Tone::Plain } else { Tone::Given };
    // Some rows have a remark, long enough for two lines in narrow ladders.
    let note = if changed == [true, false] { "sent again; that it was lost is inferred" } else { "" };
    Row {
        event,
        states: states.map(str::to_owned),
        changed,
        tone,
        editable: true,
        spoken: Lazy::default(),
        note: note.to_owned(),
        known: Known::All,
        real: None,
        detail: None,
    }
}

fn send(from: End, fate: Fate, arrives_in: Option<usize>) -> Event {
    Event::Segment {
        from,
        flags: "SYN ACK".into(),
        fields: "seq=y ack=x+1 len=1460".into(),
        fate,
        arrives_in,
    }
}

/// A ladder with every kind of row.
fn everything(call: &str, timer: &str) -> Ladder {
    let here = ["SYN-RECEIVED", "ESTABLISHED"];
    let arrival = |to| Event::Arrival { to, flags: "SYN".into(), fields: "seq=x".into() };
    let mut rows = Vec::new();
    for end in End::BOTH {
        for changed in [[false, false], [true, false], [true, true]] {
            rows.push(row(Event::Call { at: end, text: call.into() }, here, changed));
            rows.push(row(Event::Timer { at: end, text: timer.into() }, here, changed));
            for fate in [Fate::Delivered, Fate::Lost, Fate::Twice, Fate::Late] {
                rows.push(row(send(end, fate, None), here, changed));
            }
            let target = rows.len() + 3;
            rows.push(row(send(end, Fate::Late, Some(target)), here, changed));
            rows.push(row(
                Event::Injected { to: end, flags: "RST".into(), fields: "seq=4294967295".into() },
                here,
                changed,
            ));
            rows.push(row(arrival(end), here, changed));
            rows.push(row(arrival(end.peer()), here, changed));
        }
    }
    Ladder {
        roles: ["客户端".into(), "The server of the other side".into()],
        start: ["CLOSED".into(), "LISTEN".into()],
        rows: rows.into_iter().map(Arc::new).collect(),
        ..Ladder::default()
    }
}

/// Everything that is written or can be pressed, with a name.
fn boxes(layout: &Layout) -> Vec<(String, Rect)> {
    let mut boxes: Vec<(String, Rect)> = Vec::new();
    for (index, head) in layout.heads.iter().enumerate() {
        boxes.push((format!("head {index}"), head.rect));
    }
    for (index, start) in layout.starts.iter().enumerate() {
        boxes.extend(start.iter().map(|block| (format!("start {index}"), block.rect)));
    }
    for (index, row) in layout.rows.iter().enumerate() {
        boxes.extend(row.label.iter().map(|block| (format!("label {index}"), block.rect)));
        boxes.extend(row.tag.iter().map(|(block, _)| (format!("tag {index}"), block.rect)));
        for (end, badge) in row.badges.iter().enumerate() {
            boxes.extend(badge.iter().map(|block| (format!("badge {index} of {end}"), block.rect)));
        }
        boxes.extend(
            Some(row.sign).filter(|sign| sign.is_finite()).map(|sign| (format!("sign {index}"), sign)),
        );
        boxes.extend(row.remove.iter().map(|rect| (format!("remove {index}"), *rect)));
    }
    boxes
}

#[track_caller]
fn check(ladder: &Ladder, width: f32, scale: f32) {
    check_look(ladder, false, width, scale);
}

#[track_caller]
fn check_look(ladder: &Ladder, numbers: bool, width: f32, scale: f32) {
    let at = format!("width {width}, scale {scale}, numbers {numbers}");
    let layout = layout(ladder, numbers, width, scale, &measure(scale));
    let boxes = boxes(&layout);
    for (n, (name, rect)) in boxes.iter().enumerate() {
        assert!(rect.left() >= -0.5 && rect.right() <= width + 0.5, "{at}: {name} sticks out: {rect:?}");
        assert!(rect.bottom() <= layout.size.y, "{at}: {name} below the end");
        // What stands far below cannot lie on it; rows are looked at in their order.
        for (other_name, other) in boxes.iter().skip(n + 1).take(60) {
            assert!(
                !rect.shrink(0.5).intersects(other.shrink(0.5)),
                "{at}: {name} {rect:?} lies on {other_name} {other:?}"
            );
        }
    }
    let mut y = layout.heads.iter().map(|head| head.rect.bottom()).fold(0.0, f32::max);
    for (index, row) in layout.rows.iter().enumerate() {
        assert!(row.rect.top() >= y - 0.01, "{at}: row {index} begins above the end of the one before");
        y = row.rect.bottom();
        let own = row
            .badges
            .iter()
            .flatten()
            .map(|badge| badge.rect)
            .chain(row.label.iter().map(|label| label.rect));
        for rect in own.chain(row.remove).chain(row.tag.iter().map(|(block, _)| block.rect)) {
            assert!(row.rect.contains_rect(rect), "{at}: row {index} does not hold {rect:?}");
        }
        for arrow in &row.arrows {
            assert!(arrow.to.y > arrow.from.y, "{at}: row {index}: time runs upwards");
            assert!(row.rect.y_range().contains(arrow.from.y), "{at}: row {index} begins outside its band");
            let label = row.label.as_ref().map(|label| label.rect);
            assert!(
                label.is_none_or(|label| !crosses(arrow.from, arrow.to, label)),
                "{at}: row {index}: arrow through words"
            );
        }
    }
}

/// Whether a line passes through a rectangle; sampled, which is enough for such flat lines.
fn crosses(from: Pos2, to: Pos2, rect: Rect) -> bool {
    (0..=400).any(|step| rect.contains(from + (to - from) * (step as f32 / 400.0)))
}

#[test]
fn nothing_lies_on_anything_else() {
    for width in WIDTHS {
        for scale in SCALES {
            check(&everything("close", "retransmission"), width, scale);
            check(
                &everything("主动关闭连接并等待对方的确认报文段", "重传计时器超时，重新发送上一个报文段"),
                width,
                scale,
            );
        }
    }
}

#[test]
fn nothing_lies_on_anything_where_rows_cannot_be_removed() {
    let mut ladder = everything("关闭", "TIME-WAIT");
    for row in ladder.rows.iter_mut().map(Arc::make_mut) {
        row.editable = false;
        row.states = ["".into(), "".into()];
    }
    ladder.start = ["".into(), "".into()];
    for width in WIDTHS {
        check(&ladder, width, 1.0);
    }
}

#[test]
fn narrow_ladders_write_between_the_lifelines() {
    let ladder = everything("close", "retransmission");
    assert!(layout(&ladder, false, 360.0, 1.0, &measure(1.0)).narrow);
    assert!(!layout(&ladder, false, 900.0, 1.0, &measure(1.0)).narrow);
    assert!(layout(&ladder, false, 900.0, 2.0, &measure(2.0)).narrow);
}

#[test]
fn a_held_segment_ends_in_the_row_in_which_it_arrives() {
    let rows = vec![
        row(send(End::First, Fate::Late, Some(2)), ["", ""], [false; 2]),
        row(send(End::Second, Fate::Lost, None), ["", ""], [false; 2]),
        row(
            Event::Arrival { to: End::Second, flags: "SYN".into(), fields: "seq=x".into() },
            ["", ""],
            [false; 2],
        ),
    ];
    let layout = layout(
        &Ladder { rows: rows.into_iter().map(Arc::new).collect(), ..Ladder::default() },
        false,
        700.0,
        1.0,
        &measure(1.0),
    );
    let held = layout.rows[0].arrows[0];
    assert_eq!(held.kind, ArrowKind::Held);
    assert!(layout.rows[2].rect.contains(held.to - Vec2::new(1.0, 0.0)));
    let lost = layout.rows[1].arrows[0];
    let [first, second] = layout.lifelines;
    assert!(
        ((second - lost.to.x) / (second - first) - size::LOST_AT).abs() < 0.01,
        "it breaks off at {lost:?}"
    );
}

#[test]
fn an_empty_ladder_has_only_its_heads() {
    let layout = layout(&Ladder::default(), false, 500.0, 1.0, &measure(1.0));
    assert!(layout.rows.is_empty());
    assert!(layout.size.y > 0.0);
}

/// So many rows of an exchange, every seventh segment late and every ninth lost, so that lines cross.
pub fn exchange(count: usize) -> Ladder {
    let here = ["ESTABLISHED", "CLOSE-WAIT"];
    let rows = (0..count).map(|index| {
        let end = End::BOTH[index % 2];
        let event = match index % 9 {
            3 if index + 4 < count => send(end, Fate::Late, Some(index + 4)),
            7 if index >= 4 => {
                Event::Arrival { to: end, flags: "ACK".into(), fields: format!("seq=x+{index} ack=y+1") }
            }
            5 => Event::Timer { at: end, text: "retransmission timeout".into() },
            8 => send(end, Fate::Lost, None),
            _ => send(end, Fate::Delivered, None),
        };
        let mut row = row(event, here, [index % 4 == 0, index % 6 == 0]);
        let fields = "seq=4294967295 ack=4294967295 len=1460".to_owned();
        let real = Real { fields, ..Real::default() };
        row.real = Some(Some(real).into());
        row.detail = Some(Lazy::default());
        row.editable = false;
        row.spoken = format!("{index}. a row that is spoken").into();
        row
    });
    Ladder {
        roles: ["Client".into(), "Server".into()],
        start: ["CLOSED".into(), "LISTEN".into()],
        rows: rows.map(Arc::new).collect(),
        ..Ladder::default()
    }
}

#[test]
fn numbers_and_crossing_lines_have_their_place_in_long_ladders() {
    let ladder = exchange(300);
    for (width, scale) in [(400.0, 1.0), (400.0, 2.0), (560.0, 1.25), (900.0, 1.0), (900.0, 2.0)] {
        for numbers in [false, true] {
            check_look(&ladder, numbers, width, scale);
        }
    }
}

#[test]
fn the_rows_between_two_heights_are_found() {
    let layout = layout(&exchange(100), false, 800.0, 1.0, &measure(1.0));
    for (top, bottom) in
        [(0.0, 400.0), (1000.0, 1700.0), (layout.size.y - 50.0, layout.size.y), (-90.0, -5.0)]
    {
        let seen: Vec<usize> = (0..100)
            .filter(|at| layout.rows[*at].rect.bottom() >= top && layout.rows[*at].rect.top() <= bottom)
            .collect();
        assert_eq!(layout.rows_within(top, bottom).collect::<Vec<_>>(), seen, "{top} to {bottom}");
    }
}
