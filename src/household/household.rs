//! The household and its builder.

use super::coded::Record;
use super::{
    Affordability, Dwelling, EthnicGroup, Food, HouseholdError, Income, Member, Observed, Possessions, ReviewPoints,
    Services,
};
use crate::place::Area;
use crate::quantity::{Households, Money, Weight};
use chrono::NaiveDate;
use serde::de::Error as _;
use serde::ser::SerializeStruct;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::borrow::Cow;

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

    /// Incomes in the other forms that standards compare with their lines.
    #[must_use]
    pub const fn income(&self) -> &Income {
        &self.inner.income
    }

    /// Children under 18 of the household who died in the five years before, as told by its women; not applicable where there
    /// was nobody to ask.
    #[must_use]
    pub const fn child_deaths(&self) -> Observed<u8> {
        self.inner.child_deaths
    }

    /// What the household can afford.
    #[must_use]
    pub const fn affordability(&self) -> &Affordability {
        &self.inner.affordability
    }

    /// Food.
    #[must_use]
    pub const fn food(&self) -> &Food {
        &self.inner.food
    }

    /// Points of the official survey form.
    #[must_use]
    pub const fn review_points(&self) -> &ReviewPoints {
        &self.inner.review_points
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
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Deserialize)]
#[serde(deny_unknown_fields, expecting = "a household: a map with `id`, `place`, `area` and `members`")]
pub struct HouseholdBuilder {
    pub(super) id: String,
    pub(super) place: String,
    #[serde(default)]
    pub(super) area: Option<Area>,
    #[serde(default, deserialize_with = "day")]
    pub(super) observed_on: Option<NaiveDate>,
    #[serde(default)]
    pub(super) weight: Option<Weight<Households>>,
    #[serde(default)]
    pub(super) ethnicity: Observed<EthnicGroup>,
    #[serde(default)]
    pub(super) income_per_person_month: Observed<Money>,
    #[serde(default)]
    pub(super) dwelling: Dwelling,
    #[serde(default)]
    pub(super) services: Services,
    #[serde(default)]
    pub(super) possessions: Possessions,
    #[serde(default)]
    pub(super) income: Income,
    #[serde(default)]
    pub(super) child_deaths: Observed<u8>,
    #[serde(default)]
    pub(super) affordability: Affordability,
    #[serde(default)]
    pub(super) food: Food,
    #[serde(default)]
    pub(super) review_points: ReviewPoints,
    #[serde(default)]
    pub(super) members: Vec<Member>,
}

/// What was not recorded is left out, except in formats that know fields by their order alone.
impl Serialize for HouseholdBuilder {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let all = !serializer.is_human_readable();
        let optional = [
            all || self.observed_on.is_some(),
            all || self.weight.is_some(),
            all || !self.ethnicity.is_not_recorded(),
            all || !self.income_per_person_month.is_not_recorded(),
            all || !self.possessions.is_unknown(),
            all || !self.income.is_not_recorded(),
            all || !self.child_deaths.is_not_recorded(),
            all || !self.affordability.is_not_recorded(),
            all || !self.food.is_not_recorded(),
            all || !self.review_points.is_not_recorded(),
        ];
        let [day, weight, ethnicity, income, possessions, incomes, deaths, affordability, food, points] = optional;
        let fields = optional.into_iter().filter(|written| *written).count().saturating_add(6);
        let mut record = serializer.serialize_struct("HouseholdBuilder", fields)?;
        record.serialize_field("id", &self.id)?;
        record.serialize_field("place", &self.place)?;
        record.serialize_field("area", &self.area)?;
        if day {
            record.serialize_field("observed_on", &self.observed_on)?;
        }
        if weight {
            record.serialize_field("weight", &self.weight)?;
        }
        if ethnicity {
            record.serialize_field("ethnicity", &self.ethnicity)?;
        }
        if income {
            record.serialize_field("income_per_person_month", &self.income_per_person_month)?;
        }
        record.serialize_field("dwelling", &self.dwelling)?;
        record.serialize_field("services", &self.services)?;
        if possessions {
            record.serialize_field("possessions", &self.possessions)?;
        }
        if incomes {
            record.serialize_field("income", &self.income)?;
        }
        if deaths {
            record.serialize_field("child_deaths", &self.child_deaths)?;
        }
        if affordability {
            record.serialize_field("affordability", &self.affordability)?;
        }
        if food {
            record.serialize_field("food", &self.food)?;
        }
        if points {
            record.serialize_field("review_points", &self.review_points)?;
        }
        record.serialize_field("members", &self.members)?;
        record.end()
    }
}

