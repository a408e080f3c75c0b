//! A curve through published points, and what it says.

use super::LorenzPoints;
use super::beta::Beta;
use super::integral::integral;
use super::quadratic::Quadratic;
use crate::measure::income::IncomeError;
use crate::quantity::{Money, Ratio};
use core::fmt;

/// The form of a fitted curve.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum LorenzForm {
    /// `L (1 - L) = a (p^2 - L) + b L (p - 1) + c (p - L)`.
    GeneralQuadratic,
    /// `L = p - theta p^gamma (1 - p)^delta`.
    Beta,
}

impl fmt::Display for LorenzForm {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::GeneralQuadratic => "general quadratic",
            Self::Beta => "beta",
        })
    }
}

/// What a fitted curve does that no Lorenz curve does.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Violation {
    /// It does not start at 0.
    StartsAt {
        /// Where it starts.
        height: f64,
    },
    /// It does not end at 1, as a quadratic with `a + c` below 1.
    EndsAt {
        /// Where it ends.
        height: f64,
    },
    /// It falls: negative incomes.
    Falls {
        /// The first share of the population at which it is seen to.
        at: f64,
    },
    /// It bends downwards: the poorer would have more than the less poor.
    BendsDown {
        /// The first share of the population at which it is seen to.
        at: f64,
    },
    /// It is no number.
    NoNumber {
        /// The first share of the population at which it is seen to be none.
        at: f64,
    },
}

impl Violation {
    /// Whether it concerns the curve up to a share of the population.
    fn concerns(self, up_to: f64) -> bool {
        match self {
            Self::StartsAt { .. } => true,
            Self::EndsAt { .. } => false,
            Self::Falls { at } | Self::BendsDown { at } | Self::NoNumber { at } => at <= up_to,
        }
    }

    /// Whether the World Bank's tables would let it pass: a quadratic that ends at 0.9 or more.
    fn is_slight(self) -> bool {
        matches!(self, Self::EndsAt { height } if (0.9..1.0).contains(&height))
    }
}

impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::StartsAt { height } => write!(f, "it starts at {height}, not at 0"),
            Self::EndsAt { height } => write!(f, "it ends at {height}, not at 1"),
            Self::Falls { at } => write!(f, "it falls at the share {at} of the population"),
            Self::BendsDown { at } => write!(f, "it bends downwards at the share {at} of the population"),
            Self::NoNumber { at } => write!(f, "it is no number at the share {at} of the population"),
        }
    }
}

/// A Lorenz curve fitted to published points.
///
/// With the mean and a line it gives the FGT measures: the income at the share `p` is `mu L'(p)`, so the headcount ratio `H` is
/// where `L'(H) = z / mu`, and `FGT(alpha)` is the integral of `(1 - mu L'(p) / z)^alpha` up to it (Datt 1998).
///
/// ```
/// use poverty::measure::income::grouped::{LorenzFit, LorenzPoints};
/// use poverty::quantity::{Money, Ratio};
/// let fifths = ["7.2 %", "11.9 %", "16.2 %", "22.4 %", "42.3 %"].map(|share| (Ratio::new(1, 5), share.parse::<Ratio>()));
/// let groups = fifths.into_iter().map(|(people, income)| Ok((people?, income?)));
/// let points = LorenzPoints::of_groups(groups.collect::<Result<Vec<_>, poverty::quantity::QuantityError>>()?)?;
/// let curve = LorenzFit::best(&points)?;
/// assert!(curve.violations().is_empty() && curve.worst_error() < 0.001);
/// let (mean, line) = (Money::vnd(3_200_000), Money::vnd(1_500_000));
/// let headcount = curve.headcount_ratio(mean, line)?;
/// assert!((0.18..0.19).contains(&headcount), "{headcount}");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LorenzFit {
    curve: Curve,
    squared_error: f64,
    worst_error: f64,
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Curve {
    Quadratic(Quadratic),
    Beta(Beta),
}

