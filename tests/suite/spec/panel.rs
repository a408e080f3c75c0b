//! `[panel]`: the same numbers as from the library's own types, whatever the order of rows, and refusals.

use super::{close, measure};
use poverty::measure::panel::{Classes, MergeRule, Panel, Periods, SpellOf, SplitRule, Survival};
use poverty::measure::{Design, SampledRows, Tidy, TidyRow};
use poverty::quantity::Households;
use std::collections::BTreeMap;

const SPEC: &str = include_str!("../../../examples/data/panel.toml");
const DATA: &str = include_str!("../../../examples/data/panel.csv");

/// Two households in two years, and one that splits.
const SMALL: &str = "\
id,year,class,w,from,end
A,2021,poor,1,,
A,2022,other,1,,
B,2021,poor,3,,
B,2022,poor,3,,
C,2022,other,2,B,
D,2021,other,4,,moved
";

const SMALL_SPEC: &str = r#"
[data]
weight = "w"
period = "year"
[panel]
household = "id"
class = "class"
classes = ["poor", "other"]
origins = "from"
ended = "end"
measures = ["exit_rate", "transition"]
"#;

#[track_caller]
fn found<'t>(tidy: &'t Tidy, measure: &str, indicator: &str, period: &str) -> &'t TidyRow {
    let is = |row: &&TidyRow| (&*row.measure, &*row.indicator, &*row.period) == (measure, indicator, period);
    tidy.rows().iter().find(is).unwrap()
}

#[test]
fn the_committed_panel_has_the_numbers_of_the_library() {
    let tidy = measure(SPEC, DATA).unwrap();
    let classes = Classes::new(["poor", "near_poor", "not_poor"], ["poor"]).unwrap();
    let classes = classes.escaped("escaped", "not_poor", 3).unwrap();
    let years = ["2019", "2020", "2021", "2022", "2023", "2024"];
    let mut panel = Panel::<Households>::builder(classes, Periods::new(years).unwrap());
    let mut units = Vec::new();
    for row in csv::Reader::from_reader(DATA.as_bytes()).deserialize::<BTreeMap<String, String>>() {
        let row = row.unwrap();
        let class = Some(row["class"].as_str()).filter(|class| !class.is_empty());
        panel.observe(&row["household"], &row["year"], class, row["weight"].parse().unwrap()).unwrap();
        if !row["from"].is_empty() {
            panel.descends(&row["household"], &row["year"], row["from"].split('+')).unwrap();
        }
        units.push((row["stratum"].clone(), row["psu"].clone()));
    }
    let panel = panel.build(SplitRule::EachPartCarries, MergeRule::First).unwrap();
    let sample = SampledRows::new(&Design::sample(), units).unwrap();
    for pair in years.windows(2) {
        let passages = panel.transitions(pair[0], pair[1]).unwrap();
        let period = pair.join("-");
        for (name, indicator, share) in [
            ("exit_rate", "", passages.exit_rate()),
            ("entry_rate", "", passages.entry_rate()),
            ("return_rate", "", passages.reentry_rate(None)),
            ("mobility", "", passages.mobility()),
            ("transition", "near_poor>escaped", passages.share("near_poor", "escaped")),
        ] {
            let row = found(&tidy, name, indicator, &period);
            let Ok(share) = share else {
                assert!(row.estimate.is_none() && !row.undefined.is_empty(), "{name} {period}");
                continue;
            };
            close(row.estimate, share.value().to_f64());
            let error = share.error(&sample).unwrap();
            close(row.std_error, error.std_error().unwrap());
            assert_eq!((row.df, row.rows), (error.degrees_of_freedom(), share.rows() as u64), "{name} {period}");
        }
    }
    let held = Survival::of(&panel.spells(SpellOf::Escape)).unwrap();
    for step in held.steps() {
        let row = found(&tidy, "exit_survival", &step.time().to_string(), "2019-2024");
        close(row.estimate, step.survival());
        close(row.std_error, held.error(step.time(), &sample).unwrap().std_error().unwrap());
    }
}

#[test]
fn the_order_of_rows_is_nothing() {
    let text = |data: &str| {
        let mut csv = Vec::new();
        measure(SPEC, data).unwrap().write_csv(&mut csv).unwrap();
        String::from_utf8(csv).unwrap()
    };
    let mut lines: Vec<&str> = DATA.lines().collect();
    lines[1..].reverse();
    assert_eq!(text(&lines.join("\n")), text(DATA));
}

