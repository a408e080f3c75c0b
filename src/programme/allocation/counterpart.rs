//! Local money that is required beside central money.

use super::AllocationError;
use crate::quantity::{Money, Ratio, Rounding};
use crate::source::{Citation, Confirmation};
use serde::{Deserialize, Serialize};

/// The ratio of local to central money that a province has to add, by how much of its spending balancing transfers pay.
///
/// ```
/// use poverty::programme::allocation::CounterpartRule;
/// use poverty::quantity::Money;
/// let rule = CounterpartRule::viet_nam_2021_2025();
/// let central = "200 billion VND".parse::<Money>()?;
/// assert_eq!(rule.required(central, "65 %".parse()?)?, Some("20 billion VND".parse()?));
/// // Provinces without balancing transfers pay for the programme themselves.
/// assert_eq!(rule.required(central, "0 %".parse()?)?, None);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CounterpartRule {
    /// The bands, each from a share of transfers on; the highest that fits counts.
    pub bands: Vec<CounterpartBand>,
    /// Where it says so.
    pub source: Citation,
}

/// A band of a [`CounterpartRule`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CounterpartBand {
    /// Share of spending that transfers pay, from which on the band counts.
    pub from: Ratio,
    /// Whether the share itself counts.
    pub inclusive: bool,
    /// Local money for each unit of central money.
    pub ratio: Ratio,
}

impl CounterpartRule {
    /// Decision 02/2022/QĐ-TTg, from memory: at least 3 % where transfers pay 70 % or more of local spending, 10 % from
    /// 50 %, 15 % below.
    #[must_use]
    pub fn viet_nam_2021_2025() -> Self {
        let percent = |value: i128| Ratio::new(value, 100).unwrap_or(Ratio::ZERO);
        let band = |from, inclusive, ratio| CounterpartBand { from: percent(from), inclusive, ratio: percent(ratio) };
        Self {
            bands: vec![band(70, true, 3), band(50, true, 10), band(0, false, 15)],
            source: Citation {
                instrument: "decision-02-2022".to_owned(),
                article: None,
                confirmation: Confirmation::FromMemory,
                note: None,
            },
        }
    }

    /// The ratio that is required of a province; `None` where no band counts.
    #[must_use]
    pub fn ratio(&self, transfers: Ratio) -> Option<Ratio> {
        let fits = |band: &&CounterpartBand| transfers > band.from || (band.inclusive && transfers == band.from);
        self.bands.iter().filter(fits).max_by_key(|band| band.from).map(|band| band.ratio)
    }

    /// Local money that is required beside central money, rounded up to the minor unit; `None` where no band counts.
    ///
    /// # Errors
    /// [`AllocationError::Quantity`] if it does not fit.
    pub fn required(&self, central: Money, transfers: Ratio) -> Result<Option<Money>, AllocationError> {
        let required = self.ratio(transfers).map(|ratio| central.portion(ratio, Rounding::Ceiling));
        Ok(required.transpose()?)
    }
}
