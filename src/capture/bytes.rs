//! The bytes of a capture file, cut into frames as they come in.
//!
//! Only so much is kept as an unfinished record needs. A file that is damaged is used up to the fault.

use pcap_parser::pcapng::{Block, SHB_MAGIC, parse_block_be, parse_block_le};
use pcap_parser::{
    BOM_MAGIC, EPB_MAGIC, IDB_MAGIC, SPB_MAGIC, parse_pcap_frame, parse_pcap_frame_be,
    parse_pcap_frame_modified, parse_pcap_header,
};

/// A record that claims to be longer than this, in bytes, is damaged. The longest real packets have 512 KiB.
const MOST_RECORD: usize = 16 << 20;
/// More interfaces than this in one section are damage.
const MOST_INTERFACES: usize = 1 << 16;
/// Length of the header of a pcap file, in bytes.
const PCAP_HEADER: usize = 24;
const NANOS: u64 = 1_000_000_000;

/// Where a capture file is damaged.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Damage {
    /// The byte of the file at which the faulty record begins.
    pub at: u64,
    /// What is wrong with it.
    pub kind: DamageKind,
}

/// What is wrong with a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DamageKind {
    /// The file does not begin like a pcap or pcapng file.
    NotACapture,
    /// The file ends within the record.
    CutOff {
        /// How many bytes of the record are there.
        there: u64,
    },
    /// The record gives a length that cannot be.
    BadLength {
        /// That length, in bytes.
        length: u64,
    },
    /// The record contradicts itself.
    BadRecord,
    /// The packet belongs to an interface that the file does not describe.
    NoInterface {
        /// The number of that interface.
        interface: u32,
    },
}

/// Whether a file that begins with these bytes is a capture; four bytes are enough.
pub fn is_capture(first: &[u8]) -> bool {
    let Some(magic) = first.first_chunk::<4>() else { return false };
    let magic = u32::from_le_bytes(*magic);
    let pcap = [0xa1b2_c3d4, 0xa1b2_3c4d, 0xa1b2_cd34, 0xd4c3_b2a1, 0x4d3c_b2a1];
    magic == SHB_MAGIC || pcap.contains(&magic)
}

/// A packet as it was captured.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Frame<'a> {
    /// Its number in the file, from 1.
    pub number: u64,
    /// When, in nanoseconds since 1970; some records do not say.
    pub at: Option<u64>,
    /// The link type.
    pub link: u16,
    /// The bytes that were kept.
    pub data: &'a [u8],
    /// How many bytes it had.
    pub wire_len: u64,
}

/// What kind of file it is, and what its headers said.
enum Form {
    Unknown,
    Pcap { link: u16, big: bool, modified: bool, nanos: bool },
    PcapNg { big: bool, interfaces: Vec<Interface> },
}

/// An interface of a pcapng section.
#[derive(Clone, Copy)]
struct Interface {
    link: u16,
    snaplen: u32,
    /// Units in a second.
    resolution: u64,
    /// Seconds to be added.
    offset: i64,
}

/// What stands next in the file.
enum Next<'a> {
    /// This many bytes are needed to tell.
    Need(usize),
    /// A record without a packet, of this length.
    Pass(u64),
    /// A packet; its number is not given yet.
    Frame(usize, Frame<'a>),
    /// A faulty record.
    Bad(DamageKind),
}

/// Takes bytes and gives frames.
pub(super) struct Blocks {
    form: Form,
    /// What has come in and is not used yet.
    buffer: Vec<u8>,
    /// So many bytes must be in the buffer before it is worth a look.
    need: usize,
    /// So many bytes to come are of no interest.
    pass: u64,
    /// The byte of the file at which the buffer begins.
    offset: u64,
    frames: u64,
    damage: Option<Damage>,
}

impl Blocks {
    pub fn new() -> Blocks {
        Blocks {
            form: Form::Unknown,
            buffer: Vec::new(),
            need: 4,
            pass: 0,
            offset: 0,
            frames: 0,
            damage: None,
        }
    }

    /// How many frames there were.
    pub fn frames(&self) -> u64 {
        self.frames
    }

