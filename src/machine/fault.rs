//! The first illegal step as data: what came, what would have been legal, which part is wrong.

use super::expr::Comparison;
use super::model::*;
use super::resolved::{Move, Resolved};
use super::run::World;
use super::step::{Called, Debt, Endpoint, Source};
use super::value::{Expr, Scene, Slots};
use crate::wire::{Calls, End};

/// The first illegal step.
#[derive(Clone, Debug, PartialEq)]
pub struct Fault {
    /// Index of the step.
    pub step: usize,
    /// The end that it is about.
    pub end: Option<End>,
    /// The states that both ends may have been in before it.
    pub states: [Vec<StateId>; 2],
    /// Its kind: `wrong-` and a field, `wrong-flags`, `wrong-sender`, `wrong-order`, `wrong-timer`,
    /// `wrong-state-claim`, `missing-step`, or that of a known mistake of the machine's file.
    pub kind: String,
    /// The segment that was sent.
    pub sent: Option<Packet>,
    /// The known mistake of the machine file that it is, by index.
    pub known: Option<usize>,
    /// The legal segment that is nearest to it, with what fails.
    pub nearest: Option<Nearest>,
    /// What would have been legal there, in the order of the rules.
    pub legal: Vec<Legal>,
    /// The call that is missing before it.
    pub missing_call: Option<u8>,
    /// What was claimed, where a claim is wrong.
    pub claimed: Option<StateId>,
}

/// The rule or debt that is nearest to what was sent.
#[derive(Clone, Debug, PartialEq)]
pub struct Nearest {
    /// Where it comes from.
    pub source: Source,
    /// What does not fit.
    pub failed: Vec<Failed>,
}

/// A part that does not fit.
#[derive(Clone, Debug, PartialEq)]
pub struct Failed {
    /// The condition as it stands in the file.
    pub text: String,
    /// The field that it demands a number of, if it is of that form.
    pub field: Option<u8>,
    /// The number that was wanted.
    pub wanted: Option<i64>,
    /// The number that came.
    pub found: Option<i64>,
}

/// A legal segment.
#[derive(Clone, Debug, PartialEq)]
pub struct Legal {
    /// Who could have sent it.
    pub from: End,
    /// The segment; fields that do not matter are unknown.
    pub packet: Packet,
    /// Why it would have been legal.
    pub source: Source,
}

/// Whether an end could send a segment, with implied calls or without.
type Could<'a> = Box<dyn Fn(End, &Packet, bool) -> bool + 'a>;

/// The scene of a fault.
pub(super) struct Wrong<'a> {
    pub machine: &'a Machine,
    pub trace: &'a Resolved,
    pub step: usize,
    pub worlds: &'a [World],
    /// Whether an end could send a segment, with implied calls or without.
    pub could: Could<'a>,
}

/// Finds out what is wrong with a step that no configuration allows; also which of the
/// configurations makes most sense of it, by index.
pub(super) fn diagnose(wrong: &Wrong<'_>) -> (usize, Fault) {
    let likely = likely(wrong);
    let mut fault = Fault {
        step: wrong.step,
        end: None,
        states: wrong
            .worlds
            .get(likely)
            .map(|w| w.ends.each_ref().map(|end| vec![end.state]))
            .unwrap_or_default(),
        kind: "wrong-order".to_owned(),
        sent: None,
        known: None,
        nearest: None,
        legal: Vec::new(),
        missing_call: None,
        claimed: None,
    };
    match &wrong.trace.moves[wrong.step] {
        Move::Call { end, .. } => fault.end = Some(*end),
        Move::Timer { end, .. } => {
            fault.end = Some(*end);
            fault.kind = "wrong-timer".to_owned();
        }
        Move::Claim { end, state } => {
            fault.end = Some(*end);
            fault.claimed = Some(*state);
            fault.kind = "wrong-state-claim".to_owned();
        }
        Move::Inject { at, packet, .. } => {
            fault.end = Some(*at);
            fault.sent = Some(*packet);
        }
        Move::Arrive { .. } | Move::Wait => {}
        Move::Send { from, packet, .. } => {
            fault.end = Some(*from);
            fault.sent = Some(*packet);
            sent(wrong, likely, *from, packet, &mut fault);
        }
    }
    (likely, fault)
}

