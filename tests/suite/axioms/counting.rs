//! The axioms of Alkire and Foster 2011 (Journal of Public Economics 95, 476-487, section 5) for H, A and M0.

use super::population::{Unit, h, is_poor, m0, measure_and_population, table, tally};
use poverty::measure::{AdjustedHeadcountChange, AlkireFoster, By, Decomposition, Structure, Weighting};
use poverty::quantity::Ratio;
use proptest::prelude::*;

fn equal_weights(indicators: u32, cutoff: (i128, i128)) -> AlkireFoster {
    let structure = Structure::flat((0..indicators).map(|number| number.to_string())).unwrap();
    Weighting::nested(&structure).unwrap().cutoff(Ratio::new(cutoff.0, cutoff.1).unwrap()).unwrap()
}

fn unit(deprived: u64) -> Unit {
    Unit { group: 0, deprived, weight: 1_000_000_000 }
}

proptest! {
    /// Who comes first does not matter.
    #[test]
    fn symmetry((poverty, units) in measure_and_population(), seed in any::<u64>()) {
        let mut other = units.clone();
        let turn = usize::try_from(seed % units.len() as u64).unwrap();
        other.rotate_left(turn);
        if seed % 2 == 0 {
            other.reverse();
        }
        prop_assert_eq!(table(&units, poverty.structure()), table(&other, poverty.structure()));
        prop_assert_eq!(tally(&units, &poverty), tally(&other, &poverty));
    }

    /// The population twice over is as poor as the population.
    #[test]
    fn replication_invariance((poverty, units) in measure_and_population(), times in 2_usize..5) {
        let many = units.repeat(times);
        prop_assert_eq!(h(&units, &poverty), h(&many, &poverty));
        prop_assert_eq!(tally(&units, &poverty).intensity().ok(), tally(&many, &poverty).intensity().ok());
        prop_assert_eq!(m0(&units, &poverty), m0(&many, &poverty));
    }

    /// Weights twice as large say nothing new.
    #[test]
    fn invariance_to_the_scale_of_the_weights((poverty, units) in measure_and_population(), times in 2_u64..1_000) {
        let scaled: Vec<Unit> = units.iter().map(|unit| Unit { weight: unit.weight * times, ..*unit }).collect();
        prop_assert_eq!(h(&units, &poverty), h(&scaled, &poverty));
        prop_assert_eq!(tally(&units, &poverty).intensity().ok(), tally(&scaled, &poverty).intensity().ok());
        prop_assert_eq!(m0(&units, &poverty), m0(&scaled, &poverty));
    }

    /// What happens to those who are not poor, short of making them poor, does not matter.
    #[test]
    fn poverty_focus((poverty, units) in measure_and_population()) {
        let mut improved = units.clone();
        for unit in improved.iter_mut().filter(|unit| !is_poor(unit, &poverty)) {
            unit.deprived &= unit.deprived.wrapping_sub(1);
        }
        prop_assert_eq!(h(&units, &poverty), h(&improved, &poverty));
        prop_assert_eq!(m0(&units, &poverty), m0(&improved, &poverty));
        let intensity = |units: &[Unit]| tally(units, &poverty).intensity().ok();
        prop_assert_eq!(intensity(&units), intensity(&improved));
    }

    /// An improvement never makes the population poorer.
    #[test]
    fn weak_monotonicity((poverty, units) in measure_and_population(), who in any::<prop::sample::Index>(), which in 0_u32..6) {
        let mut improved = units.clone();
        let at = who.index(units.len());
        improved[at].deprived &= !(1 << which);
        prop_assert!(h(&improved, &poverty) <= h(&units, &poverty));
        prop_assert!(m0(&improved, &poverty) <= m0(&units, &poverty));
    }

    /// A poor unit that comes to lack one more thing raises M0. (H does not move: the counter-example is below.)
    #[test]
    fn dimensional_monotonicity((poverty, units) in measure_and_population(), which in 0_usize..6) {
        let which = which % poverty.structure().indicators().len();
        let poor = units.iter().position(|unit| is_poor(unit, &poverty) && unit.deprived >> which & 1 == 0);
        if let Some(at) = poor {
            let mut worse = units.clone();
            worse[at].deprived |= 1 << which;
            prop_assert!(m0(&worse, &poverty) > m0(&units, &poverty));
            prop_assert!(tally(&worse, &poverty).intensity().unwrap() > tally(&units, &poverty).intensity().unwrap());
            prop_assert_eq!(h(&worse, &poverty), h(&units, &poverty));
        }
    }

    /// The whole is the share-weighted mean of its groups, exactly; their contributions sum to 1.
    #[test]
    fn subgroup_decomposability((poverty, units) in measure_and_population()) {
        let groups = table(&units, poverty.structure()).tallies(&poverty, &By::axis("group")).unwrap();
        let parts = Decomposition::of(groups.iter().map(|(_, tally)| tally)).unwrap();
        let mean = |value: &dyn Fn(usize) -> Ratio| {
            let terms = parts.parts().iter().enumerate();
            Ratio::sum(terms.map(|(at, part)| part.population_share().unwrap().checked_mul(value(at)).unwrap())).unwrap()
        };
        prop_assert_eq!(mean(&|at| groups[at].1.headcount_ratio().unwrap()), h(&units, &poverty));
        prop_assert_eq!(mean(&|at| groups[at].1.adjusted_headcount_ratio().unwrap()), m0(&units, &poverty));
        let shares = Ratio::sum(parts.parts().iter().map(|part| part.population_share().unwrap())).unwrap();
        prop_assert_eq!(shares, Ratio::ONE);
        if tally(&units, &poverty).intensity().is_ok() {
            let contributions = parts.parts().iter().map(|part| part.adjusted_headcount_share().unwrap());
            prop_assert_eq!(Ratio::sum(contributions).unwrap(), Ratio::ONE);
        }
    }

    /// If one group gets less poor and the others stay as they are, so does the whole.
    #[test]
    fn subgroup_consistency((poverty, units) in measure_and_population()) {
        let group = units[0].group;
        let in_group = |units: &[Unit]| -> Vec<Unit> { units.iter().filter(|unit| unit.group == group).copied().collect() };
        let mut changed = units.clone();
        for unit in changed.iter_mut().filter(|unit| unit.group == group) {
            unit.deprived &= unit.deprived.wrapping_sub(1);
        }
        let order = m0(&in_group(&changed), &poverty).cmp(&m0(&in_group(&units), &poverty));
        prop_assert_eq!(order, m0(&changed, &poverty).cmp(&m0(&units, &poverty)));
    }

    /// After identification M0 breaks down by indicator and by dimension; the percentages sum to 1.
    #[test]
    fn dimensional_breakdown((poverty, units) in measure_and_population()) {
        let tally = tally(&units, &poverty);
        let ids = poverty.structure().indicators();
        let parts: Vec<Ratio> = ids.iter().map(|id| tally.absolute_contribution(id).unwrap()).collect();
        prop_assert_eq!(Ratio::sum(parts.iter().copied()).unwrap(), tally.adjusted_headcount_ratio().unwrap());
        for (id, part) in ids.iter().zip(&parts) {
            let weight = poverty.weighting().weight(id).unwrap();
            let censored = tally.censored_headcount_ratio(id).unwrap();
            prop_assert_eq!(*part, weight.checked_mul(censored).unwrap());
            prop_assert!(censored <= tally.uncensored_headcount_ratio(id).unwrap());
            prop_assert!(censored <= tally.headcount_ratio().unwrap());
            prop_assert_eq!(*part, tally.dimension_absolute_contribution(id).unwrap());
        }
        if let Ok(intensity) = tally.intensity() {
            let of_the_poor = parts.iter().map(|part| part.checked_div(tally.headcount_ratio().unwrap()).unwrap());
            prop_assert_eq!(Ratio::sum(of_the_poor).unwrap(), intensity);
            let shares = ids.iter().map(|id| tally.percentage_contribution(id).unwrap());
            prop_assert_eq!(Ratio::sum(shares).unwrap(), Ratio::ONE);
        }
    }

    /// Incidence and intensity sum to the change of M0 exactly, and so do the indicators; backwards in time each changes its sign.
    #[test]
    fn shapley_parts_sum_to_the_change((poverty, units) in measure_and_population(), split in any::<prop::sample::Index>()) {
        // Smaller weights, so that the fractions of both periods together fit.
        let units: Vec<Unit> = units.iter().map(|unit| Unit { weight: 1 + unit.weight % 1_000, ..*unit }).collect();
        let (earlier, later) = units.split_at(split.index(units.len()));
        if !earlier.is_empty() {
            let (earlier, later) = (tally(earlier, &poverty), tally(later, &poverty));
            let change = AdjustedHeadcountChange::between(&earlier, &later).unwrap();
            let back = AdjustedHeadcountChange::between(&later, &earlier).unwrap();
            let (incidence, intensity) = (change.incidence().unwrap(), change.intensity().unwrap());
            prop_assert_eq!(incidence.checked_add(intensity).unwrap(), change.total().unwrap());
            prop_assert_eq!(back.incidence().unwrap(), incidence.negated());
            prop_assert_eq!(back.intensity().unwrap(), intensity.negated());
            let indicators = poverty.structure().indicators().iter().map(|id| change.indicator(id).unwrap());
            prop_assert_eq!(Ratio::sum(indicators).unwrap(), change.total().unwrap());
        }
    }

    /// The measures lie in [0, 1], M0 = H A, and k <= A <= 1.
    #[test]
    fn normalisation((poverty, units) in measure_and_population()) {
        let tally = tally(&units, &poverty);
        let (h, m0) = (tally.headcount_ratio().unwrap(), tally.adjusted_headcount_ratio().unwrap());
        prop_assert!(h.is_share() && m0.is_share());
        if let Ok(a) = tally.intensity() {
            prop_assert_eq!(h.checked_mul(a).unwrap(), m0);
            prop_assert!(a >= poverty.poverty_cutoff() && a <= Ratio::ONE);
        } else {
            prop_assert_eq!((h, m0), (Ratio::ZERO, Ratio::ZERO));
        }
    }

    /// 0 where nobody lacks anything, 1 where everybody lacks everything.
    #[test]
    fn nontriviality((poverty, units) in measure_and_population()) {
        let everything = (1_u64 << poverty.structure().indicators().len()) - 1;
        for (deprived, expected) in [(0, Ratio::ZERO), (everything, Ratio::ONE)] {
            let units: Vec<Unit> = units.iter().map(|unit| Unit { deprived, ..*unit }).collect();
            prop_assert_eq!(h(&units, &poverty), expected);
            prop_assert_eq!(m0(&units, &poverty), expected);
        }
    }

    /// A higher cutoff never finds more poor: the union bounds H from above, the intersection from below.
    #[test]
    fn monotonicity_in_the_cutoff((poverty, units) in measure_and_population()) {
        let union = poverty.weighting().clone().union().unwrap();
        let intersection = poverty.weighting().clone().intersection().unwrap();
        prop_assert!(h(&units, &union) >= h(&units, &poverty));
        prop_assert!(h(&units, &poverty) >= h(&units, &intersection));
        prop_assert!(m0(&units, &union) >= m0(&units, &poverty));
        let deprived_in_any: u64 = units.iter().filter(|unit| unit.deprived != 0).map(|unit| unit.weight).sum();
        prop_assert_eq!(tally(&units, &union).poor().billionths(), u128::from(deprived_in_any));
    }

    /// Swapping deprivations between two poor units of equal weight so that one no longer lacks all that the other lacks
    /// (an association-decreasing rearrangement) does not raise H or M0.
    #[test]
    fn weak_rearrangement((poverty, units) in measure_and_population(), swap in any::<u64>()) {
        let poor: Vec<usize> = (0..units.len()).filter(|at| is_poor(&units[*at], &poverty)).collect();
        if let [a, b, ..] = poor[..] {
            let mut before = units.clone();
            before[b].weight = before[a].weight;
            let (x, y) = (before[a].deprived, before[b].deprived);
            let mut after = before.clone();
            after[a].deprived = x & !swap | y & swap;
            after[b].deprived = y & !swap | x & swap;
            let comparable = x & y == x || x & y == y;
            if comparable {
                prop_assert!(h(&after, &poverty) <= h(&before, &poverty));
                prop_assert!(m0(&after, &poverty) <= m0(&before, &poverty));
            }
        }
    }
}

