//! Measures as aggregate functions of SQL.

use crate::EngineError;
use crate::batch::{Masks, RowReader};
use crate::grouped::profile_of;
use core::fmt;
use core::hash::{Hash, Hasher};
use datafusion::arrow::array::{ArrayRef, AsArray};
use datafusion::arrow::datatypes::{DataType, Field, FieldRef};
use datafusion::common::{DataFusionError, Result as Answer, ScalarValue};
use datafusion::logical_expr::function::{AccumulatorArgs, StateFieldsArgs};
use datafusion::logical_expr::utils::format_state_name;
use datafusion::logical_expr::{Accumulator, AggregateUDF, AggregateUDFImpl, Signature, Volatility};
use datafusion::physical_expr::expressions::Literal;
use datafusion::prelude::SessionContext;
use poverty::measure::spec::Spec;
use poverty::measure::{Axes, Family, MeasureError, MissingPolicy, PatternTable, Structure, Tabulation, Weighting};
use poverty::quantity::{Households, Ratio, TotalWeight};
use std::collections::HashMap;
use std::sync::Arc;

/// Gives a context the measures of a specification as aggregate functions, for `GROUP BY` of any kind, and returns their names:
/// `PREFIX_h` (H, the headcount ratio), `PREFIX_a` (A, the intensity) and `PREFIX_m0` (M0, the adjusted headcount ratio).
///
/// Each takes, in this order, the poverty cutoff as a text (`'1/3'`; `'equal: 1/3'` with the name of the weighting if the
/// specification has several), the columns or expressions of the indicators in the specification's order, the weight if the
/// specification names one, and the number of members if it counts persons. Codes, weights and unknown indicators mean what the
/// specification says. Answers are `Float64`, the very bits of [`Survey::measure`](poverty::measure::spec::Survey::measure);
/// null where the measure is not defined: A where nobody is poor, all of them where nobody has weight.
///
/// Inside, a function sums whole numbers by pattern, so that partitions of any number merge to the same bits; the one division
/// comes at the end.
///
/// ```
/// use arrow::array::{ArrayRef, AsArray, BooleanArray, Float64Array, RecordBatch, StringArray};
/// use arrow::datatypes::Float64Type;
/// use datafusion::prelude::SessionContext;
/// use poverty::measure::spec::Spec;
/// use poverty_engine::query::register_measures;
/// use std::sync::Arc;
/// let spec = Spec::from_toml("mine.toml", r#"
/// data = { weight = "w" }
/// options = { standard_errors = false }
/// dimension = [{ id = "housing", indicators = [{ column = "water" }, { column = "toilet" }] }]
/// weighting = [{ id = "nested", cutoffs = ["1/2"] }]
/// "#)?;
/// let context = SessionContext::new();
/// assert_eq!(register_measures(&context, "mpi", &spec)?, ["mpi_h", "mpi_a", "mpi_m0"]);
/// context.register_batch("households", RecordBatch::try_from_iter([
///     ("area", Arc::new(StringArray::from(vec!["rural", "rural", "urban"])) as ArrayRef),
///     ("water", Arc::new(BooleanArray::from(vec![true, false, false])) as ArrayRef),
///     ("toilet", Arc::new(BooleanArray::from(vec![true, false, true])) as ArrayRef),
///     ("w", Arc::new(Float64Array::from(vec![1.5, 0.5, 2.0])) as ArrayRef),
/// ])?)?;
/// let runtime = tokio::runtime::Builder::new_multi_thread().build()?;
/// let answer = runtime.block_on(async {
///     let sql = "SELECT area, mpi_h('1/2', water, toilet, w), mpi_m0('1/2', water, toilet, w) \
///                FROM households GROUP BY area ORDER BY area";
///     context.sql(sql).await?.collect().await
/// })?;
/// let column = |place: usize| answer[0].column(place).as_primitive::<Float64Type>().values().to_vec();
/// assert_eq!((column(1), column(2)), (vec![0.75, 1.0], vec![0.75, 0.5]));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
/// [`EngineError::NeedsRows`]. A query fails with this crate's errors inside those of the engine: [`EngineError::Expression`] for
/// a cutoff that is none, [`EngineError::ColumnType`], [`EngineError::Value`] for a code or a weight that is none, with its column.
pub fn register_measures(context: &SessionContext, prefix: &str, spec: &Spec) -> Result<Vec<String>, EngineError> {
    let measures = [("h", Family::HeadcountRatio), ("a", Family::Intensity), ("m0", Family::AdjustedHeadcountRatio)];
    let definition = Arc::new(Definition::new(spec)?);
    let mut names = Vec::new();
    for (suffix, family) in measures {
        let name = format!("{prefix}_{suffix}");
        // The cutoff comes first.
        let arguments = definition.reader.columns().count().saturating_add(1);
        let signature = Signature::any(arguments, Volatility::Immutable);
        let function = Function { name: name.clone(), family, signature, definition: definition.clone() };
        context.register_udaf(AggregateUDF::from(function));
        names.push(name);
    }
    Ok(names)
}

