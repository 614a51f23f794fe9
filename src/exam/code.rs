//! The code of a paper: blueprint, content and seed in sixteen signs that can be read out and typed in.

use crate::text::Arg;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use std::fmt;
use std::str::FromStr;

/// A paper in sixteen signs, `K7QM-3XVA-0T9R-PW2E`: Crockford's base 32 with a check of 12 bits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PaperCode {
    blueprint: u16,
    content: u32,
    seed: u32,
}

/// Why a code gives no paper.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CodeError {
    /// It has too few or too many signs.
    Length {
        /// So many it has; sixteen it should have.
        found: usize,
    },
    /// A sign that no code has.
    Sign(char),
    /// The check fails: a sign was mistyped.
    Mistyped,
    /// No blueprint here has this code.
    NoSuchBlueprint,
    /// The blueprint is here, but it or the questions that it draws from are others than those of the code.
    OtherContent {
        /// The blueprint's id.
        blueprint: String,
    },
    /// The blueprint asks for more than there is, so that no paper can be drawn.
    TooFew,
}

impl CodeError {
    /// The Fluent message with its words, and with what to do.
    pub fn key(&self) -> &'static str {
        match self {
            CodeError::Length { .. } => "paper-code-length",
            CodeError::Sign(_) => "paper-code-sign",
            CodeError::Mistyped => "paper-code-mistyped",
            CodeError::NoSuchBlueprint => "paper-code-unknown",
            CodeError::OtherContent { .. } => "paper-code-other-content",
            CodeError::TooFew => "paper-code-too-few",
        }
    }

    /// What is put into these words.
    pub fn args(&self) -> Vec<(&'static str, Arg)> {
        match self {
            CodeError::Length { found } => vec![("found", (*found).into())],
            CodeError::Sign(sign) => vec![("sign", sign.to_string().into())],
            CodeError::OtherContent { blueprint } => vec![("blueprint", blueprint.as_str().into())],
            CodeError::Mistyped | CodeError::NoSuchBlueprint | CodeError::TooFew => Vec::new(),
        }
    }
}

/// Signs of a code.
const SIGNS: usize = 16;
/// Crockford's: no I, L, O, U.
const ALPHABET: [char; 32] = [
    '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'A', 'B', 'C', 'D', 'E', 'F', 'G', 'H', 'J', 'K', 'M',
    'N', 'P', 'Q', 'R', 'S', 'T', 'V', 'W', 'X', 'Y', 'Z',
];
const CHECK_BITS: u32 = 12;
/// CRC-12 (x¹² + x¹¹ + x³ + x² + x + 1): finds any one wrong sign and any two neighbours that were swapped.
const POLYNOMIAL: u128 = 0b1_1000_0000_1111;

impl PaperCode {
    /// The code of a blueprint, its content and a seed; of the fingerprints as much as fits is kept.
    pub fn new(blueprint: u64, content: u64, seed: u32) -> PaperCode {
        PaperCode { blueprint: (blueprint & 0xfff) as u16, content: (content & 0xff_ffff) as u32, seed }
    }

    /// The seed.
    pub fn seed(self) -> u32 {
        self.seed
    }

    /// Whether it is a code of this blueprint, told by the fingerprint of its id.
    pub fn is_of(self, blueprint: u64) -> bool {
        PaperCode::new(blueprint, 0, 0).blueprint == self.blueprint
    }

    /// Whether it is a code of this content.
    pub fn has_content(self, content: u64) -> bool {
        PaperCode::new(0, content, 0).content == self.content
    }

    fn bits(self) -> u128 {
        (u128::from(self.blueprint) << 56) | (u128::from(self.content) << 32) | u128::from(self.seed)
    }
}

/// What is left when the bits are divided by the polynomial.
fn check(bits: u128) -> u128 {
    let mut rest = bits << CHECK_BITS;
    for at in (CHECK_BITS..SIGNS as u32 * 5).rev() {
        if rest >> at & 1 == 1 {
            rest ^= POLYNOMIAL << (at - CHECK_BITS);
        }
    }
    rest
}

impl fmt::Display for PaperCode {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        // All zeros would be a code; the check is turned over so that it is none.
        let whole = (self.bits() << CHECK_BITS) | (check(self.bits()) ^ TURNED);
        for at in 0..SIGNS {
            if at > 0 && at % 4 == 0 {
                f.write_str("-")?;
            }
            let sign = (whole >> (5 * (SIGNS - 1 - at)) & 31) as usize;
            write!(f, "{}", ALPHABET.get(sign).copied().unwrap_or('0'))?;
        }
        Ok(())
    }
}

const TURNED: u128 = 0xfff;

impl FromStr for PaperCode {
    type Err = CodeError;

    /// Reads what was typed: case, spaces and hyphens do not matter, `O` is 0, `I` and `L` are 1, and full-width
    /// signs are meant as their half-width ones.
    fn from_str(text: &str) -> Result<PaperCode, CodeError> {
        let mut values = Vec::new();
        for typed in text.chars() {
            let sign = half_width(typed).to_ascii_uppercase();
            if sign.is_whitespace() || matches!(sign, '-' | '_' | '.' | '‐' | '‑' | '–' | '—' | '−')
            {
                continue;
            }
            let meant = match sign {
                'O' => '0',
                'I' | 'L' => '1',
                other => other,
            };
            let value = ALPHABET.iter().position(|known| *known == meant).ok_or(CodeError::Sign(typed))?;
            values.push(value);
        }
        if values.len() != SIGNS {
            return Err(CodeError::Length { found: values.len() });
        }
        let whole = values.into_iter().fold(0_u128, |whole, value| whole << 5 | value as u128);
        let bits = whole >> CHECK_BITS;
        if check(bits) ^ TURNED != whole & TURNED {
            return Err(CodeError::Mistyped);
        }
        Ok(PaperCode::new((bits >> 56) as u64, (bits >> 32) as u64, (bits & 0xffff_ffff) as u32))
    }
}

/// `Ａ` is meant as `A`.
fn half_width(c: char) -> char {
    let code = u32::from(c);
    if (0xff01..=0xff5e).contains(&code) { char::from_u32(code - 0xfee0).unwrap_or(c) } else { c }
}

impl Serialize for PaperCode {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for PaperCode {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<PaperCode, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse().map_err(|_| de::Error::custom("no code of a paper"))
    }
}
