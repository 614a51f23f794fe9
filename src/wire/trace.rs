//! A trace: the steps of both ends and of the network.

use std::fmt;

/// One of the two ends, in the order of the machine's `roles`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum End {
    /// The first role, in TCP's machine the client.
    First,
    /// The second role, in TCP's machine the server.
    Second,
}

impl End {
    /// Both ends.
    pub const BOTH: [End; 2] = [End::First, End::Second];

    /// The end on the other side.
    pub fn peer(self) -> End {
        match self {
            End::First => End::Second,
            End::Second => End::First,
        }
    }

    /// 0 or 1, for arrays with one entry an end.
    pub fn index(self) -> usize {
        match self {
            End::First => 0,
            End::Second => 1,
        }
    }
}

/// A number as written: `1000`, `x`, `x+1`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Term {
    /// The symbol, where there is one.
    pub symbol: Option<String>,
    /// What is added to it; the whole number where there is no symbol.
    pub offset: i64,
}

impl Term {
    /// A plain number.
    pub fn number(offset: i64) -> Term {
        Term { symbol: None, offset }
    }

    /// A symbol plus something.
    pub fn symbol(symbol: &str, offset: i64) -> Term {
        Term { symbol: Some(symbol.to_owned()), offset }
    }
}

impl fmt::Display for Term {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (&self.symbol, self.offset) {
            (None, n) => write!(f, "{n}"),
            (Some(s), 0) => write!(f, "{s}"),
            (Some(s), n) if n < 0 => write!(f, "{s}-{}", n.unsigned_abs()),
            (Some(s), n) => write!(f, "{s}+{n}"),
        }
    }
}

/// A segment as written. Any combination of flags and fields can be, legal or not; an unwritten
/// field is unknown.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default)]
pub struct Segment {
    /// Names of flags in the order written.
    pub flags: Vec<String>,
    /// Fields in the order written.
    pub fields: Vec<(String, Term)>,
}

impl fmt::Display for Segment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let flags = self.flags.iter().cloned();
        let fields = self.fields.iter().map(|(name, term)| format!("{name}={term}"));
        f.write_str(&flags.chain(fields).collect::<Vec<_>>().join(" "))
    }
}

/// What the network does with a segment.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default)]
pub enum Fate {
    /// It arrives before the next step.
    #[default]
    Delivered,
    /// It never arrives.
    Lost,
    /// It arrives twice in a row.
    Twice,
    /// It is held back; an `Arrives` step delivers it.
    Late,
}

/// One step of a trace.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Step {
    /// A user call at one end.
    Call {
        /// The end's role as written.
        end: String,
        /// The call.
        call: String,
        /// Its argument, e.g. how many octets are sent.
        argument: Option<Term>,
    },
    /// A segment leaves an end.
    Send {
        /// The sender's role as written.
        from: String,
        /// The segment.
        segment: Segment,
        /// What becomes of it.
        fate: Fate,
        /// A name by which a later step can deliver it (again).
        label: Option<String>,
    },
    /// A segment sent before reaches the other end.
    Arrive {
        /// Its name.
        label: String,
    },
    /// The network delivers what neither end has just sent: an old duplicate, a forgery.
    Inject {
        /// The end that it reaches.
        at: String,
        /// The segment.
        segment: Segment,
        /// A name by which a later step can deliver it again.
        label: Option<String>,
    },
    /// A timer runs out.
    Timer {
        /// The end.
        end: String,
        /// Which timer.
        timer: String,
    },
    /// Nothing happens for a while.
    Wait,
    /// A claim about an end's state at this point; no event.
    Claim {
        /// The end.
        end: String,
        /// The state that it is said to be in.
        state: String,
    },
}

impl Step {
    /// The name that it gives to its segment.
    pub fn label(&self) -> Option<&str> {
        match self {
            Step::Send { label, .. } | Step::Inject { label, .. } => label.as_deref(),
            Step::Call { .. }
            | Step::Arrive { .. }
            | Step::Timer { .. }
            | Step::Wait
            | Step::Claim { .. } => None,
        }
    }
}

/// Whether user calls that are not written are implied.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub enum Calls {
    /// Tried just before a segment that they explain.
    #[default]
    Implied,
    /// Every call is written.
    Explicit,
}

/// A list of steps.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default)]
pub struct Trace {
    /// Whether calls are implied.
    pub calls: Calls,
    /// The named start of the machine, where written.
    pub start: Option<String>,
    /// The steps.
    pub steps: Vec<Step>,
}

impl fmt::Display for Step {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Step::Call { end, call, argument: None } => write!(f, "{end}: {call}"),
            Step::Call { end, call, argument: Some(term) } => write!(f, "{end}: {call} {term}"),
            Step::Send { from, segment, fate, label } => {
                write!(f, "{from} > {segment}")?;
                let fate = match fate {
                    Fate::Delivered => "",
                    Fate::Lost => "lost",
                    Fate::Twice => "twice",
                    Fate::Late => "late",
                };
                match (fate, label) {
                    ("", None) => Ok(()),
                    ("", Some(label)) => write!(f, " (as {label})"),
                    (fate, None) => write!(f, " ({fate})"),
                    (fate, Some(label)) => write!(f, " ({fate} as {label})"),
                }
            }
            Step::Arrive { label } => write!(f, "{label} arrives"),
            Step::Inject { at, segment, label: None } => write!(f, "{at} < {segment}"),
            Step::Inject { at, segment, label: Some(label) } => write!(f, "{at} < {segment} (as {label})"),
            Step::Timer { end, timer } => write!(f, "{end}: timeout {timer}"),
            Step::Wait => f.write_str("time passes"),
            Step::Claim { end, state } => write!(f, "{end} is {state}"),
        }
    }
}

impl fmt::Display for Trace {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.calls == Calls::Explicit {
            writeln!(f, "calls: explicit")?;
        }
        if let Some(start) = &self.start {
            writeln!(f, "start: {start}")?;
        }
        for step in &self.steps {
            writeln!(f, "{step}")?;
        }
        Ok(())
    }
}
