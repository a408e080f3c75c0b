//! Programmes as data: the national one, and what is refused.

use poverty::programme::structure::{Component, Programme};
use poverty::quantity::Money;
use poverty::source::Confirmation;

const TEXT: &str = include_str!("../../../data/programmes/vn-sustainable-poverty-reduction-2021-2025.toml");

fn code(text: &str) -> &'static str {
    Programme::from_toml("p.toml", text).unwrap_err().code()
}

#[test]
fn the_national_programme_sums_and_leaves_unknown_what_is_unknown() {
    let programme = Programme::viet_nam_2021_2025().unwrap();
    let billion = |billions: i64| Money::vnd(billions * 1_000_000_000);
    let amounts: Vec<Money> = programme.capital.iter().map(|planned| planned.amount).collect();
    assert_eq!(amounts, [20_000, 28_000, 1_700, 10_990, 14_310].map(billion));
    assert_eq!(programme.planned().unwrap(), Some(billion(75_000)));
    assert!(programme.components().all(|part| part.capital().is_none() && !part.support().is_empty()));
    assert!(programme.projects.iter().all(|project| project.source.confirmation == Confirmation::Confirmed));
    assert_eq!(programme.project_of("3.1").unwrap().code, "3");
    assert!(programme.project_of("3.9").is_none());
    let codes: Vec<&str> = programme.sub_projects().map(Component::code).collect();
    assert_eq!(codes, ["1.1", "1.2", "3.1", "3.2", "4.1", "4.2", "4.3", "6.1", "6.2", "7.1", "7.2"]);
    let again = toml::to_string(&programme).unwrap();
    assert_eq!(Programme::from_toml("again.toml", &again).unwrap(), programme);
}

#[test]
fn every_mistake_has_its_error() {
    assert_eq!(code("id = 3"), "programme/unreadable");
    assert_eq!(code(&TEXT.replace("code = \"3.2\"", "code = \"3 2\"")), "programme/part-code");
    assert_eq!(code(&TEXT.replace("code = \"3.2\"", "code = \"3.1\"")), "programme/repeated-code");
    assert_eq!(code(&TEXT.replace("code = \"3.2\"", "code = \"4.9\"")), "programme/misplaced-part");
    assert_eq!(
        code(&TEXT.replace("id = \"decision-90-2022\"", "id = \"decision-91-2022\"")),
        "programme/unknown-instrument"
    );
    let with_capital = TEXT
        .replace("code = \"3\"", "code = \"3\"\ncapital = \"10 billion VND\"")
        .replace("code = \"3.1\"", "code = \"3.1\"\ncapital = \"6 billion VND\"");
    let programme = Programme::from_toml("p.toml", &with_capital).unwrap();
    assert_eq!(programme.component("3.1").unwrap().capital(), Some("6 billion VND".parse().unwrap()));
    let too_much = with_capital.replace("code = \"3.2\"", "code = \"3.2\"\ncapital = \"5 billion VND\"");
    assert_eq!(code(&too_much), "programme/parts-exceed-whole");
    let other = with_capital.replace("code = \"3.2\"", "code = \"3.2\"\ncapital = \"5 USD\"");
    assert_eq!(code(&other), "quantity/currency-mismatch");
}
