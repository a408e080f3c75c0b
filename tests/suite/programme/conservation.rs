//! Conservation on random journals: at every date every đồng of every line is somewhere, whatever was posted, refused, dated
//! back or corrected, and in whatever order a journal is replayed.

use super::house::{amount, day, line};
use chrono::{Days, NaiveDate};
use poverty::journal::Entry;
use poverty::programme::Capital;
use poverty::programme::ledger::{BudgetRules, Flow, Ledger, LineId, Movement, Posting, Restated, Totals};
use poverty::quantity::{Currency, Money};
use proptest::prelude::*;
use proptest::strategy::ValueTree;

/// Flows, drawn so that there is something to spend.
const FLOWS: [Flow; 24] = [
    Flow::Appropriation,
    Flow::Appropriation,
    Flow::Supplement,
    Flow::Cancellation,
    Flow::Release,
    Flow::Release,
    Flow::Release,
    Flow::Release,
    Flow::Withdrawal,
    Flow::Commitment,
    Flow::Commitment,
    Flow::Decommitment,
    Flow::Disbursement,
    Flow::Disbursement,
    Flow::Disbursement,
    Flow::CommittedDisbursement,
    Flow::CommittedDisbursement,
    Flow::Advance,
    Flow::Advance,
    Flow::CommittedAdvance,
    Flow::Clearing,
    Flow::AdvanceReturn,
    Flow::Recovery,
    Flow::Refund,
];

/// What a random entry tries to do. Days run from 1 January 2023 over three years.
#[derive(Clone, Debug)]
struct Attempt {
    kind: usize,
    lines: (usize, usize),
    units: u64,
    day: u64,
    of: prop::sample::Index,
    restate: bool,
}

fn attempts() -> impl Strategy<Value = Vec<Attempt>> {
    // Mostly in order of time, sometimes dated back.
    let attempt = (
        0..30_usize,
        (0..6_usize, 0..6_usize),
        1..1_000_000_000_000_000_u64,
        -40..60_i64,
        any::<prop::sample::Index>(),
        any::<bool>(),
    );
    prop::collection::vec(attempt, 1..120).prop_map(|attempts| {
        let mut today = 0_i64;
        attempts
            .into_iter()
            .map(|(kind, lines, units, step, of, restate)| {
                let day = (today + step / 4).max(0).cast_unsigned();
                today += step.max(0) / 4;
                // Small amounts beside large ones, so that limits are met exactly as well as missed.
                let units = if units.is_multiple_of(8) { units } else { units % 100 + 1 };
                Attempt { kind, lines, units, day, of, restate }
            })
            .collect()
    })
}

const FIRST: &str = "2023-01-01";

fn new_ledger() -> (Ledger, Vec<LineId>) {
    let mut ledger = Ledger::new(Currency::VND, BudgetRules::viet_nam().unwrap());
    let mut lines = Vec::new();
    for component in ["1.1", "3.1"] {
        let own = line(component, Capital::Recurrent, 2023);
        for line in [own.clone(), own.carried_over(), line(component, Capital::Recurrent, 2024)] {
            lines.push(ledger.open(line).unwrap());
        }
    }
    (ledger, lines)
}

/// Posts what it can of the attempts, after lines have got something to move.
fn post(attempts: &[Attempt]) -> (Ledger, Vec<LineId>) {
    let (mut ledger, lines) = new_ledger();
    let rule = ledger.rules().rule_id("recurrent-national-target-programmes").unwrap();
    let mut id = 0;
    let mut next = |date: NaiveDate, content| {
        id += 1;
        Entry::new(id, date, content).recorded_on(day("2030-01-01"))
    };
    for (place, date) in [(0, FIRST), (3, FIRST), (2, "2024-01-01"), (5, "2024-01-01")] {
        for (flow, units) in [(Flow::Appropriation, 2_000), (Flow::Release, 900)] {
            ledger.post(next(day(date), Movement::on(lines[place], flow, amount(units)))).unwrap();
        }
    }
    for attempt in attempts {
        // In 2023 the lines of that year, then those of the next, carried over or not.
        let line = |number: usize| {
            let first = number % 2 * 3;
            lines[if attempt.day < 365 { first } else { first + 1 + number / 2 % 2 }]
        };
        let (from, to, much) = (line(attempt.lines.0), line(attempt.lines.1), amount(attempt.units));
        let content = match attempt.kind {
            kind @ 0..24 => Movement::on(from, FLOWS[kind], much),
            24 | 25 => Movement::Reallocation { from, to, amount: much },
            26 | 27 => {
                let first = attempt.lines.0 % 2 * 3;
                Movement::CarryOver { from: lines[first], to: lines[first + 1], amount: much, rule }
            }
            _ => {
                let wrong = ledger.journal().at(attempt.of.index(ledger.journal().entries().len())).unwrap();
                let two = standing(&ledger, &wrong.content).is_some_and(|stood| parts(&ledger, &stood).len() == 2);
                let restated = attempt.restate.then_some(Restated { line: from, to: two.then_some(to), amount: much });
                Movement::Correction { reverses: wrong.id, restated }
            }
        };
        let before = ledger.journal().entries().len();
        let outcome = ledger.post(next(day(FIRST) + Days::new(attempt.day), content));
        assert_eq!(ledger.journal().entries().len(), before + usize::from(outcome.is_ok()));
    }
    (ledger, lines)
}

