//! A survey from record batches.

use super::cells::Cells;
use super::indicator::{Bits, Codes, Refusal};
use super::level::Levels;
use super::pack::{pack, pack_wide};
use super::sums::{Sums, Units};
use super::value::{is_readable, texts};
use super::weight;
use crate::{EngineError, Place};
use arrow::array::{ArrayRef, RecordBatch};
use arrow::datatypes::DataType;
use arrow::error::ArrowError;
use poverty::measure::spec::{Grouping, Spec, Survey, SurveyReader};
use poverty::measure::{CellId, Role};
use poverty::quantity::Unit;

/// Rows of a chunk: its masks, cells and weights stay in a core's own cache.
const CHUNK: usize = 8_192;

const ONE: u64 = 1_000_000_000;

/// A cell that no table has.
const NOWHERE: u32 = u32::MAX;

/// Reads the rows of a survey from record batches, in any order, as [`SurveyReader`] reads them from texts: same cells, same
/// sums, same fingerprint.
///
/// Columns may be numbers of any width, truth values, texts, dictionaries, dates or decimals. A null is an empty cell; truth
/// values are the codes 1 and 0; numbers mean what their shortest decimal text means. Where the specification lets rows be
/// grouped ([`Spec::grouping`]), indicators are packed into masks words at a time; otherwise rows are handed on one by one.
///
/// ```
/// use arrow::array::{BooleanArray, Float64Array, RecordBatch, StringArray};
/// use poverty::measure::spec::Spec;
/// use poverty_engine::BatchReader;
/// use std::sync::Arc;
/// let spec = Spec::from_toml("mine.toml", r#"
/// data = { weight = "w" }
/// options = { standard_errors = false, measures = ["H"], subgroups = ["area"] }
/// dimension = [{ id = "housing", indicators = [{ column = "water" }, { column = "toilet" }] }]
/// weighting = [{ id = "nested", cutoffs = ["1/2"] }]
/// "#)?;
/// let batch = RecordBatch::try_from_iter([
///     ("w", Arc::new(Float64Array::from(vec![1.5, 0.5, 2.0])) as _),
///     ("area", Arc::new(StringArray::from(vec!["rural", "urban", "rural"])) as _),
///     ("water", Arc::new(BooleanArray::from(vec![true, false, false])) as _),
///     ("toilet", Arc::new(BooleanArray::from(vec![Some(true), Some(true), None])) as _),
/// ])?;
/// let mut reader = BatchReader::new(&spec, "my batches");
/// reader.push(&batch)?;
/// let results = reader.finish()?.measure()?;
/// assert_eq!((results.rows()[0].estimate, results.rows()[0].dropped), (Some(1.0), 1));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug)]
pub struct BatchReader<'s> {
    spec: &'s Spec,
    grouping: Option<Grouping<'s>>,
    place: Place,
    /// Rows read of the place.
    row: u64,
    /// Made when the first batch tells the columns.
    reader: Option<SurveyReader<'s>>,
    /// The columns that are read, with their types.
    columns: Vec<(String, DataType)>,
    codes: Vec<Codes>,
    axes: Vec<Levels>,
    cells: Cells,
    ids: Vec<CellId>,
    sums: Sums,
    rounded: u64,
    household_weight: u128,
    buffers: Buffers,
}

#[derive(Debug, Default)]
struct Buffers {
    bits: Vec<Bits>,
    masks: Vec<u16>,
    deprived: Vec<u64>,
    missing: Vec<u64>,
    weights: Units,
    /// The sum of the weights, in billionths.
    sum: u128,
    levels: Vec<u32>,
    cells: Vec<u32>,
}