/// H sees whether a household is poor, not how much it lacks.
#[test]
fn headcount_violates_dimensional_monotonicity() {
    let poverty = equal_weights(4, (1, 2));
    let (before, after) = ([unit(0b0011), unit(0)], [unit(0b0111), unit(0)]);
    assert_eq!(h(&before, &poverty), h(&after, &poverty));
    assert!(m0(&before, &poverty) < m0(&after, &poverty));
}

/// A is an average over the poor, so it rises when the least poor leave poverty: it is no measure of poverty by itself.
#[test]
fn intensity_violates_weak_monotonicity() {
    let poverty = equal_weights(4, (1, 2));
    let intensity = |units: &[Unit]| tally(units, &poverty).intensity().unwrap();
    let (before, after) = ([unit(0b1111), unit(0b0011)], [unit(0b1111), unit(0b0001)]);
    assert_eq!(intensity(&before), Ratio::new(3, 4).unwrap());
    assert_eq!(intensity(&after), Ratio::ONE);
}

/// A of one group falls, that of the other stays, and A of the whole rises: the group with the larger A now has more of the poor.
#[test]
fn intensity_violates_subgroup_consistency() {
    let poverty = equal_weights(4, (1, 2));
    let others = [Unit { group: 1, ..unit(0b0011) }; 3];
    let intensity = |own: &[Unit]| tally(own, &poverty).intensity().unwrap();
    let before = [unit(0b1111), unit(0), unit(0)];
    let after = [unit(0b1111), unit(0b1111), unit(0b0111)];
    assert!(intensity(&after) < intensity(&before));
    assert!(intensity(&[after, others].concat()) > intensity(&[before, others].concat()));
}

