//! The best plan, proven: changes of a good plan, as long as one could still be better.

use super::core::{Core, Point};
use super::one_limit::Attained;
use super::prices::Prices;
use super::{Choice, Problem, Solution, greedy};
use std::collections::BTreeMap;

/// Households of a class that have the same choice in the greedy plan, with what else they could have.
struct Part {
    class: usize,
    base: usize,
    households: u64,
    moves: Vec<Move>,
    /// The most that the loss can fall by changing all of it.
    gain: i128,
    /// The most that each limit can get back by changing all of it.
    freed: Vec<i128>,
}

struct Move {
    to: usize,
    value: i128,
    uses: Vec<i128>,
    loss: i128,
}

/// A plan so far, relative to the greedy one.
#[derive(Clone)]
struct State {
    value: i128,
    left: Vec<i128>,
    /// The last change that led here, 0 for none.
    node: usize,
}

/// A change of some households of a part, after an earlier one.
struct Node {
    before: usize,
    part: usize,
    to: usize,
    households: u64,
}

/// What a search over changes of limited size came to.
enum Searched {
    Everything,
    GaveUp,
}

struct Search<'a> {
    prices: &'a Prices,
    parts: Vec<Part>,
    /// For each part the sums of `gain` and `freed` over it and those after it.
    rest: Vec<(i128, Vec<i128>)>,
    dual: i128,
    bound: i128,
    nodes: Vec<Node>,
    best: (i128, usize),
}

impl Problem {
    /// The most states that a search keeps at once; with more it stops, and the gap says what is not proven.
    pub const STATES_MAX: usize = 400_000;

    /// The most households for which every combination of changes is tried at once, whatever the limits.
    const FEW: u64 = 100;
    /// The most households for which every combination of changes is tried with at most two limits.
    const SEARCHED_MAX: u64 = 5_000;

    /// The best plan. From prices whose bound is near the least ([`Problem::greedy`]), it goes on as long as the bound is not attained:
    ///
    /// 1. an integer programme over the choices that lose least against the bound, solved by `microlp` and checked in integers;
    /// 2. with one limit, shortest paths through the amounts left, which find a plan of the bound's value or prove that there is none
    ///    (then the bound falls by one);
    /// 3. for few households, or not many and two limits at most, all changes whose loss against the bound leaves room for a better
    ///    plan are combined; equal remainders are met once, and with one limit the best for each remainder is kept (Pisinger 1995,
    ///    European Journal of Operational Research 83);
    /// 4. otherwise more integer programmes over changes drawn at random, always the same.
    ///
    /// The last step is the slow one: it takes up to a minute where many limits bind and the bound is not attained.
    ///
    /// A gap of 0 is a proof: the bound is one in integers, whatever the floats of the solver. Otherwise the best plan found is given with
    /// its gap.
    #[must_use]
    pub fn optimum(&self) -> Solution {
        let prices = Prices::of(self);
        let mut counts = greedy::counts(self, &prices);
        let dual = prices.dual(self);
        let mut bound = prices.bound(self);
        let start = Solution::new(self, &counts, bound, &prices);
        if start.gap() == 0 {
            return start;
        }
        let all = self.classes.iter().map(|class| class.households).fold(0, u64::saturating_add);
        let few = all <= Self::FEW;
        let all_tried = few || (all <= Self::SEARCHED_MAX && self.limits.len() <= 2);
        let core = Core::of(self, &prices);
        let mut best = start.value;
        let mut point = if few { None } else { core.best(bound.into()) };
        let mut keep = |found: &Point, best: &mut u64| {
            let value = u64::try_from(found.value).unwrap_or_default();
            if found.is_within_limits() && value > *best {
                *best = value;
                counts = core.counts(self, found);
            }
        };
        if let Some(found) = &point {
            keep(found, &mut best);
        }
        while self.limits.len() == 1 && bound > best {
            match core.attain(&prices, dual, bound.into()) {
                Attained::By(found) => {
                    keep(&found, &mut best);
                    break;
                }
                Attained::Never => bound = bound.saturating_sub(1),
                Attained::Unknown => break,
            }
        }
        if bound > best && !all_tried {
            point = point.map(|point| core.searched(point, bound.into(), all > Self::SEARCHED_MAX));
            if let Some(found) = &point {
                keep(found, &mut best);
            }
        }
        let found = Solution::new(self, &counts, bound, &prices);
        if found.gap() > 0 && all_tried { self.searched(&prices, counts, &found) } else { found }
    }

