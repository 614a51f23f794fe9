//! A machine file as written: loose, serde, in the words of the file. [`super::load`] makes the
//! strict form of it.

use super::property::PropertyFile;
use crate::text::Text;
use serde::de::{self, MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer};
use std::fmt;
use std::marker::PhantomData;

/// The whole file without its rules, which are parsed one by one.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MachineFile {
    pub format: u32,
    pub id: String,
    pub title: Text,
    pub unit: Text,
    pub roles: Vec<RoleFile>,
    pub flags: Vec<String>,
    #[serde(default)]
    pub ignored: Vec<String>,
    pub fields: Pairs<FieldFile>,
    pub variables: Pairs<TypeFile>,
    #[serde(default)]
    pub constants: Pairs<i64>,
    #[serde(default)]
    pub define: Pairs<String>,
    /// What variables and definitions are called where people read.
    #[serde(default)]
    pub said: Pairs<Text>,
    #[serde(default)]
    pub calls: Pairs<CallFile>,
    #[serde(default)]
    pub timers: Pairs<TimerFile>,
    #[serde(default)]
    pub implied: Vec<ImpliedFile>,
    #[serde(default)]
    pub symbols: Pairs<SymbolFile>,
    pub start: Pairs<String>,
    #[serde(default)]
    pub starts: Pairs<StartFile>,
    #[serde(default)]
    pub assume: Pairs<String>,
    pub states: Pairs<StateFile>,
    #[serde(default)]
    pub groups: Pairs<Vec<String>>,
    #[serde(default)]
    pub forgets: Vec<String>,
    /// Read apart, item by item.
    #[serde(default)]
    pub rules: Vec<RuleFile>,
    #[serde(default)]
    pub due: Vec<DueFile>,
    #[serde(default)]
    pub faults: Vec<FaultFile>,
    /// What the kinds of faults are called.
    #[serde(default)]
    pub kinds: Pairs<Text>,
    #[serde(default)]
    pub properties: Pairs<PropertyFile>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RoleFile {
    pub id: String,
    pub name: Text,
    #[serde(default)]
    pub aliases: Vec<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
pub enum TypeFile {
    Seq,
    Int,
    Bool,
    Token,
}

/// Whose numbers a field carries: the sender's own or the other end's. Only for showing symbols.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
pub enum SpaceFile {
    Own,
    Other,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FieldFile {
    #[serde(rename = "type")]
    pub kind: TypeFile,
    pub reads: String,
    #[serde(default)]
    pub with: Option<String>,
    #[serde(default)]
    pub default: Option<String>,
    #[serde(default)]
    pub space: Option<SpaceFile>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CallFile {
    pub is: Text,
    #[serde(default)]
    pub argument: Option<i64>,
    #[serde(default)]
    pub counts: Option<CountsFile>,
    #[serde(default)]
    pub aliases: Vec<String>,
}

/// What a call's argument counts: the word for one of it, and for several.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CountsFile {
    pub one: Text,
    pub many: Text,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TimerFile {
    pub is: Text,
    #[serde(default)]
    pub aliases: Vec<String>,
    #[serde(default)]
    pub ticks: Option<u8>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ImpliedFile {
    pub call: String,
    pub on: OnFile,
    #[serde(default)]
    pub from: OneOrMany,
    #[serde(default)]
    pub when: Option<String>,
    #[serde(default)]
    pub argument: Option<String>,
    /// Also where a trace writes its calls.
    #[serde(default)]
    pub always: bool,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SymbolFile {
    pub end: String,
    pub of: String,
    pub value: u32,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StartFile {
    pub is: Text,
    pub trace: Vec<String>,
    #[serde(default)]
    pub names: Pairs<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StateFile {
    #[serde(default)]
    pub at: Option<(f32, f32)>,
    pub is: Text,
    #[serde(default)]
    pub aliases: Vec<String>,
    #[serde(default)]
    pub slips: Pairs<Text>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub enum OnFile {
    Call(String),
    Arrives(String),
    Leaves(String),
    Timer(String),
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub enum ThenFile {
    #[default]
    Stop,
    Continue,
    Jump(String),
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PickFile {
    pub on: String,
    pub field: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RuleFile {
    pub id: String,
    pub from: OneOrMany,
    pub on: OnFile,
    #[serde(default)]
    pub when: Option<String>,
    #[serde(default)]
    pub pick: Pairs<PickFile>,
    #[serde(default)]
    pub set: Pairs<String>,
    #[serde(default)]
    pub reply: Vec<String>,
    #[serde(default)]
    pub refuse: Option<Text>,
    #[serde(default)]
    pub hold: Option<String>,
    #[serde(default)]
    pub to: Option<String>,
    /// Timers that run anew.
    #[serde(default)]
    pub restart: Vec<String>,
    #[serde(default)]
    pub then: ThenFile,
    #[serde(default)]
    pub cite: String,
    pub why: Text,
    #[serde(default)]
    pub doubt: Option<Text>,
    /// Earlier ids, so that a file may say them; the record of mastery will read them.
    #[serde(default, rename = "was")]
    pub _was: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DueFile {
    /// By which a variant names it.
    #[serde(default)]
    pub id: String,
    /// The timer behind which it is sent once more; such a debt is the explorer's.
    #[serde(default)]
    pub after: Option<String>,
    pub from: OneOrMany,
    pub when: String,
    pub segment: String,
    #[serde(default)]
    pub must: bool,
    pub why: Text,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FaultFile {
    pub kind: String,
    pub from: OneOrMany,
    pub sent: String,
    #[serde(default)]
    pub when: Option<String>,
    #[serde(default)]
    pub mild: bool,
    pub why: Text,
    #[serde(default)]
    pub cite: String,
}

/// A machine made from another.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct VariantFile {
    pub format: u32,
    pub id: String,
    pub of: String,
    pub title: Text,
    pub about: Text,
    #[serde(default)]
    pub drop: Vec<String>,
    #[serde(default)]
    pub change: Vec<RuleFile>,
    #[serde(default)]
    pub add: Vec<AddFile>,
    #[serde(default)]
    pub drop_due: Vec<String>,
    #[serde(default)]
    pub change_due: Vec<DueFile>,
    #[serde(default)]
    pub add_due: Vec<DueFile>,
    #[serde(default)]
    pub define: Pairs<String>,
    /// More variables.
    #[serde(default)]
    pub variables: Pairs<TypeFile>,
    /// More calls, and those of the base that have another meaning here.
    #[serde(default)]
    pub calls: Pairs<CallFile>,
    /// In place of the base's, where there are any.
    #[serde(default)]
    pub implied: Vec<ImpliedFile>,
    #[serde(default)]
    pub timers: Pairs<TimerPatch>,
    #[serde(default)]
    pub properties: Pairs<PropertyFile>,
}

/// What a variant changes of a timer.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TimerPatch {
    pub ticks: u8,
}

/// A rule that a variant adds.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AddFile {
    pub before: String,
    pub rule: RuleFile,
}

/// A map that keeps its order and its duplicates, so that both can be told.
#[derive(Clone, Debug)]
pub struct Pairs<T>(pub Vec<(String, T)>);

impl<T> Default for Pairs<T> {
    fn default() -> Pairs<T> {
        Pairs(Vec::new())
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Pairs<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Pairs<T>, D::Error> {
        struct PairsVisitor<T>(PhantomData<T>);
        impl<'de, T: Deserialize<'de>> Visitor<'de> for PairsVisitor<T> {
            type Value = Pairs<T>;

            fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
                f.write_str("a map: {\"name\": …}")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Pairs<T>, A::Error> {
                let mut pairs = Vec::new();
                while let Some(pair) = map.next_entry()? {
                    pairs.push(pair);
                }
                Ok(Pairs(pairs))
            }
        }
        deserializer.deserialize_map(PairsVisitor(PhantomData))
    }
}

/// One name or a list of names.
#[derive(Clone, Debug, Default)]
pub struct OneOrMany(pub Vec<String>);

impl<'de> Deserialize<'de> for OneOrMany {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<OneOrMany, D::Error> {
        struct NamesVisitor;
        impl<'de> Visitor<'de> for NamesVisitor {
            type Value = OneOrMany;

            fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
                f.write_str("a name or a list of names")
            }

            fn visit_str<E: de::Error>(self, name: &str) -> Result<OneOrMany, E> {
                Ok(OneOrMany(vec![name.to_owned()]))
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<OneOrMany, A::Error> {
                let mut names = Vec::new();
                while let Some(name) = seq.next_element()? {
                    names.push(name);
                }
                Ok(OneOrMany(names))
            }
        }
        deserializer.deserialize_any(NamesVisitor)
    }
}
