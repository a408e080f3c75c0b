//! What the keys of a specification do, one by one, on a survey that fits a page.

use super::{CONTRACT, SMALL, SMALL_SPEC, SURVEY, close, contract_with, measure, row};
use poverty::household::Unknown;
use poverty::measure::spec::{CodeMeaning, Spec};
use poverty::measure::{MissingPolicy, TidyRow};

#[track_caller]
fn with(part: &str, replacement: &str) -> String {
    assert!(SMALL_SPEC.contains(part), "{part}");
    SMALL_SPEC.replacen(part, replacement, 1)
}

fn headcount(spec: &str) -> Option<f64> {
    row(&measure(spec, SMALL).unwrap(), "H", "").estimate
}

#[test]
fn weights_default_to_one_and_persons_take_the_size() {
    // Poor at k = 1/2: rows 1, 2, 4; row 6 is dropped.
    close(headcount(SMALL_SPEC), 42.0 / 66.0);
    close(headcount(&with("weight = \"w\"\n", "")), 3.0 / 5.0);
    close(
        headcount(&with("[options]", "[options]\nunit = \"person\"")),
        (40.0 + 24.0 + 20.0) / (40.0 + 24.0 + 54.0 + 20.0 + 45.0),
    );
}

#[test]
fn what_is_missing_does_what_its_policy_says() {
    let under = |policy: &str| {
        let tidy = measure(&with("[data]", &format!("[data]\nmissing = \"{policy}\"")), SMALL).unwrap();
        let row = row(&tidy, "H", "").clone();
        (row.estimate, row.rows, row.dropped, row.missing)
    };
    let (value, rows, dropped, policy) = under("drop");
    close(value, 42.0 / 66.0);
    assert_eq!((rows, dropped, policy), (5, 1, Some(MissingPolicy::Drop)));
    // Row 6 lacks the toilet: half of the weight, or all of what is known.
    for policy in ["not_deprived", "deprived", "reweight_dimension"] {
        let (value, rows, dropped, _) = under(policy);
        close(value, 50.0 / 74.0);
        assert_eq!((rows, dropped), (6, 0), "{policy}");
    }
}

#[test]
fn points_need_no_design() {
    let spec = with("[options]", "[options]\nstandard_errors = false");
    // The columns of the design may be gone.
    let data: String = SMALL.lines().map(|line| line.splitn(3, ',').last().unwrap().to_owned() + "\n").collect();
    let tidy = measure(&spec, &data).unwrap();
    for found in tidy.rows() {
        assert_eq!((found.std_error, found.lower, found.df), (None, None, None));
    }
    assert_eq!(row(&tidy, "H", "").estimate, headcount(SMALL_SPEC));
    assert_eq!(measure(SMALL_SPEC, &data).unwrap_err().code(), "spec/missing-column");
}

#[test]
fn the_confidence_level_widens_limits() {
    let limits = |spec: &str| {
        let tidy = measure(spec, SMALL).unwrap();
        let row = row(&tidy, "H", "");
        row.upper.unwrap() - row.lower.unwrap()
    };
    assert!(limits(&with("[options]", "[options]\nconfidence = 0.99")) > limits(SMALL_SPEC));
    assert!(limits(&with("[options]", "[options]\nconfidence = \"0.9\"")) < limits(SMALL_SPEC));
}

/// Replicate weights in the data give the errors of the jackknife that they are the weights of.
#[test]
fn given_replicates_are_those_that_they_are() {
    let jackknife = measure(&with("[options]", "[options]\nreplicates = { method = \"jackknife\" }"), SMALL).unwrap();
    let given = with("[data]", "[data]\nreplicate_weights = [\"r1\", \"r2\", \"r3\", \"r4\"]").replace(
        "[options]",
        "[options]\nreplicates = { method = \"given\", scale = \"1/2\", scales = [1, 1, 1, 1], degrees_of_freedom = 1 }",
    );
    // Leave out one of the two units of a stratum, and double the other.
    let units = [("A", "1"), ("A", "2"), ("B", "1"), ("B", "2")];
    let mut data = SMALL.lines().next().unwrap().to_owned() + ",r1,r2,r3,r4\n";
    for line in SMALL.lines().skip(1) {
        let cells: Vec<&str> = line.split(',').collect();
        let weight: u32 = cells[3].parse().unwrap();
        let own = units.map(|(stratum, unit)| match (cells[0] == stratum, cells[1] == unit) {
            (true, true) => 0,
            (true, false) => 2 * weight,
            (false, _) => weight,
        });
        data += &format!("{line},{}\n", own.map(|weight| weight.to_string()).join(","));
    }
    let given = measure(&given, &data).unwrap();
    for name in ["H", "M0", "M1", "fgt0", "gini"] {
        let (ours, theirs) = (row(&given, name, ""), row(&jackknife, name, ""));
        assert_eq!(ours.estimate, theirs.estimate);
        close(ours.std_error, theirs.std_error.unwrap());
    }
    let (ours, theirs) = (row(&given, "fgt0", ""), row(&jackknife, "fgt0", ""));
    assert_eq!((ours.df, theirs.df), (Some(1), Some(1)));
    close(ours.upper, theirs.upper.unwrap());
}

