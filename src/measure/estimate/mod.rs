//! Estimates: one number with its key, its error and where it came from.
//!
//! In order of reading: [`Measure`] says what was measured and [`Family`] what one asks for; [`Estimate`] is one result;
//! [`Estimates`] holds them and finds one by its [`Key`]; [`Tidy`] is the table of them for files and readers. A
//! [`Tabulation`](super::Tabulation) makes them.

mod estimates;
mod measure;
mod tidy;
#[cfg(feature = "csv")]
mod tidy_csv;
#[cfg(feature = "json")]
mod tidy_json;
mod value;

pub use estimates::{Estimates, Key};
pub use measure::{Change, ChangePart, Family, Measure};
pub use tidy::{Tidy, TidyRow};
pub(crate) use value::Value;
pub use value::{Estimate, SamplingError, Undefined};
