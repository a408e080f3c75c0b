//! A price on each limit, and the bound it proves.

use super::{Choice, Problem};
use crate::measure::float::wide_float;
use microlp::{ComparisonOp, LinearExpr, OptimizationDirection, Problem as Programme, SolveOutcome, Variable};

/// Prices as integers over [`Prices::UNIT`].
#[derive(Clone, Debug)]
pub(super) struct Prices {
    pub(super) of_limit: Vec<i128>,
}

impl Prices {
    /// What prices and reduced values are fractions of.
    pub(super) const UNIT: i128 = 1 << 60;
    /// Halvings of the interval in which a price lies.
    const HALVINGS: u32 = 80;
    /// Cuts after which the search for prices ends; what it has then proves a bound all the same.
    const CUTS: usize = 400;

    /// Prices near those with the least bound.
    pub(super) fn of(problem: &Problem) -> Self {
        let flat = Flat::of(problem);
        let floats = match problem.limits.as_slice() {
            [] => Vec::new(),
            [_] => only_price(&flat),
            _ => cut_prices(&flat),
        };
        Self { of_limit: floats.into_iter().map(scaled).collect() }
    }

    /// What a choice is worth less what it uses at these prices.
    pub(super) fn reduced(&self, choice: &Choice) -> i128 {
        i128::from(choice.value).saturating_mul(Self::UNIT).saturating_sub(self.cost(choice.uses.iter().copied()))
    }

    /// The price of amounts.
    pub(super) fn cost(&self, amounts: impl Iterator<Item = u64>) -> i128 {
        let costs = self.of_limit.iter().zip(amounts).map(|(price, amount)| price.saturating_mul(amount.into()));
        costs.fold(0, i128::saturating_add)
    }

    /// The bound over [`Prices::UNIT`]: values less prices of the best choices, and the price of all limits.
    pub(super) fn dual(&self, problem: &Problem) -> i128 {
        let all = self.cost(problem.usable.iter().copied());
        problem.classes.iter().fold(all, |sum, class| {
            let best = class.choices.iter().map(|choice| self.reduced(choice)).max().unwrap_or_default();
            sum.saturating_add(best.saturating_mul(class.households.into()))
        })
    }

    /// A value that no plan exceeds.
    pub(super) fn bound(&self, problem: &Problem) -> u64 {
        u64::try_from(self.dual(problem).div_euclid(Self::UNIT)).unwrap_or(u64::MAX)
    }

    /// The limit that costs most; households that must count for a least share are no limit of a plan.
    pub(super) fn binding(&self, problem: &Problem) -> Option<String> {
        let costs = self.of_limit.iter().zip(&problem.limits);
        let costs = costs.filter(|(price, limit)| **price > 0 && !limit.is_demand());
        let most = costs.max_by_key(|(price, limit)| price.saturating_mul(limit.amount.into()));
        most.map(|(_, limit)| format!("limit `{}`", limit.name))
    }
}

/// A problem as floats in the order in which the search reads them. What prices prove is computed in integers.
struct Flat {
    amounts: Vec<f64>,
    /// Households and number of choices of each class.
    classes: Vec<(f64, usize)>,
    values: Vec<f64>,
    /// The uses of one choice after those of another.
    uses: Vec<f64>,
}

impl Flat {
    fn of(problem: &Problem) -> Self {
        let mut flat = Self {
            amounts: problem.usable.iter().map(|amount| float(*amount)).collect(),
            classes: Vec::with_capacity(problem.classes.len()),
            values: Vec::new(),
            uses: Vec::new(),
        };
        for class in &problem.classes {
            flat.classes.push((float(class.households), class.choices.len()));
            for choice in &class.choices {
                flat.values.push(float(choice.value));
                flat.uses.extend(choice.uses.iter().map(|amount| float(*amount)));
            }
        }
        flat
    }

    /// The value of every household's best choice at some prices, with what they use; the cheapest of equals.
    fn best(&self, prices: &[f64], used: &mut [f64]) -> f64 {
        used.fill(0.0);
        let mut value = 0.0;
        let (mut values, mut uses) = (self.values.as_slice(), self.uses.as_slice());
        for (households, choices) in &self.classes {
            let (own, rest) = values.split_at(*choices);
            let (own_uses, rest_uses) = uses.split_at(choices.saturating_mul(prices.len()));
            (values, uses) = (rest, rest_uses);
            let mut best = (0.0, 0.0, None);
            for (worth, uses) in own.iter().zip(own_uses.chunks_exact(prices.len())) {
                let cost: f64 = uses.iter().zip(prices).map(|(amount, price)| amount * price).sum();
                if worth - cost > best.0 {
                    best = (worth - cost, *worth, Some(uses));
                }
            }
            if let (_, worth, Some(uses)) = best {
                value += worth * households;
                for (sum, amount) in used.iter_mut().zip(uses) {
                    *sum += amount * households;
                }
            }
        }
        value
    }
}

/// The least price at which one limit is not exceeded.
fn only_price(flat: &Flat) -> Vec<f64> {
    let amount = flat.amounts.first().copied().unwrap_or_default();
    let mut used = [0.0];
    let mut exceeds = |price: f64| {
        flat.best(&[price], &mut used);
        used.first().is_some_and(|used| *used > amount)
    };
    if !exceeds(0.0) {
        return vec![0.0];
    }
    let (mut low, mut high) = (0.0, flat.values.iter().copied().fold(0.0, f64::max));
    for _ in 0..Prices::HALVINGS {
        let middle = f64::midpoint(low, high);
        if exceeds(middle) { low = middle } else { high = middle }
    }
    vec![high]
}