/// What the functions of one specification share.
#[derive(Debug)]
struct Definition {
    reader: RowReader,
    structure: Structure,
    weightings: Vec<Weighting>,
    missing: MissingPolicy,
}

impl Definition {
    fn new(spec: &Spec) -> Result<Self, EngineError> {
        let grouping = spec.grouping().ok_or(EngineError::NeedsRows)?;
        Ok(Self {
            reader: RowReader::new(&grouping, "the query"),
            structure: spec.structure().ok_or(EngineError::NeedsRows)?.clone(),
            weightings: spec.weightings().cloned().collect(),
            missing: spec.missing_policy(),
        })
    }

    /// The weighting and the cutoff of `1/3` or `equal: 1/3`.
    fn cutoff(&self, text: &str) -> Result<(Weighting, Ratio), EngineError> {
        let refused = |message: String| EngineError::Expression { expression: text.to_owned(), message };
        let names = || self.weightings.iter().map(Weighting::name).collect::<Vec<_>>().join(", ");
        let (weighting, cutoff) = match (text.split_once(':'), self.weightings.as_slice()) {
            (None, [only]) => (only, text),
            (None, _) => return Err(refused(format!("expected `WEIGHTING: CUTOFF` with one of {}", names()))),
            (Some((name, cutoff)), all) => {
                let found = all.iter().find(|own| own.name() == name.trim());
                (found.ok_or_else(|| refused(format!("no such weighting, expected one of {}", names())))?, cutoff)
            }
        };
        let cutoff = cutoff.parse::<Ratio>().map_err(|error| refused(error.to_string()))?;
        if cutoff <= Ratio::ZERO || cutoff > Ratio::ONE {
            return Err(refused("a poverty cutoff outside (0, 1]".to_owned()));
        }
        Ok((weighting.clone(), cutoff))
    }
}

/// One measure of one specification.
#[derive(Debug)]
struct Function {
    name: String,
    family: Family,
    signature: Signature,
    definition: Arc<Definition>,
}

impl PartialEq for Function {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name && Arc::ptr_eq(&self.definition, &other.definition)
    }
}

impl Eq for Function {}

impl Hash for Function {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.name.hash(state);
    }
}

fn failed(error: impl Into<EngineError>) -> DataFusionError {
    DataFusionError::External(Box::new(error.into()))
}

impl AggregateUDFImpl for Function {
    fn name(&self) -> &str {
        &self.name
    }

    fn signature(&self) -> &Signature {
        &self.signature
    }

    fn return_type(&self, kinds: &[DataType]) -> Answer<DataType> {
        self.definition.reader.check(kinds.get(1..).unwrap_or_default()).map_err(failed)?;
        Ok(DataType::Float64)
    }

    fn state_fields(&self, arguments: StateFieldsArgs<'_>) -> Answer<Vec<FieldRef>> {
        let name = format_state_name(arguments.name, "patterns");
        Ok(vec![Arc::new(Field::new(name, DataType::Binary, false))])
    }

    fn accumulator(&self, arguments: AccumulatorArgs<'_>) -> Answer<Box<dyn Accumulator>> {
        let first = arguments.exprs.first().and_then(|first| first.downcast_ref::<Literal>());
        let text = first.and_then(|literal| literal.value().try_as_str()).flatten().ok_or_else(|| {
            let message = "the first argument is not a text in quotes, expected the cutoff, such as '1/3'".to_owned();
            failed(EngineError::Expression { expression: self.name.clone(), message })
        })?;
        let (weighting, cutoff) = self.definition.cutoff(text).map_err(failed)?;
        let definition = self.definition.clone();
        Ok(Box::new(Patterns { definition, family: self.family, weighting, cutoff, sums: HashMap::new() }))
    }
}

