//! A commune's decision, and the class in which it puts a household.

use super::{HouseholdId, RegisterError, Told};
use crate::journal::EntryId;
use crate::standard::{Assessment, Profile, Standard};
use chrono::NaiveDate;
use core::fmt;
use serde::{Deserialize, Serialize};

/// Where a class stands between poor and not poor: what the lists of a review are about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// Counts into the poverty rate, hộ nghèo.
    Poor,
    /// Not poor, and still on a list, hộ cận nghèo.
    NearPoor,
    /// On no list. A household that no decision ever named stands here too.
    NotPoor,
}

impl Standing {
    /// All, from the poorest.
    pub const ALL: [Self; 3] = [Self::Poor, Self::NearPoor, Self::NotPoor];

    /// Whether a household that stands here is on a list.
    #[must_use]
    pub const fn is_listed(self) -> bool {
        matches!(self, Self::Poor | Self::NearPoor)
    }
}

impl fmt::Display for Standing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Poor => "poor",
            Self::NearPoor => "near-poor",
            Self::NotPoor => "not poor",
        })
    }
}

/// A class that a decision can give.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DecidedClass {
    /// [`Class::id`](crate::standard::Class::id).
    pub id: Box<str>,
    /// Where it stands.
    pub standing: Standing,
}

/// A decision of a commune (quyết định công nhận) on the lists of a review: its number, its place, and the standard with
/// the classes that it gives. The households follow, one [`Recognition`] each.
///
/// ```
/// use poverty::register::{Decision, Standing};
/// use poverty::standard::Standards;
/// let decree = Standards::embedded().get("vn-decree-07-2021")?;
/// let decision = Decision::under("512/QĐ-UBND", "24133", decree)?;
/// assert_eq!(decision.standing_of("near_poor"), Some(Standing::NearPoor));
/// # Ok::<(), poverty::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "DecisionForm", into = "DecisionForm")]
pub struct Decision {
    form: DecisionForm,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct DecisionForm {
    number: Box<str>,
    place: Box<str>,
    standard: Box<str>,
    classes: Vec<DecidedClass>,
}

impl Decision {
    /// A decision by its number, the code of its commune, and the standard that it applies.
    ///
    /// A class of the standard that counts into the rate stands at [`Standing::Poor`], the class `near_poor` at
    /// [`Standing::NearPoor`], any other at [`Standing::NotPoor`].
    ///
    /// # Errors
    /// [`RegisterError::Blank`] if number or place is blank.
    pub fn under(number: &str, place: &str, standard: &Standard) -> Result<Self, RegisterError> {
        let classes = standard.classes().iter().map(|class| {
            let standing = match (class.is_poor(), class.id()) {
                (true, _) => Standing::Poor,
                (false, "near_poor") => Standing::NearPoor,
                (false, _) => Standing::NotPoor,
            };
            DecidedClass { id: class.id().into(), standing }
        });
        let classes = classes.collect();
        DecisionForm { number: number.into(), place: place.into(), standard: standard.id().into(), classes }.try_into()
    }

    /// Its number.
    #[must_use]
    pub fn number(&self) -> &str {
        &self.form.number
    }

    /// Code of the commune that decides.
    #[must_use]
    pub fn place(&self) -> &str {
        &self.form.place
    }

    /// Identifier of the standard that it applies.
    #[must_use]
    pub fn standard(&self) -> &str {
        &self.form.standard
    }

    /// The classes that it can give.
    #[must_use]
    pub fn classes(&self) -> &[DecidedClass] {
        &self.form.classes
    }

    /// The number of a class in this decision.
    pub(super) fn index_of(&self, class: &str) -> Option<u8> {
        let index = self.form.classes.iter().position(|known| *known.id == *class)?;
        u8::try_from(index).ok()
    }

    /// The class with a number in this decision.
    pub(super) fn class_at(&self, index: u8) -> Option<&DecidedClass> {
        self.form.classes.get(usize::from(index))
    }

    /// Where a class stands.
    #[must_use]
    pub fn standing_of(&self, class: &str) -> Option<Standing> {
        self.form.classes.iter().find(|known| *known.id == *class).map(|class| class.standing)
    }

    /// A household recognised by this decision, which is the entry `decision` of the journal, to be in the class that its
    /// assessment gives.
    ///
    /// # Errors
    /// [`RegisterError::Undetermined`] if the assessment gives no single class; [`RegisterError::OtherStandard`];
    /// [`RegisterError::HouseholdId`].
    pub fn recognise(&self, decision: EntryId, assessment: &Assessment<'_>) -> Result<Recognition, RegisterError> {
        let household = HouseholdId::new(assessment.household().id())?;
        if assessment.standard().id() != self.standard() {
            let (assessed, decided) = (assessment.standard().id().into(), self.standard().into());
            return Err(RegisterError::OtherStandard { household, assessed, decided });
        }
        let Some(class) = assessment.class() else {
            let possible: Vec<&str> = assessment.possible_classes().map(crate::standard::Class::id).collect();
            return Err(RegisterError::Undetermined { household, possible: Told::sentence(&possible.join(", ")) });
        };
        let lines_exceeded = assessment.lines_exceeded().and_then(|lines| u8::try_from(lines).ok());
        let outcome =
            Outcome { class: self.index(decision, class.id())?, lines_exceeded, profile: assessment.profile() };
        Ok(Recognition::new(household, decision, assessment.on(), outcome))
    }

