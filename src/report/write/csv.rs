//! Tables as CSV.

use crate::report::{ReportError, Table};

impl Table {
    /// The table as CSV (RFC 4180, UTF-8, line feeds): a header of [`file_columns`](Self::file_columns), then a row each.
    ///
    /// Shares and differences are fractions, money is in the currency's unit, numbers have all their digits with a decimal point,
    /// days are ISO 8601. An absent value is empty.
    ///
    /// # Errors
    /// [`ReportError::Write`], which memory gives no reason for.
    pub fn to_csv(&self) -> Result<String, ReportError> {
        let failed = |reason: String| ReportError::Write { reason };
        let mut writer = csv::Writer::from_writer(Vec::new());
        writer.write_record(self.file_columns()).map_err(|error| failed(error.to_string()))?;
        for row in &self.rows {
            writer.write_record(self.record(row)).map_err(|error| failed(error.to_string()))?;
        }
        let bytes = writer.into_inner().map_err(|error| failed(error.to_string()))?;
        String::from_utf8(bytes).map_err(|error| failed(error.to_string()))
    }
}
