//! Plans within budgets: bounds, proofs of optimality against brute force, and typed errors.

use poverty::household::{Household, Member, Services, Toilet, Work};
use poverty::measure::{Structure, Weighting};
use poverty::place::Area;
use poverty::quantity::{Currency, Money, Ratio};
use poverty::simulate::Assumed;
use poverty::simulate::intervention::{Interventions, Scenario};
use poverty::simulate::plan::{
    Choice, Class, Intervention, Limit, Objective, Plan, PlanError, Planner, Problem, Solution,
};
use poverty::standard::Standards;
use proptest::prelude::*;

fn limits(amounts: &[u64]) -> Vec<Limit> {
    amounts.iter().enumerate().map(|(at, amount)| Limit { name: format!("limit {at}"), amount: *amount }).collect()
}

/// Small problems with a number of limits that binds some of them.
fn problems(limits_of: usize) -> impl Strategy<Value = (Vec<u64>, Vec<Class>)> {
    let choice = (0_u64..9, proptest::collection::vec(0_u64..9, limits_of));
    let choice = choice.prop_map(|(value, uses)| Choice { label: 1, value, uses });
    let class = (0_u64..4, proptest::collection::vec(choice, 0..4));
    let class = class.prop_map(|(households, choices)| Class { households, choices });
    (proptest::collection::vec(0_u64..30, limits_of), proptest::collection::vec(class, 0..4))
}

/// The best value by trying every choice of every household.
fn brute_force(left: &[u64], households: &[&[Choice]]) -> u64 {
    let Some((first, rest)) = households.split_first() else { return 0 };
    let mut best = brute_force(left, rest);
    for choice in *first {
        let after: Option<Vec<u64>> =
            left.iter().zip(&choice.uses).map(|(left, uses)| left.checked_sub(*uses)).collect();
        if let Some(after) = after {
            best = best.max(choice.value + brute_force(&after, rest));
        }
    }
    best
}

fn within_limits(problem: &Problem, solution: &Solution) -> bool {
    let mut used = vec![0; problem.limits().len()];
    let mut value = 0;
    let mut households = vec![0; problem.classes().len()];
    for bought in solution.bought() {
        let choice = &problem.classes()[bought.class].choices[bought.choice];
        value += choice.value * bought.households;
        households[bought.class] += bought.households;
        used.iter_mut().zip(&choice.uses).for_each(|(sum, uses)| *sum += uses * bought.households);
    }
    value == solution.value()
        && used == solution.used()
        && used.iter().zip(problem.limits()).all(|(used, limit)| *used <= limit.amount)
        && households.iter().zip(problem.classes()).all(|(bought, class)| *bought <= class.households)
}

fn check(amounts: &[u64], classes: &[Class]) -> Result<(), TestCaseError> {
    let problem = Problem::new(limits(amounts), classes.to_vec()).unwrap();
    let households: Vec<&[Choice]> = classes
        .iter()
        .flat_map(|class| std::iter::repeat_n(class.choices.as_slice(), usize::try_from(class.households).unwrap()))
        .collect();
    let best = brute_force(amounts, &households);
    let (greedy, optimum) = (problem.greedy(), problem.optimum());
    prop_assert!(within_limits(&problem, &greedy));
    prop_assert!(within_limits(&problem, &optimum));
    prop_assert!(greedy.value() <= best && best <= greedy.bound());
    prop_assert_eq!((optimum.value(), optimum.bound(), optimum.gap()), (best, best, 0));
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn the_optimum_within_one_budget_is_that_of_brute_force((amounts, classes) in problems(1)) {
        check(&amounts, &classes)?;
    }

    #[test]
    fn the_optimum_within_two_limits_is_that_of_brute_force((amounts, classes) in problems(2)) {
        check(&amounts, &classes)?;
    }

    #[test]
    fn the_optimum_within_three_limits_is_that_of_brute_force((amounts, classes) in problems(3)) {
        check(&amounts, &classes)?;
    }

    #[test]
    fn alike_households_as_one_class_or_one_by_one_have_one_optimum(
        counts in proptest::collection::vec(0_u64..12, 8), budget in 0_i64..200
    ) {
        let collapsed = planner(budget, &counts).problem(Objective::FallInM0).unwrap();
        let one_by_one = collapsed.classes().iter().flat_map(|class| {
            let one = Class { households: 1, choices: class.choices.clone() };
            std::iter::repeat_n(one, usize::try_from(class.households).unwrap())
        });
        let one_by_one = Problem::new(collapsed.limits().to_vec(), one_by_one.collect()).unwrap();
        let (left, right) = (collapsed.optimum(), one_by_one.optimum());
        prop_assert_eq!((left.value(), left.gap()), (right.value(), right.gap()));
    }

    #[test]
    fn a_plan_stays_within_its_line_and_a_larger_line_does_no_less(
        counts in proptest::collection::vec(0_u64..50, 8), budget in 0_i64..1000, more in 0_i64..100
    ) {
        for objective in [Objective::FallInM0, Objective::HouseholdsLifted, Objective::DeprivationsRemoved] {
            let plan = planner(budget, &counts).optimum(objective).unwrap();
            prop_assert!(plan.spent("line").unwrap().amount() <= Money::vnd(budget).amount());
            let larger = planner(budget + more, &counts).optimum(objective).unwrap();
            prop_assert!(larger.value() >= plan.value());
        }
    }
}

