//! The bytes of entries that are hashed, and seals over them (feature `chain`).

use super::{Amount, Flow, Ledger, LineId, Movement, Posting, Restated, Transaction};
use crate::journal::{Canonical, Chain, Digest, Seal};
use crate::programme::BudgetLine;
use crate::quantity::{Currency, Money};
use core::ops::Range;

/// What stands for a line in the bytes of an entry: the first 16 bytes of the SHA-256 of its six fields, as they are written
/// in files, with a zero byte after each.
pub(super) type LineMark = [u8; 16];

pub(super) fn line_mark(line: &BudgetLine) -> LineMark {
    let (year, planned) = (line.year().to_string(), line.planned().to_string());
    let fields = [line.component(), line.source().id(), line.capital().id(), line.place(), &year, &planned];
    let text: String = fields.iter().flat_map(|field| [*field, "\0"]).collect();
    let mut mark = [0; 16];
    for (byte, hashed) in mark.iter_mut().zip(Digest::of(text.as_bytes()).bytes()) {
        *byte = *hashed;
    }
    mark
}

/// Writes a movement: its kind, its lines, its amount in minor units, its currency by number, its rule, what it reverses.
fn write<L, A, R>(
    movement: &Movement<L, A, R>,
    bytes: &mut Vec<u8>,
    line: impl Fn(&L, &mut Vec<u8>),
    amount: impl Fn(&A, &mut Vec<u8>),
    rule: impl Fn(&R, &mut Vec<u8>),
) {
    match movement {
        Movement::Flow { flow, line: on, amount: much } => {
            bytes.push(flow_number(*flow));
            line(on, bytes);
            amount(much, bytes);
        }
        Movement::Reallocation { from, to, amount: much } => {
            bytes.push(16);
            line(from, bytes);
            line(to, bytes);
            amount(much, bytes);
        }
        Movement::CarryOver { from, to, amount: much, rule: by } => {
            bytes.push(17);
            line(from, bytes);
            line(to, bytes);
            amount(much, bytes);
            rule(by, bytes);
        }
        Movement::Correction { reverses, restated } => {
            bytes.push(18);
            bytes.extend_from_slice(&reverses.get().to_be_bytes());
            if let Some(Restated { line: on, to, amount: much }) = restated {
                line(on, bytes);
                amount(much, bytes);
                if let Some(to) = to {
                    line(to, bytes);
                }
            }
        }
    }
}

/// Numbers of flows are for ever: new ones come after the last.
const fn flow_number(flow: Flow) -> u8 {
    match flow {
        Flow::Appropriation => 1,
        Flow::Supplement => 2,
        Flow::Cancellation => 3,
        Flow::Release => 4,
        Flow::Withdrawal => 5,
        Flow::Commitment => 6,
        Flow::Decommitment => 7,
        Flow::Disbursement => 8,
        Flow::CommittedDisbursement => 9,
        Flow::Advance => 10,
        Flow::CommittedAdvance => 11,
        Flow::Clearing => 12,
        Flow::AdvanceReturn => 13,
        Flow::Recovery => 14,
        Flow::Refund => 15,
    }
}

fn write_amount(units: u64, currency: Currency, bytes: &mut Vec<u8>) {
    bytes.extend_from_slice(&units.to_be_bytes());
    bytes.extend_from_slice(&currency.numeric().to_be_bytes());
}

fn write_text(text: &str, bytes: &mut Vec<u8>) {
    let length = u16::try_from(text.len()).unwrap_or(u16::MAX);
    bytes.extend_from_slice(&length.to_be_bytes());
    bytes.extend_from_slice(text.as_bytes());
}

/// Money that no ledger takes, such as half a đồng, is written as text after an amount that no ledger takes.
fn write_money(money: Money, bytes: &mut Vec<u8>) {
    match Amount::of(money, money.currency()) {
        Ok(amount) => write_amount(amount.units(), money.currency(), bytes),
        Err(_) => {
            write_amount(u64::MAX, money.currency(), bytes);
            write_text(&money.to_string(), bytes);
        }
    }
}

impl Canonical for Transaction {
    fn write_canonical(&self, bytes: &mut Vec<u8>) {
        let line = |line: &BudgetLine, bytes: &mut Vec<u8>| bytes.extend_from_slice(&line_mark(line));
        write(self, bytes, line, |money, bytes| write_money(*money, bytes), |rule, bytes| write_text(rule, bytes));
    }
}

impl Ledger {
    /// The seal of a range of this ledger's entries as the next batch of a chain: the same as that of the transactions
    /// written in full, without writing them.
    ///
    /// ```
    /// use poverty::journal::Chain;
    /// use poverty::programme::ledger::{BudgetRules, Ledger};
    /// use poverty::quantity::Currency;
    /// let ledger = Ledger::new(Currency::VND, BudgetRules::viet_nam()?);
    /// let written: Vec<_> = ledger.transactions().collect();
    /// let chain = Chain::new();
    /// assert_eq!(ledger.seal(&chain, 0..0), chain.next(&written));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn seal(&self, chain: &Chain, places: Range<usize>) -> Seal {
        let entries = self.journal().entries().get(places).unwrap_or(&[]);
        chain.next_with(entries, |posting: &Posting, bytes| {
            let line = |line: &LineId, bytes: &mut Vec<u8>| {
                bytes.extend_from_slice(self.marks().get(line.place()).unwrap_or(&[0; 16]));
            };
            let amount = |amount: &Amount, bytes: &mut Vec<u8>| write_amount(amount.units(), self.currency(), bytes);
            let rule = |rule: &super::RuleId, bytes: &mut Vec<u8>| {
                write_text(self.rules().numbered(*rule).map_or("", |rule| &rule.id), bytes);
            };
            write(posting, bytes, line, amount, rule);
        })
    }
}