/// What an entry means: for a correction the kind of what it corrects on the lines and with the amount last given, or
/// nothing.
fn standing(ledger: &Ledger, posting: &Posting) -> Option<Posting> {
    let Posting::Correction { mut reverses, restated } = *posting else { return Some(*posting) };
    let Restated { line, to, amount } = restated?;
    loop {
        match ledger.journal().find(reverses).unwrap().content {
            Posting::Flow { flow, .. } => return Some(Posting::Flow { flow, line, amount }),
            Posting::Reallocation { .. } => return Some(Posting::Reallocation { from: line, to: to.unwrap(), amount }),
            Posting::CarryOver { rule, .. } => {
                return Some(Posting::CarryOver { from: line, to: to.unwrap(), amount, rule });
            }
            Posting::Correction { reverses: earlier, .. } => reverses = earlier,
        }
    }
}

/// The parts of an entry by the definitions of the kinds, found anew: line, name of the sum, units.
fn parts(ledger: &Ledger, posting: &Posting) -> Vec<(LineId, String, i128)> {
    let own = match standing(ledger, posting) {
        None => vec![],
        Some(Posting::Flow { flow, line, amount }) => vec![(line, flow.to_string(), amount)],
        Some(Posting::Reallocation { from, to, amount }) => {
            vec![(from, "moved out".into(), amount), (to, "moved in".into(), amount)]
        }
        Some(Posting::CarryOver { from, to, amount, .. }) => {
            vec![(from, "carried out".into(), amount), (to, "carried in".into(), amount)]
        }
        Some(Posting::Correction { .. }) => unreachable!("a correction stands for what it restates"),
    };
    let own = own.into_iter().map(|(line, sum, amount)| (line, sum, i128::from(amount.units())));
    let reversed = match *posting {
        Posting::Correction { reverses, .. } => {
            let stood = standing(ledger, &ledger.journal().find(reverses).unwrap().content);
            stood.map(|stood| parts(ledger, &stood)).unwrap_or_default()
        }
        Posting::Flow { .. } | Posting::Reallocation { .. } | Posting::CarryOver { .. } => vec![],
    };
    own.chain(reversed.into_iter().map(|(line, sum, units)| (line, sum, -units))).collect()
}

/// All sums of a line up to a day, by name.
struct Sums(Vec<(String, i128)>);

impl Sums {
    fn of(ledger: &Ledger, line: LineId, until: NaiveDate) -> Self {
        let entries = ledger.journal().entries().iter().filter(|entry| entry.valid <= until);
        let parts = entries.flat_map(|entry| parts(ledger, &entry.content));
        Self(parts.filter(|part| part.0 == line).map(|(_, sum, units)| (sum, units)).collect())
    }

    fn get(&self, names: &[&str]) -> i128 {
        self.0.iter().filter(|(name, _)| names.contains(&name.as_str())).map(|(_, units)| units).sum()
    }
}

fn vnd(units: i128) -> Money {
    Money::new(rust_decimal::Decimal::from_i128_with_scale(units, 0), Currency::VND)
}

