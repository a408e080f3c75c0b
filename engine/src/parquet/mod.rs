//! Files of Parquet, streamed: feature `parquet`.
//!
//! In order of reading: [`parquet_files`] finds the files of a name, a folder or a pattern; [`read_parquet`] reads them. Only the
//! columns that the specification needs are read, a row group at a time by each thread, so that memory does not grow with the
//! data. A survey comes back only if every row of every file was read.

mod files;
mod loaded;
mod read;
mod truth;

pub use files::parquet_files;
pub use read::{Progress, read_parquet};
#[cfg(feature = "datafusion")]
pub(crate) use read::{check_files, damage};
