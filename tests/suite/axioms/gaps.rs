//! The axioms for cardinal achievements: M1, M2 and the alpha family (Alkire and Foster 2011, section 4 and 5).

use poverty::measure::{
    AlkireFoster, Axes, By, Family, Gap, Group, MissingPolicy, PatternTable, Power, Profile, Structure, Tabulation,
    Tally, Weighting,
};
use poverty::quantity::{Households, Ratio, Weight};
use proptest::prelude::*;
use rust_decimal::Decimal;

/// Deprivation cutoffs of two achievements, in tenths: 10 and 8.5.
const CUTOFFS: [i64; 2] = [100, 85];

/// A person's two achievements in tenths.
type Person = [i64; 2];

fn tenths(value: i64) -> Decimal {
    Decimal::new(value, 1)
}

fn poverty(cutoff: &str) -> AlkireFoster {
    let structure = Structure::flat(["schooling", "floor"]).unwrap();
    Weighting::nested(&structure).unwrap().cutoff(cutoff.parse().unwrap()).unwrap()
}

/// The tally of persons whose achievements and cutoffs are measured in another unit, `scale` times as fine.
fn scaled(persons: &[Person], cutoff: &str, scale: i64) -> Tally<Households> {
    let poverty = poverty(cutoff);
    let z = CUTOFFS.map(|z| tenths(z * scale));
    let gaps = [Gap::new("schooling", z[0]).unwrap(), Gap::new("floor", z[1]).unwrap()];
    let powers = [Power::GAP, Power::SEVERITY, Power::new("1/2".parse().unwrap()).unwrap()];
    let mut table = PatternTable::with_gaps(poverty.structure(), Axes::new(), &gaps, &powers).unwrap();
    for person in persons {
        let achievements = person.map(|x| tenths(x * scale));
        let deprived = u64::from(achievements[0] < z[0]) | u64::from(achievements[1] < z[1]) << 1;
        table.add_row(&[], Profile::complete(deprived), Weight::ONE, &achievements.map(Some)).unwrap();
    }
    table.tally(&poverty, &Group::whole()).unwrap()
}

fn tally(persons: &[Person], cutoff: &str) -> Tally<Households> {
    scaled(persons, cutoff, 1)
}

/// H, M0, M1, M2.
fn measures(tally: &Tally<Households>) -> [Ratio; 4] {
    [
        tally.headcount_ratio().unwrap(),
        tally.adjusted_headcount_ratio().unwrap(),
        tally.adjusted_gap_ratio(Power::GAP).unwrap(),
        tally.adjusted_gap_ratio(Power::SEVERITY).unwrap(),
    ]
}

fn persons() -> impl Strategy<Value = Vec<Person>> {
    prop::collection::vec([0_i64..200, 0_i64..200], 1..12)
}

fn cutoff() -> impl Strategy<Value = &'static str> {
    prop_oneof![Just("1/2"), Just("1")]
}

