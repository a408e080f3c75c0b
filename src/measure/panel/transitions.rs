//! Who passed from which class to which between two periods.

use super::panel::Node;
use super::{Arrival, Classes, Departure, Panel, PanelError, PanelShare};
use crate::quantity::{CountedUnit, Households, Ratio, TotalWeight, Weight};
use std::collections::BTreeMap;

/// Passages between two periods of a panel: a matrix of classes, with who arrived and who departed.
///
/// Weights of passages are those of the earlier period where households are counted (a part of a split household has that of its
/// origin) and those of the later period where persons are. The matrix conserves households, class by class:
///
/// - earlier period: households + added = passed + departed, where *added* is the weight that splits add (or a change of weights);
/// - later period: households = passed + arrived + reweighted, where *reweighted* is what weights changed between the periods.
///
/// Both are exactly zero in a register without splits. A class that is not known is a class of its own here (`None`), and no rate counts it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Transitions<U: CountedUnit = Households> {
    classes: Classes,
    from: String,
    to: String,
    links: Vec<Link<U>>,
    stocks: [Vec<TotalWeight<U>>; 2],
    departed: BTreeMap<(usize, Departure), (TotalWeight<U>, u64)>,
    arrived: BTreeMap<(usize, Arrival), (TotalWeight<U>, u64)>,
    added: Vec<i128>,
    reweighted: Vec<i128>,
}

/// The passage of one household.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Link<U: CountedUnit> {
    /// The row of the earlier period.
    row: usize,
    weight: Weight<U>,
    from: Option<usize>,
    to: Option<usize>,
    /// In the earlier period: the time since it left poverty.
    since_exit: Option<u32>,
}

impl<U: CountedUnit> Panel<U> {
    /// The passages between two periods, next to each other or not.
    ///
    /// # Errors
    /// [`PanelError::UnknownPeriod`]; [`PanelError::PeriodOrder`]; [`PanelError::Quantity`] if weights don't fit.
    pub fn transitions(&self, from: &str, to: &str) -> Result<Transitions<U>, PanelError> {
        self.transitions_in_group(from, to, |_| true)
    }

    /// The same of a group, by the position of observations: of the households whose observation of the earlier period is in it, and
    /// of those that arrived since with an observation in it. Who goes over to another group stays with the first; so every
    /// household passes in one group, groups add up to the whole, and each conserves its households.
    ///
    /// # Errors
    /// As [`Panel::transitions`].
    pub fn transitions_in_group(
        &self,
        from: &str,
        to: &str,
        contains: impl Fn(usize) -> bool,
    ) -> Result<Transitions<U>, PanelError> {
        let (first, second) = (self.periods().place(from)?, self.periods().place(to)?);
        if first >= second {
            return Err(PanelError::PeriodOrder { earlier: from.to_owned(), later: to.to_owned() });
        }
        let cells = self.classes().names().len().saturating_add(1);
        let mut transitions = Transitions {
            classes: self.classes().clone(),
            from: from.to_owned(),
            to: to.to_owned(),
            links: Vec::new(),
            stocks: [vec![TotalWeight::ZERO; cells], vec![TotalWeight::ZERO; cells]],
            departed: BTreeMap::new(),
            arrived: BTreeMap::new(),
            added: vec![0; cells],
            reweighted: vec![0; cells],
        };
        // What the earlier households count with in the matrix, to compare with what they weigh.
        let mut passed: BTreeMap<usize, i128> = BTreeMap::new();
        for (row, later) in self.of_period(second) {
            let ancestor = self.history(row).find(|(_, node)| node.period == first);
            if !contains(ancestor.as_ref().map_or(row, |(origin, _)| *origin)) {
                continue;
            }
            transitions.stock(1, later)?;
            let Some((origin, earlier)) = ancestor else {
                let root = self.history(row).last().and_then(|(_, node)| node.arrival).unwrap_or(Arrival::New);
                transitions.arrive(later, root)?;
                continue;
            };
            let weight = Self::link_weight(earlier, later);
            let sum = passed.entry(origin).or_default();
            *sum = sum.saturating_add(weight.billionths().into());
            transitions.change(later, weight);
            let (from, to, since_exit) = (earlier.class, later.class, self.since_exit(origin));
            transitions.links.push(Link { row: origin, weight, from, to, since_exit });
        }
        for (row, earlier) in self.of_period(first).filter(|(row, _)| contains(*row)) {
            transitions.stock(0, earlier)?;
            match passed.get(&row) {
                Some(passed) => transitions.add(earlier, *passed),
                None => transitions.depart(earlier, self.departure(row))?,
            }
        }
        Ok(transitions)
    }

