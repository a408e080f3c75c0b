//! Whose coverage extends to whom: spouse, parents, and children who are young or study.

use super::three_valued::{and, or};
use super::{AgeRange, Reference, Subject};
use crate::household::{Education, Observed, Relationship};
use crate::standard::subject::Person;
use serde::{Deserialize, Serialize};

/// Which children are covered by a parent: those in `children`, and those in `students` who attend school.
///
/// Kinship is read from the relationship to the head: head and spouse are a couple, their children are children of both, and
/// parents are those of the head. Of others it is not known, and no coverage extends to them.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub(super) struct CoveredChildren {
    children: AgeRange,
    students: AgeRange,
}

/// What somebody is to somebody else.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kin {
    Spouse,
    Parent,
    Child,
}

/// What `relative` is to `insured`, by their relationships to the head.
const fn kin(insured: Relationship, relative: Relationship) -> Option<Kin> {
    use Relationship::{Child, Head, Parent, Spouse};
    match (insured, relative) {
        (Head, Spouse) | (Spouse, Head) => Some(Kin::Spouse),
        (Head | Spouse, Child) | (Parent, Head) => Some(Kin::Child),
        (Child, Head | Spouse) | (Head, Parent) => Some(Kin::Parent),
        _ => None,
    }
}

impl CoveredChildren {
    /// Whether somebody is covered by a relative who `is_insured`, if that is known.
    pub(super) fn extend_to(
        &self,
        person: Person<'_>,
        subject: &Subject<'_>,
        is_insured: impl Fn(Person<'_>) -> Option<bool>,
    ) -> Option<bool> {
        let mut covered = Some(false);
        for insured in subject.everyone().filter(|other| other.number != person.number) {
            let reaches = match (insured.member.relationship, person.member.relationship) {
                (Observed::Known(insured), Observed::Known(relative)) => match kin(insured, relative) {
                    Some(Kin::Spouse | Kin::Parent) => Some(true),
                    Some(Kin::Child) => self.covers(person, subject),
                    None => Some(false),
                },
                (Observed::NotApplicable, _) | (_, Observed::NotApplicable) => Some(false),
                _ => None,
            };
            covered = or(covered, and(reaches, is_insured(insured)));
        }
        covered
    }

    fn covers(&self, child: Person<'_>, subject: &Subject<'_>) -> Option<bool> {
        let studies = match child.member.attending {
            Observed::Known(level) => Some(level != Education::None),
            Observed::NotApplicable => Some(false),
            Observed::Unknown(_) => None,
        };
        or(self.children.holds(child, subject), and(self.students.holds(child, subject), studies))
    }

    pub(super) fn flaw(&self) -> Option<String> {
        self.children.flaw().or_else(|| self.students.flaw())
    }

    pub(super) fn references(&self) -> Vec<Reference> {
        [&self.children, &self.students].into_iter().flat_map(AgeRange::references).collect()
    }
}
