//! The household as a whole.

use super::{Finding, Oddity, Part};
use crate::household::{Household, Observed, Relationship};
use crate::quantity::{Currency, Money};
use chrono::NaiveDate;

/// More members than this are rare.
const MEMBERS_USUAL: u32 = 20;
/// An income in dong that is smaller may be meant in thousands, as surveys record it.
const SMALLEST_INCOME_VND: i64 = 10_000;

pub(super) fn check(household: &Household, on: NaiveDate, visit: &mut dyn FnMut(Finding)) {
    let mut find = |oddity, field, observed| visit(Finding::new(oddity, Part::Household, field, observed));
    relationships(household, &mut find);
    let ages: Option<Vec<u8>> = household.members().iter().map(|member| member.age_on(on)).collect();
    if let Some(oldest) = ages.as_ref().and_then(|ages| ages.iter().max()) {
        if *oldest < 15 {
            find(Oddity::NoAdult, "members", format!("the oldest is {oldest}"));
        }
        if *oldest >= 18
            && let Observed::Known(answers) = household.food().minor_answers
            && ages.as_ref().is_some_and(|ages| ages.iter().all(|age| *age >= 18))
        {
            find(Oddity::MinorAnswers, "food.minor_answers", answers.to_string());
        }
    }
    if household.size() > MEMBERS_USUAL {
        find(Oddity::ManyMembers, "members", household.size().to_string());
    }
    if let Some(day) = household.observed_on()
        && day > on
    {
        find(Oddity::ObservedLater, "observed_on", format!("{day}, assessed on {on}"));
    }
    if household.weight().billionths() == 0 {
        find(Oddity::NoWeight, "weight", household.weight().to_string());
    }
    if let Observed::Known(income) = household.income_per_person_month() {
        income_odd(income).into_iter().for_each(|oddity| find(oddity, "income_per_person_month", income.to_string()));
    }
    let income = household.income();
    if let (Observed::Known(per_day), Observed::Unknown(_)) = (income.per_person_day, income.ppp_year) {
        find(Oddity::NoPriceYear, "income.ppp_year", per_day.to_string());
    }
}

fn income_odd(income: Money) -> Option<Oddity> {
    let small = income.currency() == Currency::VND && income.amount() < SMALLEST_INCOME_VND.into();
    match () {
        () if income.is_negative() => Some(Oddity::NegativeIncome),
        () if income.amount().is_zero() => Some(Oddity::NoIncome),
        () if small => Some(Oddity::IncomeInThousands),
        () => None,
    }
}

fn relationships(household: &Household, find: &mut impl FnMut(Oddity, &'static str, String)) {
    let count =
        |wanted| household.members().iter().filter(|member| member.relationship == Observed::Known(wanted)).count();
    let (heads, spouses) = (count(Relationship::Head), count(Relationship::Spouse));
    let every_known = household.members().iter().all(|member| member.relationship.known().is_some());
    if heads == 0 && every_known {
        find(Oddity::NoHead, "members", format!("{} members", household.size()));
    }
    if heads > 1 {
        find(Oddity::SeveralHeads, "members", format!("{heads} heads"));
    }
    if spouses > 1 {
        find(Oddity::SeveralSpouses, "members", format!("{spouses} spouses"));
    }
}
