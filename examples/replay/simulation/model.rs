//! The model: a list of facts, gone through from the start for every question.

use super::home::Means;
use super::{REFORM, day};
use chrono::{Datelike, NaiveDate};
use poverty::register::Standing;
use std::collections::{BTreeMap, BTreeSet};

/// What an entry says, about households by their numbers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum What {
    Founded {
        household: u32,
        members: Vec<u64>,
        place: &'static str,
        means: Means,
        split_from: Option<u32>,
    },
    Observed {
        household: u32,
        place: &'static str,
        means: Means,
    },
    Joined {
        household: u32,
        member: u64,
    },
    Left {
        household: u32,
        member: u64,
    },
    /// Some leave to found another household.
    SplitOff {
        household: u32,
        members: Vec<u64>,
    },
    Merged {
        household: u32,
        members: Vec<u64>,
        into: u32,
    },
    TookIn {
        household: u32,
        members: Vec<u64>,
    },
    Closed {
        household: u32,
    },
    Moved {
        household: u32,
        place: &'static str,
    },
    Recognised {
        household: u32,
        standard: &'static str,
    },
    Supported {
        household: u32,
        occasion: Option<String>,
    },
    /// A step of a review, for which the household must be there.
    Reviewed {
        household: u32,
    },
    /// An earlier entry should not have been made.
    Withdrawn {
        household: u32,
        entry: u64,
    },
    /// An earlier entry was true from another day.
    From {
        household: u32,
        entry: u64,
        day: NaiveDate,
    },
    /// The income of an earlier observation was another one.
    Income {
        household: u32,
        entry: u64,
        low: bool,
    },
}

impl What {
    pub(super) fn household(&self) -> u32 {
        match self {
            Self::Founded { household, .. }
            | Self::Observed { household, .. }
            | Self::Joined { household, .. }
            | Self::Left { household, .. }
            | Self::SplitOff { household, .. }
            | Self::Merged { household, .. }
            | Self::TookIn { household, .. }
            | Self::Closed { household }
            | Self::Moved { household, .. }
            | Self::Recognised { household, .. }
            | Self::Supported { household, .. }
            | Self::Reviewed { household }
            | Self::Withdrawn { household, .. }
            | Self::From { household, .. }
            | Self::Income { household, .. } => *household,
        }
    }

    pub(super) fn households(&self) -> impl Iterator<Item = u32> + use<> {
        core::iter::once(self.household())
    }

    /// An entry whose income is corrected, and whether it is low.
    const fn income(&self) -> Option<(u64, bool)> {
        if let Self::Income { entry, low, .. } = self { Some((*entry, *low)) } else { None }
    }

    /// Whether the income of an entry is corrected to be low.
    fn income_of(&self, of: u64) -> Option<bool> {
        self.income().filter(|(entry, _)| *entry == of).map(|(_, low)| low)
    }

    /// The day to which that of an entry is corrected.
    fn day_of(&self, of: u64) -> Option<NaiveDate> {
        if let Self::From { entry, day, .. } = self { Some(*day).filter(|_| *entry == of) } else { None }
    }

    /// What a survey saw.
    const fn means(&self) -> Option<Means> {
        if let Self::Founded { means, .. } | Self::Observed { means, .. } = self { Some(*means) } else { None }
    }

    const fn sets_right(&self) -> bool {
        matches!(self, Self::Withdrawn { .. } | Self::From { .. } | Self::Income { .. })
    }
}

#[derive(Clone, Debug)]
pub(super) struct Fact {
    pub(super) entry: u64,
    pub(super) valid: NaiveDate,
    pub(super) recorded: NaiveDate,
    pub(super) what: What,
}

#[derive(Default)]
pub(super) struct Model {
    facts: Vec<Fact>,
    /// The facts of each household, by their place.
    of: BTreeMap<u32, Vec<usize>>,
}

/// A household on a day.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Life {
    pub(super) members: Vec<u64>,
    pub(super) ended: bool,
    place: &'static str,
    place_since: NaiveDate,
    means: Option<Means>,
    /// What each recognition found, and by which standard.
    recognised: Vec<(Means, &'static str)>,
    pub(super) supports: Vec<Option<String>>,
    pub(super) split_from: Option<u32>,
}

impl Life {
    pub(super) fn standing(&self) -> Standing {
        self.recognised.last().map_or(Standing::NotPoor, |(means, _)| means.standing())
    }

    /// By one standard: a household that another one was applied to last is not poor by this one.
    pub(super) fn standing_by(&self, standard: &str) -> Standing {
        let last = self.recognised.last().filter(|(_, applied)| *applied == standard);
        last.map_or(Standing::NotPoor, |(means, _)| means.standing())
    }

