//! Sums as they are typed: `x+1`, `1 + x`, `2MSL`, `(ISS + 1) × 2`, `1001`.
//!
//! Two sums are the same when they are equal whatever their names stand for, or for the numbers that
//! some of the names are given.

use super::answer::half_width;
use std::collections::BTreeMap;
use std::fmt;

/// Brackets nest no deeper.
const DEEPEST: usize = 16;

/// A whole number plus whole multiples of names. Names don't differ by case.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sum {
    /// By name in lower case: the name as it was written first, and how many times it counts; never 0.
    names: BTreeMap<String, (String, i64)>,
    number: i64,
}

impl Sum {
    /// A number.
    pub fn number(number: i64) -> Sum {
        Sum { number, ..Sum::default() }
    }

    /// Reads a sum. `None` where the text is none, where names are multiplied with each other, or where a
    /// number is out of range.
    pub fn parse(text: &str) -> Option<Sum> {
        let chars: Vec<char> = text.chars().map(half_width).filter(|c| !c.is_whitespace()).collect();
        let mut reader = Reader { chars: &chars, at: 0, depth: 0 };
        let sum = reader.sum()?;
        (reader.at == chars.len()).then_some(sum)
    }

    /// The sum with numbers in place of the names that have one. `None` where a number is out of range.
    pub fn with(&self, numbers: &[(String, i64)]) -> Option<Sum> {
        let mut sum = Sum::number(self.number);
        for (key, (name, times)) in &self.names {
            let known = numbers.iter().find(|(known, _)| known.to_lowercase() == *key);
            let part = match known {
                Some((_, value)) => Sum::number(value.checked_mul(*times)?),
                None => Sum { names: BTreeMap::from([(key.clone(), (name.clone(), *times))]), number: 0 },
            };
            sum = sum.plus(&part)?;
        }
        Some(sum)
    }

    /// The number, where no name is left.
    pub fn as_number(&self) -> Option<i64> {
        self.names.is_empty().then_some(self.number)
    }

    /// Whether both are the same sum.
    pub fn equals(&self, other: &Sum) -> bool {
        self.equals_within(other, None)
    }

    /// Whether both are the same where numbers begin again at 0 behind `modulus` − 1.
    pub fn equals_modulo(&self, other: &Sum, modulus: i64) -> bool {
        self.equals_within(other, Some(modulus).filter(|modulus| *modulus > 0))
    }

    fn equals_within(&self, other: &Sum, modulus: Option<i64>) -> bool {
        let Some(rest) = other.times(-1).and_then(|other| self.plus(&other)) else { return false };
        let zero = |number: i64| modulus.map_or(number, |modulus| number.rem_euclid(modulus)) == 0;
        zero(rest.number) && rest.names.values().all(|(_, times)| zero(*times))
    }

    fn plus(&self, other: &Sum) -> Option<Sum> {
        let mut sum = self.clone();
        sum.number = sum.number.checked_add(other.number)?;
        for (key, (name, times)) in &other.names {
            let entry = sum.names.entry(key.clone()).or_insert((name.clone(), 0));
            entry.1 = entry.1.checked_add(*times)?;
        }
        sum.names.retain(|_, (_, times)| *times != 0);
        Some(sum)
    }

    fn times(&self, factor: i64) -> Option<Sum> {
        let mut sum = Sum::number(self.number.checked_mul(factor)?);
        for (key, (name, times)) in &self.names {
            sum.names.insert(key.clone(), (name.clone(), times.checked_mul(factor)?));
        }
        sum.names.retain(|_, (_, times)| *times != 0);
        Some(sum)
    }
}

impl fmt::Display for Sum {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        let mut first = true;
        for (name, times) in self.names.values() {
            let sign = match (*times < 0, first) {
                (true, _) => "-",
                (false, true) => "",
                (false, false) => "+",
            };
            let count = times.unsigned_abs();
            let count = if count == 1 { String::new() } else { count.to_string() };
            write!(f, "{sign}{count}{name}")?;
            first = false;
        }
        match self.number {
            0 if !first => Ok(()),
            number if number < 0 || first => write!(f, "{number}"),
            number => write!(f, "+{number}"),
        }
    }
}

struct Reader<'a> {
    chars: &'a [char],
    at: usize,
    depth: usize,
}

