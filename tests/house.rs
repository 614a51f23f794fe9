//! House rules: what a reviewer should never have to say twice.
//!
//! Everything is read as text, so that a rule holds in every feature and on every platform. Exceptions
//! stand beside their rule with their reason, and one that is no longer needed is a fault too.

use crate::cases::tcp;
use crate::content::shipped;
use ackademy::app::Paint;
use ackademy::deck::{Citation, citations};
use ackademy::text::Lang;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// All files below a folder of the project, or the file itself, as (path from the root, text). What is
/// no text is left out.
fn files(names: &[&str]) -> Vec<(String, String)> {
    let mut waiting: Vec<PathBuf> = names.iter().map(|name| root().join(name)).collect();
    let mut files = Vec::new();
    while let Some(path) = waiting.pop() {
        if path.is_dir() {
            waiting.extend(fs::read_dir(&path).unwrap().map(|entry| entry.unwrap().path()));
        } else if let Ok(text) = fs::read_to_string(&path) {
            let name = path.strip_prefix(root()).unwrap().display().to_string().replace('\\', "/");
            files.push((name, text));
        }
    }
    assert!(!files.is_empty(), "{names:?}");
    files.sort();
    files
}

#[track_caller]
fn nothing(what: &str, found: impl IntoIterator<Item = impl std::fmt::Display>) {
    let found: Vec<String> = found.into_iter().map(|line| line.to_string()).collect();
    assert!(found.is_empty(), "{what}:\n{}", found.join("\n"));
}

// ---- Rust, taken apart

/// A Rust file.
struct Rust {
    path: String,
    lines: usize,
    /// Without comments; strings are empty.
    code: String,
    /// Every string with its line.
    strings: Vec<(usize, String)>,
}

impl Rust {
    fn new((path, text): (String, String)) -> Rust {
        let mut rust = Rust { path, lines: text.lines().count(), code: String::new(), strings: Vec::new() };
        let mut rest = text.as_str();
        while let Some(c) = rest.chars().next() {
            let used = if rest.starts_with("//") {
                rest.find('\n').unwrap_or(rest.len())
            } else if rest.starts_with("/*") {
                rest.find("*/").map_or(rest.len(), |end| end + 2)
            } else if let Some((inside, used)) = string(rest).filter(|_| !in_word(&rust.code)) {
                rust.strings.push((rust.code.lines().count().max(1), inside.to_owned()));
                rust.code += "\"\"";
                rust.code.extend(inside.matches('\n'));
                used
            } else if let Some(used) = character(rest) {
                rust.code += "' '";
                used
            } else {
                rust.code.push(c);
                c.len_utf8()
            };
            if rest.starts_with("/*") {
                rust.code.extend(rest[..used].matches('\n'));
            }
            rest = &rest[used..];
        }
        rust
    }

    /// Whether the whole file is a test.
    fn is_test(&self) -> bool {
        self.path.starts_with("tests/") || self.path.ends_with("/tests.rs") || self.path.contains("/tests/")
    }

    /// The code in front of the tests that end the file.
    fn shipped(&self) -> &str {
        let inline = self.code.match_indices("#[cfg(test)]").find(|(at, mark)| {
            let head = self.code[at + mark.len()..].trim_start();
            head.starts_with("mod ")
                && head.split(['{', ';']).next().is_some_and(|name| head[name.len()..].starts_with('{'))
        });
        &self.code[..inline.map_or(self.code.len(), |(at, _)| at)]
    }

    /// The strings in front of those tests.
    fn shipped_strings(&self) -> impl Iterator<Item = &str> {
        let last = self.shipped().lines().count();
        self.strings.iter().filter(move |(line, _)| *line <= last).map(|(_, text)| text.as_str())
    }

    /// The module of the crate that it belongs to.
    fn module(&self) -> &str {
        let inside = self.path.strip_prefix("src/").unwrap_or(&self.path);
        inside.split(['/', '.']).next().unwrap_or_default()
    }
}

fn in_word(code: &str) -> bool {
    code.ends_with(|c: char| c.is_alphanumeric() || c == '_')
}

