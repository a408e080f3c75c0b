//! The sum that one pattern of one cell holds.

/// Weight and number of rows of one pattern, in 16 bytes.
///
/// The weight has a 64-bit low word, touched by every row, and a 24-bit count of its overflows, which shares a word with the
/// 40-bit count of rows. So adding a row is two additions and no branch that is ever taken.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Slot {
    low: u64,
    /// Bits 0 to 39: rows. Bits 40 to 63: how often `low` overflowed.
    high: u64,
}

const ROW_BITS: u32 = 40;
const ROWS: u64 = (1 << ROW_BITS) - 1;

impl Slot {
    /// Adds one row. `None` if a count is full (2^40 rows, or 2^88 billionths of weight); the slot is unchanged then.
    #[inline]
    pub(super) fn add(&mut self, billionths: u64) -> Option<()> {
        let (low, overflows) = self.low.overflowing_add(billionths);
        let high = self.high.checked_add(1_u64.wrapping_add(u64::from(overflows) << ROW_BITS))?;
        // A full count of rows has just wrapped into the overflows.
        if high & ROWS == 0 {
            return None;
        }
        (self.low, self.high) = (low, high);
        Some(())
    }

    /// The sum of two slots; `None` if a count does not fit.
    pub(super) fn plus(self, other: Self) -> Option<Self> {
        let rows = self.rows().checked_add(other.rows()).filter(|rows| *rows <= ROWS)?;
        Self::of(self.weight().checked_add(other.weight())?, rows)
    }

    /// A slot of many rows; `None` if a count does not fit.
    pub(super) fn of(billionths: u128, rows: u64) -> Option<Self> {
        let overflows = u64::try_from(billionths >> 64).ok().filter(|overflows| overflows >> (64 - ROW_BITS) == 0)?;
        let low = u64::try_from(billionths & u128::from(u64::MAX)).ok()?;
        (rows <= ROWS).then_some(Self { low, high: overflows << ROW_BITS | rows })
    }

    /// The weight in billionths, below 2^88.
    #[inline]
    pub(super) fn weight(self) -> u128 {
        u128::from(self.high >> ROW_BITS) << 64 | u128::from(self.low)
    }

    /// The number of rows, below 2^40.
    #[inline]
    pub(super) const fn rows(self) -> u64 {
        self.high & ROWS
    }

    pub(super) const fn is_empty(self) -> bool {
        self.rows() == 0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_low_word_carries() {
        let mut slot = Slot::default();
        for _ in 0..5 {
            slot.add(u64::MAX).unwrap();
        }
        assert_eq!((slot.weight(), slot.rows()), (5 * u128::from(u64::MAX), 5));
        let twice = slot.plus(slot).unwrap();
        assert_eq!((twice.weight(), twice.rows()), (10 * u128::from(u64::MAX), 10));
    }

    #[test]
    fn a_full_count_is_refused_and_loses_nothing() {
        let mut rows = Slot::of(7, ROWS).unwrap();
        assert_eq!(rows.add(1), None);
        assert_eq!((rows.weight(), rows.rows()), (7, ROWS));
        assert_eq!(rows.plus(Slot::of(0, 1).unwrap()), None);
        let mut weight = Slot::of((1 << 88) - 1, 1).unwrap();
        assert_eq!(weight.add(1), None);
        assert_eq!((weight.weight(), weight.rows()), ((1 << 88) - 1, 1));
        assert_eq!(weight.plus(weight), None);
        assert_eq!(Slot::of(1 << 88, 1), None);
    }
}
