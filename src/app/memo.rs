//! The last value that was made, with what it was made from: it serves again as long as that is the same.

use std::cell::RefCell;

/// A value that depends on `K` alone.
#[derive(Debug)]
pub struct Memo<K, V>(RefCell<Option<(K, V)>>);

impl<K, V> Default for Memo<K, V> {
    fn default() -> Memo<K, V> {
        Memo(RefCell::new(None))
    }
}

impl<K, V: Clone> Memo<K, V> {
    /// The value for what `is` says is the same key; else one is made, with its key.
    pub fn get(&self, is: impl FnOnce(&K) -> bool, make: impl FnOnce() -> (K, V)) -> V {
        let known = self.0.borrow().as_ref().filter(|(key, _)| is(key)).map(|(_, value)| value.clone());
        known.unwrap_or_else(|| {
            let (key, value) = make();
            self.0.replace(Some((key, value.clone())));
            value
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn another_key_makes_another_value() {
        let memo = Memo::default();
        let mut made = Vec::new();
        for word in ["one", "one", "three", "one"] {
            let count = memo.get(
                |key| *key == word,
                || {
                    made.push(word);
                    (word, word.len())
                },
            );
            assert_eq!(count, word.len());
        }
        assert_eq!(made, ["one", "three", "one"]);
    }
}
