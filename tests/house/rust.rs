//! A Rust file taken apart: code, strings, comments.

/// A Rust file.
pub struct Rust {
    pub path: String,
    pub lines: usize,
    /// Without comments; strings are empty.
    pub code: String,
    /// Every string with its line.
    pub strings: Vec<(usize, String)>,
}

impl Rust {
    pub fn new((path, text): (String, String)) -> Rust {
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
    pub fn is_test(&self) -> bool {
        self.path.starts_with("tests/") || self.path.ends_with("/tests.rs") || self.path.contains("/tests/")
    }

    /// The code in front of the tests that end the file.
    pub fn shipped(&self) -> &str {
        let inline = self.code.match_indices("#[cfg(test)]").find(|(at, mark)| {
            let head = self.code[at + mark.len()..].trim_start();
            head.starts_with("mod ")
                && head.split(['{', ';']).next().is_some_and(|name| head[name.len()..].starts_with('{'))
        });
        &self.code[..inline.map_or(self.code.len(), |(at, _)| at)]
    }

    /// The strings in front of those tests.
    pub fn shipped_strings(&self) -> impl Iterator<Item = &str> {
        let last = self.shipped().lines().count();
        self.strings.iter().filter(move |(line, _)| *line <= last).map(|(_, text)| text.as_str())
    }

    /// The module of the crate that it belongs to.
    pub fn module(&self) -> &str {
        let inside = self.path.strip_prefix("src/").unwrap_or(&self.path);
        inside.split(['/', '.']).next().unwrap_or_default()
    }
}

pub fn in_word(code: &str) -> bool {
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

#[test]
fn the_scanner_tells_code_from_words() {
    let text = "let a = \"x // \\\" y\"; // 'c \"\nlet r = r#\"q\"\"#; /* \" */ let c = '\"'; fn f<'a>(b: &'a str) {}\n\
                #[cfg(test)]\nmod tests { use crate::ui; }";
    let rust = Rust::new(("src/a/b.rs".to_owned(), text.to_owned()));
    assert_eq!(rust.strings, [(1, "x // \\\" y".to_owned()), (2, "q\"".to_owned())]);
    assert_eq!(rust.shipped(), "let a = \"\"; \nlet r = \"\";  let c = ' '; fn f<'a>(b: &'a str) {}\n");
    assert_eq!(rust.module(), "a");
}
