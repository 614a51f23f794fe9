use super::scene::{Rect, Shape};
use super::{layout, write};
use crate::app::export::Story;
use crate::app::ladder::Event;
use crate::machine::{self, Machine};
use crate::text::Lang;
use crate::wire::{self, Case};
use std::sync::Arc;

const TCP: &str = include_str!("../../../../content/machines/tcp.ron");
/// Every kind of row: calls, timers, segments with every fate, what the network makes up, a fault.
const EVERYTHING: &str = "server: listen\nclient: connect\nclient > SYN seq=x (late as a)\nclient: timeout retransmission\n\
     client > SYN seq=x (twice)\nserver > SYN ACK seq=y ack=x+1 (lost)\nserver: timeout retransmission\n\
     server > SYN ACK seq=y ack=x+1\nclient > ACK seq=x+1 ack=y+1\na arrives\nserver > ACK seq=y+1 ack=x+1 (late as b)\n\
     client < RST seq=7\ntime passes\nclient: connect\nclient > FIN seq=x+1\nserver > ACK seq=y+1 ack=x+2\n";

fn tcp() -> Arc<Machine> {
    Arc::new(machine::load("tcp.ron", TCP).0.expect("it loads"))
}

fn case(text: &str) -> Case {
    let (trace, _, errors) = wire::parse(text);
    assert_eq!(errors, []);
    Case { id: "a-case".to_owned(), trace, ..Case::default() }
}

fn overlap(a: &Rect, b: &Rect) -> bool {
    let slack = 0.5;
    a.left + slack < b.right
        && b.left + slack < a.right
        && a.top + slack < b.bottom
        && b.top + slack < a.bottom
}

/// No text lies on another, on a lifeline's name, or outside.
#[track_caller]
fn check(story: &Story<'_>) {
    let scene = layout::scene(&story.picture);
    let texts: Vec<(&Rect, String)> = scene
        .shapes
        .iter()
        .filter_map(|shape| match shape {
            Shape::Text { rect, runs, .. } => {
                Some((rect, runs.iter().map(|run| run.text.as_str()).collect::<Vec<_>>().join(" ")))
            }
            Shape::Box { .. } | Shape::Line { .. } | Shape::Polygon { .. } | Shape::Circle { .. } => None,
        })
        .collect();
    let mut wrong = Vec::new();
    for (index, (rect, text)) in texts.iter().enumerate() {
        if rect.left < 0.0 || rect.top < 0.0 || rect.right > scene.width || rect.bottom > scene.height {
            wrong.push(format!("outside: {text}"));
        }
        let others = texts.iter().skip(index + 1).filter(|(other, _)| overlap(rect, other));
        wrong.extend(others.map(|(_, other)| format!("{text:?} on {other:?}")));
    }
    assert_eq!(wrong, Vec::<String>::new());
    assert!(texts.len() > story.picture.ladder.rows.len());
}

#[test]
fn nothing_overlaps() {
    let machine = tcp();
    for lang in Lang::ALL {
        check(&Story::of(&machine, &case(EVERYTHING), lang).expect("known names"));
    }
}

#[test]
fn nothing_overlaps_where_texts_are_long() {
    let machine = tcp();
    for lang in Lang::ALL {
        for long in [
            "a rather long name of several words",
            "非常长的名称没有空格也要能够正确换行",
            "Unbreakable_Name_Without_Any_Space_At_All",
        ] {
            let case = case(EVERYTHING);
            let mut story = Story::of(&machine, &case, lang).expect("known names");
            story.picture.title = [long; 5].join(" ");
            let ladder = &mut story.picture.ladder;
            ladder.roles = [long, long].map(str::to_owned);
            ladder.start = [long, long].map(str::to_owned);
            for row in ladder.rows.iter_mut().map(Arc::make_mut) {
                row.states = [long, long].map(str::to_owned);
                row.changed = [true, true];
                match &mut row.event {
                    Event::Segment { flags, fields, .. }
                    | Event::Arrival { flags, fields, .. }
                    | Event::Injected { flags, fields, .. } => {
                        *flags = format!("{flags} {long}");
                        *fields = format!("{fields} {long} {long}");
                    }
                    Event::Call { text, .. } | Event::Timer { text, .. } => *text = [long; 3].join(" "),
                }
            }
            check(&story);
        }
    }
}

#[test]
fn nothing_in_a_text_can_be_taken_for_markup() {
    let machine = tcp();
    let case = case("client > SYN seq=x\n");
    let mut story = Story::of(&machine, &case, Lang::En).expect("known names");
    let nasty = "</text><script>&\"'\u{0}\u{1b}\u{ffff}";
    story.picture.title = nasty.to_owned();
    story.picture.ladder.roles = [nasty, nasty].map(str::to_owned);
    story.picture.ladder.start = [nasty, nasty].map(str::to_owned);
    let svg = write(&story.picture);
    assert!(!svg.contains("<script") && !svg.contains("&\"") && svg.contains("&lt;script&gt;&amp;&quot;"));
    assert!(svg.chars().all(|c| c == '\n' || !(c.is_control() || c == '\u{ffff}')));
    assert_eq!(svg.matches("<text").count(), svg.matches("</text>").count());
}