proptest! {
    /// M0 >= M1 >= M2 where gaps lie in [0, 1]; a fractional power lies between its neighbours.
    #[test]
    fn the_alpha_family_falls_in_alpha(persons in persons(), cutoff in cutoff()) {
        let tally = tally(&persons, cutoff);
        let [_, m0, m1, m2] = measures(&tally);
        let half = tally.adjusted_gap_ratio(Power::new("1/2".parse().unwrap()).unwrap()).unwrap();
        prop_assert!(m0 >= half && half >= m1 && m1 >= m2);
    }

    /// Scale invariance: months for years and square decimetres for square metres change nothing.
    #[test]
    fn scale_invariance(persons in persons(), cutoff in cutoff(), scale in 2_i64..1_000) {
        prop_assert_eq!(measures(&tally(&persons, cutoff)), measures(&scaled(&persons, cutoff, scale)));
    }

    /// Deprivation focus: more of what a person is not deprived in changes nothing.
    #[test]
    fn deprivation_focus(persons in persons(), cutoff in cutoff(), more in 1_i64..1_000) {
        let richer: Vec<Person> = persons
            .iter()
            .map(|person| [0, 1].map(|j| if person[j] >= CUTOFFS[j] { person[j] + more } else { person[j] }))
            .collect();
        prop_assert_eq!(measures(&tally(&persons, cutoff)), measures(&tally(&richer, cutoff)));
    }

    /// Monotonicity: a gain of a poor person in what it lacks, still below the cutoff, lowers M1 and M2; H and M0 don't see it.
    #[test]
    fn monotonicity(persons in persons(), cutoff in cutoff()) {
        let needed = if cutoff == "1" { 2 } else { 1 };
        let lacks = |person: &Person| (0..2).filter(|j| person[*j] < CUTOFFS[*j]).count();
        let poor = persons.iter().position(|person| lacks(person) >= needed && (0..2).any(|j| person[j] + 1 < CUTOFFS[j]));
        if let Some(at) = poor {
            let mut better = persons.clone();
            let which = (0..2).find(|j| better[at][*j] + 1 < CUTOFFS[*j]).unwrap();
            better[at][which] += 1;
            let (before, after) = (measures(&tally(&persons, cutoff)), measures(&tally(&better, cutoff)));
            prop_assert_eq!(before[..2].to_vec(), after[..2].to_vec());
            prop_assert!(after[2] < before[2] && after[3] < before[3]);
        }
    }

    /// Who comes first does not matter, and the population twice over is as poor as the population.
    #[test]
    fn symmetry_and_replication_invariance(persons in persons(), cutoff in cutoff(), times in 2_usize..4) {
        let reversed: Vec<Person> = persons.iter().rev().copied().collect();
        prop_assert_eq!(measures(&tally(&persons, cutoff)), measures(&tally(&reversed, cutoff)));
        prop_assert_eq!(measures(&tally(&persons, cutoff)), measures(&tally(&persons.repeat(times), cutoff)));
    }

    /// Weights twice as large say nothing new.
    #[test]
    fn invariance_to_the_scale_of_the_weights(households in persons_of_three(), times in 2_u32..1_000) {
        let scaled: Vec<Household> = households.iter().map(|own| (own.0, own.1, own.2, own.3 * times)).collect();
        prop_assert_eq!(measures(&of_three(&households, "1/2")), measures(&of_three(&scaled, "1/2")));
    }

    /// Weak rearrangement: a poor person who has less of everything than another exchanges one of the two with it; no measure rises.
    #[test]
    fn weak_rearrangement(less in [0_i64..100, 0_i64..100], more in [0_i64..60, 0_i64..60], others in persons(), cutoff in cutoff()) {
        let richer = [less[0] + more[0], less[1] + more[1]];
        let lacks = (0..2).filter(|j| richer[*j] < CUTOFFS[*j]).count();
        if lacks >= needed(cutoff) {
            let with = |pair: [Person; 2]| measures(&tally(&[&pair[..], &others].concat(), cutoff));
            let (before, after) = (with([less, richer]), with([[less[0], richer[1]], [richer[0], less[1]]]));
            for (before, after) in before.into_iter().zip(after) {
                prop_assert!(after <= before);
            }
        }
    }

    /// Poverty focus: what a person gains who is not poor changes nothing.
    #[test]
    fn poverty_focus(persons in persons(), cutoff in cutoff(), more in 1_i64..100) {
        let poor = |person: &Person| (0..2).filter(|j| person[*j] < CUTOFFS[*j]).count() >= needed(cutoff);
        let richer = |person: &Person| if poor(person) { *person } else { person.map(|x| x + more) };
        let richer: Vec<Person> = persons.iter().map(richer).collect();
        prop_assert_eq!(measures(&tally(&persons, cutoff)), measures(&tally(&richer, cutoff)));
    }

    /// Weak monotonicity: whoever gains, no measure rises.
    #[test]
    fn weak_monotonicity(persons in persons(), cutoff in cutoff(), who in any::<prop::sample::Index>(), more in [0_i64..50, 0_i64..50]) {
        let mut better = persons.clone();
        let at = who.index(persons.len());
        better[at] = [0, 1].map(|j| persons[at][j] + more[j]);
        let (before, after) = (measures(&tally(&persons, cutoff)), measures(&tally(&better, cutoff)));
        for (before, after) in before.into_iter().zip(after) {
            prop_assert!(after <= before);
        }
    }

    /// Dimensional monotonicity: a poor person who falls below one more cutoff raises M0, M1 and M2; H does not see it.
    #[test]
    fn dimensional_monotonicity(persons in persons(), loss in 1_i64..50) {
        let lacks_one = |person: &Person| (0..2).filter(|j| person[*j] < CUTOFFS[*j]).count() == 1;
        if let Some(at) = persons.iter().position(lacks_one) {
            let mut worse = persons.clone();
            let other = (0..2).find(|j| persons[at][*j] >= CUTOFFS[*j]).unwrap();
            worse[at][other] = CUTOFFS[other] - loss;
            let (before, after) = (measures(&tally(&persons, "1/2")), measures(&tally(&worse, "1/2")));
            prop_assert_eq!(before[0], after[0]);
            prop_assert!(after[1] > before[1] && after[2] > before[2] && after[3] > before[3]);
        }
    }

    /// The whole is the mean of its groups weighted by their populations, and if one group gets poorer so does the whole.
    #[test]
    fn subgroup_decomposability_and_consistency(left in persons(), right in persons(), cutoff in cutoff(), loss in 1_i64..50) {
        let of = |persons: &[Person]| measures(&tally(persons, cutoff));
        let whole = |left: &[Person]| of(&[left, &right].concat());
        let share = |part: &[Person]| Ratio::new(part.len() as i128, (left.len() + right.len()) as i128).unwrap();
        for (at, whole) in whole(&left).into_iter().enumerate() {
            let parts = [&left, &right].map(|part| share(part).checked_mul(of(part)[at]).unwrap());
            prop_assert_eq!(Ratio::sum(parts).unwrap(), whole);
        }
        let poorer: Vec<Person> = left.iter().map(|person| person.map(|x| (x - loss).max(0))).collect();
        for at in 0..4 {
            prop_assert_eq!(of(&poorer)[at].cmp(&of(&left)[at]), whole(&poorer)[at].cmp(&whole(&left)[at]));
        }
    }

    /// Dimensional breakdown: after identification M1, M2 and M_alpha are the sums, exactly, of what each indicator and each
    /// dimension adds, censored to the poor; the percentages sum to 1.
    #[test]
    fn dimensional_breakdown(persons in persons_of_three(), cutoff in prop_oneof![Just("1/4"), Just("1/2"), Just("1")]) {
        let tally = of_three(&persons, cutoff);
        for power in [Power::GAP, Power::SEVERITY, Power::new("1/2".parse().unwrap()).unwrap()] {
            let whole = tally.adjusted_gap_ratio(power).unwrap();
            let parts = THREE.map(|id| tally.absolute_gap_contribution(id, power).unwrap());
            prop_assert_eq!(Ratio::sum(parts).unwrap(), whole);
            let dimensions = ["being", "housing"].map(|id| tally.dimension_absolute_gap_contribution(id, power).unwrap());
            prop_assert_eq!(dimensions[1], parts[1].checked_add(parts[2]).unwrap());
            prop_assert_eq!(Ratio::sum(dimensions).unwrap(), whole);
            // No gap is above 1, and what has no gap adds what it adds to M0.
            for (id, part) in THREE.iter().zip(parts) {
                prop_assert!(part <= tally.absolute_contribution(id).unwrap());
            }
            prop_assert_eq!(parts[2], tally.absolute_contribution("water").unwrap());
            if tally.intensity().is_ok() {
                let shares = THREE.map(|id| tally.percentage_gap_contribution(id, power).unwrap());
                prop_assert_eq!(Ratio::sum(shares).unwrap(), Ratio::ONE);
                let shares = ["being", "housing"].map(|id| tally.dimension_percentage_gap_contribution(id, power).unwrap());
                prop_assert_eq!(Ratio::sum(shares).unwrap(), Ratio::ONE);
            } else {
                let error = tally.percentage_gap_contribution("water", power).unwrap_err();
                prop_assert_eq!(error.code(), "measure/nobody-poor");
            }
        }
    }

    /// A tabulation breaks M_alpha down as the tally does, for each group and whatever is unknown.
    #[test]
    fn dimensional_breakdown_of_tabulations(persons in persons_of_three(), reweights in any::<bool>()) {
        let table = table_of_three(&persons);
        let weighting = Weighting::nested(&structure_of_three()).unwrap();
        let power = Power::SEVERITY;
        let policy = if reweights { MissingPolicy::ReweightWithinDimension } else { MissingPolicy::Drop };
        let families = [
            Family::AdjustedGapRatio(power),
            Family::GapAbsoluteContributions(power),
            Family::GapPercentageContributions(power),
            Family::DimensionGapAbsoluteContributions(power),
            Family::DimensionGapPercentageContributions(power),
        ];
        let request = Tabulation::new(&table).weighting(&weighting, [Ratio::new(1, 4).unwrap()]).families(families);
        let estimates = request.by([By::axis("area")]).missing(policy).run().unwrap();
        for own in estimates.rows().chunks(11) {
            let values: Vec<f64> = own.iter().filter_map(|row| row.value().ok()).collect();
            let sum = |range: core::ops::Range<usize>| values[range].iter().sum::<f64>();
            // Rounded once each: the sums are those of a few floats.
            let close = |left: f64, right: f64| (left - right).abs() <= 1e-15;
            prop_assert!(close(sum(1..4), values[0]));
            if values.len() == 11 {
                prop_assert!(close(sum(4..7), 1.0) && close(sum(7..9), values[0]) && close(sum(9..11), 1.0));
            } else {
                prop_assert_eq!(values.len(), 6, "nobody is poor");
                prop_assert!(close(sum(4..6), values[0]));
            }
        }
    }

    /// From 0, where nobody lacks anything, to 1, where everybody has nothing at all.
    #[test]
    fn normalisation_and_nontriviality(persons in persons(), cutoff in cutoff()) {
        prop_assert!(measures(&tally(&persons, cutoff)).into_iter().all(Ratio::is_share));
        prop_assert_eq!(measures(&tally(&[CUTOFFS, [200, 200]], cutoff)), [Ratio::ZERO; 4]);
        prop_assert_eq!(measures(&tally(&[[0, 0], [0, 0]], cutoff)), [Ratio::ONE; 4]);
    }

    /// Ordinality: squaring achievements and cutoffs changes neither H nor M0. (It changes M1 and M2: below.)
    #[test]
    fn headcounts_are_ordinal(persons in persons(), cutoff in cutoff()) {
        let before = measures(&tally(&persons, cutoff));
        let squared: Vec<[Decimal; 2]> =
            persons.iter().map(|person| person.map(|x| tenths(x) * tenths(x))).collect();
        let after = measures(&of_decimals(&squared, cutoff, CUTOFFS.map(|z| tenths(z) * tenths(z))));
        prop_assert_eq!(before[..2].to_vec(), after[..2].to_vec());
    }

    /// Strict transfer: if two poor persons lack the same but not equally, averaging what they have lowers M2.
    #[test]
    fn strict_transfer_of_severity(first in [0_i64..85, 0_i64..85], second in [0_i64..85, 0_i64..85], cutoff in cutoff()) {
        if first != second {
            let mean = [0, 1].map(|j| first[j] + second[j]);
            let doubled = [first, second].map(|person| person.map(|x| 2 * x));
            let severity = |persons: &[Person]| measures(&half_units(persons, cutoff))[3];
            prop_assert!(severity(&[mean, mean]) < severity(&doubled));
        }
    }

    /// Weak transfer: averaging the achievements of two poor persons does not raise H, M1 or M2. (It may raise M0: below.)
    #[test]
    fn weak_transfer(persons in persons(), cutoff in cutoff()) {
        let needed = if cutoff == "1" { 2 } else { 1 };
        let lacks = |person: &Person| (0..2).filter(|j| person[*j] < CUTOFFS[*j]).count();
        let poor: Vec<usize> = (0..persons.len()).filter(|at| lacks(&persons[*at]) >= needed).collect();
        if let [a, b, ..] = poor[..] {
            // Doubled, so that the average of tenths is exact.
            let doubled: Vec<Person> = persons.iter().map(|person| person.map(|x| 2 * x)).collect();
            let mut averaged = doubled.clone();
            for j in 0..2 {
                let mean = persons[a][j] + persons[b][j];
                (averaged[a][j], averaged[b][j]) = (mean, mean);
            }
            let at = |persons: &[Person]| measures(&half_units(persons, cutoff));
            let (before, after) = (at(&doubled), at(&averaged));
            prop_assert!(after[0] <= before[0] && after[2] <= before[2] && after[3] <= before[3]);
        }
    }
}

