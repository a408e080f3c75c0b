//! Replicate weights: errors from estimating again and again on parts of the sample.

use super::super::MeasureError;
use super::{Frame, LonelyPsu};
use crate::measure::float::float;
use crate::quantity::Ratio;

/// How replicate weights are made from the sampling units of a design.
///
/// | method | replicates | weights | scale |
/// |---|---|---|---|
/// | jackknife (JKn; JK1 without strata) | one for each unit | leave it out, others of its stratum x n/(n-1) | (n-1)/n, times 1 - f |
/// | balanced repeated replication | a power of two above the number of strata | of two units in a stratum one x 2, the other x 0 | 1/R |
/// | Fay | as many | 2 - rho and rho | 1/(R (1 - rho)^2) |
/// | Rao-Wu bootstrap | any number | n - 1 of n drawn with replacement, each time n/(n-1) | 1/(R - 1) |
/// | Canty-Davison bootstrap | any number | n of n drawn with replacement | n*/((n* - 1)(R - 1)), n* the harmonic mean of n |
///
/// Sources: Wolter 2007, ch. 3 and 4; Rao and Wu 1988, JASA 83; Canty and Davison 1999, The Statistician 48; the scales are
/// those of R's survey 4.5.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ReplicateMethod {
    /// Each unit is left out once.
    Jackknife,
    /// Half-samples balanced by a Hadamard matrix; needs two units in every stratum.
    BalancedRepeated,
    /// Half-samples perturbed by rho in [0, 1): 0 is [`ReplicateMethod::BalancedRepeated`].
    Fay(Ratio),
    /// The rescaling bootstrap of Rao and Wu.
    RaoWu {
        /// How many replicates, at least 2.
        replicates: u32,
        /// The seed: the same gives the same replicates.
        seed: u64,
    },
    /// The bootstrap of Canty and Davison.
    CantyDavison {
        /// How many replicates, at least 2.
        replicates: u32,
        /// The seed: the same gives the same replicates.
        seed: u64,
    },
}

/// What the replicates' estimates are compared with.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Centre {
    /// Their mean, R's default.
    #[default]
    Mean,
    /// The estimate of the full sample (R's `mse = TRUE`).
    Full,
}

/// The replicates of a frame.
#[derive(Clone, Debug)]
pub(crate) struct Replicates {
    replicates: Vec<Replicate>,
    scale: f64,
    centre: Centre,
}

#[derive(Clone, Debug)]
struct Replicate {
    weights: Weights,
    scale: f64,
    /// How many replicates are alike.
    copies: f64,
}

/// What a replicate does to the units.
#[derive(Clone, Debug)]
enum Weights {
    /// Leaves out one copy of a unit and multiplies what is left of its stratum.
    Without { unit: u32, stratum: u32, others: f64 },
    /// Leaves out a stratum and multiplies all others.
    WithoutStratum { stratum: u32, others: f64 },
    /// A factor for each unit.
    Factors(Vec<f64>),
}

/// One unit's part of a quotient: of one of its copies.
#[derive(Clone, Copy, Debug)]
pub(crate) struct UnitPart {
    pub(crate) unit: u32,
    pub(crate) copies: f64,
    pub(crate) numerator: f64,
    pub(crate) denominator: f64,
}

impl Replicates {
    /// # Errors
    /// [`MeasureError::Replicates`] if the design can't be replicated in this way.
    pub(crate) fn new(frame: &Frame, method: ReplicateMethod, centre: Centre) -> Result<Self, MeasureError> {
        let corrected = frame.strata.iter().any(|stratum| stratum.correction < 1.0);
        if corrected && method != ReplicateMethod::Jackknife {
            return Err(unsuited("no finite population correction, which only the jackknife carries"));
        }
        let (replicates, scale) = match method {
            ReplicateMethod::Jackknife => jackknife(frame),
            ReplicateMethod::BalancedRepeated => balanced(frame, 0.0)?,
            ReplicateMethod::Fay(rho) if rho.is_share() && rho < Ratio::ONE => balanced(frame, rho.to_f64())?,
            ReplicateMethod::Fay(_) => return Err(unsuited("rho of at least 0 and below 1")),
            ReplicateMethod::RaoWu { replicates, seed } => bootstrap(frame, replicates, seed, true)?,
            ReplicateMethod::CantyDavison { replicates, seed } => bootstrap(frame, replicates, seed, false)?,
        };
        if replicates.is_empty() {
            return Err(unsuited("at least two sampling units"));
        }
        Ok(Self { replicates, scale, centre })
    }

