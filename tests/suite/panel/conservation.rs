//! Households are conserved: whatever splits, merges, comes and goes, the two margins of a matrix are the two stocks.

use super::{YEARS, classes};
use poverty::measure::panel::*;
use poverty::quantity::{CountedUnit, Households, Persons, TotalWeight, Weight};
use proptest::prelude::*;

const CLASSES: [Option<&str>; 4] = [Some("poor"), Some("near_poor"), Some("not_poor"), None];

/// What was seen of a household in a period: nothing, or a class and a weight.
type Seen = Option<(usize, u64)>;

/// Households with what was seen of them, and for each period from the second whether one descends from others.
#[derive(Clone, Debug)]
struct World {
    seen: Vec<[Seen; 4]>,
    origins: Vec<(usize, usize, Vec<usize>)>,
}

fn world() -> impl Strategy<Value = World> {
    let seen = || prop::option::weighted(0.85, (0_usize..4, 1_u64..50));
    let households = prop::collection::vec([seen(), seen(), seen(), seen()], 2..14);
    let origins = prop::collection::vec((0_usize..14, 1_usize..4, prop::collection::vec(0_usize..14, 1..4)), 0..6);
    (households, origins).prop_map(|(seen, origins)| {
        // Only what was there can descend, and only from what was there before.
        let there = |household: usize, period: usize| seen.get(household).is_some_and(|row| row[period].is_some());
        let origins = origins
            .into_iter()
            .filter(|(household, period, _)| there(*household, *period))
            .map(|(household, period, named)| {
                let named = named.into_iter().filter(|origin| there(*origin, period - 1)).collect::<Vec<_>>();
                (household, period, named)
            })
            .filter(|(_, _, named)| !named.is_empty())
            .collect();
        World { seen, origins }
    })
}

fn panel<U: CountedUnit>(world: &World, order: &[usize], rules: (SplitRule, MergeRule)) -> Panel<U> {
    let mut panel = Panel::<U>::builder(classes(), Periods::new(YEARS).unwrap());
    for household in order {
        for (period, seen) in YEARS.into_iter().zip(&world.seen[*household]) {
            if let Some((class, weight)) = seen {
                let weight = Weight::from_integer(*weight).unwrap();
                panel.observe(&household.to_string(), period, CLASSES[*class], weight).unwrap();
            }
        }
    }
    for (household, period, named) in &world.origins {
        let named: Vec<String> = named.iter().map(usize::to_string).collect();
        panel.descends(&household.to_string(), YEARS[*period], named).unwrap();
    }
    panel.build(rules.0, rules.1).unwrap()
}

fn signed<U: CountedUnit>(weight: TotalWeight<U>) -> i128 {
    i128::try_from(weight.billionths()).unwrap()
}

/// Both margins of every pair of periods, class by class, and the flows of poverty.
fn assert_conserved<U: CountedUnit>(panel: &Panel<U>) {
    for (from, to) in [(0, 1), (1, 2), (2, 3), (0, 3), (1, 3)] {
        let (from, to) = (YEARS[from], YEARS[to]);
        let passages = panel.transitions(from, to).unwrap();
        for class in CLASSES {
            let row: i128 = CLASSES.iter().map(|to| signed(passages.weight(class, *to).unwrap())).sum();
            let column: i128 = CLASSES.iter().map(|from| signed(passages.weight(*from, class).unwrap())).sum();
            let departed: i128 = passages.departed(class).unwrap().iter().map(|own| signed(own.1)).sum();
            let arrived: i128 = passages.arrived(class).unwrap().iter().map(|own| signed(own.1)).sum();
            let (added, reweighted) =
                (passages.added_billionths(class).unwrap(), passages.reweighted_billionths(class).unwrap());
            assert_eq!(signed(panel.stock(from, class).unwrap()) + added, row + departed, "{class:?} of {from}");
            assert_eq!(signed(panel.stock(to, class).unwrap()), column + arrived + reweighted, "{class:?} of {to}");
            assert_eq!(passages.earlier(class).unwrap(), panel.stock(from, class).unwrap());
            assert_eq!(passages.later(class).unwrap(), panel.stock(to, class).unwrap());
        }
        let flows = passages.flows().unwrap();
        assert_eq!(flows.net_billionths(), signed(flows.later) - signed(flows.earlier));
    }
}

