//! Food security as experienced.

use super::words::words;
use super::{Deprivation, Judge, Subject};
use crate::household::{Observed, UpTo};
use crate::source::Language;
use serde::{Deserialize, Serialize};

/// Moderate or severe food insecurity: without members under `minors_under` at least `without_minors` of the six questions about
/// adults were answered "yes", with them at least `with_minors` of all twelve.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct FoodInsecurity {
    without_minors: u8,
    with_minors: u8,
    minors_under: u8,
}

/// The least and the most "yes" answers there may be.
const fn bounds(answers: Observed<UpTo<6>>) -> (u8, u8) {
    match answers {
        Observed::Known(yes) => (yes.get(), yes.get()),
        Observed::Unknown(_) | Observed::NotApplicable => (0, 6),
    }
}

impl FoodInsecurity {
    /// Whether there are minors, if that is known.
    fn has_minors(&self, subject: &Subject<'_>) -> Option<bool> {
        let mut ages = subject.everyone().map(|person| person.age);
        if ages.clone().flatten().any(|age| age < self.minors_under) {
            Some(true)
        } else {
            ages.all(|age| age.is_some()).then_some(false)
        }
    }

    fn outcome_if(&self, minors: bool, subject: &Subject<'_>) -> Deprivation {
        let food = subject.household.food();
        let (adult_least, adult_most) = bounds(food.adult_answers);
        if !minors {
            return Deprivation::bounded(adult_least >= self.without_minors, adult_most >= self.without_minors);
        }
        let (minor_least, minor_most) = bounds(food.minor_answers);
        let (least, most) = (adult_least.saturating_add(minor_least), adult_most.saturating_add(minor_most));
        Deprivation::bounded(least >= self.with_minors, most >= self.with_minors)
    }
}

impl Judge for FoodInsecurity {
    fn outcome(&self, subject: &Subject<'_>) -> Deprivation {
        match self.has_minors(subject) {
            Some(minors) => self.outcome_if(minors, subject),
            None => match (self.outcome_if(true, subject), self.outcome_if(false, subject)) {
                (with, without) if with == without => with,
                _ => Deprivation::Missing,
            },
        }
    }

    fn observation(&self, subject: &Subject<'_>, language: Language) -> String {
        let food = subject.household.food();
        let count = |answers: Observed<UpTo<6>>| match answers {
            Observed::Known(yes) => format!("{yes}/6"),
            Observed::Unknown(_) => "?/6".to_owned(),
            Observed::NotApplicable => "-".to_owned(),
        };
        let yes =
            words(language, "answers of food insecurity: adults", "câu trả lời mất an ninh lương thực: người lớn");
        let minors = words(language, "minors", "trẻ em");
        format!("{yes} {}, {minors} {}", count(food.adult_answers), count(food.minor_answers))
    }

    fn flaw(&self) -> Option<String> {
        let possible = (1..=6).contains(&self.without_minors) && (1..=12).contains(&self.with_minors);
        (!possible).then(|| "there are 6 questions about adults and 12 in all".to_owned())
    }
}
