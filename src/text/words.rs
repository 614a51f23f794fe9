//! The Fluent messages of `assets/words`, embedded at build time.

use super::Lang;
use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use std::borrow::Cow;
use std::sync::LazyLock;

/// The files of one language, in the order of `assets/words/*`. A test compares this with the folder.
macro_rules! files {
    ($lang:literal) => {
        [
            include_str!(concat!("../../assets/words/", $lang, "/app.ftl")),
            include_str!(concat!("../../assets/words/", $lang, "/browse.ftl")),
            include_str!(concat!("../../assets/words/", $lang, "/capture.ftl")),
            include_str!(concat!("../../assets/words/", $lang, "/capture_window.ftl")),
            include_str!(concat!("../../assets/words/", $lang, "/checker.ftl")),
            include_str!(concat!("../../assets/words/", $lang, "/cli.ftl")),
            include_str!(concat!("../../assets/words/", $lang, "/data.ftl")),
            include_str!(concat!("../../assets/words/", $lang, "/exam.ftl")),
            include_str!(concat!("../../assets/words/", $lang, "/exam_paper.ftl")),
            include_str!(concat!("../../assets/words/", $lang, "/exam_report.ftl")),
            include_str!(concat!("../../assets/words/", $lang, "/explore.ftl")),
            include_str!(concat!("../../assets/words/", $lang, "/export.ftl")),
            include_str!(concat!("../../assets/words/", $lang, "/findings.ftl")),
            include_str!(concat!("../../assets/words/", $lang, "/save.ftl")),
            include_str!(concat!("../../assets/words/", $lang, "/shell.ftl")),
            include_str!(concat!("../../assets/words/", $lang, "/map.ftl")),
            include_str!(concat!("../../assets/words/", $lang, "/ladder.ftl")),
            include_str!(concat!("../../assets/words/", $lang, "/learning.ftl")),
            include_str!(concat!("../../assets/words/", $lang, "/lab.ftl")),
            include_str!(concat!("../../assets/words/", $lang, "/progress.ftl")),
            include_str!(concat!("../../assets/words/", $lang, "/store.ftl")),
            include_str!(concat!("../../assets/words/", $lang, "/widgets.ftl")),
        ]
    };
}

static EN: LazyLock<FluentBundle<FluentResource>> = LazyLock::new(|| bundle("en", &files!("en")));
static ZH: LazyLock<FluentBundle<FluentResource>> = LazyLock::new(|| bundle("zh-CN", &files!("zh")));

fn bundle(locale: &str, files: &[&str]) -> FluentBundle<FluentResource> {
    let mut bundle = FluentBundle::new_concurrent(locale.parse().into_iter().collect());
    // The isolation marks would be drawn as boxes, and neither language is written right to left.
    bundle.set_use_isolating(false);
    for text in files {
        // A faulty entry is left out by Fluent and then shown by its key; a test finds both.
        let resource = FluentResource::try_new((*text).to_owned()).unwrap_or_else(|(partial, _)| partial);
        bundle.add_resource_overriding(resource);
    }
    bundle
}

/// A value that is put into a message.
#[derive(Clone, Debug, PartialEq)]
pub enum Arg {
    /// A number, so that plurals work.
    Number(i64),
    /// Words.
    Words(String),
    /// Names that stand beside each other, with the comma of the language between them.
    List(Vec<String>),
}

impl From<&str> for Arg {
    fn from(text: &str) -> Arg {
        Arg::Words(text.to_owned())
    }
}

impl From<String> for Arg {
    fn from(text: String) -> Arg {
        Arg::Words(text)
    }
}

impl From<Vec<String>> for Arg {
    fn from(names: Vec<String>) -> Arg {
        Arg::List(names)
    }
}

impl From<&[&str]> for Arg {
    fn from(names: &[&str]) -> Arg {
        Arg::List(names.iter().map(|name| (*name).to_owned()).collect())
    }
}

impl From<usize> for Arg {
    fn from(number: usize) -> Arg {
        Arg::Number(number as i64)
    }
}

impl From<i64> for Arg {
    fn from(number: i64) -> Arg {
        Arg::Number(number)
    }
}

/// The message `key` in `lang`; the key itself where there is none (a test sees to it that there is).
pub fn say(lang: Lang, key: &str) -> Cow<'static, str> {
    message(lang, key, None, &[])
}

/// The message `key` with values put in.
pub fn say_with(lang: Lang, key: &str, args: &[(&'static str, Arg)]) -> String {
    message(lang, key, None, args).into_owned()
}

/// An attribute of a message (`.help`), or `None` where the message has no such attribute.
pub fn say_attribute(lang: Lang, key: &str, attribute: &str, args: &[(&'static str, Arg)]) -> Option<String> {
    let has = of(lang).get_message(key).is_some_and(|m| m.get_attribute(attribute).is_some());
    has.then(|| message(lang, key, Some(attribute), args).into_owned())
}

fn of(lang: Lang) -> &'static FluentBundle<FluentResource> {
    match lang {
        Lang::En => &EN,
        Lang::Zh => &ZH,
    }
}

fn message(
    lang: Lang,
    key: &str,
    attribute: Option<&str>,
    args: &[(&'static str, Arg)],
) -> Cow<'static, str> {
    let bundle = of(lang);
    let pattern = bundle.get_message(key).and_then(|m| match attribute {
        Some(name) => m.get_attribute(name).map(|a| a.value()),
        None => m.value(),
    });
    let Some(pattern) = pattern else { return Cow::Owned(key.to_owned()) };
    let mut values = FluentArgs::new();
    for (name, value) in args {
        match value {
            Arg::Number(n) => values.set(*name, FluentValue::from(*n)),
            Arg::Words(w) => values.set(*name, w.clone()),
            Arg::List(names) => values.set(*name, names.join(&say(lang, "list-names"))),
        }
    }
    let mut errors = Vec::new();
    bundle.format_pattern(pattern, Some(&values), &mut errors)
}

/// All keys of a language, for tests.
pub fn keys(lang: Lang) -> Vec<String> {
    let files = match lang {
        Lang::En => files!("en"),
        Lang::Zh => files!("zh"),
    };
    let mut keys: Vec<String> = files
        .iter()
        .flat_map(|file| file.lines())
        .filter(|line| line.starts_with(|c: char| c.is_ascii_lowercase()))
        .filter_map(|line| line.split_once('=').map(|(key, _)| key.trim().to_owned()))
        .collect();
    keys.sort();
    keys
}
