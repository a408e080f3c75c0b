//! Rows in serde: a map whose keys are the columns.

use super::row::{Row, column};
use core::fmt;
use serde::de::{Error, MapAccess, Visitor};
use serde::ser::SerializeMap;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

impl Serialize for Row {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.cells().count()))?;
        for (column, text) in self.cells() {
            map.serialize_entry(column, text)?;
        }
        map.end()
    }
}

impl<'de> Deserialize<'de> for Row {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Cells;

        impl<'de> Visitor<'de> for Cells {
            type Value = Row;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a claim: a map of columns to texts")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Row, A::Error> {
                let mut row = Row::default();
                while let Some((name, text)) = map.next_entry::<String, String>()? {
                    let known = column(&name);
                    let column =
                        known.ok_or_else(|| A::Error::custom(format!("unknown column `{name}` of a claim")))?;
                    row.fill(column, &text);
                }
                Ok(row)
            }
        }

        deserializer.deserialize_map(Cells)
    }
}
