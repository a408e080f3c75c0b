//! A table whose cells are the darker the more is in them.

use super::canvas::{Canvas, Frame, Pen, Side};
use super::chart::Values;
use super::{palette, words};
use crate::report::{Locale, ReportError};
use crate::source::Text;

const NAME: f64 = 12.0;
const ROW: f64 = 40.0;

/// Rows and columns of the same meaning, such as classes before and after.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Heat {
    pub(super) row_title: Text,
    pub(super) column_title: Text,
    pub(super) rows: Vec<Text>,
    pub(super) columns: Vec<Text>,
    pub(super) cells: Vec<Vec<Option<f64>>>,
    pub(super) values: Values,
}

impl Heat {
    /// How wide the names of the rows are, and each column.
    fn widths(&self, width: f64, locale: Locale) -> (f64, f64) {
        let longest = |texts: &[Text]| {
            texts.iter().map(|text| words::width(text.in_language(locale.language()), NAME)).fold(0.0, f64::max)
        };
        let names = (longest(&self.rows) + 10.0).min(width * 0.34);
        let columns: f64 = self.columns.iter().map(|_| 1.0).sum();
        (names, (width - names) / f64::max(columns, 1.0))
    }

    fn head(&self, column: f64, locale: Locale) -> Vec<Vec<String>> {
        let wrapped = |text: &Text| words::wrap(text.in_language(locale.language()), NAME, column - 6.0);
        self.columns.iter().map(wrapped).collect()
    }

    fn head_height(&self, column: f64, locale: Locale) -> f64 {
        let height = |lines: &Vec<String>| lines.iter().map(|_| NAME * 1.3).sum::<f64>();
        NAME * 1.3 + 6.0 + self.head(column, locale).iter().map(height).fold(0.0, f64::max) + 4.0
    }

    pub(super) fn height(&self, width: f64, locale: Locale) -> f64 {
        let (_, column) = self.widths(width, locale);
        self.head_height(column, locale) + self.rows.iter().map(|_| ROW).sum::<f64>()
    }

    pub(super) fn draw(&self, canvas: &Canvas<'_>, frame: Frame, locale: Locale) -> Result<(), ReportError> {
        let language = locale.language();
        let (names, column) = self.widths(frame.width(), locale);
        let muted = Pen::new(NAME, palette::MUTED);
        let first = frame.left + names;
        canvas.text(self.row_title.in_language(language), (frame.left, frame.top + NAME * 0.65), muted)?;
        canvas.text(self.column_title.in_language(language), (first + 4.0, frame.top + NAME * 0.65), muted)?;
        let mut left = first;
        for lines in self.head(column, locale) {
            let pen = Pen::new(NAME, palette::INK).side(Side::Middle);
            canvas.lines(&lines, (left + column / 2.0, frame.top + NAME * 1.3 + 6.0), pen)?;
            left += column;
        }
        let mut top = frame.top + self.head_height(column, locale);
        for (name, cells) in self.rows.iter().zip(&self.cells) {
            let name = words::wrap(name.in_language(language), NAME, names - 8.0);
            let lines: f64 = name.iter().map(|_| NAME * 1.3).sum();
            canvas.lines(&name, (frame.left, top + (ROW - lines) / 2.0), Pen::new(NAME, palette::INK))?;
            let mut left = first;
            for cell in cells {
                let colour = cell.map_or(palette::SHADE, palette::sequential);
                let box_ =
                    Frame { left: left + 1.0, top: top + 1.0, right: left + column - 1.0, bottom: top + ROW - 1.0 };
                canvas.rectangle(box_, colour)?;
                let (label, on) = match cell {
                    Some(value) => (self.values.number(*value, locale), palette::on(colour)),
                    None => ("–".to_owned(), palette::MUTED),
                };
                let pen = Pen::new(13.0, on).side(Side::Middle);
                canvas.text(&label, (left + column / 2.0, top + ROW / 2.0), pen)?;
                left += column;
            }
            top += ROW;
        }
        Ok(())
    }

    pub(super) fn described(&self, locale: Locale) -> Vec<String> {
        let language = locale.language();
        let row = |(name, cells): (&Text, &Vec<Option<f64>>)| {
            let cells: Vec<String> = self
                .columns
                .iter()
                .zip(cells)
                .map(|(column, cell)| {
                    let value = cell.map_or_else(|| "–".to_owned(), |value| self.values.said(value, locale));
                    format!("{} {value}", column.in_language(language))
                })
                .collect();
            format!("{}: {}", name.in_language(language), cells.join(", "))
        };
        self.rows.iter().zip(&self.cells).map(row).collect()
    }
}
