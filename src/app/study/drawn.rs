//! Questions that are drawn anew each time they are shown.

use super::{Study, seed_of};
use crate::chance::derive;

/// So many seeds are tried for an exercise that this session has not seen.
const MOST_DRAWS: u64 = 20;

impl Study {
    /// Draws a question that is drawn anew each time; none that this session has seen, unless it is to be shown exactly
    /// as it was.
    pub(super) fn draw(&mut self) {
        self.drawn = None;
        let Some(asked) = self.asked() else { return };
        if let Some(seed) = self.queue.first().and_then(|name| seed_of(name)) {
            self.drawn = self.deck.drawn(asked, seed).map(|question| (seed, question));
            return;
        }
        let showing = self.showing_seed();
        let drawn = (0..MOST_DRAWS).find_map(|at| {
            let seed = derive(showing, at) >> 11;
            let question = self.deck.drawn(asked, seed)?;
            (!self.seen.contains(&question.exercise())).then_some((seed, question))
        });
        self.seen.extend(drawn.iter().map(|(_, question)| question.exercise()));
        self.drawn = drawn;
    }
}
