//! Who became poor, who escaped, who fell back, between two days.

use super::{End, HouseholdId, Origin, RegisterError, Standing, State, View, Whereabouts, Within};
use crate::measure::administrative::{AdministrativeRate, RateChange};

/// What happened to the standing of one household between two days.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Passage {
    /// It stands where it stood.
    Unchanged(Standing),
    /// Poor for the first time, phát sinh.
    NewlyPoor {
        /// Where it stood.
        from: Standing,
    },
    /// Poor again after having left poverty, tái nghèo.
    ReturnedToPoverty {
        /// Where it stood.
        from: Standing,
    },
    /// No longer poor, thoát nghèo: above the near-poor, or near-poor still.
    LeftPoverty {
        /// Where it stands.
        to: Standing,
    },
    /// Near-poor for the first time, from above.
    NewlyNearPoor,
    /// Near-poor again, from above, after having been poor or near-poor.
    ReturnedToNearPoverty,
    /// No longer near-poor, thoát cận nghèo.
    LeftNearPoverty,
    /// It was not there on the first day.
    Arrived {
        /// How.
        how: ArrivedBy,
        /// Where it stands.
        standing: Standing,
    },
    /// It is not there on the second day.
    Departed {
        /// How.
        how: DepartedBy,
        /// Where it stood.
        standing: Standing,
    },
}

/// How a household came to be in a unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum ArrivedBy {
    /// It was registered.
    Registration,
    /// It split from another one.
    Split,
    /// It moved in from another unit of the register.
    Move,
}

/// How a household ceased to be in a unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum DepartedBy {
    /// Its members joined another one.
    Merger,
    /// It was closed.
    Closure,
    /// It moved to another unit of the register.
    Move,
    /// It is known now not to have been there: an entry was withdrawn or corrected.
    Correction,
}

/// All passages between two days, in a unit or in the whole register.
///
/// The unit is one of the second day; its territory is compared with itself, whatever units it belonged to on the first.
///
/// Conservation: households of the first day = those in both + departed; of the second = those in both + arrived. Of the poor:
/// `poor(second) = poor(first) + new + returned + arrived poor - left - departed poor`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Transitions {
    /// Households in both, by standing on the first and on the second day.
    both: [[u64; 3]; 3],
    /// Passages other than [`Passage::Unchanged`], in the order of the register.
    changed: Vec<(HouseholdId, Passage)>,
    unresolved: u64,
}

const fn place_of(standing: Standing) -> usize {
    match standing {
        Standing::Poor => 0,
        Standing::NearPoor => 1,
        Standing::NotPoor => 2,
    }
}

impl Transitions {
    /// The passages of all households from one view to a later one. Each view keeps its own knowledge, so what was published
    /// then can be compared with what is known now.
    #[must_use]
    pub fn between(earlier: &View<'_>, later: &View<'_>) -> Self {
        Self::over(later.register().slots(), earlier, later, None)
    }

    /// The same of the households in a unit of the later day.
    #[must_use]
    pub fn within(unit: &str, earlier: &View<'_>, later: &View<'_>) -> Self {
        // A household that lived where the unit is now, and lives elsewhere since, is among the candidates too.
        Self::over(later.register().candidates(unit, later.on()), earlier, later, Some(unit))
    }

    fn over(slots: impl IntoIterator<Item = u32>, earlier: &View<'_>, later: &View<'_>, unit: Option<&str>) -> Self {
        let mut transitions = Self { both: [[0; 3]; 3], changed: Vec::new(), unresolved: 0 };
        for slot in slots {
            let (was, is) = (earlier.state(slot), later.state(slot));
            let there = Presence::of(was.as_ref(), is.as_ref(), later, unit);
            if there.unresolved {
                transitions.unresolved = transitions.unresolved.saturating_add(1);
            }
            transitions.pass(was.as_ref(), is.as_ref(), there, earlier);
        }
        transitions
    }

    fn pass(&mut self, was: Option<&State<'_>>, is: Option<&State<'_>>, there: Presence, first: &View<'_>) {
        let from = was.map_or(Standing::NotPoor, State::standing);
        let to = is.map_or(Standing::NotPoor, State::standing);
        let passage = match (there.earlier, there.later, is) {
            (true, true, Some(state)) => {
                self.count(from, to);
                stay_or_change(from, to, state, first)
            }
            (false, true, _) => Passage::Arrived { how: arrival(was.is_some(), is), standing: to },
            (true, false, _) => Passage::Departed { how: departure(is), standing: from },
            (_, _, None) | (false, false, _) => return,
        };
        if let Some(id) = is.or(was).map(State::id)
            && !matches!(passage, Passage::Unchanged(_))
        {
            self.changed.push((id, passage));
        }
    }

