//! The linearised variance over primary sampling units.

use super::frame::Stratum;
use super::{Frame, LonelyPsu};
use crate::measure::float::float;

/// What one unit, or several that are alike, adds to the linearised variable.
#[derive(Clone, Copy, Debug)]
pub(crate) struct UnitTotal {
    pub(crate) unit: u32,
    /// The total of one unit.
    pub(crate) total: f64,
    /// How many units have it.
    pub(crate) copies: f64,
}

/// The variance of the sum of the units' totals, which come in the order of their numbers; units that are not given have the
/// total 0, as a domain leaves them.
///
/// `V = sum_h (1 - f_h) n_h / (n_h - 1) sum_c (t_hc - mean_h)^2` over the n_h units *sampled* in stratum h; with the rule
/// for a stratum in which there is one.
pub(crate) fn variance(frame: &Frame, totals: &[UnitTotal]) -> f64 {
    let all: f64 = totals.iter().map(|unit| unit.copies * unit.total).sum();
    let grand_mean = all / float(frame.units());
    let (mut sum, mut unseen) = (0.0, 0_u64);
    let mut add = |stratum: &Stratum, own: &[UnitTotal]| match of_stratum(frame, stratum, own, grand_mean) {
        Some(part) => sum += part,
        None => unseen = unseen.saturating_add(1),
    };
    let stratum_of = |unit: &UnitTotal| frame.stratum_of.get(unit.unit as usize).copied();
    let mut chunks = totals.chunk_by(|left, right| stratum_of(left) == stratum_of(right)).peekable();
    if frame.counts_empty_strata() {
        for (number, stratum) in (0_u32..).zip(&frame.strata) {
            let own = chunks.next_if(|chunk| chunk.first().and_then(stratum_of) == Some(number));
            add(stratum, own.unwrap_or_default());
        }
    } else {
        // A group has units in few of many strata, and the others would add 0.
        for own in chunks {
            let stratum = own.first().and_then(stratum_of).and_then(|number| frame.strata.get(number as usize));
            stratum.into_iter().for_each(|stratum| add(stratum, own));
        }
    }
    let strata = frame.strata.len() as u64;
    if unseen == 0 { sum } else { sum * float(strata) / float(strata.saturating_sub(unseen)) }
}

/// What the units of one stratum add; `None` if they can't be seen to vary and the average of the others stands for them.
fn of_stratum(frame: &Frame, stratum: &Stratum, own: &[UnitTotal], grand_mean: f64) -> Option<f64> {
    let sampled = float(stratum.sampled);
    if stratum.sampled <= 1 {
        return match frame.lonely {
            _ if stratum.certain => Some(0.0),
            LonelyPsu::Fail | LonelyPsu::Remove | LonelyPsu::Certainty => Some(0.0),
            LonelyPsu::Average => None,
            LonelyPsu::Adjust => Some(stratum.correction * squares(own, sampled, grand_mean)),
        };
    }
    let members: f64 = own.iter().map(|unit| unit.copies).sum();
    let lonely_domain = frame.adjusts_lonely_domains && (0.5..1.5).contains(&members);
    if lonely_domain && frame.lonely == LonelyPsu::Average {
        return None;
    }
    let centre = if lonely_domain && frame.lonely == LonelyPsu::Adjust {
        grand_mean
    } else {
        own.iter().map(|unit| unit.copies * unit.total).sum::<f64>() / sampled
    };
    Some(stratum.correction * sampled / (sampled - 1.0) * squares(own, sampled, centre))
}

/// The squared distances of a stratum's units from a centre; the units not given stand at 0.
fn squares(units: &[UnitTotal], sampled: f64, centre: f64) -> f64 {
    let given: f64 = units.iter().map(|unit| unit.copies * (unit.total - centre) * (unit.total - centre)).sum();
    let members: f64 = units.iter().map(|unit| unit.copies).sum();
    given + (sampled - members) * centre * centre
}
