//! Who became poor, escaped, fell back: each passage once, and the sum of them.

use super::commune::{Commune, DECREE, day, household, id, seen};
use poverty::register::{
    ArrivedBy, Change, Closing, Closure, DepartedBy, Flows, Observation, Passage, Split, Standing, Transitions,
};

const YEARS: [&str; 3] = ["2022-12-01", "2023-12-01", "2024-12-01"];

/// Income and deprivation that make a household poor, near-poor, and neither.
fn as_standing(number: u32, standing: Standing) -> poverty::household::Household {
    match standing {
        Standing::Poor => household(number, 1_000_000, true),
        Standing::NearPoor => household(number, 1_000_000, false),
        Standing::NotPoor => household(number, 5_000_000, false),
    }
}

/// Households whose standing in three years is given; `None` where it is not there.
fn commune(lives: &[[Standing; 3]]) -> Commune {
    let mut commune = Commune::new();
    for (number, life) in (1..).zip(lives) {
        commune.register_household("2022-01-10", as_standing(number, life[0]));
    }
    for (year, on) in YEARS.iter().enumerate() {
        for (number, life) in (1..).zip(lives) {
            commune
                .on(&on.replace("-12-", "-10-"), Change::Observed(seen(as_standing(number, life[year])).into()))
                .unwrap();
        }
        let decision = commune.decide(on);
        for number in (1..).take(lives.len()) {
            commune.recognise(on, decision, number).unwrap();
        }
    }
    commune
}

use Standing::{NearPoor, NotPoor, Poor};

fn between(commune: &Commune, earlier: &str, later: &str) -> Transitions {
    Transitions::between(&commune.register.as_of(day(earlier)), &commune.register.as_of(day(later)))
}

#[test]
fn each_passage_has_its_name() {
    let cases = [
        ([NotPoor, NotPoor, NotPoor], Passage::Unchanged(NotPoor)),
        ([NotPoor, Poor, Poor], Passage::Unchanged(Poor)),
        ([NotPoor, NotPoor, Poor], Passage::NewlyPoor { from: NotPoor }),
        ([NotPoor, NearPoor, Poor], Passage::NewlyPoor { from: NearPoor }),
        ([Poor, NotPoor, Poor], Passage::ReturnedToPoverty { from: NotPoor }),
        ([Poor, NearPoor, Poor], Passage::ReturnedToPoverty { from: NearPoor }),
        ([NotPoor, Poor, NotPoor], Passage::LeftPoverty { to: NotPoor }),
        ([NotPoor, Poor, NearPoor], Passage::LeftPoverty { to: NearPoor }),
        ([NotPoor, NearPoor, NotPoor], Passage::LeftNearPoverty),
        ([NotPoor, NotPoor, NearPoor], Passage::NewlyNearPoor),
        ([NearPoor, NotPoor, NearPoor], Passage::ReturnedToNearPoverty),
        ([Poor, NotPoor, NearPoor], Passage::ReturnedToNearPoverty),
    ];
    let lives: Vec<_> = cases.iter().map(|(life, _)| *life).collect();
    let commune = commune(&lives);
    let transitions = between(&commune, YEARS[1], YEARS[2]);
    for (number, (life, passage)) in (1..).zip(&cases) {
        let found =
            transitions.changed().iter().find(|(household, _)| *household == id(number)).map(|(_, passage)| *passage);
        let expected = Some(*passage).filter(|passage| !matches!(passage, Passage::Unchanged(_)));
        assert_eq!(found, expected, "{life:?}");
    }
    assert_eq!(transitions.from_to(Poor, Poor), 1);
    assert_eq!(transitions.flows(), Flows { new: 2, returned: 2, arrived: 0, left: 2, departed: 0 });
    assert_eq!(transitions.flows().net(), 2);
}

#[test]
fn the_passages_reconcile_with_the_two_rates() {
    let mut commune =
        commune(&[[Poor, Poor, NotPoor], [Poor, Poor, Poor], [Poor, NotPoor, Poor], [NotPoor, NotPoor, NotPoor]]);
    let earlier = commune.register.as_of(day("2023-12-31"));
    let rate = earlier.figures(None, DECREE).unwrap().rate().unwrap();
    // One splits off and is poor, one is closed.
    let split = Split { from: id(2), into: seen_alone(9, 21) };
    commune.known("2024-06-01", "2024-12-02", Change::Split(split.into())).unwrap();
    let decision = commune.decide("2024-12-02");
    commune.recognise("2024-12-02", decision, 9).unwrap();
    let closing = Closing { household: id(4), closure: Closure::DiedOut };
    commune.known("2024-07-01", "2024-12-03", Change::Closed(closing)).unwrap_err();
    commune.on("2024-12-31", Change::Closed(closing)).unwrap();

    let transitions = between(&commune, "2023-12-31", "2024-12-31");
    let later = commune.register.as_of(day("2024-12-31")).figures(None, DECREE).unwrap().rate().unwrap();
    let reconciled = transitions.reconcile(&rate, &later).unwrap();
    assert_eq!(reconciled.flows, Flows { new: 0, returned: 1, arrived: 1, left: 1, departed: 0 });
    assert_eq!(
        reconciled.change.points().unwrap().points(2, poverty::quantity::Rounding::HalfUp).to_string(),
        "25.00 points"
    );
    let how = |passage: Passage| transitions.count_where(|found| found == passage);
    assert_eq!(how(Passage::Arrived { how: ArrivedBy::Split, standing: Poor }), 1);
    assert_eq!(how(Passage::Departed { how: DepartedBy::Closure, standing: NotPoor }), 1);

    // A rate that something is missing from is not explained.
    let wrong = poverty::measure::administrative::AdministrativeRate::from_counts(
        poverty::quantity::Count::new(3),
        poverty::quantity::Count::new(5),
        day("2024-12-31"),
        DECREE,
    );
    let error = transitions.reconcile(&rate, &wrong.unwrap()).unwrap_err();
    assert_eq!(error.code(), "register/irreconcilable");
    assert_eq!(
        error.to_string(),
        "the number of households on the second day is 4 by the transitions and 5 by the rate"
    );
    let reported =
        poverty::measure::administrative::AdministrativeRate::reported(later.rate(), day("2024-12-31"), DECREE);
    assert_eq!(transitions.reconcile(&rate, &reported.unwrap()).unwrap_err().code(), "register/rate-without-counts");
}

fn seen_alone(number: u32, person: u64) -> Observation {
    let one = household(number, 1_000_000, true);
    let small = one.dwelling().clone().with_area(poverty::quantity::FloorArea::square_metres(6).unwrap());
    let member = one.members()[0].clone();
    Observation::new(one.to_builder().dwelling(small).members([member]).build().unwrap(), [person]).unwrap()
}
