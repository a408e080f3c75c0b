//! Results against their targets.

use super::words::{column, words};
use crate::programme::FiscalYear;
use crate::programme::delivery::{Indicator, Scale, Status};
use crate::quantity::Ratio;
use crate::report::{Cell, Kind, ReportError, Table};
use crate::source::Text;

fn said(status: Status) -> Result<Text, ReportError> {
    match status {
        Status::Achieved => words("achieved", "đã đạt"),
        Status::OnTrack => words("on track", "đúng tiến độ"),
        Status::OffTrack => words("off track", "chậm tiến độ"),
        Status::NoData => words("no data", "chưa có số liệu"),
    }
}

/// How indicators stand at the end of a year: where they began, what was to be reached by then, what was, and the last target.
///
/// ```
/// use poverty::programme::FiscalYear;
/// use poverty::programme::delivery::{Direction, Indicator, Observation};
/// use poverty::report::{Locale, of};
/// use poverty::source::Language;
/// let at = |year, rate: &str| -> Result<Observation, Box<dyn std::error::Error>> {
///     Ok(Observation { year: FiscalYear::new(year)?, value: rate.parse()? })
/// };
/// let rate = Indicator::new("poverty rate", Direction::Fall, at(2021, "12.79 %")?, vec![at(2025, "3 %")?])?
///     .with_actual(vec![at(2024, "6.38 %")?])?
///     .in_percent();
/// let table = of::results([&rate], FiscalYear::new(2024)?)?;
/// let page = table.to_markdown(Locale::of(Language::English));
/// assert!(page.contains("| poverty rate | 2021 | 12.8 % | 5.4 % | 6.4 % | 2025 | 3.0 % | off track |"), "{page}");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
/// [`ReportError::Delivery`] if a milestone does not fit a fraction.
pub fn results<'i>(
    indicators: impl IntoIterator<Item = &'i Indicator>,
    year: FiscalYear,
) -> Result<Table, ReportError> {
    let title = words(&format!("Results at the end of {year}"), &format!("Kết quả đến cuối năm {year}"))?;
    let mut table = Table::new("results", title)
        .column(column("indicator", "indicator", "chỉ tiêu", Kind::Words)?)?
        .column(column("baseline_year", "from", "từ năm", Kind::Words)?)?
        .column(column("baseline", "baseline", "xuất phát điểm", Kind::Estimate)?)?
        .column(column("milestone", "to be reached", "phải đạt", Kind::Estimate)?)?
        .column(column("actual", "reached", "đạt được", Kind::Estimate)?)?
        .column(column("target_year", "by", "đến năm", Kind::Words)?)?
        .column(column("target", "target", "mục tiêu", Kind::Estimate)?)?
        .column(column("status", "status", "tình trạng", Kind::Words)?)?;
    for indicator in indicators {
        let number = |value: Ratio| match indicator.scale() {
            Scale::Percent => Cell::Share(value),
            Scale::Number => Cell::Exact(value),
        };
        let absent = || Ok::<_, ReportError>(Cell::Absent(words("none", "không có")?));
        let or_none = |value: Option<Ratio>| value.map_or_else(absent, |value| Ok(number(value)));
        let target = indicator.targets().last();
        let baseline = indicator.baseline();
        table.push([
            Cell::name(indicator.name()),
            Cell::name(baseline.year.to_string()),
            number(baseline.value),
            or_none(indicator.milestone(year).map_err(Box::new)?)?,
            or_none(indicator.actual(year))?,
            Cell::name(target.map_or_else(String::new, |target| target.year.to_string())),
            or_none(target.map(|target| target.value))?,
            Cell::Words(said(indicator.status(year).map_err(Box::new)?)?),
        ])?;
    }
    Ok(table)
}
