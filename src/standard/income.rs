//! Which income a standard compares with its lines.

use super::AgeRange;
use super::subject::Subject;
use crate::household::{Household, Observed};
use crate::quantity::{Money, QuantityError, Ratio, Rounding};
use crate::source::Language;
use core::cmp::Ordering;
use serde::{Deserialize, Serialize};

/// The income that a standard compares with its lines: which observation of the household, and shared out how.
///
/// In a standard's file it is the table `income`; left out, it is income per person and month.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct IncomeMeasure {
    of: IncomeOf,
    /// By what the income of the whole household is divided.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    per: Option<EquivalenceScale>,
}

/// An observation of income.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum IncomeOf {
    /// Income per person and month: [`Household::income_per_person_month`](crate::household::Household::income_per_person_month).
    #[default]
    PerPersonMonth,
    /// Consumption or income per person and day in dollars of purchasing power parity.
    PerPersonDay,
    /// Income of the whole household in a month.
    HouseholdMonth,
    /// Disposable income of the whole household in a year; per equivalent person where the survey computed that.
    HouseholdYear,
}

/// How many equivalent persons a household is: members count by age, and the first of a band may count more.
///
/// A member of unknown age makes the number of equivalent persons unknown.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct EquivalenceScale {
    bands: Vec<EquivalenceBand>,
    /// What someone who lives alone counts, whatever the age.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    alone: Option<Ratio>,
}

/// What members of a range of ages count.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
struct EquivalenceBand {
    ages: AgeRange,
    /// What the first of them counts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    first: Option<Ratio>,
    each: Ratio,
}

/// An income as it is compared with a line: an amount, divided by a number of persons or not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Welfare {
    amount: Money,
    persons: Ratio,
    ppp_year: Option<u16>,
}

impl From<Money> for Welfare {
    fn from(amount: Money) -> Self {
        Self { amount, persons: Ratio::ONE, ppp_year: None }
    }
}

impl Welfare {
    /// The amount before it is divided.
    #[must_use]
    pub const fn amount(self) -> Money {
        self.amount
    }

    /// The number of equivalent persons that share it; 1 for an amount that is one person's.
    #[must_use]
    pub const fn persons(self) -> Ratio {
        self.persons
    }

    /// The amount as it is shared out: `21,000 MXN / 2.7272 persons`.
    pub(super) fn shared_out(self) -> String {
        if self.persons == Ratio::ONE {
            return self.amount.to_string();
        }
        let rounded = self.persons.fixed(4, Rounding::HalfUp).to_string();
        let decimal = rounded.trim_end_matches('0').trim_end_matches('.');
        // A number of persons that has no end as a decimal is shown as the fraction it is.
        let persons = match decimal.parse::<Ratio>() {
            Ok(value) if value == self.persons => decimal.to_owned(),
            _ => self.persons.to_string(),
        };
        format!("{} / {persons} persons", self.amount)
    }

    /// Year of the prices, for dollars of purchasing power parity.
    #[must_use]
    pub const fn ppp_year(self) -> Option<u16> {
        self.ppp_year
    }

    /// Compares the share of one person with an amount, exactly.
    ///
    /// # Errors
    /// [`QuantityError::CurrencyMismatch`]; [`QuantityError::Overflow`].
    pub fn compare(self, line: Money) -> Result<Ordering, QuantityError> {
        if self.persons == Ratio::ONE {
            return self.amount.compare(line);
        }
        // amount / persons against line, as amount against line * persons; the currencies are compared on the way.
        self.amount.compare(Money::zero(line.currency()))?;
        let whole = Ratio::from_decimal(line.amount())?.checked_mul(self.persons)?;
        Ok(Ratio::from_decimal(self.amount.amount())?.cmp(&whole))
    }
}

