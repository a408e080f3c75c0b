//! What the check of published figures found.

use super::words::{column, words};
use crate::published::{QuantityKind, Report};
use crate::report::{Cell, Kind, ReportError, Table};
use crate::source::Language;

/// The findings: severity, code, the claims concerned, and the finding in words.
///
/// ```
/// use poverty::published::Claims;
/// use poverty::report::{Locale, of};
/// use poverty::source::Language;
/// let claims = Claims::from_toml(include_str!("../../../data/published/dak_lak.toml"), "dak_lak.toml")?;
/// let table = of::findings(&claims.check())?;
/// assert_eq!(table.columns().len(), 4);
/// assert!(table.to_text(Locale::of(Language::Vietnamese)).starts_with("Kết quả kiểm tra số liệu đã công bố"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
/// None that a report gives a reason for.
pub fn findings(report: &Report<'_>) -> Result<Table, ReportError> {
    let title = words("What the check of published figures found", "Kết quả kiểm tra số liệu đã công bố")?;
    let mut table = Table::new("findings", title)
        .column(column("severity", "severity", "mức độ", Kind::Words)?)?
        .column(column("code", "code", "mã", Kind::Words)?)?
        .column(column("claims", "claims", "số liệu", Kind::Words)?)?
        .column(column("finding", "finding", "phát hiện", Kind::Words)?)?;
    for finding in report.findings() {
        let said =
            words(&report.sentence(finding, Language::English), &report.sentence(finding, Language::Vietnamese))?;
        let alarm =
            if finding.is_alarm() { words("contradiction", "mâu thuẫn")? } else { words("note", "lưu ý")? };
        table.push([
            Cell::Words(alarm),
            Cell::name(finding.code()),
            Cell::name(finding.claims().collect::<Vec<&str>>().join(", ")),
            Cell::Words(said),
        ])?;
    }
    Ok(table)
}

/// The quantities that are printed or implied, each with the least and the greatest value that all figures together leave it.
///
/// # Errors
/// None that a report gives a reason for.
pub fn quantities(report: &Report<'_>) -> Result<Table, ReportError> {
    let mut table =
        Table::new("quantities", words("What the figures leave possible", "Khoảng giá trị mà số liệu cho phép")?)
            .column(column("quantity", "quantity", "đại lượng", Kind::Words)?)?
            .column(column("least", "least", "nhỏ nhất", Kind::Estimate)?.decimals(2))?
            .column(column("greatest", "greatest", "lớn nhất", Kind::Estimate)?.decimals(2))?
            .column(column("printed", "printed", "được công bố", Kind::Words)?)?;
    for tightest in report.quantities() {
        let quantity = tightest.quantity();
        let interval = tightest.interval();
        let (least, greatest) = match quantity.kind() {
            QuantityKind::AllHouseholds | QuantityKind::Households | QuantityKind::ChangeInHouseholds => {
                let count = |count: Option<i128>| count.map(Cell::Count);
                (count(interval.smallest_integer()), count(interval.largest_integer()))
            }
            QuantityKind::Rate | QuantityKind::RelativeChange | QuantityKind::Share => {
                (interval.lower().map(|end| Cell::Share(end.value)), interval.upper().map(|end| Cell::Share(end.value)))
            }
            QuantityKind::ChangeInPoints => {
                let (least, greatest) = interval.points();
                (least.map(Cell::Points), greatest.map(Cell::Points))
            }
            QuantityKind::Budget(_) => {
                (interval.lower().map(|end| Cell::Exact(end.value)), interval.upper().map(|end| Cell::Exact(end.value)))
            }
        };
        let unbounded = || Ok::<_, ReportError>(Cell::Absent(words("without bound", "không giới hạn")?));
        let bounded = |cell: Option<Cell>| cell.map_or_else(unbounded, Ok);
        let name = words(&quantity.name(Language::English), &quantity.name(Language::Vietnamese))?;
        let printed = if tightest.is_printed() { words("yes", "có")? } else { words("implied", "suy ra")? };
        table.push([Cell::Words(name), bounded(least)?, bounded(greatest)?, Cell::Words(printed)])?;
    }
    Ok(table)
}
