//! How many spells last how long: Kaplan-Meier.

use super::share::check_rows;
use super::{PanelError, Spell};
use crate::measure::float::wide_float;
use crate::measure::survey::normal_quantile;
use crate::measure::{SampledRows, SamplingError};
use crate::quantity::{Count, CountedUnit, Households, Ratio, TotalWeight};
use std::collections::BTreeMap;

/// The share of spells that last longer than each time (Kaplan and Meier 1958, JASA 53, 457-481), by the product limit
/// `S(t) = prod over t_j <= t of (1 - d_j / n_j)`: `n_j` the weight of the spells at risk just before `t_j`, `d_j` that of those which
/// end at it.
///
/// For spells out of poverty it is the sustainability of exits: `at(s)` is the share of exits that hold for longer than `s`.
/// Spells censored at a time are at risk at it (events come first). A spell is at risk from when it came under observation; one whose
/// start is not known is left out and counted.
///
/// ```
/// use poverty::measure::panel::{Spell, Survival};
/// use poverty::quantity::{Households, Weight};
/// let spell = |(duration, ended)| Spell::<Households>::new(0, Weight::ONE, 0, duration, ended);
/// let spells = [(1, true), (1, false), (2, true), (3, true), (3, false)].map(spell);
/// let survival = Survival::of(&spells.into_iter().collect::<Result<Vec<_>, _>>()?)?;
/// assert!((survival.at(2) - 8.0 / 15.0).abs() < 1e-15);
/// assert_eq!(survival.median(), Some(3));
/// # Ok::<(), poverty::measure::panel::PanelError>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Survival<U: CountedUnit = Households> {
    steps: Vec<SurvivalStep<U>>,
    spells: Vec<Spell<U>>,
    left_truncated: usize,
}

/// A time at which spells end.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SurvivalStep<U: CountedUnit = Households> {
    time: u32,
    at_risk: TotalWeight<U>,
    spells_at_risk: u64,
    ended: TotalWeight<U>,
    spells_ended: u64,
    survival: f64,
    /// Greenwood's sum up to here; `None` once nobody is left.
    greenwood: Option<f64>,
}

/// The scale on which confidence limits of survival are symmetric.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum SurvivalScale {
    /// As it is: `S -/+ z SE`, cut to 0 and 1.
    Plain,
    /// `S exp(-/+ z SE / S)`, cut to 1: R's default.
    Log,
    /// `S^exp(-/+ z SE / (S |ln S|))`, which stays within 0 and 1.
    LogLog,
}

impl<U: CountedUnit> SurvivalStep<U> {
    /// The time.
    #[must_use]
    pub const fn time(&self) -> u32 {
        self.time
    }

    /// Weight of the spells at risk just before it.
    #[must_use]
    pub const fn at_risk(&self) -> TotalWeight<U> {
        self.at_risk
    }

    /// How many spells are at risk just before it.
    #[must_use]
    pub const fn spells_at_risk(&self) -> Count {
        Count::new(self.spells_at_risk)
    }

    /// Weight of the spells that end at it.
    #[must_use]
    pub const fn ended(&self) -> TotalWeight<U> {
        self.ended
    }

    /// How many spells end at it.
    #[must_use]
    pub const fn spells_ended(&self) -> Count {
        Count::new(self.spells_ended)
    }

    /// The share of those at risk that end at it: the hazard.
    ///
    /// # Errors
    /// [`PanelError::Quantity`] if the fraction does not fit.
    pub fn hazard(&self) -> Result<Ratio, PanelError> {
        Ok(self.ended.share_of(self.at_risk)?)
    }

    /// The share of spells that last longer.
    #[must_use]
    pub const fn survival(&self) -> f64 {
        self.survival
    }

    /// Greenwood's standard error, `S sqrt(sum d_j / (n_j (n_j - d_j)))` (Greenwood 1926), as though the weights were numbers of spells that
    /// are independent: right for a register and for weights of one. `None` where survival is 0. For a sample see [`Survival::error`].
    #[must_use]
    pub fn std_error(&self) -> Option<f64> {
        self.greenwood.map(|sum| self.survival * sum.sqrt())
    }

    /// Confidence limits around Greenwood's error with the normal quantile; `None` where survival is 0, and on the scale of log minus log
    /// also where it is 1.
    #[must_use]
    pub fn limits(&self, scale: SurvivalScale, confidence: Ratio) -> Option<(f64, f64)> {
        let error = self.std_error().filter(|_| confidence > Ratio::ZERO && confidence < Ratio::ONE)?;
        let z = normal_quantile(0.5 + confidence.to_f64() / 2.0);
        let survival = self.survival;
        match scale {
            SurvivalScale::Plain => Some(((survival - z * error).max(0.0), (survival + z * error).min(1.0))),
            SurvivalScale::Log => {
                let half = z * error / survival;
                Some((survival * (-half).exp(), (survival * half.exp()).min(1.0)))
            }
            SurvivalScale::LogLog if survival < 1.0 => {
                let half = z * error / (survival * survival.ln().abs());
                Some((survival.powf(half.exp()), survival.powf((-half).exp())))
            }
            SurvivalScale::LogLog => None,
        }
    }
}

