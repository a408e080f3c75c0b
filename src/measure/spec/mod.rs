//! A survey file, measured as a text says: the researcher's way in. Behind the feature `csv`.
//!
//! In order of reading: a [`Spec`] is the text; [`Spec::read_csv`] reads a file for it into a [`Survey`], and
//! [`SurveyReader`] takes rows from anywhere else; [`Survey::measure`] gives a [`Tidy`](crate::measure::Tidy) table. The program
//! `examples/measure.rs` is nothing but these three steps, and [`guide::survey`](crate::guide::survey) walks through them.
//!
//! # The form of a specification
//!
//! TOML. Unknown keys are refused with line and column. Numbers may be texts, `"1/3"`, or bare, `0.25`; they are read as they
//! are written, without a binary float between.
//!
//! | `[data]` | the column of | unless given |
//! |---|---|---|
//! | `weight` | household weights | every row counts 1 |
//! | `size` | members of the household | needed for `unit = "person"` |
//! | `stratum` | strata | one stratum |
//! | `psu` | primary sampling units, which are named within their stratum | every row is one |
//! | `fpc` | the number of sampling units in the row's stratum, or the sampled share of them | sampling with replacement |
//! | `replicate_weights` | *a list of columns* with the weights of each replicate, for `replicates = { method = "given" }` | none |
//! | `period` | periods | one period |
//! | `missing` | *what an unknown indicator does*: `drop`, `not_deprived`, `deprived`, `reweight_dimension` ([`MissingPolicy`]) | `drop` |
//! | `codes` | *what codes of indicators mean*: `{ "1" = "deprived", "2" = "not_deprived", "9" = "refused" }` | 1 deprived, 0 not, empty unknown |
//!
//! A code means `deprived`, `not_deprived`, `unknown`, or a reason for that ([`Unknown`](crate::household::Unknown):
//! `not_recorded`, `not_asked`, `refused`, `does_not_know`, `not_measured`, `unreadable`). A code that the codebook lacks stops the
//! run; how many rows have each code is told by [`Survey::codes`].
//!
//! | `[options]` | what | unless given |
//! |---|---|---|
//! | `unit` | `household` (weight), `person` (weight times size) | `household` |
//! | `standard_errors` | `false`: points only; the columns of the design may then be missing | `true` |
//! | `confidence` | the level of limits | 0.95 |
//! | `limits` | the scale of the limits of shares: `logit`, `plain` | `logit` |
//! | `lonely_psu` | `fail`, `remove`, `certainty`, `average`, `adjust` ([`LonelyPsu`](crate::measure::LonelyPsu)) | `fail` |
//! | `adjust_lonely_domains` | the rule also where only one unit of a stratum has rows in the group | `false` |
//! | `replicates` | errors from replicates: `{ method = "jackknife" }`, `"balanced"`, `"fay"` with `rho`, `"rao_wu"` and `"canty_davison"` with `count` and `seed`; `centre = "full"` instead of `"mean"`; or from weights in the data: `"given"` with `scale`, `scales`, `degrees_of_freedom` | linearisation |
//! | `subgroups` | columns, and lists of columns for cross-products | the whole only |
//! | `changes` | pairs of periods | none |
//! | `measures` | `H` `A` `M0` `M1` `M2` (`M3` ...) `G` `S` `hd` `hdk` `actb` `pctb` `dimension_actb` `dimension_pctb`, with `_M1` `_M2` ... after any of the four for contributions to these, `change` `change_incidence_intensity` `change_by_indicator` `change_by_group` `phi` `cramers_v` `r0` `kendall_tau_b` `spearman` `pairs_kept` | all that the data allow |
//!
//! `change` reports the changes of the other measures asked for, between each pair of periods; the three after it split the
//! change of M0 into parts that sum to it ([`ChangePart`](crate::measure::ChangePart)). `phi`, `cramers_v` and `r0` tell for each
//! pair of indicators, `water|toilet`, how far they find the same people; `kendall_tau_b` and `spearman` how far the groups of each
//! subgroup stand in the same order of M0 under two cutoffs, `1/4|1/3`, and `pairs_kept` which share of the pairs of groups stands in
//! one order under all of a weighting's cutoffs ([`robust`](crate::measure::robust)).
//!
//! | `[[dimension]]` | what | unless given |
//! |---|---|---|
//! | `id` | its name | |
//! | `weight` | its share of the whole | equal shares |
//! | `indicators` | a list of `{ column = "water" }`, with `id`, `weight` (share of the whole), `codes`, and `gap = { column = "litres", cutoff = "50" }` for a measured achievement behind it | names are columns; weights equal within the dimension |
//!
//! | `[[weighting]]` | what | unless given |
//! |---|---|---|
//! | `id` | its name | |
//! | `cutoffs` | poverty cutoffs k, which rows repeat as they are written | |
//! | `weights` | `{ water = "1/4", ... }`, all indicators, summing to exactly 1 | those of the dimensions |
//!
//! | `[income]` | what | unless given |
//! |---|---|---|
//! | `column` | income per person; empty where it is not known | |
//! | `decimals` | to how many decimals incomes are rounded | as they are |
//! | `lines` | an absolute line, `"1500000"`, or `{ column = "area", values = { rural = "1500000", urban = "2000000" } }`; with several columns values are `"rural\|2021"` | none |
//! | `relative_line` | `{ share = "0.6", of = "median" }` or `"mean"`: of the whole period, also for subgroups | none |
//! | `comparison` | whether an income on the line is poor: `at_most` (Viet Nam, R's convey) or `below` (Europe) | `at_most` |
//! | `quantile` | the definition of medians and quintiles ([`Quantile`](crate::measure::income::Quantile)): `inverse_cdf` (convey), `upper_inverse_cdf` (laeken) ... | `inverse_cdf` |
//! | `measures` | `fgt0` `fgt1` `fgt2` (any power) `watts` `sen` `sst` `arpt` `arpr` `rmpg` `s80s20` `gini` `gini_convey` `theil_l` `theil_t` `ge2` (any) `atkinson` | all that the lines allow |
//! | `atkinson` | aversions to inequality | 0.5 and 1 |
//!
//! | `[panel]` | what | unless given |
//! |---|---|---|
//! | `household` | the column of identifiers that link a household to itself over `period` of `[data]` | |
//! | `class` | the column of its class in the period; empty where it is not known | |
//! | `classes` | the classes from worst to best | |
//! | `poor` | those of them that are poor | the first |
//! | `escaped` | `{ name = "escaped", seen_as = "not_poor", within = 3 }`: tells apart who left poverty less than so many years ago ([`Classes::escaped`](crate::measure::panel::Classes::escaped)) | none |
//! | `origins` | the column of the households of the period before from which one descends, joined by `+`: of a part of a split household its origin, of a merged household all of them | an identifier goes on |
//! | `ended` | the column that says `dissolved` or `moved` in the last period of a household | not observed |
//! | `splits` | `each_part_carries`, `the_same_household`, `parts_begin_anew` ([`SplitRule`](crate::measure::panel::SplitRule)) | `each_part_carries` |
//! | `mergers` | `not_linkable`, `first`, `worst`, `heaviest` ([`MergeRule`](crate::measure::panel::MergeRule)) | `not_linkable` |
//! | `return_within` | for how many years after an exit a return is one | however many |
//! | `measures` | `transition` `exit_rate` `entry_rate` `return_rate` `mobility` `downward_mobility` between each period and the next; `exit_survival` `poverty_survival` over all | all |
//! | `duration_cutoffs` | `["1/2", "1"]`: from which shares of the periods on poverty is chronic; reports `chronic_headcount`, `chronic_duration`, `chronic_poverty` (Foster's `K_0`) and `transient_poverty` of the households known in every period ([`Durations`](crate::measure::panel::Durations)) | none |
//!
//! Periods that are years count as years. A `transition` has the indicator `poor>near_poor`, survival the time that spells last
//! longer than. A household that changes its subgroup counts, for a passage, in that of the earlier period, for a spell, in that of its
//! beginning, for chronic poverty, in that of its last row. Without a column of sampling units each household, with all its rows, is one.
//!
//! Without `[income]`, or with an empty one, incomes are not measured; without dimensions nothing is counted.
//!
//! # The rows that result
//!
//! One row a measure, cutoff, group and period ([`TidyRow`](crate::measure::TidyRow)). `indicator` holds what the measure is
//! about: an indicator, `dimension:housing`, what changes (`H`, `hdk:water`), for incomes the line (`line`,
//! `60% of the median`), the parameter and, where incomes of zero or less are left out, `positive incomes`. A cross-product is
//! `area|ethnic_minority` and `rural|1`. Rows of the data with an empty level are in the whole and in no group of that column.
//!
//! Every estimate is a domain of the whole design: rows that a policy drops, other periods and other groups stay in it. For
//! incomes, the population of a period is its rows with a known income; a group is held to the relative line of the period, and
//! the threshold itself (`arpt`) is reported for the whole only. Limits are on the logit scale for shares that are counted, and
//! plain for the rest. The errors of `arpt`, `arpr` and `rmpg` depend on the scale of the weights, as the published estimator and
//! R's convey have it: its kernel's bandwidth takes the sum of the weights for the number of observations.

mod chronic;
mod codebook;
mod column;
mod counting;
mod csv;
mod design_columns;
mod error;
mod followed;
mod grouping;
mod income;
mod labels;
mod measured;
mod number;
mod options;
mod panel;
mod panel_group;
mod places;
mod robustness;
mod rows;
#[expect(
    clippy::module_inception,
    reason = "the module is named after its main type, whose file is named after it too"
)]
mod spec;
mod survey;
mod toml;

pub use codebook::CodeMeaning;
pub use error::SpecError;
pub use grouping::{Grouping, IndicatorColumn};
pub use spec::Spec;
pub use survey::{CodeCount, Survey, SurveyPanel, SurveyReader, SurveyTable};

use super::MissingPolicy;

/// The policies by their names in text.
const MISSING: [(&str, MissingPolicy); 4] = [
    ("drop", MissingPolicy::Drop),
    ("not_deprived", MissingPolicy::NotDeprived),
    ("deprived", MissingPolicy::Deprived),
    ("reweight_dimension", MissingPolicy::ReweightWithinDimension),
];
