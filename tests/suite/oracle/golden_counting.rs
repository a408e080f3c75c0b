//! Golden numbers of the counting measures, made by an independent program of the definitions in exact fractions.

use poverty::measure::{
    Axes, By, Decomposition, Gap, Group, PatternTable, Power, Profile, Structure, Tally, Weighting,
};
use poverty::quantity::{Households, Ratio, Weight};
use rust_decimal::Decimal;

fn ratio(text: &str) -> Ratio {
    text.parse().unwrap()
}

fn ratios<const N: usize>(texts: [&str; N]) -> [Ratio; N] {
    texts.map(ratio)
}

fn each<U: poverty::quantity::CountedUnit>(
    tally: &Tally<U>,
    measure: impl Fn(&Tally<U>, &str) -> Result<Ratio, poverty::measure::MeasureError>,
) -> Vec<Ratio> {
    tally.poverty().structure().indicators().iter().map(|id| measure(tally, id).unwrap()).collect()
}

/// Four persons and four indicators with equal weights, k = 2/4: the example of Alkire and Foster 2011, from its achievements.
#[test]
fn four_persons_of_the_paper() {
    let ids = ["income", "education", "health", "insurance"];
    let cutoffs = ["13", "12", "3", "1"];
    let persons = [["13.1", "14", "4", "1"], ["15.2", "7", "5", "0"], ["12.5", "10", "1", "0"], ["20", "11", "3", "1"]];
    let decimal = |text: &str| text.parse::<Decimal>().unwrap();
    let structure = Structure::flat(ids).unwrap();
    let gaps: Vec<Gap> = ids.iter().zip(cutoffs).map(|(id, z)| Gap::new(*id, decimal(z)).unwrap()).collect();
    let powers = [Power::GAP, Power::SEVERITY];
    let mut table = PatternTable::<Households>::with_gaps(&structure, Axes::new(), &gaps, &powers).unwrap();
    for person in persons {
        let deprived = (0..4).filter(|at| decimal(person[*at]) < decimal(cutoffs[*at])).map(|at| 1 << at).sum();
        let achievements = person.map(|x| Some(decimal(x)));
        table.add_row(&[], Profile::complete(deprived), Weight::ONE, &achievements).unwrap();
    }
    let poverty = Weighting::nested(&structure).unwrap().cutoff(ratio("1/2")).unwrap();
    let tally = table.tally(&poverty, &Group::whole()).unwrap();
    assert_eq!(tally.headcount_ratio().unwrap(), ratio("1/2"));
    assert_eq!(tally.intensity().unwrap(), ratio("3/4"));
    assert_eq!(tally.adjusted_headcount_ratio().unwrap(), ratio("3/8"));
    assert_eq!(tally.adjusted_gap_ratio(Power::GAP).unwrap(), ratio("171/832"));
    assert_eq!(tally.adjusted_gap_ratio(Power::SEVERITY).unwrap(), ratio("21475/129792"));
    assert_eq!(tally.average_gap(Power::GAP).unwrap().to_f64().to_bits(), 0.548_076_923_076_923_1_f64.to_bits());
    assert_eq!(tally.average_gap(Power::SEVERITY).unwrap().to_f64().to_bits(), 0.441_218_770_545_693_64_f64.to_bits());
    assert_eq!(each(&tally, Tally::uncensored_headcount_ratio), ratios(["1/4", "3/4", "1/4", "1/2"]));
    assert_eq!(each(&tally, Tally::censored_headcount_ratio), ratios(["1/4", "1/2", "1/4", "1/2"]));
    assert_eq!(each(&tally, Tally::percentage_contribution), ratios(["1/6", "1/3", "1/6", "1/3"]));
    let third = Power::new(ratio("3")).unwrap();
    assert_eq!(tally.adjusted_gap_ratio(third).unwrap_err().code(), "measure/no-such-power");
}

