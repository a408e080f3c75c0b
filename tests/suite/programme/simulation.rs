//! Ten years of a programme's journal from one seed: entries that are taken and refused, carry-overs, corrections, and crashes
//! in the middle of an append. Every law is checked after every step, against a model that knows nothing of the ledger.

#[expect(clippy::duplicate_mod, reason = "the example that has it is part of the tests of the register too")]
#[path = "../../../examples/replay/simulation/disk.rs"]
mod disk;

use chrono::{Datelike, Days, NaiveDate};
use disk::Disk;
use poverty::journal::{Entry, EntryId, FileStore, Store};
use poverty::programme::ledger::{BudgetRules, Flow, Ledger, Movement, Restated, Totals, Transaction};
use poverty::programme::{BudgetLine, Capital, FiscalYear, FundingSource};
use poverty::quantity::{Currency, Money};
use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;
use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// The gate runs all seeds, optimised.
const SEEDS: u64 = if cfg!(debug_assertions) { 4 } else { 1_000 };
const FIRST_YEAR: i32 = 2016;
const YEARS: i32 = 10;
const STEPS_A_YEAR: usize = 60;

#[test]
#[expect(clippy::print_stdout, reason = "the counts of the test are its result")]
fn ten_years_hold_every_law_after_every_step() {
    let mut counts = Counts::default();
    for seed in 0..SEEDS {
        let run = catch_unwind(AssertUnwindSafe(|| Simulation::new(seed).run()));
        match run {
            Ok(one) => counts.add(&one),
            Err(_) => panic!("seed {seed} breaks a law: run the simulation with it alone"),
        }
    }
    println!(
        "simulated journals: {SEEDS}, entries taken: {}, refused: {}, carry-overs: {}, corrections: {}, crashes: {}",
        counts.taken,
        counts.refused.values().sum::<usize>(),
        counts.carried,
        counts.corrected,
        counts.crashes
    );
    for (code, count) in &counts.refused {
        println!("  {count:>7} {code}");
    }
    assert!(counts.carried > 0 && counts.corrected > 0 && counts.crashes > 0, "every kind of step was taken");
    assert!(counts.refused.len() >= 10, "{:?}", counts.refused);
}

#[derive(Default)]
struct Counts {
    taken: usize,
    carried: usize,
    corrected: usize,
    crashes: usize,
    refused: BTreeMap<&'static str, usize>,
}

impl Counts {
    fn add(&mut self, other: &Self) {
        self.taken += other.taken;
        self.carried += other.carried;
        self.corrected += other.corrected;
        self.crashes += other.crashes;
        for (code, count) in &other.refused {
            *self.refused.entry(code).or_default() += count;
        }
    }
}

/// What a line holds, by the definitions of the kinds of entry: unreleased, held, committed, advanced, paid.
type Figures = [i128; 5];

const UNRELEASED: usize = 0;
const HELD: usize = 1;
const COMMITTED: usize = 2;
const ADVANCED: usize = 3;
const PAID: usize = 4;

/// What a flow adds to each figure for each unit.
const fn signs(flow: Flow) -> [i128; 5] {
    match flow {
        Flow::Appropriation | Flow::Supplement => [1, 0, 0, 0, 0],
        Flow::Cancellation => [-1, 0, 0, 0, 0],
        Flow::Release => [-1, 1, 0, 0, 0],
        Flow::Withdrawal => [1, -1, 0, 0, 0],
        Flow::Commitment => [0, 0, 1, 0, 0],
        Flow::Decommitment => [0, 0, -1, 0, 0],
        Flow::Disbursement => [0, -1, 0, 0, 1],
        Flow::CommittedDisbursement => [0, -1, -1, 0, 1],
        Flow::Advance => [0, -1, 0, 1, 0],
        Flow::CommittedAdvance => [0, -1, -1, 1, 0],
        Flow::Clearing => [0, 0, 0, -1, 1],
        Flow::AdvanceReturn => [0, 1, 0, -1, 0],
        Flow::Recovery => [0, 1, 0, 0, -1],
        Flow::Refund => [0, -1, 0, 0, 0],
    }
}

/// When everything is recorded: entries may be dated back as far as one likes.
fn far() -> NaiveDate {
    NaiveDate::from_ymd_opt(2100, 1, 1).unwrap()
}

/// What an entry adds to each of its lines.
type Parts = Vec<(BudgetLine, Figures)>;

fn units(money: Money) -> i128 {
    money.amount().mantissa()
}

