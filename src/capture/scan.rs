//! Reading a capture: bytes in, connections out.
//!
//! However long the capture is, the memory is bounded by [`Limits`].

use super::bytes::{Blocks, Damage, Frame};
use super::connection::Connection;
use super::packet::{self, Found, Tcp};
use super::table::{Entry, Key, key};
use crate::wire::End;
use std::collections::BTreeMap;

/// How much is kept at most.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Connections that are listed; about 1 KiB each.
    pub connections: usize,
    /// Segments that are kept of all connections together; 64 bytes each.
    pub segments: usize,
    /// Segments that are kept of one connection: the first and the last ones, half and half.
    pub each: usize,
}

impl Default for Limits {
    fn default() -> Limits {
        Limits { connections: 50_000, segments: 500_000, each: 20_000 }
    }
}

/// Of which connections the segments are kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Keep {
    /// Of all.
    All,
    /// Of the one with this number.
    One(usize),
    /// Of none: only the list is wanted.
    None,
}

/// What was passed over, in frames.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Passed {
    /// No TCP.
    pub other: u64,
    /// Of a link type that is not known.
    pub unknown_link: u64,
    /// Parts of IP packets.
    pub fragments: u64,
    /// Cut off before the numbers of the TCP header, or senseless.
    pub unreadable: u64,
    /// Of connections beyond the limit.
    pub beyond_limit: u64,
}

/// A capture that has been read.
#[derive(Clone, Debug, PartialEq)]
pub struct Capture {
    /// The connections in the order of their first segments.
    pub connections: Vec<Connection>,
    /// How many frames the file has.
    pub frames: u64,
    /// What was passed over.
    pub passed: Passed,
    /// The fault at which reading ended, if the file is damaged.
    pub damage: Option<Damage>,
}

/// Reads a capture as its bytes come in.
pub struct Scan {
    blocks: Blocks,
    table: Table,
    bytes: u64,
}

struct Table {
    limits: Limits,
    keep: Keep,
    entries: Vec<Entry>,
    /// The newest connection of each pair of sockets.
    newest: BTreeMap<Key, usize>,
    kept: usize,
    passed: Passed,
}

impl Scan {
    /// Nothing is read yet.
    pub fn new(keep: Keep, limits: Limits) -> Scan {
        let table = Table {
            limits,
            keep,
            entries: Vec::new(),
            newest: BTreeMap::new(),
            kept: 0,
            passed: Passed::default(),
        };
        Scan { blocks: Blocks::new(), table, bytes: 0 }
    }

    /// Takes the next bytes of the file.
    pub fn feed(&mut self, bytes: &[u8]) {
        self.bytes += bytes.len() as u64;
        let table = &mut self.table;
        self.blocks.feed(bytes, &mut |frame| table.take(&frame));
    }

    /// How many bytes have come in: for showing progress.
    pub fn bytes(&self) -> u64 {
        self.bytes
    }

    /// The file has ended.
    pub fn finish(mut self) -> Capture {
        let damage = self.blocks.finish();
        let entries = self.table.entries.into_iter().enumerate();
        Capture {
            connections: entries.map(|(index, entry)| entry.finish(index + 1)).collect(),
            frames: self.blocks.frames(),
            passed: self.table.passed,
            damage,
        }
    }
}

impl Table {
    fn take(&mut self, frame: &Frame<'_>) {
        match packet::find(frame) {
            Found::Tcp(tcp) => self.segment(&tcp, frame),
            Found::Other => self.passed.other += 1,
            Found::UnknownLink => self.passed.unknown_link += 1,
            Found::Fragment => self.passed.fragments += 1,
            Found::Unreadable => self.passed.unreadable += 1,
        }
    }

    fn segment(&mut self, tcp: &Tcp, frame: &Frame<'_>) {
        let (key, from) = key(tcp);
        let Some(index) = self.index(key, from, tcp, frame.at) else {
            self.passed.beyond_limit += 1;
            return;
        };
        let Some(entry) = self.entries.get_mut(index) else { return };
        let caught = entry.take(from, tcp, frame);
        let wanted = match self.keep {
            Keep::All => true,
            Keep::One(number) => number == index + 1,
            Keep::None => false,
        };
        if wanted {
            let room = self.kept < self.limits.segments;
            self.kept += usize::from(entry.keep(caught, self.limits.each, room));
        } else {
            entry.leave_out();
        }
    }

    fn index(&mut self, key: Key, from: End, tcp: &Tcp, at: Option<u64>) -> Option<usize> {
        let newest = self.newest.get(&key).copied();
        let goes_on = newest
            .filter(|index| self.entries.get(*index).is_some_and(|entry| !entry.is_over(from, tcp, at)));
        if goes_on.is_some() {
            return goes_on;
        }
        if self.entries.len() >= self.limits.connections {
            return None;
        }
        self.entries.push(Entry::new(key, from));
        self.newest.insert(key, self.entries.len() - 1);
        Some(self.entries.len() - 1)
    }
}
