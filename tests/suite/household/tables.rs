//! Households and members as two tables: joined by key, with every row accounted for.

use poverty::household::read::{
    Joined, ReadError, Table, columns_of_households, columns_of_members, join, write_tables,
};
use poverty::household::{Household, Member, Observed, Unknown};
use poverty::place::Area;
use poverty::quantity::Count;
use std::io::{self, Read};

fn joined(households: &str, members: &str) -> Result<Joined, ReadError> {
    join(Table::new("h.csv", households.as_bytes()), Table::new("m.csv", members.as_bytes()))
}

/// Codes and lines of the errors of a report.
fn errors(households: &str, members: &str) -> Vec<(String, String)> {
    let joined = joined(households, members).unwrap();
    joined
        .report()
        .errors()
        .iter()
        .map(|error| (error.code().to_owned(), format!("{}:{}", error.file(), error.line())))
        .collect()
}

fn error(code: &str, at: &str) -> (String, String) {
    (code.to_owned(), at.to_owned())
}

const HOUSEHOLDS: &str = "id,place,area,toilet\nA,1,rural,septic\nB,1,urban,\nC,2,rural,not_applicable\n";
const MEMBERS: &str = "household,number,birth\nA,1,40\nB,1,30\nB,2,3\nC,1,2000-01-01\n";

#[test]
fn every_row_is_accounted_for() {
    let joined = joined(HOUSEHOLDS, MEMBERS).unwrap();
    let report = joined.report();
    assert!(report.is_complete());
    assert_eq!((report.household_rows(), report.member_rows()), (Count::new(3), Count::new(4)));
    assert_eq!((report.households_left_out(), report.members_left_out()), (Count::ZERO, Count::ZERO));
    assert_eq!(report.to_string(), "households: 3 of 3 rows; members: 4 of 4 rows");
    let toilets: Vec<_> = joined.households().iter().map(|household| household.services().toilet).collect();
    assert_eq!(toilets[1..], [Observed::NOT_RECORDED, Observed::NotApplicable]);
    assert_eq!(joined.complete().unwrap().len(), 3);
}

#[test]
fn orphans_are_named_on_both_sides() {
    let members = MEMBERS.replace("C,1", "D,1");
    assert_eq!(
        errors(HOUSEHOLDS, &members),
        [error("household/without-members", "h.csv:4"), error("household/without-household", "m.csv:5")]
    );
    let joined = joined(HOUSEHOLDS, &members).unwrap();
    let report = joined.report();
    assert_eq!(report.members_without_household().count(), 1);
    assert_eq!(report.households_without_members().count(), 1);
    assert_eq!((report.households_left_out(), report.members_left_out()), (Count::new(1), Count::new(1)));
    assert_eq!(joined.complete().unwrap_err().code(), "household/without-members");
}

#[test]
fn of_two_households_with_one_identifier_neither_is_made() {
    let households = format!("{HOUSEHOLDS}A,9,urban,none\n");
    assert_eq!(errors(&households, MEMBERS), [error("household/repeated-household", "h.csv:5")]);
    let joined = joined(&households, MEMBERS).unwrap();
    assert_eq!(joined.households().iter().map(Household::id).collect::<Vec<_>>(), ["B", "C"]);
    assert_eq!(joined.report().households_left_out(), Count::new(2));
    assert_eq!(joined.report().members_left_out(), Count::new(1));
    let (households, report) = joined.into_parts();
    assert_eq!((households.len(), report.errors().len()), (2, 1));
}

#[test]
fn a_household_without_one_of_its_members_is_not_made() {
    for (from, to, code) in [
        ("B,2,3", "B,2,300", "household/cell"),
        ("B,2,3", "B,0,3", "household/cell"),
        ("B,2,3", "B,1,3", "household/repeated-member"),
        ("B,2,3", "B,2", "household/unreadable"),
        ("B,2,3", "B,2,3,4", "household/unreadable"),
    ] {
        let members = MEMBERS.replace(from, to);
        assert_eq!(errors(HOUSEHOLDS, &members), [error(code, "m.csv:4")], "{to}");
        let joined = joined(HOUSEHOLDS, &members).unwrap();
        assert_eq!(joined.households().iter().map(Household::id).collect::<Vec<_>>(), ["A", "C"], "{to}");
        assert_eq!(joined.report().members_left_out(), Count::new(2), "{to}");
    }
}

