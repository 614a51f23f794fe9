//! The shipped TCP machine's whole table as one text: each state with each event.
//!
//! Nothing here says what is right; the other tests do. This one shows a reviewer what a changed rule
//! changes. `cargo insta review` takes a changed table over.

use crate::cases::tcp;
use ackademy::machine::{Called, Endpoint, Machine, Names, Packet, Pick, RuleId, Slots, Task, Verdict};
use ackademy::wire::{End, Seq, parse};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

/// One end in one state, brought there by a legal trace.
struct Scene {
    /// The state, with what else matters.
    title: &'static str,
    /// The end that is looked at.
    end: End,
    /// How it got there; every call is written.
    trace: &'static str,
}

const OPEN: &str = "server: listen\nclient: connect\nclient > SYN seq=x\nserver > SYN ACK seq=y ack=x+1\n\
                    client > ACK seq=x+1 ack=y+1\n";

const SCENES: [Scene; 21] = [
    Scene { title: "CLOSED", end: End::Second, trace: "" },
    Scene { title: "LISTEN", end: End::Second, trace: "server: listen" },
    Scene { title: "SYN-SENT", end: End::First, trace: "client: connect\nclient > SYN seq=x (lost)" },
    Scene {
        title: "SYN-RECEIVED, from LISTEN",
        end: End::Second,
        trace: "server: listen\nclient: connect\nclient > SYN seq=x\nserver > SYN ACK seq=y ack=x+1 (lost)",
    },
    Scene {
        title: "SYN-RECEIVED, from SYN-SENT",
        end: End::Second,
        trace: "client: connect\nserver: connect\nserver > SYN seq=y (lost)\nclient > SYN seq=x\n\
                server > SYN ACK seq=y ack=x+1 (lost)",
    },
    Scene {
        title: "SYN-RECEIVED, the SYN came again",
        end: End::Second,
        trace: "server: listen\nclient: connect\nclient > SYN seq=x\nserver > SYN ACK seq=y ack=x+1 (lost)\n\
                client > SYN seq=x",
    },
    Scene {
        title: "SYN-RECEIVED, its own SYN not yet sent",
        end: End::Second,
        trace: "server: listen\nclient: connect\nclient > SYN seq=x",
    },
    Scene {
        title: "SYN-RECEIVED, closed behind data",
        end: End::Second,
        trace: "server: listen\nclient: connect\nclient > SYN seq=x\nserver > SYN ACK seq=y ack=x+1 (lost)\n\
                server: send 10\nserver: close",
    },
    Scene { title: "ESTABLISHED", end: End::Second, trace: "OPEN" },
    Scene {
        title: "ESTABLISHED, data out",
        end: End::Second,
        trace: "OPEN server: send 20\nserver > ACK seq=y+1 ack=x+1 len=10 (lost)",
    },
    Scene {
        title: "ESTABLISHED, FIN behind a gap",
        end: End::Second,
        trace: "OPEN client: send 10\nclient: close\nclient > ACK seq=x+1 ack=y+1 len=10 (lost)\n\
                client > FIN ACK seq=x+11 ack=y+1\nserver > ACK seq=y+1 ack=x+1 (lost)",
    },
    Scene { title: "ESTABLISHED, probing", end: End::Second, trace: "OPEN server: timeout keepalive" },
    Scene {
        title: "FIN-WAIT-1, FIN out",
        end: End::Second,
        trace: "OPEN server: close\nserver > FIN ACK seq=y+1 ack=x+1 (lost)",
    },
    Scene {
        title: "FIN-WAIT-1, data before the FIN",
        end: End::Second,
        trace: "OPEN server: send 10\nserver: close",
    },
    Scene {
        title: "FIN-WAIT-2",
        end: End::Second,
        trace: "OPEN server: close\nserver > FIN ACK seq=y+1 ack=x+1\nclient > ACK seq=x+1 ack=y+2",
    },
    Scene {
        title: "CLOSE-WAIT",
        end: End::Second,
        trace: "OPEN client: close\nclient > FIN ACK seq=x+1 ack=y+1\nserver > ACK seq=y+1 ack=x+2",
    },
    Scene {
        title: "CLOSE-WAIT, data out",
        end: End::Second,
        trace: "OPEN client: close\nclient > FIN ACK seq=x+1 ack=y+1\nserver: send 10\n\
                server > ACK seq=y+1 ack=x+2 len=10 (lost)",
    },
    Scene {
        title: "CLOSING",
        end: End::Second,
        trace: "OPEN server: close\nclient: close\nserver > FIN ACK seq=y+1 ack=x+1 (lost)\n\
                client > FIN ACK seq=x+1 ack=y+1\nserver > ACK seq=y+2 ack=x+2 (lost)",
    },
    Scene {
        title: "LAST-ACK",
        end: End::Second,
        trace: "OPEN client: close\nclient > FIN ACK seq=x+1 ack=y+1\nserver: close\n\
                server > FIN ACK seq=y+1 ack=x+2 (lost)",
    },
    Scene {
        title: "TIME-WAIT",
        end: End::Second,
        trace: "OPEN server: close\nserver > FIN ACK seq=y+1 ack=x+1\nclient > ACK seq=x+1 ack=y+2\nclient: close\n\
                client > FIN ACK seq=x+1 ack=y+2\nserver > ACK seq=y+2 ack=x+2 (lost)",
    },
    Scene { title: "CLOSED, a RST owed", end: End::Second, trace: "OPEN server: abort" },
];

