//! What is refused, and what is said of it: each kind of error once, with file, line and column.

use super::{SMALL, SMALL_SPEC, measure};

/// The message about a specification of the small survey with a part replaced.
#[track_caller]
fn spec_with(part: &str, replacement: &str) -> String {
    assert!(SMALL_SPEC.contains(part), "{part}");
    measure(&SMALL_SPEC.replacen(part, replacement, 1), SMALL).unwrap_err().to_string()
}

/// The message about the small survey with a part replaced.
#[track_caller]
fn data_with(part: &str, replacement: &str) -> String {
    assert!(SMALL.contains(part), "{part}");
    measure(SMALL_SPEC, &SMALL.replacen(part, replacement, 1)).unwrap_err().to_string()
}

#[test]
fn unknown_keys() {
    for (part, replacement, message) in [
        (
            "weight = \"w\"",
            "wieght = \"w\"",
            "spec.toml:3:1: unknown key `wieght` in `data`, expected one of `weight`, `size`, `stratum`, `psu`, `fpc`, `replicate_weights`, `period`, `missing`, `codes`",
        ),
        (
            "[income]",
            "[incomes]",
            "spec.toml:20:2: unknown key `incomes` in the specification, expected one of `data`, `options`, `dimension`, `weighting`, `income`, `panel`",
        ),
        (
            "{ column = \"toilet\" }",
            "{ colunm = \"toilet\" }",
            "spec.toml:14:83: unknown key `colunm` in `dimension[0].indicators[1]`, expected one of `column`, `id`, `weight`, `gap`, `codes`",
        ),
        (
            "cutoff = \"50\"",
            "cut = \"50\"",
            "spec.toml:14:62: unknown key `cut` in `dimension[0].indicators[0].gap`, expected one of `column`, `cutoff`",
        ),
        (
            "cutoffs = [\"1/2\"]",
            "cutoffs = [\"1/2\"]\nk = 1",
            "spec.toml:19:1: unknown key `k` in `weighting[0]`, expected one of `id`, `cutoffs`, `weights`",
        ),
        (
            "lines = \"300\"",
            "line = \"300\"",
            "spec.toml:22:1: unknown key `line` in `income`, expected one of `column`, `decimals`, `lines`, `relative_line`, `comparison`, `quantile`, `measures`, `atkinson`",
        ),
        (
            "cutoffs =",
            "weights = { water = \"1/2\", tollet = \"1/2\" }\ncutoffs =",
            "spec.toml:18:28: unknown key `tollet` in `weighting[0].weights`, expected one of `water`, `toilet`",
        ),
    ] {
        assert_eq!(spec_with(part, replacement), message);
    }
    let options = spec_with("[options]", "[options]\nconfidance = 0.95");
    assert!(
        options.starts_with("spec.toml:9:1: unknown key `confidance` in `options`, expected one of `unit`"),
        "{options}"
    );
}

#[test]
fn missing_keys() {
    for (part, replacement, message) in [
        ("id = \"nested\"\n", "", "spec.toml:16:1: `weighting[0]` has no key `id`, expected a name for the weighting"),
        (
            "cutoffs = [\"1/2\"]",
            "",
            "spec.toml:16:1: `weighting[0]` has no key `cutoffs`, expected a list of poverty cutoffs such as [\"1/3\"]",
        ),
        (
            "[[weighting]]\nid = \"nested\"\ncutoffs = [\"1/2\"]",
            "",
            "spec.toml:1:1: the specification has no key `weighting`, expected at least one table [[weighting]]",
        ),
        (
            "column = \"income\"",
            "",
            "spec.toml:20:1: `income` has no key `column`, expected the name of the column of incomes",
        ),
        ("size = \"size\"", "", ""),
    ] {
        let spec = SMALL_SPEC.replacen(part, replacement, 1);
        if message.is_empty() {
            let persons = spec.replace("[options]", "[options]\nunit = \"person\"");
            let error = measure(&persons, SMALL).unwrap_err();
            assert_eq!(error.code(), "spec/missing-key");
            assert!(error.to_string().contains("no key `data.size`"), "{error}");
        } else {
            assert_eq!(measure(&spec, SMALL).unwrap_err().to_string(), message);
        }
    }
}

