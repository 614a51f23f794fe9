//! The connections of a capture while it is being read: a few numbers for each.

use super::bytes::Frame;
use super::connection::{Caught, ClientBy, Connection, Fate, Flags, Socket};
use super::packet::Tcp;
use super::units::Vantage;
use crate::wire::{End, Seq};
use std::collections::VecDeque;

/// After so long without a segment a SYN with a new number is a new connection: 2 MSL, in nanoseconds
/// (RFC 9293 §3.4.2).
const QUIET: u64 = 240_000_000_000;
/// The same bytes again within this time are the same segment, captured twice, if the packet has the same
/// identification; in nanoseconds.
const COPY: u64 = 1_000_000_000;
/// The same, for packets without an identification.
const COPY_UNNAMED: u64 = 1_000_000;
/// How many SYNs with different numbers are remembered for each end.
const MOST_SYNS: usize = 4;
/// With more octets of one end left out than this the numbers behind the gap could not be told any more.
const MOST_GONE: u64 = 1 << 29;
/// Systems send with one of these times to live: a packet that has one has come through no router.
const FRESH_TTL: [u8; 3] = [64, 128, 255];
/// An end is near the capture if it seems to answer so many times faster than the other one.
const FASTER: u64 = 8;

/// The two sockets of a connection, the lower one first: the same for both directions.
pub(super) type Key = [Socket; 2];

/// What tells a segment from another: its print, its identification, its time.
type Last = (u32, Option<u16>, Option<u64>);

/// What is known of one direction.
#[derive(Clone, Debug, Default)]
struct Side {
    syns: Vec<Seq>,
    syn_ack: bool,
    /// The number behind the last one that was sent.
    next: Option<Seq>,
    /// The number behind the FIN.
    fin: Option<Seq>,
    /// The highest acknowledgment that it sent.
    acked: Option<Seq>,
    segments: u64,
    bytes: u64,
    ttl: Option<u8>,
    last: [Option<Last>; 4],
}

/// A connection while it is being read. Ends are those of the key.
#[derive(Clone, Debug)]
pub(super) struct Entry {
    key: Key,
    sides: [Side; 2],
    first_from: End,
    first_syn: Option<End>,
    reset: Option<End>,
    time: Option<(u64, u64)>,
    /// When SYN, SYN,ACK and ACK were captured.
    opening: [Option<u64>; 3],
    repeated: u64,
    copies: u64,
    kept: Kept,
}

/// The segments of a connection that are kept: the first ones, and the last ones.
#[derive(Clone, Debug, Default)]
struct Kept {
    first: Vec<Caught>,
    last: VecDeque<Caught>,
    left_out: u64,
    /// Octets of each end that were left out.
    gone: [u64; 2],
    /// Nothing more is kept: the last segments could not be joined to the first ones.
    full: bool,
}

/// The key of a segment, and which of its sockets sent it.
pub(super) fn key(tcp: &Tcp) -> (Key, End) {
    if tcp.from <= tcp.to { ([tcp.from, tcp.to], End::First) } else { ([tcp.to, tcp.from], End::Second) }
}

impl Entry {
    pub fn new(key: Key, first_from: End) -> Entry {
        Entry {
            key,
            sides: Default::default(),
            first_from,
            first_syn: None,
            reset: None,
            time: None,
            opening: [None; 3],
            repeated: 0,
            copies: 0,
            kept: Kept::default(),
        }
    }

    /// Keeps a segment if there is room: for `each` of one connection, half of them at each end. Whether it
    /// takes room that was free.
    pub fn keep(&mut self, caught: Caught, each: usize, room: bool) -> bool {
        let kept = &mut self.kept;
        if kept.full || (!room && kept.last.is_empty()) {
            kept.full = true;
            kept.left_out += 1;
            return false;
        }
        if room && kept.first.len() < each / 2 {
            kept.first.push(caught);
            return true;
        }
        let grows = room && kept.last.len() < each - each / 2;
        kept.last.push_back(caught);
        if !grows && let Some(gone) = kept.last.pop_front() {
            kept.left_out += 1;
            let octets = &mut kept.gone[gone.from.index()];
            *octets += u64::from(gone.len);
            if *octets > MOST_GONE {
                kept.left_out += kept.last.len() as u64;
                (kept.full, kept.last) = (true, VecDeque::new());
            }
        }
        grows
    }

    /// Leaves a segment out.
    pub fn leave_out(&mut self) {
        self.kept.left_out += 1;
    }

    fn side(&self, end: End) -> &Side {
        let [first, second] = &self.sides;
        match end {
            End::First => first,
            End::Second => second,
        }
    }

