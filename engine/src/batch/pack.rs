//! From a bitmap an indicator to a mask a row.

/// The eight bits of a byte, each in a byte of its own.
const SPREAD: [u64; 256] = spread();

#[expect(
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    reason = "evaluated by the compiler: it can't fail at run time"
)]
const fn spread() -> [u64; 256] {
    let mut table = [0_u64; 256];
    let mut byte = 0;
    while byte < 256 {
        let mut bit = 0;
        while bit < 8 {
            table[byte] |= (byte as u64 >> bit & 1) << (8 * bit);
            bit += 1;
        }
        byte += 1;
    }
    table
}

/// The rows of one word.
const ROWS: usize = 64;

/// The masks of all rows, of at most 16 indicators, from a bitmap each, all of as many words: bit `i` of mask `r` is bit `r` of
/// bitmap `i`.
///
/// Eight rows of eight indicators are an 8 x 8 matrix of bits: a look-up spreads a byte of each bitmap over eight bytes, and a
/// shift puts it to its bit. A row of twelve indicators costs 12/8 look-ups.
pub fn pack(bitmaps: &[&[u64]], masks: &mut Vec<u16>) {
    masks.clear();
    let words = bitmaps.iter().map(|bitmap| bitmap.len()).min().unwrap_or(0);
    masks.resize(words.saturating_mul(ROWS), 0);
    let (low, high) = bitmaps.split_at(bitmaps.len().min(8));
    for (word, rows) in masks.chunks_exact_mut(ROWS).enumerate() {
        let below = bytes(low, word);
        if high.is_empty() {
            rows.iter_mut().zip(below).for_each(|(mask, low)| *mask = u16::from(low));
        } else {
            let above = bytes(high, word);
            let pairs = below.into_iter().zip(above);
            rows.iter_mut().zip(pairs).for_each(|(mask, (low, high))| *mask = u16::from_le_bytes([low, high]));
        }
    }
}

/// One byte a row from at most eight bitmaps.
#[inline]
fn bytes(bitmaps: &[&[u64]], word: usize) -> [u8; ROWS] {
    let mut lanes = [0_u64; 8];
    for (bit, bitmap) in (0_u32..8).zip(bitmaps) {
        let word = bitmap.get(word).copied().unwrap_or_default();
        for (lane, byte) in lanes.iter_mut().zip(word.to_le_bytes()) {
            *lane |= SPREAD.get(usize::from(byte)).copied().unwrap_or_default() << bit;
        }
    }
    let mut rows = [0_u8; ROWS];
    for (rows, lane) in rows.chunks_exact_mut(8).zip(lanes) {
        rows.copy_from_slice(&lane.to_le_bytes());
    }
    rows
}

/// The masks of all rows, of at most 64 indicators.
pub(super) fn pack_wide(bitmaps: &[&[u64]], masks: &mut Vec<u64>) {
    masks.clear();
    let words = bitmaps.iter().map(|bitmap| bitmap.len()).min().unwrap_or(0);
    masks.resize(words.saturating_mul(ROWS), 0);
    for (shift, eight) in (0_u32..).step_by(8).zip(bitmaps.chunks(8)) {
        for (word, rows) in masks.chunks_exact_mut(ROWS).enumerate() {
            let lanes = bytes(eight, word);
            rows.iter_mut().zip(lanes).for_each(|(mask, byte)| *mask |= u64::from(byte).unbounded_shl(shift));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Words without a pattern, from a fixed stream (SplitMix64).
    fn words(count: usize, seed: u64) -> Vec<u64> {
        let mut state = seed;
        let next = || {
            state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
            let mixed = (state ^ state >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
            mixed ^ mixed >> 27
        };
        std::iter::repeat_with(next).take(count).collect()
    }

    #[test]
    fn each_bit_goes_to_its_row_and_place() {
        for indicators in [0, 1, 7, 8, 9, 12, 16] {
            let columns: Vec<Vec<u64>> = (0..indicators).map(|column| words(5, column)).collect();
            let bitmaps: Vec<&[u64]> = columns.iter().map(Vec::as_slice).collect();
            let (mut narrow, mut wide) = (vec![7], vec![7]);
            pack(&bitmaps, &mut narrow);
            pack_wide(&bitmaps, &mut wide);
            let expected: Vec<u64> = (0..if indicators == 0 { 0 } else { 320 })
                .map(|row: usize| {
                    let bit = |column: &Vec<u64>| column[row / 64] >> (row % 64) & 1;
                    columns.iter().enumerate().map(|(at, column)| bit(column) << at).sum()
                })
                .collect();
            assert_eq!(wide, expected, "{indicators}");
            assert_eq!(narrow.iter().map(|mask| u64::from(*mask)).collect::<Vec<_>>(), expected, "{indicators}");
        }
    }

    #[test]
    fn sixty_four_indicators_fill_a_mask() {
        let columns: Vec<Vec<u64>> = (0..64).map(|column| words(2, column)).collect();
        let bitmaps: Vec<&[u64]> = columns.iter().map(Vec::as_slice).collect();
        let mut masks = Vec::new();
        pack_wide(&bitmaps, &mut masks);
        for (row, mask) in masks.iter().enumerate() {
            for (bit, column) in columns.iter().enumerate() {
                assert_eq!(mask >> bit & 1, column[row / 64] >> (row % 64) & 1);
            }
        }
    }
}
