//! A ladder's trace in its forms, as files.

use super::port::NewFile;
use crate::app::App;
use crate::app::export::{Story, trace_json, trace_text};
use crate::app::ladder::Behind;
use crate::text::{say, say_with};
use crate::wire::{Case, End, Trace};

/// The forms of a trace that no picture is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TraceForm {
    /// As it is written itself.
    Text,
    /// JSON.
    Json,
    /// A packetdrill script whose kernel is this end.
    Packetdrill(End),
}

impl TraceForm {
    /// All of them, in the order in which they are offered.
    pub const ALL: [TraceForm; 4] = [
        TraceForm::Text,
        TraceForm::Json,
        TraceForm::Packetdrill(End::First),
        TraceForm::Packetdrill(End::Second),
    ];

    /// The key of its name; the variable `role` is the end's.
    pub fn key(self) -> &'static str {
        match self {
            TraceForm::Text => "save-as-text",
            TraceForm::Json => "save-as-json",
            TraceForm::Packetdrill(_) => "save-as-packetdrill",
        }
    }

    fn ending(self) -> &'static str {
        match self {
            TraceForm::Text => "txt",
            TraceForm::Json => "json",
            TraceForm::Packetdrill(_) => "pkt",
        }
    }
}

impl App {
    /// The file; or why there is none, in words.
    pub(super) fn trace_file(&self, shown: &Behind, form: TraceForm) -> Result<NewFile, String> {
        let mut case = Case::clone(&shown.case);
        case.trace = Trace { steps: case.trace.steps.into_iter().take(shown.steps).collect(), ..case.trace };
        case.observed.truncate(shown.steps);
        let text = match form {
            TraceForm::Text => trace_text(&case),
            TraceForm::Json => trace_json(&[&case]),
            TraceForm::Packetdrill(kernel) => self.packetdrill(&shown.machine, &case, kernel)?,
        };
        Ok(NewFile::new(shown.file_name(form.ending()), text))
    }

    fn packetdrill(&self, id: &str, case: &Case, kernel: End) -> Result<String, String> {
        let gone = || say(self.lang, "save-no-machine").into_owned();
        let machine = self.library.machine(id).ok_or_else(gone)?;
        let story = Story::of(machine, case, self.lang).map_err(|unknown| {
            unknown.iter().map(|name| name.words(self.lang)).collect::<Vec<_>>().join("\n")
        })?;
        story.packetdrill(kernel).map_err(|no| {
            let args = [("machine", id.into()), ("word", no.word.into())];
            say_with(self.lang, "export-no-packetdrill", &args)
        })
    }
}
