//! Two smoltcp sockets on a wire: the same traffic as the traces, as packets.

#[path = "../../tests/differential/wire.rs"]
mod wire;

use smoltcp::iface::{Config, Interface, PollResult, SocketHandle, SocketSet};
use smoltcp::socket::tcp::{Socket, SocketBuffer, State};
use smoltcp::time::{Duration, Instant};
use smoltcp::wire::{HardwareAddress, IpAddress, IpCidr};
use wire::Wire;

struct Side {
    wire: Wire,
    interface: Interface,
    sockets: SocketSet<'static>,
    socket: SocketHandle,
}

impl Side {
    fn new(address: IpAddress, seed: u64) -> Side {
        let mut wire = Wire::new(1500);
        let mut config = Config::new(HardwareAddress::Ip);
        config.random_seed = seed;
        let mut interface = Interface::new(config, &mut wire, Instant::ZERO);
        interface.update_ip_addrs(|list| list.push(IpCidr::new(address, 24)).expect("room for an address"));
        let buffer = || SocketBuffer::new(vec![0; 65_535]);
        let mut socket = Socket::new(buffer(), buffer());
        socket.set_nagle_enabled(false);
        socket.set_ack_delay(None);
        let mut sockets = SocketSet::new(Vec::new());
        let socket = sockets.add(socket);
        Side { wire, interface, sockets, socket }
    }

    fn socket(&mut self) -> &mut Socket<'static> {
        self.sockets.get_mut(self.socket)
    }

    fn take_in(&mut self, now: Instant, bytes: Vec<u8>) {
        self.wire.incoming.push_back(bytes);
        self.interface.poll_ingress_single(now, &mut self.wire, &mut self.sockets);
    }

    fn send(&mut self, now: Instant) -> Option<Vec<u8>> {
        if self.wire.sent.is_empty()
            && self.interface.poll_egress(now, &mut self.wire, &mut self.sockets) == PollResult::None
        {
            return None;
        }
        self.wire.sent.pop_front()
    }

    fn read(&mut self) {
        let read = self.socket().recv(|octets| (octets.len(), octets.len()));
        assert!(read.is_ok_and(|count| count > 0), "data has arrived");
    }
}

/// Two ends.
pub struct Link {
    client: Side,
    server: Side,
    now: Instant,
    /// Segments that wait for [`Link::server_alone`].
    data: Vec<Vec<u8>>,
}

const CLIENT: IpAddress = IpAddress::v4(10, 0, 0, 1);
const SERVER: IpAddress = IpAddress::v4(10, 0, 0, 2);

impl Link {
    /// Two ends that are CLOSED.
    pub fn new() -> Link {
        let (client, server) = (Side::new(CLIENT, 1), Side::new(SERVER, 2));
        Link { client, server, now: Instant::from_secs(10), data: Vec::new() }
    }

    fn open(&mut self) {
        self.server.socket().listen(80).expect("the server listens");
        let Side { interface, sockets, socket, .. } = &mut self.client;
        let socket = sockets.get_mut::<Socket>(*socket);
        socket.connect(interface.context(), (SERVER, 80), 1000).expect("the client connects");
        self.up();
        self.down();
        self.up();
        assert_eq!(self.server.socket().state(), State::Established);
    }

    /// A segment of the client reaches the server.
    fn up(&mut self) {
        let bytes = self.client.send(self.now).expect("the client has something to send");
        self.server.take_in(self.now, bytes);
    }

    /// A segment of the server reaches the client.
    fn down(&mut self) {
        let bytes = self.server.send(self.now).expect("the server has something to send");
        self.client.take_in(self.now, bytes);
    }

    /// An open link with the client's data segments ready for the server.
    pub fn established(exchanges: usize, octets: usize) -> Link {
        let mut link = Link::new();
        link.open();
        for _ in 0..exchanges {
            link.client.socket().send_slice(&vec![0; octets]).expect("the client sends");
            let bytes = link.client.send(link.now).expect("a data segment");
            link.data.push(bytes.clone());
            // The answers keep the client's window open; a second server would be needed to keep ours shut.
            link.server.take_in(link.now, bytes);
            link.server.read();
            link.down();
        }
        // The same client again, towards a server that has seen none of it.
        let mut fresh = Link::new();
        fresh.open();
        fresh.data = link.data;
        fresh
    }

    /// The data segments through the server, its ACKs out of it; how many segments.
    pub fn server_alone(&mut self) -> usize {
        let data = std::mem::take(&mut self.data);
        let count = data.len();
        for bytes in data {
            self.server.take_in(self.now, bytes);
            self.server.read();
            assert!(self.server.send(self.now).is_some(), "the server acknowledges");
        }
        2 * count
    }

    /// Opening, data with an ACK each, close in four segments, the end of TIME-WAIT; how many segments.
    pub fn whole(&mut self, exchanges: usize, octets: usize) -> usize {
        self.open();
        let data = vec![0; octets];
        for _ in 0..exchanges {
            self.client.socket().send_slice(&data).expect("the client sends");
            self.up();
            self.server.read();
            self.down();
        }
        self.client.socket().close();
        self.up();
        self.down();
        self.server.socket().close();
        self.down();
        self.up();
        self.now += Duration::from_secs(60);
        assert!(self.client.send(self.now).is_none(), "TIME-WAIT ends without a word");
        assert_eq!(self.client.socket().state(), State::Closed);
        assert_eq!(self.server.socket().state(), State::Closed);
        2 * exchanges + 7
    }
}
