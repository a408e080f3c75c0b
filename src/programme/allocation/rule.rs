//! Allocation by criteria with coefficients: law as data, or a form to fill in.

use super::{AllocationError, Claimant};
use crate::quantity::Ratio;
use crate::source::{Citation, Instrument, Position, Text};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// The share of a recipient is the total times its coefficient over the sum of all coefficients.
///
/// ```
/// use poverty::programme::allocation::{AllocationRule, Method, Recipient, apportion_money};
/// let rule = AllocationRule::viet_nam_2026_2030()?;
/// let communes = [
///     Recipient::new("Ea Rốk").of_group("border").of_group("zone_ii").with("specially_difficult_villages", 6),
///     Recipient::new("Tân An").with("specially_difficult_villages", 0),
/// ];
/// // A border commune of zone II takes the higher of the two, 50, and 1 for each of six villages.
/// assert_eq!(rule.coefficient(&communes[0])?, 56.into());
/// let parts = apportion_money("81 billion VND".parse()?, rule.claimants(&communes)?, Method::Hamilton)?;
/// assert_eq!(parts[0].1, "56 billion VND".parse()?);
///
/// // The rule of 2021-2025 is known by its form only.
/// let form = AllocationRule::viet_nam_2021_2025_form()?;
/// assert_eq!(form.coefficient(&communes[0]).unwrap_err().code(), "programme/unknown-coefficients");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AllocationRule {
    /// Its name in files.
    pub id: String,
    /// Its name.
    pub name: Text,
    /// Where it says so.
    pub source: Citation,
    /// The instruments that it cites.
    #[serde(rename = "instrument")]
    pub instruments: Vec<Instrument>,
    /// What counts.
    #[serde(rename = "criterion")]
    pub criteria: Vec<Criterion>,
}

/// One thing that counts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Criterion {
    /// Its name in files.
    pub id: String,
    /// Its name.
    pub name: Text,
    /// How it is measured.
    pub measured: Measured,
    /// Where it says so.
    pub source: Citation,
}

/// How a criterion becomes a coefficient.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Measured {
    /// By the group that a recipient belongs to; who belongs to several takes the highest.
    Groups {
        /// The groups with their coefficients.
        groups: BTreeMap<String, Coefficient>,
        /// The group of who belongs to none of the others.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        otherwise: Option<Coefficient>,
    },
    /// A coefficient for each so many of a figure.
    Each {
        /// The figure, such as a number of poor households.
        figure: String,
        /// For each so many.
        per: Ratio,
        /// The coefficient.
        coefficient: Coefficient,
    },
    /// By the band in which a figure lies.
    Bands {
        /// The figure, such as a poverty rate.
        figure: String,
        /// The bands; none where they are not known.
        bands: Vec<Band>,
    },
}

/// A band of a figure.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Band {
    /// From this value on.
    pub from: Ratio,
    /// Up to, but without, this one; none is no end.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub below: Option<Ratio>,
    /// The coefficient.
    pub coefficient: Coefficient,
}

/// A coefficient; the word `unknown` where it has to be filled in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Coefficient(Option<Ratio>);

impl Coefficient {
    /// A coefficient that has to be filled in.
    pub const UNKNOWN: Self = Self(None);

    /// A known coefficient.
    #[must_use]
    pub const fn known(value: Ratio) -> Self {
        Self(Some(value))
    }

    /// The value, if it is known.
    #[must_use]
    pub const fn value(self) -> Option<Ratio> {
        self.0
    }
}

impl TryFrom<String> for Coefficient {
    type Error = crate::quantity::QuantityError;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        if text == "unknown" { Ok(Self::UNKNOWN) } else { text.parse().map(Self::known) }
    }
}

impl From<Coefficient> for String {
    fn from(coefficient: Coefficient) -> Self {
        coefficient.0.map_or_else(|| "unknown".to_owned(), |value| value.to_string())
    }
}

/// Who gets a share: a commune, a province.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recipient {
    code: String,
    groups: BTreeSet<String>,
    figures: BTreeMap<String, Ratio>,
}

