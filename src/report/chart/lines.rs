//! Lines over an axis: trends, and curves.

use super::canvas::{Canvas, Frame, Pen, Point, Side};
use super::chart::Values;
use super::legend::{self, Mark};
use super::scale::{Scale, ticks};
use super::{palette, words};
use crate::report::{Locale, ReportError};
use crate::source::Text;

const PLOT: f64 = 250.0;
const TICK: f64 = 12.0;

/// A point of a line.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Dot {
    pub(super) x: f64,
    pub(super) y: f64,
    pub(super) limits: Option<(f64, f64)>,
    /// Whether it carries the marker of its line.
    pub(super) marked: bool,
    /// Whether its value is printed beside it.
    pub(super) printed: bool,
}

/// A line.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Line {
    pub(super) name: Text,
    pub(super) dots: Vec<Dot>,
}

/// Lines over one axis.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Lines {
    pub(super) x_title: Text,
    /// Where the axis is labelled.
    pub(super) x_ticks: Vec<(f64, Text)>,
    pub(super) lines: Vec<Line>,
    /// Stretches that are shaded.
    pub(super) shaded: Vec<(f64, f64)>,
    /// A line for comparison, without marker and name.
    pub(super) guide: Vec<Point>,
    pub(super) values: Values,
    /// Whether the axis begins at zero even where no value is near.
    pub(super) from_zero: bool,
}

impl Lines {
    fn names(&self, locale: Locale) -> Vec<String> {
        if self.lines.len() < 2 {
            return Vec::new();
        }
        self.lines.iter().map(|line| line.name.in_language(locale.language()).to_owned()).collect()
    }

    pub(super) fn height(&self, width: f64, locale: Locale) -> f64 {
        legend::height(&self.names(locale), width) + 10.0 + PLOT + TICK * 3.6
    }

    fn spread(&self) -> (f64, f64) {
        let dots = self.lines.iter().flat_map(|line| &line.dots);
        let values = dots.flat_map(|dot| {
            let (lower, upper) = dot.limits.unwrap_or((dot.y, dot.y));
            [dot.y, lower, upper]
        });
        let values = values.chain(self.guide.iter().map(|(_, y)| *y));
        let start = if self.from_zero { (0.0, 0.0) } else { (f64::INFINITY, f64::NEG_INFINITY) };
        values.fold(start, |(least, greatest), value| (f64::min(least, value), f64::max(greatest, value)))
    }

    pub(super) fn draw(&self, canvas: &Canvas<'_>, frame: Frame, locale: Locale) -> Result<(), ReportError> {
        let language = locale.language();
        let top = legend::draw(canvas, &self.names(locale), frame, Mark::Line)? + 10.0;
        let (least, greatest) = self.spread();
        let y_ticks = ticks(least, greatest);
        let labels = self.values.axis(&y_ticks, locale);
        let room = labels.iter().map(|label| words::width(label, TICK)).fold(0.0, f64::max) + 10.0;
        // Values printed beside the last point need room.
        let printed = self.lines.iter().any(|line| line.dots.iter().any(|dot| dot.printed));
        let right = frame.right - if printed { 40.0 } else { 16.0 };
        let plot = Frame { left: frame.left + room, top, right, bottom: top + PLOT };
        let ends = |values: &mut dyn Iterator<Item = f64>| {
            values.fold((f64::INFINITY, f64::NEG_INFINITY), |(a, b), x| (f64::min(a, x), f64::max(b, x)))
        };
        let dots = self.lines.iter().flat_map(|line| line.dots.iter().map(|dot| dot.x));
        let (first, last) = ends(&mut dots.chain(self.x_ticks.iter().map(|(x, _)| *x)));
        let (low, high) = ends(&mut y_ticks.iter().copied());
        let x = Scale::new(first, last, plot.left + 10.0, plot.right - 10.0);
        let y = Scale::new(low, high, plot.bottom, plot.top);
        for (from, to) in &self.shaded {
            let shade = Frame { left: x.at(*from), right: x.at(*to), ..plot };
            canvas.rectangle(shade, palette::SHADE)?;
        }
        for (tick, label) in y_ticks.iter().zip(&labels) {
            let level = y.at(*tick);
            // Zero carries the axis.
            let is_axis = tick.abs() < 1e-12;
            let colour = if is_axis { palette::MUTED } else { palette::GRID };
            canvas.line(&[(plot.left, level), (plot.right, level)], colour, 1)?;
            canvas.text(label, (plot.left - 6.0, level), Pen::new(TICK, palette::MUTED).side(Side::End))?;
        }
        self.draw_x_axis(canvas, plot, x, locale)?;
        let title = self.x_title.in_language(language);
        let place = (f64::midpoint(plot.left, plot.right), plot.bottom + TICK * 2.6);
        canvas.text(title, place, Pen::new(TICK, palette::MUTED).side(Side::Middle))?;
        let guide: Vec<Point> = self.guide.iter().map(|(at_x, at_y)| (x.at(*at_x), y.at(*at_y))).collect();
        if !guide.is_empty() {
            canvas.line(&guide, palette::MUTED, 1)?;
        }
        for (number, line) in self.lines.iter().enumerate() {
            self.draw_line(canvas, number, line, (x, y), locale)?;
        }
        Ok(())
    }

