//! One file an error code: each is refused with its code, the place in the file, and a sentence.

use poverty::place::{Gazetteer, PlaceError};
use std::collections::BTreeMap;

fn refusal(name: &str) -> PlaceError {
    let file = format!("{name}.toml");
    let text = std::fs::read_to_string(format!("tests/data/invalid/place/{file}")).unwrap();
    Gazetteer::builder().toml(&file, &text).and_then(|builder| builder.build()).unwrap_err()
}

#[test]
fn each_invalid_file_is_refused_with_its_code_and_place() {
    let expected = BTreeMap::from([
        (
            "unreadable",
            "unknown field `population`, expected one of `code`, `kind`, `name`, `parent`, `valid`, `successors`, \
             `designations` (unreadable.toml:6:1)",
        ),
        ("code", "unit code `66 ` is blank or padded with white space, expected a code such as 66 (code.toml:1:1)"),
        (
            "designation-level",
            "unit 66 is a province and can't be a zone III, which is a commune (designation-level.toml:1:1)",
        ),
        (
            "designation-outside-validity",
            "unit 24211 is listed as zone III on 2021-06-04/2026-01-01, but exists on 2025-07-01/.. \
             (designation-outside-validity.toml:1:1)",
        ),
        (
            "overlapping-designations",
            "unit 24211 is listed as zone III and as zone II on the same days (overlapping-designations.toml:1:1)",
        ),
        (
            "successors-without-end",
            "unit 10 has successors but no end: a unit has successors from the day after its last \
             (successors-without-end.toml:1:1)",
        ),
        ("repeated-successor", "unit 10 names its successor 15 twice (repeated-successor.toml:1:1)"),
        (
            "overlapping-validity",
            "code 15 is used on 2008-08-01/2025-07-02 and on 2025-07-01/.., which overlap \
             (overlapping-validity.toml:7:1)",
        ),
        (
            "missing-parent",
            "unit 23284 of 2020-01-01/.. has the parent 62, which does not exist on 2025-07-01 \
             (missing-parent.toml:7:1)",
        ),
        (
            "parent-not-above",
            "unit 66 is a province and can't lie in 23284, which is a commune on 2025-07-01 (parent-not-above.toml:7:1)",
        ),
        ("parent-cycle", "units lie in each other on 2025-07-01: A in B in A (parent-cycle.toml:1:1)"),
        (
            "missing-successor",
            "unit 10 has the successor 15, which does not exist on 2025-07-01 (missing-successor.toml:1:1)",
        ),
        (
            "successor-start",
            "unit 10 ends before 2025-07-01, but its successor 15 began on 2025-06-12, expected the same day \
             (successor-start.toml:1:1)",
        ),
    ]);
    for (name, message) in &expected {
        let error = refusal(name);
        assert_eq!(error.code(), format!("place/{name}"));
        assert_eq!(&error.to_string(), message);
        assert!(error.position().is_some());
    }
    let files = std::fs::read_dir("tests/data/invalid/place").unwrap().count();
    assert_eq!(files, expected.len(), "every file is looked at");
}

#[test]
fn a_table_is_refused_at_the_line_of_the_row() {
    let refused = |rows: &str| {
        let table = format!("code,kind,name_vi,parent,valid,designations\n{rows}");
        let builder = Gazetteer::builder().csv("units.csv", table.as_bytes());
        builder.and_then(|builder| builder.build()).unwrap_err().to_string()
    };
    // The name of the first row spans two lines.
    let first = "1,commune,\"Ea\nSúp\",,2025-07-01/..,\n";
    assert!(refused(&format!("{first}2,commune,Ia Rvê,,2025-07-01,\n")).ends_with("(units.csv:4:1)"));
    assert!(refused(&format!("{first}2,hamlet,Ia Rvê,,2025-07-01/..,\n")).ends_with("(units.csv:4:1)"));
    assert_eq!(
        refused("1,commune,Ea Súp,,2025-07-01/..,zone_iv 2025-07-01/..\n").split(':').next().unwrap(),
        "designation `zone_iv 2025-07-01/..` can't be read, expected a list and its days such as \
         `zone_iii 2021-06-04/2025-07-01`"
    );
    assert_eq!(
        refused("1,commune,Ea Súp,66,2025-07-01/..,\n"),
        "unit 1 of 2025-07-01/.. has the parent 66, which does not exist on 2025-07-01 (units.csv:2:1)"
    );
    assert!(refused("1,commune,Ea Súp,,2025-07-01/..\n").ends_with("(units.csv:2:1)"));
}