    /// The same in another class than the assessment gives: a village meeting may know better than points.
    ///
    /// # Errors
    /// [`RegisterError::NoSuchClass`].
    pub fn recognise_as(&self, recognition: Recognition, class: &str) -> Result<Recognition, RegisterError> {
        let class = self.index(recognition.decision, class)?;
        Ok(Recognition { class, ..recognition })
    }

    pub(super) fn index(&self, decision: EntryId, class: &str) -> Result<u8, RegisterError> {
        self.index_of(class).ok_or_else(|| RegisterError::NoSuchClass { decision, class: class.into() })
    }
}

impl TryFrom<DecisionForm> for Decision {
    type Error = RegisterError;

    fn try_from(form: DecisionForm) -> Result<Self, Self::Error> {
        for (thing, text) in [("number of a decision", &form.number), ("place of a decision", &form.place)] {
            if text.trim().is_empty() {
                return Err(RegisterError::Blank { thing });
            }
        }
        for (index, class) in form.classes.iter().enumerate() {
            if form.classes.iter().take(index).any(|earlier| earlier.id == class.id) {
                return Err(RegisterError::ClassTwice { decision: (&form.number).into(), class: (&class.id).into() });
            }
        }
        if form.classes.is_empty() || u8::try_from(form.classes.len()).is_err() {
            return Err(RegisterError::ClassCount { decision: (&form.number).into(), classes: form.classes.len() });
        }
        Ok(Self { form })
    }
}

impl From<Decision> for DecisionForm {
    fn from(decision: Decision) -> Self {
        decision.form
    }
}

/// What an assessment and a decision came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Outcome {
    /// Number of the class in its decision.
    pub(super) class: u8,
    /// `None` if the income was not known.
    pub(super) lines_exceeded: Option<u8>,
    pub(super) profile: Profile,
}

/// A household recognised to be in a class: the decision, the class, and what the assessment found on its day.
///
/// It is made by [`Decision::recognise`]. The deprivations are kept, so that what was measured then can be measured again,
/// whatever later versions of a standard's rules say.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Recognition {
    household: HouseholdId,
    decision: EntryId,
    assessed_on: NaiveDate,
    class: u8,
    lines_exceeded: Option<u8>,
    profile: Profile,
}

impl Recognition {
    fn new(household: HouseholdId, decision: EntryId, assessed_on: NaiveDate, outcome: Outcome) -> Self {
        let Outcome { class, lines_exceeded, profile } = outcome;
        Self { household, decision, assessed_on, class, lines_exceeded, profile }
    }

    /// The household.
    #[must_use]
    pub const fn household(&self) -> HouseholdId {
        self.household
    }

    /// The entry of the decision.
    #[must_use]
    pub const fn decision(&self) -> EntryId {
        self.decision
    }

    /// The day of the assessment.
    #[must_use]
    pub const fn assessed_on(&self) -> NaiveDate {
        self.assessed_on
    }

    /// Which indicators lacked and which were missing.
    #[must_use]
    pub const fn profile(&self) -> Profile {
        self.profile
    }

    /// How many income lines were exceeded; `None` if the income was not known.
    #[must_use]
    pub const fn lines_exceeded(&self) -> Option<u8> {
        self.lines_exceeded
    }

    pub(super) const fn outcome(&self) -> Outcome {
        Outcome { class: self.class, lines_exceeded: self.lines_exceeded, profile: self.profile }
    }
}

/// A recognition that holds, with all that was corrected since.
#[derive(Clone, Copy, Debug)]
pub struct Recognised<'a> {
    pub(super) entry: EntryId,
    pub(super) since: NaiveDate,
    pub(super) recognition: &'a Recognition,
    pub(super) decision: &'a Decision,
    pub(super) outcome: Outcome,
}

impl<'a> Recognised<'a> {
    /// Its entry.
    #[must_use]
    pub const fn entry(&self) -> EntryId {
        self.entry
    }

    /// The day from which it holds.
    #[must_use]
    pub const fn since(&self) -> NaiveDate {
        self.since
    }

    /// The recognition as it was made.
    #[must_use]
    pub const fn recognition(&self) -> &'a Recognition {
        self.recognition
    }

    /// The decision.
    #[must_use]
    pub const fn decision(&self) -> &'a Decision {
        self.decision
    }

    /// The class.
    #[must_use]
    pub fn class(&self) -> &'a str {
        self.decision.class_at(self.outcome.class).map_or("", |class| &class.id)
    }

    /// Where the class stands.
    #[must_use]
    pub fn standing(&self) -> Standing {
        self.decision.class_at(self.outcome.class).map_or(Standing::NotPoor, |class| class.standing)
    }

    /// Which indicators lacked.
    #[must_use]
    pub const fn profile(&self) -> Profile {
        self.outcome.profile
    }

    /// How many income lines were exceeded; `None` if the income was not known.
    #[must_use]
    pub const fn lines_exceeded(&self) -> Option<u8> {
        self.outcome.lines_exceeded
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Ten million of them fit a laptop.
    #[test]
    fn a_recognition_stays_small() {
        assert!(size_of::<Recognition>() <= 56, "{}", size_of::<Recognition>());
        assert!(size_of::<super::super::Change>() <= 64, "{}", size_of::<super::super::Change>());
    }
}
