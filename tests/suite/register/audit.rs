//! Audits by a random re-survey: what is drawn, what is refused, and limits that cover the truth as often as they promise.

use super::commune::{Commune, day, household, id};
use poverty::register::HouseholdId;
use poverty::register::quality::{Audit, AuditFrame, ErrorShare};

const HOUSEHOLDS: u32 = 2_000;

/// Of 2,000 households 400 are listed, 60 of which (15 %) are not poor; of the 1,600 others 110 are poor. So 450 are poor, and
/// 110 of them (24.4 %) are missed.
fn listed(number: u32) -> bool {
    number < 400
}

fn poor(number: u32) -> bool {
    if listed(number) { number >= 60 } else { number < 510 }
}

const INCLUSION: f64 = 60.0 / 400.0;
const EXCLUSION: f64 = 110.0 / 450.0;

fn frame() -> AuditFrame {
    let stratum = |number| if listed(number) { "listed" } else { "not listed" };
    AuditFrame::new((0..HOUSEHOLDS).map(|number| (id(number), listed(number), stratum(number)))).unwrap()
}

fn truth(household: HouseholdId) -> bool {
    poor(household.as_str().trim_start_matches("H-").parse().unwrap())
}

fn audits(draw: impl Fn(u64) -> Audit) -> Vec<Audit> {
    (0..400).map(draw).collect()
}

/// In how many of 100 audits the limits hold the truth.
fn covered(audits: &[Audit], truth: f64, limits: impl Fn(&Audit) -> Option<(f64, f64)>) -> usize {
    let holds = |(lower, upper): (f64, f64)| lower <= truth && truth <= upper;
    audits.iter().filter(|audit| limits(audit).is_some_and(holds)).count() * 100 / audits.len()
}

/// 400 simple samples of 200. Exact limits promise at least 95 of 100; score limits about 95. The binomial error of 400 samples
/// is 1.1 points.
#[test]
fn limits_of_simple_samples_cover_the_truth() {
    let frame = frame();
    let audits = audits(|seed| {
        let sample = frame.draw_simple(200, seed).unwrap();
        let seen: Vec<_> = sample.households().map(|(household, _)| (household, truth(household))).collect();
        sample.errors(seen, 0.95).unwrap()
    });
    for (truth, share) in [(INCLUSION, Audit::inclusion as fn(&Audit) -> ErrorShare), (EXCLUSION, Audit::exclusion)] {
        let exact = covered(&audits, truth, |audit| share(audit).exact());
        let score = covered(&audits, truth, |audit| share(audit).score());
        assert!(exact >= 94, "{exact}");
        assert!((90..=99).contains(&score), "{score}");
        let mean = audits.iter().map(|audit| share(audit).estimate()).sum::<f64>() / 400.0;
        assert!((mean - truth).abs() < 0.01, "{mean} {truth}");
        assert!(audits.iter().all(|audit| share(audit).design().is_none()));
    }
}

#[test]
fn limits_of_stratified_samples_cover_the_truth() {
    let frame = frame();
    let audits = audits(|seed| {
        let sample = frame.draw(&[("listed", 120), ("not listed", 240)], seed).unwrap();
        let seen: Vec<_> = sample.households().map(|(household, _)| (household, truth(household))).collect();
        sample.errors(seen, 0.95).unwrap()
    });
    for (truth, share) in [(INCLUSION, Audit::inclusion as fn(&Audit) -> ErrorShare), (EXCLUSION, Audit::exclusion)] {
        let design = covered(&audits, truth, |audit| share(audit).design());
        assert!((91..=99).contains(&design), "{design}");
        let mean = audits.iter().map(|audit| share(audit).estimate()).sum::<f64>() / 400.0;
        assert!((mean - truth).abs() < 0.01, "{mean} {truth}");
        assert!(audits.iter().all(|audit| share(audit).exact().is_none() && share(audit).score().is_none()));
    }
}

/// Of everybody there is nothing left to be uncertain about.
#[test]
fn a_second_look_at_all_knows_the_errors() {
    let sample = frame().draw(&[("listed", 400), ("not listed", 1_600)], 1).unwrap();
    let seen: Vec<_> = sample.households().map(|(household, _)| (household, truth(household))).collect();
    let audit = sample.errors(seen, 0.95).unwrap();
    let near = |found: f64, expected: f64| (found - expected).abs() < 1e-12;
    assert!(near(audit.inclusion().estimate(), INCLUSION) && near(audit.exclusion().estimate(), EXCLUSION));
    let (lower, upper) = audit.exclusion().design().unwrap();
    assert!(near(lower, EXCLUSION) && near(upper, EXCLUSION));
}

