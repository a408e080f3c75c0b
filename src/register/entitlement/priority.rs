//! By what requests are put in order.

use super::EntitlementError;
use super::waiting_list::Request;
use crate::register::Told;
use crate::register::{RegisterError, State};
use chrono::Datelike;
use core::fmt;
use serde::{Deserialize, Serialize};

/// One thing by which requests are put in order. What is not known comes after all that is.
#[non_exhaustive]
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PriorityKey {
    /// Classes by id, the first first; a class that is not named comes after those that are.
    Class(Vec<String>),
    /// The most deprivations first, by the recognition that holds.
    MostDeprivations,
    /// Households of an ethnic minority first.
    EthnicMinority,
    /// The most members below an age in years first.
    ChildrenUnder(u8),
    /// The earliest request first.
    EarliestRequest,
}

impl PriorityKey {
    /// Whether another one orders by the same thing.
    fn is_like(&self, other: &Self) -> bool {
        core::mem::discriminant(self) == core::mem::discriminant(other)
    }

    pub(super) fn merit(&self, state: &State<'_>, request: &Request) -> Result<Merit, RegisterError> {
        let most = |count: u32| u64::from(u32::MAX.saturating_sub(count));
        let merit = |place: u64, value: String| Merit { key: self.clone(), place, value };
        let unknown = || merit(u64::MAX, "not known".to_owned());
        Ok(match self {
            Self::Class(order) => {
                let class = state.recognised().map_or("no class", |recognised| recognised.class());
                let place = order.iter().position(|named| named == class).unwrap_or(order.len());
                merit(u64::try_from(place).unwrap_or(u64::MAX), class.to_owned())
            }
            Self::MostDeprivations => state.recognised().map_or_else(unknown, |recognised| {
                let count = recognised.profile().deprivations();
                merit(most(count), count.to_string())
            }),
            Self::EthnicMinority => match state.household()?.is_ethnic_minority().known() {
                Some(true) => merit(0, "yes".to_owned()),
                Some(false) => merit(1, "no".to_owned()),
                None => unknown(),
            },
            Self::ChildrenUnder(age) => {
                let household = state.household()?;
                let ages: Vec<Option<u8>> =
                    household.members().iter().map(|member| member.age_on(state.on())).collect();
                if ages.contains(&None) {
                    unknown()
                } else {
                    let count = ages.iter().flatten().filter(|known| *known < age).count();
                    merit(most(u32::try_from(count).unwrap_or(u32::MAX)), count.to_string())
                }
            }
            Self::EarliestRequest => {
                let day = i64::from(request.on.num_days_from_ce()).saturating_sub(i64::from(i32::MIN));
                merit(u64::try_from(day).unwrap_or(0), request.on.to_string())
            }
        })
    }
}

impl fmt::Display for PriorityKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Class(_) => f.pad("class"),
            Self::MostDeprivations => f.pad("deprivations"),
            Self::EthnicMinority => f.pad("ethnic minority"),
            Self::ChildrenUnder(age) => f.pad(&format!("children under {age}")),
            Self::EarliestRequest => f.pad("request"),
        }
    }
}

/// What a household has to show by one key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Merit {
    /// The key.
    pub key: PriorityKey,
    /// Its place by this key; smaller comes first.
    pub(super) place: u64,
    /// What it has: a class, a number, a day.
    pub value: String,
}

/// The keys by which requests are put in order: a later one counts only among those that all earlier ones leave equal. Who is
/// equal by all stands in the order of identifiers, which says nothing about need and is the same on every run.
///
/// ```
/// use poverty::register::entitlement::{PriorityKey, PriorityRule};
/// let rule: PriorityRule = toml::from_str(
///     r#"keys = [{ class = ["poor", "near_poor"] }, "most_deprivations", { children_under = 16 }, "earliest_request"]"#,
/// )?;
/// assert_eq!(rule.keys().len(), 4);
/// assert_eq!(rule.to_string(), "class, then deprivations, then children under 16, then request, then identifier");
/// assert!(PriorityRule::new([]).is_err());
/// # Ok::<(), toml::de::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "PriorityForm", into = "PriorityForm")]
pub struct PriorityRule {
    keys: Vec<PriorityKey>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct PriorityForm {
    keys: Vec<PriorityKey>,
}

impl PriorityRule {
    /// An order by these keys.
    ///
    /// # Errors
    /// [`EntitlementError::Priority`] without a key, or with one twice.
    pub fn new(keys: impl IntoIterator<Item = PriorityKey>) -> Result<Self, EntitlementError> {
        let keys: Vec<PriorityKey> = keys.into_iter().collect();
        let twice =
            keys.iter().enumerate().any(|(index, key)| keys.iter().take(index).any(|earlier| earlier.is_like(key)));
        if keys.is_empty() || twice {
            let found = keys.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
            let found = if found.is_empty() { "none".to_owned() } else { found };
            return Err(EntitlementError::Priority { found: Told::sentence(&found) });
        }
        Ok(Self { keys })
    }

    /// The keys, the strongest first.
    #[must_use]
    pub fn keys(&self) -> &[PriorityKey] {
        &self.keys
    }
}

impl fmt::Display for PriorityRule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for key in &self.keys {
            write!(f, "{key}, then ")?;
        }
        f.write_str("identifier")
    }
}

impl TryFrom<PriorityForm> for PriorityRule {
    type Error = EntitlementError;

    fn try_from(form: PriorityForm) -> Result<Self, Self::Error> {
        Self::new(form.keys)
    }
}

impl From<PriorityRule> for PriorityForm {
    fn from(rule: PriorityRule) -> Self {
        Self { keys: rule.keys }
    }
}
