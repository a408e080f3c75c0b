//! Bars of parts that sum to a whole.

use super::canvas::{Canvas, Frame, Pen, Side};
use super::chart::Values;
use super::legend::{self, Mark};
use super::scale::Scale;
use super::{palette, words};
use crate::report::{Locale, ReportError};
use crate::source::Text;

const NAME: f64 = 13.0;
const BAR: f64 = 24.0;
const GAP: f64 = 12.0;
const LABEL: f64 = 11.0;

/// A bar for each group, a part of it for each name.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Stacks {
    pub(super) parts: Vec<Text>,
    pub(super) bars: Vec<Stack>,
    pub(super) values: Values,
}

/// A group, and the values of its parts, or why it has none.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Stack {
    pub(super) name: Text,
    pub(super) parts: Result<Vec<f64>, Text>,
}

impl Stack {
    fn sum(&self) -> f64 {
        self.parts.iter().flatten().sum()
    }
}

impl Stacks {
    fn names(&self, locale: Locale) -> Vec<String> {
        self.parts.iter().map(|part| part.in_language(locale.language()).to_owned()).collect()
    }

    pub(super) fn height(&self, width: f64, locale: Locale) -> f64 {
        let rows: f64 = self.bars.iter().map(|_| NAME * 1.3 + 2.0 + BAR + GAP).sum();
        legend::height(&self.names(locale), width) + rows
    }

    pub(super) fn draw(&self, canvas: &Canvas<'_>, frame: Frame, locale: Locale) -> Result<(), ReportError> {
        let mut y = legend::draw(canvas, &self.names(locale), frame, Mark::Part)?;
        let greatest = self.bars.iter().map(Stack::sum).fold(0.0, f64::max);
        let scale = Scale::new(0.0, greatest, frame.left, frame.right);
        for Stack { name, parts } in &self.bars {
            let name = name.in_language(locale.language()).to_owned();
            y = canvas.lines(&[name], (frame.left, y), Pen::new(NAME, palette::INK))? + 2.0;
            let parts = match parts {
                Ok(parts) => parts.as_slice(),
                Err(reason) => {
                    let pen = Pen::new(LABEL, palette::MUTED).side(Side::Start);
                    canvas.text(reason.in_language(locale.language()), (frame.left, y + BAR / 2.0), pen)?;
                    &[]
                }
            };
            let mut sum = 0.0;
            for (number, part) in parts.iter().enumerate() {
                let (left, right) = (scale.at(sum), scale.at(sum + part));
                sum += part;
                let colour = palette::series(number);
                canvas.rectangle(Frame { left, top: y, right, bottom: y + BAR }, colour)?;
                // A line of paper keeps neighbours apart in print.
                canvas.line(&[(right, y), (right, y + BAR)], palette::PAPER, 1)?;
                let label = self.values.number(*part, locale);
                if words::width(&label, LABEL) + 6.0 <= right - left {
                    let pen = Pen::new(LABEL, palette::on(colour)).side(Side::Middle);
                    canvas.text(&label, (f64::midpoint(left, right), y + BAR / 2.0), pen)?;
                }
            }
            y += BAR + GAP;
        }
        Ok(())
    }

    pub(super) fn described(&self, locale: Locale) -> Vec<String> {
        let language = locale.language();
        let bar = |Stack { name, parts }: &Stack| {
            let said = match parts {
                Ok(parts) => {
                    let part = |(part, value): (&Text, &f64)| {
                        format!("{} {}", part.in_language(language), self.values.said(*value, locale))
                    };
                    self.parts.iter().zip(parts).map(part).collect::<Vec<String>>().join(", ")
                }
                Err(reason) => reason.in_language(language).to_owned(),
            };
            format!("{}: {said}", name.in_language(language))
        };
        self.bars.iter().map(bar).collect()
    }
}
