//! What the measures must do, axiom by axiom; counter-examples where they need not.

use super::{all, incomes, is, line};
use poverty::measure::Group;
use poverty::measure::income::*;
use poverty::quantity::{CountedUnit, Currency, Households, Money, Ratio, Weight};
use proptest::prelude::*;

type Rows = Vec<(i64, u64)>;
type Measured = Box<dyn IncomeMeasure<Households>>;

const LINE: i64 = 1_000;

fn ratio(text: &str) -> Ratio {
    text.parse().unwrap()
}

/// Positive incomes around the line, some of them equal, some on it.
fn rows() -> impl Strategy<Value = Rows> {
    let income = prop_oneof![1_i64..3_000, Just(LINE), (1_i64..30).prop_map(|hundreds| hundreds * 100)];
    prop::collection::vec((income, 1_u64..6), 1..30)
}

fn entropy(a: &str) -> GeneralisedEntropy {
    GeneralisedEntropy::new(ratio(a), NonPositive::Refuse)
}

/// Measures of poverty under the line at 1,000, times a factor.
fn poverty(factor: i64) -> Vec<Measured> {
    let line = || line(LINE * factor);
    vec![
        Box::new(Fgt::headcount(line())),
        Box::new(Fgt::gap(line())),
        Box::new(Fgt::squared_gap(line())),
        Box::new(Fgt::new(ratio("3/2"), line()).unwrap()),
        Box::new(Watts::new(line(), NonPositive::Refuse)),
        Box::new(Sen::new(line())),
        Box::new(SenShorrocksThon::new(line())),
    ]
}

fn inequality() -> Vec<Measured> {
    let mut measures: Vec<Measured> = vec![Box::new(Gini::POPULATION)];
    for a in ["-1", "0", "1/2", "1", "2"] {
        measures.push(Box::new(entropy(a)));
    }
    for e in ["1/2", "1", "2"] {
        measures.push(Box::new(Atkinson::new(ratio(e), NonPositive::Refuse).unwrap()));
    }
    measures
}

/// Measures of both kinds, with those that are relative to the population's own incomes.
fn every_measure(factor: i64) -> Vec<Measured> {
    let median = Middle::median(Quantile::InverseCdf);
    let relative = |middle| RelativeLine::new(ratio("3/5"), middle, LineOf::Population).unwrap();
    let under = |middle| PovertyLine::relative(ratio("3/5"), middle, LineOf::Population, Comparison::Below).unwrap();
    let mut measures = poverty(factor);
    measures.extend(inequality());
    measures.push(Box::new(Fgt::at_risk_of_poverty(under(median))));
    measures.push(Box::new(Fgt::gap(under(Middle::Mean))));
    measures.push(Box::new(RelativeMedianGap::new(relative(median), Comparison::AtMost)));
    measures.push(Box::new(ShareRatio::quintile(Quantile::InverseCdf)));
    measures.push(Box::new(LorenzShare::new(ratio("2/5")).unwrap()));
    measures
}

fn value(measure: &Measured, rows: &[(i64, u64)]) -> Result<f64, IncomeError> {
    measure.value(&all(&incomes(rows)))
}

fn name(measure: &Measured) -> String {
    format!("{} {}", measure.id(), measure.parameter())
}

fn close(left: &Result<f64, IncomeError>, right: &Result<f64, IncomeError>) -> bool {
    match (left, right) {
        (Ok(left), Ok(right)) => (left - right).abs() <= 1e-12 * left.abs().max(right.abs()).max(1e-3),
        (Err(left), Err(right)) => left.code() == right.code(),
        _ => false,
    }
}

/// Each row as so many rows of weight one.
fn one_by_one(rows: &[(i64, u64)]) -> Rows {
    rows.iter()
        .flat_map(|(income, weight)| std::iter::repeat_n((*income, 1), usize::try_from(*weight).unwrap()))
        .collect()
}

