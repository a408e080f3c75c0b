//! Interventions: cases by hand, what must hold whatever the data, two routes to one result, and each refusal.

use poverty::household::{
    Contract, Dwelling, Floor, Frame, Household, Item, Member, Observed, Possessions, Roof, Services, Toilet, Wall,
    WaterSource, Work,
};
use poverty::measure::{AlkireFoster, Group, Weighting};
use poverty::place::Area;
use poverty::quantity::{FloorArea, Households, Money, Ratio, TotalWeight, Weight};
use poverty::simulate::intervention::{Effect, InterventionError, Interventions, Scenario};
use poverty::standard::{Standard, Standards};
use proptest::prelude::*;

const TOILET: &str = r#"
[[intervention]]
id = "toilet"
name = "A septic toilet"
eligible = { deprived = ["toilet"] }
take_up = "1"
cost = { rural = "12,000,000 VND", urban = "15,000,000 VND" }
changes = { toilet = "septic" }
"#;

const HOUSE: &str = r#"
[[intervention]]
id = "house"
name = "A house of 3 hard parts"
eligible = { deprived = ["housing_quality"], classes = ["poor", "near_poor"] }
take_up = "1"
cost = { everywhere = "60,000,000 VND" }
changes = { floor = "cement", frame = "reinforced_concrete", wall = "brick_stone", roof = "tile" }
"#;

const INSURANCE: &str = r#"
[[intervention]]
id = "insurance"
name = "Health insurance"
eligible = { areas = ["rural"] }
take_up = "1"
cost = { everywhere = "2,700,000 VND" }
lag = 1
duration = 2
changes = { insured = true }
"#;

const JOB: &str = r#"
[[intervention]]
id = "job"
name = "Training and a job"
eligible = { deprived = ["employment"] }
take_up = "3/4"
first = ["class", "most_deprived", "lottery"]
capacity = 6
cost = { everywhere = "14,000,000 VND" }
decay = "1/10"
changes = { job = { probability = "1/2", from_age = 16, to_age = 55, income_plus = "600,000 VND" } }
"#;

fn standard() -> &'static Standard {
    Standards::embedded().get("vn-decree-07-2021").unwrap()
}

fn scenario() -> Scenario<'static> {
    Scenario::new(standard(), "2024-12-31".parse().unwrap())
}

fn poverty() -> AlkireFoster {
    Weighting::of_standard(standard()).unwrap().cutoff(Ratio::new(1, 4).unwrap()).unwrap()
}

fn read(text: &str) -> Interventions {
    Interventions::from_toml("plan.toml", text).unwrap()
}

fn household(number: usize, income: i64, toilet: Toilet, wall: Wall, insured: bool, work: Work) -> Household {
    let member = Member::aged(40)
        .unwrap()
        .with_social_allowance(false)
        .with_health_insurance(insured)
        .with_work(work)
        .with_contract(Contract::Written);
    let dwelling = Dwelling::default()
        .with_floor(Floor::Earth)
        .with_frame(Frame::PoorWoodBamboo)
        .with_wall(wall)
        .with_roof(Roof::Tile)
        .with_area(FloorArea::square_metres(6).unwrap());
    Household::builder(format!("H{number:03}"), format!("P{}", number % 3), [Area::Rural, Area::Urban][number % 2])
        .income_per_person_month(Money::vnd(income))
        .services(Services::default().with_toilet(toilet).with_water_source(WaterSource::Piped).with_internet(true))
        .possessions(Possessions::default().with(Item::Television, true))
        .dwelling(dwelling)
        .member(member)
        .build()
        .unwrap()
}

fn lacking(count: usize) -> Vec<Household> {
    (0..count).map(|number| household(number, 1_000_000, Toilet::None, Wall::Waste, false, Work::SeekingWork)).collect()
}

fn weight(whole: u64) -> TotalWeight {
    Weight::<Households>::from_integer(whole).unwrap().into()
}

/// Households of all kinds, with weights.
fn populations() -> impl Strategy<Value = Vec<Household>> {
    let toilets = prop::sample::select(vec![Toilet::None, Toilet::Septic, Toilet::OpenPit]);
    let walls = prop::sample::select(vec![Wall::Waste, Wall::BrickStone]);
    let works = prop::sample::select(vec![Work::SeekingWork, Work::Irregular, Work::Waged, Work::Student]);
    let one = (500_000_i64..3_500_000, toilets, walls, any::<bool>(), works, 1_u64..4_000_000_000);
    prop::collection::vec(one, 1..25).prop_map(|list| {
        let made = list.into_iter().enumerate().map(|(number, (income, toilet, wall, insured, work, weight))| {
            let made = household(number, income, toilet, wall, insured, work).to_builder();
            made.weight(Weight::from_billionths(weight)).build().unwrap()
        });
        made.collect()
    })
}

