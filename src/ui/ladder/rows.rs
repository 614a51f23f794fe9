//! The layout of single rows. Each keeps everything of its own within its band; only the dashed
//! line of a held segment leaves it.

use super::layout::{Arrow, ArrowKind, Frame, RowLayout, TagKind, pair};
use super::text::{Block, label, paragraph};
use crate::app::ladder::{Event, Ladder, Row, Tone};
use crate::ui::theme::{Font, size};
use crate::wire::{End, Fate};
use egui::{Pos2, Rect, Vec2};

/// Lays out row `index`, which begins at `top`.
pub(super) fn row(row: &Row, ladder: &Ladder, index: usize, top: f32, frame: &Frame<'_>) -> RowLayout {
    let inner = top + frame.sizes.row_gap / 2.0;
    let fields = row.fields(frame.numbers);
    match &row.event {
        Event::Segment { from, flags, fate, arrives_in, .. } => {
            let flags = if *fate == Fate::Twice { format!("{flags} ×2") } else { flags.clone() };
            segment(row, *from, &flags, fields, fate, arrives_in.is_some(), inner, frame)
        }
        Event::Arrival { to, flags, .. } if has_source(ladder, index) => {
            arrival(row, *to, flags, fields, inner, frame)
        }
        Event::Arrival { to, flags, .. } | Event::Injected { to, flags, .. } => {
            stray(row, *to, flags, fields, inner, frame)
        }
        Event::Call { at, text } => tag(row, *at, text, TagKind::Call, inner, frame),
        Event::Timer { at, text } => tag(row, *at, text, TagKind::Timer, inner, frame),
    }
}

/// Whether a dashed line ends in row `index`.
fn has_source(ladder: &Ladder, index: usize) -> bool {
    ladder.rows.iter().take(index).any(|row| match &row.event {
        Event::Segment { arrives_in, .. } => *arrives_in == Some(index),
        Event::Arrival { .. } | Event::Injected { .. } | Event::Call { .. } | Event::Timer { .. } => false,
    })
}

/// A label with its sign before it and its button behind it, as one group.
struct Group {
    label: Block,
    sign: Rect,
    remove: Option<Rect>,
    rect: Rect,
}

/// The room that sign and button take beside a label `[before, behind]`.
fn beside_label(row: &Row, frame: &Frame<'_>) -> [f32; 2] {
    let s = &frame.sizes;
    [s.sign + s.label_gap, if row.editable { s.button + s.label_gap } else { 0.0 }]
}

fn group(block: Block, row: &Row, centre_x: f32, top: f32, frame: &Frame<'_>) -> Group {
    let s = &frame.sizes;
    let [before, behind] = beside_label(row, frame);
    let width = block.rect.width();
    let height = block.rect.height().max(s.sign).max(if row.editable { s.button } else { 0.0 });
    let [low, high] = frame.lifelines;
    let left =
        (centre_x - width / 2.0).min(high - s.side_gap - behind - width).max(low + s.side_gap + before);
    let middle = top + height / 2.0;
    let label = block.clone().moved_to(Pos2::new(left, middle - block.rect.height() / 2.0));
    let sign = Rect::from_center_size(Pos2::new(left - before + s.sign / 2.0, middle), Vec2::splat(s.sign));
    let remove = row.editable.then(|| {
        Rect::from_center_size(
            Pos2::new(left + width + behind - s.button / 2.0, middle),
            Vec2::splat(s.button),
        )
    });
    let rect =
        Rect::from_min_max(Pos2::new(left - before, top), Pos2::new(left + width + behind, top + height));
    Group { label, sign, remove, rect }
}

/// The most that a label between the lifelines may take.
fn label_width(row: &Row, frame: &Frame<'_>) -> f32 {
    let [before, behind] = beside_label(row, frame);
    frame.middle() - 2.0 * frame.sizes.side_gap - before - behind
}

fn new_label(row: &Row, flags: &str, fields: &str, frame: &Frame<'_>) -> Block {
    label(flags, fields, &row.note, label_width(row, frame), frame.sizes.word_gap, frame.measure)
}

