//! What charts draw on: shapes and words in pixels, over the drawing library.

use super::palette;
use crate::report::ReportError;
use plotters::coord::Shift;
use plotters::prelude::{Circle, DrawingArea, IntoDrawingArea, PathElement, Polygon, Rectangle, SVGBackend};
use plotters::style::text_anchor::{HPos, Pos, VPos};
use plotters::style::{Color, FontStyle, IntoFont, RGBColor, ShapeStyle, TextStyle};

/// A place, in pixels from the upper left corner.
pub(super) type Point = (f64, f64);

/// A rectangle.
#[derive(Clone, Copy, Debug)]
pub(super) struct Frame {
    pub(super) left: f64,
    pub(super) top: f64,
    pub(super) right: f64,
    pub(super) bottom: f64,
}

impl Frame {
    pub(super) const fn width(self) -> f64 {
        self.right - self.left
    }
}

/// On which side of its place a text stands.
#[derive(Clone, Copy, Debug)]
pub(super) enum Side {
    Start,
    Middle,
    End,
}

/// How a text looks.
#[derive(Clone, Copy, Debug)]
pub(super) struct Pen {
    pub(super) size: f64,
    pub(super) colour: RGBColor,
    pub(super) bold: bool,
    pub(super) side: Side,
}

impl Pen {
    pub(super) const fn new(size: f64, colour: RGBColor) -> Self {
        Self { size, colour, bold: false, side: Side::Start }
    }

    pub(super) const fn bold(self) -> Self {
        Self { bold: true, ..self }
    }

    pub(super) const fn side(self, side: Side) -> Self {
        Self { side, ..self }
    }
}

pub(super) struct Canvas<'a> {
    area: DrawingArea<SVGBackend<'a>, Shift>,
    chart: &'a str,
}

