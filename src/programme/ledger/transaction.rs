//! Entries written in full: for files, stores and other programs.

use super::{Flow, Ledger, Movement, Posted, Posting, Rejection, Restated};
use crate::journal::{Entry, EntryId};
use crate::programme::BudgetLine;
use crate::quantity::Money;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A movement with its lines and rule written in full and its amount as money.
///
/// In files it is a map with the keys `kind`, `line`, `amount` and where the kind needs them `to`, `rule`, `reverses`:
///
/// ```
/// use poverty::programme::ledger::Transaction;
/// let transaction: Transaction = serde_json::from_str(r#"{
///     "kind": "carry_over", "amount": "5 million VND", "rule": "investment-2024-extended",
///     "line": { "component": "1.1", "source": "central_budget", "capital": "investment", "place": "66", "year": 2024 },
///     "to": { "component": "1.1", "source": "central_budget", "capital": "investment", "place": "66",
///             "year": 2025, "planned": 2024 }
/// }"#)?;
/// assert_eq!(transaction.name(), "carry-over");
/// # Ok::<(), serde_json::Error>(())
/// ```
///
/// A correction names what it `reverses`; with `line` and `amount` it also restates it.
pub type Transaction = Movement<BudgetLine, Money, String>;

/// What a transaction is called in files.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Between {
    Reallocation,
    CarryOver,
    Correction,
}

/// Any kind of movement by its word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub(super) enum Kind {
    Flow(Flow),
    Between(Between),
}

/// A transaction as it stands in files: which fields there are depends on the kind.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct TransactionRecord {
    pub(super) kind: Kind,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) line: Option<BudgetLine>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) to: Option<BudgetLine>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) amount: Option<Money>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) rule: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) reverses: Option<EntryId>,
}

impl TryFrom<TransactionRecord> for Transaction {
    type Error = String;

    fn try_from(record: TransactionRecord) -> Result<Self, Self::Error> {
        let TransactionRecord { kind, line, to, amount, rule, reverses } = record;
        Ok(match (kind, line, to, amount, rule, reverses) {
            (Kind::Flow(flow), Some(line), None, Some(amount), None, None) => Self::Flow { flow, line, amount },
            (Kind::Between(Between::Reallocation), Some(from), Some(to), Some(amount), None, None) => {
                Self::Reallocation { from, to, amount }
            }
            (Kind::Between(Between::CarryOver), Some(from), Some(to), Some(amount), Some(rule), None) => {
                Self::CarryOver { from, to, amount, rule }
            }
            (Kind::Between(Between::Correction), None, None, None, None, Some(reverses)) => {
                Self::Correction { reverses, restated: None }
            }
            (Kind::Between(Between::Correction), Some(line), to, Some(amount), None, Some(reverses)) => {
                Self::Correction { reverses, restated: Some(Restated { line, to, amount }) }
            }
            (Kind::Flow(_), ..) => return Err("a movement on one line has `line` and `amount`, nothing else".into()),
            (Kind::Between(Between::Reallocation), ..) => {
                return Err("a reallocation has `line`, `to` and `amount`, nothing else".into());
            }
            (Kind::Between(Between::CarryOver), ..) => {
                return Err("a carry-over has `line`, `to`, `amount` and `rule`, nothing else".into());
            }
            (Kind::Between(Between::Correction), ..) => {
                return Err(
                    "a correction has `reverses`, and either `line` and `amount` (and `to`) or nothing else".into()
                );
            }
        })
    }
}

impl From<Transaction> for TransactionRecord {
    fn from(transaction: Transaction) -> Self {
        let none = |kind| Self { kind, line: None, to: None, amount: None, rule: None, reverses: None };
        match transaction {
            Transaction::Flow { flow, line, amount } => {
                Self { line: Some(line), amount: Some(amount), ..none(Kind::Flow(flow)) }
            }
            Transaction::Reallocation { from, to, amount } => {
                let kind = Kind::Between(Between::Reallocation);
                Self { line: Some(from), to: Some(to), amount: Some(amount), ..none(kind) }
            }
            Transaction::CarryOver { from, to, amount, rule } => {
                let kind = Kind::Between(Between::CarryOver);
                Self { line: Some(from), to: Some(to), amount: Some(amount), rule: Some(rule), ..none(kind) }
            }
            Transaction::Correction { reverses, restated } => {
                let (line, to, amount) = match restated {
                    Some(Restated { line, to, amount }) => (Some(line), to, Some(amount)),
                    None => (None, None, None),
                };
                let kind = Kind::Between(Between::Correction);
                Self { line, to, amount, reverses: Some(reverses), ..none(kind) }
            }
        }
    }
}

impl Serialize for Transaction {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        TransactionRecord::from(self.clone()).serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Transaction {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::try_from(TransactionRecord::deserialize(deserializer)?).map_err(serde::de::Error::custom)
    }
}

impl Ledger {
    /// Posts an entry that is written in full; its lines are opened if they are new.
    ///
    /// # Errors
    /// Any [`Rejection`]; lines that were opened for it stay open, without entries.
    pub fn record(&mut self, entry: Entry<Transaction>) -> Result<Posted, Box<Rejection>> {
        let content = self.posting(entry.id, entry.content)?;
        self.post(Entry { id: entry.id, valid: entry.valid, recorded: entry.recorded, content })
    }

    pub(super) fn posting(&mut self, entry: EntryId, transaction: Transaction) -> Result<Posting, Box<Rejection>> {
        let currency = self.currency();
        let number = match &transaction {
            Transaction::CarryOver { rule, .. } => self.rules().rule_id(rule),
            Transaction::Flow { .. } | Transaction::Reallocation { .. } | Transaction::Correction { .. } => None,
        };
        transaction.try_map(
            |line| self.open(line),
            |money| super::Amount::of(money, currency).map_err(|error| Box::new(error.into())),
            |rule| number.ok_or_else(|| Box::new(Rejection::UnknownRule { entry, rule })),
        )
    }

    /// An entry of this ledger written in full; `None` if its lines are not of this ledger.
    #[must_use]
    pub fn transaction(&self, entry: &Entry<Posting>) -> Option<Entry<Transaction>> {
        let content = entry.content.try_map(
            |line| self.line(line).cloned().ok_or(()),
            |amount| Ok(self.money(amount.signed())),
            |rule| self.rules().numbered(rule).map(|rule| rule.id.clone()).ok_or(()),
        );
        Some(Entry { id: entry.id, valid: entry.valid, recorded: entry.recorded, content: content.ok()? })
    }

    /// All entries written in full, in the order in which they were recorded.
    pub fn transactions(&self) -> impl Iterator<Item = Entry<Transaction>> {
        self.journal().entries().iter().filter_map(|entry| self.transaction(entry))
    }
}