/// Indicators of which the first is a dimension of its own; the last has no gap.
const THREE: [&str; 3] = ["schooling", "floor", "water"];

/// Area, the two achievements in tenths, whether water is lacking, and weight.
type Household = (u8, Person, bool, u32);

fn persons_of_three() -> impl Strategy<Value = Vec<Household>> {
    prop::collection::vec((0_u8..3, [0_i64..200, 0_i64..200], any::<bool>(), 1_u32..500), 1..12)
}

fn structure_of_three() -> Structure {
    Structure::new([("being", vec![THREE[0]]), ("housing", vec![THREE[1], THREE[2]])]).unwrap()
}

fn table_of_three(households: &[Household]) -> PatternTable<Households> {
    let structure = structure_of_three();
    let z = CUTOFFS.map(tenths);
    let gaps = [Gap::new(THREE[0], z[0]).unwrap(), Gap::new(THREE[1], z[1]).unwrap()];
    let powers = [Power::GAP, Power::SEVERITY, Power::new("1/2".parse().unwrap()).unwrap()];
    let axes = Axes::new().subgroup("area").unwrap();
    let mut table = PatternTable::with_gaps(&structure, axes, &gaps, &powers).unwrap();
    for (area, person, lacks_water, weight) in households {
        let x = person.map(tenths);
        let deprived = u64::from(x[0] < z[0]) | u64::from(x[1] < z[1]) << 1 | u64::from(*lacks_water) << 2;
        let weight = Weight::from_integer(u64::from(*weight)).unwrap();
        table.add_row(&[&area.to_string()], Profile::complete(deprived), weight, &x.map(Some)).unwrap();
    }
    table
}

