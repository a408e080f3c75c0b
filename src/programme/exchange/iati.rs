//! Activities of the International Aid Transparency Initiative, standard 2.03, as JSON.
//!
//! JSON has the elements of the XML under their names, in lists, with attributes behind `@` and text as `text()`, as the
//! datastore of the initiative writes them (from memory).
//!
//! | in the ledger | in IATI |
//! |---|---|
//! | appropriations of a line's year | `budget` of type 1, original |
//! | appropriations, supplements and reallocations, where they differ | `budget` of type 2, revised |
//! | release, withdrawal | `transaction` of type 1, incoming funds; a withdrawal is negative |
//! | commitment, decommitment | type 2, outgoing commitment |
//! | disbursement, advance; recovery, return of an advance | type 3, disbursement; what comes back is negative |
//! | cancellation, clearing, refund, reallocation, carry-over | nothing: they are listed as not mapped |
//! | correction | what it corrects is left out, what it restates takes its place |

use super::ExchangeError;
use crate::journal::EntryId;
use crate::programme::ledger::{Flow, Ledger, Movement, Transaction};
use crate::programme::structure::Programme;
use crate::quantity::Money;
use crate::source::Language;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// The version of the standard.
pub const VERSION: &str = "2.03";

/// Type codes of transactions that a ledger's entries map to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum TransactionType {
    /// Incoming funds.
    #[serde(rename = "1")]
    IncomingFunds,
    /// Outgoing commitment.
    #[serde(rename = "2")]
    OutgoingCommitment,
    /// Disbursement.
    #[serde(rename = "3")]
    Disbursement,
}

/// A file of activities.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Activities {
    /// Version of the standard.
    #[serde(rename = "@version")]
    pub version: String,
    /// The activities.
    #[serde(rename = "iati-activity", default)]
    pub activities: Vec<Activity>,
}

/// An activity: a part of a programme.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Activity {
    /// Currency of amounts.
    #[serde(rename = "@default-currency")]
    pub default_currency: String,
    /// Identifier of the organisation, a dash, and that of the activity.
    pub iati_identifier: Vec<Content>,
    /// Title.
    pub title: Vec<Narratives>,
    /// 2, implementation.
    pub activity_status: Vec<Code>,
    /// ISO 3166 code.
    pub recipient_country: Vec<Code>,
    /// Budgets.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub budget: Vec<Budget>,
    /// Transactions.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub transaction: Vec<TransactionElement>,
    /// Results.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub result: Vec<ResultElement>,
    /// Elements that this reader does not know, by name.
    #[serde(flatten)]
    pub other: BTreeMap<String, serde_json::Value>,
}

/// Text of an element.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Content {
    /// The text.
    #[serde(rename = "text()")]
    pub text: String,
}

/// Text in a language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Narrative {
    /// ISO 639 code.
    #[serde(rename = "@xml:lang", default, skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
    /// The text.
    #[serde(rename = "text()")]
    pub text: String,
}

/// Text in several languages.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Narratives {
    /// The texts.
    pub narrative: Vec<Narrative>,
}

/// A code of a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Code {
    /// The code.
    #[serde(rename = "@code")]
    pub code: String,
}

/// A day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Day {
    /// The day.
    #[serde(rename = "@iso-date")]
    pub day: NaiveDate,
}

/// An amount.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Value {
    /// ISO 4217 code.
    #[serde(rename = "@currency")]
    pub currency: String,
    /// The day by which a foreign currency would be converted.
    #[serde(rename = "@value-date")]
    pub value_date: NaiveDate,
    /// The amount, negative where money comes back.
    #[serde(rename = "text()", with = "rust_decimal::serde::str")]
    pub amount: rust_decimal::Decimal,
}

impl Value {
    fn of(money: Money, value_date: NaiveDate) -> Self {
        Self { currency: money.currency().code().to_owned(), value_date, amount: money.amount() }
    }
}

/// A budget of a year.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Budget {
    /// 1 original, 2 revised.
    #[serde(rename = "@type")]
    pub kind: String,
    /// First day.
    pub period_start: Vec<Day>,
    /// Last day.
    pub period_end: Vec<Day>,
    /// How much.
    pub value: Vec<Value>,
}

/// A transaction.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct TransactionElement {
    /// Id of the ledger's entry.
    #[serde(rename = "@ref")]
    pub reference: String,
    /// Type.
    pub transaction_type: Vec<TypeCode>,
    /// When.
    pub transaction_date: Vec<Day>,
    /// How much.
    pub value: Vec<Value>,
}

/// The code of a transaction's type.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TypeCode {
    /// The code.
    #[serde(rename = "@code")]
    pub code: TransactionType,
}

