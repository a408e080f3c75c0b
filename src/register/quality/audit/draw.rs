//! Households to be surveyed again, drawn at random.

use super::super::QualityError;
use crate::measure::float::float;
use crate::measure::{hash_words, normal_quantile};
use crate::register::Told;
use crate::register::{HouseholdId, Standing, View};
use std::collections::{BTreeMap, BTreeSet};

/// The households that an audit draws from, each listed as poor or not, in strata.
///
/// A draw gives every household a number made of the seed and its identifier and takes the smallest (permanent random numbers:
/// Ohlsson 1995). So one seed draws the same households whatever the order of the list, and a larger sample contains the smaller.
///
/// ```
/// use poverty::register::quality::AuditFrame;
/// let households = (0..1_000).map(|number| {
///     let stratum = if number < 120 { "listed" } else { "not listed" };
///     Ok((format!("24133-{number:04}").parse()?, number < 120, stratum))
/// });
/// let frame = AuditFrame::new(households.collect::<Result<Vec<_>, poverty::register::RegisterError>>()?)?;
/// // How many, for a share of about 20 % to within 5 points with 95 % confidence?
/// assert_eq!(frame.sample_size(0.2, 0.05, 0.95)?, 198);
/// let sample = frame.draw(&[("listed", 60), ("not listed", 138)], 2025)?;
/// // The second look finds 6 of the listed not poor, and 3 of the others poor.
/// let seen = sample.households().enumerate().map(|(n, (id, listed))| (id, if listed { n >= 6 } else { n < 63 }));
/// let audit = sample.errors(seen, 0.95)?;
/// assert_eq!((audit.inclusion().wrong(), audit.inclusion().of()), (6, 60));
/// assert!((audit.inclusion().estimate() - 0.1).abs() < 1e-12);
/// assert!((audit.exclusion().estimate() - 0.150_4).abs() < 1e-3);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AuditFrame {
    strata: BTreeMap<Box<str>, Vec<(HouseholdId, bool)>>,
}

/// The stratum of a frame that has only one.
pub(super) const WHOLE: &str = "all";

impl AuditFrame {
    /// Households, whether each is listed as poor, and its stratum.
    ///
    /// # Errors
    /// [`QualityError::HouseholdTwice`].
    pub fn new<'a>(households: impl IntoIterator<Item = (HouseholdId, bool, &'a str)>) -> Result<Self, QualityError> {
        let mut seen = BTreeSet::new();
        let mut strata = BTreeMap::<Box<str>, Vec<(HouseholdId, bool)>>::new();
        for (household, listed, stratum) in households {
            if !seen.insert(household) {
                return Err(QualityError::HouseholdTwice { household });
            }
            strata.entry(stratum.into()).or_default().push((household, listed));
        }
        Ok(Self { strata })
    }

    /// The households of a day in two strata: `listed` as poor, and `not listed`.
    ///
    /// # Errors
    /// None: a register has a household once.
    pub fn of_view(view: &View<'_>) -> Result<Self, QualityError> {
        let listed = view.households().map(|state| (state.id(), state.standing() == Standing::Poor));
        Self::new(listed.map(|(id, listed)| (id, listed, if listed { "listed" } else { "not listed" })))
    }

    /// The strata and how many households each has.
    pub fn strata(&self) -> impl Iterator<Item = (&str, u64)> {
        self.strata.iter().map(|(stratum, households)| (&**stratum, households.len() as u64))
    }

    /// All households.
    #[must_use]
    pub fn households(&self) -> u64 {
        self.strata().fold(0, |sum, (_, households)| sum.saturating_add(households))
    }

    /// The smallest simple random sample by which a share about as large as expected is known to within a half-width: the least n
    /// with `z^2 p (1 - p) / n * (N - n) / (N - 1) <= half_width^2` (Cochran 1977, section 4.4), or all households.
    ///
    /// # Errors
    /// [`QualityError::Share`] unless all three lie between 0 and 1.
    pub fn sample_size(&self, expected: f64, half_width: f64, confidence: f64) -> Result<u64, QualityError> {
        share("expected share", expected)?;
        share("half-width", half_width)?;
        share("confidence", confidence)?;
        let z = normal_quantile(0.5 + confidence / 2.0);
        let all = self.households();
        let enough = |n: u64| {
            let correction = float(all.saturating_sub(n)) / float(all.saturating_sub(1).max(1));
            z * z * expected * (1.0 - expected) / float(n) * correction <= half_width * half_width
        };
        let (mut low, mut high) = (1, all.max(1));
        while low < high {
            let middle = low.midpoint(high);
            if enough(middle) { high = middle } else { low = middle.saturating_add(1) }
        }
        Ok(low)
    }

    /// A simple random sample of all households, whatever their strata.
    ///
    /// # Errors
    /// [`QualityError::Draw`] for none, or more than there are.
    pub fn draw_simple(&self, wanted: u64, seed: u64) -> Result<AuditSample, QualityError> {
        let all: Vec<(HouseholdId, bool)> = self.strata.values().flatten().copied().collect();
        Ok(AuditSample { strata: vec![draw(WHOLE, all, wanted, seed)?] })
    }

    /// A stratified sample: a simple random one in each stratum. A stratum that is not named is not drawn from, so name all.
    ///
    /// # Errors
    /// [`QualityError::Draw`] for a stratum that there is not or that is named twice or not at all, and for none or more
    /// households than it has.
    pub fn draw(&self, wanted: &[(&str, u64)], seed: u64) -> Result<AuditSample, QualityError> {
        for (stratum, count) in wanted {
            if !self.strata.contains_key(*stratum) {
                return Err(QualityError::Draw { stratum: (*stratum).into(), wanted: *count, of: 0 });
            }
        }
        let strata = self.strata.iter().map(|(stratum, households)| {
            // Named once; twice or not at all is refused as a draw of none.
            let mut named = wanted.iter().filter(|(name, _)| *name == &**stratum).map(|(_, count)| *count);
            let count = named.next().filter(|_| named.next().is_none()).unwrap_or(0);
            draw(stratum, households.clone(), count, seed)
        });
        Ok(AuditSample { strata: strata.collect::<Result<_, _>>()? })
    }
}

fn draw(stratum: &str, mut all: Vec<(HouseholdId, bool)>, wanted: u64, seed: u64) -> Result<Stratum, QualityError> {
    let of = all.len() as u64;
    if wanted == 0 || wanted > of {
        return Err(QualityError::Draw { stratum: stratum.into(), wanted, of });
    }
    all.sort_unstable_by_key(|(household, _)| {
        (hash_words([seed, household.hash(), seed, household.hash()]), *household)
    });
    all.truncate(usize::try_from(wanted).unwrap_or(usize::MAX));
    Ok(Stratum { name: stratum.into(), of, drawn: all })
}

pub(super) fn share(what: &'static str, value: f64) -> Result<(), QualityError> {
    let within = value > 0.0 && value < 1.0;
    if within { Ok(()) } else { Err(QualityError::Share { what, found: Told::sentence(&value.to_string()) }) }
}

/// The households that were drawn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AuditSample {
    pub(super) strata: Vec<Stratum>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Stratum {
    pub(super) name: Box<str>,
    /// Households of the frame.
    pub(super) of: u64,
    pub(super) drawn: Vec<(HouseholdId, bool)>,
}

impl AuditSample {
    /// The households to be surveyed again, and whether each is listed as poor.
    pub fn households(&self) -> impl Iterator<Item = (HouseholdId, bool)> {
        self.strata.iter().flat_map(|stratum| stratum.drawn.iter().copied())
    }
}
