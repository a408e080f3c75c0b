//! Sums of binary64 numbers without error.
//!
//! A float sum depends on its order, so on how rows are sorted and on how threads share them. Here it does not: the sum is
//! kept as one wide integer and rounded once, when it is read. (Neal 2015, "Fast exact summation using small and large
//! superaccumulators": this is the small one, with three digits an addition instead of two, so that carries are rarely due.)

/// Digits of 32 bits: the 2,098 bits from 2^-1074 up to the largest binary64 number, and room for 2^60 of those.
const DIGITS: usize = 68;

/// Additions after which digits may come near the ends of their integers: each adds less than 2^32 to a digit.
const CARRIES_DUE: u32 = 1 << 30;

const DIGIT: u32 = 32;
const MANTISSA: u32 = 52;

/// A sum of binary64 numbers, exact until it is read. Two sums of the same numbers are equal whatever their order.
#[derive(Clone, Debug)]
pub(crate) struct ExactSum {
    digits: [i64; DIGITS],
    additions: u32,
    /// Infinities and NaN, which no integer holds: their ordinary float sum.
    special: f64,
}

impl ExactSum {
    pub(crate) const ZERO: Self = Self { digits: [0; DIGITS], additions: 0, special: 0.0 };

    /// Adds one number.
    #[expect(
        clippy::arithmetic_side_effects,
        clippy::indexing_slicing,
        clippy::cast_possible_truncation,
        reason = "an exponent below 2047 gives a position below 2046, so the digits lie below 66; a digit grows by less than \
                  2^32 an addition and carries are settled every 2^30"
    )]
    pub(crate) fn add(&mut self, number: f64) {
        if !number.is_finite() {
            self.special += number;
            return;
        }
        let bits = number.to_bits();
        let exponent = (bits >> MANTISSA) as usize & 0x7ff;
        let fraction = bits & ((1 << MANTISSA) - 1);
        // Subnormal numbers have no hidden bit and the exponent of the smallest normal ones.
        let (mantissa, position) = if exponent == 0 { (fraction, 0) } else { (fraction | 1 << MANTISSA, exponent - 1) };
        let wide = u128::from(mantissa) << (position % DIGIT as usize);
        let lowest = position / DIGIT as usize;
        let sign = if number.is_sign_negative() { -1 } else { 1 };
        for place in 0..3 {
            self.digits[lowest + place] += sign * i64::from((wide >> (DIGIT as usize * place)) as u32);
        }
        self.additions += 1;
        if self.additions == CARRIES_DUE {
            self.settle();
        }
    }

    /// Moves what exceeds 32 bits of a digit to the next, so that all but the highest lie in `0..2^32`.
    #[expect(
        clippy::arithmetic_side_effects,
        reason = "a carry is at most 2^31 and the digit it goes to below 2^62 in size"
    )]
    fn settle(&mut self) {
        let mut carry = 0_i64;
        for digit in self.digits.iter_mut().take(DIGITS - 1) {
            let whole = *digit + carry;
            *digit = whole & 0xffff_ffff;
            carry = whole >> DIGIT;
        }
        if let Some(highest) = self.digits.last_mut() {
            *highest += carry;
        }
        self.additions = 0;
    }

    /// The sum, rounded once to the nearest binary64 number, ties to even.
    #[expect(
        clippy::arithmetic_side_effects,
        clippy::cast_sign_loss,
        clippy::cast_possible_truncation,
        clippy::cast_possible_wrap,
        clippy::cast_precision_loss,
        reason = "digits are settled, so each has 32 bits; positions lie below 32 * DIGITS"
    )]
    pub(crate) fn value(&self) -> f64 {
        if self.special != 0.0 || self.special.is_nan() {
            return self.special;
        }
        let mut settled = self.clone();
        settled.settle();
        let negative = settled.digits.last().is_some_and(|highest| *highest < 0);
        if negative {
            settled.digits.iter_mut().for_each(|digit| *digit = -*digit);
            settled.settle();
        }
        let Some(highest) = settled.digits.iter().rposition(|digit| *digit != 0) else { return 0.0 };
        let digit = |place: usize| settled.digits.get(place).map_or(0, |digit| *digit as u128);
        // The highest digits, as many as hold the 53 bits that stay and the one that rounds them; the rest is above zero or not.
        let lowest = highest.saturating_sub(2);
        let top = (lowest..=highest).rev().fold(0_u128, |top, place| (top << DIGIT) + digit(place));
        let rest = settled.digits.iter().take(lowest).any(|digit| *digit != 0);
        let surplus = (u128::BITS - top.leading_zeros()).saturating_sub(MANTISSA + 1);
        let (mut mantissa, cut) = (top >> surplus, top & ((1 << surplus) - 1));
        let half = (1_u128 << surplus) >> 1;
        let up = surplus > 0 && (cut > half || (cut == half && (rest || mantissa & 1 == 1)));
        mantissa += u128::from(up);
        // 2^-1074 in steps that binary64 holds: the mantissa is at most 2^53, so no step but the last can round, and that
        // one does not, because a surplus leaves a normal number.
        let mut exponent = (lowest * DIGIT as usize) as i32 + surplus as i32 - 1074;
        let mut magnitude = mantissa as f64;
        while exponent != 0 {
            let step = exponent.clamp(-1000, 1000);
            magnitude *= 2_f64.powi(step);
            exponent -= step;
        }
        if negative { -magnitude } else { magnitude }
    }
}