/// A result with its indicators.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ResultElement {
    /// 1 output, 2 outcome, 3 impact.
    #[serde(rename = "@type")]
    pub kind: String,
    /// Title.
    pub title: Vec<Narratives>,
    /// Indicators with baseline, target and actual, as their elements stand in the file.
    #[serde(default)]
    pub indicator: Vec<serde_json::Value>,
}

/// An entry that has no counterpart in the standard.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotMapped {
    /// The entry.
    pub entry: EntryId,
    /// What it does.
    pub movement: String,
    /// Why it is not there.
    pub reason: &'static str,
}

/// Activities of a ledger, and what of it is not in them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Export {
    /// The activities, one for each component.
    pub activities: Activities,
    /// What has no counterpart.
    pub not_mapped: Vec<NotMapped>,
}

impl Activities {
    /// Reads a file.
    ///
    /// # Errors
    /// [`ExchangeError::Json`]; [`ExchangeError::Version`] unless it follows 2.03.
    pub fn from_json(text: &str) -> Result<Self, ExchangeError> {
        let activities: Self = serde_json::from_str(text).map_err(|error| ExchangeError::Json {
            message: error.to_string(),
            line: error.line(),
            column: error.column(),
        })?;
        if activities.version != VERSION {
            return Err(ExchangeError::Version { found: activities.version });
        }
        Ok(activities)
    }

    /// Writes a file.
    ///
    /// # Errors
    /// [`ExchangeError::Json`], which values of these types don't cause.
    pub fn to_json(&self) -> Result<String, ExchangeError> {
        let failed = |error: serde_json::Error| ExchangeError::Json { message: error.to_string(), line: 0, column: 0 };
        serde_json::to_string_pretty(self).map_err(failed)
    }

    /// Names of elements that this reader does not know; they are kept and written again.
    #[must_use]
    pub fn unknown_elements(&self) -> BTreeSet<&str> {
        self.activities.iter().flat_map(|activity| activity.other.keys().map(String::as_str)).collect()
    }
}

/// The activities of a ledger: one for each component that has lines, under an organisation's identifier.
///
/// ```
/// use poverty::journal::Entry;
/// use poverty::programme::exchange::iati::{self, Activities};
/// use poverty::programme::ledger::{BudgetRules, Flow, Ledger, Movement};
/// use poverty::programme::structure::Programme;
/// use poverty::programme::{BudgetLine, Capital, FiscalYear, FundingSource};
/// use poverty::quantity::{Currency, Money};
/// let programme = Programme::viet_nam_2021_2025()?;
/// let mut ledger = Ledger::new(Currency::VND, BudgetRules::viet_nam()?);
/// let year = FiscalYear::new(2024)?;
/// let line = ledger.open(BudgetLine::new("3.1", FundingSource::CentralBudget, Capital::Recurrent, "66", year)?)?;
/// for (id, day, flow, units) in [
///     (1, "2024-01-10", Flow::Appropriation, 100),
///     (2, "2024-02-01", Flow::Release, 80),
///     (3, "2024-05-20", Flow::Disbursement, 30),
///     (4, "2024-12-31", Flow::Cancellation, 20),
/// ] {
///     ledger.post(Entry::new(id, day.parse()?, Movement::on(line, flow, ledger.amount(Money::vnd(units))?)))?;
/// }
/// let export = iati::export(&ledger, &programme, "XM-EXAMPLE", "VN");
/// let activity = &export.activities.activities[0];
/// assert_eq!((activity.budget.len(), activity.transaction.len()), (1, 2));
/// assert_eq!(export.not_mapped[0].movement, "cancellation");
/// assert_eq!(Activities::from_json(&export.activities.to_json()?)?, export.activities);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[must_use]
pub fn export(ledger: &Ledger, programme: &Programme, organisation: &str, country: &str) -> Export {
    let mut not_mapped = Vec::new();
    let mut transactions: BTreeMap<String, Vec<TransactionElement>> = BTreeMap::new();
    for (id, valid, movement) in standing(ledger) {
        let mut left_out = |reason| {
            not_mapped.push(NotMapped { entry: id, movement: movement.name(), reason });
        };
        let Transaction::Flow { flow, line, amount } = &movement else {
            left_out("the standard has no movement between lines of one activity or years");
            continue;
        };
        let code = match flow {
            Flow::Appropriation | Flow::Supplement => continue,
            Flow::Release | Flow::Withdrawal => TransactionType::IncomingFunds,
            Flow::Commitment | Flow::Decommitment => TransactionType::OutgoingCommitment,
            Flow::Disbursement
            | Flow::CommittedDisbursement
            | Flow::Advance
            | Flow::CommittedAdvance
            | Flow::AdvanceReturn
            | Flow::Recovery => TransactionType::Disbursement,
            Flow::Clearing => {
                left_out("an advance is a disbursement already");
                continue;
            }
            Flow::Cancellation | Flow::Refund => {
                left_out("the standard has no money that lapses or goes back to the level above");
                continue;
            }
        };
        let comes_back = matches!(flow, Flow::Withdrawal | Flow::Decommitment | Flow::AdvanceReturn | Flow::Recovery);
        let amount = if comes_back { amount.negated() } else { *amount };
        transactions.entry(line.component().to_owned()).or_default().push(TransactionElement {
            reference: id.to_string(),
            transaction_type: vec![TypeCode { code }],
            transaction_date: vec![Day { day: valid }],
            value: vec![Value::of(amount, valid)],
        });
    }
    let components: BTreeSet<String> = ledger.lines().map(|(_, line)| line.component().to_owned()).collect();
    let activities = components.into_iter().map(|code| Activity {
        default_currency: ledger.currency().code().to_owned(),
        iati_identifier: vec![Content { text: format!("{organisation}-{}-{code}", programme.id) }],
        title: vec![title(programme, &code)],
        activity_status: vec![Code { code: "2".to_owned() }],
        recipient_country: vec![Code { code: country.to_owned() }],
        budget: budgets(ledger, &code),
        transaction: transactions.remove(&code).unwrap_or_default(),
        result: Vec::new(),
        other: BTreeMap::new(),
    });
    let activities = Activities { version: VERSION.to_owned(), activities: activities.collect() };
    Export { activities, not_mapped }
}