/// Draws a picture of so many pixels and gives its text.
pub(super) fn draw(
    chart: &str,
    (width, height): (f64, f64),
    picture: impl FnOnce(&Canvas<'_>) -> Result<(), ReportError>,
) -> Result<String, ReportError> {
    let mut text = String::new();
    {
        let size = (pixel(width).unsigned_abs(), pixel(height).unsigned_abs());
        let canvas = Canvas { area: SVGBackend::with_string(&mut text, size).into_drawing_area(), chart };
        picture(&canvas)?;
        canvas.did(canvas.area.present())?;
    }
    Ok(text)
}

/// The nearest whole pixel. Pictures are some thousands of pixels at most.
#[expect(clippy::cast_possible_truncation, reason = "a number of at most a hundred thousand, which 32 bits hold")]
fn pixel(place: f64) -> i32 {
    place.clamp(-100_000.0, 100_000.0).round() as i32
}

/// The nearest part of a colour.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a number from 0 to 255")]
pub(super) fn byte(part: f64) -> u8 {
    part.clamp(0.0, 255.0).round() as u8
}

fn at((x, y): Point) -> (i32, i32) {
    (pixel(x), pixel(y))
}

fn stroke(colour: RGBColor, width: u32) -> ShapeStyle {
    ShapeStyle { color: colour.to_rgba(), filled: false, stroke_width: width }
}

impl Canvas<'_> {
    fn did<T, E: std::fmt::Display>(&self, outcome: Result<T, E>) -> Result<(), ReportError> {
        match outcome {
            Ok(_) => Ok(()),
            Err(error) => Err(ReportError::Drawing { chart: self.chart.to_owned(), reason: error.to_string() }),
        }
    }

    pub(super) fn rectangle(&self, frame: Frame, colour: RGBColor) -> Result<(), ReportError> {
        let corners = [at((frame.left, frame.top)), at((frame.right, frame.bottom))];
        self.did(self.area.draw(&Rectangle::new(corners, colour.filled())))
    }

    pub(super) fn line(&self, points: &[Point], colour: RGBColor, width: u32) -> Result<(), ReportError> {
        let points: Vec<(i32, i32)> = points.iter().copied().map(at).collect();
        self.did(self.area.draw(&PathElement::new(points, stroke(colour, width))))
    }

    /// A surface that what lies behind shines through.
    pub(super) fn veil(&self, points: &[Point], colour: RGBColor) -> Result<(), ReportError> {
        let points: Vec<(i32, i32)> = points.iter().copied().map(at).collect();
        self.did(self.area.draw(&Polygon::new(points, colour.mix(0.22))))
    }

    pub(super) fn polygon(&self, points: &[Point], colour: RGBColor) -> Result<(), ReportError> {
        let points: Vec<(i32, i32)> = points.iter().copied().map(at).collect();
        self.did(self.area.draw(&Polygon::new(points, colour.filled())))
    }

    /// What marks the points of a series: a shape for each number, so that series differ without colour.
    pub(super) fn marker(&self, number: usize, (x, y): Point, colour: RGBColor) -> Result<(), ReportError> {
        match number % 4 {
            0 => self.did(self.area.draw(&Circle::new(at((x, y)), 4, colour.filled()))),
            1 => self.rectangle(Frame { left: x - 4.0, top: y - 4.0, right: x + 4.0, bottom: y + 4.0 }, colour),
            2 => self.polygon(&[(x, y - 5.0), (x + 5.0, y + 4.0), (x - 5.0, y + 4.0)], colour),
            _ => self.polygon(&[(x, y - 5.0), (x + 5.0, y), (x, y + 5.0), (x - 5.0, y)], colour),
        }
    }

    /// A text whose middle line lies on a place.
    pub(super) fn text(&self, text: &str, place: Point, pen: Pen) -> Result<(), ReportError> {
        let style = if pen.bold { FontStyle::Bold } else { FontStyle::Normal };
        // The library writes sizes in points of its own, 1.24 to a pixel.
        let font = ("sans-serif", pen.size * 1.24, style).into_font();
        let side = match pen.side {
            Side::Start => HPos::Left,
            Side::Middle => HPos::Center,
            Side::End => HPos::Right,
        };
        let style = TextStyle::from(font).color(&pen.colour).pos(Pos::new(side, VPos::Center));
        self.did(self.area.draw_text(text, &style, at(place)))
    }

    /// Lines of text from a place downwards; the place below them.
    pub(super) fn lines(&self, lines: &[String], (x, y): Point, pen: Pen) -> Result<f64, ReportError> {
        let mut y = y;
        for line in lines {
            self.text(line, (x, y + pen.size * 0.65), pen)?;
            y += pen.size * 1.3;
        }
        Ok(y)
    }
}

/// Makes the text of a picture fit for a page: named and described for those who don't see it, and with colours for dark screens.
pub(super) fn finished(text: &str, name: &str, title: &str, description: &str) -> String {
    let head_end = text.find('>').map_or(0, |end| end.saturating_add(1));
    let (head, body) = text.split_at_checked(head_end).unwrap_or(("", text));
    let size = head.split_once("viewBox=\"").and_then(|(_, rest)| rest.split_once('"')).map_or("", |(size, _)| size);
    let dark: String = palette::DARK
        .iter()
        .map(|(light, dark)| {
            format!(".pv-chart [fill=\"{light}\"]{{fill:{dark}}}.pv-chart [stroke=\"{light}\"]{{stroke:{dark}}}")
        })
        .collect();
    let body = body.replace("font-family=\"sans-serif\" ", "").replace("opacity=\"1\" ", "");
    format!(
        "<svg class=\"pv-chart\" role=\"img\" aria-labelledby=\"{name}-title {name}-desc\" \
         xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"{size}\">\n<title id=\"{name}-title\">{}</title>\n\
         <desc id=\"{name}-desc\">{}</desc>\n\
         <style>.pv-chart text{{font-family:system-ui,-apple-system,'Segoe UI',Roboto,'Noto Sans',sans-serif}}\
         @media (prefers-color-scheme:dark){{{dark}}}</style>{body}",
        escaped(title),
        escaped(description)
    )
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
