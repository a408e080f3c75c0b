//! What holds for every journal that a register accepts.

use super::commune::DECREE;
use chrono::NaiveDate;
use poverty::journal::Entry;
use poverty::register::{Change, Figures, HouseholdId, Register, Standing, State, Transitions, View};
use poverty::strategies::register::{household_id, journal};
use proptest::prelude::*;
use std::collections::BTreeMap;

fn rebuilt(entries: &[Entry<Change>]) -> Register {
    Register::new().filled(entries.iter().cloned()).unwrap()
}

/// Everything that a view says of every household.
pub(super) fn said(view: View<'_>) -> Vec<String> {
    let households = view.households().map(|state| {
        let recognised: Vec<_> = state
            .recognitions()
            .map(|one| (one.entry(), one.class().to_owned(), one.since(), one.profile(), one.lines_exceeded()))
            .collect();
        format!(
            "{} {:?} {:?} {:?} {:?} {:?} {:?}",
            state.id(),
            state.members(),
            state.household(),
            recognised,
            state.whereabouts(),
            state.escaped_on(),
            state.supports().map(|(on, _, support)| (on, support.clone())).collect::<Vec<_>>(),
        )
    });
    households.collect()
}

pub(super) fn days(entries: &[Entry<Change>]) -> Vec<NaiveDate> {
    let mut days: Vec<NaiveDate> = entries.iter().flat_map(|entry| [entry.valid, entry.recorded]).collect();
    days.sort_unstable();
    days.dedup();
    days.into_iter().step_by(5).collect()
}

