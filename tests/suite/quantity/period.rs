//! Periods are sets of days: half-open, closed under intersection; ages are counted day by day.

use chrono::{Datelike, Days, NaiveDate};
use core::cmp::Ordering;
use poverty::quantity::{Period, completed_years};
use poverty::strategies::quantity::{bounded_period, date, period};
use proptest::prelude::*;

proptest! {
    #[test]
    fn a_period_holds_its_start_and_not_its_end(a in period()) {
        prop_assert!(a.contains(a.start()));
        prop_assert!(!a.contains(a.start().pred_opt().unwrap()));
        if let (Some(end), Some(last)) = (a.end(), a.last_day()) {
            prop_assert!(!a.contains(end) && a.contains(last));
            prop_assert_eq!(Period::through(a.start(), last), Ok(a));
        } else {
            prop_assert!(a.contains(NaiveDate::MAX));
        }
    }

    #[test]
    fn intersection_is_that_of_the_days(a in period(), b in period(), day in date()) {
        let both = a.contains(day) && b.contains(day);
        prop_assert_eq!(a.intersection(b).is_some_and(|common| common.contains(day)), both);
        prop_assert!(!both || a.overlaps(b));
        prop_assert_eq!(a.intersection(b).is_some(), a.overlaps(b));
    }

    #[test]
    fn intersection_is_commutative_associative_and_idempotent(a in period(), b in period(), c in period()) {
        prop_assert_eq!(a.intersection(b), b.intersection(a));
        prop_assert_eq!(a.overlaps(b), b.overlaps(a));
        prop_assert_eq!(a.intersection(a), Some(a));
        let left = a.intersection(b).and_then(|common| common.intersection(c));
        let right = b.intersection(c).and_then(|common| a.intersection(common));
        prop_assert_eq!(left, right);
    }

    #[test]
    fn adjoining_periods_share_no_day_and_leave_no_gap(a in bounded_period(), days in 1..=1_000_u64, day in date()) {
        let meeting = a.end().unwrap();
        let next = Period::new(meeting, meeting.checked_add_days(Days::new(days)).unwrap())?;
        prop_assert!(!a.overlaps(next) && !next.overlaps(a));
        prop_assert_eq!(a.intersection(next), None);
        prop_assert!(a.adjoins(next) && next.adjoins(a) && !a.adjoins(a));
        let union = Period::new(a.start(), next.end().unwrap())?;
        prop_assert_eq!(union.contains(day), a.contains(day) ^ next.contains(day));
    }

    #[test]
    fn order_is_by_start_then_end_and_no_end_is_last(a in period(), b in period()) {
        let end = |period: Period| period.end().unwrap_or(NaiveDate::MAX);
        let expected = a.start().cmp(&b.start()).then(end(a).cmp(&end(b)));
        prop_assert_eq!(a.cmp(&b), expected);
    }

    #[test]
    fn a_calendar_year_holds_its_days_and_no_other(year in 1900..=2099_i32, day in date()) {
        prop_assert_eq!(Period::year(year)?.contains(day), day.year() == year);
        prop_assert!(Period::year(year)?.adjoins(Period::year(year + 1)?));
    }

    #[test]
    fn completed_years_are_the_birthdays_passed(born in date(), on in date()) {
        // The slow definition: walk through the years and count the birthdays that lie on or before the day.
        let expected = (on >= born).then(|| {
            let birthdays = (born.year() + 1..=on.year()).map(|year| {
                NaiveDate::from_ymd_opt(year, born.month(), born.day())
                    .unwrap_or_else(|| NaiveDate::from_ymd_opt(year, 3, 1).unwrap())
            });
            u32::try_from(birthdays.filter(|birthday| *birthday <= on).count()).unwrap()
        });
        prop_assert_eq!(completed_years(born, on), expected);
    }
}

#[test]
fn no_end_is_later_than_any_end() {
    let (open, bounded) = ("2021-01-01/..".parse::<Period>().unwrap(), "2021-01-01/2099-01-01".parse().unwrap());
    assert_eq!(open.cmp(&bounded), Ordering::Greater);
}

#[test]
fn the_ends_of_the_calendar_are_refused_by_name() {
    let first = NaiveDate::from_ymd_opt(2022, 1, 1).unwrap();
    let error = Period::through(first, NaiveDate::MAX).unwrap_err();
    assert_eq!(error.code(), "quantity/out-of-range");
    assert!(error.to_string().starts_with("last day +262142-12-31 is out of range"), "{error}");
    for year in [i32::MIN, -262_145, 262_142, i32::MAX] {
        assert_eq!(Period::year(year).unwrap_err().code(), "quantity/out-of-range", "{year}");
    }
    assert_eq!(completed_years(NaiveDate::MIN, NaiveDate::MAX), Some(524_285));
}
