//! How much of a programme's money was used.

use super::words::{column, words};
use crate::programme::rates::{Execution, RatesError};
use crate::report::{Cell, Kind, ReportError, Table};
use crate::source::Text;

/// Plan, carried-over money, disbursement and its rate, one row for each group of lines, as [`Execution::by`] makes them.
///
/// ```
/// use poverty::journal::Entry;
/// use poverty::programme::ledger::{BudgetRules, Flow, Ledger, Movement};
/// use poverty::programme::rates::Execution;
/// use poverty::programme::{BudgetLine, Capital, FiscalYear, FundingSource};
/// use poverty::quantity::{Currency, Money};
/// use poverty::report::{Locale, of};
/// use poverty::source::{Language, Text};
/// let mut ledger = Ledger::new(Currency::VND, BudgetRules::viet_nam()?);
/// let year = FiscalYear::new(2023)?;
/// let line = ledger.open(BudgetLine::new("3.1", FundingSource::CentralBudget, Capital::Recurrent, "66", year)?)?;
/// for (id, day, flow, millions) in [
///     (1, "2023-01-10", Flow::Appropriation, 1_500),
///     (2, "2023-02-01", Flow::Release, 800),
///     (3, "2023-05-20", Flow::Disbursement, 250),
/// ] {
///     let amount = ledger.amount(Money::vnd(millions * 1_000_000))?;
///     ledger.post(Entry::new(id, day.parse()?, Movement::on(line, flow, amount)))?;
/// }
/// let by_year = Execution::by(&ledger.as_of("2023-12-31".parse()?).statement(), |line| line.year().number());
/// let rows = by_year.iter().map(|(year, execution)| Ok((Text::english(year.to_string())?, execution)));
/// let table = of::executions(Text::english("year")?, rows)?;
/// let page = table.to_markdown(Locale::of(Language::English));
/// assert!(page.contains("| 2023 | 1,500 | 0 | 250 | 16.7 | 1,250 |"), "{page}");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
/// What making the names of groups reports.
pub fn executions<'e>(
    by: Text,
    groups: impl IntoIterator<Item = Result<(Text, &'e Execution), ReportError>>,
) -> Result<Table, ReportError> {
    let title = words("Money planned and disbursed", "Vốn giao và giải ngân")?;
    let mut table = Table::new("executions", title)
        .column(crate::report::Column::new("group", by, Kind::Words))?
        .column(column("plan", "plan", "kế hoạch", Kind::Money)?)?
        .column(column("carried_in", "carried in", "chuyển nguồn sang", Kind::Money)?)?
        .column(column("disbursed", "disbursed", "giải ngân", Kind::Money)?)?
        .column(column("rate", "rate", "tỷ lệ", Kind::Percent)?)?
        .column(column("left", "left", "còn lại", Kind::Money)?)?;
    for group in groups {
        let (name, execution) = group?;
        let rate = match execution.disbursement_rate() {
            Ok(rate) => Cell::Share(rate),
            Err(RatesError::NothingPlanned { .. }) => Cell::Absent(words("nothing planned", "không có kế hoạch")?),
            Err(error) => return Err(ReportError::Rates(error)),
        };
        table.push([
            Cell::Words(name),
            Cell::Money(execution.own_plan().plan()),
            Cell::Money(execution.carried().carried_in()),
            Cell::Money(execution.all().disbursed()),
            rate,
            Cell::Money(execution.left()),
        ])?;
    }
    Ok(table)
}
