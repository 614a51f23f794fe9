//! A machine in other forms: a diagram for Graphviz, tables for reading, JSON for programs.
//!
//! All three are made from the strict form alone, so a variant is written like any other machine.
//! What the strict form has forgotten (comments, names of constants) is not in them.

mod dot;
mod json;
mod markdown;
mod notation;

use super::model::Machine;
use crate::text::Lang;

impl Machine {
    /// The state diagram in Graphviz's language, for `dot` and for `neato -n`.
    ///
    /// States stand where the machine's file puts them as far as the layout engine takes hints; an edge
    /// holds all rules that lead from one state to another.
    pub fn to_dot(&self, lang: Lang) -> String {
        dot::write(self, lang)
    }

    /// States, rules, debts and known mistakes as Markdown tables, in the order of the file.
    pub fn to_markdown(&self, lang: Lang) -> String {
        markdown::write(self, lang)
    }

    /// Everything that a program needs, as JSON. `format` counts the changes that readers must know.
    pub fn to_json(&self) -> String {
        json::write(self)
    }
}