#[test]
fn every_bad_cell_of_a_row_is_told_with_column_value_and_expectation() {
    let households = "id,place,area,dwelling_area,has_radio,toilet,income_per_person_month,ethnicity,observed_on,weight\n\
                      A,1,suburb,wide,maybe,unknown:tired,1150000,06,2024-02-30,-1\n";
    let joined = joined(households, "household,number\nA,1\n").unwrap();
    let told: Vec<String> = joined.report().errors().iter().map(ToString::to_string).collect();
    let expected = [
        "column `area` holds `suburb`, expected `rural` or `urban` (h.csv:2)",
        "column `dwelling_area` holds `wide`, expected square metres from 0 to 1,000,000 with at most four decimals, such as \
         45.5; nothing, `unknown:` with a reason, or `not_applicable` (h.csv:2)",
        "column `has_radio` holds `maybe`, expected `true` or `false`, or nothing (h.csv:2)",
        "column `toilet` holds `unknown:tired`, expected `unknown:` with the reason `not_recorded`, `not_asked`, `refused`, \
         `does_not_know`, `not_measured` or `unreadable` (h.csv:2)",
        "column `income_per_person_month` holds `1150000`, expected an amount with its currency, such as 1150000 VND; nothing, \
         `unknown:` with a reason, or `not_applicable` (h.csv:2)",
        "column `ethnicity` holds `06`, expected the id or the name of an ethnic group, such as `e_de` or `Ê Đê`, and not a \
         number, which two lists read differently; nothing, `unknown:` with a reason, or `not_applicable` (h.csv:2)",
        "column `observed_on` holds `2024-02-30`, expected a date such as 2024-12-15, or nothing (h.csv:2)",
        "column `weight` holds `-1`, expected a number of at least 0 with at most nine decimals, such as 12.5, or nothing \
         (h.csv:2)",
    ];
    assert_eq!(told, expected);
}

#[test]
fn what_must_be_there_may_not_be_blank() {
    assert_eq!(
        errors("id,place,area\n ,1,rural\nB,,rural\nC,1,\n", "household,number\n,1\nB,1\nC,\n"),
        [
            error("household/cell", "h.csv:2"),
            error("household/cell", "h.csv:3"),
            error("household/cell", "h.csv:4"),
            error("household/cell", "m.csv:2"),
            error("household/cell", "m.csv:4"),
        ]
    );
}

#[test]
fn headings_are_the_documented_ones_each_once() {
    let refused = |households: &str, members: &str| joined(households, members).unwrap_err();
    let unknown = refused("id,place,area,colour\n", "household,number\n");
    assert!(unknown.to_string().starts_with("column 4 is `colour`, which is not known, expected one of `id`, `place`"));
    assert!(unknown.to_string().ends_with("(h.csv:1)"), "{unknown}");
    assert_eq!(unknown.code(), "household/unknown-column");
    let repeated = refused("id,place,area\n", "household,number,household\n");
    assert_eq!(repeated.to_string(), "columns 1 and 3 are both `household`, expected it once (m.csv:1)");
    assert_eq!(repeated.code(), "household/repeated-column");
    let missing = refused("id,area\n", "household,number\n");
    assert_eq!(missing.to_string(), "column `place` is missing, expected it in the heading row (h.csv:1)");
    assert_eq!(missing.code(), "household/missing-column");
    assert_eq!(refused("", "household,number\n").code(), "household/missing-column");
    // The name of a column is exact: a member's table given as that of households is told at once.
    assert_eq!(refused("household,number\n", "id,place,area\n").code(), "household/unknown-column");
}

