//! The names of kinds as numbers.

/// The names of all kinds.
const FORMS: [&str; 14] = [
    "flip",
    "choice",
    "true-false",
    "cloze",
    "type",
    "value",
    "match",
    "order",
    "build",
    "states",
    "fault",
    "next",
    "what-if",
    "generate",
];

/// The name of a kind as its number among all: there may be a hundred thousand questions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Form(u8);

impl Form {
    pub fn of(name: &str) -> Form {
        let known = FORMS.iter().position(|form| *form == name);
        Form(known.and_then(|at| u8::try_from(at).ok()).unwrap_or(u8::MAX))
    }

    /// The one with this number.
    pub fn new(number: u8) -> Option<Form> {
        FORMS.get(usize::from(number)).map(|_| Form(number))
    }

    pub fn number(self) -> u8 {
        self.0
    }

    pub fn name(self) -> &'static str {
        FORMS.get(usize::from(self.0)).copied().unwrap_or_default()
    }
}
