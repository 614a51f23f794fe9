//! A deck file as written: loose, serde, in the words of the file. [`super::load`] makes the strict
//! form of it.

use crate::text::Text;
use serde::de::{MapAccess, Visitor};
use serde::{Deserialize, Deserializer};
use std::fmt;
use std::marker::PhantomData;

/// The whole file.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DeckFile {
    pub format: u32,
    pub id: String,
    pub title: Text,
    #[serde(default)]
    pub about: Option<Text>,
    #[serde(default)]
    pub after: Vec<String>,
    #[serde(default)]
    pub minutes: Option<u32>,
    pub machine: MachineFile,
    #[serde(default)]
    pub tags: Vec<String>,
    pub questions: Vec<QuestionFile>,
}

/// The machine of the deck: one of the library, or one that the deck brings along.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub enum MachineFile {
    Use(UseFile),
    Embed(EmbedFile),
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct UseFile {
    pub id: String,
    #[serde(default)]
    pub start: Option<String>,
    #[serde(default)]
    pub goal: Pairs<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EmbedFile {
    /// A whole machine file as one raw string.
    pub machine: String,
    #[serde(default)]
    pub start: Option<String>,
    #[serde(default)]
    pub goal: Pairs<String>,
}

/// One question.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub enum QuestionFile {
    Flip(FlipFile),
    Choice(ChoiceFile),
    TrueFalse(TrueFalseFile),
    Cloze(ClozeFile),
    Type(TypeFile),
    Value(ValueFile),
    Order(OrderFile),
    Match(MatchFile),
    Build(BuildFile),
    States(StatesFile),
    Fault(FaultFile),
    Next(NextFile),
    WhatIf(WhatIfFile),
    Generate(GenerateFile),
}

/// What every question may have.
#[derive(Debug)]
pub struct Common {
    pub id: String,
    pub explain: Option<Text>,
    pub hint: Option<Text>,
    pub image: Option<String>,
    pub difficulty: Option<u8>,
    pub tags: Vec<String>,
    pub cite: Vec<String>,
    pub was: Vec<String>,
    pub proof: Option<ProofFile>,
}

