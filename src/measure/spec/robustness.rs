//! Do the findings survive other cutoffs, and does each indicator say something of its own? Rows for both.

use super::counting::{Counting, Cutoff};
use super::rows::{Counted, PERIOD, Rows};
use super::{Spec, SpecError};
use crate::measure::robust::{Association, Associations, RankAgreement, Rankings};
use crate::measure::{
    AlkireFoster, By, Estimate, Family, Group, MeasureError, PatternTable, Tabulation, TidyRow, Weighting,
};
use crate::quantity::{CountedUnit, Ratio};

/// How far two indicators find the same people.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Redundancy {
    Phi,
    CramersV,
    Overlap,
}

/// How far the order of the groups is the same under two cutoffs, or under all.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ranking {
    KendallTauB,
    Spearman,
    PairsKept,
}

impl Redundancy {
    pub(super) const NAMED: [(&str, Self); 3] =
        [("phi", Self::Phi), ("cramers_v", Self::CramersV), ("r0", Self::Overlap)];

    fn of(self, association: &Association) -> Option<f64> {
        match self {
            Self::Phi => association.phi(),
            Self::CramersV => association.cramers_v(),
            Self::Overlap => association.redundancy().map(Ratio::to_f64),
        }
    }
}

impl Ranking {
    pub(super) const NAMED: [(&str, Self); 3] =
        [("kendall_tau_b", Self::KendallTauB), ("spearman", Self::Spearman), ("pairs_kept", Self::PairsKept)];

    fn of(self, agreement: &RankAgreement) -> Option<f64> {
        match self {
            Self::KendallTauB => agreement.kendall_tau_b(),
            Self::Spearman => agreement.spearman(),
            Self::PairsKept => None,
        }
    }
}

/// The name of one of several measures.
fn name<T: Copy + PartialEq>(named: &[(&'static str, T)], of: T) -> String {
    named.iter().find(|(_, own)| *own == of).map_or("", |(name, _)| *name).to_owned()
}

/// The rows of redundancy and of robustness, period by period.
pub(super) fn rows<U: Counted>(spec: &Spec, counting: &Counting, rows: &Rows<U>) -> Result<Vec<TidyRow>, SpecError> {
    let (redundancies, rankings) = (spec.redundancies(), spec.rankings());
    let (Some(table), Some((weighting, _))) = (&rows.table, counting.weightings.first()) else { return Ok(Vec::new()) };
    if redundancies.is_empty() && rankings.is_empty() {
        return Ok(Vec::new());
    }
    // Whom a period counts, whatever is measured.
    let counted = Tabulation::new(table).weighting(weighting, [Ratio::ONE]).families([Family::HeadcountRatio]);
    let mut found = Vec::new();
    for whole in counted.missing(spec.data.missing).run()?.rows() {
        for redundancy in &redundancies {
            found.extend(redundancy_rows(spec, table, whole, *redundancy)?);
        }
        for columns in &spec.options.subgroups {
            let by = By::cross(columns.iter().map(|column| column.name.as_str()));
            for (weighting, cutoffs) in &counting.weightings {
                let ranked = Ranked { spec, table, whole, by: &by, weighting, cutoffs };
                found.extend(ranked.rows(&rankings)?);
            }
        }
    }
    Ok(found)
}

/// A row like that of the whole of a period, about something else.
fn row(whole: &Estimate, measure: String) -> TidyRow {
    let blank = TidyRow::from(whole);
    let (k, weighting) = (String::new(), String::new());
    TidyRow { measure, k, weighting, estimate: None, undefined: String::new(), ..blank }
}

/// Every pair of indicators, `water|toilet`, in the whole population of a period.
fn redundancy_rows<U: CountedUnit>(
    spec: &Spec,
    table: &PatternTable<U>,
    whole: &Estimate,
    redundancy: Redundancy,
) -> Result<Vec<TidyRow>, SpecError> {
    let blank = row(whole, name(&Redundancy::NAMED, redundancy));
    let group = match whole.period() {
        "" => Group::whole(),
        period => Group::whole().and(PERIOD, period),
    };
    let associations = match Associations::of(table, &group, spec.data.missing) {
        Ok(associations) => associations,
        Err(error @ MeasureError::EmptyGroup { .. }) => {
            return Ok(vec![TidyRow { undefined: error.to_string(), ..blank }]);
        }
        Err(error) => return Err(error.into()),
    };
    let pairs = associations.pairs().map(|(first, second, association)| {
        let estimate = redundancy.of(&association);
        let undefined = if estimate.is_none() { "all or none lack one of the two" } else { "" };
        TidyRow { indicator: format!("{first}|{second}"), estimate, undefined: undefined.to_owned(), ..blank.clone() }
    });
    Ok(pairs.collect())
}

/// The groups of one entry of the subgroups under one weighting, in one period.
struct Ranked<'a, U: CountedUnit> {
    spec: &'a Spec,
    table: &'a PatternTable<U>,
    whole: &'a Estimate,
    by: &'a By,
    weighting: &'a Weighting,
    cutoffs: &'a [Cutoff],
}

impl<U: CountedUnit> Ranked<'_, U> {
    /// The agreement of the orders by M0 under each two cutoffs, `1/4|1/3`, and the pairs that keep theirs under all.
    fn rows(&self, rankings: &[Ranking]) -> Result<Vec<TidyRow>, SpecError> {
        if rankings.is_empty() {
            return Ok(Vec::new());
        }
        let alternative = |cutoff: &Cutoff| {
            Ok(AlkireFoster::new(self.weighting.clone(), cutoff.value)?.missing(self.spec.data.missing))
        };
        let alternatives: Vec<AlkireFoster> =
            self.cutoffs.iter().map(alternative).collect::<Result<_, MeasureError>>()?;
        let family = Family::AdjustedHeadcountRatio;
        let orders = match Rankings::of(self.table, family, self.by, self.whole.period(), &alternatives) {
            Ok(orders) => Ok(orders),
            Err(error @ MeasureError::Undefined { .. }) => Err(error.to_string()),
            Err(error) => return Err(error.into()),
        };
        let mut found = Vec::new();
        for ranking in rankings {
            let blank = TidyRow {
                indicator: "M0".to_owned(),
                subgroup: self.by.axes().join("|"),
                weighting: self.weighting.name().to_owned(),
                ..row(self.whole, name(&Ranking::NAMED, *ranking))
            };
            let of = |k: String, estimate: Result<Option<f64>, String>| {
                let tied = || "all groups are tied, or there is one".to_owned();
                let (estimate, undefined) = match estimate {
                    Ok(estimate) => (estimate, estimate.map_or_else(tied, |_| String::new())),
                    Err(reason) => (None, reason),
                };
                TidyRow { k, estimate, undefined, ..blank.clone() }
            };
            if *ranking == Ranking::PairsKept {
                let kept = orders.as_ref().map(|orders| orders.survival().share().map(Ratio::to_f64));
                let k: Vec<&str> = self.cutoffs.iter().map(|cutoff| cutoff.text.as_str()).collect();
                found.push(of(k.join("|"), kept.map_err(Clone::clone)));
                continue;
            }
            for (at, left) in self.cutoffs.iter().enumerate() {
                for (other, right) in self.cutoffs.iter().enumerate().skip(at.saturating_add(1)) {
                    let agreement = match &orders {
                        Ok(orders) => Ok(ranking.of(&orders.agreement(at, other)?)),
                        Err(reason) => Err(reason.clone()),
                    };
                    found.push(of(format!("{}|{}", left.text, right.text), agreement));
                }
            }
        }
        Ok(found)
    }
}
