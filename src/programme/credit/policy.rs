//! Products of the policy bank with their rates over time.

use super::CreditError;
use crate::quantity::{Money, Period, Ratio};
use crate::source::{Citation, Instrument, Position, Text};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

const VIET_NAM_FILE: &str = "data/programmes/vn-policy-credit.toml";
const VIET_NAM: &str = include_str!("../../../data/programmes/vn-policy-credit.toml");

/// What a policy bank lends, at which rates, when.
///
/// A rate is a property of a day, not of a loan: when the base rate changed on 1 December 2025, it changed for outstanding
/// balances as well.
///
/// ```
/// use poverty::programme::credit::CreditPolicy;
/// let policy = CreditPolicy::viet_nam()?;
/// for (product, day, rate) in [
///     ("poor", "2025-11-30", "6.6 %"),
///     ("poor", "2025-12-01", "6.24 %"),
///     ("near_poor", "2025-12-01", "7.488 %"),
///     ("newly_escaped", "2025-12-01", "7.8 %"),
///     ("poor_district", "2025-11-30", "3.3 %"),
/// ] {
///     assert_eq!(policy.yearly_rate(product, day.parse()?)?, rate.parse()?, "{product} on {day}");
/// }
/// // 6.24 % a year are 0.52 % a month.
/// assert_eq!(policy.monthly_rate("poor", "2025-12-01".parse()?)?, "0.52 %".parse()?);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CreditPolicy {
    /// The instruments that are cited.
    #[serde(rename = "instrument")]
    pub instruments: Vec<Instrument>,
    /// What an overdue balance costs, for each unit of the rate of the loan.
    pub overdue: Pricing,
    /// The yearly rate for poor households, to which other products refer.
    pub base: Vec<RatePeriod>,
    /// The products.
    #[serde(rename = "product")]
    pub products: Vec<Product>,
}

/// A factor and where it says so.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Pricing {
    /// For each unit of another rate.
    pub ratio: Ratio,
    /// Where it says so.
    pub source: Citation,
}

/// A yearly rate and the days on which it holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RatePeriod {
    /// The days.
    pub period: Period,
    /// The rate.
    pub yearly: Ratio,
    /// Where it says so.
    pub source: Citation,
}

/// A kind of loan.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Product {
    /// Its name in files.
    pub id: String,
    /// Its name.
    pub name: Text,
    /// Its rate as a multiple of the base rate, if it follows that.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub of_base: Option<Pricing>,
    /// Rates of its own.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rates: Vec<RatePeriod>,
    /// The most that is lent to one household; `None` where it is not known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ceiling: Option<Money>,
    /// The longest term in months; `None` where it is not known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub most_months: Option<u32>,
    /// Where it says so.
    pub source: Citation,
}

impl CreditPolicy {
    /// The Bank for Social Policies of Viet Nam.
    ///
    /// # Errors
    /// None that a test of this crate would not find: the data are part of it.
    pub fn viet_nam() -> Result<Self, CreditError> {
        Self::from_toml(VIET_NAM_FILE, VIET_NAM)
    }

    /// Reads a policy from TOML: the fields of [`CreditPolicy`] with lists `[[instrument]]`, `[[base]]`, `[[product]]`. The
    /// name of the file is for errors only.
    ///
    /// # Errors
    /// [`CreditError::Unreadable`], [`CreditError::UnknownInstrument`], [`CreditError::OverlappingRates`],
    /// [`CreditError::RateOutOfRange`].
    pub fn from_toml(file: &str, text: &str) -> Result<Self, CreditError> {
        let policy: Self = toml::from_str(text).map_err(|error| CreditError::Unreadable {
            message: error.message().to_owned(),
            at: Position::at_offset(file, text, error.span().map_or(0, |span| span.start)),
        })?;
        let products = &policy.products;
        let of_products = products.iter().flat_map(|product| {
            let rates = product.rates.iter().map(|rate| &rate.source);
            rates.chain(product.of_base.as_ref().map(|base| &base.source)).chain([&product.source])
        });
        let cited = of_products.chain(policy.base.iter().map(|rate| &rate.source)).chain([&policy.overdue.source]);
        let is_unknown = |citation: &&Citation| policy.instruments.iter().all(|one| one.id != citation.instrument);
        if let Some(citation) = { cited }.find(is_unknown) {
            let instrument = citation.instrument.clone();
            return Err(CreditError::UnknownInstrument { instrument, file: file.to_owned() });
        }
        check_rates("base", &policy.base)?;
        products.iter().try_for_each(|product| check_rates(&product.id, &product.rates))?;
        Ok(policy)
    }

    /// The product of a name.
    ///
    /// # Errors
    /// [`CreditError::NoSuchProduct`].
    pub fn product(&self, id: &str) -> Result<&Product, CreditError> {
        let found = self.products.iter().find(|product| product.id == id);
        found.ok_or_else(|| CreditError::NoSuchProduct(id.to_owned()))
    }

    /// The yearly rate of a product on a day.
    ///
    /// # Errors
    /// [`CreditError::NoSuchProduct`]; [`CreditError::NoRate`] where none is known.
    pub fn yearly_rate(&self, product: &str, on: NaiveDate) -> Result<Ratio, CreditError> {
        let product = self.product(product)?;
        let no_rate = || CreditError::NoRate { product: product.id.clone(), day: on };
        if let Some(own) = product.rates.iter().find(|rate| rate.period.contains(on)) {
            return Ok(own.yearly);
        }
        let of_base = product.of_base.as_ref().ok_or_else(no_rate)?;
        let base = self.base.iter().find(|rate| rate.period.contains(on)).ok_or_else(no_rate)?;
        Ok(base.yearly.checked_mul(of_base.ratio)?)
    }

    /// A twelfth of the yearly rate.
    ///
    /// # Errors
    /// As [`CreditPolicy::yearly_rate`].
    pub fn monthly_rate(&self, product: &str, on: NaiveDate) -> Result<Ratio, CreditError> {
        Ok(self.yearly_rate(product, on)?.checked_div(Ratio::whole(12))?)
    }

    /// The days after the first, up to the last, on which the rate of a product may change.
    pub(super) fn changes(&self, product: &Product, first: NaiveDate, last: NaiveDate) -> Vec<NaiveDate> {
        let base = if product.of_base.is_some() { self.base.as_slice() } else { &[] };
        let edges = product.rates.iter().chain(base).flat_map(|rate| [Some(rate.period.start()), rate.period.end()]);
        let mut days: Vec<NaiveDate> = edges.flatten().filter(|day| *day > first && *day < last).collect();
        days.sort_unstable();
        days.dedup();
        days
    }
}

fn check_rates(product: &str, rates: &[RatePeriod]) -> Result<(), CreditError> {
    for (index, rate) in rates.iter().enumerate() {
        if !rate.yearly.is_share() {
            return Err(CreditError::RateOutOfRange { product: product.to_owned(), rate: rate.yearly });
        }
        let shared = rates.iter().take(index).find_map(|earlier| earlier.period.intersection(rate.period));
        if let Some(shared) = shared {
            return Err(CreditError::OverlappingRates { product: product.to_owned(), day: shared.start() });
        }
    }
    Ok(())
}
