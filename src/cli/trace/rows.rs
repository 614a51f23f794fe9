//! Captures as tables: the connections, or the steps of one.

use super::Run;
use super::capture::{Told, word};
use super::table::{WRONG, align};
use crate::app::capture::words;
use crate::capture::Connection;
use crate::machine::Machine;
use crate::text::Lang;
use crate::wire::{End, Step};

/// Stands before a step that was inferred.
const INFERRED: &str = "~";

/// The connections, a line each.
pub(super) fn list(connections: &[Connection], machine: &Machine, lang: Lang) -> Vec<String> {
    let heads = [
        "capture-number",
        "capture-client",
        "capture-server",
        "capture-first",
        "capture-segments",
        "capture-bytes",
        "capture-fate",
    ];
    let mut rows = vec![heads.map(|key| word(lang, key)).to_vec()];
    for connection in connections {
        let [client, server] = connection.ends;
        let sum = |both: [u64; 2]| both.iter().sum::<u64>().to_string();
        rows.push(vec![
            connection.number.to_string(),
            client.to_string(),
            server.to_string(),
            connection.time.map_or(String::new(), |(first, _)| words::moment(first)),
            sum(connection.segments),
            sum(connection.bytes),
            words::fate(connection, machine, lang),
        ]);
    }
    align(&rows)
}

/// The steps of a connection with the states after each.
pub(super) fn steps(run: &Run<'_>, told: &Told<'_>, lang: Lang) -> Vec<String> {
    let story = &told.telling.fitted.story;
    let role = |end: End| run.machine.role_name(end, lang).to_owned();
    let head = |key: &str| word(lang, key);
    let (frame, seconds, step) = (head("capture-frame"), head("capture-seconds"), head("trace-step"));
    let mut rows = vec![vec![
        String::new(),
        String::new(),
        frame,
        seconds,
        step,
        role(End::First),
        role(End::Second),
        head("capture-note"),
    ]];
    let begins = |end: End| words::states(run.machine, &told.telling.beginnings(run.machine, end), lang);
    let (before, [client, server]) = (head("trace-start"), End::BOTH.map(begins));
    let nothing = String::new;
    rows.push(vec![nothing(), nothing(), nothing(), nothing(), before, client, server, nothing()]);
    let first = told.connection.time.map_or(0, |(first, _)| first);
    let shown: Vec<Step> = (0..story.len()).filter_map(|index| story.shown(index, told.numbers)).collect();
    for (index, (mut step, note)) in shown.into_iter().zip(story.notes()).enumerate() {
        let after = run.outcome.after.get(index);
        let states = |end: End| {
            after.map_or(String::new(), |both| words::states(run.machine, &both[end.index()], lang))
        };
        let mark = match (run.outcome.first_bad == Some(index), note.inferred) {
            (true, _) => WRONG,
            (false, Some(_)) => INFERRED,
            (false, None) => "",
        };
        if let Step::Send { fate: crate::wire::Fate::Delivered | crate::wire::Fate::Lost, label, .. } =
            &mut step
        {
            *label = None;
        }
        rows.push(vec![
            mark.to_owned(),
            (index + 1).to_string(),
            note.frame.map_or(String::new(), |frame| frame.to_string()),
            note.at.map_or(String::new(), |at| words::since(first, at)),
            step.to_string(),
            states(End::First),
            states(End::Second),
            words::remark(note, lang),
        ]);
    }
    align(&rows)
}