/// Every figure of a line on a day, from the definitions.
fn check(ledger: &Ledger, line: LineId, on: NaiveDate, totals: &Totals) {
    let sums = Sums::of(ledger, line, on);
    let plan = sums.get(&["appropriation", "supplement", "moved in"]) - sums.get(&["moved out"]);
    let carried_in = sums.get(&["carried in"]);
    let spent = ["disbursement", "committed disbursement", "advance", "committed advance"];
    let disbursed = sums.get(&spent) - sums.get(&["recovery", "advance return"]);
    let gone = sums.get(&["refund", "cancellation", "carried out"]);
    let balance = plan + carried_in - disbursed - gone;
    assert_eq!(totals.plan(), vnd(plan));
    assert_eq!(totals.available(), vnd(plan + carried_in));
    assert_eq!(totals.disbursed(), vnd(disbursed));
    assert_eq!(totals.balance(), vnd(balance));
    // Conservation, from the totals alone.
    let left = totals.plan().checked_add(totals.carried_in()).unwrap();
    let right = [totals.disbursed(), totals.refunded(), totals.cancelled(), totals.carried_out(), totals.balance()];
    assert_eq!(Some(left), Money::sum(right).unwrap());
    assert_eq!(totals.balance(), totals.unreleased().checked_add(totals.held()).unwrap());
    assert_eq!(totals.disbursed(), totals.paid().checked_add(totals.open_advances()).unwrap());
    // The law of a line.
    let open_commitments = totals.open_commitments();
    let figures = [totals.unreleased(), totals.held(), open_commitments, totals.open_advances(), totals.paid()];
    assert!(figures.iter().all(|figure| !figure.is_negative()), "{figures:?}");
    assert!(!totals.balance().checked_sub(open_commitments).unwrap().is_negative());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn every_dong_of_every_line_is_somewhere_at_every_date(attempts in attempts()) {
        let (ledger, lines) = post(&attempts);
        ledger.audit().unwrap();
        let mut dates: Vec<NaiveDate> = ledger.journal().entries().iter().map(|entry| entry.valid).collect();
        dates.push(day("2022-12-31"));
        dates.sort();
        dates.dedup();
        for on in dates {
            let statement = ledger.as_of(on).statement();
            for (line, _, totals) in statement.lines() {
                check(&ledger, line, on, totals);
                prop_assert_eq!(ledger.as_of(on).line(line), *totals);
            }
            // What one line gives another one takes.
            let all = statement.total(|_| true);
            prop_assert_eq!(all.moved_in(), all.moved_out());
            prop_assert_eq!(all.carried_in(), all.carried_out());
        }
        prop_assert_eq!(lines.len(), 6);
    }

    /// The entries of a day in any order, the days in order.
    #[test]
    fn replay_in_any_order_that_respects_dates_gives_the_same_balances(attempts in attempts(), seed in any::<u64>()) {
        let (ledger, _) = post(&attempts);
        let mut entries: Vec<_> = ledger.transactions().collect();
        let mixed = |id: u64| (id ^ seed).wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 7;
        entries.sort_by_key(|entry| (entry.valid, mixed(entry.id.get())));
        let replayed = Ledger::replay(Currency::VND, BudgetRules::viet_nam().unwrap(), entries).unwrap();
        let end = day("2999-12-31");
        let before = ledger.as_of(end).statement().by(Clone::clone);
        let mut after = replayed.as_of(end).statement().by(Clone::clone);
        for line in before.keys() {
            after.entry(line.clone()).or_insert(Totals::zero(Currency::VND));
        }
        prop_assert_eq!(before, after);
    }

    #[test]
    fn importing_twice_is_importing_once(attempts in attempts()) {
        let (ledger, _) = post(&attempts);
        let entries = ledger.journal().entries();
        let mut again = ledger.clone();
        let imported = again.post_all(entries);
        prop_assert_eq!((imported.posted, imported.known, imported.refused.len()), (0, entries.len(), 0));
        prop_assert_eq!(again.journal(), ledger.journal());
        let (mut fresh, _) = new_ledger();
        prop_assert_eq!(fresh.post_all(entries).posted, entries.len());
        prop_assert_eq!(fresh.post_all(entries).known, entries.len());
        prop_assert_eq!(fresh.journal(), ledger.journal());
    }

    /// An entry is refused exactly when the law of a line would break at the end of its day or of a later one.
    #[test]
    fn nothing_lawful_is_refused(attempts in attempts(), flow in 0..24_usize, place in 0..6_usize, units in 1..60_u64, ahead in 0..1000_u64) {
        let (mut ledger, lines) = post(&attempts);
        let (flow, line, date) = (FLOWS[flow], lines[place], day(FIRST) + Days::new(ahead));
        let entry = Entry::new(1_000_000, date, Movement::on(line, flow, amount(units))).recorded_on(day("2030-01-01"));
        let mut dates: Vec<NaiveDate> = ledger.journal().entries().iter().map(|entry| entry.valid).filter(|day| *day > date).collect();
        dates.push(date);
        let units = i128::from(units);
        let lawful = dates.iter().all(|on| {
            let sums = Sums::of(&ledger, line, *on);
            let with = |names: &[&str]| sums.get(names) + if names.contains(&flow.to_string().as_str()) { units } else { 0 };
            let spent = with(&["disbursement", "committed disbursement", "advance", "committed advance"]);
            let from_commitments = with(&["committed disbursement", "committed advance"]);
            let released = with(&["release"]) - with(&["withdrawal"]);
            let funds = with(&["appropriation", "supplement", "moved in", "carried in"])
                - with(&["moved out", "carried out", "cancellation"]);
            let held = released - spent - with(&["refund"]) + with(&["recovery", "advance return"]);
            let committed = with(&["commitment"]) - with(&["decommitment"]) - from_commitments;
            let advanced = with(&["advance", "committed advance"]) - with(&["clearing", "advance return"]);
            let paid = with(&["disbursement", "committed disbursement", "clearing"]) - with(&["recovery"]);
            let unreleased = funds - released;
            [unreleased, held, committed, advanced, paid, unreleased + held - committed].iter().all(|figure| *figure >= 0)
        });
        match ledger.post(entry) {
            Ok(_) => prop_assert!(lawful),
            Err(rejection) if rejection.code().starts_with("programme/exceeds") => prop_assert!(!lawful, "{}", rejection),
            // The calendar and the kind of line are not what this is about.
            Err(rejection) => prop_assert!(
                ["programme/outside-fiscal-year", "programme/plan-on-carried-line", "programme/after-deadline"]
                    .contains(&rejection.code()),
                "{}", rejection
            ),
        }
    }
}

