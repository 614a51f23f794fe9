//! One smoltcp socket as one end of a trace: events go in, the segments that it sends come out.
//!
//! Nothing here knows our machine's rules, only its words for flags and fields. Time stands still but
//! for 10 ms an event and for timers that a trace lets run out.

use super::wire::Wire;
use ackademy::machine::{Machine, Packet};
use ackademy::wire::Seq;
use smoltcp::iface::{Config, Interface, PollResult, SocketHandle, SocketSet};
use smoltcp::phy::ChecksumCapabilities;
use smoltcp::socket::tcp::{Socket, SocketBuffer, State};
use smoltcp::time::{Duration, Instant};
use smoltcp::wire::{
    HardwareAddress, IpAddress, IpCidr, IpProtocol, IpRepr, Ipv4Packet, TcpControl, TcpPacket, TcpRepr,
    TcpSeqNumber,
};

const HERE: IpAddress = IpAddress::v4(10, 0, 0, 1);
const THERE: IpAddress = IpAddress::v4(10, 0, 0, 2);
const OUR_PORT: u16 = 1000;
const THEIR_PORT: u16 = 2000;
const MTU: usize = 65_535;
const WINDOW: usize = 65_535;

/// The seed from which smoltcp's generator (its `rand.rs`) draws this number second; the first one it
/// uses up itself.
fn seed_for(second: u32) -> u64 {
    const M: u64 = 0xbb2e_fcec_3c39_611d;
    const A: u64 = 0x7590_ef39;
    // The inverse of an odd number modulo 2⁶⁴; each round doubles the bits that are right.
    let inverse = (0..6).fold(M, |x, _| x.wrapping_mul(2u64.wrapping_sub(M.wrapping_mul(x))));
    let before = |state: u64| state.wrapping_sub(A).wrapping_mul(inverse);
    before(before(u64::from(second) << 29))
}

/// One end.
pub struct Peer<'a> {
    machine: &'a Machine,
    wire: Wire,
    interface: Interface,
    sockets: SocketSet<'static>,
    socket: SocketHandle,
    now: Instant,
}

fn interface(wire: &mut Wire, now: Instant, initial: u32) -> Interface {
    let mut config = Config::new(HardwareAddress::Ip);
    config.random_seed = seed_for(initial);
    let mut interface = Interface::new(config, wire, now);
    interface.update_ip_addrs(|list| list.push(IpCidr::new(HERE, 24)).expect("room for an address"));
    interface
}

fn socket() -> Socket<'static> {
    let buffer = || SocketBuffer::new(vec![0; WINDOW]);
    let mut socket = Socket::new(buffer(), buffer());
    socket.set_nagle_enabled(false);
    socket.set_ack_delay(None);
    socket
}

impl<'a> Peer<'a> {
    /// An end that is CLOSED.
    pub fn new(machine: &'a Machine) -> Peer<'a> {
        let (mut wire, now) = (Wire::new(MTU), Instant::from_secs(10));
        let interface = interface(&mut wire, now, 0);
        let mut sockets = SocketSet::new(Vec::new());
        let socket = sockets.add(socket());
        Peer { machine, wire, interface, sockets, socket, now }
    }

    /// An end that is ESTABLISHED, with these numbers next.
    pub fn established(machine: &'a Machine, next_sent: i64, next_received: i64) -> Peer<'a> {
        let mut peer = Peer::new(machine);
        peer.before_event(Seq::wrap(next_sent - 1).0);
        peer.call("connect", None);
        let syn = peer.take();
        assert_eq!(syn.len(), 1, "a SYN");
        let mut answer = Packet { flags: peer.flags("SYN ACK"), ..Packet::default() };
        for (name, value) in [("seq", next_received - 1), ("ack", next_sent), ("len", 0)] {
            answer.fields.put(machine.field(name).expect("a field"), Some(i64::from(Seq::wrap(value).0)));
        }
        peer.arrive(&answer);
        assert_eq!(peer.take().len(), 1, "an ACK");
        peer
    }

    /// Time goes on; the next initial number will be this one.
    pub fn before_event(&mut self, initial: u32) {
        self.now += Duration::from_millis(10);
        self.interface = interface(&mut self.wire, self.now, initial);
    }

    fn socket(&mut self) -> &mut Socket<'static> {
        self.sockets.get_mut(self.socket)
    }

    /// The RFC's name of its state.
    pub fn state(&mut self) -> &'static str {
        match self.socket().state() {
            State::Closed => "CLOSED",
            State::Listen => "LISTEN",
            State::SynSent => "SYN-SENT",
            State::SynReceived => "SYN-RECEIVED",
            State::Established => "ESTABLISHED",
            State::FinWait1 => "FIN-WAIT-1",
            State::FinWait2 => "FIN-WAIT-2",
            State::CloseWait => "CLOSE-WAIT",
            State::Closing => "CLOSING",
            State::LastAck => "LAST-ACK",
            State::TimeWait => "TIME-WAIT",
        }
    }

    /// A user call. What smoltcp refuses changes nothing.
    #[track_caller]
    pub fn call(&mut self, name: &str, argument: Option<i64>) {
        let Peer { interface, sockets, socket: handle, .. } = self;
        let socket = sockets.get_mut::<Socket>(*handle);
        match name {
            "listen" => drop(socket.listen(OUR_PORT)),
            "connect" => drop(socket.connect(interface.context(), (THERE, THEIR_PORT), OUR_PORT)),
            "send" => drop(socket.send_slice(&vec![0; argument.unwrap_or(0) as usize])),
            "receive" => drop(socket.recv(|bytes| (bytes.len(), ()))),
            "status" => {}
            "close" => socket.close(),
            "abort" => socket.abort(),
            "crash" => *socket = self::socket(),
            other => panic!("no such call: {other}"),
        }
    }

