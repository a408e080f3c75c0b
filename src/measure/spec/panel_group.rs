//! Groups of the rows of a panel.

use super::Spec;
use super::panel::PanelRow;
use super::rows::{Counted, Rows};
use crate::measure::TidyRow;
use crate::measure::table::natural_key;
use std::collections::BTreeMap;

/// All rows, or those of one level of a subgroup.
pub(super) struct PanelGroup {
    subgroup: String,
    level: String,
    /// Which rows are in it; all if nothing is told.
    rows: Option<Vec<bool>>,
}

impl PanelGroup {
    /// The whole, and each level of each subgroup that the specification names. A row whose level is unknown is in the whole only.
    pub(super) fn all<U: Counted>(spec: &Spec, rows: &Rows<U>) -> Vec<Self> {
        let mut groups = vec![Self { subgroup: String::new(), level: String::new(), rows: None }];
        for columns in &spec.options.subgroups {
            let names: Vec<&str> = columns.iter().map(|column| column.name.as_str()).collect();
            let places: Vec<usize> =
                names.iter().filter_map(|name| rows.axes.iter().position(|axis| axis == name)).collect();
            let level = |row: &PanelRow<U>| -> Option<Vec<String>> {
                let parts =
                    places.iter().map(|place| row.levels.get(*place).filter(|level| !level.is_empty()).cloned());
                parts.collect()
            };
            let levels: Vec<Option<Vec<String>>> = rows.panel.iter().map(level).collect();
            let known = levels.iter().flatten();
            let sorted: BTreeMap<Vec<_>, &Vec<String>> =
                known.map(|level| (level.iter().map(|part| natural_key(part)).collect(), level)).collect();
            groups.extend(sorted.into_values().map(|own| Self {
                subgroup: names.join("|"),
                level: own.join("|"),
                rows: Some(levels.iter().map(|level| level.as_ref() == Some(own)).collect()),
            }));
        }
        groups
    }

    pub(super) fn contains(&self, row: usize) -> bool {
        self.rows.as_ref().is_none_or(|rows| rows.get(row).copied().unwrap_or_default())
    }

    /// A row of results that is about the group.
    pub(super) fn row(&self, template: &TidyRow) -> TidyRow {
        TidyRow { subgroup: self.subgroup.clone(), level: self.level.clone(), ..template.clone() }
    }
}
