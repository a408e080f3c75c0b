//! What was recorded wrongly, and what follows from setting it right.
//!
//! A recognition is assessed again on what it was made from: the entries recorded before it, with everything set right in them
//! by now. Entries recorded after it do not move it, even if they are true from an earlier day: for those a commune recognises
//! again. So what a recognition comes to depends on what stands corrected and withdrawn, never on the way there; and setting a
//! value back restores everything, whatever became known and was corrected in between.

use super::recognition::Outcome;
use super::told::FreeText;
use super::{Field, FieldValue};
use crate::journal::EntryId;
use core::fmt;
use serde::{Deserialize, Serialize};

/// A field of an earlier entry was wrong: what stood there, what is right, why, and who says so.
///
/// It is made by [`Register::correction`](super::Register::correction), which reads the old value and assesses again every
/// recognition of the household that the field bears on. Nothing is overwritten: who asks what was known before gets the old
/// value. Setting it back is another correction, after which every class and every total is as it would be without either.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Correction {
    pub(super) entry: EntryId,
    pub(super) field: Field,
    pub(super) old: FieldValue,
    pub(super) new: FieldValue,
    pub(super) reason: Box<str>,
    pub(super) source: Box<str>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) reassessed: Vec<Reassessed>,
}

/// An entry should not have been made: from now on it is as if it had never been, and who asks what was known before still gets it.
///
/// It is made by [`Register::retraction`](super::Register::retraction), which assesses again every recognition of the household that
/// rests on the entry.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Retraction {
    pub(super) entry: EntryId,
    pub(super) reason: Box<str>,
    pub(super) source: Box<str>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) reassessed: Vec<Reassessed>,
}

/// What a recognition comes to after something was set right.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Reassessed {
    pub(super) recognition: EntryId,
    /// Whether the class could not be told, so that the one of the decision stands until someone asks again.
    #[serde(default, skip_serializing_if = "core::ops::Not::not")]
    pub(super) undetermined: bool,
    pub(super) outcome: Outcome,
}

impl Correction {
    /// The entry that was wrong.
    #[must_use]
    pub const fn entry(&self) -> EntryId {
        self.entry
    }

    /// The field that was wrong.
    #[must_use]
    pub const fn field(&self) -> &Field {
        &self.field
    }

    /// What stood there.
    #[must_use]
    pub const fn old_value(&self) -> &FieldValue {
        &self.old
    }

    /// What is right.
    #[must_use]
    pub const fn new_value(&self) -> &FieldValue {
        &self.new
    }

    /// Why it was wrong.
    #[must_use]
    pub fn reason(&self) -> &str {
        &self.reason
    }

    /// Who or what says so.
    #[must_use]
    pub fn source(&self) -> &str {
        &self.source
    }

    /// The recognitions that were assessed again with another result.
    pub fn reassessed_recognitions(&self) -> impl Iterator<Item = EntryId> {
        self.reassessed.iter().map(|reassessed| reassessed.recognition)
    }
}

impl Retraction {
    /// The entry that should not have been made.
    #[must_use]
    pub const fn entry(&self) -> EntryId {
        self.entry
    }

    /// Why it should not have been made.
    #[must_use]
    pub fn reason(&self) -> &str {
        &self.reason
    }

    /// Who or what says so.
    #[must_use]
    pub fn source(&self) -> &str {
        &self.source
    }

    /// The recognitions that were assessed again with another result.
    pub fn reassessed_recognitions(&self) -> impl Iterator<Item = EntryId> {
        self.reassessed.iter().map(|reassessed| reassessed.recognition)
    }
}

impl fmt::Debug for Correction {
    /// Without the words of reason and source: a clerk may have named somebody.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Correction")
            .field("entry", &self.entry)
            .field("field", &self.field)
            .field("old", &self.old.told())
            .field("new", &self.new.told())
            .field("reason", &FreeText(&self.reason))
            .field("source", &FreeText(&self.source))
            .field("reassessed", &self.reassessed)
            .finish()
    }
}

impl fmt::Debug for Retraction {
    /// Without the words of reason and source: a clerk may have named somebody.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Retraction")
            .field("entry", &self.entry)
            .field("reason", &FreeText(&self.reason))
            .field("source", &FreeText(&self.source))
            .field("reassessed", &self.reassessed)
            .finish()
    }
}