/// Bytes of one pattern in a state: two masks, a sum of weights, a number of rows.
const ENTRY: usize = 40;

/// Sums by pattern.
struct Patterns {
    definition: Arc<Definition>,
    family: Family,
    weighting: Weighting,
    cutoff: Ratio,
    sums: HashMap<(u64, u64), (u128, u64)>,
}

impl fmt::Debug for Patterns {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?} of {} patterns", self.family, self.sums.len())
    }
}

impl Patterns {
    fn measure(&self) -> Result<Option<f64>, EngineError> {
        // Shares do not depend on what is counted.
        let mut table = PatternTable::<Households>::new(&self.definition.structure, Axes::new())?;
        let cell = table.cell(&[])?;
        let place = self.definition.reader.place();
        for ((deprived, missing), (weight, rows)) in &self.sums {
            let profile = profile_of(&place, *deprived, *missing)?;
            table.add_sum(cell, profile, TotalWeight::from_billionths(*weight), *rows)?;
        }
        let estimates = Tabulation::new(&table)
            .weighting(&self.weighting, [self.cutoff])
            .families([self.family])
            .missing(self.definition.missing)
            .run()?;
        let Some(estimate) = estimates.rows().first() else { return Ok(None) };
        if estimate.why_undefined().is_some() { Ok(None) } else { Ok(Some(estimate.value()?)) }
    }

    fn add(&mut self, pattern: (u64, u64), weight: u128, rows: u64) -> Result<(), MeasureError> {
        let sum = self.sums.entry(pattern).or_default();
        let added = sum.0.checked_add(weight).zip(sum.1.checked_add(rows));
        *sum = added.ok_or(MeasureError::PatternOverflow)?;
        Ok(())
    }

    fn merge(&mut self, state: &[u8]) -> Result<(), EngineError> {
        let (entries, []) = state.as_chunks::<ENTRY>() else {
            return Err(EngineError::Query { message: "a state of another function".to_owned() });
        };
        for entry in entries {
            let mut rest = entry.as_slice();
            let mut word = || {
                let (word, after) = rest.split_first_chunk::<8>().unwrap_or((&[0; 8], &[]));
                rest = after;
                u64::from_le_bytes(*word)
            };
            let (deprived, missing, low, high, rows) = (word(), word(), word(), word(), word());
            self.add((deprived, missing), u128::from(high) << 64 | u128::from(low), rows)?;
        }
        Ok(())
    }
}

impl Accumulator for Patterns {
    fn update_batch(&mut self, values: &[ArrayRef]) -> Answer<()> {
        let definition = self.definition.clone();
        let mut added = Ok(());
        let add = |Masks { deprived, missing, weight }| {
            if added.is_ok() {
                added = self.add((deprived, missing), u128::from(weight), 1);
            }
        };
        definition.reader.read(values.get(1..).unwrap_or_default(), add).map_err(failed)?;
        added.map_err(failed)
    }

    fn evaluate(&mut self) -> Answer<ScalarValue> {
        self.measure().map(ScalarValue::Float64).map_err(failed)
    }

    fn size(&self) -> usize {
        size_of::<Self>().saturating_add(self.sums.capacity().saturating_mul(ENTRY))
    }

    fn state(&mut self) -> Answer<Vec<ScalarValue>> {
        let mut entries: Vec<_> = self.sums.iter().collect();
        entries.sort_unstable();
        let mut bytes = Vec::with_capacity(entries.len().saturating_mul(ENTRY));
        for ((deprived, missing), (weight, rows)) in entries {
            bytes.extend(deprived.to_le_bytes());
            bytes.extend(missing.to_le_bytes());
            bytes.extend(weight.to_le_bytes());
            bytes.extend(rows.to_le_bytes());
        }
        Ok(vec![ScalarValue::Binary(Some(bytes))])
    }

    fn merge_batch(&mut self, states: &[ArrayRef]) -> Answer<()> {
        let states = states.first().and_then(|states| states.as_binary_opt::<i32>());
        let refused = || failed(EngineError::Query { message: "a state of another type".to_owned() });
        for state in states.ok_or_else(refused)?.iter().flatten() {
            self.merge(state).map_err(failed)?;
        }
        Ok(())
    }
}