const SPLITS: [SplitRule; 3] = [SplitRule::EachPartCarries, SplitRule::TheSameHousehold, SplitRule::PartsBeginAnew];
const MERGERS: [MergeRule; 4] = [MergeRule::NotLinkable, MergeRule::First, MergeRule::Worst, MergeRule::Heaviest];

proptest! {
    #[test]
    fn households_and_persons_are_conserved(world in world()) {
        let order: Vec<usize> = (0..world.seen.len()).collect();
        for splits in SPLITS {
            for mergers in MERGERS {
                assert_conserved(&panel::<Households>(&world, &order, (splits, mergers)));
                assert_conserved(&panel::<Persons>(&world, &order, (splits, mergers)));
            }
        }
    }

    /// The shares of a row add up to 1.
    #[test]
    fn shares_of_a_class_add_up(world in world()) {
        let order: Vec<usize> = (0..world.seen.len()).collect();
        let panel = panel::<Households>(&world, &order, Default::default());
        let passages = panel.transitions("2021", "2022").unwrap();
        for from in ["poor", "near_poor", "not_poor"] {
            let shares = ["poor", "near_poor", "not_poor"].map(|to| passages.share(from, to).map(|share| share.value()));
            if shares.iter().all(Result::is_ok) {
                let sum = poverty::quantity::Ratio::sum(shares.into_iter().flatten()).unwrap();
                prop_assert_eq!(sum, poverty::quantity::Ratio::ONE);
            }
        }
    }

    /// The order of observations changes nothing: not a rate, not a spell, not a bit of survival.
    #[test]
    fn the_order_of_observations_changes_nothing(world in world()) {
        let order: Vec<usize> = (0..world.seen.len()).collect();
        let turned: Vec<usize> = order.iter().rev().copied().collect();
        for splits in SPLITS {
            let [one, other] = [&order, &turned].map(|order| panel::<Households>(&world, order, (splits, MergeRule::Worst)));
            for (from, to) in [("2021", "2022"), ("2022", "2023"), ("2021", "2024")] {
                let [one, other] = [&one, &other].map(|panel| panel.transitions(from, to).unwrap());
                prop_assert_eq!(one.flows().unwrap(), other.flows().unwrap());
                let rate = |of: &Transitions| of.reentry_rate(None).map(|rate| (rate.part(), rate.whole()));
                prop_assert_eq!(rate(&one), rate(&other));
            }
            for of in [SpellOf::Poverty, SpellOf::Escape] {
                let sorted = |panel: &Panel<Households>| {
                    let mut spells: Vec<_> = panel.spells(of).iter().map(|spell| {
                        (spell.weight(), spell.entered(), spell.duration(), spell.ended(), spell.start_known())
                    }).collect();
                    spells.sort();
                    spells
                };
                prop_assert_eq!(sorted(&one), sorted(&other));
            }
        }
    }

    /// A spell out of poverty that ended is a return to poverty between two periods, and the other way round.
    #[test]
    fn returns_are_the_ends_of_spells_out_of_poverty(world in world()) {
        let order: Vec<usize> = (0..world.seen.len()).collect();
        let panel = panel::<Households>(&world, &order, Default::default());
        let mut returned = 0_usize;
        for pair in YEARS.windows(2) {
            if let Ok(rate) = panel.transitions(pair[0], pair[1]).unwrap().reentry_rate(None) {
                returned += usize::from(rate.part().billionths() > 0);
            }
        }
        let ended = panel.spells(SpellOf::Escape).iter().filter(|spell| spell.ended()).count();
        prop_assert_eq!(returned > 0, ended > 0);
    }
}