/// The draw is of households and not of places in a list, and a larger sample holds the smaller.
#[test]
fn one_seed_draws_the_same_households_from_any_order() {
    let drawn = |frame: &AuditFrame, wanted, seed| {
        let mut drawn: Vec<HouseholdId> =
            frame.draw_simple(wanted, seed).unwrap().households().map(|(id, _)| id).collect();
        drawn.sort();
        drawn
    };
    let backwards = AuditFrame::new((0..HOUSEHOLDS).rev().map(|number| (id(number), listed(number), "all"))).unwrap();
    assert_eq!(drawn(&frame(), 50, 7), drawn(&backwards, 50, 7));
    assert_ne!(drawn(&frame(), 50, 7), drawn(&frame(), 50, 8));
    let larger = drawn(&frame(), 80, 7);
    assert!(drawn(&frame(), 50, 7).iter().all(|household| larger.contains(household)));
    // 400 draws of 200 of 2,000 draw each about 40 times; a fair draw strays from that by more than 6 standard errors (36) in
    // one household of 10^9.
    let mut times = vec![0_i32; HOUSEHOLDS as usize];
    for seed in 0..400 {
        for household in drawn(&frame(), 200, seed) {
            times[household.as_str().trim_start_matches("H-").parse::<usize>().unwrap()] += 1;
        }
    }
    assert!(times.iter().all(|times| (times - 40).abs() <= 36), "{:?} {:?}", times.iter().min(), times.iter().max());
}

#[test]
fn a_sample_is_as_large_as_the_precision_asks() {
    // 1.96^2 * 0.25 / 0.05^2 = 384.1, of 2,000: 384.1 / (1 + 383.1 / 2000) = 322.4.
    assert_eq!(frame().sample_size(0.5, 0.05, 0.95).unwrap(), 323);
    assert_eq!(frame().sample_size(0.5, 0.000_1, 0.95).unwrap(), 2_000);
    for (expected, half_width, confidence) in [(0.0, 0.05, 0.95), (0.5, 1.0, 0.95), (0.5, 0.05, f64::NAN)] {
        let refused = frame().sample_size(expected, half_width, confidence).unwrap_err();
        assert_eq!(refused.code(), "quality/share");
    }
}

#[test]
fn the_register_is_a_frame() {
    let mut commune = Commune::new();
    (1..=3).for_each(|number| _ = commune.register_household("2024-01-05", household(number, 1_000_000, number == 1)));
    let decision = commune.decide("2024-02-01");
    commune.recognise("2024-02-01", decision, 1).unwrap();
    let frame = AuditFrame::of_view(&commune.register.as_of(day("2024-06-01"))).unwrap();
    assert_eq!(frame.strata().collect::<Vec<_>>(), [("listed", 1), ("not listed", 2)]);
}

#[test]
fn what_is_refused() {
    let twice = AuditFrame::new([(id(1), true, "all"), (id(1), true, "all")]).unwrap_err();
    assert_eq!(twice.code(), "quality/household-twice");
    for wanted in [0, 2_001] {
        assert_eq!(frame().draw_simple(wanted, 1).unwrap_err().code(), "quality/draw");
    }
    for strata in [
        &[("listed", 10)][..],
        &[("listed", 10), ("not listed", 10), ("listed", 10)],
        &[("listed", 10), ("not listed", 10), ("elsewhere", 10)],
        &[("listed", 401), ("not listed", 10)],
    ] {
        assert_eq!(frame().draw(strata, 1).unwrap_err().code(), "quality/draw");
    }
    let sample = frame().draw(&[("listed", 10), ("not listed", 10)], 1).unwrap();
    let seen: Vec<_> = sample.households().map(|(household, _)| (household, true)).collect();
    let code = |seen: Vec<(HouseholdId, bool)>| sample.errors(seen, 0.95).unwrap_err().code();
    assert_eq!(code(seen[1..].to_vec()), "quality/resurvey");
    assert_eq!(code([&seen[..], &seen[..1]].concat()), "quality/resurvey");
    assert_eq!(code([&seen[..], &[(id(9_999), true)]].concat()), "quality/resurvey");
    assert_eq!(sample.errors(seen.clone(), 1.0).unwrap_err().code(), "quality/share");
    assert_eq!(code(seen.iter().map(|(household, _)| (*household, false)).collect()), "quality/none-of");
    let lonely = frame().draw(&[("listed", 1), ("not listed", 10)], 1).unwrap();
    let seen: Vec<_> = lonely.households().map(|(household, _)| (household, true)).collect();
    assert_eq!(lonely.errors(seen, 0.95).unwrap_err().code(), "quality/lonely-household");
}
