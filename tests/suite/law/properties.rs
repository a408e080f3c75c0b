//! What holds for every standard and every household, not only for those of the cases.

use poverty::household::{Household, Observed};
use poverty::quantity::{Money, Ratio};
use poverty::source::Language;
use poverty::standard::{ClassRow, Counts, MissingPolicy, Profile, Standard, StandardError, Standards};
use poverty::strategies::household::household;
use poverty::strategies::quantity::{date, vnd};
use poverty::strategies::standard::{profile, standard};
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;
use std::collections::BTreeSet;

/// A drawn standard, a profile of its indicators, and how many of its lines the income exceeds, if known.
fn question() -> impl Strategy<Value = (Standard, Profile, Option<usize>)> {
    standard().prop_flat_map(|standard| {
        let indicators = u32::try_from(standard.weights().len()).unwrap();
        let lines = standard.lines().len();
        let exceeded = prop_oneof![3 => (0..=lines).prop_map(Some), 1 => Just(None)];
        (Just(standard), profile(indicators), exceeded)
    })
}

/// The deprivation of a pattern by definition, in the unit that the rows count.
fn deprivation(standard: &Standard, deprived: u64) -> Ratio {
    let lacks = |index: usize| deprived >> index & 1 == 1;
    match standard.counts() {
        Counts::Indicators => Ratio::whole(deprived.count_ones().into()),
        Counts::Score => {
            let weights = standard.weights().iter().enumerate().filter(|(index, _)| lacks(*index));
            Ratio::sum(weights.map(|(_, weight)| *weight)).unwrap()
        }
        Counts::Dimensions => {
            let (mut index, mut dimensions) = (0, 0);
            for dimension in standard.dimensions() {
                let next = index + dimension.indicators().len();
                let lacking = (index..next).filter(|index| lacks(*index)).count();
                dimensions += i64::from(lacking >= dimension.deprived_from().try_into().unwrap());
                index = next;
            }
            Ratio::whole(dimensions)
        }
    }
}

/// Every class that a row gives, tried one by one.
fn classes_by_definition(standard: &Standard, deprived: u64, exceeded: usize) -> Vec<&str> {
    let amount = deprivation(standard, deprived);
    let place = |line: &str| standard.lines().iter().position(|it| it.id() == line).unwrap();
    let claims = |row: &&ClassRow| {
        row.income_above().is_none_or(|line| exceeded > place(line))
            && row.income_under().is_none_or(|line| exceeded <= place(line))
            && row.deprivation_at_least().is_none_or(|least| amount >= least)
            && row.deprivation_below().is_none_or(|below| amount < below)
    };
    standard.rows().iter().filter(claims).map(ClassRow::class).collect()
}

/// Every subset of a mask.
fn subsets(mask: u64) -> impl Iterator<Item = u64> {
    let mut next = Some(mask);
    core::iter::from_fn(move || {
        let subset = next?;
        next = subset.checked_sub(1).map(|less| less & mask);
        Some(subset)
    })
}

/// The properties below would prove little if the drawn standards were all alike.
#[test]
fn drawn_standards_are_of_every_shape() {
    let mut runner = TestRunner::deterministic();
    let drawn: Vec<Standard> = (0..200).map(|_| standard().new_tree(&mut runner).unwrap().current()).collect();
    for counts in [Counts::Indicators, Counts::Score, Counts::Dimensions] {
        assert!(drawn.iter().any(|standard| standard.counts() == counts && standard.rows().len() > 4), "{counts:?}");
    }
    for lines in 0..=3 {
        assert!(drawn.iter().any(|standard| standard.lines().len() == lines), "{lines} lines");
    }
    let weights = |standard: &Standard| standard.weights().iter().collect::<BTreeSet<_>>().len();
    assert!(drawn.iter().any(|standard| weights(standard) == 1) && drawn.iter().any(|standard| weights(standard) > 4));
    assert!(drawn.iter().any(|standard| standard.missing_policy() == Some(MissingPolicy::ReweightWithinDimension)));
    let rules = drawn.iter().flat_map(Standard::indicators).filter_map(|indicator| indicator.rule());
    assert_eq!(rules.map(|rule| rule.name()).collect::<BTreeSet<_>>().len(), 12);
}

