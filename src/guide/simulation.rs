//! Whom does a programme reach, and when is the target reached?
//!
//! # 1. Who is reached, who is missed
//!
//! Two things are called "inclusion error": the share of beneficiaries who should not be (leakage), and the share of those outside
//! the target who benefit (the false positive rate). They differ by their denominators, so each has its own name here.
//!
//! ```
//! use poverty::quantity::{Households, Rounding::HalfUp, Weight};
//! use poverty::simulate::targeting::Targeting;
//! let mut targeting = Targeting::<Households>::new();
//! for (is_poor, is_on_the_list, households) in
//!     [(true, true, 1_500), (true, false, 500), (false, true, 1_000), (false, false, 7_000)]
//! {
//!     targeting.add(is_poor, is_on_the_list, Weight::from_integer(households)?)?;
//! }
//! let percent = |share: poverty::quantity::Ratio| share.percent(1, HalfUp).to_string();
//! assert_eq!(percent(targeting.coverage()?), "75.0 %"); // of the poor are on the list
//! assert_eq!(percent(targeting.leakage()?), "40.0 %"); // of the list are not poor
//! assert_eq!(percent(targeting.false_positive_rate()?), "12.5 %"); // of those who are not poor are on the list
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # 2. Is a cheap score good enough?
//!
//! A form of points is quick; how often does it err? Put it beside the class that was measured in full.
//!
//! ```
//! use poverty::quantity::{Households, Weight};
//! use poverty::simulate::targeting::{Criterion, PoorEnd, ScoreCurve};
//! // Points that stand for income: the poor have few.
//! let mut curve = ScoreCurve::<Households>::new(PoorEnd::Low);
//! for (points, is_poor) in [(95, true), (110, true), (120, false), (130, true), (150, false), (180, false)] {
//!     curve.add(points, is_poor, Weight::ONE)?;
//! }
//! // 8 of 9 pairs of a poor and another household stand in the right order.
//! assert_eq!(curve.area()?.to_string(), "8/9");
//! assert_eq!(curve.best(Criterion::Youden)?.cutoff, 110);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # 3. Where does it lead?
//!
//! Exits alone do not tell: households fall back, and new ones begin. A matrix of passages, from a panel
//! ([`TransitionMatrix::of_panel`](crate::simulate::path::TransitionMatrix::of_panel)) or assumed, is followed in whole households.
//!
//! ```
//! use poverty::measure::administrative::RateTarget;
//! use poverty::quantity::Ratio;
//! use poverty::simulate::path::{Lift, Outlook, TransitionMatrix};
//! let percent = |n| Ratio::new(n, 100);
//! let matrix = TransitionMatrix::new(
//!     ["poor", "near_poor", "not_poor"],
//!     ["poor"],
//!     [
//!         vec![percent(70)?, percent(25)?, percent(5)?],
//!         vec![percent(8)?, percent(62)?, percent(30)?],
//!         vec![percent(0)?, percent(2)?, percent(98)?],
//!     ],
//! )?;
//! let outlook = Outlook::new(matrix, 2024, [34_434, 40_000, 465_284])?;
//! let target = RateTarget::below("3 %".parse()?, "2025-12-31".parse()?, "vn-decree-07-2021")?;
//! let path = outlook.to(2030)?;
//! assert_eq!(path.first_year_of(&target), Some(2029), "four years late");
//!
//! // The fewest households that must be lifted in 2025, beyond those who leave anyway, to be in time; and with them it is.
//! let households = outlook.lifts_needed(&target, "poor", "near_poor")?;
//! let (from, to) = ("poor".to_owned(), "near_poor".to_owned());
//! let lifted = outlook.lift(Lift { year: 2025, from, to, households })?;
//! assert!(target.is_met_by(lifted.to(2025)?.years()[1].rate()?));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! What such a figure assumes belongs under it: [`Outlook::assumptions`](crate::simulate::path::Outlook::assumptions) says it in
//! words, [`Outlook::tornado`](crate::simulate::path::Outlook::tornado) how far each assumption moves the end.
//! `cargo run --release --example target` prints all of this for one district.