    /// How the household of an observation ceased to be followed: that of the part that goes on longest in the first place.
    fn departure(&self, row: usize) -> Departure {
        let mut last = row;
        while let Some(next) = self.node(last).and_then(|node| node.next.first()) {
            last = *next;
        }
        self.node(last).and_then(|node| node.departure).unwrap_or(Departure::NotObserved)
    }
}

impl<U: CountedUnit> Transitions<U> {
    fn stock(&mut self, which: usize, node: &Node<U>) -> Result<(), PanelError> {
        let cell = self.cell(node.class);
        if let Some(total) = self.stocks.get_mut(which).and_then(|stocks| stocks.get_mut(cell)) {
            *total = total.checked_add(node.weight.into())?;
        }
        Ok(())
    }

    fn arrive(&mut self, later: &Node<U>, how: Arrival) -> Result<(), PanelError> {
        let cell = self.cell(later.class);
        let total = self.arrived.entry((cell, how)).or_insert((TotalWeight::ZERO, 0));
        *total = (total.0.checked_add(later.weight.into())?, total.1.saturating_add(1));
        Ok(())
    }

    fn depart(&mut self, earlier: &Node<U>, how: Departure) -> Result<(), PanelError> {
        let cell = self.cell(earlier.class);
        let total = self.departed.entry((cell, how)).or_insert((TotalWeight::ZERO, 0));
        *total = (total.0.checked_add(earlier.weight.into())?, total.1.saturating_add(1));
        Ok(())
    }

    /// What splits, or changed weights, add to an earlier household.
    fn add(&mut self, earlier: &Node<U>, passed: i128) {
        let cell = self.cell(earlier.class);
        if let Some(sum) = self.added.get_mut(cell) {
            *sum = sum.saturating_add(passed).saturating_sub(earlier.weight.billionths().into());
        }
    }

    /// What a later household weighs more than it passed with.
    fn change(&mut self, later: &Node<U>, weight: Weight<U>) {
        let cell = self.cell(later.class);
        if let Some(sum) = self.reweighted.get_mut(cell) {
            *sum = sum.saturating_add(later.weight.billionths().into()).saturating_sub(weight.billionths().into());
        }
    }

    /// Classes in their order, then the class that is not known.
    fn cell(&self, class: Option<usize>) -> usize {
        class.unwrap_or_else(|| self.classes.names().len())
    }

    fn find(&self, class: Option<&str>) -> Result<Option<usize>, PanelError> {
        class.map(|class| self.classes.place(class)).transpose()
    }

    /// The classes.
    #[must_use]
    pub const fn classes(&self) -> &Classes {
        &self.classes
    }

    /// The earlier and the later period.
    #[must_use]
    pub fn periods(&self) -> (&str, &str) {
        (&self.from, &self.to)
    }

    /// The weight that passed from one class to another; `None` is the class that is not known.
    ///
    /// # Errors
    /// [`PanelError::UnknownClass`]; [`PanelError::Quantity`].
    pub fn weight(&self, from: Option<&str>, to: Option<&str>) -> Result<TotalWeight<U>, PanelError> {
        let (from, to) = (self.find(from)?, self.find(to)?);
        let own = self.links.iter().filter(|link| link.from == from && link.to == to);
        Ok(TotalWeight::sum(own.map(|link| link.weight))?)
    }

    /// How many households passed from one class to another.
    ///
    /// # Errors
    /// [`PanelError::UnknownClass`].
    pub fn households(&self, from: Option<&str>, to: Option<&str>) -> Result<usize, PanelError> {
        let (from, to) = (self.find(from)?, self.find(to)?);
        Ok(self.links.iter().filter(|link| link.from == from && link.to == to).count())
    }

    /// The share of a class that passed to another, of those whose later class is known.
    ///
    /// # Errors
    /// [`PanelError::UnknownClass`]; [`PanelError::Undefined`] if nobody was in the class.
    pub fn share(&self, from: &str, to: &str) -> Result<PanelShare<U>, PanelError> {
        let (start, end) = (self.classes.place(from)?, self.classes.place(to)?);
        self.share_of(format!("the share of `{from}` that became `{to}`"), |link| link.0 == start, |link| link.1 == end)
    }

    /// The weight of a class in the earlier period, whether or not it passed; `None` is the class that is not known.
    ///
    /// # Errors
    /// [`PanelError::UnknownClass`].
    pub fn earlier(&self, class: Option<&str>) -> Result<TotalWeight<U>, PanelError> {
        self.stock_of(0, class)
    }

    /// The weight of a class in the later period.
    ///
    /// # Errors
    /// [`PanelError::UnknownClass`].
    pub fn later(&self, class: Option<&str>) -> Result<TotalWeight<U>, PanelError> {
        self.stock_of(1, class)
    }

    fn stock_of(&self, which: usize, class: Option<&str>) -> Result<TotalWeight<U>, PanelError> {
        let cell = self.cell(self.find(class)?);
        Ok(self.stocks.get(which).and_then(|stocks| stocks.get(cell)).copied().unwrap_or_default())
    }

