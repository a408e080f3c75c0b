//! Floor 3, beside `measure`: is what was printed consistent?
//!
//! In order of reading:
//!
//! | type | what it is |
//! |---|---|
//! | [`Printed`] | a number as it stands in print: `12.79 %`, `more than 1.97 million`, `63,642` |
//! | [`Interval`] | the exact values that a printed number can stand for |
//! | [`Subject`] | what a figure speaks of: area, group, class, date, standard, measurement |
//! | [`Claim`] | a printed figure with its subject and its source |
//! | [`Implied`] | what claims say without printing it: a central value and its bounds |
//! | [`DenominatorEffect`] | how much of a change of a rate is the growth of the number of households |
//! | [`GroupComparison`] | a group among all: its share, the rate of the others, the ratio of the two |
//!
//! ```
//! use poverty::published::{Claim, Class, DenominatorEffect, Subject};
//! use poverty::quantity::Rounding::HalfUp;
//! let poor = |date: &str| -> Result<Subject, Box<dyn std::error::Error>> {
//!     Ok(Subject::new("Đắk Lắk", Class::Poor, date.parse::<chrono::NaiveDate>()?)?.by_standard("vn-decree-07-2021"))
//! };
//! let earlier = Claim::count_and_rate(poor("2021-12-31")?, "63,642", "12.79 %")?;
//! let later = Claim::count_and_rate(poor("2024-12-31")?, "34,434", "6.38 %")?;
//!
//! // 63,642 households are 12.79 % of how many?
//! let households = earlier.implied_households()?;
//! assert_eq!(households.central().fixed(0, HalfUp).grouped().to_string(), "497,592");
//! assert_eq!(households.bounds().integers(), Some(497_398..=497_786));
//!
//! // They can't be the households of 2024 too.
//! assert_eq!(earlier.shared_denominator(&later)?, None);
//!
//! // So a part of the fall is the growth of the denominator.
//! let effect = DenominatorEffect::between(&earlier, &later)?;
//! assert_eq!(effect.later_on_earlier_households().central().percent(2, HalfUp).to_string(), "6.92 %");
//! assert_eq!(effect.change()?.points(2, HalfUp).to_string(), "-6.41 points");
//! assert_eq!(effect.by_denominator()?.points(2, HalfUp).to_string(), "-0.54 points");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod check;
mod claim;
mod claims;
mod denominator;
mod error;
mod figure;
mod file;
mod finding;
mod group;
mod implied;
mod interval;
mod network;
mod printed;
mod report;
mod subject;
mod sum;
mod unknown;

pub use claim::Claim;
pub use claims::Claims;
pub use denominator::DenominatorEffect;
pub use error::PublishedError;
pub use figure::{Budget, Change, Changed, Direction, Figure, Share, Target};
pub use finding::{Finding, FindingKind, Gap, Repair, Severity, Slip};
pub use group::GroupComparison;
pub use implied::Implied;
pub use interval::{End, Interval};
pub use printed::{Printed, PrintedUnit, Qualifier};
pub use report::{Page, Report};
pub use subject::{AsOf, Class, Group, Measurement, Subject};
pub use sum::{Parted, Sum};
pub use unknown::{Quantity, QuantityKind, Tightest};