    pub(super) const fn means(&self) -> Option<Means> {
        self.means
    }

    /// Where it may live by the units of a day.
    pub(super) fn places(&self, on: NaiveDate) -> Vec<&'static str> {
        match self.place {
            "A" | "B" if on >= day(REFORM) => vec!["N"],
            "C" if on >= day(REFORM) => vec!["M", "N"],
            place => vec![place],
        }
    }

    /// The place of a day, if it is known.
    pub(super) fn place(&self, on: NaiveDate) -> Option<&'static str> {
        let [place] = self.places(on)[..] else { return None };
        Some(place)
    }
}

impl Model {
    pub(super) fn learn(&mut self, entry: u64, valid: NaiveDate, recorded: NaiveDate, what: Vec<What>) {
        for what in what {
            self.of.entry(what.household()).or_default().push(self.facts.len());
            self.facts.push(Fact { entry, valid, recorded, what });
        }
    }

    /// How many facts are known.
    pub(super) fn known(&self) -> usize {
        self.facts.len()
    }

    /// How many facts were known at the end of a day.
    pub(super) fn known_on(&self, recorded: NaiveDate) -> usize {
        self.facts.partition_point(|fact| fact.recorded <= recorded)
    }

    pub(super) fn households(&self) -> BTreeSet<u32> {
        self.of.keys().copied().collect()
    }

    /// The facts of a household that were not withdrawn.
    pub(super) fn standing_facts(&self, household: u32) -> Vec<&Fact> {
        let facts = self.facts_of(household, self.known());
        let gone: Vec<u64> = facts.iter().filter_map(|fact| withdrawn(&fact.what)).collect();
        facts.into_iter().filter(|fact| !fact.what.sets_right() && !gone.contains(&fact.entry)).collect()
    }

    /// Whether the day of an entry was corrected.
    pub(super) fn is_redated(&self, entry: u64) -> bool {
        self.facts.iter().any(|fact| matches!(fact.what, What::From { entry: redated, .. } if redated == entry))
    }

    /// Where a household was seen: the entry, its day, and whether the income is low by what is known now.
    pub(super) fn observations(&self, household: u32) -> Vec<(u64, NaiveDate, bool)> {
        let facts = self.facts_of(household, self.known());
        let low_now = |entry: u64, low: bool| {
            let corrected = facts.iter().rev().find_map(|fact| fact.what.income_of(entry));
            corrected.unwrap_or(low)
        };
        let gone: Vec<u64> = facts.iter().filter_map(|fact| withdrawn(&fact.what)).collect();
        let seen = facts.iter().filter(|fact| !gone.contains(&fact.entry)).filter_map(|fact| {
            let means = fact.what.means()?;
            Some((fact.entry, fact.valid, low_now(fact.entry, means.low_income)))
        });
        seen.collect()
    }

    fn facts_of(&self, household: u32, known: usize) -> Vec<&Fact> {
        let places = self.of.get(&household).map_or(&[][..], Vec::as_slice);
        places.iter().filter(|place| **place < known).map(|place| &self.facts[*place]).collect()
    }

    /// A household on a day by the first so many facts; `None` before it was founded.
    pub(super) fn life(&self, household: u32, on: NaiveDate, known: usize) -> Option<Life> {
        let (life, _) = live(self.facts_of(household, known).into_iter(), on);
        life
    }

    /// Households that exist on a day, as it is known now.
    pub(super) fn active(&self, on: NaiveDate, known: usize) -> BTreeMap<u32, Life> {
        let lives = self.of.keys().filter_map(|household| Some((*household, self.life(*household, on, known)?)));
        lives.filter(|(_, life)| !life.ended).collect()
    }

    /// Whether an entry can have happened, beside all that is known.
    pub(super) fn admits(&self, entry: u64, valid: NaiveDate, recorded: NaiveDate, what: &[What]) -> bool {
        what.iter().all(|what| {
            let one = Fact { entry, valid, recorded, what: what.clone() };
            let twice = if let What::Supported { household, occasion } = what {
                let all = self.life(*household, NaiveDate::MAX, self.known());
                all.is_some_and(|life| life.supports.contains(occasion))
            } else {
                false
            };
            let facts = self.facts_of(what.household(), self.known());
            !twice && live(facts.into_iter().chain([&one]), NaiveDate::MAX).1
        })
    }
}

const fn withdrawn(what: &What) -> Option<u64> {
    if let What::Withdrawn { entry, .. } = what { Some(*entry) } else { None }
}

