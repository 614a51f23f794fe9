//! The tables behind the rules: debts, known mistakes, implied calls, named starts.

use super::Loader;
use crate::machine::file::{DueFile, FaultFile, ImpliedFile, Pairs, StartFile};
use crate::machine::model::{Due, Implied, KnownFault, Machine, On, Rule, Start, StateSet, Type};
use crate::wire;

impl Loader<'_> {
    pub(super) fn due(&mut self, due: Vec<DueFile>, machine: &mut Machine) {
        let whole = self.whole.clone();
        for due in due {
            let at = ["due:", due.segment.as_str()];
            let segment = self.check(&whole, &at, |l| l.names.template(&due.segment));
            let when = self.check(&whole, &["due:", &due.when], |l| l.names.condition(&due.when));
            let from = self.set(&due.from, &whole, "due:");
            if let (Some(segment), Some(when)) = (segment, when) {
                let leaves = |rule: &Rule| match rule.on {
                    On::Leaves(pattern) => pattern.fits(segment.flags) && rule.from.0 & from.0 != 0,
                    On::Call(_) | On::Arrives(_) | On::Timer(_) => false,
                };
                if !machine.rules.is_empty() && !machine.rules.iter().any(leaves) {
                    self.tell("machine::due-cannot-leave", &at, |f| f.with("segment", due.segment.as_str()));
                }
                let compiled = Due { from, when, segment, must: due.must, why: due.why };
                match &due.after {
                    None => machine.due.push(compiled),
                    Some(timer) => {
                        let timer =
                            self.named(&machine.timers, timer, "machine::no-such-timer", &whole, "after:");
                        machine.again.extend(timer.map(|timer| (timer, compiled)));
                    }
                }
            }
        }
    }

    pub(super) fn faults(&mut self, faults: Vec<FaultFile>, machine: &mut Machine) {
        let whole = self.whole.clone();
        for fault in faults {
            let sent =
                self.check(&whole, &["faults:", &fault.kind, &fault.sent], |l| l.names.pattern(&fault.sent));
            let when = fault
                .when
                .as_ref()
                .map(|when| self.check(&whole, &["faults:", when], |l| l.names.condition(when)));
            let from = self.set(&fault.from, &whole, "faults:");
            if let Some(sent) = sent {
                machine.faults.push(KnownFault {
                    kind: fault.kind,
                    from,
                    sent,
                    when: when.flatten(),
                    mild: fault.mild,
                    why: fault.why,
                    cite: fault.cite,
                });
            }
        }
    }

    pub(super) fn implied(&mut self, implied: Vec<ImpliedFile>, machine: &mut Machine) {
        let whole = self.whole.clone();
        for implied in implied {
            let on = self.on(&implied.on, machine, &whole, "implied:");
            let when = implied
                .when
                .as_ref()
                .map(|when| self.check(&whole, &["implied:", when], |l| l.names.condition(when)));
            let argument = implied
                .argument
                .as_ref()
                .map(|a| self.check(&whole, &["implied:", a], |l| l.names.value(a, Type::Int)));
            let from = if implied.from.0.is_empty() {
                StateSet(u64::MAX)
            } else {
                self.set(&implied.from, &whole, "implied:")
            };
            let call = self.named(&machine.calls, &implied.call, "machine::no-such-call", &whole, "implied:");
            if let (Some(on), Some(call)) = (on, call) {
                machine.implied.push(Implied {
                    call,
                    on,
                    from,
                    when: when.flatten(),
                    argument: argument.flatten(),
                    always: implied.always,
                });
            }
        }
    }

    pub(super) fn starts(&mut self, starts: Pairs<StartFile>, machine: &mut Machine) {
        for (name, start) in starts.0 {
            let mut trace = wire::Trace::default();
            for line in &start.trace {
                match wire::parse_line(line) {
                    Ok(step) => trace.steps.push(step),
                    Err(_) => self.tell("machine::bad-step", &["starts:", &name, line], |f| {
                        f.with("found", line.as_str())
                    }),
                }
            }
            let mut names = Vec::new();
            for (symbol, term) in start.names.0 {
                match wire::parse_term(&term) {
                    Some(value) => names.push((symbol, value)),
                    None => self.tell("machine::bad-step", &["starts:", &name, &term], |f| {
                        f.with("found", term.as_str())
                    }),
                }
            }
            machine.starts.push(Start { name, is: start.is, trace, names });
        }
    }
}
