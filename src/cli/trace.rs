//! `ackademy trace`: runs traces through a machine and says which step is the first illegal one. A capture
//! is a file of traces too: one for each of its connections.

mod capture;
mod json;
mod read;
mod rows;
mod source;
mod table;

use super::console::Console;
use super::{Arguments, FAILED, FOUND, Format, GOOD};
use crate::app::content::{ContentFile, ContentKind};
use crate::diagnostic::{Finding, Place};
use crate::machine::{CaseOutcome, Fault, Machine, UnknownName};
use crate::store;
use crate::wire::{Case, End, Step};
use read::Input;
use source::Opened;

pub(super) use capture::Look;
use std::io;
use std::path::Path;
use std::sync::Arc;

/// What is to be run.
pub(super) struct Wanted<'a> {
    /// The trace or capture; `-` is standard input.
    pub file: &'a Path,
    /// How verdicts are written.
    pub format: Format,
    /// Id or file of the machine.
    pub machine: &'a str,
    /// The only case that is wanted.
    pub case: Option<&'a str>,
    /// How a capture is looked at.
    pub look: Look,
}

/// Runs the traces of a file.
pub(super) fn trace(wanted: &Wanted<'_>, arguments: &Arguments, console: &mut Console<'_>) -> io::Result<u8> {
    let (input, stream) = match source::open(wanted.file) {
        Opened::Capture(stream) => (None, Some(stream)),
        Opened::Other(head) => match read::read(wanted.file, head) {
            Ok(input) => (Some(input), None),
            Err(findings) => return console.fail_with(&findings),
        },
    };
    let machine = match machine_or_told(wanted.machine, arguments, console)? {
        Ok(machine) => machine,
        Err(status) => return Ok(status),
    };
    match (input, stream) {
        (Some(input), _) => cases(wanted, &input, &machine, console),
        (None, Some(stream)) => capture::trace(wanted, wanted.look, stream, &machine, console),
        (None, None) => Ok(FAILED),
    }
}

/// The cases of a file that is a text or JSON.
pub(super) fn read_cases(file: &Path) -> Result<Input, Vec<Finding>> {
    match source::open(file) {
        Opened::Capture(_) => {
            Err(vec![Finding::error("trace::capture-here", Place::file(&file.display().to_string()))])
        }
        Opened::Other(head) => read::read(file, head),
    }
}

/// Runs the cases of a text or of JSON.
fn cases(wanted: &Wanted<'_>, input: &Input, machine: &Machine, console: &mut Console<'_>) -> io::Result<u8> {
    let cases: Vec<&Case> =
        input.cases.iter().filter(|case| wanted.case.is_none_or(|id| case.id == id)).collect();
    if let (Some(id), true) = (wanted.case, cases.is_empty()) {
        let finding = Finding::error("trace::no-such-case", Place::file(&wanted.file.display().to_string()));
        let known = input.cases.iter().map(|case| case.id.as_str());
        return console
            .fail_with(&[finding.with("id", id).with("count", input.cases.len()).suggest(id, known)]);
    }
    let mut tally = Tally { many: cases.len() > 1, ..Tally::default() };
    for case in cases {
        match Run::of(machine, case) {
            Ok(run) => {
                tally.count(&run);
                match wanted.format {
                    Format::Text => run.print(tally.many, console)?,
                    Format::Json => writeln!(console.out, "{}", json::line(&run, None))?,
                }
            }
            Err(unknown) => {
                tally.unread += 1;
                console
                    .fail_with(&unknown.iter().map(|name| finding(name, case, input)).collect::<Vec<_>>())?;
            }
        }
    }
    if let (Format::Text, true) = (wanted.format, tally.many) {
        tally.print(console)?;
    }
    Ok(tally.status())
}

/// A case that was run.
pub(super) struct Run<'a> {
    /// The machine.
    pub machine: &'a Machine,
    /// The case.
    pub case: &'a Case,
    /// What it did.
    pub outcome: CaseOutcome,
}

