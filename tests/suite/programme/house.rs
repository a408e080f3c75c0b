//! Ledgers that tests begin with.

use chrono::NaiveDate;
use poverty::journal::Entry;
use poverty::programme::ledger::{Amount, BudgetRules, Flow, Ledger, LineId, Movement, Posted, Posting, Rejection};
use poverty::programme::{BudgetLine, Capital, FiscalYear, FundingSource};
use poverty::quantity::Currency;

pub(super) fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

pub(super) fn amount(units: u64) -> Amount {
    Amount::from_units(units).unwrap()
}

pub(super) fn line(component: &str, capital: Capital, year: i32) -> BudgetLine {
    let year = FiscalYear::new(year).unwrap();
    BudgetLine::new(component, FundingSource::CentralBudget, capital, "66", year).unwrap()
}

/// A ledger and the number of its next entry.
pub(super) struct Book {
    pub(super) ledger: Ledger,
    pub(super) next: u64,
}

impl Book {
    pub(super) fn new() -> Self {
        Self { ledger: Ledger::new(Currency::VND, BudgetRules::viet_nam().unwrap()), next: 1 }
    }

    /// A line of 2024 with 100 appropriated and 60 released.
    pub(super) fn with_line(capital: Capital) -> (Self, LineId) {
        let mut book = Self::new();
        let line = book.ledger.open(line("3.1", capital, 2024)).unwrap();
        book.flow("2024-01-10", line, Flow::Appropriation, 100).unwrap();
        book.flow("2024-02-01", line, Flow::Release, 60).unwrap();
        (book, line)
    }

    pub(super) fn post(&mut self, date: &str, content: Posting) -> Result<Posted, Box<Rejection>> {
        let entry = Entry::new(self.next, day(date), content).recorded_on(day("2030-01-01"));
        self.next += 1;
        self.ledger.post(entry)
    }

    pub(super) fn flow(&mut self, date: &str, line: LineId, flow: Flow, units: u64) -> Result<Posted, Box<Rejection>> {
        self.post(date, Movement::on(line, flow, amount(units)))
    }
}