#[test]
fn limits_may_be_plain() {
    let tidy = measure(&with("[options]", "[options]\nlimits = \"plain\""), SMALL).unwrap();
    let found = row(&tidy, "H", "");
    let (below, above) =
        (found.estimate.unwrap() - found.lower.unwrap(), found.upper.unwrap() - found.estimate.unwrap());
    close(Some(below), above);
}

#[test]
fn cutoffs_are_repeated_as_they_are_written() {
    let tidy = measure(&with("[\"1/2\"]", "[\"2/4\", 0.25, \"75 %\"]"), SMALL).unwrap();
    let mut cutoffs: Vec<&str> = tidy.rows().iter().map(|row| row.k.as_str()).filter(|k| !k.is_empty()).collect();
    cutoffs.sort_unstable();
    cutoffs.dedup();
    assert_eq!(cutoffs, ["0.25", "2/4", "75 %"]);
}

#[test]
fn weights_of_dimensions_and_indicators() {
    let two = r#"[[dimension]]
id = "water"
weight = "1/4"
indicators = [{ column = "water" }]

[[dimension]]
id = "sanitation"
weight = "3/4"
indicators = [{ column = "toilet" }]
"#;
    let start = SMALL_SPEC.find("[[dimension]]").unwrap();
    let end = SMALL_SPEC.find("[[weighting]]").unwrap();
    let spec = format!("{}{two}{}", &SMALL_SPEC[..start], &SMALL_SPEC[end..]);
    // Only who lacks the toilet reaches one half: rows 1 and 2.
    close(headcount(&spec), 22.0 / 66.0);
    let own = with("{ column = \"toilet\" }", "{ column = \"toilet\", weight = \"3/4\" }")
        .replace("{ column = \"water\", gap", "{ column = \"water\", weight = \"1/4\", gap");
    close(headcount(&own), 22.0 / 66.0);
    let by_name = with("cutoffs =", "weights = { toilet = 0.75, water = 0.25 }\ncutoffs =");
    close(headcount(&by_name), 22.0 / 66.0);
}

#[test]
fn codes_mean_what_the_codebook_says_and_are_counted() {
    let data = SMALL.replace(",1,0,40,900", ",yes,0,40,900").replace(",,1,,0", ",9,1,,0");
    let codes = r#"codes = { "1" = "deprived", "yes" = "deprived", "0" = "not_deprived", "9" = "refused" }"#;
    let text = with("{ column = \"water\",", &format!("{{ column = \"water\", {codes},"));
    let spec = Spec::from_toml("spec.toml", &text).unwrap();
    let survey = spec.read_csv("data.csv", data.as_bytes()).unwrap();
    assert_eq!(row(&survey.measure().unwrap(), "H", "").estimate, headcount(SMALL_SPEC));
    let counts: Vec<(&str, &str, CodeMeaning, u64)> =
        survey.codes().map(|count| (count.indicator, count.code, count.meaning, count.rows)).collect();
    let refused = CodeMeaning::Unknown(Unknown::Refused);
    for expected in [
        ("water", "1", CodeMeaning::Deprived, 1),
        ("water", "yes", CodeMeaning::Deprived, 1),
        ("water", "0", CodeMeaning::NotDeprived, 3),
        ("water", "9", refused, 1),
        ("toilet", "1", CodeMeaning::Deprived, 3),
        ("toilet", "", CodeMeaning::Unknown(Unknown::NotRecorded), 0),
    ] {
        assert!(counts.contains(&expected), "{expected:?} in {counts:?}");
    }
}

