//! Exhaustion: every deprivation pattern in every income band has exactly one class, and every cutoff is exact.
//!
//! The definition used here is slow and plain: exact fractions summed pattern by pattern, rows tried one by one.

use poverty::measure::Weighting;
use poverty::quantity::Ratio;
use poverty::standard::{ClassRow, Counts, Profile, Standard, Standards};

/// The deprivation of every pattern in the unit that the rows count.
fn deprivations(standard: &Standard) -> Vec<Ratio> {
    let patterns = 1_u64 << standard.weights().len();
    (0..patterns)
        .map(|pattern| match standard.counts() {
            Counts::Indicators => Ratio::whole(pattern.count_ones().into()),
            Counts::Score => score(standard, pattern),
            Counts::Dimensions => {
                let mut first = 0;
                let mut deprived = 0;
                for dimension in standard.dimensions() {
                    let of_dimension = pattern >> first & ((1 << dimension.indicators().len()) - 1);
                    deprived += i64::from(of_dimension.count_ones() >= dimension.deprived_from());
                    first += dimension.indicators().len();
                }
                Ratio::whole(deprived)
            }
        })
        .collect()
}

fn score(standard: &Standard, pattern: u64) -> Ratio {
    let lacking = standard.weights().iter().enumerate().filter(|(index, _)| pattern >> index & 1 == 1);
    Ratio::sum(lacking.map(|(_, weight)| *weight)).unwrap()
}

/// Whether a row claims a household whose income exceeds `exceeded` lines.
fn claims(standard: &Standard, row: &ClassRow, exceeded: usize, deprivation: Ratio) -> bool {
    let place = |line: &str| standard.lines().iter().position(|it| it.id() == line).unwrap();
    row.income_above().is_none_or(|line| exceeded > place(line))
        && row.income_under().is_none_or(|line| exceeded <= place(line))
        && row.deprivation_at_least().is_none_or(|least| deprivation >= least)
        && row.deprivation_below().is_none_or(|below| deprivation < below)
}

#[test]
fn every_pattern_in_every_band_has_exactly_one_class() {
    for standard in Standards::embedded().iter() {
        for (pattern, deprivation) in deprivations(standard).into_iter().enumerate() {
            let profile = Profile::complete(pattern as u64);
            for exceeded in 0..=standard.lines().len() {
                let mut rows = standard.rows().iter().filter(|row| claims(standard, row, exceeded, deprivation));
                let row = rows.next().unwrap_or_else(|| panic!("{}: {profile:?} has no row", standard.id()));
                assert!(rows.next().is_none(), "{}: {profile:?} has two rows", standard.id());
                let class = standard.classify(profile, Some(exceeded)).class().map(|class| class.id());
                assert_eq!(class, Some(row.class()), "{}: {profile:?} above {exceeded} lines", standard.id());
            }
        }
    }
}

#[test]
fn every_cutoff_is_exact_for_every_pattern() {
    for standard in Standards::embedded().iter() {
        let weighting = Weighting::of_standard(standard).unwrap();
        let scores: Vec<Ratio> =
            (0..1_u64 << standard.weights().len()).map(|pattern| score(standard, pattern)).collect();
        for cutoff in standard.cutoffs() {
            let poverty = weighting.clone().cutoff(cutoff.k()).unwrap();
            for (pattern, score) in scores.iter().enumerate() {
                let poor = poverty.is_poor(Profile::complete(pattern as u64)).unwrap();
                assert_eq!(poor, Some(*score >= cutoff.k()), "{} {}: {pattern:b}", standard.id(), cutoff.id());
            }
        }
    }
}

#[test]
fn missing_answers_leave_exactly_the_classes_that_some_answer_gives() {
    // Decision 59/2015 has two branches into poverty and the fewest indicators: every pair of masks is tried.
    let standard = Standards::embedded().get("vn-decision-59-2015").unwrap();
    let width = standard.weights().len();
    for deprived in 0..1_u64 << width {
        for missing in [0, 1, 0b11, 0b1_0100, 0b11_1000_0000, (1 << width) - 1] {
            let missing = missing & !deprived;
            let profile = Profile::from_masks(deprived, missing).unwrap();
            for exceeded in 0..=standard.lines().len() {
                let mut answered: Vec<&str> = (0..1_u64 << width)
                    .filter(|filled| filled & !missing == 0)
                    .map(|filled| standard.classify(Profile::complete(deprived | filled), Some(exceeded)))
                    .map(|verdict| verdict.class().unwrap().id())
                    .collect();
                answered.sort_unstable();
                answered.dedup();
                let verdict = standard.classify(profile, Some(exceeded));
                let mut possible: Vec<&str> = verdict.possible_classes().map(|class| class.id()).collect();
                possible.sort_unstable();
                assert_eq!(possible, answered, "{profile:?} above {exceeded} lines");
            }
        }
    }
}
