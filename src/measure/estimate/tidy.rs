//! Results as a table of rows that files hold and people read.

use super::{Estimate, Estimates};
use crate::measure::{Fingerprint, MissingPolicy};
use crate::quantity::Unit;
use core::fmt;
use serde::Serialize;

/// One result as a row: what was measured, for whom, its value and its error, and what it was made from.
///
/// What is not defined or was not asked for is `None` (an empty cell, `null`), never 0 and never "not a number".
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct TidyRow {
    /// Short name of the measure: `H`, `M0`, `hdk`, `change_abs`, `gini`.
    pub measure: String,
    /// What it is about: an indicator, what changes (`hdk:water`), the line or the parameter of a measure of incomes.
    pub indicator: String,
    /// The poverty cutoff, as the specification writes it.
    pub k: String,
    /// The axis of the subgroup, `area`, `area|ethnic_minority`; empty for the whole population.
    pub subgroup: String,
    /// The level on it, `rural`, `rural|1`.
    pub level: String,
    /// The period, or the two of a change, `2021-2024`.
    pub period: String,
    /// The value; a share as a fraction of 1.
    pub estimate: Option<f64>,
    /// Its standard error.
    pub std_error: Option<f64>,
    /// The lower confidence limit.
    pub lower: Option<f64>,
    /// The upper confidence limit.
    pub upper: Option<f64>,
    /// Degrees of freedom.
    pub df: Option<u64>,
    /// How many rows of the data are counted.
    pub rows: u64,
    /// How many were left out because something about them is not known.
    pub dropped: u64,
    /// The weight of the rows counted.
    pub population: Option<f64>,
    /// What the weights count.
    pub unit: Unit,
    /// The name of the weighting; empty for what depends on none.
    pub weighting: String,
    /// The variance over that of a simple random sample of as many rows.
    pub design_effect: Option<f64>,
    /// What the data not known did: the policy by which rows were dropped, or kept. Nothing for incomes.
    pub missing: Option<MissingPolicy>,
    /// Why there is no estimate, or no error.
    pub undefined: String,
    /// What table, specification and version a counting measure was made from.
    pub fingerprint: Option<Fingerprint>,
}

/// A table of results, in their order.
///
/// ```
/// use poverty::measure::{Axes, Family, PatternTable, Profile, Structure, Tabulation, Tidy, Weighting};
/// use poverty::quantity::{Households, Ratio, Weight};
/// let structure = Structure::flat(["water", "toilet"])?;
/// let mut table = PatternTable::<Households>::new(&structure, Axes::new())?;
/// for deprived in [0b11, 0b01, 0b00] {
///     table.add_row(&[], Profile::complete(deprived), Weight::ONE, &[])?;
/// }
/// let weighting = Weighting::nested(&structure)?;
/// let request = Tabulation::new(&table).weighting(&weighting, [Ratio::new(1, 2)?]).families([Family::HeadcountRatio]);
/// let tidy = Tidy::from(&request.run()?);
/// assert_eq!(tidy.rows()[0].estimate, Some(2.0 / 3.0));
/// let page = tidy.to_markdown();
/// assert!(page.starts_with("| measure | indicator | k |") && page.contains("| H |  | 1/2 |"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[serde(transparent)]
pub struct Tidy {
    rows: Vec<TidyRow>,
}

impl TidyRow {
    /// The names of the columns, in order.
    pub const COLUMNS: [&'static str; 20] = [
        "measure",
        "indicator",
        "k",
        "subgroup",
        "level",
        "period",
        "estimate",
        "std_error",
        "lower",
        "upper",
        "df",
        "rows",
        "dropped",
        "population",
        "unit",
        "weighting",
        "design_effect",
        "missing",
        "undefined",
        "fingerprint",
    ];

    /// The cells in the order of the columns; floats by the function given.
    pub(super) fn cells(&self, number: impl Fn(f64) -> String) -> [String; 20] {
        let float = |value: Option<f64>| value.map(&number).unwrap_or_default();
        [
            self.measure.clone(),
            self.indicator.clone(),
            self.k.clone(),
            self.subgroup.clone(),
            self.level.clone(),
            self.period.clone(),
            float(self.estimate),
            float(self.std_error),
            float(self.lower),
            float(self.upper),
            self.df.map(|df| df.to_string()).unwrap_or_default(),
            self.rows.to_string(),
            self.dropped.to_string(),
            float(self.population),
            self.unit.to_string(),
            self.weighting.clone(),
            float(self.design_effect),
            self.missing.map(|missing| missing.to_string()).unwrap_or_default(),
            self.undefined.clone(),
            self.fingerprint.map(|fingerprint| fingerprint.to_string()).unwrap_or_default(),
        ]
    }
}

