//! From a specification to a plan.

use super::codes::{Codes, Conditions};
use super::failure::{expression, query};
use super::number::{Exact, Number};
use crate::batch::value::is_readable;
use crate::{EngineError, Place};
use datafusion::arrow::datatypes::DataType;
use datafusion::functions_aggregate::expr_fn::{count, sum};
use datafusion::logical_expr::{Expr, ExprSchemable, Operator, binary_expr, cast, lit, when};
use datafusion::prelude::{DataFrame, ident};
use poverty::measure::spec::Spec;

/// Weights before they are added: eleven digits and nine decimals.
const WEIGHT: DataType = DataType::Decimal128(20, 9);

/// Members of a household: eight digits. A weight times members has at most 28 digits in billionths, so that a sum of 128 bits
/// could only wrap after 10^10 rows of the largest weight and household at once.
const MEMBERS: DataType = DataType::Decimal128(8, 0);

/// The largest weight, as in all routes.
const WEIGHT_MAX: i64 = 18_446_744_073;

/// The plan that groups the rows of a table as a specification needs them: an aggregate of plain columns over one projection. A
/// name that the table lacks is taken for an expression of SQL, such as `toilet_type IN (4, 5)`.
///
/// The rows of the plan are levels, masks, sums of weights and numbers of rows, like those of [`sql`](crate::sql). Sums are
/// those of decimals and whole numbers: whatever the order, the partitions and the machines, they are the same bits.
///
/// # Errors
/// [`EngineError::NeedsRows`]; [`EngineError::Expression`] for what is neither a column nor an expression;
/// [`EngineError::ColumnType`] for weights that are no numbers, and for lists and structures.
pub fn plan(spec: &Spec, frame: DataFrame) -> Result<DataFrame, EngineError> {
    let grouping = spec.grouping().ok_or(EngineError::NeedsRows)?;
    let mut inputs = Vec::new();
    let mut keys: Vec<String> = (0..grouping.levels.len()).map(|number| format!("level_{number}")).collect();
    for (key, (name, _)) in keys.iter().zip(&grouping.levels) {
        let (column, kind) = column(&frame, name)?;
        if !is_readable(&kind) {
            return Err(of_type(name, &kind, "numbers, truth values, texts, dates, decimals or dictionaries of them"));
        }
        // The keys of a dictionary may be too few for the levels of all batches together.
        let column = match kind {
            DataType::Dictionary(_, values) => cast(column, *values),
            _ => column,
        };
        inputs.push(column.alias(key));
    }
    keys.extend(["deprived", "missing", "invalid"].map(str::to_owned));
    let mut masks = [lit(0_i64), lit(0_i64), lit(0_i64)];
    for (bit, indicator) in (0_u32..).zip(&grouping.indicators) {
        let (column, kind) = column(&frame, indicator.column)?;
        if !is_readable(&kind) {
            return Err(of_type(indicator.column, &kind, "numbers, truth values, texts or dictionaries of them"));
        }
        let value = lit(1_u64.unbounded_shl(bit).cast_signed());
        let Conditions { deprived, missing, known } = Codes::new(indicator, column, &kind).conditions();
        let [of_deprived, of_missing, of_invalid] = masks;
        masks = [
            binary_expr(of_deprived, Operator::Plus, case(deprived, value.clone(), lit(0_i64))?),
            binary_expr(of_missing, Operator::Plus, case(missing, value.clone(), lit(0_i64))?),
            binary_expr(of_invalid, Operator::Plus, case(known, lit(0_i64), value)?),
        ];
    }
    inputs.extend(masks.into_iter().zip(["deprived", "missing", "invalid"]).map(|(mask, name)| mask.alias(name)));

    let mut weight = cast(lit(1_i64), WEIGHT);
    let (mut weight_fails, mut size_fails) = (lit(0_i64), lit(0_i64));
    if let Some(name) = grouping.weight {
        let Exact { value, is_exact } = number(&frame, name)?.exactly(&WEIGHT)?;
        let is_weight = is_exact.and(value.clone().lt_eq(lit(WEIGHT_MAX)));
        (weight, weight_fails) = (value, case(is_weight, lit(0_i64), lit(1_i64))?);
    }
    if let Some(name) = grouping.size {
        let Exact { value, is_exact } = number(&frame, name)?.exactly(&MEMBERS)?;
        weight = binary_expr(weight, Operator::Multiply, value);
        size_fails = case(is_exact, lit(0_i64), lit(1_i64))?;
    }
    inputs.extend([weight_fails.alias("weight_fails"), size_fails.alias("size_fails"), weight.alias("weight")]);
    let sums = vec![
        sum(ident("weight_fails")).alias("invalid_weights"),
        sum(ident("size_fails")).alias("invalid_sizes"),
        sum(ident("weight")).alias("weight"),
        count(lit(1_i64)).alias("row_count"),
    ];
    // Whatever is computed is a column before it is summed: the aggregate shares no expression with others.
    let frame = frame.select(inputs).map_err(query)?;
    frame.aggregate(keys.into_iter().map(ident).collect(), sums).map_err(query)
}

/// A column of the table by its exact name, or an expression; and its type.
fn column(frame: &DataFrame, name: &str) -> Result<(Expr, DataType), EngineError> {
    let column = if frame.schema().has_column_with_unqualified_name(name) {
        ident(name)
    } else {
        frame.parse_sql_expr(name).map_err(|error| expression(name, &error))?
    };
    let kind = column.get_type(frame.schema()).map_err(|error| expression(name, &error))?;
    Ok((column, kind))
}

fn number(frame: &DataFrame, name: &str) -> Result<Number, EngineError> {
    let (column, kind) = column(frame, name)?;
    Number::new(column, &kind).ok_or_else(|| of_type(name, &kind, "numbers"))
}

fn of_type(name: &str, kind: &DataType, expected: &'static str) -> EngineError {
    EngineError::ColumnType {
        place: Place { source: "the query".to_owned(), ..Place::default() },
        column: name.to_owned(),
        found: kind.to_string(),
        expected,
    }
}

fn case(condition: Expr, yes: Expr, no: Expr) -> Result<Expr, EngineError> {
    when(condition, yes).otherwise(no).map_err(query)
}