/// A scene that was played.
struct Stage<'a> {
    machine: &'a Machine,
    names: Names,
    side: End,
    end: Endpoint,
}

#[track_caller]
fn stage<'a>(machine: &'a Machine, scene: &Scene) -> Stage<'a> {
    let text = format!("calls: explicit\n{}", scene.trace.replace("OPEN ", OPEN).replace("OPEN", OPEN));
    let (trace, _, errors) = parse(&text);
    assert_eq!(errors, [], "{}", scene.title);
    let (resolved, _) = machine.resolve(&trace, None).expect("known names");
    let Verdict { fault, mut worlds, names, .. } = machine.run(&resolved, &Task::default());
    assert_eq!(fault, None, "{}: every step is legal", scene.title);
    assert_eq!(worlds.len(), 1, "{}: nothing is left open", scene.title);
    let end = worlds.remove(0).ends[scene.end.index()].clone();
    let state = machine.state_name(end.state);
    assert_eq!(scene.title.split(',').next(), Some(state), "the trace leads where its title says");
    Stage { machine, names, side: scene.end, end }
}

/// What an event did.
struct Cell {
    event: String,
    fired: Vec<RuleId>,
    end: Endpoint,
    /// Said in place of the rules where nothing fits, or before them.
    note: &'static str,
}

