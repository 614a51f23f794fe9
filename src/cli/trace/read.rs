//! From a file or standard input to the cases in it.

use crate::app::content::ContentError;
use crate::diagnostic::{Finding, Place, Source};
use crate::machine::{NameKind, UnknownName};
use crate::store;
use crate::wire::{self, Case};
use std::io::Read;
use std::ops::Range;
use std::path::Path;

/// The most that is read from standard input, in bytes; files have the same limit in the store.
const MOST_BYTES: u64 = 16 << 20;

/// What was read.
pub(in crate::cli) struct Input {
    file: String,
    text: String,
    /// The bytes of each step; `None` where the steps are JSON.
    steps: Option<Vec<Range<usize>>>,
    /// The cases; a text is one case.
    pub cases: Vec<Case>,
}

impl Input {
    /// Whether it is the learner's language and not JSON.
    pub fn is_text(&self) -> bool {
        self.steps.is_some()
    }

    /// Where a name stands; the whole file where that can't be told.
    pub fn place(&self, unknown: &UnknownName) -> Place {
        let source = Source { file: &self.file, text: &self.text };
        let steps = self.steps.as_deref();
        let step = match unknown.what {
            // A start is named above the steps.
            NameKind::Start => steps.map(|_| 0..self.text.len()),
            NameKind::Role | NameKind::Flag | NameKind::Field | NameKind::Call => {
                steps.and_then(|s| s.get(unknown.step).cloned())
            }
            NameKind::Timer | NameKind::State | NameKind::Label => {
                steps.and_then(|s| s.get(unknown.step).cloned())
            }
        };
        let Some(step) = step else { return Place::file(&self.file) };
        let line = self.text.get(step.clone()).unwrap_or_default();
        let word =
            find_word(line, &unknown.found).map(|at| step.start + at..step.start + at + unknown.found.len());
        Place::of(source, word.unwrap_or(step))
    }
}

/// The first place where a word stands by itself.
fn find_word(line: &str, word: &str) -> Option<usize> {
    let is_part = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.');
    let alone = |at: &usize| {
        let before = line.get(..*at).and_then(|text| text.chars().next_back());
        let after = line.get(at + word.len()..).and_then(|text| text.chars().next());
        !before.is_some_and(is_part) && !after.is_some_and(is_part)
    };
    line.match_indices(word).map(|(at, _)| at).find(alone)
}

/// Reads a file, or standard input where it is `-`. `head` are bytes of standard input that have been read
/// already.
///
/// # Errors
/// Everything that is wrong with it.
pub(super) fn read(file: &Path, head: Vec<u8>) -> Result<Input, Vec<Finding>> {
    let name = file.display().to_string();
    let bytes = bytes(file, head).map_err(|error| vec![unreadable(&name, &error)])?;
    let text = String::from_utf8(bytes).map_err(|error| {
        vec![
            Finding::error("content::not-utf8", Place::file(&name))
                .with("at", error.utf8_error().valid_up_to()),
        ]
    })?;
    let text = text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text);
    match text.trim_start().starts_with(['{', '[']) {
        true => read_json(name, text),
        false => read_text(name, text),
    }
}

fn bytes(file: &Path, head: Vec<u8>) -> Result<Vec<u8>, ContentError> {
    let unreadable = |error: std::io::Error| ContentError::Unreadable { detail: error.to_string() };
    if file == Path::new("-") {
        let mut bytes = head;
        std::io::stdin().lock().take(MOST_BYTES + 1).read_to_end(&mut bytes).map_err(unreadable)?;
        let size = bytes.len() as u64;
        return if size > MOST_BYTES { Err(ContentError::TooLarge { bytes: size }) } else { Ok(bytes) };
    }
    if file.is_dir() {
        return Err(ContentError::NotAFile);
    }
    store::read_folder(file).into_iter().next().map_or(Err(ContentError::NotAFile), |file| file.bytes)
}

fn unreadable(name: &str, error: &ContentError) -> Finding {
    let finding = |code| Finding::error(code, Place::file(name)).with("name", name);
    match error {
        ContentError::Unreadable { detail } => finding("content::unreadable").with("detail", detail.as_str()),
        ContentError::TooLarge { bytes } => finding("trace::too-large").with("bytes", bytes.to_string()),
        ContentError::NotAFile
        | ContentError::TooDeep
        | ContentError::TooMany
        | ContentError::CannotWatch { .. } => finding("content::not-a-file"),
    }
}

fn read_text(file: String, text: String) -> Result<Input, Vec<Finding>> {
    let source = Source { file: &file, text: &text };
    let (trace, steps, errors) = wire::parse(&text);
    let finding = |error: wire::TraceError| {
        Finding::error("trace::error", Place::of(source, error.at)).with("what", error.kind.word())
    };
    let mut findings: Vec<Finding> = errors.into_iter().map(finding).collect();
    if findings.is_empty() && trace.steps.is_empty() {
        findings.push(Finding::error("trace::empty", Place::file(&file)));
    }
    if !findings.is_empty() {
        return Err(findings);
    }
    let id =
        Path::new(&file).file_stem().map_or_else(|| file.clone(), |stem| stem.to_string_lossy().into_owned());
    let case = Case { id, trace, ..Case::default() };
    Ok(Input { file, text, steps: Some(steps), cases: vec![case] })
}

fn read_json(file: String, text: String) -> Result<Input, Vec<Finding>> {
    let wrong =
        |place: Place, detail: String| vec![Finding::error("trace::json", place).with("detail", detail)];
    if let Err(error) = serde_json::from_str::<serde::de::IgnoredAny>(&text) {
        let at = byte_at(&text, error.line(), error.column());
        return Err(wrong(Place::of(Source { file: &file, text: &text }, at..at), error.to_string()));
    }
    let mut cases = wire::cases_from_json(&text).map_err(|detail| wrong(Place::file(&file), detail))?;
    if cases.is_empty() {
        return Err(vec![Finding::error("trace::empty", Place::file(&file))]);
    }
    // A case without an id is known by its number.
    for (number, case) in (1..).zip(cases.iter_mut()).filter(|(_, case)| case.id.is_empty()) {
        case.id = format!("{number}");
    }
    Ok(Input { file, text, steps: None, cases })
}

/// The byte at a line and a column as `serde_json` counts them: from 1, columns in bytes.
fn byte_at(text: &str, line: usize, column: usize) -> usize {
    let start: usize = text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
    start + column.saturating_sub(1)
}
