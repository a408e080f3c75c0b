//! The classifier of a file: lines, summary, bad lines and exit status, as a shell sees them.

use std::io::Write;
use std::process::{Command, Output};

fn classify(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO"))
        .args(["run", "--quiet", "--example", "classify", "--"])
        .args(arguments)
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .unwrap()
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

#[test]
fn a_good_file_is_classified() {
    let run = classify(&["--standard", "vn-decree-07-2021", "examples/data/two_households.jsonl"]);
    assert_eq!(run.status.code(), Some(0), "{}", text(&run.stderr));
    let lines: Vec<String> = text(&run.stdout).lines().map(str::to_owned).collect();
    assert_eq!(lines[0], "town\tother\t0\t");
    assert_eq!(
        lines[1],
        "village\tpoor\t9\temployment, nutrition, adult_education, child_schooling, housing_quality, housing_area, \
         water_source, toilet, telecom"
    );
    assert_eq!(
        lines[3..],
        ["2 households classified by vn-decree-07-2021, 0 lines not", "       1  other", "       1  poor"]
    );
}

#[test]
fn bad_lines_are_reported_and_the_others_classified() {
    let good = std::fs::read_to_string("examples/data/two_households.jsonl").unwrap();
    let mut file = tempfile::Builder::new().suffix(".jsonl").tempfile().unwrap();
    let euros = r#"{"id":"E","place":"1","area":"rural","income_per_person_month":"100 EUR","members":[{"birth":40}]}"#;
    let (town, village) = good.split_once('\n').unwrap();
    write!(file, "{town}\n{{\"id\": \"torn\"\n{euros}\n{village}").unwrap();
    let run = classify(&["--standard", "vn-decree-07-2021", file.path().to_str().unwrap()]);
    assert_eq!(run.status.code(), Some(1));
    let (out, err) = (text(&run.stdout), text(&run.stderr));
    assert!(out.starts_with("town\t") && out.contains("\nvillage\t"), "{out}");
    assert!(out.contains("2 households classified by vn-decree-07-2021, 2 lines not"), "{out}");
    let errors: Vec<&str> = err.lines().collect();
    assert!(errors[0].starts_with("line 2: EOF while parsing an object"), "{err}");
    assert!(errors[1].starts_with("line 3: Euro and Vietnamese đồng are different currencies"), "{err}");
    assert_eq!(errors.len(), 2);
}

#[test]
fn a_standard_of_ones_own_its_parameters_and_persons() {
    let median = ["--set", "national_median=24000 EUR"];
    let run = classify(
        &[
            &["--standard", "data/standards/eu-arope-2021.toml", "--on", "2024-12-31"],
            median.as_slice(),
            &["examples/data/two_households.jsonl"],
        ]
        .concat(),
    );
    assert_eq!(run.status.code(), Some(0), "{}", text(&run.stderr));
    let out = text(&run.stdout);
    assert!(out.starts_with("town\ttown/1 not_at_risk\t1\tholiday\ttown/2 not_at_risk"), "{out}");
    assert!(out.contains("       4  at_risk\n       3  not_at_risk"), "{out}");
    let explained =
        classify(&["--standard", "vn-decree-07-2021", "--explain", "vi", "examples/data/two_households.jsonl"]);
    assert!(text(&explained.stdout).contains("Hộ village, chuẩn nghèo đa chiều giai đoạn 2022-2025"));
}

#[test]
fn what_can_not_be_done_is_said_and_exits_with_two() {
    let refused = |arguments: &[&str]| {
        let run = classify(arguments);
        assert_eq!(run.status.code(), Some(2), "{arguments:?}");
        text(&run.stderr)
    };
    let households = "examples/data/two_households.jsonl";
    assert!(
        refused(&["--standard", "vn-decree", households])
            .contains("there is no standard `vn-decree`, expected one of: co-ipm")
    );
    assert_eq!(
        refused(&["--standard", "tests/data/invalid/standard/weights-sum.toml", households]),
        "classify: the weights of `housing` sum to 5/12, expected 1/2 (tests/data/invalid/standard/weights-sum.toml:27:10)\n"
    );
    assert!(refused(&["--standard", "vn-decree-07-2021"]).contains("the file of households is missing, see --help"));
    assert!(refused(&["--standard", "vn-decree-07-2021", "nowhere.jsonl"]).contains("nowhere.jsonl"));
    assert!(refused(&["--standrad", "x", households]).contains("unknown option --standrad"));
    let help = classify(&["--help"]);
    assert_eq!(help.status.code(), Some(0));
    assert!(text(&help.stdout).contains("--standard ID|FILE"));
}
