//! Captures: from the bytes of a pcap or pcapng file to connections, and from a connection to a trace.
//!
//! Nothing here opens a file or asks a clock: whoever has the bytes feeds them to a [`Scan`], in pieces of
//! any size. Nothing here knows a rule of a machine either: a trace is judged by whoever calls [`fit`].
//!
//! A capture shows what passed one point of the network. A trace tells what left each end and what became
//! of it. What lies between the two is inferred, by [`Story`], and every step says whether it was seen.

mod arrivals;
mod bytes;
mod connection;
mod entry;
mod fit;
mod gaps;
mod order;
mod packet;
mod repair;
mod scan;
mod story;
mod table;
mod telling;
mod units;

pub use bytes::{Damage, DamageKind, is_capture};
pub use connection::{Caught, ClientBy, Connection, Fate, Flags, Socket};
pub use entry::{Arrival, Inferred, Mark, Note, Numbers};
pub use fit::{Fitted, Pair, Standing, fit};
pub use scan::{Capture, Keep, Limits, Passed, Scan};
pub use story::Story;
pub use units::Vantage;
