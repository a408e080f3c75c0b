//! The reference survey: two waves, 3,840 households, in tables of every shape that the oracles ask for.

use poverty::measure::{Axes, Gap, PatternTable, Power, Profile, Structure, Weighting};
use poverty::quantity::{CountedUnit, Households, Ratio, Weight};
use rust_decimal::Decimal;
use std::fs::File;
use std::path::PathBuf;

/// A file of `tests/data/oracles`.
pub(crate) fn path(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/data/oracles").join(name)
}

/// The records of an oracle file.
pub(crate) fn records(name: &str) -> Vec<csv::StringRecord> {
    csv::Reader::from_reader(File::open(path(name)).unwrap()).records().map(Result::unwrap).collect()
}

/// A household of the survey.
pub(crate) struct Row {
    pub(crate) year: String,
    pub(crate) region: String,
    pub(crate) area: String,
    pub(crate) minority: String,
    pub(crate) stratum: String,
    pub(crate) psu: String,
    pub(crate) weight: Weight<Households>,
    pub(crate) size: u32,
    pub(crate) profile: Profile,
    /// Floor area per person and schooling of adults.
    pub(crate) achievements: [Option<Decimal>; 2],
}

pub(crate) fn rows() -> Vec<Row> {
    let row = |record: &csv::StringRecord| {
        let (mut deprived, mut missing) = (0, 0);
        for (bit, answer) in record.iter().skip(10).take(12).enumerate() {
            match answer {
                "1" => deprived |= 1 << bit,
                "0" => {}
                _ => missing |= 1 << bit,
            }
        }
        Row {
            year: record[1].to_owned(),
            region: record[2].to_owned(),
            area: record[3].to_owned(),
            minority: record[4].to_owned(),
            stratum: record[5].to_owned(),
            psu: record[6].to_owned(),
            weight: record[7].parse().unwrap(),
            size: record[8].parse().unwrap(),
            profile: Profile::from_masks(deprived, missing).unwrap(),
            // In the order of their bits: adult_education, floor_area.
            achievements: [record[23].parse().ok(), record[22].parse().ok()],
        }
    };
    records("survey_open.csv").iter().map(row).collect()
}

pub(crate) fn structure() -> Structure {
    Structure::new([
        ("jobs", ["employment", "dependants"]),
        ("health", ["nutrition", "health_insurance"]),
        ("education", ["adult_education", "child_attendance"]),
        ("housing", ["housing_quality", "floor_area"]),
        ("water_sanitation", ["water", "toilet"]),
        ("information", ["telecom", "information_means"]),
    ])
    .unwrap()
}

pub(crate) fn ratio(text: &str) -> Ratio {
    text.parse().unwrap()
}

pub(crate) fn ratios(texts: &[&str]) -> Vec<Ratio> {
    texts.iter().map(|text| ratio(text)).collect()
}

/// The two weightings with their cutoffs.
pub(crate) fn weightings() -> [(Weighting, Vec<Ratio>); 2] {
    let priority = ["1/8", "1/8", "1/16", "1/16", "1/8", "1/8", "1/16", "1/16", "1/16", "1/16", "1/16", "1/16"];
    [
        (Weighting::nested(&structure()).unwrap(), ratios(&["1/12", "1/6", "1/4", "1/3", "1/2", "1"])),
        (Weighting::new("priority", &structure(), &ratios(&priority)).unwrap(), ratios(&["1/16", "1/4", "1/3", "1/2"])),
    ]
}

/// The survey as a table, with gaps, under the axes given; `weight` makes each row's weight.
pub(crate) fn table<U: CountedUnit>(rows: &[Row], axes: Axes, weight: impl Fn(&Row) -> Weight<U>) -> PatternTable<U> {
    let gap = |indicator: &str, cutoff: i64| Gap::new(indicator, Decimal::from(cutoff)).unwrap();
    let gaps = [gap("floor_area", 8), gap("adult_education", 9)];
    let names: Vec<String> = axes.names().map(str::to_owned).collect();
    let mut table = PatternTable::with_gaps(&structure(), axes, &gaps, &[Power::GAP, Power::SEVERITY]).unwrap();
    for row in rows {
        let level = |axis: &String| match axis.as_str() {
            "year" => Some(row.year.as_str()),
            "region" => Some(&*row.region),
            "area" => Some(&*row.area),
            "ethnic_minority" => Some(&*row.minority),
            "stratum" => Some(&*row.stratum),
            "psu" => Some(&*row.psu),
            _ => None,
        };
        let levels: Vec<&str> = names.iter().filter_map(level).collect();
        table.add_row(&levels, row.profile, weight(row), &row.achievements).unwrap();
    }
    table
}

pub(crate) fn subgroups(axes: Axes) -> Axes {
    axes.subgroup("area").unwrap().subgroup("region").unwrap().subgroup("ethnic_minority").unwrap()
}

/// Period, subgroups, strata and clusters.
pub(crate) fn full_axes() -> Axes {
    subgroups(Axes::new().period("year").unwrap()).stratum("stratum").unwrap().psu("psu").unwrap()
}

/// The largest relative difference met so far, of what, with a limit that stops the test.
#[derive(Default)]
pub(crate) struct Largest {
    difference: f64,
    of: String,
    pub(crate) compared: usize,
}

impl Largest {
    /// Compares a number with an oracle's text.
    pub(crate) fn compare(&mut self, ours: f64, theirs: &str, limit: f64, what: impl Fn() -> String) {
        let theirs: f64 = theirs.parse().unwrap();
        // A standard error that is exactly 0 may be rounding noise in the oracle.
        let difference = if (ours - theirs).abs() <= 1e-17 { 0.0 } else { (ours - theirs).abs() / theirs.abs() };
        self.compared += 1;
        assert!(difference <= limit, "{}: {ours} against {theirs}, {difference:e} apart", what());
        if difference > self.difference {
            (self.difference, self.of) = (difference, what());
        }
    }
}

impl std::fmt::Display for Largest {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} numbers, largest difference {:.1e} ({})", self.compared, self.difference, self.of)
    }
}
