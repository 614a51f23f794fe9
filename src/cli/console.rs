//! Where a command speaks.

use super::FAILED;
use crate::diagnostic::{Finding, Level, print};
use crate::text::{Arg, Lang, say, say_attribute, say_with};
use std::io::{self, Write};

/// The two outputs and how to speak there.
pub(super) struct Console<'a> {
    /// The language.
    pub lang: Lang,
    /// Whether colours are wanted.
    pub colour: bool,
    /// For what was asked for.
    pub out: &'a mut dyn Write,
    /// For what went wrong.
    pub err: &'a mut dyn Write,
}

impl Console<'_> {
    /// Writes lines to the output.
    pub fn lines(&mut self, text: &str) -> io::Result<()> {
        text.lines().try_for_each(|line| writeln!(self.out, "{}", harmless(line)))
    }

    /// Writes a message to the output.
    pub fn say(&mut self, key: &str, args: &[(&'static str, Arg)]) -> io::Result<()> {
        let text = say_with(self.lang, key, args);
        self.lines(&text)
    }

    /// Says why the command can't be carried out, and what to do.
    pub fn fail(&mut self, key: &str, args: &[(&'static str, Arg)]) -> io::Result<u8> {
        let message = say_with(self.lang, key, args);
        writeln!(self.err, "{}: {}", say(self.lang, "level-error"), harmless(&message))?;
        if let Some(help) = say_attribute(self.lang, key, "help", args) {
            writeln!(self.err, "{}", harmless(&help))?;
        }
        Ok(FAILED)
    }

    /// Shows findings that keep the command from being carried out.
    pub fn fail_with(&mut self, findings: &[Finding]) -> io::Result<u8> {
        for finding in findings {
            writeln!(self.err, "{}\n", print(finding, self.lang, false))?;
        }
        Ok(FAILED)
    }
}

/// How many of the findings are errors, and how many warnings.
pub(super) fn count(findings: &[&Finding]) -> (usize, usize) {
    let errors = findings.iter().filter(|finding| finding.level == Level::Error).count();
    (errors, findings.len() - errors)
}

/// The text without anything that a terminal would obey: names in files may hold such characters.
pub(super) fn harmless(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { char::REPLACEMENT_CHARACTER } else { c }).collect()
}
