//! Estimates of measures.

use super::words::{column, words};
use crate::measure::{Tidy, TidyRow};
use crate::report::{Cell, Kind, Limits, ReportError, Table};

/// Measures that are shares of people or of a whole.
const SHARES: [&str; 17] = [
    "H",
    "A",
    "G",
    "S",
    "hd",
    "hdk",
    "pctb",
    "dimension_pctb",
    "fgt0",
    "arpr",
    "rmpg",
    "transition",
    "exit_rate",
    "entry_rate",
    "return_rate",
    "exit_survival",
    "poverty_survival",
];

/// Estimates as a table: shares in percent, differences of shares in points with a star where their limits exclude zero, indices as
/// numbers; each cell says which it is. What is undefined says why.
///
/// ```
/// use poverty::measure::{Axes, Design, Family, PatternTable, Profile, Structure, Tabulation, Tidy, Weighting};
/// use poverty::quantity::{Households, Ratio, Weight};
/// use poverty::report::{Locale, of};
/// use poverty::source::Language;
/// let structure = Structure::flat(["water", "toilet"])?;
/// let mut table = PatternTable::<Households>::new(&structure, Axes::new())?;
/// for deprived in [0b11, 0b01, 0b00] {
///     table.add_row(&[], Profile::complete(deprived), Weight::ONE, &[])?;
/// }
/// let request = Tabulation::new(&table)
///     .weighting(&Weighting::nested(&structure)?, [Ratio::new(1, 2)?])
///     .families([Family::HeadcountRatio, Family::AdjustedHeadcountRatio]);
/// let page = of::estimates(&Tidy::from(&request.run()?))?.to_markdown(Locale::of(Language::English));
/// assert!(page.contains("| H |  | 1/2 | nested |  |  | 66.7 % | 3 | 0 |"), "{page}");
/// assert!(page.contains("| M0 |  | 1/2 | nested |  |  | 0.500 | 3 | 0 |"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
/// None that rows of a [`Tidy`] give a reason for.
pub fn estimates(tidy: &Tidy) -> Result<Table, ReportError> {
    let mut table = Table::new("estimates", words("Estimates", "Kết quả ước lượng")?)
        .column(column("measure", "measure", "thước đo", Kind::Words)?)?
        .column(column("indicator", "of", "của", Kind::Words)?)?
        .column(column("k", "k", "k", Kind::Words)?)?
        .column(column("weighting", "weighting", "bộ trọng số", Kind::Words)?)?
        .column(column("group", "group", "nhóm", Kind::Words)?)?
        .column(column("period", "period", "kỳ", Kind::Words)?)?
        .column(column("estimate", "estimate", "ước lượng", Kind::Estimate)?.with_limits())?
        .column(column("rows", "rows", "số quan sát", Kind::Count)?)?
        .column(column("dropped", "left out", "bị loại", Kind::Count)?)?
        .note(words(
            "In brackets: confidence limits. * the limits of a change exclude zero. Relative changes are in percent of the earlier value.",
            "Trong ngoặc: giới hạn tin cậy. * giới hạn của mức thay đổi không chứa số không. Thay đổi tương đối tính theo % của giá trị trước.",
        )?);
    for row in tidy.rows() {
        let group = if row.subgroup.is_empty() { String::new() } else { format!("{} {}", row.subgroup, row.level) };
        table.push([
            Cell::name(&row.measure),
            Cell::name(&row.indicator),
            Cell::name(&row.k),
            Cell::name(&row.weighting),
            Cell::name(group),
            Cell::name(&row.period),
            value(row)?,
            Cell::count(i128::from(row.rows)),
            Cell::count(i128::from(row.dropped)),
        ])?;
    }
    Ok(table)
}

/// The value of a row with its unit.
fn value(row: &TidyRow) -> Result<Cell, ReportError> {
    let Some(estimate) = row.estimate else {
        let why = if row.undefined.is_empty() { "not defined" } else { &row.undefined };
        return Ok(Cell::Absent(words(why, &format!("không xác định: {why}"))?));
    };
    let limits = Limits { std_error: row.std_error, lower: row.lower, upper: row.upper };
    let what = row.indicator.split(':').next().unwrap_or_default();
    Ok(match row.measure.as_str() {
        "change_rel" | "change_rel_ann" => Cell::EstimatedShare(estimate, limits),
        "change_abs" | "change_abs_ann" if SHARES.contains(&what) => Cell::EstimatedPoints(estimate, limits),
        share if SHARES.contains(&share) => Cell::EstimatedShare(estimate, limits),
        _ => Cell::Number(estimate, limits),
    })
}