fn of_three(households: &[Household], cutoff: &str) -> Tally<Households> {
    let table = table_of_three(households);
    let poverty = Weighting::nested(&structure_of_three()).unwrap().cutoff(cutoff.parse().unwrap()).unwrap();
    table.tally(&poverty, &Group::whole()).unwrap()
}

/// How many of the two a person must lack to be poor.
fn needed(cutoff: &str) -> usize {
    if cutoff == "1" { 2 } else { 1 }
}

/// The tally of achievements given in twentieths.
fn half_units(persons: &[Person], cutoff: &str) -> Tally<Households> {
    let twentieths = |value: i64| Decimal::new(value * 5, 2);
    let persons: Vec<[Decimal; 2]> = persons.iter().map(|person| person.map(twentieths)).collect();
    of_decimals(&persons, cutoff, CUTOFFS.map(tenths))
}

/// The tally of achievements and their cutoffs.
fn of_decimals(persons: &[[Decimal; 2]], cutoff: &str, z: [Decimal; 2]) -> Tally<Households> {
    let poverty = poverty(cutoff);
    let gaps = [Gap::new("schooling", z[0]).unwrap(), Gap::new("floor", z[1]).unwrap()];
    let powers = [Power::GAP, Power::SEVERITY];
    let mut table = PatternTable::with_gaps(poverty.structure(), Axes::new(), &gaps, &powers).unwrap();
    for person in persons {
        let deprived = u64::from(person[0] < z[0]) | u64::from(person[1] < z[1]) << 1;
        table.add_row(&[], Profile::complete(deprived), Weight::ONE, &person.map(Some)).unwrap();
    }
    table.tally(&poverty, &Group::whole()).unwrap()
}