/// The prices at which the bound is least, by cutting planes (Kelley 1960, Journal of SIAM 8): each point tried gives a plane under
/// the bound, the planes' least point is the next one out, and what is tried lies between it and the best so far (Ben-Ameur and Neto
/// 2007, Networks 49). It goes on in smaller boxes around the best, in which the linear programmes are as precise as need be.
fn cut_prices(flat: &Flat) -> Vec<f64> {
    let mut search = Cuts::new(flat);
    let most = search.least.max(1.0);
    let mut box_of = most;
    while search.is_over && box_of > 1e-7 * most {
        // A box whose edge is reached is moved, not narrowed; not for ever.
        for _ in 0..4 {
            if !search.in_box(flat, box_of) {
                break;
            }
        }
        box_of *= 1e-3;
    }
    search.each(flat, &search.best)
}

/// A search for prices. They are those of whole limits, so that everything is in units of value.
struct Cuts {
    best: Vec<f64>,
    least: f64,
    used: Vec<f64>,
    slopes: Vec<f64>,
    /// Whether some limit is exceeded if nothing costs anything.
    is_over: bool,
}

impl Cuts {
    fn new(flat: &Flat) -> Self {
        let nothing = vec![0.0; flat.amounts.len()];
        let mut cuts =
            Self { best: nothing.clone(), least: 0.0, used: nothing.clone(), slopes: nothing.clone(), is_over: false };
        cuts.least = cuts.bound_at(flat, &nothing);
        cuts.is_over = cuts.slopes.iter().any(|slope| *slope < 0.0);
        cuts
    }

    fn each(&self, flat: &Flat, whole: &[f64]) -> Vec<f64> {
        let prices = whole.iter().zip(&flat.amounts);
        prices.map(|(price, amount)| if *amount > 0.0 { price / amount } else { 0.0 }).collect()
    }

    /// The bound at some prices, and its slopes.
    fn bound_at(&mut self, flat: &Flat, whole: &[f64]) -> f64 {
        let value = flat.best(&self.each(flat, whole), &mut self.used);
        let slopes = self.used.iter().zip(&flat.amounts);
        self.slopes = slopes.map(|(used, amount)| if *amount > 0.0 { 1.0 - used / amount } else { 0.0 }).collect();
        value + self.slopes.iter().zip(whole).map(|(slope, price)| slope * price).sum::<f64>()
    }

    /// Searches in a box around the best prices; whether the best found is at its edge.
    fn in_box(&mut self, flat: &Flat, size: f64) -> bool {
        let (center, level) = (self.best.clone(), self.least);
        let mut master = Programme::new(OptimizationDirection::Minimize);
        let height = master.add_var(1.0, (-1e9, f64::INFINITY));
        let steps: Vec<Variable> =
            center.iter().map(|price| master.add_var(0.0, ((-1.0_f64).max(-price / size), 1.0))).collect();
        let plane = |bound: f64, slopes: &[f64], at: &[f64]| {
            let mut plane = LinearExpr::empty();
            plane.add(height, 1.0);
            let mut floor = (bound - level) / size;
            for (((step, slope), at), center) in steps.iter().zip(slopes).zip(at).zip(&center) {
                plane.add(*step, -slope);
                floor -= slope * (at - center) / size;
            }
            (plane, floor)
        };
        let bound = self.bound_at(flat, &center);
        let (first, floor) = plane(bound, &self.slopes, &center);
        master.add_constraint(first, ComparisonOp::Ge, floor);
        let Ok(SolveOutcome::Solution(mut solution)) = master.solve() else { return false };
        let mut between = 0.5;
        for _ in 0..Prices::CUTS {
            let out: Vec<f64> =
                steps.iter().zip(&center).map(|(step, center)| center + solution.var_value(*step) * size).collect();
            let under = level + solution.var_value(height) * size;
            if self.least - under <= 1e-6 * size {
                break;
            }
            let tried: Vec<f64> = self
                .best
                .iter()
                .zip(&out)
                .map(|(best, out)| (best * between + out * (1.0 - between)).max(0.0))
                .collect();
            let bound = self.bound_at(flat, &tried);
            let (cut, floor) = plane(bound, &self.slopes, &tried);
            if bound < self.least {
                (self.best, self.least) = (tried, bound);
                between = 0.5;
            } else {
                between *= 0.7;
            }
            match solution.add_constraint(cut, ComparisonOp::Ge, floor) {
                Ok(SolveOutcome::Solution(next)) => solution = next,
                _ => break,
            }
        }
        self.best.iter().zip(&center).any(|(best, center)| (best - center).abs() > 0.99 * size)
    }
}

/// A number as prices are searched in.
fn float(value: u64) -> f64 {
    wide_float(value.into())
}

/// A price over [`Prices::UNIT`]; a price is at most 2^60, and cut there it still proves a bound.
#[expect(
    clippy::cast_possible_truncation,
    reason = "a conversion to an integer saturates, and any price proves a bound"
)]
fn scaled(price: f64) -> i128 {
    ((price * 1_152_921_504_606_846_976.0).round() as i128).clamp(0, 1 << 120)
}
