//! State machines of protocol endpoints: read from a file, run, checked, explained.
//!
//! The machine is the only source of truth. Nothing here knows a protocol: states, rules, flags,
//! fields, calls, timers and the reasons come from the file.

mod build;
mod case;
mod edges;
mod explore;
mod export;
mod expr;
mod fault;
mod file;
mod generate;
mod load;
mod memory;
mod model;
mod owed;
mod play;
mod property;
mod resolve;
mod resolved;
mod run;
mod step;
mod trail;
mod value;
mod variant;
mod words;

pub use build::{BuildTask, BuildVerdict};
pub use case::CaseOutcome;
pub use edges::{Edge, Origin};
pub use explore::{Config, Continue, Cut, GaveUp, Next, Outcome, Progress, Space, Step, explore};
pub use fault::{Failed, Fault, Legal, Nearest};
pub use generate::{Drawable, Exercise};
pub use load::load;
pub use memory::{Change, apply};
pub use model::*;
pub use play::Played;
pub use property::{Allowed, Bounds, Event, Predicate, Property};
pub use resolved::{Move, NameKind, Names, Resolved, UnknownName};
pub use run::{Task, Verdict, World};
pub use step::{Called, Debt, Endpoint, Owed, Source};
pub use value::{Expr, Scene, Slots};
pub use variant::{base_of, load_variant};
pub use words::Explanation;
