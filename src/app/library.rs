//! Everything that can be studied: machines, decks, exams, terms, with what is wrong with each file.

mod decks;
mod files;

use self::decks::Around;
use self::files::Files;
use super::content::{ContentError, ContentFile, ContentFiles, ContentKind};
use crate::cores;
use crate::deck::{self, Claims, Deck};
use crate::diagnostic::{Finding, Place, Source, has_errors};
use crate::exam::{self, Blueprint, Decks};
use crate::machine::{self, Machine};
use hashbrown::HashSet;
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

pub use decks::{Reading, Shelf};

/// A content file with what became of it.
#[derive(Clone, Debug)]
pub struct Loaded<T> {
    /// Its name as shown.
    pub file: String,
    /// Where it is; `None` for a built-in file.
    pub path: Option<PathBuf>,
    /// What is in it; `None` where it has errors.
    pub content: Option<Arc<T>>,
    /// What is wrong with it.
    pub findings: Vec<Finding>,
}

/// All content.
#[derive(Clone, Debug, Default)]
pub struct Library {
    /// The machines.
    pub machines: Vec<Loaded<Machine>>,
    /// The decks, in the order in which they are to be studied.
    pub decks: Vec<Loaded<Deck>>,
    /// The claims that questions are about.
    pub claims: Vec<Loaded<Claims>>,
    /// The exams, the shortest first.
    pub exams: Vec<Loaded<Blueprint>>,
    /// Files of other kinds that have findings.
    pub others: Vec<Loaded<()>>,
}

/// Whether a character can be shown; given by whoever has the fonts.
pub type HasGlyph<'a> = &'a (dyn Fn(char) -> bool + Sync);

impl Library {
    /// Reads all files. A later file with the same id takes the place of an earlier one, so that an
    /// own copy of a shipped deck wins.
    pub fn load(files: &[ContentFile], has_glyph: HasGlyph<'_>) -> Library {
        Library::load_with(&files, &Reading { has_glyph, each: &decks::one_by_one, shelf: None })
    }

    /// The same; how is told. Nothing of it can be seen in the library.
    pub fn load_with(files: &dyn ContentFiles, reading: &Reading<'_>) -> Library {
        let files = Files::new(files, reading.each);
        let mut library = Library::default();
        let (mut terms, mut machines) = (None, BTreeMap::new());
        for file in files.of(ContentKind::Terms) {
            match text(file) {
                Ok(text) => {
                    let (found, findings) = deck::load_terms(&file.name, text);
                    terms = found.or(terms);
                    library.others.push(loaded(file, None, findings));
                }
                Err(finding) => library.others.push(loaded(file, None, vec![finding])),
            }
        }
        library.load_claims(&files);
        let machine_files = machine_files(&files);
        let read = cores::map_by(reading.each, &machine_files, |file| {
            text(file).map_or_else(|f| (None, vec![f]), |text| load_machine(file, text, &machine_files))
        });
        for (file, (machine, findings)) in machine_files.iter().zip(read) {
            let machine = machine.map(Arc::new);
            if let Some(machine) = &machine {
                machines.insert(machine.id.clone(), machine.clone());
            }
            library.machines.push(loaded(file, machine, findings));
        }
        library.load_decks(&Around::new(&files, &machines, terms.as_ref(), reading), reading.each);
        library.sort();
        library.load_exams(&files);
        library
    }

    fn load_claims(&mut self, files: &Files<'_>) {
        for file in files.of(ContentKind::Claims) {
            let (claims, findings) =
                text(file).map_or_else(|f| (None, vec![f]), |text| deck::load_claims(&file.name, text));
            self.claims.push(loaded(file, claims.map(Arc::new), findings));
        }
    }

    fn load_exams(&mut self, files: &Files<'_>) {
        let decks = self.exam_decks();
        let unusable: Vec<String> =
            self.decks.iter().filter(|d| d.content.is_none()).map(|d| format!("/{}", d.file)).collect();
        let broken = |id: &str| unusable.iter().any(|file| file.ends_with(&format!("/{id}.ron")));
        for file in files.of(ContentKind::Exam) {
            let (exam, findings) = text(file)
                .map_or_else(|f| (None, vec![f]), |text| exam::load(&file.name, text, &decks, &broken));
            put(&mut self.exams, loaded(file, exam.map(Arc::new), findings), |exam| &exam.id);
        }
        let key = |entry: &Loaded<Blueprint>| entry.content.as_ref().map_or(u32::MAX, |exam| exam.minutes);
        self.exams.sort_by(|a, b| key(a).cmp(&key(b)).then_with(|| a.file.cmp(&b.file)));
    }

