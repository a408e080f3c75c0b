//! Results as JSON, behind the feature `json`.

use super::Tidy;
use std::io::{Result, Write};

impl Tidy {
    /// The table in JSON: a list of maps, one a row, one a line; what is not defined is `null`. Numbers are the shortest that
    /// read back to the same bits.
    ///
    /// # Errors
    /// Those of the writer.
    pub fn write_json(&self, mut writer: impl Write) -> Result<()> {
        for (at, row) in self.rows().iter().enumerate() {
            writer.write_all(if at == 0 { b"[\n" } else { b",\n" })?;
            serde_json::to_writer(&mut writer, row)?;
        }
        writer.write_all(if self.rows().is_empty() { b"[]\n" } else { b"\n]\n" })
    }
}