#[test]
fn a_household_too_large_to_be_one_is_refused_by_its_row() {
    let rows: String = (1..=101).map(|number| format!("A,{number}\n")).collect();
    let joined = joined("id,place,area\nA,1,rural\n", &format!("household,number\n{rows}")).unwrap();
    let error = &joined.report().errors()[0];
    assert_eq!(error.code(), "household/too-many-members");
    assert_eq!((error.file(), error.line()), ("h.csv", 2));
}

#[test]
fn members_stand_in_the_order_of_their_numbers_and_columns_in_any_order() {
    let joined = joined("area,id,place\nrural,A,1\n", "birth,number,household\n3,12,A\n70,2,A\n40,1,A\n").unwrap();
    let ages: Vec<_> = joined.complete().unwrap()[0].members().iter().map(|member| member.birth).collect();
    let age = |years| Member::aged(years).unwrap().birth;
    assert_eq!(ages, [age(40), age(70), age(3)]);
}

#[test]
fn other_delimiters_quotes_line_ends_and_byte_order_marks_are_read() {
    let households = "\u{feff}id;place;area;dwelling_area\r\n\"A;1\";1;rural;30.5\r\n";
    let members = "household;number\n\"A;1\";1\n";
    let table = |file: &str, text: &'static str| Table::new(file, text.as_bytes()).delimited_by(b';');
    let list = join(table("h.csv", households), table("m.csv", members)).unwrap().complete().unwrap();
    assert_eq!(list[0].id(), "A;1");
    assert_eq!(list[0].dwelling().area, Observed::Known("30.5".parse().unwrap()));
}

#[test]
fn lines_count_line_breaks_inside_of_quotes() {
    let households = "id,place,area\n\"A\nx\",1,rural\nB,1,moon\n";
    assert_eq!(errors(households, "household,number\n\"A\nx\",1\nB,1\n"), [error("household/cell", "h.csv:4")]);
}

#[test]
fn a_cell_that_is_not_utf_8_is_refused_alone() {
    let households: &[u8] = b"id,place,area\nA,\xff,rural\nB,1,rural\n";
    let members = "household,number\nA,1\nB,1\n";
    let joined = join(Table::new("h.csv", households), Table::new("m.csv", members.as_bytes())).unwrap();
    let error = &joined.report().errors()[0];
    assert_eq!(error.to_string(), "column `place` holds `\u{fffd}`, expected text in UTF-8 (h.csv:2)");
    assert_eq!(joined.households().len(), 1);
}

#[test]
fn a_source_that_fails_is_an_error_of_the_whole() {
    struct Failing;
    impl Read for Failing {
        fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
            Err(io::Error::other("the cable was pulled"))
        }
    }
    let error = join(Table::new("h.csv", Failing), Table::new("m.csv", MEMBERS.as_bytes())).unwrap_err();
    assert_eq!(error.code(), "household/unreadable");
    assert!(error.to_string().contains("the cable was pulled"), "{error}");
}

#[test]
fn columns_of_which_nothing_is_recorded_are_not_written() {
    let household = Household::builder("A", "1", Area::Rural).member(Member::default()).build().unwrap();
    let refused = household
        .to_builder()
        .dwelling(poverty::household::Dwelling::default().with_area(Observed::Unknown(Unknown::Refused)));
    let (mut households, mut members) = (Vec::new(), Vec::new());
    write_tables(&mut households, &mut members, &[refused.build().unwrap()]).unwrap();
    assert_eq!(String::from_utf8(households).unwrap(), "id,place,area,dwelling_area\nA,1,rural,unknown:refused\n");
    assert_eq!(String::from_utf8(members).unwrap(), "household,number\nA,1\n");
}

#[test]
fn every_column_is_a_key_of_the_documented_form() {
    let document = include_str!("../../../src/household/mod.rs");
    let renamed = |column: &'static str| match column {
        "dwelling_area" => "area",
        column => column.strip_prefix("days_").unwrap_or(column),
    };
    let keys = columns_of_households().filter(|column| !column.starts_with("has_")).map(renamed);
    for key in keys.chain(columns_of_members().skip(2)) {
        assert!(document.contains(&format!("`{key}`")), "{key}");
    }
}
