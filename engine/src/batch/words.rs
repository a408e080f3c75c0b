//! Bitmaps as words of 64 rows.

use arrow::array::{Array, BooleanArray};
use arrow::buffer::{BooleanBuffer, NullBuffer};

/// The words of a bitmap, the last one filled with zeros.
pub(super) fn words_of(bits: &BooleanBuffer, words: &mut Vec<u64>) {
    words.clear();
    let (start, rows) = (bits.offset(), bits.len());
    let bytes = bits.values().get(start / 8..).and_then(|bytes| bytes.get(..rows.div_ceil(8)));
    match bytes.filter(|_| start % 8 == 0) {
        Some(bytes) => {
            let (whole, rest) = bytes.as_chunks::<8>();
            words.extend(whole.iter().map(|word| u64::from_le_bytes(*word)));
            if !rest.is_empty() {
                let mut last = [0; 8];
                last.iter_mut().zip(rest).for_each(|(own, byte)| *own = *byte);
                words.push(u64::from_le_bytes(last));
            }
            if let Some(last) = words.last_mut() {
                *last &= rows_of_word(rows.div_ceil(64).saturating_sub(1), rows);
            }
        }
        None => {
            words.extend(bits.bit_chunks().iter_padded());
            words.truncate(rows.div_ceil(64));
        }
    }
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
