//! `ackademy machine`: a machine as a diagram, as tables, or for programs.

use super::console::Console;
use super::trace::machine_or_told;
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
    let machine = match machine_or_told(id, arguments, console)? {
        Ok(machine) => machine,
        Err(status) => return Ok(status),
    };
    let text = match format {
        MachineFormat::Dot => machine.to_dot(console.lang),
        MachineFormat::Md => machine.to_markdown(console.lang),
        MachineFormat::Json => machine.to_json(),
    };
    console.lines(&text)?;
    Ok(GOOD)
}