    /// Looks also at what takes longer than the start of the window may: answers that are explored; and at what
    /// is missing in the whole: claims that no question is about.
    pub fn verify(&mut self) {
        for entry in &mut self.decks {
            entry.findings.extend(entry.content.iter().flat_map(|deck| deck::verify(deck)));
        }
        for finding in self.unasked_claims() {
            let file = self.claims.iter_mut().find(|entry| entry.file == finding.place.file);
            file.into_iter().for_each(|entry| entry.findings.push(finding.clone()));
        }
        let decks = self.exam_decks();
        for entry in &mut self.exams {
            let verify = |exam| exam::verify(exam, &entry.file, &decks);
            entry.findings.extend(entry.content.iter().flat_map(verify));
        }
    }

    /// Decks after those that they build on; otherwise by file name.
    fn sort(&mut self) {
        self.decks.sort_by(|a, b| a.file.cmp(&b.file));
        let mut sorted: Vec<Loaded<Deck>> = Vec::new();
        let mut rest = std::mem::take(&mut self.decks);
        let id = |entry: &Loaded<Deck>| entry.content.as_ref().map(|deck| deck.id.clone());
        let mut waiting: HashSet<String> = rest.iter().filter_map(id).collect();
        while !rest.is_empty() {
            let waits = |entry: &Loaded<Deck>| {
                let deck = entry.content.iter();
                deck.into_iter()
                    .any(|deck| deck.after.iter().any(|id| waiting.contains(id) && deck.id != *id))
            };
            // In a circle nobody is first; then the file's name decides.
            let next = rest.iter().position(|entry| !waits(entry)).unwrap_or(0);
            let entry = rest.remove(next);
            id(&entry).map(|id| waiting.remove(&id));
            sorted.push(entry);
        }
        self.decks = sorted;
    }

    /// The deck with this id.
    pub fn deck(&self, id: &str) -> Option<&Arc<Deck>> {
        self.decks.iter().filter_map(|d| d.content.as_ref()).find(|deck| deck.id == id)
    }

    /// The exam with this id.
    pub fn exam(&self, id: &str) -> Option<&Arc<Blueprint>> {
        self.exams.iter().filter_map(|entry| entry.content.as_ref()).find(|exam| exam.id == id)
    }

    /// The exams that can be sat.
    pub fn blueprints(&self) -> Vec<Arc<Blueprint>> {
        self.exams.iter().filter_map(|entry| entry.content.clone()).collect()
    }

    /// What exams draw from.
    pub fn exam_decks(&self) -> Decks {
        let decks = self.decks.iter().filter_map(|entry| entry.content.as_ref());
        decks.map(|deck| (deck.id.clone(), Arc::clone(deck))).collect()
    }

    /// The machine with this id; the last one, as an own one takes the place of a built-in one.
    pub fn machine(&self, id: &str) -> Option<&Arc<Machine>> {
        self.machines.iter().filter_map(|m| m.content.as_ref()).rfind(|machine| machine.id == id)
    }

    /// All findings, file by file.
    pub fn findings(&self) -> impl Iterator<Item = &Finding> {
        let machines = self.machines.iter().flat_map(|m| &m.findings);
        let claims = self.claims.iter().flat_map(|c| &c.findings);
        let others = self.others.iter().flat_map(|o| &o.findings);
        let exams = self.exams.iter().flat_map(|e| &e.findings);
        machines.chain(self.decks.iter().flat_map(|d| &d.findings)).chain(exams).chain(claims).chain(others)
    }

    /// What questions were called before: old name → name.
    pub fn renames(&self) -> BTreeMap<String, String> {
        let decks = self.decks.iter().filter_map(|d| d.content.as_ref());
        let questions = decks.flat_map(|deck| deck.questions.iter().map(move |q| (deck, q)));
        questions
            .flat_map(|(deck, q)| q.was.iter().map(move |was| (was.clone(), format!("{}/{}", deck.id, q.id))))
            .collect()
    }
}