impl<'a> Run<'a> {
    fn of(machine: &'a Machine, case: &'a Case) -> Result<Run<'a>, Vec<UnknownName>> {
        Ok(Run { machine, case, outcome: machine.run_case(case)? })
    }

    /// Whether every step is legal and the goal, where there is one, is reached.
    pub fn is_valid(&self) -> bool {
        self.outcome.kind.is_none()
    }

    /// The first illegal step. A claim that is wrong earlier comes before it.
    pub fn fault(&self) -> Option<&Fault> {
        self.outcome.fault().filter(|_| self.outcome.claim.is_none())
    }

    /// What an end is called in the file: its letter where letters are used, else its role.
    pub fn name(&self, end: End) -> &'a str {
        let letter = match end {
            End::First => "A",
            End::Second => "B",
        };
        let uses_letters = self.written_names().any(|name| name == "A" || name == "B");
        if uses_letters && self.machine.end(letter) == Some(end) { letter } else { self.machine.role(end) }
    }

    fn written_names(&self) -> impl Iterator<Item = &'a str> {
        let case = self.case;
        let steps = case.trace.steps.iter().filter_map(|step| match step {
            Step::Call { end, .. } | Step::Timer { end, .. } | Step::Claim { end, .. } => Some(end.as_str()),
            Step::Send { from, .. } => Some(from),
            Step::Inject { at, .. } => Some(at),
            Step::Arrive { .. } | Step::Wait => None,
        });
        let goal = case.goal.iter().flatten().map(|(role, _)| role.as_str());
        steps.chain(case.start.keys().map(String::as_str)).chain(goal)
    }

    fn print(&self, with_id: bool, console: &mut Console<'_>) -> io::Result<()> {
        if with_id {
            console.lines(&self.case.id)?;
        }
        for line in table::lines(self, console.lang) {
            console.lines(&line)?;
        }
        for (step, reason) in table::refusals(self, console.lang) {
            console.say("trace-refused", &[("step", step.into()), ("reason", reason.into())])?;
        }
        writeln!(console.out)?;
        match self.is_valid() {
            true => console.say("trace-legal", &[])?,
            false => console.lines(&self.outcome.words(self.machine, console.lang))?,
        }
        if with_id { writeln!(console.out) } else { Ok(()) }
    }
}

/// How the cases went.
#[derive(Default)]
struct Tally {
    many: bool,
    legal: usize,
    illegal: usize,
    unread: usize,
}

impl Tally {
    fn count(&mut self, run: &Run<'_>) {
        if run.is_valid() {
            self.legal += 1;
        } else {
            self.illegal += 1;
        }
    }

    fn print(&self, console: &mut Console<'_>) -> io::Result<()> {
        let all = self.legal + self.illegal + self.unread;
        let args = [
            ("all", all.into()),
            ("legal", self.legal.into()),
            ("illegal", self.illegal.into()),
            ("unread", self.unread.into()),
        ];
        console.say("trace-count", &args)
    }

    fn status(&self) -> u8 {
        match (self.unread, self.illegal) {
            (0, 0) => GOOD,
            (0, _) => FOUND,
            (_, _) => FAILED,
        }
    }
}

/// Why there is no machine.
enum Missing {
    /// Its file has errors.
    Broken(Vec<Finding>),
    /// There are only these.
    Unknown(Vec<String>),
}

/// A machine by id, from the built-in content and that of `--content`; or one in a file.
fn find_machine(wanted: &str, arguments: &Arguments) -> Result<Arc<Machine>, Missing> {
    let is_file = Path::new(wanted).is_file();
    let files: Vec<ContentFile> = if is_file {
        store::read_folder(Path::new(wanted))
            .into_iter()
            .map(|file| ContentFile { kind: ContentKind::Machine, ..file })
            .collect()
    } else {
        let own = arguments.content.iter().flat_map(|folder| store::read_folder(folder));
        store::embedded().into_iter().chain(own).filter(|file| file.kind == ContentKind::Machine).collect()
    };
    let library = store::read_files(&files, &arguments.has_glyph);
    let mut machines = library.machines.iter().filter_map(|loaded| loaded.content.as_ref());
    // The last one counts, as everywhere: an own machine takes the place of a built-in one.
    let found = machines.clone().rfind(|machine| is_file || machine.id == wanted);
    found.cloned().ok_or_else(|| {
        let known = machines.by_ref().map(|machine| machine.id.clone()).collect();
        if is_file { Missing::Broken(library.findings().cloned().collect()) } else { Missing::Unknown(known) }
    })
}

/// The machine that was asked for; where there is none that is told, and the exit status given.
pub(super) fn machine_or_told(
    wanted: &str,
    arguments: &Arguments,
    console: &mut Console<'_>,
) -> io::Result<Result<Arc<Machine>, u8>> {
    Ok(match find_machine(wanted, arguments) {
        Ok(machine) => Ok(machine),
        Err(Missing::Broken(findings)) => Err(console.fail_with(&findings)?),
        Err(Missing::Unknown(known)) => {
            let args = [("id", wanted.into()), ("known", known.into())];
            Err(console.fail("trace-no-such-machine", &args)?)
        }
    })
}

/// The names in a case of no text that the machine does not know.
fn unknown_in_case(unknown: &[UnknownName], case: &Case) -> Vec<Finding> {
    unknown
        .iter()
        .take(1)
        .map(|name| described("trace::unknown-name-in-case", Place::file(""), name, case))
        .collect()
}

/// A name that the machine does not know, with its place in a text.
pub(super) fn finding(unknown: &UnknownName, case: &Case, input: &Input) -> Finding {
    let code = if input.is_text() { "trace::unknown-name" } else { "trace::unknown-name-in-case" };
    described(code, input.place(unknown), unknown, case)
}

fn described(code: &'static str, place: Place, unknown: &UnknownName, case: &Case) -> Finding {
    let near = unknown.known.iter().map(String::as_str);
    Finding::error(code, place)
        .with("what", unknown.what.word())
        .with("found", unknown.found.as_str())
        .with("known", unknown.known.clone())
        .with("case", case.id.as_str())
        .with("step", unknown.step + 1)
        .suggest(&unknown.found, near)
}
