//! The budget rules that ship, and files that are none.

use poverty::programme::ledger::BudgetRules;
use poverty::source::Confirmation;

#[test]
fn the_rules_of_viet_nam_say_how_sure_they_are() {
    let rules = BudgetRules::viet_nam().unwrap();
    let marks: Vec<_> = rules.carry_over().iter().map(|rule| (rule.id.as_str(), rule.source.confirmation)).collect();
    assert_eq!(
        marks,
        [
            ("investment-2024-added-late", Confirmation::Confirmed),
            ("investment-2024-extended", Confirmation::Confirmed),
            ("investment-2019-extended", Confirmation::FromMemory),
            ("recurrent-2015-added-late", Confirmation::FromMemory),
            ("recurrent-national-target-programmes", Confirmation::FromMemory),
        ]
    );
    assert_eq!(rules.calendar().source.confirmation, Confirmation::FromMemory);
    assert_eq!(rules.rule("investment-2024-extended").unwrap().cases.len(), 7);
    assert!(rules.rule("none").is_none());
}

#[test]
fn a_file_that_is_not_rules_is_refused_with_its_place() {
    let good = include_str!("../../../data/programmes/vn-budget-rules.toml");
    let refused = |text: &str| BudgetRules::from_toml("rules.toml", text).unwrap_err();
    let error = refused(&good.replacen("capital = [\"investment\"]", "capital = [\"career\"]", 1));
    assert_eq!(error.code(), "programme/rules-unreadable");
    assert!(error.to_string().ends_with("(rules.toml:41:12)"), "{error}");
    let error = refused(&good.replacen("09-30", "09-31", 1));
    assert!(error.to_string().starts_with("day `09-31` can't be read"), "{error}");
    let error = refused(&good.replace("investment-2024-extended", "investment-2024-added-late"));
    assert_eq!(error.to_string(), "carry-over rule `investment-2024-added-late` is there twice (rules.toml)");
    assert_eq!(error.code(), "programme/repeated-rule");
    let error = refused(&good.replacen("id = \"state-budget-83-2015\"", "id = \"other\"", 1));
    assert_eq!(error.code(), "programme/unknown-instrument");
}