fn same(one: &Effect<'_>, other: &Effect<'_>) {
    assert_eq!(one.reaches(), other.reaches());
    assert_eq!(one.passages(), other.passages());
    assert_eq!(one.lifted(), other.lifted());
    assert_eq!(one.cost(), other.cost());
    for axis in [None, Some("place"), Some("area"), Some("lines")] {
        assert_eq!(one.classes(axis), other.classes(axis));
    }
    for group in [Group::whole(), Group::whole().and("place", "P0")] {
        assert_eq!(one.tallies(&poverty(), &group), other.tallies(&poverty(), &group));
    }
}

#[test]
fn a_capacity_serves_so_many_and_counts_those_it_misses() {
    let text = TOILET.replace("cost =", "capacity = 4\ncost =");
    let effect = scenario().apply(&lacking(10), &read(&text)).unwrap();
    let reach = &effect.reaches()[0];
    assert_eq!((reach.eligible, reach.reached, reach.missed), (weight(10), weight(4), weight(6)));
    // H000 and H002 are rural, H001 and H003 urban.
    assert_eq!(effect.cost().unwrap(), Some(Money::vnd(2 * 12_000_000 + 2 * 15_000_000)));
    assert_eq!(effect.gained().count(), 4);
    assert_eq!(effect.missed().count(), 6);
    let sentences: Vec<String> = effect.assumptions().iter().map(ToString::to_string).collect();
    assert!(sentences.contains(&"toilet reaches at most 4 households".to_owned()), "{sentences:?}");
    assert!(sentences.contains(&"toilet costs 15,000,000 VND for a household in urban".to_owned()), "{sentences:?}");
}

#[test]
fn who_is_lifted_changes_class_and_the_cost_is_told_for_each() {
    // Toilet, housing quality, area, insurance and employment are lacking: of twelve, two are removed by toilet and house.
    let effect = scenario().apply(&lacking(4), &read(&[TOILET, HOUSE, INSURANCE].concat())).unwrap();
    let fall = effect.fall(&poverty()).unwrap();
    assert_eq!(fall, Ratio::new(2, 12).unwrap());
    assert_eq!(effect.lifted(), weight(0));
    let cost = effect.cost().unwrap().unwrap();
    assert_eq!(cost, Money::vnd(2 * 12_000_000 + 2 * 15_000_000 + 4 * 60_000_000 + 2 * 2_700_000));
    assert_eq!(effect.cost_per_lifted().unwrap(), None);
    assert_eq!(effect.cost_per_point(&poverty()).unwrap(), Some(Money::vnd(17_964_000)));
    // A year later insurance works for the rural half; those two have two deprivations left and are near-poor.
    let later = scenario().years(2).unwrap().apply(&lacking(4), &read(&[TOILET, HOUSE, INSURANCE].concat())).unwrap();
    assert_eq!(later.lifted(), weight(2));
    assert_eq!(later.passages()[&("poor".to_owned(), "near_poor".to_owned())], weight(2));
    let by_area = later.classes(Some("area")).unwrap();
    assert_eq!(by_area[&("rural".to_owned(), "near_poor".to_owned())], (weight(0), weight(2)));
    assert_eq!(by_area[&("urban".to_owned(), "poor".to_owned())], (weight(2), weight(2)));
    // In year 3 it has worked for two years and is over in year 4, in which it is paid again.
    let works = |years| scenario().years(years).unwrap().apply(&lacking(4), &read(INSURANCE)).unwrap();
    let paid = |effect: &Effect<'_>| effect.cost_by_year().unwrap().into_keys().collect::<Vec<_>>();
    assert_eq!(works(3).fall(&poverty()).unwrap(), Ratio::new(1, 24).unwrap());
    assert_eq!((works(4).fall(&poverty()).unwrap(), paid(&works(4))), (Ratio::ZERO, vec![1, 4]));
}

