//! Tables as text for a terminal.

use crate::report::{Locale, Table};
use comfy_table::{CellAlignment, ContentArrangement, LineStyle, TableStyle};

impl Table {
    /// The table as aligned text with its title over it and its notes under it. Columns are as wide as their widest cell; wide
    /// characters count as they are shown.
    #[must_use]
    pub fn to_text(&self, locale: Locale) -> String {
        let (headers, rows) = self.page(locale);
        let mut grid = comfy_table::Table::new();
        grid.load_style(TableStyle::new().header_separator(LineStyle::none().fill('─')));
        grid.set_content_arrangement(ContentArrangement::Disabled);
        grid.set_header(headers);
        grid.add_rows(rows);
        for (place, column) in self.columns.iter().enumerate() {
            if let Some(cells) = grid.column_mut(place).filter(|_| column.is_figure()) {
                cells.set_cell_alignment(CellAlignment::Right);
            }
        }
        let mut page = format!("{}\n\n", self.title.in_language(locale.language()));
        for line in grid.lines() {
            page.push_str(line.trim_end());
            page.push('\n');
        }
        for note in &self.notes {
            page.push_str(&format!("\n{}\n", note.in_language(locale.language())));
        }
        page
    }
}
