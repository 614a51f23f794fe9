//! Packets in packetdrill's notation: flags as letters, numbers relative to each end's first SYN.

use super::NoPacketdrill;
use crate::app::export::Story;
use crate::machine::{Machine, Move, Packet};
use crate::wire::{End, Seq, Term};

/// Flags in the order in which packetdrill's own scripts write them, with their letters.
const LETTERS: [(&str, char); 8] = [
    ("SYN", 'S'),
    ("FIN", 'F'),
    ("RST", 'R'),
    ("PSH", 'P'),
    ("URG", 'U'),
    ("ECE", 'E'),
    ("CWR", 'W'),
    ("ACK", '.'),
];
/// The largest window and the largest payload.
const MOST: i64 = 65_535;
/// Without an MSS Linux would cut data into small pieces.
const MSS: &str = " <mss 1460>";
/// So near to an end's symbol a number is the end's own.
const NEAR: i64 = 65_536;

/// Where the machine has what packetdrill speaks of.
pub(super) struct Words {
    letters: Vec<(u32, char)>,
    seq: u8,
    ack: u8,
    len: u8,
    wnd: Option<u8>,
    syn: u32,
    fin: u32,
    psh: u32,
    acks: u32,
}

impl Words {
    /// The machine's flags and fields.
    pub fn of(machine: &Machine) -> Result<Words, NoPacketdrill> {
        let no = |word: &str| NoPacketdrill { word: word.to_owned() };
        let flag = |name: &str| machine.flags.iter().position(|known| known == name).map(|at| 1u32 << at);
        let field = |name| machine.field(name).ok_or_else(|| no(name));
        let strange = machine.flags.iter().find(|flag| LETTERS.iter().all(|(name, _)| name != flag));
        if let Some(strange) = strange {
            return Err(no(strange));
        }
        let need = |name| flag(name).ok_or_else(|| no(name));
        let letters = LETTERS.iter().filter_map(|(name, letter)| Some((flag(name)?, *letter)));
        Ok(Words {
            letters: letters.collect(),
            seq: field("seq")?,
            ack: field("ack")?,
            len: field("len")?,
            wnd: machine.field("wnd"),
            syn: need("SYN")?,
            fin: need("FIN")?,
            psh: flag("PSH").unwrap_or(0),
            acks: need("ACK")?,
        })
    }

    /// A packet of the kernel.
    pub fn outbound(&self, packet: &Packet, numbers: &Numbers, sender: End) -> Option<String> {
        // Linux marks the last segment of a write, and a trace's segments are whole writes.
        let pushed = if self.length(packet) > 0 { self.psh } else { 0 };
        let packet = Packet { flags: packet.flags | pushed, ..*packet };
        let options = if packet.flags & self.syn != 0 { " <...>" } else { "" };
        Some(format!("{}{options}", self.numbered(&packet, numbers, sender)?))
    }

    /// A packet that the kernel receives.
    pub fn inbound(&self, packet: &Packet, numbers: &Numbers, sender: End) -> Option<String> {
        let window = self.wnd.and_then(|at| packet.fields.at(at)).unwrap_or(MOST).clamp(0, MOST);
        let options = if packet.flags & self.syn != 0 { MSS } else { "" };
        Some(format!("{} win {window}{options}", self.numbered(packet, numbers, sender)?))
    }

    /// Flags and numbers; `None` where a number is unknown or can't be written.
    fn numbered(&self, packet: &Packet, numbers: &Numbers, sender: End) -> Option<String> {
        let letters: String = self
            .letters
            .iter()
            .filter(|(bit, _)| packet.flags & bit != 0)
            .map(|(_, letter)| letter)
            .collect();
        let letters = if letters.is_empty() { "-" } else { &letters };
        let (first, length) = (self.number(packet, numbers, sender)?, self.length(packet));
        let behind = i64::from(first) + length;
        if length > MOST || behind > i64::from(u32::MAX) {
            return None;
        }
        let mut text = format!("{letters} {first}:{behind}({length})");
        if packet.flags & self.acks != 0 {
            let ack = numbers.relative(sender.peer(), packet.fields.at(self.ack)?);
            text += &format!(" ack {ack}");
        }
        Some(text)
    }

