//! Reading decimal text into integers, without a float on the way.

/// A decimal number as written: `mantissa / 10^decimals`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct DecimalText {
    pub(crate) negative: bool,
    pub(crate) mantissa: u128,
    pub(crate) decimals: u32,
}

impl DecimalText {
    /// Reads `12`, `-0.5`, `1,263,511.25`; commas must stand at every third digit. `None` for anything else,
    /// for more than 38 significant digits, and for more than 38 decimals.
    pub(crate) fn read(text: &str) -> Option<Self> {
        let (negative, digits) = match text.as_bytes().first()? {
            b'-' => (true, text.get(1..)?),
            b'+' => (false, text.get(1..)?),
            _ => (false, text),
        };
        let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
        let whole = ungrouped(whole)?;
        if whole.is_empty() || (digits.contains('.') && fraction.is_empty()) {
            return None;
        }
        let mut mantissa: u128 = 0;
        for byte in whole.bytes().chain(fraction.bytes()) {
            let digit = byte.checked_sub(b'0').filter(|digit| *digit <= 9)?;
            mantissa = mantissa.checked_mul(10)?.checked_add(u128::from(digit))?;
        }
        let decimals = u32::try_from(fraction.len()).ok().filter(|decimals| *decimals <= 38)?;
        Some(Self { negative, mantissa, decimals })
    }

    /// The value in units of `10^-decimals`, if it is not negative, fits and needs no rounding.
    pub(crate) fn in_units(self, decimals: u32) -> Result<u128, Misfit> {
        if self.negative && self.mantissa != 0 {
            return Err(Misfit::Range);
        }
        if let Some(missing) = decimals.checked_sub(self.decimals) {
            let factor = 10_u128.checked_pow(missing).ok_or(Misfit::Range)?;
            self.mantissa.checked_mul(factor).ok_or(Misfit::Range)
        } else {
            let surplus = self.decimals.saturating_sub(decimals);
            let factor = 10_u128.checked_pow(surplus).ok_or(Misfit::Precision)?;
            match (self.mantissa.checked_div(factor), self.mantissa.checked_rem(factor)) {
                (Some(units), Some(0)) => Ok(units),
                _ => Err(Misfit::Precision),
            }
        }
    }
}

/// Why a decimal does not fit a fixed-point type.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Misfit {
    /// Negative or too large.
    Range,
    /// Too many decimals.
    Precision,
}

/// Digits without their commas, or `None` if a comma stands where no thousand ends.
fn ungrouped(digits: &str) -> Option<String> {
    if !digits.contains(',') {
        return Some(digits.to_owned());
    }
    let mut groups = digits.split(',');
    let first = groups.next()?;
    if first.is_empty() || first.len() > 3 {
        return None;
    }
    let mut joined = first.to_owned();
    for group in groups {
        if group.len() != 3 {
            return None;
        }
        joined.push_str(group);
    }
    Some(joined)
}

/// Puts a comma at every third digit of a run of digits.
pub(crate) fn grouped(digits: &str) -> String {
    let mut text = String::with_capacity(digits.len().saturating_mul(2));
    for (index, digit) in digits.chars().enumerate() {
        let left = digits.len().saturating_sub(index);
        if index > 0 && left.is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// An amount of `units` times `10^-decimals` without trailing zeros.
pub(crate) fn fixed_point(units: u128, decimals: u32) -> String {
    let width = usize::try_from(decimals).unwrap_or(usize::MAX).saturating_add(1);
    let digits = format!("{units:0>width$}");
    let (whole, fraction) = digits.split_at(digits.len().saturating_sub(width.saturating_sub(1)));
    let fraction = fraction.trim_end_matches('0');
    if fraction.is_empty() { whole.to_owned() } else { format!("{whole}.{fraction}") }
}

/// Deserialises a fixed-point type from text, an integer, or a float taken as the shortest decimal that names it.
pub(crate) fn deserialize_number<'de, D, T>(deserializer: D, expecting: &'static str) -> Result<T, D::Error>
where
    D: serde::Deserializer<'de>,
    T: core::str::FromStr<Err = super::QuantityError>,
{
    struct Number<T>(&'static str, core::marker::PhantomData<T>);

    impl<T: core::str::FromStr<Err = super::QuantityError>> serde::de::Visitor<'_> for Number<T> {
        type Value = T;

        fn expecting(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
            f.write_str(self.0)
        }

        fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<T, E> {
            text.parse().map_err(E::custom)
        }

        fn visit_u64<E: serde::de::Error>(self, value: u64) -> Result<T, E> {
            value.to_string().parse().map_err(E::custom)
        }

        fn visit_i64<E: serde::de::Error>(self, value: i64) -> Result<T, E> {
            value.to_string().parse().map_err(E::custom)
        }

        fn visit_f64<E: serde::de::Error>(self, value: f64) -> Result<T, E> {
            value.to_string().parse().map_err(E::custom)
        }
    }

    deserializer.deserialize_any(Number(expecting, core::marker::PhantomData))
}
