//! Draws that depend on nothing but what they are for.

use crate::quantity::Ratio;

/// Largest denominator of a probability: comparisons with a draw of 64 bits then fit in 128.
pub(super) const FINEST: i128 = 1_000_000_000;

/// Draws for one intervention.
#[derive(Clone, Copy, Debug)]
pub(super) struct Chance<'a> {
    pub(super) seed: u64,
    pub(super) intervention: &'a str,
}

impl Chance<'_> {
    /// Whether an event of this probability (0 to 1, denominator at most [`FINEST`]) happens to the household.
    pub(super) fn happens(self, probability: Ratio, event: &str, year: u32, household: &str) -> bool {
        let draw = u128::from(self.draw(event, year, household));
        // draw / 2^64 < numerator / denominator, as integers.
        let left = draw.checked_mul(probability.denominator().unsigned_abs());
        let right = probability.numerator().unsigned_abs().checked_mul(1 << 64);
        left.zip(right).is_some_and(|(left, right)| left < right)
    }

    /// FNV-1a over the parts with their lengths, mixed by the finaliser of SplitMix64 (Steele, Lea, Flood 2014).
    pub(super) fn draw(self, event: &str, year: u32, household: &str) -> u64 {
        let mut hash = 0xcbf2_9ce4_8422_2325_u64;
        let mut take = |bytes: &[u8]| {
            for byte in bytes {
                hash = (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
            }
        };
        take(&self.seed.to_le_bytes());
        take(&year.to_le_bytes());
        for part in [self.intervention, event, household] {
            // Lengths in 64 bits, so that every platform draws alike.
            take(&u64::try_from(part.len()).unwrap_or(u64::MAX).to_le_bytes());
            take(part.as_bytes());
        }
        let mixed = (hash ^ (hash >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_are_met_and_neighbouring_seeds_are_strangers() {
        let happen = |seed: u64, part: i128| {
            let chance = Chance { seed, intervention: "toilet" };
            let share = Ratio::new(part, 10).unwrap();
            (0..10_000).filter(|number| chance.happens(share, "takes up", 0, &format!("H{number}"))).count()
        };
        assert_eq!((happen(1, 0), happen(1, 10)), (0, 10_000));
        for (seed, part, expected) in [(1, 3, 3_000_usize), (2, 3, 3_000), (3, 8, 8_000)] {
            // Four standard deviations of a share of 10,000 draws are under 200.
            assert!(happen(seed, part).abs_diff(expected) < 200);
        }
        let both = (0..10_000).filter(|number| {
            let id = format!("H{number}");
            let half = Ratio::new(1, 2).unwrap();
            let happens = |seed| Chance { seed, intervention: "toilet" }.happens(half, "takes up", 0, &id);
            happens(7) && happens(8)
        });
        assert!(both.count().abs_diff(2_500) < 200);
    }
}
