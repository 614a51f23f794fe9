//! The words of the interface: complete in both languages, used, well set.

use super::rust::Rust;
use super::{files, nothing, root, sources};
use ackademy::app::Paint;
use ackademy::app::action::ACTIONS;
use ackademy::text::Lang;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;

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

/// The variants that messages choose between, `[list-end]`: strings that look like keys but are none.
fn variants() -> BTreeSet<String> {
    let files = files(&["assets/words/en"]);
    let lines = files.iter().flat_map(|(_, text)| text.lines());
    let marks =
        lines.filter_map(|line| line.trim_start().trim_start_matches('*').strip_prefix('[')?.split_once(']'));
    marks.map(|(name, _)| name.to_owned()).collect()
}

/// Keys that are put together out of data.
fn families() -> BTreeSet<String> {
    let kinds = crate::screens::KINDS;
    let kinds = kinds.iter().map(|kind| format!("kind-{kind}"));
    let paints = Paint::ALL.iter().map(|paint| format!("theme-{}", paint.word()));
    let actions = ACTIONS.iter().map(|entry| format!("action-{}", entry.word));
    kinds
        .chain(actions)
        .chain(paints)
        .chain(Lang::ALL.iter().map(|lang| format!("language-{}", lang.code())))
        .collect()
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
    let variants = variants();
    nothing("no such message", unknown.iter().filter(|key| !variants.contains(**key)));
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
    assert_eq!(built.into_iter().collect::<Vec<_>>(), ["action-{}", "kind-{}", "language-{}", "theme-{}"]);
}

/// The keys that are written right where something is said: `say(lang, "home")`.
fn said(text: &str) -> BTreeSet<String> {
    let code =
        text.lines().filter(|line| !line.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n");
    let calls = ["say(", "say_with(", "say_attribute(", ".fail("]
        .into_iter()
        .flat_map(|call| code.split(call).skip(1));
    let keys = calls.filter_map(|call| {
        let (before, rest) = call.split_once('"')?;
        let (key, _) = rest.split_once('"')?;
        let direct = !before.contains(['(', ')', '[', ';']) && before.matches(',').count() < 2;
        (direct && !key.contains(['{', ' '])).then(|| key.to_owned())
    });
    keys.collect()
}

#[test]
fn everything_that_is_said_has_words() {
    assert_eq!(
        said("say(lang, \"home\"); say(lang, key); say_with(\n    lang, \"a-b\", &[(\"x\", 1)])"),
        ["a-b".to_owned(), "home".to_owned()].into()
    );
    let known: BTreeSet<String> = words(Lang::En).into_values().flat_map(BTreeMap::into_keys).collect();
    let mut wrong = Vec::new();
    for (path, text) in files(&["src"]) {
        wrong.extend(said(&text).difference(&known).map(|key| format!("{path}: {key}")));
    }
    nothing("no such message", wrong);
}

#[test]
fn every_message_is_used() {
    let all: BTreeMap<String, Message> = words(Lang::En).into_values().flatten().collect();
    let taken: BTreeSet<&String> = all.values().flat_map(|message| &message.takes).collect();
    let (strings, families) = (strings(), families());
    let is_used = |key: &&String| strings.contains(*key) || families.contains(*key) || taken.contains(*key);
    nothing("said by nobody", all.keys().filter(|key| !is_used(key)));
}

/// Findings without advice of their own, because their message says what can be written there.
const NO_HELP: [&str; 3] = ["trace-error", "trace-unknown-name", "trace-unknown-name-in-case"];

#[test]
fn every_finding_has_words_and_advice() {
    let kinds = ["ron", "content", "machine", "deck", "terms", "trace", "check", "cli", "new", "blueprint"];
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
        nothing("needless exception", NO_HELP.iter().filter(|key| !without.contains(&(**key).to_owned())));
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
