//! The kernel beside the least that its memory allows: rows in the order of their groups against a plain sum over the packed
//! bytes, rows in random order against a bare scatter-add, packing, and everything from record batches.
//!
//! `cargo bench -p poverty-engine --bench kernel [-- ROWS]`. Each figure is the best of seven turns, all in one run.

#![allow(
    clippy::arithmetic_side_effects,
    clippy::indexing_slicing,
    clippy::cast_possible_wrap,
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    clippy::expect_used,
    clippy::print_stdout,
    reason = "a bench stops at the first thing that is not as it should be"
)]

use arrow::array::{ArrayRef, BooleanArray, DictionaryArray, Float64Array, Int8Array, RecordBatch, StringArray};
use arrow::datatypes::Int8Type;
use poverty::measure::spec::Spec;
use poverty_engine::batch::{Slot, add, pack};
use poverty_engine::read_batches;
use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;
use std::hint::black_box;
use std::num::NonZeroUsize;
use std::sync::Arc;
use std::time::{Duration, Instant};

#[path = "../examples/generate/households.rs"]
#[allow(dead_code, reason = "only the specification is used")]
mod households;

const GROUPS: u32 = 126;
const INDICATORS: usize = 12;
const TURNS: usize = 7;

struct Rows {
    bitmaps: Vec<Vec<u64>>,
    masks: Vec<u16>,
    /// In thousandths.
    weights: Vec<u64>,
    random: Vec<u32>,
    ordered: Vec<u32>,
}

fn main() {
    let count = std::env::args().skip(1).find_map(|argument| argument.parse().ok()).unwrap_or(10_000_000_usize);
    let rows = Rows::new(count);
    println!("{count} households, {INDICATORS} indicators, {GROUPS} groups; one thread unless stated; best of {TURNS}");

    let mut packed = Vec::new();
    let bitmaps: Vec<&[u64]> = rows.bitmaps.iter().map(Vec::as_slice).collect();
    let packing = best(|| pack(&bitmaps, black_box(&mut packed)));
    line("packing 12 bitmaps into masks", packing, count, None);

    let sum = best(|| {
        let masks = rows.masks.iter().fold(0_u64, |sum, mask| sum.wrapping_add(u64::from(*mask)));
        let weights = rows.weights.iter().fold(masks, |sum, weight| sum.wrapping_add(*weight));
        let cells = rows.ordered.iter().fold(weights, |sum, cell| sum.wrapping_add(u64::from(*cell)));
        black_box(cells);
    });
    line("plain sum over the packed bytes (14 a row)", sum, count, None);
    let mut slots = vec![Slot::default(); GROUPS as usize * 4_096];
    let ordered = best(|| add(black_box(&mut slots), 12, &rows.ordered, &rows.masks, &rows.weights));
    line("rows in the order of their groups", ordered, count, Some((sum, "plain sum")));

    let mut table = vec![0_u64; GROUPS as usize * 4_096];
    let bare = best(|| {
        let table = black_box(&mut table);
        for ((cell, mask), weight) in rows.random.iter().zip(&rows.masks).zip(&rows.weights) {
            if let Some(slot) = table.get_mut((*cell as usize) << 12 | usize::from(*mask)) {
                *slot = slot.wrapping_add(*weight);
            }
        }
    });
    line("bare scatter-add, random order", bare, count, None);
    let random = best(|| add(black_box(&mut slots), 12, &rows.random, &rows.masks, &rows.weights));
    line("rows in random order", random, count, Some((bare, "scatter-add")));

    let bucketed = best(|| {
        let mut buckets = vec![(Vec::new(), Vec::new()); GROUPS as usize];
        for ((cell, mask), weight) in rows.random.iter().zip(&rows.masks).zip(&rows.weights) {
            if let Some((masks, weights)) = buckets.get_mut(*cell as usize) {
                masks.push(*mask);
                weights.push(*weight);
            }
        }
        for (own, (masks, weights)) in black_box(&mut slots).chunks_mut(4_096).zip(&buckets) {
            add(own, 12, &vec![0; masks.len()], masks, weights);
        }
    });
    line("rows in random order, bucketed by cell first", bucketed, count, Some((bare, "scatter-add")));

    let spec = Spec::from_toml("bench.toml", households::SPEC).expect("a specification");
    let batch = rows.batch();
    for threads in [1, 2] {
        let threads = NonZeroUsize::new(threads).expect("above 0");
        let whole = best(|| drop(black_box(read_batches(&spec, "memory", std::slice::from_ref(&batch), threads))));
        line(&format!("record batches to a table, random order, {threads} thread(s)"), whole, count, None);
    }
    let survey = read_batches(&spec, "memory", std::slice::from_ref(&batch), NonZeroUsize::MIN).expect("a survey");
    let measured = best(|| drop(black_box(survey.measure())));
    println!(
        "table to {} estimates: {:.1} ms",
        survey.measure().map_or(0, |tidy| tidy.rows().len()),
        measured.as_secs_f64() * 1e3
    );
}

