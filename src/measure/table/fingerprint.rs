//! A number by which equal results are known.

use crate::quantity::QuantityError;
use core::fmt;
use core::str::FromStr;
use serde::{Deserialize, Serialize};

/// What was measured, as one number: the same from rows, batches, threads, files and machines, in whatever order, and another
/// one if a row, a weight, an indicator weight, a cutoff or the version of this crate differs.
///
/// It guards against mistakes, not against forgers: it is a mixing function of 128 bits, not a cryptographic hash. Prints as
/// 32 hexadecimal digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Fingerprint(u128);

impl fmt::Display for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&format!("{:032x}", self.0))
    }
}

impl FromStr for Fingerprint {
    type Err = QuantityError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let digits = text.len() == 32 && text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
        let number = u128::from_str_radix(text, 16).ok().filter(|_| digits);
        number.map(Self).ok_or_else(|| QuantityError::unreadable("fingerprint", text, "32 hexadecimal digits"))
    }
}

impl TryFrom<String> for Fingerprint {
    type Error = QuantityError;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

impl From<Fingerprint> for String {
    fn from(fingerprint: Fingerprint) -> Self {
        fingerprint.to_string()
    }
}

/// Mixes words into a fingerprint: the step of FNV-1a with its 128-bit constants, on 64-bit words instead of bytes, and a
/// fold of the high half into the low one, which a multiplication alone leaves untouched.
#[derive(Clone, Debug)]
pub(crate) struct Mixer(u128);

impl Mixer {
    const OFFSET: u128 = 0x6c62_272e_07bb_0142_62b8_2175_6295_c58d;
    const PRIME: u128 = 0x0000_0000_0100_0000_0000_0000_0000_013b;

    /// Begins with the version of this crate.
    pub(crate) fn new() -> Self {
        let mut mixer = Self(Self::OFFSET);
        mixer.text(concat!(env!("CARGO_PKG_NAME"), " ", env!("CARGO_PKG_VERSION")));
        mixer
    }

    #[inline]
    pub(crate) fn word(&mut self, word: u64) {
        let mixed = (self.0 ^ u128::from(word)).wrapping_mul(Self::PRIME);
        self.0 = mixed ^ mixed >> 67;
    }

    #[inline]
    pub(crate) fn wide(&mut self, value: u128) {
        self.0 ^= value;
        self.word(0);
    }

    /// A text with its length, so that two texts are told from their joint.
    pub(crate) fn text(&mut self, text: &str) {
        self.word(text.len() as u64);
        for chunk in text.as_bytes().chunks(8) {
            let mut word = [0_u8; 8];
            word.iter_mut().zip(chunk).for_each(|(place, byte)| *place = *byte);
            self.word(u64::from_le_bytes(word));
        }
    }

    pub(crate) fn finish(mut self) -> Fingerprint {
        for _ in 0..4 {
            self.word(0);
        }
        Fingerprint(self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_matters_and_so_does_their_order() {
        let of = |words: &[u64]| {
            let mut mixer = Mixer::new();
            words.iter().for_each(|word| mixer.word(*word));
            mixer.finish()
        };
        let all = [of(&[]), of(&[0]), of(&[0, 0]), of(&[1, 0]), of(&[0, 1]), of(&[1 << 63, 0]), of(&[1, 1 << 63])];
        for (at, one) in all.iter().enumerate() {
            assert!(!all[..at].contains(one), "{one}");
        }
    }

    #[test]
    fn it_reads_back_what_it_prints() {
        let fingerprint = Mixer::new().finish();
        assert_eq!(fingerprint.to_string().parse::<Fingerprint>(), Ok(fingerprint));
        assert!("12".parse::<Fingerprint>().is_err());
        let json = serde_json::to_string(&fingerprint).unwrap();
        assert_eq!(serde_json::from_str::<Fingerprint>(&json).unwrap(), fingerprint);
    }
}
