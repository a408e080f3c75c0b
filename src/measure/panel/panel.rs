//! Linked households over periods.

use super::builder::sort_successors;
use super::{Arrival, Classes, Departure, PanelBuilder, PanelError, Periods};
use crate::quantity::{CountedUnit, Households, TotalWeight, Unit, Weight};

/// Households followed over periods, each observation linked to that of the period before it from which it descends.
///
/// How splits and mergers are linked is decided by two rules when the panel is built ([`SplitRule`](super::SplitRule),
/// [`MergeRule`](super::MergeRule)). A panel of persons is made of persons: each has rows of its own.
///
/// ```
/// use poverty::measure::panel::{Classes, MergeRule, Panel, Periods, SplitRule};
/// use poverty::quantity::{Households, Weight};
///
/// let classes = Classes::new(["poor", "near_poor", "not_poor"], ["poor"])?;
/// let mut panel = Panel::<Households>::builder(classes, Periods::new(["2021", "2022", "2023"])?);
/// for (household, seen) in [
///     ("A", ["poor", "near_poor", "not_poor"]),
///     ("B", ["poor", "not_poor", "poor"]), // fell back
///     ("C", ["not_poor", "poor", "poor"]),
///     ("D", ["not_poor", "not_poor", "not_poor"]),
/// ] {
///     for (period, class) in ["2021", "2022", "2023"].into_iter().zip(seen) {
///         panel.observe(household, period, Some(class), Weight::ONE)?;
///     }
/// }
/// let panel = panel.build(SplitRule::EachPartCarries, MergeRule::NotLinkable)?;
/// let first = panel.transitions("2021", "2022")?;
/// assert_eq!(first.exit_rate()?.value().to_string(), "1");
/// assert_eq!(first.entry_rate()?.value().to_string(), "1/2");
/// let second = panel.transitions("2022", "2023")?;
/// assert_eq!(second.flows()?.returned.to_string(), "1"); // B
/// assert_eq!(second.reentry_rate(None)?.value().to_string(), "1/2"); // of A and B
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Panel<U: CountedUnit = Households> {
    classes: Classes,
    periods: Periods,
    nodes: Vec<Node<U>>,
}

/// One observation with its links.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Node<U: CountedUnit> {
    pub(super) household: String,
    pub(super) period: usize,
    pub(super) class: Option<usize>,
    pub(super) weight: Weight<U>,
    /// The observation whose history this one carries.
    pub(super) previous: Option<usize>,
    /// Observations that carry the history of this one; the first goes on, the others branched off.
    pub(super) next: Vec<usize>,
    /// How it came to be followed, if it carries no history and there was a period before.
    pub(super) arrival: Option<Arrival>,
    /// How it ceased to be followed, if nobody carries its history and there is a period after, or its end was told.
    pub(super) departure: Option<Departure>,
}

impl<U: CountedUnit> Panel<U> {
    /// Begins a panel.
    #[must_use]
    pub const fn builder(classes: Classes, periods: Periods) -> PanelBuilder<U> {
        PanelBuilder::new(classes, periods)
    }

    pub(super) fn of_nodes(classes: Classes, periods: Periods, mut nodes: Vec<Node<U>>) -> Self {
        let mut next: Vec<Vec<usize>> = vec![Vec::new(); nodes.len()];
        for (row, node) in nodes.iter().enumerate() {
            if let Some(successors) = node.previous.and_then(|previous| next.get_mut(previous)) {
                successors.push(row);
            }
        }
        for (node, successors) in nodes.iter().zip(&mut next) {
            sort_successors(&node.household, successors, &nodes);
        }
        for (node, successors) in nodes.iter_mut().zip(next) {
            node.next = successors;
        }
        let mut panel = Self { classes, periods, nodes };
        panel.tell_the_escaped_apart();
        panel
    }

    /// Gives the class of the escaped to whom it belongs. Only whether ancestors were poor matters, which it does not change.
    fn tell_the_escaped_apart(&mut self) {
        let Some(escaped) = self.classes.escape() else { return };
        let seen = |node: &Node<U>| node.class == Some(escaped.seen_as);
        let rows: Vec<usize> = (0..self.nodes.len())
            .filter(|row| self.node(*row).is_some_and(seen))
            .filter(|row| self.since_exit(*row).is_some_and(|time| time < escaped.within))
            .collect();
        for row in rows {
            if let Some(node) = self.nodes.get_mut(row) {
                node.class = Some(escaped.class);
            }
        }
    }

    /// The classes.
    #[must_use]
    pub const fn classes(&self) -> &Classes {
        &self.classes
    }

    /// The periods.
    #[must_use]
    pub const fn periods(&self) -> &Periods {
        &self.periods
    }

    /// How many observations there are.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.nodes.len()
    }

    /// Whether there are no observations.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.nodes.is_empty()
    }

    /// The class of an observation by its position, the escaped told apart; `None` if it is not known.
    #[must_use]
    pub fn class_of(&self, row: usize) -> Option<&str> {
        let class = self.node(row)?.class?;
        self.classes.names().get(class).map(String::as_str)
    }

    /// The weight in a class in a period; `None` is the class that is not known.
    ///
    /// # Errors
    /// [`PanelError::UnknownPeriod`]; [`PanelError::UnknownClass`]; [`PanelError::Quantity`].
    pub fn stock(&self, period: &str, class: Option<&str>) -> Result<TotalWeight<U>, PanelError> {
        let period = self.periods.place(period)?;
        let class = class.map(|class| self.classes.place(class)).transpose()?;
        let own = self.nodes.iter().filter(|node| node.period == period && node.class == class);
        Ok(TotalWeight::sum(own.map(|node| node.weight))?)
    }

    pub(super) fn node(&self, row: usize) -> Option<&Node<U>> {
        self.nodes.get(row)
    }

    /// Observations of a period with their positions.
    pub(super) fn of_period(&self, period: usize) -> impl Iterator<Item = (usize, &Node<U>)> {
        self.nodes.iter().enumerate().filter(move |(_, node)| node.period == period)
    }

    pub(super) fn rows(&self) -> impl Iterator<Item = (usize, &Node<U>)> {
        self.nodes.iter().enumerate()
    }

    /// Whether an observation is of poverty, if its class is known.
    pub(super) fn is_poor(&self, node: &Node<U>) -> Option<bool> {
        node.class.map(|class| self.classes.is_poor_at(class))
    }

    /// An observation and those whose history it carries, back in time.
    pub(super) fn history(&self, row: usize) -> impl Iterator<Item = (usize, &Node<U>)> {
        let at = |row: usize| self.node(row).map(|node| (row, node));
        core::iter::successors(at(row), move |(_, node)| node.previous.and_then(at))
    }

    /// How long before this observation its household left poverty: the time since the first period in which it was not poor. `None`
    /// if it is poor, or was not seen to leave.
    pub(super) fn since_exit(&self, row: usize) -> Option<u32> {
        let here = self.node(row)?.period;
        let mut out_since = None;
        for (_, node) in self.history(row) {
            match self.is_poor(node) {
                Some(false) => out_since = Some(node.period),
                Some(true) => return out_since.map(|period| self.periods.between(period, here)),
                None => return None,
            }
        }
        None
    }

    /// The weight with which an observation's link to an earlier one counts: for households that of the origin, for persons their
    /// own.
    pub(super) fn link_weight(earlier: &Node<U>, later: &Node<U>) -> Weight<U> {
        match U::UNIT {
            Unit::Household => earlier.weight,
            Unit::Person => later.weight,
        }
    }
}
