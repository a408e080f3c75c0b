//! What a reader can work out about the cells that are withheld, by linear programmes.

use super::{DisclosureError, PublicationTable};
use crate::register::Told;
use core::time::Duration;
use microlp::{ComparisonOp, LinearExpr, OptimizationDirection, Problem, SolveOutcome, Variable};

/// What a reader of a table can work out: for each withheld cell, the least and the most that fits everything published.
///
/// It knows only what is printed, and that counts are not negative; it shares nothing with the code that chose the cells.
/// The programmes of a two-way table have whole numbers at their optimum.
///
/// ```
/// use poverty::register::disclosure::{Attack, CountTable, DisclosureRule};
///
/// let table = CountTable::new(["a", "b"], ["poor", "other"], [[2, 30], [17, 40]])?;
/// let attack = Attack::on(&table.protect(DisclosureRule::at_least(5)?))?;
/// let cell = attack.cells().find(|cell| (cell.row(), cell.column()) == (0, 0)).unwrap();
/// assert!(cell.least() < 0.5 && cell.most().is_none_or(|most| most > 4.5));
/// # Ok::<(), poverty::register::disclosure::DisclosureError>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Attack {
    cells: Vec<Feasible>,
}

/// What a reader can work out about one withheld cell.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Feasible {
    row: usize,
    column: usize,
    least: f64,
    most: Option<f64>,
}

impl Feasible {
    /// The row; that of the totals comes last.
    #[must_use]
    pub const fn row(self) -> usize {
        self.row
    }

    /// The column; that of the totals comes last.
    #[must_use]
    pub const fn column(self) -> usize {
        self.column
    }

    /// The least number of households that fits.
    #[must_use]
    pub const fn least(self) -> f64 {
        self.least
    }

    /// The most that fits; `None` if there is no limit.
    #[must_use]
    pub const fn most(self) -> Option<f64> {
        self.most
    }
}

impl Attack {
    /// Attacks a published table.
    ///
    /// # Errors
    /// [`DisclosureError::Contradiction`] for counts that fit no table.
    pub fn on(table: &PublicationTable) -> Result<Self, DisclosureError> {
        Self::limited(table, None)
    }

    /// Attacks a published table that may be large, with so much time for each of its programmes.
    ///
    /// # Errors
    /// As [`Attack::on`]; [`DisclosureError::Unsolved`] if the time is not enough.
    pub fn within(table: &PublicationTable, time: Duration) -> Result<Self, DisclosureError> {
        Self::limited(table, Some(time))
    }

    fn limited(table: &PublicationTable, time: Option<Duration>) -> Result<Self, DisclosureError> {
        let (rows, columns) = (table.rows().len(), table.columns().len());
        let mut cells = Vec::new();
        for (row, column) in (0..=rows).flat_map(|row| (0..=columns).map(move |column| (row, column))) {
            if table.cell(row, column).is_some() {
                continue;
            }
            let extreme = |direction| optimum(table, (row, column), direction, time);
            let least = extreme(OptimizationDirection::Minimize)?.unwrap_or(0.0);
            cells.push(Feasible { row, column, least, most: extreme(OptimizationDirection::Maximize)? });
        }
        Ok(Self { cells })
    }

    /// Every withheld cell.
    pub fn cells(&self) -> impl Iterator<Item = Feasible> {
        self.cells.iter().copied()
    }
}

/// The least or the most of a cell; `None` without limit.
fn optimum(
    table: &PublicationTable,
    aim: (usize, usize),
    direction: OptimizationDirection,
    time: Option<Duration>,
) -> Result<Option<f64>, DisclosureError> {
    let (rows, columns) = (table.rows().len(), table.columns().len());
    let mut problem = Problem::new(direction);
    if let Some(time) = time {
        problem.set_time_limit(time);
    }
    let mut variables: Vec<Vec<Option<Variable>>> = Vec::new();
    for row in 0..=rows {
        let line = (0..=columns).map(|column| {
            let weight = if (row, column) == aim { 1.0 } else { 0.0 };
            table.cell(row, column).is_none().then(|| problem.add_var(weight, (0.0, f64::INFINITY)))
        });
        variables.push(line.collect());
    }
    let at = |row: usize, column: usize| variables.get(row).and_then(|line| line.get(column)).copied().flatten();
    let mut sum = |cells: Vec<(usize, usize)>, total: (usize, usize)| {
        let mut expression = LinearExpr::empty();
        let mut published = 0.0;
        let mut any = false;
        for (cell, sign) in cells.into_iter().map(|cell| (cell, 1.0)).chain([(total, -1.0)]) {
            match at(cell.0, cell.1) {
                Some(variable) => {
                    expression.add(variable, sign);
                    any = true;
                }
                None => published += sign * as_float(table, cell),
            }
        }
        if any {
            problem.add_constraint(expression, ComparisonOp::Eq, -published);
        }
    };
    for row in 0..=rows {
        sum((0..columns).map(|column| (row, column)).collect(), (row, columns));
    }
    for column in 0..=columns {
        sum((0..rows).map(|row| (row, column)).collect(), (rows, column));
    }
    match problem.solve() {
        Ok(SolveOutcome::Solution(solution)) => Ok(Some(solution.objective())),
        Ok(SolveOutcome::Interrupted(_)) => Err(DisclosureError::Unsolved),
        Err(microlp::Error::Unbounded) => Ok(None),
        Err(error) => Err(DisclosureError::Contradiction { message: Told::sentence(&error.to_string()) }),
    }
}

#[expect(clippy::cast_precision_loss, reason = "households of a table are far fewer than 2^53")]
fn as_float(table: &PublicationTable, (row, column): (usize, usize)) -> f64 {
    table.cell(row, column).map_or(0.0, |count| count.get() as f64)
}