impl Reader<'_> {
    fn peek(&self) -> Option<char> {
        self.chars.get(self.at).copied()
    }

    fn takes(&mut self, wanted: impl Fn(char) -> bool) -> bool {
        let takes = self.peek().is_some_and(wanted);
        self.at += usize::from(takes);
        takes
    }

    fn sum(&mut self) -> Option<Sum> {
        let mut sum = Sum::number(0);
        let mut sign = match self.peek() {
            Some('+' | '-') => None,
            _ => Some(1),
        };
        loop {
            let sign = match sign.take() {
                Some(sign) => sign,
                None if self.takes(|c| c == '+') => 1,
                None if self.takes(|c| c == '-') => -1,
                None => return Some(sum),
            };
            sum = sum.plus(&self.product()?.times(sign)?)?;
        }
    }

    /// Factors with `*` between them, or a number right before a name or a bracket.
    fn product(&mut self) -> Option<Sum> {
        let mut product = self.factor()?;
        loop {
            let written = self.takes(|c| matches!(c, '*' | '×' | '·' | '⋅'));
            let implied = !written && self.peek().is_some_and(|c| is_letter(c) || c == '(');
            if !written && !implied {
                return Some(product);
            }
            let factor = self.factor()?;
            product = match (product.as_number(), factor.as_number()) {
                (Some(number), _) => factor.times(number)?,
                (None, Some(number)) if written => product.times(number)?,
                (None, _) => return None,
            };
        }
    }

    fn factor(&mut self) -> Option<Sum> {
        if self.takes(|c| c == '(') {
            self.depth += 1;
            let inner = if self.depth > DEEPEST { None } else { self.sum() };
            self.depth -= 1;
            return inner.filter(|_| self.takes(|c| c == ')'));
        }
        let start = self.at;
        if self.takes(|c| c.is_ascii_digit()) {
            while self.takes(|c| c.is_ascii_digit()) {}
            let digits: String = self.chars.get(start..self.at)?.iter().collect();
            return digits.parse().ok().map(Sum::number);
        }
        if !self.takes(is_letter) {
            return None;
        }
        while self.takes(|c| is_letter(c) || c.is_ascii_digit() || matches!(c, '.' | '_')) {}
        let name: String = self.chars.get(start..self.at)?.iter().collect();
        Some(Sum { names: BTreeMap::from([(name.to_lowercase(), (name, 1))]), number: 0 })
    }
}

fn is_letter(c: char) -> bool {
    c.is_alphabetic()
}

#[cfg(test)]
mod tests {
    use super::Sum;

    #[track_caller]
    fn check(text: &str, shown: Option<&str>) {
        assert_eq!(Sum::parse(text).map(|sum| sum.to_string()).as_deref(), shown, "{text}");
    }

    #[test]
    fn sums_are_read() {
        for (text, shown) in [
            ("x+1", "x+1"),
            ("1 + x", "x+1"),
            ("ｘ＋１", "x+1"),
            ("x − 1", "x-1"),
            ("-x", "-x"),
            ("1001", "1001"),
            ("2MSL", "2MSL"),
            ("2 × (MSL + 1) - 2", "2MSL"),
            ("x+x", "2x"),
            ("x-x", "0"),
            ("SEG.SEQ+1", "SEG.SEQ+1"),
            ("3*2", "6"),
        ] {
            check(text, Some(shown));
        }
        let deep = "(".repeat(5_000) + "1" + &")".repeat(5_000);
        for text in ["", "+", "x+", "x y!", "x*y", "1..2", "99999999999999999999", "(x", "x)", &deep] {
            check(text, None);
        }
        check("9223372036854775807+1", None);
    }

    #[test]
    fn sums_are_the_same_by_their_value() {
        let sum = |text: &str| Sum::parse(text).expect("a sum");
        let numbers = [("X".to_owned(), 1000)];
        let with = |text: &str| sum(text).with(&numbers).expect("in range");
        assert!(sum("X+1").equals(&sum("1+x")) && !sum("x+1").equals(&sum("1001")));
        assert!(with("x+1").equals(&with("1001")) && !with("x+1").equals(&with("y+1")));
        assert!(sum("4294967295+1").equals_modulo(&sum("0"), 1 << 32));
        assert!(!sum("x").equals_modulo(&sum("x+1"), 1 << 32));
    }
}
