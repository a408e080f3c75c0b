//! The fields of a household and of a member, by the keys they have in files.

/// Fields of a household that may be known or not.
pub(super) const HOUSEHOLD: &[&str] = &[
    "observed_on",
    "ethnicity",
    "income_per_person_month",
    "dwelling.floor",
    "dwelling.frame",
    "dwelling.wall",
    "dwelling.roof",
    "dwelling.area",
    "dwelling.lifespan_years",
    "dwelling.tenure",
    "dwelling.rooms",
    "dwelling.bedrooms",
    "services.water_source",
    "services.water_minutes",
    "services.toilet",
    "services.toilet_shared",
    "services.electricity",
    "services.drainage",
    "services.cooking_fuel",
    "services.chimney",
    "services.internet",
    "services.telephone",
    "services.loudspeaker",
    "possessions.television",
    "possessions.radio",
    "possessions.desktop_computer",
    "possessions.telephone",
    "possessions.laptop",
    "possessions.tablet",
    "possessions.smartphone",
    "possessions.refrigerator",
    "possessions.bicycle",
    "possessions.motorbike",
    "possessions.animal_cart",
    "possessions.car_or_truck",
    "income.household_month",
    "income.household_year",
    "income.equivalised_year",
    "income.per_person_day",
    "income.ppp_year",
    "income.mainly_pensions",
    "child_deaths",
    "affordability.arrears",
    "affordability.unexpected_expenses",
    "affordability.warm_home",
    "affordability.protein_meal",
    "affordability.holiday",
    "affordability.car",
    "affordability.furniture",
    "food.adult_answers",
    "food.minor_answers",
    "food.days.cereals",
    "food.days.tubers",
    "food.days.pulses",
    "food.days.vegetables",
    "food.days.fruit",
    "food.days.meat",
    "food.days.eggs",
    "food.days.fish",
    "food.days.dairy",
    "food.days.sugar",
    "food.days.fat",
    "review_points.b1",
    "review_points.b2",
];

/// Fields of a member.
pub(super) const MEMBER: &[&str] = &[
    "birth",
    "sex",
    "relationship",
    "attending",
    "attained",
    "vocational_certificate",
    "schooling_years",
    "health_insurance",
    "nutrition",
    "health_care",
    "work",
    "contract",
    "disability",
    "social_allowance",
    "uses_internet",
    "literate",
    "recent_illness",
    "unemployed_months",
    "pension_contribution",
    "pension",
    "health_affiliation",
    "early_care",
    "early_nutrition",
    "anthropometry.height_for_age",
    "anthropometry.weight_for_age",
    "anthropometry.bmi_for_age",
    "anthropometry.bmi",
    "personal_items.clothes",
    "personal_items.shoes",
    "personal_items.pocket_money",
    "personal_items.leisure",
    "personal_items.get_together",
    "personal_items.internet",
    "social_security.work_medical",
    "social_security.work_leave",
    "social_security.work_retirement",
    "social_security.voluntary_retirement",
    "social_security.covered_by_others",
    "social_security.old_age_programme",
    "work_year.worked",
    "work_year.workable",
];

/// A field of a member stands after this in rules and tables.
const OF_MEMBERS: &str = "members.";

/// Where a field stands, and its key there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Key<'a> {
    Household(&'a str),
    Member(&'a str),
}

/// Where a field such as `dwelling.area` or `members.sex` stands; `None` if there is none.
pub(super) fn key(field: &str) -> Option<Key<'_>> {
    match field.strip_prefix(OF_MEMBERS) {
        Some(of_member) => MEMBER.contains(&of_member).then_some(Key::Member(of_member)),
        None => HOUSEHOLD.contains(&field).then_some(Key::Household(field)),
    }
}

/// Every field of a household, then every one of a member.
pub(super) fn all() -> impl Iterator<Item = String> {
    HOUSEHOLD.iter().map(|key| (*key).to_owned()).chain(MEMBER.iter().map(|key| format!("{OF_MEMBERS}{key}")))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::household::{Household, Item, Member, Possessions};

    fn leaves(prefix: &str, value: &toml::Value, found: &mut Vec<String>) {
        match value.as_table() {
            Some(table) if !table.contains_key("unknown") => {
                table.iter().for_each(|(key, value)| leaves(&format!("{prefix}{key}."), value, found));
            }
            _ => found.push(prefix.trim_end_matches('.').to_owned()),
        }
    }

    /// Every key of the lists can be written and read, and a record that was filled through them has no other key.
    #[test]
    fn the_lists_are_the_fields() {
        let fill = |keys: &[&str], root: &mut toml::Table| {
            for key in keys.iter().filter(|key| **key != "observed_on" && !key.starts_with("possessions.")) {
                let mut place = &mut *root;
                let (groups, last) = key.rsplit_once('.').unwrap_or(("", key));
                for group in groups.split('.').filter(|group| !group.is_empty()) {
                    place = place.entry(group).or_insert_with(|| toml::Table::new().into()).as_table_mut().unwrap();
                }
                place.insert(last.to_owned(), "not_applicable".into());
            }
        };
        let mut member = toml::Table::new();
        fill(MEMBER, &mut member);
        let member: Member = member.try_into().unwrap();
        assert!(!format!("{member:?}").contains("NotRecorded"), "{member:?}");
        let mut household = toml::Table::new();
        fill(HOUSEHOLD, &mut household);
        for (key, text) in [("id", "H"), ("place", "1"), ("area", "rural"), ("observed_on", "2024-01-01")] {
            household.insert(key.to_owned(), text.into());
        }
        household.insert("members".to_owned(), toml::Value::Array(vec![toml::Value::try_from(&member).unwrap()]));
        let household: Household = household.try_into().unwrap();
        assert!(!format!("{household:?}").contains("NotRecorded"), "{household:?}");
        let household = household.to_builder().possessions(Possessions::only([Item::Radio])).build().unwrap();
        let mut found = Vec::new();
        leaves("", &toml::Value::try_from(&household).unwrap(), &mut found);
        found.retain(|key| !["id", "place", "area", "members"].contains(&key.as_str()));
        found.sort();
        let mut expected: Vec<String> = HOUSEHOLD.iter().map(|key| (*key).to_owned()).collect();
        expected.sort();
        assert_eq!(found, expected);
    }
}