    /// The packet's first number, relative.
    pub fn number(&self, packet: &Packet, numbers: &Numbers, sender: End) -> Option<u32> {
        packet.fields.at(self.seq).map(|number| numbers.relative(sender, number))
    }

    /// How much data it carries.
    pub fn length(&self, packet: &Packet) -> i64 {
        packet.fields.at(self.len).unwrap_or(0).max(0)
    }

    /// Whether it carries something that is sent again until it is acknowledged.
    pub fn takes_numbers(&self, packet: &Packet) -> bool {
        packet.flags & (self.syn | self.fin) != 0 || self.length(packet) > 0
    }

    /// Whether it ends its sender's data.
    pub fn ends(&self, packet: &Packet) -> bool {
        packet.flags & self.fin != 0
    }
}

/// The number of each end from which the script counts.
pub(super) struct Numbers {
    base: [i64; 2],
}

impl Numbers {
    /// From each end's first SYN. An end that never sends one counts from its symbol's number, or from
    /// the first number that it sends.
    pub fn of(story: &Story<'_>, words: &Words) -> Numbers {
        let sent = |end: End| {
            packets(story).filter(move |(_, sender, _)| *sender == end).map(|(_, _, packet)| packet)
        };
        let base = End::BOTH.map(|end| {
            let number = |packet: Packet| packet.fields.at(words.seq);
            let syn = sent(end).find(|packet| packet.flags & words.syn != 0).and_then(number);
            let first = sent(end).find_map(number);
            let symbol = story.machine.symbols.iter().find(|symbol| symbol.end == end);
            let names = &story.outcome.verdict.names;
            let symbol = symbol.and_then(|symbol| names.value(&Term::symbol(&symbol.name, 0)));
            let near = |number: i64, first: i64| {
                (0..NEAR).contains(&Seq::wrap(first).distance_from(Seq::wrap(number)))
            };
            syn.or_else(|| symbol.filter(|number| first.is_none_or(|first| near(*number, first))))
                .or(first)
                .unwrap_or(0)
        });
        Numbers { base }
    }

    /// A number of an end as the script writes it.
    pub fn relative(&self, end: End, number: i64) -> u32 {
        Seq::wrap(number).0.wrapping_sub(Seq::wrap(self.base[end.index()]).0)
    }

    /// How many octets of a packet of step `index` its sender has not sent in an earlier step.
    pub fn new_octets(
        &self,
        story: &Story<'_>,
        words: &Words,
        sender: End,
        index: usize,
        packet: &Packet,
    ) -> Option<i64> {
        let behind = |packet: &Packet| {
            let first = words.number(packet, self, sender)?;
            let syn = u32::from(packet.flags & words.syn != 0);
            Some(i64::from(first.wrapping_add(syn)) + words.length(packet))
        };
        let earlier = packets(story).filter(|(at, from, _)| *at < index && *from == sender);
        let known = earlier.filter_map(|(_, _, packet)| behind(&packet)).max().unwrap_or(1);
        Some(behind(packet)? - known).filter(|new| *new > 0)
    }
}

/// Every packet with its step and its sender, what the network makes up included.
fn packets<'a>(story: &'a Story<'_>) -> impl Iterator<Item = (usize, End, Packet)> + 'a {
    let filled = |at: usize| story.outcome.verdict.packets.get(at).copied().flatten();
    story.resolved.moves.iter().enumerate().filter_map(move |(at, step)| match step {
        Move::Send { from, packet, .. } => Some((at, *from, filled(at).unwrap_or(*packet))),
        Move::Inject { at: to, packet, .. } => Some((at, to.peer(), filled(at).unwrap_or(*packet))),
        Move::Call { .. } | Move::Arrive { .. } | Move::Timer { .. } => None,
        Move::Wait | Move::Claim { .. } => None,
    })
}
