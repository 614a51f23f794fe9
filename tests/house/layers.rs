//! Who may use whom, and who may touch the outside world.

use super::rust::{Rust, in_word};
use super::{nothing, only_in, root, sources};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;

/// The map in ARCHITECTURE.md: who may use whom.
fn layers() -> BTreeMap<String, BTreeSet<String>> {
    let text = fs::read_to_string(root().join("ARCHITECTURE.md")).unwrap();
    let (_, block) = text.split_once("```layers\n").expect("a block of layers");
    let (block, _) = block.split_once("```").expect("its end");
    let names = |list: &str| -> BTreeSet<String> {
        list.split(',').map(|name| name.trim().to_owned()).filter(|name| !name.is_empty()).collect()
    };
    let line = |line: &str| {
        let (from, to) = line.split_once("->").unwrap_or_else(|| panic!("no layer: {line}"));
        (from.trim().to_owned(), names(to))
    };
    block.lines().map(line).collect()
}

/// Everything that can be reached from a module.
fn reach(map: &BTreeMap<String, BTreeSet<String>>, from: &str) -> BTreeSet<String> {
    let (mut found, mut waiting) = (BTreeSet::new(), vec![from.to_owned()]);
    while let Some(next) = waiting.pop() {
        for below in map.get(&next).into_iter().flatten() {
            if found.insert(below.clone()) {
                waiting.push(below.clone());
            }
        }
    }
    found
}

/// The crate's modules that a file names, through `crate::` or through `super::` from its top.
fn used(rust: &Rust, modules: &BTreeSet<String>) -> BTreeSet<String> {
    let folders = rust.path.matches('/').count() - 1;
    let depth = folders + usize::from(!rust.path.ends_with("/mod.rs"));
    let mut starts = vec!["crate::".to_owned()];
    if depth > 0 {
        starts.push("super::".repeat(depth));
    }
    let mut found = BTreeSet::new();
    for start in starts {
        for (at, _) in rust.code.match_indices(&start) {
            let before = &rust.code[..at];
            if before.ends_with("super::") || in_word(before) {
                continue;
            }
            let rest = &rust.code[at + start.len()..];
            found.extend(heads(rest).into_iter().filter(|name| modules.contains(name)));
        }
    }
    found
}

/// The first names of a path: `{a::b, c::{d}}` → `a`, `c`.
fn heads(path: &str) -> Vec<String> {
    let word = |text: &str| -> String {
        text.trim_start().chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect()
    };
    let Some(list) = path.strip_prefix('{') else { return vec![word(path)] };
    let (mut depth, mut names, mut from) = (0usize, Vec::new(), 0);
    for (at, c) in list.char_indices() {
        match c {
            '{' => depth += 1,
            '}' if depth == 0 => {
                names.push(word(&list[from..at]));
                break;
            }
            '}' => depth -= 1,
            ',' if depth == 0 => {
                names.push(word(&list[from..at]));
                from = at + 1;
            }
            _ => {}
        }
    }
    names
}

#[test]
fn paths_are_read() {
    assert_eq!(heads("{a::b, c::{d, e}, f}; g::h"), ["a", "c", "f"]);
    assert_eq!(heads("text::Text;"), ["text"]);
    let map = BTreeMap::from([
        ("a".to_owned(), ["b".to_owned()].into()),
        ("b".to_owned(), ["c".to_owned()].into()),
    ]);
    assert_eq!(reach(&map, "a"), ["b".to_owned(), "c".to_owned()].into());
    let rust = Rust::new((
        "src/a/b/c.rs".to_owned(),
        "use super::super::super::text; use super::super::wire;".to_owned(),
    ));
    assert_eq!(used(&rust, &["text".to_owned(), "wire".to_owned()].into()), ["text".to_owned()].into());
}

#[test]
fn the_map_names_the_modules_that_there_are_and_nothing_points_back() {
    let map = layers();
    let library = fs::read_to_string(root().join("src/lib.rs")).unwrap();
    let modules: BTreeSet<String> = library
        .lines()
        .filter_map(|line| line.strip_prefix("pub mod ").or(line.strip_prefix("mod "))?.strip_suffix(';'))
        .map(str::to_owned)
        .collect();
    assert_eq!(map.keys().cloned().collect::<BTreeSet<_>>(), modules);
    nothing("unknown in the map", map.values().flatten().filter(|name| !modules.contains(*name)));
    nothing("in a circle", modules.iter().filter(|name| reach(&map, name).contains(*name)));
}

#[test]
fn every_module_uses_only_what_the_map_allows() {
    let map = layers();
    let modules: BTreeSet<String> = map.keys().cloned().collect();
    let mut wrong = Vec::new();
    for rust in sources().iter().filter(|rust| map.contains_key(rust.module())) {
        let allowed = reach(&map, rust.module());
        let strange =
            used(rust, &modules).into_iter().filter(|name| name != rust.module() && !allowed.contains(name));
        wrong.extend(strange.map(|name| format!("{} uses {name}", rust.path)));
    }
    nothing("against the map in ARCHITECTURE.md", wrong);
}

fn is_outside(path: &str) -> bool {
    path.starts_with("src/store/") || path.starts_with("src/cli/") || path == "src/main.rs"
}

#[test]
fn the_window_is_named_only_where_it_is_drawn() {
    let words = ["egui::", "egui_", "eframe", "epaint", "use egui", "skrifa"];
    only_in(&words, |path| path.starts_with("src/ui/") || path == "src/main.rs");
}

#[test]
fn only_the_edges_touch_the_outside_world() {
    let world = [
        "std::fs",
        "std::env",
        "std::net",
        "std::process",
        "std::io",
        "SystemTime",
        "Instant::now",
        "Timestamp::now",
        "Zoned::now",
        "TimeZone::system",
        "rusqlite",
        "Uuid::",
        "directories::",
        "notify::",
        "sys_locale",
        "println!",
        "print!",
        "eprintln!",
        "eprint!",
    ];
    only_in(&world, is_outside);
    // What several cores find is what one would: threads are no part of the world.
    only_in(&["std::thread"], |path| is_outside(path) || path == "src/cores.rs");
    only_in(&["rand::", "rand_chacha", "thread_rng", "getrandom"], |path| path == "src/chance.rs");
}