/// Where a curve is looked at for violations: thousandths of the population.
const LOOKS: i32 = 1000;

/// Halvings of the population in search of the poor: a share below 2^-200 is nobody.
const HALVINGS: u32 = 200;

impl LorenzFit {
    /// The curve of a form that fits best by the least squares of its linear equation.
    ///
    /// # Errors
    /// [`IncomeError::TooFewPoints`] with fewer than three points between the ends; [`IncomeError::NoFit`] if they don't determine
    /// the parameters, or the form can't pass them at all.
    pub fn of_form(form: LorenzForm, points: &LorenzPoints) -> Result<Self, IncomeError> {
        let points = points.points();
        if points.len() < 3 {
            return Err(IncomeError::TooFewPoints { given: points.len(), expected: 3 });
        }
        let curve = match form {
            LorenzForm::GeneralQuadratic => Quadratic::fitted(points).map(Curve::Quadratic),
            LorenzForm::Beta => Beta::fitted(points).map(Curve::Beta),
        };
        let no_fit = |reason| IncomeError::NoFit { curve: form.to_string(), reason };
        let curve = curve.ok_or_else(|| no_fit("they lie on the diagonal, or on one curve of fewer parameters"))?;
        let fit = Self { curve, squared_error: 0.0, worst_error: 0.0 };
        let errors: Vec<f64> = points.iter().map(|(p, l)| fit.height(*p, 1.0 - p) - l).collect();
        if errors.iter().any(|error| !error.is_finite()) {
            return Err(no_fit("the curve is no number at some of them"));
        }
        let squared_error = errors.iter().map(|error| error * error).sum();
        let worst_error = errors.iter().fold(0.0, |worst: f64, error| worst.max(error.abs()));
        Ok(Self { squared_error, worst_error, ..fit })
    }

    /// The better of the two forms: one without violations before a quadratic whose only one is that it ends at 0.9 or more,
    /// then the smaller squared error.
    ///
    /// # Errors
    /// As [`LorenzFit::of_form`], if neither form can be fitted; [`IncomeError::InvalidCurve`] if both are violated.
    pub fn best(points: &LorenzPoints) -> Result<Self, IncomeError> {
        let quadratic = Self::of_form(LorenzForm::GeneralQuadratic, points);
        let beta = Self::of_form(LorenzForm::Beta, points);
        let mut fits: Vec<Self> = quadratic.iter().chain(&beta).copied().collect();
        fits.sort_by(|left, right| left.squared_error.total_cmp(&right.squared_error));
        let without = fits.iter().find(|fit| fit.violations().is_empty());
        let slightly = || fits.iter().find(|fit| fit.violations().into_iter().all(Violation::is_slight));
        match (without.or_else(slightly), fits.first()) {
            (Some(fit), _) => Ok(*fit),
            (None, Some(closest)) => Err(closest.refused(&closest.violations())),
            (None, None) => quadratic,
        }
    }

    /// The form.
    #[must_use]
    pub const fn form(&self) -> LorenzForm {
        match self.curve {
            Curve::Quadratic(_) => LorenzForm::GeneralQuadratic,
            Curve::Beta(_) => LorenzForm::Beta,
        }
    }

    /// The parameters: `a, b, c` of the quadratic, `theta, gamma, delta` of the beta form.
    #[must_use]
    pub const fn parameters(&self) -> [f64; 3] {
        match self.curve {
            Curve::Quadratic(curve) => [curve.a, curve.b, curve.c],
            Curve::Beta(curve) => [curve.theta, curve.gamma, curve.delta],
        }
    }

    /// The sum of squared distances of the curve from the points, in shares of income.
    #[must_use]
    pub const fn squared_error(&self) -> f64 {
        self.squared_error
    }

    /// The largest distance of the curve from a point, in shares of income.
    #[must_use]
    pub const fn worst_error(&self) -> f64 {
        self.worst_error
    }

