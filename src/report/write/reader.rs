//! Cells and headers as readers see them.

use crate::quantity::{Money, MoneyScale, Ratio, Rounding};
use crate::report::{Cell, Column, Kind, Limits, Locale};
use crate::source::Language;

/// The words of units.
fn percent_points(language: Language) -> &'static str {
    match language {
        Language::Vietnamese => "điểm %",
        Language::English | Language::Spanish | Language::French => "points",
    }
}

fn scale_word(scale: MoneyScale, language: Language) -> &'static str {
    let vietnamese = language == Language::Vietnamese;
    match (scale, vietnamese) {
        (MoneyScale::One, _) => "",
        (MoneyScale::Thousand, false) => "thousand ",
        (MoneyScale::Thousand, true) => "nghìn ",
        (MoneyScale::Million, false) => "million ",
        (MoneyScale::Million, true) => "triệu ",
        (MoneyScale::Billion, false) => "billion ",
        (MoneyScale::Billion, true) => "tỷ ",
    }
}

/// The currency, as readers of a language name it.
fn currency(money: Money, language: Language) -> String {
    let code = money.currency().code();
    if code == "VND" && language == Language::Vietnamese { "đồng".to_owned() } else { code.to_owned() }
}

/// The title of a column with its unit; money's unit is that of its first amount.
pub(crate) fn header(column: &Column, cells: &[&Cell], locale: Locale) -> String {
    let language = locale.language();
    let title = column.title.in_language(language);
    let unit = match column.kind {
        Kind::Percent => "%".to_owned(),
        Kind::Points => percent_points(language).to_owned(),
        Kind::Money => match one_currency(cells) {
            Some(money) => format!("{}{}", scale_word(column.scale, language), currency(money, language)),
            None => String::new(),
        },
        Kind::Words | Kind::Day | Kind::Count | Kind::Number | Kind::Estimate => String::new(),
    };
    if unit.is_empty() { title.to_owned() } else { format!("{title}, {unit}") }
}

/// The first amount, if all are of its currency.
fn one_currency(cells: &[&Cell]) -> Option<Money> {
    let mut amounts = cells.iter().filter_map(|cell| if let Cell::Money(money) = cell { Some(*money) } else { None });
    let first = amounts.next()?;
    amounts.all(|money| money.currency() == first.currency()).then_some(first)
}

/// A cell as its column writes it.
pub(crate) fn said(cell: &Cell, column: &Column, cells: &[&Cell], locale: Locale) -> String {
    let language = locale.language();
    let decimals = column.decimals;
    let own_unit = column.kind == Kind::Estimate;
    let exact =
        |ratio: Ratio, decimals: u8| locale.digits(&ratio.fixed(u32::from(decimals), Rounding::HalfUp).to_string());
    let with_unit = |number: String, unit: &str| if own_unit { format!("{number} {unit}") } else { number };
    match cell {
        Cell::Words(text) | Cell::Absent(text) => text.in_language(language).to_owned(),
        Cell::Name(name) => name.clone(),
        Cell::Day(day) => locale.date(*day),
        Cell::Count(count) => locale.digits(&count.to_string()),
        Cell::Share(share) => {
            let number = share.percent(u32::from(decimals), Rounding::HalfUp).number().to_string();
            with_unit(locale.digits(&number), "%")
        }
        Cell::EstimatedShare(share, limits) => {
            estimate(*share, *limits, 100.0, decimals, own_unit.then_some("%"), locale)
        }
        Cell::Points(points) => {
            let number = points.as_difference().percent(u32::from(decimals), Rounding::HalfUp).number().to_string();
            with_unit(locale.digits(&number), percent_points(language))
        }
        Cell::EstimatedPoints(points, limits) => {
            let unit = own_unit.then_some(percent_points(language));
            let star = if limits.exclude_zero() == Some(true) { "*" } else { "" };
            estimate(*points, *limits, 100.0, decimals, unit, locale) + star
        }
        Cell::Number(number, limits) => {
            estimate(*number, *limits, 1.0, if own_unit { 3 } else { decimals }, None, locale)
        }
        Cell::Exact(ratio) => exact(*ratio, if own_unit { 3 } else { decimals }),
        Cell::Money(money) => {
            let Ok(number) = money.scaled(column.scale).number(u32::from(decimals), Rounding::HalfUp) else {
                // No amount is so large; one that were would be written whole, with its own unit.
                return format!("{} {}", locale.digits(&money.amount().to_string()), currency(*money, language));
            };
            let number = locale.digits(&number.to_string());
            if own_unit || one_currency(cells).is_none() {
                format!("{number} {}{}", scale_word(column.scale, language), currency(*money, language))
            } else {
                number
            }
        }
    }
}

/// `31.8 (28.3 to 35.6)`, with the unit behind the value if the header does not state it.
fn estimate(value: f64, limits: Limits, factor: f64, decimals: u8, unit: Option<&str>, locale: Locale) -> String {
    let number = |value: f64| locale.float(value * factor, decimals);
    let unit = unit.map_or_else(String::new, |unit| format!(" {unit}"));
    match (limits.lower, limits.upper) {
        (Some(lower), Some(upper)) => {
            let to = match locale.language() {
                Language::Vietnamese => "đến",
                Language::English => "to",
                Language::Spanish | Language::French => "a",
            };
            format!("{}{unit} ({} {to} {})", number(value), number(lower), number(upper))
        }
        _ => format!("{}{unit}", number(value)),
    }
}