/// A string that begins here: what is in it, and its whole length.
fn string(text: &str) -> Option<(&str, usize)> {
    let prefix =
        text.find('"').filter(|at| ["", "b", "r", "br"].contains(&text[..*at].trim_end_matches('#')))?;
    let hashes = text[..prefix].matches('#').count();
    let body = &text[prefix + 1..];
    if text[..prefix].contains('r') {
        let end = format!("\"{}", "#".repeat(hashes));
        let at = body.find(&end)?;
        return Some((&body[..at], prefix + 1 + at + end.len()));
    }
    let mut escaped = false;
    let end = body.find(|c: char| {
        let ends = c == '"' && !escaped;
        escaped = c == '\\' && !escaped;
        ends
    })?;
    Some((&body[..end], prefix + 1 + end + 1))
}

/// The length of a character literal that begins here; a lifetime is none.
fn character(text: &str) -> Option<usize> {
    let body = text.strip_prefix('\'')?;
    let first = body.chars().next()?;
    let length = if first == '\\' {
        1 + body[1..].find('\'').filter(|at| *at > 0).or(Some(2))?
    } else {
        first.len_utf8()
    };
    body[length..].starts_with('\'').then_some(length + 2)
}

fn sources() -> Vec<Rust> {
    files(&["src"]).into_iter().map(Rust::new).collect()
}

#[test]
fn the_scanner_tells_code_from_words() {
    let text = "let a = \"x // \\\" y\"; // 'c \"\nlet r = r#\"q\"\"#; /* \" */ let c = '\"'; fn f<'a>(b: &'a str) {}\n\
                #[cfg(test)]\nmod tests { use crate::ui; }";
    let rust = Rust::new(("src/a/b.rs".to_owned(), text.to_owned()));
    assert_eq!(rust.strings, [(1, "x // \\\" y".to_owned()), (2, "q\"".to_owned())]);
    assert_eq!(rust.shipped(), "let a = \"\"; \nlet r = \"\";  let c = ' '; fn f<'a>(b: &'a str) {}\n");
    assert_eq!(rust.module(), "a");
}

// ---- Layers

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

/// Words of code that only some files may hold.
#[track_caller]
fn only_in(words: &[&str], may: impl Fn(&str) -> bool) {
    let mut wrong = Vec::new();
    for rust in sources().iter().filter(|rust| !rust.is_test() && !may(&rust.path)) {
        for (index, line) in rust.shipped().lines().enumerate() {
            let held = |word: &&&str| line.match_indices(**word).any(|(at, _)| !in_word(&line[..at]));
            wrong.extend(words.iter().find(held).map(|word| format!("{}:{}: {word}", rust.path, index + 1)));
        }
    }
    nothing("not here", wrong);
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
        "std::thread",
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
    only_in(&["rand::", "rand_chacha", "thread_rng", "getrandom"], |path| path == "src/chance.rs");
}

// ---- Files

#[test]
fn no_file_is_too_long() {
    let long = files(&["src", "tests"]).into_iter().filter(|(path, _)| path.ends_with(".rs")).map(Rust::new);
    nothing(
        "over 500 lines",
        long.filter(|rust| rust.lines > 500).map(|rust| format!("{}: {}", rust.path, rust.lines)),
    );
}

#[test]
fn nothing_unfinished_is_left() {
    only_in(
        &["todo!", "dbg!", "unimplemented!", "FIXME", "#[allow", "#![allow", "static mut", "unsafe"],
        |_| false,
    );
    let mut wrong = Vec::new();
    for (path, text) in files(&["src", "content", "assets/words", "assets/templates"]) {
        let marks = ["TODO", "FIXME", "XXX", "\t"];
        wrong.extend(
            marks.iter().filter(|mark| text.contains(**mark)).map(|mark| format!("{path}: {mark:?}")),
        );
        if path.starts_with("src/")
            && path.ends_with(".rs")
            && !path.ends_with("tests.rs")
            && !text.starts_with("//!")
        {
            wrong.push(format!("{path}: does not say at its top what it is"));
        }
    }
    nothing("unfinished", wrong);
}

#[test]
fn code_has_half_width_signs() {
    let full = |c: &char| {
        matches!(c, '，' | '；' | '：' | '（' | '）' | '“' | '”' | '。' | '\u{3000}' | '\u{a0}' | '\u{200b}')
    };
    let mut wrong = Vec::new();
    for rust in sources() {
        let signs =
            rust.code.lines().enumerate().filter_map(|(at, line)| Some((at + 1, line.chars().find(full)?)));
        wrong.extend(signs.map(|(line, c)| format!("{}:{line}: {c}", rust.path)));
    }
    nothing("full-width signs in code", wrong);
}