    fn count(&mut self, from: Standing, to: Standing) {
        if let Some(cell) = self.both.get_mut(place_of(from)).and_then(|row| row.get_mut(place_of(to))) {
            *cell = cell.saturating_add(1);
        }
    }

    /// Households in both that stood at one place and stand at another.
    #[must_use]
    pub fn from_to(&self, from: Standing, to: Standing) -> u64 {
        self.both.get(place_of(from)).and_then(|row| row.get(place_of(to))).copied().unwrap_or_default()
    }

    /// Passages other than unchanged, household by household.
    #[must_use]
    pub fn changed(&self) -> &[(HouseholdId, Passage)] {
        &self.changed
    }

    /// How many households passed in a way.
    #[must_use]
    pub fn count_where(&self, is_it: impl Fn(Passage) -> bool) -> u64 {
        let count = self.changed.iter().filter(|(_, passage)| is_it(*passage)).count();
        u64::try_from(count).unwrap_or(u64::MAX)
    }

    /// Households whose unit was divided, so that they may or may not have been in the unit on one of the days. They are in no
    /// other count.
    #[must_use]
    pub const fn unresolved(&self) -> u64 {
        self.unresolved
    }

    /// Households of the first day at a standing.
    #[must_use]
    pub fn earlier(&self, standing: Standing) -> u64 {
        let departed =
            self.count_where(|passage| matches!(passage, Passage::Departed { standing: was, .. } if was == standing));
        Standing::ALL.iter().fold(departed, |sum, to| sum.saturating_add(self.from_to(standing, *to)))
    }

    /// Households of the second day at a standing.
    #[must_use]
    pub fn later(&self, standing: Standing) -> u64 {
        let arrived =
            self.count_where(|passage| matches!(passage, Passage::Arrived { standing: is, .. } if is == standing));
        Standing::ALL.iter().fold(arrived, |sum, from| sum.saturating_add(self.from_to(*from, standing)))
    }

    /// All households of the first day.
    #[must_use]
    pub fn households_earlier(&self) -> u64 {
        Standing::ALL.iter().fold(0, |sum, standing| sum.saturating_add(self.earlier(*standing)))
    }

    /// All households of the second day.
    #[must_use]
    pub fn households_later(&self) -> u64 {
        Standing::ALL.iter().fold(0, |sum, standing| sum.saturating_add(self.later(*standing)))
    }

    /// The flows into and out of poverty.
    #[must_use]
    pub fn flows(&self) -> Flows {
        Flows {
            new: self.count_where(|passage| matches!(passage, Passage::NewlyPoor { .. })),
            returned: self.count_where(|passage| matches!(passage, Passage::ReturnedToPoverty { .. })),
            arrived: self.count_where(|passage| matches!(passage, Passage::Arrived { standing: Standing::Poor, .. })),
            left: self.count_where(|passage| matches!(passage, Passage::LeftPoverty { .. })),
            departed: self.count_where(|passage| matches!(passage, Passage::Departed { standing: Standing::Poor, .. })),
        }
    }

    /// Checks that the passages lead from one published rate to another: its poor, its households, and the change between.
    ///
    /// # Errors
    /// [`RegisterError::RateWithoutCounts`]; [`RegisterError::Irreconcilable`] naming the first count that differs; the errors
    /// of [`RateChange::new`], such as rates by two standards.
    pub fn reconcile(
        &self,
        earlier: &AdministrativeRate,
        later: &AdministrativeRate,
    ) -> Result<Reconciliation, RegisterError> {
        let counts = |rate: &AdministrativeRate| {
            let counts = rate.poor().zip(rate.households());
            counts
                .map(|(poor, all)| (poor.get(), all.get()))
                .ok_or(RegisterError::RateWithoutCounts { on: rate.date() })
        };
        let ((poor_earlier, all_earlier), (poor_later, all_later)) = (counts(earlier)?, counts(later)?);
        let pairs = [
            ("the number of poor households on the first day", self.earlier(Standing::Poor), poor_earlier),
            ("the number of households on the first day", self.households_earlier(), all_earlier),
            ("the number of poor households on the second day", self.later(Standing::Poor), poor_later),
            ("the number of households on the second day", self.households_later(), all_later),
        ];
        for (what, found, stated) in pairs {
            if found != stated {
                return Err(RegisterError::Irreconcilable { what, found, stated });
            }
        }
        Ok(Reconciliation { flows: self.flows(), change: later.change_since(earlier)? })
    }
}

