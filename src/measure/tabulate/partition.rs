//! The groups that results are asked for, and the parts of the table that make up each.

use super::super::survey::Frame;
use super::super::table::{Role, Snapshot};
use super::super::{By, Group, MeasureError};
use std::collections::BTreeMap;
use std::sync::Arc;

/// The groups of one [`By`], in the order of their levels.
pub(super) struct Partition {
    pub(super) groups: Vec<PartitionGroup>,
}

/// One group with its periods.
pub(super) struct PartitionGroup {
    pub(super) group: Arc<Group>,
    /// The periods in which it has rows, in order.
    pub(super) periods: Vec<GroupPeriod>,
}

/// The parts of one group in one period, in the order of the sampling units.
pub(super) struct GroupPeriod {
    pub(super) period: Arc<str>,
    pub(super) parts: Vec<u32>,
}

impl Partition {
    /// # Errors
    /// [`MeasureError::UnknownAxis`].
    pub(super) fn new(snapshot: &Snapshot, frame: &Frame, by: &By) -> Result<Self, MeasureError> {
        let period = snapshot.axis_of(Role::Period);
        let mut axes = Vec::new();
        for name in by.axes() {
            let position = snapshot.axes.iter().position(|axis| axis.name == *name);
            let position = position.ok_or_else(|| MeasureError::UnknownAxis {
                axis: name.clone(),
                expected: super::super::error::listed(snapshot.axes.iter().map(|axis| axis.name.as_str())),
            })?;
            // Periods are told apart anyway.
            if Some(position) != period && !axes.contains(&position) {
                axes.push(position);
            }
        }
        let mut found: BTreeMap<Vec<u32>, BTreeMap<u32, Vec<u32>>> = BTreeMap::new();
        let mut key = Vec::with_capacity(axes.len());
        for (number, part) in (0..).zip(&frame.parts) {
            let Some(cell) = snapshot.cells.get(part.cell as usize) else { continue };
            let level = |axis: usize| cell.levels.get(axis).copied().unwrap_or_default();
            key.clear();
            key.extend(axes.iter().map(|axis| level(*axis)));
            let when = period.map_or(0, level);
            let levels = axes.iter().zip(&key).map(|(axis, level)| (*axis, *level));
            // The empty level is "unknown": the row is in no group of that axis.
            let known = |(axis, level)| !snapshot.level_name(axis, level).is_empty();
            if !levels.clone().all(known) || !period.is_none_or(|axis| known((axis, when))) {
                continue;
            }
            match found.get_mut(&key) {
                Some(periods) => periods.entry(when).or_default().push(number),
                None => {
                    found.insert(key.clone(), BTreeMap::from([(when, vec![number])]));
                }
            }
        }
        let name = |axis: usize| snapshot.axes.get(axis).map_or("", |axis| axis.name.as_str());
        let groups = found.into_iter().map(|(key, periods)| {
            let levels = axes.iter().zip(key);
            let group = levels
                .fold(Group::whole(), |group, (axis, level)| group.and(name(*axis), snapshot.level_name(*axis, level)));
            let periods = periods.into_iter().map(|(when, parts)| GroupPeriod {
                period: period.map_or("", |axis| snapshot.level_name(axis, when)).into(),
                parts,
            });
            PartitionGroup { group: Arc::new(group), periods: periods.collect() }
        });
        Ok(Self { groups: groups.collect() })
    }
}