/// What is written about the project.
const DOCUMENTS: [&str; 5] =
    ["ARCHITECTURE.md", "CONTRIBUTING.md", "CHANGELOG.md", "README.md", "content/README.md"];

#[test]
fn no_path_leads_out_of_the_project() {
    let strange = ["/work/", "/tmp/", "/home/", "/root/", "../shared", "../facts", "/Users/", "C:\\\\Users"];
    let names = [
        "src",
        "content",
        "assets/words",
        "assets/templates",
        "Cargo.toml",
        "justfile",
        "clippy.toml",
        "deny.toml",
    ];
    let mut wrong = Vec::new();
    for (path, text) in files(&names).into_iter().chain(files(&DOCUMENTS)) {
        wrong.extend(
            strange.iter().filter(|part| text.contains(**part)).map(|part| format!("{path}: {part}")),
        );
    }
    nothing("paths of one machine", wrong);
}

#[test]
fn files_that_are_named_are_there() {
    let mut wrong = Vec::new();
    for (path, text) in files(&DOCUMENTS).into_iter().chain(files(&["src"])) {
        for word in text.split(|c: char| c.is_whitespace() || "`()[]\"',;<>".contains(c)) {
            let word = word.trim_end_matches(['.', ':']);
            let ours = ["src/", "tests/", "content/", "assets/", "traces/", ".ci/", "docs/", "facts/"];
            let named = ours.iter().any(|folder| word.starts_with(folder));
            let plain = word.chars().all(|c| c.is_ascii_alphanumeric() || "/._-".contains(c));
            let whole = word.ends_with('/') || word.contains('.');
            // Examples in comments: `content/decks/x.ron`.
            if named && plain && whole && !word.ends_with("/x.ron") && !root().join(word).exists() {
                wrong.push(format!("{path}: {word}"));
            }
        }
    }
    nothing("not there", wrong);
}

// ---- Words

/// One Fluent message: its attributes and, of all its text, its variables.
#[derive(Debug, Default, PartialEq, Eq)]
struct Message {
    attributes: BTreeSet<String>,
    variables: BTreeSet<String>,
    /// Other messages that it takes in.
    takes: BTreeSet<String>,
}

fn messages(text: &str) -> BTreeMap<String, Message> {
    let mut messages: BTreeMap<String, Message> = BTreeMap::new();
    let mut key = None;
    for line in text.lines().filter(|line| !line.starts_with('#')) {
        if line.starts_with(|c: char| c.is_ascii_alphabetic()) {
            let name = line.split(' ').next().unwrap_or_default().to_owned();
            assert!(messages.insert(name.clone(), Message::default()).is_none(), "{name} is there twice");
            key = Some(name);
        }
        let Some(message) = key.as_ref().and_then(|key| messages.get_mut(key)) else { continue };
        if let Some((name, _)) = line.trim_start().strip_prefix('.').and_then(|rest| rest.split_once(" =")) {
            message.attributes.insert(name.to_owned());
        }
        let is_word = |c: &char| c.is_ascii_alphanumeric() || *c == '-';
        let word = |text: &str| text.chars().take_while(is_word).collect::<String>();
        message.variables.extend(line.split('$').skip(1).map(word));
        let taken = line.split("{ ").skip(1).map(word).filter(|name| !name.is_empty());
        message.takes.extend(taken);
    }
    messages
}

fn words(lang: Lang) -> BTreeMap<String, BTreeMap<String, Message>> {
    let folder = format!("assets/words/{}", lang.code());
    let name = |path: &str| path.rsplit('/').next().unwrap_or_default().to_owned();
    files(&[&folder]).into_iter().map(|(path, text)| (name(&path), messages(&text))).collect()
}

#[test]
fn both_languages_say_the_same_things() {
    let [en, zh] = Lang::ALL.map(words);
    assert_eq!(en.keys().collect::<Vec<_>>(), zh.keys().collect::<Vec<_>>());
    let listed = fs::read_to_string(root().join("src/text/words.rs")).unwrap();
    nothing("not embedded", en.keys().filter(|name| !listed.contains(&format!("\"/{name}\""))));
    let mut seen = BTreeSet::new();
    let mut wrong = Vec::new();
    for (file, en) in &en {
        let zh = &zh[file];
        let keys: BTreeSet<&String> = en.keys().chain(zh.keys()).collect();
        wrong.extend(
            keys.iter()
                .filter(|key| en.get(**key) != zh.get(**key))
                .map(|key| format!("{file}: {key}: {:?} / {:?}", en.get(*key), zh.get(*key))),
        );
        wrong.extend(
            en.keys().filter(|key| !seen.insert((*key).clone())).map(|key| format!("{file}: {key} twice")),
        );
    }
    nothing("English and Chinese differ", wrong);
}

