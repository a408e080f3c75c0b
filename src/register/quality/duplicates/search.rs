//! The search: blocks of households that share a key, and the pairs in them that are alike.

use super::super::QualityError;
use super::identity::Identity;
use super::prepared::{BlockingKey, Prepared};
use super::score::{Ground, compare};
use crate::register::HouseholdId;
use core::fmt;
use serde::Serialize;

/// How duplicates are searched for.
///
/// Two households are compared if they share a [`BlockingKey`]. In a block of at most [`DuplicateSearch::block_max`] households
/// every pair is compared; in a larger one each with its neighbours in the order of their names (sorted neighbourhood: Hernández
/// and Stolfo 1995), so that the work grows with the number of households and not with its square. What was not compared is
/// counted in [`BlockReport`].
///
/// ```
/// use poverty::register::privacy::Secret;
/// use poverty::register::quality::{BirthDate, DuplicateSearch, Identity};
///
/// let born = |day: &str| BirthDate::on(day.parse().unwrap_or_default());
/// let list = [
///     Identity::new("A-1".parse()?, Secret::new("Nguyễn Văn Đức")?).born(born("1975-03-08")?).living_in("24133").of_size(4),
///     Identity::new("A-2".parse()?, Secret::new("NGUYEN VAN DUC")?).born(born("1975-08-03")?).living_in("24133").of_size(4),
///     Identity::new("A-3".parse()?, Secret::new("Trần Thị Mai")?).born(born("1981-11-30")?).living_in("24133").of_size(3),
/// ];
/// let found = DuplicateSearch::default().search(&list)?;
/// assert_eq!(
///     found.pairs()[0].to_string(),
///     "A-1 and A-2: 92 points (same name without marks, day and month of birth swapped, same place, same size)"
/// );
/// assert_eq!(found.clusters().len(), 1);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DuplicateSearch {
    threshold: u8,
    block_max: usize,
    window: usize,
}

impl Default for DuplicateSearch {
    /// 75 points, blocks of up to 50 households, the 10 next neighbours in larger ones.
    fn default() -> Self {
        Self { threshold: 75, block_max: 50, window: 10 }
    }
}

impl DuplicateSearch {
    /// The points from which a pair is reported.
    ///
    /// # Errors
    /// [`QualityError::Threshold`] unless 1 to 100.
    pub const fn from_points(mut self, points: u8) -> Result<Self, QualityError> {
        if points == 0 || points > 100 {
            return Err(QualityError::Threshold { points });
        }
        self.threshold = points;
        Ok(self)
    }

    /// The largest block in which all pairs are compared, and with how many neighbours in larger ones.
    ///
    /// # Errors
    /// [`QualityError::Blocking`] for blocks of fewer than 2, or no neighbour.
    pub const fn in_blocks_of(mut self, block_max: usize, neighbours: usize) -> Result<Self, QualityError> {
        if block_max < 2 {
            return Err(QualityError::Blocking { what: "largest block", found: block_max, expected: 2 });
        }
        if neighbours == 0 {
            return Err(QualityError::Blocking { what: "number of neighbours", found: neighbours, expected: 1 });
        }
        self.block_max = block_max;
        self.window = neighbours;
        Ok(self)
    }

    /// The largest block in which all pairs are compared.
    #[must_use]
    pub const fn block_max(&self) -> usize {
        self.block_max
    }

    /// Finds pairs. The order of the list makes no difference, nor does the number of threads (feature `rayon`).
    ///
    /// # Errors
    /// [`QualityError::HouseholdTwice`].
    pub fn search(&self, list: &[Identity]) -> Result<Duplicates, QualityError> {
        let mut prepared = prepare(list);
        prepared.sort_unstable_by_key(|household| household.household);
        let mut pairs = prepared.iter().zip(prepared.iter().skip(1));
        if let Some((twice, _)) = pairs.find(|(one, other)| one.household == other.household) {
            return Err(QualityError::HouseholdTwice { household: twice.household });
        }
        let mut found = Vec::new();
        let mut reports = Vec::with_capacity(BlockingKey::ALL.len());
        for (pairs, report) in self.every_key(&prepared) {
            found.extend(pairs);
            reports.push(report);
        }
        found.sort_unstable_by_key(|pair: &Pair| (core::cmp::Reverse(pair.points), pair.first, pair.second));
        found.dedup_by_key(|pair| (pair.first, pair.second));
        Ok(Duplicates { households: prepared.len() as u64, pairs: found, reports })
    }

    #[cfg(feature = "rayon")]
    fn every_key(&self, prepared: &[Prepared]) -> Vec<(Vec<Pair>, BlockReport)> {
        use rayon::prelude::*;
        BlockingKey::ALL.par_iter().map(|key| self.by_key(*key, prepared)).collect()
    }

    #[cfg(not(feature = "rayon"))]
    fn every_key(&self, prepared: &[Prepared]) -> Vec<(Vec<Pair>, BlockReport)> {
        BlockingKey::ALL.iter().map(|key| self.by_key(*key, prepared)).collect()
    }

