//! What a ledger says on a day.

use super::words::{column, words};
use crate::programme::ledger::Totals;
use crate::report::{Cell, Column, Kind, ReportError, Table};
use crate::source::Text;

/// The money of groups of budget lines, as [`Statement::by`](crate::programme::ledger::Statement::by) adds it up: from the plan
/// through release and commitment to what was paid and what is left.
///
/// `left = plan + carried in - disbursed - refunded - cancelled - carried out`, in every row.
///
/// ```
/// use poverty::journal::Entry;
/// use poverty::programme::ledger::{BudgetRules, Flow, Ledger, Movement};
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
/// let groups = ledger.as_of("2023-12-31".parse()?).statement().by(|line| line.component().to_owned());
/// let rows = groups.iter().map(|(component, totals)| Ok((Text::english(component.as_str())?, totals)));
/// let table = of::statement(Text::english("component")?, rows)?;
/// let page = table.to_markdown(Locale::of(Language::English));
/// assert!(page.contains("| 3.1 | 1,500 | 0 | 800 | 0 | 250 | 0 | 0 | 0 | 0 | 1,250 |"), "{page}");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
/// What making the names of groups reports.
pub fn statement<'t>(
    by: Text,
    groups: impl IntoIterator<Item = Result<(Text, &'t Totals), ReportError>>,
) -> Result<Table, ReportError> {
    let title = words("Money of the budget lines", "Vốn theo dòng ngân sách")?;
    let mut table = Table::new("statement", title)
        .column(Column::new("group", by, Kind::Words))?
        .column(column("plan", "plan", "kế hoạch", Kind::Money)?)?
        .column(column("carried_in", "carried in", "chuyển nguồn sang", Kind::Money)?)?
        .column(column("released", "released", "đã phân bổ", Kind::Money)?)?
        .column(column("open_commitments", "committed, not paid", "cam kết chi chưa thanh toán", Kind::Money)?)?
        .column(column("disbursed", "disbursed", "giải ngân", Kind::Money)?)?
        .column(column("open_advances", "of it advanced", "trong đó tạm ứng", Kind::Money)?)?
        .column(column("refunded", "refunded", "nộp trả", Kind::Money)?)?
        .column(column("cancelled", "cancelled", "hủy dự toán", Kind::Money)?)?
        .column(column("carried_out", "carried out", "chuyển sang năm sau", Kind::Money)?)?
        .column(column("balance", "left", "còn lại", Kind::Money)?)?;
    for group in groups {
        let (name, totals) = group?;
        table.push([
            Cell::Words(name),
            Cell::Money(totals.plan()),
            Cell::Money(totals.carried_in()),
            Cell::Money(totals.released()),
            Cell::Money(totals.open_commitments()),
            Cell::Money(totals.disbursed()),
            Cell::Money(totals.open_advances()),
            Cell::Money(totals.refunded()),
            Cell::Money(totals.cancelled()),
            Cell::Money(totals.carried_out()),
            Cell::Money(totals.balance()),
        ])?;
    }
    Ok(table)
}