    /// Takes the next bytes of the file. Behind a fault nothing is looked at any more.
    pub fn feed(&mut self, bytes: &[u8], take: &mut dyn FnMut(Frame<'_>)) {
        if self.damage.is_some() {
            return;
        }
        let passed = usize::try_from(self.pass).unwrap_or(usize::MAX).min(bytes.len());
        self.pass -= passed as u64;
        self.offset += passed as u64;
        self.buffer.extend_from_slice(bytes.get(passed..).unwrap_or_default());
        if self.buffer.len() < self.need {
            return;
        }
        let mut buffer = std::mem::take(&mut self.buffer);
        let mut at = 0;
        while let Some(rest) = buffer.get(at..) {
            match next(&mut self.form, rest) {
                Next::Need(count) => {
                    self.need = count;
                    break;
                }
                Next::Pass(length) => {
                    let here = usize::try_from(length).unwrap_or(usize::MAX).min(rest.len());
                    at += here;
                    self.pass = length - here as u64;
                    if self.pass > 0 {
                        self.need = 4;
                        break;
                    }
                }
                Next::Frame(length, frame) => {
                    self.frames += 1;
                    take(Frame { number: self.frames, ..frame });
                    at += length;
                }
                Next::Bad(kind) => {
                    self.damage = Some(Damage { at: self.offset + at as u64, kind });
                    return;
                }
            }
        }
        buffer.drain(..at.min(buffer.len()));
        self.offset += at as u64;
        self.buffer = buffer;
    }

    /// The file has ended. What is wrong with it, if anything.
    pub fn finish(&mut self) -> Option<Damage> {
        let there = self.buffer.len() as u64;
        if self.damage.is_none() && (there > 0 || self.pass > 0 || matches!(self.form, Form::Unknown)) {
            let known = !matches!(self.form, Form::Unknown) || is_capture(&self.buffer);
            let kind = if known { DamageKind::CutOff { there } } else { DamageKind::NotACapture };
            self.damage = Some(Damage { at: self.offset, kind });
        }
        self.damage.clone()
    }
}

/// What stands at the beginning of these bytes.
fn next<'a>(form: &mut Form, rest: &'a [u8]) -> Next<'a> {
    match form {
        Form::Unknown if !is_capture(rest) => match rest.len() {
            0..4 => Next::Need(4),
            _ => Next::Bad(DamageKind::NotACapture),
        },
        Form::Unknown if rest.first_chunk() == Some(&SHB_MAGIC.to_le_bytes()) => {
            *form = Form::PcapNg { big: false, interfaces: Vec::new() };
            Next::Pass(0)
        }
        Form::Unknown => pcap_header(form, rest),
        Form::Pcap { link, big, modified, nanos } => pcap_frame((*link, *big, *modified, *nanos), rest),
        Form::PcapNg { big, interfaces } => block(big, interfaces, rest),
    }
}

fn pcap_header<'a>(form: &mut Form, rest: &'a [u8]) -> Next<'a> {
    if rest.len() < PCAP_HEADER {
        return Next::Need(PCAP_HEADER);
    }
    let Ok((_, header)) = parse_pcap_header(rest) else { return Next::Bad(DamageKind::BadRecord) };
    *form = Form::Pcap {
        // The upper half may tell whether frames end with a checksum; the lower one is the link type.
        link: header.network.0 as u16,
        big: header.is_bigendian(),
        modified: header.is_modified_format(),
        nanos: header.is_nanosecond_precision(),
    };
    Next::Pass(PCAP_HEADER as u64)
}

fn pcap_frame((link, big, modified, nanos): (u16, bool, bool, bool), rest: &[u8]) -> Next<'_> {
    let header = if modified { 24 } else { 16 };
    let Some(kept) = number(rest, 8, big).filter(|_| rest.len() >= header) else { return Next::Need(header) };
    let length = header + kept as usize;
    if kept as usize > MOST_RECORD {
        return Next::Bad(DamageKind::BadLength { length: u64::from(kept) });
    }
    if rest.len() < length {
        return Next::Need(length);
    }
    let parsed = match (modified, big) {
        (true, _) => parse_pcap_frame_modified(rest),
        (false, true) => parse_pcap_frame_be(rest),
        (false, false) => parse_pcap_frame(rest),
    };
    let Ok((_, frame)) = parsed else { return Next::Bad(DamageKind::BadRecord) };
    let part = u64::from(frame.ts_usec) * if nanos { 1 } else { 1000 };
    Next::Frame(
        length,
        Frame {
            number: 0,
            at: Some(u64::from(frame.ts_sec) * NANOS + part),
            link,
            data: frame.data,
            wire_len: u64::from(frame.origlen.max(frame.caplen)),
        },
    )
}

