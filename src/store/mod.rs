//! The only place (beside the command line) that touches files, the database, the clock, the
//! environment and the random source. It decides nothing about learning.

mod captures;
pub mod content;
mod files;
mod later;
mod library;
pub mod memory;
pub mod place;
pub mod reviews;
mod shelf;
pub mod sqlite;
pub mod thread;
mod watch;

pub use captures::CaptureReader;
pub use content::{embedded, read_folder};
pub use files::{Desk, FileWriter};
pub use later::OnLost;
pub use library::{read_embedded, read_files, read_library, takes_long};
pub use memory::MemoryStore;
pub use place::{calendar, data_folder, now, seed, steady, system_language};
pub use sqlite::SqliteStore;
pub use thread::Background;
pub use watch::{Watcher, watch};
