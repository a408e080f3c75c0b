//! Entries a second, beside a plain sum of the same amounts as decimals.
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    reason = "a bench is run by people, who see where it panics; its numbers are small"
)]

use chrono::{Days, NaiveDate};
use criterion::{BatchSize, Criterion, Throughput, criterion_group, criterion_main};
use poverty::journal::{Chain, Entry};
use poverty::programme::ledger::{Amount, BudgetRules, Flow, Ledger, LineId, Movement, Posting};
use poverty::programme::{BudgetLine, Capital, FiscalYear, FundingSource};
use poverty::quantity::Currency;
use rust_decimal::Decimal;
use std::hint::black_box;

const ENTRIES: u64 = 1_000_000;

/// A ledger with open lines, each appropriated and released, and entries on them: disbursements, advances and commitments on
/// lines drawn at random, in order of date.
fn ledger_and_entries(lines: u64, entries: u64) -> (Ledger, Vec<Entry<Posting>>) {
    let mut ledger = Ledger::new(Currency::VND, BudgetRules::viet_nam().unwrap());
    let year = FiscalYear::new(2023).unwrap();
    let first = year.first_day();
    let numbers: Vec<LineId> = (0..lines)
        .map(|number| {
            let (component, place) = (format!("{}.{}", number % 7 + 1, number % 3 + 1), (number / 21).to_string());
            let line = BudgetLine::new(component, FundingSource::CentralBudget, Capital::Recurrent, place, year);
            ledger.open(line.unwrap()).unwrap()
        })
        .collect();
    let plan = Amount::from_units(1_000_000_000_000_000).unwrap();
    let mut id = 0;
    let mut next = |day: NaiveDate, line, flow, amount| {
        id += 1;
        Entry::new(id, day, Movement::on(line, flow, amount))
    };
    for line in &numbers {
        ledger.post(next(first, *line, Flow::Appropriation, plan)).unwrap();
        ledger.post(next(first, *line, Flow::Release, plan)).unwrap();
    }
    let flows = [Flow::Disbursement, Flow::Advance, Flow::Disbursement, Flow::Commitment];
    let mut random = 1_u64;
    let entries = (0..entries)
        .map(|number| {
            random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            let line = numbers[usize::try_from((random >> 33) % lines).unwrap()];
            let amount = Amount::from_units(1 + (random >> 40) % 1_000_000).unwrap();
            let flow = flows[usize::try_from(number % 4).unwrap()];
            next(first + Days::new(number * 365 / entries), line, flow, amount)
        })
        .collect();
    (ledger, entries)
}

fn posting(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("ledger");
    group.throughput(Throughput::Elements(ENTRIES)).sample_size(10);
    let (_, entries) = ledger_and_entries(1_000, ENTRIES);
    let decimals: Vec<Decimal> = entries
        .iter()
        .map(|entry| match entry.content {
            Posting::Flow { amount, .. } => Decimal::from(amount.units()),
            Posting::Reallocation { .. } | Posting::CarryOver { .. } | Posting::Correction { .. } => Decimal::ZERO,
        })
        .collect();
    group.bench_function("plain sum of decimals", |bencher| {
        bencher.iter(|| black_box(&decimals).iter().copied().sum::<Decimal>());
    });
    for lines in [10, 1_000, 100_000] {
        let (ledger, entries) = ledger_and_entries(lines, ENTRIES);
        group.bench_function(format!("post and check, {lines} lines"), |bencher| {
            // Room is made before, so that what is measured is posting, not the copy of the entries that were there.
            let with_room = || {
                let mut ledger = ledger.clone();
                ledger.reserve(entries.len());
                ledger
            };
            bencher.iter_batched_ref(with_room, |ledger| ledger.post_all(&entries), BatchSize::PerIteration);
        });
    }
    let (mut ledger, entries) = ledger_and_entries(1_000, ENTRIES);
    ledger.post_all(&entries);
    let places = ledger.journal().entries().len() - entries.len()..ledger.journal().entries().len();
    group.bench_function("chain by SHA-256", |bencher| {
        bencher.iter(|| ledger.seal(&Chain::new(), black_box(places.clone())));
    });
    let mut table = Vec::new();
    ledger.write_csv("ledger.csv", &mut table).unwrap();
    group.bench_function("read from CSV", |bencher| {
        let empty = || Ledger::new(Currency::VND, BudgetRules::viet_nam().unwrap());
        let read = |ledger: &mut Ledger| ledger.parse_csv("ledger.csv", &table[..]).unwrap();
        bencher.iter_batched_ref(empty, read, BatchSize::PerIteration);
    });
    group.finish();
}

/// Resident memory of this process in bytes, where the system tells.
fn resident() -> Option<u64> {
    let statm = std::fs::read_to_string("/proc/self/statm").ok()?;
    statm.split(' ').nth(1)?.parse::<u64>().ok().map(|pages| pages * 4096)
}

#[expect(clippy::print_stdout, reason = "a measurement that criterion has no form for")]
fn memory(_: &mut Criterion) {
    let (mut ledger, entries) = ledger_and_entries(1_000, 10_000_000);
    let Some(before) = resident() else { return };
    ledger.reserve(entries.len());
    for (quarter, part) in (1_u64..).zip(entries.chunks(2_500_000)) {
        ledger.post_all(part);
        let posted = quarter * 2_500_000;
        let bytes = resident().unwrap_or(before) - before;
        let (megabytes, each) = (bytes / 1_000_000, bytes / posted);
        println!("memory: {posted:>10} entries, {megabytes:>4} MB, {each} bytes an entry");
    }
}

criterion_group!(benches, posting, memory);
criterion_main!(benches);