fn block<'a>(big: &mut bool, interfaces: &mut Vec<Interface>, rest: &'a [u8]) -> Next<'a> {
    let Some(mark) = number(rest, 8, false) else { return Next::Need(12) };
    let starts = number(rest, 0, false) == Some(SHB_MAGIC);
    if starts {
        match mark {
            BOM_MAGIC => *big = false,
            _ if mark.swap_bytes() == BOM_MAGIC => *big = true,
            _ => return Next::Bad(DamageKind::BadRecord),
        }
    }
    let (kind, length) = (number(rest, 0, *big).unwrap_or(0), number(rest, 4, *big).unwrap_or(0));
    let wanted = starts || [IDB_MAGIC, EPB_MAGIC, SPB_MAGIC].contains(&kind);
    if length < 12 || !length.is_multiple_of(4) || (wanted && length as usize > MOST_RECORD) {
        return Next::Bad(DamageKind::BadLength { length: u64::from(length) });
    }
    if !wanted {
        return Next::Pass(u64::from(length));
    }
    let length = length as usize;
    let Some(whole) = rest.get(..length) else { return Next::Need(length) };
    // Both lengths of a block must agree, or everything behind it is guessed.
    if number(whole, length - 4, *big) != Some(length as u32) {
        return Next::Bad(DamageKind::BadRecord);
    }
    let parsed = if *big { parse_block_be(whole) } else { parse_block_le(whole) };
    let Ok((_, block)) = parsed else { return Next::Bad(DamageKind::BadRecord) };
    match packet_of(block, interfaces) {
        Ok(Some(frame)) => Next::Frame(length, frame),
        Ok(None) => Next::Pass(length as u64),
        Err(kind) => Next::Bad(kind),
    }
}

/// The packet in a block, if there is one; headers are noted.
fn packet_of<'a>(block: Block<'a>, interfaces: &mut Vec<Interface>) -> Result<Option<Frame<'a>>, DamageKind> {
    let known = |interface: u32| {
        let found = usize::try_from(interface).ok().and_then(|index| interfaces.get(index));
        found.copied().ok_or(DamageKind::NoInterface { interface })
    };
    match block {
        Block::SectionHeader(_) => interfaces.clear(),
        Block::InterfaceDescription(block) => {
            let resolution = block.ts_resolution().filter(|r| *r > 0).ok_or(DamageKind::BadRecord)?;
            if interfaces.len() >= MOST_INTERFACES {
                return Err(DamageKind::BadRecord);
            }
            let (link, snaplen) = (block.linktype.0 as u16, block.snaplen);
            interfaces.push(Interface { link, snaplen, resolution, offset: block.ts_offset() });
        }
        Block::EnhancedPacket(block) => {
            let interface = known(block.if_id)?;
            let units = u128::from(block.ts_high) << 32 | u128::from(block.ts_low);
            let nanos = units * u128::from(NANOS) / u128::from(interface.resolution);
            let at = i128::try_from(nanos).unwrap_or(0) + i128::from(interface.offset) * i128::from(NANOS);
            let data = block.data.get(..block.caplen as usize).ok_or(DamageKind::BadRecord)?;
            let wire_len = u64::from(block.origlen.max(block.caplen));
            let at = u64::try_from(at).ok();
            return Ok(Some(Frame { number: 0, at, link: interface.link, data, wire_len }));
        }
        Block::SimplePacket(block) => {
            let interface = known(0)?;
            let most = if interface.snaplen == 0 { u32::MAX } else { interface.snaplen };
            // Behind the packet the block is filled up to a multiple of four.
            let data = block.data.get(..most.min(block.origlen) as usize).unwrap_or(block.data);
            let wire_len = u64::from(block.origlen);
            return Ok(Some(Frame { number: 0, at: None, link: interface.link, data, wire_len }));
        }
        Block::NameResolution(_)
        | Block::InterfaceStatistics(_)
        | Block::SystemdJournalExport(_)
        | Block::DecryptionSecrets(_)
        | Block::ProcessInformation(_)
        | Block::Custom(_)
        | Block::Unknown(_) => {}
    }
    Ok(None)
}

/// The 32-bit number at a place.
fn number(bytes: &[u8], at: usize, big: bool) -> Option<u32> {
    let four = bytes.get(at..)?.first_chunk::<4>()?;
    Some(if big { u32::from_be_bytes(*four) } else { u32::from_le_bytes(*four) })
}
