//! Colours that colour-blind readers tell apart, on paper and on dark screens.

use plotters::style::RGBColor;

/// Text.
pub(super) const INK: RGBColor = RGBColor(0x1B, 0x24, 0x30);
/// Text that says less.
pub(super) const MUTED: RGBColor = RGBColor(0x5B, 0x65, 0x73);
/// Lines of a grid, and what a bar could have reached.
pub(super) const GRID: RGBColor = RGBColor(0xD6, 0xDC, 0xE4);
/// What lies behind.
pub(super) const PAPER: RGBColor = RGBColor(0xFF, 0xFF, 0xFF);
/// A stretch that is shaded.
pub(super) const SHADE: RGBColor = RGBColor(0xEE, 0xF1, 0xF5);

/// Series and parts. Seven are of Okabe and Ito (2008), the rest of Tol's muted scheme; neighbours differ in lightness, so that
/// they stay apart in grey.
pub(super) const SERIES: [RGBColor; 12] = [
    RGBColor(0x00, 0x72, 0xB2),
    RGBColor(0xE6, 0x9F, 0x00),
    RGBColor(0x00, 0x9E, 0x73),
    RGBColor(0xF0, 0xB8, 0xD2),
    RGBColor(0x88, 0x22, 0x55),
    RGBColor(0x56, 0xB4, 0xE9),
    RGBColor(0xD5, 0x5E, 0x00),
    RGBColor(0xDD, 0xCC, 0x77),
    RGBColor(0x44, 0xAA, 0x99),
    RGBColor(0x33, 0x22, 0x88),
    RGBColor(0x99, 0x99, 0x33),
    RGBColor(0xBB, 0xC2, 0xCB),
];

/// The colour of a series or part.
pub(super) fn series(number: usize) -> RGBColor {
    SERIES.iter().cycle().nth(number).copied().unwrap_or(INK)
}

/// From little to much, for a share between 0 and 1: light to dark blue, as in the scheme "Blues" of Brewer.
pub(super) fn sequential(share: f64) -> RGBColor {
    let (light, dark) = ([0xE8, 0xF1, 0xFA], [0x08, 0x45, 0x94]);
    let share = share.clamp(0.0, 1.0);
    let [red, green, blue] = [0, 1, 2].map(|place: usize| {
        let at = |colour: [u8; 3]| f64::from(colour.get(place).copied().unwrap_or(0));
        super::canvas::byte(at(light) + share * (at(dark) - at(light)))
    });
    RGBColor(red, green, blue)
}

/// The colour of text on another one, by the relative luminance of WCAG 2.
pub(super) fn on(colour: RGBColor) -> RGBColor {
    // Where both have the same contrast.
    if luminance(colour) > 0.179 { BLACK } else { WHITE }
}

/// Relative luminance, between 0 and 1 (WCAG 2.2).
fn luminance(colour: RGBColor) -> f64 {
    let linear = |part: u8| {
        let part = f64::from(part) / 255.0;
        if part <= 0.040_45 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
    };
    0.2126 * linear(colour.0) + 0.7152 * linear(colour.1) + 0.0722 * linear(colour.2)
}

/// Text on colours, which stay as they are on a dark screen.
const BLACK: RGBColor = RGBColor(0x00, 0x00, 0x00);
const WHITE: RGBColor = RGBColor(0xFE, 0xFE, 0xFE);

/// What a dark screen shows instead, by attribute.
pub(super) const DARK: [(&str, &str); 5] = [
    ("#1B2430", "#E6E9EE"),
    ("#5B6573", "#A9B3C0"),
    ("#D6DCE4", "#414B58"),
    ("#FFFFFF", "#14181D"),
    ("#EEF1F5", "#222932"),
];

#[cfg(test)]
mod tests {
    use super::*;

    /// The ratio of WCAG 2.2, 1 to 21. Text needs 4.5 (criterion 1.4.3), what is drawn 3 (1.4.11).
    fn contrast(one: RGBColor, other: RGBColor) -> f64 {
        let (one, other) = (luminance(one), luminance(other));
        (one.max(other) + 0.05) / (one.min(other) + 0.05)
    }

    fn parsed(text: &str) -> RGBColor {
        let part = |places: core::ops::Range<usize>| u8::from_str_radix(&text[places], 16).unwrap();
        RGBColor(part(1..3), part(3..5), part(5..7))
    }

    /// What a dark screen shows for a colour.
    fn dark(colour: RGBColor) -> RGBColor {
        let own = format!("#{:02X}{:02X}{:02X}", colour.0, colour.1, colour.2);
        parsed(DARK.iter().find(|(light, _)| *light == own).unwrap().1)
    }

    #[test]
    fn text_is_read_on_paper_on_dark_screens_and_on_every_colour() {
        for text in [INK, MUTED] {
            for ground in [PAPER, SHADE] {
                assert!(contrast(text, ground) >= 4.5, "{text:?} on {ground:?}: {}", contrast(text, ground));
                let (text, ground) = (dark(text), dark(ground));
                assert!(contrast(text, ground) >= 4.5, "{text:?} on {ground:?}: {}", contrast(text, ground));
            }
        }
        let shares = (0..=100).map(|percent| sequential(f64::from(percent) / 100.0));
        for colour in SERIES.into_iter().chain(shares) {
            assert!(contrast(on(colour), colour) >= 4.5, "{colour:?}: {}", contrast(on(colour), colour));
        }
    }

    /// Parts that touch are told apart without colour.
    #[test]
    fn neighbours_differ_in_lightness() {
        for (one, next) in SERIES.into_iter().zip(SERIES.into_iter().skip(1)) {
            assert!(contrast(one, next) >= 1.15, "{one:?} beside {next:?}: {}", contrast(one, next));
        }
    }
}
