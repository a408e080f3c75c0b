//! Which colour and marker stands for what.

use super::canvas::{Canvas, Frame, Pen, Point};
use super::{palette, words};
use crate::report::ReportError;

const SIZE: f64 = 12.0;
const ROW: f64 = 19.0;
const SWATCH: f64 = 18.0;
const GAP: f64 = 16.0;

/// How series are marked.
#[derive(Clone, Copy, Debug)]
pub(super) enum Mark {
    /// By a filled part.
    Part,
    /// By a line with the marker of the series.
    Line,
}

/// Where each name goes: place of its swatch, and the height of all.
fn places(names: &[String], width: f64) -> (Vec<Point>, f64) {
    let (mut x, mut y) = (0.0, 0.0);
    let mut found = Vec::with_capacity(names.len());
    for name in names {
        let wide = SWATCH + words::width(name, SIZE);
        if x > 0.0 && x + wide > width {
            x = 0.0;
            y += ROW;
        }
        found.push((x, y));
        x += wide + GAP;
    }
    (found, y + ROW)
}

/// The height of a legend.
pub(super) fn height(names: &[String], width: f64) -> f64 {
    if names.is_empty() { 0.0 } else { places(names, width).1 + 6.0 }
}

/// Draws it and gives the place below.
pub(super) fn draw(canvas: &Canvas<'_>, names: &[String], frame: Frame, mark: Mark) -> Result<f64, ReportError> {
    let (places, _) = places(names, frame.width());
    for (number, (name, (x, y))) in names.iter().zip(places).enumerate() {
        let colour = palette::series(number);
        let (left, middle) = (frame.left + x, frame.top + y + ROW / 2.0);
        match mark {
            Mark::Part => {
                let box_ = Frame { left, top: middle - 6.0, right: left + 12.0, bottom: middle + 6.0 };
                canvas.rectangle(box_, colour)?;
            }
            Mark::Line => {
                canvas.line(&[(left, middle), (left + 14.0, middle)], colour, 2)?;
                canvas.marker(number, (left + 7.0, middle), colour)?;
            }
        }
        canvas.text(name, (left + SWATCH, middle), Pen::new(SIZE, palette::INK))?;
    }
    Ok(frame.top + height(names, frame.width()))
}
