//! Runs every case, and holds the files to be complete and honest about their source.

use super::cases::{self, Base, Case, CaseFile};
use poverty::source::Language;
use poverty::standard::{Deprivation, Standard, Standards};
use std::collections::{BTreeMap, BTreeSet};

fn standard(file: &CaseFile) -> &'static Standard {
    Standards::embedded().get(&file.standard).unwrap()
}

/// What the law gives, in the words of `expect`.
fn outcome(file: &CaseFile, case: &Case, base: &Base) -> Result<Vec<String>, String> {
    let standard = standard(file);
    let household = base.household(case)?;
    let assessment = standard.assess(&household, file.on).map_err(|error| error.to_string())?;
    for language in [Language::English, Language::Vietnamese] {
        let explanation = assessment.explain(language);
        if let Some(mute) = explanation.reasons().iter().find(|reason| reason.observation().trim().is_empty()) {
            return Err(format!("`{}` is not explained in {language:?}", mute.indicator()));
        }
    }
    if let Some(indicator) = &file.indicator {
        let deprivation = assessment.indicator(indicator).ok_or(format!("no indicator `{indicator}`"))?;
        return Ok(vec![word(deprivation).to_owned()]);
    }
    let having = |wanted| -> BTreeSet<String> {
        let indicators = standard.indicators().map(|indicator| indicator.id());
        indicators.filter(|id| assessment.indicator(id) == Some(wanted)).map(str::to_owned).collect()
    };
    for (wanted, named) in [(Deprivation::Deprived, &case.deprived), (Deprivation::Missing, &case.missing)] {
        let (found, named) = (having(wanted), named.iter().cloned().collect());
        if found != named {
            return Err(format!("is {wanted} in {found:?}, not in {named:?}"));
        }
    }
    Ok(assessment.possible_classes().map(|class| class.id().to_owned()).collect())
}

const fn word(deprivation: Deprivation) -> &'static str {
    match deprivation {
        Deprivation::Deprived => "deprived",
        Deprivation::NotDeprived => "not_deprived",
        Deprivation::Missing => "missing",
    }
}

#[test]
fn every_case_gives_what_the_law_gives() {
    let base = cases::base();
    let (mut failures, mut run) = (Vec::new(), 0);
    for (name, file) in cases::files() {
        for case in &file.cases {
            run += 1;
            match outcome(&file, case, &base) {
                Ok(found) if found == case.expect.outcomes() => {}
                Ok(found) => {
                    let (expected, found) = (case.expect.outcomes().join(" or "), found.join(" or "));
                    failures.push(format!("{name}: {}: expected {expected}, found {found}", case.name));
                }
                Err(message) => failures.push(format!("{name}: {}: {message}", case.name)),
            }
        }
    }
    assert!(failures.is_empty(), "{} of {run} cases fail:\n{}", failures.len(), failures.join("\n"));
}

#[test]
fn the_plain_household_lacks_nothing_under_any_law_with_cases() {
    let base = cases::base();
    let plain: Case = toml::from_str("name = \"plain\"\nexpect = \"other\"").unwrap();
    for (name, file) in cases::files().into_iter().filter(|(_, file)| file.indicator.is_none()) {
        let household = base.household(&plain).unwrap();
        let assessment = standard(&file).assess(&household, file.on).unwrap();
        assert_eq!((assessment.deprivations(), assessment.profile().missing()), (0, 0), "{name}");
    }
}

#[test]
fn names_of_cases_are_unique_in_their_file() {
    for (name, file) in cases::files() {
        let mut seen = BTreeSet::new();
        for case in &file.cases {
            assert!(seen.insert(&case.name), "{name}: `{}` twice", case.name);
        }
    }
}

#[test]
fn each_file_names_the_article_and_the_confirmation_of_its_indicator() {
    for (name, file) in cases::files() {
        let Some(id) = &file.indicator else { continue };
        let indicator = standard(&file).indicators().find(|indicator| indicator.id() == id).unwrap();
        let citation = indicator.citation();
        assert_eq!(citation.article, file.article, "{name}");
        assert_eq!(Some(citation.confirmation), file.confirmation, "{name}");
        assert_eq!(name, format!("{}/{id}.toml", file.standard));
    }
}

/// Every standard with cases has a file for each indicator, in which every outcome occurs, and a file in which every class does.
#[test]
fn every_indicator_has_every_outcome_and_every_class_occurs() {
    let mut standards: BTreeMap<String, BTreeMap<Option<String>, BTreeSet<String>>> = BTreeMap::new();
    for (_, file) in cases::files() {
        let outcomes = standards.entry(file.standard.clone()).or_default().entry(file.indicator.clone()).or_default();
        outcomes.extend(file.cases.iter().flat_map(|case| case.expect.outcomes()).map(str::to_owned));
    }
    assert!(standards.len() >= 3);
    for (id, files) in standards {
        let standard = Standards::embedded().get(&id).unwrap();
        // An indicator without a rule is one whose cutoff is not known: no situation shows it.
        for indicator in standard.indicators().filter(|indicator| indicator.rule().is_some()) {
            let outcomes = files.get(&Some(indicator.id().to_owned()));
            let outcomes = outcomes.unwrap_or_else(|| panic!("{id} has no cases of `{}`", indicator.id()));
            for wanted in ["deprived", "not_deprived", "missing"] {
                assert!(outcomes.contains(wanted), "{id}: no case of `{}` is {wanted}", indicator.id());
            }
        }
        if standard.indicators().any(|indicator| indicator.rule().is_none()) {
            continue;
        }
        let classes = files.get(&None).unwrap_or_else(|| panic!("{id} has no cases of classes"));
        for class in standard.classes() {
            assert!(classes.contains(class.id()), "{id}: no case is in class `{}`", class.id());
        }
    }
}

/// Each line, in each area, has a household on it and one that has a dong more.
#[test]
fn every_income_line_is_met_and_passed_by_one_dong() {
    let base = cases::base();
    let mut incomes = BTreeSet::new();
    for (_, file) in cases::files().into_iter().filter(|(_, file)| file.indicator.is_none()) {
        for case in &file.cases {
            let household = base.household(case).unwrap();
            if let Some(income) = household.income_per_person_month().known() {
                incomes.insert((file.standard.clone(), household.area(), income.to_string()));
            }
        }
    }
    for id in ["vn-decree-07-2021", "vn-decision-59-2015"] {
        for line in Standards::embedded().get(id).unwrap().lines() {
            for value in line.values() {
                let dong = poverty::quantity::Money::vnd(1);
                let on_the_line = value.amount().unwrap().unwrap();
                for amount in [on_the_line, on_the_line.checked_add(dong).unwrap()] {
                    let key = (id.to_owned(), value.area().unwrap(), amount.to_string());
                    assert!(incomes.contains(&key), "no case of {id} has {amount} in {:?} areas", value.area());
                }
            }
        }
    }
}
