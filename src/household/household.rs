//! The household and its builder.

use super::{Dwelling, EthnicGroup, HouseholdError, Member, Observed, Possessions, Services};
use crate::place::Area;
use crate::quantity::{Households, Money, Weight};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// A household as observed, hộ gia đình: those who live together and share income and expenses.
///
/// Whatever a survey may not know is [`Observed`]; identifier, place, area and at least one member are needed.
/// In serde it is a map with the field names of its methods; see the [module documentation](super) for the whole form.
///
/// ```
/// use poverty::household::{Dwelling, EthnicGroup, Household, Member, Roof, Wall};
/// use poverty::place::Area;
/// use poverty::quantity::{FloorArea, Money};
///
/// let household = Household::builder("DL-0001", "24133", Area::Rural)
///     .ethnicity(EthnicGroup::E_DE)
///     .income_per_person_month(Money::vnd(1_150_000))
///     .dwelling(Dwelling::default().with_wall(Wall::BambooBoard).with_area(FloorArea::square_metres(30)?))
///     .member(Member::aged(41)?)
///     .member(Member::aged(9)?)
///     .build()?;
/// assert_eq!(household.size(), 2);
/// assert_eq!(household.is_ethnic_minority().known(), Some(true));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "HouseholdBuilder", into = "HouseholdBuilder")]
pub struct Household {
    inner: HouseholdBuilder,
    /// `inner.area`, which the builder may lack and a household may not.
    area: Area,
}

impl Household {
    /// The most members that are taken for one household; above it is an institution.
    pub const MEMBERS_MAX: usize = 100;

    /// Starts a household from what is always known: identifier, code of its commune or village, rural or urban.
    #[must_use]
    pub fn builder(id: impl Into<String>, place: impl Into<String>, area: Area) -> HouseholdBuilder {
        HouseholdBuilder { id: id.into(), place: place.into(), area: Some(area), ..HouseholdBuilder::default() }
    }

    /// The same household as a builder, to make a changed copy.
    #[must_use]
    pub fn to_builder(&self) -> HouseholdBuilder {
        self.inner.clone()
    }

    /// Identifier, unique in its register or survey.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.inner.id
    }

    /// Code of the commune or village it lives in; it means nothing without a date.
    #[must_use]
    pub fn place(&self) -> &str {
        &self.inner.place
    }

    /// Rural or urban.
    #[must_use]
    pub const fn area(&self) -> Area {
        self.area
    }

    /// Ethnic group of the household, which in Vietnamese statistics is that of its head.
    #[must_use]
    pub const fn ethnicity(&self) -> Observed<EthnicGroup> {
        self.inner.ethnicity
    }

    /// Whether the household belongs to an ethnic minority, hộ dân tộc thiểu số: derived from [`Household::ethnicity`].
    #[must_use]
    pub fn is_ethnic_minority(&self) -> Observed<bool> {
        self.inner.ethnicity.map(EthnicGroup::is_minority)
    }

    /// Members, nhân khẩu; at least one.
    #[must_use]
    pub fn members(&self) -> &[Member] {
        &self.inner.members
    }

    /// Number of members; at least one.
    #[must_use]
    pub fn size(&self) -> u32 {
        u32::try_from(self.inner.members.len()).unwrap_or(u32::MAX)
    }

    /// The dwelling.
    #[must_use]
    pub const fn dwelling(&self) -> &Dwelling {
        &self.inner.dwelling
    }

    /// Water, toilet, energy, information.
    #[must_use]
    pub const fn services(&self) -> &Services {
        &self.inner.services
    }

    /// Things owned.
    #[must_use]
    pub const fn possessions(&self) -> Possessions {
        self.inner.possessions
    }

    /// Income per person and month, thu nhập bình quân đầu người.
    #[must_use]
    pub const fn income_per_person_month(&self) -> Observed<Money> {
        self.inner.income_per_person_month
    }

    /// How many households this one stands for: its sample weight, 1 in a register.
    #[must_use]
    pub fn weight(&self) -> Weight<Households> {
        self.inner.weight.unwrap_or(Weight::ONE)
    }

    /// Day on which it was observed, if recorded; ages count from it.
    #[must_use]
    pub const fn observed_on(&self) -> Option<NaiveDate> {
        self.inner.observed_on
    }
}

