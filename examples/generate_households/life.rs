//! What members do: eat, learn, work.

use super::draw::Draw;
use super::people::Means;
use poverty::household::{Contract, Education, Nutrition, Observed, Work};

/// The nutrition of a child, inadequate in so many of a thousand cases.
pub(crate) fn nutrition(draw: &mut Draw, per_thousand: u32) -> Nutrition {
    if !draw.happens(per_thousand) {
        return Nutrition::Adequate;
    }
    let kinds = [(5, Nutrition::Stunted), (3, Nutrition::Underweight), (2, Nutrition::StuntedAndUnderweight)];
    draw.pick(&kinds).unwrap_or(Nutrition::Stunted)
}

/// What is attended and what was completed: school begins in the autumn of the year in which a child turns six.
pub(crate) fn schooling(draw: &mut Draw, means: Means, born: i32, age: u32) -> (Education, Education) {
    use Education::{
        College, IntermediateVocational, LowerSecondary, None, Preschool, Primary, University, UpperSecondary,
    };
    let grade = 2019 - born;
    let left = |draw: &mut Draw, low, middle, high| draw.happens(means.of(low, middle, high));
    match grade {
        ..=0 if age < 3 => (None, None),
        ..=0 => (if left(draw, 80, 40, 20) { None } else { Preschool }, None),
        1..=5 => (if left(draw, 15, 8, 2) { None } else { Primary }, Preschool),
        6..=9 => (if left(draw, 90, 35, 8) { None } else { LowerSecondary }, Primary),
        10..=12 if left(draw, 400, 200, 70) => (None, if left(draw, 250, 120, 60) { Primary } else { LowerSecondary }),
        10..=12 => (UpperSecondary, LowerSecondary),
        13..=16 if left(draw, 60, 200, 430) => (
            draw.pick(&[(3, University), (2, College), (2, IntermediateVocational)]).unwrap_or(College),
            UpperSecondary,
        ),
        _ => {
            let basic = means.of(45, 25, 12).max(age.saturating_sub(30).min(60));
            let further = means.of(1, 8, 30);
            let levels =
                [(basic, Primary), (40, LowerSecondary), (means.of(14, 35, 50), UpperSecondary), (further, College)];
            (None, draw.pick(&levels).unwrap_or(Primary))
        }
    }
}

/// Work and its contract: none of either for children, study for those who attend.
pub(crate) fn work(
    draw: &mut Draw,
    means: Means,
    age: u32,
    attending: Education,
    disabled: bool,
) -> (Observed<Work>, Observed<Contract>) {
    if age < 15 {
        return (Observed::NotApplicable, Observed::NotApplicable);
    }
    let kinds = [
        (means.of(46, 48, 42), Work::SelfEmployed),
        (means.of(24, 34, 48), Work::Waged),
        (6, Work::FamilyWorker),
        (means.of(13, 5, 1), Work::Irregular),
        (means.of(3, 2, 1), Work::SeekingWork),
        (8, Work::HomeDuties),
    ];
    let old = [
        (means.of(2, 6, 25), Work::Retired),
        (30, Work::SelfEmployed),
        (25, Work::HomeDuties),
        (20, Work::UnableToWork),
    ];
    let work = match (attending, disabled, age) {
        (Education::None, true, _) => Some(Work::UnableToWork),
        (Education::None, false, 60..) => draw.pick(&old),
        (Education::None, false, _) => draw.pick(&kinds),
        _ => Some(Work::Student),
    };
    let contracts =
        [(means.of(55, 35, 14), Contract::None), (12, Contract::Oral), (means.of(30, 50, 75), Contract::Written)];
    let contract = match work {
        Some(Work::Waged) => draw.pick(&contracts).map_or(Observed::NOT_RECORDED, Observed::Known),
        _ => Observed::NotApplicable,
    };
    (work.map_or(Observed::NOT_RECORDED, Observed::Known), contract)
}
