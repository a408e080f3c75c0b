//! Rows a second into a pattern table, beside what the machine can do with the same bytes: a plain sum and a scatter-add.
//!
//! 126 cells (63 provinces, urban and rural), 12 indicators, weights near 126; once with the rows ordered by cell, as survey and
//! register files are, and once in random order, where the 8 MB of sums don't fit the fast caches.
#![expect(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    reason = "a bench stops at what it did not expect, and its baselines are plain code"
)]

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use poverty::measure::{Axes, CellId, PatternTable, Profile, Structure};
use poverty::quantity::{Households, Weight};
use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;
use std::hint::black_box;

const ROWS: usize = 1_000_000;
const CELLS: usize = 126;

struct Row {
    cell: u8,
    deprived: u16,
    weight: u64,
}

fn rows(ordered: bool) -> Vec<Row> {
    let mut random = ChaCha8Rng::seed_from_u64(20_251_203);
    let mut rows: Vec<Row> = (0..ROWS)
        .map(|_| {
            // Two draws anded: a quarter of all indicators are lacking.
            let deprived = random.random::<u16>() & random.random::<u16>() & 0xfff;
            let cell = u8::try_from(random.random_range(0..CELLS)).unwrap_or(0);
            Row { cell, deprived, weight: random.random_range(40_000..420_000) * 1_000_000 }
        })
        .collect();
    if ordered {
        rows.sort_by_key(|row| row.cell);
    }
    rows
}

fn table() -> (PatternTable<Households>, Vec<CellId>) {
    let structure = Structure::flat((0..12).map(|number| number.to_string())).expect("12 indicators");
    let axes = Axes::new().subgroup("province and area").expect("one axis");
    let mut table = PatternTable::new(&structure, axes).expect("a table");
    let cells = (0..CELLS).map(|cell| table.cell(&[&cell.to_string()]).expect("a cell")).collect();
    (table, cells)
}

fn add(criterion: &mut Criterion) {
    for (name, ordered) in [("ordered by cell", true), ("in random order", false)] {
        let rows = rows(ordered);
        let mut group = criterion.benchmark_group(format!("1,000,000 rows {name}"));
        group.throughput(Throughput::Elements(ROWS as u64)).sample_size(20);
        group.bench_function("plain sum of the same bytes", |bencher| {
            bencher.iter(|| {
                rows.iter().fold((0_u64, 0_u64), |sum, row| {
                    (sum.0.wrapping_add(row.weight), sum.1.wrapping_add(u64::from(row.cell) ^ u64::from(row.deprived)))
                })
            });
        });
        group.bench_function("scatter-add of weight and count", |bencher| {
            let mut sums = vec![(0_u64, 0_u64); CELLS * 4096];
            bencher.iter(|| {
                for row in &rows {
                    let sum = &mut sums[usize::from(row.cell) * 4096 + usize::from(row.deprived)];
                    *sum = (sum.0.wrapping_add(row.weight), sum.1.wrapping_add(1));
                }
                black_box(&mut sums);
            });
        });
        group.bench_function("PatternTable::add, table in use", |bencher| {
            let (mut table, cells) = table();
            bencher.iter(|| {
                for row in &rows {
                    let (cell, profile) = (cells[usize::from(row.cell)], Profile::complete(u64::from(row.deprived)));
                    table.add(cell, profile, Weight::from_billionths(row.weight)).expect("a row");
                }
                black_box(&mut table);
            });
        });
        group.bench_function("PatternTable::add, table from nothing", |bencher| {
            bencher.iter(|| {
                let (mut table, cells) = table();
                for row in &rows {
                    let (cell, profile) = (cells[usize::from(row.cell)], Profile::complete(u64::from(row.deprived)));
                    table.add(cell, profile, Weight::from_billionths(row.weight)).expect("a row");
                }
                black_box(table)
            });
        });
        group.finish();
    }
}

criterion_group!(benches, add);
criterion_main!(benches);