#[test]
fn a_job_comes_by_chance_and_the_spread_tells_how_much() {
    let text = JOB.replace("take_up = \"3/4\"", "take_up = \"1\"").replace("capacity = 6\n", "");
    let spread = scenario().spread(&lacking(40), &read(&text), &poverty(), 60).unwrap();
    // Half of 40 households lose one of twelve deprivations: a fall of 1/24.
    assert!((spread.fall.mean - 1.0 / 24.0).abs() < 5.0 * spread.fall.standard_error, "{spread:?}");
    assert!(spread.fall.standard_error > 0.0 && spread.fall.least < spread.fall.greatest);
    assert_eq!((spread.cost.mean, spread.cost.standard_error), (560_000_000.0, 0.0));
    assert_eq!(scenario().spread(&lacking(1), &read(&text), &poverty(), 1).unwrap_err().code(), "simulate/draws");
}

#[test]
fn a_decaying_effect_is_lost_by_a_share_each_year() {
    let text = TOILET.replace("changes =", "decay = \"1/5\"\nchanges =");
    let left = |years| {
        let effect = scenario().years(years).unwrap().apply(&lacking(2_000), &read(&text)).unwrap();
        (effect.fall(&poverty()).unwrap().to_f64() * 12.0 * 2_000.0).round()
    };
    assert!((left(1) - 2_000.0).abs() < 0.5);
    // 80 % and 51.2 %, within four standard deviations.
    assert!((left(2) - 1_600.0).abs() < 72.0 && (left(4) - 1_024.0).abs() < 90.0);
}

#[test]
fn the_order_of_the_list_decides_where_changes_overlap() {
    let worse =
        TOILET.replace("\"toilet\"\nname", "\"pit\"\nname").replace("eligible = { deprived = [\"toilet\"] }\n", "");
    let worse = worse.replace("septic\" }", "open_pit\" }");
    let fall = |text: &str| scenario().apply(&lacking(3), &read(text)).unwrap().fall(&poverty()).unwrap();
    assert_eq!(fall(&[worse.as_str(), TOILET].concat()), Ratio::new(1, 12).unwrap());
    assert_eq!(fall(&[TOILET, worse.as_str()].concat()), Ratio::ZERO);
}

#[test]
fn what_no_field_says_is_removed_by_name() {
    let text = TOILET.replace("toilet = \"septic\"", "removes = [\"toilet\", \"housing_area\"]");
    let effect = scenario().apply(&lacking(3), &read(&text)).unwrap();
    assert_eq!(effect.fall(&poverty()).unwrap(), Ratio::new(2, 12).unwrap());
    let table = scenario().table(&lacking(3)).unwrap();
    same(&effect, &scenario().apply_to_table(&table, &read(&text)).unwrap());
}

#[test]
fn groups_that_are_added_are_told_apart_on_both_routes() {
    let scenario = scenario().by("insured", |household| {
        let insured = household.members().iter().all(|member| member.health_insurance == Observed::Known(true));
        if insured { "yes" } else { "no" }.to_owned()
    });
    let mut households = lacking(4);
    households.push(household(7, 1_000_000, Toilet::None, Wall::Waste, true, Work::SeekingWork));
    let effect = scenario.apply(&households, &read(&[TOILET, HOUSE].concat())).unwrap();
    let classes = effect.classes(Some("insured")).unwrap();
    assert_eq!(classes[&("yes".to_owned(), "poor".to_owned())], (weight(1), weight(0)));
    assert_eq!(classes[&("no".to_owned(), "poor".to_owned())], (weight(4), weight(4)));
    let table = scenario.table(&households).unwrap();
    let by_table = scenario.apply_to_table(&table, &read(&[TOILET, HOUSE].concat())).unwrap();
    same(&effect, &by_table);
    assert_eq!(by_table.classes(Some("insured")).unwrap(), classes);
}

