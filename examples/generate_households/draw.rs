//! Draws from one seed.
//!
//! Only the stream of ChaCha8 is used, whose algorithm fixes it; how a library turns it into ranges may change with a version.

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};

/// A stream of draws.
pub(crate) struct Draw(ChaCha8Rng);

impl Draw {
    /// The stream of a seed.
    pub(crate) fn seeded(seed: u64) -> Self {
        Self(ChaCha8Rng::seed_from_u64(seed))
    }

    /// A number from 0 to below `end`.
    pub(crate) fn below(&mut self, end: u32) -> u32 {
        let scaled = (u64::from(self.0.next_u32()) * u64::from(end)) >> 32;
        u32::try_from(scaled).unwrap_or(0)
    }

    /// A number between two, both included.
    pub(crate) fn between(&mut self, low: u32, high: u32) -> u32 {
        low + self.below(high - low + 1)
    }

    /// Yes in so many of a thousand cases.
    pub(crate) fn happens(&mut self, per_thousand: u32) -> bool {
        self.below(1_000) < per_thousand
    }

    /// One of some things, each as often as its number says.
    pub(crate) fn pick<T: Copy>(&mut self, things: &[(u32, T)]) -> Option<T> {
        let total = things.iter().map(|(often, _)| often).sum();
        let mut rest = self.below(total);
        for (often, thing) in things {
            if rest < *often {
                return Some(*thing);
            }
            rest -= *often;
        }
        None
    }
}
