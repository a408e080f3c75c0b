//! A thousand consistent sets of claims, and a thousand with one error of print in each.
//!
//! Whether an error lies outside of rounding is judged here, by plain integer arithmetic on the true counts, without the
//! intervals of the library.

use super::world::{OLD_STANDARD, PROVINCE, World, end_of, set, subject, survey};
use poverty::published::{AsOf, Budget, Change, Claim, Class, Direction, FindingKind, Report, Share, Subject};
use poverty::quantity::{Ratio, Rounding};
use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;
use std::collections::BTreeMap;

/// The gate runs all sets, optimised; the suite three of each kind of error.
const SETS: u64 = if cfg!(debug_assertions) { 54 } else { 1_000 };

/// What was planted: the new claim in the place of the old one of that name, and the kinds of finding that tell it.
struct Planted {
    what: &'static str,
    claim: Claim,
    /// Claims that may stand for the planted one in a finding that is not about it alone.
    kinds: Vec<FindingKind>,
    /// What was printed before the slip, if the slip is one of digits.
    original: Option<String>,
}

#[test]
#[expect(clippy::print_stdout, reason = "the counts of the test are its result")]
fn no_false_alarm_and_no_error_missed_in_generated_sets() {
    let (mut false_alarms, mut planted_count, mut missed, mut other_kind) = (0, 0, Vec::new(), Vec::new());
    let (mut digits, mut restored) = (0, 0);
    let mut by_kind: BTreeMap<&str, usize> = BTreeMap::new();
    for seed in 0..SETS {
        let mut rng = ChaCha8Rng::seed_from_u64(seed);
        let world = World::new(&mut rng);
        let claims = world.claims();
        // A publisher prints a part of what is true, but the rates that other figures are made of.
        let is_made_of = |claim: &Claim| {
            let id = claim.id().unwrap_or_default();
            world.from_print && (id.ends_with("|poor") || id.ends_with("|near"))
        };
        let dropped: Vec<String> = claims
            .iter()
            .filter(|claim| rng.random_range(0..10) < 2 && !is_made_of(claim))
            .filter_map(|claim| claim.id().map(str::to_owned))
            .collect();
        let unspoilt = set(&claims, world.sums(), |claim| !dropped.iter().any(|id| claim.id() == Some(id)));
        let report = unspoilt.check();
        for alarm in report.alarms() {
            false_alarms += 1;
            println!("false alarm in set {seed}: {}", report.sentence(alarm, poverty::source::Language::English));
        }

        let planted = plant(&mut rng, &world, seed);
        planted_count += 1;
        *by_kind.entry(planted.what).or_default() += 1;
        let id = planted.claim.id().unwrap().to_owned();
        let mut spoilt: Vec<Claim> = claims.into_iter().filter(|claim| claim.id() != Some(id.as_str())).collect();
        spoilt.push(planted.claim.clone());
        let spoilt = set(&spoilt, world.sums(), |_| true);
        let report = spoilt.check();
        let telling: Vec<_> = report.alarms().filter(|alarm| alarm.claims().any(|claim| claim == id)).collect();
        if telling.is_empty() {
            missed.push(format!("set {seed}: {} at {id}: {:?}", planted.what, planted.claim.figure()));
        } else if !telling.iter().any(|alarm| planted.kinds.contains(&alarm.kind())) {
            let codes: Vec<&str> = telling.iter().map(|alarm| alarm.code()).collect();
            other_kind.push(format!("set {seed}: {} at {id} was told as {codes:?}", planted.what));
        }
        if let Some(original) = planted.original {
            digits += 1;
            restored += usize::from(is_restored(&report, &id, &original));
        }
    }
    println!("unspoilt sets: {SETS}, false alarms: {false_alarms}");
    println!("planted errors: {planted_count}, found: {}", planted_count - missed.len());
    println!("slips of digits: {digits}, undone by a repair: {restored}");
    for (what, count) in &by_kind {
        println!("  {count:>4} {what}");
    }
    assert_eq!(false_alarms, 0, "an unspoilt set raises no alarm");
    assert!(missed.is_empty(), "{} missed: {missed:#?}", missed.len());
    assert!(other_kind.is_empty(), "{} of another kind: {other_kind:#?}", other_kind.len());
    assert!(
        by_kind.len() >= 15 && by_kind.values().all(|count| *count >= usize::try_from(SETS / 18).unwrap()),
        "{by_kind:?}"
    );
    // More than one slip may explain an error, so not each is undone; nine in ten are.
    assert!(restored * 10 >= digits * 9, "{restored} of {digits}");
}