impl Rows {
    fn new(count: usize) -> Self {
        let mut random = ChaCha8Rng::seed_from_u64(1);
        // One in four deprived, independently: the worst case for a cache.
        let bitmap = |random: &mut ChaCha8Rng| -> Vec<u64> {
            (0..count.div_ceil(64)).map(|_| random.next_u64() & random.next_u64()).collect()
        };
        let bitmaps: Vec<Vec<u64>> = (0..INDICATORS).map(|_| bitmap(&mut random)).collect();
        let mut masks = Vec::new();
        pack(&bitmaps.iter().map(Vec::as_slice).collect::<Vec<_>>(), &mut masks);
        masks.truncate(count);
        let weights = (0..count).map(|_| 20_000 + u64::from(random.next_u32() % 280_000)).collect();
        let cells: Vec<u32> = (0..count).map(|_| random.next_u32() % GROUPS).collect();
        let mut ordered = cells.clone();
        ordered.sort_unstable();
        Self { bitmaps, masks, weights, random: cells, ordered }
    }

    fn batch(&self) -> RecordBatch {
        let count = self.masks.len();
        let level = |of: &dyn Fn(u32) -> i8, names: Vec<String>| -> ArrayRef {
            let keys: Int8Array = self.random.iter().map(|cell| Some(of(*cell))).collect();
            Arc::new(DictionaryArray::<Int8Type>::new(keys, Arc::new(StringArray::from(names))))
        };
        let mut columns: Vec<(&str, ArrayRef)> = vec![
            ("province", level(&|cell| (cell / 2) as i8, (0..63).map(|number| format!("P{number:02}")).collect())),
            ("area", level(&|cell| (cell % 2) as i8, vec!["rural".to_owned(), "urban".to_owned()])),
            (
                "weight",
                Arc::new(self.weights.iter().map(|weight| Some(*weight as f64 / 1e3)).collect::<Float64Array>()),
            ),
        ];
        for (name, bitmap) in households::INDICATORS.into_iter().zip(&self.bitmaps) {
            let values: BooleanArray = (0..count).map(|row| Some(bitmap[row / 64] >> (row % 64) & 1 == 1)).collect();
            columns.push((name, Arc::new(values)));
        }
        RecordBatch::try_from_iter(columns).expect("columns of one length")
    }
}

fn best(mut work: impl FnMut()) -> Duration {
    let turn = |_| {
        let begun = Instant::now();
        work();
        begun.elapsed()
    };
    (0..TURNS).map(turn).min().unwrap_or_default()
}

fn line(what: &str, time: Duration, rows: usize, beside: Option<(Duration, &str)>) {
    let nanoseconds = time.as_secs_f64() * 1e9 / rows as f64;
    let ratio = beside.map_or_else(String::new, |(other, name)| {
        format!("  {:.2} times the {name}", time.as_secs_f64() / other.as_secs_f64())
    });
    println!("{what:<62} {nanoseconds:>6.2} ns a row  {:>7.0} M rows/s{ratio}", 1e3 / nanoseconds);
}
