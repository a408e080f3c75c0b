//! The same bits whatever the order of rows and whoever sorted them.

use poverty::measure::Group;
use poverty::measure::income::*;
use poverty::quantity::{Currency, Households, Money, Ratio, Weight};
use rand::seq::SliceRandom;
use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;
use std::thread;

type Row = (i64, Weight<Households>);

fn rows(count: usize) -> Vec<Row> {
    let mut random = ChaCha8Rng::seed_from_u64(20_260_109);
    let weight = |random: &mut ChaCha8Rng| Weight::from_billionths(random.random_range(40_000..420_000) * 1_000_001);
    (0..count).map(|_| (random.random_range(100..5_000_000), weight(&mut random))).collect()
}

fn distribution(rows: &[Row]) -> Distribution<Households> {
    Distribution::of_units(Currency::VND, 0, rows.iter().copied()).unwrap()
}

/// One thread, two, seven: each sorts its part, and parts are merged from either end.
#[test]
fn any_number_of_threads_gives_the_same_bits() {
    let rows = rows(20_000);
    let whole = distribution(&rows);
    for threads in [1, 2, 3, 7] {
        let parts: Vec<Distribution<Households>> = thread::scope(|scope| {
            let chunks = rows.chunks(rows.len().div_ceil(threads));
            let handles: Vec<_> = chunks.map(|chunk| scope.spawn(|| distribution(chunk))).collect();
            handles.into_iter().map(|handle| handle.join().unwrap()).collect()
        });
        let merge = |one: Distribution<Households>, other: &Distribution<Households>| one.merge(other).unwrap();
        let forward = parts[1..].iter().fold(parts[0].clone(), merge);
        let backward = parts.iter().rev().skip(1).fold(parts[threads - 1].clone(), merge);
        assert!(forward == whole && backward == whole, "{threads} threads");
        assert_eq!(forward.gini().unwrap().to_bits(), whole.gini().unwrap().to_bits());
    }
}

/// Values to the bit, and each row's contribution to the bit, in any order of rows.
#[test]
fn any_order_of_rows_gives_the_same_bits() {
    let rows = rows(500);
    let mut numbered: Vec<usize> = (0..rows.len()).collect();
    numbered.shuffle(&mut ChaCha8Rng::seed_from_u64(7));
    let sample = |order: &[usize]| {
        let mut sample = Incomes::<Households>::new(Currency::VND);
        for number in order {
            let (income, weight) = rows[*number];
            sample.push(Some(Money::vnd(income)), weight).unwrap();
        }
        sample
    };
    let in_order: Vec<usize> = (0..rows.len()).collect();
    let (plain, shuffled) = (sample(&in_order), sample(&numbered));
    let (plain, shuffled) =
        [&plain, &shuffled].map(|sample| sample.population(Group::whole(), |_| true).unwrap()).into();
    let line = PovertyLine::absolute(Money::vnd(2_000_000), Comparison::AtMost).unwrap();
    let share: Ratio = "3/5".parse().unwrap();
    let relative = RelativeLine::new(share, Middle::median(Quantile::InverseCdf), LineOf::Population).unwrap();
    let measures: Vec<Box<dyn IncomeMeasure<Households>>> = vec![
        Box::new(Fgt::squared_gap(line.clone())),
        Box::new(Watts::new(line.clone(), NonPositive::Refuse)),
        Box::new(Sen::new(line.clone())),
        Box::new(SenShorrocksThon::new(line)),
        Box::new(relative),
        Box::new(RelativeMedianGap::new(relative, Comparison::Below)),
        Box::new(ShareRatio::quintile(Quantile::InverseCdf)),
        Box::new(Gini::POPULATION),
        Box::new(Gini::new(GiniDefinition::Convey)),
        Box::new(GeneralisedEntropy::theil_t(NonPositive::Refuse)),
        Box::new(Atkinson::new(share, NonPositive::Refuse).unwrap()),
    ];
    for measure in measures {
        let (one, other) = (measure.linearised(&plain).unwrap(), measure.linearised(&shuffled).unwrap());
        assert_eq!(one.value().to_bits(), other.value().to_bits(), "{measure:?}");
        for (place, number) in numbered.iter().enumerate() {
            let bits = (one.contributions()[*number].to_bits(), other.contributions()[place].to_bits());
            assert_eq!(bits.0, bits.1, "{measure:?}, row {number}");
        }
    }
}
