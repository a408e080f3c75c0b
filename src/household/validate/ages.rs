//! Ages, and how they go with relationships.

use super::Oddity;
use crate::household::{Household, Member, Observed, Relationship};
use chrono::NaiveDate;

const OLDEST_USUAL: u8 = 110;
/// Marriages and households below it are rare, and worth a look where they are true.
const HEAD_OR_SPOUSE_FROM: u8 = 15;
const GENERATION_YEARS: u8 = 12;

pub(super) fn check(
    household: &Household,
    member: &Member,
    on: NaiveDate,
    find: &mut impl FnMut(Oddity, &'static str, String),
) {
    let Observed::Known(birth) = member.birth else { return };
    let Some(age) = birth.age_on(on) else {
        // A date that is not reached yet, or more than 130 years old.
        let later = birth.year_on(on) >= chrono::Datelike::year(&on);
        find(if later { Oddity::BornLater } else { Oddity::VeryOld }, "birth", birth.to_string());
        return;
    };
    if age > OLDEST_USUAL {
        find(Oddity::VeryOld, "birth", format!("aged {age}"));
    }
    let Observed::Known(relationship) = member.relationship else { return };
    if age < HEAD_OR_SPOUSE_FROM {
        for (odd, oddity) in [(Relationship::Head, Oddity::YoungHead), (Relationship::Spouse, Oddity::YoungSpouse)] {
            if relationship == odd {
                find(oddity, "relationship", format!("{relationship}, aged {age}"));
            }
        }
    }
    let head = household.members().iter().find(|other| other.relationship == Observed::Known(Relationship::Head));
    if let Some(head) = head.and_then(|head| head.age_on(on))
        && generations_too_close(relationship, age, head)
    {
        find(Oddity::CloseGenerations, "relationship", format!("{relationship} aged {age}, head aged {head}"));
    }
}

fn generations_too_close(relationship: Relationship, age: u8, head: u8) -> bool {
    let (older, younger, generations) = match relationship {
        Relationship::Parent => (age, head, 1),
        Relationship::Grandparent => (age, head, 2),
        Relationship::Child => (head, age, 1),
        Relationship::Grandchild => (head, age, 2),
        Relationship::Head | Relationship::Spouse | Relationship::OtherRelative | Relationship::NotRelated => {
            return false;
        }
    };
    older < younger.saturating_add(GENERATION_YEARS.saturating_mul(generations))
}
