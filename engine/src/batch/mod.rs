//! Record batches of Arrow.
//!
//! In order of reading: [`BatchReader`] takes batches one after the other; [`read_batches`] takes many by several threads;
//! [`results`] gives results back as a batch. Inside, columns become bitmaps, numbers of levels and billionths of weights; bitmaps
//! become masks ([`pack()`]), and masks are added to slots by cell ([`add`]).

mod cells;
mod indicator;
mod level;
#[cfg(feature = "datafusion")]
mod masks;
mod pack;
mod parallel;
mod reader;
mod results;
mod sums;
pub(crate) mod value;
mod weight;
mod words;

#[cfg(feature = "datafusion")]
pub(crate) use masks::{Masks, RowReader};
pub use pack::pack;
pub use parallel::read_batches;
#[cfg(feature = "parquet")]
pub(crate) use parallel::share;
pub use reader::BatchReader;
pub use results::results;
pub use sums::{Slot, add};
