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
//! 6. `Standard::json_schema` (feature `schema`): the form of a standard's file, for editors;
//! 7. [`Standards`]: the registry of built-in standards over time, and one's own beside them.
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
//!
//! # A standard of one's own
//!
//! A standard is a file in TOML, or in JSON with the same keys; the built-in ones under `data/standards` are examples of every
//! part. `form` is the version of the form, [`Standard::FORM`]; another version is refused. A key that is not known is refused.
//! `data/schema/standard.schema.json` is the form as a JSON Schema, by which editors complete and check.
//!
//! | key | what it says | if left out |
//! |---|---|---|
//! | `form`, `id`, `jurisdiction`, `name` | version of the form; key; whose law; name by language | refused |
//! | `unit` | what gets a class: `household` or `person` | `household` |
//! | `counts` | what the class rows count: `indicators`, `dimensions` or `score` ([`Counts`]) | `indicators` |
//! | `missing` | what a missing answer does: `drop`, `not_deprived`, `deprived`, `reweight_dimension` ([`MissingPolicy`]) | a class only where every answer gives the same |
//! | `[[instrument]]` | a law, paper or report that the citations name ([`Instrument`](crate::source::Instrument)) | none |
//! | `[[validity]]` | a period of use, its end excluded, and by what; `purpose` `classification` or `baseline` ([`Validity`]) | never in force |
//! | `[[parameter]]` | a number, amount, date or choice that users supply, or that nobody knows yet ([`Parameter`]) | none |
//! | `[income]` | which income meets the lines, shared out how ([`IncomeMeasure`]) | per person and month |
//! | `[[line]]` | an income line by area and period; `under = "at_most"` or `"below"` ([`IncomeLine`]) | none |
//! | `[[dimension]]`, `[[dimension.indicator]]` | dimensions with weights (`"1/6"`; none means equal), indicators with their [`rule`] | refused |
//! | `[[cutoff]]` | a poverty cutoff k, a fraction ([`Cutoff`]) | none |
//! | `[[class]]`, `[[row]]` | classes, and rows of income and deprivation that assign them, without gap or overlap ([`ClassRow`]) | refused |
//! | `[[status]]` | what stands beside the class, such as the low-income worker ([`Status`]) | none |
//! | `[[scoring]]` | points of a survey form that stand for income and deprivations ([`Scoring`]) | none |
//!
//! Every `cite` names an instrument, perhaps an article, and how surely the fact is known
//! ([`Confirmation`](crate::source::Confirmation)).
//!
//! ```
//! use poverty::household::{Household, Member};
//! use poverty::place::Area;
//! use poverty::quantity::Money;
//! use poverty::standard::Standard;
//!
//! let text = r#"
//! form = 1
//! id = "x-village-2024"
//! jurisdiction = "X"
//! name = { en = "village measure" }
//! missing = "not_deprived"
//! instrument = [{ id = "bylaw", number = "By-law 7", title = { en = "Poverty" }, confirmation = "confirmed" }]
//!
//! [[validity]]
//! period = "2024-01-01/2029-01-01"
//! cite = { instrument = "bylaw", article = "Art. 1", confirmation = "confirmed" }
//!
//! [[line]]
//! id = "income"
//! name = { en = "poverty line" }
//! under = "below"
//! value = [{ area = "rural", amount = "100 USD" }, { area = "urban", amount = "120 USD" }]
//! cite = { instrument = "bylaw", article = "Art. 2", confirmation = "confirmed" }
//!
//! [[dimension]]
//! id = "living"
//! name = { en = "living standard" }
//!
//! [[dimension.indicator]]
//! id = "space"
//! name = { en = "space" }
//! deprived_when = { en = "less than 8 m2 per person" }
//! cite = { instrument = "bylaw", article = "annex", confirmation = "draft" }
//! rule.area_per_person = { below = "8" }
//!
//! [[dimension.indicator]]
//! id = "insurance"
//! name = { en = "health insurance" }
//! deprived_when = { en = "a member of six years or more has no health insurance" }
//! cite = { instrument = "bylaw", article = "annex", confirmation = "draft" }
//! rule.uninsured = { ages = { from = 6 } }
//!
//! [[class]]
//! id = "poor"
//! name = { en = "poor" }
//! poor = true
//!
//! [[class]]
//! id = "not_poor"
//! name = { en = "not poor" }
//!
//! ## Poor by income, whatever else; or by two deprivations above the line.
//! [[row]]
//! class = "poor"
//! income = { under = "income" }
//! cite = { instrument = "bylaw", article = "Art. 3", confirmation = "confirmed" }
//!
//! [[row]]
//! class = "poor"
//! income = { above = "income" }
//! deprivation = { at_least = 2 }
//! cite = { instrument = "bylaw", article = "Art. 3", confirmation = "confirmed" }
//!
//! [[row]]
//! class = "not_poor"
//! income = { above = "income" }
//! deprivation = { below = 2 }
//! cite = { instrument = "bylaw", article = "Art. 3", confirmation = "confirmed" }
//! "#;
//! let standard = Standard::from_toml("village.toml", text)?;
//!
//! let household = Household::builder("H1", "7", Area::Rural)
//!     .income_per_person_month("99.99 USD".parse::<Money>()?)
//!     .member(Member::aged(40)?)
//!     .build()?;
//! let assessment = standard.assess(&household, "2024-12-31".parse()?)?;
//! assert_eq!(assessment.class().map(|class| class.id()), Some("poor"));
//!
//! let error = Standard::from_toml("village.toml", &text.replace("{ below = 2 }", "{ below = 1 }")).unwrap_err();
//! assert_eq!(error.code(), "standard/rows-gap");
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
mod form;
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
#[cfg(feature = "schema")]
mod schema;
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
