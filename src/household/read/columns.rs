//! The columns of the two tables, each bound to its field.

use super::cell::Cell;
use crate::household::{HouseholdBuilder, Item, Member};

/// A column of a table whose rows become an `R`.
pub(super) struct Column<R> {
    pub(super) name: &'static str,
    /// Whether the table can't do without it.
    pub(super) required: bool,
    /// Puts a cell into the record, or tells what was expected.
    pub(super) read: fn(&mut R, &str) -> Result<(), String>,
    /// The cell of a record.
    pub(super) write: fn(&R) -> String,
}

/// A row of the table of members.
#[derive(Default)]
pub(super) struct MemberRow {
    pub(super) household: String,
    pub(super) number: u32,
    pub(super) member: Member,
}

macro_rules! columns {
    ($record:ty: $( $required:literal $name:literal => $($field:ident).+; )+) => {
        &[$(Column {
            name: $name,
            required: $required,
            read: |record: &mut $record, text| {
                record.$($field).+ = Cell::read(text)?;
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
    true "area" => area;
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
    false "bedrooms" => dwelling.bedrooms;
    false "water_source" => services.water_source;
    false "water_minutes" => services.water_minutes;
    false "toilet" => services.toilet;
    false "toilet_shared" => services.toilet_shared;
    false "electricity" => services.electricity;
    false "cooking_fuel" => services.cooking_fuel;
    false "internet" => services.internet;
    false "telephone" => services.telephone;
    false "loudspeaker" => services.loudspeaker;
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
};

macro_rules! possessions {
    ($( $name:literal => $item:ident; )+) => {
        &[$(Column {
            name: $name,
            required: false,
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

/// Every column of the table of households.
pub(super) fn of_households() -> Vec<&'static Column<HouseholdBuilder>> {
    HOUSEHOLD.iter().chain(POSSESSIONS).collect()
}

/// Every column of the table of members.
pub(super) fn of_members() -> Vec<&'static Column<MemberRow>> {
    MEMBER.iter().collect()
}

/// The names of the columns of the table of households, in the order in which they are written.
pub fn columns_of_households() -> impl Iterator<Item = &'static str> {
    HOUSEHOLD.iter().chain(POSSESSIONS).map(|column| column.name)
}

/// The names of the columns of the table of members, in the order in which they are written.
pub fn columns_of_members() -> impl Iterator<Item = &'static str> {
    MEMBER.iter().map(|column| column.name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_possession_has_its_column() {
        let expected: Vec<String> = Item::ALL.iter().map(|item| format!("has_{}", item.code())).collect();
        assert_eq!(POSSESSIONS.iter().map(|column| column.name).collect::<Vec<_>>(), expected);
    }
}