/// Two lines, a shared cost, capacities and groups with promises: the plan keeps to all of them and to its bound.
#[test]
fn a_plan_within_many_limits_lies_between_the_greedy_one_and_the_bound() {
    let share = |numerator, denominator| Ratio::new(numerator, denominator).unwrap();
    let mut planner = Planner::new(&weights(), share(2, 3)).unwrap();
    planner = planner.line("central", Money::vnd(1_999)).unwrap().line("province", Money::vnd(701)).unwrap();
    let one = |id: &str, line, cost, capacity| {
        let one = Intervention::new(id, [id], line).cost("hills", Money::vnd(cost));
        one.cost("coast", Money::vnd(cost * 13 / 10)).capacity(capacity)
    };
    planner = planner.intervention(one("toilet", "central", 17, 60)).unwrap();
    planner = planner.intervention(one("water", "province", 11, 90).shared("central", share(1, 4))).unwrap();
    planner = planner.intervention(one("housing", "central", 41, 25)).unwrap();
    for (pattern, households) in (0..8).zip([50, 40, 60, 33, 41, 27, 38, 29]) {
        planner.add_to("plain", "coast", pattern, households).unwrap();
        planner.add_to("minority", "hills", pattern, households / 2).unwrap();
    }
    planner = planner.reserve("central", "minority", share(1, 5)).unwrap();
    planner = planner.at_least("minority", share(1, 10)).unwrap().need("minority", 2).unwrap();
    for objective in [Objective::FallInM0, Objective::HouseholdsLifted, Objective::DeprivationsRemoved] {
        let best = planner.optimum(objective).unwrap();
        // The greedy plan may miss the promise to the minority, and says so.
        match planner.greedy(objective) {
            Ok(greedy) => assert!(greedy.value() <= best.value() && best.bound() <= greedy.bound()),
            Err(error) => assert_eq!(error.code(), "simulate/not-found"),
        }
        assert!(best.value() <= best.bound() && best.gap() <= share(3, 1), "{}", best.gap());
        assert!(best.spent("central").unwrap().amount() <= Money::vnd(1_999).amount());
        assert!(best.spent("province").unwrap().amount() <= Money::vnd(701).amount());
        assert!(best.served("toilet") <= 60 && best.served("water") <= 90 && best.served("housing") <= 25);
        // 157 households of the minority, of whom a tenth must get something.
        assert!(best.reached("minority") >= 16);
    }
}

/// Many households, so that the optimum is found by programmes over few changes and not by trying all.
#[test]
fn many_households_have_a_proven_optimum_that_dynamic_programming_confirms() {
    let counts = [0, 200, 1_000, 2_500, 150, 2_500, 3_500, 2_501];
    for (budget, objective) in [
        (1_991, Objective::FallInM0),
        (1_007, Objective::HouseholdsLifted),
        (1_234, Objective::DeprivationsRemoved),
        (977, Objective::FallInM0),
    ] {
        let problem = planner(budget, &counts).problem(objective).unwrap();
        let (greedy, optimum) = (problem.greedy(), problem.optimum());
        assert!(within_limits(&problem, &optimum));
        assert!(greedy.value() <= optimum.value() && optimum.bound() <= greedy.bound());
        assert_eq!((optimum.gap(), optimum.value()), (0, by_amounts(&problem)));
    }
}

