//! From a frame to the TCP segment in it.
//!
//! Lengths come from the IP header: of a frame that was cut short when it was captured, only its headers
//! need be there.

use super::bytes::Frame;
use super::connection::{Flags, Socket};
use crate::wire::Seq;
use core::net::IpAddr;
use etherparse::{IpNumber, LaxIpSlice, TcpHeaderSlice};

/// What a frame holds.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Found {
    /// A TCP segment.
    Tcp(Tcp),
    /// Something else, which is passed over.
    Other,
    /// A link type that is not known here.
    UnknownLink,
    /// A part of an IP packet: where it begins and ends in the segment cannot be told.
    Fragment,
    /// It is cut off before the numbers of its TCP header, or contradicts itself.
    Unreadable,
}

/// A TCP segment without its text.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Tcp {
    pub from: Socket,
    pub to: Socket,
    pub flags: Flags,
    pub seq: Seq,
    pub ack: Seq,
    pub len: u32,
    /// The identification of an IPv4 packet, where it has one.
    pub id: Option<u16>,
    /// What is left of its time to live.
    pub ttl: u8,
    /// Two captures of the same segment have the same; two segments hardly ever.
    pub print: u32,
}

/// Link types, by their numbers in capture files.
mod link {
    pub const NULL: u16 = 0;
    pub const ETHERNET: u16 = 1;
    pub const RAW_BSD: u16 = 12;
    pub const RAW_OPENBSD: u16 = 14;
    pub const RAW: u16 = 101;
    pub const LOOP: u16 = 108;
    pub const LINUX_COOKED: u16 = 113;
    pub const IPV4: u16 = 228;
    pub const IPV6: u16 = 229;
    pub const LINUX_COOKED_2: u16 = 276;
}

const ETHER_IPV4: u16 = 0x0800;
const ETHER_IPV6: u16 = 0x86dd;
/// VLAN, QinQ, and two that were used for it before.
const ETHER_TAGS: [u16; 4] = [0x8100, 0x88a8, 0x9100, 0x9200];
/// More tags than this on one frame are not looked through.
const MOST_TAGS: usize = 8;
/// So much of a TCP header must be there: ports, numbers, offset, flags.
const LEAST_TCP: usize = 14;

/// The TCP segment of a frame.
pub(super) fn find(frame: &Frame<'_>) -> Found {
    let ip = match frame.link {
        link::ETHERNET => tagged(frame.data, 12),
        link::LINUX_COOKED => tagged(frame.data, 14),
        link::LINUX_COOKED_2 => match half(frame.data, 0) {
            Some(ETHER_IPV4 | ETHER_IPV6) => frame.data.get(20..),
            Some(kind) if ETHER_TAGS.contains(&kind) => tagged(frame.data.get(4..).unwrap_or_default(), 18),
            Some(_) | None => None,
        },
        // The address family in front differs between systems; the packet itself says what it is.
        link::NULL | link::LOOP => frame.data.get(4..),
        link::RAW | link::RAW_BSD | link::RAW_OPENBSD | link::IPV4 | link::IPV6 => Some(frame.data),
        _ => return Found::UnknownLink,
    };
    let Some(ip) = ip.filter(|ip| !ip.is_empty()) else { return Found::Other };
    let before = (frame.data.len() - ip.len()) as u64;
    segment(ip, frame.wire_len.saturating_sub(before))
}

/// What follows the type at `at` and its tags, if that is IP.
fn tagged(data: &[u8], at: usize) -> Option<&[u8]> {
    let mut at = at;
    for _ in 0..=MOST_TAGS {
        let kind = half(data, at)?;
        match kind {
            ETHER_IPV4 | ETHER_IPV6 => return data.get(at + 2..),
            _ if ETHER_TAGS.contains(&kind) => at += 4,
            _ => return None,
        }
    }
    None
}

fn half(bytes: &[u8], at: usize) -> Option<u16> {
    bytes.get(at..)?.first_chunk::<2>().map(|two| u16::from_be_bytes(*two))
}

/// The segment in an IP packet; `wire_len` is how long the packet was before it was cut.
fn segment(ip: &[u8], wire_len: u64) -> Found {
    if !matches!(ip.first().map(|first| first >> 4), Some(4 | 6)) {
        return Found::Other;
    }
    let Ok((packet, _)) = LaxIpSlice::from_slice(ip) else { return Found::Unreadable };
    if packet.payload_ip_number() != IpNumber::TCP {
        return Found::Other;
    }
    if packet.is_fragmenting_payload() {
        return Found::Fragment;
    }
    let (headers, said, id, ttl) = match &packet {
        LaxIpSlice::Ipv4(v4) => {
            let header = v4.header();
            let (id, total) = (header.identification(), u64::from(header.total_len()));
            let auth = v4.extensions().auth.as_ref().map_or(0, |auth| auth.slice().len());
            (header.slice().len() + auth, total, Some(id).filter(|id| *id != 0), header.ttl())
        }
        LaxIpSlice::Ipv6(v6) => {
            let fixed = v6.header().slice().len();
            let said = u64::from(v6.header().payload_length());
            let all = if said == 0 { 0 } else { fixed as u64 + said };
            let kept = (ip.len() - fixed).min(if said == 0 { usize::MAX } else { said as usize });
            (fixed + kept - v6.payload().payload.len().min(kept), all, None, v6.header().hop_limit())
        }
    };
    // Offloading leaves the length 0 where the packet is longer than the field can say.
    let whole = if said == 0 { wire_len } else { said };
    let (from, to) = (packet.source_addr(), packet.destination_addr());
    let rest = ip.get(headers..).unwrap_or_default();
    match tcp(rest, whole.checked_sub(headers as u64), from, to) {
        Some(tcp) => Found::Tcp(Tcp { id, ttl, ..tcp }),
        None => Found::Unreadable,
    }
}

/// The header of a segment that is `whole` bytes long, of which `bytes` were kept.
fn tcp(bytes: &[u8], whole: Option<u64>, from: IpAddr, to: IpAddr) -> Option<Tcp> {
    if bytes.len() < LEAST_TCP {
        return None;
    }
    // The fixed part alone, so that options may be missing; its length is looked at below.
    let mut fixed = [0; 20];
    for (to, from) in fixed.iter_mut().zip(bytes) {
        *to = *from;
    }
    let header_len = u64::from(bytes.get(12)? >> 4) * 4;
    *fixed.get_mut(12)? = 0x50;
    let header = TcpHeaderSlice::from_slice(&fixed).ok()?;
    let len = whole?.checked_sub(header_len).filter(|_| header_len >= 20)?;
    let options = bytes.get(..header_len as usize).unwrap_or(bytes);
    Some(Tcp {
        from: Socket { address: from, port: header.source_port() },
        to: Socket { address: to, port: header.destination_port() },
        flags: Flags(*bytes.get(13)?),
        seq: Seq(header.sequence_number()),
        ack: Seq(header.acknowledgment_number()),
        len: u32::try_from(len).ok()?,
        id: None,
        ttl: 0,
        print: print(options.iter().chain(&len.to_le_bytes())),
    })
}

/// FNV-1a: a short number for some bytes.
fn print<'a>(bytes: impl Iterator<Item = &'a u8>) -> u32 {
    bytes.fold(0x811c_9dc5, |sum, byte| (sum ^ u32::from(*byte)).wrapping_mul(0x0100_0193))
}
