//! Results as CSV, behind the feature `csv`.

use super::tidy::seventeen_digits;
use super::{Tidy, TidyRow};
use std::io::{Result, Write};

impl Tidy {
    /// The table in CSV with a header; numbers with 17 significant digits, which is what tells one binary64 number from another.
    ///
    /// # Errors
    /// Those of the writer.
    pub fn write_csv(&self, writer: impl Write) -> Result<()> {
        let mut writer = csv::Writer::from_writer(writer);
        writer.write_record(TidyRow::COLUMNS)?;
        for row in self.rows() {
            writer.write_record(row.cells(seventeen_digits))?;
        }
        writer.flush()
    }
}