fn figures(view: View<'_>) -> Figures {
    view.figures(None, DECREE).unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    /// The register is a function of its journal, and the journal goes through its written form.
    #[test]
    fn a_register_rebuilt_from_its_journal_is_the_register(entries in journal(60)) {
        let register = rebuilt(&entries);
        let written = serde_json::to_string(&entries).unwrap();
        let read: Vec<Entry<Change>> = serde_json::from_str(&written).unwrap();
        prop_assert!(rebuilt(&read) == register);
        // Importing it again changes nothing.
        let mut again = register.clone();
        for entry in entries {
            prop_assert!(!again.append(entry).unwrap().is_new());
        }
        prop_assert!(again == register);
    }

    /// What was known on a day is what a register says that was never told more.
    #[test]
    fn a_view_never_sees_later_knowledge(entries in journal(50)) {
        let register = rebuilt(&entries);
        for known in days(&entries) {
            let told: Vec<_> = entries.iter().filter(|entry| entry.recorded <= known).cloned().collect();
            let ignorant = rebuilt(&told);
            for on in days(&entries) {
                prop_assert_eq!(said(register.as_of(on).as_known_on(known)), said(ignorant.as_of(on)));
            }
        }
    }

    /// The index of places finds the households that a search through all finds.
    #[test]
    fn a_unit_holds_the_households_that_live_there(entries in journal(60)) {
        let register = rebuilt(&entries);
        for on in days(&entries) {
            let view = register.as_of(on);
            for place in ["A", "B", "C"] {
                let found: Vec<HouseholdId> = view.households_in(place).map(|state| state.id()).collect();
                let expected: Vec<HouseholdId> = view
                    .households()
                    .filter(|state| state.whereabouts().may_be(place))
                    .map(|state| state.id())
                    .collect();
                prop_assert_eq!(found, expected);
            }
            let parts = ["A", "B", "C"].map(|place| view.figures(Some(place), DECREE).unwrap());
            let sum = |count: fn(&Figures) -> poverty::quantity::Count| parts.iter().map(|part| count(part).get()).sum::<u64>();
            prop_assert_eq!(sum(Figures::households), figures(view).households().get());
            prop_assert_eq!(sum(Figures::poor), figures(view).poor().get());
        }
    }

    /// Every household of either day is in exactly one passage; the poor and the households of both days are conserved.
    #[test]
    fn passages_conserve_households(entries in journal(60)) {
        let register = rebuilt(&entries);
        let days = days(&entries);
        for pair in days.windows(2) {
            let (earlier, later) = (register.as_of(pair[0]), register.as_of(pair[1]));
            let count = |view: View<'_>, standing| view.households().filter(|state| state.standing() == standing).count() as u64;
            let transitions = Transitions::between(&earlier, &later);
            for standing in Standing::ALL {
                prop_assert_eq!(transitions.earlier(standing), count(earlier, standing));
                prop_assert_eq!(transitions.later(standing), count(later, standing));
            }
            let net = i128::from(transitions.later(Standing::Poor)) - i128::from(transitions.earlier(Standing::Poor));
            prop_assert_eq!(transitions.flows().net(), net);
            // The parts of the whole: what leaves one place arrives in another, all else is counted once.
            let parts = ["A", "B", "C"].map(|place| Transitions::within(place, &earlier, &later));
            let sum = |count: &dyn Fn(&Transitions) -> u64| parts.iter().map(count).sum::<u64>();
            for standing in Standing::ALL {
                prop_assert_eq!(sum(&|part| part.earlier(standing)), transitions.earlier(standing));
                prop_assert_eq!(sum(&|part| part.later(standing)), transitions.later(standing));
            }
            prop_assert_eq!(sum(&|part| part.households_later()), later.households().count() as u64);
        }
    }

    /// Nobody is a member of two households on one day, unless the record says so wrongly: without what became known late and
    /// what was withdrawn it never does.
    #[test]
    fn persons_are_conserved(entries in journal(60)) {
        let mut register = Register::new();
        for entry in entries {
            if entry.valid == entry.recorded && !matches!(entry.content, Change::Withdrawn(_)) {
                let _refused = register.append(entry);
            }
        }
        for on in days(register.journal().entries()) {
            let mut homes: BTreeMap<_, HouseholdId> = BTreeMap::new();
            for state in register.as_of(on).households() {
                for member in state.members() {
                    prop_assert_eq!(homes.insert(member, state.id()), None);
                }
            }
        }
    }

    /// What was published can be made again, to the household, whatever became known since.
    #[test]
    fn every_publication_can_be_made_again(entries in journal(80)) {
        let register = rebuilt(&entries);
        for entry in &entries {
            let Change::Published(publication) = &entry.content else { continue };
            let figures = publication.figures();
            let then = register.as_of(figures.on()).as_known_before(entry.id).unwrap();
            prop_assert_eq!(&then.figures(figures.place(), figures.standard()).unwrap(), figures);
            let restated = register.restated(entry.id).unwrap();
            let poor = |at: usize| {
                let poor = restated.households.iter().filter(|row| {
                    [&row.1, &row.2][at].as_ref().is_some_and(|counted| counted.standing == Standing::Poor)
                });
                poor.count() as u64
            };
            prop_assert_eq!(restated.published.poor().get() + poor(1), restated.now.poor().get() + poor(0));
        }
    }

    /// Identifiers keep their text, their order and their form in files.
    #[test]
    fn identifiers_round_trip(one in household_id(), other in household_id()) {
        prop_assert_eq!(one.to_string().parse::<HouseholdId>().unwrap(), one);
        prop_assert_eq!(serde_json::from_str::<HouseholdId>(&serde_json::to_string(&one).unwrap()).unwrap(), one);
        prop_assert_eq!(one.cmp(&other), one.as_str().cmp(other.as_str()));
    }
}

/// The strategy does not only make journals in which nothing happens.
#[test]
fn journals_of_the_strategy_are_rich() {
    use proptest::strategy::ValueTree;
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    let mut kinds: BTreeMap<&str, usize> = BTreeMap::new();
    for _ in 0..200 {
        for entry in journal(80).new_tree(&mut runner).unwrap().current() {
            *kinds.entry(entry.content.kind()).or_default() += 1;
        }
    }
    assert_eq!(kinds.len(), 14, "{kinds:?}");
    assert!(kinds.values().all(|count| *count >= 20), "{kinds:?}");
}

#[test]
fn a_state_is_read_only_from_its_household() {
    let register = Register::new();
    let nobody: Option<State<'_>> = register.as_of(NaiveDate::MAX).household(HouseholdId::new("H").unwrap());
    assert!(nobody.is_none());
}
