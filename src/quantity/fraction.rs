//! Fractions of unsigned integers: common divisor, order, the nearest binary64 number.

use core::cmp::Ordering;

/// Greatest common divisor; of two zeros it is one, so that it can always divide.
///
/// Stein's binary algorithm: shifts and subtractions, in 64 bits from the moment both fit, since a 128-bit division costs more
/// than a dozen of them.
#[expect(clippy::arithmetic_side_effects, reason = "shifts are below the width; the smaller is taken from the larger")]
pub(crate) fn gcd(mut a: u128, mut b: u128) -> u128 {
    if a == 0 || b == 0 {
        return (a | b).max(1);
    }
    if a == 1 || b == 1 {
        return 1;
    }
    let twos = (a | b).trailing_zeros();
    a >>= a.trailing_zeros();
    b >>= b.trailing_zeros();
    while a != b {
        if let (Ok(a), Ok(b)) = (u64::try_from(a), u64::try_from(b)) {
            return u128::from(odd_gcd(a, b)) << twos;
        }
        if a < b {
            core::mem::swap(&mut a, &mut b);
        }
        a -= b;
        a >>= a.trailing_zeros();
    }
    a << twos
}

/// Greatest common divisor of two odd numbers.
const fn odd_gcd(mut a: u64, mut b: u64) -> u64 {
    while a != b {
        let difference = a.abs_diff(b);
        b = if a < b { a } else { b };
        a = difference >> difference.trailing_zeros();
    }
    a
}

/// Compares `a / b` with `c / d` exactly: by cross-multiplication, or where a product does not fit by their continued
/// fractions, which need none.
pub(crate) fn compare_fractions(mut a: u128, mut b: u128, mut c: u128, mut d: u128) -> Ordering {
    if let (Some(left), Some(right)) = (a.checked_mul(d), c.checked_mul(b)) {
        return left.cmp(&right);
    }
    let mut swapped = false;
    loop {
        let (Some(left), Some(right)) = (a.checked_div(b), c.checked_div(d)) else {
            // A zero denominator stands for infinity here: it is the end of one of the expansions.
            let order = (b == 0).cmp(&(d == 0));
            return if swapped { order.reverse() } else { order };
        };
        if left != right {
            let order = left.cmp(&right);
            return if swapped { order.reverse() } else { order };
        }
        let (left_rest, right_rest) = (a.checked_rem(b).unwrap_or(0), c.checked_rem(d).unwrap_or(0));
        (a, b, c, d) = (b, left_rest, d, right_rest);
        swapped = !swapped;
    }
}

/// `numerator / denominator` rounded once to binary64, ties to even. Both are below 2^127.
#[expect(
    clippy::arithmetic_side_effects,
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    reason = "operands are below 2^127, so one doubling fits u128; the quotient has at most 64 bits when it is cast"
)]
pub(crate) fn nearest_f64(numerator: u128, denominator: u128) -> f64 {
    if numerator == 0 || denominator == 0 {
        return 0.0;
    }
    if (numerator | denominator) < 1 << 53 {
        // Both convert exactly, and a division of binary64 numbers rounds once.
        return numerator as f64 / denominator as f64;
    }
    // Bring the quotient to between 2^63 and 2^64 by moving bits of the numerator in, one at a time.
    let mut quotient = numerator / denominator;
    let mut rest = numerator % denominator;
    let mut exponent: i32 = 0;
    let mut lost = false;
    while quotient >= 1 << 64 {
        lost |= quotient & 1 == 1;
        quotient >>= 1;
        exponent += 1;
    }
    while quotient < 1 << 63 {
        rest <<= 1;
        let bit = rest >= denominator;
        if bit {
            rest -= denominator;
        }
        quotient = (quotient << 1) | u128::from(bit);
        exponent -= 1;
    }
    // The lowest of 64 bits is far below the rounding position (bit 11), so it can carry what was cut off.
    let mantissa = (quotient as u64) | u64::from(lost || rest != 0);
    (mantissa as f64) * 2_f64.powi(exponent)
}

/// Quotient and remainder of `value * factor / divisor`, for `value < divisor < 2^127`; the product may pass 2^128.
#[expect(
    clippy::arithmetic_side_effects,
    reason = "the remainder stays below the divisor < 2^127, the quotient below the factor < 2^64"
)]
pub(crate) fn multiply_divide(value: u128, factor: u64, divisor: u128) -> (u128, u128) {
    if let Some(product) = value.checked_mul(u128::from(factor)) {
        return (product / divisor, product % divisor);
    }
    let (mut quotient, mut remainder) = (0, 0);
    for bit in (0..u64::BITS).rev() {
        quotient *= 2;
        remainder *= 2;
        if remainder >= divisor {
            remainder -= divisor;
            quotient += 1;
        }
        if factor >> bit & 1 == 1 {
            remainder += value;
            if remainder >= divisor {
                remainder -= divisor;
                quotient += 1;
            }
        }
    }
    (quotient, remainder)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn euclid(a: u128, b: u128) -> u128 {
        a.checked_rem(b).map_or(a, |rest| euclid(b, rest))
    }

    #[test]
    fn the_common_divisor_is_that_of_euclid() {
        let wide = [u128::MAX, u128::MAX - 1, 1 << 127, (1 << 64) + 1, 3 << 100, 3_u128.pow(80), 15_u128.pow(30)];
        let numbers: Vec<u128> = (0..40).chain(wide).collect();
        for a in &numbers {
            for b in &numbers {
                assert_eq!(gcd(*a, *b), euclid(*a, *b).max(1), "{a} and {b}");
            }
        }
    }

    #[test]
    fn products_past_128_bits_are_divided_exactly() {
        let divisor = (1 << 127) - 1;
        // (d - 1) * f = f * d - f, so the quotient is f - 1 and the remainder d - f.
        assert_eq!(
            multiply_divide(divisor - 1, u64::MAX, divisor),
            (u128::from(u64::MAX) - 1, divisor - (1 << 64) + 1)
        );
        assert_eq!(multiply_divide(7, 3, 10), (2, 1));
    }
}
