//! What exactness costs: each exact operation beside the same one on binary floats, which errs.
#![expect(
    clippy::unwrap_used,
    clippy::arithmetic_side_effects,
    clippy::cast_precision_loss,
    reason = "a bench stops at the first surprise; the floats are the baseline that errs"
)]

use criterion::{Criterion, criterion_group, criterion_main};
use poverty::quantity::{Households, Ratio, Rounding, TotalWeight, Weight};
use std::hint::black_box;

fn indicator_weights(bench: &mut Criterion) {
    let exact: Vec<Ratio> = (0..12).map(|index| Ratio::new(1, 6 * (1 + index % 4)).unwrap()).collect();
    let floats: Vec<f64> = exact.iter().map(|weight| weight.to_f64()).collect();
    let mut group = bench.benchmark_group("sum of 12 indicator weights");
    group.bench_function("exact", |bench| bench.iter(|| Ratio::sum(black_box(&exact).iter().copied())));
    group.bench_function("float", |bench| bench.iter(|| black_box(&floats).iter().sum::<f64>()));
    group.finish();
}

fn rates(bench: &mut Criterion) {
    // Poor and all households of 256 areas, in billionths.
    let totals: Vec<(u128, u128)> =
        (0..256).map(|area| (63_642_126_201_000 + area * 7_919_000_003, 497_592_311_000_000 + area)).collect();
    let float_totals: Vec<(f64, f64)> = totals.iter().map(|(poor, all)| (*poor as f64, *all as f64)).collect();
    let exact: Vec<Ratio> = totals.iter().map(|(poor, all)| Ratio::of(*poor, *all).unwrap()).collect();
    let floats: Vec<f64> = exact.iter().map(|rate| rate.to_f64()).collect();

    let mut group = bench.benchmark_group("rates of 256 areas");
    group.bench_function("divide, exact", |bench| {
        bench.iter(|| black_box(&totals).iter().map(|(poor, all)| Ratio::of(*poor, *all)).map(black_box).count());
    });
    group.bench_function("divide, float", |bench| {
        bench.iter(|| black_box(&float_totals).iter().map(|(poor, all)| poor / all).map(black_box).count());
    });
    group.bench_function("largest, exact", |bench| bench.iter(|| black_box(&exact).iter().max().copied()));
    group.bench_function("largest, float", |bench| {
        bench.iter(|| black_box(&floats).iter().copied().fold(0.0, f64::max));
    });
    group.bench_function("exact to float", |bench| {
        bench.iter(|| black_box(&exact).iter().map(|rate| rate.to_f64()).sum::<f64>());
    });
    group.bench_function("print, exact", |bench| {
        bench.iter(|| {
            black_box(&exact).iter().map(|rate| rate.percent(2, Rounding::HalfUp).to_string().len()).sum::<usize>()
        });
    });
    group.bench_function("print, float", |bench| {
        bench.iter(|| black_box(&floats).iter().map(|rate| format!("{:.2} %", rate * 100.0).len()).sum::<usize>());
    });
    group.finish();
}

fn sample_weights(bench: &mut Criterion) {
    let texts: Vec<String> = (0..4_096_u32).map(|row| format!("{}.{:03}", 50 + row % 400, row % 1_000)).collect();
    let exact: Vec<Weight> = texts.iter().map(|text| text.parse().unwrap()).collect();
    let floats: Vec<f64> = texts.iter().map(|text| text.parse().unwrap()).collect();
    let mut group = bench.benchmark_group("4096 sample weights");
    group.bench_function("sum, exact", |bench| bench.iter(|| TotalWeight::sum(black_box(&exact).iter().copied())));
    group.bench_function("sum, float", |bench| bench.iter(|| black_box(&floats).iter().sum::<f64>()));
    group.bench_function("read, exact", |bench| {
        bench.iter(|| black_box(&texts).iter().map(|text| text.parse::<Weight>()).map(black_box).count());
    });
    group.bench_function("read, float", |bench| {
        bench.iter(|| black_box(&texts).iter().map(|text| text.parse::<f64>()).map(black_box).count());
    });
    group.bench_function("float to exact", |bench| {
        bench.iter(|| {
            black_box(&floats).iter().map(|float| Weight::<Households>::from_f64(*float)).map(black_box).count()
        });
    });
    group.finish();
}

criterion_group!(benches, indicator_weights, rates, sample_weights);
criterion_main!(benches);
