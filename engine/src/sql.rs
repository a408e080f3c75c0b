//! The grouping of a specification as SQL text, for any database.

use crate::EngineError;
use core::fmt::Write as _;
use poverty::measure::spec::{CodeMeaning, IndicatorColumn, Spec};

/// Whose SQL.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Dialect {
    /// Apache DataFusion.
    DataFusion,
    /// PostgreSQL.
    PostgreSql,
    /// DuckDB.
    DuckDb,
}

impl Dialect {
    const fn double(self) -> &'static str {
        match self {
            Self::PostgreSql => "DOUBLE PRECISION",
            Self::DataFusion | Self::DuckDb => "DOUBLE",
        }
    }
}

/// A query that groups the rows of a table (or of anything else that may follow `FROM`) as a specification needs them: levels,
/// masks, sums of weights, numbers of rows. [`GroupedReader::push_texts`](crate::GroupedReader::push_texts) reads its rows.
///
/// A column whose name is letters, digits and underscores is quoted; anything else is taken for an expression, such as
/// `toilet_type IN (4, 5)`. Values are compared as texts, so that the type of a column does not matter; a truth value is 1 or 0.
/// Weights are decimals before they are added.
///
/// ```
/// use poverty::measure::spec::Spec;
/// use poverty_engine::sql::{Dialect, sql};
/// let spec = Spec::from_toml("mine.toml", r#"
/// data = { weight = "w" }
/// options = { standard_errors = false, subgroups = ["area"] }
/// dimension = [{ id = "housing", indicators = [{ column = "toilet_type IN (4, 5)", id = "toilet" }] }]
/// weighting = [{ id = "nested", cutoffs = ["1"] }]
/// "#)?;
/// let query = sql(&spec, "households", Dialect::PostgreSql)?;
/// assert!(query.contains("(toilet_type IN (4, 5))"));
/// assert!(query.ends_with("FROM households\nGROUP BY 1, 2, 3, 4"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
/// [`EngineError::NeedsRows`].
pub fn sql(spec: &Spec, table: &str, dialect: Dialect) -> Result<String, EngineError> {
    let grouping = spec.grouping().ok_or(EngineError::NeedsRows)?;
    let mut keys: Vec<String> = Vec::new();
    for (column, _) in &grouping.levels {
        keys.push(format!("{} AS level_{}", text(column), keys.len()));
    }
    let deprived = |meaning: &CodeMeaning| *meaning == CodeMeaning::Deprived;
    let unknown = |meaning: &CodeMeaning| matches!(meaning, CodeMeaning::Unknown(_));
    keys.push(format!("{} AS deprived", mask(&grouping.indicators, &deprived, false)));
    keys.push(format!("{} AS missing", mask(&grouping.indicators, &unknown, false)));
    keys.push(format!("{} AS invalid", mask(&grouping.indicators, &|_| true, true)));
    let double = dialect.double();
    let (mut weight, mut invalid_weights) = ("CAST(1 AS DECIMAL(20, 9))".to_owned(), "0".to_owned());
    if let Some(column) = grouping.weight {
        let name = quoted(column);
        // Floats of 4,000,000 and more are further apart than a billionth: whole ones only. Whole numbers go through no product
        // of floats, which would lose the last bits of large ones.
        weight = format!(
            "CASE WHEN {name} < 4000000 THEN CAST({name} AS DECIMAL(20, 9)) \
             ELSE CAST(CAST({name} AS BIGINT) AS DECIMAL(20, 9)) END"
        );
        let float = format!("CAST({name} AS {double})");
        invalid_weights = format!(
            "SUM(CASE WHEN {name} >= 0 AND {float} <= 18446744073 \
             AND CASE WHEN {float} < 4000000 THEN CAST({weight} AS {double}) = {float} \
             ELSE CAST(CAST({float} AS BIGINT) AS {double}) = {float} END THEN 0 ELSE 1 END)"
        );
    }
    let (mut product, mut invalid_sizes) = (weight.clone(), "0".to_owned());
    if let Some(column) = grouping.size {
        let name = quoted(column);
        product = format!("{weight} * CAST({name} AS DECIMAL(8, 0))");
        let whole = format!("CAST(CAST({name} AS BIGINT) AS {double}) = CAST({name} AS {double})");
        invalid_sizes = format!("SUM(CASE WHEN {name} >= 0 AND {whole} THEN 0 ELSE 1 END)");
    }
    let by: Vec<String> = (1..=keys.len()).map(|number| number.to_string()).collect();
    Ok(format!(
        "SELECT\n  {},\n  {invalid_weights} AS invalid_weights,\n  {invalid_sizes} AS invalid_sizes,\n  \
         SUM({product}) AS weight,\n  COUNT(*) AS row_count\nFROM {table}\nGROUP BY {}",
        keys.join(",\n  "),
        by.join(", ")
    ))
}

/// A column by its name, or an expression in parentheses.
fn quoted(column: &str) -> String {
    let is_name = column.chars().all(|character| character.is_alphanumeric() || character == '_');
    if is_name { format!("\"{column}\"") } else { format!("({column})") }
}

/// A value as a text; empty if it is not known.
fn text(column: &str) -> String {
    format!("COALESCE(TRIM(CAST({} AS VARCHAR)), '')", quoted(column))
}

/// The sum of the bits of the indicators whose codes have the meaning asked for, or have none of them.
fn mask(indicators: &[IndicatorColumn<'_>], asked: &dyn Fn(&CodeMeaning) -> bool, not: bool) -> String {
    let mut terms = Vec::new();
    for (bit, indicator) in (0_u32..).zip(indicators) {
        let codes: Vec<&str> =
            indicator.codes.iter().filter(|(_, meaning)| asked(meaning)).map(|(code, _)| *code).collect();
        if codes.is_empty() {
            continue;
        }
        // The last bit is the sign of a number of 64 bits.
        let value = 1_u64.unbounded_shl(bit).cast_signed();
        let is_in = format!("{} IN ({})", text(indicator.column), spellings(indicator, &codes).join(", "));
        let (yes, no) = if not { (0, value) } else { (value, 0) };
        let mut term = String::new();
        // Writing to a string does not fail.
        let _ = write!(term, "CASE WHEN {is_in} THEN CAST({yes} AS BIGINT) ELSE CAST({no} AS BIGINT) END");
        terms.push(term);
    }
    if terms.is_empty() { "CAST(0 AS BIGINT)".to_owned() } else { terms.join("\n    + ") }
}

/// The texts by which databases print a code: whole numbers in columns of floats, truth values.
fn spellings(indicator: &IndicatorColumn<'_>, codes: &[&str]) -> Vec<String> {
    let mut texts: Vec<String> = Vec::new();
    for code in codes {
        texts.push((*code).to_owned());
        let is_free = |text: &str| !indicator.codes.iter().any(|(own, _)| *own == text);
        let truth = match *code {
            "1" => Some("true"),
            "0" => Some("false"),
            _ => None,
        };
        let float = code.parse::<i64>().is_ok().then(|| format!("{code}.0"));
        texts.extend(truth.map(str::to_owned).into_iter().chain(float).filter(|text| is_free(text)));
    }
    texts.iter().map(|text| format!("'{}'", text.replace('\'', "''"))).collect()
}
