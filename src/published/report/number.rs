//! How exact values are shown.

use crate::published::unknown::QuantityKind;
use crate::published::{Gap, Interval, PrintedUnit};
use crate::quantity::{Currency, Fixed, PercentagePoints, Ratio, Rounding, grouped};

/// A number in the way of a language: the Vietnamese use points for thousands and a comma for decimals.
pub(super) fn localised(text: &str, vietnamese: bool) -> String {
    if !vietnamese {
        return text.to_owned();
    }
    let swap = |letter| match letter {
        ',' => '.',
        '.' => ',',
        other => other,
    };
    text.chars().map(swap).collect()
}

/// A number as printed, in the way of a language.
pub(super) fn printed(number: crate::published::Printed, vietnamese: bool) -> String {
    let text = number.to_string();
    if !vietnamese {
        return text;
    }
    let mut text = localised(&text, true);
    for (english, other) in [
        ("exactly ", "đúng "),
        ("about ", "khoảng "),
        ("more than ", "hơn "),
        ("at least ", "ít nhất "),
        ("less than ", "dưới "),
        ("at most ", "không quá "),
        (" thousand", " nghìn"),
        (" million", " triệu"),
        (" billion", " tỷ"),
        (" trillion", " nghìn tỷ"),
        (" households", " hộ"),
        (" points", " điểm phần trăm"),
        (" VND", " đồng"),
    ] {
        text = text.replace(english, other);
    }
    text
}

const fn points_word(vietnamese: bool) -> &'static str {
    if vietnamese { "điểm phần trăm" } else { "points" }
}

/// A change in points with its sign.
pub(super) fn points(change: PercentagePoints, decimals: u32, vietnamese: bool) -> String {
    let number = change.points(decimals, Rounding::HalfUp).number().to_string();
    format!("{} {}", localised(&number, vietnamese), points_word(vietnamese))
}

/// A rate in percent.
pub(super) fn percent(rate: Ratio, decimals: u32, vietnamese: bool) -> String {
    localised(&rate.percent(decimals, Rounding::HalfUp).to_string(), vietnamese)
}

/// Both ends of an interval in the unit of a quantity, rounded outward so that nothing is lost: `497,398–497,786`.
pub(super) fn interval(interval: Interval, kind: QuantityKind, vietnamese: bool) -> String {
    let hundredth = matches!(
        kind,
        QuantityKind::Rate | QuantityKind::Share | QuantityKind::ChangeInPoints | QuantityKind::RelativeChange
    );
    let unit = match kind {
        QuantityKind::AllHouseholds | QuantityKind::Households | QuantityKind::ChangeInHouseholds => String::new(),
        QuantityKind::Rate | QuantityKind::Share | QuantityKind::RelativeChange => " %".to_owned(),
        QuantityKind::ChangeInPoints => format!(" {}", points_word(vietnamese)),
        QuantityKind::Budget(currency) => return money_interval(interval, currency, vietnamese),
    };
    let decimals = if hundredth { 3 } else { 0 };
    let number = |value: Ratio, rounding| -> String {
        let fixed: Fixed =
            if hundredth { value.percent(decimals, rounding).number() } else { value.fixed(decimals, rounding) };
        fixed.grouped().to_string()
    };
    let inner = if decimals == 0 { interval.to_integers().unwrap_or(interval) } else { interval };
    ends(inner, number, &unit, vietnamese)
}

fn money_interval(interval: Interval, currency: Currency, vietnamese: bool) -> String {
    let million = Ratio::whole(1_000_000);
    let whole = |value: Ratio| value.checked_div(million).is_ok_and(|value| value.denominator() <= 1_000);
    let in_millions =
        interval.lower().is_none_or(|end| whole(end.value)) && interval.upper().is_none_or(|end| whole(end.value));
    let number = |value: Ratio, rounding| -> String {
        let value = if in_millions { value.checked_div(million).unwrap_or(value) } else { value };
        value.fixed(3, rounding).grouped().to_string()
    };
    let word = if vietnamese { "triệu " } else { "million " };
    let unit = format!(
        " {}{}",
        if in_millions { word } else { "" },
        if vietnamese && currency == Currency::VND { "đồng" } else { currency.code() }
    );
    ends(interval, number, &unit, vietnamese)
}

fn ends(interval: Interval, number: impl Fn(Ratio, Rounding) -> String, unit: &str, vietnamese: bool) -> String {
    let lower = interval.lower().map(|end| number(end.value, Rounding::Floor));
    let upper = interval.upper().map(|end| number(end.value, Rounding::Ceiling));
    let text = |number: &str| localised(number, vietnamese);
    match (lower, upper) {
        (Some(lower), Some(upper)) if lower == upper => format!("{}{unit}", text(&short(&lower))),
        (Some(lower), Some(upper)) if lower.starts_with('-') => {
            format!("{} {} {}{unit}", text(&lower), if vietnamese { "đến" } else { "to" }, text(&upper))
        }
        (Some(lower), Some(upper)) => format!("{}–{}{unit}", text(&lower), text(&upper)),
        (Some(lower), None) => {
            format!("{} {}{unit}", if vietnamese { "ít nhất" } else { "at least" }, text(&short(&lower)))
        }
        (None, Some(upper)) => {
            format!("{} {}{unit}", if vietnamese { "nhiều nhất" } else { "at most" }, text(&short(&upper)))
        }
        (None, None) => if vietnamese { "bất kỳ" } else { "anything" }.to_owned(),
    }
}

/// A number without the zeros at its end, down to two decimals.
fn short(text: &str) -> String {
    let Some((whole, fraction)) = text.split_once('.') else { return text.to_owned() };
    let kept = fraction.trim_end_matches('0');
    match kept.len() {
        0 => whole.to_owned(),
        1 => format!("{whole}.{kept}0"),
        _ => format!("{whole}.{kept}"),
    }
}

/// The distance between two sides, in words.
pub(in crate::published) fn gap_text(gap: Gap, vietnamese: bool) -> String {
    let decimal = |value: Ratio, decimals: u32| {
        // A gap is never shown as none: what is smaller than the last place is shown as less than it.
        let shown = value.fixed(decimals, Rounding::HalfUp).grouped().to_string();
        let vanishes = value > Ratio::ZERO && shown.bytes().all(|byte| matches!(byte, b'0' | b'.'));
        if vanishes {
            let least = Ratio::new(1, 10_i128.saturating_pow(decimals)).unwrap_or(Ratio::ONE);
            format!("< {}", localised(&short(&least.fixed(decimals, Rounding::HalfUp).to_string()), vietnamese))
        } else {
            localised(&short(&shown), vietnamese)
        }
    };
    match gap.unit() {
        PrintedUnit::Households if gap.size().denominator() == 1 => {
            let number = localised(&grouped(&gap.size().numerator().unsigned_abs().to_string()), vietnamese);
            format!("{number} {}", if vietnamese { "hộ" } else { "households" })
        }
        PrintedUnit::Households => {
            format!("{} {}", decimal(gap.size(), 3), if vietnamese { "hộ" } else { "households" })
        }
        PrintedUnit::Points | PrintedUnit::Percent => {
            let hundred = gap.size().checked_mul(Ratio::whole(100)).unwrap_or(gap.size());
            format!("{} {}", decimal(hundred, 4), points_word(vietnamese))
        }
        PrintedUnit::Money(currency) => {
            let exact = Interval::exactly(gap.size());
            money_interval(exact, currency, vietnamese)
        }
        PrintedUnit::Number => decimal(gap.size(), 4),
    }
}
