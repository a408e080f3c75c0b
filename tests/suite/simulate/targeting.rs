//! Targeting: golden numbers, what must hold whatever the data, and what is refused.

use poverty::quantity::{Households, Ratio, Weight};
use poverty::simulate::targeting::{Concentration, Criterion, PoorEnd, ScoreCurve, Targeting, TargetingError};
use proptest::prelude::*;

fn ratio(numerator: i128, denominator: i128) -> Ratio {
    Ratio::new(numerator, denominator).unwrap()
}

fn weight(value: u64) -> Weight {
    Weight::from_integer(value).unwrap()
}

fn crossed(reached: u64, leaked: u64, missed: u64, spared: u64) -> Targeting {
    let mut targeting = Targeting::<Households>::new();
    for (target, beneficiary, households) in
        [(true, true, reached), (false, true, leaked), (true, false, missed), (false, false, spared)]
    {
        targeting.add(target, beneficiary, weight(households)).unwrap();
    }
    targeting
}

#[test]
fn the_measures_of_a_programme_that_reaches_fifteen_of_twenty() {
    let targeting = crossed(15, 10, 5, 70);
    assert_eq!(targeting.coverage(), Ok(ratio(3, 4)));
    assert_eq!(targeting.undercoverage(), Ok(ratio(1, 4)));
    assert_eq!(targeting.leakage(), Ok(ratio(2, 5)));
    assert_eq!(targeting.false_positive_rate(), Ok(ratio(1, 8)));
    assert_eq!(targeting.accuracy(), Ok(ratio(17, 20)));
    assert_eq!(targeting.balanced_poverty_accuracy(), Ok(ratio(1, 2)));
    assert_eq!(targeting.coady_grosh_hoddinott(), Ok(ratio(3, 1)));
    assert_eq!(targeting.galasso_ravallion(), Ok(ratio(5, 8)));
    assert_eq!(targeting.incidence_error().unwrap().as_difference(), ratio(1, 20));
}

#[test]
fn what_has_no_denominator_is_undefined_and_says_why() {
    let undefined = |measure, reason| Err(TargetingError::Undefined { measure, reason });
    let nobody_poor = crossed(0, 3, 0, 7);
    assert_eq!(nobody_poor.coverage(), undefined("coverage", "nobody is of the target"));
    assert_eq!(nobody_poor.undercoverage(), undefined("undercoverage", "nobody is of the target"));
    assert_eq!(
        nobody_poor.coady_grosh_hoddinott(),
        undefined("the Coady-Grosh-Hoddinott ratio", "nobody is of the target")
    );
    assert_eq!(crossed(0, 0, 3, 7).leakage(), undefined("leakage", "nobody benefits"));
    assert_eq!(crossed(3, 0, 7, 0).false_positive_rate(), undefined("false positive rate", "all are of the target"));
    assert_eq!(crossed(0, 0, 0, 0).accuracy(), undefined("accuracy", "there is nobody"));
    assert_eq!(crossed(0, 0, 0, 0).accuracy().unwrap_err().code(), "simulate/targeting-undefined");
    assert_eq!(nobody_poor.coverage().unwrap_err().to_string(), "coverage is not defined: nobody is of the target");
}

fn curve(end: PoorEnd, rows: &[(i64, bool, u64)]) -> ScoreCurve {
    let mut curve = ScoreCurve::<Households>::new(end);
    for (score, is_poor, households) in rows {
        curve.add(*score, *is_poor, weight(*households)).unwrap();
    }
    curve
}

#[test]
fn a_score_is_judged_by_its_area_and_its_best_cutoff() {
    let rows = [(9, true, 2), (8, true, 1), (8, false, 1), (6, true, 1), (5, false, 3), (3, false, 2)];
    let high = curve(PoorEnd::High, &rows);
    assert_eq!(high.area(), Ok(ratio(15, 16)));
    // The other way round the score is as bad as it was good.
    assert_eq!(curve(PoorEnd::Low, &rows).area(), Ok(ratio(1, 16)));
    let cutoffs: Vec<i64> = high.points().unwrap().iter().map(|point| point.cutoff).collect();
    assert_eq!(cutoffs, [9, 8, 6, 5, 3]);
    assert_eq!(high.best(Criterion::Youden).unwrap().cutoff, 6);
    // 8 misses one and includes one, 6 misses none and includes one: 3/4 both, so the lower.
    assert_eq!(high.best(Criterion::BalancedPovertyAccuracy).unwrap().cutoff, 6);
    // Where including somebody costs ten times as much as missing one, only the surest are taken.
    let cost = Criterion::Cost { exclusion: Ratio::ONE, inclusion: Ratio::whole(10) };
    assert_eq!(high.best(cost).unwrap().cutoff, 9);
}

#[test]
fn of_equally_good_cutoffs_the_lowest_is_taken() {
    let rows = [(1, true, 1), (2, false, 1), (3, true, 1), (4, false, 1)];
    assert_eq!(curve(PoorEnd::Low, &rows).best(Criterion::Youden).unwrap().cutoff, 1);
    let high = [(4, true, 1), (3, false, 1), (2, true, 1), (1, false, 1)];
    assert_eq!(curve(PoorEnd::High, &high).best(Criterion::Youden).unwrap().cutoff, 2);
}