/// The laws above say nothing about journals that are empty: the random ones hold entries of every kind, and some that were
/// refused or dated back.
#[test]
fn random_journals_hold_entries_of_every_kind() {
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    let mut seen = std::collections::BTreeMap::new();
    let mut count = |what: String| *seen.entry(what).or_insert(0) += 1;
    for _ in 0..100 {
        let attempts = attempts().new_tree(&mut runner).unwrap().current();
        let (ledger, _) = post(&attempts);
        let entries = ledger.journal().entries();
        entries.iter().for_each(|entry| count(entry.content.name()));
        entries.windows(2).filter(|pair| pair[1].valid < pair[0].valid).for_each(|_| count("dated back".into()));
        (entries.len()..attempts.len()).for_each(|_| count("refused".into()));
    }
    for kind in Flow::ALL.map(|flow| flow.to_string()) {
        assert!(seen[&kind] >= 20, "{seen:?}");
    }
    for kind in ["reallocation", "carry-over", "correction", "dated back", "refused"] {
        assert!(seen[kind] >= 20, "{seen:?}");
    }
}

/// A million lines of 10^15 đồng: sums pass 2^64 and lose nothing.
#[test]
fn a_million_lines_of_a_quadrillion_sum_exactly() {
    let mut ledger = Ledger::new(Currency::VND, BudgetRules::viet_nam().unwrap());
    let quadrillion = 1_000_000_000_000_000;
    let first = day("2024-01-01");
    for number in 0..1_000_000_u64 {
        let line = ledger.open(line(&number.to_string(), Capital::Recurrent, 2024)).unwrap();
        let entry = |id, flow, units| Entry::new(id, first, Movement::on(line, flow, amount(units)));
        ledger.post(entry(3 * number, Flow::Appropriation, quadrillion)).unwrap();
        ledger.post(entry(3 * number + 1, Flow::Release, quadrillion)).unwrap();
        ledger.post(entry(3 * number + 2, Flow::Disbursement, quadrillion - number % 7)).unwrap();
    }
    let all = ledger.as_of(first).statement().total(|_| true);
    assert_eq!(all.appropriated(), vnd(1_000_000_000_000_000_000_000));
    let left: i128 = (0..1_000_000).map(|number| number % 7).sum();
    assert_eq!(all.balance(), vnd(left));
    assert_eq!(all.disbursed(), vnd(1_000_000_000_000_000_000_000 - left));
    ledger.audit().unwrap();
}