/// The configuration in which the sender owes, or at least may send, something with these flags.
fn likely(wrong: &Wrong<'_>) -> usize {
    let Move::Send { from, packet, .. } = &wrong.trace.moves[wrong.step] else { return 0 };
    let counted = !wrong.machine.ignored;
    let rank = |world: &World| {
        let end = &world.ends[from.index()];
        let same = |flags: u32| flags & counted == packet.flags & counted;
        let owed = wrong.machine.debts(end).iter().any(|debt| same(debt.packet.flags));
        let fits = nearest(wrong.machine, end, packet).map_or(usize::MAX, |near| near.failed.len());
        (!owed, fits)
    };
    let ranked = wrong.worlds.iter().enumerate().map(|(index, world)| (rank(world), index));
    ranked.min().map_or(0, |(_, index)| index)
}

fn sent(wrong: &Wrong<'_>, likely: usize, from: End, packet: &Packet, fault: &mut Fault) {
    let machine = wrong.machine;
    let Some(world) = wrong.worlds.get(likely) else { return };
    let end = &world.ends[from.index()];
    for side in [from, from.peer()] {
        fault.legal.extend(machine.legal(&world.ends[side.index()], side, wrong.trace.calls));
    }
    // 1. Everything is right but a call that was not written.
    if wrong.trace.calls == Calls::Explicit && (wrong.could)(from, packet, true) {
        fault.missing_call = missing_call(machine, end, packet);
        fault.kind = "missing-step".to_owned();
        return;
    }
    // 2. An exact reply with a wrong number.
    let counted = !machine.ignored;
    let reply =
        end.owed.iter().find(|owed| owed.flags & counted & !owed.free == packet.flags & counted & !owed.free);
    if let Some(owed) = reply {
        let failed = failed_fields(machine, &owed.fields, packet);
        fault.kind = failed.iter().find_map(|f| kind_of_field(machine, f)).unwrap_or(fault.kind.clone());
        fault.nearest = Some(Nearest { source: Source::Reply(owed.rule), failed });
        return;
    }
    // 3. A mistake with a name.
    let called = wrong.after_call(from, end, packet);
    let known =
        known(machine, end, packet).or_else(|| called.as_ref().and_then(|end| known(machine, end, packet)));
    if let Some((index, mistake)) = known {
        fault.kind.clone_from(&mistake.kind);
        fault.known = Some(index);
        fault.nearest = nearest(machine, end, packet);
        return;
    }
    // 4. The other end could have sent just this.
    if (wrong.could)(from.peer(), packet, wrong.trace.calls == Calls::Implied) {
        fault.kind = "wrong-sender".to_owned();
        return;
    }
    // 5. The flags fit a rule whose condition fails, or the flags are wrong, or nothing was to be sent.
    fault.nearest =
        nearest(machine, end, packet).or_else(|| called.and_then(|end| nearest(machine, &end, packet)));
    let only_numbers = fault.nearest.as_ref().filter(|n| n.failed.iter().all(|f| f.field.is_some()));
    if let Some(kind) = only_numbers.and_then(|n| n.failed.iter().find_map(|f| kind_of_field(machine, f))) {
        fault.kind = kind;
        return;
    }
    // A debt that was sent already is only repeated; one that was not is what must come next.
    let moves = wrong.trace.moves.get(..wrong.step).unwrap_or_default();
    let fresh = |debt: &Debt, side: End| machine.is_news(moves, &world.ends[side.index()], side, debt);
    let own = machine.debts(end);
    let turn = own.iter().any(|debt| fresh(debt, from));
    let peer = machine.debts(&world.ends[from.peer().index()]);
    if !turn
        && peer
            .iter()
            .any(|debt| fresh(debt, from.peer()) && debt.packet.flags & counted == packet.flags & counted)
    {
        fault.kind = "wrong-sender".to_owned();
    } else if let Some(debt) = own.iter().find(|debt| debt.packet.flags & counted != packet.flags & counted) {
        fault.kind = "wrong-flags".to_owned();
        fault.nearest = Some(Nearest { source: debt.source, failed: Vec::new() });
    }
}

