//! Floor 3, beside `measure`: is what was printed consistent?
//!
//! Offices, ministries and newspapers print rates, counts, falls and budgets, and some of them don't add up. Typed claims go in;
//! out come the interval of every quantity that they leave, and what contradicts what, by how much, and which small slip of
//! print would explain it.
//!
//! In order of reading:
//!
//! | type | what it is |
//! |---|---|
//! | [`Printed`] | a number as it stands in print: `12.79 %`, `more than 1.97 million`, `63,642` |
//! | [`Interval`] | the exact values that a printed number can stand for |
//! | [`Subject`] | what a figure speaks of: area, group, class, date, standard, measurement |
//! | [`Claim`], [`Figure`] | a printed figure with its subject and its source: a level, a [`Change`], a [`Share`], a [`Target`], a [`Budget`] |
//! | [`Implied`] | what claims say without printing it: a central value and its bounds |
//! | [`DenominatorEffect`] | how much of a change of a rate is the growth of the number of households |
//! | [`GroupComparison`] | a group among all: its share, the rate of the others, the ratio of the two |
//! | [`Claims`], [`Sum`] | claims that are checked together, and what is known of wholes and their parts |
//! | [`Report`], [`Finding`] | what the check found, and the tightest interval of each quantity |
//!
//! # Two claims
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
//!
//! # Many claims
//!
//! ```
//! use poverty::published::Claims;
//! use poverty::source::Language;
//! let claims = Claims::from_toml(
//!     r#"
//!     [[claim]]
//!     id = "2021"
//!     area = "Đắk Lắk"
//!     class = "poor"
//!     date = 2021-12-31
//!     rate = 12.79
//!
//!     [[claim]]
//!     id = "2024"
//!     area = "Đắk Lắk"
//!     class = "poor"
//!     date = 2024-12-31
//!     rate = 6.38
//!
//!     [[claim]]
//!     id = "fall"
//!     kind = "fall_a_year"
//!     area = "Đắk Lắk"
//!     class = "poor"
//!     since = 2021-12-31
//!     date = 2024-12-31
//!     value = "2.14 %"
//!     "#,
//!     "press.toml",
//! )?;
//! let report = claims.check();
//! let finding = report.alarms().next().unwrap();
//! assert_eq!(finding.code(), "published/percent-for-points");
//! assert_eq!(
//!     report.sentence(finding, Language::English),
//!     "fall a year of the rate of poor households, Đắk Lắk, 2021-12-31 – 2024-12-31: 2.14 % is printed, but the figures \
//!      give 2.133–2.140 points; points are meant, not percent. fall: 2.14 points, not 2.14 %."
//! );
//! # Ok::<(), poverty::published::PublishedError>(())
//! ```
//!
//! # Files
//!
//! A claim is a row of named cells, the same in CSV (a header and a row per claim, `Claims::from_csv`), in TOML (a table
//! `[[claim]]` or `[[sum]]`, [`Claims::from_toml`]) and in serde (a list of maps). What is blank or absent has its default.
//!
//! | column | of | what it holds |
//! |---|---|---|
//! | `id` | all | a name to refer to the claim by; by default file and line |
//! | `kind` | all | `level` (default), `change`, `fall`, `rise`, `change_a_year`, `fall_a_year`, `rise_a_year`, `share`, `target`, `target_fall_a_year`, `budget`, `budget_a_year`, `sum` |
//! | `area` | all | a name; an area inside of another as a path, `Đắk Lắk / Ea Súp`. Areas of one path don't overlap; what does (the poor districts of a nation) is an area of its own |
//! | `group` | all | `all` (default), `ethnic_minority`, `not_ethnic_minority`, or another name: a part of all |
//! | `class` | all | `poor`, `near_poor`, `poor_or_near_poor`, `poor_by_income`, `poor_by_deprivation`, `all_households`, or another name: a part of all households |
//! | `date` | all | a day, or a year where the day is not told; of a budget the last one |
//! | `standard` | all | identifier of the standard; figures by different ones are different quantities. A change or share that leaves it out follows the one that its figures state |
//! | `measure` | all | `register` (default) or `survey` |
//! | `edition` | all | what tells two figures of one date apart, `before the storm` |
//! | `households` | level | the number of households of the class, as [`Printed`] |
//! | `rate` | level | their part of all households, in percent with or without the sign |
//! | `value` | others | the printed number with its unit: points, `%` (relative) or households for a change, `%` for a share, `below 3 %` for a target, money for a budget |
//! | `since` | change, budget | the earlier date; the first year of a budget |
//! | `since_area`, `since_standard`, `since_measure` | change | those of the earlier figure, if they are others |
//! | `of` | change | `rate` or `households`, where a change in `%` is one of the number of households |
//! | `of_area`, `of_group`, `of_class` | share | what the whole has instead: `of_group = all` for a share of all groups |
//! | `item` | budget | what the money is for |
//! | `parts_of`, `whole`, `parts` | sum | `area` (default), `group`, `class` or `item`; the whole; the parts with `;` between. Within `since` and `date`, if they are given; on `date` alone without `since` |
//! | `rounding` | all but sum | `half_up` (default), `half_even`, `toward_zero` or `truncation`, `away_from_zero`, `floor`, `ceiling` |
//! | `source`, `note` | all | what printed it; anything else |
//! | `confirmation` | all | `confirmed` (default), `derived`, `draft`, `from_memory`, `unknown`. An unknown level prints nothing and asks what others imply |
//!
//! The columns `period_end`, `rate_percent`, `source_title` and `status` (a mark and a note) of reference lists are read as `date`,
//! `rate`, `source`, and `confirmation` with `note`.
//!
//! # How it is checked
//!
//! Every printed number bounds a quantity by what its rounding allows. Between quantities hold relations: poor households are
//! the rate times all households; poor and near-poor are the poor or near-poor, in counts and, on one base, in rates; parts sum
//! to their whole, or to no more than it; a change is the difference of two rates, a mean of one times its intervals; a share is
//! a quotient. All intervals are narrowed by all relations, in rational numbers with open and closed ends, to a fixed point. An
//! interval that becomes empty proves a contradiction. It is reduced to the claims that it needs, and told at the quantity
//! where its two sides miss each other. The number whose absence resolves most, and best by a small slip, is set aside, so that the
//! rest can be narrowed further.

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
