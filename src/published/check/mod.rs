//! The check of a set of claims.
//!
//! In order of reading: `contradiction` (which statements can't hold together, and which is likely to be wrong), `side` (where
//! the two sides of a contradiction meet), `slip` and `reading` (what could have been meant), `judge` (from a conflict to a
//! finding), `compare` (figures that don't compare), `explain`, `target`, `confirm`.

mod compare;
mod confirm;
mod contradiction;
mod explain;
mod judge;
mod reading;
mod side;
mod slip;
mod target;

use super::network::Network;
use super::report::Report;
use super::unknown::Tightest;
use super::{Claims, Sum};
use contradiction::{Contradictions, Surroundings};
use std::collections::BTreeSet;

/// Wholes and parts that are known without being told, in the form of a user's own file.
const WHOLES: &str = include_str!("../../../data/published/wholes.toml");

impl Claims {
    /// Checks the claims against each other: the tightest interval of every quantity, and what was found.
    ///
    /// Known without being told: poor and near-poor are the poor or near-poor, groups are parts of all, areas of one path
    /// are parts of it, and the regions of Viet Nam until 2025 are the nation. More is told by [`Sum`]s.
    ///
    /// ```
    /// use poverty::published::{Claims, Slip};
    /// let claims = Claims::from_toml(
    ///     r#"
    ///     [[claim]]
    ///     id = "both"
    ///     area = "Poor districts"
    ///     class = "poor_or_near_poor"
    ///     date = 2023-12-31
    ///     households = "417,571"
    ///
    ///     [[claim]]
    ///     id = "poor"
    ///     area = "Poor districts"
    ///     class = "poor"
    ///     date = 2023-12-31
    ///     households = "311,981"
    ///
    ///     [[claim]]
    ///     id = "near-poor"
    ///     area = "Poor districts"
    ///     class = "near_poor"
    ///     date = 2023-12-31
    ///     households = "159,590"
    ///     "#,
    ///     "press.toml",
    /// )?;
    /// let report = claims.check();
    /// let finding = report.alarms().next().unwrap();
    /// assert_eq!(finding.code(), "published/parts-do-not-sum");
    /// assert_eq!(finding.gap().unwrap().to_string(), "54,000 households");
    /// let repair = &finding.repairs()[0];
    /// assert_eq!((repair.claim(), repair.slip()), ("both", Slip::DigitsSwapped));
    /// assert_eq!(repair.instead().to_string(), "471,571");
    /// # Ok::<(), poverty::published::PublishedError>(())
    /// ```
    #[must_use]
    pub fn check(&self) -> Report<'_> {
        // The embedded file is read by a test; were it broken, less would be known, and nothing wrong would be said.
        let known = Self::from_toml(WHOLES, "wholes.toml").unwrap_or_default();
        self.check_knowing(known.all_sums())
    }

    /// Checks the claims with nothing known of areas but what they and these sums say.
    #[must_use]
    pub fn check_knowing(&self, known: &[Sum]) -> Report<'_> {
        let network = Network::new(self, known);
        let contradictions = Contradictions::of(&network, self);
        let around = Surroundings::new(&network, self);
        let mut findings = judge::judge(&around, &contradictions.conflicts, &contradictions.set_aside);
        findings.extend(compare::comparisons(&around));
        let contested: BTreeSet<usize> = findings.iter().flat_map(|finding| finding.claims.iter().copied()).collect();
        findings.extend(explain::denominator_effects(&around, &contradictions.set_aside));
        findings.extend(explain::group_growth(&around, &contradictions.intervals));
        findings.extend(compare::mixed(&around));
        findings.extend(target::targets(&around));
        findings.extend(confirm::confirmations(&around));
        findings.dedup();
        // What matters most first; within that, in the order of the claims.
        findings.sort_by(|left, right| {
            right.severity.cmp(&left.severity).then_with(|| (left.kind, &left.claims).cmp(&(right.kind, &right.claims)))
        });
        let quantities = quantities(&around, &contradictions, &contested);
        Report::new(self, quantities, findings)
    }
}

/// Every quantity that is printed or bounded, in the order of areas, dates, groups and classes as they came.
fn quantities(
    around: &Surroundings<'_>,
    contradictions: &Contradictions,
    contested: &BTreeSet<usize>,
) -> Vec<Tightest> {
    let network = around.network;
    let mut order: Vec<usize> = (0..network.keys.len()).collect();
    order.sort_by_key(|variable| network.keys.get(*variable).map(|key| (key.cell(), *key)));
    let mut rows = Vec::with_capacity(order.len());
    for variable in order {
        let Some(interval) = contradictions.intervals.get(variable).copied() else { continue };
        let statements = around.on(&BTreeSet::from([variable]));
        let claims: BTreeSet<usize> =
            statements.iter().filter_map(|index| around.statement(*index)).map(|one| one.claim).collect();
        let domain = network.problem.variables.get(variable).map(|variable| variable.domain);
        if claims.is_empty() && (Some(interval) == domain || interval.upper().is_none()) {
            continue;
        }
        let Some(quantity) = network.quantity(variable, around.claims.all()) else { continue };
        let interval = network.shown(variable, interval);
        let is_contested = statements.iter().any(|one| contradictions.set_aside.contains(one))
            || claims.iter().any(|claim| contested.contains(claim));
        rows.push(Tightest { quantity, interval, claims: claims.into_iter().collect(), contested: is_contested });
    }
    rows
}
