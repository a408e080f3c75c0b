//! Apportionment: what each method keeps and what it does not, against published results and a slow definition.

use poverty::programme::allocation::{
    AllocationRule, Band, Claimant, Coefficient, Method, Recipient, apportion, apportion_money,
};
use poverty::quantity::{Money, Ratio};
use proptest::prelude::*;

fn claimants(weights: &[u64]) -> Vec<Claimant> {
    weights.iter().enumerate().map(|(index, weight)| Claimant::new(format!("{index:03}"), *weight)).collect()
}

fn units(total: u64, weights: &[u64], method: Method) -> Vec<u64> {
    apportion(total, claimants(weights), method).unwrap().iter().map(|share| share.units()).collect()
}

#[test]
fn published_results() {
    use Method::{Adams, Dean, Hamilton, HuntingtonHill, Jefferson, Webster};
    for method in [Hamilton, Adams, HuntingtonHill, Dean] {
        assert_eq!(units(10, &[53, 24, 23], method), [5, 3, 2], "{method}");
    }
    for method in [Jefferson, Webster] {
        assert_eq!(units(10, &[53, 24, 23], method), [6, 2, 2], "{method}");
    }
    // Quotas 51.17, 44, 1.62, 1.61, 1.60.
    let weights = [5117, 4400, 162, 161, 160];
    assert_eq!(units(100, &weights, Hamilton), [51, 44, 2, 2, 1]);
    assert_eq!(units(100, &weights, Jefferson), [52, 45, 1, 1, 1], "above the quota rounded up");
    for method in [Webster, HuntingtonHill, Dean, Adams] {
        assert_eq!(units(100, &weights, method), [51, 43, 2, 2, 2], "{method}: below the quota rounded down");
    }
}

#[test]
fn hamilton_is_neither_house_monotone_nor_population_monotone() {
    // One unit more, and the first loses the one it had (the Alabama paradox).
    assert_eq!(units(4, &[1, 3, 5], Method::Hamilton), [1, 1, 2]);
    assert_eq!(units(5, &[1, 3, 5], Method::Hamilton), [0, 2, 3]);
    // The third grew faster than the first, and lost a unit to it.
    assert_eq!(units(4, &[3, 4, 14], Method::Hamilton), [0, 1, 3]);
    assert_eq!(units(4, &[4, 10, 19], Method::Hamilton), [1, 1, 2]);
}

/// A divisor method by its definition: units one by one to the largest weight for its divisor, in wide integers.
fn slowly(total: u64, weights: &[u64], method: Method) -> Vec<u64> {
    let mut units = vec![0_u64; weights.len()];
    // Whether the first is served before the second: p / d(s) > q / d(t), squared for Huntington-Hill.
    let priority = |weight: u64, units: u64| -> (u128, u128) {
        let (p, s) = (u128::from(weight), u128::from(units));
        match method {
            Method::Jefferson => (p, s + 1),
            Method::Webster => (2 * p, 2 * s + 1),
            Method::HuntingtonHill => (p * p, s * (s + 1)),
            Method::Dean => (p * (2 * s + 1), 2 * s * (s + 1)),
            Method::Adams => (p, s),
            Method::Hamilton => unreachable!("no divisor method"),
        }
    };
    for _ in 0..total {
        let mut best: Option<usize> = None;
        for index in (0..weights.len()).filter(|index| weights[*index] > 0) {
            let better = best.is_none_or(|best| {
                let ((a, b), (c, d)) = (priority(weights[index], units[index]), priority(weights[best], units[best]));
                let (left, right) = (a * d, c * b);
                let both_infinite = b == 0 && d == 0;
                let larger = if both_infinite { false } else { left > right };
                let tie = both_infinite || left == right;
                larger || (tie && weights[index] > weights[best])
            });
            if better {
                best = Some(index);
            }
        }
        units[best.unwrap()] += 1;
    }
    units
}

