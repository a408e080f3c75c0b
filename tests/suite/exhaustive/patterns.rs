//! All 4,096 patterns of 12 indicators, at every cutoff that can matter, against a slow definition in rationals.

use poverty::measure::{Axes, Group, PatternTable, Profile, Structure, Weighting};
use poverty::quantity::{Households, Ratio, Weight};
use std::collections::BTreeSet;

fn ratio(text: &str) -> Ratio {
    text.parse().unwrap()
}

fn score(pattern: u64, weights: &[Ratio]) -> Ratio {
    Ratio::sum((0..weights.len()).filter(|bit| pattern >> bit & 1 == 1).map(|bit| weights[bit])).unwrap()
}

fn check(name: &str, weights: &[Ratio]) {
    let structure = Structure::flat((0..12).map(|number| number.to_string())).unwrap();
    let weighting = Weighting::new(name, &structure, weights).unwrap();
    let scores: Vec<Ratio> = (0..4096).map(|pattern| score(pattern, weights)).collect();
    let attainable: BTreeSet<Ratio> = scores.iter().copied().filter(|score| *score > Ratio::ZERO).collect();
    // A measure is a step function of the cutoff: at each attainable score and between each two, nothing is left out.
    let mut cutoffs: Vec<Ratio> = attainable.iter().copied().collect();
    let mut below = Ratio::ZERO;
    for score in &attainable {
        cutoffs.push(below.checked_add(*score).unwrap().checked_mul(ratio("1/2")).unwrap());
        below = *score;
    }
    let mut table = PatternTable::<Households>::new(&structure, Axes::new()).unwrap();
    let cell = table.cell(&[]).unwrap();
    for pattern in 0..4096 {
        table.add(cell, Profile::complete(pattern), Weight::from_billionths(pattern * 7 + 1)).unwrap();
    }
    for cutoff in cutoffs {
        let poverty = weighting.clone().cutoff(cutoff).unwrap();
        let (mut poor, mut all, mut scores_of_poor, mut both) = (0_i128, 0_i128, Ratio::ZERO, 0_i128);
        for (pattern, score) in (0_u64..).zip(&scores) {
            let weight = i128::from(pattern * 7 + 1);
            all += weight;
            let is_poor = *score >= cutoff;
            if pattern % 97 == 0 {
                assert_eq!(
                    poverty.is_poor(Profile::complete(pattern)).unwrap(),
                    Some(is_poor),
                    "{name} {cutoff} {pattern:b}"
                );
            }
            if is_poor {
                poor += weight;
                both += if pattern >> 5 & 1 == 1 { weight } else { 0 };
                let part = score.checked_mul(Ratio::new(weight, 1).unwrap()).unwrap();
                scores_of_poor = scores_of_poor.checked_add(part).unwrap();
            }
        }
        let tally = table.tally(&poverty, &Group::whole()).unwrap();
        assert_eq!(tally.headcount_ratio().unwrap(), Ratio::new(poor, all).unwrap(), "{name} H at {cutoff}");
        let m0 = scores_of_poor.checked_div(Ratio::new(all, 1).unwrap()).unwrap();
        assert_eq!(tally.adjusted_headcount_ratio().unwrap(), m0, "{name} M0 at {cutoff}");
        assert_eq!(
            tally.censored_headcount_ratio("5").unwrap(),
            Ratio::new(both, all).unwrap(),
            "{name} h5 at {cutoff}"
        );
    }
}

#[test]
fn equal_weights_at_every_cutoff() {
    check("equal", &[ratio("1/12"); 12]);
}

#[test]
fn nested_weights_at_every_cutoff() {
    // Four dimensions of 2, 3, 3 and 4 indicators.
    let weights: Vec<Ratio> = [2_i128, 3, 3, 4]
        .into_iter()
        .flat_map(|size| vec![Ratio::new(1, 4 * size).unwrap(); usize::try_from(size).unwrap()])
        .collect();
    check("nested", &weights);
}

#[test]
fn unequal_weights_at_every_cutoff() {
    let weights =
        ["1/8", "1/8", "1/16", "1/16", "1/8", "1/8", "1/16", "1/16", "1/16", "1/16", "1/16", "1/16"].map(ratio);
    check("priority", &weights);
}
