//! Confidence limits.

/// The scale on which confidence limits are symmetric.
///
/// Changes and percentage contributions always have plain limits; shares and means of the population have those that the design
/// names ([`Design::limits`](super::Design::limits)).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Scale {
    /// Log odds: the limits stay within 0 and 1, and there are none at 0 and at 1.
    #[default]
    Logit,
    /// As it is: estimate -/+ t standard errors, which may lie outside 0 and 1.
    Plain,
}

impl Scale {
    /// The limits `quantile` standard errors away; `None` where they are not defined: a share of 0 or 1 has no odds.
    ///
    /// Logit: `plogis(L -/+ t se / (p (1 - p)))` with `L = ln(p / (1 - p))`, the closed form of R's `svyciprop(method = "xlogit")`.
    pub(crate) fn limits(self, value: f64, std_error: f64, quantile: f64) -> Option<(f64, f64)> {
        match self {
            Self::Plain => Some((value - quantile * std_error, value + quantile * std_error)),
            Self::Logit if value > 0.0 && value < 1.0 => {
                let odds = (value / (1.0 - value)).ln();
                let half = quantile * std_error / (value * (1.0 - value));
                Some((inverse_logit(odds - half), inverse_logit(odds + half)))
            }
            Self::Logit => None,
        }
    }
}

fn inverse_logit(x: f64) -> f64 {
    if x >= 0.0 {
        1.0 / (1.0 + (-x).exp())
    } else {
        let power = x.exp();
        power / (1.0 + power)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// R: `svyciprop(method = "xlogit")` of H in a sample of five clusters, 3 degrees of freedom.
    #[test]
    fn logit_limits() {
        let t = super::super::student_quantile(0.95, 3);
        let (lower, upper) = Scale::Logit.limits(0.460_992_907_801_418_44, 0.308_394_476_427_177_8, t).unwrap();
        assert!((lower - 0.016_203_671_251_887_434).abs() < 1e-13, "{lower}");
        assert!((upper - 0.977_978_941_011_085_1).abs() < 1e-13, "{upper}");
    }

    #[test]
    fn a_share_of_nought_or_one_has_no_limits() {
        assert_eq!(Scale::Logit.limits(0.0, 0.0, 2.0), None);
        assert_eq!(Scale::Logit.limits(1.0, 0.1, 2.0), None);
        assert_eq!(Scale::Plain.limits(0.0, 0.0, 2.0), Some((0.0, 0.0)));
    }
}
