//! Capture files made by hand, byte by byte.

/// A TCP segment to be captured.
#[derive(Clone, Copy)]
pub struct Tcp {
    /// Client to server.
    pub up: bool,
    pub flags: u8,
    pub seq: u32,
    pub ack: u32,
    pub len: usize,
    pub ports: (u16, u16),
    pub ttl: u8,
    pub id: u16,
    /// Milliseconds.
    pub at: u64,
}

pub const FIN: u8 = 1;
pub const SYN: u8 = 2;
pub const RST: u8 = 4;
pub const ACK: u8 = 16;

/// The client's first number, and the server's.
pub const X: u32 = 1_000_000;
pub const Y: u32 = 4_294_967_000;

/// A segment from the client, with numbers relative to both ends' first ones.
pub fn up(flags: u8, seq: u32, ack: u32, len: usize) -> Tcp {
    let ack = if flags & ACK == 0 { 0 } else { Y.wrapping_add(ack) };
    let seq = X.wrapping_add(seq);
    Tcp { up: true, flags, seq, ack, len, ports: (40_000, 80), ttl: 64, id: 0, at: 0 }
}

/// A segment from the server.
pub fn down(flags: u8, seq: u32, ack: u32, len: usize) -> Tcp {
    let ack = if flags & ACK == 0 { 0 } else { X.wrapping_add(ack) };
    Tcp { up: false, seq: Y.wrapping_add(seq), ack, ..up(flags, 0, 0, len) }
}

impl Tcp {
    pub fn at(self, at: u64) -> Tcp {
        Tcp { at, ..self }
    }

    pub fn id(self, id: u16) -> Tcp {
        Tcp { id, ..self }
    }

    /// The TCP segment itself.
    fn segment(&self) -> Vec<u8> {
        let (from, to) = if self.up { self.ports } else { (self.ports.1, self.ports.0) };
        let mut bytes = Vec::new();
        bytes.extend(from.to_be_bytes());
        bytes.extend(to.to_be_bytes());
        bytes.extend(self.seq.to_be_bytes());
        bytes.extend(self.ack.to_be_bytes());
        // Twelve octets of options, as with timestamps.
        bytes.extend([0x80, self.flags, 0xff, 0xff, 0, 0, 0, 0]);
        bytes.extend([1, 1, 8, 10]);
        bytes.extend((self.at as u32).to_be_bytes());
        bytes.extend([0; 4]);
        bytes.resize(bytes.len() + self.len, b'.');
        bytes
    }

    pub fn ipv4(&self) -> Vec<u8> {
        let segment = self.segment();
        let mut bytes = vec![0x45, 0];
        bytes.extend(((segment.len() + 20) as u16).to_be_bytes());
        bytes.extend(self.id.to_be_bytes());
        bytes.extend([0x40, 0, self.ttl, 6, 0, 0]);
        let (from, to) = if self.up { (1, 2) } else { (2, 1) };
        bytes.extend([10, 0, 0, from, 10, 0, 0, to]);
        bytes.extend(segment);
        bytes
    }

    /// With a hop-by-hop header in front of the segment, so that extension headers are passed.
    pub fn ipv6(&self) -> Vec<u8> {
        let segment = self.segment();
        let mut bytes = vec![0x60, 0, 0, 0];
        bytes.extend(((segment.len() + 8) as u16).to_be_bytes());
        bytes.extend([0, self.ttl]);
        let (from, to) = if self.up { (1, 2) } else { (2, 1) };
        for host in [from, to] {
            bytes.extend([0xfd, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, host]);
        }
        bytes.extend([6, 0, 1, 4, 0, 0, 0, 0]);
        bytes.extend(segment);
        bytes
    }
}

/// A packet in a file: milliseconds, bytes kept, length before it was cut.
pub type Packet = (u64, Vec<u8>, usize);

/// Whole packets of a link type made from segments.
pub fn packets(segments: &[Tcp], link: impl Fn(&Tcp) -> Vec<u8>) -> Vec<Packet> {
    let packet = |tcp: &Tcp| {
        let bytes = link(tcp);
        (tcp.at, bytes.clone(), bytes.len())
    };
    segments.iter().map(packet).collect()
}

/// A number in one of both byte orders.
fn put<const N: usize>(into: &mut Vec<u8>, big: bool, little: [u8; N]) {
    let mut bytes = little;
    if big {
        bytes.reverse();
    }
    into.extend(bytes);
}

fn put32(into: &mut Vec<u8>, big: bool, value: u32) {
    put(into, big, value.to_le_bytes());
}

fn put16(into: &mut Vec<u8>, big: bool, value: u16) {
    put(into, big, value.to_le_bytes());
}

