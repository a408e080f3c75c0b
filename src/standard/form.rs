//! The form of a standard: what its file says, before it is checked as a whole.

use super::default_unit::{household, is_household};
use super::{
    Class, ClassRow, Counts, Cutoff, Dimension, IncomeLine, IncomeMeasure, MissingPolicy, Parameter, Scoring, Status,
    Validity,
};
use crate::quantity::Unit;
use crate::source::{Instrument, Text};
use serde::{Deserialize, Serialize};

/// A standard as written, before it is checked as a whole.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub(super) struct StandardForm {
    /// Version of the form.
    pub(super) form: u32,
    pub(super) id: String,
    pub(super) jurisdiction: String,
    pub(super) name: Text,
    #[serde(default = "household", skip_serializing_if = "is_household")]
    pub(super) unit: Unit,
    #[serde(default)]
    pub(super) counts: Counts,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) missing: Option<MissingPolicy>,
    #[serde(default, rename = "instrument", skip_serializing_if = "Vec::is_empty")]
    pub(super) instruments: Vec<Instrument>,
    #[serde(default, rename = "validity", skip_serializing_if = "Vec::is_empty")]
    pub(super) validities: Vec<Validity>,
    #[serde(default, rename = "parameter", skip_serializing_if = "Vec::is_empty")]
    pub(super) parameters: Vec<Parameter>,
    #[serde(default, skip_serializing_if = "is_per_person_month")]
    pub(super) income: IncomeMeasure,
    #[serde(default, rename = "line", skip_serializing_if = "Vec::is_empty")]
    pub(super) lines: Vec<IncomeLine>,
    #[serde(rename = "dimension")]
    pub(super) dimensions: Vec<Dimension>,
    #[serde(default, rename = "cutoff", skip_serializing_if = "Vec::is_empty")]
    pub(super) cutoffs: Vec<Cutoff>,
    #[serde(rename = "class")]
    pub(super) classes: Vec<Class>,
    #[serde(rename = "row")]
    pub(super) rows: Vec<ClassRow>,
    #[serde(default, rename = "status", skip_serializing_if = "Vec::is_empty")]
    pub(super) statuses: Vec<Status>,
    #[serde(default, rename = "scoring", skip_serializing_if = "Vec::is_empty")]
    pub(super) scorings: Vec<Scoring>,
}

fn is_per_person_month(income: &IncomeMeasure) -> bool {
    *income == IncomeMeasure::default()
}
