//! The command line: what the program does without its window.
//!
//! One file a subcommand. Beside the store this is the only place that may look at files and at the
//! environment. What it says are Fluent messages in the user's language; clap's own help is the one
//! exception: it comes from the English comments on [`Arguments`] and [`Command`].

mod check;
mod console;
mod data;
mod exam;
mod explore;
mod export;
mod grade;
mod machine;
mod new;
mod stats;
mod trace;

use crate::app::progress::Picture;
use crate::capture::{Numbers, Vantage};
use crate::store;
use crate::text::Lang;
use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Parser, Subcommand, ValueEnum};
use console::Console;
pub use data::ReviewForm;
pub use exam::Exam;
pub use explore::Explore;
pub use export::ExportForm;
pub use grade::Grade;
pub use machine::MachineFormat;
use std::io::{ErrorKind, IsTerminal, Write};
use std::path::PathBuf;

/// All went well and nothing is wrong.
pub const GOOD: u8 = 0;
/// It was carried out, and something is wrong with what was looked at.
pub const FOUND: u8 = 1;
/// It could not be carried out.
pub const FAILED: u8 = 2;

// The comments below are what `--help` shows.

/// Ackademy teaches how TCP connections open and close, and checks every step with a state machine.
///
/// Without a command it opens its window.
#[derive(Clone, Debug, Parser)]
#[command(name = "ackademy", version)]
pub struct Arguments {
    /// Keep your learning data in this folder
    #[arg(long, global = true, value_name = "DIR")]
    pub data: Option<PathBuf>,
    /// Use the decks and machines of this folder too; may be given several times
    #[arg(long, global = true, value_name = "DIR")]
    pub content: Vec<PathBuf>,
    /// Language of everything but this help [default: the system's]
    #[arg(long, global = true, value_parser = language())]
    pub lang: Option<Lang>,
    /// Not an argument: whether what is printed may have colours.
    #[arg(skip)]
    pub colour: bool,
    /// Not an argument: whether the window's fonts have a character. `main` knows the fonts.
    #[arg(skip = every_glyph as fn(char) -> bool)]
    pub has_glyph: fn(char) -> bool,
    /// Not an argument: makes a PNG of an SVG, or says why not. `main` knows the fonts.
    #[arg(skip = no_picture as fn(&str) -> Result<Vec<u8>, String>)]
    pub picture: fn(&str) -> Result<Vec<u8>, String>,
    /// What to do instead of opening the window.
    #[command(subcommand)]
    pub command: Option<Command>,
}

/// What can be done without the window.
#[derive(Clone, Debug, Subcommand)]
pub enum Command {
    /// Check decks, machines and exams and show everything that is wrong with them
    ///
    /// Exit status: 0 nothing is wrong, 1 there are findings, 2 it could not be done.
    Check {
        /// Files or folders; without any, the built-in content and that of --content
        #[arg(value_name = "PATH")]
        paths: Vec<PathBuf>,
        /// How findings are written; json is one object a line
        #[arg(long, value_enum, default_value_t)]
        format: Format,
    },
    /// Run a trace through a state machine and explain its first illegal step
    ///
    /// Exit status: 0 every trace is legal, 1 some are not, 2 it could not be read.
    Trace {
        /// A trace as text or JSON, or - for standard input
        file: PathBuf,
        /// How verdicts are written; json is one object a case, one a line
        #[arg(long, value_enum, default_value_t)]
        format: Format,
        /// The machine: its id, or its file
        #[arg(long, value_name = "ID", default_value = "tcp")]
        machine: String,
        /// Only the case with this id
        #[arg(long, value_name = "ID")]
        case: Option<String>,
        /// Where a capture was taken: client, server or middle [default: found out]
        #[arg(long, value_parser = vantage())]
        vantage: Option<Vantage>,
        /// Show the real numbers of a capture instead of symbols
        #[arg(long)]
        real: bool,
    },
    /// Write a trace in another form: a diagram, a picture, a test script; or all your answers
    ///
    /// Exit status: 0 it is written, 2 it could not be.
    Export {
        /// A trace as text or JSON, or - for standard input
        #[arg(required_unless_present = "reviews", conflicts_with = "reviews")]
        file: Option<PathBuf>,
        /// The form
        #[arg(long = "as", value_enum, value_name = "FORM", required_unless_present = "reviews")]
        form: Option<ExportForm>,
        /// Every answer you ever gave, instead of a trace
        #[arg(long, conflicts_with = "form")]
        reviews: bool,
        /// How answers are written
        #[arg(long, value_enum, default_value_t, requires = "reviews")]
        format: ReviewForm,
        /// The machine: its id, or its file
        #[arg(long, value_name = "ID", default_value = "tcp")]
        machine: String,
        /// Only the case with this id
        #[arg(long, value_name = "ID")]
        case: Option<String>,
        /// The end whose kernel a packetdrill script tests [default: the first, TCP's client]
        #[arg(long, value_name = "ROLE")]
        end: Option<String>,
        /// The file to write; without it the output
        #[arg(short, long = "out", value_name = "FILE")]
        out: Option<PathBuf>,
    },
    /// Look for the shortest run in which what must never happen does happen
    ///
    /// Exit status: 0 it does not happen within the bounds, 1 it does, 2 nothing is known.
    Explore(Explore),
    /// Write a state machine as a diagram, as tables, or for programs
    ///
    /// Exit status: 0 it is written, 2 it could not be.
    Machine {
        /// The machine: its id, or its file
        #[arg(value_name = "ID", default_value = "tcp")]
        id: String,
        /// How it is written
        #[arg(long, value_enum, default_value_t)]
        format: MachineFormat,
    },
    /// List the exams, draw a paper, and print it with its key
    ///
    /// The same exam, decks and number give the same paper everywhere; its code holds all three.
    /// Exit status: 0 it is drawn, 2 it could not be.
    Exam(Exam),
    /// Grade the answer files of a class: a table, and figures about the questions
    ///
    /// Exit status: 0 all are counted, 1 some are not, 2 none could be.
    Grade(Grade),
    /// Tell what you did, what you know and what is to come; or write one of the tables behind it as CSV
    ///
    /// Exit status: 0 it is written, 2 the data can't be read.
    Stats {
        /// The table; without it all of them are told in sentences
        #[arg(value_parser = picture())]
        table: Option<Picture>,
    },
    /// Look whether your learning data are sound
    ///
    /// Changes nothing, but takes away what is kept to open quickly where it is wrong.
    /// Exit status: 0 all is well, 1 something is wrong, 2 the data can't be read.
    Doctor,
    /// Exchange answers with your other devices through a folder that both see
    ///
    /// Each device writes files of its own there. Exit status: 0 done, 1 some files there are damaged,
    /// 2 it could not be done.
    Sync {
        /// The folder
        #[arg(value_name = "DIR")]
        folder: PathBuf,
    },
    /// Start a new deck
    New {
        /// What to start.
        #[command(subcommand)]
        what: New,
    },
}