#[test]
fn values_of_the_wrong_type() {
    for (part, replacement, message) in [
        (
            "weight = \"w\"",
            "weight = 3",
            "spec.toml:3:10: `data.weight` is the number 3, expected the name of a column",
        ),
        (
            "subgroups = [\"area\"]",
            "subgroups = \"area\"",
            "spec.toml:9:13: `options.subgroups` is the text `area`, expected a list of columns and of lists of columns",
        ),
        (
            "subgroups = [\"area\"]",
            "standard_errors = \"no\"",
            "spec.toml:9:19: `options.standard_errors` is the text `no`, expected true or false",
        ),
        (
            "[options]",
            "[options]\nunit = 1",
            "spec.toml:9:8: `options.unit` is the number 1, expected one of `household`, `person`",
        ),
        (
            "[options]",
            "[options]\nconfidence = [0.95]",
            "spec.toml:9:14: `options.confidence` is a list, expected a number between 0 and 1 such as 0.95",
        ),
        (
            "[options]",
            "[options]\nchanges = [[\"2020\"]]",
            "spec.toml:9:12: `options.changes[0]` is a list, expected a pair of periods",
        ),
        (
            "cutoffs = [\"1/2\"]",
            "cutoffs = []",
            "spec.toml:18:11: `weighting[0].cutoffs` is a list, expected a list of poverty cutoffs such as [\"1/3\"]",
        ),
        (
            "{ column = \"toilet\" }",
            "\"toilet\"",
            "spec.toml:14:81: `dimension[0].indicators[1]` is the text `toilet`, expected a table with the keys `column`, `id`, `weight`, `gap`, `codes`",
        ),
        (
            "measures = [\"H\", \"M0\", \"M1\"]",
            "measures = true",
            "spec.toml:10:12: `options.measures` is true, expected a list of measures such as [\"H\", \"M0\"]",
        ),
    ] {
        assert_eq!(spec_with(part, replacement), message);
    }
}

#[test]
fn values_that_mean_nothing() {
    for (part, replacement, message) in [
        (
            "[options]",
            "[options]\nlonely_psu = \"ignore\"",
            "spec.toml:9:14: `options.lonely_psu` is `ignore`, expected one of `fail`, `remove`, `certainty`, `average`, `adjust`",
        ),
        (
            "[data]",
            "[data]\nmissing = \"ignore\"",
            "spec.toml:3:11: `data.missing` is `ignore`, expected one of `drop`, `not_deprived`, `deprived`, `reweight_dimension`",
        ),
        ("\"M0\"", "\"MO\"", "spec.toml:10:18: `options.measures[1]` is `MO`, expected one of"),
        ("\"fgt0\"", "\"fgt\"", "spec.toml:23:13: `income.measures[0]` is `fgt`, expected one of `fgt0`"),
        (
            "[\"1/2\"]",
            "[\"half\"]",
            "spec.toml:18:12: `weighting[0].cutoffs[0]` is `half`, expected a fraction such as 1/3 or 0.25",
        ),
        (
            "[\"1/2\"]",
            "[\"1/2\", \"2/4\"]",
            "spec.toml:18:19: `weighting[0].cutoffs[1]` is `2/4`, expected a cutoff other than `1/2`, which is given already",
        ),
        (
            "lines = \"300\"",
            "lines = \"-300\"",
            "spec.toml:22:9: `income.lines` is `-300`, expected an amount above 0 such as 1500000",
        ),
        (
            "lines = \"300\"\n",
            "",
            "spec.toml:22:13: `income.measures[0]` is `fgt0`, expected a measure without a poverty line, as there is neither `lines` nor `relative_line`",
        ),
        (
            "\"fgt0\"",
            "\"arpr\"",
            "spec.toml:23:13: `income.measures[0]` is `arpr`, expected a measure without a relative line, as there is no `relative_line`",
        ),
        ("weight = \"w\"", "weight = \"\"", "spec.toml:3:10: `data.weight` is ``, expected the name of a column"),
    ] {
        let found = spec_with(part, replacement);
        assert!(found.starts_with(message), "{found}\n{message}");
    }
}