/// Two poor persons who both lack both become equal: the mean gap stays, M1 is no measure of inequality among the poor; nor are
/// H and M0. M2 falls.
#[test]
fn only_severity_satisfies_strict_transfer() {
    let before = measures(&tally(&[[0, 0], [80, 80]], "1"));
    let after = measures(&tally(&[[40, 40], [40, 40]], "1"));
    assert_eq!(before[..3], after[..3]);
    assert!(after[3] < before[3]);
}

/// A poor person with (0, 0) comes to have (8, 8) and still lacks both: M1 and M2 fall, H, M0 and so A stay.
#[test]
fn headcounts_violate_monotonicity() {
    let before = measures(&tally(&[[0, 0], [200, 200]], "1/2"));
    let after = measures(&tally(&[[80, 80], [200, 200]], "1/2"));
    assert_eq!(before[..2], after[..2]);
    assert!(after[2] < before[2] && after[3] < before[3]);
}

/// With a power below 1 the first step out of depth counts least: two poor persons who become equal have more poverty in sum.
#[test]
fn fractional_powers_violate_weak_transfer() {
    let half = |persons: &[Person]| {
        tally(persons, "1").adjusted_gap_ratio(Power::new("1/2".parse().unwrap()).unwrap()).unwrap()
    };
    assert!(half(&[[40, 40], [40, 40]]) > half(&[[0, 0], [80, 80]]));
}

