//! The codebook of an indicator as conditions on its column.

use datafusion::arrow::datatypes::DataType;
use datafusion::functions::string::expr_fn::btrim;
use datafusion::logical_expr::{Expr, cast, in_list, lit};
use poverty::measure::spec::{CodeMeaning, IndicatorColumn};

/// How the values of a column are compared with codes.
enum Compared {
    Truth,
    Integer,
    Float,
    Text,
}

/// An indicator, and its column made ready to be compared.
pub(super) struct Codes<'i> {
    indicator: &'i IndicatorColumn<'i>,
    column: Expr,
    compared: Compared,
}

/// The three questions about a row.
pub(super) struct Conditions {
    pub(super) deprived: Expr,
    pub(super) missing: Expr,
    /// Whether its code is one of the codebook's.
    pub(super) known: Expr,
}

/// A text without the spaces around it, of a column of any type that can be written.
pub(super) fn trimmed(column: Expr) -> Expr {
    btrim(vec![cast(column, DataType::Utf8), lit(" \t\n\r\u{b}\u{c}")])
}

/// A float of fewer bits is the decimal that it prints, not its neighbour of 64.
pub(super) fn widened(column: Expr) -> Expr {
    cast(cast(column, DataType::Utf8), DataType::Float64)
}

impl<'i> Codes<'i> {
    pub(super) fn new(indicator: &'i IndicatorColumn<'i>, column: Expr, kind: &DataType) -> Self {
        let (column, compared) = match kind {
            DataType::Dictionary(_, values) => return Self::new(indicator, cast(column, (**values).clone()), values),
            DataType::Boolean => (column, Compared::Truth),
            DataType::Float64 => (column, Compared::Float),
            DataType::Float16 | DataType::Float32 => (widened(column), Compared::Float),
            kind if kind.is_integer() => (cast(column, DataType::Int64), Compared::Integer),
            _ => (trimmed(column), Compared::Text),
        };
        Self { indicator, column, compared }
    }

    pub(super) fn conditions(&self) -> Conditions {
        Conditions {
            deprived: self.has_one_of(|meaning| *meaning == CodeMeaning::Deprived),
            missing: self.has_one_of(|meaning| matches!(meaning, CodeMeaning::Unknown(_))),
            known: self.has_one_of(|_| true),
        }
    }

    /// Whether the code of a row has the meaning asked for. A null is the empty code.
    fn has_one_of(&self, asked: impl Fn(&CodeMeaning) -> bool) -> Expr {
        let codes: Vec<&str> =
            self.indicator.codes.iter().filter(|(_, meaning)| asked(meaning)).map(|(code, _)| *code).collect();
        let column = || self.column.clone();
        let mut conditions = Vec::new();
        if codes.contains(&"") {
            conditions.push(column().is_null());
        }
        // A code is the number that prints as it: `01` is none.
        let values: Vec<Expr> = match self.compared {
            Compared::Truth => {
                conditions.extend(codes.contains(&"1").then(|| column().is_true()));
                conditions.extend(codes.contains(&"0").then(|| column().is_false()));
                Vec::new()
            }
            Compared::Integer => {
                let same = |code: &&str| code.parse::<i64>().ok().filter(|number| number.to_string() == *code);
                codes.iter().filter_map(same).map(lit).collect()
            }
            Compared::Float => {
                let same = |code: &&str| code.parse::<f64>().ok().filter(|number| number.to_string() == *code);
                codes.iter().filter_map(same).map(lit).collect()
            }
            Compared::Text => codes.iter().map(|code| lit((*code).to_owned())).collect(),
        };
        if !values.is_empty() {
            conditions.push(in_list(column(), values, false));
        }
        conditions.into_iter().reduce(Expr::or).unwrap_or_else(|| lit(false))
    }
}
