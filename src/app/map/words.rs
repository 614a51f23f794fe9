//! What happens, in a reader's words: `SYN arrives`, not `SYN !RST`.

use crate::machine::{Machine, Named, On, Pattern};
use crate::text::{Arg, Lang, say_with};

/// An event in full: a call or a timer by what it means, a segment by its flags.
pub(super) fn event_in_words(machine: &Machine, on: On, lang: Lang) -> String {
    let (key, pattern) = match on {
        On::Call(index) => return named(machine.calls.get(usize::from(index)), lang),
        On::Timer(index) => return named(machine.timers.get(usize::from(index)), lang),
        On::Arrives(pattern) => ("map-event-arrives", pattern),
        On::Leaves(pattern) => ("map-event-leaves", pattern),
    };
    let Pattern { set, clear } = pattern;
    let names = |flags| -> Vec<String> { machine.flag_names(flags).into_iter().map(str::to_owned).collect() };
    let without = if clear == 0 { Arg::from("none") } else { names(clear).into() };
    let what = names(set).join(" ");
    let any = if what.is_empty() { "yes" } else { "no" };
    let unit = machine.unit.get(lang);
    say_with(
        lang,
        key,
        &[("any", any.into()), ("what", what.into()), ("unit", unit.into()), ("without", without)],
    )
}

/// The words of a call or a timer where there is little room: what stands before a bracket, or in it where that is
/// shorter.
pub(super) fn short(named: Option<&Named>, lang: Lang) -> String {
    let words = named.map_or("", |named| named.is.get(lang));
    let parts = words.split(['(', ')', '（', '）']).map(str::trim).filter(|part| !part.is_empty());
    parts.min_by_key(|part| part.chars().count()).unwrap_or(words).to_owned()
}

fn named(named: Option<&Named>, lang: Lang) -> String {
    named.map_or_else(String::new, |named| named.is.get(lang).to_owned())
}
