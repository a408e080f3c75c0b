//! What a household can't afford.

use super::words::words;
use super::{Deprivation, Judge, Subject};
use crate::household::coded::coded;
use crate::household::{Affordability, Affords, Observed};
use crate::source::Language;
use serde::{Deserialize, Serialize};

coded! {
    /// The household items of material and social deprivation.
    "household item"
    pub enum HouseholdNeed {
        Arrears = "arrears", "arrears on mortgage, rent, bills or loans", "nợ quá hạn tiền nhà, hóa đơn, khoản vay";
        WarmHome = "warm_home", "a home kept warm", "nhà đủ ấm";
        UnexpectedExpenses = "unexpected_expenses", "facing unexpected expenses", "chi phí đột xuất";
        ProteinMeal = "protein_meal", "a protein meal every second day", "bữa ăn có đạm hai ngày một lần";
        Holiday = "holiday", "a week of holiday", "một tuần nghỉ xa nhà";
        Car = "car", "a car or van", "ô tô";
        Furniture = "furniture", "replacing worn-out furniture", "thay đồ đạc cũ hỏng";
    }
}

impl HouseholdNeed {
    /// Whether it is lacking for want of money. Arrears, and not being able to face expenses, are lacks as they are.
    pub(super) fn lack(self, affordability: &Affordability) -> Deprivation {
        match self {
            Self::Arrears => answer(affordability.arrears, true),
            Self::UnexpectedExpenses => answer(affordability.unexpected_expenses, false),
            Self::WarmHome => enforced(affordability.warm_home),
            Self::ProteinMeal => enforced(affordability.protein_meal),
            Self::Holiday => enforced(affordability.holiday),
            Self::Car => enforced(affordability.car),
            Self::Furniture => enforced(affordability.furniture),
        }
    }
}

fn answer(observed: Observed<bool>, lacking: bool) -> Deprivation {
    match observed {
        Observed::Known(value) => Deprivation::when(value == lacking),
        Observed::NotApplicable => Deprivation::NotDeprived,
        Observed::Unknown(_) => Deprivation::Missing,
    }
}

/// A lack counts only where it is for want of money.
pub(super) fn enforced(observed: Observed<Affords>) -> Deprivation {
    match observed {
        Observed::Known(affords) => Deprivation::when(affords == Affords::CannotAfford),
        Observed::NotApplicable => Deprivation::NotDeprived,
        Observed::Unknown(_) => Deprivation::Missing,
    }
}

/// A lack in words.
pub(super) fn describe(lack: Deprivation, language: Language) -> String {
    match lack {
        Deprivation::Deprived => words(language, "lacking for want of money", "thiếu vì không đủ tiền"),
        Deprivation::NotDeprived => words(language, "not lacking for want of money", "không thiếu vì tiền"),
        Deprivation::Missing => words(language, "not known", "chưa rõ"),
    }
    .to_owned()
}

/// The household lacks the `item` for want of money.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct HouseholdItem {
    item: HouseholdNeed,
}

impl Judge for HouseholdItem {
    fn outcome(&self, subject: &Subject<'_>) -> Deprivation {
        self.item.lack(subject.household.affordability())
    }

    fn observation(&self, subject: &Subject<'_>, language: Language) -> String {
        match (self.item, subject.household.affordability()) {
            (HouseholdNeed::Arrears, Affordability { arrears: Observed::Known(true), .. }) => {
                words(language, "in arrears", "có nợ quá hạn").to_owned()
            }
            (HouseholdNeed::Arrears, Affordability { arrears: Observed::Known(false), .. }) => {
                words(language, "no arrears", "không có nợ quá hạn").to_owned()
            }
            _ => describe(self.outcome(subject), language),
        }
    }
}
