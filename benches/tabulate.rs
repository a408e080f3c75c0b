//! What many results cost beside one: 1,000,000 rows at 20 cutoffs, under 5 weightings, by 4 subgroups, with errors; and 50,000
//! rows in 6,760 groups with the errors of a complex design.
//!
//! Each cost is the smallest of several runs on one thread, from rows in memory to estimates; the ratio to the baseline of the same
//! run is what matters. Where the system tells it, time is that of the processor, which a busy machine does not lengthen.
#![expect(
    clippy::expect_used,
    clippy::print_stdout,
    clippy::arithmetic_side_effects,
    reason = "a bench stops at what it did not expect, and its numbers are small"
)]

use poverty::measure::{Axes, By, CellId, Design, Family, PatternTable, Profile, Structure, Tabulation, Weighting};
use poverty::quantity::{Households, Ratio, Weight};
use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;
use std::hint::black_box;
use std::time::{Duration, Instant};

/// Which cell, which indicators are lacking, what weight.
type Row = (u32, u16, u64);

fn row(random: &mut ChaCha8Rng, cell: u32) -> Row {
    // Two draws anded: a quarter of all indicators are lacking.
    let deprived = random.random::<u16>() & random.random::<u16>() & 0xfff;
    (cell, deprived, random.random_range(40_000..420_000) * 1_000_000)
}

fn structure() -> Structure {
    Structure::flat((0..12).map(|number| number.to_string())).expect("12 indicators")
}

/// A table of these rows, whose cells have the levels given.
fn table(axes: &Axes, cells: &[Vec<String>], rows: &[Row]) -> PatternTable<Households> {
    let mut table = PatternTable::new(&structure(), axes.clone()).expect("a table");
    let cells: Vec<CellId> = cells
        .iter()
        .map(|levels| table.cell(&levels.iter().map(String::as_str).collect::<Vec<_>>()).expect("a cell"))
        .collect();
    for (cell, deprived, weight) in rows {
        let cell = cells.get(*cell as usize).expect("a cell that was made");
        table.add(*cell, Profile::complete(u64::from(*deprived)), Weight::from_billionths(*weight)).expect("a row");
    }
    table
}

fn weightings(count: i128) -> Vec<Weighting> {
    let structure = structure();
    let one = |number: i128| {
        // The first indicator weighs more and more, the second less and less.
        let weights: Vec<Ratio> = (0..12)
            .map(|at| {
                let twelfths = 12
                    + match at {
                        0 => number,
                        1 => -number,
                        _ => 0,
                    };
                Ratio::new(twelfths, 144).expect("a weight")
            })
            .collect();
        Weighting::new(format!("weighting {number}"), &structure, &weights).expect("weights that sum to 1")
    };
    (0..count).map(one).collect()
}

fn cutoffs(count: i128) -> Vec<Ratio> {
    (1..=count).map(|number| Ratio::new(number, 24).expect("a cutoff")).collect()
}

const FAMILIES: [Family; 3] = [Family::HeadcountRatio, Family::Intensity, Family::AdjustedHeadcountRatio];

fn tabulate(table: &PatternTable<Households>, many: bool, by: &[By], design: Option<&Design>) -> usize {
    let mut request = Tabulation::new(table).families(FAMILIES).by(by.to_vec());
    for weighting in weightings(if many { 5 } else { 1 }) {
        request = request.weighting(&weighting, cutoffs(if many { 20 } else { 1 }));
    }
    if let Some(design) = design {
        request = request.design(design);
    }
    request.run().expect("estimates").rows().len()
}

/// What this thread has used of a processor; `None` where the system does not tell.
fn processor_time() -> Option<Duration> {
    let text = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    text.split_whitespace().next()?.parse().ok().map(Duration::from_nanos)
}

/// The shortest of some runs, and what one gives.
fn shortest<T>(runs: usize, mut work: impl FnMut() -> T) -> (Duration, T) {
    let mut best = (Duration::MAX, work());
    for _ in 0..runs {
        let (start, before) = (Instant::now(), processor_time());
        let result = black_box(work());
        let elapsed = start.elapsed();
        let took = before.zip(processor_time()).map_or(elapsed, |(before, after)| after.saturating_sub(before));
        if took < best.0 {
            best = (took, result);
        }
    }
    best
}

fn print(name: &str, baseline: Duration, own: Duration, estimates: usize) {
    let (own, ratio) = (own.as_secs_f64() * 1e3, own.as_secs_f64() / baseline.as_secs_f64());
    println!("{name:<66} {own:>9.2} ms {ratio:>6.2} x {estimates:>9} estimates");
}

/// A million rows in 1,200 sampling units of 40 strata.
fn million() {
    let mut random = ChaCha8Rng::seed_from_u64(20_251_203);
    let units = 1_200;
    let level = |unit: usize| {
        let (stratum, area) = (unit / 30, if unit % 30 < 18 { "rural" } else { "urban" });
        let minority = (unit % 3).to_string();
        vec![format!("region {}", stratum / 5), area.to_owned(), minority, format!("{stratum:02}"), unit.to_string()]
    };
    let cells: Vec<Vec<String>> = (0..units).map(level).collect();
    let axes = ["region", "area", "minority"].into_iter().try_fold(Axes::new(), Axes::subgroup);
    let axes = axes.and_then(|axes| axes.stratum("stratum")?.psu("unit")).expect("axes");
    // Files of surveys and registers come by sampling unit.
    let rows: Vec<Row> = (0..1_000_000).map(|number| row(&mut random, number / 834)).collect();
    let by = [By::axis("region"), By::axis("area"), By::axis("minority"), By::cross(["area", "minority"])];
    let design = Design::sample();
    println!("1,000,000 rows, 4 subgroups (H, A, M0), from the rows to the estimates");
    let run =
        |many: bool, design: Option<&Design>| shortest(9, || tabulate(&table(&axes, &cells, &rows), many, &by, design));
    let (baseline, count) = run(false, None);
    print("  1 cutoff, 1 weighting", baseline, baseline, count);
    let (own, count) = run(true, None);
    print("  20 cutoffs, 5 weightings", baseline, own, count);
    let (own, count) = run(false, Some(&design));
    print("  1 cutoff, 1 weighting, with standard errors", baseline, own, count);
    let (own, count) = run(true, Some(&design));
    print("  20 cutoffs, 5 weightings, with standard errors", baseline, own, count);
}

/// 50,000 rows in 6,760 groups: districts by sex, age and ethnic group, say.
fn groups() {
    let mut random = ChaCha8Rng::seed_from_u64(6_760);
    let axes = Axes::new().subgroup("group").and_then(|axes| axes.stratum("stratum")?.psu("unit")).expect("axes");
    let (mut cells, mut rows) = (Vec::new(), Vec::new());
    for number in 0..50_000_u32 {
        let unit = number / 25;
        let group = unit / 10 * 34 % 6_760 + random.random_range(0..34);
        cells.push(vec![group.to_string(), (unit / 20).to_string(), unit.to_string()]);
        rows.push(row(&mut random, number));
    }
    let table = table(&axes, &cells, &rows);
    let design = Design::sample();
    println!("50,000 rows in 6,760 groups (H, A, M0 at one cutoff), from the table to the estimates");
    let by = [By::axis("group")];
    let (baseline, count) = shortest(9, || tabulate(&table, false, &by, None));
    print("  points", baseline, baseline, count);
    let (own, count) = shortest(9, || tabulate(&table, false, &by, Some(&design)));
    print("  with design-based standard errors", baseline, own, count);
}

fn main() {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(1).build().expect("a pool of one thread");
    pool.install(|| {
        million();
        groups();
    });
}
