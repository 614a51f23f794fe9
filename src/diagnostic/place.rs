//! Where something stands in a file.

use std::ops::Range;

/// A named text that findings point into.
#[derive(Clone, Copy, Debug)]
pub struct Source<'a> {
    /// The file's name as the user knows it.
    pub file: &'a str,
    /// Its whole text.
    pub text: &'a str,
}

/// A place in a file, complete in itself: it can be shown without the file.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Place {
    /// The file's name.
    pub file: String,
    /// Line, from 1; 0 where the finding is about the whole file.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
    /// How many characters the caret underlines.
    pub width: usize,
    /// The line itself (a very long one is cut around the place).
    pub text: String,
    /// How many characters were cut off before `text`.
    pub cut: usize,
}

/// Longer lines are cut: a finding in a file without line breaks must still be readable.
const LONGEST_LINE: usize = 400;

impl Place {
    /// The whole file.
    pub fn file(file: &str) -> Place {
        Place { file: file.to_owned(), ..Place::default() }
    }

    /// A byte range of a source. Out-of-range or mid-character offsets are moved to the nearest
    /// character before them.
    pub fn of(source: Source<'_>, range: Range<usize>) -> Place {
        let start = floor(source.text, range.start);
        let end = floor(source.text, range.end.max(start));
        let line_start = source.text[..start].rfind('\n').map_or(0, |at| at + 1);
        let line_end = source.text[start..].find('\n').map_or(source.text.len(), |at| start + at);
        let line_text = source.text[line_start..line_end].trim_end_matches('\r');
        let column = source.text[line_start..start].chars().count();
        let width = source.text[start..end.min(line_end)].chars().count().max(1);
        let length = line_text.chars().count();
        let cut = if length > LONGEST_LINE { column.saturating_sub(LONGEST_LINE / 2) } else { 0 };
        Place {
            file: source.file.to_owned(),
            // Every question has a place: this is what a large file is read over again and again for.
            line: memchr::memchr_iter(b'\n', &source.text.as_bytes()[..start]).count() + 1,
            column: column + 1,
            width: width.min(LONGEST_LINE / 2),
            text: line_text.chars().skip(cut).take(LONGEST_LINE).collect(),
            cut,
        }
    }
}

fn floor(text: &str, mut at: usize) -> usize {
    at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}