impl EquivalenceScale {
    /// Equivalent persons; `None` if an age is unknown or in no band, or the sum is nothing.
    fn persons(&self, subject: &Subject<'_>) -> Option<Ratio> {
        if let (1, Some(alone)) = (subject.household.size(), self.alone) {
            return Some(alone).filter(|persons| *persons > Ratio::ZERO);
        }
        let mut seen = vec![false; self.bands.len()];
        let mut persons = Ratio::ZERO;
        for person in subject.everyone() {
            let age = person.age?;
            let (band, seen) =
                self.bands.iter().zip(&mut seen).find(|(band, _)| band.ages.contains(age, subject) == Some(true))?;
            let counts = if *seen { band.each } else { band.first.unwrap_or(band.each) };
            *seen = true;
            persons = persons.checked_add(counts).ok()?;
        }
        Some(persons).filter(|persons| *persons > Ratio::ZERO)
    }
}

impl IncomeMeasure {
    /// Which observation it is.
    #[must_use]
    pub const fn of(&self) -> IncomeOf {
        self.of
    }

    /// By what the income of the whole household is divided, if it is.
    #[must_use]
    pub const fn equivalence(&self) -> Option<&EquivalenceScale> {
        self.per.as_ref()
    }

    /// The income of a household, as it is compared with the lines. The ages of its members are asked for only where the
    /// income is shared out by them.
    pub(super) fn observe<'a>(
        &self,
        household: &'a Household,
        subject: impl FnOnce() -> Subject<'a>,
    ) -> Observed<Welfare> {
        let income = household.income();
        match self.of {
            IncomeOf::PerPersonMonth => household.income_per_person_month().map(Welfare::from),
            IncomeOf::PerPersonDay => income
                .per_person_day
                .map(|amount| Welfare { ppp_year: income.ppp_year.known(), ..Welfare::from(amount) }),
            IncomeOf::HouseholdMonth => self.shared(income.household_month, subject),
            IncomeOf::HouseholdYear => match income.equivalised_year {
                Observed::Known(amount) if self.per.is_some() => Observed::Known(Welfare::from(amount)),
                Observed::Known(_) | Observed::Unknown(_) | Observed::NotApplicable => {
                    self.shared(income.household_year, subject)
                }
            },
        }
    }

    fn shared<'a>(&self, income: Observed<Money>, subject: impl FnOnce() -> Subject<'a>) -> Observed<Welfare> {
        let Some(scale) = &self.per else { return income.map(Welfare::from) };
        match (income, scale.persons(&subject())) {
            (Observed::Known(amount), Some(persons)) => Observed::Known(Welfare { persons, ..Welfare::from(amount) }),
            (Observed::Known(_), None) => Observed::NOT_RECORDED,
            (Observed::Unknown(why), _) => Observed::Unknown(why),
            (Observed::NotApplicable, _) => Observed::NotApplicable,
        }
    }

    /// An income in words.
    pub(super) fn describe(&self, income: Observed<Welfare>, language: Language) -> String {
        let vietnamese = language == Language::Vietnamese;
        let Observed::Known(welfare) = income else {
            return if vietnamese { "chưa rõ thu nhập" } else { "income not known" }.to_owned();
        };
        let Welfare { amount, ppp_year, .. } = welfare;
        let prices = ppp_year.map_or_else(String::new, |year| format!(" (PPP {year})"));
        let shared = welfare.shared_out();
        match (self.of, vietnamese) {
            (IncomeOf::PerPersonMonth, true) => format!("thu nhập {amount}/người/tháng"),
            (IncomeOf::PerPersonMonth, false) => format!("income {amount} per person and month"),
            (IncomeOf::PerPersonDay, true) => format!("chi tiêu hoặc thu nhập {amount}/người/ngày{prices}"),
            (IncomeOf::PerPersonDay, false) => format!("consumption or income {amount} per person and day{prices}"),
            (IncomeOf::HouseholdMonth, true) => format!("thu nhập của hộ {shared} mỗi tháng"),
            (IncomeOf::HouseholdMonth, false) => format!("household income {shared} a month"),
            (IncomeOf::HouseholdYear, true) => format!("thu nhập của hộ {shared} mỗi năm"),
            (IncomeOf::HouseholdYear, false) => format!("income {shared} a year"),
        }
    }
}
