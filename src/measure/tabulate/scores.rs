//! What each pattern of a table scores under one weighting, and the sums of one part of the table.

use super::super::alkire_foster::{Scorer, bits};
use super::super::table::{Entry, Snapshot};
use super::super::{MeasureError, MissingPolicy, Weighting};
use super::layout::Layout;
use crate::quantity::{QuantityError, Ratio};

/// The patterns of a table as one weighting sees them.
pub(super) struct Scores {
    /// How many of the cutoffs, in ascending order, each pattern reaches; `DROPPED` if it is left out.
    reached: Vec<u16>,
    score: Vec<u64>,
    deprived: Vec<u64>,
    /// The score without the indicators that have gaps.
    gap_free: Vec<u64>,
    /// Which of the sets of weights a pattern uses.
    weights_of: Vec<u32>,
    weights: Vec<Vec<u64>>,
    pub(super) denominator: u64,
}

const DROPPED: u16 = u16::MAX;
/// More cutoffs than anybody tabulates; the number must fit `reached`.
const CUTOFFS_MAX: usize = 10_000;

impl Scores {
    /// Scores all patterns. The cutoffs come in ascending order.
    ///
    /// # Errors
    /// As [`Scorer::new`]; [`MeasureError::TooMany`] past 10,000 cutoffs.
    pub(super) fn new(
        snapshot: &Snapshot,
        weighting: &Weighting,
        policy: MissingPolicy,
        cutoffs: &[Ratio],
        gap_bits: u64,
    ) -> Result<Self, MeasureError> {
        if cutoffs.len() > CUTOFFS_MAX {
            return Err(MeasureError::TooMany { things: "cutoffs", limit: CUTOFFS_MAX as u64 });
        }
        let scorer = Scorer::new(weighting, policy, snapshot.profiles.iter().copied())?;
        let from: Vec<u64> = cutoffs.iter().map(|cutoff| scorer.poor_from(*cutoff)).collect();
        let patterns = snapshot.profiles.len();
        let mut scores = Self {
            reached: Vec::with_capacity(patterns),
            score: Vec::with_capacity(patterns),
            deprived: Vec::with_capacity(patterns),
            gap_free: Vec::with_capacity(patterns),
            weights_of: Vec::with_capacity(patterns),
            weights: Vec::new(),
            denominator: scorer.denominator(),
        };
        for profile in &snapshot.profiles {
            let Some(scored) = scorer.score(*profile) else {
                scores.push(DROPPED, 0, 0, 0, 0);
                continue;
            };
            if scores.weights.last().is_none_or(|last| last != scored.weights) {
                scores.weights.push(scored.weights.to_vec());
            }
            let weights = u32::try_from(scores.weights.len().saturating_sub(1)).unwrap_or(u32::MAX);
            let reached = from.partition_point(|from| *from <= scored.score);
            let own = bits(scored.deprived & !gap_bits).filter_map(|bit| scored.weights.get(bit));
            // A part of the score.
            let gap_free = own.fold(0_u64, |sum, weight| sum.saturating_add(*weight));
            scores.push(u16::try_from(reached).unwrap_or(DROPPED), scored.score, scored.deprived, gap_free, weights);
        }
        Ok(scores)
    }

    fn push(&mut self, reached: u16, score: u64, deprived: u64, gap_free: u64, weights: u32) {
        self.reached.push(reached);
        self.score.push(score);
        self.deprived.push(deprived);
        self.gap_free.push(gap_free);
        self.weights_of.push(weights);
    }

    /// Makes sure that no sum over the whole table exceeds 127 bits, so that the sums of its parts need no checks; whether sums
    /// of squared scores fit too.
    ///
    /// # Errors
    /// [`MeasureError::Quantity`] if weight times score does not fit.
    pub(super) fn check_range(&self, snapshot: &Snapshot) -> Result<bool, MeasureError> {
        let weight: u128 = snapshot.entries.iter().fold(0, |sum: u128, entry| sum.saturating_add(entry.weight));
        let gaps: u128 = snapshot.gap_sums.iter().fold(0, |sum: u128, own| sum.saturating_add(*own));
        let denominator = u128::from(self.denominator);
        let fits = |product: Option<u128>| product.is_some_and(|product| product < 1 << 127);
        if !fits(weight.checked_mul(denominator)) || !fits(gaps.checked_mul(denominator)) {
            return Err(QuantityError::overflow("summing weighted scores", weight.max(gaps), denominator).into());
        }
        Ok(fits(weight.checked_mul(denominator).and_then(|product| product.checked_mul(denominator))))
    }