    fn side_mut(&mut self, end: End) -> &mut Side {
        let [first, second] = &mut self.sides;
        match end {
            End::First => first,
            End::Second => second,
        }
    }

    /// Whether this segment opens another connection of the same sockets.
    pub fn is_over(&self, from: End, tcp: &Tcp, at: Option<u64>) -> bool {
        let opens = tcp.flags.has(Flags::SYN) && !tcp.flags.has(Flags::ACK) && !tcp.flags.has(Flags::RST);
        let known = self.side(from).syns.contains(&tcp.seq);
        let closed = self.sides.iter().all(|side| side.fin.is_some());
        let quiet = self.time.zip(at).is_some_and(|((_, last), now)| now.saturating_sub(last) >= QUIET);
        opens && !known && (closed || quiet || self.reset.is_some())
    }

    /// Counts a segment in.
    pub fn take(&mut self, from: End, tcp: &Tcp, frame: &Frame<'_>) -> Caught {
        let mut caught = Caught {
            frame: frame.number,
            at: frame.at,
            from,
            flags: tcp.flags,
            seq: tcp.seq,
            ack: tcp.ack,
            len: tcp.len,
            id: tcp.id,
            copy: false,
        };
        if let Some(at) = frame.at {
            let (first, last) = self.time.unwrap_or((at, at));
            self.time = Some((first.min(at), last.max(at)));
        }
        let side = self.side_mut(from);
        side.segments += 1;
        side.ttl.get_or_insert(tcp.ttl);
        caught.copy = side.is_copy(tcp, frame.at);
        if caught.copy {
            self.copies += 1;
            return caught;
        }
        side.bytes += u64::from(tcp.len);
        if side.advance(&caught) {
            self.repeated += 1;
        }
        self.note_opening(&caught);
        self.note_reset(&caught);
        caught
    }

    fn note_opening(&mut self, caught: &Caught) {
        let syn = caught.flags.has(Flags::SYN);
        let stage = match (syn, caught.flags.has(Flags::ACK)) {
            (true, false) => 0,
            (true, true) => 1,
            (false, true) => 2,
            (false, false) => return,
        };
        if stage == 0 && self.first_syn.is_none() {
            self.first_syn = Some(caught.from);
        }
        let follows = stage == 0 || self.opening.get(stage - 1).copied().flatten().is_some();
        if let Some(slot) = self.opening.get_mut(stage)
            && slot.is_none()
            && follows
        {
            *slot = caught.at;
        }
    }

    /// A RST counts as long as the end that it was sent to falls silent.
    fn note_reset(&mut self, caught: &Caught) {
        if caught.flags.has(Flags::RST) {
            self.reset = Some(caught.from);
        } else if self.reset == Some(caught.from.peer()) {
            self.reset = None;
        }
    }

    /// The connection, when everything has been read.
    pub fn finish(self, number: usize) -> Connection {
        let (client, client_by) = self.client();
        let turn = |end: End| if client == End::First { end } else { end.peer() };
        let fate = match self.fate(client) {
            Fate::Reset { by } => Fate::Reset { by: turn(by) },
            Fate::HalfClosed { by } => Fate::HalfClosed { by: turn(by) },
            Fate::Unanswered => Fate::Unanswered,
            Fate::Refused => Fate::Refused,
            Fate::Opening => Fate::Opening,
            Fate::Open => Fate::Open,
            Fate::Closing => Fate::Closing,
            Fate::Closed => Fate::Closed,
        };
        let both = |of: fn(&Side) -> u64| [client, client.peer()].map(|end| of(self.side(end)));
        let (segments, bytes) = (both(|side| side.segments), both(|side| side.bytes));
        let vantage = self.vantage(client);
        let begun_before = self.first_syn.is_none() && !self.sides.iter().any(|side| side.syn_ack);
        let [first, second] = self.key;
        let (left_at, left_out) = (self.kept.first.len(), self.kept.left_out);
        let all = self.kept.first.into_iter().chain(self.kept.last);
        let caught = all.map(|caught| Caught { from: turn(caught.from), ..caught }).collect();
        Connection {
            number,
            ends: if client == End::First { [first, second] } else { [second, first] },
            client_by,
            time: self.time,
            segments,
            bytes,
            repeated: self.repeated,
            copies: self.copies,
            fate,
            begun_before,
            vantage,
            caught,
            left_at,
            left_out,
        }
    }