#[test]
fn contradictions() {
    for (part, replacement, message) in [
        (
            "[\"1/2\"]",
            "[\"3/2\"]",
            "spec.toml:18:12: poverty cutoff 3/2 is out of range, expected more than 0 and at most 1",
        ),
        ("[\"1/2\"]", "[0]", "spec.toml:18:12: poverty cutoff 0 is out of range, expected more than 0 and at most 1"),
        (
            "cutoffs =",
            "weights = { water = \"1/2\", toilet = \"1/3\" }\ncutoffs =",
            "spec.toml:18:11: the weights of weighting `nested` sum to 5/6, expected 1; give them as fractions such as 1/18",
        ),
        (
            "cutoffs =",
            "weights = { water = \"1\" }\ncutoffs =",
            "spec.toml:18:11: weighting `nested` gives no weight to indicator `toilet`",
        ),
        ("{ column = \"toilet\" }", "{ column = \"water\" }", "spec.toml:14:81: indicator `water` is declared twice"),
        ("[\"area\"]", "[\"area\", \"area\"]", "spec.toml:9:22: subgroup `area` is declared twice"),
        ("\"M0\"", "\"H\"", "spec.toml:10:18: measure `H` is declared twice"),
        (
            "[options]",
            "[options]\nconfidence = 1",
            "spec.toml:9:14: confidence level 1 is out of range, expected more than 0 and less than 1, such as 0.95",
        ),
        (
            "cutoff = \"50\"",
            "cutoff = \"0\"",
            "spec.toml:14:71: the deprivation cutoff of `water` is 0, expected more than 0",
        ),
        (
            "[options]",
            "[options]\nchanges = [[\"2020\", \"2024\"]]",
            "spec.toml:9:11: `options.changes` is a list, expected no changes, as [data] names no column of periods",
        ),
        (
            "id = \"housing\"",
            "id = \"housing\"\nweight = \"1/2\"",
            "spec.toml:17:1: the weights of weighting `nested` sum to 1/2, expected 1; give them as fractions such as 1/18",
        ),
        (
            "{ column = \"toilet\" }",
            "{ column = \"toilet\", weight = \"1/2\" }",
            "spec.toml:12:1: weighting `housing` gives no weight to indicator `water`",
        ),
        (
            "lines =",
            "relative_line = { share = 0, of = \"median\" }\nlines =",
            "spec.toml:22:27: share of the line 0 is out of range, expected more than 0",
        ),
    ] {
        let found = spec_with(part, replacement);
        assert!(found.starts_with(message), "{found}\n{message}");
    }
}

#[test]
fn text_that_is_not_toml() {
    assert_eq!(spec_with("[options]", "[options"), "spec.toml:8:9: unclosed table, expected `]`");
}

#[test]
fn columns_that_the_data_lack() {
    let columns =
        "its columns are `stratum`, `psu`, `area`, `w`, `size`, `year`, `water`, `toilet`, `litres`, `income`";
    for (part, replacement, at, key, column) in [
        ("weight = \"w\"", "weight = \"ww\"", "3:10", "data.weight", "ww"),
        ("psu = \"psu\"", "psu = \"unit\"", "6:7", "data.psu", "unit"),
        ("[\"area\"]", "[\"regoin\"]", "9:14", "options.subgroups[0]", "regoin"),
        ("[\"area\"]", "[[\"area\", \"regoin\"]]", "9:23", "options.subgroups[0][1]", "regoin"),
        ("{ column = \"toilet\" }", "{ column = \"tollet\" }", "14:92", "dimension[0].indicators[1].column", "tollet"),
        ("column = \"litres\"", "column = \"l\"", "14:52", "dimension[0].indicators[0].gap.column", "l"),
        ("column = \"income\"", "column = \"earned\"", "21:10", "income.column", "earned"),
        (
            "lines = \"300\"",
            "lines = { column = \"zone\", values = { a = 1 } }",
            "22:20",
            "income.lines.column",
            "zone",
        ),
    ] {
        let message =
            format!("spec.toml:{at}: `{key}` names the column `{column}`, which data.csv does not have; {columns}");
        assert_eq!(spec_with(part, replacement), message);
    }
    assert_eq!(data_with("w,size", "w,area"), "data.csv has the column `area` twice, expected one column of each name");
}