    /// The best plan, by combining changes of a plan.
    fn searched(&self, prices: &Prices, mut counts: Vec<Vec<u64>>, start: &Solution) -> Solution {
        let mut search = Search::new(self, prices, &counts, start);
        let most = search.parts.iter().map(|part| part.households).max().unwrap_or_default();
        let mut size = 1;
        let proven = loop {
            let searched = search.run(size, start, self);
            if search.best.0 >= search.bound {
                break true;
            }
            match searched {
                Searched::GaveUp => break false,
                Searched::Everything if size >= most => break true,
                Searched::Everything => size = size.saturating_mul(4).min(most),
            }
        };
        search.apply(&mut counts);
        let mut solution = Solution::new(self, &counts, start.bound, prices);
        if proven {
            solution.bound = solution.value;
        }
        solution
    }
}

impl<'a> Search<'a> {
    fn new(problem: &Problem, prices: &'a Prices, counts: &[Vec<u64>], start: &Solution) -> Self {
        let mut parts = Vec::new();
        for (number, (class, counts)) in problem.classes.iter().zip(counts).enumerate() {
            for (base, (choice, households)) in class.choices.iter().zip(counts).enumerate() {
                if *households > 0 {
                    parts.push(Part::new(number, base, choice, *households, &class.choices, prices));
                }
            }
        }
        parts.sort_by_key(|part| part.moves.iter().map(|change| change.loss).min().unwrap_or(i128::MAX));
        let mut rest = vec![(0_i128, vec![0_i128; problem.limits.len()])];
        for part in parts.iter().rev() {
            let (gain, freed) = rest.last().cloned().unwrap_or_default();
            let freed = freed.iter().zip(&part.freed).map(|(sum, own)| sum.saturating_add(*own)).collect();
            rest.push((gain.saturating_add(part.gain), freed));
        }
        rest.reverse();
        let (dual, value) = (prices.dual(problem), i128::from(start.value));
        let bound = start.bound.into();
        // Node 0 is "no change".
        let nodes = vec![Node { before: 0, part: 0, to: 0, households: 0 }];
        Self { prices, parts, rest, dual, bound, nodes, best: (value, 0) }
    }

    /// Combines changes of at most `size` households in each part.
    fn run(&mut self, size: u64, start: &Solution, problem: &Problem) -> Searched {
        let left = problem.usable.iter().zip(&start.used);
        let left = left.map(|(amount, used)| i128::from(*amount).saturating_sub((*used).into())).collect();
        let mut states = vec![State { value: start.value.into(), left, node: 0 }];
        let parts = core::mem::take(&mut self.parts);
        let mut result = Searched::Everything;
        for (number, part) in parts.iter().enumerate() {
            let Some((gain, freed)) = self.rest.get(number.saturating_add(1)).cloned() else { continue };
            // States with how many households of this part may still change.
            let mut reached: Vec<(State, u64)> =
                states.into_iter().map(|state| (state, part.households.min(size))).collect();
            for change in &part.moves {
                for at in 0..reached.len() {
                    let Some((from, most)) = reached.get(at).cloned() else { continue };
                    let mut state = from.clone();
                    for households in 1..=most {
                        state.value = state.value.saturating_add(change.value);
                        for (left, uses) in state.left.iter_mut().zip(&change.uses) {
                            *left = left.saturating_sub(*uses);
                        }
                        // Changes of this part by other moves may still give back.
                        let loses = !self.may_gain(&state, gain.saturating_add(part.gain));
                        let exceeds = !may_fit(&state, &freed, &part.freed);
                        // More of what loses loses more, and more of what is too much is too much.
                        if (loses && change.loss >= 0) || (exceeds && change.uses.iter().all(|uses| *uses >= 0)) {
                            break;
                        }
                        if loses || exceeds {
                            continue;
                        }
                        self.nodes.push(Node { before: from.node, part: number, to: change.to, households });
                        state.node = self.nodes.len().saturating_sub(1);
                        if state.value > self.best.0 && state.left.iter().all(|left| *left >= 0) {
                            self.best = (state.value, state.node);
                        }
                        reached.push((state.clone(), most.saturating_sub(households)));
                    }
                    if reached.len() > Problem::STATES_MAX {
                        break;
                    }
                }
            }
            if self.best.0 >= self.bound {
                break;
            }
            if reached.len() > Problem::STATES_MAX || self.nodes.len() > Problem::STATES_MAX.saturating_mul(20) {
                result = Searched::GaveUp;
                break;
            }
            let nothing = vec![0; freed.len()];
            reached.retain(|(state, _)| self.may_gain(state, gain) && may_fit(state, &freed, &nothing));
            states = undominated(reached.into_iter().map(|(state, _)| state));
        }
        self.parts = parts;
        result
    }

