//! The groups that results are asked for, and the parts of the table that make up each.

use super::super::survey::Frame;
use super::super::table::{Role, Snapshot};
use super::super::{By, Group, MeasureError};
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
        let told_apart: Vec<usize> = axes.iter().copied().chain(period).collect();
        let codes = Codes::of(snapshot, frame, &told_apart);
        let name = |axis: usize| snapshot.axes.get(axis).map_or("", |axis| axis.name.as_str());
        let level = |(_, number): &(u64, u32), axis: usize| {
            let part = frame.parts.get(*number as usize);
            let cell = part.and_then(|part| snapshot.cells.get(part.cell as usize));
            snapshot.level_name(axis, cell.and_then(|cell| cell.levels.get(axis).copied()).unwrap_or_default())
        };
        let of_period = |own: &[(u64, u32)]| GroupPeriod {
            period: own.first().zip(period).map_or("", |(first, axis)| level(first, axis)).into(),
            parts: own.iter().map(|(_, number)| *number).collect(),
        };
        let groups = codes.groups().filter_map(|own| {
            let first = own.first()?;
            let group = axes.iter().fold(Group::whole(), |group, axis| group.and(name(*axis), level(first, *axis)));
            let periods = own.chunk_by(|left, right| left.0 == right.0).map(of_period).collect();
            Some(PartitionGroup { group: Arc::new(group), periods })
        });
        Ok(Self { groups: groups.collect() })
    }
}

/// A number for each part, which is the same for parts at the same levels of some axes and sorts as the levels do; sorted.
struct Codes {
    /// The number of each part that is in a group, with the part's.
    sorted: Vec<(u64, u32)>,
    /// By what the numbers of a group's parts in its periods are divided to be one number.
    periods: u64,
}

impl Codes {
    /// The last of the axes is that of periods, if the table has one. A part at an empty level, which means "unknown", is in no
    /// group.
    fn of(snapshot: &Snapshot, frame: &Frame, axes: &[usize]) -> Self {
        let mut codes: Vec<(u64, u32)> = (0..).take(frame.parts.len()).map(|number| (0, number)).collect();
        // How many numbers there may be.
        let mut span = 1_u64;
        for axis in axes {
            let levels = snapshot.axes.get(*axis).map_or(&[][..], |axis| &axis.levels);
            let unknown = levels.iter().position(String::is_empty);
            let count = (levels.len() as u64).max(1);
            if span.checked_mul(count).is_none() {
                span = renumber(&mut codes);
            }
            // Fewer than 2^32 parts at one of fewer than 2^32 levels each, after renumbering at the latest.
            span = span.saturating_mul(count);
            codes.retain_mut(|(code, number)| {
                let part = frame.parts.get(*number as usize);
                let cell = part.and_then(|part| snapshot.cells.get(part.cell as usize));
                let Some(level) = cell.and_then(|cell| cell.levels.get(*axis)) else { return false };
                *code = code.saturating_mul(count).saturating_add(u64::from(*level));
                unknown != Some(*level as usize)
            });
        }
        codes.sort_unstable();
        let periods = snapshot.axis_of(Role::Period).and_then(|axis| snapshot.axes.get(axis));
        Self { sorted: codes, periods: periods.map_or(1, |axis| axis.levels.len() as u64).max(1) }
    }

    /// The parts of each group.
    fn groups(&self) -> impl Iterator<Item = &[(u64, u32)]> {
        let group = |code: &(u64, u32)| code.0.checked_div(self.periods);
        self.sorted.chunk_by(move |left, right| group(left) == group(right))
    }
}

/// Numbers that are as they are sorted without gaps between them; how many there are.
fn renumber(codes: &mut [(u64, u32)]) -> u64 {
    codes.sort_unstable();
    let (mut next, mut last) = (0_u64, None);
    for (code, _) in codes {
        if last.replace(*code).is_some_and(|last| last != *code) {
            next = next.saturating_add(1);
        }
        *code = next;
    }
    next.saturating_add(1)
}