#[test]
fn cells_that_can_not_be_read() {
    for (part, replacement, message) in [
        ("rural,12,", "rural,-12,", "data.csv:3: column `w` is `-12`, expected a number of at least 0"),
        ("rural,12,", "rural,twelve,", "data.csv:3: column `w` is `twelve`, expected a number of at least 0"),
        ("rural,12,", "rural,,", "data.csv:3: column `w` is ``, expected a number of at least 0"),
        (
            "2020,0,1,60",
            "2020,0,2,60",
            "data.csv:3: column `toilet` is `2`, expected 0 (not_deprived) or 1 (deprived) or empty (not_recorded)",
        ),
        (
            "2020,0,1,60",
            "2020,NA,1,60",
            "data.csv:3: column `water` is `NA`, expected 0 (not_deprived) or 1 (deprived) or empty (not_recorded)",
        ),
        (
            "A,1,rural,12",
            ",1,rural,12",
            "data.csv:3: column `stratum` is ``, expected a stratum, which every row of the design has",
        ),
        (
            "A,1,rural,12",
            "A,,rural,12",
            "data.csv:3: column `psu` is ``, expected a primary sampling unit, which every row of the design has",
        ),
        (
            "0,1,60,250",
            "0,1,much,250",
            "data.csv:3: column `litres` is `much`, expected a number, or empty where it is not known",
        ),
        (
            "1,1,20,100",
            "1,1,50,100",
            "data.csv:2: column `litres` is `50`, expected 0 or more and below 50, as `water` is deprived",
        ),
        (
            "0,1,60,250",
            "0,1,49.9,250",
            "data.csv:3: column `litres` is `49.9`, expected at least 50, as `water` is not deprived",
        ),
        (
            "0,1,60,250",
            "0,1,60,n/a",
            "data.csv:3: column `income` is `n/a`, expected a number, or empty where it is not known",
        ),
        (
            "0,1,60,250",
            "0,1,60,0.00000000000000000001",
            "data.csv:3: column `income` is `0.00000000000000000001`, expected an amount that fits 18 digits",
        ),
    ] {
        let found = data_with(part, replacement);
        assert!(found.starts_with(message), "{found}\n{message}");
    }
    let persons = SMALL_SPEC.replace("[options]", "[options]\nunit = \"person\"");
    let error = measure(&persons, &SMALL.replace("rural,12,2", "rural,12,2.5")).unwrap_err();
    assert_eq!(error.to_string(), "data.csv:3: column `size` is `2.5`, expected a whole number of at least 0");
    let lines = SMALL_SPEC.replace("lines = \"300\"", "lines = { column = \"area\", values = { rural = 200 } }");
    assert_eq!(
        measure(&lines, SMALL).unwrap_err().to_string(),
        "data.csv:5: column `area` is `urban`, expected a value with a line: one of `rural`"
    );
    let periods = SMALL_SPEC
        .replace("[options]", "period = \"year\"\n[options]\nchanges = [[\"2020\", \"2024\"]]\n")
        .replace("\"M1\"]", "\"change\"]");
    assert_eq!(
        measure(&periods, SMALL).unwrap_err().to_string(),
        "spec.toml:10:21: `options.changes` is `2024`, expected a period of data.csv: one of `2020`"
    );
    assert_eq!(
        measure(&periods, &SMALL.replacen(",2020,", ",,", 1)).unwrap_err().to_string(),
        "data.csv:2: column `year` is ``, expected a period, which every row of the design has"
    );
}

#[test]
fn finite_populations() {
    let of = |values: [&str; 6]| {
        let lines = SMALL.lines().zip(["n"].into_iter().chain(values)).map(|(line, value)| format!("{line},{value}\n"));
        measure(&SMALL_SPEC.replace("[data]", "[data]\nfpc = \"n\""), &lines.collect::<String>())
    };
    assert!(
        of(["10", "10", "10", "10", "0.5", "0.5"])
            .unwrap_err()
            .to_string()
            .starts_with("the forms of the finite population differ")
    );
    assert_eq!(
        of(["10", "11", "10", "10", "8", "8"]).unwrap_err().to_string(),
        "data.csv:3: column `n` is `11`, expected 10, as in the other rows of stratum `A`"
    );
    assert_eq!(of(["1.5"; 6]).unwrap_err().code(), "spec/cell");
    assert_eq!(of(["1"; 6]).map(|tidy| tidy.rows()[0].std_error), Ok(Some(0.0)));
    assert_eq!(of(["10", "10", "10", "10", "8", "8"]).map(|tidy| tidy.rows()[0].df), Ok(Some(1)));
}

