//! The columns of the two tables, each bound to its field.

use super::cell::{Cell, CellKind};
use crate::household::{HouseholdBuilder, Item, Member};
use core::fmt;

/// A column of a table whose rows become an `R`: its name, and how a value of it stands in a record.
///
/// For formats of tables other than CSV: whatever writes and reads records through their columns has the names, the codes and the
/// refusals of [`join`](super::join).
///
/// ```
/// use poverty::household::read::{CellKind, household_columns};
/// use poverty::household::HouseholdBuilder;
/// let toilet = household_columns().find(|column| column.name() == "toilet").unwrap();
/// assert_eq!(toilet.kind(), CellKind::Code);
/// let mut household = HouseholdBuilder::default();
/// toilet.read(&mut household, "septic")?;
/// assert_eq!(toilet.write(&household), "septic");
/// assert!(toilet.read(&mut household, "golden").is_err());
/// # Ok::<(), String>(())
/// ```
pub struct Column<R> {
    pub(super) name: &'static str,
    /// Whether the table can't do without it.
    pub(super) required: bool,
    kind: fn(&R) -> CellKind,
    pub(super) read: fn(&mut R, &str) -> Result<(), String>,
    pub(super) write: fn(&R) -> String,
}

impl<R> Column<R> {
    /// The heading.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        self.name
    }

    /// Whether the table can't do without it.
    #[must_use]
    pub const fn is_required(&self) -> bool {
        self.required
    }

    /// What its values are.
    #[must_use]
    pub fn kind(&self) -> CellKind
    where
        R: Default,
    {
        (self.kind)(&R::default())
    }

    /// Puts the value that a text means into a record: a blank is "not recorded"; `unknown:refused` and `not_applicable` are the
    /// other cases of [`Observed`](crate::household::Observed).
    ///
    /// # Errors
    /// What was expected, as the end of a sentence.
    pub fn read(&self, record: &mut R, text: &str) -> Result<(), String> {
        (self.read)(record, text)
    }

    /// The text of a record's value, which reads back to it; empty where nothing was recorded.
    #[must_use]
    pub fn write(&self, record: &R) -> String {
        (self.write)(record)
    }
}

impl<R> fmt::Debug for Column<R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Column({})", self.name)
    }
}

/// A row of the table of members.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MemberRow {
    /// Identifier of the household.
    pub household: String,
    /// Number in the household, from 1.
    pub number: u32,
    /// The member.
    pub member: Member,
}

fn kind_of<T: Cell>(_: &T) -> CellKind {
    T::KIND
}

macro_rules! columns {
    ($record:ty: $( $required:literal $name:literal => $($field:ident).+ $(in $some:ident)?; )+) => {
        &[$(Column {
            name: $name,
            required: $required,
            kind: |record: &$record| kind_of(&record.$($field).+),
            read: |record: &mut $record, text| {
                record.$($field).+ = $($some)?(Cell::read(text)?);
                Ok(())
            },
            write: |record: &$record| record.$($field).+.write(),
        }),+]
    };
}

/// Columns of the table of households, possessions apart.
const HOUSEHOLD: &[Column<HouseholdBuilder>] = columns! { HouseholdBuilder:
    true "id" => id;
    true "place" => place;
    true "area" => area in Some;
    false "observed_on" => observed_on;
    false "weight" => weight;
    false "ethnicity" => ethnicity;
    false "income_per_person_month" => income_per_person_month;
    false "floor" => dwelling.floor;
    false "frame" => dwelling.frame;
    false "wall" => dwelling.wall;
    false "roof" => dwelling.roof;
    false "dwelling_area" => dwelling.area;
    false "lifespan_years" => dwelling.lifespan_years;
    false "tenure" => dwelling.tenure;
    false "rooms" => dwelling.rooms;
    false "bedrooms" => dwelling.bedrooms;
    false "water_source" => services.water_source;
    false "water_minutes" => services.water_minutes;
    false "toilet" => services.toilet;
    false "toilet_shared" => services.toilet_shared;
    false "electricity" => services.electricity;
    false "drainage" => services.drainage;
    false "cooking_fuel" => services.cooking_fuel;
    false "chimney" => services.chimney;
    false "internet" => services.internet;
    false "telephone" => services.telephone;
    false "loudspeaker" => services.loudspeaker;
    false "household_month" => income.household_month;
    false "household_year" => income.household_year;
    false "equivalised_year" => income.equivalised_year;
    false "per_person_day" => income.per_person_day;
    false "ppp_year" => income.ppp_year;
    false "mainly_pensions" => income.mainly_pensions;
    false "child_deaths" => child_deaths;
    false "arrears" => affordability.arrears;
    false "unexpected_expenses" => affordability.unexpected_expenses;
    false "warm_home" => affordability.warm_home;
    false "protein_meal" => affordability.protein_meal;
    false "holiday" => affordability.holiday;
    false "car" => affordability.car;
    false "furniture" => affordability.furniture;
    false "adult_answers" => food.adult_answers;
    false "minor_answers" => food.minor_answers;
    false "days_cereals" => food.days.cereals;
    false "days_tubers" => food.days.tubers;
    false "days_pulses" => food.days.pulses;
    false "days_vegetables" => food.days.vegetables;
    false "days_fruit" => food.days.fruit;
    false "days_meat" => food.days.meat;
    false "days_eggs" => food.days.eggs;
    false "days_fish" => food.days.fish;
    false "days_dairy" => food.days.dairy;
    false "days_sugar" => food.days.sugar;
    false "days_fat" => food.days.fat;
    false "b1" => review_points.b1;
    false "b2" => review_points.b2;
};

