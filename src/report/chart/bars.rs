//! Bars in order, each with its name above it.

use super::canvas::{Canvas, Frame, Pen};
use super::chart::Values;
use super::scale::Scale;
use super::{palette, words};
use crate::report::{Locale, ReportError};
use crate::source::Text;

const NAME: f64 = 13.0;
const BAR: f64 = 16.0;
const GAP: f64 = 14.0;

/// A bar.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Bar {
    pub(super) name: Text,
    pub(super) value: f64,
    /// What it could have reached.
    pub(super) of: Option<f64>,
    pub(super) limits: Option<(f64, f64)>,
    /// What is written behind the value.
    pub(super) note: Option<Text>,
}

/// Bars from zero.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Bars {
    pub(super) bars: Vec<Bar>,
    pub(super) values: Values,
}

impl Bars {
    fn name_lines(&self, bar: &Bar, width: f64, locale: Locale) -> Vec<String> {
        words::wrap(bar.name.in_language(locale.language()), NAME, width)
    }

    fn label(&self, bar: &Bar, locale: Locale) -> String {
        let value = self.values.said(bar.value, locale);
        match &bar.note {
            Some(note) => format!("{value} {}", note.in_language(locale.language())),
            None => value,
        }
    }

    pub(super) fn height(&self, width: f64, locale: Locale) -> f64 {
        let rows = self.bars.iter().map(|bar| {
            let names = self.name_lines(bar, width, locale).iter().map(|_| NAME * 1.3).sum::<f64>();
            names + 2.0 + BAR + GAP
        });
        rows.sum()
    }

    pub(super) fn draw(&self, canvas: &Canvas<'_>, frame: Frame, locale: Locale) -> Result<(), ReportError> {
        let label = |bar: &Bar| words::width(&self.label(bar, locale), 12.0);
        let reach = |bar: &Bar| {
            let upper = bar.limits.map_or(bar.value, |(_, upper)| upper);
            bar.value.max(upper).max(bar.of.unwrap_or(0.0))
        };
        let greatest = self.bars.iter().map(reach).fold(0.0, f64::max);
        // The labels stand behind the bars, so the longest reaches as far as the longest label leaves room.
        let room = self.bars.iter().map(label).fold(0.0, f64::max) + 10.0;
        let scale = Scale::new(0.0, greatest, frame.left, (frame.right - room).max(frame.left + 40.0));
        let mut y = frame.top;
        for bar in &self.bars {
            let name = self.name_lines(bar, frame.width(), locale);
            y = canvas.lines(&name, (frame.left, y), Pen::new(NAME, palette::INK))? + 2.0;
            let row = |to: f64| Frame { left: frame.left, top: y, right: scale.at(to), bottom: y + BAR };
            if let Some(of) = bar.of {
                canvas.rectangle(row(of), palette::GRID)?;
                let inner = Frame { top: y + 3.0, bottom: y + BAR - 3.0, ..row(bar.value) };
                canvas.rectangle(inner, palette::series(0))?;
            } else {
                canvas.rectangle(row(bar.value), palette::series(0))?;
            }
            if let Some((lower, upper)) = bar.limits {
                let middle = y + BAR / 2.0;
                canvas.line(&[(scale.at(lower), middle), (scale.at(upper), middle)], palette::INK, 2)?;
                for end in [lower, upper] {
                    canvas.line(&[(scale.at(end), middle - 4.0), (scale.at(end), middle + 4.0)], palette::INK, 2)?;
                }
            }
            let place = (scale.at(reach(bar)) + 6.0, y + BAR / 2.0);
            canvas.text(&self.label(bar, locale), place, Pen::new(12.0, palette::INK))?;
            y += BAR + GAP;
        }
        Ok(())
    }

    pub(super) fn described(&self, locale: Locale) -> Vec<String> {
        let said = |bar: &Bar| format!("{}: {}", bar.name.in_language(locale.language()), self.label(bar, locale));
        self.bars.iter().map(said).collect()
    }
}