/// Households that entered and left poverty.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Flows {
    /// Poor for the first time.
    pub new: u64,
    /// Poor again.
    pub returned: u64,
    /// Poor, and not there before: split off, moved in or registered. Reports count them among the new, phát sinh.
    pub arrived: u64,
    /// No longer poor.
    pub left: u64,
    /// Poor, and no longer there.
    pub departed: u64,
}

impl Flows {
    /// The published change: new + returned + arrived - left - departed.
    #[must_use]
    pub fn net(self) -> i128 {
        let entered = i128::from(self.new).saturating_add(self.returned.into()).saturating_add(self.arrived.into());
        entered.saturating_sub(self.left.into()).saturating_sub(self.departed.into())
    }
}

/// Two rates and the flows that lead from one to the other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reconciliation {
    /// Who entered and left.
    pub flows: Flows,
    /// The change of the rate.
    pub change: RateChange,
}

/// Whether a household is one of a unit on the first and on the second day.
#[derive(Clone, Copy)]
struct Presence {
    earlier: bool,
    later: bool,
    /// Whether that can't be told of one of the days.
    unresolved: bool,
}

impl Presence {
    /// The territory is that of the unit on the second day: the household counts on the first if the place where it lived then
    /// lies there by the units of the second. If its unit was divided since, the part is the one in which it was seen later.
    fn of(was: Option<&State<'_>>, is: Option<&State<'_>>, later: &View<'_>, unit: Option<&str>) -> Self {
        let (was, is) = (was.filter(|state| state.is_active()), is.filter(|state| state.is_active()));
        let Some(unit) = unit else {
            return Self { earlier: was.is_some(), later: is.is_some(), unresolved: false };
        };
        let within = |whereabouts: &Whereabouts<'_>| whereabouts.within(later.register().gazetteer(), unit, later.on());
        let now = is.map(|state| (within(&state.whereabouts()), state.whereabouts()));
        let then = was.map(|state| {
            let whereabouts = state.whereabouts_by(later.on());
            match (within(&whereabouts), &now) {
                (Within::Perhaps, Some((settled, place))) if whereabouts.overlaps(place) => *settled,
                (lies, _) => lies,
            }
        });
        let now = now.map(|(lies, _)| lies);
        Self {
            earlier: then == Some(Within::Yes),
            later: now == Some(Within::Yes),
            unresolved: then == Some(Within::Perhaps) || now == Some(Within::Perhaps),
        }
    }
}

fn stay_or_change(from: Standing, to: Standing, later: &State<'_>, first: &View<'_>) -> Passage {
    match (from, to) {
        _ if from == to => Passage::Unchanged(to),
        (_, Standing::Poor) if later.was_poor_before(first.on()) => Passage::ReturnedToPoverty { from },
        (_, Standing::Poor) => Passage::NewlyPoor { from },
        (Standing::Poor, to) => Passage::LeftPoverty { to },
        (Standing::NearPoor, Standing::NotPoor) => Passage::LeftNearPoverty,
        (_, Standing::NearPoor) if later.was_listed_before(first.on()) => Passage::ReturnedToNearPoverty,
        (_, Standing::NearPoor) => Passage::NewlyNearPoor,
        (_, Standing::NotPoor) => Passage::Unchanged(to),
    }
}

fn arrival(was_known: bool, later: Option<&State<'_>>) -> ArrivedBy {
    match later.and_then(State::origin) {
        _ if was_known => ArrivedBy::Move,
        Some((_, Origin::Split(_))) => ArrivedBy::Split,
        _ => ArrivedBy::Registration,
    }
}

fn departure(later: Option<&State<'_>>) -> DepartedBy {
    match later.map(State::end) {
        None => DepartedBy::Correction,
        Some(None) => DepartedBy::Move,
        Some(Some((_, End::Merged(_)))) => DepartedBy::Merger,
        Some(Some((_, End::Closed(_)))) => DepartedBy::Closure,
    }
}
