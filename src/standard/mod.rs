//! Floor 2: what does the law say?
//!
//! A [`Standard`] is law as data: periods of use, income lines, dimensions of indicators, and rows that assign classes, each with
//! its source and how surely it is known. In order of reading:
//!
//! 1. [`Standard`] and its parts: [`Validity`], [`IncomeLine`], [`Dimension`], [`Indicator`], [`Class`], [`ClassRow`], [`Cutoff`];
//! 2. [`rule`]: what binds an indicator to the fields of a household;
//! 3. [`Standard::assess`]: one household, one day, an [`Assessment`]: a [`Profile`] of deprivations, a class, and on request
//!    the reasons in words ([`Explanation`]); [`Standard::classify`] for those who have profiles already;
//! 4. [`Standard::assess_score`]: the same by the points of a survey form, whose tables are [`PointTables`];
//!    [`Standard::compare`] and [`Standard::difference`]: two laws side by side;
//! 5. [`Assessable`]: types of one's own under standards of one's own;
//! 6. [`Standards`]: the registry of built-in standards over time, and one's own beside them.
//!
//! ```
//! use poverty::household::{Household, Member};
//! use poverty::place::Area;
//! use poverty::quantity::Money;
//! use poverty::standard::Standards;
//!
//! let on = "2024-12-31".parse()?;
//! let standard = Standards::embedded().in_force("VN", on)?;
//! let household = Household::builder("H1", "24133", Area::Rural)
//!     .income_per_person_month(Money::vnd(2_000_000))
//!     .member(Member::aged(40)?)
//!     .build()?;
//! // Above the line of 1,500,000 but not 2,250,000 VND: the class depends on income alone, although much is unknown.
//! let assessment = standard.assess(&household, on)?;
//! assert_eq!(assessment.class().map(|class| class.id()), Some("average"));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod ages;
mod assess;
mod assessable;
mod check;
mod class;
mod classify;
mod compare;
mod cutoff;
mod default_unit;
mod deprivation;
mod dimension;
mod error;
mod explain;
mod fault;
mod income;
#[cfg(feature = "json")]
mod json;
mod line;
mod locate;
mod missing;
mod parameter;
mod points;
mod profile;
mod read;
mod registry;
pub mod rule;
mod scoring;
#[expect(clippy::module_inception, reason = "the floor is named after its main type, whose file is named after it too")]
mod standard;
mod status;
mod subject;
mod validity;

pub use ages::AgeRange;
pub use assess::Assessment;
pub use assessable::{Assessable, AssessedUnit, Findings, Question};
pub use class::{Class, ClassRow, Counts, DeprivationRange, IncomeRange};
pub use classify::Verdict;
pub use compare::{Change, Difference, IncomeBand, KindExample, RegisterChanges, SideBySide, Threshold};
pub use cutoff::Cutoff;
pub use deprivation::Deprivation;
pub use dimension::{Dimension, Indicator};
pub use error::StandardError;
pub use explain::{ClassReason, Explanation, Reason};
pub use fault::{At, FormFault};
pub use income::{EquivalenceScale, IncomeMeasure, IncomeOf, Welfare};
pub use line::{Comparison, IncomeLine, LineValue};
pub use missing::MissingPolicy;
pub use parameter::{Parameter, ParameterKind, ParameterValue};
pub use points::{Answer, Answers, PointTable, PointTableError, PointTables};
pub use profile::{Profile, ProfileError};
pub use registry::Standards;
pub use scoring::{Agreement, Methods, ScoreAssessment, ScoredLine, Scoring};
pub use standard::Standard;
pub use status::Status;
pub use validity::{Purpose, Validity};