impl FromIterator<f64> for ExactSum {
    fn from_iter<I: IntoIterator<Item = f64>>(numbers: I) -> Self {
        let mut sum = Self::ZERO;
        for number in numbers {
            sum.add(number);
        }
        sum
    }
}

/// The sum of the numbers, rounded once.
pub(crate) fn exact_sum(numbers: impl IntoIterator<Item = f64>) -> f64 {
    numbers.into_iter().collect::<ExactSum>().value()
}

#[cfg(test)]
mod tests {
    use super::*;
    use core::ops::{Add, Mul};
    use num_rational::BigRational;
    use num_traits::ToPrimitive;
    use proptest::prelude::*;

    #[test]
    fn nothing_is_lost_to_what_is_large() {
        assert_eq!(exact_sum([1e300, 1.0, -1e300]).to_bits(), 1_f64.to_bits());
        assert_eq!(exact_sum([0.1; 10]).to_bits(), 1_f64.to_bits());
        assert_eq!(exact_sum([]).to_bits(), 0_f64.to_bits());
        assert_eq!(exact_sum([-0.1, 0.1]).to_bits(), 0_f64.to_bits());
        let tiny = f64::from_bits(1);
        assert_eq!(exact_sum([tiny, tiny, 1.0, -1.0]).to_bits(), 2);
        assert_eq!(exact_sum([f64::MAX, f64::MAX, -f64::MAX]).to_bits(), f64::MAX.to_bits());
    }

    #[test]
    fn ties_go_to_the_even_number_and_what_follows_breaks_them() {
        let half_step = 2_f64.powi(-53);
        assert_eq!(exact_sum([1.0, half_step]).to_bits(), 1_f64.to_bits());
        assert_eq!(exact_sum([1.0, half_step, f64::from_bits(1)]).to_bits(), 1_f64.next_up().to_bits());
        assert_eq!(exact_sum([1_f64.next_up(), half_step]).to_bits(), 1_f64.next_up().next_up().to_bits());
    }

    #[test]
    fn what_is_not_finite_stays_visible() {
        assert!(exact_sum([1.0, f64::NAN]).is_nan());
        assert!(exact_sum([f64::INFINITY, f64::NEG_INFINITY]).is_nan());
        assert!(exact_sum([f64::INFINITY, -1e300]).is_infinite());
        assert!(exact_sum([f64::MAX, f64::MAX]).is_infinite());
    }

    #[test]
    fn digits_carry_before_they_are_full() {
        let mut sum = ExactSum::ZERO;
        let largest_digits = f64::from_bits((1023 + 31) << 52 | ((1 << 52) - 1));
        for _ in 0..3 {
            sum.add(largest_digits);
            sum.additions = CARRIES_DUE - 1;
            sum.add(largest_digits);
            assert_eq!(sum.additions, 0);
        }
        assert_eq!(sum.value().to_bits(), (6.0 * largest_digits).to_bits());
    }

    proptest! {
        #[test]
        fn the_sum_is_that_of_the_fractions_in_any_order(
            mut numbers in prop::collection::vec(prop_oneof![-1e9..1e9, -1.0..1.0, any::<f64>().prop_filter("finite", |x| x.is_finite())], 0..40),
            cut in 0_usize..40,
        ) {
            let fraction = |number: &f64| BigRational::from_float(*number).unwrap();
            let truth: BigRational = numbers.iter().map(fraction).sum();
            let forward = exact_sum(numbers.iter().copied());
            let cut = cut.min(numbers.len());
            numbers.rotate_left(cut);
            prop_assert_eq!(forward.to_bits(), exact_sum(numbers.iter().copied()).to_bits());
            numbers.reverse();
            prop_assert_eq!(forward.to_bits(), exact_sum(numbers).to_bits());
            // Nearest: the truth lies within half a step on both sides, since every binary64 number is a fraction.
            if forward.is_finite() {
                let half = BigRational::new(1.into(), 2.into());
                let middle = |other: f64| (&fraction(&forward)).add(&fraction(&other)).mul(&half);
                prop_assert!(!forward.next_up().is_finite() || truth <= middle(forward.next_up()));
                prop_assert!(!forward.next_down().is_finite() || truth >= middle(forward.next_down()));
            } else {
                prop_assert!(truth.to_f64().unwrap().is_infinite());
            }
        }
    }
}
