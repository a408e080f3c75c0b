//! The work of a tabulation on many threads: each part and each group is the work of one, so no sum depends on how many there are.

use super::partition::PartitionGroup;
use crate::measure::estimate::Estimate;
use crate::measure::survey::Part;
use rayon::iter::{IndexedParallelIterator, IntoParallelRefIterator, ParallelIterator};
use rayon::slice::ParallelSliceMut;

/// Fills the sums of each part; how many rows it counted and left out.
pub(super) fn map_parts(
    parts: &[Part],
    sums: &mut [u128],
    width: usize,
    fill: impl Fn(&Part, &mut [u128]) -> (u64, u64) + Sync + Send,
) -> Vec<(u64, u64)> {
    parts.par_iter().zip(sums.par_chunks_mut(width.max(1))).map(|(part, sums)| fill(part, sums)).collect()
}

/// The estimates of each group, in order.
pub(super) fn map_groups(
    groups: &[PartitionGroup],
    estimate: impl Fn(&PartitionGroup) -> Vec<Estimate> + Sync + Send,
) -> Vec<Vec<Estimate>> {
    groups.par_iter().map(estimate).collect()
}