    fn client(&self) -> (End, ClientBy) {
        let [first, second] = &self.key;
        if let Some(end) = self.first_syn {
            return (end, ClientBy::Syn);
        }
        if let Some(server) = End::BOTH.into_iter().find(|end| self.side(*end).syn_ack) {
            return (server.peer(), ClientBy::SynAck);
        }
        match first.port.cmp(&second.port) {
            std::cmp::Ordering::Less => (End::Second, ClientBy::Port),
            std::cmp::Ordering::Greater => (End::First, ClientBy::Port),
            std::cmp::Ordering::Equal => (self.first_from, ClientBy::First),
        }
    }

    /// In the ends of the key.
    fn fate(&self, client: End) -> Fate {
        let server = self.side(client.peer());
        let answered = server.syn_ack || !server.syns.is_empty();
        let opened = self.first_syn.is_some() && !answered;
        if let Some(by) = self.reset {
            let refused = opened && by == client.peer() && server.bytes == 0;
            return if refused { Fate::Refused } else { Fate::Reset { by } };
        }
        let closed = |end: End| self.side(end).fin.is_some();
        let known = |end: End| {
            self.side(end).fin.zip(self.side(end.peer()).acked).is_some_and(|(fin, ack)| !ack.before(fin))
        };
        match (closed(client), closed(client.peer())) {
            (true, true) if known(client) && known(client.peer()) => Fate::Closed,
            (true, true) => Fate::Closing,
            (true, false) => Fate::HalfClosed { by: client },
            (false, true) => Fate::HalfClosed { by: client.peer() },
            (false, false) if opened && server.segments == 0 => Fate::Unanswered,
            (false, false) if self.is_opening(client) => Fate::Opening,
            (false, false) => Fate::Open,
        }
    }

    fn is_opening(&self, client: End) -> bool {
        let begun = self.first_syn.is_some() || self.side(client.peer()).syn_ack;
        begun && self.side(client).acked.is_none()
    }

    /// Only packets that no router has touched come from an end near by. Where that tells nothing, the
    /// opening does: an end near by answers at once, the other one after a round trip.
    fn vantage(&self, client: End) -> Vantage {
        let fresh = |end: End| self.side(end).ttl.map(|ttl| FRESH_TTL.contains(&ttl));
        match (fresh(client), fresh(client.peer())) {
            (Some(true), Some(false)) => return Vantage::Client,
            (Some(false), Some(true)) => return Vantage::Server,
            (Some(false), Some(false)) => return Vantage::Middle,
            (Some(true), Some(true)) | (None, _) | (_, None) => {}
        }
        let [Some(syn), Some(syn_ack), Some(ack)] = self.opening else { return Vantage::Middle };
        let (server, client) = (syn_ack.saturating_sub(syn), ack.saturating_sub(syn_ack));
        if client.saturating_mul(FASTER) < server {
            Vantage::Client
        } else if server.saturating_mul(FASTER) < client {
            Vantage::Server
        } else {
            Vantage::Middle
        }
    }
}

impl Side {
    /// Whether this very segment was captured a moment ago.
    fn is_copy(&mut self, tcp: &Tcp, at: Option<u64>) -> bool {
        let is = |(print, id, then): Last| {
            let apart = at.zip(then).map(|(at, then)| at.abs_diff(then));
            let most = if id.is_some() { COPY } else { COPY_UNNAMED };
            print == tcp.print && id == tcp.id && apart.is_some_and(|apart| apart <= most)
        };
        let known = self.last.into_iter().flatten().any(is);
        if !known {
            self.last.rotate_right(1);
            if let Some(newest) = self.last.first_mut() {
                *newest = Some((tcp.print, tcp.id, at));
            }
        }
        known
    }

    /// Notes the numbers of a segment; whether it only brings what was sent before.
    fn advance(&mut self, caught: &Caught) -> bool {
        let flags = caught.flags;
        let further = |old: Option<Seq>, new: Seq| match old {
            Some(old) if !old.before(new) => Some(old),
            Some(_) | None => Some(new),
        };
        if flags.has(Flags::ACK) && !flags.has(Flags::RST) {
            self.acked = further(self.acked, caught.ack);
        }
        if flags.has(Flags::RST) {
            return false;
        }
        if flags.has(Flags::SYN) && self.syns.len() < MOST_SYNS && !self.syns.contains(&caught.seq) {
            self.syns.push(caught.seq);
        }
        self.syn_ack |= flags.has(Flags::SYN) && flags.has(Flags::ACK);
        if flags.has(Flags::FIN) {
            self.fin = Some(caught.end());
        }
        let takes = caught.end() != caught.seq;
        let again = takes && self.next.is_some_and(|next| !next.before(caught.end()));
        self.next = further(self.next, caught.end());
        again
    }
}