/// Survey programs write 1e+05, 4.0, names with a mark before them, and weights with all digits of a float.
#[test]
fn numbers_as_survey_programs_write_them() {
    let as_r = format!("\u{feff}{}", SMALL.replace(",20,1,2020", ", 2e+01 ,1.0,2020").replace(",900", ",9e+02"));
    assert_eq!(measure(SMALL_SPEC, &as_r).unwrap(), measure(SMALL_SPEC, SMALL).unwrap());
    let spec = Spec::from_toml("spec.toml", SMALL_SPEC).unwrap();
    let fine = SMALL.replace("rural,10,", "rural,10.00000000004,");
    let survey = spec.read_csv("data.csv", fine.as_bytes()).unwrap();
    assert_eq!(survey.rounded_weights(), 1);
    assert_eq!(row(&survey.measure().unwrap(), "H", "").estimate, headcount(SMALL_SPEC));
}

#[test]
fn a_period_of_its_own_and_a_column_that_is_subgroup_and_stratum() {
    let spec = with("psu = \"psu\"", "psu = \"psu\"\nperiod = \"year\"")
        .replace("[\"area\"]", "[\"stratum\", [\"area\", \"year\"]]");
    let tidy = measure(&spec, SMALL).unwrap();
    let found = row(&tidy, "H", "A");
    assert_eq!((found.subgroup.as_str(), found.period.as_str(), found.rows), ("stratum", "2020", 4));
    assert_eq!(row(&tidy, "fgt0", "urban|2020").rows, 2);
}

#[test]
fn several_periods_and_their_changes() {
    let spec = contract_with("changes     = [[\"2021\", \"2024\"]]", "changes = [[2021, 2024], [\"2024\", \"2021\"]]");
    let tidy = measure(&spec, SURVEY).unwrap();
    let of = |period: &str, measure: &str| {
        let is_it = |row: &&TidyRow| {
            row.period == period
                && row.measure == measure
                && row.indicator == "H"
                && row.k == "1/3"
                && row.subgroup.is_empty()
                && row.weighting == "nested"
        };
        tidy.rows().iter().find(is_it).unwrap().clone()
    };
    let (on, back) = (of("2021-2024", "change_abs"), of("2024-2021", "change_abs"));
    assert_eq!(on.estimate.map(|value| -value), back.estimate);
    close(on.std_error, back.std_error.unwrap());
    // Backwards there is no span of years, and the row says so.
    let annual = of("2024-2021", "change_abs_ann");
    assert_eq!((annual.estimate, annual.undefined.as_str()), (None, "the periods are not years"));
}

#[test]
fn changes_are_of_the_measures_asked_for() {
    let measures = |list: &str| {
        let start = CONTRACT.find("measures    =").unwrap();
        let end = start + CONTRACT[start..].find('\n').unwrap();
        let spec = format!("{}measures = {list}{}", &CONTRACT[..start], &CONTRACT[end..]);
        let (spec, _) = spec.split_once("[income]").unwrap();
        let tidy = measure(&spec.replace("subgroups ", "#"), SURVEY).unwrap();
        let mut names: Vec<String> = tidy
            .rows()
            .iter()
            .map(|row| format!("{} {}", row.measure, row.indicator.split(':').next().unwrap()))
            .collect();
        names.sort_unstable();
        names.dedup();
        names
    };
    assert_eq!(measures("[\"H\"]"), ["H "]);
    assert_eq!(
        measures("[\"H\", \"change\"]"),
        ["H ", "change_abs H", "change_abs_ann H", "change_rel H", "change_rel_ann H"]
    );
    let only = measures("[\"change\"]");
    assert_eq!(only.len(), 20);
    assert!(only.iter().all(|name| name.starts_with("change_")), "{only:?}");
    assert_eq!(
        measures("[\"M0\", \"change_incidence_intensity\"]"),
        ["M0 ", "change_incidence M0", "change_intensity M0"]
    );
}

#[test]
fn incomes_without_counting_and_counting_without_incomes() {
    let (head, tail) = SMALL_SPEC.split_once("[[dimension]]").unwrap();
    let (counting, income) = tail.split_once("[income]").unwrap();
    let only_income = format!("{}[income]{income}", head.replace("measures = [\"H\", \"M0\", \"M1\"]", ""));
    let tidy = measure(&only_income, SMALL).unwrap();
    assert!(tidy.rows().iter().all(|row| row.weighting.is_empty() && row.fingerprint.is_none()));
    close(row(&tidy, "fgt0", "").estimate, 30.0 / 59.0);
    for empty in ["", "[income]\n"] {
        let tidy = measure(&format!("{head}[[dimension]]{counting}{empty}"), SMALL).unwrap();
        assert!(tidy.rows().iter().all(|row| row.weighting == "nested"));
    }
}