proptest! {
    #[test]
    fn a_standard_survives_toml_and_json(standard in standard()) {
        let toml = standard.to_toml().unwrap();
        prop_assert_eq!(&Standard::from_toml("drawn.toml", &toml).unwrap(), &standard);
        let json = serde_json::to_string(&standard).unwrap();
        prop_assert_eq!(serde_json::from_str::<Standard>(&json).unwrap(), standard);
    }

    #[test]
    fn weights_sum_to_one_and_rows_tile_the_plane((standard, profile, exceeded) in question()) {
        prop_assert_eq!(Ratio::sum(standard.weights().iter().copied()).unwrap(), Ratio::ONE);
        let exceeded = exceeded.unwrap_or(0);
        let by_definition = classes_by_definition(&standard, profile.deprived(), exceeded);
        prop_assert_eq!(by_definition.len(), 1, "{:?}", by_definition);
        let class = standard.classify(Profile::complete(profile.deprived()), Some(exceeded)).class();
        prop_assert_eq!(class.map(|class| class.id()), by_definition.first().copied());
    }

    /// Without a policy of its own a standard leaves exactly the classes that some answer to the missing questions gives.
    #[test]
    fn missing_answers_leave_the_classes_that_some_answer_gives((standard, profile, exceeded) in question()) {
        let verdict = standard.classify(profile, exceeded);
        let found: BTreeSet<&str> = verdict.possible_classes().map(|class| class.id()).collect();
        let (deprived, missing) = (profile.deprived(), profile.missing());
        let bands = exceeded.map_or(0..=standard.lines().len(), |exceeded| exceeded..=exceeded);
        let of = |patterns: Vec<u64>| -> BTreeSet<&str> {
            let pairs = patterns.into_iter().flat_map(|pattern| bands.clone().map(move |band| (pattern, band)));
            pairs.flat_map(|(pattern, band)| classes_by_definition(&standard, pattern, band)).collect()
        };
        let expected = match standard.missing_policy() {
            _ if missing == 0 => of(vec![deprived]),
            None => of(subsets(missing).map(|answers| deprived | answers).collect()),
            Some(MissingPolicy::NotDeprived) => of(vec![deprived]),
            Some(MissingPolicy::Deprived) => of(vec![deprived | missing]),
            Some(MissingPolicy::Drop) => BTreeSet::new(),
            Some(MissingPolicy::ReweightWithinDimension) => return Ok(()),
        };
        prop_assert_eq!(found, expected);
    }

    #[test]
    fn a_standard_without_one_of_its_rows_is_refused(standard in standard(), row in any::<proptest::sample::Index>()) {
        let mut form: toml::Table = toml::from_str(&standard.to_toml().unwrap()).unwrap();
        let rows = form["row"].as_array_mut().unwrap();
        rows.remove(row.index(rows.len()));
        let error = Standard::from_toml("drawn.toml", &form.to_string()).unwrap_err();
        prop_assert!(["standard/rows-gap", "standard/empty"].contains(&error.code()), "{}", error);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// Nothing that a household can hold makes assessing or explaining fail, and every indicator is explained.
    #[test]
    fn every_household_is_assessed_and_explained(standard in standard(), household in household(), income in vnd(), on in date()) {
        let household = household.to_builder().income_per_person_month(income).build().unwrap();
        let assessment = standard.assess(&household, on).unwrap();
        prop_assert_eq!(assessment.class().is_some(), assessment.possible_classes().count() == 1);
        for language in [Language::English, Language::Vietnamese] {
            for reason in assessment.explain(language).reasons() {
                prop_assert!(!reason.observation().trim().is_empty(), "{} in {:?}", reason.indicator(), language);
            }
        }
    }

    /// The built-in standards too, with whatever income; what is not known of the law is an error and not a class.
    #[test]
    fn the_built_in_standards_assess_every_household(household in household(), on in date()) {
        for standard in Standards::embedded().iter() {
            for outcome in unit_outcomes(standard, &household, on) {
                let refused = |error: &StandardError| {
                    use StandardError::{NoLineValue, ParameterUnknown, PricesDiffer, Quantity};
                    matches!(error, Quantity(_) | ParameterUnknown { .. } | NoLineValue { .. } | PricesDiffer { .. })
                };
                prop_assert!(outcome.as_ref().err().is_none_or(refused), "{}: {:?}", standard.id(), outcome);
            }
        }
    }

    /// A change of an answer that no indicator asks for changes no class: here the tenure.
    #[test]
    fn what_a_law_does_not_ask_changes_nothing(household in household()) {
        let standard = Standards::embedded().get("vn-decree-07-2021").unwrap();
        let on = "2024-12-15".parse().unwrap();
        let income = Observed::Known(Money::vnd(1_000_000));
        let plain = household.to_builder().income_per_person_month(income).build().unwrap();
        let mut dwelling = plain.dwelling().clone();
        dwelling.tenure = Observed::NOT_RECORDED;
        let changed = plain.to_builder().dwelling(dwelling).build().unwrap();
        let profile = |household: &Household| standard.assess(household, on).unwrap().profile();
        prop_assert_eq!(profile(&plain), profile(&changed));
    }
}

fn unit_outcomes(
    standard: &Standard,
    household: &Household,
    on: chrono::NaiveDate,
) -> Vec<Result<usize, StandardError>> {
    match standard.assess_units(household, on) {
        Ok(assessments) => assessments.iter().map(|assessment| Ok(assessment.possible_classes().count())).collect(),
        Err(error) => vec![Err(error)],
    }
}