/// What can be started.
#[derive(Clone, Debug, Subcommand)]
pub enum New {
    /// Write a deck with one example of every kind of question, to be changed
    Deck {
        /// Its id, in lower case with hyphens: open-and-close
        name: String,
        /// The folder to write it into [default: this one]
        #[arg(long, value_name = "DIR")]
        to: Option<PathBuf>,
    },
}

/// How something is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For people.
    #[default]
    Text,
    /// For programs.
    Json,
}

impl Arguments {
    /// The program's own arguments. Where they make no sense clap says so and the program ends with 2.
    pub fn read() -> Arguments {
        let mut arguments = Arguments::parse();
        let wanted = std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty());
        arguments.colour = wanted && std::io::stdout().is_terminal();
        arguments
    }

    /// The language that was asked for, else the system's.
    pub fn language(&self) -> Lang {
        self.lang.unwrap_or_else(|| Lang::from_locale(&store::system_language()))
    }
}

/// Carries out a command and gives the exit status.
pub fn run(command: &Command, arguments: &Arguments, out: &mut dyn Write, err: &mut dyn Write) -> u8 {
    let mut console = Console { lang: arguments.language(), colour: arguments.colour, out, err };
    let done = match command {
        Command::Check { paths, format } => check::check(paths, *format, arguments, &mut console),
        Command::Trace { file, format, machine, case, vantage, real } => {
            let numbers = if *real { Numbers::Real } else { Numbers::default() };
            let look = trace::Look { vantage: *vantage, numbers };
            let wanted = trace::Wanted { file, format: *format, machine, case: case.as_deref(), look };
            trace::trace(&wanted, arguments, &mut console)
        }
        Command::Export { reviews: true, format, out, .. } => {
            data::reviews(*format, out.as_ref(), arguments, &mut console)
        }
        Command::Export { file, form, machine, case, end, out, .. } => {
            // clap lets nothing through without these.
            let (Some(file), Some(form)) = (file, form) else { return FAILED };
            let (case, end) = (case.as_deref(), end.as_deref());
            let wanted = export::Wanted { file, form: *form, machine, case, end, to: out.as_deref() };
            export::export(&wanted, arguments, &mut console)
        }
        Command::Exam(wanted) => exam::exam(wanted, arguments, &mut console),
        Command::Grade(wanted) => grade::grade(wanted, arguments, &mut console),
        Command::Explore(wanted) => explore::run(wanted, arguments, &mut console),
        Command::Machine { id, format } => machine::machine(id, *format, arguments, &mut console),
        Command::Stats { table } => stats::stats(*table, arguments, &mut console),
        Command::Doctor => data::doctor(arguments, &mut console),
        Command::Sync { folder } => data::sync(folder, arguments, &mut console),
        Command::New { what: New::Deck { name, to } } => new::deck(name, to.as_deref(), &mut console),
    };
    match done.and_then(|status| console.out.flush().map(|()| status)) {
        Ok(status) => status,
        // Whoever reads the output (`| head`) has had enough.
        Err(error) if error.kind() == ErrorKind::BrokenPipe => GOOD,
        Err(error) => {
            let args = [("detail", error.to_string().into())];
            // If this can't be written either there is nobody left to tell.
            console.fail("cli-cannot-print", &args).unwrap_or(FAILED)
        }
    }
}

fn language() -> impl TypedValueParser<Value = Lang> {
    PossibleValuesParser::new(Lang::ALL.map(Lang::code)).map(|code| Lang::from_locale(&code))
}

fn vantage() -> impl TypedValueParser<Value = Vantage> {
    let of = |word: String| Vantage::ALL.into_iter().find(|vantage| vantage.word() == word);
    PossibleValuesParser::new(Vantage::ALL.map(Vantage::word))
        .map(move |word| of(word).unwrap_or(Vantage::Middle))
}

fn picture() -> impl TypedValueParser<Value = Picture> {
    let of = |word: String| Picture::ALL.into_iter().find(|picture| picture.word() == word);
    PossibleValuesParser::new(Picture::ALL.map(Picture::word))
        .map(move |word| of(word).unwrap_or(Picture::Forecast))
}

fn no_picture(_: &str) -> Result<Vec<u8>, String> {
    Err("this program was built without fonts".to_owned())
}

fn every_glyph(_: char) -> bool {
    true
}
