//! Samples drawn again and again from a population that is known: do 95 % intervals cover the truth in 95 % of them, and do
//! linearised and replicate errors agree with each other and with how much estimates really vary?
//!
//! The gate runs 2,000 seeded samples in an optimised build; the suite fewer, with bounds that are as much wider.

use poverty::measure::{
    Axes, By, Centre, Change, ChangePart, Design, Estimates, Family, Key, Measure, PatternTable, Profile,
    ReplicateMethod, Structure, Tabulation, Weighting,
};
use poverty::quantity::{Households, Ratio, Weight};
use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;

const STRATA: usize = 10;
/// Primary sampling units of each stratum, and how many of them are drawn.
const UNITS: (usize, usize) = (320, 8);
/// Households drawn from each unit, which has a multiple of them.
const DRAWN: usize = 12;
const WAVES: [&str; 2] = ["2021", "2024"];

/// What a household lacks, and whether it is of the minority.
type Household = (u64, bool);

/// The households of a unit in each wave.
struct Unit([Vec<Household>; 2]);

fn structure() -> Structure {
    Structure::new([("health", vec!["a", "b"]), ("housing", vec!["c", "d"]), ("work", vec!["e", "f"])]).unwrap()
}

fn weighting() -> Weighting {
    Weighting::nested(&structure()).unwrap()
}

/// Poor units are poor in everything and in both waves; strata differ, and so do the sizes of units.
fn population(random: &mut ChaCha8Rng) -> Vec<Vec<Unit>> {
    let unit = |random: &mut ChaCha8Rng, stratum: usize| {
        let level = 0.12 + 0.025 * f64::from(u32::try_from(stratum).unwrap()) + 0.3 * random.random::<f64>().powi(2);
        let minority = random.random::<f64>().powi(2);
        let households = DRAWN * random.random_range(3..7);
        let wave = |random: &mut ChaCha8Rng, level: f64| {
            let household = |random: &mut ChaCha8Rng| {
                let is_minority = random.random::<f64>() < minority;
                let own = level * (0.5 + random.random::<f64>()) + if is_minority { 0.12 } else { 0.0 };
                let lacks = |bit: u32| u64::from(random.random::<f64>() < own + 0.03 * f64::from(bit)) << bit;
                ((0..6).map(lacks).sum(), is_minority)
            };
            (0..households).map(|_| household(random)).collect()
        };
        Unit([wave(random, level), wave(random, level * 0.75)])
    };
    (0..STRATA).map(|stratum| (0..UNITS.0).map(|_| unit(random, stratum)).collect()).collect()
}

fn axes() -> Axes {
    let axes = Axes::new().period("year").unwrap().subgroup("minority").unwrap();
    axes.stratum("stratum").unwrap().psu("unit").unwrap()
}

type Table = PatternTable<Households>;

fn add(table: &mut Table, place: [&str; 3], household: Household, weight: u64) {
    let [year, stratum, unit] = place;
    let levels = [year, if household.1 { "yes" } else { "no" }, stratum, unit];
    table.add_row(&levels, Profile::complete(household.0), Weight::from_integer(weight).unwrap(), &[]).unwrap();
}

fn census(population: &[Vec<Unit>]) -> Table {
    let mut table = Table::new(&structure(), axes()).unwrap();
    for (stratum, units) in population.iter().enumerate() {
        for unit in units {
            for (year, households) in WAVES.into_iter().zip(&unit.0) {
                let place = [year, &stratum.to_string(), "all"];
                households.iter().for_each(|household| add(&mut table, place, *household, 1));
            }
        }
    }
    table
}

/// Units with equal chances, with replacement; in each wave other households of them, with replacement too.
fn sample(population: &[Vec<Unit>], random: &mut ChaCha8Rng) -> Table {
    let mut table = Table::new(&structure(), axes()).unwrap();
    for (stratum, units) in population.iter().enumerate() {
        for draw in 0..UNITS.1 {
            let unit = &units[random.random_range(0..UNITS.0)];
            for (year, households) in WAVES.into_iter().zip(&unit.0) {
                let weight = u64::try_from(UNITS.0 / UNITS.1 * (households.len() / DRAWN)).unwrap();
                let place = [year, &stratum.to_string(), &draw.to_string()];
                for _ in 0..DRAWN {
                    add(&mut table, place, households[random.random_range(0..households.len())], weight);
                }
            }
        }
    }
    table
}

fn tabulate(table: &Table, design: &Design) -> Estimates {
    Tabulation::new(table)
        .weighting(&weighting(), [Ratio::new(1, 3).unwrap()])
        .families([
            Family::HeadcountRatio,
            Family::Intensity,
            Family::AdjustedHeadcountRatio,
            Family::UncensoredHeadcountRatios,
            Family::PercentageContributions,
            Family::ChangeOfIncidenceAndIntensity,
        ])
        .by([By::whole(), By::axis("minority")])
        .changes([("2021", "2024")])
        .design(design)
        .run()
        .unwrap()
}