fn is_restored(report: &Report<'_>, id: &str, original: &str) -> bool {
    let repairs = report.alarms().flat_map(|alarm| alarm.repairs());
    { repairs }.any(|repair| {
        repair.claim() == id && {
            let wanted: poverty::published::Printed = original.parse().unwrap();
            repair.instead().value() == wanted.value()
        }
    })
}

fn plant(rng: &mut ChaCha8Rng, world: &World, seed: u64) -> Planted {
    // Slips that happen to leave the number within rounding are no errors: try until one is outside.
    loop {
        let area = { world.areas() }.swap_remove(rng.random_range(0..=world.communes));
        let year = world.years[rng.random_range(0..world.years.len())];
        let minority = rng.random();
        let planted = match seed % 18 {
            0 => slip_of_rate(rng, world, &area, year, minority, true),
            1 => slip_of_rate(rng, world, &area, year, minority, false),
            2 => slip_of_count(rng, world, &area, year, minority, true),
            3 => slip_of_count(rng, world, &area, year, minority, false),
            4 => thousand(world, &area, year, minority),
            5 => total(rng, world, year, minority),
            6 => denominator(rng, world, &area, year, minority),
            7 => overlap(world, &area, year, minority),
            8 => unlike(world, &area, "standards"),
            9 => unlike(world, &area, "territories"),
            10 => unlike(world, &area, "measurements"),
            11 => percent_for_points(world, &area, minority),
            12 => years_for_intervals(world, &area, minority),
            13 => points(rng, world, &area, minority),
            14 => relative(rng, world, &area, minority),
            15 => share(rng, world, &area, year),
            16 => budget_part(rng, world),
            _ => budget_mean(world),
        };
        if let Some(planted) = planted {
            return planted;
        }
    }
}

fn id(area: &str, year: i32, minority: bool, class: &str) -> String {
    format!("{area}|{year}|{}|{class}", if minority { "minority" } else { "all" })
}

/// Whether a rate, printed with some decimals by a rule, is that of a count: in integers.
fn prints(part: u64, whole: u64, digits: i128, decimals: u32, rule: Rounding) -> bool {
    // part / whole in units of the last place is part * scale / whole; what is printed must be its rounding.
    let scale = 100 * 10_i128.pow(decimals);
    let (numerator, denominator) = (i128::from(part) * scale, i128::from(whole));
    let (floor, rest) = (numerator / denominator, numerator % denominator);
    let up = match rule {
        Rounding::HalfUp => rest * 2 >= denominator,
        Rounding::HalfEven => rest * 2 > denominator || (rest * 2 == denominator && floor % 2 == 1),
        Rounding::TowardZero | Rounding::AwayFromZero | Rounding::Floor | Rounding::Ceiling => false,
    };
    digits == floor + i128::from(up)
}

/// A text with two neighbouring digits swapped, or with one digit changed.
fn slipped(rng: &mut ChaCha8Rng, text: &str, swap: bool) -> Option<String> {
    let mut letters: Vec<char> = text.chars().collect();
    let places: Vec<usize> = (0..letters.len()).filter(|place| letters[*place].is_ascii_digit()).collect();
    let place = rng.random_range(0..places.len());
    if swap {
        let (first, second) = (*places.get(place)?, *places.get(place + 1)?);
        letters.swap(first, second);
    } else {
        letters[places[place]] = char::from(b'0' + rng.random_range(0..10));
    }
    let starts_with_zero = places.first().is_some_and(|first| letters[*first] == '0') && !text.starts_with('0');
    let new: String = letters.into_iter().collect();
    (new != text && !starts_with_zero && places.len() >= 3).then_some(new)
}

fn digits_of(text: &str) -> i128 {
    text.chars().filter(char::is_ascii_digit).collect::<String>().parse().unwrap()
}

