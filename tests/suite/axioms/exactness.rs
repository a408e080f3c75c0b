//! Up to 64 indicators of arbitrary rational weights, against the definition in unbounded fractions; cutoffs are scores of
//! households, so that households stand exactly at them.

use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::{One, Zero};
use poverty::measure::{
    Axes, By, Estimate, Family, Key, Measure, PatternTable, Profile, Structure, Tabulation, Weighting,
};
use poverty::quantity::{Households, Ratio, Weight};
use proptest::prelude::*;

/// A household: its group, what it lacks, its weight in billionths.
type Unit = (u8, u64, u64);

fn big(ratio: Ratio) -> BigRational {
    BigRational::new(BigInt::from(ratio.numerator()), BigInt::from(ratio.denominator()))
}

fn small(value: &BigRational) -> Ratio {
    let part = |number: &BigInt| i128::try_from(number.clone()).unwrap();
    Ratio::new(part(value.numer()), part(value.denom())).unwrap()
}

/// The score by the definition: the sum of the weights of what is lacking.
fn score(weights: &[BigRational], deprived: u64) -> BigRational {
    let own = weights.iter().enumerate().filter(|(bit, _)| deprived >> bit & 1 == 1);
    own.fold(BigRational::zero(), |sum, (_, weight)| sum + weight)
}

/// Weights with large coprime numerators over one sum, or nested ones of dimensions of 1 to 7 indicators.
fn weighting() -> impl Strategy<Value = Weighting> {
    let over_a_sum = prop::collection::vec(1_i128..1_000_000, 1..=64).prop_map(|parts| {
        let sum: i128 = parts.iter().sum();
        let weights: Vec<Ratio> = parts.iter().map(|part| Ratio::new(*part, sum).unwrap()).collect();
        let structure = Structure::flat((0..parts.len()).map(|number| number.to_string())).unwrap();
        Weighting::new("random", &structure, &weights).unwrap()
    });
    let nested = prop::collection::vec(1_usize..=7, 1..=9).prop_map(|sizes| {
        let dimension = |(at, size): (usize, usize)| {
            (format!("d{at}"), (0..size).map(move |own| format!("{at}.{own}")).collect::<Vec<_>>())
        };
        Weighting::nested(&Structure::new(sizes.into_iter().enumerate().map(dimension)).unwrap()).unwrap()
    });
    prop_oneof![over_a_sum, nested]
}

fn units() -> impl Strategy<Value = (Weighting, Vec<Unit>)> {
    weighting().prop_flat_map(|weighting| {
        let all = u64::MAX >> (64 - weighting.structure().width());
        let deprived =
            (any::<u64>(), any::<u64>()).prop_map(move |(a, b)| if a % 3 == 0 { a & b & all } else { a & all });
        (Just(weighting), prop::collection::vec((0_u8..3, deprived, 1_u64..5_000_000_000), 1..40))
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn the_table_gives_the_definition(
        (weighting, units) in units(),
        at in prop::collection::vec(any::<prop::sample::Index>(), 3),
    ) {
        let ids = weighting.structure().indicators();
        let weights: Vec<BigRational> = ids.iter().map(|id| big(weighting.weight(id).unwrap())).collect();
        // Scores of households: each of them stands exactly at a cutoff.
        let mut cutoffs: Vec<BigRational> = at.iter().map(|at| score(&weights, units[at.index(units.len())].1)).collect();
        cutoffs.retain(|cutoff| !cutoff.is_zero());
        cutoffs.push(BigRational::one());
        let mut table = PatternTable::<Households>::new(
            weighting.structure(), Axes::new().subgroup("group").unwrap(),
        ).unwrap();
        for (group, deprived, weight) in &units {
            let cell = table.cell(&[&group.to_string()]).unwrap();
            table.add(cell, Profile::complete(*deprived), Weight::from_billionths(*weight)).unwrap();
        }
        let estimates = Tabulation::new(&table)
            .weighting(&weighting, cutoffs.iter().map(small))
            .families([
                Family::HeadcountRatio,
                Family::Intensity,
                Family::AdjustedHeadcountRatio,
                Family::CensoredHeadcountRatios,
                Family::PercentageContributions,
            ])
            .by([By::whole(), By::axis("group")])
            .run()
            .unwrap();
        let last = ids.len() - 1;
        for (cutoff, group) in cutoffs.iter().flat_map(|cutoff| [None, Some(0), Some(1), Some(2)].map(|group| (cutoff, group))) {
            let own = units.iter().filter(|unit| group.is_none_or(|group| unit.0 == group));
            let (mut all, mut poor, mut both) = (BigInt::zero(), BigInt::zero(), BigInt::zero());
            let mut scores = BigRational::zero();
            for (_, deprived, weight) in own {
                let score = score(&weights, *deprived);
                all += *weight;
                if score >= *cutoff {
                    poor += *weight;
                    both += if deprived >> last & 1 == 1 { *weight } else { 0 };
                    scores += score * BigInt::from(*weight);
                }
            }
            if all.is_zero() {
                continue;
            }
            let find = |measure: Measure| {
                let key = Key::new(measure).cutoff(small(cutoff));
                let key = group.map_or(key.clone(), |group| key.level("group", group.to_string()));
                estimates.get(&key).unwrap()
            };
            let check = |measure: Measure, expected: BigRational| check(find(measure), &expected);
            let share = |part: &BigInt| BigRational::new(part.clone(), all.clone());
            check(Measure::HeadcountRatio, share(&poor))?;
            check(Measure::AdjustedHeadcountRatio, &scores / BigRational::from(all.clone()))?;
            let id = || ids[last].as_str().into();
            check(Measure::CensoredHeadcountRatio(id()), share(&both))?;
            if poor.is_zero() {
                prop_assert!(find(Measure::Intensity).value().is_err());
            } else {
                check(Measure::Intensity, &scores / BigRational::from(poor))?;
                check(Measure::PercentageContribution(id()), &weights[last] * BigRational::from(both) / scores)?;
            }
        }
    }
}

/// The same fraction, and where it needs more than 127 bits the nearest float.
fn check(estimate: &Estimate, expected: &BigRational) -> Result<(), TestCaseError> {
    match estimate.exact() {
        Ok(exact) => prop_assert_eq!(big(exact), expected.clone()),
        Err(_) => {
            let float = expected.numer().to_string().parse::<f64>().unwrap()
                / expected.denom().to_string().parse::<f64>().unwrap();
            prop_assert!((estimate.value().unwrap() - float).abs() <= 1e-14 * float.abs());
        }
    }
    Ok(())
}

/// A household that lacks six of twelve is poor at one half; in binary floats 6 x 1/12 falls short of it. In single precision
/// 8 x 1/10 is more than 4/5, so a household there would pass a cutoff that lies above it.
#[test]
fn a_household_on_which_binary_floats_err() {
    let twelve = Structure::flat((0..12).map(|number| number.to_string())).unwrap();
    let poverty = Weighting::nested(&twelve).unwrap().cutoff(Ratio::new(1, 2).unwrap()).unwrap();
    let household = Profile::complete(0b0000_0011_1111);
    assert_eq!(poverty.is_poor(household).unwrap(), Some(true));
    let float: f64 = [1.0 / 12.0; 6].iter().sum();
    assert!(float < 0.5, "{float}");
    let single: f32 = [1.0_f32 / 10.0; 8].iter().sum();
    assert!(single > 0.8, "{single}");
}