impl<T> Loaded<T> {
    /// Whether the file can't be used.
    pub fn is_broken(&self) -> bool {
        has_errors(&self.findings)
    }
}

/// Puts a file beside the others, or in the place of the one with the same id.
fn put<T>(list: &mut Vec<Loaded<T>>, mut later: Loaded<T>, id: impl Fn(&T) -> &String) {
    let own = later.content.as_deref().map(|content| id(content).clone());
    let same = |other: &&mut Loaded<T>| own.is_some() && other.content.as_deref().map(&id) == own.as_ref();
    match list.iter_mut().find(same) {
        Some(earlier) => {
            later.findings.extend(same_id(&later, earlier, own.as_deref()));
            *earlier = later;
        }
        None => list.push(later),
    }
}

/// An own copy of a shipped file is meant to take its place; two own ones are a slip.
fn same_id<T>(later: &Loaded<T>, earlier: &Loaded<T>, id: Option<&str>) -> Option<Finding> {
    let twice = earlier.path.is_some() && later.path.is_some();
    let finding = Finding::warning("content::same-id", Place::file(&later.file));
    twice.then(|| finding.with("id", id.unwrap_or_default()).with("other", earlier.file.as_str()))
}

fn loaded<T>(file: &ContentFile, content: Option<Arc<T>>, findings: Vec<Finding>) -> Loaded<T> {
    Loaded { file: file.name.clone(), path: file.path.clone(), content, findings }
}

/// The machines' files, variants behind those that they may be made from.
fn machine_files<'a>(files: &'a Files<'_>) -> Vec<&'a ContentFile> {
    let mut machines: Vec<&ContentFile> = files.of(ContentKind::Machine).collect();
    machines.sort_by_key(|file| text(file).is_ok_and(|text| machine::base_of(text).is_some()));
    machines
}

/// A machine, or a variant of one of the files.
fn load_machine(file: &ContentFile, own: &str, files: &[&ContentFile]) -> (Option<Machine>, Vec<Finding>) {
    let Some(wanted) = machine::base_of(own) else { return machine::load(&file.name, own) };
    let is_base = |text: &str| machine::base_of(text).is_none() && machine_id(text).as_ref() == Some(&wanted);
    let bases = files.iter().rev();
    let base = bases.filter_map(|base| Some((base, text(base).ok()?))).find(|(_, text)| is_base(text));
    match base {
        Some((base, text)) => machine::load_variant(&file.name, own, Source { file: &base.name, text }),
        None => {
            let finding = Finding::error("machine::no-such-base", Place::file(&file.name));
            (None, vec![finding.with("base", wanted)])
        }
    }
}

/// The id that a machine's file gives itself: its first `id:`.
fn machine_id(text: &str) -> Option<String> {
    let line = text.lines().map(str::trim_start).find(|line| line.starts_with("id:"))?;
    Some(line.split('"').nth(1)?.to_owned())
}

/// The file's text, or the finding that says why there is none.
fn text(file: &ContentFile) -> Result<&str, Finding> {
    let whole = || Place::file(&file.name);
    match &file.bytes {
        Ok(bytes) => {
            let text = std::str::from_utf8(bytes).map_err(|error| {
                Finding::error("content::not-utf8", whole()).with("at", error.valid_up_to())
            })?;
            let text = text.strip_prefix('\u{feff}').unwrap_or(text);
            if text.trim().is_empty() { Err(Finding::error("content::empty", whole())) } else { Ok(text) }
        }
        Err(error) => {
            let finding = |code| Finding::error(code, whole()).with("name", file.name.as_str());
            Err(match error {
                ContentError::Unreadable { detail } => {
                    finding("content::unreadable").with("detail", detail.as_str())
                }
                ContentError::NotAFile => finding("content::not-a-file"),
                ContentError::TooLarge { bytes } => {
                    finding("content::too-large").with("bytes", bytes.to_string())
                }
                ContentError::TooDeep => finding("content::too-deep"),
                ContentError::TooMany => finding("content::too-many"),
                ContentError::CannotWatch { path, .. } => {
                    finding("content::cannot-watch").with("path", path.display().to_string())
                }
            })
        }
    }
}