fn slip_of_rate(
    rng: &mut ChaCha8Rng,
    world: &World,
    area: &str,
    year: i32,
    minority: bool,
    swap: bool,
) -> Option<Planted> {
    let truth = world.truth(area, year, minority);
    let original = world.percent(truth.poor, truth.households);
    let printed = slipped(rng, &original, swap)?;
    if prints(truth.poor, truth.households, digits_of(&printed), world.decimals, world.rounding) {
        return None;
    }
    let claim = Claim::count_and_rate(subject(area, Class::Poor, year, minority), &truth.poor.to_string(), &printed);
    let claim = claim.ok()?.named(id(area, year, minority, "poor")).rounded(world.rounding);
    Some(Planted {
        what: if swap { "two digits of a rate swapped" } else { "one digit of a rate wrong" },
        claim,
        kinds: vec![
            FindingKind::RoundingCannotExplain,
            FindingKind::PartsDoNotSum,
            FindingKind::NoSharedDenominator,
            FindingKind::ClassesOverlap,
        ],
        original: Some(original),
    })
}

fn slip_of_count(
    rng: &mut ChaCha8Rng,
    world: &World,
    area: &str,
    year: i32,
    minority: bool,
    swap: bool,
) -> Option<Planted> {
    let truth = world.truth(area, year, minority);
    let original = truth.poor.to_string();
    let printed = slipped(rng, &original, swap)?;
    // Poor and near-poor must be the printed sum of both, so any other count is wrong.
    let rate = world.percent(truth.poor, truth.households);
    let claim = Claim::count_and_rate(subject(area, Class::Poor, year, minority), &printed, &rate).ok()?;
    Some(Planted {
        what: if swap { "two digits of a count swapped" } else { "one digit of a count wrong" },
        claim: claim.named(id(area, year, minority, "poor")).rounded(world.rounding),
        kinds: vec![FindingKind::PartsDoNotSum, FindingKind::RoundingCannotExplain, FindingKind::ClassesOverlap],
        original: Some(original),
    })
}

fn thousand(world: &World, area: &str, year: i32, minority: bool) -> Option<Planted> {
    let truth = world.truth(area, year, minority);
    let printed = (truth.near_poor * 1_000).to_string();
    let rate = world.percent(truth.near_poor, truth.households);
    let claim = Claim::count_and_rate(subject(area, Class::NearPoor, year, minority), &printed, &rate).ok()?;
    Some(Planted {
        what: "a count off by a thousand",
        claim: claim.named(id(area, year, minority, "near")).rounded(world.rounding),
        kinds: vec![FindingKind::PartsDoNotSum, FindingKind::RoundingCannotExplain, FindingKind::ClassesOverlap],
        original: Some(truth.near_poor.to_string()),
    })
}

fn total(rng: &mut ChaCha8Rng, world: &World, year: i32, minority: bool) -> Option<Planted> {
    let truth = world.truth(PROVINCE, year, minority);
    let printed = truth.households + rng.random_range(1..5_000);
    let claim = Claim::count(subject(PROVINCE, Class::AllHouseholds, year, minority), &printed.to_string()).ok()?;
    Some(Planted {
        what: "a total that its areas don't sum to",
        claim: claim.named(id(PROVINCE, year, minority, "households")),
        kinds: vec![FindingKind::PartsDoNotSum, FindingKind::RoundingCannotExplain],
        original: None,
    })
}

/// A rate made with the households of another year: outside rounding if it prints otherwise.
fn denominator(rng: &mut ChaCha8Rng, world: &World, area: &str, year: i32, minority: bool) -> Option<Planted> {
    let truth = world.truth(area, year, minority);
    let others = truth.households * rng.random_range(106..130) / 100;
    let printed = world.percent(truth.near_poor, others);
    if prints(truth.near_poor, truth.households, digits_of(&printed), world.decimals, world.rounding) {
        return None;
    }
    let near = subject(area, Class::NearPoor, year, minority);
    let claim = Claim::count_and_rate(near, &truth.near_poor.to_string(), &printed).ok()?;
    Some(Planted {
        what: "a rate on another denominator",
        claim: claim.named(id(area, year, minority, "near")).rounded(world.rounding),
        kinds: vec![
            FindingKind::NoSharedDenominator,
            FindingKind::RoundingCannotExplain,
            FindingKind::PartsDoNotSum,
            FindingKind::ClassesOverlap,
        ],
        original: None,
    })
}

/// More near-poor households than there are beside the poor.
fn overlap(world: &World, area: &str, year: i32, minority: bool) -> Option<Planted> {
    let truth = world.truth(area, year, minority);
    let printed = truth.households - truth.poor + 1;
    let claim = Claim::count(subject(area, Class::NearPoor, year, minority), &printed.to_string()).ok()?;
    Some(Planted {
        what: "classes that overlap",
        claim: claim.named(id(area, year, minority, "near")),
        kinds: vec![FindingKind::ClassesOverlap, FindingKind::PartsDoNotSum, FindingKind::RoundingCannotExplain],
        original: None,
    })
}