    /// Labels that would touch the one before are left out.
    fn draw_x_axis(&self, canvas: &Canvas<'_>, plot: Frame, x: Scale, locale: Locale) -> Result<(), ReportError> {
        let mut taken = f64::NEG_INFINITY;
        for (tick, label) in &self.x_ticks {
            let label = label.in_language(locale.language());
            let (place, half) = (x.at(*tick), words::width(label, TICK) / 2.0);
            canvas.line(&[(place, plot.bottom), (place, plot.bottom + 4.0)], palette::MUTED, 1)?;
            if place - half > taken {
                let pen = Pen::new(TICK, palette::MUTED).side(Side::Middle);
                canvas.text(label, (place, plot.bottom + TICK * 1.2), pen)?;
                taken = place + half + 6.0;
            }
        }
        Ok(())
    }

    fn draw_line(
        &self,
        canvas: &Canvas<'_>,
        number: usize,
        line: &Line,
        (x, y): (Scale, Scale),
        locale: Locale,
    ) -> Result<(), ReportError> {
        let colour = palette::series(number);
        let upper = line.dots.iter().filter_map(|dot| Some((x.at(dot.x), y.at(dot.limits?.1))));
        let lower = line.dots.iter().rev().filter_map(|dot| Some((x.at(dot.x), y.at(dot.limits?.0))));
        let band: Vec<Point> = upper.chain(lower).collect();
        if band.len() > 2 {
            canvas.veil(&band, colour)?;
        }
        let dots: Vec<Point> = line.dots.iter().map(|dot| (x.at(dot.x), y.at(dot.y))).collect();
        if dots.len() > 1 {
            canvas.line(&dots, colour, 2)?;
        }
        for (place, dot) in line.dots.iter().enumerate() {
            let at = (x.at(dot.x), y.at(dot.y));
            if dot.marked {
                canvas.marker(number, at, colour)?;
            }
            if dot.printed {
                // On the side that the line leaves free: behind a point on the way down, before one on the way up.
                let next = line.dots.get(place.saturating_add(1));
                let before = place.checked_sub(1).and_then(|place| line.dots.get(place));
                let rises = next.map_or_else(|| before.is_some_and(|before| before.y < dot.y), |next| next.y > dot.y);
                let (lower, upper) = dot.limits.unwrap_or((dot.y, dot.y));
                let pen = Pen::new(TICK, palette::INK).bold();
                // The axis stands before the first point, so on the way up its value goes below.
                let (left, level, side) = match (rises, place) {
                    (true, 0) => (at.0 + 5.0, y.at(lower) + 12.0, Side::Start),
                    (true, _) => (at.0 - 6.0, y.at(upper) - 10.0, Side::End),
                    (false, _) => (at.0 + 5.0, y.at(upper) - 10.0, Side::Start),
                };
                canvas.text(&self.values.number(dot.y, locale), (left, level), pen.side(side))?;
            }
        }
        Ok(())
    }

    pub(super) fn described(&self, locale: Locale) -> Vec<String> {
        let language = locale.language();
        let nearest = |x: f64| {
            let distance = |tick: &&(f64, Text)| (tick.0 - x).abs();
            let tick = self.x_ticks.iter().min_by(|left, right| distance(left).total_cmp(&distance(right)))?;
            (distance(&tick) < 1e-9).then(|| tick.1.in_language(language))
        };
        let line = |line: &Line| {
            let dots: Vec<String> = line
                .dots
                .iter()
                .filter_map(|dot| Some(format!("{} {}", nearest(dot.x)?, self.values.said(dot.y, locale))))
                .collect();
            format!("{}: {}", line.name.in_language(language), dots.join(", "))
        };
        self.lines.iter().map(line).collect()
    }
}