/// Entries as they stand: what was corrected is left out, and a correction stands for what it restates.
fn standing(ledger: &Ledger) -> Vec<(EntryId, NaiveDate, Transaction)> {
    let entries: BTreeMap<EntryId, (NaiveDate, Transaction)> =
        ledger.transactions().map(|entry| (entry.id, (entry.valid, entry.content))).collect();
    let corrected: BTreeSet<EntryId> = entries
        .values()
        .filter_map(|(_, movement)| match movement {
            Movement::Correction { reverses, .. } => Some(*reverses),
            Movement::Flow { .. } | Movement::Reallocation { .. } | Movement::CarryOver { .. } => None,
        })
        .collect();
    let mut found = Vec::new();
    for (id, (_, movement)) in entries.iter().filter(|(id, _)| !corrected.contains(id)) {
        // Back to what the chain of corrections began with, which has the day.
        let (mut day, mut base) = (None, Some(movement));
        let mut first = *id;
        while let Some(Movement::Correction { reverses, .. }) = base {
            first = *reverses;
            base = entries.get(&first).map(|(_, movement)| movement);
        }
        if let Some((valid, _)) = entries.get(&first) {
            day = Some(*valid);
        }
        let stands = match (movement, base) {
            (Movement::Correction { restated: None, .. }, _) | (_, None) => None,
            (Movement::Correction { restated: Some(restated), .. }, Some(base)) => {
                let (line, amount) = (restated.line.clone(), restated.amount);
                match (base, &restated.to) {
                    (Movement::Flow { flow, .. }, _) => Some(Movement::Flow { flow: *flow, line, amount }),
                    (Movement::Reallocation { .. }, Some(to)) => {
                        Some(Movement::Reallocation { from: line, to: to.clone(), amount })
                    }
                    (Movement::CarryOver { rule, .. }, Some(to)) => {
                        Some(Movement::CarryOver { from: line, to: to.clone(), amount, rule: rule.clone() })
                    }
                    _ => None,
                }
            }
            (movement, Some(_)) => Some(movement.clone()),
        };
        found.extend(stands.zip(day).map(|(stands, day)| (*id, day, stands)));
    }
    found
}

fn title(programme: &Programme, code: &str) -> Narratives {
    let Some(component) = programme.component(code) else {
        return Narratives { narrative: vec![Narrative { language: None, text: code.to_owned() }] };
    };
    let narrative = |language: Language| {
        let text = component.name().get(language)?;
        Some(Narrative { language: Some(language.code().to_owned()), text: text.to_owned() })
    };
    Narratives { narrative: [Language::English, Language::Vietnamese].into_iter().filter_map(narrative).collect() }
}

/// The budgets of a component by year, without carried-over money, which was a budget of the year before.
fn budgets(ledger: &Ledger, code: &str) -> Vec<Budget> {
    let statement = ledger.as_of(NaiveDate::MAX).statement();
    let years = statement.by(|line| (line.component() == code && !line.is_carried()).then(|| line.year()));
    let mut found = Vec::new();
    for (year, totals) in years.into_iter().filter_map(|(year, totals)| Some((year?, totals))) {
        let mut budget = |kind: &str, money: Money| {
            let (first, last) = (year.first_day(), year.last_day());
            found.push(Budget {
                kind: kind.to_owned(),
                period_start: vec![Day { day: first }],
                period_end: vec![Day { day: last }],
                value: vec![Value::of(money, first)],
            });
        };
        budget("1", totals.appropriated());
        if totals.plan() != totals.appropriated() {
            budget("2", totals.plan());
        }
    }
    found
}