    /// The weight and the number of households of a class of the earlier period that departed, and how.
    ///
    /// # Errors
    /// [`PanelError::UnknownClass`].
    pub fn departed(&self, class: Option<&str>) -> Result<Vec<(Departure, TotalWeight<U>, u64)>, PanelError> {
        let cell = self.cell(self.find(class)?);
        let own = self.departed.iter().filter(|((own, _), _)| *own == cell);
        Ok(own.map(|((_, how), (weight, count))| (*how, *weight, *count)).collect())
    }

    /// The weight and the number of households of a class of the later period that arrived, and how.
    ///
    /// # Errors
    /// [`PanelError::UnknownClass`].
    pub fn arrived(&self, class: Option<&str>) -> Result<Vec<(Arrival, TotalWeight<U>, u64)>, PanelError> {
        let cell = self.cell(self.find(class)?);
        let own = self.arrived.iter().filter(|((own, _), _)| *own == cell);
        Ok(own.map(|((_, how), (weight, count))| (*how, *weight, *count)).collect())
    }

    /// Billionths of weight that splits, or a change of weights, add to a class of the earlier period.
    ///
    /// # Errors
    /// [`PanelError::UnknownClass`].
    pub fn added_billionths(&self, class: Option<&str>) -> Result<i128, PanelError> {
        let cell = self.cell(self.find(class)?);
        Ok(self.added.get(cell).copied().unwrap_or_default())
    }

    /// Billionths by which households of a class of the later period weigh more than they passed with.
    ///
    /// # Errors
    /// [`PanelError::UnknownClass`].
    pub fn reweighted_billionths(&self, class: Option<&str>) -> Result<i128, PanelError> {
        let cell = self.cell(self.find(class)?);
        Ok(self.reweighted.get(cell).copied().unwrap_or_default())
    }

    /// The share of the poor who are not poor in the later period, of those whose later class is known.
    ///
    /// # Errors
    /// [`PanelError::Undefined`] if nobody was poor.
    pub fn exit_rate(&self) -> Result<PanelShare<U>, PanelError> {
        self.share_of("the rate of exit from poverty".to_owned(), |link| self.poor(link.0), |link| !self.poor(link.1))
    }

    /// The share of those who were not poor who are poor in the later period.
    ///
    /// # Errors
    /// [`PanelError::Undefined`] if everybody was poor.
    pub fn entry_rate(&self) -> Result<PanelShare<U>, PanelError> {
        self.share_of("the rate of entry into poverty".to_owned(), |link| !self.poor(link.0), |link| self.poor(link.1))
    }

    /// The rate of falling back into poverty, tái nghèo: of those who were not poor and had left poverty, the share who are poor in the
    /// later period. `within` bounds how long ago they left: less than that many years (or periods).
    ///
    /// Only exits that the panel saw count.
    ///
    /// # Errors
    /// [`PanelError::Undefined`] if nobody had left poverty.
    pub fn reentry_rate(&self, within: Option<u32>) -> Result<PanelShare<U>, PanelError> {
        let recent = |link: &Link<U>| link.since_exit.is_some_and(|time| within.is_none_or(|within| time < within));
        let terms = self.links.iter().filter(|link| recent(link));
        let terms = terms.filter_map(|link| Some((link.row, self.poor(link.to?), link.weight))).collect();
        PanelShare::new("the rate of return to poverty".to_owned(), terms)
    }

    /// The share of the households whose class is known in both periods that changed it.
    ///
    /// # Errors
    /// [`PanelError::Undefined`] if there are none.
    pub fn mobility(&self) -> Result<PanelShare<U>, PanelError> {
        self.share_of("the share that changed class".to_owned(), |_| true, |link| link.0 != link.1)
    }

    /// The share that is in a worse class than before.
    ///
    /// # Errors
    /// [`PanelError::Undefined`] if there are none whose classes are known.
    pub fn downward_mobility(&self) -> Result<PanelShare<U>, PanelError> {
        self.share_of("the share in a worse class".to_owned(), |_| true, |link| link.1 < link.0)
    }

    /// The share of the poor to which the rates of exit and entry lead if they stay as they are: entry / (entry + exit).
    ///
    /// # Errors
    /// [`PanelError::Undefined`] if nobody moves, or a rate is undefined.
    pub fn steady_poor_share(&self) -> Result<Ratio, PanelError> {
        let (exit, entry) = (self.exit_rate()?.value(), self.entry_rate()?.value());
        let both = exit.checked_add(entry)?;
        if both == Ratio::ZERO {
            let what = "the steady share of the poor".to_owned();
            return Err(PanelError::Undefined { what, reason: "nobody enters or leaves poverty" });
        }
        Ok(entry.checked_div(both)?)
    }