fn two_groups() -> (PatternTable<Households>, Weighting) {
    let structure = Structure::new([("one", vec!["a"]), ("two", vec!["b"]), ("three", vec!["c", "d"])]).unwrap();
    let mut table = PatternTable::new(&structure, Axes::new().subgroup("area").unwrap()).unwrap();
    let rows = [
        ("1000", 10, "r"),
        ("0011", 20, "r"),
        ("1101", 5, "r"),
        ("0010", 15, "u"),
        ("0000", 40, "u"),
        ("1010", 10, "u"),
    ];
    for (pattern, weight, area) in rows {
        let deprived = (0..4).filter(|at| pattern.as_bytes()[*at] == b'1').map(|at| 1 << at).sum();
        let cell = table.cell(&[area]).unwrap();
        table.add(cell, Profile::complete(deprived), Weight::from_integer(weight).unwrap()).unwrap();
    }
    (table, Weighting::nested(&structure).unwrap())
}

/// Nested weights 1/3, 1/3, 1/6, 1/6 and two groups.
#[test]
fn two_groups_with_nested_weights() {
    let (table, weighting) = two_groups();
    let poverty = weighting.clone().cutoff(ratio("1/3")).unwrap();
    let check = |tally: &Tally<Households>, h: &str, a: &str, m0: &str, censored: [&str; 4], shares: [&str; 4]| {
        assert_eq!(tally.headcount_ratio().unwrap(), ratio(h));
        assert_eq!(tally.intensity().unwrap(), ratio(a));
        assert_eq!(tally.adjusted_headcount_ratio().unwrap(), ratio(m0));
        assert_eq!(each(tally, Tally::censored_headcount_ratio), ratios(censored));
        assert_eq!(each(tally, Tally::percentage_contribution), ratios(shares));
    };
    let all = table.tally(&poverty, &Group::whole()).unwrap();
    check(&all, "9/20", "23/54", "23/120", ["1/4", "1/20", "3/10", "1/4"], ["10/23", "2/23", "6/23", "5/23"]);
    assert_eq!(each(&all, Tally::uncensored_headcount_ratio), ratios(["1/4", "1/20", "9/20", "1/4"]));
    assert_eq!(all.dimension_percentage_contribution("three").unwrap(), ratio("11/23"));
    assert_eq!(all.dimension_absolute_contribution("three").unwrap(), ratio("11/120"));

    let groups = table.tallies(&poverty, &By::axis("area")).unwrap();
    let [(_, rural), (_, urban)] = &groups[..] else { panic!("two groups") };
    check(rural, "1", "17/42", "17/42", ["3/7", "1/7", "4/7", "5/7"], ["6/17", "2/17", "4/17", "5/17"]);
    check(urban, "2/13", "1/2", "1/13", ["2/13", "0", "2/13", "0"], ["2/3", "0", "1/3", "0"]);
    let parts = Decomposition::of([rural, urban]).unwrap();
    let shares: Vec<Ratio> = parts.parts().iter().map(|part| part.adjusted_headcount_share().unwrap()).collect();
    assert_eq!(shares, ratios(["17/23", "6/23"]));

    let half = table.tally(&weighting.cutoff(ratio("1/2")).unwrap(), &Group::whole()).unwrap();
    check(&half, "3/20", "11/18", "11/120", ["3/20", "1/20", "1/10", "1/20"], ["6/11", "2/11", "2/11", "1/11"]);
}

/// How many of all patterns stand exactly at the cutoff, how many of those a binary sum in index order gets wrong, and how
/// many distinct scores there are.
fn ties(weights: &[Ratio], cutoff: Ratio) -> (usize, usize, usize) {
    let structure = Structure::flat((0..weights.len()).map(|number| number.to_string())).unwrap();
    let weighting = Weighting::new("w", &structure, weights).unwrap();
    let denominator = i128::from(weighting.denominator());
    let floats: Vec<f64> = weights.iter().map(|weight| weight.to_f64()).collect();
    let at_cutoff = cutoff.checked_mul(Ratio::new(denominator, 1).unwrap()).unwrap();
    let (mut exact, mut wrong, mut scores) = (0, 0, std::collections::BTreeSet::new());
    for pattern in 0_u64..1 << weights.len() {
        let bits = || (0..weights.len()).filter(|bit| pattern >> bit & 1 == 1);
        let score: u64 = bits().map(|bit| weighting.numerators()[bit]).sum();
        scores.insert(score);
        if Ratio::new(score.into(), 1).unwrap() == at_cutoff {
            exact += 1;
            let float: f64 = bits().map(|bit| floats[bit]).sum();
            wrong += usize::from(float < cutoff.to_f64());
        }
    }
    (exact, wrong, scores.len())
}