/// Where nobody is poor H and M0 are 0; an average over the poor does not exist.
#[test]
fn intensity_does_not_exist_without_poor() {
    let poverty = equal_weights(4, (1, 2));
    assert_eq!(tally(&[unit(0b0001)], &poverty).intensity().unwrap_err().code(), "measure/nobody-poor");
}

/// A of the whole is not the population-weighted mean of the groups' A.
#[test]
fn intensity_is_not_decomposable_by_population_shares() {
    let poverty = equal_weights(4, (1, 2));
    let units = [unit(0b1111), unit(0), unit(0), Unit { group: 1, ..unit(0b0011) }];
    let groups = table(&units, poverty.structure()).tallies(&poverty, &By::axis("group")).unwrap();
    let parts = Decomposition::of(groups.iter().map(|(_, tally)| tally)).unwrap();
    let terms =
        parts.parts().iter().zip(&groups).map(|(part, (_, tally))| {
            part.population_share().unwrap().checked_mul(tally.intensity().unwrap()).unwrap()
        });
    assert_eq!(Ratio::sum(terms).unwrap(), Ratio::new(7, 8).unwrap());
    assert_eq!(tally(&units, &poverty).intensity().unwrap(), Ratio::new(3, 4).unwrap());
}

/// The least poor poor unit leaving poverty censors all that it still lacks: M0 falls by more than what it gained.
#[test]
fn adjusted_headcount_jumps_when_a_unit_crosses_the_cutoff() {
    let poverty = equal_weights(4, (1, 2));
    assert_eq!(m0(&[unit(0b0011)], &poverty), Ratio::new(1, 2).unwrap());
    assert_eq!(m0(&[unit(0b0001)], &poverty), Ratio::ZERO);
}

/// Contributions of indicators sum to M0, never to H, unless the poor lack everything.
#[test]
fn headcount_violates_dimensional_breakdown() {
    let poverty = equal_weights(4, (1, 2));
    let tally = tally(&[unit(0b0011), unit(0)], &poverty);
    let parts = poverty.structure().indicators().iter().map(|id| tally.absolute_contribution(id).unwrap());
    assert_eq!(Ratio::sum(parts).unwrap(), Ratio::new(1, 4).unwrap());
    assert_eq!(tally.headcount_ratio().unwrap(), Ratio::new(1, 2).unwrap());
}