impl Wrong<'_> {
    /// The end after a call that is implied before such a segment, where nothing like it may leave without:
    /// a FIN may leave only once its user has closed. How much a call would have to hand over, nobody can
    /// tell from a segment with a wrong number, so one that may carry something from such a call, and does,
    /// is left alone.
    fn after_call(&self, from: End, end: &Endpoint, packet: &Packet) -> Option<Endpoint> {
        let machine = self.machine;
        let whole = machine.with_defaults(end, *packet);
        let scene = Scene { variables: &end.variables, packet: Some(&whole), argument: None };
        let implied = || {
            machine.implied.iter().filter(|implied| {
                matches!(implied.on, On::Leaves(pattern) if pattern.fits(packet.flags))
                    && implied.from.has(end.state)
                    && implied.when.as_ref().is_none_or(|when| when.holds(scene))
            })
        };
        let takes = implied().any(|implied| implied.argument.is_some());
        if self.trace.calls != Calls::Implied
            || (takes && carries(machine, end, packet))
            || nearest(machine, end, packet).is_some()
        {
            return None;
        }
        implied().filter(|implied| implied.argument.is_none()).find_map(|implied| {
            let mut called = end.clone();
            let mut choose = |pick: &Pick| {
                let shown = packet.fields.at(pick.field).filter(|_| pick.on.fits(packet.flags));
                shown.unwrap_or_else(|| machine.symbol_value(pick, from))
            };
            let done = machine.call(&mut called, implied.call, None, &mut choose, &mut Vec::new());
            (done == Called::Done).then_some(called)
        })
    }
}

/// The known mistake that it is to send this here.
fn known<'m>(machine: &'m Machine, end: &Endpoint, packet: &Packet) -> Option<(usize, &'m KnownFault)> {
    let whole = machine.with_defaults(end, *packet);
    let scene = Scene { variables: &end.variables, packet: Some(&whole), argument: None };
    machine.faults.iter().enumerate().find(|(_, known)| {
        let when = known.when.as_ref().is_none_or(|when| when.holds(scene));
        known.from.has(end.state) && known.sent.fits(packet.flags) && when
    })
}

/// Whether a segment has a plain number that is not what it would be where nobody writes it.
fn carries(machine: &Machine, end: &Endpoint, packet: &Packet) -> bool {
    let bare = machine.with_defaults(end, Packet { flags: packet.flags, ..Packet::default() });
    let whole = machine.with_defaults(end, *packet);
    machine.fields.iter().enumerate().any(|(index, field)| {
        let index = index as u8;
        field.kind == Type::Int && field.default.is_some() && whole.fields.at(index) != bare.fields.at(index)
    })
}

fn missing_call(machine: &Machine, end: &Endpoint, packet: &Packet) -> Option<u8> {
    let scene = Scene { variables: &end.variables, packet: Some(packet), argument: None };
    let explains = |implied: &&Implied| {
        matches!(implied.on, On::Leaves(pattern) if pattern.fits(packet.flags))
            && implied.from.has(end.state)
            && implied.when.as_ref().is_none_or(|when| when.holds(scene))
    };
    machine.implied.iter().rev().find(explains).map(|implied| implied.call)
}

/// The rule for leaving segments that fits the flags and fails in the fewest parts.
fn nearest(machine: &Machine, end: &Endpoint, packet: &Packet) -> Option<Nearest> {
    let fitting = machine.rules.iter().enumerate().filter_map(|(index, rule)| {
        let On::Leaves(pattern) = rule.on else { return None };
        if !pattern.fits(packet.flags) || !rule.from.has(end.state) {
            return None;
        }
        let filled = machine.solve(rule, end, machine.with_defaults(end, *packet));
        let failed = failed_clauses(machine, &rule.when, end, &filled);
        let about_fields = failed.iter().filter(|f| f.field.is_none()).count();
        Some((
            (failed.len(), about_fields, index),
            Nearest { source: Source::Rule(RuleId(index as u16)), failed },
        ))
    });
    fitting.min_by_key(|(key, _)| *key).map(|(_, nearest)| nearest)
}

fn failed_fields(machine: &Machine, wanted: &Slots<MOST_FIELDS>, packet: &Packet) -> Vec<Failed> {
    let fields = 0..machine.fields.len() as u8;
    fields
        .filter_map(|field| {
            let number = wanted.at(field)?;
            let found = packet.fields.at(field);
            let text = machine.fields[usize::from(field)].name.clone();
            (found != Some(number)).then_some(Failed {
                text,
                field: Some(field),
                wanted: Some(number),
                found,
            })
        })
        .collect()
}

