//! Money a month, so far and until a deadline.

use super::RatesError;
use crate::quantity::{Money, Ratio, Rounding};
use chrono::{Datelike, NaiveDate};

/// What was spent up to a day of a period, and what that says of the days left.
///
/// ```
/// use poverty::programme::rates::Pace;
/// use poverty::quantity::{Money, Ratio};
/// let million = |millions: i64| Money::vnd(millions * 1_000_000);
/// let (from, on, deadline) = ("2024-01-01".parse()?, "2024-08-31".parse()?, "2024-12-31".parse()?);
/// let pace = Pace::new(million(300), million(1_000), from, on, deadline)?;
/// assert_eq!(pace.months_left(), 4);
/// assert_eq!(pace.needed_a_month()?, million(175));
/// // 300 of 1,000 in two thirds of the days: at this pace 45 % will be used.
/// assert_eq!(pace.absorption()?, Ratio::new(3 * 366, 10 * 244)?);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pace {
    spent: Money,
    available: Money,
    from: NaiveDate,
    on: NaiveDate,
    deadline: NaiveDate,
}

impl Pace {
    /// Of money spent by the end of a day, of what is available until the end of a deadline.
    ///
    /// # Errors
    /// [`RatesError::OutsidePeriod`] unless the day lies from the first to the last; [`RatesError::MoreThanAvailable`];
    /// [`RatesError::Quantity`] for two currencies.
    pub fn new(
        spent: Money,
        available: Money,
        from: NaiveDate,
        on: NaiveDate,
        deadline: NaiveDate,
    ) -> Result<Self, RatesError> {
        if on < from || on > deadline {
            return Err(RatesError::OutsidePeriod { on, from, deadline });
        }
        if spent.compare(available)?.is_gt() {
            return Err(RatesError::MoreThanAvailable { spent, available });
        }
        Ok(Self { spent, available, from, on, deadline })
    }

    /// How many months can still be spent in. The month of the deadline counts; the month of the day counts unless the day is
    /// its last. On 31 August there are four until 31 December, on 30 August five, on 31 December none.
    #[must_use]
    pub fn months_left(&self) -> u32 {
        let month =
            |day: NaiveDate| day.year().saturating_mul(12).saturating_add(i32::try_from(day.month0()).unwrap_or(0));
        // The last day of a month belongs to what is past.
        let next = self.on.succ_opt().unwrap_or(self.on);
        let months = month(self.deadline).saturating_sub(month(next)).saturating_add(1);
        if next > self.deadline { 0 } else { u32::try_from(months).unwrap_or(0) }
    }

    /// What is left.
    ///
    /// # Errors
    /// [`RatesError::Quantity`], which the check on making it rules out.
    pub fn left(&self) -> Result<Money, RatesError> {
        Ok(self.available.checked_sub(self.spent)?)
    }

    /// Money a month that would use up what is left by the deadline, rounded up to the minor unit.
    ///
    /// # Errors
    /// [`RatesError::NoTimeLeft`].
    pub fn needed_a_month(&self) -> Result<Money, RatesError> {
        let months = self.months_left();
        if months == 0 {
            return Err(RatesError::NoTimeLeft { on: self.on, deadline: self.deadline });
        }
        Ok(self.left()?.portion(Ratio::new(1, i128::from(months))?, Rounding::Ceiling)?)
    }

    /// The part of the available money that will be used by the deadline if spending goes on as it did, by days:
    /// `spent / (days passed / days of the period) / available`.
    ///
    /// # Errors
    /// [`RatesError::NothingPlanned`] if nothing is available.
    pub fn absorption(&self) -> Result<Ratio, RatesError> {
        if self.available.is_zero() {
            return Err(RatesError::NothingPlanned { rate: "absorption pace", whole: "what is available" });
        }
        let days = |last: NaiveDate| i128::from(last.signed_duration_since(self.from).num_days()).saturating_add(1);
        let time = Ratio::new(days(self.deadline), days(self.on))?;
        Ok(self.spent.ratio_to(self.available)?.checked_mul(time)?)
    }

    /// How many times the past pace the needed one is, by days; `None` if nothing was spent so far, or no day is left.
    ///
    /// # Errors
    /// [`RatesError::Quantity`] if the ratio does not fit.
    pub fn acceleration(&self) -> Result<Option<Ratio>, RatesError> {
        let days = |from: NaiveDate, last: NaiveDate| i128::from(last.signed_duration_since(from).num_days());
        let (past, left) = (days(self.from, self.on).saturating_add(1), days(self.on, self.deadline));
        if self.spent.is_zero() || left == 0 {
            return Ok(None);
        }
        Ok(Some(self.left()?.ratio_to(self.spent)?.checked_mul(Ratio::new(past, left)?)?))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pace(on: &str) -> Result<Pace, RatesError> {
        let day = |text: &str| text.parse().unwrap();
        Pace::new(Money::vnd(40), Money::vnd(100), day("2024-01-01"), day(on), day("2024-12-31"))
    }

    #[test]
    fn months_are_counted_by_their_ends() {
        for (on, months) in [
            ("2024-08-30", 5),
            ("2024-08-31", 4),
            ("2024-09-01", 4),
            ("2024-11-30", 1),
            ("2024-12-30", 1),
            ("2024-12-31", 0),
        ] {
            assert_eq!(pace(on).unwrap().months_left(), months, "{on}");
        }
    }

    #[test]
    fn needs_time_and_money() {
        assert_eq!(pace("2024-12-31").unwrap().needed_a_month().unwrap_err().code(), "programme/no-time-left");
        assert_eq!(pace("2025-01-01").unwrap_err().code(), "programme/outside-period");
        assert_eq!(pace("2024-11-30").unwrap().needed_a_month().unwrap(), Money::vnd(60));
        // 60 over five months is exact; 61 would be rounded up, so that five times it is enough.
        let day = |text: &str| text.parse().unwrap();
        let uneven =
            Pace::new(Money::vnd(39), Money::vnd(100), day("2024-01-01"), day("2024-08-30"), day("2024-12-31"))
                .unwrap();
        assert_eq!(uneven.needed_a_month().unwrap(), Money::vnd(13));
        let much = Pace::new(Money::vnd(3), Money::vnd(2), day("2024-01-01"), day("2024-08-30"), day("2024-12-31"));
        assert_eq!(much.unwrap_err().code(), "programme/more-than-available");
        let nothing =
            Pace::new(Money::vnd(0), Money::vnd(0), day("2024-01-01"), day("2024-08-30"), day("2024-12-31")).unwrap();
        assert_eq!(nothing.absorption().unwrap_err().code(), "programme/nothing-planned");
        assert_eq!(nothing.acceleration().unwrap(), None);
    }
}
