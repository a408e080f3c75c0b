//! How far results move with chance.

use super::{Effect, InterventionError};
use crate::measure::AlkireFoster;
use crate::quantity::TotalWeight;

/// A result over many draws. Floats, because a standard error is a root.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Drawn {
    /// Its mean.
    pub mean: f64,
    /// Standard error of the mean: the error of the simulation, which falls with the root of the number of draws. It says nothing
    /// of the error of the survey or of the assumptions.
    pub standard_error: f64,
    /// The least.
    pub least: f64,
    /// The greatest.
    pub greatest: f64,
}

/// The effect of interventions over many draws of chance.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Spread {
    /// How many draws.
    pub draws: u32,
    /// Fall of M0, as a share.
    pub fall: Drawn,
    /// Weighted households lifted.
    pub lifted: Drawn,
    /// Cost in units of the currency; 0 where nobody was reached.
    pub cost: Drawn,
}

impl Spread {
    pub(super) fn of<'a>(
        draws: u32,
        effect: impl Fn(u32) -> Result<Effect<'a>, InterventionError>,
        poverty: &AlkireFoster,
    ) -> Result<Self, InterventionError> {
        if draws < 2 {
            return Err(InterventionError::Draws { draws });
        }
        let (mut falls, mut lifted, mut costs) = (Vec::new(), Vec::new(), Vec::new());
        for number in 0..draws {
            let effect = effect(number)?;
            falls.push(effect.fall(poverty)?.to_f64());
            lifted.push(TotalWeight::to_ratio(effect.lifted())?.to_f64());
            let cost = effect.cost()?.map(|cost| crate::quantity::Ratio::from_decimal(cost.amount())).transpose()?;
            costs.push(cost.map_or(0.0, crate::quantity::Ratio::to_f64));
        }
        Ok(Self { draws, fall: Drawn::of(&falls), lifted: Drawn::of(&lifted), cost: Drawn::of(&costs) })
    }
}

impl Drawn {
    fn of(values: &[f64]) -> Self {
        let count = crate::measure::float::float(u64::try_from(values.len()).unwrap_or(u64::MAX));
        let mean = values.iter().sum::<f64>() / count;
        let squares: f64 = values.iter().map(|value| (value - mean).powi(2)).sum();
        let standard_error = (squares / (count - 1.0) / count).sqrt();
        let least = values.iter().copied().fold(f64::INFINITY, f64::min);
        let greatest = values.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        Self { mean, standard_error, least, greatest }
    }
}