    /// A timer runs out.
    #[track_caller]
    pub fn timer(&mut self, name: &str) {
        match name {
            "retransmission" => self.now += Duration::from_secs(60),
            "time-wait" => {
                self.now += Duration::from_secs(60);
                self.send_all();
            }
            "give-up" | "user-timeout" => {
                self.socket().set_timeout(Some(Duration::from_millis(1)));
                self.send_all();
                self.now += Duration::from_millis(2);
                self.send_all();
                self.socket().set_timeout(None);
            }
            "keepalive" => {
                self.socket().set_keep_alive(Some(Duration::from_millis(1)));
                self.now += Duration::from_millis(2);
                self.send_all();
                self.socket().set_keep_alive(None);
            }
            other => panic!("no such timer: {other}"),
        }
        self.before_event(0);
    }

    /// A segment arrives; the answer that it draws at once is kept.
    pub fn arrive(&mut self, packet: &Packet) {
        let bytes = self.bytes(packet);
        self.wire.incoming.push_back(bytes);
        self.interface.poll_ingress_single(self.now, &mut self.wire, &mut self.sockets);
    }

    fn send_all(&mut self) {
        while self.interface.poll_egress(self.now, &mut self.wire, &mut self.sockets)
            == PollResult::SocketStateChanged
        {}
    }

    /// All that it would send now.
    pub fn take(&mut self) -> Vec<Packet> {
        self.send_all();
        let sent: Vec<Vec<u8>> = self.wire.sent.drain(..).collect();
        sent.iter().map(|bytes| self.packet(bytes)).collect()
    }

    /// Lets it send until this segment comes; what comes before it is kept. If it does not come: what
    /// comes instead.
    pub fn send(&mut self, wanted: &Packet) -> Result<(), Option<Packet>> {
        for at in 0..4 {
            if self.wire.sent.len() <= at {
                self.interface.poll_egress(self.now, &mut self.wire, &mut self.sockets);
            }
            let Some(packet) = self.wire.sent.get(at).map(|bytes| self.packet(bytes)) else { break };
            if self.same(&packet, wanted) {
                self.wire.sent.remove(at);
                return Ok(());
            }
        }
        Err(self.wire.sent.front().map(|bytes| self.packet(bytes)))
    }

    fn same(&self, a: &Packet, b: &Packet) -> bool {
        let counted = !self.machine.ignored;
        let field = |name| self.machine.field(name).expect("a field");
        let fields = [field("seq"), field("ack"), field("len")];
        a.flags & counted == b.flags & counted && fields.iter().all(|f| a.fields.at(*f) == b.fields.at(*f))
    }

    fn flags(&self, names: &str) -> u32 {
        names.split(' ').map(|name| self.machine.flag(name).expect("a flag")).fold(0, |all, flag| all | flag)
    }

    fn bytes(&self, packet: &Packet) -> Vec<u8> {
        let field = |name| packet.fields.at(self.machine.field(name).expect("a field")).unwrap_or(0);
        let has = |name| packet.flags & self.flags(name) != 0;
        let payload = vec![0; field("len") as usize];
        let repr = TcpRepr {
            src_port: THEIR_PORT,
            dst_port: OUR_PORT,
            control: TcpControl::None,
            seq_number: TcpSeqNumber(field("seq") as u32 as i32),
            ack_number: has("ACK").then(|| TcpSeqNumber(field("ack") as u32 as i32)),
            window_len: WINDOW as u16,
            window_scale: None,
            max_seg_size: has("SYN").then_some(65_000),
            sack_permitted: false,
            sack_ranges: [None; 3],
            timestamp: None,
            payload: &payload,
        };
        let ip = IpRepr::new(THERE, HERE, IpProtocol::Tcp, repr.buffer_len(), 64);
        let mut bytes = vec![0; ip.buffer_len()];
        ip.emit(&mut bytes[..], &ChecksumCapabilities::ignored());
        let mut tcp = TcpPacket::new_unchecked(&mut bytes[ip.header_len()..]);
        repr.emit(&mut tcp, &THERE, &HERE, &ChecksumCapabilities::ignored());
        // Combinations that smoltcp would not write itself.
        tcp.set_syn(has("SYN"));
        tcp.set_fin(has("FIN"));
        tcp.set_rst(has("RST"));
        tcp.set_psh(has("PSH"));
        bytes
    }

    fn packet(&self, bytes: &[u8]) -> Packet {
        let ip = Ipv4Packet::new_checked(bytes).expect("an IP packet");
        let tcp = TcpPacket::new_checked(ip.payload()).expect("a TCP segment");
        let names = [
            (tcp.syn(), "SYN"),
            (tcp.fin(), "FIN"),
            (tcp.rst(), "RST"),
            (tcp.psh(), "PSH"),
            (tcp.ack(), "ACK"),
        ];
        let flags = names.iter().filter(|(set, _)| *set).map(|(_, name)| self.flags(name));
        let mut packet = Packet { flags: flags.fold(0, |all, flag| all | flag), ..Packet::default() };
        let ack = tcp.ack().then(|| i64::from(tcp.ack_number().0 as u32));
        let fields = [
            ("seq", Some(i64::from(tcp.seq_number().0 as u32))),
            ("ack", ack),
            ("len", Some(tcp.payload().len() as i64)),
        ];
        for (name, value) in fields {
            packet.fields.put(self.machine.field(name).expect("a field"), value);
        }
        packet
    }
}
