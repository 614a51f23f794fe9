//! Texts and ids as small numbers: a million facts name the same few questions, devices and rules.

use super::FactId;
use hashbrown::{DefaultHashBuilder, HashTable};
use std::hash::BuildHasher;

/// Different texts in one piece of memory, numbered in the order in which they came.
#[derive(Clone, Debug, Default)]
pub(super) struct Texts {
    all: String,
    /// Where each text ends.
    ends: Vec<u32>,
    table: HashTable<u32>,
    hasher: DefaultHashBuilder,
}

impl Texts {
    /// How many there are.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// The text with this number; an empty one where there is none.
    pub fn get(&self, number: u32) -> &str {
        text_at(&self.all, &self.ends, number)
    }

    /// All of them in their order.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        (0..self.ends.len() as u32).map(|number| self.get(number))
    }

    /// The number of a text, if it is there.
    pub fn find(&self, text: &str) -> Option<u32> {
        let hash = self.hasher.hash_one(text);
        self.table.find(hash, |number| self.get(*number) == text).copied()
    }

    /// The number of a text, which is put in where it isn't there. `None` once four gigabytes are full.
    pub fn add(&mut self, text: &str) -> Option<u32> {
        let hash = self.hasher.hash_one(text);
        let Texts { all, ends, table, hasher } = self;
        if let Some(number) = table.find(hash, |number| text_at(all, ends, *number) == text) {
            return Some(*number);
        }
        let number = u32::try_from(ends.len()).ok()?;
        let end = u32::try_from(all.len() + text.len()).ok()?;
        all.push_str(text);
        ends.push(end);
        let again = |number: &u32| hasher.hash_one(text_at(all, ends, *number));
        table.insert_unique(hash, number, again);
        Some(number)
    }
}

fn text_at<'a>(all: &'a str, ends: &[u32], number: u32) -> &'a str {
    let number = number as usize;
    let start = number.checked_sub(1).and_then(|before| ends.get(before)).copied().unwrap_or(0);
    let end = ends.get(number).copied().unwrap_or(start);
    all.get(start as usize..end as usize).unwrap_or_default()
}

/// A fact's id in sixteen bytes: a UUID as it is, any other text by its number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct Key(pub [u64; 2]);

impl Key {
    /// Of an id that is a UUID as the store writes it: 36 characters, lower case, of some version.
    pub fn of_uuid(text: &str) -> Option<Key> {
        const HYPHENS: [usize; 4] = [8, 13, 18, 23];
        let bytes: &[u8; 36] = text.as_bytes().try_into().ok()?;
        let mut value = 0_u128;
        for (at, byte) in bytes.iter().enumerate() {
            let digit = match byte {
                b'-' if HYPHENS.contains(&at) => continue,
                b'0'..=b'9' => byte - b'0',
                b'a'..=b'f' => byte - b'a' + 10,
                _ => return None,
            };
            if HYPHENS.contains(&at) {
                return None;
            }
            value = value << 4 | u128::from(digit);
        }
        let key = Key([(value >> 64) as u64, value as u64]);
        // Without a version it could be mistaken for a number.
        key.number().is_none().then_some(key)
    }

    /// Of an id that is no UUID.
    pub fn of_number(number: u32) -> Key {
        Key([0, u64::from(number)])
    }

    /// The number of an id that is no UUID.
    pub fn number(self) -> Option<u32> {
        let Key([high, low]) = self;
        (high == 0).then_some(low as u32)
    }

    /// The id as text, where it is a UUID.
    pub fn uuid(self) -> FactId {
        let Key([high, low]) = self;
        let (a, b, c) = (high >> 32, high >> 16 & 0xffff, high & 0xffff);
        FactId::new(format!("{a:08x}-{b:04x}-{c:04x}-{:04x}-{:012x}", low >> 48, low & 0xffff_ffff_ffff))
    }
}

#[cfg(test)]
mod tests {
    use super::{Key, Texts};

    #[test]
    fn texts_keep_their_numbers() {
        let mut texts = Texts::default();
        for (number, text) in ["", "a", "bc", "握手"].into_iter().enumerate() {
            assert_eq!(texts.add(text), Some(number as u32));
        }
        assert_eq!((texts.add("bc"), texts.find("a"), texts.find("x")), (Some(2), Some(1), None));
        assert_eq!(texts.iter().collect::<Vec<_>>(), ["", "a", "bc", "握手"]);
        assert_eq!((texts.get(9), texts.len()), ("", 4));
    }

    #[test]
    fn uuids_go_there_and_back() {
        let uuid = "0197a5e0-1234-7abc-8def-0123456789ab";
        assert_eq!(Key::of_uuid(uuid).map(|key| key.uuid().to_string()).as_deref(), Some(uuid));
        let others = [
            "0197A5E0-1234-7abc-8def-0123456789ab",
            "0197a5e012347abc8def0123456789ab",
            "0197a5e0-1234-7abc-8def-0123456789a",
            "0197a5e0-1234-7abc-8def00123456789ab",
            "-197a5e0-1234-7abc-8def-0123456789ab",
            "00000000-0000-0000-8def-0123456789ab",
            "a-1",
            "",
        ];
        assert!(others.iter().all(|text| Key::of_uuid(text).is_none()));
        assert_eq!((Key::of_number(7).number(), Key::of_uuid(uuid).and_then(Key::number)), (Some(7), None));
    }
}
