//! The committed example data: what the program makes, the same in both forms, with every class in it.

use poverty::household::read::{JsonLines, Table, join, write_json_lines, write_tables};
use poverty::household::validate::Severity;
use poverty::household::{EthnicGroup, Household, Observed, Validate};
use poverty::place::Gazetteer;
use poverty::quantity::Money;
use poverty::standard::{Standard, Standards};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

#[path = "../../../examples/generate_households/district.rs"]
mod district;
#[path = "../../../examples/generate_households/draw.rs"]
pub(crate) mod draw;
#[path = "../../../examples/generate_households/home.rs"]
mod home;
#[path = "../../../examples/generate_households/life.rs"]
mod life;
#[path = "../../../examples/generate_households/people.rs"]
mod people;

fn data(file: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/data").join(file)
}

fn from_json_lines() -> Vec<Household> {
    let text = fs::read(data("households.jsonl")).unwrap();
    JsonLines::new("households.jsonl", text.as_slice()).collect::<Result<_, _>>().unwrap()
}

#[test]
fn the_program_makes_the_committed_files_to_the_byte() {
    let households = district::households().unwrap();
    let (mut household_rows, mut member_rows, mut lines) = (Vec::new(), Vec::new(), Vec::new());
    write_tables(&mut household_rows, &mut member_rows, &households).unwrap();
    write_json_lines(&mut lines, &households).unwrap();
    for (file, made) in [("households.csv", household_rows), ("members.csv", member_rows), ("households.jsonl", lines)]
    {
        assert!(fs::read(data(file)).unwrap() == made, "{file} is not what the program makes");
    }
}

#[test]
fn both_forms_read_to_equal_households() {
    let open = |file: &str| Table::new(file, fs::File::open(data(file)).unwrap());
    let joined = join(open("households.csv"), open("members.csv")).unwrap();
    assert_eq!(joined.complete().unwrap(), from_json_lines());
    assert_eq!(from_json_lines(), district::households().unwrap());
}

/// How many households each class has, by whether they are of a minority; `undecided` where answers are missing.
fn classes(standard: &Standard) -> BTreeMap<(String, bool), usize> {
    let on = district::ON.unwrap();
    let mut counts = BTreeMap::new();
    for household in from_json_lines() {
        let assessment = standard.assess(&household, on).unwrap();
        let class = assessment.class().map_or("undecided", |class| class.id()).to_owned();
        let minority = household.is_ethnic_minority() == Observed::Known(true);
        *counts.entry((class, minority)).or_insert(0) += 1;
    }
    counts
}

#[test]
fn every_class_of_both_laws_occurs_and_poverty_is_that_of_the_record() {
    let standards = Standards::embedded();
    for id in ["vn-decree-07-2021", "vn-decision-59-2015"] {
        let standard = standards.get(id).unwrap();
        let counts = classes(standard);
        let total = |class: &str| -> usize {
            counts.iter().filter(|((name, _), _)| name == class).map(|(_, count)| count).sum()
        };
        for class in standard.classes() {
            assert!(total(class.id()) > 0, "{id} has no household in class {}", class.id());
        }
        assert!(total("undecided") > 0);
    }
    let counts = classes(standards.get("vn-decree-07-2021").unwrap());
    let of = |class: &str, minority| counts.get(&(class.to_owned(), minority)).copied().unwrap_or(0);
    let all =
        |minority| -> usize { counts.iter().filter(|((_, it), _)| *it == minority).map(|(_, count)| count).sum() };
    // 12.8 % of all households and 26.7 % of those of minorities were printed for the end of 2021.
    let poor = of("poor", true) + of("poor", false);
    assert!((72..=84).contains(&poor), "{poor} of 600 households are poor");
    assert!(of("poor", true) * all(false) > 2 * of("poor", false) * all(true), "{counts:?}");
}

#[test]
fn the_lines_are_met_to_the_dong_and_some_answers_are_missing_with_a_reason() {
    let households = from_json_lines();
    assert_eq!(households.len(), 600);
    let incomes = |amount: i64| {
        households
            .iter()
            .filter(|household| household.income_per_person_month() == Observed::Known(Money::vnd(amount)))
            .count()
    };
    assert!(incomes(1_500_000) > 0 && incomes(2_250_000) > 0);
    assert!(households.iter().any(|household| household.income_per_person_month().is_unknown()));
    let peoples: Vec<EthnicGroup> = households.iter().filter_map(|household| household.ethnicity().known()).collect();
    for group in ["Kinh", "Ê Đê", "Mnông", "Gia Rai", "Tày", "Nùng"] {
        assert!(peoples.contains(&group.parse().unwrap()), "{group}");
    }
}

#[test]
fn every_household_lives_in_a_commune_of_the_table_and_in_its_area() {
    let table = fs::File::open(data("communes.csv")).unwrap();
    let builder = Gazetteer::builder().provinces_of_viet_nam().unwrap();
    let gazetteer = builder.csv("communes.csv", table).unwrap().build().unwrap();
    for household in from_json_lines() {
        let commune = gazetteer.at(household.place(), district::ON.unwrap()).unwrap();
        assert_eq!(commune.kind().area(), Some(household.area()), "{}", household.id());
    }
}

#[test]
fn little_is_odd_and_nothing_contradicts_itself() {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for household in from_json_lines() {
        for finding in household.findings(district::ON.unwrap()) {
            assert_eq!(finding.severity(), Severity::Unusual, "{}: {finding}", household.id());
            *counts.entry(finding.code()).or_default() += 1;
        }
    }
    assert_eq!(
        counts,
        BTreeMap::from([("household/appliances-without-electricity", 2), ("household/small-child-uninsured", 1)])
    );
}
