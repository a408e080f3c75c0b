//! What the check of a set of claims found.

use super::{Interval, Printed, PrintedUnit, Quantity, QuantityKind};
use crate::quantity::Ratio;
use core::fmt;
use serde::{Serialize, Serializer};

/// How much a [`Finding`] matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// What is printed is exact, or fits.
    Confirmation,
    /// Nothing is wrong, but a reader should know.
    Explanation,
    /// Something may be wrong: it depends on a rule that is not stated, or on a figure that is not sure.
    Doubt,
    /// What is printed can't be true, or does not mean what it says.
    Fault,
}

/// What kind of thing was found. Its code is stable.
#[non_exhaustive]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum FindingKind {
    /// A printed number is not what others give, whatever their rounding: `published/rounding-cannot-explain`.
    RoundingCannotExplain,
    /// Two numbers are printed for one quantity: `published/two-values`.
    TwoValues,
    /// A number that the quantity can't have: `published/impossible-value`.
    ImpossibleValue,
    /// Parts don't sum to their whole: `published/parts-do-not-sum`.
    PartsDoNotSum,
    /// Rates that should be of the same households can't be: `published/no-shared-denominator`.
    NoSharedDenominator,
    /// Classes that don't overlap are together more than there is: `published/classes-overlap`.
    ClassesOverlap,
    /// A change between two standards: `published/compares-standards`.
    ComparesStandards,
    /// A change between two territories: `published/compares-territories`.
    ComparesTerritories,
    /// A change between a register and a survey: `published/compares-measurements`.
    ComparesMeasurements,
    /// Percent is printed where points are meant: `published/percent-for-points`.
    PercentForPoints,
    /// Points are printed where percent is meant: `published/points-for-percent`.
    PointsForPercent,
    /// A mean divides by the years named, not by the intervals between: `published/years-for-intervals`.
    YearsForIntervals,
    /// A part of a change is the growth of the denominator: `published/denominator-effect`.
    DenominatorEffect,
    /// A group's households grew faster or slower than all: `published/group-growth`.
    GroupGrowth,
    /// Figures of one date follow different standards: `published/different-standards`.
    DifferentStandards,
    /// Figures of one date come from the register and from a survey: `published/different-measurements`.
    DifferentMeasurements,
    /// What a target needs, and whether the series is on track: `published/target`.
    Target,
    /// A rate is exactly that of its counts: `published/confirmed-rate`.
    ConfirmedRate,
    /// Parts sum exactly to their whole: `published/confirmed-sum`.
    ConfirmedSum,
    /// Several rates fit the same number of households: `published/confirmed-denominator`.
    ConfirmedDenominator,
    /// A change fits the figures that it lies between: `published/confirmed-change`.
    ConfirmedChange,
    /// A share fits its counts: `published/confirmed-share`.
    ConfirmedShare,
}

impl FindingKind {
    /// The stable code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::RoundingCannotExplain => "published/rounding-cannot-explain",
            Self::TwoValues => "published/two-values",
            Self::ImpossibleValue => "published/impossible-value",
            Self::PartsDoNotSum => "published/parts-do-not-sum",
            Self::NoSharedDenominator => "published/no-shared-denominator",
            Self::ClassesOverlap => "published/classes-overlap",
            Self::ComparesStandards => "published/compares-standards",
            Self::ComparesTerritories => "published/compares-territories",
            Self::ComparesMeasurements => "published/compares-measurements",
            Self::PercentForPoints => "published/percent-for-points",
            Self::PointsForPercent => "published/points-for-percent",
            Self::YearsForIntervals => "published/years-for-intervals",
            Self::DenominatorEffect => "published/denominator-effect",
            Self::GroupGrowth => "published/group-growth",
            Self::DifferentStandards => "published/different-standards",
            Self::DifferentMeasurements => "published/different-measurements",
            Self::Target => "published/target",
            Self::ConfirmedRate => "published/confirmed-rate",
            Self::ConfirmedSum => "published/confirmed-sum",
            Self::ConfirmedDenominator => "published/confirmed-denominator",
            Self::ConfirmedChange => "published/confirmed-change",
            Self::ConfirmedShare => "published/confirmed-share",
        }
    }
}

/// A contradiction, a doubt, an explanation or a confirmation, with the claims that it rests on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    pub(super) kind: FindingKind,
    pub(super) severity: Severity,
    /// Numbers of the claims.
    pub(super) claims: Vec<usize>,
    /// Those of them that contradict the same number in another way than is told.
    pub(super) more: Vec<usize>,
    /// The names of the claims, in the same order.
    pub(super) names: Vec<String>,
    pub(super) gap: Option<Gap>,
    pub(super) repairs: Vec<Repair>,
    pub(super) detail: Detail,
}

