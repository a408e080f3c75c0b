//! The rules of supports as data.

use super::EntitlementError;
use crate::place::Area;
use crate::programme::structure::{Component, Eligibility, Programme, SupportKind};
use crate::quantity::Period;
use crate::register::Told;
use crate::source::{Citation, Instrument, Position, Text};
use chrono::{Datelike, NaiveDate};
use core::fmt;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

const VIET_NAM_FILE: &str = "data/entitlements/vn-supports.toml";
const VIET_NAM: &str = include_str!("../../../data/entitlements/vn-supports.toml");

/// How often a household may get a support.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Frequency {
    /// Once for ever.
    Once,
    /// Once in a calendar year.
    Yearly,
    /// Once in a month.
    Monthly,
    /// How often is not known or not limited: it is never refused for having been received before.
    Unlimited,
}

impl Frequency {
    /// What tells a support of a day from others of the policy, the [`Support::occasion`](crate::register::Support).
    ///
    /// ```
    /// use poverty::register::entitlement::Frequency;
    /// let day = "2024-05-03".parse()?;
    /// assert_eq!(Frequency::Monthly.occasion(day).as_deref(), Some("2024-05"));
    /// assert_eq!(Frequency::Once.occasion(day), None);
    /// # Ok::<(), chrono::ParseError>(())
    /// ```
    #[must_use]
    pub fn occasion(self, on: NaiveDate) -> Option<Box<str>> {
        match self {
            Self::Once => None,
            Self::Yearly => Some(format!("{}", on.year()).into()),
            Self::Monthly => Some(format!("{}-{:02}", on.year(), on.month()).into()),
            Self::Unlimited => Some(on.to_string().into()),
        }
    }
}

impl fmt::Display for Frequency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Once => "once",
            Self::Yearly => "once a year",
            Self::Monthly => "once a month",
            Self::Unlimited => "without limit",
        })
    }
}

/// Who may get a support, when and how often. What a rule leaves blank it does not ask.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Policy {
    /// Its identifier, by which supports are recorded: [`Support::policy`](crate::register::Support).
    pub id: Box<str>,
    /// Its name.
    pub name: Text,
    /// What it gives.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub kinds: BTreeSet<SupportKind>,
    /// The days on which it is given.
    pub valid: Period,
    /// How often.
    pub frequency: Frequency,
    /// The rule on class, ethnicity, place and the time since a household escaped.
    pub eligible: Eligibility,
    /// Where it is given in rural or in urban areas only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub area: Option<Area>,
    /// Where a member below an age in years is needed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub member_under: Option<u8>,
    /// For how many years before the first day of [`Policy::valid`] a household that split off must have been one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub years_since_split: Option<u32>,
    /// Policies of which a household may have received nothing.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub not_beside: BTreeSet<Box<str>>,
    /// Where it says so, and how surely that is known.
    pub source: Citation,
}

/// Supports of a country or a programme, in the order of their file.
///
/// ```
/// use poverty::register::entitlement::Policies;
/// use poverty::source::Language;
/// let policies = Policies::viet_nam()?;
/// let housing = policies.get("vn-housing-poor-district")?;
/// assert_eq!((housing.years_since_split, housing.eligible.classes.len()), (Some(3), 2));
/// assert!(housing.source.confirmation.is_certain());
/// // How much health insurance the near-poor get is from memory, and says so.
/// assert!(!policies.get("vn-health-insurance-near-poor")?.source.confirmation.is_certain());
/// # Ok::<(), poverty::register::entitlement::EntitlementError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "PoliciesForm", into = "PoliciesForm")]
pub struct Policies {
    form: PoliciesForm,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct PoliciesForm {
    #[serde(default, rename = "instrument")]
    instruments: Vec<Instrument>,
    #[serde(rename = "policy")]
    policies: Vec<Policy>,
}

impl Policies {
    /// Supports of Viet Nam to households as far as their rules are known: housing in poor districts, health insurance,
    /// electricity. Each says how surely it is known.
    ///
    /// # Errors
    /// None that a test of this crate would not find: the data are part of it.
    pub fn viet_nam() -> Result<Self, EntitlementError> {
        Self::from_toml(VIET_NAM_FILE, VIET_NAM)
    }

