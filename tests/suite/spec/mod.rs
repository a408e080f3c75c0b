//! A survey file measured as a specification says: the reference results, refusals, and that the order of rows is nothing.

mod design;
mod oracle;
mod order;
mod panel;
mod refused;
mod settings;

use poverty::measure::spec::{Spec, SpecError};
use poverty::measure::{Tidy, TidyRow};

/// The contract of specifications, as it stands.
pub(crate) const CONTRACT: &str = include_str!("../../data/oracles/survey_open.toml");
/// The reference survey.
pub(crate) const SURVEY: &str = include_str!("../../data/oracles/survey_open.csv");

/// The results of a specification for a file.
pub(crate) fn measure(spec: &str, data: &str) -> Result<Tidy, SpecError> {
    Spec::from_toml("spec.toml", spec)?.read_csv("data.csv", data.as_bytes())?.measure()
}

/// The contract with a part of it replaced; the part must be there.
#[track_caller]
pub(crate) fn contract_with(part: &str, replacement: &str) -> String {
    assert_eq!(CONTRACT.matches(part).count(), 1, "{part}");
    CONTRACT.replace(part, replacement)
}

/// A small survey: two strata of two units, an area, two indicators, an income.
pub(crate) const SMALL: &str = "\
stratum,psu,area,w,size,year,water,toilet,litres,income
A,1,rural,10,4,2020,1,1,20,100
A,1,rural,12,2,2020,0,1,60,250
A,2,rural,9,6,2020,0,0,80,400
A,2,urban,20,1,2020,1,0,40,900
B,1,urban,15,3,2020,0,0,70,
B,2,urban,8,5,2020,,1,,0
";

/// What is measured in the small survey.
pub(crate) const SMALL_SPEC: &str = r#"
[data]
weight = "w"
size = "size"
stratum = "stratum"
psu = "psu"

[options]
subgroups = ["area"]
measures = ["H", "M0", "M1"]

[[dimension]]
id = "housing"
indicators = [{ column = "water", gap = { column = "litres", cutoff = "50" } }, { column = "toilet" }]

[[weighting]]
id = "nested"
cutoffs = ["1/2"]

[income]
column = "income"
lines = "300"
measures = ["fgt0", "gini"]
"#;

/// The row of a measure in a group.
#[track_caller]
pub(crate) fn row<'t>(tidy: &'t Tidy, measure: &str, level: &str) -> &'t TidyRow {
    tidy.rows().iter().find(|row| row.measure == measure && row.level == level).unwrap()
}

/// Whether a value is as expected, up to rounding.
#[track_caller]
pub(crate) fn close(found: Option<f64>, expected: f64) {
    let found = found.unwrap();
    assert!((found - expected).abs() <= 1e-13 * expected.abs(), "{found}, expected {expected}");
}
