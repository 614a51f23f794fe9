//! `ackademy export`: a trace in other forms.

use super::console::{Console, harmless};
use super::trace::{finding, machine_or_told, read_cases};
use super::{Arguments, GOOD};
use crate::app::export::{self, Story};
use crate::diagnostic::{Finding, Place};
use crate::machine::Machine;
use crate::wire::{Case, End};
use clap::ValueEnum;
use std::io::{self, Write};
use std::path::Path;

/// The forms of a trace.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ExportForm {
    /// A Mermaid sequence diagram
    Mermaid,
    /// A packetdrill script that tests one end's kernel
    Packetdrill,
    /// A picture of the ladder
    Svg,
    /// The same picture in dots
    Png,
    /// The trace itself, one step a line
    Text,
    /// The trace itself, for programs
    Json,
}

/// What is to be exported.
pub(super) struct Wanted<'a> {
    /// The trace; `-` is standard input.
    pub file: &'a Path,
    /// The form.
    pub form: ExportForm,
    /// Id or file of the machine.
    pub machine: &'a str,
    /// The only case that is wanted.
    pub case: Option<&'a str>,
    /// The end whose kernel a script tests.
    pub end: Option<&'a str>,
    /// Where it is written; the output where it is not said.
    pub to: Option<&'a Path>,
}

/// At most so many cases are named.
const MOST_NAMED: usize = 5;
/// Exports a trace.
pub(super) fn export(
    wanted: &Wanted<'_>,
    arguments: &Arguments,
    console: &mut Console<'_>,
) -> io::Result<u8> {
    let input = match read_cases(wanted.file) {
        Ok(input) => input,
        Err(findings) => return console.fail_with(&findings),
    };
    let fits = |case: &&Case| wanted.case.is_none_or(|id| case.id == id);
    let cases: Vec<&Case> = input.cases.iter().filter(fits).collect();
    if let (Some(id), true) = (wanted.case, cases.is_empty()) {
        let place = Place::file(&wanted.file.display().to_string());
        let known = input.cases.iter().map(|case| case.id.as_str());
        let finding = Finding::error("trace::no-such-case", place);
        return console
            .fail_with(&[finding.with("id", id).with("count", input.cases.len()).suggest(id, known)]);
    }
    if wanted.form == ExportForm::Json {
        return write(export::trace_json(&cases).as_bytes(), wanted, console);
    }
    let [case] = cases.as_slice() else {
        let known: Vec<&str> = cases.iter().take(MOST_NAMED).map(|case| case.id.as_str()).collect();
        let args = [
            ("file", wanted.file.display().to_string().into()),
            ("count", cases.len().into()),
            ("known", known.as_slice().into()),
        ];
        return console.fail("export-many-cases", &args);
    };
    if wanted.form == ExportForm::Text {
        return write(export::trace_text(case).as_bytes(), wanted, console);
    }
    let machine = match machine_or_told(wanted.machine, arguments, console)? {
        Ok(machine) => machine,
        Err(status) => return Ok(status),
    };
    match Story::of(&machine, case, console.lang) {
        Ok(story) => told(&story, &machine, wanted, arguments.picture, console),
        Err(unknown) => {
            let findings: Vec<Finding> = unknown.iter().map(|name| finding(name, case, &input)).collect();
            console.fail_with(&findings)
        }
    }
}

/// The forms that need the machine's run.
fn told(
    story: &Story<'_>,
    machine: &Machine,
    wanted: &Wanted<'_>,
    picture: fn(&str) -> Result<Vec<u8>, String>,
    console: &mut Console<'_>,
) -> io::Result<u8> {
    match wanted.form {
        ExportForm::Mermaid => write(story.mermaid().as_bytes(), wanted, console),
        ExportForm::Png => match picture(&story.svg()) {
            Ok(bytes) => write(&bytes, wanted, console),
            Err(detail) => console.fail("export-no-picture", &[("detail", detail.into())]),
        },
        ExportForm::Svg | ExportForm::Text | ExportForm::Json => {
            write(story.svg().as_bytes(), wanted, console)
        }
        ExportForm::Packetdrill => {
            let known = End::BOTH.map(|end| machine.role(end));
            let named = wanted.end.map_or(Some(End::First), |name| machine.end(name));
            let Some(end) = named else {
                let args = [
                    ("machine", machine.id.as_str().into()),
                    ("end", wanted.end.unwrap_or_default().into()),
                    ("known", known.as_slice().into()),
                ];
                return console.fail("export-no-end", &args);
            };
            match story.packetdrill(end) {
                Ok(script) => write(script.as_bytes(), wanted, console),
                Err(no) => {
                    let args = [("machine", machine.id.as_str().into()), ("word", no.word.into())];
                    console.fail("export-no-packetdrill", &args)
                }
            }
        }
    }
}

/// Writes to the file that was named, else to the output.
fn write(bytes: &[u8], wanted: &Wanted<'_>, console: &mut Console<'_>) -> io::Result<u8> {
    let Some(path) = wanted.to else { return console.out.write_all(bytes).map(|()| GOOD) };
    match std::fs::File::create(path).and_then(|mut file| file.write_all(bytes)) {
        Ok(()) => Ok(GOOD),
        Err(error) => {
            let path = harmless(&path.display().to_string());
            console
                .fail("export-cannot-write", &[("path", path.into()), ("detail", error.to_string().into())])
        }
    }
}
