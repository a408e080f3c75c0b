//! Spells in poverty and out of it.

use super::{Panel, PanelError};
use crate::quantity::{CountedUnit, Households, Weight};

/// What a spell is spent in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum SpellOf {
    /// Poverty: it ends with an exit.
    Poverty,
    /// Life out of poverty after having left it: it ends with a return, tái nghèo. Who was never seen to be poor has none.
    Escape,
}

/// A time that a household spent in or out of poverty, as far as it was followed.
///
/// A spell begins in the first period of its state and lasts until the first period of the other state. One that is in progress when
/// the household ceases to be followed, or its class ceases to be known, is censored then.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Spell<U: CountedUnit = Households> {
    row: usize,
    weight: Weight<U>,
    entered: u32,
    duration: u32,
    ended: bool,
    start_known: bool,
}

impl<U: CountedUnit> Spell<U> {
    /// A spell of a row of a sample that lasts `duration`, under observation from the time `entered` after its start on (0: from its
    /// start), and that ended with an event or is censored.
    ///
    /// # Errors
    /// [`PanelError::SpellTimes`] if it is over before it is under observation, or ends with an event in that moment.
    pub const fn new(
        row: usize,
        weight: Weight<U>,
        entered: u32,
        duration: u32,
        ended: bool,
    ) -> Result<Self, PanelError> {
        if duration < entered || (ended && duration == entered) {
            return Err(PanelError::SpellTimes { entered, duration });
        }
        Ok(Self { row, weight, entered, duration, ended, start_known: true })
    }

    /// The observation in which it came under observation.
    #[must_use]
    pub const fn row(&self) -> usize {
        self.row
    }

    /// Its weight: that of the household at its start, or of the link by which a part of a split household took it over.
    #[must_use]
    pub const fn weight(&self) -> Weight<U> {
        self.weight
    }

    /// How long after its start it came under observation: more than 0 for a part of a household that split during the spell.
    #[must_use]
    pub const fn entered(&self) -> u32 {
        self.entered
    }

    /// How long it lasted from its start on, in the unit of the panel's periods. If the start is not known, from the first
    /// observation on, which is too short.
    #[must_use]
    pub const fn duration(&self) -> u32 {
        self.duration
    }

    /// Whether it ended with an event; censored otherwise.
    #[must_use]
    pub const fn ended(&self) -> bool {
        self.ended
    }

    /// Whether its start was seen. A spell in progress when the household is first followed has no known start.
    #[must_use]
    pub const fn start_known(&self) -> bool {
        self.start_known
    }
}

/// A spell that is being followed.
#[derive(Clone, Copy)]
struct Open<U: CountedUnit> {
    /// The last observation in it.
    row: usize,
    /// The first one.
    first: usize,
    start: usize,
    entered: u32,
    weight: Weight<U>,
    start_known: bool,
}

impl<U: CountedUnit> Panel<U> {
    /// All spells of a kind, by the position of the observation in which each came under observation.
    #[must_use]
    pub fn spells(&self, of: SpellOf) -> Vec<Spell<U>> {
        let inside = of == SpellOf::Poverty;
        let mut open: Vec<Open<U>> = Vec::new();
        for (row, node) in self.rows() {
            if self.is_poor(node) != Some(inside) {
                continue;
            }
            let before = node.previous.and_then(|previous| self.node(previous));
            let start_known = match before.map(|before| self.is_poor(before)) {
                // It goes on.
                Some(Some(state)) if state == inside => continue,
                Some(Some(_)) => true,
                // Not followed before, or not known.
                Some(None) | None => false,
            };
            if start_known || of == SpellOf::Poverty {
                let start = node.period;
                open.push(Open { row, first: row, start, entered: 0, weight: node.weight, start_known });
            }
        }
        let mut spells = Vec::with_capacity(open.len());
        while let Some(spell) = open.pop() {
            self.follow(spell, inside, &mut open, &mut spells);
        }
        spells.sort_by_key(|spell| (spell.row, spell.entered));
        spells
    }

    /// Follows a spell to its end; parts that branch off on the way are put aside.
    fn follow(&self, mut spell: Open<U>, inside: bool, branches: &mut Vec<Open<U>>, spells: &mut Vec<Spell<U>>) {
        loop {
            let Some(node) = self.node(spell.row) else { return };
            let age = |period: usize| self.periods().between(spell.start, period);
            let closed = |period: usize, ended: bool| Spell {
                row: spell.first,
                weight: spell.weight,
                entered: spell.entered,
                duration: age(period),
                ended,
                start_known: spell.start_known,
            };
            let mut next = node.next.iter().filter_map(|row| Some((*row, self.node(*row)?)));
            let goes_on = next.next();
            for (row, branch) in next {
                let entered = age(node.period);
                let weight = Self::link_weight(node, branch);
                match self.is_poor(branch) {
                    Some(state) if state == inside => {
                        branches.push(Open { row, first: row, entered, weight, ..spell });
                    }
                    Some(_) => spells.push(Spell { row, weight, entered, ..closed(branch.period, true) }),
                    // Its share of the spell ends with what is known of the whole household.
                    None => {}
                }
            }
            match goes_on {
                Some((row, next)) => match self.is_poor(next) {
                    Some(state) if state == inside => spell.row = row,
                    Some(_) => return spells.push(closed(next.period, true)),
                    None => return spells.push(closed(node.period, false)),
                },
                None => return spells.push(closed(node.period, false)),
            }
        }
    }
}