impl<'s> BatchReader<'s> {
    /// A reader without rows. `source` is the name that errors point at.
    #[must_use]
    pub fn new(spec: &'s Spec, source: &str) -> Self {
        let grouping = spec.grouping();
        let axes = grouping.as_ref().map_or(0, |grouping| grouping.levels.len());
        let indicators = grouping.as_ref().map_or(&[][..], |grouping| &grouping.indicators);
        Self {
            spec,
            place: Place { source: source.to_owned(), ..Place::default() },
            row: 0,
            reader: None,
            columns: Vec::new(),
            codes: indicators.iter().map(Codes::new).collect(),
            axes: std::iter::repeat_with(Levels::default).take(axes).collect(),
            cells: Cells::new(axes),
            ids: Vec::new(),
            sums: Sums::new(indicators.len()),
            rounded: 0,
            household_weight: 0,
            buffers: Buffers { bits: vec![Bits::default(); indicators.len()], ..Buffers::default() },
            grouping,
        }
    }

    /// Tells where the next batches come from; rows are counted from there.
    pub fn at(&mut self, source: &str, row_group: Option<usize>) {
        self.place = Place { source: source.to_owned(), row_group, row: None };
        self.row = 0;
    }

    /// Counts rows of the place that another reader takes.
    pub(crate) const fn skip(&mut self, rows: usize) {
        self.row = self.row.saturating_add(rows as u64);
    }

    /// Adds the rows of a batch.
    ///
    /// # Errors
    /// [`EngineError::Spec`] for a column that the specification names and the batch lacks; [`EngineError::Schema`] for one whose
    /// type differs from that in batches before; [`EngineError::ColumnType`]; [`EngineError::Value`] for a value that can't be what
    /// it should be, with its row. The reader holds some of the rows then and is of no further use.
    pub fn push(&mut self, batch: &RecordBatch) -> Result<(), EngineError> {
        self.check_columns(batch)?;
        if self.grouping.is_none() {
            return self.push_rows(batch);
        }
        let mut start = 0_usize;
        while start < batch.num_rows() {
            let rows = batch.num_rows().saturating_sub(start).min(CHUNK);
            self.push_chunk(&batch.slice(start, rows))?;
            start = start.saturating_add(rows);
            self.row = self.row.saturating_add(rows as u64);
        }
        Ok(())
    }

    /// Adds the rows of a stream of batches.
    ///
    /// A stream may come from another language through the C interface of Arrow (pandas, Polars, DuckDB, R), with feature `ffi`:
    /// what it hands over is an [`FFI_ArrowArrayStream`](https://docs.rs/arrow/latest/arrow/ffi_stream/struct.FFI_ArrowArrayStream.html),
    /// of which `ArrowArrayStreamReader::try_new` makes such a stream. No column is copied.
    ///
    /// # Errors
    /// [`EngineError::Corrupt`] with what the stream says when it breaks off; as [`BatchReader::push`].
    pub fn push_all(
        &mut self,
        batches: impl IntoIterator<Item = Result<RecordBatch, ArrowError>>,
    ) -> Result<(), EngineError> {
        for batch in batches {
            let batch = batch.map_err(|error| EngineError::Corrupt {
                place: Place { row: Some(self.row.saturating_add(1)), ..self.place.clone() },
                message: error.to_string(),
            })?;
            self.push(&batch)?;
        }
        Ok(())
    }