/// The best value within one limit: the most for each amount, household after household.
fn by_amounts(problem: &Problem) -> u64 {
    let budget = usize::try_from(problem.limits()[0].amount).unwrap();
    let mut best = vec![0_u64; budget + 1];
    for class in problem.classes() {
        let Some(least) = class.choices.iter().skip(1).map(|choice| choice.uses[0]).min() else { continue };
        // More than the whole budget pays for get nothing anyway.
        for _ in 0..class.households.min(problem.limits()[0].amount / least) {
            let mut next = best.clone();
            for choice in class.choices.iter().skip(1) {
                let cost = usize::try_from(choice.uses[0]).unwrap();
                for amount in cost..=budget {
                    next[amount] = next[amount].max(best[amount - cost] + choice.value);
                }
            }
            best = next;
        }
    }
    best[budget]
}

fn weights() -> Weighting {
    Weighting::nested(&Structure::flat(["toilet", "water", "housing"]).unwrap()).unwrap()
}

/// Households by pattern, poor from two of three on.
fn planner(budget: i64, counts: &[u64]) -> Planner {
    let one = |id, cost| Intervention::new(id, [id], "line").cost("hills", Money::vnd(cost));
    let mut planner = Planner::new(&weights(), Ratio::new(2, 3).unwrap()).unwrap();
    planner = planner.line("line", Money::vnd(budget)).unwrap();
    for intervention in [one("toilet", 7), one("water", 5), one("housing", 31)] {
        planner = planner.intervention(intervention).unwrap();
    }
    for (pattern, households) in (0..).zip(counts) {
        planner.add("hills", pattern, *households).unwrap();
    }
    planner
}

fn bought(plan: &Plan) -> Vec<(u64, String, u64)> {
    plan.purchases().iter().map(|one| (one.pattern, one.bundle.join("+"), one.households)).collect()
}

#[test]
fn two_thousand_households_one_by_one_have_the_optimum_of_their_classes() {
    let counts = [100, 300, 250, 350, 150, 250, 350, 250];
    let mut beyond_greedy = 0;
    for (budget, objective) in [9_999, 3_505, 3_141]
        .into_iter()
        .flat_map(|budget| [Objective::FallInM0, Objective::HouseholdsLifted].map(|objective| (budget, objective)))
    {
        let collapsed = planner(budget, &counts).problem(objective).unwrap();
        let one_by_one: Vec<Class> = collapsed
            .classes()
            .iter()
            .flat_map(|class| {
                let one = Class { households: 1, choices: class.choices.clone() };
                std::iter::repeat_n(one, usize::try_from(class.households).unwrap())
            })
            .collect();
        assert_eq!(one_by_one.len(), 2_000);
        let one_by_one = Problem::new(collapsed.limits().to_vec(), one_by_one).unwrap();
        let (left, right) = (collapsed.optimum(), one_by_one.optimum());
        assert_eq!((left.value(), left.gap()), (right.value(), right.gap()), "{budget}");
        assert_eq!(left.gap(), 0);
        beyond_greedy += u32::from(collapsed.greedy().value() < left.value());
    }
    assert!(beyond_greedy > 0, "no case needs more than the greedy plan");
}

#[test]
fn a_plan_lifts_those_who_need_least_first_and_tells_what_it_assumes() {
    // Toilet and water, toilet and housing, everything.
    let plan = planner(12, &[0, 0, 0, 2, 0, 1, 0, 1]).optimum(Objective::HouseholdsLifted).unwrap();
    assert_eq!(bought(&plan), [(0b011, "water".to_owned(), 2)]);
    assert_eq!((plan.value(), plan.bound()), (Ratio::whole(2), Ratio::whole(2)));
    assert_eq!(plan.assumptions()[0], Assumed::PoorFrom(Ratio::new(2, 3).unwrap()));
    let sentences: Vec<String> = plan.assumptions().iter().map(ToString::to_string).collect();
    for sentence in [
        "poor from a score of 2/3 on",
        "line line has 12 VND",
        "toilet surely removes toilet",
        "toilet has no limit of capacity",
        "toilet costs 7 VND for a household in hills, paid from line",
    ] {
        assert!(sentences.contains(&sentence.to_owned()), "{sentences:?}");
    }
    assert_eq!(sentences.len(), 2 + 3 * 3);
    assert_eq!((plan.served("water"), plan.served("toilet"), plan.binding()), (2, 0, Some("limit `line`")));
}

