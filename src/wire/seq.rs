//! Sequence numbers: modulo 2³², without an order (RFC 9293 §3.4).

use std::fmt;

/// A sequence number. It has no `Ord`: "before" only means something within a window of 2³¹.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub struct Seq(pub u32);

impl Seq {
    /// The number as which `value` is sent: its lowest 32 bits.
    pub fn wrap(value: i64) -> Seq {
        Seq(value as u32)
    }

    /// The number `count` further on (or back).
    pub fn plus(self, count: i64) -> Seq {
        Seq::wrap(i64::from(self.0).wrapping_add(count))
    }

    /// Signed distance from `other` to this one, in `-2³¹ ..= 2³¹`-1; a distance of exactly 2³¹ reads as -2³¹.
    pub fn distance_from(self, other: Seq) -> i64 {
        i64::from(self.0.wrapping_sub(other.0) as i32)
    }

    /// Whether this one comes before `other`. At a distance of exactly 2³¹ neither comes before the other.
    pub fn before(self, other: Seq) -> bool {
        let distance = other.distance_from(self);
        distance > 0 && distance != i64::from(i32::MIN)
    }
}

impl fmt::Display for Seq {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}
