//! Survival of spells as R's survival 3.5-3 has it, and against the slow definition.

use super::{builder, built, observe};
use poverty::measure::panel::*;
use poverty::measure::{Design, SampledRows};
use poverty::quantity::{Households, Ratio, TotalWeight, Weight};
use proptest::prelude::*;

const TIMES: [(u32, bool); 8] =
    [(1, true), (1, false), (2, true), (3, true), (3, false), (3, true), (4, false), (5, true)];

fn spells(times: &[(u32, bool)]) -> Vec<Spell<Households>> {
    let spell =
        |(row, (duration, ended)): (usize, &(u32, bool))| Spell::new(row, Weight::ONE, 0, *duration, *ended).unwrap();
    times.iter().enumerate().map(spell).collect()
}

fn close(found: f64, expected: f64) -> bool {
    (found - expected).abs() < 1e-14
}

#[test]
fn survival_greenwood_and_limits_as_r_has_them() {
    let survival = Survival::of(&spells(&TIMES)).unwrap();
    let expected = [
        (1, 0.875, Some(0.116_926_793_336_685_68), 8, 1),
        (2, 0.729_166_666_666_666_7, Some(0.164_976_236_363_952_76), 6, 1),
        (3, 0.4375, Some(0.187_933_526_590_299_1), 5, 2),
        (5, 0.0, None, 1, 1),
    ];
    assert_eq!(survival.steps().len(), expected.len());
    for (step, (time, value, error, at_risk, ended)) in survival.steps().iter().zip(expected) {
        assert_eq!((step.time(), step.spells_at_risk().get(), step.spells_ended().get()), (time, at_risk, ended));
        assert!(close(step.survival(), value), "{time}: {}", step.survival());
        assert_eq!(step.std_error().is_some(), error.is_some());
        assert!(step.std_error().zip(error).is_none_or(|(found, error)| close(found, error)), "{time}");
    }
    assert!(close(survival.at(4), 0.4375) && close(survival.at(0), 1.0));
    assert_eq!((survival.median(), survival.longest()), (Some(3), 5));
    let at_three = survival.steps()[2];
    let confidence: Ratio = "0.95".parse().unwrap();
    let cases = [
        (SurvivalScale::Plain, 0.069_157_056_395_413_3, 0.805_842_943_604_587),
        (SurvivalScale::Log, 0.188_509_796_725_967, 1.0),
        (SurvivalScale::LogLog, 0.101_369_932_997_342, 0.741_885_777_871_393),
    ];
    for (scale, lower, upper) in cases {
        let found = at_three.limits(scale, confidence).unwrap();
        assert!((found.0 - lower).abs() < 1e-12 && (found.1 - upper).abs() < 1e-12, "{scale:?}: {found:?}");
    }
    assert_eq!(survival.steps()[3].limits(SurvivalScale::Plain, confidence), None);
    assert_eq!(at_three.limits(SurvivalScale::Plain, Ratio::ONE), None);
    assert_eq!(at_three.hazard().unwrap().to_string(), "2/5");
}

/// The linearised error of independent spells of one weight is Greenwood's times the root of n / (n - 1).
#[test]
fn the_error_under_a_design_is_greenwoods_for_independent_spells() {
    let survival = Survival::of(&spells(&TIMES)).unwrap();
    let rows: Vec<(String, String)> = (0..8).map(|row| (String::new(), row.to_string())).collect();
    let sample = SampledRows::new(&Design::sample(), rows).unwrap();
    for step in &survival.steps()[..3] {
        let error = survival.error(step.time(), &sample).unwrap().std_error().unwrap();
        let expected = step.std_error().unwrap() * (8.0_f64 / 7.0).sqrt();
        assert!((error / expected - 1.0).abs() < 1e-12, "{}: {error} against {expected}", step.time());
    }
    assert_eq!(survival.error(5, &sample).unwrap_err().code(), "panel/undefined");
}

/// Spells by hand: what begins, ends, is censored, and what is left out.
#[test]
fn spells_of_a_panel() {
    let mut panel = builder();
    for (name, seen) in [("a", "poop"), ("b", "oppo"), ("c", "po.o"), ("d", "op?p"), ("e", "pppp"), ("f", "pooo")] {
        observe(&mut panel, name, seen, 1);
    }
    let panel = built(panel);
    let told = |of| -> Vec<(u32, bool, bool)> {
        panel.spells(of).iter().map(|spell| (spell.duration(), spell.ended(), spell.start_known())).collect()
    };
    let escapes = [(2, true, true), (0, false, true), (0, false, true), (2, false, true)];
    assert_eq!(told(SpellOf::Escape), escapes); // a, b, c, f
    let poverty = [
        (1, true, false),  // a from 2021
        (0, false, true),  // a from 2024
        (2, true, true),   // b
        (1, true, false),  // c
        (0, false, true),  // d until its class is not known
        (0, false, false), // d in 2024
        (3, false, false), // e
        (1, true, false),  // f
    ];
    assert_eq!(told(SpellOf::Poverty), poverty);
    let held = Survival::of(&panel.spells(SpellOf::Escape)).unwrap();
    assert!(close(held.at(1), 1.0) && close(held.at(2), 0.5));
    let lasting = Survival::of(&panel.spells(SpellOf::Poverty)).unwrap();
    assert_eq!((lasting.spells(), lasting.left_truncated()), (3, 5));
    assert_eq!(panel.periods().unit(), "years");
}

/// The product limit from its definition: a pass over all spells for each time.
fn slow(spells: &[Spell<Households>], time: u32) -> f64 {
    (1..=time).fold(1.0, |survival, at| {
        let weight = |chosen: &dyn Fn(&Spell<Households>) -> bool| -> f64 {
            spells
                .iter()
                .filter(|spell| chosen(spell))
                .map(|spell| TotalWeight::from(spell.weight()).to_ratio().unwrap().to_f64())
                .sum()
        };
        let at_risk = weight(&|spell| spell.entered() < at && spell.duration() >= at);
        let ended = weight(&|spell| spell.duration() == at && spell.ended());
        if ended > 0.0 { survival * (1.0 - ended / at_risk) } else { survival }
    })
}

proptest! {
    /// With weights and late entries, whatever the order of spells.
    #[test]
    fn the_product_limit_by_its_definition(
        drawn in prop::collection::vec((0_u32..4, 0_u32..6, any::<bool>(), 1_u64..9), 1..25),
    ) {
        let spells: Vec<Spell<Households>> = drawn
            .iter()
            .enumerate()
            .filter_map(|(row, (entered, lasts, ended, weight))| {
                let weight = Weight::from_integer(*weight).unwrap();
                Spell::new(row, weight, *entered, entered + lasts, *ended).ok()
            })
            .collect();
        prop_assume!(!spells.is_empty());
        let survival = Survival::of(&spells).unwrap();
        let turned: Vec<_> = spells.iter().rev().copied().collect();
        let again = Survival::of(&turned).unwrap();
        for time in 0..12 {
            prop_assert!((survival.at(time) - slow(&spells, time)).abs() < 1e-12);
            prop_assert_eq!(survival.at(time).to_bits(), again.at(time).to_bits());
        }
    }
}
