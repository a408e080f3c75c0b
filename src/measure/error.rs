//! What can go wrong with a measure.

use super::estimate::Undefined;
use crate::quantity::{QuantityError, Ratio};
use rust_decimal::Decimal;
use std::borrow::Cow;
use thiserror::Error;

/// Why a table, a weighting or a measure could not be made or computed.
///
/// Each message names the thing, its value and what was expected.
#[non_exhaustive]
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum MeasureError {
    /// A number can't be made or computed exactly.
    #[error(transparent)]
    Quantity(#[from] QuantityError),

    /// A structure without indicators, or a dimension without them.
    #[error("{thing} has no indicators, expected at least one")]
    NoIndicators {
        /// The structure or the dimension.
        thing: String,
    },
    /// More indicators than a profile has bits.
    #[error("the structure has {count} indicators, expected at most 64")]
    TooManyIndicators {
        /// How many were given.
        count: usize,
    },
    /// An identifier that must be unique is used twice.
    #[error("{thing} `{id}` is declared twice")]
    Duplicate {
        /// What kind of thing it names: dimension, indicator, axis.
        thing: &'static str,
        /// The identifier.
        id: String,
    },
    /// An indicator that the structure does not have.
    #[error("indicator `{indicator}` does not exist, expected one of {expected}")]
    UnknownIndicator {
        /// The indicator asked for.
        indicator: String,
        /// Those that exist.
        expected: String,
    },
    /// A dimension that the structure does not have.
    #[error("dimension `{dimension}` does not exist, expected one of {expected}")]
    UnknownDimension {
        /// The dimension asked for.
        dimension: String,
        /// Those that exist.
        expected: String,
    },

    /// An indicator has no weight.
    #[error("weighting `{weighting}` gives no weight to indicator `{indicator}`")]
    NoWeight {
        /// The weighting.
        weighting: String,
        /// The indicator.
        indicator: String,
    },
    /// A weight is not above zero.
    #[error("weighting `{weighting}` gives `{indicator}` the weight {weight}, expected more than 0")]
    WeightNotPositive {
        /// The weighting.
        weighting: String,
        /// The indicator.
        indicator: String,
        /// Its weight.
        weight: Ratio,
    },
    /// The weights do not add up to the whole. Weights rounded to decimals are the usual reason: give them as fractions.
    #[error("the weights of weighting `{weighting}` sum to {sum}, expected 1; give them as fractions such as 1/18")]
    WeightsSum {
        /// The weighting.
        weighting: String,
        /// What they sum to.
        sum: Ratio,
    },
    /// The common denominator of the weights does not fit.
    #[error("the common denominator of the weights of `{weighting}` exceeds 2^62, expected simpler fractions")]
    CommonDenominator {
        /// The weighting.
        weighting: String,
    },
    /// A poverty cutoff outside (0, 1].
    #[error("poverty cutoff {cutoff} is out of range, expected more than 0 and at most 1")]
    CutoffOutOfRange {
        /// The cutoff.
        cutoff: Ratio,
    },

    /// An axis that the table does not have.
    #[error("axis `{axis}` does not exist, expected one of {expected}")]
    UnknownAxis {
        /// The axis asked for.
        axis: String,
        /// Those that exist.
        expected: String,
    },
    /// The table lacks an axis that is needed.
    #[error("the table has no {role} axis")]
    NoAxis {
        /// The role: members, primary sampling unit.
        role: &'static str,
    },
    /// A household size that is not a number.
    #[error("household size `{level}` can't be read, expected an integer of at least 0")]
    Members {
        /// The level found.
        level: String,
    },
    /// A second axis of a role of which there is only one.
    #[error("axis `{axis}` is a second {role} axis, expected at most one")]
    SecondAxis {
        /// The axis.
        axis: String,
        /// The role: period, stratum, primary sampling unit, members.
        role: &'static str,
    },
    /// A cell needs one level on each axis.
    #[error("a cell was given {given} levels, expected {expected}: one on each axis, in their order")]
    LevelCount {
        /// How many were given.
        given: usize,
        /// How many axes there are.
        expected: usize,
    },
    /// A cell identifier that another table made, for another cell.
    #[error("cell number {cell} is not one of this table")]
    ForeignCell {
        /// The number in the identifier.
        cell: u32,
    },
    /// More distinct cells or levels than are numbered.
    #[error("the table has more than {limit} distinct {things}")]
    TooMany {
        /// Cells, levels.
        things: &'static str,
        /// The largest number.
        limit: u64,
    },
    /// A profile names an indicator that the table does not have.
    #[error("{profile} names an indicator past the {indicators} of the table")]
    ProfileTooWide {
        /// The profile.
        profile: String,
        /// How many indicators the table has.
        indicators: u32,
    },
    /// Sums of one pattern exceed their integers.
    #[error("the rows or weights of one pattern exceed 2^40 rows or 2^88 billionths of weight")]
    PatternOverflow,
    /// The deprivation cutoff of a gap is not above zero, so that no share of it can be missing.
    #[error("the deprivation cutoff of `{indicator}` is {cutoff}, expected more than 0")]
    GapCutoff {
        /// The indicator.
        indicator: String,
        /// Its cutoff.
        cutoff: Decimal,
    },
    /// A power of gaps outside (0, 8].
    #[error("the power {alpha} of gaps is out of range, expected more than 0 and at most 8")]
    GapPower {
        /// The power.
        alpha: Ratio,
    },
    /// A power of gaps that the table does not sum.
    #[error("the table does not sum gaps to the power {alpha}, expected one of the powers that it was made with")]
    NoSuchPower {
        /// The power.
        alpha: Ratio,
    },
    /// The achievement of a household contradicts what its indicator says.
    #[error(
        "`{indicator}` is {} but its achievement is {found}, expected {} {cutoff}",
        if *deprived { "deprived" } else { "not deprived" },
        if *deprived { "0 or more and below" } else { "at least" }
    )]
    GapContradiction {
        /// The indicator.
        indicator: String,
        /// Whether the indicator says that the household is deprived.
        deprived: bool,
        /// The achievement, or that it is unknown.
        found: String,
        /// The deprivation cutoff.
        cutoff: Decimal,
    },
    /// Two tables, or a table and a measure, that do not belong together.
    #[error("the {what} differ: {left} against {right}")]
    Different {
        /// What differs: indicators, axes, weightings.
        what: &'static str,
        /// On the left.
        left: String,
        /// On the right.
        right: String,
    },

    /// A confidence level outside (0, 1).
    #[error("confidence level {confidence} is out of range, expected more than 0 and less than 1, such as 0.95")]
    Confidence {
        /// The level.
        confidence: Ratio,
    },
    /// Strata with a single primary sampling unit, whose variance can't be seen, and no rule for them.
    #[error(
        "strata with a single primary sampling unit: {strata}; name a rule for them: remove, certainty, average or adjust"
    )]
    LonelyPsus {
        /// The strata.
        strata: String,
    },
    /// Rows of a group whose total is not known.
    #[error("the known totals have none for {group}, of which there are rows")]
    NoKnownTotal {
        /// The levels of the group.
        group: String,
    },
    /// A group with a known total and without rows that could be given weights.
    #[error("there are no rows of {group}, whose known total is above 0")]
    NobodyToWeigh {
        /// The levels of the group.
        group: String,
    },
    /// Weights that don't come to meet all known totals.
    #[error("known totals are missed by {misfit} of themselves after {iterations} rounds, expected margins that agree")]
    NotConverged {
        /// How many rounds were made.
        iterations: u32,
        /// The largest relative difference.
        misfit: String,
    },
    /// Replicates can't be made from the design.
    #[error("the design can't be replicated in this way, expected {expected}")]
    Replicates {
        /// What the method needs.
        expected: &'static str,
    },
    /// A finite population correction lacks a stratum.
    #[error("the finite population gives no number of primary sampling units for stratum `{stratum}`")]
    NoPopulation {
        /// The stratum.
        stratum: String,
    },
    /// Fewer units in the population than in the sample.
    #[error(
        "stratum `{stratum}` has {population} primary sampling units in the population, expected at least the {sampled} sampled"
    )]
    PopulationTooSmall {
        /// The stratum.
        stratum: String,
        /// Units in the population.
        population: u64,
        /// Units in the sample.
        sampled: u64,
    },
    /// A sampled fraction outside (0, 1].
    #[error("the sampled fraction of stratum `{stratum}` is {fraction}, expected more than 0 and at most 1")]
    SampledFraction {
        /// The stratum.
        stratum: String,
        /// The fraction.
        fraction: Ratio,
    },
    /// Rows that are said to be alike but have different weights.
    #[error(
        "the {rows} rows of `{label}` have different weights, expected rows that are alike where each is a sampling unit"
    )]
    UnevenRows {
        /// The level on the axis of rows.
        label: String,
        /// How many rows it has.
        rows: u64,
    },

    /// The rate of an empty group is undefined: neither 0 nor infinite.
    #[error("{group} has no weight: its rates are undefined")]
    EmptyGroup {
        /// The group.
        group: String,
    },
    /// An estimate has no value, for a reason that is told.
    #[error("{measure} of {group} is undefined: {reason}")]
    Undefined {
        /// What was measured.
        measure: String,
        /// Of whom, and when.
        group: String,
        /// Why there is no value.
        reason: Undefined,
    },
    /// A level that no row has.
    #[error("axis `{axis}` has no level `{level}`, expected one of {expected}")]
    UnknownLevel {
        /// The axis.
        axis: String,
        /// The level asked for.
        level: String,
        /// Those that rows have.
        expected: String,
    },
    /// A position past the last one.
    #[error("there is no {thing} at position {at}, expected one below {count}")]
    UnknownPosition {
        /// Alternative, group.
        thing: &'static str,
        /// The position, from 0.
        at: usize,
        /// How many there are.
        count: usize,
    },
    /// A tabulation was asked for nothing.
    #[error("nothing to tabulate: expected at least one {thing}")]
    NothingAsked {
        /// What is missing: weighting, measure.
        thing: &'static str,
    },
    /// Nobody is poor, so what is said about the poor is undefined.
    #[error("nobody is poor in {group}: {measure} is undefined")]
    NobodyPoor {
        /// The group.
        group: String,
        /// What was asked for.
        measure: &'static str,
    },
}