fn unlike(world: &World, area: &str, what: &str) -> Option<Planted> {
    let (first, last) = (world.first(), world.last());
    let points =
        world.rate(area, last, false, &Class::Poor).checked_sub(world.rate(area, first, false, &Class::Poor)).ok()?;
    let text = world.signed(points, "points");
    let change = Change::new(end_of(first), Direction::Signed, &text).ok()?;
    let (change, kind) = match what {
        "standards" => (change.since_standard(OLD_STANDARD), FindingKind::ComparesStandards),
        "territories" => (change.since_area(format!("{area} (old)")), FindingKind::ComparesTerritories),
        _ => (change.since_measurement(survey(area, first).measurement()), FindingKind::ComparesMeasurements),
    };
    let claim = Claim::change(subject(area, Class::Poor, last, false), change).ok()?;
    Some(Planted {
        what: match what {
            "standards" => "a change between two standards",
            "territories" => "a change between two territories",
            _ => "a change between a register and a survey",
        },
        claim: claim.named(format!("{area}|all|points")).rounded(world.rounding),
        kinds: vec![kind],
        original: None,
    })
}

/// The printed digits of a signed percentage with two decimals, in hundredths.
fn hundredths(text: &str) -> i128 {
    let size = digits_of(text);
    if text.starts_with('-') { -size } else { size }
}

/// Whether a value prints the digits by the rule, with two decimals in percent.
fn is_printed(world: &World, value: Ratio, digits: i128) -> bool {
    hundredths(&value.percent(2, world.rounding).to_string()) == digits
}

struct Ends {
    points: Ratio,
    relative: Ratio,
    /// The same made of the rates as they are printed, which is no error.
    printed_points: Ratio,
    printed_relative: Ratio,
    intervals: i64,
}

fn ends(world: &World, area: &str, minority: bool) -> Ends {
    let earlier = world.rate(area, world.first(), minority, &Class::Poor);
    let later = world.rate(area, world.last(), minority, &Class::Poor);
    let points = |earlier: Ratio, later: Ratio| later.checked_sub(earlier).unwrap();
    let relative = |earlier: Ratio, later: Ratio| later.relative_change_since(earlier).unwrap();
    let (earlier_printed, later_printed) = (world.as_printed(earlier), world.as_printed(later));
    Ends {
        points: points(earlier, later),
        relative: relative(earlier, later),
        printed_points: points(earlier_printed, later_printed),
        printed_relative: relative(earlier_printed, later_printed),
        intervals: i64::from(world.last() - world.first()),
    }
}

fn change(world: &World, area: &str, minority: bool, name: &str, text: &str, a_year: bool) -> Option<Claim> {
    let change = Change::new(end_of(world.first()), Direction::Signed, text).ok()?;
    let change = if a_year { change.a_year() } else { change };
    let claim = Claim::change(subject(area, Class::Poor, world.last(), minority), change).ok()?;
    let group = if minority { "minority" } else { "all" };
    Some(claim.named(format!("{area}|{group}|{name}")).rounded(world.rounding))
}

fn percent_for_points(world: &World, area: &str, minority: bool) -> Option<Planted> {
    let ends = ends(world, area, minority);
    let text = world.signed(ends.points, "%");
    // The relative change itself must not print the same.
    if is_printed(world, ends.relative, hundredths(&text)) {
        return None;
    }
    Some(Planted {
        what: "percent printed for points",
        claim: change(world, area, minority, "points", &text, false)?,
        kinds: vec![FindingKind::PercentForPoints],
        original: None,
    })
}

fn years_for_intervals(world: &World, area: &str, minority: bool) -> Option<Planted> {
    let ends = ends(world, area, minority);
    let mean = |count: i64| ends.points.checked_div(Ratio::whole(count)).unwrap();
    let text = world.signed(mean(ends.intervals + 1), "points");
    // With the rates known only to their last digit, the two means must be further apart than rounding.
    let unsure = Ratio::new(3, 10_i128.pow(world.decimals + 2)).unwrap();
    let apart = mean(ends.intervals).checked_sub(mean(ends.intervals + 1)).unwrap().abs();
    if is_printed(world, mean(ends.intervals), hundredths(&text)) || apart < unsure {
        return None;
    }
    Some(Planted {
        what: "years counted for intervals",
        claim: change(world, area, minority, "points a year", &text, true)?,
        kinds: vec![FindingKind::YearsForIntervals],
        original: None,
    })
}