/// Columns of the table of members.
const MEMBER: &[Column<MemberRow>] = columns! { MemberRow:
    true "household" => household;
    true "number" => number;
    false "birth" => member.birth;
    false "sex" => member.sex;
    false "relationship" => member.relationship;
    false "attending" => member.attending;
    false "attained" => member.attained;
    false "vocational_certificate" => member.vocational_certificate;
    false "schooling_years" => member.schooling_years;
    false "health_insurance" => member.health_insurance;
    false "nutrition" => member.nutrition;
    false "health_care" => member.health_care;
    false "work" => member.work;
    false "contract" => member.contract;
    false "disability" => member.disability;
    false "social_allowance" => member.social_allowance;
    false "uses_internet" => member.uses_internet;
    false "literate" => member.literate;
    false "recent_illness" => member.recent_illness;
    false "unemployed_months" => member.unemployed_months;
    false "pension_contribution" => member.pension_contribution;
    false "pension" => member.pension;
    false "health_affiliation" => member.health_affiliation;
    false "early_care" => member.early_care;
    false "early_nutrition" => member.early_nutrition;
    false "height_for_age" => member.anthropometry.height_for_age;
    false "weight_for_age" => member.anthropometry.weight_for_age;
    false "bmi_for_age" => member.anthropometry.bmi_for_age;
    false "bmi" => member.anthropometry.bmi;
    false "clothes" => member.personal_items.clothes;
    false "shoes" => member.personal_items.shoes;
    false "pocket_money" => member.personal_items.pocket_money;
    false "leisure" => member.personal_items.leisure;
    false "get_together" => member.personal_items.get_together;
    false "internet" => member.personal_items.internet;
    false "work_medical" => member.social_security.work_medical;
    false "work_leave" => member.social_security.work_leave;
    false "work_retirement" => member.social_security.work_retirement;
    false "voluntary_retirement" => member.social_security.voluntary_retirement;
    false "covered_by_others" => member.social_security.covered_by_others;
    false "old_age_programme" => member.social_security.old_age_programme;
    false "worked" => member.work_year.worked;
    false "workable" => member.work_year.workable;
};

macro_rules! possessions {
    ($( $name:literal => $item:ident; )+) => {
        &[$(Column {
            name: $name,
            required: false,
            kind: |_| CellKind::TruthValue,
            read: |record: &mut HouseholdBuilder, text| {
                if let Some(owned) = Cell::read(text)? {
                    record.possessions = record.possessions.with(Item::$item, owned);
                }
                Ok(())
            },
            write: |record: &HouseholdBuilder| record.possessions.has(Item::$item).write(),
        }),+]
    };
}

/// Columns of the table of households that tell what is owned.
const POSSESSIONS: &[Column<HouseholdBuilder>] = possessions! {
    "has_television" => Television;
    "has_radio" => Radio;
    "has_desktop_computer" => DesktopComputer;
    "has_telephone" => Telephone;
    "has_laptop" => Laptop;
    "has_tablet" => Tablet;
    "has_smartphone" => Smartphone;
    "has_refrigerator" => Refrigerator;
    "has_bicycle" => Bicycle;
    "has_motorbike" => Motorbike;
    "has_animal_cart" => AnimalCart;
    "has_car_or_truck" => CarOrTruck;
};

/// Every column of the table of households, in the order in which they are written.
pub fn household_columns() -> impl Iterator<Item = &'static Column<HouseholdBuilder>> {
    HOUSEHOLD.iter().chain(POSSESSIONS)
}

/// Every column of the table of members, in the order in which they are written.
pub fn member_columns() -> impl Iterator<Item = &'static Column<MemberRow>> {
    MEMBER.iter()
}

/// The names of the columns of the table of households, in the order in which they are written.
pub fn columns_of_households() -> impl Iterator<Item = &'static str> {
    household_columns().map(|column| column.name)
}

/// The names of the columns of the table of members, in the order in which they are written.
pub fn columns_of_members() -> impl Iterator<Item = &'static str> {
    member_columns().map(|column| column.name)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The keys of a JSON form at any depth, as the columns flatten them: one column for each leaf.
    fn leaves(value: &serde_json::Value) -> usize {
        value.as_object().map_or(1, |map| map.values().map(leaves).sum())
    }

    #[test]
    fn every_field_has_its_column() {
        let mut member = MemberRow::default();
        for column in MEMBER.iter().filter(|column| !column.required) {
            (column.read)(&mut member, "not_applicable").unwrap();
        }
        let members = MEMBER.iter().filter(|column| !column.required).count();
        assert_eq!(leaves(&serde_json::to_value(&member.member).unwrap()), members);
        assert!(!format!("{:?}", member.member).contains("Unknown"), "{:?}", member.member);

        let mut household = HouseholdBuilder::default();
        for column in HOUSEHOLD.iter().filter(|column| !column.required) {
            let _refused = (column.read)(&mut household, "not_applicable");
        }
        assert!(!format!("{household:?}").contains("Unknown"), "{household:?}");
    }

    #[test]
    fn every_possession_has_its_column() {
        let expected: Vec<String> = Item::ALL.iter().map(|item| format!("has_{}", item.code())).collect();
        assert_eq!(POSSESSIONS.iter().map(|column| column.name).collect::<Vec<_>>(), expected);
    }
}