proptest! {
    #[test]
    fn parts_sum_to_the_total_in_any_order(
        total in 0_u64..=1 << 60,
        mut weights in prop::collection::vec(0_u64..1 << 50, 1..40),
        shift in 0_usize..40,
    ) {
        prop_assume!(weights.iter().any(|weight| *weight > 0));
        for method in Method::ALL {
            if method.serves_everyone() && total < 40 {
                continue;
            }
            let shares = apportion(total, claimants(&weights), method).unwrap();
            prop_assert_eq!(shares.iter().map(|share| u128::from(share.units())).sum::<u128>(), u128::from(total));
            let mut turned = claimants(&weights);
            turned.rotate_left(shift % weights.len());
            prop_assert_eq!(&apportion(total, turned, method).unwrap(), &shares);
            for share in &shares {
                prop_assert!(share.weight() > Ratio::ZERO || share.units() == 0);
                let units = Ratio::from(share.units());
                // Hamilton keeps the quota, Jefferson its lower side, Adams its upper side.
                let (above, below) = (units >= share.quota(), units <= share.quota());
                let near = |ok: bool| ok || units.checked_sub(share.quota()).unwrap().abs() < Ratio::ONE;
                match method {
                    Method::Hamilton => prop_assert!(near(false)),
                    Method::Jefferson => prop_assert!(near(above)),
                    Method::Adams => prop_assert!(near(below)),
                    Method::Webster | Method::HuntingtonHill | Method::Dean => {}
                }
            }
        }
        weights.sort_unstable();
        let units = units(total, &weights, Method::Hamilton);
        prop_assert!(units.is_sorted(), "who has more weight has no less");
    }

    #[test]
    fn divisor_methods_are_what_serving_one_by_one_gives(
        total in 30_u64..400,
        weights in prop::collection::vec(0_u64..5_000, 1..12),
    ) {
        prop_assume!(weights.iter().any(|weight| *weight > 0));
        for method in Method::ALL.into_iter().filter(|method| *method != Method::Hamilton) {
            prop_assert_eq!(units(total, &weights, method), slowly(total, &weights, method), "{}", method);
        }
    }

    #[test]
    fn divisor_methods_are_house_and_population_monotone(
        total in 30_u64..3_000,
        weights in prop::collection::vec(1_u64..5_000, 2..12),
        growth in prop::collection::vec(0_u64..3_000, 12),
    ) {
        let grown: Vec<u64> = weights.iter().zip(&growth).map(|(weight, more)| weight + more).collect();
        for method in Method::ALL.into_iter().filter(|method| *method != Method::Hamilton) {
            let before = units(total, &weights, method);
            let more = units(total + 1, &weights, method);
            prop_assert!(before.iter().zip(&more).all(|(before, after)| after >= before), "{method}: a larger total");
            let after = units(total, &grown, method);
            for one in 0..weights.len() {
                for other in 0..weights.len() {
                    let faster = u128::from(grown[one]) * u128::from(weights[other])
                        > u128::from(grown[other]) * u128::from(weights[one]);
                    let lost = after[one] < before[one] && after[other] > before[other];
                    prop_assert!(!(faster && lost), "{method}: {one} grew faster than {other} and lost to it");
                }
            }
        }
    }

    #[test]
    fn bounds_hold_and_parts_still_sum(
        total in 200_u64..1_000_000,
        weights in prop::collection::vec(1_u64..1_000, 2..15),
        bounds in prop::collection::vec((0_u64..10, 2_u64..10), 15),
    ) {
        let count = u64::try_from(weights.len()).unwrap();
        let claimants: Vec<Claimant> = claimants(&weights)
            .into_iter()
            .zip(&bounds)
            // Floors take up at most the total, caps leave room for it.
            .map(|(one, (floor, cap))| one.at_least(total / count * floor / 10).at_most(total / count * cap))
            .collect();
        for method in Method::ALL {
            let shares = apportion(total, claimants.clone(), method).unwrap();
            prop_assert_eq!(shares.iter().map(|share| share.units()).sum::<u64>(), total);
            for (share, (floor, cap)) in shares.iter().zip(&bounds) {
                prop_assert!(share.units() >= total / count * floor / 10);
                prop_assert!(share.units() <= total / count * cap);
            }
        }
    }
}

#[test]
fn a_total_of_the_largest_budget_is_shared_to_the_dong() {
    let total: Money = "423,000,000 billion VND".parse().unwrap();
    let communes = (1..=3_000_u64).map(|number| Claimant::new(number.to_string(), number * 7 % 101 + 1));
    for method in Method::ALL {
        let parts = apportion_money(total, communes.clone(), method).unwrap();
        assert_eq!(Money::sum(parts.into_iter().map(|(_, money)| money)).unwrap(), Some(total), "{method}");
    }
}