/// What a finding says beyond its kind; made into words by the report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Detail {
    /// Two sides say of one quantity what does not meet.
    Sides { quantity: Quantity, sides: Vec<Side> },
    /// A printed change that fits if it is read in another way.
    Reading {
        quantity: Quantity,
        printed: Printed,
        /// What the two figures give, as the number is meant.
        fits: Interval,
        fits_kind: QuantityKind,
        /// The intervals between, and the years that were counted.
        years: Option<(u32, u32)>,
    },
    /// A comparison of unlike figures.
    Unlike { quantity: Quantity, earlier: String, later: String },
    /// Count, rate and households of a change.
    Denominator { quantity: Quantity, effect: Box<super::DenominatorEffect> },
    /// Growth of a group and of all, each between two bounds.
    Growth { quantity: Quantity, group: Interval, all: Interval },
    /// Figures under each of several standards or measurements.
    Mixed { date: super::AsOf, class: super::Class, camps: Vec<(String, Vec<usize>)> },
    /// A target and the way to it.
    Target(Box<TargetDetail>),
    /// What fits, as a formula.
    Fits { quantity: Quantity, formula: String },
}

/// A target, the last figure before it, and the paces.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct TargetDetail {
    pub(super) quantity: Quantity,
    pub(super) printed: Printed,
    /// The last rate on the way, and its date.
    pub(super) from: Option<(super::AsOf, Ratio)>,
    /// The fall per interval that is needed, and in how many.
    pub(super) needed: Option<(Ratio, u32)>,
    /// The mean fall per interval so far.
    pub(super) so_far: Option<Ratio>,
    /// Whether the pace so far is enough, or the target was met.
    pub(super) on_track: Option<bool>,
    /// Whether the date of the target has a figure.
    pub(super) reached: bool,
}

/// What some claims, alone or together, say of a quantity.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Side {
    pub(super) interval: Interval,
    /// Numbers of the claims.
    pub(super) claims: Vec<usize>,
    /// Whether a claim prints the quantity itself.
    pub(super) printed: Option<Printed>,
}

impl Finding {
    /// What kind of thing was found.
    #[must_use]
    pub const fn kind(&self) -> FindingKind {
        self.kind
    }

    /// The stable code of its kind, such as `published/parts-do-not-sum`.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        self.kind.code()
    }

    /// How much it matters.
    #[must_use]
    pub const fn severity(&self) -> Severity {
        self.severity
    }

    /// Whether something is, or may be, wrong: a fault or a doubt.
    #[must_use]
    pub fn is_alarm(&self) -> bool {
        self.severity >= Severity::Doubt
    }

    /// The names of the claims that it rests on.
    pub fn claims(&self) -> impl ExactSizeIterator<Item = &str> {
        self.names.iter().map(String::as_str)
    }

    /// How far the claims are from agreeing: by so much their intervals miss each other.
    #[must_use]
    pub const fn gap(&self) -> Option<Gap> {
        self.gap
    }

    /// Small slips of print that would explain a contradiction, the likeliest first. Empty where none is plausible.
    #[must_use]
    pub fn repairs(&self) -> &[Repair] {
        &self.repairs
    }
}

/// A distance between what claims say, exact, in the unit of the quantity.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Gap {
    pub(super) size: Ratio,
    pub(super) unit: PrintedUnit,
}

impl Gap {
    /// The distance: a number of households, a difference of rates (0.0028 is 0.28 points), an amount of money.
    #[must_use]
    pub const fn size(self) -> Ratio {
        self.size
    }

    /// The unit: households, points, money, or none for a plain ratio.
    #[must_use]
    pub const fn unit(self) -> PrintedUnit {
        self.unit
    }
}

/// A slip of print.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Slip {
    /// Percent stands where points are meant, or the other way round.
    Unit,
    /// The years that are named were counted, not the intervals between.
    Years,
    /// Two neighbouring digits are swapped.
    DigitsSwapped,
    /// The scale is off by a thousand.
    Thousandfold,
    /// Two digits that are no neighbours are swapped.
    DistantDigitsSwapped,
    /// One digit is wrong.
    DigitWrong,
    /// The number was cut off instead of rounded, or rounded by another rule.
    Rounding,
}

/// What could have been meant: one printed number with a slip undone, which agrees with all other claims around it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Repair {
    pub(super) claim: String,
    pub(super) printed: Printed,
    pub(super) instead: Printed,
    pub(super) slip: Slip,
}

impl Repair {
    /// The name of the claim.
    #[must_use]
    pub fn claim(&self) -> &str {
        &self.claim
    }

    /// The number as it is printed.
    #[must_use]
    pub const fn printed(&self) -> Printed {
        self.printed
    }

    /// The number that would agree; the same as the printed one for a slip of [`Slip::Years`] and [`Slip::Rounding`].
    #[must_use]
    pub const fn instead(&self) -> Printed {
        self.instead
    }

    /// The slip that lies between the two.
    #[must_use]
    pub const fn slip(&self) -> Slip {
        self.slip
    }
}

impl fmt::Display for Gap {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&super::report::gap_text(*self, false))
    }
}

impl Serialize for Gap {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}
