//! What was eaten in a week.

use super::words::words;
use super::{Deprivation, Judge, Subject};
use crate::household::{FoodDays, Observed, UpTo};
use crate::quantity::Ratio;
use crate::source::Language;
use serde::{Deserialize, Serialize};

/// The food consumption score of the last seven days is `at_most` a number.
///
/// The score (World Food Programme) is the sum of days times weight: cereals or tubers (the larger) 2, pulses 3, vegetables 1,
/// fruit 1, meat, eggs or fish (the largest) 4, dairy 4, sugar 1/2, fat 1/2. It runs from 0 to 112.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct FoodConsumption {
    at_most: Ratio,
}

/// Twice the score, a whole number, if unknown days are `filled`.
fn twice_the_score(days: &FoodDays, filled: u16) -> u16 {
    let eaten = |days: Observed<UpTo<7>>| match days {
        Observed::Known(days) => u16::from(days.get()),
        Observed::Unknown(_) | Observed::NotApplicable => filled,
    };
    [
        (eaten(days.cereals).max(eaten(days.tubers)), 4),
        (eaten(days.pulses), 6),
        (eaten(days.vegetables), 2),
        (eaten(days.fruit), 2),
        (eaten(days.meat).max(eaten(days.eggs)).max(eaten(days.fish)), 8),
        (eaten(days.dairy), 8),
        (eaten(days.sugar), 1),
        (eaten(days.fat), 1),
    ]
    .into_iter()
    .fold(0, |score, (days, weight): (u16, u16)| score.saturating_add(days.saturating_mul(weight)))
}

fn score(days: &FoodDays, filled: u16) -> Ratio {
    Ratio::new(twice_the_score(days, filled).into(), 2).unwrap_or(Ratio::ZERO)
}

impl Judge for FoodConsumption {
    fn outcome(&self, subject: &Subject<'_>) -> Deprivation {
        let days = &subject.household.food().days;
        // The more was eaten on days that are not known, the higher the score.
        Deprivation::bounded(score(days, 7) <= self.at_most, score(days, 0) <= self.at_most)
    }

    fn observation(&self, subject: &Subject<'_>, language: Language) -> String {
        let days = &subject.household.food().days;
        let (least, most) = (score(days, 0), score(days, 7));
        let name = words(language, "food consumption score", "điểm tiêu thụ thực phẩm");
        if least == most { format!("{name} {least}") } else { format!("{name} {least} - {most}") }
    }

    fn flaw(&self) -> Option<String> {
        let in_range = self.at_most >= Ratio::ZERO && self.at_most < Ratio::whole(112);
        (!in_range).then(|| format!("the score runs from 0 to 112, so {} divides nothing", self.at_most))
    }

    fn implies(&self, other: &Self) -> bool {
        self.at_most <= other.at_most
    }
}
