//! A trace as a Mermaid sequence diagram.
//!
//! Mermaid draws level arrows one below the other, so what crosses on the way is told by notes: a held
//! segment is a note where it leaves and a dotted arrow where it arrives. What the network delivers of
//! its own comes from a third participant between the two. All text is escaped as character references,
//! so no name and no sentence can be taken for syntax.

use super::Picture;
use super::picture::Mark;
use crate::app::ladder::{Event, Row};
use crate::text::{say, say_with};
use crate::wire::{End, Fate};
use std::sync::Arc;

/// Ids of the participants; their names are what is shown.
const ENDS: [&str; 2] = ["A", "B"];
const NETWORK: &str = "N";
/// The ground of the first illegal step, as in the app by day.
const WRONG: &str = "rgb(253, 234, 235)";
/// A note's line is not longer, in columns: Mermaid does not break lines by itself.
const LINE: usize = 60;

/// Writes the diagram.
pub(super) fn write(picture: &Picture) -> String {
    let mut page = Page { picture, text: "sequenceDiagram\n".to_owned() };
    page.head();
    for (index, row) in picture.ladder.rows.iter().enumerate() {
        let wrong = picture.mark(index) == Mark::Wrong;
        if wrong {
            page.line(&format!("rect {WRONG}"));
        }
        page.row(index, row);
        if let Some(remark) = picture.remark(index) {
            page.note_over_both(remark);
        }
        if wrong {
            page.fault();
            page.line("end");
            if index + 1 < picture.ladder.rows.len() {
                page.note_over_both(&say(picture.lang, "export-unjudged"));
            }
        }
    }
    if picture.fault.as_ref().is_some_and(|(row, _)| *row >= picture.ladder.rows.len()) {
        page.fault();
    }
    page.text
}

struct Page<'a> {
    picture: &'a Picture,
    text: String,
}

impl Page<'_> {
    fn line(&mut self, line: &str) {
        self.text += &format!("    {line}\n");
    }

    fn head(&mut self) {
        let ladder = &self.picture.ladder;
        let [first, second] = &ladder.roles;
        let strange = |row: &Arc<Row>| matches!(row.event, Event::Injected { .. });
        let title = escape(&self.picture.title);
        self.line(&format!("accTitle: {title}"));
        self.line(&format!("participant {} as {}", ENDS[0], escape(first)));
        if ladder.rows.iter().any(strange) {
            let network = say(self.picture.lang, "export-network");
            self.line(&format!("participant {NETWORK} as {}", escape(&network)));
        }
        self.line(&format!("participant {} as {}", ENDS[1], escape(second)));
        for end in End::BOTH {
            self.state(end, &self.picture.ladder.start[end.index()].clone());
        }
    }

    fn row(&mut self, index: usize, row: &Row) {
        match &row.event {
            Event::Segment { from, flags, fields, fate, arrives_in } => {
                let segment = join(flags, fields);
                self.segment(*from, &segment, fate, *arrives_in);
            }
            Event::Arrival { to, flags, fields } => {
                let sent = self
                    .sent_in(index)
                    .map(|row| say_with(self.picture.lang, "export-sent-in", &[("step", (row + 1).into())]));
                let text = format!("{}{}", join(flags, fields), sent.unwrap_or_default());
                self.arrow(id(to.peer()), "-->>", id(*to), &text);
            }
            Event::Injected { to, flags, fields } => {
                self.arrow(NETWORK, "->>", id(*to), &join(flags, fields));
            }
            Event::Call { at, text } => self.beside(*at, &format!("▸ {text}")),
            Event::Timer { at, text } => self.beside(*at, &format!("◷ {text}")),
        }
        for end in End::BOTH {
            if row.changed[end.index()] {
                self.state(end, &row.states[end.index()].clone());
            }
        }
    }

    fn segment(&mut self, from: End, segment: &str, fate: &Fate, arrives_in: Option<usize>) {
        let (lang, to) = (self.picture.lang, from.peer());
        match fate {
            Fate::Delivered => self.arrow(id(from), "->>", id(to), segment),
            Fate::Lost => {
                let lost = say(lang, "export-lost");
                self.arrow(id(from), "-x", id(to), &format!("{segment}{lost}"));
            }
            Fate::Twice => {
                self.arrow(id(from), "->>", id(to), segment);
                let again = say(lang, "export-again");
                self.arrow(id(from), "->>", id(to), &format!("{segment}{again}"));
            }
            Fate::Late => {
                let args =
                    [("segment", segment.into()), ("step", arrives_in.map_or(0, |row| row + 1).into())];
                let words = match arrives_in {
                    Some(_) => say_with(lang, "export-late", &args),
                    None => say_with(lang, "export-late-open", &args),
                };
                self.beside(from, &words);
            }
        }
    }

    /// The row in which what arrives in this row was sent.
    fn sent_in(&self, index: usize) -> Option<usize> {
        let held =
            |row: &Arc<Row>| matches!(row.event, Event::Segment { arrives_in: Some(at), .. } if at == index);
        self.picture.ladder.rows.iter().position(held)
    }

    fn arrow(&mut self, from: &str, arrow: &str, to: &str, text: &str) {
        self.line(&format!("{from}{arrow}{to}: {}", escape(text)));
    }

    fn state(&mut self, end: End, state: &str) {
        if !state.is_empty() {
            self.beside(end, state);
        }
    }

    fn beside(&mut self, end: End, text: &str) {
        let side = match end {
            End::First => "left",
            End::Second => "right",
        };
        self.line(&format!("Note {side} of {}: {}", id(end), broken(text)));
    }

    fn note_over_both(&mut self, text: &str) {
        self.line(&format!("Note over {},{}: {}", ENDS[0], ENDS[1], broken(text)));
    }

    fn fault(&mut self) {
        let Some((_, lines)) = &self.picture.fault else { return };
        let text = lines.join("\n");
        self.note_over_both(&format!("✗ {text}"));
    }
}

fn id(end: End) -> &'static str {
    match end {
        End::First => ENDS[0],
        End::Second => ENDS[1],
    }
}

fn join(flags: &str, fields: &str) -> String {
    format!("{flags} {fields}").trim().to_owned()
}

/// Lines of at most [`LINE`] columns, escaped, joined by Mermaid's line break.
fn broken(text: &str) -> String {
    let mut lines = Vec::new();
    for line in text.lines() {
        lines.extend(crate::text::broken(line, |line| unicode_width::UnicodeWidthStr::width(line) <= LINE));
    }
    lines.iter().map(|line| escape(line)).collect::<Vec<_>>().join("<br/>")
}

/// Text of which Mermaid takes nothing for its own: `#59;` is a semicolon.
fn escape(text: &str) -> String {
    let mut escaped = String::new();
    for c in text.chars() {
        match c {
            c if c.is_control() || c.is_whitespace() => escaped.push(' '),
            c if c.is_alphanumeric() || " =+-.,/()?!'×▸◷✗–—".contains(c) || !c.is_ascii() => {
                escaped.push(c)
            }
            c => escaped += &format!("#{};", u32::from(c)),
        }
    }
    escaped
}