/// One person lacks all of both, the other some of each; they exchange their floors, so that nobody lacks most of all. All measures
/// are sums over indicators and stay: they satisfy rearrangement only in its weak form.
#[test]
fn no_measure_satisfies_strict_rearrangement() {
    let before = measures(&tally(&[[0, 0], [80, 80]], "1"));
    let after = measures(&tally(&[[0, 80], [80, 0]], "1"));
    assert_eq!(before, after);
}

/// Two poor persons with (2, 12) and (11, 2) below (10, 10) become (6.5, 7) each: both now lack both. M0 doubles, M1 and M2 fall.
#[test]
fn adjusted_headcount_violates_weak_transfer() {
    let structure = Structure::flat(["a", "b"]).unwrap();
    let poverty = Weighting::nested(&structure).unwrap().cutoff("1/2".parse().unwrap()).unwrap();
    let z = Decimal::TEN;
    let gaps = [Gap::new("a", z).unwrap(), Gap::new("b", z).unwrap()];
    let powers = [Power::GAP, Power::SEVERITY];
    let measures = |persons: [[&str; 2]; 2]| {
        let mut table = PatternTable::<Households>::with_gaps(&structure, Axes::new(), &gaps, &powers).unwrap();
        for person in persons {
            let x = person.map(|x| x.parse::<Decimal>().unwrap());
            let deprived = u64::from(x[0] < z) | u64::from(x[1] < z) << 1;
            table.add_row(&[], Profile::complete(deprived), Weight::ONE, &x.map(Some)).unwrap();
        }
        let tally = table.tally(&poverty, &Group::whole()).unwrap();
        measures(&tally).map(|ratio| ratio.to_string())
    };
    assert_eq!(measures([["2", "12"], ["11", "2"]]), ["1", "1/2", "2/5", "8/25"]);
    assert_eq!(measures([["6.5", "7"], ["6.5", "7"]]), ["1", "1", "13/40", "17/160"]);
}

/// M1 and M2 change under a monotone recoding of achievement and cutoff: they need cardinal data, M0 does not.
#[test]
fn gaps_violate_ordinality() {
    let structure = Structure::flat(["rooms"]).unwrap();
    let poverty = Weighting::nested(&structure).unwrap().union().unwrap();
    let measures = |x: &str, z: &str| {
        let gap = [Gap::new("rooms", z.parse().unwrap()).unwrap()];
        let powers = [Power::GAP, Power::SEVERITY];
        let mut table = PatternTable::<Households>::with_gaps(&structure, Axes::new(), &gap, &powers).unwrap();
        table.add_row(&[], Profile::complete(1), Weight::ONE, &[Some(x.parse().unwrap())]).unwrap();
        measures(&table.tally(&poverty, &Group::whole()).unwrap()).map(|ratio| ratio.to_string())
    };
    assert_eq!(measures("2", "4"), ["1", "1", "1/2", "1/4"]);
    assert_eq!(measures("4", "16"), ["1", "1", "3/4", "9/16"], "the squares of the same rooms");
}

/// What a measure that the table does not sum, an indicator or a dimension that does not exist, and an empty group are answered.
#[test]
fn contributions_that_do_not_exist() {
    let tally = of_three(&[(0, [50, 90], true, 1)], "1/4");
    let cube = Power::new(Ratio::whole(3)).unwrap();
    assert_eq!(tally.absolute_gap_contribution("floor", cube).unwrap_err().code(), "measure/no-such-power");
    assert_eq!(tally.absolute_gap_contribution("roof", Power::GAP).unwrap_err().code(), "measure/unknown-indicator");
    let unknown = tally.dimension_percentage_gap_contribution("roof", Power::GAP).unwrap_err();
    assert_eq!(unknown.code(), "measure/unknown-dimension");
    let nobody = of_three(&[], "1/4");
    assert_eq!(nobody.percentage_gap_contribution("floor", Power::GAP).unwrap_err().code(), "measure/empty-group");
    assert_eq!(
        nobody.dimension_absolute_gap_contribution("being", Power::GAP).unwrap_err().code(),
        "measure/empty-group"
    );
}
