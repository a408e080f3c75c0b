//! The general quadratic Lorenz curve of Villaseñor and Arnold.

use super::least_squares::least_squares;

/// `L (1 - L) = a (p^2 - L) + b L (p - 1) + c (p - L)`.
///
/// Solved for `L`: `L = -(b p + e + sqrt(m p^2 + n p + e^2)) / 2` with `e = -(a + b + c + 1)`, `m = b^2 - 4 a`,
/// `n = 2 b e - 4 c`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Quadratic {
    pub(super) a: f64,
    pub(super) b: f64,
    pub(super) c: f64,
}

impl Quadratic {
    /// Least squares of the equation, in which the parameters are linear.
    pub(super) fn fitted(points: &[(f64, f64)]) -> Option<Self> {
        let row = |(p, l): &(f64, f64)| ([p * p - l, l * (p - 1.0), p - l], l * (1.0 - l));
        let rows: Vec<_> = points.iter().map(row).collect();
        let [a, b, c] = least_squares(&rows)?;
        Some(Self { a, b, c })
    }

    fn e(self) -> f64 {
        -(self.a + self.b + self.c + 1.0)
    }

    fn m(self) -> f64 {
        self.b * self.b - 4.0 * self.a
    }

    fn n(self) -> f64 {
        2.0 * self.b * self.e() - 4.0 * self.c
    }

    fn root(self, p: f64) -> f64 {
        (self.m() * p * p + self.n() * p + self.e() * self.e()).sqrt()
    }

    pub(super) fn height(self, p: f64) -> f64 {
        -(self.b * p + self.e() + self.root(p)) / 2.0
    }

    pub(super) fn slope(self, p: f64) -> f64 {
        -self.b / 2.0 - (2.0 * self.m() * p + self.n()) / (4.0 * self.root(p))
    }

    /// `(n^2 - 4 m e^2) / (8 root^3)`.
    pub(super) fn curvature(self, p: f64) -> f64 {
        let spread = self.n() * self.n() - 4.0 * self.m() * self.e() * self.e();
        spread / (8.0 * self.root(p).powi(3))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Datt 1998: the headcount ratio in closed form, at which the slope is the line over the mean.
    #[test]
    fn the_slope_is_inverted_by_the_published_formula() {
        let curve = Quadratic { a: 0.795_981_535_745_657, b: -1.444_593_388_011_924_2, c: 0.147_281_919_959_198_15 };
        let (m, n, e) = (curve.m(), curve.n(), curve.e());
        let r = (n * n - 4.0 * m * e * e).sqrt();
        for relative in [0.5, 1.0, 1.25] {
            let shifted = curve.b + 2.0 * relative;
            let headcount = -(n + r * shifted / (shifted * shifted - m).sqrt()) / (2.0 * m);
            assert!((curve.slope(headcount) - relative).abs() < 1e-12, "{headcount}");
        }
    }

    #[test]
    fn slope_and_curvature_are_derivatives() {
        let curve = Quadratic { a: 0.9, b: -1.2, c: 0.2 };
        let h = 1e-5;
        for p in [0.1, 0.5, 0.9] {
            let slope = (curve.height(p + h) - curve.height(p - h)) / (2.0 * h);
            let curvature = (curve.slope(p + h) - curve.slope(p - h)) / (2.0 * h);
            assert!(
                (curve.slope(p) - slope).abs() < 1e-8 && (curve.curvature(p) / curvature - 1.0).abs() < 1e-7,
                "{p}"
            );
        }
    }
}