    /// Whether a better plan than the best may still come of a state, by how much its loss can fall.
    ///
    /// Of the bound a plan loses its loss and the price of what it leaves over, which is at least 0 in the end.
    fn may_gain(&self, state: &State, gain: i128) -> bool {
        let price = self.prices.of_limit.iter().zip(&state.left);
        let price = price.fold(0_i128, |sum, (price, left)| sum.saturating_add(price.saturating_mul(*left)));
        let loss = self.dual.saturating_sub(state.value.saturating_mul(Prices::UNIT)).saturating_sub(price);
        let room = self.dual.saturating_sub(self.best.0.saturating_add(1).saturating_mul(Prices::UNIT));
        loss.saturating_sub(gain) <= room
    }

    /// Makes the changes of the best plan.
    fn apply(&self, counts: &mut [Vec<u64>]) {
        let mut at = self.best.1;
        while at != 0 {
            let Some(node) = self.nodes.get(at) else { return };
            if let Some(part) = self.parts.get(node.part)
                && let Some(counts) = counts.get_mut(part.class)
            {
                for (choice, count) in counts.iter_mut().enumerate() {
                    if choice == part.base {
                        *count = count.saturating_sub(node.households);
                    } else if choice == node.to {
                        *count = count.saturating_add(node.households);
                    }
                }
            }
            at = node.before;
        }
    }
}

impl Part {
    fn new(class: usize, base: usize, from: &Choice, households: u64, choices: &[Choice], prices: &Prices) -> Self {
        let mut moves: Vec<Move> = Vec::new();
        for (to, choice) in choices.iter().enumerate().filter(|(to, _)| *to != base) {
            let uses = from.uses.iter().zip(&choice.uses);
            moves.push(Move {
                to,
                value: i128::from(choice.value).saturating_sub(from.value.into()),
                uses: uses.map(|(before, after)| i128::from(*after).saturating_sub((*before).into())).collect(),
                loss: prices.reduced(from).saturating_sub(prices.reduced(choice)),
            });
        }
        moves.sort_by_key(|change| change.loss);
        let best = moves.iter().map(|change| change.loss.saturating_neg()).max().unwrap_or_default().max(0);
        let freed = from.uses.iter().map(|uses| i128::from(*uses).saturating_mul(households.into())).collect();
        Self { class, base, households, moves, gain: best.saturating_mul(households.into()), freed }
    }
}

/// Whether a state may still come within the limits, by what the parts that follow and this one can give back.
fn may_fit(state: &State, freed: &[i128], freed_here: &[i128]) -> bool {
    let mut left = state.left.iter().zip(freed).zip(freed_here);
    left.all(|((left, freed), here)| left.saturating_add(*freed).saturating_add(*here) >= 0)
}

/// The states of which none has another that is as good and leaves as much: of all with one limit, of equal remainders with more.
fn undominated(states: impl Iterator<Item = State>) -> Vec<State> {
    let mut best: BTreeMap<Vec<i128>, State> = BTreeMap::new();
    for state in states {
        match best.get_mut(&state.left) {
            Some(other) if other.value >= state.value => {}
            Some(other) => *other = state,
            None => {
                best.insert(state.left.clone(), state);
            }
        }
    }
    if best.first_key_value().is_none_or(|(left, _)| left.len() != 1) {
        return best.into_values().collect();
    }
    let mut kept: Vec<State> = Vec::new();
    // The most left first.
    for state in best.into_values().rev() {
        if kept.last().is_none_or(|last| state.value > last.value) {
            kept.push(state);
        }
    }
    kept
}
