//! `ackademy grade`: the answer files of a class become a table and figures about the questions.

mod read;
mod table;

use super::console::{Console, harmless};
use super::exam::{library, shown};
use super::{Arguments, FOUND, Format, GOOD};
use crate::exam::{Class, Results, Sheet};
use clap::Args;
use read::Counted;
use std::io;
use std::path::PathBuf;

// The comments below are what `--help` shows.

/// What is to be graded.
#[derive(Clone, Debug, Args)]
pub struct Grade {
    /// Answer files of one paper, as the app saved them
    #[arg(required = true, value_name = "ANSWERS")]
    pub answers: Vec<PathBuf>,
    /// Write the table of learners, with the points of each question, as CSV
    #[arg(long, value_name = "FILE")]
    pub csv: Option<PathBuf>,
    /// How it is written; json is one object
    #[arg(long, value_enum, default_value_t)]
    pub format: Format,
}

/// Grades a class.
pub(super) fn grade(wanted: &Grade, arguments: &Arguments, console: &mut Console<'_>) -> io::Result<u8> {
    let library = library(arguments);
    let (counted, left_out) = read::read(&wanted.answers, &library, console)?;
    let Some(paper) = counted.first().map(|first| first.paper.clone()) else {
        return console.fail("grade-nothing", &[]);
    };
    let decks = library.exam_decks();
    let marked = |counted: &Counted| (counted.sheet.clone(), Results::of(&counted.sheet, &decks));
    let sheets: Vec<(Sheet, Results)> = counted.iter().map(marked).collect();
    let files: Vec<String> = counted.iter().map(|c| harmless(&c.file.display().to_string())).collect();
    let class = Class::of(&sheets);
    match wanted.format {
        Format::Json => {
            let json = table::json(&paper, &class, &files);
            writeln!(console.out, "{json}")?;
        }
        Format::Text => table::print(&paper, &class, console)?,
    }
    if let Some(path) = &wanted.csv {
        if let Err(error) = std::fs::write(path, table::csv(&class, &files, console.lang)) {
            let args = [("path", shown(path)), ("detail", error.to_string().into())];
            return console.fail("export-cannot-write", &args);
        }
        if wanted.format == Format::Text {
            console.say("grade-written", &[("path", shown(path))])?;
        }
    }
    if left_out > 0 && wanted.format == Format::Text {
        console.say("grade-left-out", &[("count", left_out.into())])?;
    }
    Ok(if left_out > 0 { FOUND } else { GOOD })
}
