//! What a person can't afford.

use super::household_item::{HouseholdNeed, describe, enforced};
use super::members::is_share;
use super::words::words;
use super::{AgeRange, Deprivation, Judge, ParameterKind, Reference, Subject};
use crate::household::coded::coded;
use crate::household::{Member, PersonalItems};
use crate::quantity::Ratio;
use crate::source::Language;
use serde::{Deserialize, Serialize};

coded! {
    /// The personal items of material and social deprivation.
    "personal item"
    pub enum PersonalNeed {
        Clothes = "clothes", "new clothes", "quần áo mới";
        Shoes = "shoes", "two pairs of shoes", "hai đôi giày";
        PocketMoney = "pocket_money", "pocket money", "tiền tiêu vặt";
        Leisure = "leisure", "leisure activities", "hoạt động giải trí";
        GetTogether = "get_together", "getting together", "gặp gỡ bạn bè, người thân";
        Internet = "internet", "internet connection", "kết nối internet";
    }
}

impl PersonalNeed {
    fn lack(self, member: &Member) -> Deprivation {
        let PersonalItems { clothes, shoes, pocket_money, leisure, get_together, internet } = &member.personal_items;
        enforced(match self {
            Self::Clothes => *clothes,
            Self::Shoes => *shoes,
            Self::PocketMoney => *pocket_money,
            Self::Leisure => *leisure,
            Self::GetTogether => *get_together,
            Self::Internet => *internet,
        })
    }
}

/// The person assessed lacks the `item` for want of money.
///
/// For somebody in `children`, who is not asked, it is lacking if at least `adults_lacking` of the other members of whom there is
/// information lack it. Where the parameter `household_items_from` is above 0, it counts for a child only if the household lacks at
/// least so many of the seven household items.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct PersonalItem {
    item: PersonalNeed,
    children: AgeRange,
    adults_lacking: Ratio,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    household_items_from: Option<String>,
}

impl PersonalItem {
    /// Adults with information, and those of them who lack it.
    fn adults(&self, subject: &Subject<'_>) -> (u32, u32) {
        let adults = subject.everyone().filter(|person| self.children.holds(*person, subject) == Some(false));
        adults.fold((0, 0), |(informed, lacking), person| match self.item.lack(person.member) {
            Deprivation::Deprived => (informed.saturating_add(1), lacking.saturating_add(1)),
            Deprivation::NotDeprived => (informed.saturating_add(1), lacking),
            Deprivation::Missing => (informed, lacking),
        })
    }

    /// What is said of a child.
    fn of_child(&self, subject: &Subject<'_>) -> Deprivation {
        let (informed, lacking) = self.adults(subject);
        if informed == 0 {
            return Deprivation::Missing;
        }
        if !is_share(lacking, informed, self.adults_lacking) {
            return Deprivation::NotDeprived;
        }
        let Some(parameter) = &self.household_items_from else { return Deprivation::Deprived };
        let Some(needed) = subject.number(parameter) else { return Deprivation::Missing };
        let (mut sure, mut possible) = (0_u32, 0_u32);
        for item in HouseholdNeed::ALL {
            let lack = item.lack(subject.household.affordability());
            sure = sure.saturating_add(u32::from(lack == Deprivation::Deprived));
            possible = possible.saturating_add(u32::from(lack != Deprivation::NotDeprived));
        }
        Deprivation::bounded(sure >= needed, possible >= needed)
    }
}

impl Judge for PersonalItem {
    fn outcome(&self, subject: &Subject<'_>) -> Deprivation {
        let Some(person) = subject.focus() else { return Deprivation::Missing };
        match self.children.holds(person, subject) {
            Some(true) => self.of_child(subject),
            Some(false) => self.item.lack(person.member),
            None => Deprivation::Missing,
        }
    }

    fn observation(&self, subject: &Subject<'_>, language: Language) -> String {
        let is_child = subject.focus().and_then(|person| self.children.holds(person, subject)) == Some(true);
        if !is_child {
            return describe(self.outcome(subject), language);
        }
        let (informed, lacking) = self.adults(subject);
        let of = words(language, "of", "trên");
        format!("{lacking} {of} {informed} {}", words(language, "adults lack it", "người lớn bị thiếu"))
    }

    fn flaw(&self) -> Option<String> {
        let share = &self.adults_lacking;
        (!share.is_share())
            .then(|| format!("the share {share} is not between 0 and 1"))
            .or_else(|| self.children.flaw())
    }

    fn references(&self) -> Vec<Reference> {
        let parameter = |id: &String| Reference::Parameter(id.clone(), ParameterKind::Number);
        let mut references = vec![Reference::Persons];
        references.extend(self.household_items_from.iter().map(parameter));
        references.extend(self.children.references());
        references
    }
}