#[expect(clippy::too_many_arguments, reason = "the parts of one event, taken apart by the caller's match")]
fn segment(
    row: &Row,
    from: End,
    flags: &str,
    fields: &str,
    fate: &Fate,
    arrives: bool,
    top: f32,
    frame: &Frame<'_>,
) -> RowLayout {
    let s = &frame.sizes;
    let (x0, x1) = (frame.x(from), frame.x(from.peer()));
    let group = group(new_label(row, flags, fields, frame), row, (x0 + x1) / 2.0, top, frame);
    // The arrow may begin beside the label where it has dropped enough when it passes below it.
    let near = match from {
        End::First => group.rect.left() - x0,
        End::Second => x0 - group.rect.right(),
    };
    let dropped = if *fate == Fate::Late { 0.0 } else { s.slope * (near / frame.middle()).clamp(0.0, 1.0) };
    let half_badge = if frame.narrow { 0.0 } else { frame.badge_height() / 2.0 };
    let y0 = (group.rect.bottom() + s.label_gap - dropped).max(top + half_badge);
    let at = |part: f32| Pos2::new(x0 + (x1 - x0) * part, y0 + s.slope * part);
    let whole = Arrow { from: at(0.0), to: at(1.0), kind: ArrowKind::Whole };
    let lower = Vec2::new(0.0, s.twice);
    let mut arrows = match fate {
        Fate::Delivered => vec![whole],
        Fate::Lost => vec![Arrow { to: at(size::LOST_AT), kind: ArrowKind::Lost, ..whole }],
        Fate::Twice => vec![whole, Arrow { from: whole.from + lower, to: whole.to + lower, ..whole }],
        Fate::Late if arrives => Vec::new(),
        Fate::Late => vec![Arrow { to: at(0.5), kind: ArrowKind::Open, ..whole }],
    };
    let end_y = arrows.iter().map(|arrow| arrow.to.y).fold(y0, f32::max);
    let mut bottom = end_y + s.head / 2.0;
    if *fate == Fate::Late {
        bottom = bottom.max(y0 + 1.5 * s.sign);
    }
    if arrives {
        // `held` sets where it ends, when every row has its place.
        arrows.push(Arrow { to: at(0.0), kind: ArrowKind::Held, ..whole });
    }
    let mut ys = [y0, end_y];
    if from == End::Second {
        ys.reverse();
    }
    let badges = badges(row, ys, &mut bottom, frame);
    finish(row, from, top, bottom, frame, |layout| {
        layout.arrows = arrows;
        layout.label = Some(group.label);
        layout.sign = group.sign;
        layout.remove = group.remove;
        layout.badges = badges;
    })
}

/// A held segment arrives: its line comes down from above, so the label stands below the head.
fn arrival(row: &Row, to: End, flags: &str, fields: &str, top: f32, frame: &Frame<'_>) -> RowLayout {
    let s = &frame.sizes;
    let y = top + (frame.badge_height() / 2.0).max(s.head);
    // Pushed against its lifeline.
    let group = group(new_label(row, flags, fields, frame), row, frame.x(to), y + s.label_gap, frame);
    let mut bottom = group.rect.bottom();
    let badges = badges(row, [y, y], &mut bottom, frame);
    finish(row, to.peer(), top, bottom, frame, |layout| {
        layout.label = Some(group.label);
        layout.sign = group.sign;
        layout.remove = group.remove;
        layout.badges = badges;
    })
}

/// The network delivers something of its own.
fn stray(row: &Row, to: End, flags: &str, fields: &str, top: f32, frame: &Frame<'_>) -> RowLayout {
    let s = &frame.sizes;
    let (x0, x1) = (frame.x(to.peer()), frame.x(to));
    let start = x0 + (x1 - x0) * size::STRAY_FROM;
    let group = group(new_label(row, flags, fields, frame), row, (start + x1) / 2.0, top, frame);
    let y0 = group.rect.bottom() + s.label_gap + s.sign / 4.0;
    let y1 = y0 + s.slope * (1.0 - size::STRAY_FROM);
    let mut bottom = y1 + s.head / 2.0;
    let badges = badges(row, [y1, y1], &mut bottom, frame);
    finish(row, to.peer(), top, bottom, frame, |layout| {
        layout.arrows =
            vec![Arrow { from: Pos2::new(start, y0), to: Pos2::new(x1, y1), kind: ArrowKind::Stray }];
        layout.label = Some(group.label);
        layout.sign = group.sign;
        layout.remove = group.remove;
        layout.badges = badges;
    })
}

/// What a tag says, with the row's remark.
pub(super) fn tag_text(row: &Row, text: &str) -> String {
    if row.note.is_empty() { text.to_owned() } else { format!("{text} · {}", row.note) }
}

