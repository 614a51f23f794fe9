//! The variant with the rules of Linux: what it does in another way, and that no line of it is idle.

use crate::rules::{Behaviour, behaviours_in, items, without};
use ackademy::deck::Citation;
use ackademy::diagnostic::{Source, print};
use ackademy::machine::{Machine, load_variant};
use ackademy::text::Lang;

const FILE: &str = include_str!("../content/machines/variants/linux.ron");
const BASE: &str = include_str!("../content/machines/tcp.ron");

fn load(text: &str) -> Option<Machine> {
    let (machine, findings) = load_variant("linux.ron", text, Source { file: "tcp.ron", text: BASE });
    findings.iter().for_each(|finding| eprintln!("{}", print(finding, Lang::En, false)));
    machine
}

/// The variant.
pub fn linux() -> Machine {
    load(FILE).expect("the variant loads")
}

fn behaviours() -> Vec<Behaviour> {
    behaviours_in(include_str!("fixtures/rules/linux.txt"))
}

#[test]
fn the_variant_does_what_linux_does() {
    let machine = linux();
    let list = behaviours();
    let wrong: Vec<String> = list.iter().filter_map(|behaviour| behaviour.told(&machine)).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(list.len() >= 25, "only {} behaviours", list.len());
}

#[test]
fn every_line_of_the_patch_is_noticed_when_it_is_gone() {
    let behaviours = behaviours();
    for list in ["change", "add"] {
        let items = items(FILE, list);
        let is_idle = |(index, _): &(usize, _)| {
            let machine = load(&without(FILE, &items, *index));
            machine.is_some_and(|machine| behaviours.iter().all(|one| one.told(&machine).is_none()))
        };
        let idle: Vec<&String> =
            items.iter().enumerate().filter(is_idle).map(|(_, (_, name))| name).collect();
        assert!(idle.is_empty(), "nothing notices that these are gone: {idle:?}");
        assert!(items.len() >= 5, "only {} items in `{list}`", items.len());
    }
}

/// A rule that is the kernel's own names the function where it stands, or the setting.
#[test]
fn every_rule_says_where_it_comes_from() {
    let sections = include_str!("fixtures/rfc-sections.txt");
    for rule in &linux().rules {
        let of_rfc = Citation::parse(&rule.cite).is_some_and(|cite| {
            sections.lines().any(|line| line == format!("{} {}", cite.rfc, cite.section))
        });
        let of_kernel = rule.cite.strip_prefix("Linux: ").is_some_and(|name| {
            let name = name.trim_end_matches("()");
            !name.is_empty() && name.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_')
        });
        assert!(of_rfc || of_kernel, "{}: {}", rule.id, rule.cite);
    }
}