impl Recipient {
    /// A recipient without groups and figures.
    #[must_use]
    pub fn new(code: impl Into<String>) -> Self {
        Self { code: code.into(), groups: BTreeSet::new(), figures: BTreeMap::new() }
    }

    /// The same in a group.
    #[must_use]
    pub fn of_group(mut self, group: impl Into<String>) -> Self {
        self.groups.insert(group.into());
        self
    }

    /// The same with a figure.
    #[must_use]
    pub fn with(mut self, figure: impl Into<String>, value: impl Into<Ratio>) -> Self {
        self.figures.insert(figure.into(), value.into());
        self
    }

    /// Its code.
    #[must_use]
    pub fn code(&self) -> &str {
        &self.code
    }
}

impl AllocationRule {
    /// Central money of 2026-2030 by area, for the three programmes together.
    ///
    /// # Errors
    /// None that a test of this crate would not find: the data are part of it.
    pub fn viet_nam_2026_2030() -> Result<Self, AllocationError> {
        let text = include_str!("../../../data/programmes/vn-allocation-2026-2030.toml");
        Self::from_toml("data/programmes/vn-allocation-2026-2030.toml", text)
    }

    /// The form of Decision 02/2022/QĐ-TTg for 2021-2025; its coefficients and bands are unknown and have to be filled in.
    ///
    /// # Errors
    /// None that a test of this crate would not find: the data are part of it.
    pub fn viet_nam_2021_2025_form() -> Result<Self, AllocationError> {
        let text = include_str!("../../../data/programmes/vn-decision-02-2022-form.toml");
        Self::from_toml("data/programmes/vn-decision-02-2022-form.toml", text)
    }

    /// Reads a rule from TOML: the fields of [`AllocationRule`] with lists `[[instrument]]` and `[[criterion]]`. The name of
    /// the file is for errors only.
    ///
    /// # Errors
    /// [`AllocationError::Unreadable`]; [`AllocationError::UnknownInstrument`].
    pub fn from_toml(file: &str, text: &str) -> Result<Self, AllocationError> {
        let rule: Self = toml::from_str(text).map_err(|error| AllocationError::Unreadable {
            message: error.message().to_owned(),
            at: Position::at_offset(file, text, error.span().map_or(0, |span| span.start)),
        })?;
        let cited = rule.criteria.iter().map(|criterion| &criterion.source).chain([&rule.source]);
        let is_unknown = |citation: &&Citation| rule.instruments.iter().all(|one| one.id != citation.instrument);
        if let Some(citation) = { cited }.find(is_unknown) {
            let instrument = citation.instrument.clone();
            return Err(AllocationError::UnknownInstrument { instrument, file: file.to_owned() });
        }
        Ok(rule)
    }

    /// The names of what has to be filled in: `criterion`, or `criterion/group` where a criterion has several.
    #[must_use]
    pub fn missing(&self) -> Vec<String> {
        let mut missing = Vec::new();
        for criterion in &self.criteria {
            let id = &criterion.id;
            match &criterion.measured {
                Measured::Groups { groups, otherwise } => {
                    let named = groups.iter().map(|(group, one)| (group.as_str(), one));
                    let all = named.chain(otherwise.iter().map(|one| ("otherwise", one)));
                    let unknown = all.filter(|(_, one)| one.value().is_none());
                    missing.extend(unknown.map(|(group, _)| format!("{id}/{group}")));
                }
                Measured::Each { coefficient, .. } if coefficient.value().is_none() => missing.push(id.clone()),
                Measured::Each { .. } => {}
                Measured::Bands { bands, .. } => {
                    if bands.is_empty() || bands.iter().any(|band| band.coefficient.value().is_none()) {
                        missing.push(id.clone());
                    }
                }
            }
        }
        missing
    }