impl Stage<'_> {
    fn cells(&self) -> Vec<Cell> {
        self.calls()
            .into_iter()
            .chain(self.timers())
            .chain(self.arrivals())
            .chain(self.departures())
            .collect()
    }

    fn calls(&self) -> Vec<Cell> {
        let call = |(index, call): (usize, &ackademy::machine::Named)| {
            let (mut end, mut fired) = (self.end.clone(), Vec::new());
            let argument = call.argument.map(|_| 10);
            let called =
                self.machine.call(&mut end, index as u8, argument, &mut |pick| self.pick(pick), &mut fired);
            let note = match called {
                Called::Done => "",
                Called::Refused(_) => "refused by ",
                Called::NoRule => "no rule",
            };
            Cell { event: format!("call {}", call.name), fired, end, note }
        };
        self.machine.calls.iter().enumerate().map(call).collect()
    }

    fn timers(&self) -> Vec<Cell> {
        let timer = |(index, timer): (usize, &ackademy::machine::Named)| {
            let (mut end, mut fired) = (self.end.clone(), Vec::new());
            let runs = self.machine.timer(&mut end, index as u8, &mut |pick| self.pick(pick), &mut fired);
            let note = if runs { "" } else { "does not run" };
            Cell { event: format!("timer {}", timer.name), fired, end, note }
        };
        self.machine.timers.iter().enumerate().map(timer).collect()
    }

    /// Every combination of flags that a stack might send, each with numbers that fit and with one
    /// number at a time that does not. Variants with the same outcome share a line.
    fn arrivals(&self) -> Vec<Cell> {
        let fits =
            Numbers { seq: self.at("RCV.NXT").unwrap_or(7000), ack: self.at("SND.NXT").unwrap_or(8000) };
        let mut variants = vec![("fits", fits)];
        if self.at("RCV.NXT").is_some() {
            variants.push(("seq old", Numbers { seq: fits.seq - 1, ..fits }));
            variants.push(("seq ahead", Numbers { seq: fits.seq + 10, ..fits }));
            variants.push(("seq beyond", Numbers { seq: fits.seq + 70_000, ..fits }));
        }
        if let Some(una) = self.at("SND.UNA") {
            variants.push(("ack old", Numbers { ack: una, ..fits }));
            variants.push(("ack unsent", Numbers { ack: fits.ack + 1, ..fits }));
        }
        let forms = [
            "no flags",
            "SYN",
            "SYN ACK",
            "ACK",
            "ACK len",
            "FIN",
            "FIN ACK",
            "FIN ACK len",
            "RST",
            "RST ACK",
            "SYN FIN",
            "SYN RST",
        ];
        let mut cells = Vec::new();
        for form in forms {
            let (mut packets, mut of_form): (Vec<Packet>, Vec<Cell>) = (Vec::new(), Vec::new());
            for (name, numbers) in &variants {
                let packet = self.packet(form, *numbers);
                if packets.contains(&packet) {
                    continue;
                }
                packets.push(packet);
                let cell = self.arrival(format!("< {form}: {name}"), &packet);
                let outcome = |cell: &Cell| (cell.end.state, self.rules(cell), self.owed(&cell.end));
                match of_form.iter_mut().find(|other| outcome(other) == outcome(&cell)) {
                    Some(other) => other.event += &format!(", {name}"),
                    None => of_form.push(cell),
                }
            }
            cells.extend(of_form);
        }
        cells
    }

    fn arrival(&self, event: String, packet: &Packet) -> Cell {
        let (mut end, mut fired) = (self.end.clone(), Vec::new());
        self.machine.arrive(&mut end, packet, &mut |pick| self.pick(pick), &mut fired);
        let note = if fired.is_empty() { "no rule" } else { "" };
        Cell { event, fired, end, note }
    }

    /// What may leave, out of all flags and all numbers that mean something to this end. What is not
    /// listed may not.
    fn departures(&self) -> Vec<Cell> {
        let ours = ["ISS", "SND.UNA", "SND.NXT", "SND.END"].into_iter().filter_map(|name| self.at(name));
        let mut seqs: Vec<i64> = ours.flat_map(|number| [number - 1, number]).collect();
        let mut acks: Vec<i64> = ["IRS", "RCV.NXT"].into_iter().filter_map(|name| self.at(name)).collect();
        for debt in self.machine.debts(&self.end) {
            let field = |name| self.machine.field(name).and_then(|field| debt.packet.fields.at(field));
            seqs.extend(field("seq"));
            acks.extend(field("ack"));
        }
        let sorted = |list: Vec<i64>| list.into_iter().collect::<BTreeSet<i64>>();
        let (seqs, acks) = (sorted(seqs), sorted(acks));
        let forms = ["SYN", "SYN ACK", "ACK", "ACK len", "FIN", "FIN ACK", "FIN ACK len", "RST", "RST ACK"];
        let mut cells: Vec<Cell> = Vec::new();
        for form in forms {
            for seq in &seqs {
                let acks: Vec<i64> =
                    if form.contains("ACK") { acks.iter().copied().collect() } else { vec![0] };
                for ack in acks {
                    let packet = self.packet(form, Numbers { seq: *seq, ack });
                    let (mut end, mut fired) = (self.end.clone(), Vec::new());
                    if self.machine.leave(&mut end, &packet, &mut fired) {
                        cells.push(Cell {
                            event: format!("> {}", self.show(&packet, self.side)),
                            fired,
                            end,
                            note: "",
                        });
                    }
                }
            }
        }
        cells
    }

    /// A segment; `len` stands for ten octets.
    fn packet(&self, form: &str, numbers: Numbers) -> Packet {
        let machine = self.machine;
        let mut packet = Packet { flags: 0, fields: Slots::default() };
        let mut len = 0;
        for word in form.split_whitespace() {
            match machine.flag(word) {
                Some(bits) => packet.flags |= bits,
                None if word == "len" => len = 10,
                None => {}
            }
        }
        let with_ack = form.split_whitespace().any(|word| word == "ACK");
        let seq = |number: i64| i64::from(Seq::wrap(number).0);
        let fields = [
            ("seq", Some(seq(numbers.seq))),
            ("ack", with_ack.then(|| seq(numbers.ack))),
            ("len", Some(len)),
        ];
        for (name, value) in fields {
            packet.fields.put(machine.field(name).expect("a field of TCP"), value);
        }
        machine.with_defaults(&self.end, packet)
    }

    fn at(&self, variable: &str) -> Option<i64> {
        let index = self.machine.variables.iter().position(|(name, _)| name == variable).expect("a variable");
        self.end.variables.at(index as u8)
    }

    fn pick(&self, pick: &Pick) -> i64 {
        let symbol = |s: &&ackademy::machine::Symbol| s.end == self.side && s.variable == pick.variable;
        self.machine.symbols.iter().find(symbol).map_or(0, |symbol| i64::from(symbol.value))
    }

    fn show(&self, packet: &Packet, sender: End) -> String {
        self.machine.show(packet, Some(sender), &self.names)
    }

    fn owed(&self, end: &Endpoint) -> String {
        let debts = self.machine.debts(end);
        let list: Vec<String> = debts.iter().map(|debt| self.show(&debt.packet, self.side)).collect();
        if list.is_empty() { "-".to_owned() } else { list.join("; ") }
    }

    fn rules(&self, cell: &Cell) -> String {
        let names: Vec<&str> =
            cell.fired.iter().filter_map(|id| self.machine.rule(*id)).map(|rule| rule.id.as_str()).collect();
        format!("{}{}", cell.note, names.join(", "))
    }
}

