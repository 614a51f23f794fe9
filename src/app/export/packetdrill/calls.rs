//! Calls of the program under test as socket calls, with their file descriptors.

/// The first descriptor behind the standard ones.
const FIRST: u32 = 3;

/// A call in the standard's words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Call {
    Listen,
    Connect,
    /// So many octets.
    Write(i64),
    Read,
    /// Whether this end still has something to receive.
    Close {
        more: bool,
    },
    Abort,
}

/// What became of a call.
pub(super) enum Made {
    /// These socket calls, in this order.
    Lines(Vec<String>),
    /// It is made when the connection is open.
    Waits,
    /// A program could not make it here, or it would block for ever.
    Never,
}

impl Made {
    fn of(lines: Vec<String>) -> Made {
        if lines.is_empty() { Made::Never } else { Made::Lines(lines) }
    }
}

/// What the program has open.
#[derive(Default)]
pub(super) struct Calls {
    opened: u32,
    listener: Option<u32>,
    connection: Option<u32>,
    /// Whether the listener's connection was taken: there is one, or there was.
    accepted: bool,
    /// Calls that wait until the connection is open.
    waiting: Vec<Call>,
    /// The number behind the last octet that was received, and how many are unread.
    received: Option<u32>,
    unread: i64,
    /// Whether the other end has finished.
    finished: bool,
    /// Whether anything has come in.
    answered: bool,
}

impl Calls {
    /// Makes a call. `open` says whether there is an open connection.
    pub fn make(&mut self, call: Call, open: bool) -> Made {
        match call {
            Call::Listen => {
                let fd = self.descriptor();
                self.listener = Some(fd);
                Made::of(vec![
                    socket(fd),
                    format!("setsockopt({fd}, SOL_SOCKET, SO_REUSEADDR, [1], 4) = 0"),
                    format!("bind({fd}, ..., ...) = 0"),
                    format!("listen({fd}, 1) = 0"),
                ])
            }
            Call::Connect => {
                let fd = self.descriptor();
                self.connection = Some(fd);
                Made::of(vec![
                    socket(fd),
                    // A blocking call would have to know when it returns.
                    format!("fcntl({fd}, F_SETFL, O_RDWR|O_NONBLOCK) = 0"),
                    format!("connect({fd}, ..., ...) = -1 EINPROGRESS (Operation now in progress)"),
                ])
            }
            Call::Write(_) | Call::Read | Call::Close { .. } | Call::Abort if open => {
                Made::of(self.on_connection(call))
            }
            Call::Write(_) | Call::Read => {
                self.waiting.push(call);
                Made::Waits
            }
            Call::Close { .. } | Call::Abort => self.give_up(call),
        }
    }

    /// Closes what is not open yet.
    fn give_up(&mut self, call: Call) -> Made {
        match (self.connection.take(), self.listener, self.answered) {
            (Some(fd), _, _) => Made::Lines(vec![format!("close({fd}) = 0")]),
            (None, Some(fd), false) => {
                self.listener = None;
                Made::Lines(vec![format!("close({fd}) = 0")])
            }
            // A program does not see a connection before it is open.
            (None, Some(_), true) => {
                self.waiting.push(call);
                Made::Waits
            }
            (None, None, _) => Made::Never,
        }
    }

    fn on_connection(&mut self, call: Call) -> Vec<String> {
        let Some(fd) = self.connection else { return Vec::new() };
        match call {
            Call::Write(length) => vec![format!("write({fd}, ..., {length}) = {length}")],
            Call::Read => {
                let length = std::mem::take(&mut self.unread);
                let some = length > 0 || self.finished;
                some.then(|| format!("read({fd}, ..., {}) = {length}", length.max(1000)))
                    .into_iter()
                    .collect()
            }
            Call::Close { more: true } => vec![format!("shutdown({fd}, SHUT_WR) = 0")],
            Call::Close { more: false } => {
                self.connection = None;
                vec![format!("close({fd}) = 0")]
            }
            Call::Abort => {
                self.connection = None;
                vec![
                    format!("setsockopt({fd}, SOL_SOCKET, SO_LINGER, {{onoff=1, linger=0}}, 8) = 0"),
                    format!("close({fd}) = 0"),
                ]
            }
            Call::Listen | Call::Connect => Vec::new(),
        }
    }

    /// The connection is open: what is to be done now.
    pub fn open(&mut self) -> Vec<String> {
        let mut lines = Vec::new();
        if let (Some(listener), None, false) = (self.listener, self.connection, self.accepted) {
            let fd = self.descriptor();
            (self.connection, self.accepted) = (Some(fd), true);
            lines.push(format!("accept({listener}, ..., ...) = {fd}"));
        }
        for call in std::mem::take(&mut self.waiting) {
            lines.extend(self.on_connection(call));
        }
        lines
    }

    /// Whether there is a connection to speak on.
    pub fn is_open(&self) -> bool {
        self.connection.is_some() && self.received.is_some()
    }

    /// Data or the end of it has come in, from this number on.
    pub fn received(&mut self, number: Option<u32>, length: i64, ends: bool) {
        self.answered = true;
        let Some(number) = number else { return };
        let behind = number.wrapping_add(length as u32);
        let new = self.received.map_or(length, |known| i64::from(behind.wrapping_sub(known) as i32));
        if new > 0 || self.received.is_none() {
            self.unread += new.clamp(0, length);
            self.received = Some(behind);
        }
        self.finished |= ends;
    }

    /// Whether closing now would throw something away.
    pub fn has_unread(&self) -> bool {
        self.unread > 0
    }

    fn descriptor(&mut self) -> u32 {
        self.opened += 1;
        FIRST + self.opened - 1
    }
}

fn socket(fd: u32) -> String {
    format!("socket(..., SOCK_STREAM, IPPROTO_TCP) = {fd}")
}
