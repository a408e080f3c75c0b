//! Ten million incomes with weights: the Gini index and quantiles, beside the time that sorting the same array takes.
//!
//! The measures begin with rows in random order, so sorting is part of them. Their figure is the ratio to the first bar, the plain sort of
//! the incomes and weights as they come; the second bar sorts the incomes alone.
#![expect(
    clippy::expect_used,
    clippy::arithmetic_side_effects,
    reason = "a bench stops at what it did not expect, and its numbers are small"
)]

use criterion::{BatchSize, Criterion, Throughput, criterion_group, criterion_main};
use poverty::measure::income::{Distribution, Quantile};
use poverty::quantity::{Currency, Households, Ratio, Weight};
use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;
use std::hint::black_box;

const ROWS: usize = 10_000_000;

type Row = (i64, Weight<Households>);

/// Incomes of a skewed distribution in dong, most of them different, with survey weights.
fn rows() -> Vec<Row> {
    let mut random = ChaCha8Rng::seed_from_u64(10_000_000);
    let row = |_| {
        let share: f64 = random.random_range(0.000_1..1.0);
        // Pareto-like: many small, few large.
        let income: u32 = random.random_range(400_000..2_000_000);
        #[expect(clippy::cast_possible_truncation, reason = "below 2e8")]
        let income = (f64::from(income) / share.sqrt()) as i64;
        (income, Weight::from_billionths(random.random_range(40_000..420_000) * 1_000_000))
    };
    (0..ROWS).map(row).collect()
}

fn gini_and_quantiles(rows: &[Row]) -> (f64, Vec<Ratio>) {
    let distribution = Distribution::of_units(Currency::VND, 0, rows.iter().copied()).expect("rows with weights");
    let tenths = (1..10).map(|tenth| {
        let p = Ratio::new(tenth, 10).expect("a share");
        distribution.quantile(p, Quantile::InverseCdf).expect("a quantile")
    });
    (distribution.gini().expect("incomes above nought"), tenths.collect())
}

fn income(criterion: &mut Criterion) {
    let rows = rows();
    let mut group = criterion.benchmark_group("10,000,000 incomes");
    group.throughput(Throughput::Elements(ROWS as u64)).sample_size(10);
    group.bench_function("sort of the rows", |bencher| {
        bencher.iter_batched_ref(
            || rows.clone(),
            |rows| {
                rows.sort_unstable_by_key(|row| row.0);
                black_box(rows.first().copied())
            },
            BatchSize::PerIteration,
        );
    });
    group.bench_function("sort of the incomes alone", |bencher| {
        bencher.iter_batched_ref(
            || rows.iter().map(|row| row.0).collect::<Vec<_>>(),
            |incomes| {
                incomes.sort_unstable();
                black_box(incomes.first().copied())
            },
            BatchSize::PerIteration,
        );
    });
    group.bench_function("Gini index and nine quantiles from rows in any order", |bencher| {
        bencher.iter(|| gini_and_quantiles(black_box(&rows)));
    });
    group.finish();
}

criterion_group!(benches, income);
criterion_main!(benches);