/// What an entry adds to each line that it touches.
fn parts(transaction: &Transaction) -> Parts {
    let moved = |line: &BudgetLine, units: i128| (line.clone(), [units, 0, 0, 0, 0]);
    match transaction {
        Transaction::Flow { flow, line, amount } => {
            vec![(line.clone(), signs(*flow).map(|sign| sign * units(*amount)))]
        }
        Transaction::Reallocation { from, to, amount } | Transaction::CarryOver { from, to, amount, .. } => {
            vec![moved(from, -units(*amount)), moved(to, units(*amount))]
        }
        Transaction::Correction { .. } => unreachable!("what a correction restates is looked up"),
    }
}

/// Whether figures are such as a line may have.
fn hold(figures: Figures) -> bool {
    figures.iter().all(|figure| *figure >= 0) && figures[COMMITTED] <= figures[UNRELEASED] + figures[HELD]
}

struct Simulation {
    rng: ChaCha8Rng,
    ledger: Ledger,
    disk: Option<FileStore<Transaction, Disk>>,
    /// Entries that the store acknowledged.
    kept: usize,
    next: u64,
    today: NaiveDate,
    figures: BTreeMap<BudgetLine, Figures>,
    last: BTreeMap<BudgetLine, NaiveDate>,
    /// What each entry stands for; `None` once it was corrected away.
    standing: BTreeMap<EntryId, Option<Transaction>>,
    corrected: BTreeMap<EntryId, EntryId>,
    counts: Counts,
}

impl Simulation {
    fn new(seed: u64) -> Self {
        Self {
            rng: ChaCha8Rng::seed_from_u64(seed),
            ledger: Ledger::new(Currency::VND, BudgetRules::viet_nam().unwrap()),
            disk: Some(FileStore::on(Disk::default(), "journal").unwrap()),
            kept: 0,
            next: 1,
            today: NaiveDate::from_ymd_opt(FIRST_YEAR, 1, 1).unwrap(),
            figures: BTreeMap::new(),
            last: BTreeMap::new(),
            standing: BTreeMap::new(),
            corrected: BTreeMap::new(),
            counts: Counts::default(),
        }
    }

    fn run(mut self) -> Counts {
        for year in FIRST_YEAR..FIRST_YEAR + YEARS {
            let year = FiscalYear::new(year).unwrap();
            self.today = year.first_day();
            for component in 0..3 {
                let line = self.line(component, year);
                let amount = self.amount(1_000_000_000_000_000);
                self.enter(self.today, &Transaction::on(line.clone(), Flow::Appropriation, amount));
                self.enter(self.today, &Transaction::on(line, Flow::Release, amount));
            }
            for step in 0..STEPS_A_YEAR {
                self.today = year.first_day() + Days::new(u64::try_from(step * 364 / STEPS_A_YEAR).unwrap());
                self.step(year);
                if self.rng.random_range(0..8) == 0 {
                    self.keep();
                }
            }
            self.ledger.audit().unwrap();
        }
        self.keep();
        self.replay();
        self.counts
    }

    fn line(&self, component: u32, year: FiscalYear) -> BudgetLine {
        let capital = if component == 0 { Capital::Investment } else { Capital::Recurrent };
        BudgetLine::new(format!("{component}"), FundingSource::CentralBudget, capital, "66", year).unwrap()
    }

    fn amount(&mut self, most: i64) -> Money {
        Money::vnd(self.rng.random_range(1..=most))
    }

    /// A line of the year, its own plan or carried into it.
    fn any_line(&mut self, year: FiscalYear) -> BudgetLine {
        let component = self.rng.random_range(0..3);
        if self.rng.random_range(0..3) == 0 {
            let before = FiscalYear::new(year.number() - 1).unwrap();
            return self.line(component, before).carried_over();
        }
        self.line(component, year)
    }

    /// Mostly a part of what is there, sometimes all of it, sometimes one đồng more, sometimes far too much.
    fn part_of(&mut self, figure: i128) -> Money {
        let figure = i64::try_from(figure.clamp(0, 1 << 58)).unwrap();
        match self.rng.random_range(0..10) {
            0 => Money::vnd(figure.max(1)),
            1 => Money::vnd(figure + 1),
            2 => self.amount(1 << 59),
            _ => self.amount((figure / 3).max(1)),
        }
    }

