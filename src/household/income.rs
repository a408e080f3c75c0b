//! Incomes beside the one per person and month: each standard compares its own with its lines.

use super::Observed;
use super::coded::observed_record;
use crate::quantity::Money;

observed_record! {
    /// Incomes of the household, thu nhập, in the forms that standards other than the Vietnamese compare with their lines. None
    /// is computed from another: what a survey did not establish stays unknown.
    ///
    /// ```
    /// use poverty::household::Income;
    /// let income = Income::default().with_household_year("24,000 EUR".parse::<poverty::quantity::Money>()?);
    /// assert!(income.household_month.is_unknown());
    /// # Ok::<(), poverty::quantity::QuantityError>(())
    /// ```
    "incomes: a map of their forms"
    pub struct Income {
        /// Current income of the whole household in a month, in money and in kind (Mexico).
        household_month: Money, with_household_month;
        /// Disposable income of the whole household in a year (European Union).
        household_year: Money, with_household_year;
        /// Disposable income in a year per equivalent person, where the survey computed it.
        equivalised_year: Money, with_equivalised_year;
        /// Consumption or income per person and day, in US dollars of purchasing power parity (World Bank).
        per_person_day: Money, with_per_person_day;
        /// Year of the prices of [`per_person_day`](Self::per_person_day): 2011, 2017 or 2021. Dollars of different years can't be
        /// compared.
        ppp_year: u16, with_ppp_year;
        /// Whether pensions are the main source of income.
        mainly_pensions: bool, with_mainly_pensions;
    }
}