#[test]
fn curves_of_one_kind_of_people_and_costs_below_zero_are_refused() {
    let all_poor = curve(PoorEnd::Low, &[(1, true, 1), (2, true, 1)]);
    assert_eq!(all_poor.area().unwrap_err().to_string(), "the area under the curve is not defined: all are poor");
    let none = curve(PoorEnd::Low, &[(1, false, 1)]);
    assert_eq!(none.area().unwrap_err().to_string(), "the area under the curve is not defined: nobody is poor");
    let nobody = curve(PoorEnd::Low, &[]);
    assert_eq!(
        nobody.best(Criterion::Youden).unwrap_err().to_string(),
        "the best cutoff is not defined: there is nobody"
    );
    let cost = Criterion::Cost { exclusion: Ratio::ONE, inclusion: Ratio::whole(-1) };
    let error = curve(PoorEnd::Low, &[(1, true, 1), (2, false, 1)]).best(cost).unwrap_err();
    assert_eq!(error.to_string(), "the cost of inclusion is -1, expected 0 or more");
    assert_eq!(error.code(), "simulate/negative-cost");
}

fn concentration(rows: &[(i64, i64, u64)]) -> Concentration {
    let mut concentration = Concentration::<Households>::new();
    for (income, benefit, households) in rows {
        concentration.add(*income, *benefit, weight(*households)).unwrap();
    }
    concentration
}

#[test]
fn benefits_that_go_to_the_poor_have_a_coefficient_below_zero() {
    let rows = [(3, 5, 2), (6, 4, 1), (9, 0, 1), (12, 2, 3), (20, 0, 2), (50, 0, 1)];
    let benefits = concentration(&rows);
    assert_eq!(benefits.coefficient(), Ok(ratio(-47, 100)));
    assert_eq!(benefits.by_groups(5).unwrap()[..2], [ratio(1, 2), ratio(1, 5)]);
    let curve = benefits.curve().unwrap();
    assert_eq!((curve[0], curve[1]), ((Ratio::ZERO, Ratio::ZERO), (ratio(1, 5), ratio(1, 2))));
    assert_eq!(curve.last(), Some(&(Ratio::ONE, Ratio::ONE)));
    // The concentration of incomes along themselves is the Gini coefficient.
    let incomes: Vec<(i64, i64, u64)> =
        rows.iter().map(|(income, _, households)| (*income, *income, *households)).collect();
    assert_eq!(concentration(&incomes).coefficient(), Ok(ratio(207, 490)));
}

#[test]
fn benefits_below_zero_nobody_who_benefits_and_no_groups_are_refused() {
    let mut benefits = concentration(&[(1, 0, 1)]);
    let error = benefits.add(2, -1, weight(1)).unwrap_err();
    assert_eq!(error.to_string(), "the benefit of row 1 is -1, expected 0 or more");
    assert_eq!(error.code(), "simulate/negative-benefit");
    assert_eq!(
        benefits.coefficient().unwrap_err().to_string(),
        "the concentration of benefits is not defined: nobody receives any"
    );
    assert_eq!(benefits.by_groups(0).unwrap_err().to_string(), "0 groups, expected 1 to 1000");
    assert_eq!(benefits.by_groups(0).unwrap_err().code(), "simulate/targeting-groups");
}

fn scored() -> impl Strategy<Value = Vec<(i64, bool, u64)>> {
    prop::collection::vec((-5_i64..5, any::<bool>(), 1_u64..50), 1..40)
}

proptest! {
    /// The area is the weight of pairs in the right order, ties counting one half.
    #[test]
    fn the_area_is_the_share_of_pairs_in_order(rows in scored()) {
        let (mut right, mut all) = (0_i128, 0_i128);
        for (score, is_poor, own) in &rows {
            for (other, other_is_poor, others) in &rows {
                if *is_poor && !*other_is_poor {
                    let pair = i128::from(own * others);
                    all += 2 * pair;
                    right += pair * match score.cmp(other) { std::cmp::Ordering::Less => 2, std::cmp::Ordering::Equal => 1, std::cmp::Ordering::Greater => 0 };
                }
            }
        }
        let area = curve(PoorEnd::Low, &rows).area();
        if all == 0 {
            prop_assert!(area.is_err());
        } else {
            prop_assert_eq!(area, Ok(ratio(right, all)));
        }
    }

    /// No cutoff is better than the best by its own criterion.
    #[test]
    fn no_cutoff_beats_the_best(rows in scored()) {
        let curve = curve(PoorEnd::High, &rows);
        if let Ok(best) = curve.best(Criterion::Youden) {
            let most = best.targeting.galasso_ravallion().unwrap();
            for point in curve.points().unwrap() {
                prop_assert!(point.targeting.galasso_ravallion().unwrap() <= most);
            }
        }
    }

    /// Exclusion and coverage are the whole target; the order of rows changes nothing.
    #[test]
    fn coverage_and_undercoverage_are_all_of_the_target(reached in 0_u64..99, leaked in 0_u64..99, missed in 0_u64..99, spared in 1_u64..99) {
        let targeting = crossed(reached, leaked, missed, spared);
        if let (Ok(coverage), Ok(undercoverage)) = (targeting.coverage(), targeting.undercoverage()) {
            prop_assert_eq!(coverage.checked_add(undercoverage), Ok(Ratio::ONE));
        }
    }

    /// Groups receive all benefits between them, and doubling every weight changes nothing (replication invariance).
    #[test]
    fn groups_share_all_benefits(rows in prop::collection::vec((0_i64..9, 0_i64..9, 1_u64..9), 1..20), groups in 1_u32..12) {
        let once = concentration(&rows);
        if let Ok(shares) = once.by_groups(groups) {
            prop_assert_eq!(Ratio::sum(shares), Ok(Ratio::ONE));
            let doubled: Vec<(i64, i64, u64)> = rows.iter().map(|(income, benefit, own)| (*income, *benefit, own * 2)).collect();
            prop_assert_eq!(concentration(&doubled).coefficient(), once.coefficient());
            let mut reversed = rows.clone();
            reversed.reverse();
            prop_assert_eq!(concentration(&reversed).curve(), once.curve());
        }
    }
}
