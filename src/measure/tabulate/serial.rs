//! The work of a tabulation on one thread.

use super::partition::PartitionGroup;
use crate::measure::estimate::Estimate;
use crate::measure::survey::Part;

/// Fills the sums of each part; how many rows it counted and left out.
pub(super) fn map_parts(
    parts: &[Part],
    sums: &mut [u128],
    width: usize,
    fill: impl Fn(&Part, &mut [u128]) -> (u64, u64),
) -> Vec<(u64, u64)> {
    parts.iter().zip(sums.chunks_mut(width.max(1))).map(|(part, sums)| fill(part, sums)).collect()
}

/// The estimates of each group, in order.
pub(super) fn map_groups(
    groups: &[PartitionGroup],
    estimate: impl Fn(&PartitionGroup) -> Vec<Estimate>,
) -> Vec<Vec<Estimate>> {
    groups.iter().map(estimate).collect()
}