/// A day whose error names the value.
fn day<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<NaiveDate>, D::Error> {
    if !deserializer.is_human_readable() {
        return Option::deserialize(deserializer);
    }
    let text: Option<Cow<'de, str>> = Option::deserialize(deserializer)?;
    let read = |text: Cow<'de, str>| text.parse().map_err(|_| HouseholdError::UnreadableDay(text.into_owned()));
    text.map(read).transpose().map_err(D::Error::custom)
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

    /// Sets the incomes in other forms.
    #[must_use]
    pub const fn income(mut self, income: Income) -> Self {
        self.income = income;
        self
    }

    /// Sets how many children died in the last five years.
    #[must_use]
    pub fn child_deaths(mut self, deaths: impl Into<Observed<u8>>) -> Self {
        self.child_deaths = deaths.into();
        self
    }

    /// Sets what the household can afford.
    #[must_use]
    pub const fn affordability(mut self, affordability: Affordability) -> Self {
        self.affordability = affordability;
        self
    }

    /// Sets the food.
    #[must_use]
    pub const fn food(mut self, food: Food) -> Self {
        self.food = food;
        self
    }

    /// Sets the points of the official survey form.
    #[must_use]
    pub const fn review_points(mut self, points: ReviewPoints) -> Self {
        self.review_points = points;
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

    /// The same answers without saying whose: those of two households can be compared.
    #[cfg(feature = "quality")]
    pub(crate) fn anonymous(mut self) -> Self {
        self.id.clear();
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::household::{Affords, Anthropometry, FoodDays, UpTo, WorkYear};

    fn full() -> Household {
        let member = Member::aged(4)
            .unwrap()
            .with_anthropometry(
                Anthropometry::default().with_height_for_age("-2.13".parse::<crate::quantity::ZScore>().unwrap()),
            )
            .with_work_year(WorkYear::default().with_worked(Observed::NotApplicable));
        Household::builder("H1", "24133", Area::Urban)
            .income(Income::default().with_household_year("24000.50 EUR".parse::<Money>().unwrap()).with_ppp_year(2021))
            .child_deaths(0)
            .affordability(Affordability::default().with_arrears(false).with_car(Affords::OtherReason))
            .food(Food::default().with_days(FoodDays::default().with_fish(UpTo::new(7).unwrap())))
            .review_points(ReviewPoints::default().with_b1(135).with_b2(30))
            .member(member)
            .build()
            .unwrap()
    }

    #[test]
    fn records_stand_under_their_names_and_empty_ones_are_left_out() {
        let json = serde_json::to_value(full()).unwrap();
        assert_eq!(json["income"], serde_json::json!({ "household_year": "24,000.5 EUR", "ppp_year": 2021 }));
        assert_eq!(json["food"], serde_json::json!({ "days": { "fish": 7 } }));
        assert_eq!(json["members"][0]["work_year"], serde_json::json!({ "worked": "not_applicable" }));
        assert_eq!(json["members"][0]["anthropometry"], serde_json::json!({ "height_for_age": "-2.13" }));
        assert!(json["members"][0].get("personal_items").is_none());
        assert_eq!(serde_json::from_value::<Household>(json).unwrap(), full());
    }

    #[test]
    fn a_record_refuses_what_it_does_not_know_and_numbers_out_of_range() {
        let refused = |change: &dyn Fn(&mut serde_json::Value)| {
            let mut json = serde_json::to_value(full()).unwrap();
            change(&mut json);
            serde_json::from_value::<Household>(json).unwrap_err().to_string()
        };
        let unknown = refused(&|json| json["affordability"]["boat"] = "yes".into());
        assert!(unknown.contains("unknown field `boat`"), "{unknown}");
        let days = refused(&|json| json["food"]["days"]["fish"] = 8.into());
        assert!(days.contains("8 is out of range, expected 0 to 7"), "{days}");
    }
}