/// Twelve equal weights at k = 1/2: every one of the 924 patterns with six deprivations is poor, and every one comes out not
/// poor in binary floats. The exact classification of all of them is in the exhaustive test.
#[test]
fn ties_on_which_binary_floats_err() {
    let equal = |n: usize| vec![Ratio::new(1, n as i128).unwrap(); n];
    assert_eq!(ties(&equal(12), ratio("1/2")), (924, 924, 13));
    for right in ["1/12", "1/6", "1/4", "1/3", "2/3", "3/4"] {
        assert_eq!(ties(&equal(12), ratio(right)).1, 0, "{right}");
    }
    assert_eq!(ties(&equal(10), ratio("4/5")), (45, 45, 11));
    assert_eq!(ties(&equal(10), ratio("3/10")).1, 0);
    assert_eq!(ties(&equal(10), ratio("3/5")).1, 0);

    let twelve = Structure::flat((0..12).map(|number| number.to_string())).unwrap();
    let poverty = Weighting::nested(&twelve).unwrap().cutoff(ratio("1/2")).unwrap();
    let six = (0_u64..4096).filter(|pattern| pattern.count_ones() == 6);
    assert_eq!(six.filter(|pattern| poverty.is_poor(Profile::complete(*pattern)) == Ok(Some(true))).count(), 924);
}

/// The global MPI: 87 patterns stand exactly at 1/3 and 128 at 1/2; floats happen to get them right.
#[test]
fn ties_of_the_global_mpi() {
    let mut weights = vec![ratio("1/6"); 4];
    weights.extend([ratio("1/18"); 6]);
    assert_eq!(ties(&weights, ratio("1/3")), (87, 0, 19));
    assert_eq!(ties(&weights, ratio("1/2")), (128, 0, 19));
    let structure = Structure::flat((0..10).map(|number| number.to_string())).unwrap();
    let poverty = Weighting::new("global", &structure, &weights).unwrap().cutoff(ratio("1/3")).unwrap();
    let poor = (0..1024).filter(|pattern| poverty.is_poor(Profile::complete(*pattern)) == Ok(Some(true)));
    assert_eq!(poor.count(), 873);
}

/// Colombia's MPI at 33 %: 840 of 32,768 patterns stand exactly at the cutoff; they are poor at 33/100 and not at 1/3, and a
/// binary sum of the decimal weights misses all of them.
#[test]
fn ties_of_colombia() {
    // Five dimensions of 1/5 each with 2, 4, 2, 2 and 5 indicators.
    let weights: Vec<Ratio> = [2_i128, 4, 2, 2, 5]
        .into_iter()
        .flat_map(|size| vec![Ratio::new(1, 5 * size).unwrap(); usize::try_from(size).unwrap()])
        .collect();
    assert_eq!(ties(&weights, ratio("33 %")), (840, 840, 89));
    let structure = Structure::flat((0..15).map(|number| number.to_string())).unwrap();
    let weighting = Weighting::new("Colombia", &structure, &weights).unwrap();
    let poor = |cutoff: &str| {
        let poverty = weighting.clone().cutoff(ratio(cutoff)).unwrap();
        (0..32_768).filter(|pattern| poverty.is_poor(Profile::complete(*pattern)) == Ok(Some(true))).count()
    };
    assert_eq!(poor("33 %") - poor("1/3"), 840);
}
