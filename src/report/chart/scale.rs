//! From values to pixels.

/// A straight scale.
#[derive(Clone, Copy, Debug)]
pub(super) struct Scale {
    from: f64,
    to: f64,
    start: f64,
    end: f64,
}

impl Scale {
    /// Values from and to, at these pixels.
    pub(super) const fn new(from: f64, to: f64, start: f64, end: f64) -> Self {
        Self { from, to, start, end }
    }

    /// The pixel of a value.
    pub(super) fn at(self, value: f64) -> f64 {
        let span = self.to - self.from;
        if span.abs() < f64::MIN_POSITIVE {
            return self.start;
        }
        self.start + (value - self.from) / span * (self.end - self.start)
    }
}

/// Round numbers from at or below the least to at or above the greatest value, about five of them, by steps of 1, 2 or 5 times a
/// power of ten.
pub(super) fn ticks(least: f64, greatest: f64) -> Vec<f64> {
    let span = greatest - least;
    if !span.is_finite() || span < f64::MIN_POSITIVE {
        return vec![least];
    }
    let rough = span / 5.0;
    let power = 10_f64.powf(rough.log10().floor());
    let step = [1.0, 2.0, 5.0, 10.0].map(|times| times * power).into_iter().find(|step| *step >= rough * 0.999);
    let step = step.unwrap_or(rough);
    let first = (least / step + 1e-9).floor();
    let mut found = Vec::new();
    for number in 0_u32..20 {
        let value = (first + f64::from(number)) * step;
        found.push(value);
        if value >= greatest - step * 1e-9 {
            break;
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ticks_are_round_and_span_the_values() {
        let close = |found: Vec<f64>, expected: &[f64]| {
            assert_eq!(found.len(), expected.len(), "{found:?}");
            assert!(found.iter().zip(expected).all(|(left, right)| (left - right).abs() < 1e-9), "{found:?}");
        };
        close(ticks(0.0, 0.47), &[0.0, 0.1, 0.2, 0.3, 0.4, 0.5]);
        close(ticks(-0.03, 0.11), &[-0.05, 0.0, 0.05, 0.1, 0.15]);
        close(ticks(0.0, 459.5), &[0.0, 100.0, 200.0, 300.0, 400.0, 500.0]);
        close(ticks(2.0, 2.0), &[2.0]);
    }

    #[test]
    fn values_lie_between_the_ends() {
        let scale = Scale::new(0.0, 10.0, 100.0, 0.0);
        assert!((scale.at(2.5) - 75.0).abs() < 1e-9);
        assert!((Scale::new(1.0, 1.0, 7.0, 9.0).at(1.0) - 7.0).abs() < 1e-9);
    }
}