/// The estimates that are looked at.
fn keys() -> Vec<(&'static str, Key)> {
    let level = |measure: Measure| Key::new(measure).period("2021");
    let change = |of: Change, measure: Measure| Key::new(Measure::Change(of, Box::new(measure))).period("2021-2024");
    vec![
        ("H", level(Measure::HeadcountRatio)),
        ("A", level(Measure::Intensity)),
        ("M0", level(Measure::AdjustedHeadcountRatio)),
        ("uncensored headcount", level(Measure::UncensoredHeadcountRatio("c".into()))),
        ("percentage contribution", level(Measure::PercentageContribution("c".into()))),
        ("H of the minority", level(Measure::HeadcountRatio).level("minority", "yes")),
        ("M0 of the others", level(Measure::AdjustedHeadcountRatio).level("minority", "no")),
        ("change of H", change(Change::Absolute, Measure::HeadcountRatio)),
        ("change of M0", change(Change::Absolute, Measure::AdjustedHeadcountRatio)),
        ("change of M0 a year, relative", change(Change::RelativeAnnual, Measure::AdjustedHeadcountRatio)),
        ("part of incidence", Key::new(Measure::ChangePart(ChangePart::Incidence)).period("2021-2024")),
        ("part of intensity", Key::new(Measure::ChangePart(ChangePart::Intensity)).period("2021-2024")),
    ]
}

/// What became of one estimate over all samples.
#[derive(Clone, Default)]
struct Outcome {
    values: Vec<f64>,
    /// How many intervals hold the truth: linearised, jackknife.
    covered: [u32; 2],
    /// Sums of the errors: linearised, jackknife, bootstrap.
    errors: [f64; 3],
}

/// The bounds of the share of intervals that cover, and by how much the errors may differ from each other and from how much the
/// estimates really vary.
struct Bounds {
    samples: u32,
    covered: (f64, f64),
    methods: f64,
    truth: f64,
}

#[test]
#[expect(clippy::print_stdout, reason = "the coverage is what a reader wants to see")]
fn intervals_cover_a_known_truth_and_methods_agree() {
    let bounds = if cfg!(debug_assertions) {
        Bounds { samples: 24, covered: (0.75, 1.0), methods: 0.12, truth: 0.6 }
    } else {
        Bounds { samples: 2_000, covered: (0.93, 0.97), methods: 0.03, truth: 0.06 }
    };
    let mut random = ChaCha8Rng::seed_from_u64(20_251_203);
    let population = population(&mut random);
    let truth = tabulate(&census(&population), &Design::register());
    let keys = keys();
    let truth: Vec<f64> = keys.iter().map(|(_, key)| truth.get(key).unwrap().value().unwrap()).collect();
    let replicated = |method| Design::sample().replicates(method, Centre::Mean);
    let mut outcomes = vec![Outcome::default(); keys.len()];
    for seed in 0..bounds.samples {
        let table = sample(&population, &mut ChaCha8Rng::seed_from_u64(seed.into()));
        let bootstrap = ReplicateMethod::RaoWu { replicates: 60, seed: seed.into() };
        let designs = [Design::sample(), replicated(ReplicateMethod::Jackknife), replicated(bootstrap)];
        let estimates = designs.map(|design| tabulate(&table, &design));
        for (((_, key), outcome), truth) in keys.iter().zip(&mut outcomes).zip(&truth) {
            for (method, estimates) in estimates.iter().enumerate() {
                let estimate = estimates.get(key).unwrap();
                let error = estimate.error().unwrap();
                outcome.errors[method] += error.std_error().unwrap();
                let (lower, upper) = error.limits().unwrap();
                if let Some(covered) = outcome.covered.get_mut(method) {
                    *covered += u32::from((lower..=upper).contains(truth));
                }
                if method == 0 {
                    outcome.values.push(estimate.value().unwrap());
                }
            }
        }
    }
    let count = f64::from(bounds.samples);
    println!(
        "{} samples of {} units; 95 % intervals, errors over how much estimates vary",
        bounds.samples,
        STRATA * UNITS.1
    );
    println!(
        "{:<44} {:>10} {:>10} {:>10} {:>10} {:>10}",
        "", "linearised", "jackknife", "linearised", "jackknife", "Rao-Wu"
    );
    for (((name, _), outcome), truth) in keys.iter().zip(&outcomes).zip(&truth) {
        let mean = outcome.values.iter().sum::<f64>() / count;
        let spread = outcome.values.iter().map(|value| (value - mean) * (value - mean)).sum::<f64>() / (count - 1.0);
        let covered = outcome.covered.map(|covered| f64::from(covered) / count);
        let errors = outcome.errors.map(|sum| sum / count / spread.sqrt());
        let name = format!("{name} = {truth:.4}");
        println!(
            "{name:<44} {:>8.2} % {:>8.2} % {:>10.3} {:>10.3} {:>10.3}",
            100.0 * covered[0],
            100.0 * covered[1],
            errors[0],
            errors[1],
            errors[2]
        );
        for share in covered {
            assert!(bounds.covered.0 <= share && share <= bounds.covered.1, "{name}: {share} covered");
        }
        for error in errors {
            assert!((error - 1.0).abs() <= bounds.truth, "{name}: errors are {error} of the truth");
            assert!((error / errors[0] - 1.0).abs() <= bounds.methods, "{name}: methods differ, {errors:?}");
        }
        assert!((mean - truth).abs() <= 4.0 * (spread / count).sqrt() + 0.02 * truth.abs(), "{name}: bias, {mean}");
    }
}