#[test]
fn a_capacity_holds_where_money_would_not() {
    let mut planner = Planner::new(&weights(), Ratio::new(1, 3).unwrap()).unwrap();
    let water = Intervention::new("water", ["water"], "donors").cost("hills", Money::vnd(5)).capacity(3);
    planner = planner.intervention(water).unwrap();
    planner.add("hills", 0b010, 10).unwrap();
    let plan = planner.optimum(Objective::HouseholdsLifted).unwrap();
    assert_eq!(plan.value(), Ratio::whole(3));
    assert_eq!(plan.spent("donors"), Some(Money::vnd(15)));
    assert_eq!(plan.spent("others"), None);
    // An area without a cost is not offered it.
    planner.add("coast", 0b010, 10).unwrap();
    assert_eq!(planner.optimum(Objective::HouseholdsLifted).unwrap().value(), Ratio::whole(3));
}

#[test]
fn nobody_and_nothing_change_nothing() {
    assert_eq!(planner(1_000, &[]).optimum(Objective::FallInM0).unwrap().purchases(), []);
    assert_eq!(planner(0, &[9; 8]).optimum(Objective::FallInM0).unwrap().value(), Ratio::ZERO);
    let mut none = Planner::new(&weights(), Ratio::new(1, 3).unwrap()).unwrap();
    none.add("hills", 0b111, 10).unwrap();
    assert_eq!(none.optimum(Objective::FallInM0).unwrap().value(), Ratio::ZERO);
}

#[test]
fn what_is_demanded_beyond_the_bound_is_infeasible_and_names_the_limit_that_binds() {
    let class = Class { households: 10, choices: vec![Choice { label: 1, value: 1, uses: vec![5, 1] }] };
    let problem = Problem::new(limits(&[20, 100]), vec![class]).unwrap();
    problem.demand(4).unwrap();
    let error = problem.demand(5).unwrap_err();
    assert_eq!(error.code(), "simulate/infeasible");
    assert_eq!(error.to_string(), "at least 5 is demanded, and limit `limit 0` allows no more than 4");
}

#[test]
fn a_reserve_keeps_others_off_and_a_need_changes_who_comes_first() {
    let groups = |planner: Planner| {
        let mut planner = planner;
        planner.add_to("a", "hills", 0b011, 10).unwrap();
        planner.add_to("b", "hills", 0b111, 10).unwrap();
        planner
    };
    let reached = |planner: Planner| {
        let plan = groups(planner).optimum(Objective::HouseholdsLifted).unwrap();
        (plan.reached("a"), plan.reached("b"), plan.spent("line").unwrap())
    };
    // Water lifts those of a for 5; those of b need toilet and water for 12.
    assert_eq!(reached(planner(60, &[])), (10, 0, Money::vnd(50)));
    let half = Ratio::new(1, 2).unwrap();
    assert_eq!(reached(planner(60, &[]).reserve("line", "b", half).unwrap()), (6, 2, Money::vnd(54)));
    // A household of b that counts three times is worth 3 for 12, more than 1 for 5.
    assert_eq!(reached(planner(60, &[]).need("b", 3).unwrap()), (0, 5, Money::vnd(60)));
    let plan = groups(planner(60, &[]).need("b", 3).unwrap()).optimum(Objective::HouseholdsLifted).unwrap();
    assert_eq!(plan.value(), Ratio::whole(15));
}

#[test]
fn a_least_share_is_met_or_the_limit_that_binds_is_named() {
    let with = |budget, share: Ratio| {
        let mut planner = planner(budget, &[]).at_least("b", share).unwrap();
        planner.add_to("a", "hills", 0b011, 10).unwrap();
        planner.add_to("b", "hills", 0b111, 10).unwrap();
        planner.optimum(Objective::HouseholdsLifted)
    };
    let plan = with(60, Ratio::new(3, 10).unwrap()).unwrap();
    assert_eq!((plan.reached("a"), plan.reached("b"), plan.value()), (4, 3, Ratio::whole(7)));
    assert_eq!((plan.bound(), plan.gap()), (Ratio::whole(7), Ratio::ZERO));
    assert!(plan.assumptions().contains(&Assumed::AtLeast { group: "b".into(), households: 3 }));
    let error = with(60, Ratio::new(6, 10).unwrap()).unwrap_err();
    assert_eq!(error.code(), "simulate/infeasible");
    assert_eq!(error.to_string(), "at least 6 is demanded, and limit `line` allows no more than 5");
}

