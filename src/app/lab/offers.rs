//! What could come next: what each end owes, may send, may be asked to do, and which timers may run out.

use crate::machine::{Called, Legal, Machine, Move, Named, Packet, Source, Type, Verdict, World};
use crate::text::{Lang, cited, say};
use crate::wire::{Calls, End, Seq, Step, Term, parse_line, parse_segment};

/// A step that can be added by one click.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offer {
    /// What is on its button.
    pub text: String,
    /// The line of the trace.
    pub line: String,
    /// Why it could come, and where the standard says so.
    pub reason: String,
    /// What kind of step it is.
    pub kind: OfferKind,
}

/// What kind of step is offered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum OfferKind {
    /// A segment that is owed.
    Due,
    /// A segment that may be sent.
    Legal,
    /// A user call.
    Call,
    /// A timer.
    Timer,
    /// A segment that the network has held back, or delivers once more.
    Arrival,
}

/// Where the offers are made.
pub struct Here<'a> {
    /// The machine.
    pub machine: &'a Machine,
    /// The run, for its names.
    pub verdict: &'a Verdict,
    /// The configurations.
    pub worlds: &'a [World],
    /// What led there.
    pub moves: &'a [Move],
    /// Whether calls are implied.
    pub calls: Calls,
    /// The language.
    pub lang: Lang,
}

/// Numbers no farther apart than this belong to the same count.
const STRIDE: i64 = 3000;
/// At most so many segments of one kind are offered at each end.
const MOST_SEGMENTS: usize = 8;

