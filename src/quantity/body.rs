//! Measures of a body: how far from a reference, and mass for height.

use super::QuantityError;
use super::decimal_text::fixed_point;
use super::fixed_point::FixedPoint;
use core::fmt;
use core::str::FromStr;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

const DECIMALS: u32 = 4;
const UNITS: i32 = 10_000;

const SCORE: FixedPoint = FixedPoint {
    thing: "z-score",
    form: "standard deviations from the reference median, such as -2.13",
    range: "-20 to 20",
    decimals: DECIMALS,
};

const INDEX: FixedPoint = FixedPoint {
    thing: "body mass index",
    form: "kilograms per square metre, such as 18.5",
    range: "0 to 100 kg/m2",
    decimals: DECIMALS,
};

/// How many standard deviations a measure of a child lies from the median of its reference (World Health Organization 2006 and
/// 2007): height for age, weight for age, body mass index for age. Kept as an integer of 10^-4; from -20 to 20.
///
/// ```
/// use poverty::quantity::ZScore;
/// let cutoff: ZScore = "-2".parse()?;
/// // On the cutoff is not below it.
/// assert!("-2.01".parse::<ZScore>()? < cutoff);
/// assert!("-2.00".parse::<ZScore>()? >= cutoff);
/// # Ok::<(), poverty::quantity::QuantityError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ZScore(i32);

/// Body mass index: mass over the square of height, in kg/m2. Kept as an integer of 10^-4; from 0 to 100.
///
/// ```
/// use poverty::quantity::BodyMassIndex;
/// assert!("18.49".parse::<BodyMassIndex>()? < "18.5".parse()?);
/// # Ok::<(), poverty::quantity::QuantityError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct BodyMassIndex(u32);

impl ZScore {
    /// The score in ten-thousandths of a standard deviation.
    #[must_use]
    pub const fn ten_thousandths(self) -> i32 {
        self.0
    }
}

impl BodyMassIndex {
    /// The index in ten-thousandths of kg/m2.
    #[must_use]
    pub const fn ten_thousandths(self) -> u32 {
        self.0
    }
}

impl FromStr for ZScore {
    type Err = QuantityError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let number = text.trim();
        let (magnitude, sign) = number.strip_prefix('-').map_or((number, 1), |magnitude| (magnitude, -1));
        i32::try_from(SCORE.read(magnitude, text)?)
            .ok()
            .filter(|units| *units <= UNITS.saturating_mul(20))
            .map(|units| Self(units.saturating_mul(sign)))
            .ok_or_else(|| SCORE.out_of_range(text))
    }
}

impl fmt::Display for ZScore {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad_integral(self.0 >= 0, "", &fixed_point(u128::from(self.0.unsigned_abs()), DECIMALS))
    }
}

impl FromStr for BodyMassIndex {
    type Err = QuantityError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        u32::try_from(INDEX.read(text.trim(), text)?)
            .ok()
            .filter(|units| *units <= UNITS.unsigned_abs().saturating_mul(100))
            .map(Self)
            .ok_or_else(|| INDEX.out_of_range(text))
    }
}

impl fmt::Display for BodyMassIndex {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad_integral(true, "", &fixed_point(u128::from(self.0), DECIMALS))
    }
}

impl Serialize for ZScore {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for ZScore {
    /// Reads text or a number; a binary float stands for the shortest decimal that names it.
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        SCORE.deserialize(deserializer)
    }
}

impl Serialize for BodyMassIndex {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for BodyMassIndex {
    /// Reads text or a number; a binary float stands for the shortest decimal that names it.
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        INDEX.deserialize(deserializer)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_score_keeps_its_sign_in_text_and_json() {
        for text in ["-2", "-2.13", "0", "0.5", "20", "-20"] {
            let score: ZScore = text.parse().unwrap();
            assert_eq!(score.to_string(), text);
            assert_eq!(
                f64::from(score.ten_thousandths()).to_bits(),
                (text.parse::<f64>().unwrap() * 10_000.0).to_bits()
            );
            let json = serde_json::to_string(&score).unwrap();
            assert_eq!(serde_json::from_str::<ZScore>(&json).unwrap(), score);
            assert_eq!(serde_json::from_str::<ZScore>(text).unwrap(), score);
        }
    }

    #[test]
    fn what_no_body_has_is_refused() {
        for text in ["20.0001", "-20.0001", "--1", "1e3", "", "-2.00001"] {
            assert!(text.parse::<ZScore>().is_err(), "{text}");
        }
        for text in ["-1", "100.0001", "18,5", ""] {
            assert!(text.parse::<BodyMassIndex>().is_err(), "{text}");
        }
        assert_eq!("100".parse::<BodyMassIndex>().unwrap().to_string(), "100");
    }
}
