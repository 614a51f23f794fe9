//! What each content file holds. Small content is kept while it is read; of much only what other files depend on, and
//! each deck is brought again when its turn comes.

use super::text;
use crate::app::content::{ContentFile, ContentFiles, ContentKind};
use crate::cores::{self, Each};
use crate::deck::Again;
use std::borrow::Cow;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

/// So many bytes of decks are kept while they are read.
const KEPT_WHOLE: usize = 8 << 20;

/// Content files that were looked at once.
pub(super) struct Files<'a> {
    source: &'a dyn ContentFiles,
    all: Vec<Seen<'a>>,
    /// Whether all decks together are so small that what their questions say may lie in memory.
    pub are_small: bool,
}

/// A file that was looked at.
struct Seen<'a> {
    kind: ContentKind,
    /// In bytes.
    size: usize,
    /// Nothing where it is to be brought again.
    file: Option<Cow<'a, ContentFile>>,
}

impl<'a> Files<'a> {
    /// Looks at all of them.
    pub fn new(source: &'a dyn ContentFiles, each: Each<'_>) -> Files<'a> {
        let numbers: Vec<usize> = (0..source.count()).collect();
        let kept = AtomicUsize::new(0);
        let look = |number: &usize| {
            let file = source.get(*number)?;
            let (kind, size) = (kind(&file), file.bytes.as_ref().map_or(0, Vec::len));
            let is_small = || kept.fetch_add(size, Ordering::Relaxed) < KEPT_WHOLE;
            let keep = matches!(file, Cow::Borrowed(_)) || kind != ContentKind::Deck || is_small();
            Some(Seen { kind, size, file: keep.then_some(file) })
        };
        let mut all: Vec<Seen<'a>> = cores::map_by(each, &numbers, look).into_iter().flatten().collect();
        let decks = all.iter().filter(|seen| seen.kind == ContentKind::Deck);
        let are_small = decks.map(|seen| seen.size).sum::<usize>() <= KEPT_WHOLE;
        if !are_small {
            // The others are brought again: so can these be, and nothing is built around the room they take.
            for seen in all.iter_mut().filter(|seen| seen.kind == ContentKind::Deck) {
                seen.file = seen.file.take().filter(|file| matches!(file, Cow::Borrowed(_)));
            }
        }
        Files { source, all, are_small }
    }

    /// Those of a kind; of decks those that were kept.
    pub fn of(&self, kind: ContentKind) -> impl Iterator<Item = &ContentFile> {
        self.all.iter().filter(move |seen| seen.kind == kind).filter_map(|seen| seen.file.as_deref())
    }

    /// The numbers of the decks.
    pub fn decks(&self) -> Vec<usize> {
        let all = (0..).zip(&self.all);
        all.filter(|(_, seen)| seen.kind == ContentKind::Deck).map(|(number, _)| number).collect()
    }

    /// The file with this number.
    pub fn get(&self, number: usize) -> Option<Cow<'_, ContentFile>> {
        match self.all.get(number)?.file.as_deref() {
            Some(file) => Some(Cow::Borrowed(file)),
            None => self.source.get(number),
        }
    }

    /// Where the deck's bytes can be read again, where they need not be kept.
    pub fn again(&self, number: usize) -> Option<Arc<dyn Again>> {
        if self.are_small { None } else { self.source.again(number) }
    }
}

/// What a file holds: by its folder, but a machine and an exam are known wherever they lie.
fn kind(file: &ContentFile) -> ContentKind {
    let (ContentKind::Deck, Ok(bytes)) = (file.kind, &file.bytes) else { return file.kind };
    if begins(bytes, "questions:") {
        return file.kind;
    }
    let is_machine = begins(bytes, "of:") || begins(bytes, "rules:") && begins(bytes, "states:");
    let is_exam = !is_machine && begins(bytes, "sections:") && begins(bytes, "minutes:");
    match (is_machine, is_exam) {
        (false, false) => file.kind,
        _ if text(file).is_err() => file.kind,
        (true, _) => ContentKind::Machine,
        (false, true) => ContentKind::Exam,
    }
}

/// Whether a line of the text begins with a word, white space aside.
fn begins(text: &[u8], word: &str) -> bool {
    memchr::memmem::find_iter(text, word).any(|at| {
        let before = text.get(..at).unwrap_or_default();
        let line = memchr::memrchr(b'\n', before).map_or(0, |end| end + 1);
        // What is no text is not looked at by lines.
        before
            .get(line..)
            .is_some_and(|line| std::str::from_utf8(line).is_ok_and(|line| line.trim().is_empty()))
    })
}