/// The numbers of a segment.
#[derive(Clone, Copy)]
struct Numbers {
    seq: i64,
    ack: i64,
}

#[test]
fn every_state_with_every_event() {
    let machine = tcp();
    let mut used: BTreeMap<RuleId, usize> = BTreeMap::new();
    let mut text = String::new();
    for scene in &SCENES {
        let stage = stage(&machine, scene);
        let trace = scene.trace.replace("OPEN ", "(open) | ").replace("OPEN", "(open)").replace('\n', " | ");
        let trace = if trace.is_empty() { "(nothing)" } else { &trace };
        let _ = writeln!(text, "\n## {}\n{trace}\nowed: {}", scene.title, stage.owed(&stage.end));
        for cell in stage.cells() {
            cell.fired.iter().for_each(|rule| *used.entry(*rule).or_default() += 1);
            let (state, owed) = (machine.state_name(cell.end.state), stage.owed(&cell.end));
            let line = format!("{:48} {state:12} {:44} {owed}", cell.event, stage.rules(&cell));
            let _ = writeln!(text, "{}", line.trim_end());
        }
    }
    let mut unused = String::new();
    for (index, rule) in machine.rules.iter().enumerate() {
        if !used.contains_key(&RuleId(index as u16)) {
            let _ = writeln!(unused, "{}", rule.id);
        }
    }
    if unused.is_empty() {
        unused += "none\n";
    }
    let legend = "\
Scene: what brought the end there; what it owes.
Event: call, timer, < arrives, > may leave; the state behind it; the rules that fired; what is owed then.
Numbers: seq fits is RCV.NXT, old one less, ahead ten more, beyond behind the window; ack fits is SND.NXT,
old SND.UNA, unsent one more than SND.NXT; len is ten octets. Variants with one outcome share a line.
What is not listed may not leave.
";
    insta::assert_snapshot!(format!("{legend}\n## Rules that no cell uses\n{unused}{text}"));
}

#[test]
fn every_state_is_reached() {
    let machine = tcp();
    let reached: BTreeSet<&str> =
        SCENES.iter().map(|scene| machine.state_name(stage(&machine, scene).end.state)).collect();
    let all: BTreeSet<&str> = machine.states.iter().map(|state| state.name.as_str()).collect();
    assert_eq!(reached, all);
    assert_eq!(all.len(), 11);
}
