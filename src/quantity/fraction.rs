//! Fractions of unsigned integers: common divisor, order, the nearest binary64 number.

use core::cmp::Ordering;

/// Greatest common divisor; of two zeros it is one, so that it can always divide.
pub(crate) const fn gcd(mut a: u128, mut b: u128) -> u128 {
    while let Some(rest) = a.checked_rem(b) {
        a = b;
        b = rest;
    }
    if a == 0 { 1 } else { a }
}

/// Compares `a / b` with `c / d` by their continued fractions: exact, and no product is ever formed.
pub(crate) fn compare_fractions(mut a: u128, mut b: u128, mut c: u128, mut d: u128) -> Ordering {
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
