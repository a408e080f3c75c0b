//! The members of a household: ages and relationships first, then schooling, work, health.

use super::draw::Draw;
use super::life::{nutrition, schooling, work};
use chrono::{Datelike, Days, NaiveDate};
use poverty::household::{
    Birth, Disability, HealthCare, HouseholdError, Member, Observed, Relationship, Sex, VocationalCertificate, Work,
};

/// How well off a household is: what its income, and much else, depends on.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Means {
    Low,
    Middle,
    High,
}

impl Means {
    /// The number for these means.
    pub(crate) const fn of<T: Copy>(self, low: T, middle: T, high: T) -> T {
        match self {
            Self::Low => low,
            Self::Middle => middle,
            Self::High => high,
        }
    }
}

/// Members as ages, sexes and relationships.
fn composition(draw: &mut Draw, means: Means) -> Vec<(u32, Sex, Relationship)> {
    let (mut head, mut spouse, mut children, mut parents) = (0, true, 0..0, 0);
    let kind = draw.below(100);
    if kind < 28 {
        head = draw.between(22, 33);
        children = 0..draw.between(0, means.of(3, 2, 2));
    } else if kind < 66 {
        head = draw.between(34, 52);
        children = 0..draw.between(1, means.of(5, 4, 3));
    } else if kind < 80 {
        head = draw.between(30, 45);
        children = 0..draw.between(1, means.of(4, 3, 2));
        parents = draw.between(1, 2);
    } else if kind < 88 {
        head = draw.between(27, 45);
        children = 0..draw.between(1, 3);
        spouse = false;
    } else if kind < 94 {
        head = draw.between(60, 80);
    } else {
        head = draw.between(24, 86).max(head);
        spouse = false;
    }
    let sex = |draw: &mut Draw| if draw.happens(500) { Sex::Female } else { Sex::Male };
    let head_sex = if draw.happens(if spouse { 300 } else { 750 }) { Sex::Female } else { Sex::Male };
    let mut members = vec![(head, head_sex, Relationship::Head)];
    if spouse {
        let other = if head_sex == Sex::Female { Sex::Male } else { Sex::Female };
        members.push(((head + draw.below(7) - 3).max(18), other, Relationship::Spouse));
    }
    let mut oldest = head.saturating_sub(draw.between(20, 25));
    for _ in children {
        members.push((oldest.min(24), sex(draw), Relationship::Child));
        if oldest == 0 {
            break;
        }
        oldest = oldest.saturating_sub(draw.between(1, 4));
    }
    for _ in 0..parents {
        members.push((head + draw.between(20, 32), sex(draw), Relationship::Parent));
    }
    members
}

/// The members of a household of these means on a day.
pub(crate) fn members(draw: &mut Draw, means: Means, on: NaiveDate) -> Result<Vec<Member>, HouseholdError> {
    let people = composition(draw, means);
    people.into_iter().map(|(age, sex, relationship)| member(draw, means, on, age, sex, relationship)).collect()
}

fn member(
    draw: &mut Draw,
    means: Means,
    on: NaiveDate,
    age: u32,
    sex: Sex,
    relationship: Relationship,
) -> Result<Member, HouseholdError> {
    let years = u8::try_from(age).unwrap_or(Birth::AGE_MAX);
    let days_ago = Days::new(u64::from(draw.below(365)));
    let born = on.checked_sub_days(days_ago).and_then(|day| day.with_year(day.year() - i32::from(years)));
    // Of some, only the age is told.
    let birth = match born {
        Some(date) if !draw.happens(40) => Birth::date(date),
        _ => Birth::age(years)?,
    };
    let (attending, attained) = schooling(draw, means, birth.year_on(on), age);
    let uninsured = if age < 6 { 5 } else { means.of(60, 80, 45) };
    let disability = draw.pick(&[
        (970, Disability::None),
        (10, Disability::Mild),
        (15, Disability::Severe),
        (5, Disability::ExtremelySevere),
    ]);
    let disabled = matches!(disability, Some(Disability::Severe | Disability::ExtremelySevere));
    let (work, contract) = work(draw, means, age, attending, disabled);
    let stunted = means.of(140, 70, 30);
    let nutrition = if age < 16 { Observed::Known(nutrition(draw, stunted)) } else { Observed::NotApplicable };
    let ill = [(860, HealthCare::NotIll), (120, HealthCare::Treated), (means.of(40, 20, 8), HealthCare::Untreated)];
    let certified = (18..31).contains(&age) && draw.happens(120);
    let certificate = if certified { VocationalCertificate::CourseOfThreeMonths } else { VocationalCertificate::None };
    let supported = (age >= 80 && work != Observed::Known(Work::Retired)) || disabled;
    Ok(Member::default()
        .with_birth(birth)
        .with_sex(sex)
        .with_relationship(relationship)
        .with_attending(attending)
        .with_attained(attained)
        .with_vocational_certificate(if age < 16 { Observed::NotApplicable } else { certificate.into() })
        .with_health_insurance(!draw.happens(uninsured))
        .with_nutrition(nutrition)
        .with_health_care(draw.pick(&ill).unwrap_or(HealthCare::NotIll))
        .with_work(work)
        .with_contract(contract)
        .with_disability(disability.unwrap_or(Disability::None))
        .with_social_allowance(supported && draw.happens(900)))
}