    /// The quotient of each replicate; `None` if it is undefined in one of them. R leaves such a replicate out and does not
    /// rescale, which makes the error too small; here there is none.
    pub(crate) fn values(&self, frame: &Frame, parts: &[UnitPart]) -> Option<Vec<f64>> {
        let mut of_stratum = vec![(0.0, 0.0); frame.strata.len()];
        let mut all = (0.0, 0.0);
        for part in parts {
            let (y, x) = (part.copies * part.numerator, part.copies * part.denominator);
            all = (all.0 + y, all.1 + x);
            let stratum = frame.stratum_of.get(part.unit as usize).copied().unwrap_or(u32::MAX);
            if let Some(sum) = of_stratum.get_mut(stratum as usize) {
                *sum = (sum.0 + y, sum.1 + x);
            }
        }
        let value = |replicate: &Replicate| {
            let (y, x) = match &replicate.weights {
                Weights::Without { unit, stratum, others } => {
                    let sum = of_stratum.get(*stratum as usize).copied().unwrap_or_default();
                    let at = parts.binary_search_by_key(unit, |part| part.unit).ok();
                    let own =
                        at.and_then(|at| parts.get(at)).map_or((0.0, 0.0), |own| (own.numerator, own.denominator));
                    let change = |all: f64, sum: f64, own: f64| all - sum + others * (sum - own);
                    (change(all.0, sum.0, own.0), change(all.1, sum.1, own.1))
                }
                Weights::WithoutStratum { stratum, others } => {
                    let sum = of_stratum.get(*stratum as usize).copied().unwrap_or_default();
                    ((all.0 - sum.0) * others, (all.1 - sum.1) * others)
                }
                Weights::Factors(factors) => parts.iter().fold((0.0, 0.0), |(y, x), part| {
                    let factor = part.copies * factors.get(part.unit as usize).copied().unwrap_or_default();
                    (y + factor * part.numerator, x + factor * part.denominator)
                }),
            };
            // What is left of a sum from which everything was taken away is rounding.
            (x > 1e-12 * all.1).then(|| y / x)
        };
        self.replicates.iter().map(value).collect()
    }

    /// The factor of each sampling unit in each replicate, for units that stand for themselves.
    pub(crate) fn factors<'a>(&'a self, frame: &'a Frame) -> impl ExactSizeIterator<Item = Vec<f64>> + 'a {
        self.replicates.iter().map(|replicate| match &replicate.weights {
            Weights::Factors(factors) => factors.clone(),
            Weights::Without { unit, stratum, others } => {
                let factor = |(number, own, _): (u32, u32, f64)| match (number == *unit, own == *stratum) {
                    (true, _) => 0.0,
                    (false, true) => *others,
                    (false, false) => 1.0,
                };
                units(frame).map(factor).collect()
            }
            Weights::WithoutStratum { stratum, others } => {
                units(frame).map(|(_, own, _)| if own == *stratum { 0.0 } else { *others }).collect()
            }
        })
    }

    /// `V = scale sum_r scale_r (theta_r - centre)^2`.
    pub(crate) fn variance(&self, full: f64, values: &[f64]) -> f64 {
        let pairs = || self.replicates.iter().zip(values);
        let centre = match self.centre {
            Centre::Full => full,
            Centre::Mean => {
                let count: f64 = self.replicates.iter().map(|replicate| replicate.copies).sum();
                pairs().map(|(replicate, value)| replicate.copies * value).sum::<f64>() / count
            }
        };
        let squares = pairs().map(|(replicate, value)| {
            let distance = value - centre;
            replicate.copies * replicate.scale * distance * distance
        });
        self.scale * squares.sum::<f64>()
    }
}

fn unsuited(expected: &'static str) -> MeasureError {
    MeasureError::Replicates { expected }
}

/// Each unit with its stratum's number; the units come in the order of strata.
fn units(frame: &Frame) -> impl Iterator<Item = (u32, u32, f64)> {
    (0..).zip(&frame.stratum_of).map(|(unit, stratum)| {
        let copies = frame.copies.get(unit as usize).copied().unwrap_or(1);
        (unit, *stratum, float(copies))
    })
}

fn jackknife(frame: &Frame) -> (Vec<Replicate>, f64) {
    let mut replicates = Vec::with_capacity(frame.stratum_of.len());
    let strata = float(frame.strata.len() as u64);
    for (unit, number, copies) in units(frame) {
        let Some(stratum) = frame.strata.get(number as usize) else { continue };
        let sampled = float(stratum.sampled);
        if stratum.sampled > 1 {
            let weights = Weights::Without { unit, stratum: number, others: sampled / (sampled - 1.0) };
            replicates.push(Replicate { weights, scale: stratum.correction * (sampled - 1.0) / sampled, copies });
        } else if frame.lonely == LonelyPsu::Adjust && !stratum.certain && frame.strata.len() > 1 {
            let weights = Weights::WithoutStratum { stratum: number, others: strata / (strata - 1.0) };
            replicates.push(Replicate { weights, scale: (strata - 1.0) / strata, copies });
        }
    }
    let kept: f64 = replicates.iter().map(|replicate| replicate.copies).sum();
    let scale = if frame.lonely == LonelyPsu::Average { float(frame.units()) / kept } else { 1.0 };
    (replicates, scale)
}

