//! The beta Lorenz curve of Kakwani.

use super::least_squares::least_squares;

/// `L = p - theta p^gamma (1 - p)^delta`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Beta {
    pub(super) theta: f64,
    pub(super) gamma: f64,
    pub(super) delta: f64,
}

impl Beta {
    /// Least squares of `ln(p - L) = ln theta + gamma ln p + delta ln(1 - p)`, in which the parameters are linear. A point on the
    /// diagonal has no logarithm.
    pub(super) fn fitted(points: &[(f64, f64)]) -> Option<Self> {
        if points.iter().any(|(p, l)| p <= l) {
            return None;
        }
        let row = |(p, l): &(f64, f64)| ([1.0, p.ln(), (1.0 - p).ln()], (p - l).ln());
        let rows: Vec<_> = points.iter().map(row).collect();
        let [theta, gamma, delta] = least_squares(&rows)?;
        Some(Self { theta: theta.exp(), gamma, delta })
    }

    /// How far the curve lies under the diagonal at `p`, `q` from the upper end.
    fn depth(self, p: f64, q: f64) -> f64 {
        self.theta * p.powf(self.gamma) * q.powf(self.delta)
    }

    pub(super) fn height(self, p: f64, q: f64) -> f64 {
        p - self.depth(p, q)
    }

    pub(super) fn slope(self, p: f64, q: f64) -> f64 {
        1.0 - self.depth(p, q) * (self.gamma / p - self.delta / q)
    }

    pub(super) fn curvature(self, p: f64, q: f64) -> f64 {
        let (gamma, delta) = (self.gamma, self.delta);
        let bend = gamma * (1.0 - gamma) / (p * p) + 2.0 * gamma * delta / (p * q) + delta * (1.0 - delta) / (q * q);
        self.depth(p, q) * bend
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slope_and_curvature_are_derivatives() {
        let curve = Beta { theta: 0.6, gamma: 0.95, delta: 0.5 };
        let (height, slope) = (|p: f64| curve.height(p, 1.0 - p), |p: f64| curve.slope(p, 1.0 - p));
        let h = 1e-5;
        for p in [0.1, 0.5, 0.9] {
            assert!((slope(p) - (height(p + h) - height(p - h)) / (2.0 * h)).abs() < 1e-8, "{p}");
            let curvature = (slope(p + h) - slope(p - h)) / (2.0 * h);
            assert!((curve.curvature(p, 1.0 - p) / curvature - 1.0).abs() < 1e-7, "{p}");
        }
    }
}