    fn step(&mut self, year: FiscalYear) {
        let line = self.any_line(year);
        let figures = self.figures.get(&line).copied().unwrap_or_default();
        match self.rng.random_range(0..20) {
            0..14 => {
                let flow = Flow::ALL[self.rng.random_range(0..Flow::ALL.len())];
                // From the figure that the flow takes from.
                let taken = signs(flow).iter().position(|sign| *sign < 0);
                let amount = match taken {
                    Some(figure) => self.part_of(figures[figure]),
                    None if flow == Flow::Commitment => {
                        self.part_of(figures[UNRELEASED] + figures[HELD] - figures[COMMITTED])
                    }
                    None => self.amount(1_000_000_000),
                };
                // Sometimes in another year than the line's.
                let day = if self.rng.random_range(0..30) == 0 { self.today + Days::new(700) } else { self.today };
                self.enter(day, &Transaction::on(line, flow, amount));
            }
            14 | 15 => {
                let to = self.any_line(year);
                let amount = self.part_of(figures[UNRELEASED]);
                self.enter(self.today, &Transaction::Reallocation { from: line, to, amount });
            }
            16 | 17 => {
                let before = FiscalYear::new(year.number() - 1).unwrap();
                let component = self.rng.random_range(0..3);
                let from = self.line(component, before);
                let unreleased = self.figures.get(&from).map_or(0, |figures| figures[UNRELEASED]);
                let amount = self.part_of(unreleased);
                let rules = self.ledger.rules().carry_over();
                let rule = rules[self.rng.random_range(0..rules.len())].id.clone();
                let to = from.carried_over();
                self.enter(self.today, &Transaction::CarryOver { from, to, amount, rule });
            }
            _ => self.correct(line),
        }
    }

    fn correct(&mut self, line: BudgetLine) {
        let entries = self.ledger.journal().entries();
        let reverses = entries[self.rng.random_range(0..entries.len())].id;
        let restated = if self.rng.random() {
            let two = self.base(reverses).is_some_and(|base| parts(&base).len() == 2);
            let to = two.then(|| line.carried_over());
            Some(Restated { line, to, amount: self.amount(1_000_000) })
        } else {
            None
        };
        self.enter(self.today, &Movement::Correction { reverses, restated });
    }

    /// The entry that a chain of corrections began with.
    fn base(&self, mut id: EntryId) -> Option<Transaction> {
        loop {
            let entry = self.ledger.transactions().find(|entry| entry.id == id)?;
            match entry.content {
                Movement::Correction { reverses, .. } => id = reverses,
                content @ (Movement::Flow { .. } | Movement::Reallocation { .. } | Movement::CarryOver { .. }) => {
                    return Some(content);
                }
            }
        }
    }

    /// What an entry adds to its lines, and what it stands for from now on.
    fn effect(&self, transaction: &Transaction) -> Option<(Parts, Option<Transaction>)> {
        let Movement::Correction { reverses, restated } = transaction else {
            return Some((parts(transaction), Some(transaction.clone())));
        };
        let stood = self.standing.get(reverses)?.clone();
        let stands = match restated {
            None => None,
            Some(Restated { line, to, amount }) => Some(match self.base(*reverses)? {
                Movement::Flow { flow, .. } => Movement::Flow { flow, line: line.clone(), amount: *amount },
                Movement::Reallocation { .. } => {
                    Movement::Reallocation { from: line.clone(), to: to.clone()?, amount: *amount }
                }
                Movement::CarryOver { rule, .. } => {
                    Movement::CarryOver { from: line.clone(), to: to.clone()?, amount: *amount, rule }
                }
                Movement::Correction { .. } => return None,
            }),
        };
        let undone = stood.iter().flat_map(parts).map(|(line, figures)| (line, figures.map(|figure| -figure)));
        let done = stands.iter().flat_map(parts);
        Some((undone.chain(done).collect(), stands))
    }

    fn enter(&mut self, day: NaiveDate, transaction: &Transaction) {
        let id = EntryId::new(self.next);
        self.next += 1;
        let entries = self.ledger.journal().entries().len();
        let entry = Entry::new(id, day, transaction.clone()).recorded_on(far());
        let effect = self.effect(transaction);
        let outcome = self.ledger.record(entry.clone());
        if let Transaction::Flow { flow, line, .. } = transaction {
            self.expect(day, *flow, line, effect.as_ref().map(|(parts, _)| parts[0].1), outcome.is_ok());
        }
        match outcome {
            Ok(_) => {
                let (parts, stands) = effect.unwrap();
                for (line, change) in &parts {
                    let figures = self.figures.entry(line.clone()).or_default();
                    for (figure, change) in figures.iter_mut().zip(change) {
                        *figure += change;
                    }
                    let last = self.last.entry(line.clone()).or_insert(day);
                    *last = (*last).max(day);
                }
                self.standing.insert(id, stands);
                self.counts.taken += 1;
                self.counts.carried += usize::from(matches!(transaction, Movement::CarryOver { .. }));
                if let Movement::Correction { reverses, .. } = transaction {
                    assert!(self.corrected.insert(*reverses, id).is_none(), "an entry is corrected once");
                    self.counts.corrected += 1;
                }
                assert_eq!(self.ledger.journal().entries().len(), entries + 1);
                for (line, _) in parts {
                    self.check(&line);
                }
                // The same entry again is once.
                self.ledger.record(entry).unwrap();
                assert_eq!(self.ledger.journal().entries().len(), entries + 1);
            }
            Err(rejection) => {
                *self.counts.refused.entry(rejection.code()).or_default() += 1;
                assert_eq!(self.ledger.journal().entries().len(), entries, "a refused entry leaves no trace");
                if let Some((parts, _)) = effect {
                    for (line, _) in parts {
                        self.check(&line);
                    }
                }
            }
        }
    }

