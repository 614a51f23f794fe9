//! The answer as it is being put down.

use super::Study;
use crate::deck::{Kind, Response, WhatIf};
use crate::schedule::Grade;

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

/// The ids of the cases that are picked; none where "none of them" is.
fn picked_ids(what_if: &WhatIf, picked: &[usize]) -> Vec<String> {
    let cases = what_if.properties().enumerate().filter(|(at, _)| picked.contains(at));
    cases.map(|(_, (_, property))| property.id.clone()).collect()
}
