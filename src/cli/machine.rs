//! `ackademy machine`: a machine as a diagram, as tables, or for programs.

use super::console::Console;
use super::trace::{Missing, find_machine};
use super::{Arguments, GOOD};
use clap::ValueEnum;
use std::io;

/// How a machine is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum MachineFormat {
    /// The state diagram for Graphviz
    Dot,
    /// Tables of states, rules, debts and known mistakes, as Markdown
    #[default]
    Md,
    /// Everything, for programs
    Json,
}

/// Writes a machine to the output.
pub(super) fn machine(
    id: &str,
    format: MachineFormat,
    arguments: &Arguments,
    console: &mut Console<'_>,
) -> io::Result<u8> {
    let machine = match find_machine(id, arguments) {
        Ok(machine) => machine,
        Err(Missing::Broken(findings)) => return console.fail_with(&findings),
        Err(Missing::Unknown(known)) => {
            let args = [("id", id.into()), ("known", known.join(", ").into())];
            return console.fail("trace-no-such-machine", &args);
        }
    };
    let text = match format {
        MachineFormat::Dot => machine.to_dot(console.lang),
        MachineFormat::Md => machine.to_markdown(console.lang),
        MachineFormat::Json => machine.to_json(),
    };
    console.lines(&text)?;
    Ok(GOOD)
}