proptest! {
    /// Who comes first does not matter, to the bit.
    #[test]
    fn symmetry(rows in rows(), turn in any::<prop::sample::Index>()) {
        let mut turned = rows.clone();
        turned.rotate_left(turn.index(rows.len()));
        turned.reverse();
        for measure in every_measure(1) {
            let (one, other) = (value(&measure, &rows), value(&measure, &turned));
            prop_assert_eq!(one.map(f64::to_bits).ok(), other.map(f64::to_bits).ok(), "{}", name(&measure));
        }
    }

    /// A row of weight w is w rows of weight 1, and a population twice over is the population.
    #[test]
    fn replication_invariance(rows in rows(), times in 2_usize..4) {
        let many = one_by_one(&rows).repeat(times);
        for measure in every_measure(1) {
            prop_assert!(close(&value(&measure, &rows), &value(&measure, &many)), "{}", name(&measure));
        }
    }

    /// Other units of money change nothing but amounts.
    #[test]
    fn scale_invariance(rows in rows(), factor in 2_i64..50) {
        let scaled: Rows = rows.iter().map(|(income, weight)| (income * factor, *weight)).collect();
        for (measure, of_scaled) in every_measure(1).iter().zip(every_measure(factor)) {
            prop_assert!(close(&value(measure, &rows), &value(&of_scaled, &scaled)), "{}", name(measure));
        }
    }

    /// The same amount to everybody makes relative inequality smaller, and leaves the gaps in money as they are if the line
    /// moves along.
    #[test]
    fn translation(rows in rows(), amount in 1_i64..5_000) {
        let moved: Rows = rows.iter().map(|(income, weight)| (income + amount, *weight)).collect();
        let (before, after) = (incomes(&rows), incomes(&moved));
        prop_assert_eq!(all(&before).shortfall(&line(LINE)).unwrap(), all(&after).shortfall(&line(LINE + amount)).unwrap());
        for measure in inequality() {
            prop_assert!(value(&measure, &moved).unwrap() <= value(&measure, &rows).unwrap() + 1e-13, "{}", name(&measure));
        }
    }

    /// What those above the line have does not matter to poverty.
    #[test]
    fn focus(rows in rows(), more in 1_i64..1_000) {
        let richer: Rows = rows.iter().map(|(income, weight)| (income + if *income > LINE { more } else { 0 }, *weight)).collect();
        for measure in poverty(1) {
            prop_assert_eq!(value(&measure, &rows).unwrap().to_bits(), value(&measure, &richer).unwrap().to_bits(), "{}", name(&measure));
        }
    }

    /// A poor income that falls makes all measures but the headcount ratio rise.
    #[test]
    fn monotonicity(rows in rows(), which in any::<prop::sample::Index>()) {
        let mut poorer = rows.clone();
        let row = which.index(rows.len());
        prop_assume!(poorer[row].0 <= LINE && poorer[row].0 > 1);
        poorer[row].0 -= 1;
        for measure in poverty(1) {
            let (before, after) = (value(&measure, &rows).unwrap(), value(&measure, &poorer).unwrap());
            if measure.id() == "fgt0" {
                prop_assert_eq!(before.to_bits(), after.to_bits());
            } else {
                prop_assert!(after > before, "{}: {} {}", name(&measure), before, after);
            }
        }
    }

    /// Income moved from a poorer to a richer, both poor and staying so, makes what is sensitive to the distribution rise.
    #[test]
    fn transfer_among_the_poor(rows in rows(), poorer in 20_i64..900, above in 1_i64..80, amount in 1_i64..20) {
        let mut before_transfer = one_by_one(&rows);
        before_transfer.extend([(poorer, 1), (poorer + above, 1)]);
        let mut moved = before_transfer.clone();
        let last = moved.len() - 1;
        moved[last - 1].0 -= amount;
        moved[last].0 += amount;
        for measure in poverty(1) {
            let (before, after) = (value(&measure, &before_transfer).unwrap(), value(&measure, &moved).unwrap());
            match measure.id().as_str() {
                "fgt0" | "fgt1" => prop_assert!((after - before).abs() < 1e-14, "{}", name(&measure)),
                _ => prop_assert!(after > before, "{}: {} {}", name(&measure), before, after),
            }
        }
    }

    /// Pigou and Dalton: income moved from a poorer to a richer makes inequality rise, and the reverse makes it fall.
    #[test]
    fn transfer(rows in rows(), poorer in 100_i64..2_000, above in 1_i64..2_000, amount in 1_i64..100) {
        let mut equalish = one_by_one(&rows);
        equalish.extend([(poorer, 1), (poorer + above, 1)]);
        let mut unequal = equalish.clone();
        let last = unequal.len() - 1;
        unequal[last - 1].0 -= amount;
        unequal[last].0 += amount;
        for measure in inequality() {
            let (before, after) = (value(&measure, &equalish).unwrap(), value(&measure, &unequal).unwrap());
            prop_assert!(after > before, "{}: {} {}", name(&measure), before, after);
        }
        let lorenz = |rows: &Rows| all(&incomes(rows)).distribution().lorenz().unwrap();
        let (before, after) = (lorenz(&equalish), lorenz(&unequal));
        for percent in (5..100).step_by(5) {
            let p = Ratio::new(percent, 100).unwrap();
            prop_assert!(after.at(p) <= before.at(p) + 1e-12, "the Lorenz curve at {p}");
        }
    }

    /// Equal incomes have no inequality.
    #[test]
    fn normalisation(income in 1_i64..1_000_000, weights in prop::collection::vec(1_u64..9, 1..6)) {
        let equal: Rows = weights.iter().map(|weight| (income, *weight)).collect();
        for measure in inequality() {
            prop_assert_eq!(value(&measure, &equal).unwrap().to_bits(), 0_f64.to_bits(), "{}", name(&measure));
        }
    }

    /// FGT is the mean of the groups by population share; generalised entropy is within plus between; Gini leaves a remainder
    /// that is not negative.
    #[test]
    fn additive_decomposability(rows in rows(), groups in 1_usize..5) {
        let incomes = incomes(&rows);
        let whole = all(&incomes);
        let parts = whole.by("group", |row| Some(row % groups)).unwrap();
        for alpha in ["0", "1", "3/2", "2"] {
            let fgt = Fgt::new(ratio(alpha), line(LINE)).unwrap();
            let decomposed = FgtDecomposition::of(&fgt, &whole, &parts).unwrap();
            let sum: f64 = decomposed.groups().iter().map(|group| group.population_share().to_f64() * group.value()).sum();
            prop_assert!((sum - decomposed.value()).abs() < 1e-14);
            if let Some(contributions) = decomposed.contributions() {
                prop_assert!((contributions.iter().sum::<f64>() - 1.0).abs() < 1e-12);
            }
        }
        for a in ["-1", "0", "1/2", "1", "2"] {
            let parts = EntropyDecomposition::of(&entropy(a), &whole, &parts).unwrap();
            prop_assert!((parts.within() + parts.between() - parts.value()).abs() < 1e-12, "a = {}", a);
            prop_assert!(parts.between() >= -1e-15 && parts.within() >= -1e-15);
        }
        let gini = GiniDecomposition::of(&whole, &parts).unwrap();
        prop_assert!(gini.overlap() >= -1e-12 && gini.between() >= 0.0 && gini.within() >= 0.0);
    }

    /// Groups that occupy separate ranges of income leave no remainder of the Gini index.
    #[test]
    fn gini_of_separate_groups_has_no_overlap(rows in rows(), cut in 1_i64..3_000) {
        let incomes = incomes(&rows);
        let whole = all(&incomes);
        let parts = whole.by("side", |row| Some(rows[row].0 < cut)).unwrap();
        let gini = GiniDecomposition::of(&whole, &parts).unwrap();
        prop_assert!(gini.overlap().abs() < 1e-12, "{}", gini.overlap());
    }

    /// GE(1 - e) and Atkinson's measure order alike: A = 1 - [1 + (a^2 - a) GE(a)]^(1/a), and GE(0) = -ln(1 - A(1)).
    #[test]
    fn atkinson_is_a_function_of_entropy(rows in rows()) {
        let incomes = incomes(&rows);
        let whole = all(&incomes);
        for (e, a) in [("1/2", "1/2"), ("2", "-1")] {
            let power = ratio(a).to_f64();
            let ge = entropy(a).value(&whole).unwrap();
            let expected = 1.0 - (1.0 + (power * power - power) * ge).powf(1.0 / power);
            let found = Atkinson::new(ratio(e), NonPositive::Refuse).unwrap().value(&whole).unwrap();
            prop_assert!((found - expected).abs() < 1e-12);
        }
        let logarithmic = Atkinson::new(Ratio::ONE, NonPositive::Refuse).unwrap().value(&whole).unwrap();
        prop_assert!((entropy("0").value(&whole).unwrap() + (1.0 - logarithmic).ln()).abs() < 1e-12);
    }

    /// The shortfall in money is FGT(1) times the line times the population, and lifting the poor by their gaps ends poverty.
    #[test]
    fn the_shortfall_lifts_everybody_to_the_line(rows in rows()) {
        let before = incomes(&rows);
        let population = all(&before);
        let shortfall = population.shortfall(&line(LINE)).unwrap();
        let gap = Fgt::gap(line(LINE)).value(&population).unwrap();
        let weight = population.weight().to_ratio().unwrap().to_f64();
        let money: f64 = shortfall.amount().to_string().parse().unwrap();
        prop_assert!((money - gap * weight * 1_000.0).abs() < 1e-9 * money.max(1.0));
        let lifted: Rows = rows.iter().map(|(income, weight)| ((*income).max(LINE), *weight)).collect();
        let after = incomes(&lifted);
        prop_assert_eq!(Fgt::gap(line(LINE)).value(&all(&after)).unwrap().to_bits(), 0);
        let paid: i64 = lifted.iter().zip(&rows).map(|(after, before)| (after.0 - before.0) * i64::try_from(before.1).unwrap()).sum();
        prop_assert_eq!(shortfall, Money::vnd(paid));
    }

    /// A quantile of any definition lies between the incomes, rises with p, and is an income of the population for the two
    /// inverses of the CDF.
    #[test]
    fn quantiles_rise(rows in rows(), p in 0_i128..=100, more in 0_i128..=100) {
        let incomes = incomes(&rows);
        let distribution = all(&incomes).distribution().clone();
        let (low, high) = (Ratio::new(p.min(more), 100).unwrap(), Ratio::new(p.max(more), 100).unwrap());
        let smallest = rows.iter().map(|row| row.0).min().unwrap();
        let largest = rows.iter().map(|row| row.0).max().unwrap();
        use Quantile::*;
        for definition in [InverseCdf, UpperInverseCdf, MidpointAtJumps, HyndmanFan4, HyndmanFan5, HyndmanFan6, HyndmanFan7, HyndmanFan8, HyndmanFan9] {
            let at = |p| distribution.quantile(p, definition).unwrap();
            prop_assert!(at(low) <= at(high) && at(low) >= Ratio::whole(smallest) && at(high) <= Ratio::whole(largest), "{definition:?}");
            if matches!(definition, InverseCdf | UpperInverseCdf) {
                prop_assert!(rows.iter().any(|row| Ratio::whole(row.0) == at(low)));
            }
        }
    }

    /// The linearised variable adds to zero over the population: a measure that ignores the scale of the weights does not move
    /// with it.
    #[test]
    fn contributions_add_to_zero(rows in rows()) {
        let incomes = incomes(&rows);
        let whole = all(&incomes);
        for measure in poverty(1).into_iter().chain(inequality()) {
            let linearised = measure.linearised(&whole).unwrap();
            let total: f64 = linearised.contributions().iter().sum();
            prop_assert!(total.abs() < 1e-11, "{}: {}", name(&measure), total);
        }
    }

    /// The linearised variable is the derivative by the weights: a little more or less weight on one row moves the value by it.
    #[test]
    fn contributions_are_derivatives(rows in rows(), which in any::<prop::sample::Index>()) {
        let row = which.index(rows.len());
        let weighted = |more: i64| {
            let mut sample = Incomes::<Households>::new(Currency::VND);
            for (at, (income, weight)) in rows.iter().enumerate() {
                let more = if at == row { more } else { 0 };
                let weight = Weight::from_billionths((weight * 1_000_000_000).saturating_add_signed(more));
                sample.push(Some(Money::vnd(*income)), weight).unwrap();
            }
            sample
        };
        let step = 1e-5;
        let (less, before, more) = (weighted(-10_000), weighted(0), weighted(10_000));
        let (less, before, more) = (all(&less), all(&before), all(&more));
        for measure in poverty(1).into_iter().chain(inequality()) {
            let slope = (measure.value(&more).unwrap() - measure.value(&less).unwrap()) / (2.0 * step);
            let linearised = measure.linearised(&before).unwrap();
            let expected = linearised.contributions()[row] / f64::from(u32::try_from(rows[row].1).unwrap());
            prop_assert!((slope - expected).abs() < 2e-4 * expected.abs().max(1e-2), "{}: {} {}", name(&measure), slope, expected);
        }
    }
}

