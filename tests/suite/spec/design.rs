//! Other designs through the specification: the reference results for finite populations, jackknives, lonely units.

use super::{CONTRACT, SURVEY, contract_with, measure};
use crate::oracle::open_survey::{Largest, records};
use std::collections::BTreeMap;

const STRATUM: &str = "stratum = \"stratum\"           # default: one stratum";
const PSU: &str =
    "psu     = \"psu\"               # default: every row its own PSU; PSU codes may repeat between strata (nested)";
const LONELY: &str = "lonely_psu  = \"fail\"          # fail | remove | certainty | average | adjust";

/// The specification and the survey of each variant of the file.
fn variant(name: &str) -> (String, String) {
    let survey = || SURVEY.to_owned();
    let jackknife = |spec: &str| spec.replace("[options]", "[options]\nreplicates = { method = \"jackknife\" }");
    let no_strata = || contract_with(STRATUM, "");
    match name {
        "with replacement" => (CONTRACT.to_owned(), survey()),
        "fpc: 40 PSUs in each stratum" => {
            let spec = CONTRACT.replace("[data]", "[data]\nfpc = \"psus\"");
            let data = SURVEY
                .lines()
                .enumerate()
                .map(|(at, line)| if at == 0 { format!("{line},psus\n") } else { format!("{line},40\n") });
            (spec, data.collect())
        }
        "JKn" => (jackknife(CONTRACT), survey()),
        "JK1; no strata" => (jackknife(&no_strata()), survey()),
        "PSUs; no strata" => (no_strata(), survey()),
        "rows as PSUs; no strata" => (no_strata().replace(PSU, ""), survey()),
        lonely => {
            let rule = lonely.rsplit_once(": ").unwrap().1;
            let kept = SURVEY.lines().filter(|line| !line.contains(",5U,") || line.contains(",5U-01,"));
            let data = kept.map(|line| format!("{line}\n")).collect();
            (contract_with(LONELY, &format!("lonely_psu = \"{rule}\"")), data)
        }
    }
}

/// Without incomes, whose replicates are not made.
fn counting_only(spec: &str) -> String {
    let (counting, _) = spec.split_once("[income]").unwrap();
    let start = counting.find("measures    =").unwrap();
    let end = start + counting[start..].find('\n').unwrap();
    format!("{}measures = [\"H\", \"M0\", \"A\", \"hd\"]{}", &counting[..start], &counting[end..])
        .replace("subgroups   = [\"area\", \"region\", \"ethnic_minority\", [\"area\", \"ethnic_minority\"]]", "")
}

#[test]
fn every_row_of_the_designs_reference() {
    let mut found: BTreeMap<String, BTreeMap<[String; 4], poverty::measure::TidyRow>> = BTreeMap::new();
    let (mut points, mut errors) = (Largest::default(), Largest::default());
    let all = records("designs_open.csv");
    for record in &all {
        let rows = found.entry(record[0].to_owned()).or_insert_with(|| {
            let (spec, data) = variant(&record[0]);
            let tidy = measure(&counting_only(&spec), &data).unwrap();
            let nested = tidy.rows().iter().filter(|row| row.weighting == "nested");
            let key = |row: &poverty::measure::TidyRow| {
                [&row.measure, &row.indicator, &row.k, &row.period].map(String::clone)
            };
            nested.map(|row| (key(row), row.clone())).collect()
        });
        let row = &rows[&[1, 2, 3, 4].map(|at| record[at].to_owned())];
        let what = || record.iter().take(5).collect::<Vec<_>>().join(" ");
        points.compare(row.estimate.unwrap(), &record[5], 1e-9, what);
        errors.compare(row.std_error.unwrap(), &record[6], 1e-8, what);
        assert_eq!(row.df.unwrap().to_string(), record[7], "{}", what());
    }
    assert_eq!(all.len(), 80);
}

#[test]
fn a_lonely_unit_stops_the_run_unless_a_rule_is_named() {
    let (spec, data) = variant("lonely PSU (stratum 5U keeps 5U-01 only): fail");
    let error = measure(&spec, &data).unwrap_err();
    assert_eq!(error.code(), "measure/lonely-psus");
    assert!(error.to_string().contains("`5U`"), "{error}");
}