// `#[serde(flatten)]` would lose the places of errors and the check for unknown fields, so the common
// fields are written into each struct by this macro.
macro_rules! kinds {
    ($($name:ident { $($(#[$attribute:meta])* $field:ident: $kind:ty,)* })*) => {$(
        #[derive(Debug, Deserialize)]
        #[serde(deny_unknown_fields)]
        pub struct $name {
            pub id: String,
            $($(#[$attribute])* pub $field: $kind,)*
            #[serde(default)]
            explain: Option<Text>,
            #[serde(default)]
            hint: Option<Text>,
            #[serde(default)]
            image: Option<String>,
            #[serde(default)]
            difficulty: Option<u8>,
            #[serde(default)]
            tags: Vec<String>,
            #[serde(default)]
            cite: Vec<String>,
            #[serde(default)]
            was: Vec<String>,
            #[serde(default)]
            proof: Option<ProofFile>,
        }

        impl $name {
            /// Takes the common fields out.
            pub fn common(&mut self) -> Common {
                Common {
                    id: std::mem::take(&mut self.id),
                    explain: self.explain.take(),
                    hint: self.hint.take(),
                    image: self.image.take(),
                    difficulty: self.difficulty,
                    tags: std::mem::take(&mut self.tags),
                    cite: std::mem::take(&mut self.cite),
                    was: std::mem::take(&mut self.was),
                    proof: self.proof.take(),
                }
            }
        }
    )*};
}

kinds! {
    FlipFile {
        front: Text,
        back: Text,
    }
    ChoiceFile {
        ask: Text,
        options: Vec<OptionFile>,
    }
    TrueFalseFile {
        statement: Text,
        is: bool,
        because: Text,
    }
    TypeFile {
        ask: Text,
        #[serde(default)]
        accept: Vec<String>,
        #[serde(default)]
        state: Option<StateOfFile>,
        #[serde(default)]
        slips: Pairs<Text>,
    }
    ClozeFile {
        text: Text,
        gaps: Vec<GapFile>,
    }
    ValueFile {
        ask: Text,
        #[serde(default)]
        answer: Option<String>,
        #[serde(default)]
        segment: Option<FieldOfFile>,
        #[serde(default)]
        numbers: Pairs<i64>,
        #[serde(default)]
        unit: Option<Text>,
        #[serde(default)]
        slips: Pairs<Text>,
    }
    OrderFile {
        ask: Text,
        items: Vec<Text>,
    }
    MatchFile {
        ask: Text,
        pairs: Vec<PairFile>,
        #[serde(default)]
        extra: Vec<Text>,
    }
    BuildFile {
        ask: Text,
        #[serde(default)]
        start: Option<String>,
        #[serde(default)]
        calls: CallsFile,
        #[serde(default)]
        given: Vec<String>,
        #[serde(default)]
        goal: Pairs<String>,
        #[serde(default)]
        quiet: bool,
        #[serde(default)]
        exactly: bool,
        #[serde(default)]
        answer: Option<Vec<String>>,
    }
    StatesFile {
        #[serde(default)]
        ask: Option<Text>,
        #[serde(default)]
        start: Option<String>,
        trace: Vec<String>,
        after: usize,
        #[serde(default)]
        answer: Pairs<String>,
    }
    FaultFile {
        #[serde(default)]
        ask: Option<Text>,
        #[serde(default)]
        start: Option<String>,
        trace: Vec<String>,
        #[serde(default)]
        answer: Option<FaultAnswerFile>,
    }
    NextFile {
        #[serde(default)]
        ask: Option<Text>,
        #[serde(default)]
        start: Option<String>,
        trace: Vec<String>,
        #[serde(default)]
        any: bool,
        #[serde(default)]
        answer: Option<String>,
    }
    WhatIfFile {
        #[serde(default)]
        ask: Option<Text>,
        #[serde(default)]
        variant: Option<String>,
        never: Vec<String>,
        #[serde(default)]
        within: WithinFile,
        #[serde(default)]
        answer: Option<Vec<String>>,
    }
    GenerateFile {
        #[serde(default)]
        ask: Option<Text>,
        kind: DrawFile,
        #[serde(default)]
        variants: Vec<String>,
        #[serde(default)]
        start: Option<String>,
    }
}

impl QuestionFile {
    /// Takes the common fields out.
    pub fn common(&mut self) -> Common {
        match self {
            QuestionFile::Flip(file) => file.common(),
            QuestionFile::Choice(file) => file.common(),
            QuestionFile::TrueFalse(file) => file.common(),
            QuestionFile::Cloze(file) => file.common(),
            QuestionFile::Type(file) => file.common(),
            QuestionFile::Value(file) => file.common(),
            QuestionFile::Order(file) => file.common(),
            QuestionFile::Match(file) => file.common(),
            QuestionFile::Build(file) => file.common(),
            QuestionFile::States(file) => file.common(),
            QuestionFile::Fault(file) => file.common(),
            QuestionFile::Next(file) => file.common(),
            QuestionFile::WhatIf(file) => file.common(),
            QuestionFile::Generate(file) => file.common(),
        }
    }
}

/// What a Generate question draws.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub enum DrawFile {
    States,
    Next,
    Fault,
    Build,
    WhatIf,
}

/// What the network may do, where it is not as the property says.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct WithinFile {
    pub losses: Option<u8>,
    pub duplicates: Option<u8>,
    pub reorder: Option<bool>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub enum OptionFile {
    Right(OptionText),
    Wrong(OptionText),
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OptionText {
    pub text: Text,
    #[serde(default)]
    pub because: Option<Text>,
}

/// A gap of a Cloze.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GapFile {
    pub accept: Vec<Text>,
    #[serde(default)]
    pub slips: Pairs<Text>,
}

/// Two sides of a Match that belong together.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PairFile {
    pub left: Text,
    pub right: Text,
    #[serde(default)]
    pub because: Option<Text>,
}

/// A number of a segment, checked by the machine.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FieldOfFile {
    pub trace: Vec<String>,
    #[serde(default)]
    pub start: Option<String>,
    pub step: usize,
    pub field: String,
}

/// A state of one end, computed by the machine.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StateOfFile {
    pub trace: Vec<String>,
    #[serde(default)]
    pub start: Option<String>,
    pub after: usize,
    pub end: String,
}

/// The first illegal step, and what is wrong with it, as the author sees it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FaultAnswerFile {
    pub step: usize,
    #[serde(default)]
    pub kind: Option<String>,
}

/// An assertion about the machine.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ProofFile {
    pub trace: Vec<String>,
    #[serde(default)]
    pub start: Option<String>,
    #[serde(default)]
    pub after: Option<usize>,
    #[serde(default)]
    pub states: Pairs<String>,
    #[serde(default)]
    pub illegal: Option<usize>,
}

#[derive(Clone, Copy, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub enum CallsFile {
    #[default]
    Implied,
    Explicit,
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