/// Gini is not a mean of groups: two equal-looking halves, each without inequality, with inequality together.
#[test]
fn gini_does_not_break_up() {
    let incomes = incomes(&[(10, 1), (30, 1)]);
    let whole = all(&incomes);
    let parts = whole.by("row", Some).unwrap();
    let gini = GiniDecomposition::of(&whole, &parts).unwrap();
    assert!(gini.groups().iter().all(|group| is(group.value(), 0.0)));
    assert!(is(gini.value(), 0.25) && is(gini.between(), 0.25));
}

/// The headcount ratio violates monotonicity and transfer: the poorest may lose to the less poor, and it falls.
#[test]
fn the_headcount_ratio_falls_when_the_poorest_lose() {
    let headcount = |rows: &[(i64, u64)]| all(&incomes(rows)).headcount_ratio(&line(LINE)).unwrap();
    assert!(headcount(&[(100, 1), (1_001, 1)]) < headcount(&[(102, 1), (999, 1)]));
}

fn assert_same_rows<U: CountedUnit>(domain: &Domain<'_, U>, rows: &[usize]) {
    assert_eq!(domain.row_numbers(), rows);
}

/// Groups must hold each row once.
#[test]
fn groups_that_overlap_or_miss_rows_are_refused() {
    let incomes = incomes(&[(10, 1), (30, 1), (50, 1)]);
    let whole = all(&incomes);
    let part = |rows: &'static [usize]| whole.domain(Group::whole(), |row| rows.contains(&row)).unwrap();
    assert_same_rows(&part(&[0, 2]), &[0, 2]);
    for parts in [vec![part(&[0, 1])], vec![part(&[0, 1]), part(&[1, 2])]] {
        let error = GiniDecomposition::of(&whole, &parts).unwrap_err();
        assert_eq!(error.code(), "measure/not-a-partition");
    }
}
