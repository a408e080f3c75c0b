//! Which cell of a row holds what.

use super::column::{Column, Header};
use super::counting::Counting;
use super::income::Lines;
use super::panel::PanelPlaces;
use super::{Spec, SpecError};

/// Which cell of a row holds what.
#[derive(Clone, Debug)]
pub(super) struct Places {
    pub(super) weight: Option<usize>,
    pub(super) size: Option<usize>,
    pub(super) period: Option<usize>,
    pub(super) stratum: Option<usize>,
    pub(super) psu: Option<usize>,
    pub(super) fpc: Option<usize>,
    /// The columns of subgroups, each once.
    pub(super) subgroups: Vec<usize>,
    pub(super) indicators: Vec<usize>,
    /// The achievements behind gaps, in the order of the table's gaps.
    pub(super) achievements: Vec<usize>,
    pub(super) income: Option<usize>,
    pub(super) line: Vec<usize>,
    pub(super) panel: Option<PanelPlaces>,
    /// Weights of replicates.
    pub(super) replicates: Vec<usize>,
}

impl Places {
    /// # Errors
    /// [`SpecError::MissingColumn`], [`SpecError::RepeatedColumn`].
    pub(super) fn of(spec: &Spec, header: &Header, subgroups: &[&Column]) -> Result<Self, SpecError> {
        let place = |column: &Option<Column>| column.as_ref().map(|column| column.find(header)).transpose();
        let find =
            |columns: &[&Column]| columns.iter().map(|column| column.find(header)).collect::<Result<Vec<_>, _>>();
        // Points need no design, and households no size: columns that nothing reads may be missing.
        let designed = spec.is_designed();
        let of_design = |column: &Option<Column>| if designed { place(column) } else { Ok(None) };
        let counting = || spec.counting.iter().flat_map(|counting| &counting.indicators);
        let lines = match spec.income.as_ref().and_then(|income| income.lines.as_ref()) {
            Some(Lines::By { columns, .. }) => columns.iter().collect(),
            Some(Lines::One(_)) | None => Vec::new(),
        };
        Ok(Self {
            weight: place(&spec.data.weight)?,
            size: if spec.counts_persons() { place(&spec.data.size)? } else { None },
            period: place(&spec.data.period)?,
            stratum: of_design(&spec.data.stratum)?,
            psu: of_design(&spec.data.psu)?,
            fpc: of_design(&spec.data.fpc)?,
            subgroups: find(subgroups)?,
            indicators: find(&counting().map(|indicator| &indicator.column).collect::<Vec<_>>())?,
            achievements: find(
                &spec.counting.iter().flat_map(Counting::gaps).map(|(column, _)| column).collect::<Vec<_>>(),
            )?,
            income: spec.income.as_ref().map(|income| income.column.find(header)).transpose()?,
            line: find(&lines)?,
            panel: spec.panel.as_ref().map(|panel| panel.places(header)).transpose()?,
            replicates: if spec.options.given.is_some() {
                find(&spec.data.replicate_weights.iter().collect::<Vec<_>>())?
            } else {
                Vec::new()
            },
        })
    }
}