impl MeasureError {
    /// A stable, documented code of this kind of error.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Quantity(error) => error.code(),
            Self::NoIndicators { .. } => "measure/no-indicators",
            Self::TooManyIndicators { .. } => "measure/too-many-indicators",
            Self::Duplicate { .. } => "measure/duplicate",
            Self::UnknownIndicator { .. } => "measure/unknown-indicator",
            Self::UnknownDimension { .. } => "measure/unknown-dimension",
            Self::NoWeight { .. } => "measure/no-weight",
            Self::WeightNotPositive { .. } => "measure/weight-not-positive",
            Self::WeightsSum { .. } => "measure/weights-sum",
            Self::CommonDenominator { .. } => "measure/common-denominator",
            Self::CutoffOutOfRange { .. } => "measure/cutoff-out-of-range",
            Self::UnknownAxis { .. } => "measure/unknown-axis",
            Self::NoAxis { .. } => "measure/no-axis",
            Self::Members { .. } => "measure/members",
            Self::SecondAxis { .. } => "measure/second-axis",
            Self::LevelCount { .. } => "measure/level-count",
            Self::ForeignCell { .. } => "measure/foreign-cell",
            Self::TooMany { .. } => "measure/too-many",
            Self::ProfileTooWide { .. } => "measure/profile-too-wide",
            Self::PatternOverflow => "measure/pattern-overflow",
            Self::GapCutoff { .. } => "measure/gap-cutoff",
            Self::GapPower { .. } => "measure/gap-power",
            Self::NoSuchPower { .. } => "measure/no-such-power",
            Self::GapContradiction { .. } => "measure/gap-contradiction",
            Self::Different { .. } => "measure/different",
            Self::Confidence { .. } => "measure/confidence",
            Self::LonelyPsus { .. } => "measure/lonely-psus",
            Self::NoKnownTotal { .. } => "measure/no-known-total",
            Self::NobodyToWeigh { .. } => "measure/nobody-to-weigh",
            Self::NotConverged { .. } => "measure/not-converged",
            Self::Replicates { .. } => "measure/replicates",
            Self::NoPopulation { .. } => "measure/no-population",
            Self::PopulationTooSmall { .. } => "measure/population-too-small",
            Self::SampledFraction { .. } => "measure/sampled-fraction",
            Self::UnevenRows { .. } => "measure/uneven-rows",
            Self::EmptyGroup { .. } => "measure/empty-group",
            Self::Undefined { .. } => "measure/undefined",
            Self::UnknownLevel { .. } => "measure/unknown-level",
            Self::UnknownPosition { .. } => "measure/unknown-position",
            Self::NothingAsked { .. } => "measure/nothing-asked",
            Self::NobodyPoor { .. } => "measure/nobody-poor",
        }
    }
}

