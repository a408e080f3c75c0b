//! From a bitmap an indicator to a mask a row.

/// The rows of one word.
const ROWS: usize = 64;

/// The masks of all rows, of at most 16 indicators, from a bitmap each, all of as many words: bit `i` of mask `r` is bit `r` of
/// bitmap `i`.
///
/// Eight words of eight bitmaps are an 8 x 64 matrix of bits, turned by six rounds of swaps of halves (Knuth, The Art of Computer
/// Programming 4A, 7.1.3), each of a few operations on whole words: a dozen a row's mask, and no access to memory.
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
    for (lane, bitmap) in lanes.iter_mut().zip(bitmaps) {
        *lane = bitmap.get(word).copied().unwrap_or_default();
    }
    turn(&mut lanes);
    let mut rows = [0_u8; ROWS];
    for (rows, lane) in rows.chunks_exact_mut(8).zip(lanes) {
        rows.copy_from_slice(&lane.to_le_bytes());
    }
    rows
}

/// From a word an indicator, a bit a row, to a byte a row, a bit an indicator, in the order of the rows.
#[inline]
fn turn(lanes: &mut [u64; 8]) {
    let [a, b, c, d, e, f, g, h] = *lanes;
    // The bits of each byte.
    let ([a, c, e, g], [b, d, f, h]) = swap::<1>([a, c, e, g], [b, d, f, h], 0x5555_5555_5555_5555);
    let ([a, b, e, f], [c, d, g, h]) = swap::<2>([a, b, e, f], [c, d, g, h], 0x3333_3333_3333_3333);
    let ([a, b, c, d], [e, f, g, h]) = swap::<4>([a, b, c, d], [e, f, g, h], 0x0f0f_0f0f_0f0f_0f0f);
    // The bytes of all words.
    let ([a, c, e, g], [b, d, f, h]) = swap::<8>([a, c, e, g], [b, d, f, h], 0x00ff_00ff_00ff_00ff);
    let ([a, b, e, f], [c, d, g, h]) = swap::<16>([a, b, e, f], [c, d, g, h], 0x0000_ffff_0000_ffff);
    let ([a, b, c, d], [e, f, g, h]) = swap::<32>([a, b, c, d], [e, f, g, h], 0x0000_0000_ffff_ffff);
    *lanes = [a, b, c, d, e, f, g, h];
}

/// Swaps the upper fields of each word of the first four with the lower fields of its fellow of the second.
#[inline]
fn swap<const BY: u32>(mut first: [u64; 4], mut second: [u64; 4], lower: u64) -> ([u64; 4], [u64; 4]) {
    for (first, second) in first.iter_mut().zip(&mut second) {
        let differing = (first.unbounded_shr(BY) ^ *second) & lower;
        *second ^= differing;
        *first ^= differing.unbounded_shl(BY);
    }
    (first, second)
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
