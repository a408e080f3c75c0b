//! Tables as Markdown.

use super::{header, said};
use crate::report::{Locale, Table};

impl Table {
    /// The table in GitHub's Markdown, without its title; notes stand under it. Figures are aligned to the right.
    #[must_use]
    pub fn to_markdown(&self, locale: Locale) -> String {
        let (headers, rows) = self.page(locale);
        let line = |cells: &[String]| {
            let cells: Vec<String> = cells.iter().map(|cell| cell.replace('|', "\\|").replace('\n', " ")).collect();
            format!("| {} |\n", cells.join(" | "))
        };
        let mut page = line(&headers);
        let rule = self.columns.iter().map(|column| if column.is_figure() { "---:|" } else { ":---|" });
        page.push('|');
        page.extend(rule);
        page.push('\n');
        page.extend(rows.iter().map(|row| line(row)));
        for note in &self.notes {
            page.push_str(&format!("\n{}\n", note.in_language(locale.language())));
        }
        page
    }

    /// Headers and cells as readers see them.
    pub(crate) fn page(&self, locale: Locale) -> (Vec<String>, Vec<Vec<String>>) {
        let columns: Vec<Vec<&super::super::Cell>> =
            (0..self.columns.len()).map(|place| self.rows.iter().filter_map(|row| row.get(place)).collect()).collect();
        let headers = self.columns.iter().zip(&columns).map(|(column, cells)| header(column, cells, locale)).collect();
        let row = |row: &Vec<super::super::Cell>| {
            let cells = row.iter().zip(&self.columns).zip(&columns);
            cells.map(|((cell, column), cells)| said(cell, column, cells, locale)).collect()
        };
        (headers, self.rows.iter().map(row).collect())
    }
}
