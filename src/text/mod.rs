//! Bilingual text and the words of the interface.
//!
//! A [`Text`] comes from content files; the words of the interface and of explanations are Fluent
//! messages, reached through [`words`]. Nothing here touches a file at run time.

mod answer;
mod cited;
mod difference;
mod fnv;
mod lines;
mod sum;
mod words;

use serde::de::{self, MapAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize};
use std::fmt;

pub(crate) use answer::half_width;
pub use answer::{fold_for_search, normalise, same_answer};
pub use cited::cited;
pub use difference::{Stretch, difference};
pub use fnv::{FNV_EMPTY, fingerprint, fnv1a, fnv1a_on};
pub use lines::broken;
pub use sum::Sum;
pub use words::{Arg, keys, say, say_attribute, say_with};

/// A language of the interface.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, Default)]
#[serde(rename_all = "lowercase")]
pub enum Lang {
    /// English.
    #[default]
    En,
    /// Simplified Chinese.
    Zh,
}

impl Lang {
    /// Both, in the order in which they are offered.
    pub const ALL: [Lang; 2] = [Lang::En, Lang::Zh];

    /// The language that a locale such as `zh-CN` or `en_GB.UTF-8` asks for.
    pub fn from_locale(locale: &str) -> Lang {
        if locale.to_ascii_lowercase().starts_with("zh") { Lang::Zh } else { Lang::En }
    }

    /// The short code used in settings and on the command line.
    pub fn code(self) -> &'static str {
        match self {
            Lang::En => "en",
            Lang::Zh => "zh",
        }
    }
}

/// A text in both languages. In files `(en: "…", zh: "…")`, or one plain string that serves both.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default, Serialize)]
pub struct Text {
    /// English.
    pub en: String,
    /// Simplified Chinese.
    pub zh: String,
}

impl Text {
    /// The same words in both languages.
    pub fn plain(text: impl Into<String>) -> Text {
        let en = text.into();
        Text { zh: en.clone(), en }
    }

    /// The text in one language.
    pub fn get(&self, lang: Lang) -> &str {
        match lang {
            Lang::En => &self.en,
            Lang::Zh => &self.zh,
        }
    }

    /// Whether both languages are blank.
    pub fn is_blank(&self) -> bool {
        self.en.trim().is_empty() && self.zh.trim().is_empty()
    }
}

impl From<&str> for Text {
    fn from(text: &str) -> Text {
        Text::plain(text)
    }
}

// A visitor of its own, not an untagged enum: errors keep their place in the file.
impl<'de> Deserialize<'de> for Text {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Text, D::Error> {
        struct TextVisitor;
        impl<'de> Visitor<'de> for TextVisitor {
            type Value = Text;

            fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
                f.write_str("a text: (en: \"…\", zh: \"…\") or \"…\"")
            }

            fn visit_str<E: de::Error>(self, text: &str) -> Result<Text, E> {
                Ok(Text::plain(text))
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Text, A::Error> {
                let (mut en, mut zh) = (None, None);
                while let Some(key) = map.next_key::<String>()? {
                    match key.as_str() {
                        "en" => en = Some(map.next_value()?),
                        "zh" => zh = Some(map.next_value()?),
                        other => return Err(de::Error::unknown_field(other, &["en", "zh"])),
                    }
                }
                let en = en.ok_or_else(|| de::Error::missing_field("en"))?;
                let zh = zh.ok_or_else(|| de::Error::missing_field("zh"))?;
                Ok(Text { en, zh })
            }
        }
        deserializer.deserialize_any(TextVisitor)
    }
}