    /// Adds the sums of some entries to a vector of zeros laid out by `layout`; the rows counted and the rows dropped.
    #[expect(
        clippy::arithmetic_side_effects,
        reason = "`check_range` has bounded the sums over all entries by 2^127, and rows are below 2^64 in all"
    )]
    pub(super) fn add(&self, layout: &Layout, snapshot: &Snapshot, entries: &[Entry], sums: &mut [u128]) -> (u64, u64) {
        let (mut rows, mut dropped) = (0, 0);
        let mut add = |at: usize, value: u128| {
            if let Some(sum) = sums.get_mut(at) {
                *sum += value;
            }
        };
        for entry in entries {
            let pattern = entry.profile as usize;
            let (Some(reached), Some(score)) = (self.reached.get(pattern), self.score.get(pattern)) else { continue };
            if *reached == DROPPED {
                dropped += entry.rows;
                continue;
            }
            rows += entry.rows;
            add(Layout::POPULATION, entry.weight);
            let highest = usize::from(*reached).checked_sub(1);
            if let Some(cutoff) = highest {
                add(layout.poor(cutoff), entry.weight);
                add(layout.score(cutoff), entry.weight * u128::from(*score));
                if layout.squares {
                    add(layout.square(cutoff), entry.weight * u128::from(*score) * u128::from(*score));
                }
            }
            if layout.by_indicator || layout.gaps > 0 {
                self.add_details(layout, snapshot, entry, highest, &mut add);
            }
        }
        // What reaches a cutoff reaches all below it.
        for cutoff in (1..layout.cutoffs).rev() {
            let (lower, upper) = sums.split_at_mut(layout.poor(cutoff).min(sums.len()));
            let below = lower.get_mut(layout.poor(cutoff - 1)..).unwrap_or_default();
            for (sum, more) in below.iter_mut().zip(upper.iter().take(layout.stride())) {
                *sum += more;
            }
        }
        if layout.by_indicator && layout.cutoffs > 0 {
            let (first, poor) = sums.split_at_mut(layout.censored(0, 0).min(sums.len()));
            let deprived = first.get_mut(layout.deprived(0)..).unwrap_or_default();
            for (sum, more) in deprived.iter_mut().zip(poor.iter().take(layout.indicators)) {
                *sum += more;
            }
        }
        (rows, dropped)
    }

    #[expect(clippy::arithmetic_side_effects, reason = "`check_range` has bounded the sums over all entries by 2^127")]
    fn add_details(
        &self,
        layout: &Layout,
        snapshot: &Snapshot,
        entry: &Entry,
        highest: Option<usize>,
        add: &mut impl FnMut(usize, u128),
    ) {
        let pattern = entry.profile as usize;
        let weights = self.weights_of.get(pattern).and_then(|set| self.weights.get(*set as usize));
        let weights = weights.map_or(&[][..], |weights| weights);
        if layout.by_indicator {
            for bit in bits(self.deprived.get(pattern).copied().unwrap_or_default()) {
                // Those who reach a cutoff are added to all who are deprived in the end.
                let Some(cutoff) = highest else {
                    add(layout.deprived(bit), entry.weight);
                    continue;
                };
                add(layout.censored(cutoff, bit), entry.weight);
                if layout.reweighted {
                    let weight = weights.get(bit).copied().unwrap_or_default();
                    add(layout.contribution(cutoff, bit), entry.weight * u128::from(weight));
                }
            }
        }
        if let (Some(cutoff), true) = (highest, layout.gaps > 0) {
            let gap_free = self.gap_free.get(pattern).copied().unwrap_or_default();
            add(layout.gap_free(cutoff), entry.weight * u128::from(gap_free));
            let powers = layout.gaps.checked_div(snapshot.gap_bits.len()).unwrap_or(1);
            for (gap, sum) in snapshot.gap_sums(entry).iter().enumerate() {
                let bit = gap.checked_div(powers).and_then(|gap| snapshot.gap_bits.get(gap));
                let weight = bit.and_then(|bit| weights.get(*bit as usize)).copied().unwrap_or_default();
                add(layout.gap(cutoff, gap), sum * u128::from(weight));
            }
        }
    }
}
