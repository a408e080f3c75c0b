//! `[data]`: which columns hold the design.

use super::codebook::Codebook;
use super::column::Column;
use super::toml::Table;
use super::{MISSING, SpecError};
use crate::measure::MissingPolicy;

/// The columns of the design, and what an empty cell of an indicator does.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct DesignColumns {
    pub(super) weight: Option<Column>,
    pub(super) size: Option<Column>,
    pub(super) stratum: Option<Column>,
    pub(super) psu: Option<Column>,
    pub(super) period: Option<Column>,
    /// Sampling units in the population of the row's stratum, or the share of them that was sampled.
    pub(super) fpc: Option<Column>,
    /// One set of weights a replicate.
    pub(super) replicate_weights: Vec<Column>,
    pub(super) missing: MissingPolicy,
    pub(super) codes: Codebook,
}

const KEYS: [&str; 9] = ["weight", "size", "stratum", "psu", "fpc", "replicate_weights", "period", "missing", "codes"];

impl DesignColumns {
    pub(super) fn of(document: &Table<'_>) -> Result<Self, SpecError> {
        let Some(node) = document.get("data") else { return Ok(Self::default()) };
        let table = node.table(&KEYS)?;
        let replicate_weights = match table.get("replicate_weights") {
            None => Vec::new(),
            Some(node) => node.list("a list of columns")?.iter().map(Column::of).collect::<Result<_, _>>()?,
        };
        let column = |key| Column::optional(table.get(key).as_ref());
        Ok(Self {
            weight: column("weight")?,
            size: column("size")?,
            stratum: column("stratum")?,
            psu: column("psu")?,
            period: column("period")?,
            fpc: column("fpc")?,
            replicate_weights,
            missing: table.get("missing").map_or(Ok(MissingPolicy::Drop), |node| node.choice(&MISSING))?,
            codes: table.get("codes").map_or_else(|| Ok(Codebook::default()), |node| Codebook::of(&node))?,
        })
    }
}
