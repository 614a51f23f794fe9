//! Answer files, and which of them count. Each that does not is told with what to do.

use crate::app::library::Library;
use crate::cli::console::Console;
use crate::cli::exam::shown;
use crate::exam::{Paper, PaperCode, Sheet, SheetFault, Unfit};
use crate::text::{Arg, say_with};
use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

/// An answer file is never larger.
const MOST_BYTES: u64 = 8 << 20;

/// A file that counts.
pub(super) struct Counted {
    pub file: PathBuf,
    pub sheet: Sheet,
    pub paper: Paper,
}

/// Reads the files, in the order given, and says how many were left out.
pub(super) fn read(
    paths: &[PathBuf],
    library: &Library,
    console: &mut Console<'_>,
) -> io::Result<(Vec<Counted>, usize)> {
    let mut whole: Vec<(PathBuf, Sheet)> = Vec::new();
    for path in paths {
        match sheet(path) {
            Ok(sheet) => match whole.iter().find(|(_, other)| *other == sheet) {
                Some((other, _)) => {
                    console.fail("grade-twice", &[("file", shown(path)), ("other", shown(other))])?;
                }
                None => whole.push((path.clone(), sheet)),
            },
            Err((key, args)) => {
                console.fail(key, &with_file(path, args))?;
            }
        }
    }
    let code = commonest(&whole);
    let mut counted: Vec<Counted> = Vec::new();
    for (file, sheet) in whole {
        match fits(&sheet, code, library, console) {
            Ok(paper) => {
                let same = |other: &&Counted| !sheet.name.is_empty() && other.sheet.name == sheet.name;
                if let Some(other) = counted.iter().find(same) {
                    let name = sheet.name.as_str().into();
                    let args = [("file", shown(&file)), ("other", shown(&other.file)), ("name", name)];
                    console.fail("grade-same-name", &args)?;
                }
                counted.push(Counted { file, sheet, paper });
            }
            Err((key, args)) => {
                console.fail(key, &with_file(&file, args))?;
            }
        }
    }
    let left_out = paths.len() - counted.len();
    Ok((counted, left_out))
}

/// A message with what is put into it.
type Told = (&'static str, Vec<(&'static str, Arg)>);

fn with_file(path: &Path, mut args: Vec<(&'static str, Arg)>) -> Vec<(&'static str, Arg)> {
    args.push(("file", shown(path)));
    args
}

fn sheet(path: &Path) -> Result<Sheet, Told> {
    let unreadable = |detail: String| ("grade-unreadable", vec![("detail", detail.into())]);
    // A device says that it is empty, and never ends.
    let file = File::open(path).map_err(|error| unreadable(error.to_string()))?;
    let mut bytes = Vec::new();
    file.take(MOST_BYTES + 1).read_to_end(&mut bytes).map_err(|error| unreadable(error.to_string()))?;
    let not_a_sheet = |detail: String| ("grade-not-a-sheet", vec![("detail", detail.into())]);
    if bytes.len() as u64 > MOST_BYTES {
        return Err(not_a_sheet(format!("> {MOST_BYTES} B")));
    }
    let text = String::from_utf8(bytes).map_err(|error| not_a_sheet(error.to_string()))?;
    Sheet::read(&text).map_err(|fault| match fault {
        SheetFault::NotASheet { detail } => ("grade-not-a-sheet", vec![("detail", detail.into())]),
        SheetFault::Newer { format } => ("grade-newer", vec![("format", (format as usize).into())]),
        SheetFault::Damaged => ("grade-damaged", Vec::new()),
    })
}

/// The paper that most files are of; of several the one whose file comes first.
fn commonest(sheets: &[(PathBuf, Sheet)]) -> Option<PaperCode> {
    let mut counts: BTreeMap<PaperCode, usize> = BTreeMap::new();
    for (_, sheet) in sheets {
        *counts.entry(sheet.code).or_default() += 1;
    }
    let most = counts.values().max().copied()?;
    sheets.iter().map(|(_, sheet)| sheet.code).find(|code| counts.get(code) == Some(&most))
}

/// The paper of a sheet, where the two fit together.
fn fits(
    sheet: &Sheet,
    code: Option<PaperCode>,
    library: &Library,
    console: &Console<'_>,
) -> Result<Paper, Told> {
    if let Some(code) = code.filter(|code| *code != sheet.code) {
        let args = vec![("code", code.to_string().into()), ("found", sheet.code.to_string().into())];
        return Err(("grade-other-paper", args));
    }
    let decks = library.exam_decks();
    let paper = Paper::of_code(sheet.code, &library.blueprints(), &decks).map_err(|error| {
        let reason = say_with(console.lang, error.key(), &error.args());
        ("grade-code", vec![("reason", reason.into())])
    })?;
    match sheet.unfit(&paper, &decks).into_iter().next() {
        None => Ok(paper),
        Some(Unfit::OtherPaper | Unfit::OtherQuestions) => Err(("grade-other-questions", Vec::new())),
        Some(Unfit::OtherContent { question }) => {
            Err(("grade-other-content", vec![("question", question.into())]))
        }
        Some(Unfit::OtherRules) => Err(("grade-other-rules", Vec::new())),
        Some(Unfit::Times) => Err(("grade-times", Vec::new())),
    }
}