#[test]
fn every_refusal_has_its_error() {
    let code = |total, claimants: Vec<Claimant>, method| apportion(total, claimants, method).unwrap_err().code();
    let one = |weight: i64| Claimant::new("a", weight);
    assert_eq!(code(1, vec![one(0)], Method::Hamilton), "programme/no-weight");
    assert_eq!(code(1, vec![], Method::Hamilton), "programme/no-weight");
    assert_eq!(code(1, vec![one(-1)], Method::Hamilton), "programme/negative-weight");
    assert_eq!(code(1, vec![one(1), one(2)], Method::Hamilton), "programme/repeated-claimant");
    let fine = Ratio::new(1, (1 << 61) - 1).unwrap();
    let fine = vec![Claimant::new("a", fine), Claimant::new("b", 1)];
    assert_eq!(code(1, fine, Method::Hamilton), "programme/weights-too-fine");
    assert_eq!(code(u64::MAX, vec![one(1)], Method::Hamilton), "programme/total-too-large");
    assert_eq!(code(1, claimants(&[1, 1]), Method::Adams), "programme/too-few-units");
    assert_eq!(code(5, vec![one(1).at_least(3).at_most(2)], Method::Hamilton), "programme/floor-above-cap");
    assert_eq!(code(2, vec![one(1).at_least(3)], Method::Hamilton), "programme/floors-exceed-total");
    assert_eq!(code(5, vec![one(1).at_most(3)], Method::Hamilton), "programme/caps-below-total");
    let negative = apportion_money(Money::vnd(-1), [one(1)], Method::Hamilton).unwrap_err();
    assert_eq!(negative.code(), "quantity/out-of-range");
}

#[test]
fn a_form_is_used_once_it_is_filled_in() {
    let form = AllocationRule::viet_nam_2021_2025_form().unwrap();
    let missing = ["poverty-rate", "poor-households", "minority-share", "poor-districts", "difficult-communes"];
    assert_eq!(form.missing(), missing);
    let bands = |split: &str| {
        let split: Ratio = split.parse().unwrap();
        let band =
            |from, below, coefficient: i64| Band { from, below, coefficient: Coefficient::known(coefficient.into()) };
        vec![band(Ratio::ZERO, Some(split), 1), band(split, Some(Ratio::ONE), 2)]
    };
    let filled = form
        .clone()
        .with_bands("poverty-rate", bands("20 %"))
        .and_then(|rule| rule.with_bands("minority-share", bands("50 %")))
        .and_then(|rule| rule.filled("poor-households", Ratio::new(1, 10).unwrap()))
        .and_then(|rule| rule.filled("poor-districts", 3.into()))
        .and_then(|rule| rule.filled("difficult-communes", Ratio::new(1, 5).unwrap()))
        .unwrap();
    let province = Recipient::new("66")
        .with("poor_and_near_poor_rate", "20 %".parse::<Ratio>().unwrap())
        .with("poor_and_near_poor_households", 64_000)
        .with("ethnic_minority_share", "49.9 %".parse::<Ratio>().unwrap())
        .with("poor_districts", 2)
        .with("specially_difficult_communes", 5);
    // 2 + 64 x 0.1 + 1 + 2 x 3 + 5 x 0.2
    assert_eq!(filled.coefficient(&province).unwrap(), "16.4".parse().unwrap());

    let code = |result: Result<AllocationRule, _>| result.map_err(|error: poverty::Error| error.code()).unwrap_err();
    assert_eq!(
        code(form.clone().filled("poverty-rate", 1.into()).map_err(Into::into)),
        "programme/no-such-coefficient"
    );
    assert_eq!(
        code(form.clone().with_bands("poor-districts", vec![]).map_err(Into::into)),
        "programme/no-such-coefficient"
    );
    assert_eq!(form.coefficient(&province).unwrap_err().code(), "programme/unknown-coefficients");
    assert_eq!(filled.coefficient(&Recipient::new("01")).unwrap_err().code(), "programme/no-figure");
    let out = province.with("poor_and_near_poor_rate", 1);
    assert_eq!(filled.coefficient(&out).unwrap_err().code(), "programme/no-band");

    let text = include_str!("../../../data/programmes/vn-decision-02-2022-form.toml");
    let read = |text: &str| AllocationRule::from_toml("f.toml", text).unwrap_err();
    assert_eq!(read("id = 3").code(), "programme/allocation-unreadable");
    let unlisted = read(&text.replace("id = \"decision-02-2022\"", "id = \"decision-03-2022\""));
    assert_eq!(unlisted.code(), "programme/unknown-instrument");
}

#[test]
fn a_commune_in_several_groups_takes_the_highest_only() {
    let rule = AllocationRule::viet_nam_2026_2030().unwrap();
    assert!(rule.missing().is_empty());
    for (groups, villages, expected) in [
        (&[][..], 0, 25),
        (&["zone_i"], 0, 30),
        (&["zone_i", "border"], 0, 50),
        (&["zone_ii"], 3, 43),
        (&["zone_iii", "border", "safe_zone"], 0, 50),
    ] {
        let commune = groups.iter().fold(Recipient::new("x"), |commune, group| commune.of_group(*group));
        let commune = commune.with("specially_difficult_villages", villages);
        assert_eq!(rule.coefficient(&commune).unwrap(), expected.into(), "{groups:?}");
    }
}