    /// What the curve violates, looked at in thousandths of the population; nothing for a Lorenz curve.
    ///
    /// The beta form with `gamma` below 1 always falls next to 0, by amounts that matter to nobody: that is not looked at before
    /// the first thousandth.
    #[must_use]
    pub fn violations(&self) -> Vec<Violation> {
        let first = |fails: &dyn Fn(f64, f64) -> bool| {
            (1..LOOKS).map(|place| f64::from(place) / f64::from(LOOKS)).find(|p| fails(*p, 1.0 - p))
        };
        let (start, end) = (self.height(f64::MIN_POSITIVE, 1.0), self.height(1.0, 0.0));
        let is_not = |height: f64, expected: f64| !height.is_finite() || (height - expected).abs() > 1e-9;
        let ends = [
            is_not(start, 0.0).then_some(Violation::StartsAt { height: start }),
            is_not(end, 1.0).then_some(Violation::EndsAt { height: end }),
        ];
        let no_number = |p, q| !(self.height(p, q) + self.slope(p, q) + self.curvature(p, q)).is_finite();
        let inside = [
            first(&no_number).map(|at| Violation::NoNumber { at }),
            first(&|p, q| self.slope(p, q) < 0.0).map(|at| Violation::Falls { at }),
            first(&|p, q| self.curvature(p, q) < 0.0).map(|at| Violation::BendsDown { at }),
        ];
        ends.into_iter().chain(inside).flatten().collect()
    }

    /// The share of income that the poorest share of the population has.
    ///
    /// # Errors
    /// [`IncomeError::Parameter`] if the share is not in [0, 1]; [`IncomeError::InvalidCurve`] if the curve is no number there.
    pub fn at(&self, p: Ratio) -> Result<f64, IncomeError> {
        if !p.is_share() {
            return Err(IncomeError::Parameter { parameter: "share of the population", value: p, expected: "0 to 1" });
        }
        if p == Ratio::ZERO || p == Ratio::ONE {
            return Ok(p.to_f64());
        }
        self.number(self.height(p.to_f64(), p.complement()?.to_f64()), "it is no number at a share of the population")
    }

    /// The Gini index, `1 - 2` times the area under the curve.
    ///
    /// # Errors
    /// [`IncomeError::InvalidCurve`] if the curve is violated, except that it may end at 0.9 or more; if the area can't be computed.
    pub fn gini(&self) -> Result<f64, IncomeError> {
        let violations: Vec<Violation> = self.violations().into_iter().filter(|own| !own.is_slight()).collect();
        if !violations.is_empty() {
            return Err(self.refused(&violations));
        }
        let area = integral(1.0, |p, q| self.height(p, q));
        self.number(area.map_or(f64::NAN, |area| 1.0 - 2.0 * area), "the area under it is no number")
    }

    /// The headcount ratio for a mean income and a line.
    ///
    /// # Errors
    /// [`IncomeError::LineNotPositive`]; [`IncomeError::TotalNotPositive`] for a mean of zero or less; [`IncomeError::Quantity`] for
    /// two currencies; [`IncomeError::InvalidCurve`] if the curve is violated among the poor.
    pub fn headcount_ratio(&self, mean: Money, line: Money) -> Result<f64, IncomeError> {
        self.share_below(relative_line(mean, line)?)
    }

    /// The poverty gap, FGT(1): `H - (mu / z) L(H)`.
    ///
    /// # Errors
    /// As [`LorenzFit::headcount_ratio`].
    pub fn poverty_gap(&self, mean: Money, line: Money) -> Result<f64, IncomeError> {
        let relative = relative_line(mean, line)?;
        let poor = self.share_below(relative)?;
        if poor <= 0.0 {
            return Ok(0.0);
        }
        self.number(poor - self.height(poor, 1.0 - poor) / relative, "its height at the headcount ratio is no number")
    }