fn balanced(frame: &Frame, rho: f64) -> Result<(Vec<Replicate>, f64), MeasureError> {
    if frame.strata.iter().any(|stratum| stratum.sampled != 2) || frame.copies.iter().any(|copies| *copies != 1) {
        return Err(unsuited("exactly two sampling units in every stratum"));
    }
    // Rows 1, 2, ... of the Hadamard matrix of Sylvester: entry (r, h) is the parity of the bits that r and h share.
    let order = frame.strata.len().saturating_add(1).next_power_of_two();
    let half = |replicate: u64| {
        let mut first = true;
        let factors = frame.stratum_of.iter().map(|stratum| {
            let even = (replicate & u64::from(stratum.saturating_add(1))).count_ones().is_multiple_of(2);
            let takes = even == first;
            first = !first;
            if takes { 2.0 - rho } else { rho }
        });
        Replicate { weights: Weights::Factors(factors.collect()), scale: 1.0, copies: 1.0 }
    };
    let order = order as u64;
    Ok(((0..order).map(half).collect(), 1.0 / (float(order) * (1.0 - rho) * (1.0 - rho))))
}

fn bootstrap(frame: &Frame, count: u32, seed: u64, rescaled: bool) -> Result<(Vec<Replicate>, f64), MeasureError> {
    if count < 2 {
        return Err(unsuited("at least two replicates"));
    }
    if rescaled && frame.lonely == LonelyPsu::Average {
        return Err(unsuited("a rule for lonely sampling units other than `average`"));
    }
    let mut random = SplitMix(seed);
    let mut replicates = Vec::with_capacity(count as usize);
    for _ in 0..count {
        let mut factors = Vec::with_capacity(frame.stratum_of.len());
        let mut rest = units(frame).peekable();
        for (number, stratum) in (0_u32..).zip(&frame.strata) {
            let mut own = Vec::new();
            while let Some((_, _, copies)) = rest.next_if(|(_, stratum, _)| *stratum == number) {
                own.push(copies);
            }
            factors.extend(draw(&mut random, stratum.sampled, &own, rescaled));
        }
        replicates.push(Replicate { weights: Weights::Factors(factors), scale: 1.0, copies: 1.0 });
    }
    let spread = float(u64::from(count)) - 1.0;
    let inverse: f64 = frame.strata.iter().map(|stratum| 1.0 / float(stratum.sampled)).sum();
    let harmonic = float(frame.strata.len() as u64) / inverse;
    let scale = if rescaled { 1.0 / spread } else { harmonic / ((harmonic - 1.0) * spread) };
    Ok((replicates, scale))
}

/// The factor of each unit of a stratum: how often one of its copies was drawn on average, rescaled. A single unit stays.
fn draw(random: &mut SplitMix, sampled: u64, copies: &[f64], rescaled: bool) -> Vec<f64> {
    if sampled < 2 {
        return vec![1.0; copies.len()];
    }
    let draws = if rescaled { sampled.saturating_sub(1) } else { sampled };
    let mut drawn = vec![0.0; copies.len()];
    for _ in 0..draws {
        let mut left = float(random.below(sampled));
        for (count, copies) in drawn.iter_mut().zip(copies) {
            if left < *copies {
                *count += 1.0;
                break;
            }
            left -= copies;
        }
    }
    let factor = float(sampled) / float(draws);
    drawn.iter().zip(copies).map(|(count, copies)| count / copies * factor).collect()
}

/// SplitMix64 (Steele, Lea, Flood 2014, OOPSLA): a generator whose stream is fixed by its few lines.
struct SplitMix(u64);

impl SplitMix {
    const fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number below `limit`, without the bias of a remainder: numbers of the last, incomplete round are drawn again.
    fn below(&mut self, limit: u64) -> u64 {
        let limit = limit.max(1);
        let last_round = u64::MAX.checked_rem(limit).and_then(|rest| rest.checked_add(1)).unwrap_or(0);
        loop {
            let number = self.next();
            if last_round == limit || number <= u64::MAX.wrapping_sub(last_round) {
                return number.checked_rem(limit).unwrap_or(0);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The first numbers of the published stream for seed 1234567.
    #[test]
    fn the_generator_is_the_published_one() {
        let mut random = SplitMix(1_234_567);
        let first = [random.next(), random.next(), random.next()];
        assert_eq!(first, [6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423]);
    }

    #[test]
    fn every_number_below_a_limit_is_drawn() {
        let mut random = SplitMix(1);
        let mut seen = [0; 7];
        for _ in 0..7_000 {
            seen[usize::try_from(random.below(7)).unwrap()] += 1;
        }
        assert!(seen.iter().all(|count| (850..1_150).contains(count)), "{seen:?}");
        assert_eq!(random.below(1), 0);
    }
}
