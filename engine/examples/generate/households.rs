//! Synthetic households of a country that does not exist, the same for a seed wherever they are made.

use arrow::array::{ArrayRef, BooleanBuilder, Float64Builder, Int32Builder, RecordBatch, StringDictionaryBuilder};
use arrow::datatypes::Int8Type;
use arrow::error::ArrowError;
use rand::{Rng, RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;
use std::sync::Arc;

/// Rows that one stream of random numbers makes: a block is the same in whatever file it stands.
pub(crate) const BLOCK: u64 = 65_536;

pub(crate) const INDICATORS: [&str; 12] = [
    "employment",
    "dependency",
    "nutrition",
    "insurance",
    "schooling",
    "attendance",
    "dwelling",
    "area_per_person",
    "water",
    "toilet",
    "telecom",
    "information",
];

const PROVINCES: u32 = 63;
const PSUS_OF_A_STRATUM: u32 = 24;

/// The specification that the columns are made for: H, A, M0 and headcounts of 63 provinces by area, at one cutoff.
#[allow(dead_code, reason = "the tests have specifications of their own")]
pub(crate) const SPEC: &str = r#"
[data]
weight = "weight"

[options]
standard_errors = false
subgroups = [["province", "area"]]
measures = ["H", "A", "M0", "hd", "hdk"]

[[dimension]]
id = "work"
indicators = [{ column = "employment" }, { column = "dependency" }]
[[dimension]]
id = "health"
indicators = [{ column = "nutrition" }, { column = "insurance" }]
[[dimension]]
id = "education"
indicators = [{ column = "schooling" }, { column = "attendance" }]
[[dimension]]
id = "housing"
indicators = [{ column = "dwelling" }, { column = "area_per_person" }]
[[dimension]]
id = "services"
indicators = [{ column = "water" }, { column = "toilet" }]
[[dimension]]
id = "information"
indicators = [{ column = "telecom" }, { column = "information" }]

[[weighting]]
id = "nested"
cutoffs = ["1/3"]
"#;

/// How rows follow each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Order {
    /// Each block within one province and area.
    Grouped,
    /// Any province after any.
    Random,
}

/// The households of one block: its number, and how many of its rows.
pub(crate) fn block(seed: u64, number: u64, rows: u64, order: Order) -> Result<RecordBatch, ArrowError> {
    let mut random = ChaCha8Rng::seed_from_u64(seed);
    random.set_stream(number);
    let place = |random: &mut ChaCha8Rng| (random.random_range(0..PROVINCES), random.random_bool(0.35));
    let of_block = place(&mut random);
    let mut provinces = StringDictionaryBuilder::<Int8Type>::new();
    let mut areas = StringDictionaryBuilder::<Int8Type>::new();
    let mut groups = StringDictionaryBuilder::<Int8Type>::new();
    let (mut stratum, mut psu, mut year, mut size) =
        (Int32Builder::new(), Int32Builder::new(), Int32Builder::new(), Int32Builder::new());
    let (mut weight, mut income) = (Float64Builder::new(), Float64Builder::new());
    let mut indicators: Vec<BooleanBuilder> = INDICATORS.iter().map(|_| BooleanBuilder::new()).collect();
    let names: Vec<String> = (1..=PROVINCES).map(|number| format!("P{number:02}")).collect();
    for _ in 0..rows {
        let (province, urban) = if order == Order::Grouped { of_block } else { place(&mut random) };
        provinces.append(&names[province as usize])?;
        areas.append(if urban { "urban" } else { "rural" })?;
        let minority = random.random_range(0..100) < if urban { 6 } else { 20 };
        groups.append(if minority { "minority" } else { "majority" })?;
        let own_stratum = 2 * province + u32::from(urban) + 1;
        stratum.append_value(own_stratum as i32);
        psu.append_value((own_stratum * 100 + random.random_range(0..PSUS_OF_A_STRATUM)) as i32);
        year.append_value(if random.random_bool(0.5) { 2021 } else { 2024 });
        size.append_value(random.random_range(1..=8));
        weight.append_value(f64::from(random.random_range(20_000..300_000_u32)) / 1_000.0);
        // How easily the household lacks anything, from its place and itself: of 256.
        let ease =
            8 + province + if urban { 0 } else { 20 } + if minority { 60 } else { 0 } + random.random_range(0..40);
        let mut bits: u128 = u128::from(random.next_u64()) << 64 | u128::from(random.next_u64());
        for indicator in &mut indicators {
            indicator.append_value(((bits & 0xff) as u32) < ease);
            bits >>= 8;
        }
        income.append_value(f64::from(random.random_range(300..9_000_u32) / (1 + ease / 64)) * 1_000.0);
    }
    let mut columns: Vec<(&str, ArrayRef)> = vec![
        ("province", Arc::new(provinces.finish())),
        ("area", Arc::new(areas.finish())),
        ("ethnic_group", Arc::new(groups.finish())),
        ("stratum", Arc::new(stratum.finish())),
        ("psu", Arc::new(psu.finish())),
        ("year", Arc::new(year.finish())),
        ("household_size", Arc::new(size.finish())),
        ("weight", Arc::new(weight.finish())),
    ];
    for (name, mut indicator) in INDICATORS.into_iter().zip(indicators) {
        columns.push((name, Arc::new(indicator.finish())));
    }
    columns.push(("income", Arc::new(income.finish())));
    RecordBatch::try_from_iter(columns)
}

/// The first so many households.
#[allow(dead_code, reason = "the example writes block by block")]
pub(crate) fn households(seed: u64, count: u64, order: Order) -> Result<Vec<RecordBatch>, ArrowError> {
    (0..count.div_ceil(BLOCK)).map(|number| block(seed, number, BLOCK.min(count - number * BLOCK), order)).collect()
}
