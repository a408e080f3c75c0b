//! Administrative rates: what a register says of a whole population, with no sampling behind it.
//!
//! In order of reading: [`AdministrativeRate`] (the rate of an area at a date under a standard), [`RateChange`] (two of them:
//! points, intervals, pace, relative change), [`RateTarget`] (a rate to be reached by a date) and [`Pace`] (what that needs).
//!
//! ```
//! use poverty::measure::administrative::{AdministrativeRate, RateTarget};
//! use poverty::quantity::Rounding::HalfUp;
//! let standard = "vn-decree-07-2021";
//! let earlier = AdministrativeRate::reported("12.79 %".parse()?, "2021-12-31".parse()?, standard)?;
//! let later = AdministrativeRate::reported("6.38 %".parse()?, "2024-12-31".parse()?, standard)?;
//!
//! let change = later.change_since(&earlier)?;
//! assert_eq!(change.points()?.points(2, HalfUp).to_string(), "-6.41 points");
//! assert_eq!(change.intervals().get(), 3); // 2021, 2022, 2023, 2024: four years are named, three intervals lie between
//! assert_eq!(change.per_interval()?.points(2, HalfUp).to_string(), "-2.14 points");
//! assert_eq!(change.relative()?.percent(1, HalfUp).to_string(), "-50.1 %");
//!
//! let target = RateTarget::below("3 %".parse()?, "2025-12-31".parse()?, standard)?;
//! let pace = target.pace_from(&later)?;
//! assert_eq!(pace.to_string(), "more than 3.38 points in 1 interval");
//! assert!(!target.is_on_track(&change)?);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod change;
mod error;
mod rate;
mod target;

pub use change::{RateChange, whole_years};
pub use error::AdministrativeError;
pub use rate::AdministrativeRate;
pub use target::{Pace, RateTarget};
