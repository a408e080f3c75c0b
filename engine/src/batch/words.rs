//! Bitmaps as words of 64 rows.

use arrow::array::{Array, BooleanArray};
use arrow::buffer::{BooleanBuffer, NullBuffer};

/// The words of a bitmap, the last one filled with zeros.
pub(super) fn words_of(bits: &BooleanBuffer, words: &mut Vec<u64>) {
    words.clear();
    words.extend(bits.bit_chunks().iter_padded());
    words.truncate(bits.len().div_ceil(64));
}

/// The words that say which rows are known; nothing if all are.
pub(super) fn known(column: &dyn Array) -> Option<Vec<u64>> {
    let nulls: &NullBuffer = column.nulls().filter(|nulls| nulls.null_count() > 0)?;
    let mut words = Vec::new();
    words_of(nulls.inner(), &mut words);
    Some(words)
}

/// The values of truth values; those of nulls are anything.
pub(super) fn values(column: &BooleanArray, words: &mut Vec<u64>) {
    words_of(column.values(), words);
}

/// The bits of a word that stand for rows: all but in the last word.
pub(super) const fn rows_of_word(word: usize, rows: usize) -> u64 {
    let before = word.saturating_mul(64);
    let left = rows.saturating_sub(before);
    if left >= 64 { u64::MAX } else { (1_u64 << left).wrapping_sub(1) }
}