/// More names than a message can usefully list.
const LISTED_MAX: usize = 40;

/// More characters of a value than a message can usefully show.
const SHOWN_MAX: usize = 100;

/// A list of names as a message shows it: `` `a`, `b` ``; of very many the first.
pub(crate) fn listed<'a>(names: impl IntoIterator<Item = &'a str>) -> String {
    let mut names = names.into_iter();
    let mut shown: Vec<String> = names.by_ref().take(LISTED_MAX).map(|name| format!("`{}`", shortened(name))).collect();
    let more = names.count();
    if more > 0 {
        shown.push(format!("and {more} more"));
    }
    shown.join(", ")
}

/// A value as a message shows it: of a very long one the beginning, and how long it is.
pub(crate) fn shortened(value: &str) -> Cow<'_, str> {
    match value.char_indices().nth(SHOWN_MAX) {
        None => Cow::Borrowed(value),
        Some((end, _)) => {
            let start = value.get(..end).unwrap_or_default();
            Cow::Owned(format!("{start}... ({} characters)", value.chars().count()))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn messages_stay_readable() {
        assert_eq!(listed(["a", "b"]), "`a`, `b`");
        let many: Vec<String> = (0..1_000).map(|number| number.to_string()).collect();
        assert!(listed(many.iter().map(String::as_str)).ends_with("`38`, `39`, and 960 more"));
        assert_eq!(shortened("\u{111}\u{1ed3}ng"), "\u{111}\u{1ed3}ng");
        assert_eq!(shortened(&"\u{111}".repeat(3_000)), format!("{}... (3000 characters)", "\u{111}".repeat(100)));
    }
}
