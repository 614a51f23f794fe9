//! The answer as it is being put down.

use super::Study;
use crate::deck::{Kind, Response, WhatIf};
use crate::schedule::Grade;
use crate::text::{Lang, say_with};
use crate::wire::End;

impl Study {
    /// Writes into a gap.
    pub(super) fn fill(&mut self, at: usize, text: String) {
        let Some(Kind::Cloze(cloze)) = self.question().map(|q| &q.kind) else { return };
        let count = cloze.gaps.len();
        self.draft.gaps.resize(count, String::new());
        if let Some(gap) = self.draft.gaps.get_mut(at) {
            *gap = text;
        }
    }

    /// Puts two together.
    pub(super) fn pair(&mut self, left: usize, with: Option<usize>) {
        let Some(Kind::Match(asked)) = self.question().map(|q| &q.kind) else { return };
        let (count, most) = (asked.left.len(), asked.right.len());
        self.draft.pairs.resize(count, None);
        if let Some(pair) = self.draft.pairs.get_mut(left).filter(|_| with.is_none_or(|with| with < most)) {
            *pair = with;
        }
    }

    pub(super) fn pick(&mut self, option: usize) {
        let (several, count) = match self.question().map(|q| &q.kind) {
            Some(Kind::Choice { options, .. }) => {
                (options.iter().filter(|o| o.right).count() > 1, options.len())
            }
            Some(Kind::WhatIf(what_if)) => {
                // Behind the last case stands "none of them", which goes with no other.
                let none = what_if.cases.len();
                self.draft.picked.retain(|picked| (*picked == none) == (option == none));
                (none > 1, none + 1)
            }
            _ => return,
        };
        if option >= count {
            return;
        }
        match self.draft.picked.iter().position(|picked| *picked == option) {
            Some(at) => drop(self.draft.picked.remove(at)),
            None if several => self.draft.picked.push(option),
            None => self.draft.picked = vec![option],
        }
    }

    /// The answer as it stands, or `None` where nothing was put down yet.
    pub fn response(&self) -> Option<Response> {
        let draft = &self.draft;
        Some(match &self.question()?.kind {
            Kind::Flip { .. } => Response::Flip { knew: self.known? > Grade::Again },
            Kind::Choice { .. } if draft.picked.is_empty() => return None,
            Kind::Choice { .. } => Response::Choice(draft.picked.clone()),
            Kind::TrueFalse { .. } => Response::TrueFalse(draft.said?),
            Kind::Type { .. } if draft.text.trim().is_empty() => return None,
            Kind::Type { .. } => Response::Type(draft.text.clone()),
            Kind::Cloze(cloze) => {
                let gap = |at: usize| draft.gaps.get(at).cloned().unwrap_or_default();
                let gaps: Vec<String> = (0..cloze.gaps.len()).map(gap).collect();
                if gaps.iter().all(|gap| gap.trim().is_empty()) {
                    return None;
                }
                Response::Cloze(gaps)
            }
            Kind::Value(_) if draft.text.trim().is_empty() => return None,
            Kind::Value(_) => Response::Value(draft.text.clone()),
            Kind::Match(asked) => {
                let pair = |at: usize| draft.pairs.get(at).copied().flatten();
                let pairs: Vec<Option<usize>> = (0..asked.left.len()).map(pair).collect();
                if pairs.contains(&None) {
                    return None;
                }
                Response::Match(pairs)
            }
            Kind::Order { .. } => Response::Order(draft.order.clone()),
            Kind::Build(_) if draft.steps.is_empty() => return None,
            Kind::Build(_) => Response::Build(draft.steps.clone()),
            // Where nothing could be drawn there is nothing to answer.
            Kind::Generate(_) => return None,
            Kind::Next(_) => Response::Next(draft.steps.first()?.clone()),
            Kind::WhatIf(_) if draft.picked.is_empty() => return None,
            Kind::WhatIf(what_if) => Response::WhatIf(picked_ids(what_if, &draft.picked)),
            Kind::Fault(_) if draft.fault_kind.is_empty() => return None,
            Kind::Fault(_) => Response::Fault { step: draft.fault_step?, kind: draft.fault_kind.clone() },
            Kind::States(_) if draft.states.iter().any(|s| s.trim().is_empty()) => return None,
            Kind::States(_) => Response::States(draft.states.clone()),
        })
    }
}

/// What an answer still lacks before it can be checked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::app) enum Lacks {
    /// An option.
    Option,
    /// True or false.
    TrueFalse,
    /// Something written.
    Words,
    /// Something in a gap.
    Gap,
    /// So many of the left side have nothing of the right one.
    Pairs(usize),
    /// A step.
    Step,
    /// The step with the fault.
    Row,
    /// What is wrong with it.
    Kind,
    /// The state of an end.
    State(End),
}

impl Study {
    /// What is to be done before the answer can be checked; nothing where it can be, or where nothing is checked.
    pub(in crate::app) fn lacks(&self) -> Option<Lacks> {
        if self.response().is_some() {
            return None;
        }
        Some(match &self.question()?.kind {
            Kind::Flip { .. } | Kind::Order { .. } | Kind::Generate(_) => return None,
            Kind::Choice { .. } | Kind::WhatIf(_) => Lacks::Option,
            Kind::TrueFalse { .. } => Lacks::TrueFalse,
            Kind::Type { .. } | Kind::Value(_) => Lacks::Words,
            Kind::Cloze(_) => Lacks::Gap,
            Kind::Match(asked) => {
                let made = self.draft.pairs.iter().take(asked.left.len()).flatten().count();
                Lacks::Pairs(asked.left.len() - made)
            }
            Kind::Build(_) | Kind::Next(_) => Lacks::Step,
            Kind::Fault(_) if self.draft.fault_step.is_none() => Lacks::Row,
            Kind::Fault(_) => Lacks::Kind,
            Kind::States(_) => {
                let named = |end: &End| !self.draft.states[end.index()].trim().is_empty();
                Lacks::State(End::BOTH.into_iter().find(|end| !named(end))?)
            }
        })
    }

    /// That in words.
    pub(in crate::app) fn lacks_in_words(&self, lang: Lang) -> Option<String> {
        let lacks = self.lacks()?;
        let (what, count, role) = match lacks {
            Lacks::Option => ("option", 0, ""),
            Lacks::TrueFalse => ("true-false", 0, ""),
            Lacks::Words => ("words", 0, ""),
            Lacks::Gap => ("gap", 0, ""),
            Lacks::Pairs(count) => ("pairs", count, ""),
            Lacks::Step => ("step", 0, ""),
            Lacks::Row => ("row", 0, ""),
            Lacks::Kind => ("kind", 0, ""),
            Lacks::State(end) => ("state", 0, self.deck.machine.role_name(end, lang)),
        };
        Some(say_with(
            lang,
            "lacks",
            &[("what", what.into()), ("count", count.into()), ("role", role.into())],
        ))
    }
}

/// The ids of the cases that are picked; none where "none of them" is.
fn picked_ids(what_if: &WhatIf, picked: &[usize]) -> Vec<String> {
    let cases = what_if.properties().enumerate().filter(|(at, _)| picked.contains(at));
    cases.map(|(_, (_, property))| property.id.clone()).collect()
}