fn failed_clauses(machine: &Machine, clauses: &[Clause], end: &Endpoint, packet: &Packet) -> Vec<Failed> {
    let scene = Scene { variables: &end.variables, packet: Some(packet), argument: None };
    let failing = clauses.iter().filter(|clause| !clause.expr.holds(scene));
    let mut failed: Vec<Failed> = failing
        .map(|clause| {
            let mut failed = Failed { text: clause.text.clone(), field: None, wanted: None, found: None };
            if let Some((field, offset, wanted)) = demanded(machine, &clause.expr, scene) {
                failed.field = Some(field);
                failed.found = packet.fields.at(field);
                failed.wanted = wanted.map(|wanted| machine.sent(field, wanted.wrapping_sub(offset)));
            }
            failed
        })
        .collect();
    // Where one number is demanded, the bounds on the same field are no news.
    let demanded: Vec<Option<u8>> = failed.iter().filter(|f| f.wanted.is_some()).map(|f| f.field).collect();
    failed.retain(|f| f.wanted.is_some() || !demanded.contains(&f.field));
    failed
}

/// The field that a comparison is about, what the segment adds to it there (`SEG.SEQ + SEG.LEN`), and
/// the number that an equation demands.
fn demanded(machine: &Machine, expr: &Expr, scene: Scene<'_>) -> Option<(u8, i64, Option<i64>)> {
    let Expr::Compare(terms, operators, _) = expr else { return None };
    let (at, field) =
        terms.iter().enumerate().find_map(|(at, term)| Some((at, leading_field(machine, term)?)))?;
    let own = scene.packet?.fields.at(field)?;
    let value = terms[at].value(scene)?;
    let wanted = match (terms.as_slice(), operators.as_slice()) {
        ([_, _], [Comparison::Equal]) => terms[1 - at].value(scene),
        _ => None,
    };
    Some((field, value.wrapping_sub(own), wanted))
}

/// The sequence field that a term begins with.
fn leading_field(machine: &Machine, expr: &Expr) -> Option<u8> {
    match expr {
        Expr::Field(field) => {
            machine.fields.get(usize::from(*field)).filter(|f| f.kind != Type::Int).map(|_| *field)
        }
        Expr::Add(a, _) | Expr::Sub(a, _, _) => leading_field(machine, a),
        Expr::Const(_) | Expr::Variable(_) | Expr::Flag(_) | Expr::Argument | Expr::Not(_) => None,
        Expr::Compare(..) | Expr::All(_) | Expr::Any(_) => None,
    }
}

fn kind_of_field(machine: &Machine, failed: &Failed) -> Option<String> {
    let field = machine.fields.get(usize::from(failed.field?))?;
    Some(format!("wrong-{}", field.name))
}

impl Machine {
    /// What an end may send now, in the order of debts and rules; where calls are implied, also what
    /// it would send after one of them.
    pub fn legal(&self, end: &Endpoint, from: End, calls: Calls) -> Vec<Legal> {
        let mut legal = self.legal_now(end, from);
        let leaving = |implied: &&Implied| {
            let takes_nothing =
                self.calls.get(usize::from(implied.call)).is_some_and(|call| call.argument.is_none());
            calls == Calls::Implied
                && takes_nothing
                && matches!(implied.on, On::Leaves(_))
                && implied.from.has(end.state)
        };
        for implied in self.implied.iter().filter(leaving) {
            let mut called = end.clone();
            let mut choose = |pick: &Pick| self.symbol_value(pick, from);
            if self.call(&mut called, implied.call, None, &mut choose, &mut Vec::new()) == Called::Done {
                for debt in self.debts(&called) {
                    let new = Legal { from, packet: debt.packet, source: debt.source };
                    if !legal.iter().any(|known| known.packet.flags == new.packet.flags) {
                        legal.push(new);
                    }
                }
            }
        }
        legal
    }

    fn legal_now(&self, end: &Endpoint, from: End) -> Vec<Legal> {
        let mut legal: Vec<Legal> = Vec::new();
        for debt in self.debts(end) {
            legal.push(Legal { from, packet: debt.packet, source: debt.source });
        }
        for (index, rule) in self.rules.iter().enumerate() {
            let On::Leaves(pattern) = rule.on else { continue };
            if !rule.from.has(end.state) {
                continue;
            }
            let mut packet = self.solve(rule, end, Packet { flags: pattern.set, fields: Slots::default() });
            packet = self.with_defaults(end, packet);
            let scene = Scene { variables: &end.variables, packet: Some(&packet), argument: None };
            let shown = |l: &Legal| {
                let same = |field: u8| match (l.packet.fields.at(field), packet.fields.at(field)) {
                    (Some(a), Some(b)) => a == b,
                    _ => true,
                };
                l.packet.flags == packet.flags && (0..self.fields.len() as u8).all(same)
            };
            if rule.holds(scene) && !legal.iter().any(shown) {
                legal.push(Legal { from, packet, source: Source::Rule(RuleId(index as u16)) });
            }
        }
        legal
    }
}