/// Goes through facts in the order in which they became true, up to a day: the household, and whether all of it is possible.
fn live<'a>(facts: impl Iterator<Item = &'a Fact>, on: NaiveDate) -> (Option<Life>, bool) {
    let (right, all): (Vec<&Fact>, Vec<&Fact>) = facts.partition(|fact| fact.what.sets_right());
    let gone: Vec<u64> = right.iter().filter_map(|fact| withdrawn(&fact.what)).collect();
    let day_of = |fact: &Fact| {
        let corrected = right.iter().rev().find_map(|other| other.what.day_of(fact.entry));
        corrected.unwrap_or(fact.valid)
    };
    let means_of = |fact: &Fact, means: Means| {
        let corrected = right.iter().rev().find_map(|other| other.what.income_of(fact.entry));
        Means { low_income: corrected.unwrap_or(means.low_income), ..means }
    };
    let mut told: Vec<(NaiveDate, &Fact)> =
        all.iter().filter(|fact| !gone.contains(&fact.entry)).map(|fact| (day_of(fact), *fact)).collect();
    told.sort_by_key(|(valid, _)| *valid);
    let mut life: Option<Life> = None;
    let mut possible = true;
    for (valid, fact) in told.iter().copied().filter(|(valid, _)| *valid <= on) {
        if let What::Founded { members, place, means, split_from, .. } = &fact.what {
            life = Some(Life {
                members: members.clone(),
                place,
                place_since: valid,
                means: Some(means_of(fact, *means)),
                split_from: *split_from,
                ..Life::default()
            });
            continue;
        }
        let Some(life) = life.as_mut() else {
            possible = false;
            continue;
        };
        possible &= !life.ended && step(life, valid, fact, means_of);
        if let What::Recognised { standard, .. } = fact.what {
            let regrouped = |other: &&Fact| other.entry > fact.entry && other.what.income().is_none();
            let means = if right.iter().any(regrouped) {
                recognised_by(fact, &all, &right)
            } else {
                // The last that was seen before, and it is told in this order.
                let mut seen = told.iter().rev().filter(|(valid, one)| *valid <= fact.valid && one.entry < fact.entry);
                seen.find_map(|(_, one)| Some(means_of(one, one.what.means()?))).unwrap()
            };
            life.recognised.push((means, standard));
        }
    }
    (life, possible)
}

/// The means by which a household was recognised: those that were seen before, as they are set right by now. Who was left of it by
/// what was known then can't be told in rare cases; then the recognition stands as it was made.
fn recognised_by(recognition: &Fact, all: &[&Fact], right: &[&Fact]) -> Means {
    let seen = |right_by: u64| {
        let before =
            all.iter().filter(|fact| fact.entry < recognition.entry && !matches!(fact.what, What::Recognised { .. }));
        let right = right.iter().filter(|fact| fact.entry < right_by);
        live(before.chain(right).copied(), recognition.valid).0
    };
    let now = seen(u64::MAX).filter(|life| !life.members.is_empty());
    let life = now.or_else(|| seen(recognition.entry));
    life.and_then(|life| life.means).unwrap()
}

fn step(life: &mut Life, valid: NaiveDate, fact: &Fact, means_of: impl Fn(&Fact, Means) -> Means) -> bool {
    let leave = |life: &mut Life, leaving: &[u64]| {
        let all_there = leaving.iter().all(|member| life.members.contains(member));
        life.members.retain(|member| !leaving.contains(member));
        all_there && !life.members.is_empty()
    };
    match &fact.what {
        What::Founded { .. } | What::Withdrawn { .. } | What::From { .. } | What::Income { .. } => true,
        What::Observed { place, means, .. } => {
            (life.place, life.place_since, life.means) = (place, valid, Some(means_of(fact, *means)));
            true
        }
        What::Moved { place, .. } => {
            (life.place, life.place_since) = (place, valid);
            true
        }
        What::Joined { member, .. } => {
            let new = !life.members.contains(member);
            life.members.push(*member);
            new
        }
        What::TookIn { members, .. } => {
            let new = members.iter().all(|member| !life.members.contains(member));
            life.members.extend(members);
            new
        }
        What::Left { member, .. } => leave(life, &[*member]),
        What::SplitOff { members, .. } => leave(life, members),
        What::Merged { members, .. } => {
            let (mut named, mut there) = (members.clone(), life.members.clone());
            named.sort_unstable();
            there.sort_unstable();
            life.ended = true;
            named == there
        }
        What::Closed { .. } => {
            life.ended = true;
            true
        }
        What::Supported { occasion, .. } => {
            life.supports.push(occasion.clone());
            true
        }
        What::Recognised { .. } | What::Reviewed { .. } => true,
    }
}

/// The year of a day, as supports of a year are told apart.
pub(super) fn year_of(on: NaiveDate) -> Option<String> {
    Some(on.year().to_string())
}