#[test]
fn replicates_that_are_not_as_they_are_said_to_be() {
    for (part, replacement, message) in [
        (
            "[options]",
            "replicate_weights = [\"w\", \"size\"]\n[options]",
            "spec.toml:8:21: `data.replicate_weights` is a list, expected none, as [options] has no replicates = { method = \"given\", ... }",
        ),
        (
            "[options]",
            "[options]\nreplicates = { method = \"given\", scale = 1 }",
            "spec.toml:9:42: the design can't be replicated in this way, expected at least two replicates",
        ),
        (
            "[options]",
            "[options]\nreplicates = { method = \"rao_wu\", count = 1, seed = 1 }",
            "spec.toml:9:43: `options.replicates.count` is `1`, expected a whole number of at least 2",
        ),
        (
            "[options]",
            "[options]\nreplicates = { method = \"fay\", rho = 1 }",
            "spec.toml:9:38: `options.replicates.rho` is `1`, expected a fraction of at least 0 and below 1",
        ),
    ] {
        assert_eq!(spec_with(part, replacement), message);
    }
}

#[test]
fn tables_that_are_none() {
    let spec = SMALL_SPEC;
    let code = |data: &[u8]| {
        let spec = poverty::measure::spec::Spec::from_toml("spec.toml", spec).unwrap();
        let error = spec.read_csv("data.csv", data).unwrap_err();
        (error.code(), error.to_string())
    };
    let header = SMALL.lines().next().unwrap();
    assert_eq!(code(header.as_bytes()), ("spec/no-rows", "data.csv has no rows, expected at least one".to_owned()));
    assert_eq!(code(b"").0, "spec/missing-column");
    let (short, message) = code(format!("{header}\nA,1\n").as_bytes());
    assert!(short == "spec/table" && message.starts_with("data.csv:2:1: "), "{message}");
    let (bytes, message) = code(&[header.as_bytes(), b"\nA,1,\xff,1,1,1,1,1,1,1\n"].concat());
    assert!(bytes == "spec/table" && message.starts_with("data.csv:2:1: "), "{message}");
    let tiny = SMALL
        .replace("rural,10,", "rural,0.00000000049,")
        .replace(",12,", ",0,")
        .replace(",9,6", ",0,6")
        .replace(",20,1,", ",0,1,")
        .replace(",15,3,", ",0,3,")
        .replace(",8,5,", ",0.0000000001,5,");
    assert_eq!(code(tiny.as_bytes()).0, "spec/weights-too-fine");
}

#[test]
fn the_program_says_it_and_exits_with_two() {
    let refused = |arguments: &[&str]| {
        let run = crate::examples::run("measure", arguments);
        assert_eq!(run.status.code(), Some(2), "{arguments:?}");
        assert!(run.stdout.is_empty());
        String::from_utf8(run.stderr).unwrap()
    };
    let (spec, data) = ("tests/data/oracles/survey_open.toml", "tests/data/oracles/survey_open.csv");
    assert!(refused(&["--spec", spec]).contains("--data is missing, see --help"));
    assert!(refused(&["--data", data]).contains("--spec is missing, see --help"));
    assert!(refused(&["--spec", "nowhere.toml", "--data", data]).starts_with("measure: nowhere.toml: "));
    assert!(refused(&["--spec", spec, "--data", "nowhere.csv"]).starts_with("measure: nowhere.csv: "));
    assert!(
        refused(&["--spec", spec, "--data", data, "--format", "xml"])
            .contains("no format `xml`, expected csv, json, markdown or page")
    );
    assert!(refused(&["--spce", spec]).contains("--spce"));
    assert!(
        refused(&["--spec", spec, "--data", "examples/data/communes.csv"])
            .contains(&format!("{spec}:3:11: `data.weight` names the column"))
    );
    let help = crate::examples::run("measure", &["--help"]);
    assert!(help.status.success() && String::from_utf8(help.stdout).unwrap().contains("--spec SPEC.toml"));
}

/// Data without a header, and a value of a million characters, are answered in a message that can be read.
#[test]
fn what_is_empty_or_endless_is_told_in_a_line() {
    for empty in ["", "\n\n", "\u{feff}"] {
        let message = measure(SMALL_SPEC, empty).unwrap_err().to_string();
        assert!(
            message.ends_with("its columns are not named: the first row, which should name them, is empty"),
            "{message}"
        );
    }
    let endless = SMALL.replacen(",10,", &format!(",{},", "9".repeat(1_000_000)), 1);
    let message = measure(SMALL_SPEC, &endless).unwrap_err().to_string();
    assert!(message.contains("9... (1000000 characters)") && message.len() < 300, "{} bytes", message.len());
}
