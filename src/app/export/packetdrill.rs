//! A trace as packetdrill script: one end is the kernel under test, the other end is the network.
//!
//! packetdrill speaks of TCP alone, so its words for flags and calls stand here, and a machine that
//! does not have them is refused. What it can't say becomes a remark.
//!
//! The limits: a trace has an order and no times, so outbound packets get ranges. Numbers are relative
//! to each end's first SYN. Options are those that Linux needs to be tested without them: an inbound
//! SYN announces an MSS, an outbound one may carry anything. Outbound data is expected with PSH, as
//! Linux sends it. A CLOSE is `close`, or `shutdown` where this end still has something to receive;
//! an ABORT is a `close` that lingers for no time. Calls on a connection that is not open yet wait for
//! it. Crashes, keep-alive and give-up timers, the 2 MSL and unwritten numbers can't be said. A second
//! connection over the same ports can be written, but packetdrill counts from the first one's numbers;
//! and Linux sends data at once, so a FIN on the same segment as the last data is not seen from it.

mod calls;
mod packets;

use super::Story;
use crate::machine::{Machine, Move, On, Packet, StateId};
use crate::text::{Arg, say_with};
use crate::wire::{End, Fate};
use calls::{Call, Calls, Made};
use packets::{Numbers, Words};

/// Why a trace can't be a packetdrill script.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoPacketdrill {
    /// The flag or field that packetdrill does not know, or that the machine lacks.
    pub word: String,
}

/// An outbound packet comes within this time, …
const SOON: &str = "+0~+.5";
/// … or within this one where a timer must run out before, …
const LATER: &str = "+.1~+130";
/// … or within this one where it is sent again: at once, or when a timer that is not written runs out.
const AGAIN: &str = "+0~+130";
/// States of a connection that is not open: nothing can be read or written yet.
const OPENING: [&str; 4] = ["CLOSED", "LISTEN", "SYN-SENT", "SYN-RECEIVED"];

/// Writes the script for one end.
pub(super) fn write(story: &Story<'_>, kernel: End) -> Result<String, NoPacketdrill> {
    let words = Words::of(story.machine)?;
    let numbers = Numbers::of(story, &words);
    let mut script = Script {
        story,
        kernel,
        words,
        numbers,
        calls: Calls::default(),
        text: String::new(),
        waits: false,
        began: false,
        known: Vec::new(),
        sent: Vec::new(),
    };
    script.head();
    for index in 0..story.resolved.moves.len() {
        script.step(index);
    }
    if !script.began {
        // A script without any event is none.
        script.say("export-script-nothing", &[]);
        script.event("0", "`true`");
    }
    Ok(script.text)
}

struct Script<'a> {
    story: &'a Story<'a>,
    kernel: End,
    words: Words,
    numbers: Numbers,
    calls: Calls,
    text: String,
    /// Whether a timer must run out before the next outbound packet.
    waits: bool,
    /// Whether there was an event.
    began: bool,
    /// Named packets on their way: name, receiver, packet.
    known: Vec<(u16, End, Packet)>,
    /// Outbound packets so far.
    sent: Vec<String>,
}