    /// The survey of all rows.
    ///
    /// # Errors
    /// [`EngineError::Spec`] if there are none, or with weights too small; [`EngineError::Measure`] if sums don't fit.
    pub fn finish(mut self) -> Result<Survey<'s>, EngineError> {
        self.flush()?;
        let reader = match self.reader {
            Some(reader) => reader,
            // Nobody told the columns: a survey without rows, which is refused.
            None => {
                let columns = self.grouping.as_ref().map(Grouping::columns).unwrap_or_default();
                SurveyReader::new(self.spec, &self.place.source, columns)?
            }
        };
        Ok(reader.finish()?)
    }

    /// Adds the rows of another reader for the same specification.
    ///
    /// # Errors
    /// [`EngineError::NeedsRows`]; [`EngineError::Measure`] if sums don't fit.
    pub fn merge(&mut self, mut other: Self) -> Result<(), EngineError> {
        if self.grouping.is_none() {
            return Err(EngineError::NeedsRows);
        }
        if self.absorb(&mut other) {
            return Ok(());
        }
        self.flush()?;
        other.flush()?;
        match (&mut self.reader, other.reader) {
            (Some(own), Some(reader)) => own.merge(&reader)?,
            (None, reader) => (self.reader, self.columns) = (reader, other.columns),
            (Some(_), None) => {}
        }
        Ok(())
    }

    /// Adds the sums of another reader that has handed on none of them yet; `false` if that can't be done.
    fn absorb(&mut self, other: &mut Self) -> bool {
        if self.reader.is_none() || !other.ids.is_empty() {
            return false;
        }
        let mut numbers = Vec::with_capacity(other.cells.len());
        for cell in 0..other.cells.len() {
            let mut number = [0_u32];
            for (axis, (own, level)) in self.axes.iter_mut().zip(other.cells.levels(cell)).enumerate() {
                let level = other.axes.get(axis).map_or("", |levels| levels.name(level));
                let level = own.intern(level);
                self.cells.join(axis, own.len(), [level].into_iter(), &mut number);
            }
            numbers.extend(number);
        }
        if !self.sums.absorb(&mut other.sums, &numbers, self.cells.len()) {
            return false;
        }
        self.rounded = self.rounded.saturating_add(other.rounded);
        self.household_weight = self.household_weight.saturating_add(other.household_weight);
        true
    }

    /// The names of the columns that rows are grouped by; nothing if all columns are handed on.
    #[must_use]
    pub fn columns(&self) -> Option<Vec<&'s str>> {
        self.grouping.as_ref().map(Grouping::columns)
    }

    fn check_columns(&mut self, batch: &RecordBatch) -> Result<(), EngineError> {
        let schema = batch.schema();
        let needed = self.columns();
        if self.reader.is_none() {
            let names = schema.fields().iter().map(|field| field.name().as_str());
            self.reader = Some(SurveyReader::new(self.spec, &self.place.source, names)?);
            let read = schema
                .fields()
                .iter()
                .filter(|field| needed.as_ref().is_none_or(|needed| needed.iter().any(|name| name == field.name())));
            self.columns = read.map(|field| (field.name().clone(), field.data_type().clone())).collect();
            let unreadable = self.columns.iter().find(|(_, kind)| needed.is_some() && !is_readable(kind));
            if let Some((column, kind)) = unreadable {
                return Err(EngineError::ColumnType {
                    place: self.place.clone(),
                    column: column.clone(),
                    found: kind.to_string(),
                    expected: "numbers, truth values, texts, dates, decimals or dictionaries of them",
                });
            }
        }
        for (column, expected) in &self.columns {
            let found = schema.field_with_name(column).ok().map(|field| field.data_type());
            if found != Some(expected) {
                return Err(EngineError::Schema {
                    place: self.place.clone(),
                    column: column.clone(),
                    found: found.map_or_else(|| "absent".to_owned(), ToString::to_string),
                    expected: expected.to_string(),
                });
            }
        }
        Ok(())
    }

    /// Hands rows on as texts.
    fn push_rows(&mut self, batch: &RecordBatch) -> Result<(), EngineError> {
        let Some(reader) = &mut self.reader else { return Ok(()) };
        let columns: Vec<Vec<String>> = self
            .columns
            .iter()
            .map(|(name, kind)| match batch.column_by_name(name) {
                Some(column) if is_readable(kind) => texts(column),
                Some(_) | None => vec![String::new(); batch.num_rows()],
            })
            .collect();
        for row in 0..batch.num_rows() {
            let cells: Vec<&str> = columns.iter().map(|column| column.get(row).map_or("", String::as_str)).collect();
            reader.push(&cells)?;
        }
        Ok(())
    }

    /// Adds few rows, whose intermediate columns stay in cache.
    fn push_chunk(&mut self, chunk: &RecordBatch) -> Result<(), EngineError> {
        let mut buffers = core::mem::take(&mut self.buffers);
        let pushed = self.push_through(chunk, &mut buffers);
        self.buffers = buffers;
        pushed
    }

    fn push_through(&mut self, chunk: &RecordBatch, buffers: &mut Buffers) -> Result<(), EngineError> {
        let Some(grouping) = self.grouping.take() else { return Ok(()) };
        let read = self.read(&grouping, chunk, buffers);
        self.grouping = Some(grouping);
        read?;
        let rows = chunk.num_rows();
        if !self.sums.expect(rows, buffers.sum) {
            self.flush()?;
            self.sums.expect(rows, buffers.sum);
        }
        if self.sums.is_dense() && !self.sums.fit(self.cells.len()) {
            self.flush()?;
        }
        self.add(rows, buffers);
        Ok(())
    }

    /// Reads the columns of a chunk into the buffers.
    fn read(&mut self, grouping: &Grouping<'s>, chunk: &RecordBatch, buffers: &mut Buffers) -> Result<(), EngineError> {
        let refuse = |column: &str, expected: &dyn Fn() -> String| {
            let (place, first, column) = (self.place.clone(), self.row, column.to_owned());
            let expected = expected();
            move |refusal: Refusal| match refusal {
                Refusal::Value { row, value } => {
                    let row = first.saturating_add(row as u64).saturating_add(1);
                    EngineError::Value { place: Place { row: Some(row), ..place }, column, value, expected }
                }
                Refusal::Arrow(error) => EngineError::Column { place, column, message: error.to_string() },
            }
        };
        let column = |name: &str| column_of(chunk, name, &self.place);
        for ((indicator, codes), bits) in grouping.indicators.iter().zip(&self.codes).zip(&mut buffers.bits) {
            let read = codes.read(column(indicator.column)?, bits);
            read.map_err(|refusal| refuse(indicator.column, &|| indicator.expected())(refusal))?;
        }
        let number = || "a number of at least 0".to_owned();
        match grouping.weight {
            None => {
                buffers.weights.billionths = ONE;
                buffers.weights.of_rows.clear();
                buffers.weights.of_rows.resize(chunk.num_rows(), 1);
            }
            Some(name) => {
                let rounded = weight::weights(column(name)?, &mut buffers.weights);
                let rounded = rounded.map_err(|refusal| refuse(name, &number)(refusal))?;
                self.rounded = self.rounded.saturating_add(rounded);
            }
        }
        buffers.sum = buffers.weights.sum();
        self.household_weight = self.household_weight.saturating_add(buffers.sum);
        if let Some(name) = grouping.size.filter(|_| grouping.unit == Unit::Person) {
            let whole = || "a whole number of at least 0 whose product with the weight fits 64 bits".to_owned();
            let refuse = refuse(name, &whole);
            weight::of_members(column(name)?, &mut buffers.weights).map_err(refuse)?;
            buffers.sum = buffers.weights.sum();
        }
        buffers.cells.clear();
        buffers.cells.resize(chunk.num_rows(), 0);
        for (axis, (name, role)) in grouping.levels.iter().enumerate() {
            let refuse = refuse(name, &|| format!("a {role}, which every row of the design has", role = named(*role)));
            let Some(levels) = self.axes.get_mut(axis) else { continue };
            let (subgroup, column) = (*role == Role::Subgroup, column(name)?);
            if subgroup && levels.join_dictionary(column, &mut self.cells, axis, &mut buffers.cells) {
                continue;
            }
            let read = levels.read(column, &mut buffers.levels).map_err(Refusal::from);
            let named = read.and_then(|()| if subgroup { Ok(()) } else { levels.require_names(&buffers.levels) });
            named.map_err(refuse)?;
            self.cells.join(axis, levels.len(), buffers.levels.iter().copied(), &mut buffers.cells);
        }
        Ok(())
    }

    /// Adds what the buffers hold to the sums.
    fn add(&mut self, rows: usize, buffers: &mut Buffers) {
        let bitmaps: Vec<&[u64]> = buffers.bits.iter().map(|bits| bits.deprived.as_slice()).collect();
        if self.sums.is_dense() {
            if buffers.bits.iter().any(|bits| bits.any_missing) {
                self.add_incomplete(&buffers.bits, &mut buffers.cells, &buffers.weights);
            }
            pack(&bitmaps, &mut buffers.masks);
            self.sums.add_dense(&buffers.cells, &buffers.masks, &buffers.weights);
            return;
        }
        pack_wide(&bitmaps, &mut buffers.deprived);
        let bitmaps: Vec<&[u64]> = buffers.bits.iter().map(|bits| bits.missing.as_slice()).collect();
        pack_wide(&bitmaps, &mut buffers.missing);
        let masks = buffers.deprived.iter().zip(&buffers.missing);
        let weights = buffers.weights.in_billionths();
        for ((cell, weight), (deprived, missing)) in buffers.cells.iter().zip(weights).zip(masks).take(rows) {
            self.sums.add((*cell, *deprived, *missing), weight);
        }
    }

    /// Adds the rows of which an indicator is missing, and takes them from their cells.
    fn add_incomplete(&mut self, bits: &[Bits], cells: &mut [u32], weights: &Units) {
        let billionths = weights.in_billionths().collect::<Vec<_>>();
        for (word, (cells, weights)) in cells.chunks_mut(64).zip(billionths.chunks(64)).enumerate() {
            let words = |of: fn(&Bits) -> &Vec<u64>| {
                bits.iter().map(move |bits| of(bits).get(word).copied().unwrap_or_default())
            };
            let incomplete = words(|bits| &bits.missing).fold(0, |any, word| any | word);
            for (row, (cell, weight)) in (0_u32..).zip(cells.iter_mut().zip(weights)) {
                if incomplete.unbounded_shr(row) & 1 == 0 {
                    continue;
                }
                let mask = |of| {
                    let bits = (0_u32..).zip(words(of));
                    bits.fold(0, |mask, (bit, word)| mask | (word.unbounded_shr(row) & 1).unbounded_shl(bit))
                };
                let cell = core::mem::replace(cell, NOWHERE);
                self.sums.add((cell, mask(|bits| &bits.deprived), mask(|bits| &bits.missing)), *weight);
            }
        }
    }

    /// Hands the sums on to the survey's table.
    fn flush(&mut self) -> Result<(), EngineError> {
        let Some(reader) = &mut self.reader else { return Ok(()) };
        for cell in self.ids.len()..self.cells.len() {
            let numbers = self.cells.levels(cell);
            let names: Vec<&str> =
                self.axes.iter().zip(&numbers).map(|(levels, number)| levels.name(*number)).collect();
            if self.grouping.is_some() {
                self.ids.push(reader.cell(&names)?);
            }
        }
        let ids = &self.ids;
        self.sums.flush(&self.place, |cell, profiles| match ids.get(cell as usize) {
            Some(id) => reader.add_sums(*id, profiles.iter().copied()),
            None => Ok(()),
        })?;
        if self.grouping.is_some() {
            reader.note_weights(core::mem::take(&mut self.rounded), core::mem::take(&mut self.household_weight));
        }
        Ok(())
    }
}

fn column_of<'b>(batch: &'b RecordBatch, name: &str, place: &Place) -> Result<&'b ArrayRef, EngineError> {
    batch.column_by_name(name).ok_or_else(|| EngineError::Schema {
        place: place.clone(),
        column: name.to_owned(),
        found: "absent".to_owned(),
        expected: "there".to_owned(),
    })
}

const fn named(role: Role) -> &'static str {
    match role {
        Role::Period => "period",
        Role::Subgroup => "subgroup",
        Role::Stratum => "stratum",
        Role::PrimarySamplingUnit => "primary sampling unit",
        Role::Row => "row",
        Role::Members => "number of members",
    }
}