/// A call or a timer at one end.
fn tag(row: &Row, at: End, text: &str, kind: TagKind, top: f32, frame: &Frame<'_>) -> RowLayout {
    let s = &frame.sizes;
    let pad = Vec2::new(s.pad_x, s.pad_y);
    // Both kinds begin with a mark, so their text is set beside it.
    let mark = Vec2::new(s.sign + s.label_gap, 0.0);
    let [before, behind] = beside_label(row, frame);
    let toned = !matches!(row.tone, Tone::Plain | Tone::Chosen | Tone::Ahead);
    let room = frame.side(at)
        - mark.x
        - if frame.narrow {
            before + behind
        } else if toned {
            before
        } else {
            0.0
        };
    let mut block = paragraph(&tag_text(row, text), Font::Small, room, pad, frame.measure);
    for span in &mut block.spans {
        span.at += mark;
    }
    block.rect.max += mark;
    let block = block.clone().moved_to(Pos2::new(frame.beside(at, block.rect.width()), top));
    let height = block.rect.height().max(if row.editable { s.button } else { s.sign });
    let middle = top + height / 2.0;
    let block = block.clone().moved_to(Pos2::new(block.rect.left(), middle - block.rect.height() / 2.0));
    // The button stands inwards of the lifeline, or of the tag where that is inside too.
    let (edge, way) = match (at, frame.narrow) {
        (End::First, false) => (frame.x(at) + s.side_gap - s.label_gap, 1.0),
        (End::Second, false) => (frame.x(at) - s.side_gap + s.label_gap, -1.0),
        (End::First, true) => (block.rect.right(), 1.0),
        (End::Second, true) => (block.rect.left(), -1.0),
    };
    let square = |from: f32, edge: f32| {
        Rect::from_center_size(Pos2::new(from + way * edge / 2.0, middle), Vec2::splat(edge))
    };
    let next = edge + way * s.label_gap;
    let outer = if way > 0.0 { block.rect.left() } else { block.rect.right() };
    let (sign, remove_from) = match (toned, frame.narrow) {
        (false, _) => (Rect::NOTHING, next),
        (true, true) => (square(next, s.sign), next + way * before),
        (true, false) => (square(outer - way * (s.label_gap + s.sign), s.sign), next),
    };
    let remove = row.editable.then(|| square(remove_from, s.button));
    let mut bottom = top + height;
    let below = bottom + s.label_gap + if frame.narrow { 0.0 } else { frame.badge_height() / 2.0 };
    let badges = badges(row, [below, below], &mut bottom, frame);
    finish(row, at, top, bottom, frame, |layout| {
        layout.tag = Some((block, kind));
        layout.sign = sign;
        layout.remove = remove;
        layout.badges = badges;
    })
}

/// The badges of the states that change: with their first line at `ys`, or below everything where
/// there is no room outside.
fn badges(row: &Row, ys: [f32; 2], bottom: &mut f32, frame: &Frame<'_>) -> [Option<Block>; 2] {
    let texts = End::BOTH.map(|end| {
        let changed = row.changed.get(end.index()).copied().unwrap_or(false);
        row.states.get(end.index()).map(String::as_str).filter(|state| changed && !state.is_empty())
    });
    if texts == [None, None] {
        return [None, None];
    }
    let blocks = if frame.narrow {
        pair(frame, *bottom + frame.sizes.label_gap, texts)
    } else {
        let half = frame.badge_height() / 2.0;
        let mut blocks = pair(frame, 0.0, texts);
        for (block, y) in blocks.iter_mut().zip(ys) {
            *block = block.take().map(|block| {
                let left = block.rect.left();
                block.moved_to(Pos2::new(left, y - half))
            });
        }
        blocks
    };
    for block in blocks.iter().flatten() {
        *bottom = bottom.max(block.rect.bottom());
    }
    blocks
}

fn finish(
    row: &Row,
    end: End,
    inner_top: f32,
    inner_bottom: f32,
    frame: &Frame<'_>,
    fill: impl FnOnce(&mut RowLayout),
) -> RowLayout {
    let half_gap = frame.sizes.row_gap / 2.0;
    let [left, right] = frame.edges;
    let rect =
        Rect::from_min_max(Pos2::new(left, inner_top - half_gap), Pos2::new(right, inner_bottom + half_gap));
    let mut layout = RowLayout {
        rect,
        arrows: Vec::new(),
        label: None,
        tag: None,
        end,
        badges: [None, None],
        sign: Rect::NOTHING,
        remove: None,
    };
    fill(&mut layout);
    debug_assert!(row.editable == layout.remove.is_some(), "an editable row has its button");
    layout
}

/// Leads the dashed lines of held segments to where they arrive, now that every row has its place.
/// Gives the rows that they leave.
pub(super) fn held(ladder: &Ladder, rows: &mut [RowLayout], frame: &Frame<'_>) -> Vec<usize> {
    let s = &frame.sizes;
    let mut leave = Vec::new();
    for (index, row) in ladder.rows.iter().enumerate() {
        let Event::Segment { from, arrives_in: Some(target), .. } = &row.event else { continue };
        let arrives = rows.get(*target).filter(|_| *target > index).map(|row| row.rect.top());
        let Some(row) = rows.get_mut(index) else { continue };
        for arrow in row.arrows.iter_mut().filter(|arrow| arrow.kind == ArrowKind::Held) {
            match arrives {
                Some(top) => {
                    leave.push(index);
                    let y = top + s.row_gap / 2.0 + (frame.badge_height() / 2.0).max(s.head);
                    arrow.to = Pos2::new(frame.x(from.peer()), y);
                }
                None => {
                    arrow.kind = ArrowKind::Open;
                    arrow.to = Pos2::new(
                        (frame.x(*from) + frame.x(from.peer())) / 2.0,
                        arrow.from.y + s.slope / 2.0,
                    );
                }
            }
        }
    }
    leave
}
