//! `ackademy check`: everything that is wrong with decks, machines and exams.

use super::console::{Console, count};
use super::{Arguments, FOUND, Format, GOOD};
use crate::app::content::ContentFile;
use crate::app::library::{Library, Loaded};
use crate::diagnostic::{Finding, print, to_json};
use crate::store;
use std::collections::BTreeSet;
use std::io;
use std::path::{Path, PathBuf, absolute};

/// Checks these paths, or the built-in content and that of `--content` where there are none.
pub(super) fn check(
    paths: &[PathBuf],
    format: Format,
    arguments: &Arguments,
    console: &mut Console<'_>,
) -> io::Result<u8> {
    let Gathered { mut library, asked } = match gather(paths, arguments, console)? {
        Ok(gathered) => gathered,
        Err(status) => return Ok(status),
    };
    library.verify();
    let report = Report::of(&library, |path| asked.has(path));
    report.print(format, console)?;
    Ok(if report.findings.is_empty() { GOOD } else { FOUND })
}

/// The content, and which of it is asked for.
pub(super) struct Gathered {
    /// The built-in content, that of `--content`, and that of the paths.
    pub library: Library,
    /// What is asked for.
    pub asked: Paths,
}

/// The files that are asked for; `None` where no path was given, which means all.
pub(super) struct Paths(Option<BTreeSet<PathBuf>>);

impl Paths {
    /// Whether a file is asked for.
    pub fn has(&self, path: Option<&PathBuf>) -> bool {
        self.0.as_ref().is_none_or(|paths| path.is_some_and(|path| paths.contains(path)))
    }
}

/// Reads the content; where a path leads to none that is told, and the exit status given.
pub(super) fn gather(
    paths: &[PathBuf],
    arguments: &Arguments,
    console: &mut Console<'_>,
) -> io::Result<Result<Gathered, u8>> {
    // The built-in machines, terms and decks are known to whatever is looked at.
    let mut files = store::embedded();
    let mut asked = BTreeSet::new();
    for path in arguments.content.iter().chain(paths) {
        let named = [("path", path.display().to_string().into())];
        if !path.exists() {
            return console.fail("check-no-such-path", &named).map(Err);
        }
        let found = read(path);
        if found.is_empty() {
            return console.fail("check-nothing-found", &named).map(Err);
        }
        // A file that lies in two of the folders is read once.
        let again: BTreeSet<&PathBuf> = found.iter().filter_map(|file| file.path.as_ref()).collect();
        files.retain(|file| file.path.as_ref().is_none_or(|path| !again.contains(path)));
        if paths.contains(path) {
            asked.extend(found.iter().filter_map(|file| file.path.clone()));
        }
        files.extend(found);
    }
    let library = store::read_files(&files, &arguments.has_glyph);
    Ok(Ok(Gathered { library, asked: Paths((!paths.is_empty()).then_some(asked)) }))
}

/// The content files at a path, named as the user named it. What a file should hold is told by the
/// folders that it lies in, so the whole path is looked at even where only its end was given.
fn read(path: &Path) -> Vec<ContentFile> {
    let whole = absolute(path).unwrap_or_else(|_| path.to_owned());
    let mut files = store::read_folder(&whole);
    for file in &mut files {
        let inside = file.path.as_deref().and_then(|found| found.strip_prefix(&whole).ok());
        if let Some(inside) = inside {
            let named = if inside.as_os_str().is_empty() { path.to_owned() } else { path.join(inside) };
            file.name = named.display().to_string();
        }
    }
    files
}

/// What there is and what is wrong with it.
struct Report<'a> {
    decks: usize,
    questions: usize,
    machines: usize,
    exams: usize,
    findings: Vec<&'a Finding>,
}

impl<'a> Report<'a> {
    /// The report on those files of a library whose path is asked for.
    fn of(library: &'a Library, asked: impl Fn(Option<&PathBuf>) -> bool) -> Report<'a> {
        let mut report = Report { decks: 0, questions: 0, machines: 0, exams: 0, findings: Vec::new() };
        for deck in library.decks.iter().filter(|deck| asked(deck.path.as_ref())) {
            report.decks += 1;
            report.questions += deck.content.as_ref().map_or(0, |deck| deck.questions.len());
            report.add(deck);
        }
        for machine in library.machines.iter().filter(|machine| asked(machine.path.as_ref())) {
            report.machines += 1;
            report.add(machine);
        }
        library.claims.iter().filter(|file| asked(file.path.as_ref())).for_each(|file| report.add(file));
        for exam in library.exams.iter().filter(|exam| asked(exam.path.as_ref())) {
            report.exams += 1;
            report.add(exam);
        }
        library.others.iter().filter(|other| asked(other.path.as_ref())).for_each(|other| report.add(other));
        report.findings.sort_by_key(|finding| {
            let place = &finding.place;
            (&place.file, place.line, place.column, finding.level, finding.code)
        });
        report
    }

    fn add<T>(&mut self, loaded: &'a Loaded<T>) {
        self.findings.extend(&loaded.findings);
    }

    fn print(&self, format: Format, console: &mut Console<'_>) -> io::Result<()> {
        for finding in &self.findings {
            match format {
                Format::Text => writeln!(console.out, "{}\n", print(finding, console.lang, console.colour))?,
                Format::Json => writeln!(console.out, "{}", to_json(finding, console.lang))?,
            }
        }
        let (errors, warnings) = count(&self.findings);
        let args = [
            ("decks", self.decks.into()),
            ("questions", self.questions.into()),
            ("machines", self.machines.into()),
            ("exams", self.exams.into()),
            ("errors", errors.into()),
            ("warnings", warnings.into()),
        ];
        match format {
            Format::Text => console.say("check-summary", &args),
            Format::Json => Ok(()),
        }
    }
}
