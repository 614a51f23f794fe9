//! `ackademy stats`: the learner's progress in sentences, or one of its tables as CSV.

use super::console::Console;
use super::data::{data, fail};
use super::{Arguments, FAILED, GOOD};
use crate::app::learning::scheduler_by;
use crate::app::port::{Answer, Request, Store};
use crate::app::progress::{Figures, Picture, csv, said};
use crate::app::record::Record;
use crate::store;
use std::io;

/// Writes the sentences, or the table that is asked for.
pub(super) fn stats(
    table: Option<Picture>,
    arguments: &Arguments,
    console: &mut Console<'_>,
) -> io::Result<u8> {
    let mut store = match data(arguments, console)? {
        Ok(store) => store,
        Err(status) => return Ok(status),
    };
    store.send(Request::Load);
    let facts = match store.receive() {
        Some(Answer::Loaded { facts, .. }) => facts,
        Some(Answer::Failed { error, .. }) => return fail(&error, console),
        Some(_) | None => return Ok(FAILED),
    };
    let mut files = store::embedded();
    files.extend(arguments.content.iter().flat_map(|folder| store::read_folder(folder)));
    let library = store::read_files(&files, &arguments.has_glyph);
    let scheduler = scheduler_by(&store::calendar(), &|key| facts.setting(key));
    let record = Record::fold(*facts, library.renames(), &scheduler);
    let figures = Figures::of(&record, &library, store::now());
    match table {
        Some(table) => write!(console.out, "{}", csv(&figures, table))?,
        None if figures.is_empty() => console.say("progress-empty", &[])?,
        None => {
            for (title, sentence) in said(&figures, &library, console.lang) {
                console.lines(&title)?;
                console.lines(&format!("  {sentence}"))?;
            }
        }
    }
    Ok(GOOD)
}