/// A pcap file.
pub fn pcap(big: bool, nanos: bool, link: u32, packets: &[Packet]) -> Vec<u8> {
    let mut file = Vec::new();
    put32(&mut file, big, if nanos { 0xa1b2_3c4d } else { 0xa1b2_c3d4 });
    put16(&mut file, big, 2);
    put16(&mut file, big, 4);
    for value in [0, 0, 262_144, link] {
        put32(&mut file, big, value);
    }
    for (at, bytes, whole) in packets {
        let part = (at % 1000) * if nanos { 1_000_000 } else { 1000 };
        for value in [1_700_000_000 + (at / 1000) as u32, part as u32, bytes.len() as u32, *whole as u32] {
            put32(&mut file, big, value);
        }
        file.extend(bytes);
    }
    file
}

/// A block of a pcapng file.
pub fn block(big: bool, kind: u32, body: &[u8]) -> Vec<u8> {
    let mut block = Vec::new();
    let padded = body.len().next_multiple_of(4);
    put32(&mut block, big, kind);
    put32(&mut block, big, (padded + 12) as u32);
    block.extend(body);
    block.resize(8 + padded, 0);
    put32(&mut block, big, (padded + 12) as u32);
    block
}

/// The beginning of a section.
pub fn section(big: bool) -> Vec<u8> {
    let mut body = Vec::new();
    put32(&mut body, big, 0x1a2b_3c4d);
    put16(&mut body, big, 1);
    put16(&mut body, big, 0);
    body.extend([0xff; 8]);
    block(big, 0x0a0d_0d0a, &body)
}

/// An interface, with time stamps in nanoseconds.
pub fn interface(big: bool, link: u16) -> Vec<u8> {
    let mut body = Vec::new();
    put16(&mut body, big, link);
    put16(&mut body, big, 0);
    put32(&mut body, big, 0);
    // if_tsresol 9, end of options.
    put16(&mut body, big, 9);
    put16(&mut body, big, 1);
    body.extend([9, 0, 0, 0, 0, 0, 0, 0]);
    block(big, 1, &body)
}

/// A packet of an interface.
pub fn enhanced(big: bool, interface: u32, (at, bytes, whole): &Packet) -> Vec<u8> {
    let nanos = 1_700_000_000_000_000_000 + at * 1_000_000;
    let mut body = Vec::new();
    for value in [interface, (nanos >> 32) as u32, nanos as u32, bytes.len() as u32, *whole as u32] {
        put32(&mut body, big, value);
    }
    body.extend(bytes);
    block(big, 6, &body)
}

/// A packet without a time.
pub fn simple(big: bool, (_, bytes, whole): &Packet) -> Vec<u8> {
    let mut body = Vec::new();
    put32(&mut body, big, *whole as u32);
    body.extend(bytes);
    block(big, 3, &body)
}

/// A pcapng file with one interface.
pub fn pcapng(big: bool, link: u16, packets: &[Packet]) -> Vec<u8> {
    let mut file = [section(big), interface(big, link)].concat();
    packets.iter().for_each(|packet| file.extend(enhanced(big, 0, packet)));
    file
}

/// Ethernet, with VLAN tags in front of the type.
pub fn ethernet(tags: &[u16], tcp: &Tcp) -> Vec<u8> {
    let mut bytes = vec![2, 0, 0, 0, 0, 1, 2, 0, 0, 0, 0, 2];
    for tag in tags {
        bytes.extend(tag.to_be_bytes());
        bytes.extend([0, 7]);
    }
    bytes.extend([8, 0]);
    bytes.extend(tcp.ipv4());
    // A frame has 60 octets at least: what fills it up is no text.
    bytes.resize(bytes.len().max(60), 0);
    bytes
}

/// Linux cooked, version 1.
pub fn cooked(tcp: &Tcp) -> Vec<u8> {
    let head = [0, 0, 0, 1, 0, 6, 2, 0, 0, 0, 0, 1, 0, 0, 0x86, 0xdd];
    [head.to_vec(), tcp.ipv6()].concat()
}

/// Linux cooked, version 2.
pub fn cooked_2(tcp: &Tcp) -> Vec<u8> {
    let head = [8, 0, 0, 0, 0, 0, 0, 1, 0, 1, 0, 6, 2, 0, 0, 0, 0, 1, 0, 0];
    [head.to_vec(), tcp.ipv4()].concat()
}

/// The loopback interface of BSD and macOS.
pub fn null(family: [u8; 4], ip: Vec<u8>) -> Vec<u8> {
    [family.to_vec(), ip].concat()
}

/// A whole connection: opened, a request, an answer, closed in order, the client first.
pub fn whole() -> Vec<Tcp> {
    vec![
        up(SYN, 0, 0, 0).at(0),
        down(SYN | ACK, 0, 1, 0).at(20),
        up(ACK, 1, 1, 0).at(40),
        up(ACK, 1, 1, 100).at(41),
        down(ACK, 1, 101, 0).at(61),
        down(ACK, 1, 101, 500).at(62),
        up(ACK, 101, 501, 0).at(82),
        up(FIN | ACK, 101, 501, 0).at(90),
        down(ACK, 501, 102, 0).at(110),
        down(FIN | ACK, 501, 102, 0).at(111),
        up(ACK, 102, 502, 0).at(131),
    ]
}
