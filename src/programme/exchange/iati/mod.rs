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
//! | results framework | `result` of type 1, 2 or 3 with `indicator`, `baseline` and `period`: a year with its target and actual |

mod results;

pub use results::{BaselineElement, FigureElement, IndicatorElement, PeriodElement, ResultElement};

use super::ExchangeError;
use crate::journal::EntryId;
use crate::programme::delivery::ResultsFramework;
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

impl Narratives {
    /// One text, of which the language is not said.
    fn of(text: &str) -> Self {
        Self { narrative: vec![Narrative { language: None, text: text.to_owned() }] }
    }
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
    /// Elements and attributes that this reader does not know, by name.
    #[serde(flatten)]
    pub other: BTreeMap<String, serde_json::Value>,
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
    /// Elements and attributes that this reader does not know, by name.
    #[serde(flatten)]
    pub other: BTreeMap<String, serde_json::Value>,
}

/// The code of a transaction's type.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TypeCode {
    /// The code.
    #[serde(rename = "@code")]
    pub code: TransactionType,
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

    /// Names of elements and attributes that this reader does not know, with those above them, `transaction/provider-org`;
    /// they are kept and written again.
    #[must_use]
    pub fn unknown_elements(&self) -> BTreeSet<String> {
        self.activities.iter().flat_map(Activity::unknown_elements).collect()
    }
}

impl Activity {
    fn unknown_elements(&self) -> BTreeSet<String> {
        let mut names: BTreeSet<String> = self.other.keys().cloned().collect();
        let mut below = |path: &str, other: &BTreeMap<String, serde_json::Value>| {
            names.extend(other.keys().map(|name| format!("{path}/{name}")));
        };
        self.budget.iter().for_each(|one| below("budget", &one.other));
        self.transaction.iter().for_each(|one| below("transaction", &one.other));
        for result in &self.result {
            below("result", &result.other);
            for indicator in &result.indicator {
                below("result/indicator", &indicator.other);
                indicator.baseline.iter().for_each(|one| below("result/indicator/baseline", &one.other));
                for period in &indicator.period {
                    below("result/indicator/period", &period.other);
                    period.target.iter().for_each(|one| below("result/indicator/period/target", &one.other));
                    period.actual.iter().for_each(|one| below("result/indicator/period/actual", &one.other));
                }
            }
        }
        names
    }
}

/// The activities of a ledger: one for each component that has lines or results, under an organisation's identifier. The
/// results of the programme as a whole stand in an activity of their own, without money.
///
/// # Errors
/// [`ExchangeError::NotDecimal`] for a value of a result that has no finite decimal.
///
/// ```
/// use poverty::journal::Entry;
/// use poverty::programme::delivery::ResultsFramework;
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
/// let export = iati::export(&ledger, &programme, &ResultsFramework::new(), "XM-EXAMPLE", "VN")?;
/// let activity = &export.activities.activities[0];
/// assert_eq!((activity.budget.len(), activity.transaction.len()), (1, 2));
/// assert_eq!(export.not_mapped[0].movement, "cancellation");
/// assert_eq!(Activities::from_json(&export.activities.to_json()?)?, export.activities);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn export(
    ledger: &Ledger,
    programme: &Programme,
    results: &ResultsFramework,
    organisation: &str,
    country: &str,
) -> Result<Export, ExchangeError> {
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
            other: BTreeMap::new(),
        });
    }
    let with_lines = ledger.lines().map(|(_, line)| Some(line.component().to_owned()));
    let components: BTreeSet<Option<String>> = with_lines.chain(results.keys().cloned()).collect();
    let mut activities = Vec::with_capacity(components.len());
    for component in components {
        let code = component.as_deref();
        let results = results.get(&component).into_iter().flatten();
        activities.push(Activity {
            default_currency: ledger.currency().code().to_owned(),
            iati_identifier: vec![Content { text: identifier(organisation, programme, code) }],
            title: vec![title(programme, code)],
            activity_status: vec![Code { code: "2".to_owned() }],
            recipient_country: vec![Code { code: country.to_owned() }],
            budget: code.map_or_else(Vec::new, |code| budgets(ledger, code)),
            transaction: code.and_then(|code| transactions.remove(code)).unwrap_or_default(),
            result: results.map(ResultElement::of).collect::<Result<_, _>>()?,
            other: BTreeMap::new(),
        });
    }
    Ok(Export { activities: Activities { version: VERSION.to_owned(), activities }, not_mapped })
}

/// Of a component, or of the programme as a whole.
fn identifier(organisation: &str, programme: &Programme, component: Option<&str>) -> String {
    match component {
        Some(code) => format!("{organisation}-{}-{code}", programme.id),
        None => format!("{organisation}-{}", programme.id),
    }
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

fn title(programme: &Programme, component: Option<&str>) -> Narratives {
    let name = match component {
        None => &programme.name,
        Some(code) => match programme.component(code) {
            Some(component) => component.name(),
            None => return Narratives::of(code),
        },
    };
    let narrative = |language: Language| {
        let text = name.get(language)?;
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
                other: BTreeMap::new(),
            });
        };
        budget("1", totals.appropriated());
        if totals.plan() != totals.appropriated() {
            budget("2", totals.plan());
        }
    }
    found
}