#[test]
fn fluent_can_read_every_word() {
    for (path, text) in files(&["assets/words"]) {
        if let Err((_, errors)) = fluent_bundle::FluentResource::try_new(text) {
            panic!("{path}: {errors:?}");
        }
    }
}

/// Strings that look like keys but are none.
const NO_KEYS: [&str; 0] = [];

/// Keys that are put together out of data.
fn families() -> BTreeSet<String> {
    let kinds = ["flip", "choice", "true-false", "type", "order", "build", "states"];
    let kinds = kinds.iter().map(|kind| format!("kind-{kind}"));
    let paints = Paint::ALL.iter().map(|paint| format!("theme-{}", paint.word()));
    kinds.chain(paints).chain(Lang::ALL.iter().map(|lang| format!("language-{}", lang.code()))).collect()
}

/// Every string of the code that is shipped; a finding's code stands for its key.
fn strings() -> BTreeSet<String> {
    let sources = sources();
    let shipped = sources.iter().filter(|rust| !rust.is_test()).flat_map(Rust::shipped_strings);
    shipped.map(|text| text.replace("::", "-")).collect()
}

#[test]
fn every_key_that_is_used_exists() {
    let known: BTreeSet<String> = words(Lang::En).into_values().flat_map(BTreeMap::into_keys).collect();
    let stem = |key: &str| key.split_once('-').map(|(stem, _)| stem.to_owned());
    let stems: BTreeSet<String> = known.iter().filter_map(|key| stem(key)).collect();
    let kebab = |text: &&String| {
        text.split('-').count() > 1
            && text.split('-').all(|part| {
                !part.is_empty() && part.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit())
            })
    };
    let strings = strings();
    let like_keys =
        strings.iter().filter(kebab).filter(|text| stem(text).is_some_and(|stem| stems.contains(&stem)));
    let unknown: BTreeSet<&String> = like_keys.filter(|key| !known.contains(*key)).collect();
    nothing("no such message", unknown.iter().filter(|key| !NO_KEYS.contains(&key.as_str())));
    nothing("needless exception", NO_KEYS.iter().filter(|key| !unknown.contains(&(**key).to_owned())));
    nothing("no such message", families().difference(&known));
    // A family that is not listed above would go unseen.
    let built: BTreeSet<&String> = strings
        .iter()
        .filter(|text| {
            text.split_once("-{").is_some_and(|(stem, rest)| {
                stems.contains(stem) && rest.ends_with('}') && !rest.contains(' ')
            })
        })
        .collect();
    assert_eq!(built.into_iter().collect::<Vec<_>>(), ["kind-{}", "language-{}", "theme-{}"]);
}

#[test]
fn every_message_is_used() {
    let all: BTreeMap<String, Message> = words(Lang::En).into_values().flatten().collect();
    let taken: BTreeSet<&String> = all.values().flat_map(|message| &message.takes).collect();
    let (strings, families) = (strings(), families());
    let is_used = |key: &&String| strings.contains(*key) || families.contains(*key) || taken.contains(*key);
    nothing("said by nobody", all.keys().filter(|key| !is_used(key)));
}

/// Findings that need no advice: their message says what to do, or there is nothing to do.
const NO_HELP: [&str; 0] = [];

#[test]
fn every_finding_has_words_and_advice() {
    let kinds = ["ron", "content", "machine", "deck", "terms", "trace", "check", "cli", "new"];
    let mut codes = BTreeSet::new();
    for rust in sources().iter().filter(|rust| !rust.is_test()) {
        for text in rust.shipped_strings() {
            if let Some((kind, name)) = text.split_once("::")
                && kinds.contains(&kind)
                && name.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-')
            {
                codes.insert(text.replace("::", "-"));
            }
        }
    }
    assert!(codes.len() > 70, "{codes:?}");
    for lang in Lang::ALL {
        let all: BTreeMap<String, Message> = words(lang).into_values().flatten().collect();
        let has_help =
            |key: &&String| all.get(*key).is_some_and(|message| message.attributes.contains("help"));
        let without: BTreeSet<&String> = codes.iter().filter(|key| !has_help(key)).collect();
        nothing("no message with .help", without.iter().filter(|key| !NO_HELP.contains(&key.as_str())));
    }
}

fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}')
}

/// A half-width sign that touches a Chinese character.
fn half_width(text: &str) -> Option<String> {
    let chars: Vec<char> = text.chars().collect();
    let touches = |pair: &&[char]| {
        let after = is_han(pair[0]) && ",;:!?()\"".contains(pair[1]);
        after || (",;:!?()\"".contains(pair[0]) && is_han(pair[1])) || (is_han(pair[0]) && pair[1] == '.')
    };
    chars.windows(2).find(touches).map(|pair| pair.iter().collect())
}

#[test]
fn chinese_words_have_full_width_signs() {
    assert_eq!(half_width("你好,"), Some("好,".to_owned()));
    assert_eq!(half_width("（SYN）(lost)，x: 1"), None);
    let mut wrong = Vec::new();
    for (path, text) in files(&["assets/words/zh"]) {
        let lines = text.lines().enumerate().filter(|(_, line)| !line.starts_with('#'));
        wrong
            .extend(lines.filter_map(|(at, line)| Some(format!("{path}:{}: {}", at + 1, half_width(line)?))));
    }
    nothing("half-width signs", wrong);
}

#[cfg(feature = "gui")]
#[test]
fn the_fonts_have_every_character() {
    let mut missing = BTreeMap::new();
    for (path, text) in files(&["assets/words", "assets/templates", "content"]) {
        for c in text.chars().filter(|c| !ackademy::ui::has_glyph(*c)) {
            missing.entry(c).or_insert(path.clone());
        }
    }
    nothing(
        "boxes would be shown",
        missing.iter().map(|(c, path)| format!("{c} (U+{:04X}): {path}", u32::from(*c))),
    );
}

// ---- Citations

/// Sections by number of their RFC.
fn sections() -> BTreeMap<u32, BTreeSet<String>> {
    let mut sections: BTreeMap<u32, BTreeSet<String>> = BTreeMap::new();
    let text = include_str!("fixtures/rfc-sections.txt");
    for (rfc, section) in text.lines().filter_map(|line| line.split_once(' ')) {
        if let Ok(rfc) = rfc.parse() {
            sections.entry(rfc).or_default().insert(section.to_owned());
        }
    }
    sections
}

#[test]
fn every_citation_names_a_section_that_exists() {
    let sections = sections();
    let exists = |cite: &Citation| sections.get(&cite.rfc).is_some_and(|list| list.contains(&cite.section));
    let machine = tcp();
    let of_machine = machine.rules.iter().map(|rule| (&rule.id, &rule.cite));
    let of_machine = of_machine.chain(machine.faults.iter().map(|fault| (&fault.kind, &fault.cite)));
    let mut wrong = Vec::new();
    for (id, text) in of_machine {
        if !Citation::parse(text).is_some_and(|cite| exists(&cite)) {
            wrong.push(format!("{id}: {text}"));
        }
    }
    let mut count = 0;
    for deck in shipped().decks.iter().filter_map(|deck| deck.content.as_ref()) {
        for (cite, place) in citations(deck) {
            count += 1;
            if !exists(&cite) {
                wrong.push(format!("{}:{}: {cite:?}", place.file, place.line));
            }
        }
    }
    nothing("no such section", wrong);
    assert!(count > 40, "{count}");
}

#[test]
fn every_section_that_is_mentioned_exists() {
    let sections = sections();
    let mut wrong = Vec::new();
    for (path, text) in files(&["content", "assets/templates", "assets/words"]) {
        for (at, _) in text.match_indices(" §") {
            let before: String = text[..at].chars().rev().take_while(char::is_ascii_digit).collect();
            let before: String = before.chars().rev().collect();
            let after = &text[at + " §".len()..];
            let section: String =
                after.chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '.').collect();
            let section = section.trim_end_matches('.');
            let Ok(rfc) = before.parse::<u32>() else { continue };
            if !sections.get(&rfc).is_some_and(|list| list.contains(section)) {
                wrong.push(format!("{path}: RFC {rfc} §{section}"));
            }
        }
    }
    nothing("no such section", wrong);
}