impl<U: CountedUnit> Survival<U> {
    /// The survival of spells.
    ///
    /// # Errors
    /// [`PanelError::Undefined`] if there is no spell of positive weight with a known start; [`PanelError::Quantity`] if weights don't fit.
    pub fn of(spells: &[Spell<U>]) -> Result<Self, PanelError> {
        let weighted = |spell: &&Spell<U>| spell.weight().billionths() > 0;
        let (known, unknown): (Vec<Spell<U>>, Vec<Spell<U>>) =
            spells.iter().filter(weighted).copied().partition(Spell::start_known);
        if known.is_empty() {
            let what = "the survival of spells".to_owned();
            return Err(PanelError::Undefined { what, reason: "no spell has a known start" });
        }
        // What enters, leaves and ends at each time; those that leave are at risk at it.
        TotalWeight::sum(known.iter().map(Spell::weight))?;
        let mut times: BTreeMap<u32, Times> = BTreeMap::new();
        for spell in &known {
            times.entry(spell.entered()).or_default().enters.add(spell);
            let at_end = times.entry(spell.duration()).or_default();
            at_end.leaves.add(spell);
            if spell.ended() {
                at_end.ends.add(spell);
            }
        }
        let mut steps = Vec::new();
        let (mut at_risk, mut survival, mut greenwood) = (Sum::default(), 1.0, Some(0.0));
        for (time, own) in times {
            // Who enters at a time is at risk after it.
            if own.ends.spells > 0 {
                let (ended, risk) = (own.ends, at_risk);
                let (d, n) = (wide_float(ended.billionths), wide_float(risk.billionths));
                let left = wide_float(risk.billionths.saturating_sub(ended.billionths));
                survival *= left / n;
                greenwood = greenwood.filter(|_| left > 0.0).map(|sum| sum + d / (n * left) * 1e9);
                steps.push(SurvivalStep {
                    time,
                    at_risk: TotalWeight::from_billionths(risk.billionths),
                    spells_at_risk: risk.spells,
                    ended: TotalWeight::from_billionths(ended.billionths),
                    spells_ended: ended.spells,
                    survival,
                    greenwood,
                });
            }
            at_risk = at_risk.after(own.enters, own.leaves);
        }
        Ok(Self { steps, spells: known, left_truncated: unknown.len() })
    }

    /// The times at which spells end, rising.
    #[must_use]
    pub fn steps(&self) -> &[SurvivalStep<U>] {
        &self.steps
    }

    /// How many spells it is about.
    #[must_use]
    pub const fn spells(&self) -> usize {
        self.spells.len()
    }

    /// How many spells were left out because their start is not known.
    #[must_use]
    pub const fn left_truncated(&self) -> usize {
        self.left_truncated
    }

    /// The share of spells that last longer than a time: for exits from poverty their sustainability at that horizon.
    ///
    /// Past the longest spell it keeps its last value, which says nothing any more: see [`Survival::longest`].
    #[must_use]
    pub fn at(&self, time: u32) -> f64 {
        self.step_at(time).map_or(1.0, |step| step.survival)
    }

    /// The longest time that a spell was followed.
    #[must_use]
    pub fn longest(&self) -> u32 {
        self.spells.iter().map(Spell::duration).max().unwrap_or(0)
    }

    /// The first time at which at most half of the spells last longer; `None` if more do throughout.
    #[must_use]
    pub fn median(&self) -> Option<u32> {
        self.steps.iter().find(|step| step.survival <= 0.5).map(|step| step.time)
    }

    fn step_at(&self, time: u32) -> Option<&SurvivalStep<U>> {
        self.steps.iter().rev().find(|step| step.time <= time)
    }

    /// The error of survival past a time under a design of the observations, by the linearised product limit: a spell contributes
    /// `-S w sum over t_j <= t of (1{ends at t_j} - 1{at risk at t_j} d_j / n_j) / (n_j - d_j)`, the variable whose independent
    /// and equally weighted form is Greenwood's.
    ///
    /// # Errors
    /// [`PanelError::Undefined`] where survival is 0; [`PanelError::Measure`] if the sample lacks a row.
    pub fn error(&self, time: u32, sample: &SampledRows) -> Result<SamplingError, PanelError> {
        let survival = self.at(time);
        if survival <= 0.0 {
            let what = format!("the error of survival past {time}");
            return Err(PanelError::Undefined { what, reason: "no spell lasts longer" });
        }
        check_rows(sample, self.spells.iter().map(Spell::row))?;
        let mut contributions = vec![0.0; sample.len()];
        for spell in &self.spells {
            let mut sum = 0.0;
            for step in self.steps.iter().filter(|step| step.time <= time) {
                let at_risk = spell.entered() < step.time && step.time <= spell.duration();
                if !at_risk {
                    continue;
                }
                let (d, n) = (wide_float(step.ended.billionths()), wide_float(step.at_risk.billionths()));
                let ends = f64::from(u8::from(spell.ended() && spell.duration() == step.time));
                sum += (ends - d / n) / (n - d);
            }
            if let Some(own) = contributions.get_mut(spell.row()) {
                *own -= survival * wide_float(spell.weight().billionths().into()) * sum;
            }
        }
        Ok(sample.linearised_error(survival, &contributions, self.spells.iter().map(Spell::row))?)
    }
}

/// What happens at a time.
#[derive(Clone, Copy, Default)]
struct Times {
    enters: Sum,
    leaves: Sum,
    ends: Sum,
}

/// Spells with their weight in billionths: parts of a whole that fits.
#[derive(Clone, Copy, Default)]
struct Sum {
    billionths: u128,
    spells: u64,
}

impl Sum {
    fn add<U: CountedUnit>(&mut self, spell: &Spell<U>) {
        self.billionths = self.billionths.saturating_add(spell.weight().billionths().into());
        self.spells = self.spells.saturating_add(1);
    }

    /// What is left when some enter and some leave.
    const fn after(self, entering: Self, leaving: Self) -> Self {
        Self {
            billionths: self.billionths.saturating_add(entering.billionths).saturating_sub(leaving.billionths),
            spells: self.spells.saturating_add(entering.spells).saturating_sub(leaving.spells),
        }
    }
}