#[test]
fn a_table_refuses_what_patterns_do_not_tell() {
    let table = scenario().table(&lacking(5)).unwrap();
    let refused = |text: &str| scenario().apply_to_table(&table, &read(text)).unwrap_err();
    let short = TOILET.replace("cost =", "capacity = 4\ncost =");
    let half = TOILET.replace("take_up = \"1\"", "take_up = \"1/2\"");
    let larger = TOILET.replace("toilet = \"septic\"", "area_at_least = \"30\"");
    let richer = TOILET.replace("toilet = \"septic\"", "income_plus = \"1 VND\"");
    let minority = TOILET.replace("eligible = {", "eligible = { minority = true,");
    let wall = HOUSE.replace("roof = \"tile\"", "area_at_least = \"30\"");
    let fading = TOILET.replace("changes =", "decay = \"1/5\"\nchanges =");
    for text in [&short, &half, &larger, &richer, &minority, &wall, &fading, JOB] {
        assert_eq!(refused(text).code(), "simulate/not-on-table", "{text}");
    }
    // One part short of all that the rule looks at, the old one decides; the floor it does not look at.
    let frame = HOUSE.replace("frame = \"reinforced_concrete\", ", "");
    let fewer = HOUSE.replace("floor = \"cement\", ", "");
    scenario().apply_to_table(&table, &read(&frame)).unwrap();
    scenario().apply_to_table(&table, &read(&fewer)).unwrap();
    let roof = HOUSE.replace("frame = \"reinforced_concrete\", wall = \"brick_stone\", ", "");
    assert_eq!(refused(&roof).code(), "simulate/not-on-table");
    let other = poverty::measure::PatternTable::<Households>::new(
        &poverty::measure::Structure::of_standard(standard()).unwrap(),
        poverty::measure::Axes::new(),
    );
    let error = scenario().apply_to_table(&other.unwrap(), &read(TOILET)).unwrap_err();
    assert_eq!(error.code(), "simulate/table");
    let global = Standards::embedded().get("global-mpi-2018").unwrap();
    let error = Scenario::new(global, "2024-12-31".parse().unwrap()).apply_to_table(&table, &read(TOILET)).unwrap_err();
    assert_eq!(
        error.to_string(),
        "the table of patterns lacks the indicators of `global-mpi-2018`; make it by `Scenario::table`"
    );
}

#[test]
fn what_is_wrong_in_a_file_is_told_with_its_place() {
    for (text, expected) in [
        (TOILET.replace("\"1\"", "\"3/2\""), "take-up is 3/2"),
        (TOILET.replace("12,000,000", "-1"), "costs -1 VND in rural"),
        ([TOILET, TOILET].concat(), "listed twice"),
        (format!("{TOILET}colour = 1"), "unknown field"),
        (TOILET.replace("{ toilet = \"septic\" }", "{}"), "changes nothing"),
        (TOILET.replace("changes =", "duration = 0\nchanges ="), "lasts 0 years"),
        (TOILET.replace("changes =", "decay = \"2\"\nchanges ="), "decay is 2"),
        (TOILET.replace("{ rural = \"12,000,000 VND\", urban = \"15,000,000 VND\" }", "{}"), "has no cost"),
        (JOB.replace("probability = \"1/2\"", "probability = \"-1\""), "the probability of employment is -1"),
    ] {
        let error = Interventions::from_toml("plan.toml", &text).unwrap_err();
        assert!(matches!(&error, InterventionError::Form { .. }) && error.to_string().contains(expected), "{error}");
        assert!(error.to_string().starts_with("plan.toml:"), "{error}");
    }
}

#[test]
fn each_refusal_is_typed() {
    let apply = |households: &[Household], text: &str| scenario().apply(households, &read(text)).unwrap_err().code();
    assert_eq!(apply(&lacking(1), &TOILET.replace("[\"toilet\"]", "[\"pool\"]")), "simulate/intervention-unknown");
    let rich = TOILET.replace("deprived = [\"toilet\"]", "classes = [\"rich\"]");
    assert_eq!(apply(&lacking(1), &rich), "simulate/intervention-unknown");
    let twice = [lacking(1), lacking(1)].concat();
    assert_eq!(apply(&twice, TOILET), "simulate/household-twice");
    assert_eq!(scenario().years(0).unwrap_err().code(), "simulate/intervention-years");
    assert_eq!(scenario().years(51).unwrap_err().code(), "simulate/intervention-years");
    let effect = scenario().apply(&lacking(1), &read(TOILET)).unwrap();
    assert_eq!(effect.classes(Some("colour")).unwrap_err().code(), "simulate/table");
}

