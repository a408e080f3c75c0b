//! The masks and the weight of each row, from columns given in order: for functions of a query.

use super::indicator::{Bits, Codes, Refusal};
use super::pack::pack_wide;
use super::sums::Units;
use super::value::is_readable;
use super::weight;
use crate::{EngineError, Place};
use arrow::array::ArrayRef;
use arrow::datatypes::DataType;
use poverty::measure::spec::Grouping;

const ONE: u64 = 1_000_000_000;

/// What one row adds to a sum.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Masks {
    pub(crate) deprived: u64,
    pub(crate) missing: u64,
    /// Billionths of what the specification counts.
    pub(crate) weight: u64,
}

/// Reads columns in the order of a specification's indicators, weight and size.
#[derive(Clone, Debug)]
pub(crate) struct RowReader {
    source: String,
    indicators: Vec<(String, String, Codes)>,
    weight: Option<String>,
    size: Option<String>,
}

impl RowReader {
    pub(crate) fn new(grouping: &Grouping<'_>, source: &str) -> Self {
        let indicators = grouping.indicators.iter();
        Self {
            source: source.to_owned(),
            indicators: indicators.map(|own| (own.column.to_owned(), own.expected(), Codes::new(own))).collect(),
            weight: grouping.weight.map(str::to_owned),
            size: grouping.size.map(str::to_owned),
        }
    }

    /// The names of the columns, in order.
    pub(crate) fn columns(&self) -> impl Iterator<Item = &str> {
        self.indicators.iter().map(|(name, _, _)| name).chain(&self.weight).chain(&self.size).map(String::as_str)
    }

    /// Refuses types whose values can't be written.
    pub(crate) fn check(&self, kinds: &[DataType]) -> Result<(), EngineError> {
        match self.columns().zip(kinds).find(|(_, kind)| !is_readable(kind)) {
            None => Ok(()),
            Some((column, kind)) => Err(EngineError::ColumnType {
                place: self.place(),
                column: column.to_owned(),
                found: kind.to_string(),
                expected: "numbers, truth values, texts, decimals or dictionaries of them",
            }),
        }
    }

    /// Hands each row on.
    pub(crate) fn read(&self, columns: &[ArrayRef], add: impl FnMut(Masks)) -> Result<(), EngineError> {
        let rows = columns.first().map_or(0, |column| column.len());
        let mut columns = columns.iter();
        let mut next = |name: &str| {
            columns.next().ok_or_else(|| EngineError::Schema {
                place: self.place(),
                column: name.to_owned(),
                found: "absent".to_owned(),
                expected: "there".to_owned(),
            })
        };
        let mut bits = vec![Bits::default(); self.indicators.len()];
        for ((name, expected, codes), bits) in self.indicators.iter().zip(&mut bits) {
            codes.read(next(name)?, bits).map_err(|refusal| self.refused(name, expected, refusal))?;
        }
        let mut weights = Units { of_rows: vec![1; rows], billionths: ONE };
        if let Some(name) = &self.weight {
            let read = weight::weights(next(name)?, &mut weights);
            read.map_err(|refusal| self.refused(name, "a number of at least 0", refusal))?;
        }
        if let Some(name) = &self.size {
            let expected = "a whole number of at least 0 whose product with the weight fits 64 bits";
            let read = weight::of_members(next(name)?, &mut weights);
            read.map_err(|refusal| self.refused(name, expected, refusal))?;
        }
        let (mut deprived, mut missing) = (Vec::new(), Vec::new());
        pack_wide(&bits.iter().map(|bits| bits.deprived.as_slice()).collect::<Vec<_>>(), &mut deprived);
        pack_wide(&bits.iter().map(|bits| bits.missing.as_slice()).collect::<Vec<_>>(), &mut missing);
        let masks = deprived.into_iter().zip(missing).zip(weights.in_billionths());
        masks.map(|((deprived, missing), weight)| Masks { deprived, missing, weight }).for_each(add);
        Ok(())
    }

    pub(crate) fn place(&self) -> Place {
        Place { source: self.source.clone(), ..Place::default() }
    }

    fn refused(&self, column: &str, expected: &str, refusal: Refusal) -> EngineError {
        let (place, column) = (self.place(), column.to_owned());
        match refusal {
            Refusal::Value { value, .. } => EngineError::Value { place, column, value, expected: expected.to_owned() },
            Refusal::Arrow(error) => EngineError::Column { place, column, message: error.to_string() },
        }
    }
}