impl Script<'_> {
    fn head(&mut self) {
        let role = self.story.machine.role_name(self.kernel, self.story.picture.lang).to_owned();
        let title = self.story.picture.title.clone();
        self.remark(&title);
        self.say("export-script", &[("role", role.into())]);
        let begins = self.story.picture.ladder.start[self.kernel.index()].clone();
        if self.story.outcome.skipped == 0 && !OPENING[..2].contains(&begins.as_str()) {
            self.say("export-script-middle", &[("state", begins.into())]);
        }
        self.text.push('\n');
    }

    fn step(&mut self, index: usize) {
        let bad = self.story.picture.fault.as_ref().map(|(row, _)| row + self.story.outcome.skipped);
        if bad == Some(index) {
            let lines = self.story.picture.fault.as_ref().map(|(_, lines)| lines.clone()).unwrap_or_default();
            lines.iter().for_each(|line| self.remark(line));
        }
        self.implied(index);
        let Some(step) = self.story.resolved.moves.get(index).cloned() else { return };
        match step {
            Move::Call { end, call, argument } if end == self.kernel => {
                self.call(index, call, argument);
            }
            Move::Timer { end, timer } if end == self.kernel => {
                self.waits = true;
                let timers = &self.story.machine.timers;
                let name =
                    timers.get(usize::from(timer)).map_or("", |timer| timer.is.get(self.story.picture.lang));
                self.remark(name);
            }
            Move::Send { from, packet, fate, label } => {
                let packet = self.packet(index, packet);
                self.known.extend(label.map(|label| (label, from.peer(), packet)));
                if from == self.kernel { self.leaves(&packet, &fate) } else { self.comes(&packet, &fate) }
            }
            Move::Arrive { label } => {
                let found = self.known.iter().rev().find(|(known, ..)| *known == label).copied();
                if let Some((_, to, packet)) = found {
                    self.arrives(to, &packet);
                }
            }
            Move::Inject { at, packet, label } => {
                let packet = self.packet(index, packet);
                self.known.extend(label.map(|label| (label, at, packet)));
                self.arrives(at, &packet);
            }
            Move::Wait => {
                self.waits = true;
                self.say("time-passes", &[]);
            }
            // What happens at the other end is not seen here; a claim is no event.
            Move::Call { .. } | Move::Timer { .. } | Move::Claim { .. } => {}
        }
        self.opened(index);
    }

    /// Calls of the kernel's program that the trace does not write. A rule for a call may also have fired
    /// because a reply that it asks for has left; such calls are never implied.
    fn implied(&mut self, index: usize) {
        let story = self.story;
        let written = matches!(story.resolved.moves.get(index), Some(Move::Call { .. }));
        let fired = story.outcome.verdict.fired.get(index).cloned().unwrap_or_default();
        for (end, rule) in fired {
            let on = story.machine.rule(rule).map(|rule| rule.on);
            if let (Some(On::Call(call)), false, true) = (on, written, end == self.kernel)
                && story.machine.implied.iter().any(|implied| implied.call == call)
            {
                self.call(index, call, None);
            }
        }
    }

    fn call(&mut self, index: usize, call: u8, argument: Option<i64>) {
        let story = self.story;
        let Some(named) = story.machine.calls.get(usize::from(call)) else { return };
        let refused = story.outcome.verdict.refused.iter().find(|(step, _)| *step == index);
        if let Some(rule) = refused.and_then(|(_, rule)| story.machine.rule(*rule)) {
            let reason = rule.refuse.as_ref().map_or("", |words| words.get(story.picture.lang)).to_owned();
            let call = named.is.get(story.picture.lang).to_owned();
            self.say("export-script-refused", &[("call", call.into()), ("reason", reason.into())]);
            return;
        }
        let length = argument.or_else(|| self.unsent(index)).or(named.argument).unwrap_or(1);
        let more = self.data_follows(index);
        let known = match named.name.as_str() {
            "listen" => Some(Call::Listen),
            "connect" => Some(Call::Connect),
            "send" => Some(Call::Write(length)),
            "receive" => Some(Call::Read),
            "close" => Some(Call::Close { more }),
            "abort" => Some(Call::Abort),
            _ => None,
        };
        let what = named.is.get(story.picture.lang).to_owned();
        match known {
            Some(call) => {
                let open = self.is_open(index.checked_sub(1));
                let made = self.calls.make(call, open);
                match made {
                    Made::Lines(lines) => lines.iter().for_each(|line| self.event("+0", line)),
                    Made::Waits => self.say("export-script-waits", &[("call", what.into())]),
                    Made::Never => self.cannot(&what),
                }
            }
            None => self.cannot(&what),
        }
    }

    /// How much the segment of this step brings that was never sent before.
    fn unsent(&self, index: usize) -> Option<i64> {
        let packet = self.story.outcome.verdict.packets.get(index).copied().flatten()?;
        self.numbers.new_octets(self.story, &self.words, self.kernel, index, &packet)
    }

    /// Whether the kernel receives data, or its program reads, after this step.
    fn data_follows(&self, index: usize) -> bool {
        let story = self.story;
        let carries = |at: usize, packet: &Packet| {
            let packet = story.outcome.verdict.packets.get(at).copied().flatten().unwrap_or(*packet);
            self.words.length(&packet) > 0
        };
        let later = story.resolved.moves.iter().enumerate().skip(index + 1);
        self.calls.has_unread()
            || later.into_iter().any(|(at, step)| match step {
                Move::Send { from, packet, fate, .. } => {
                    *from != self.kernel && *fate != Fate::Lost && carries(at, packet)
                }
                Move::Inject { at: end, packet, .. } => *end == self.kernel && carries(at, packet),
                Move::Call { end, call, .. } => {
                    let named = story.machine.calls.get(usize::from(*call));
                    *end == self.kernel && named.is_some_and(|call| call.name == "receive")
                }
                Move::Arrive { .. } | Move::Timer { .. } | Move::Wait | Move::Claim { .. } => false,
            })
    }

    /// The packet of a step with everything filled in that the trace leaves open.
    fn packet(&self, index: usize, written: Packet) -> Packet {
        self.story.outcome.verdict.packets.get(index).copied().flatten().unwrap_or(written)
    }

    /// A packet of the kernel.
    fn leaves(&mut self, packet: &Packet, fate: &Fate) {
        let waits = std::mem::take(&mut self.waits);
        match self.words.outbound(packet, &self.numbers, self.kernel) {
            Some(line) => {
                let again = self.words.takes_numbers(packet) && self.sent.contains(&line);
                let time = if waits {
                    LATER
                } else if again {
                    AGAIN
                } else {
                    SOON
                };
                self.event(time, &format!("> {line}"));
                self.sent.push(line);
            }
            None => self.cannot_send(packet, self.kernel),
        }
        match fate {
            Fate::Delivered => {}
            Fate::Lost => self.say("export-script-lost-out", &[]),
            Fate::Twice => self.say("export-script-twice-out", &[]),
            Fate::Late => self.say("export-script-late-out", &[]),
        }
    }

    /// A packet of the network's.
    fn comes(&mut self, packet: &Packet, fate: &Fate) {
        let shown = self.shown(packet, self.kernel.peer());
        match fate {
            Fate::Delivered => self.arrives(self.kernel, packet),
            Fate::Twice => {
                self.arrives(self.kernel, packet);
                self.arrives(self.kernel, packet);
            }
            Fate::Lost => self.say("export-script-lost-in", &[("segment", shown.into())]),
            Fate::Late => self.say("export-script-late-in", &[("segment", shown.into())]),
        }
    }

    fn arrives(&mut self, to: End, packet: &Packet) {
        if to != self.kernel {
            let shown = self.shown(packet, to.peer());
            let role = self.story.machine.role_name(to, self.story.picture.lang).to_owned();
            self.say("export-script-arrives-there", &[("segment", shown.into()), ("role", role.into())]);
            return;
        }
        match self.words.inbound(packet, &self.numbers, to.peer()) {
            Some(line) => self.event("+0", &format!("< {line}")),
            None => self.cannot_send(packet, to.peer()),
        }
        let number = self.words.number(packet, &self.numbers, to.peer());
        self.calls.received(number, self.words.length(packet), self.words.ends(packet));
    }

    /// The kernel's connection has just opened: it is accepted, and calls that waited are made.
    fn opened(&mut self, index: usize) {
        if self.is_open(Some(index)) {
            let lines = self.calls.open();
            lines.iter().for_each(|line| self.event("+0", line));
        }
    }

    /// Whether the kernel has an open connection after a step.
    fn is_open(&self, index: Option<usize>) -> bool {
        let story = self.story;
        let names: Vec<&str> = match index.map(|index| story.outcome.verdict.after.get(index)) {
            Some(Some(both)) => both[self.kernel.index()].iter().map(|id| name(story.machine, *id)).collect(),
            // After the first illegal step nothing is known.
            Some(None) => return self.calls.is_open(),
            None => vec![story.picture.ladder.start[self.kernel.index()].as_str()],
        };
        !names.is_empty() && names.iter().all(|name| !OPENING.contains(name))
    }

    fn shown(&self, packet: &Packet, sender: End) -> String {
        self.story.machine.show(packet, Some(sender), &self.story.outcome.verdict.names)
    }

    fn cannot_send(&mut self, packet: &Packet, sender: End) {
        let shown = self.shown(packet, sender);
        self.cannot(&shown);
    }

    fn cannot(&mut self, what: &str) {
        self.say("export-script-cannot", &[("what", what.into())]);
    }

    fn say(&mut self, key: &str, args: &[(&'static str, Arg)]) {
        let words = say_with(self.story.picture.lang, key, args);
        self.remark(&words);
    }

    /// A remark for people; nothing in it ends it.
    fn remark(&mut self, words: &str) {
        for line in words.lines() {
            let line: String = line.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
            self.text += &format!("// {}\n", line.trim());
        }
    }

    fn event(&mut self, time: &str, what: &str) {
        let time = if std::mem::replace(&mut self.began, true) { time } else { "0" };
        self.text += &format!("{time:>8} {what}\n");
    }
}

fn name(machine: &Machine, id: StateId) -> &str {
    machine.state_name(id)
}
