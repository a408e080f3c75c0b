//! Ten million incomes, with weights and without: the Gini index and nine quantiles, beside the time that sorting the same array takes.
//!
//! The measures begin with incomes in random order, so sorting is part of them. The figure of those with weights is the ratio to the
//! sort of incomes and weights as they come; of those without, to the sort of the incomes alone.
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

fn weighted(rows: &[Row]) -> Distribution<Households> {
    Distribution::of_units(Currency::VND, 0, rows.iter().copied()).expect("rows with weights")
}

fn unweighted(incomes: Vec<i64>) -> Distribution<Households> {
    Distribution::of_equal_weights(Currency::VND, 0, incomes, Weight::ONE).expect("incomes")
}

fn gini_and_quantiles(distribution: &Distribution<Households>) -> (f64, Vec<Ratio>) {
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
    group.bench_function("Gini index and nine quantiles of rows with weights", |bencher| {
        bencher.iter(|| gini_and_quantiles(&weighted(black_box(&rows))));
    });
    group.bench_function("Gini index and nine quantiles of the incomes alone", |bencher| {
        bencher.iter_batched(
            || rows.iter().map(|row| row.0).collect::<Vec<_>>(),
            |incomes| gini_and_quantiles(&unweighted(incomes)),
            BatchSize::PerIteration,
        );
    });
    group.finish();
}

criterion_group!(benches, income);
criterion_main!(benches);