    /// A movement on one line in its year, in order of time, is taken if and only if the figures after it hold.
    fn expect(&self, day: NaiveDate, flow: Flow, line: &BudgetLine, change: Option<Figures>, taken: bool) {
        let in_order = self.last.get(line).is_none_or(|last| *last <= day);
        let plan = matches!(flow, Flow::Appropriation | Flow::Supplement);
        if day.year() != line.year().number() || !in_order || (plan && line.is_carried()) {
            return;
        }
        let figures = self.figures.get(line).copied().unwrap_or_default();
        let change = change.unwrap_or_default();
        let after = core::array::from_fn(|figure| figures[figure] + change[figure]);
        let fits = after.iter().all(|figure| *figure < 1 << 61);
        assert_eq!(taken, hold(after) && fits, "{flow} on [{line}]: {figures:?} to {after:?}");
    }

    /// A line is as the model says, and its law holds.
    fn check(&self, line: &BudgetLine) {
        let Some(number) = self.ledger.find(line) else {
            assert!(!self.figures.contains_key(line));
            return;
        };
        let totals = self.ledger.as_of(NaiveDate::MAX).line(number);
        let figures = self.figures.get(line).copied().unwrap_or_default();
        let found =
            [totals.unreleased(), totals.held(), totals.open_commitments(), totals.open_advances(), totals.paid()];
        assert_eq!(found.map(units), figures, "[{line}]");
        assert!(hold(figures), "[{line}]: {figures:?}");
        assert_eq!(units(totals.balance()), figures[UNRELEASED] + figures[HELD]);
        assert_eq!(units(totals.disbursed()), figures[ADVANCED] + figures[PAID]);
        conserved(&totals);
    }

    /// Appends what is not yet kept; sometimes the machine dies in the middle, and the journal is read back.
    fn keep(&mut self) {
        let new: Vec<Entry<Transaction>> = self.ledger.transactions().skip(self.kept).collect();
        if new.is_empty() {
            return;
        }
        let mut store = self.disk.take().unwrap();
        if self.rng.random_range(0..4) == 0 {
            let disk = store.into_medium();
            disk.room.set(Some(self.rng.random_range(0..100_000)));
            store = FileStore::on(disk, "journal").unwrap();
            assert!(store.append(&new).is_err(), "the machine dies");
            // Everything that is only in memory is gone.
            store = FileStore::on(store.into_medium(), "journal").unwrap();
            let read = store.read().unwrap();
            assert_eq!(read.len(), self.kept, "what was acknowledged is there, and nothing in part");
            let mut ledger = Ledger::new(Currency::VND, BudgetRules::viet_nam().unwrap());
            let imported = ledger.record_all(read);
            assert!(imported.refused.is_empty(), "{:?}", imported.refused);
            // Who sent the rest sends it again.
            let sent = ledger.record_all(new.clone());
            assert_eq!((sent.posted, sent.refused.len()), (new.len(), 0));
            self.ledger = ledger;
            for line in self.figures.keys() {
                self.check(line);
            }
            self.counts.crashes += 1;
        }
        store.append(&new).unwrap();
        self.kept += new.len();
        self.disk = Some(store);
    }

    /// In any order of the entries of a day the journal gives the same figures.
    fn replay(&mut self) {
        let mut entries: Vec<Entry<Transaction>> = self.ledger.transactions().collect();
        for index in (1..entries.len()).rev() {
            entries.swap(index, self.rng.random_range(0..=index));
        }
        let replayed = Ledger::replay(Currency::VND, BudgetRules::viet_nam().unwrap(), entries).unwrap();
        for line in self.figures.keys() {
            let of = |ledger: &Ledger| ledger.find(line).map(|number| ledger.as_of(NaiveDate::MAX).line(number));
            assert_eq!(of(&replayed), of(&self.ledger), "[{line}]");
        }
    }
}

fn conserved(totals: &Totals) {
    let sum = |parts: &[Money]| parts.iter().copied().map(units).sum::<i128>();
    let came = sum(&[totals.appropriated(), totals.supplemented(), totals.moved_in(), totals.carried_in()]);
    let went = sum(&[
        totals.disbursed(),
        totals.refunded(),
        totals.cancelled(),
        totals.moved_out(),
        totals.carried_out(),
        totals.balance(),
    ]);
    assert_eq!(came, went, "every đồng is somewhere");
}