#[test]
fn two_lines_share_a_cost_to_the_last_unit() {
    let third = Ratio::new(1, 3).unwrap();
    let one = Intervention::new("water", ["water"], "central").shared("province", third).cost("hills", Money::vnd(10));
    let mut planner = Planner::new(&weights(), third).unwrap();
    planner = planner.line("central", Money::vnd(100)).unwrap().line("province", Money::vnd(8)).unwrap();
    planner = planner.intervention(one).unwrap();
    planner.add("hills", 0b010, 10).unwrap();
    let plan = planner.optimum(Objective::HouseholdsLifted).unwrap();
    // 3 of 10 from the province, which has enough for two.
    assert_eq!(
        (plan.value(), plan.spent("central"), plan.spent("province")),
        (Ratio::whole(2), Some(Money::vnd(14)), Some(Money::vnd(6)))
    );
}

#[test]
fn households_may_lose_other_deprivations_than_an_intervention_says() {
    let mut planner = planner(1_000, &[]);
    // Housing does not help this household; water removes two of its deprivations.
    planner.add_removing("", "hills", 0b111, &[0b001, 0b110, 0], 1).unwrap();
    let plan = planner.optimum(Objective::DeprivationsRemoved).unwrap();
    assert_eq!((plan.value(), bought(&plan)), (Ratio::whole(3), vec![(0b111, "toilet+water".to_owned(), 1)]));
    planner.demand(Objective::DeprivationsRemoved, Ratio::whole(3)).unwrap();
    let error = planner.demand(Objective::DeprivationsRemoved, Ratio::whole(4)).unwrap_err();
    assert_eq!(error.to_string(), "at least 4 is demanded, and what there is to do allows no more than 3");
    let error = planner.add_removing("", "hills", 0b111, &[1], 1).unwrap_err();
    assert_eq!(error.code(), "simulate/removal-count");
}

fn observed(weight: &str) -> Household {
    let member = Member::aged(40).unwrap().with_work(Work::SeekingWork).with_health_insurance(false);
    Household::builder("H1", "24133", Area::Rural)
        .income_per_person_month(Money::vnd(1_000_000))
        .services(Services::default().with_toilet(Toilet::None))
        .member(member)
        .weight(weight.parse().unwrap())
        .build()
        .unwrap()
}

/// A toilet, which a household lacks, a well, which it is not known to lack, and a job that comes by chance.
const OBSERVED: &str = r#"
[[intervention]]
id = "toilet"
name = "toilet"
eligible = { deprived = ["toilet"] }
take_up = "1"
line = "sanitation"
cost = { rural = "12 VND" }
changes = { toilet = "septic" }

[[intervention]]
id = "well"
name = "well"
eligible = { deprived = ["water_source"] }
take_up = "1"
cost = { rural = "9 VND" }
changes = { water_source = "drilled_well" }

[[intervention]]
id = "job"
name = "job"
take_up = "1"
capacity = 3
cost = { everywhere = "10 VND" }
changes = { job = { probability = "2/5", from_age = 16, to_age = 55 } }
"#;

fn of_observed(weight: &str, interventions: &str) -> Result<Planner, PlanError> {
    let decree = Standards::embedded().get("vn-decree-07-2021").unwrap();
    let poverty = Weighting::of_standard(decree).unwrap().cutoff(Ratio::new(1, 4).unwrap()).unwrap();
    let scenario = Scenario::new(decree, "2024-12-31".parse().unwrap());
    let list = Interventions::from_toml("plan.toml", interventions).unwrap();
    Planner::of_households(&scenario, &poverty, &list, &[observed(weight)], |household| household.place().to_owned())
}

#[test]
fn observed_households_are_planned_for_by_what_interventions_do_to_them() {
    let planner = of_observed("2", OBSERVED).unwrap().line("budget", Money::vnd(30)).unwrap();
    let planner = planner.line("sanitation", Money::vnd(100)).unwrap();
    let plan = planner.optimum(Objective::DeprivationsRemoved).unwrap();
    // Two toilets for 12 each, and one job: its success takes 5/2 trainings for 25, and of three trainings one success is sure to fit.
    assert_eq!((plan.value(), plan.served("toilet"), plan.served("job")), (Ratio::whole(3), 2, 1));
    assert_eq!((plan.spent("sanitation"), plan.spent("budget")), (Some(Money::vnd(24)), Some(Money::vnd(25))));
    assert_eq!((plan.reached("24133"), plan.served("well")), (2, 0));
    assert!(plan.assumptions().contains(&Assumed::UnknownIsFine));
    let chance = Assumed::Chance { intervention: "job".into(), probability: Ratio::new(2, 5).unwrap() };
    assert!(plan.assumptions().contains(&chance));
    assert_eq!(of_observed("1.5", OBSERVED).unwrap_err().code(), "simulate/weight");
    let unknown = OBSERVED.replace("[\"water_source\"]", "[\"pool\"]");
    assert_eq!(of_observed("1", &unknown).unwrap_err().code(), "simulate/intervention-unknown");
}

