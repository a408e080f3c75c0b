//! What a survey saw of a household.

use super::{HouseholdId, MemberId, RegisterError};
use crate::household::{Household, Member};
use crate::quantity::Weight;
use serde::{Deserialize, Serialize};

/// A household as one survey saw it, and which persons of the register its members are.
///
/// The household's own identifier is its [`HouseholdId`]; its members are named by one [`MemberId`] each, in their order.
///
/// ```
/// use poverty::household::{Household, Member};
/// use poverty::place::Area;
/// use poverty::register::{MemberId, Observation};
/// let household = Household::builder("24133-0017", "24133", Area::Rural)
///     .member(Member::aged(36)?)
///     .member(Member::aged(9)?)
///     .build()?;
/// let seen = Observation::new(household, [1, 2])?;
/// assert_eq!(seen.member(MemberId::new(2)).and_then(|child| child.age_on("2024-10-01".parse().ok()?)), Some(9));
/// # Ok::<(), poverty::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "ObservationForm", into = "ObservationForm")]
pub struct Observation {
    id: HouseholdId,
    household: Household,
    people: Box<[MemberId]>,
}

/// The written form.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct ObservationForm {
    household: Household,
    people: Vec<MemberId>,
}

impl Observation {
    /// A household whose members are these persons, in the order of its members.
    ///
    /// # Errors
    /// [`RegisterError::HouseholdId`]; [`RegisterError::MemberCount`]; [`RegisterError::MemberTwice`];
    /// [`RegisterError::Weighted`], because in a register every household stands for itself.
    pub fn new<M: Into<MemberId>>(
        household: Household,
        people: impl IntoIterator<Item = M>,
    ) -> Result<Self, RegisterError> {
        let id = HouseholdId::new(household.id())?;
        let people: Box<[MemberId]> = people.into_iter().map(Into::into).collect();
        let members = household.members().len();
        if people.len() != members {
            return Err(RegisterError::MemberCount { household: id, members, people: people.len() });
        }
        for (index, member) in people.iter().enumerate() {
            if people.iter().take(index).any(|earlier| earlier == member) {
                return Err(RegisterError::MemberTwice { household: id, member: *member });
            }
        }
        if household.weight() != Weight::ONE {
            return Err(RegisterError::Weighted { household: id });
        }
        Ok(Self { id, household, people })
    }

    /// The identifier of the household.
    #[must_use]
    pub const fn id(&self) -> HouseholdId {
        self.id
    }

    /// The household.
    #[must_use]
    pub const fn household(&self) -> &Household {
        &self.household
    }

    /// The persons, in the order of the household's members.
    #[must_use]
    pub fn people(&self) -> &[MemberId] {
        &self.people
    }

    /// The persons with what was observed of each.
    pub fn members(&self) -> impl Iterator<Item = (MemberId, &Member)> {
        self.people.iter().copied().zip(self.household.members())
    }

    /// What was observed of a person; `None` if the survey did not see him or her here.
    #[must_use]
    pub fn member(&self, id: MemberId) -> Option<&Member> {
        self.members().find(|(member, _)| *member == id).map(|(_, record)| record)
    }
}

impl TryFrom<ObservationForm> for Observation {
    type Error = RegisterError;

    fn try_from(form: ObservationForm) -> Result<Self, Self::Error> {
        Self::new(form.household, form.people)
    }
}

impl From<Observation> for ObservationForm {
    fn from(observation: Observation) -> Self {
        Self { household: observation.household, people: observation.people.into_vec() }
    }
}
