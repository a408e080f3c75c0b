//! Ten years of a commune from one seed, with every law checked after every step: the example that replays one seed is the test.

#[path = "../../../examples/replay/simulation/mod.rs"]
mod ten_years;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::thread;
use ten_years::Counts;

/// The gate lives through all seeds, optimised.
const SEEDS: u64 = if cfg!(debug_assertions) { 2 } else { 1_000 };

/// The years of the first seed and of those that follow at a distance.
fn lived(first: usize, step: usize) -> Counts {
    let mut counts = Counts::default();
    for seed in (0..SEEDS).skip(first).step_by(step) {
        let one = catch_unwind(AssertUnwindSafe(|| ten_years::run(seed, &mut |_| {})));
        assert!(one.is_ok(), "seed {seed} breaks a law: cargo run --release --example replay -- --seed {seed}");
        counts.add(&one.unwrap());
    }
    counts
}

#[test]
#[expect(clippy::print_stdout, reason = "the counts of the test are its result")]
fn ten_years_of_a_commune_hold_every_law_after_every_step() {
    let workers = thread::available_parallelism().map_or(1, |count| count.get().min(4));
    let mut counts = Counts::default();
    thread::scope(|scope| {
        let lived: Vec<_> = (0..workers).map(|first| scope.spawn(move || lived(first, workers))).collect();
        for one in lived {
            counts.add(&one.join().unwrap());
        }
    });
    println!("simulated communes: {SEEDS}, {counts:?}");
    // Nothing is tested by years in which nothing happens.
    for (what, count) in [
        ("late knowledge", counts.late),
        ("corrections", counts.corrections),
        ("reversals", counts.reversals),
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
