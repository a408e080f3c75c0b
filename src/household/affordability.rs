//! What the household and its members can afford: the items of material and social deprivation (EU-SILC).

use super::Observed;
use super::coded::{coded, observed_record};

coded! {
    /// Whether a thing is had, and if not, whether for want of money.
    "affordability"
    pub enum Affords {
        Yes = "yes", "has it", "có";
        CannotAfford = "cannot_afford", "can't afford it", "không đủ khả năng chi trả";
        OtherReason = "other_reason", "does not have it for another reason", "không có vì lý do khác";
    }
}

observed_record! {
    /// What the household as a whole can afford: the seven household items of material and social deprivation.
    ///
    /// ```
    /// use poverty::household::{Affordability, Affords};
    /// let affordability = Affordability::default().with_arrears(true).with_holiday(Affords::CannotAfford);
    /// assert!(affordability.car.is_unknown());
    /// ```
    "affordability: a map of what the household can afford"
    pub struct Affordability {
        /// Whether there were arrears on mortgage, rent, utility bills, hire purchase or other loans in the last 12 months.
        arrears: bool, with_arrears;
        /// Whether unexpected required expenses can be faced.
        unexpected_expenses: bool, with_unexpected_expenses;
        /// A home kept adequately warm.
        warm_home: Affords, with_warm_home;
        /// A meal with meat, fish or a vegetarian equivalent every second day.
        protein_meal: Affords, with_protein_meal;
        /// One week of annual holiday away from home.
        holiday: Affords, with_holiday;
        /// A car or van for personal use.
        car: Affords, with_car;
        /// Replacing worn-out furniture.
        furniture: Affords, with_furniture;
    }
}

observed_record! {
    /// What a member can afford: the six personal items of material and social deprivation, asked of those aged 16 or more.
    "personal items: a map of what the member can afford"
    pub struct PersonalItems {
        /// Replacing worn-out clothes by some new ones.
        clothes: Affords, with_clothes;
        /// Two pairs of properly fitting shoes.
        shoes: Affords, with_shoes;
        /// A small amount of money each week for oneself.
        pocket_money: Affords, with_pocket_money;
        /// Regular leisure activities.
        leisure: Affords, with_leisure;
        /// Getting together with friends or family for a drink or meal at least once a month.
        get_together: Affords, with_get_together;
        /// An internet connection.
        internet: Affords, with_internet;
    }
}
