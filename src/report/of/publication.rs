//! Counts fit to publish.

use super::words::{column, words};
use crate::quantity::Count;
use crate::register::disclosure::PublicationTable;
use crate::report::{Cell, Column, Kind, ReportError, Table};
use crate::source::Text;

/// A table with small cells withheld, as it was made fit to publish: a withheld cell is an absent one, never a zero. `name` gives
/// the name of a row or column in the languages of the readers.
///
/// # Errors
/// What `name` reports; [`ReportError::TwoColumns`] if two columns have one name.
pub fn publication(
    id: &str,
    title: Text,
    published: &PublicationTable,
    name: impl Fn(&str) -> Result<Text, ReportError>,
) -> Result<Table, ReportError> {
    let total = || words("total", "tổng");
    let mut table = Table::new(id, title).column(column("group", "group", "nhóm", Kind::Words)?)?;
    for label in published.columns() {
        table = table.column(Column::new(label, name(label)?, Kind::Count))?;
    }
    table = table.column(Column::new("total", total()?, Kind::Count))?;
    let withheld = || Ok::<_, ReportError>(Cell::Absent(words("..", "..")?));
    let cell = |count: Option<Count>| count.map_or_else(withheld, |count| Ok(Cell::count(i128::from(count.get()))));
    let names = published.rows().iter().map(|label| name(label)).chain([total()]);
    for (row, label) in names.enumerate() {
        let mut cells = vec![Cell::Words(label?)];
        for place in 0..=published.columns().len() {
            cells.push(cell(published.cell(row, place))?);
        }
        table.push(cells)?;
    }
    let least = published.rule().minimum();
    Ok(table.note(words(
        &format!(".. withheld, so that no count below {least} can be found out."),
        &format!(".. không công bố, để không suy ra được số nào dưới {least}."),
    )?))
}
