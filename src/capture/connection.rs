//! A connection of a capture: who spoke with whom, how much, and what became of it.

use super::units::Vantage;
use crate::wire::{End, Seq};
use core::net::IpAddr;
use std::fmt;

/// An address with a port.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Socket {
    /// The address.
    pub address: IpAddr,
    /// The port.
    pub port: u16,
}

impl fmt::Display for Socket {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.address {
            IpAddr::V4(address) => write!(f, "{address}:{}", self.port),
            IpAddr::V6(address) => write!(f, "[{address}]:{}", self.port),
        }
    }
}

/// The flags of a TCP header, a bit each, as they stand in its 14th byte (RFC 9293 §3.1).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub struct Flags(pub u8);

impl Flags {
    /// FIN.
    pub const FIN: Flags = Flags(1);
    /// SYN.
    pub const SYN: Flags = Flags(2);
    /// RST.
    pub const RST: Flags = Flags(4);
    /// PSH.
    pub const PSH: Flags = Flags(8);
    /// ACK.
    pub const ACK: Flags = Flags(16);

    /// Whether all these flags are set.
    pub fn has(self, flags: Flags) -> bool {
        self.0 & flags.0 == flags.0
    }

    /// Without these flags.
    pub fn without(self, flags: Flags) -> Flags {
        Flags(self.0 & !flags.0)
    }

    /// How many sequence numbers its SYN and its FIN take.
    pub fn numbers(self) -> u32 {
        u32::from(self.has(Flags::SYN)) + u32::from(self.has(Flags::FIN))
    }

    /// The names of those flags that say what a segment is for, in the order in which people say them.
    pub fn names(self) -> impl Iterator<Item = &'static str> {
        let all = [
            (Flags::SYN, "SYN"),
            (Flags::FIN, "FIN"),
            (Flags::RST, "RST"),
            (Flags::PSH, "PSH"),
            (Flags::ACK, "ACK"),
        ];
        all.into_iter().filter(move |(flag, _)| self.has(*flag)).map(|(_, name)| name)
    }
}

/// A segment of a connection as it was captured.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Caught {
    /// Number of its frame in the file, from 1.
    pub frame: u64,
    /// When, in nanoseconds since 1970; some files do not say.
    pub at: Option<u64>,
    /// Who sent it.
    pub from: End,
    /// Its flags.
    pub flags: Flags,
    /// Its sequence number.
    pub seq: Seq,
    /// Its acknowledgment number; means something with ACK only.
    pub ack: Seq,
    /// Octets of text, as its headers say: of a truncated frame too.
    pub len: u32,
    /// The identification of its IPv4 packet.
    pub id: Option<u16>,
    /// The same segment was captured a moment ago: on another interface, or by a mirror port.
    pub copy: bool,
}

impl Caught {
    /// The number behind its last one.
    pub fn end(&self) -> Seq {
        self.seq.plus(i64::from(self.len) + i64::from(self.flags.numbers()))
    }
}

/// By what one end was taken for the client.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ClientBy {
    /// It sent the first SYN.
    Syn,
    /// The other end answered a SYN that the capture does not have.
    SynAck,
    /// No SYN was captured; its port is the higher one, as those are that systems give out.
    Port,
    /// No SYN was captured and both ports are the same; it sent the first segment.
    First,
}

/// What became of a connection.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// No SYN was ever answered.
    Unanswered,
    /// The SYN was answered with RST.
    Refused,
    /// The capture ends within the opening.
    Opening,
    /// Still open at the end of the capture.
    Open,
    /// One end has closed, the other has not.
    HalfClosed {
        /// The end that has closed.
        by: End,
    },
    /// Both ends have closed; a last acknowledgment is missing.
    Closing,
    /// Both ends have closed, and both know it.
    Closed,
    /// It was reset.
    Reset {
        /// The end that sent the RST.
        by: End,
    },
}

impl Fate {
    /// The key of its words; `$role` in them is the end of the fate.
    pub fn key(self) -> &'static str {
        match self {
            Fate::Unanswered => "capture-fate-unanswered",
            Fate::Refused => "capture-fate-refused",
            Fate::Opening => "capture-fate-opening",
            Fate::Open => "capture-fate-open",
            Fate::HalfClosed { .. } => "capture-fate-half-closed",
            Fate::Closing => "capture-fate-closing",
            Fate::Closed => "capture-fate-closed",
            Fate::Reset { .. } => "capture-fate-reset",
        }
    }

    /// Its short name, for other tools.
    pub fn word(self) -> &'static str {
        match self {
            Fate::Unanswered => "unanswered",
            Fate::Refused => "refused",
            Fate::Opening => "opening",
            Fate::Open => "open",
            Fate::HalfClosed { .. } => "half-closed",
            Fate::Closing => "closing",
            Fate::Closed => "closed",
            Fate::Reset { .. } => "reset",
        }
    }

    /// The end that it speaks of.
    pub fn by(self) -> Option<End> {
        match self {
            Fate::HalfClosed { by } | Fate::Reset { by } => Some(by),
            Fate::Unanswered | Fate::Refused | Fate::Opening | Fate::Open => None,
            Fate::Closing | Fate::Closed => None,
        }
    }
}

/// A connection.
#[derive(Clone, Debug, PartialEq)]
pub struct Connection {
    /// Its number in the capture, from 1, in the order of first segments.
    pub number: usize,
    /// The client and the server.
    pub ends: [Socket; 2],
    /// By what the client was known.
    pub client_by: ClientBy,
    /// When its first and its last segment were captured, in nanoseconds since 1970.
    pub time: Option<(u64, u64)>,
    /// Segments that each end sent.
    pub segments: [u64; 2],
    /// Octets of text in them, repeated ones counted again.
    pub bytes: [u64; 2],
    /// Segments that bring what was sent before.
    pub repeated: u64,
    /// Segments that were captured twice.
    pub copies: u64,
    /// What became of it.
    pub fate: Fate,
    /// Whether its opening is not in the capture.
    pub begun_before: bool,
    /// Where the capture was most likely taken.
    pub vantage: Vantage,
    /// Its segments, where they were kept.
    pub caught: Vec<Caught>,
    /// How many of `caught` stand in front of those that were left out.
    pub left_at: usize,
    /// Segments that were not kept.
    pub left_out: u64,
}
