//! Nutrition by measures of the body.

use super::members::{self, Judgement};
use super::words::words;
use super::{AgeRange, Deprivation, Judge, Reference, Subject};
use crate::household::Observed;
use crate::quantity::{BodyMassIndex, ZScore};
use crate::source::Language;
use crate::standard::subject::Person;
use serde::{Deserialize, Serialize};

/// Somebody in one of the `groups` of age is undernourished by one of its measures.
///
/// Somebody of whom at least one measure is known, and none is below its cutoff, is fine. Whoever is not measured by design (not
/// applicable) is not eligible. One measured member is enough: the answer is missing only if somebody is eligible and nobody was
/// measured, as in the global MPI.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Undernourished {
    groups: Vec<BodyMeasures>,
}

/// The measures of a range of ages, each with the cutoff below which (strictly) somebody is undernourished.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct BodyMeasures {
    ages: AgeRange,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    height_for_age_below: Option<ZScore>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    weight_for_age_below: Option<ZScore>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    bmi_for_age_below: Option<ZScore>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    bmi_below: Option<BodyMassIndex>,
}

fn measure<T: PartialOrd>(observed: Observed<T>, below: Option<T>) -> Judgement {
    let Some(below) = below else { return Judgement::NotConcerned };
    match observed {
        Observed::Known(value) if value < below => Judgement::Deprived,
        Observed::Known(_) => Judgement::Fine,
        Observed::Unknown(_) => Judgement::Unknown,
        Observed::NotApplicable => Judgement::NotConcerned,
    }
}

impl BodyMeasures {
    fn judge(&self, person: Person<'_>) -> Judgement {
        let body = &person.member.anthropometry;
        let measures = [
            measure(body.height_for_age, self.height_for_age_below),
            measure(body.weight_for_age, self.weight_for_age_below),
            measure(body.bmi_for_age, self.bmi_for_age_below),
            measure(body.bmi, self.bmi_below),
        ];
        [Judgement::Deprived, Judgement::Fine, Judgement::Unknown]
            .into_iter()
            .find(|judgement| measures.contains(judgement))
            .unwrap_or(Judgement::NotConcerned)
    }
}

impl Undernourished {
    fn judge(&self, person: Person<'_>, subject: &Subject<'_>) -> Judgement {
        if person.age.is_none() {
            // Of unknown age: nothing can be held against a cutoff.
            return Judgement::Unknown;
        }
        let group = self.groups.iter().find(|group| group.ages.holds(person, subject) != Some(false));
        group.map_or(Judgement::NotConcerned, |group| {
            Judgement::of_age(group.ages.holds(person, subject), || group.judge(person))
        })
    }
}

impl Judge for Undernourished {
    fn outcome(&self, subject: &Subject<'_>) -> Deprivation {
        let judgements = || subject.people().map(|person| self.judge(person, subject));
        if judgements().any(|judgement| judgement == Judgement::Deprived) {
            Deprivation::Deprived
        } else if judgements().all(|judgement| judgement != Judgement::Fine)
            && judgements().any(|judgement| judgement == Judgement::Unknown)
        {
            Deprivation::Missing
        } else {
            Deprivation::NotDeprived
        }
    }

    fn observation(&self, subject: &Subject<'_>, language: Language) -> String {
        let describe = |person: Person<'_>| {
            let body = &person.member.anthropometry;
            let mut measures = Vec::new();
            let mut name = |english, vietnamese, value: Option<String>| {
                measures.extend(value.map(|value| format!("{} {value}", words(language, english, vietnamese))));
            };
            name("height for age", "chiều cao theo tuổi", body.height_for_age.known().map(|z| z.to_string()));
            name("weight for age", "cân nặng theo tuổi", body.weight_for_age.known().map(|z| z.to_string()));
            name("BMI for age", "BMI theo tuổi", body.bmi_for_age.known().map(|z| z.to_string()));
            name("BMI", "BMI", body.bmi.known().map(|bmi| bmi.to_string()));
            measures.join(", ")
        };
        members::describe(subject, language, |person| self.judge(person, subject), describe)
    }

    fn flaw(&self) -> Option<String> {
        if self.groups.is_empty() {
            return Some("it names no group of ages".to_owned());
        }
        self.groups.iter().find_map(|group| {
            let measures = group.height_for_age_below.is_some()
                || group.weight_for_age_below.is_some()
                || group.bmi_for_age_below.is_some()
                || group.bmi_below.is_some();
            group.ages.flaw().or_else(|| (!measures).then(|| "a group of ages names no measure".to_owned()))
        })
    }

    fn references(&self) -> Vec<Reference> {
        self.groups.iter().flat_map(|group| group.ages.references()).collect()
    }

    fn implies(&self, other: &Self) -> bool {
        // The same groups with cutoffs that are nowhere higher.
        fn no_higher<T: PartialOrd>(own: Option<T>, other: Option<T>) -> bool {
            match (own, other) {
                (None, _) => true,
                (Some(own), Some(other)) => own <= other,
                (Some(_), None) => false,
            }
        }
        self.groups.len() == other.groups.len()
            && self.groups.iter().zip(&other.groups).all(|(own, other)| {
                own.ages == other.ages
                    && no_higher(own.height_for_age_below, other.height_for_age_below)
                    && no_higher(own.weight_for_age_below, other.weight_for_age_below)
                    && no_higher(own.bmi_for_age_below, other.bmi_for_age_below)
                    && no_higher(own.bmi_below, other.bmi_below)
            })
    }
}