#[test]
fn each_error_is_typed_and_says_what_is_wrong() {
    let new = || Planner::new(&weights(), Ratio::new(1, 3).unwrap()).unwrap();
    let one = |id: &str| Intervention::new(id, ["water"], "line").cost("hills", Money::vnd(5));
    let code = |result: Result<Planner, PlanError>| result.unwrap_err().code();
    assert_eq!(code(Planner::new(&weights(), Ratio::whole(2))), "measure/cutoff-out-of-range");
    assert_eq!(code(new().line("a", Money::vnd(1)).unwrap().line("a", Money::vnd(1))), "simulate/duplicate");
    assert_eq!(code(new().intervention(one("a")).unwrap().intervention(one("a"))), "simulate/duplicate");
    assert_eq!(code(new().intervention(Intervention::new("a", [], "line"))), "simulate/removes-nothing");
    assert_eq!(code(new().intervention(Intervention::new("a", ["roof"], "line"))), "simulate/unknown-indicator");
    assert_eq!(code(new().line("a", Money::vnd(-1))), "simulate/amount");
    let broken = Money::new("0.5".parse().unwrap(), Currency::VND);
    assert_eq!(code(new().intervention(one("a").cost("coast", broken))), "simulate/amount");
    let mut many = new();
    for number in 0..Planner::INTERVENTIONS_MAX {
        many = many.intervention(one(&number.to_string())).unwrap();
    }
    assert_eq!(code(many.intervention(one("last"))), "simulate/too-many-interventions");
    let share = |numerator| Ratio::new(numerator, 2).unwrap();
    assert_eq!(code(new().intervention(one("a").shared("b", share(3)))), "simulate/share");
    assert_eq!(code(new().intervention(one("a").shared("b", share(1)).shared("c", share(2)))), "simulate/share");
    assert_eq!(code(new().intervention(one("a").shared("line", share(1)))), "simulate/duplicate");
    assert_eq!(code(new().reserve("line", "b", share(1))), "simulate/unknown-line");
    assert_eq!(code(new().reserve("line", "b", share(3))), "simulate/share");
    assert_eq!(code(new().at_least("b", share(-1))), "simulate/share");
    assert_eq!(code(new().at_least("b", share(1)).unwrap().at_least("b", share(1))), "simulate/duplicate");
    assert_eq!(code(new().need("b", 1).unwrap().need("b", 1)), "simulate/duplicate");
    let not_found = PlanError::NotFound { demanded: 3, found: 2, binding: "limit `line`".into() };
    let text = "at least 3 households must get something, a plan for 2 was found, held back by limit `line`";
    assert_eq!((not_found.code(), not_found.to_string()), ("simulate/not-found", text.to_owned()));
    let unbounded = new().intervention(one("a")).unwrap().optimum(Objective::FallInM0).unwrap_err();
    let text = "the plan is unbounded: intervention `a` draws on line `line`, which has no amount, and has no capacity";
    assert_eq!((unbounded.code(), unbounded.to_string()), ("simulate/unbounded", text.to_owned()));
    let dollars = Money::new("5".parse().unwrap(), Currency::USD);
    let mut mixed = new().line("line", dollars).unwrap().intervention(one("a")).unwrap();
    mixed.add("hills", 0b010, 1).unwrap();
    assert_eq!(mixed.optimum(Objective::FallInM0).unwrap_err().code(), "simulate/currency-mismatch");
    assert_eq!(mixed.add("hills", 0b010, u64::MAX).unwrap_err().code(), "simulate/too-large");
    let class = |households, uses: &[u64]| Class {
        households,
        choices: vec![Choice { label: 1, value: 1, uses: uses.to_vec() }],
    };
    let problem = |amounts: &[u64], class| Problem::new(limits(amounts), vec![class]).unwrap_err().code();
    assert_eq!(problem(&[1], class(1, &[])), "simulate/use-count");
    assert_eq!(problem(&[1], class(u64::MAX, &[1])), "simulate/too-large");
    assert_eq!(problem(&[u64::MAX], class(1, &[1])), "simulate/too-large");
    let twice = vec![Limit { name: "a".into(), amount: 1 }, Limit { name: "a".into(), amount: 1 }];
    assert_eq!(Problem::new(twice, vec![]).unwrap_err().code(), "simulate/duplicate");
}
