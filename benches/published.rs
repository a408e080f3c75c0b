//! How long the check of published figures takes: claims on the communes of a province over five years, from a hundred to ten
//! thousand, without an error and with one in a hundred. The baseline adds the printed counts and does nothing else.
#![expect(clippy::arithmetic_side_effects, clippy::unwrap_used, reason = "a benchmark on small numbers may panic")]

use chrono::NaiveDate;
use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use poverty::published::{Claim, Claims, Class, Subject};
use poverty::quantity::{Ratio, Rounding};
use std::hint::black_box;

const YEARS: [i32; 5] = [2020, 2021, 2022, 2023, 2024];

/// Three claims for each commune and year (households, poor, near-poor; the last two with their rates), and the same for the
/// province, of which the communes are parts. Every `error_every`-th count is printed with its first two digits swapped.
fn claims(count: usize, error_every: Option<usize>) -> Claims {
    let communes = (count / 15).saturating_sub(1).max(1);
    let mut claims = Claims::new();
    let mut printed = 0_usize;
    let mut add = |area: &str, year: i32, class: Class, households: u64, all: u64| {
        let date = NaiveDate::from_ymd_opt(year, 12, 31).unwrap();
        let subject = Subject::new(area, class.clone(), date).unwrap().by_standard("vn-decree-07-2021");
        printed += 1;
        let mut text = households.to_string();
        if error_every.is_some_and(|every| printed.is_multiple_of(every)) {
            let mut digits: Vec<char> = text.chars().collect();
            digits.swap(0, 1);
            text = digits.into_iter().collect();
        }
        let claim = if class == Class::AllHouseholds {
            Claim::count(subject, &text)
        } else {
            let rate = Ratio::of(u128::from(households), u128::from(all)).unwrap();
            Claim::count_and_rate(subject, &text, &rate.percent(2, Rounding::HalfUp).to_string())
        };
        claims.push(claim.unwrap()).unwrap();
    };
    for year in YEARS {
        let (mut all, mut poor, mut near) = (0, 0, 0);
        for commune in 0..communes {
            let seed = u64::try_from(commune).unwrap() * 7_919 + u64::try_from(year).unwrap() * 104_729;
            let households = 1_200 + seed % 2_731;
            let (poor_here, near_here) = (households * (3 + seed % 17) / 100, households * (2 + seed % 11) / 100);
            let area = format!("Province / Commune {commune}");
            add(&area, year, Class::AllHouseholds, households, households);
            add(&area, year, Class::Poor, poor_here, households);
            add(&area, year, Class::NearPoor, near_here, households);
            (all, poor, near) = (all + households, poor + poor_here, near + near_here);
        }
        add("Province", year, Class::AllHouseholds, all, all);
        add("Province", year, Class::Poor, poor, all);
        add("Province", year, Class::NearPoor, near, all);
    }
    claims
}

fn check(c: &mut Criterion) {
    let mut group = c.benchmark_group("published");
    group.sample_size(10);
    for count in [100, 1_000, 10_000] {
        let set = claims(count, None);
        assert!(set.check().is_consistent(), "the set without an error is consistent");
        let spoilt = claims(count, Some(100));
        group.throughput(Throughput::Elements(u64::try_from(set.len()).unwrap()));
        group.bench_with_input(BenchmarkId::new("sum of the counts", count), &set, |b, set| {
            b.iter(|| {
                let values = set.iter().filter_map(Claim::printed_households).map(|printed| printed.value());
                Ratio::sum(black_box(values)).unwrap()
            });
        });
        group.bench_with_input(BenchmarkId::new("check", count), &set, |b, set| {
            b.iter(|| black_box(set).check().findings().len());
        });
        group.bench_with_input(BenchmarkId::new("check, one error in a hundred", count), &spoilt, |b, set| {
            b.iter(|| black_box(set).check().findings().len());
        });
    }
    group.finish();
}

criterion_group!(benches, check);
criterion_main!(benches);
