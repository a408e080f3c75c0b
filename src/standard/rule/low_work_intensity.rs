//! Work intensity: the months worked of those that could have been worked.

use super::three_valued::{and, known, or};
use super::words::words;
use super::{AgeRange, Deprivation, Judge, Reference, Subject};
use crate::household::{Education, Observed, Pension, Work};
use crate::quantity::{Months, Ratio};
use crate::source::Language;
use crate::standard::subject::Person;
use serde::{Deserialize, Serialize};

/// The adults of the household worked `at_most` a share of the months that they could have worked in the year before.
///
/// Left out of the adults are students in `students`, the retired, whoever receives a pension other than a survivor's, and the
/// inactive in `inactive` whose household lives mainly on pensions. A household without adults in this sense is not deprived.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct LowWorkIntensity {
    adults: AgeRange,
    at_most: Ratio,
    students: AgeRange,
    inactive: AgeRange,
}

/// Whether somebody studies, if that is known.
fn studies(person: Person<'_>) -> Option<bool> {
    match (person.member.work, person.member.attending) {
        (Observed::Known(Work::Student), _) => Some(true),
        (_, Observed::Known(level)) => Some(level != Education::None),
        (Observed::Known(_) | Observed::NotApplicable, _) | (_, Observed::NotApplicable) => Some(false),
        (Observed::Unknown(_), Observed::Unknown(_)) => None,
    }
}

fn work_is(person: Person<'_>, any_of: &[Work]) -> Option<bool> {
    match person.member.work {
        Observed::Known(work) => Some(any_of.contains(&work)),
        Observed::NotApplicable => Some(false),
        Observed::Unknown(_) => None,
    }
}

impl LowWorkIntensity {
    /// Whether somebody counts as an adult who could work, if that is known.
    fn counts(&self, person: Person<'_>, subject: &Subject<'_>) -> Option<bool> {
        const INACTIVE: [Work; 5] =
            [Work::NotSeeking, Work::HomeDuties, Work::UnableToWork, Work::Retired, Work::Student];
        let of_age = |ages: &AgeRange| ages.holds(person, subject);
        let pensioner = match person.member.pension {
            Observed::Known(pension) => Some(!matches!(pension, Pension::None | Pension::Survivor)),
            Observed::NotApplicable => Some(false),
            Observed::Unknown(_) => None,
        };
        let mainly_pensions = known(subject.household.income().mainly_pensions);
        let left_out = or(
            or(and(of_age(&self.students), studies(person)), or(work_is(person, &[Work::Retired]), pensioner)),
            and(and(of_age(&self.inactive), work_is(person, &INACTIVE)), mainly_pensions),
        );
        and(of_age(&self.adults), left_out.map(|left_out| !left_out))
    }

    /// Months worked, and months that could have been; `None` if they depend on what is not known.
    fn months(&self, subject: &Subject<'_>) -> Option<(Ratio, Ratio)> {
        let (mut worked, mut workable) = (Vec::new(), Vec::new());
        for person in subject.everyone() {
            if !self.counts(person, subject)? {
                continue;
            }
            let year = &person.member.work_year;
            let months = |observed: Observed<Months>| match observed {
                Observed::Known(months) => Some(months),
                Observed::NotApplicable => Some(Months::ZERO),
                Observed::Unknown(_) => None,
            };
            worked.push(months(year.worked)?);
            workable.push(months(year.workable)?);
        }
        Some((Months::sum(worked), Months::sum(workable)))
    }
}

impl Judge for LowWorkIntensity {
    fn outcome(&self, subject: &Subject<'_>) -> Deprivation {
        let Some((worked, workable)) = self.months(subject) else { return Deprivation::Missing };
        if workable == Ratio::ZERO {
            return Deprivation::NotDeprived;
        }
        // worked / workable <= share, as worked <= share * workable.
        self.at_most.checked_mul(workable).map_or(Deprivation::Missing, |limit| Deprivation::when(worked <= limit))
    }

    fn observation(&self, subject: &Subject<'_>, language: Language) -> String {
        match self.months(subject) {
            Some((_, workable)) if workable == Ratio::ZERO => {
                words(language, "no adult who could work", "không có người lớn có thể làm việc").to_owned()
            }
            Some((worked, workable)) => {
                format!("{worked} {} {workable}", words(language, "months worked of", "tháng làm việc trên"))
            }
            None => words(language, "months worked not known", "chưa rõ số tháng làm việc").to_owned(),
        }
    }

    fn flaw(&self) -> Option<String> {
        let share = (!self.at_most.is_share()).then(|| format!("the share {} is not between 0 and 1", self.at_most));
        share.or_else(|| self.adults.flaw()).or_else(|| self.students.flaw()).or_else(|| self.inactive.flaw())
    }

    fn references(&self) -> Vec<Reference> {
        [&self.adults, &self.students, &self.inactive].into_iter().flat_map(AgeRange::references).collect()
    }
}
