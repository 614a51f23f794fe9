//! `ackademy exam`: the exams there are, a paper by its seed or code, and the paper printed.

use super::console::{Console, harmless};
use super::{Arguments, GOOD};
use crate::app::export::{paper_html, paper_key_html};
use crate::app::library::Library;
use crate::exam::{Blueprint, Paper, PaperCode};
use crate::store;
use crate::text::Arg;
use clap::Args;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

// The comments below are what `--help` shows.

/// What paper is wanted.
#[derive(Clone, Debug, Args)]
pub struct Exam {
    /// The exam's id; without it, or a code, the exams are listed
    #[arg(value_name = "BLUEPRINT")]
    pub blueprint: Option<String>,
    /// Draw the paper with this number [default: another one each time]
    #[arg(long, value_name = "N", requires = "blueprint", conflicts_with = "code")]
    pub seed: Option<u32>,
    /// Draw the paper of this code
    #[arg(long, value_name = "CODE")]
    pub code: Option<String>,
    /// Write the paper as HTML to be printed, and its key beside it as FILE-key.html
    #[arg(long, value_name = "FILE")]
    pub print: Option<PathBuf>,
}

/// The content that is built in and that of `--content`.
pub(super) fn library(arguments: &Arguments) -> Library {
    let mut files = store::embedded();
    files.extend(arguments.content.iter().flat_map(|folder| store::read_folder(folder)));
    Library::load(&files, &arguments.has_glyph)
}

/// Lists exams, or draws a paper.
pub(super) fn exam(wanted: &Exam, arguments: &Arguments, console: &mut Console<'_>) -> io::Result<u8> {
    let library = library(arguments);
    if wanted.blueprint.is_none() && wanted.code.is_none() {
        return list(&library, console);
    }
    let paper = match paper(wanted, &library, console)? {
        Ok(paper) => paper,
        Err(status) => return Ok(status),
    };
    let exam = &paper.blueprint;
    let title = exam.title.get(console.lang);
    console.say("cli-exam-drawn", &[("title", title.into()), ("code", paper.code.to_string().into())])?;
    for section in &exam.sections {
        let args = [
            ("title", section.title.get(console.lang).into()),
            ("questions", section.count.into()),
            ("points", section.points.to_string().into()),
        ];
        console.say("cli-exam-drawn-section", &args)?;
    }
    match &wanted.print {
        Some(path) => print(&paper, path, &library, console),
        None => console.say("cli-exam-drawn-help", &[]).map(|()| GOOD),
    }
}

fn list(library: &Library, console: &mut Console<'_>) -> io::Result<u8> {
    let exams = library.blueprints();
    if exams.is_empty() {
        return console.say("cli-exam-list-none", &[]).map(|()| GOOD);
    }
    console.say("cli-exam-list-head", &[])?;
    for exam in exams {
        let args = [
            ("id", exam.id.as_str().into()),
            ("title", exam.title.get(console.lang).into()),
            ("minutes", (exam.minutes as usize).into()),
            ("questions", exam.questions().into()),
            ("pass", usize::from(exam.pass).into()),
        ];
        console.say("cli-exam-list-line", &args)?;
    }
    console.say("cli-exam-list-help", &[]).map(|()| GOOD)
}

fn paper(wanted: &Exam, library: &Library, console: &mut Console<'_>) -> io::Result<Result<Paper, u8>> {
    let decks = library.exam_decks();
    let named = match &wanted.blueprint {
        Some(id) => match named(id, library, console)? {
            Ok(exam) => Some(exam),
            Err(status) => return Ok(Err(status)),
        },
        None => None,
    };
    if let Some(code) = &wanted.code {
        let of_code = |code: PaperCode| Paper::of_code(code, &library.blueprints(), &decks);
        return match code.parse().and_then(of_code) {
            Ok(paper) => match named.filter(|exam| exam.id != paper.blueprint.id) {
                Some(other) => {
                    let found = paper.blueprint.id.as_str().into();
                    let args = [("id", other.id.as_str().into()), ("found", found)];
                    console.fail("cli-exam-code-other", &args).map(Err)
                }
                None => Ok(Ok(paper)),
            },
            Err(error) => console.fail(error.key(), &error.args()).map(Err),
        };
    }
    // clap lets nothing through without one of them.
    let Some(exam) = named else { return list(library, console).map(Err) };
    let seed = wanted.seed.unwrap_or_else(|| (store::seed() >> 32) as u32);
    match Paper::draw(&exam, &decks, seed) {
        Ok(paper) => Ok(Ok(paper)),
        Err(too_few) => {
            let args = [("wanted", too_few.wanted.into()), ("there", too_few.there.into())];
            console.fail("cli-exam-too-few", &args).map(Err)
        }
    }
}

/// The exam with this id, or it is said why there is none.
fn named(id: &str, library: &Library, console: &mut Console<'_>) -> io::Result<Result<Arc<Blueprint>, u8>> {
    if let Some(exam) = library.exam(id) {
        return Ok(Ok(Arc::clone(exam)));
    }
    let file = format!("/{id}.ron");
    let broken = library.exams.iter().any(|e| e.content.is_none() && format!("/{}", e.file).ends_with(&file));
    let key = if broken { "cli-exam-unusable" } else { "cli-exam-none" };
    console.fail(key, &[("id", id.into())]).map(Err)
}

/// Writes the paper and, beside it, its key.
fn print(paper: &Paper, path: &Path, library: &Library, console: &mut Console<'_>) -> io::Result<u8> {
    let decks = library.exam_decks();
    let stem = path.file_stem().unwrap_or_default().to_string_lossy();
    let extension = path.extension().map_or_else(|| "html".into(), |e| e.to_string_lossy());
    let key = path.with_file_name(format!("{stem}-key.{extension}"));
    let files = [
        (path, paper_html(paper, &decks, console.lang)),
        (&key, paper_key_html(paper, &decks, console.lang)),
    ];
    for (path, text) in files {
        if let Err(error) = std::fs::write(path, text) {
            let args = [("path", shown(path)), ("detail", error.to_string().into())];
            return console.fail("export-cannot-write", &args);
        }
    }
    console.say("cli-exam-printed", &[("paper", shown(path)), ("key", shown(&key))]).map(|()| GOOD)
}

pub(super) fn shown(path: &Path) -> Arg {
    harmless(&path.display().to_string()).into()
}