    fn by_key(&self, key: BlockingKey, prepared: &[Prepared]) -> (Vec<Pair>, BlockReport) {
        let keyed = prepared.iter().filter_map(|household| Some((key.of(household)?, household)));
        let mut keyed: Vec<(u64, &Prepared)> = keyed.collect();
        keyed.sort_by_key(|(key, _)| *key);
        let mut report = BlockReport {
            key,
            without_key: prepared.len().saturating_sub(keyed.len()) as u64,
            blocks: 0,
            compared: 0,
            blocks_cut: 0,
            not_compared: 0,
        };
        let mut pairs = Vec::new();
        for block in keyed.chunk_by_mut(|one, other| one.0 == other.0).filter(|block| block.len() > 1) {
            report.blocks = report.blocks.saturating_add(1);
            let whole = block.len() <= self.block_max;
            if !whole {
                report.blocks_cut = report.blocks_cut.saturating_add(1);
                block.sort_by(|(_, one), (_, other)| {
                    (one.name.in_order(), one.household).cmp(&(other.name.in_order(), other.household))
                });
            }
            let reach = if whole { block.len() } else { self.window };
            let mut compared = 0_u64;
            for (place, (_, one)) in block.iter().enumerate() {
                for (_, other) in block.iter().skip(place.saturating_add(1)).take(reach) {
                    compared = compared.saturating_add(1);
                    pairs.extend(self.pair(one, other));
                }
            }
            let size = block.len() as u64;
            let all = size.saturating_mul(size.saturating_sub(1)) / 2;
            report.compared = report.compared.saturating_add(compared);
            report.not_compared = report.not_compared.saturating_add(all.saturating_sub(compared));
        }
        (pairs, report)
    }

    fn pair(&self, one: &Prepared, other: &Prepared) -> Option<Pair> {
        // Always the same way round: a similarity of texts need not be the same both ways to the last bit.
        let (one, other) = if one.household < other.household { (one, other) } else { (other, one) };
        let (points, grounds) = compare(one, other, self.threshold)?;
        Some(Pair { first: one.household, second: other.household, points, grounds: grounds.into() })
    }
}

#[cfg(feature = "rayon")]
fn prepare(list: &[Identity]) -> Vec<Prepared> {
    use rayon::prelude::*;
    list.par_iter().map(Prepared::of).collect()
}

#[cfg(not(feature = "rayon"))]
fn prepare(list: &[Identity]) -> Vec<Prepared> {
    list.iter().map(Prepared::of).collect()
}

/// Two households that may be one. It names them by their identifiers and says why, and has nothing personal in it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Pair {
    first: HouseholdId,
    second: HouseholdId,
    points: u8,
    grounds: Box<[Ground]>,
}

impl Pair {
    /// The two, in the order of their identifiers.
    #[must_use]
    pub const fn households(&self) -> (HouseholdId, HouseholdId) {
        (self.first, self.second)
    }

    /// How much they are alike: the sum of what the grounds are worth, 100 at most.
    #[must_use]
    pub const fn points(&self) -> u8 {
        self.points
    }

    /// Why.
    #[must_use]
    pub fn grounds(&self) -> &[Ground] {
        &self.grounds
    }
}

impl fmt::Display for Pair {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let grounds: Vec<String> = self.grounds.iter().map(Ground::to_string).collect();
        write!(f, "{} and {}: {} points ({})", self.first, self.second, self.points, grounds.join(", "))
    }
}

/// What was compared by one key, and what was not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct BlockReport {
    key: BlockingKey,
    without_key: u64,
    blocks: u64,
    compared: u64,
    blocks_cut: u64,
    not_compared: u64,
}

impl BlockReport {
    /// The key.
    #[must_use]
    pub const fn key(&self) -> BlockingKey {
        self.key
    }

    /// Households that lack a part of the key, so that it compared them with nobody.
    #[must_use]
    pub const fn without_key(&self) -> u64 {
        self.without_key
    }

    /// Blocks of two households or more.
    #[must_use]
    pub const fn blocks(&self) -> u64 {
        self.blocks
    }

    /// Pairs compared.
    #[must_use]
    pub const fn compared(&self) -> u64 {
        self.compared
    }

    /// Blocks too large to compare every pair.
    #[must_use]
    pub const fn blocks_cut(&self) -> u64 {
        self.blocks_cut
    }

    /// Pairs in these that were not compared by this key; another key may have compared them.
    #[must_use]
    pub const fn not_compared(&self) -> u64 {
        self.not_compared
    }
}

/// What a search found, and what it did not look at.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Duplicates {
    households: u64,
    pairs: Vec<Pair>,
    reports: Vec<BlockReport>,
}

impl Duplicates {
    /// How many households were searched.
    #[must_use]
    pub const fn households(&self) -> u64 {
        self.households
    }

    /// The pairs that are alike, the most alike first.
    #[must_use]
    pub fn pairs(&self) -> &[Pair] {
        &self.pairs
    }

    /// What each key compared, and what it did not.
    #[must_use]
    pub fn reports(&self) -> &[BlockReport] {
        &self.reports
    }

    /// Households that hang together by pairs, each group in the order of identifiers.
    #[must_use]
    pub fn clusters(&self) -> Vec<Vec<HouseholdId>> {
        super::cluster::clusters(self.pairs.iter().map(Pair::households))
    }
}