#[test]
fn interventions_are_data_that_comes_back() {
    let list = read(&[TOILET, HOUSE, INSURANCE, JOB].concat());
    let json = serde_json::to_string(&list).unwrap();
    assert_eq!(serde_json::from_str::<Interventions>(&json).unwrap(), list);
    assert_eq!(Interventions::from_toml("again.toml", &toml::to_string(&list).unwrap()).unwrap(), list);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    #[test]
    fn no_intervention_and_one_on_nobody_change_nothing(households in populations(), seed in any::<u64>()) {
        let nobody = TOILET.replace("take_up = \"1\"", "take_up = \"0\"");
        let nowhere = TOILET.replace("deprived = [\"toilet\"]", "places = [\"nowhere\"]");
        for text in ["", &nobody, &nowhere] {
            let effect = scenario().seed(seed).years(3).unwrap().apply(&households, &read(text)).unwrap();
            prop_assert_eq!(effect.fall(&poverty()).unwrap(), Ratio::ZERO);
            prop_assert_eq!((effect.cost().unwrap(), effect.gained().count()), (None, 0));
            prop_assert!(effect.passages().keys().all(|(before, after)| before == after));
        }
    }

    #[test]
    fn removing_deprivations_never_raises_any_rate(households in populations(), seed in any::<u64>()) {
        let effect = scenario().seed(seed).apply(&households, &read(&[TOILET, HOUSE, JOB].concat())).unwrap();
        let (before, after) = effect.tallies(&poverty(), &Group::whole()).unwrap();
        if let (Ok(before_rate), Ok(after_rate)) = (before.adjusted_headcount_ratio(), after.adjusted_headcount_ratio()) {
            prop_assert!(after_rate <= before_rate);
            prop_assert!(after.headcount_ratio().unwrap() <= before.headcount_ratio().unwrap());
        }
        prop_assert!(effect.outcomes().iter().all(|outcome| outcome.deprivations_after <= outcome.deprivations_before));
    }

    #[test]
    fn patterns_and_households_give_the_same(households in populations(), years in 1_u32..5) {
        let interventions = read(&[TOILET, HOUSE, INSURANCE].concat());
        let scenario = scenario().years(years).unwrap();
        let table = scenario.table(&households).unwrap();
        let by_table = scenario.apply_to_table(&table, &interventions).unwrap();
        same(&scenario.apply(&households, &interventions).unwrap(), &by_table);
    }

    #[test]
    fn the_same_seed_gives_the_same_bits_in_any_order(households in populations(), seed in any::<u64>()) {
        let interventions = read(&[TOILET, HOUSE, INSURANCE, JOB].concat());
        let scenario = scenario().seed(seed).years(3).unwrap();
        let reversed: Vec<Household> = households.iter().rev().cloned().collect();
        let (one, other) =
            (scenario.apply(&households, &interventions).unwrap(), scenario.apply(&reversed, &interventions).unwrap());
        same(&one, &other);
        prop_assert_eq!(one.outcomes(), other.outcomes());
    }

    #[test]
    fn a_capacity_is_never_exceeded(households in populations(), seed in any::<u64>()) {
        let effect = scenario().seed(seed).years(2).unwrap().apply(&households, &read(JOB)).unwrap();
        prop_assert!(effect.reaches().iter().all(|reach| reach.reached <= weight(6)));
        for reach in effect.reaches() {
            let all = reach.reached.checked_add(reach.declined).unwrap().checked_add(reach.missed).unwrap();
            prop_assert_eq!(all, reach.eligible);
        }
    }
}

/// A loss is an income below all others, not an unknown one, and a fraction of a unit counts.
#[test]
fn the_lowest_income_comes_first_even_if_it_is_a_loss() {
    let first = TOILET.replace("take_up = \"1\"", "take_up = \"1\"\ncapacity = 1\nfirst = [\"lowest_income\"]");
    let earning = |number: usize, income: Option<&str>| {
        let made = household(number, 0, Toilet::None, Wall::Waste, true, Work::Waged).to_builder();
        let income = income.map_or(Observed::NOT_RECORDED, |income| Observed::Known(income.parse().unwrap()));
        made.income_per_person_month(income).build().unwrap()
    };
    for (incomes, served) in [
        ([None, Some("-250000 VND"), Some("100000 VND")], "H001"),
        ([Some("0.75 VND"), Some("0.25 VND"), Some("0.5 VND")], "H001"),
        ([None, Some("3000000 VND"), Some("2999999 VND")], "H002"),
    ] {
        let households: Vec<Household> =
            incomes.into_iter().enumerate().map(|(number, income)| earning(number, income)).collect();
        let interventions = read(&first);
        let effect = scenario().apply(&households, &interventions).unwrap();
        let reached = effect.outcomes().iter().filter(|outcome| !outcome.interventions.is_empty());
        assert_eq!(reached.map(|outcome| outcome.household.as_str()).collect::<Vec<_>>(), [served], "{incomes:?}");
    }
}