fn points(rng: &mut ChaCha8Rng, world: &World, area: &str, minority: bool) -> Option<Planted> {
    let ends = ends(world, area, minority);
    let off = Ratio::new(rng.random_range(5..200), 10_000).ok()?;
    let text = world.signed(ends.points.checked_add(off).ok()?, "points");
    if is_printed(world, ends.points, hundredths(&text)) || is_printed(world, ends.printed_points, hundredths(&text)) {
        return None;
    }
    Some(Planted {
        what: "a change in points that its rates don't give",
        claim: change(world, area, minority, "points", &text, false)?,
        kinds: vec![FindingKind::RoundingCannotExplain, FindingKind::PointsForPercent],
        original: None,
    })
}

fn relative(rng: &mut ChaCha8Rng, world: &World, area: &str, minority: bool) -> Option<Planted> {
    let ends = ends(world, area, minority);
    let off = Ratio::new(rng.random_range(100..2_000), 10_000).ok()?;
    let text = world.signed(ends.relative.checked_add(off).ok()?, "%");
    if is_printed(world, ends.relative, hundredths(&text))
        || is_printed(world, ends.printed_relative, hundredths(&text))
    {
        return None;
    }
    Some(Planted {
        what: "a relative change that its rates don't give",
        claim: change(world, area, minority, "relative", &text, false)?,
        kinds: vec![FindingKind::RoundingCannotExplain, FindingKind::PercentForPoints],
        original: None,
    })
}

fn share(rng: &mut ChaCha8Rng, world: &World, area: &str, year: i32) -> Option<Planted> {
    let (part, whole) = (world.truth(area, year, true).poor, world.truth(area, year, false).poor);
    let original = world.percent(part, whole);
    let swap = rng.random();
    let printed = slipped(rng, &original, swap)?;
    if prints(part, whole, digits_of(&printed), world.decimals, world.rounding) {
        return None;
    }
    let share = Share::of_all_groups(&printed).ok()?;
    let claim = Claim::share(subject(area, Class::Poor, year, true), share).ok()?;
    Some(Planted {
        what: "a share that its counts don't give",
        claim: claim.named(format!("{area}|{year}|share")).rounded(world.rounding),
        kinds: vec![FindingKind::RoundingCannotExplain],
        original: Some(original),
    })
}

fn budget(world: &World, name: &str, item: &str, text: &str, a_year: bool) -> Option<Claim> {
    let budget = Budget::new(item, AsOf::Year(world.first()), text).ok()?;
    let budget = if a_year { budget.a_year() } else { budget };
    let subject = Subject::new(PROVINCE, Class::AllHouseholds, AsOf::Year(world.last())).ok()?;
    Some(Claim::budget(subject, budget).ok()?.named(name).rounded(world.rounding))
}

fn budget_part(rng: &mut ChaCha8Rng, world: &World) -> Option<Planted> {
    let (item, amount) = &world.money[rng.random_range(0..world.money.len())];
    let original = amount.to_string();
    let swap = rng.random();
    let printed = slipped(rng, &original, swap)?;
    let word = world.money_scale.0;
    Some(Planted {
        what: "a budget whose parts don't sum",
        claim: budget(world, &format!("budget {item}"), item, &format!("exactly {printed} {word} VND"), false)?,
        kinds: vec![FindingKind::PartsDoNotSum],
        original: Some(format!("exactly {original} {word} VND")),
    })
}

/// A mean per year made over one year too few.
fn budget_mean(world: &World) -> Option<Planted> {
    let total: u64 = world.money.iter().map(|(_, amount)| amount).sum();
    let intervals = i128::from(world.last() - world.first());
    let mean = Ratio::new(i128::from(total), intervals).ok()?.fixed(1, world.rounding);
    let word = world.money_scale.0;
    Some(Planted {
        what: "a mean per year over the wrong years",
        claim: budget(world, "budget a year", "total", &format!("{mean} {word} VND"), true)?,
        kinds: vec![FindingKind::TwoValues, FindingKind::PartsDoNotSum],
        original: None,
    })
}