#[test]
fn incomes_by_default_are_measured_by_all_that_the_lines_allow() {
    let count = |replacement: &str| {
        let spec = with("lines = \"300\"\nmeasures = [\"fgt0\", \"gini\"]", replacement);
        let tidy = measure(&spec, SMALL).unwrap();
        let whole = tidy.rows().iter().filter(|row| row.weighting.is_empty() && row.subgroup.is_empty());
        whole.map(|row| row.measure.clone()).collect::<Vec<_>>()
    };
    assert_eq!(count(""), ["gini", "s80s20", "theil_l", "theil_t", "atkinson", "atkinson", "ge2"]);
    let lines =
        count("lines = { column = [\"area\", \"year\"], values = { \"rural|2020\" = 200, \"urban|2020\" = 300 } }");
    assert_eq!(lines[..6], ["fgt0", "fgt1", "fgt2", "watts", "sen", "sst"]);
    let relative = count("relative_line = { share = 0.605, of = \"mean\" }\nmeasures = [\"arpt\", \"arpr\", \"rmpg\"]");
    assert_eq!(relative, ["arpt", "arpr", "rmpg"]);
}

/// Undefined is a row that says why, and a value whose error is undefined keeps its value.
#[test]
fn what_is_undefined_is_a_row_that_says_why() {
    let data = SMALL.replace("B,1,urban,15,3,2020,0,0,70,", "B,1,coast,15,3,2020,0,0,70,");
    let tidy = measure(SMALL_SPEC, &data).unwrap();
    let coast = row(&tidy, "gini", "coast");
    assert_eq!((coast.estimate, coast.rows, coast.dropped), (None, 0, 1));
    assert_eq!(coast.undefined, "no known income with a positive weight in area = coast: its measures are undefined");
    let tidy = measure(&with("\"M1\"]", "\"A\"]"), &data).unwrap();
    assert_eq!(
        (row(&tidy, "A", "coast").estimate, row(&tidy, "A", "coast").undefined.as_str()),
        (None, "nobody is poor")
    );
    assert_eq!(row(&tidy, "H", "coast").estimate, Some(0.0));
}

/// Rows without a level are in the whole and in no group.
#[test]
fn an_empty_level_is_in_no_group() {
    let data = SMALL.replace("A,2,urban,20", "A,2,,20");
    let tidy = measure(SMALL_SPEC, &data).unwrap();
    assert_eq!(row(&tidy, "H", "").rows, 5);
    assert_eq!(row(&tidy, "H", "rural").rows + row(&tidy, "H", "urban").rows, 4);
    assert_eq!(row(&tidy, "gini", "rural").rows + row(&tidy, "gini", "urban").rows, 4);
}

/// Contributions to M1 are named after those to M0 and sum to it.
#[test]
fn contributions_to_the_gap() {
    let asked = "\"M1\", \"actb_M1\", \"pctb_M1\", \"dimension_actb_M1\", \"dimension_pctb_M2\"]";
    let tidy = measure(&with("\"M1\"]", asked), SMALL).unwrap();
    let of = |measure: &str, indicator: &str| {
        let found = |row: &&TidyRow| row.measure == measure && row.indicator == indicator && row.level.is_empty();
        tidy.rows().iter().find(found).unwrap().clone()
    };
    let whole = row(&tidy, "M1", "").estimate.unwrap();
    // Of the poor rows 1 (gap 3/5), 2 (no lack of water) and 4 (gap 1/5).
    close(of("actb_M1", "water").estimate, (10.0 * 0.6 + 20.0 * 0.2) / 2.0 / 66.0);
    close(of("actb_M1", "toilet").estimate, 22.0 / 2.0 / 66.0);
    close(of("pctb_M1", "toilet").estimate, 22.0 / 2.0 / 66.0 / whole);
    close(of("actb_M1", "dimension:housing").estimate, whole);
    close(of("pctb_M2", "dimension:housing").estimate, 1.0);
    assert_eq!(of("actb_M1", "dimension:housing").std_error, row(&tidy, "M1", "").std_error);
    assert!(of("actb_M1", "water").std_error.unwrap() > 0.0);
    let refused = measure(&with("\"M1\"]", "\"actb_M\"]"), SMALL).unwrap_err();
    assert!(refused.to_string().contains("`actb_M1`"), "{refused}");
}
