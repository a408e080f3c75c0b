//! Finding the number of a thing by its hash.

/// An open-addressing index of numbered things that are kept elsewhere, in a vector.
///
/// The standard hash map draws its seed from the machine's entropy, which nothing here does. The keys are labels of a
/// survey, and numbers are given in the order of coming, so the layout is never seen in a result.
#[derive(Clone, Debug, Default)]
pub(crate) struct Index {
    /// A power of two of places, at most half of them taken; `EMPTY` where nothing is.
    places: Vec<u32>,
    len: usize,
}

const EMPTY: u32 = u32::MAX;

impl Index {
    /// The number of the thing with this hash for which `is_it` holds.
    #[inline]
    pub(crate) fn find(&self, hash: u64, is_it: impl Fn(u32) -> bool) -> Option<u32> {
        let mask = self.places.len().wrapping_sub(1);
        let mut place = start(hash);
        loop {
            match self.places.get(place & mask) {
                None | Some(&EMPTY) => return None,
                Some(number) if is_it(*number) => return Some(*number),
                Some(_) => place = place.wrapping_add(1),
            }
        }
    }

    /// Enters the next thing under its hash and returns its number: things are numbered as they come, from 0. `hash_of`
    /// gives the hash of the things already entered. `None` past 2^32 - 1 things.
    pub(crate) fn push(&mut self, hash: u64, hash_of: impl Fn(u32) -> u64) -> Option<u32> {
        let number = u32::try_from(self.len).ok().filter(|number| *number != EMPTY)?;
        if self.len.saturating_mul(2) >= self.places.len() {
            let places = self.places.len().saturating_mul(2).max(8);
            self.places = vec![EMPTY; places];
            for earlier in 0..number {
                self.put(hash_of(earlier), earlier);
            }
        }
        self.put(hash, number);
        self.len = self.len.saturating_add(1);
        Some(number)
    }

    /// Half of the places are free, so one is found.
    fn put(&mut self, hash: u64, number: u32) {
        let mask = self.places.len().wrapping_sub(1);
        let mut place = start(hash);
        while let Some(taken) = self.places.get_mut(place & mask) {
            if *taken == EMPTY {
                *taken = number;
                return;
            }
            place = place.wrapping_add(1);
        }
    }
}

#[inline]
#[expect(clippy::cast_possible_truncation, reason = "any part of a hash will do")]
const fn start(hash: u64) -> usize {
    hash as usize
}

/// A hash of some words: for each, one multiplication of 64 by 64 bits, folded.
#[inline]
pub(crate) fn hash_words(words: impl IntoIterator<Item = u64>) -> u64 {
    // Odd constants from the fractions of the golden ratio and of the square root of two.
    words.into_iter().fold(0, |hash: u64, word| {
        let left = u128::from(hash.rotate_left(23) ^ word ^ 0x9e37_79b9_7f4a_7c15);
        let product = left.wrapping_mul(0x6a09_e667_f3bc_c909);
        low_word(product ^ product >> 64)
    })
}

#[inline]
#[expect(clippy::cast_possible_truncation, reason = "the low word is what is wanted")]
const fn low_word(value: u128) -> u64 {
    value as u64
}

/// A hash of a text.
pub(crate) fn hash_text(text: &str) -> u64 {
    let words = text.as_bytes().chunks(8).map(|chunk| {
        let mut word = [0_u8; 8];
        for (place, byte) in word.iter_mut().zip(chunk) {
            *place = *byte;
        }
        u64::from_le_bytes(word)
    });
    hash_words(words.chain([text.len() as u64]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_entered_is_found() {
        let things: Vec<String> = (0..1000).map(|number| format!("thing {number}")).collect();
        let mut index = Index::default();
        let find = |index: &Index, text: &str| index.find(hash_text(text), |number| things[number as usize] == text);
        for (number, thing) in (0..).zip(&things) {
            assert_eq!(find(&index, thing), None);
            let hash_of = |earlier: u32| hash_text(&things[earlier as usize]);
            assert_eq!(index.push(hash_text(thing), hash_of), Some(number));
        }
        for (number, thing) in (0..).zip(&things) {
            assert_eq!(find(&index, thing), Some(number));
        }
        assert_eq!(find(&index, "other"), None);
    }

    #[test]
    fn things_of_one_hash_are_told_apart() {
        let mut index = Index::default();
        for number in 0..20 {
            assert_eq!(index.push(7, |_| 7), Some(number));
        }
        assert_eq!(index.find(7, |number| number == 13), Some(13));
        assert_eq!(index.find(7, |_| false), None);
    }

    #[test]
    fn texts_that_begin_alike_have_other_hashes() {
        let hashes = ["", "\0", "a", "a\0", "aaaaaaaa", "aaaaaaaaa"].map(hash_text);
        for (at, hash) in hashes.iter().enumerate() {
            assert!(!hashes[..at].contains(hash));
        }
    }
}
