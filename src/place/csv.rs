//! Units from a CSV table, behind the feature `csv`.

use super::unit::UnitRecord;
use super::{DatedDesignation, GazetteerBuilder, Kind, PlaceError};
use crate::quantity::Period;
use crate::source::{Language, Position, Text};
use serde::Deserialize;
use std::io::Read;

/// A row. Empty cells are absent values.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    code: String,
    kind: Kind,
    name_vi: String,
    #[serde(default)]
    name_en: Option<String>,
    #[serde(default)]
    parent: Option<String>,
    valid: Period,
    #[serde(default)]
    successors: Option<String>,
    #[serde(default)]
    designations: Option<String>,
}

impl GazetteerBuilder {
    /// Adds the units of a CSV table with the columns `code`, `kind`, `name_vi`, `valid` (`2025-07-01/..`) and, where
    /// wanted, `name_en`, `parent`, `successors` (codes with `;` between) and `designations` (a list and its days with a
    /// space between, `zone_iii 2021-06-04/2025-07-01`, with `;` between). The name of the file is for errors only.
    ///
    /// # Errors
    /// [`PlaceError::Unreadable`]; any error of [`Unit`](super::Unit).
    ///
    /// ```
    /// use poverty::place::Gazetteer;
    /// let table = "code,kind,name_vi,parent,valid,designations\n\
    ///              24211,commune,Ea Súp,66,2025-07-01/..,zone_iii 2025-07-01/2026-01-01\n";
    /// let gazetteer = Gazetteer::builder().provinces_of_viet_nam()?.csv("communes.csv", table.as_bytes())?.build()?;
    /// assert!(gazetteer.at("24211", "2025-07-01".parse()?).is_some());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn csv(mut self, file: &str, table: impl Read) -> Result<Self, PlaceError> {
        let mut reader = csv::Reader::from_reader(table);
        let unreadable = |message: String, line| PlaceError::Unreadable { message, at: Position::new(file, line, 1) };
        let line = |error: &csv::Error| error.position().map_or(1, csv::Position::line);
        let headers = reader.headers().map_err(|error| unreadable(error.to_string(), line(&error)))?.clone();
        for row in reader.records() {
            let row = row.map_err(|error| unreadable(error.to_string(), line(&error)))?;
            let line = row.position().map_or(1, csv::Position::line);
            let row: Row = row.deserialize(Some(&headers)).map_err(|error| unreadable(error.to_string(), line))?;
            let record = row.record().map_err(|message| unreadable(message, line))?;
            self = self.record(record, Position::new(file, line, 1))?;
        }
        Ok(self)
    }
}

impl Row {
    fn record(self) -> Result<UnitRecord, String> {
        let mut names = std::collections::BTreeMap::from([(Language::Vietnamese, self.name_vi)]);
        if let Some(name) = self.name_en {
            names.insert(Language::English, name);
        }
        let name = Text::try_from(names).map_err(|error| error.to_string())?;
        let parts = |cell: &Option<String>| -> Vec<String> {
            let cell = cell.as_deref().unwrap_or("");
            cell.split(';').map(str::trim).filter(|part| !part.is_empty()).map(str::to_owned).collect()
        };
        let designations = parts(&self.designations).iter().map(|part| designation(part)).collect::<Result<_, _>>()?;
        Ok(UnitRecord {
            code: self.code,
            kind: self.kind,
            name,
            parent: self.parent,
            valid: self.valid,
            successors: parts(&self.successors),
            designations,
        })
    }
}

fn designation(text: &str) -> Result<DatedDesignation, String> {
    use serde::de::IntoDeserializer;
    let expected = "expected a list and its days such as `zone_iii 2021-06-04/2025-07-01`";
    let unreadable = || format!("designation `{text}` can't be read, {expected}");
    let (list, days) = text.split_once(' ').ok_or_else(unreadable)?;
    let list = super::Designation::deserialize(IntoDeserializer::<serde::de::value::Error>::into_deserializer(list))
        .map_err(|error| format!("{}: {error}", unreadable()))?;
    Ok(DatedDesignation { list, valid: days.trim().parse().map_err(|_| unreadable())? })
}
