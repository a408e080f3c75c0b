//! What can be wrong with a standard, or with using it.

use super::{At, FormFault};
use crate::place::Area;
use crate::quantity::{QuantityError, Ratio};
use crate::source::Position;
use chrono::NaiveDate;
use thiserror::Error;

/// Why a standard could not be read, found or used.
#[non_exhaustive]
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum StandardError {
    /// The text is not of the form.
    #[error("{message} ({position})")]
    Form {
        /// Which kind of mistake it is.
        fault: FormFault,
        /// Where.
        position: Position,
        /// What is wrong and what was expected.
        message: String,
    },
    /// An indicator names a rule that this version of the crate does not have.
    #[error("there is no rule `{rule}`, expected one of: {known} ({at})")]
    UnknownRule {
        /// The name as found.
        rule: String,
        /// The rules there are.
        known: String,
        /// Where.
        at: Box<At>,
    },
    /// A version of the form that this version of the crate does not know.
    #[error("the form has version {found}, expected {expected} ({at})")]
    UnsupportedForm {
        /// Version found.
        found: u32,
        /// Version supported.
        expected: u32,
        /// Where.
        at: Box<At>,
    },
    /// A key that must be unique is there twice.
    #[error("the {thing} `{id}` is there twice, expected different ids ({at})")]
    DuplicateId {
        /// Dimension, indicator, line, class, cutoff or instrument.
        thing: &'static str,
        /// The id.
        id: String,
        /// Where the second stands.
        at: Box<At>,
    },
    /// A key that is empty or blank.
    #[error("the id of {} {thing} is blank, expected a key such as `toilet` ({at})", if *thing == "indicator" || *thing == "instrument" { "an" } else { "a" })]
    BlankId {
        /// Standard, dimension, indicator, line, class, cutoff or instrument.
        thing: &'static str,
        /// Where.
        at: Box<At>,
    },
    /// A list that needs an entry has none.
    #[error("there is no {thing}, expected at least one ({at})")]
    Empty {
        /// What is missing.
        thing: &'static str,
        /// Where it was expected.
        at: Box<At>,
    },
    /// More indicators than a profile has bits, or more classes than a mask of them.
    #[error("there are {found} {thing}, expected at most {max} ({at})")]
    TooMany {
        /// Indicators or classes.
        thing: &'static str,
        /// How many.
        found: usize,
        /// How many there may be.
        max: usize,
        /// Where.
        at: Box<At>,
    },
    /// Weights are given to some and not to others.
    #[error("only some {things} of `{of}` have a weight, expected all or none (none means equal weights) ({at})")]
    PartialWeights {
        /// Dimensions or indicators.
        things: &'static str,
        /// Of which standard or dimension.
        of: String,
        /// Where.
        at: Box<At>,
    },
    /// Weights that do not sum to what they should.
    #[error("the weights of `{of}` sum to {sum}, expected {expected} ({at})")]
    WeightsSum {
        /// Of which standard or dimension.
        of: String,
        /// Their sum.
        sum: Ratio,
        /// What they should sum to.
        expected: Ratio,
        /// Where.
        at: Box<At>,
    },
    /// A weight that is not positive.
    #[error("the weight of `{of}` is {weight}, expected more than 0 and at most 1 ({at})")]
    WeightOutOfRange {
        /// Of which dimension or indicator.
        of: String,
        /// The weight.
        weight: Ratio,
        /// Where.
        at: Box<At>,
    },
    /// A dimension that asks for more deprived indicators than it has, or for none.
    #[error(
        "dimension `{dimension}` is deprived from {deprived_from} indicators on, expected 1 to {indicators} ({at})"
    )]
    DimensionCount {
        /// The dimension.
        dimension: String,
        /// What it asks for.
        deprived_from: u32,
        /// What it has.
        indicators: usize,
        /// Where.
        at: Box<At>,
    },
    /// A poverty cutoff outside (0, 1].
    #[error("the cutoff `{cutoff}` is {k}, expected more than 0 and at most 1 ({at})")]
    CutoffOutOfRange {
        /// Its id.
        cutoff: String,
        /// The cutoff.
        k: Ratio,
        /// Where.
        at: Box<At>,
    },
    /// A reference to something that the standard does not have.
    #[error("there is no {thing} `{id}`, expected one of: {known} ({at})")]
    UnknownReference {
        /// Instrument, line or class.
        thing: &'static str,
        /// The id as found.
        id: String,
        /// The ids there are.
        known: String,
        /// Where.
        at: Box<At>,
    },
    /// Periods of use that share days.
    #[error("the periods {first} and {second} overlap, expected periods that meet at most at their ends ({at})")]
    OverlappingPeriods {
        /// The earlier.
        first: String,
        /// The later.
        second: String,
        /// Where the later stands.
        at: Box<At>,
    },
    /// Two amounts of a line for the same area on the same day.
    #[error("the line `{line}` has two amounts for the same area and day, expected one ({at})")]
    AmbiguousLine {
        /// The line.
        line: String,
        /// Where the second amount stands.
        at: Box<At>,
    },
    /// An amount of a line that is not positive, or in another currency than the first.
    #[error("the line `{line}` has the amount {amount}, expected a positive amount in {currency} ({at})")]
    LineAmount {
        /// The line.
        line: String,
        /// The amount.
        amount: String,
        /// The currency of the standard.
        currency: String,
        /// Where.
        at: Box<At>,
    },
    /// A later line that is not above an earlier one.
    #[error(
        "the line `{upper}` ({upper_amount}) is not above `{lower}` ({lower_amount}), expected lines in rising order ({at})"
    )]
    LinesNotRising {
        /// The line listed first.
        lower: String,
        /// Its amount.
        lower_amount: String,
        /// The line listed after it.
        upper: String,
        /// Its amount.
        upper_amount: String,
        /// Where the later stands.
        at: Box<At>,
    },
    /// A row whose range is empty.
    #[error("the row of class `{class}` holds for nothing: {range} is empty ({at})")]
    EmptyRow {
        /// Its class.
        class: String,
        /// The empty range.
        range: String,
        /// Where.
        at: Box<At>,
    },
    /// Two rows that claim the same households.
    #[error(
        "the rows of classes `{first}` and `{second}` overlap for {whom}, expected one class for each household ({at})"
    )]
    RowsOverlap {
        /// Class of the one row.
        first: String,
        /// Class of the other.
        second: String,
        /// Income band and deprivation where they meet.
        whom: String,
        /// Where the second row stands.
        at: Box<At>,
    },
    /// Households that no row claims.
    #[error("no row gives a class for {whom}, expected one class for each household ({at})")]
    RowsGap {
        /// Income band and deprivation without a class.
        whom: String,
        /// Where the rows stand.
        at: Box<At>,
    },
    /// A policy for missing answers that moves weights, in a standard that counts.
    #[error(
        "`missing` is `reweight_dimension`, which moves weights, but the rows count {counts}, expected `score` ({at})"
    )]
    ReweightsCounts {
        /// What the rows count.
        counts: &'static str,
        /// Where.
        at: Box<At>,
    },
    /// A rule whose parameters make no sense, such as ages from 16 to under 16.
    #[error("the rule `{rule}` of `{indicator}` can't be used: {flaw} ({at})")]
    RuleParameters {
        /// The indicator.
        indicator: String,
        /// Its rule.
        rule: &'static str,
        /// What is wrong.
        flaw: String,
        /// Where.
        at: Box<At>,
    },
    /// An indicator that looks at the person assessed, in a standard that assesses households.
    #[error(
        "`{indicator}` looks at the person who is assessed, but the standard assesses households, expected `unit = \"person\"` ({at})"
    )]
    LooksAtPerson {
        /// The indicator.
        indicator: String,
        /// Where.
        at: Box<At>,
    },
    /// A scoring whose points don't fit the standard.
    #[error("the scoring `{scoring}` does not fit: {flaw} ({at})")]
    ScoringFlaw {
        /// The scoring.
        scoring: String,
        /// What is wrong and what was expected.
        flaw: String,
        /// Where.
        at: Box<At>,
    },
    /// A parameter of another kind than what refers to it needs.
    #[error("the parameter `{parameter}` is {kind}, expected {expected} ({at})")]
    ParameterKind {
        /// The parameter.
        parameter: String,
        /// What it is.
        kind: String,
        /// What it should be.
        expected: String,
        /// Where it is referred to.
        at: Box<At>,
    },
    /// A value that a parameter can't have.
    #[error("the parameter `{parameter}` can't be {value}, expected {expected}")]
    ParameterValue {
        /// The parameter.
        parameter: String,
        /// The value as given.
        value: String,
        /// What it can be.
        expected: String,
    },
    /// A household given to a standard that assesses persons.
    #[error("`{standard}` assesses persons, not households: use `assess_units`, which assesses each member")]
    AssessesPersons {
        /// The standard.
        standard: String,
    },
    /// Dollars of purchasing power parity of one year compared with a line in those of another.
    #[error("the line `{line}` is in prices of {expected}, but the income is in those of {found}: convert it first")]
    PricesDiffer {
        /// The line.
        line: String,
        /// Year of the prices of the line.
        expected: String,
        /// Year of the prices of the income.
        found: String,
    },
    /// A day on which no survey form of the standard is used.
    #[error("`{standard}` has no scoring on {on}, expected a day in one of: {known}")]
    NoScoring {
        /// The standard.
        standard: String,
        /// The day.
        on: NaiveDate,
        /// The periods there are.
        known: String,
    },
    /// Two standards that have too many indicators between them to enumerate every kind of household.
    #[error("`{first}` and `{second}` have {indicators} indicators that do not go together, expected at most {max}")]
    TooManyKinds {
        /// The one standard.
        first: String,
        /// The other.
        second: String,
        /// Indicators that can be deprived independently.
        indicators: u32,
        /// How many there may be.
        max: u32,
    },
    /// Two standards whose lines can't be placed among each other.
    #[error("`{first}` and `{second}` measure income differently, so that their lines can't be compared")]
    MeasuresDiffer {
        /// The one standard.
        first: String,
        /// The other.
        second: String,
    },
    /// Points of deprivation that no number of deprived indicators gives.
    #[error(
        "{points} points of deprivation can't be, expected a multiple of {each} for at most {indicators} indicators"
    )]
    Points {
        /// The points.
        points: u16,
        /// Points of one indicator.
        each: u16,
        /// How many indicators there are.
        indicators: usize,
    },
    /// A standard that needs a parameter of law which is not known. It is never guessed.
    #[error("`{standard}` can't be used here: {parameter} is not known ({note})")]
    ParameterUnknown {
        /// The standard.
        standard: String,
        /// The parameter.
        parameter: String,
        /// What its citation says.
        note: String,
    },
    /// A line without an amount for an area on a day.
    #[error("the line `{line}` has no amount for {} on {on}", area.map_or_else(|| "every area".to_owned(), |area| format!("{area} areas")))]
    NoLineValue {
        /// The line.
        line: String,
        /// The area, if the subject has one.
        area: Option<Area>,
        /// The day.
        on: NaiveDate,
    },
    /// A standard that the registry does not have.
    #[error("there is no standard `{id}`, expected one of: {known}")]
    UnknownStandard {
        /// The id as asked for.
        id: String,
        /// The ids there are.
        known: String,
    },
    /// A date that no period of use covers.
    #[error("no standard of {jurisdiction} is in force on {on}; {nearest}")]
    NotInForce {
        /// Country or union.
        jurisdiction: String,
        /// The day.
        on: NaiveDate,
        /// The nearest periods before and after.
        nearest: String,
    },
    /// A number that its type refuses, such as an income in another currency than the lines.
    #[error(transparent)]
    Quantity(#[from] QuantityError),
}