    /// Reads supports from TOML: lists `[[instrument]]` and `[[policy]]` with the fields of [`Policy`]. The name of the file is
    /// for errors only.
    ///
    /// # Errors
    /// [`EntitlementError::Unreadable`] with line and column; [`EntitlementError::Policy`].
    pub fn from_toml(file: &str, text: &str) -> Result<Self, EntitlementError> {
        let form: PoliciesForm = toml::from_str(text).map_err(|error| EntitlementError::Unreadable {
            message: Told::sentence(error.message()),
            at: Position::at_offset(file, text, error.span().map_or(0, |span| span.start)),
        })?;
        form.try_into()
    }

    /// What the parts of a programme give to households: every part whose rule is known, for its years. A policy has the
    /// identifier of the programme, a slash and the code of the part. How often a part gives is not among the data of a
    /// programme, so that nothing is refused for having been received ([`Frequency::Unlimited`]).
    ///
    /// ```
    /// use poverty::programme::structure::Programme;
    /// use poverty::register::entitlement::Policies;
    /// let policies = Policies::of_programme(&Programme::viet_nam_2021_2025()?)?;
    /// let nutrition = policies.get("vn-sustainable-poverty-reduction-2021-2025/3.2")?;
    /// assert_eq!(nutrition.eligible.newly_escaped_months, Some(36));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// [`EntitlementError::Policy`] for a programme that was not read through its checks.
    pub fn of_programme(programme: &Programme) -> Result<Self, EntitlementError> {
        let of_part = |component: Component<'_>| {
            let period = match component {
                Component::Project(part) => part.period,
                Component::SubProject(part) => part.period,
                Component::Activity(part) => part.period,
            };
            Some(Policy {
                id: format!("{}/{}", programme.id, component.code()).into(),
                name: component.name().clone(),
                kinds: component.support().clone(),
                valid: period.unwrap_or(programme.period),
                frequency: Frequency::Unlimited,
                eligible: component.eligible()?.clone(),
                area: None,
                member_under: None,
                years_since_split: None,
                not_beside: BTreeSet::new(),
                source: component.source().clone(),
            })
        };
        let policies = programme.components().filter_map(of_part).collect();
        PoliciesForm { instruments: programme.instruments.clone(), policies }.try_into()
    }

    /// These and others.
    ///
    /// # Errors
    /// [`EntitlementError::Policy`] if one identifier stands for two policies.
    pub fn and(mut self, other: Self) -> Result<Self, EntitlementError> {
        for instrument in other.form.instruments {
            if !self.form.instruments.contains(&instrument) {
                self.form.instruments.push(instrument);
            }
        }
        self.form.policies.extend(other.form.policies);
        self.form.try_into()
    }

    /// All, in order.
    #[must_use]
    pub fn iter(&self) -> impl ExactSizeIterator<Item = &Policy> {
        self.form.policies.iter()
    }

    /// The instruments that they cite.
    #[must_use]
    pub fn instruments(&self) -> &[Instrument] {
        &self.form.instruments
    }

    /// The policy of an identifier.
    ///
    /// # Errors
    /// [`EntitlementError::NoSuchPolicy`].
    pub fn get(&self, id: &str) -> Result<&Policy, EntitlementError> {
        self.iter().find(|policy| *policy.id == *id).ok_or_else(|| {
            let known: Vec<&str> = self.iter().map(|policy| &*policy.id).collect();
            EntitlementError::NoSuchPolicy { policy: id.into(), known: Told::sentence(&known.join(", ")) }
        })
    }
}

impl TryFrom<PoliciesForm> for Policies {
    type Error = EntitlementError;

    fn try_from(form: PoliciesForm) -> Result<Self, Self::Error> {
        for (index, policy) in form.policies.iter().enumerate() {
            let refused = |problem: String| EntitlementError::Policy {
                policy: (&policy.id).into(),
                problem: Told::sentence(&problem),
            };
            if policy.id.trim().is_empty() {
                return Err(refused("the identifier is blank, expected words".to_owned()));
            }
            if form.policies.iter().take(index).any(|earlier| earlier.id == policy.id) {
                return Err(refused("there are two of this identifier, expected one".to_owned()));
            }
            let instrument = &policy.source.instrument;
            if !form.instruments.iter().any(|known| known.id == *instrument) {
                return Err(refused(format!("instrument `{instrument}` is cited and not listed")));
            }
            if policy.not_beside.contains(&policy.id) {
                return Err(refused("it can't exclude itself: its frequency says how often it is given".to_owned()));
            }
            if policy.eligible.newly_escaped_months.is_some() && policy.eligible.classes.is_empty() {
                return Err(refused("months since an escape need classes beside which they count".to_owned()));
            }
        }
        Ok(Self { form })
    }
}

impl From<Policies> for PoliciesForm {
    fn from(policies: Policies) -> Self {
        policies.form
    }
}
