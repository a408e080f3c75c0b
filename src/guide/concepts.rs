//! The ideas that the library stands on, each with a line of code.
//!
//! # What was observed is not what the law says
//!
//! A [`Household`](crate::household::Household) holds observations: fifteen square metres, an open pit, a member of 36 who works
//! without a contract. That this is a *deprivation* is said by a [`Standard`](crate::standard::Standard), which is data with
//! dates and articles. One household can be held to several laws; a law can change without a household changing.
//!
//! # Not known is a value
//!
//! ```
//! use poverty::household::{Observed, Unknown};
//! let toilet: Observed<bool> = Observed::Unknown(Unknown::Refused);
//! assert_eq!(toilet.known(), None);
//! ```
//!
//! What nobody asked is neither a deprivation nor its absence. An assessment tells which indicators are missing; a class is given
//! only where every possible answer leads to it, unless the standard names a rule
//! ([`MissingPolicy`](crate::standard::MissingPolicy)).
//!
//! # A date belongs to every question
//!
//! ```
//! use poverty::standard::Standards;
//! let law = |day: &str| Standards::embedded().in_force("VN", day.parse().unwrap()).map(|standard| standard.id().to_owned());
//! assert_eq!(law("2021-06-30").unwrap(), "vn-decision-59-2015");
//! assert_eq!(law("2024-12-31").unwrap(), "vn-decree-07-2021");
//! assert!(law("2014-12-31").is_err(), "no law of that day is known here, so none is guessed");
//! ```
//!
//! # How surely is it known?
//!
//! Every parameter of a law carries a [`Citation`](crate::source::Citation) and a
//! [`Confirmation`](crate::source::Confirmation): confirmed, derived, draft, from memory, unknown. Explanations repeat the mark.
//!
//! # Percent, points and money do not mix
//!
//! ```
//! use poverty::quantity::{Ratio, Rounding::HalfUp};
//! let (earlier, later) = (Ratio::new(63_642, 497_592)?, Ratio::new(34_434, 539_718)?);
//! assert_eq!(later.percent(2, HalfUp).to_string(), "6.38 %");
//! // A difference of two rates is in points, and only its ratio to the first is in percent again.
//! assert_eq!(later.points_since(earlier)?.points(2, HalfUp).to_string(), "-6.41 points");
//! assert_eq!(later.relative_change_since(earlier)?.percent(0, HalfUp).to_string(), "-50 %");
//! # Ok::<(), poverty::quantity::QuantityError>(())
//! ```
//!
//! # A printed number is an interval
//!
//! 12.79 % stands for everything that rounds to it. What a table of printed numbers implies, and where it contradicts itself, is
//! worked out in intervals by [`published`](crate::published).
//!
//! # The pattern table is enough
//!
//! For counting measures a household matters only by *which* indicators it lacks. So the weight of each pattern in each cell
//! (period, subgroups, stratum, sampling unit) is kept and nothing else, as integers: every cutoff, weighting, subgroup and
//! sampling error is computed from it without a second look at the rows, and no order, thread or file split changes a bit. The
//! [`Fingerprint`](crate::measure::Fingerprint) of a table tells that two were made from the same weights.
//!
//! # A subgroup is a domain
//!
//! Survey errors of a group come from the whole [`Design`](crate::measure::Design): who filters rows first loses sampling
//! units, and gets errors that are too small. Here there is no way to filter first.
//!
//! # What happened is never overwritten
//!
//! The register of households and the ledger of money are views of a `journal`: entries with the day on which they hold and the
//! day on which they became known. *What did we publish then, and what do we know now* are two questions with two answers.
//!
//! # Bad input is an error, with its place
//!
//! ```
//! use poverty::quantity::Money;
//! let error = "1.263.511 VND".parse::<Money>().unwrap_err();
//! assert!(error.to_string().contains("1.263.511"));
//! ```