/// A household being described; [`HouseholdBuilder::build`] checks it. Also its form in serde.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HouseholdBuilder {
    pub(super) id: String,
    pub(super) place: String,
    #[serde(default)]
    pub(super) area: Option<Area>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) observed_on: Option<NaiveDate>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) weight: Option<Weight<Households>>,
    #[serde(default, skip_serializing_if = "Observed::is_not_recorded")]
    pub(super) ethnicity: Observed<EthnicGroup>,
    #[serde(default, skip_serializing_if = "Observed::is_not_recorded")]
    pub(super) income_per_person_month: Observed<Money>,
    #[serde(default)]
    pub(super) dwelling: Dwelling,
    #[serde(default)]
    pub(super) services: Services,
    #[serde(default, skip_serializing_if = "Possessions::is_unknown")]
    pub(super) possessions: Possessions,
    #[serde(default)]
    pub(super) members: Vec<Member>,
}

impl HouseholdBuilder {
    /// Sets the day of observation.
    #[must_use]
    pub const fn observed_on(mut self, day: NaiveDate) -> Self {
        self.observed_on = Some(day);
        self
    }

    /// Sets the sample weight.
    #[must_use]
    pub const fn weight(mut self, weight: Weight<Households>) -> Self {
        self.weight = Some(weight);
        self
    }

    /// Moves the household to another commune or village.
    #[must_use]
    pub fn place(mut self, code: impl Into<String>, area: Area) -> Self {
        self.place = code.into();
        self.area = Some(area);
        self
    }

    /// Sets the ethnic group.
    #[must_use]
    pub fn ethnicity(mut self, group: impl Into<Observed<EthnicGroup>>) -> Self {
        self.ethnicity = group.into();
        self
    }

    /// Sets the income per person and month.
    #[must_use]
    pub fn income_per_person_month(mut self, income: impl Into<Observed<Money>>) -> Self {
        self.income_per_person_month = income.into();
        self
    }

    /// Sets the dwelling.
    #[must_use]
    pub fn dwelling(mut self, dwelling: Dwelling) -> Self {
        self.dwelling = dwelling;
        self
    }

    /// Sets the services.
    #[must_use]
    pub fn services(mut self, services: Services) -> Self {
        self.services = services;
        self
    }

    /// Sets the possessions.
    #[must_use]
    pub const fn possessions(mut self, possessions: Possessions) -> Self {
        self.possessions = possessions;
        self
    }

    /// Adds a member.
    #[must_use]
    pub fn member(mut self, member: Member) -> Self {
        self.members.push(member);
        self
    }

    /// Replaces the members.
    #[must_use]
    pub fn members(mut self, members: impl IntoIterator<Item = Member>) -> Self {
        self.members = members.into_iter().collect();
        self
    }

    /// The checked household.
    ///
    /// # Errors
    /// [`HouseholdError::NoId`], [`HouseholdError::NoPlace`], [`HouseholdError::NoArea`], [`HouseholdError::NoMembers`],
    /// [`HouseholdError::TooManyMembers`].
    pub fn build(self) -> Result<Household, HouseholdError> {
        if self.id.trim().is_empty() {
            return Err(HouseholdError::NoId);
        }
        let household = || self.id.clone();
        if self.place.trim().is_empty() {
            return Err(HouseholdError::NoPlace { household: household() });
        }
        let Some(area) = self.area else { return Err(HouseholdError::NoArea { household: household() }) };
        match self.members.len() {
            0 => Err(HouseholdError::NoMembers { household: household() }),
            members if members > Household::MEMBERS_MAX => {
                let max = Household::MEMBERS_MAX;
                Err(HouseholdError::TooManyMembers { household: household(), members, max })
            }
            _ => Ok(Household { area, inner: self }),
        }
    }
}

impl TryFrom<HouseholdBuilder> for Household {
    type Error = HouseholdError;

    fn try_from(builder: HouseholdBuilder) -> Result<Self, Self::Error> {
        builder.build()
    }
}

impl From<Household> for HouseholdBuilder {
    fn from(household: Household) -> Self {
        household.inner
    }
}
