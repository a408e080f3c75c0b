//! A member by itself: schooling, work, health.

use super::Oddity;
use crate::household::{Contract, Education, Member, Nutrition, Observed, Pension, VocationalCertificate, Work};
use crate::quantity::ZScore;
use chrono::NaiveDate;

const CHILD_AT_WORK_UNDER: u8 = 13;
const RETIRED_FROM: u8 = 40;
const CERTIFICATE_FROM: u8 = 14;
const INSURED_BY_LAW_UNDER: u8 = 6;
/// Anthropometry for age ends at 19.
const NUTRITION_UNDER: u8 = 20;
/// Nobody starts school earlier, in years.
const SCHOOL_FROM: u8 = 3;

type Find<'a> = dyn FnMut(Oddity, &'static str, String) + 'a;

pub(super) fn check(member: &Member, on: NaiveDate, find: &mut Find<'_>) {
    let age = member.age_on(on);
    schooling(member, age, find);
    work(member, age, find);
    health(member, age, find);
}

/// Youngest usual age, in years, at which a level is attended, and at which it is completed.
const fn usual_from(level: Education) -> (u8, u8) {
    match level {
        Education::None => (0, 0),
        Education::Preschool => (1, 3),
        Education::Primary => (5, 9),
        Education::LowerSecondary => (10, 13),
        Education::ElementaryVocational => (13, 14),
        Education::UpperSecondary => (14, 16),
        Education::IntermediateVocational => (14, 16),
        Education::College => (16, 18),
        Education::University => (16, 19),
    }
}

/// Rank among the levels of general education, and the fewest years of schooling that completing it takes; vocational levels
/// stand beside them.
const fn general(level: Education) -> Option<(u8, u8)> {
    match level {
        Education::None => Some((0, 0)),
        Education::Preschool => Some((1, 0)),
        Education::Primary => Some((2, 4)),
        Education::LowerSecondary => Some((3, 7)),
        Education::UpperSecondary => Some((4, 10)),
        Education::College => Some((5, 11)),
        Education::University => Some((6, 12)),
        Education::ElementaryVocational | Education::IntermediateVocational => None,
    }
}

fn schooling(member: &Member, age: Option<u8>, find: &mut Find<'_>) {
    let (attending, attained) = (member.attending.known(), member.attained.known());
    if let Some(age) = age {
        if let Some(level) = attending.filter(|level| age < usual_from(*level).0) {
            find(Oddity::AttendsYoung, "attending", format!("{level}, aged {age}"));
        }
        if let Some(level) = attained.filter(|level| age < usual_from(*level).1) {
            find(Oddity::AttainedYoung, "attained", format!("{level}, aged {age}"));
        }
        if let Observed::Known(years) = member.schooling_years
            && years > age.saturating_sub(SCHOOL_FROM)
        {
            find(Oddity::SchoolingBeyondAge, "schooling_years", format!("{years}, aged {age}"));
        }
        if let Observed::Known(certificate) = member.vocational_certificate
            && certificate != VocationalCertificate::None
            && age < CERTIFICATE_FROM
        {
            find(Oddity::CertificateYoung, "vocational_certificate", format!("{certificate}, aged {age}"));
        }
    }
    if let (Some(now), Some(done)) = (attending, attained)
        && now != Education::None
        && let (Some((now_rank, _)), Some((done_rank, _))) = (general(now), general(done))
        && now_rank < done_rank
    {
        find(Oddity::AttendsBelowAttained, "attending", format!("{now}, completed {done}"));
    }
    if let (Observed::Known(years), Some(done)) = (member.schooling_years, attained)
        && general(done).is_some_and(|(_, fewest)| years < fewest)
    {
        find(Oddity::SchoolingBelowAttained, "schooling_years", format!("{years}, completed {done}"));
    }
    if member.literate == Observed::Known(false)
        && let Some(done) = attained.filter(|done| general(*done).is_some_and(|(rank, _)| rank >= 3))
    {
        find(Oddity::SchooledIlliterate, "literate", format!("false, completed {done}"));
    }
}

fn work(member: &Member, age: Option<u8>, find: &mut Find<'_>) {
    if let Observed::Known(pension @ Pension::OldAge) = member.pension
        && let Some(age) = age.filter(|age| *age < RETIRED_FROM)
    {
        find(Oddity::YoungPension, "pension", format!("{pension}, aged {age}"));
    }
    let year = &member.work_year;
    if let (Observed::Known(worked), Observed::Known(workable)) = (year.worked, year.workable)
        && worked > workable
    {
        find(Oddity::WorkedBeyondWorkable, "work_year.worked", format!("{worked} of {workable} months"));
    }
    let Observed::Known(work) = member.work else { return };
    let at_work = matches!(work, Work::Waged | Work::SelfEmployed | Work::FamilyWorker);
    if let Some(age) = age {
        if (at_work || work == Work::Irregular) && age < CHILD_AT_WORK_UNDER {
            find(Oddity::ChildAtWork, "work", format!("{work}, aged {age}"));
        }
        if work == Work::Retired && age < RETIRED_FROM {
            find(Oddity::YoungRetired, "work", format!("{work}, aged {age}"));
        }
    }
    match (work, member.contract) {
        (Work::Waged, Observed::NotApplicable) => {
            find(Oddity::WagesWithoutAnswer, "contract", "waged, not_applicable".to_owned());
        }
        (Work::Waged, _) => {}
        (_, Observed::Known(contract @ (Contract::Written | Contract::Oral))) => {
            find(Oddity::ContractWithoutWages, "contract", format!("{work}, {contract}"));
        }
        _ => {}
    }
    if work == Work::Student && member.attending == Observed::Known(Education::None) {
        find(Oddity::StudentOfNothing, "attending", "student, none".to_owned());
    }
    if let Observed::Known(months) = member.unemployed_months
        && months > 0
        && at_work
    {
        find(Oddity::UnemployedAtWork, "unemployed_months", format!("{months}, {work}"));
    }
}

fn health(member: &Member, age: Option<u8>, find: &mut Find<'_>) {
    if let Some(age) = age {
        if member.health_insurance == Observed::Known(false) && age < INSURED_BY_LAW_UNDER {
            find(Oddity::SmallChildUninsured, "health_insurance", format!("false, aged {age}"));
        }
        if let Observed::Known(nutrition) = member.nutrition
            && age >= NUTRITION_UNDER
        {
            find(Oddity::AdultNutrition, "nutrition", format!("{nutrition}, aged {age}"));
        }
    }
    let body = &member.anthropometry;
    let scores = [
        ("anthropometry.height_for_age", body.height_for_age, -60_000..=60_000),
        ("anthropometry.weight_for_age", body.weight_for_age, -60_000..=50_000),
        ("anthropometry.bmi_for_age", body.bmi_for_age, -50_000..=50_000),
    ];
    for (field, score, plausible) in scores {
        if let Some(score) = score.known().filter(|score| !plausible.contains(&score.ten_thousandths())) {
            find(Oddity::ImplausibleScore, field, score.to_string());
        }
    }
    let below = |score: Observed<ZScore>| score.known().filter(|score| score.ten_thousandths() < -20_000);
    if member.nutrition == Observed::Known(Nutrition::Adequate)
        && let Some(score) = below(body.height_for_age).or_else(|| below(body.weight_for_age))
    {
        find(Oddity::NutritionContradicted, "nutrition", format!("adequate, z-score {score}"));
    }
    if let Observed::Known(index) = body.bmi
        && !(100_000..=600_000).contains(&index.ten_thousandths())
    {
        find(Oddity::ImplausibleBodyMass, "anthropometry.bmi", index.to_string());
    }
}
