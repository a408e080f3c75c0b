//! What a programme delivered.

use super::words::{column, words};
use crate::programme::delivery::{Output, OutputTotals};
use crate::report::{Cell, Kind, ReportError, Table};
use crate::source::Text;

/// How a kind of output is named.
fn named(output: Output) -> Result<Text, ReportError> {
    let vietnamese = match output {
        Output::LivelihoodModel => "mô hình sinh kế",
        Output::PersonTrained => "người được đào tạo",
        Output::Job => "việc làm",
        Output::HouseBuilt => "nhà xây mới",
        Output::HouseRepaired => "nhà sửa chữa",
        Output::Loan => "khoản vay",
    };
    words(output.unit(), vietnamese)
}

/// Outputs by kind: what was delivered, and the houses that wait for their inspection or did not pass it, which are not counted as
/// delivered. Kinds of which there is nothing are left out.
///
/// ```
/// use poverty::programme::delivery::{HouseCheck, Output, OutputTotals};
/// use poverty::quantity::Count;
/// use poverty::report::{Locale, of};
/// use poverty::source::Language;
/// let mut totals = OutputTotals::new();
/// totals.add(Output::LivelihoodModel, Count::new(450));
/// totals.add_house(Output::HouseBuilt, HouseCheck::default());
/// let page = of::outputs(&totals)?.to_markdown(Locale::of(Language::English));
/// assert!(page.contains("| livelihood model | 450 | 0 | 0 |") && page.contains("| house built | 0 | 1 | 0 |"), "{page}");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
/// None that totals give a reason for.
pub fn outputs(totals: &OutputTotals) -> Result<Table, ReportError> {
    let mut table = Table::new("outputs", words("What was delivered", "Sản phẩm đã hoàn thành")?)
        .column(column("output", "output", "sản phẩm", Kind::Words)?)?
        .column(column("delivered", "delivered", "đã hoàn thành", Kind::Count)?)?
        .column(column("waiting", "to be inspected", "chờ nghiệm thu", Kind::Count)?)?
        .column(column("failed", "not passed", "không đạt", Kind::Count)?)?;
    for output in Output::ALL {
        let counts = [totals.delivered(output), totals.waiting(output), totals.failed(output)];
        if counts.iter().any(|count| count.get() > 0) {
            let counts = counts.map(|count| Cell::count(i128::from(count.get())));
            table.push([Cell::Words(named(output)?)].into_iter().chain(counts))?;
        }
    }
    Ok(table)
}
