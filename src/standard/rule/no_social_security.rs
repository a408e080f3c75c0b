//! Access to social security.

use super::kinship::CoveredChildren;
use super::members::{self, Judgement};
use super::three_valued::{and, known, or};
use super::words::words;
use super::{AgeRange, Deprivation, Judge, Reference, Subject};
use crate::household::{Observed, Pension};
use crate::quantity::Ratio;
use crate::source::Language;
use crate::standard::subject::Person;
use serde::{Deserialize, Serialize};

/// A member has no social security of its own (the work gives medical service, leave and a retirement fund; or a pension is
/// received; or a retirement fund is paid for by choice), is covered by no relative who has, by nobody else, and receives, in
/// `old_ages`, from no programme for the old at least the mean of the rural and the urban amount of the line
/// `old_age_programme_line`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct NoSocialSecurity {
    covered: CoveredChildren,
    old_ages: AgeRange,
    old_age_programme_line: String,
}

/// Whether somebody has social security of their own, if that is known.
fn direct(person: Person<'_>) -> Option<bool> {
    let security = &person.member.social_security;
    let work = and(known(security.work_medical), and(known(security.work_leave), known(security.work_retirement)));
    let pension = match person.member.pension {
        Observed::Known(pension) => Some(pension != Pension::None),
        Observed::NotApplicable => Some(false),
        Observed::Unknown(_) => None,
    };
    or(work, or(pension, known(security.voluntary_retirement)))
}

impl NoSocialSecurity {
    /// Whether a programme for the old pays enough, if that is known.
    fn old_age_programme(&self, person: Person<'_>, subject: &Subject<'_>) -> Option<bool> {
        let enough = match person.member.social_security.old_age_programme {
            Observed::NotApplicable => Some(false),
            Observed::Unknown(_) => None,
            Observed::Known(paid) => {
                subject.rural_and_urban(&self.old_age_programme_line).and_then(|(rural, urban)| {
                    // Twice what is paid against the sum of both amounts; the currencies are compared on the way.
                    let sum = rural.checked_add(urban).ok()?;
                    let twice = Ratio::from_decimal(paid.checked_add(paid).ok()?.amount()).ok()?;
                    paid.compare(sum).ok()?;
                    Some(twice >= Ratio::from_decimal(sum.amount()).ok()?)
                })
            }
        };
        and(self.old_ages.holds(person, subject), enough)
    }

    fn judge(&self, person: Person<'_>, subject: &Subject<'_>) -> Judgement {
        let others = known(person.member.social_security.covered_by_others);
        let own = or(direct(person), or(others, self.old_age_programme(person, subject)));
        match or(own, self.covered.extend_to(person, subject, direct)) {
            Some(true) => Judgement::Fine,
            Some(false) => Judgement::Deprived,
            None => Judgement::Unknown,
        }
    }
}

impl Judge for NoSocialSecurity {
    fn outcome(&self, subject: &Subject<'_>) -> Deprivation {
        members::any(subject, |person| self.judge(person, subject))
    }

    fn observation(&self, subject: &Subject<'_>, language: Language) -> String {
        let none = words(language, "no social security", "không có an sinh xã hội");
        members::describe(subject, language, |person| self.judge(person, subject), |_| none.to_owned())
    }

    fn flaw(&self) -> Option<String> {
        self.covered.flaw().or_else(|| self.old_ages.flaw())
    }

    fn references(&self) -> Vec<Reference> {
        let mut references = vec![Reference::Line(self.old_age_programme_line.clone())];
        references.extend(self.covered.references());
        references.extend(self.old_ages.references());
        references
    }

    fn is_unsettled(&self, subject: &Subject<'_>) -> bool {
        subject.rural_and_urban(&self.old_age_programme_line).is_none()
    }
}
