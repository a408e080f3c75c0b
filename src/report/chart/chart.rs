//! A chart: what it says, apart from how wide it is drawn.

use super::bars::Bars;
use super::canvas::{self, Canvas, Frame, Pen};
use super::heat::Heat;
use super::lines::Lines;
use super::stacks::Stacks;
use super::{palette, words};
use crate::report::{Locale, ReportError};
use crate::source::{Language, Text};

/// How wide a chart is drawn. Its letters have the same size on both.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Width {
    /// For a page: 720 pixels.
    Page,
    /// For a phone: 360 pixels.
    Phone,
}

impl Width {
    const fn pixels(self) -> f64 {
        match self {
            Self::Page => 720.0,
            Self::Phone => 360.0,
        }
    }

    const fn name(self) -> &'static str {
        match self {
            Self::Page => "page",
            Self::Phone => "phone",
        }
    }
}

/// How the values of a chart are written.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Values {
    /// Shares, in percent.
    Percent(u8),
    /// Numbers, whose unit the chart states.
    Number(u8),
}

impl Values {
    /// The number alone, whose unit the chart states.
    pub(super) fn number(self, value: f64, locale: Locale) -> String {
        match self {
            Self::Percent(decimals) => locale.float(value * 100.0, decimals),
            Self::Number(decimals) => locale.float(value, decimals),
        }
    }

    /// Ticks of an axis with no more decimals than they need.
    pub(super) fn axis(self, ticks: &[f64], locale: Locale) -> Vec<String> {
        let factor = match self {
            Self::Percent(_) => 100.0,
            Self::Number(_) => 1.0,
        };
        let fits = |decimals: &u8| {
            let tens = 10_f64.powi(i32::from(*decimals)) * factor;
            ticks.iter().all(|tick| ((tick * tens).round() - tick * tens).abs() < 1e-6)
        };
        let decimals = (0..=6).find(fits).unwrap_or(6);
        ticks.iter().map(|tick| locale.float(tick * factor, decimals)).collect()
    }

    /// With its unit, where it has one of its own.
    pub(super) fn said(self, value: f64, locale: Locale) -> String {
        match self {
            Self::Percent(_) => format!("{} %", self.number(value, locale)),
            Self::Number(_) => self.number(value, locale),
        }
    }
}

#[derive(Clone, Debug, PartialEq)]
pub(super) enum Body {
    Bars(Bars),
    Stacks(Stacks),
    Heat(Heat),
    Lines(Lines),
}

/// A chart with its title, unit and source. The functions of this module make one from each kind of result.
///
/// ```
/// use poverty::report::Locale;
/// use poverty::report::chart::{Item, Width, ranking};
/// use poverty::source::{Language, Text};
/// let items = [
///     Item::new(Text::english("Loans")?.and(Language::Vietnamese, "Cho vay")?, 21.5),
///     Item::new(Text::english("Houses")?.and(Language::Vietnamese, "Nhà ở")?, 38.2),
/// ];
/// let title = Text::english("Cost of one household out of poverty")?;
/// let (unit, source) = (Text::english("million VND")?, Text::english("invented")?);
/// let chart = ranking("costs", title, unit, source, &items)?;
/// let svg = chart.to_svg(Locale::of(Language::Vietnamese), Width::Page)?;
/// assert!(svg.contains("Cho vay") && svg.contains("38,2"));
/// assert!(svg.contains("<title id=\"costs-page-title\">Cost of one household out of poverty</title>"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Chart {
    pub(super) id: String,
    pub(super) title: Text,
    pub(super) unit: Text,
    pub(super) source: Text,
    pub(super) body: Body,
}

const MARGIN: f64 = 14.0;
const TITLE: f64 = 16.0;
const UNIT: f64 = 12.5;
const SOURCE: f64 = 11.0;

impl Chart {
    /// Its name, which stands in its file's name and in the page.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.id
    }

    /// Its title.
    #[must_use]
    pub const fn title(&self) -> &Text {
        &self.title
    }

    /// What the chart shows, in words and numbers, for those who don't see it.
    #[must_use]
    pub fn description(&self, locale: Locale) -> String {
        let rows = match &self.body {
            Body::Bars(body) => body.described(locale),
            Body::Stacks(body) => body.described(locale),
            Body::Heat(body) => body.described(locale),
            Body::Lines(body) => body.described(locale),
        };
        format!("{}. {}.", self.unit.in_language(locale.language()), rows.join("; "))
    }

    /// The chart as the text of an SVG picture, which stands alone or in a page.
    ///
    /// # Errors
    /// [`ReportError::Drawing`] if the drawing library refuses.
    pub fn to_svg(&self, locale: Locale, width: Width) -> Result<String, ReportError> {
        let language = locale.language();
        let inner = width.pixels() - 2.0 * MARGIN;
        let title = words::wrap(self.title.in_language(language), TITLE * 1.14, inner);
        let unit = words::wrap(self.unit.in_language(language), UNIT, inner);
        let source = match language {
            Language::Vietnamese => format!("Nguồn: {}", self.source.in_language(language)),
            Language::English | Language::Spanish | Language::French => {
                format!("Source: {}", self.source.in_language(language))
            }
        };
        let source = words::wrap(&source, SOURCE, inner);
        let tall = |lines: &[String], size: f64| lines.iter().map(|_| size * 1.3).sum::<f64>();
        let head = MARGIN + tall(&title, TITLE) + 2.0 + tall(&unit, UNIT) + 10.0;
        let body = match &self.body {
            Body::Bars(body) => body.height(inner, locale),
            Body::Stacks(body) => body.height(inner, locale),
            Body::Heat(body) => body.height(inner, locale),
            Body::Lines(body) => body.height(inner, locale),
        };
        let height = head + body + 10.0 + tall(&source, SOURCE) + MARGIN;
        let picture = canvas::draw(&self.id, (width.pixels(), height), |canvas| {
            let all = Frame { left: 0.0, top: 0.0, right: width.pixels(), bottom: height };
            canvas.rectangle(all, palette::PAPER)?;
            let y = canvas.lines(&title, (MARGIN, MARGIN), Pen::new(TITLE, palette::INK).bold())?;
            canvas.lines(&unit, (MARGIN, y + 2.0), Pen::new(UNIT, palette::MUTED))?;
            let frame = Frame { left: MARGIN, top: head, right: width.pixels() - MARGIN, bottom: head + body };
            self.draw_body(canvas, frame, locale)?;
            canvas.lines(&source, (MARGIN, head + body + 10.0), Pen::new(SOURCE, palette::MUTED))?;
            Ok(())
        })?;
        let name = format!("{}-{}", self.id, width.name());
        Ok(canvas::finished(&picture, &name, self.title.in_language(language), &self.description(locale)))
    }

    fn draw_body(&self, canvas: &Canvas<'_>, frame: Frame, locale: Locale) -> Result<(), ReportError> {
        match &self.body {
            Body::Bars(body) => body.draw(canvas, frame, locale),
            Body::Stacks(body) => body.draw(canvas, frame, locale),
            Body::Heat(body) => body.draw(canvas, frame, locale),
            Body::Lines(body) => body.draw(canvas, frame, locale),
        }
    }
}
