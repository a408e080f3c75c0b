//! Reading decimal text into integers, without a float on the way.

/// A decimal number as written: `mantissa / 10^decimals`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct DecimalText {
    pub(crate) negative: bool,
    pub(crate) mantissa: u128,
    pub(crate) decimals: u32,
}

impl DecimalText {
    /// Reads `12`, `-0.5`, `1,263,511.25`; commas must stand at every third digit.
    pub(crate) fn read(text: &str) -> Result<Self, Misread> {
        let (negative, digits) = match text.as_bytes().first() {
            Some(b'-') => (true, text.get(1..).unwrap_or_default()),
            Some(b'+') => (false, text.get(1..).unwrap_or_default()),
            _ => (false, text),
        };
        let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
        let form = is_grouped_or_plain(whole.as_bytes())
            && fraction.bytes().all(|byte| byte.is_ascii_digit())
            && (!fraction.is_empty() || whole.len() == digits.len());
        if !form {
            return Err(Misread::Malformed);
        }
        let appended = |mantissa: u128, byte: u8| match byte {
            b',' => Some(mantissa),
            digit => mantissa.checked_mul(10)?.checked_add(u128::from(digit.saturating_sub(b'0'))),
        };
        let mantissa = whole.bytes().try_fold(0, appended).ok_or(Misread::TooLarge)?;
        let mantissa = fraction.bytes().try_fold(mantissa, appended).ok_or(Misread::TooFine)?;
        let decimals = u32::try_from(fraction.len()).ok().filter(|decimals| *decimals <= 38);
        Ok(Self { negative, mantissa, decimals: decimals.ok_or(Misread::TooFine)? })
    }

    /// Whether the value is below zero; `-0.0` is not.
    pub(crate) const fn is_negative(self) -> bool {
        self.negative && self.mantissa != 0
    }
}

/// Why a text was not read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Misread {
    /// It is not a decimal number.
    Malformed,
    /// Its whole part does not fit 128 bits.
    TooLarge,
    /// It has more than 38 decimals, or its digits together do not fit 128 bits.
    TooFine,
}

/// Whether these are digits, at least one, with a comma at no or at every third digit from the right.
fn is_grouped_or_plain(digits: &[u8]) -> bool {
    let mut groups = digits.split(|byte| *byte == b',');
    let first = groups.next().unwrap_or_default();
    let plain = first.len() == digits.len();
    let all_digits = |group: &[u8]| group.iter().all(u8::is_ascii_digit);
    !first.is_empty()
        && (plain || first.len() <= 3)
        && all_digits(first)
        && groups.all(|group| group.len() == 3 && all_digits(group))
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

/// `units` times `10^-decimals` without trailing zeros.
pub(crate) fn fixed_point(units: u128, decimals: u32) -> String {
    let width = usize::try_from(decimals).unwrap_or(usize::MAX).saturating_add(1);
    let digits = format!("{units:0>width$}");
    let (whole, fraction) = digits.split_at(digits.len().saturating_sub(width.saturating_sub(1)));
    let fraction = fraction.trim_end_matches('0');
    if fraction.is_empty() { whole.to_owned() } else { format!("{whole}.{fraction}") }
}