impl Here<'_> {
    /// All that one end could do.
    pub fn offers(&self, end: End) -> Vec<Offer> {
        let mut offers: Vec<Offer> = Vec::new();
        let mut add = |offer: Offer| {
            if !offers.iter().any(|known| known.line == offer.line) {
                offers.push(offer);
            }
        };
        for world in self.worlds {
            let owed = self.machine.owed(world, self.moves);
            let owed = owed.iter().filter(|(side, debt)| *side == end && debt.must);
            owed.filter_map(|(_, debt)| self.segment(end, &debt.packet, debt.source, OfferKind::Due))
                .take(MOST_SEGMENTS)
                .for_each(&mut add);
        }
        for world in self.worlds {
            let legal = self.machine.legal(&world.ends[end.index()], end, self.calls);
            let segments = legal.iter().filter_map(|Legal { packet, source, .. }| {
                self.segment(end, packet, *source, OfferKind::Legal)
            });
            segments.take(MOST_SEGMENTS).for_each(&mut add);
        }
        for world in self.worlds {
            self.calls(world, end).into_iter().for_each(&mut add);
            self.timers(world, end).into_iter().for_each(&mut add);
        }
        offers.sort_by_key(|offer| offer.kind);
        offers
    }

    fn segment(&self, end: End, packet: &Packet, source: Source, kind: OfferKind) -> Option<Offer> {
        let mut segment = parse_segment(&self.machine.show(packet, Some(end), &self.verdict.names)).ok()?;
        for (name, term) in segment.fields.iter_mut().filter(|(_, term)| term.symbol.is_none()) {
            let own =
                self.machine.fields.iter().find(|field| field.name == *name).and_then(|field| field.own);
            let owner = own.map(|own| if own { end } else { end.peer() });
            if let Some(far) = owner.and_then(|owner| self.far(owner, term.offset)) {
                *term = far;
            }
        }
        let text = segment.to_string();
        let line = format!("{} > {text}", self.machine.role(end));
        parse_line(&line).ok()?;
        Some(Offer { text, line, reason: self.reason(source), kind })
    }

    /// A number with the symbol of its owner, however far that has counted since: where the owner remembers it, or
    /// where what was sent leads up to it step by step. Nothing for the number of a stranger.
    fn far(&self, owner: End, value: i64) -> Option<Term> {
        let symbol = self.machine.symbols.iter().find(|symbol| symbol.end == owner)?;
        let base = self.verdict.names.value(&Term::symbol(&symbol.name, 0))?;
        let distance = |value: i64| Seq::wrap(value).distance_from(Seq::wrap(base));
        let seqs = || self.machine.variables.iter().enumerate().filter(|(_, (_, kind))| *kind == Type::Seq);
        let remembered = self.worlds.iter().any(|world| {
            let variables = &world.ends[owner.index()].variables;
            seqs().any(|(index, _)| variables.at(index as u8) == Some(value))
        });
        let far = distance(value);
        let known = remembered || far <= self.reach(owner, &distance) + STRIDE;
        (known && far >= 0).then(|| Term::symbol(&symbol.name, far))
    }

    /// How far from its first number an end has counted, by what both have sent.
    fn reach(&self, owner: End, distance: &dyn Fn(i64) -> i64) -> i64 {
        let sent = self.moves.iter().filter_map(|step| match step {
            Move::Send { from, packet, .. } => Some((*from, packet)),
            _ => None,
        });
        let mut steps: Vec<i64> = sent
            .flat_map(|(from, packet)| {
                let fields = self.machine.fields.iter().enumerate();
                fields.filter(move |(_, field)| field.own == Some(from == owner)).filter_map(|(index, _)| {
                    let value = packet.fields.at(index as u8)?;
                    Some(distance(value))
                })
            })
            .collect();
        steps.sort_unstable();
        steps.into_iter().fold(0, |reach, step| if step - reach <= STRIDE { reach.max(step) } else { reach })
    }

    fn reason(&self, source: Source) -> String {
        let machine = self.machine;
        let (why, cite) = match source {
            Source::Rule(id) | Source::Reply(id) => {
                machine.rule(id).map(|rule| (&rule.why, rule.cite.as_str())).unzip()
            }
            Source::Due(index) => (machine.due.get(index).map(|due| &due.why), None),
        };
        let why = why.map(|why| why.get(self.lang).to_owned()).unwrap_or_default();
        [why, cited(cite.unwrap_or_default(), self.lang)]
            .into_iter()
            .filter(|part| !part.is_empty())
            .collect::<Vec<_>>()
            .join("\n")
    }

    fn calls(&self, world: &World, end: End) -> Vec<Offer> {
        let machine = self.machine;
        let offer = |(index, call): (usize, &Named)| {
            let mut called = world.ends[end.index()].clone();
            let mut fired = Vec::new();
            let done = machine.call(&mut called, index as u8, call.argument, &mut |_| 0, &mut fired);
            let rule = fired.first().and_then(|id| machine.rule(*id));
            // What fails or changes nothing is no way to go on; it can still be composed.
            if done != Called::Done || called == world.ends[end.index()] {
                return None;
            }
            let reason = rule.map(|rule| rule.why.get(self.lang).to_owned());
            let argument = call.argument.map(|n| n.to_string());
            let written = argument.as_ref().map(|n| format!(" {n}")).unwrap_or_default();
            Some(Offer {
                text: machine.call_in_words(call, argument.as_deref(), self.lang),
                line: format!("{}: {}{written}", machine.role(end), call.name),
                reason: reason.unwrap_or_default(),
                kind: OfferKind::Call,
            })
        };
        machine.calls.iter().enumerate().filter_map(offer).collect()
    }

    fn timers(&self, world: &World, end: End) -> Vec<Offer> {
        let machine = self.machine;
        let offer = |(index, timer): (usize, &Named)| {
            let mut after = world.ends[end.index()].clone();
            let mut fired = Vec::new();
            if !machine.timer(&mut after, index as u8, &mut |_| 0, &mut fired) {
                return None;
            }
            let rule = fired.first().and_then(|id| machine.rule(*id));
            Some(Offer {
                text: timer.is.get(self.lang).to_owned(),
                line: format!("{}: timeout {}", machine.role(end), timer.name),
                reason: rule.map(|rule| rule.why.get(self.lang).to_owned()).unwrap_or_default(),
                kind: OfferKind::Timer,
            })
        };
        machine.timers.iter().enumerate().filter_map(offer).collect()
    }
}

/// The segments that the network could deliver now.
pub fn arrivals(machine: &Machine, steps: &[&Step], lang: Lang) -> Vec<(End, Offer)> {
    let late = crate::app::composer::arrivals(machine, steps, lang);
    let reason = say(lang, "lab-arrival").into_owned();
    let offer =
        |(to, text, line)| (to, Offer { text, line, reason: reason.clone(), kind: OfferKind::Arrival });
    late.into_iter().map(offer).collect()
}
