//! For how long a household that left the lists is still supported.

use chrono::{Months, NaiveDate};

/// For how long a household counts as newly escaped, and whether the last day is in.
///
/// The programme of 2021-2025 and the policy bank support a household for at most 36 months after it left the lists. Whether
/// the day 36 months later is still one of them was not found in any text; the caller chooses.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct EscapeWindow {
    /// Months.
    pub months: u32,
    /// Whether the day that ends the last month counts.
    pub last_day_counts: bool,
}

impl EscapeWindow {
    /// 36 months, without the day on which they are over.
    pub const MONTHS_36: Self = Self { months: 36, last_day_counts: false };

    /// Whether a day lies in the window that opened on another.
    #[must_use]
    pub fn contains(self, escaped: NaiveDate, day: NaiveDate) -> bool {
        let end = escaped.checked_add_months(Months::new(self.months));
        day >= escaped && end.is_none_or(|end| day < end || (self.last_day_counts && day == end))
    }
}