impl From<&Estimate> for TidyRow {
    fn from(estimate: &Estimate) -> Self {
        let error = estimate.error();
        let limits = error.and_then(|error| error.limits());
        let joined =
            |part: fn((&str, &str)) -> String| estimate.group().levels().map(part).collect::<Vec<_>>().join("|");
        let population: Option<f64> = estimate.population().parse().ok();
        Self {
            measure: estimate.measure().name(),
            indicator: estimate.measure().indicator(),
            k: estimate.cutoff().map(|cutoff| cutoff.to_string()).unwrap_or_default(),
            subgroup: joined(|(axis, _)| axis.to_owned()),
            level: joined(|(_, level)| level.to_owned()),
            period: estimate.period().to_owned(),
            estimate: estimate.value().ok(),
            std_error: error.and_then(|error| error.std_error()),
            lower: limits.map(|(lower, _)| lower),
            upper: limits.map(|(_, upper)| upper),
            df: error.and_then(|error| error.degrees_of_freedom()),
            rows: estimate.rows(),
            dropped: estimate.dropped_rows(),
            population,
            unit: estimate.unit(),
            weighting: estimate.weighting().to_owned(),
            design_effect: error.and_then(|error| error.design_effect()),
            missing: Some(estimate.missing_policy()),
            undefined: estimate.why_undefined().map(|reason| reason.to_string()).unwrap_or_default(),
            fingerprint: Some(estimate.fingerprint()),
        }
    }
}

impl From<&Estimates> for Tidy {
    fn from(estimates: &Estimates) -> Self {
        estimates.rows().iter().map(TidyRow::from).collect()
    }
}

impl FromIterator<TidyRow> for Tidy {
    fn from_iter<I: IntoIterator<Item = TidyRow>>(rows: I) -> Self {
        Self { rows: rows.into_iter().collect() }
    }
}

impl Extend<TidyRow> for Tidy {
    fn extend<I: IntoIterator<Item = TidyRow>>(&mut self, rows: I) {
        self.rows.extend(rows);
    }
}

impl Tidy {
    /// The rows.
    #[must_use]
    pub fn rows(&self) -> &[TidyRow] {
        &self.rows
    }

    /// The table in Markdown, for people: the first 16 columns, numbers with 5 significant digits.
    #[must_use]
    pub fn to_markdown(&self) -> String {
        self.to_string()
    }
}

/// Columns that people read; the others say how a number was made.
const READ: usize = 16;

/// Text before, numbers from here on.
const FIRST_NUMBER: usize = 6;

impl fmt::Display for Tidy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let line = |f: &mut fmt::Formatter<'_>, cells: &[String]| writeln!(f, "| {} |", cells.join(" | "));
        line(f, &TidyRow::COLUMNS.map(str::to_owned).into_iter().take(READ).collect::<Vec<_>>())?;
        let is_number = |place: usize| (FIRST_NUMBER..14).contains(&place);
        let rule = |place| if is_number(place) { "---:" } else { "---" };
        line(f, &(0..READ).map(|place| rule(place).to_owned()).collect::<Vec<_>>())?;
        for row in &self.rows {
            let cells = row.cells(five_digits);
            let cells: Vec<String> = cells.into_iter().take(READ).map(|cell| cell.replace('|', "\\|")).collect();
            line(f, &cells)?;
        }
        Ok(())
    }
}

/// A number with 17 significant digits, as C's `%.17g` prints it.
#[cfg(any(test, feature = "csv"))]
pub(super) fn seventeen_digits(value: f64) -> String {
    significant(value, 17)
}

fn five_digits(value: f64) -> String {
    significant(value, 5)
}

/// As C's `%g` with a precision: plain digits where the exponent is from -4 to below the precision, without trailing zeros.
fn significant(value: f64, digits: usize) -> String {
    let last = digits.saturating_sub(1);
    let scientific = format!("{value:.last$e}");
    let Some((mantissa, exponent)) = scientific.split_once('e') else { return scientific };
    let power: i64 = exponent.parse().unwrap_or_default();
    let trimmed = |text: &str| {
        if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.').to_owned() } else { text.to_owned() }
    };
    match usize::try_from(i64::try_from(last).unwrap_or(i64::MAX).saturating_sub(power)) {
        Ok(decimals) if power >= -4 => trimmed(&format!("{value:.decimals$}")),
        _ => {
            let sign = if power < 0 { '-' } else { '+' };
            format!("{}e{sign}{:02}", trimmed(mantissa), power.unsigned_abs())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What C's `printf("%.17g")` gives.
    #[test]
    fn seventeen_digits_tell_floats_apart() {
        for (value, text) in [
            (0.0, "0"),
            (1.0, "1"),
            (0.1, "0.10000000000000001"),
            (543_916.119, "543916.11899999995"),
            (1_459_200.0, "1459200"),
            (-0.065_083_434_455_591_62, "-0.065083434455591616"),
            (1e-5, "1.0000000000000001e-05"),
            (1.5e-300, "1.5000000000000001e-300"),
            (1e22, "1e+22"),
            (123_456_789_012_345_680.0, "1.2345678901234568e+17"),
        ] {
            assert_eq!(seventeen_digits(value), text);
            assert_eq!(text.parse::<f64>().unwrap().to_bits(), value.to_bits());
        }
    }

    #[test]
    fn five_digits_are_for_people() {
        for (value, text) in
            [(0.318_060_752, "0.31806"), (5_627_415.0, "5.6274e+06"), (0.2, "0.2"), (99_999.6, "1e+05"), (-1.0, "-1")]
        {
            assert_eq!(five_digits(value), text);
        }
    }
}