impl StandardError {
    /// A stable, documented code of this kind of error.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Form { fault: FormFault::Syntax, .. } => "standard/syntax",
            Self::Form { fault: FormFault::UnknownKey, .. } => "standard/unknown-key",
            Self::Form { fault: FormFault::MissingKey, .. } => "standard/missing-key",
            Self::Form { fault: FormFault::WrongType, .. } => "standard/wrong-type",
            Self::Form { fault: FormFault::Value, .. } => "standard/value",
            Self::UnknownRule { .. } => "standard/unknown-rule",
            Self::UnsupportedForm { .. } => "standard/unsupported-form",
            Self::DuplicateId { .. } => "standard/duplicate-id",
            Self::BlankId { .. } => "standard/blank-id",
            Self::Empty { .. } => "standard/empty",
            Self::TooMany { .. } => "standard/too-many",
            Self::PartialWeights { .. } => "standard/partial-weights",
            Self::WeightsSum { .. } => "standard/weights-sum",
            Self::WeightOutOfRange { .. } => "standard/weight-out-of-range",
            Self::DimensionCount { .. } => "standard/dimension-count",
            Self::CutoffOutOfRange { .. } => "standard/cutoff-out-of-range",
            Self::UnknownReference { .. } => "standard/unknown-reference",
            Self::OverlappingPeriods { .. } => "standard/overlapping-periods",
            Self::AmbiguousLine { .. } => "standard/ambiguous-line",
            Self::LineAmount { .. } => "standard/line-amount",
            Self::LinesNotRising { .. } => "standard/lines-not-rising",
            Self::EmptyRow { .. } => "standard/empty-row",
            Self::RowsOverlap { .. } => "standard/rows-overlap",
            Self::RowsGap { .. } => "standard/rows-gap",
            Self::ReweightsCounts { .. } => "standard/reweights-counts",
            Self::RuleParameters { .. } => "standard/rule-parameters",
            Self::LooksAtPerson { .. } => "standard/looks-at-person",
            Self::ScoringFlaw { .. } => "standard/scoring-flaw",
            Self::ParameterKind { .. } => "standard/parameter-kind",
            Self::ParameterValue { .. } => "standard/parameter-value",
            Self::AssessesPersons { .. } => "standard/assesses-persons",
            Self::PricesDiffer { .. } => "standard/prices-differ",
            Self::NoScoring { .. } => "standard/no-scoring",
            Self::TooManyKinds { .. } => "standard/too-many-kinds",
            Self::MeasuresDiffer { .. } => "standard/measures-differ",
            Self::Points { .. } => "standard/points",
            Self::ParameterUnknown { .. } => "standard/parameter-unknown",
            Self::NoLineValue { .. } => "standard/no-line-value",
            Self::UnknownStandard { .. } => "standard/unknown-standard",
            Self::NotInForce { .. } => "standard/not-in-force",
            Self::Quantity(error) => error.code(),
        }
    }

    /// Where in the file the error stands, for errors about a file.
    pub(super) const fn at_mut(&mut self) -> Option<&mut At> {
        match self {
            Self::UnknownRule { at, .. }
            | Self::UnsupportedForm { at, .. }
            | Self::DuplicateId { at, .. }
            | Self::BlankId { at, .. }
            | Self::Empty { at, .. }
            | Self::TooMany { at, .. }
            | Self::PartialWeights { at, .. }
            | Self::WeightsSum { at, .. }
            | Self::WeightOutOfRange { at, .. }
            | Self::DimensionCount { at, .. }
            | Self::CutoffOutOfRange { at, .. }
            | Self::UnknownReference { at, .. }
            | Self::OverlappingPeriods { at, .. }
            | Self::AmbiguousLine { at, .. }
            | Self::LineAmount { at, .. }
            | Self::LinesNotRising { at, .. }
            | Self::EmptyRow { at, .. }
            | Self::RowsOverlap { at, .. }
            | Self::RowsGap { at, .. }
            | Self::ReweightsCounts { at, .. }
            | Self::RuleParameters { at, .. }
            | Self::LooksAtPerson { at, .. }
            | Self::ParameterKind { at, .. }
            | Self::ScoringFlaw { at, .. } => Some(at),
            Self::Form { .. }
            | Self::ParameterValue { .. }
            | Self::AssessesPersons { .. }
            | Self::PricesDiffer { .. }
            | Self::NoScoring { .. }
            | Self::TooManyKinds { .. }
            | Self::MeasuresDiffer { .. }
            | Self::Points { .. }
            | Self::ParameterUnknown { .. }
            | Self::NoLineValue { .. }
            | Self::UnknownStandard { .. }
            | Self::NotInForce { .. }
            | Self::Quantity(_) => None,
        }
    }
}
