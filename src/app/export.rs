//! A trace in other forms: Mermaid, packetdrill, SVG, and as it is written itself. The paper of an exam to be printed.
//!
//! Of a trace everything is made from a [`Story`]: the trace with its run, as the ladder shows it. Nothing here
//! touches a file; a picture is a text (SVG).

mod mermaid;
mod packetdrill;
pub(in crate::app) mod paper;
mod picture;
mod story;
mod svg;
mod text;

pub use packetdrill::NoPacketdrill;
pub use paper::{paper_html, paper_key_html};
pub use picture::Picture;
pub use story::Story;

use crate::machine::{Machine, UnknownName};
use crate::text::Lang;
use crate::wire::{Case, End, case_to_json};
use std::sync::Arc;

impl Story<'_> {
    /// The trace with its run.
    ///
    /// # Errors
    /// The names that the machine does not know.
    pub fn of<'a>(
        machine: &'a Arc<Machine>,
        case: &'a Case,
        lang: Lang,
    ) -> Result<Story<'a>, Vec<UnknownName>> {
        story::tell(machine, case, lang)
    }

    /// A Mermaid sequence diagram.
    pub fn mermaid(&self) -> String {
        self.picture.mermaid()
    }

    /// A packetdrill script whose kernel is this end; the other end is the network.
    ///
    /// # Errors
    /// Why the machine's protocol can't be said in packetdrill's language.
    pub fn packetdrill(&self, kernel: End) -> Result<String, NoPacketdrill> {
        packetdrill::write(self, kernel)
    }

    /// A picture of the ladder that stands by itself.
    pub fn svg(&self) -> String {
        self.picture.svg()
    }
}

/// The trace's own text form. What only JSON can say (states before the first step) is a remark.
pub fn trace_text(case: &Case) -> String {
    let start = case.start.iter().map(|(role, start)| {
        let state = match start {
            crate::wire::StartState::State(state) | crate::wire::StartState::With { state, .. } => state,
        };
        format!("# {role} is {state}\n")
    });
    start.chain([case.trace.to_string()]).collect()
}

/// The trace's JSON form: one case as an object, several as a list.
pub fn trace_json(cases: &[&Case]) -> String {
    let value = match cases {
        [one] => case_to_json(one),
        _ => cases.iter().map(|case| case_to_json(case)).collect(),
    };
    serde_json::to_string_pretty(&value).unwrap_or_default() + "\n"
}
