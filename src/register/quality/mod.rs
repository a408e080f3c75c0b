//! How good the register is: what can't be, what is missing, who is in it twice, and how far it is from a second look.
//!
//! | type | what it is |
//! |---|---|
//! | [`DuplicateSearch`], [`Identity`], [`Duplicates`] | households that may be one, by name and birth of the head, in any spelling |
//! | [`Rules`], [`Rule`], [`QualityFinding`], [`FindingCounts`] | rules that are data, and the households that break them, on a day or between two; how many, place by place |
//! | [`Completeness`] | what is known, unknown and why, field by field and place by place |
//! | [`AuditFrame`], [`AuditSample`], [`Audit`] | a random re-survey, and the inclusion and exclusion errors of the list with their limits |
//! | [`QualityError`] | what is refused |

mod answers;
mod audit;
mod completeness;
mod duplicates;
mod error;
mod keys;
mod rules;

pub use audit::{Audit, AuditFrame, AuditSample, ErrorShare};
pub use completeness::{Completeness, Known};
pub use duplicates::{BirthDate, BlockReport, BlockingKey, DuplicateSearch, Duplicates, Ground, Identity, Pair};
pub use error::QualityError;
pub use rules::{Check, FindingCounts, QualityFinding, Rule, Rules};
