//! What a result assumes, as data and as sentences.

use crate::quantity::{Money, Ratio, Rounding};
use chrono::NaiveDate;
use core::fmt;

/// One assumption behind a simulated result. It prints as a sentence, which belongs under every table that the result goes into.
#[non_exhaustive]
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Assumed {
    /// Households are assessed by a standard as of one day: nobody ages, is born or moves meanwhile.
    Assessed {
        /// Id of the standard.
        standard: String,
        /// The day.
        on: NaiveDate,
    },
    /// Interventions run for some years, and what they did is looked at the end of the last.
    Years(u32),
    /// Interventions meet households as those before them left them, in this order.
    Order(Vec<String>),
    /// Chance is drawn from a seed, one household and one intervention at a time, independently of all others.
    Seed(u64),
    /// Whom an intervention is for, in words.
    For {
        /// Its id.
        intervention: String,
        /// The condition.
        whom: String,
    },
    /// The share of the eligible who take it up, each by chance.
    TakeUp {
        /// Id of the intervention.
        intervention: String,
        /// Its take-up.
        share: Ratio,
    },
    /// Who comes first.
    First {
        /// Id of the intervention.
        intervention: String,
        /// The order, in words.
        order: String,
    },
    /// What an intervention changes of a household, in words.
    Changes {
        /// Its id.
        intervention: String,
        /// The change.
        what: String,
    },
    /// What an intervention costs for one household.
    UnitCost {
        /// Its id.
        intervention: String,
        /// The cost area.
        area: String,
        /// The budget line that pays; `None` if it does not matter.
        line: Option<String>,
        /// The cost.
        cost: Money,
    },
    /// How many households an intervention can reach; `None` for as many as there are.
    Capacity {
        /// Its id.
        intervention: String,
        /// Households, in a year where there are years.
        households: Option<u64>,
    },
    /// When an effect begins and ends.
    Effect {
        /// Id of the intervention.
        intervention: String,
        /// Years until it begins.
        lag: u32,
        /// Years that it lasts; `None` for ever.
        duration: Option<u32>,
        /// The share of households that lose it in each year after its first.
        decay: Ratio,
    },
    /// An intervention surely removes deprivations.
    Removes {
        /// Its id.
        intervention: String,
        /// The indicators.
        indicators: Vec<String>,
    },
    /// A line pays a share of an intervention's cost, and the first line that much less.
    PaidBy {
        /// Id of the intervention.
        intervention: String,
        /// The line.
        line: String,
        /// The share.
        share: Ratio,
    },
    /// A success of an intervention that works by chance is planned at the cost of as many trials as it takes on average.
    Chance {
        /// Id of the intervention.
        intervention: String,
        /// Probability of success.
        probability: Ratio,
    },
    /// What is not known of a household is taken as not deprived.
    UnknownIsFine,
    /// Households are poor from a deprivation score on.
    PoorFrom(Ratio),
    /// What there is on a budget line.
    Line {
        /// Its name.
        line: String,
        /// The amount.
        amount: Money,
    },
    /// At least this share of what a line spends is reserved for a group.
    Reserved {
        /// The line.
        line: String,
        /// The group.
        group: String,
        /// The share of the line's amount.
        share: Ratio,
    },
    /// At least so many households of a group get something.
    AtLeast {
        /// The group.
        group: String,
        /// How many.
        households: u64,
    },
    /// What one household of a group counts in the objective, others counting 1.
    Need {
        /// The group.
        group: String,
        /// Its weight.
        weight: u32,
    },
}

impl fmt::Display for Assumed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let percent = |share: &Ratio| share.percent(1, Rounding::HalfUp);
        match self {
            Self::Assessed { standard, on } => {
                write!(f, "assessed by {standard} as of {on}; nobody ages, arrives or moves meanwhile")
            }
            Self::Years(1) => write!(f, "the end of the first year"),
            Self::Years(years) => write!(f, "the end of year {years}"),
            Self::Order(order) => {
                write!(f, "each meets households as those before it left them: {}", order.join(", then "))
            }
            Self::Seed(seed) => write!(f, "chance is drawn from seed {seed}, for each household by itself"),
            Self::For { intervention, whom } => write!(f, "{intervention} is for {whom}"),
            Self::TakeUp { intervention, share } => {
                write!(f, "{} of those take {intervention} up, by chance", percent(share))
            }
            Self::First { intervention, order } => write!(f, "{intervention} reaches first {order}"),
            Self::Changes { intervention, what } => write!(f, "{intervention}: {what}"),
            Self::UnitCost { intervention, area, line, cost } => {
                match area.as_str() {
                    "everywhere" => write!(f, "{intervention} costs {cost} for a household everywhere")?,
                    area => write!(f, "{intervention} costs {cost} for a household in {area}")?,
                }
                line.as_ref().map_or(Ok(()), |line| write!(f, ", paid from {line}"))
            }
            Self::Capacity { intervention, households: Some(most) } => {
                write!(f, "{intervention} reaches at most {most} households")
            }
            Self::Capacity { intervention, households: None } => {
                write!(f, "{intervention} has no limit of capacity")
            }
            Self::Effect { intervention, lag, duration, decay } => {
                write!(f, "{intervention} ")?;
                match lag {
                    0 => write!(f, "works at once")?,
                    1 => write!(f, "works from the next year on")?,
                    years => write!(f, "works after {years} years")?,
                }
                match duration {
                    Some(1) => write!(f, ", for one year")?,
                    Some(years) => write!(f, ", for {years} years")?,
                    None => write!(f, ", for ever")?,
                }
                if *decay == Ratio::ZERO { Ok(()) } else { write!(f, "; {} lose it each year", percent(decay)) }
            }
            Self::Removes { intervention, indicators } => {
                write!(f, "{intervention} surely removes {}", indicators.join(" and "))
            }
            Self::PaidBy { intervention, line, share } => {
                write!(f, "{line} pays {} of {intervention}, and the first line so much less", percent(share))
            }
            Self::Chance { intervention, probability } => {
                write!(
                    f,
                    "{} of those who get {intervention} succeed; a success is planned at the cost of as many as it takes",
                    percent(probability)
                )
            }
            Self::UnknownIsFine => write!(f, "what is not known of a household is taken as not deprived"),
            Self::PoorFrom(k) => write!(f, "poor from a score of {k} on"),
            Self::Line { line, amount } => write!(f, "line {line} has {amount}"),
            Self::Reserved { line, group, share } => {
                write!(f, "{} of {line} is reserved for {group}", percent(share))
            }
            Self::AtLeast { group, households } => {
                write!(f, "at least {households} households of {group} get something")
            }
            Self::Need { group, weight } => write!(f, "a household of {group} counts {weight} times"),
        }
    }
}