    /// The same with a coefficient filled in, by its name in [`AllocationRule::missing`].
    ///
    /// # Errors
    /// [`AllocationError::NoSuchCoefficient`].
    pub fn filled(mut self, name: &str, value: Ratio) -> Result<Self, AllocationError> {
        let (id, group) = name.split_once('/').unwrap_or((name, ""));
        let criterion = self.criteria.iter_mut().find(|criterion| criterion.id == id);
        let place = match criterion.map(|criterion| &mut criterion.measured) {
            Some(Measured::Groups { groups, otherwise }) => match group {
                "otherwise" => otherwise.as_mut(),
                group => groups.get_mut(group),
            },
            Some(Measured::Each { coefficient, .. }) if group.is_empty() => Some(coefficient),
            Some(Measured::Each { .. } | Measured::Bands { .. }) | None => None,
        };
        let Some(place) = place else {
            return Err(AllocationError::NoSuchCoefficient { rule: self.id, name: name.to_owned() });
        };
        *place = Coefficient::known(value);
        Ok(self)
    }

    /// The same with the bands of a criterion filled in.
    ///
    /// # Errors
    /// [`AllocationError::NoSuchCoefficient`] unless the criterion goes by bands.
    pub fn with_bands(mut self, criterion: &str, new: Vec<Band>) -> Result<Self, AllocationError> {
        let found = self.criteria.iter_mut().find(|one| one.id == criterion).map(|one| &mut one.measured);
        let Some(Measured::Bands { bands, .. }) = found else {
            return Err(AllocationError::NoSuchCoefficient { rule: self.id, name: criterion.to_owned() });
        };
        *bands = new;
        Ok(self)
    }

    /// The coefficient of a recipient: the sum over the criteria.
    ///
    /// # Errors
    /// [`AllocationError::UnknownCoefficients`]; [`AllocationError::NoFigure`]; [`AllocationError::NoBand`];
    /// [`AllocationError::Quantity`] if it does not fit.
    pub fn coefficient(&self, recipient: &Recipient) -> Result<Ratio, AllocationError> {
        let missing = self.missing();
        if !missing.is_empty() {
            return Err(AllocationError::UnknownCoefficients { rule: self.id.clone(), missing });
        }
        let mut sum = Ratio::ZERO;
        for criterion in &self.criteria {
            sum = sum.checked_add(criterion.coefficient(recipient)?)?;
        }
        Ok(sum)
    }

    /// Recipients as claimants with their coefficients as weights, for [`apportion`](super::apportion).
    ///
    /// # Errors
    /// As [`AllocationRule::coefficient`].
    pub fn claimants(&self, recipients: &[Recipient]) -> Result<Vec<Claimant>, AllocationError> {
        let claimant = |recipient: &Recipient| Ok(Claimant::new(recipient.code(), self.coefficient(recipient)?));
        recipients.iter().map(claimant).collect()
    }
}

impl Criterion {
    fn coefficient(&self, recipient: &Recipient) -> Result<Ratio, AllocationError> {
        let figure = |name: &String| {
            recipient.figures.get(name).copied().ok_or_else(|| AllocationError::NoFigure {
                recipient: recipient.code.clone(),
                figure: name.clone(),
                criterion: self.id.clone(),
            })
        };
        match &self.measured {
            Measured::Groups { groups, otherwise } => {
                let own = groups.iter().filter(|(group, _)| recipient.groups.contains(*group));
                let highest = own.filter_map(|(_, coefficient)| coefficient.value()).max();
                let other = otherwise.and_then(Coefficient::value).unwrap_or(Ratio::ZERO);
                Ok(highest.unwrap_or(other))
            }
            Measured::Each { figure: name, per, coefficient } => {
                let units = figure(name)?.checked_div(*per)?;
                Ok(units.checked_mul(coefficient.value().unwrap_or(Ratio::ZERO))?)
            }
            Measured::Bands { figure: name, bands } => {
                let value = figure(name)?;
                let holds = |band: &&Band| band.from <= value && band.below.is_none_or(|below| value < below);
                let band = bands.iter().find(holds).ok_or_else(|| AllocationError::NoBand {
                    recipient: recipient.code.clone(),
                    figure: name.clone(),
                    value,
                    criterion: self.id.clone(),
                })?;
                Ok(band.coefficient.value().unwrap_or(Ratio::ZERO))
            }
        }
    }
}