    /// `FGT(alpha)` for any `alpha` of at least 0.
    ///
    /// # Errors
    /// As [`LorenzFit::headcount_ratio`]; [`IncomeError::Parameter`] for a negative `alpha`; [`IncomeError::InvalidCurve`] if the
    /// integral does not exist, as for the beta form with `gamma` of at most 1/2 at `alpha` 2.
    pub fn fgt(&self, alpha: Ratio, mean: Money, line: Money) -> Result<f64, IncomeError> {
        if alpha.is_negative() {
            return Err(IncomeError::Parameter { parameter: "alpha", value: alpha, expected: "0 or more" });
        }
        if alpha == Ratio::ZERO {
            return self.headcount_ratio(mean, line);
        }
        if alpha == Ratio::ONE {
            return self.poverty_gap(mean, line);
        }
        let relative = relative_line(mean, line)?;
        let poor = self.share_below(relative)?;
        if poor <= 0.0 {
            return Ok(0.0);
        }
        let power = alpha.to_f64();
        let term = |p: f64, rest: f64| {
            let gap = 1.0 - self.slope(p, rest + (1.0 - poor)) / relative;
            if alpha == Ratio::whole(2) { gap * gap } else { gap.max(0.0).powf(power) }
        };
        self.number(integral(poor, term).unwrap_or(f64::NAN), "the integral of the gaps does not exist")
    }

    /// Where the slope reaches a value: by bisection, since the slope of a Lorenz curve rises.
    fn share_below(&self, slope: f64) -> Result<f64, IncomeError> {
        let (mut low, mut high) = (0.0, 1.0);
        for _ in 0..HALVINGS {
            let middle = f64::midpoint(low, high);
            if middle <= low || middle >= high {
                break;
            }
            if self.slope(middle, 1.0 - middle) < slope {
                low = middle;
            } else {
                high = middle;
            }
        }
        // The lower end has moved unless the poorest of all have more than the line.
        let share = if low > 0.0 { high } else { 0.0 };
        let violations: Vec<Violation> = self.violations().into_iter().filter(|own| own.concerns(share)).collect();
        if violations.is_empty() { Ok(share) } else { Err(self.refused(&violations)) }
    }

    fn refused(&self, violations: &[Violation]) -> IncomeError {
        let reasons: Vec<String> = violations.iter().map(Violation::to_string).collect();
        IncomeError::InvalidCurve { curve: self.form().to_string(), reason: reasons.join(", ") }
    }

    fn number(&self, value: f64, reason: &str) -> Result<f64, IncomeError> {
        if value.is_finite() {
            return Ok(value);
        }
        Err(IncomeError::InvalidCurve { curve: self.form().to_string(), reason: reason.to_owned() })
    }

    fn height(&self, p: f64, q: f64) -> f64 {
        match self.curve {
            Curve::Quadratic(curve) => curve.height(p),
            Curve::Beta(curve) => curve.height(p, q),
        }
    }

    fn slope(&self, p: f64, q: f64) -> f64 {
        match self.curve {
            Curve::Quadratic(curve) => curve.slope(p),
            Curve::Beta(curve) => curve.slope(p, q),
        }
    }

    fn curvature(&self, p: f64, q: f64) -> f64 {
        match self.curve {
            Curve::Quadratic(curve) => curve.curvature(p),
            Curve::Beta(curve) => curve.curvature(p, q),
        }
    }
}

/// The line in means.
fn relative_line(mean: Money, line: Money) -> Result<f64, IncomeError> {
    let not_positive = |amount: Money| amount.is_negative() || amount.is_zero();
    if not_positive(line) {
        return Err(IncomeError::LineNotPositive { line: line.to_string() });
    }
    if not_positive(mean) {
        return Err(IncomeError::TotalNotPositive {
            group: "the published population".to_owned(),
            total: mean.to_string(),
            measure: "poverty from a Lorenz curve".to_owned(),
        });
    }
    Ok(line.ratio_to(mean)?.to_f64())
}