    /// The flows into and out of poverty.
    ///
    /// # Errors
    /// [`PanelError::Quantity`] if weights don't fit.
    pub fn flows(&self) -> Result<PovertyFlows<U>, PanelError> {
        let is = |class: Option<usize>| class.map(|class| self.poor(class));
        let sum = |chosen: &dyn Fn(&Link<U>) -> bool| {
            TotalWeight::sum(self.links.iter().filter(|link| chosen(link)).map(|link| link.weight))
        };
        let poor_cell = |cell: usize| cell < self.classes.names().len() && self.poor(cell);
        let all = |totals: Vec<(usize, TotalWeight<U>)>| {
            let poor = totals.into_iter().filter(|(cell, _)| poor_cell(*cell));
            poor.map(|(_, weight)| weight).try_fold(TotalWeight::ZERO, TotalWeight::checked_add)
        };
        let stocks = |which: usize| all(self.stocks.get(which).into_iter().flatten().copied().enumerate().collect());
        let signed = |sums: &[i128]| {
            let own = sums.iter().enumerate().filter(|(cell, _)| poor_cell(*cell));
            own.fold(0_i128, |sum, (_, own)| sum.saturating_add(*own))
        };
        Ok(PovertyFlows {
            earlier: stocks(0)?,
            later: stocks(1)?,
            exits: sum(&|link| (is(link.from), is(link.to)) == (Some(true), Some(false)))?,
            first: sum(&|link| (is(link.from), is(link.to)) == (Some(false), Some(true)) && link.since_exit.is_none())?,
            returned: sum(&|link| is(link.to) == Some(true) && link.since_exit.is_some())?,
            became_unknown: sum(&|link| (is(link.from), is(link.to)) == (Some(true), None))?,
            became_known: sum(&|link| (is(link.from), is(link.to)) == (None, Some(true)))?,
            departed: all(self.departed.iter().map(|((cell, _), own)| (*cell, own.0)).collect())?,
            arrived: all(self.arrived.iter().map(|((cell, _), own)| (*cell, own.0)).collect())?,
            added_billionths: signed(&self.added),
            reweighted_billionths: signed(&self.reweighted),
        })
    }

    fn poor(&self, class: usize) -> bool {
        self.classes.is_poor_at(class)
    }

    fn share_of(
        &self,
        name: String,
        whole: impl Fn((usize, usize)) -> bool,
        part: impl Fn((usize, usize)) -> bool,
    ) -> Result<PanelShare<U>, PanelError> {
        let known = self.links.iter().filter_map(|link| Some((link, (link.from?, link.to?))));
        let inside = known.filter(|(_, classes)| whole(*classes));
        PanelShare::new(name, inside.map(|(link, classes)| (link.row, part(classes), link.weight)).collect())
    }
}

/// What leads from the poor of one period to those of another. The net change hides the gross flows: both belong in print.
///
/// Conservation: later = earlier + added - exits - became unknown - departed + first + returned + became known + arrived + reweighted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PovertyFlows<U: CountedUnit = Households> {
    /// Poor in the earlier period.
    pub earlier: TotalWeight<U>,
    /// Poor in the later period.
    pub later: TotalWeight<U>,
    /// Poor, then not: thoát nghèo.
    pub exits: TotalWeight<U>,
    /// Not poor, then poor, and not seen to be poor before.
    pub first: TotalWeight<U>,
    /// Not poor, then poor, after having left poverty: tái nghèo.
    pub returned: TotalWeight<U>,
    /// Poor, then of a class that is not known.
    pub became_unknown: TotalWeight<U>,
    /// Of a class that is not known, then poor.
    pub became_known: TotalWeight<U>,
    /// Poor, and no longer followed.
    pub departed: TotalWeight<U>,
    /// Poor, and not followed before.
    pub arrived: TotalWeight<U>,
    /// Billionths that splits, or a change of weights, add to the poor of the earlier period.
    pub added_billionths: i128,
    /// Billionths by which the poor of the later period weigh more than they passed with.
    pub reweighted_billionths: i128,
}

impl<U: CountedUnit> PovertyFlows<U> {
    /// Billionths of weight by which the flows change the number of the poor: the difference of the two periods, by another way.
    #[must_use]
    pub fn net_billionths(&self) -> i128 {
        let signed = |weight: TotalWeight<U>| i128::try_from(weight.billionths()).unwrap_or(i128::MAX);
        let came = [self.first, self.returned, self.became_known, self.arrived];
        let went = [self.exits, self.became_unknown, self.departed];
        let other = self.added_billionths.saturating_add(self.reweighted_billionths);
        let came = came.into_iter().fold(other, |sum, own| sum.saturating_add(signed(own)));
        went.into_iter().fold(came, |sum, own| sum.saturating_sub(signed(own)))
    }
}
