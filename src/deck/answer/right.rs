//! The answer that a question has in its file, or that its machine gives: what somebody puts down who knows.

use super::Response;
use crate::deck::model::{Deck, Kind, Question};
use crate::text::Lang;

/// An answer that is fully right; where words are typed, those of this language. `None` for a question that is drawn
/// anew each time: ask about what was drawn. What can happen on an altered machine is explored here, which takes its
/// time.
pub fn right_answer(deck: &Deck, question: &Question, lang: Lang) -> Option<Response> {
    Some(match &question.kind {
        Kind::Flip { .. } => Response::Flip { knew: true },
        Kind::Choice { options, .. } => {
            let right = options.iter().enumerate().filter(|(_, option)| option.right);
            Response::Choice(right.map(|(at, _)| at).collect())
        }
        Kind::TrueFalse { is, .. } => Response::TrueFalse(*is),
        Kind::Type { accept, .. } => Response::Type(accept.first()?.clone()),
        Kind::Cloze(cloze) => {
            let word = |gap: &crate::deck::Gap| Some(gap.accept.first()?.get(lang).to_owned());
            Response::Cloze(cloze.gaps.iter().map(word).collect::<Option<_>>()?)
        }
        Kind::Value(value) => Response::Value(value.answer.to_string()),
        Kind::Match(asked) => Response::Match(asked.left.iter().map(|(_, right, _)| Some(*right)).collect()),
        Kind::Order { items, .. } => Response::Order((0..items.len()).collect()),
        Kind::Build(build) => Response::Build(build.answer.iter().map(ToString::to_string).collect()),
        Kind::States(states) => {
            let [client, server] = &states.answer;
            let name = |states: &[_]| Some(deck.machine.state_name(*states.first()?).to_owned());
            Response::States([name(client)?, name(server)?])
        }
        Kind::Fault(fault) => Response::Fault { step: fault.step, kind: fault.kind.clone() },
        Kind::Next(next) => Response::Next(next.answer.to_string()),
        Kind::WhatIf(what_if) => {
            let happens = what_if.properties().zip(what_if.happens()).filter(|(_, happens)| *happens);
            Response::WhatIf(happens.map(|((_, property), _)| property.id.clone()).collect())
        }
        Kind::Generate(_) => return None,
    })
}