#[test]
fn a_split_by_its_rules() {
    let exit = |spec: &str| {
        let tidy = measure(spec, SMALL).unwrap();
        let row = found(&tidy, "exit_rate", "", "2021-2022");
        (row.estimate, row.population, row.df)
    };
    // A left, B stays, C is a part of B and left: 1 + 3 of 1 + 3 + 3. Each household is a sampling unit where none is named.
    assert_eq!(exit(SMALL_SPEC), (Some(4.0 / 7.0), Some(7.0), Some(1)));
    let same = SMALL_SPEC.replace("[panel]", "[panel]\nsplits = \"the_same_household\"");
    assert_eq!(exit(&same), (Some(0.25), Some(4.0), Some(1)));
    let points = SMALL_SPEC.replace("[panel]", "[options]\nstandard_errors = false\n[panel]");
    assert_eq!(exit(&points), (Some(4.0 / 7.0), Some(7.0), None));
    let tidy = measure(SMALL_SPEC, SMALL).unwrap();
    let undefined = found(&tidy, "transition", "other>poor", "2021-2022");
    assert_eq!(undefined.estimate, None);
    assert_eq!(undefined.undefined, "the share of `other` that became `poor` is undefined: nobody could");
    assert_eq!(tidy.rows().len(), 5);
}

#[test]
fn what_can_not_be_followed_is_refused_at_its_place() {
    let spec = |part: &str, other: &str| measure(&SMALL_SPEC.replace(part, other), SMALL).unwrap_err().to_string();
    let data = |part: &str, other: &str| measure(SMALL_SPEC, &SMALL.replace(part, other)).unwrap_err().to_string();
    let cases = [
        (spec("period = \"year\"\n", ""), "no key `data.period`, expected the column of periods, over which [panel]"),
        (spec("household = \"id\"\n", ""), "spec.toml:5:1: `panel` has no key `household`, expected the column"),
        (spec("class = \"class\"", "clas = \"class\""), "spec.toml:7:1: unknown key `clas` in `panel`"),
        (spec("[\"poor\", \"other\"]", "[\"poor\"]"), "spec.toml:8:11: 1 of 1 classes are poor"),
        (spec("origins", "poor = [\"rich\"]\norigins"), "spec.toml:8:11: class `rich` does not exist"),
        (
            spec("origins", "escaped = { name = \"gone\", seen_as = \"poor\", within = 3 }\norigins"),
            "class `poor` is poor, expected the class of those whose escape",
        ),
        (spec("\"exit_rate\"", "\"exits\""), "expected one of `transition`, `exit_rate`"),
        (spec("origins = \"from\"", "origins = \"whence\""), "names the column `whence`, which data.csv does not have"),
        (data("A,2022,other", "A,2022,rich"), "data.csv:3: column `class` is `rich`, expected one of `poor`, `other`"),
        (data("D,2021", ",2021"), "data.csv:7: column `id` is ``, expected the identifier of a household"),
        (data("moved", "died"), "data.csv:7: column `end` is `died`, expected `dissolved`, `moved`"),
        (data("A,2022", "A,2021"), "data.csv:3: household `A` is observed twice in period `2021`"),
        (data("2,B,", "2,E,"), "household `C` descends in `2022` from `E`, which is not observed in `2021`"),
    ];
    for (message, expected) in cases {
        assert!(message.contains(expected), "{message}\nexpected {expected}");
    }
    let one_year = "id,year,class,w,from,end\nA,2021,poor,1,,\n";
    assert_eq!(measure(SMALL_SPEC, one_year).unwrap_err().code(), "panel/too-few-periods");
}

/// Four households in four years, poor for all, half, a quarter and none of the time, and one that is not known throughout.
#[test]
fn chronic_poverty_by_duration() {
    let mut data = "id,year,class,w,from,end\n".to_owned();
    for (id, weight, years) in
        [("A", 4, "pppp"), ("B", 2, "poop"), ("C", 1, "opoo"), ("D", 3, "oooo"), ("E", 9, "p?pp")]
    {
        for (year, class) in (2021..).zip(years.chars()) {
            let class = match class {
                'p' => "poor",
                'o' => "other",
                _ => "",
            };
            data += &format!("{id},{year},{class},{weight},,\n");
        }
    }
    let spec = SMALL_SPEC.replace("measures", "duration_cutoffs = [\"1/2\", \"3/4\"]\nmeasures");
    let tidy = measure(&spec, &data).unwrap();
    let of = |name: &str, k: &str| {
        let row = tidy.rows().iter().find(|row| row.measure == name && row.k == k).unwrap();
        assert_eq!((&*row.period, row.rows, row.dropped, row.population), ("2021-2024", 4, 1, Some(10.0)), "{name}");
        row.clone()
    };
    close(of("chronic_headcount", "1/2").estimate, 0.6);
    close(of("chronic_duration", "1/2").estimate, (4.0 + 2.0 / 2.0) / 6.0);
    close(of("chronic_poverty", "1/2").estimate, 0.5);
    close(of("transient_poverty", "1/2").estimate, 0.025);
    close(of("chronic_headcount", "3/4").estimate, 0.4);
    close(of("transient_poverty", "3/4").estimate, 0.125);
    // Each household is a sampling unit: the linearised error by hand, over the five that are sampled.
    let u = [4.0 * 0.4, 2.0 * 0.4, -0.6, -3.0 * 0.6, 0.0].map(|contribution: f64| contribution / 10.0);
    let variance = 5.0 / 4.0 * u.iter().map(|own| own * own).sum::<f64>();
    let found = of("chronic_headcount", "1/2").std_error.unwrap();
    assert!((found - variance.sqrt()).abs() < 1e-14, "{found}");
    let wrong = |cutoffs: &str| {
        measure(&SMALL_SPEC.replace("measures", &format!("duration_cutoffs = {cutoffs}\nmeasures")), &data)
    };
    assert!(wrong("[\"1/2\", 1.5]").unwrap_err().to_string().starts_with("spec.toml:"));
    assert!(wrong("[0.5, \"1/2\"]").unwrap_err().to_string().contains("a cutoff other than `0.5`"));
    // Nobody is known in all years: four rows that say so.
    let gaps = data.replace("2022,poor", "2022,").replace("2022,other", "2022,");
    let tidy = measure(&spec, &gaps).unwrap();
    let undefined =
        tidy.rows().iter().filter(|row| !row.k.is_empty() && row.estimate.is_none() && !row.undefined.is_empty());
    assert_eq!(undefined.count(), 8);
}

