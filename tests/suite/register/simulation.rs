//! Ten years of a commune from one seed, with every law checked after every step: the example that replays one seed is the test.

#[path = "../../../examples/replay/simulation/mod.rs"]
mod simulation;

use simulation::Counts;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// The gate lives through all seeds, optimised.
const SEEDS: u64 = if cfg!(debug_assertions) { 2 } else { 1_000 };

#[test]
#[expect(clippy::print_stdout, reason = "the counts of the test are its result")]
fn ten_years_of_a_commune_hold_every_law_after_every_step() {
    let mut counts = Counts::default();
    for seed in 0..SEEDS {
        let lived = catch_unwind(AssertUnwindSafe(|| simulation::run(seed, &mut |_| {})));
        assert!(lived.is_ok(), "seed {seed} breaks a law: cargo run --release --example replay -- --seed {seed}");
        counts.add(&lived.unwrap());
    }
    println!("simulated communes: {SEEDS}, {counts:?}");
    // Nothing is tested by years in which nothing happens.
    for (what, count) in [
        ("late knowledge", counts.late),
        ("corrections", counts.corrections),
        ("reviews", counts.reviews),
        ("complaints", counts.complaints),
        ("publications", counts.publications),
        ("restated publications", counts.restated),
        ("crashes", counts.crashes),
    ] {
        assert!(count > 0, "no {what} in {SEEDS} seeds");
    }
    assert_eq!(counts.kinds.len(), 15, "{:?}", counts.kinds);
    assert!(counts.refused.len() >= 6, "{:?}", counts.refused);
}