/// What a group has is what a file of the group alone has; the whole does not change, and groups add up to it.
#[test]
fn subgroups_of_a_panel_are_panels_of_their_own() {
    let options = |list: &str| format!("options = {{ subgroups = {list} }}\n{}", with_duration(SPEC));
    let (whole, tidy) =
        (measure(&with_duration(SPEC), DATA).unwrap(), measure(&options("[\"stratum\"]"), DATA).unwrap());
    let of = |subgroup: &str, level: &str| -> Vec<TidyRow> {
        tidy.rows().iter().filter(|row| row.subgroup == subgroup && row.level == level).cloned().collect()
    };
    assert_eq!(of("", ""), whole.rows());
    let strata: Vec<&str> = DATA.lines().skip(1).map(|line| line.split(',').nth(place("stratum")).unwrap()).collect();
    let mut levels = strata.clone();
    levels.sort_unstable();
    levels.dedup();
    assert_eq!(levels.len(), 3);
    for level in &levels {
        let header = DATA.lines().take(1);
        let own = DATA.lines().skip(1).zip(&strata).filter(|(_, stratum)| *stratum == level).map(|(line, _)| line);
        let alone: String = header.chain(own).map(|line| format!("{line}\n")).collect();
        let alone = measure(&with_duration(SPEC), &alone).unwrap();
        let mut found = of("stratum", level);
        assert_eq!(found.len(), alone.rows().len());
        for (row, alone) in found.iter_mut().zip(alone.rows()) {
            (row.subgroup, row.level) = (String::new(), String::new());
            // The errors differ: a domain of a sample is not a sample of its own.
            let point = |row: &TidyRow| TidyRow { std_error: None, lower: None, upper: None, df: None, ..row.clone() };
            assert_eq!(point(row), point(alone), "{level}");
        }
    }
    for row in whole.rows().iter().filter(|row| row.measure == "exit_rate" || row.measure == "chronic_poverty") {
        let same = |other: &&TidyRow| {
            let key = |row: &TidyRow| (row.measure.clone(), row.k.clone(), row.period.clone());
            other.subgroup == "stratum" && key(other) == key(row)
        };
        let groups: Vec<&TidyRow> = tidy.rows().iter().filter(same).collect();
        assert_eq!(groups.len(), 3);
        // A group in which nobody could has the weight zero.
        let sum: f64 = groups.iter().filter_map(|row| Some(row.population? * row.estimate?)).sum();
        assert!((sum - row.population.unwrap() * row.estimate.unwrap()).abs() < 1e-9, "{}", row.measure);
    }
}

fn place(column: &str) -> usize {
    DATA.lines().next().unwrap().split(',').position(|name| name == column).unwrap()
}

fn with_duration(spec: &str) -> String {
    format!("{spec}duration_cutoffs = [\"1/2\"]\n")
}

/// Who goes over counts in the group of the earlier period; who is in no known group counts in the whole only.
#[test]
fn a_household_that_changes_its_group_passes_in_the_first() {
    let data = "\
id,year,class,w,from,end,area
A,2021,poor,1,,,rural
A,2022,other,1,,,urban
B,2021,poor,3,,,rural
B,2022,poor,3,,,rural
C,2021,poor,5,,,
C,2022,other,5,,,urban
";
    let tidy = measure(&format!("options = {{ subgroups = [\"area\"] }}\n{SMALL_SPEC}"), data).unwrap();
    let exits: Vec<_> = tidy.rows().iter().filter(|row| row.measure == "exit_rate").collect();
    let found: Vec<_> = exits.iter().map(|row| (&*row.level, row.estimate, row.population)).collect();
    assert_eq!(found, [("", Some(6.0 / 9.0), Some(9.0)), ("rural", Some(0.25), Some(4.0)), ("urban", None, Some(0.0))]);
    assert_eq!(exits[2].undefined, "the rate of exit from poverty is undefined: nobody could");
}
