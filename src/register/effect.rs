//! What a correction changed, and what became of what was published.

use super::{Change, Figures, HouseholdId, Register, RegisterError, Standing, State, View, Within};
use crate::journal::EntryId;
use chrono::NaiveDate;

/// What a correction changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Effect {
    correction: EntryId,
    classes: Vec<ClassChange>,
    publications: Vec<PublicationChange>,
}

/// A recognition that came to another class.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClassChange {
    /// The household.
    pub household: HouseholdId,
    /// The entry of the recognition.
    pub recognition: EntryId,
    /// The day from which it holds.
    pub since: NaiveDate,
    /// The class before the correction, and where it stands.
    pub before: (Box<str>, Standing),
    /// The class after it.
    pub after: (Box<str>, Standing),
    /// Whether the corrected answers leave several classes possible, so that the class of the decision stands until the
    /// household is asked again.
    pub undetermined: bool,
}

/// Published figures in which a household counts differently after a correction.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublicationChange {
    /// The entry of the publication.
    pub publication: EntryId,
    /// The household.
    pub household: HouseholdId,
    /// As what it counted before; `None` if it did not count there.
    pub before: Option<Counted>,
    /// As what it counts after.
    pub after: Option<Counted>,
}

/// As what a household counts in figures.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Counted {
    /// The class; `None` if no decision by the standard of the figures ever named it.
    pub class: Option<Box<str>>,
    /// Where it stands by that standard.
    pub standing: Standing,
}

impl Effect {
    /// The entry of the correction.
    #[must_use]
    pub const fn correction(&self) -> EntryId {
        self.correction
    }

    /// Recognitions that came to another class, or whose class can't be told any more.
    #[must_use]
    pub fn classes(&self) -> &[ClassChange] {
        &self.classes
    }

    /// Publications in which a household counts differently.
    #[must_use]
    pub fn publications(&self) -> &[PublicationChange] {
        &self.publications
    }

    /// Whether no class and no published figure changed.
    #[must_use]
    pub fn is_nothing(&self) -> bool {
        self.classes.is_empty() && self.publications.is_empty()
    }
}

/// A publication, and what the same question gives now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Restatement {
    /// What was published.
    pub published: Figures,
    /// What is known now of the same day.
    pub now: Figures,
    /// Households that count differently, with what was known of them then and now.
    pub households: Vec<(HouseholdId, Option<Counted>, Option<Counted>)>,
}

impl Register {
    /// What a correction (or a withdrawal) of the journal changed: classes, and figures published before it.
    ///
    /// # Errors
    /// [`RegisterError::NoSuchEntry`]; [`RegisterError::NotCorrectable`] if the entry sets nothing right.
    pub fn effect_of(&self, correction: EntryId) -> Result<Effect, RegisterError> {
        let entry = self.entry(correction)?;
        if entry.content.target().is_none() {
            let kind = entry.content.kind();
            return Err(RegisterError::NotCorrectable { entry: correction, kind, what: "the cause of an effect" });
        }
        let far = NaiveDate::MAX;
        let before = self.as_of(far).as_known_before(correction)?;
        let after = self.as_of(far).as_known_with(correction)?;
        let mut effect = Effect { correction, classes: Vec::new(), publications: Vec::new() };
        for household in self.households_of(&entry.content).into_iter().flatten() {
            effect.classes.extend(self.class_changes(household, &before, &after, &entry.content));
            for publication in self.publications_before(correction)? {
                let Change::Published(published) = &publication.content else { continue };
                let (was, is) =
                    (counted(&before, household, published.figures()), counted(&after, household, published.figures()));
                if was != is {
                    effect.publications.push(PublicationChange {
                        publication: publication.id,
                        household,
                        before: was,
                        after: is,
                    });
                }
            }
        }
        Ok(effect)
    }

    fn class_changes(
        &self,
        household: HouseholdId,
        before: &View<'_>,
        after: &View<'_>,
        change: &Change,
    ) -> Vec<ClassChange> {
        let (Some(was), Some(is)) = (before.household(household), after.household(household)) else {
            return Vec::new();
        };
        let undetermined =
            |recognition| change.reassessed().iter().any(|one| one.recognition == recognition && one.undetermined);
        let mut changes = Vec::new();
        for now in is.recognitions() {
            let Some(then) = was.recognitions().find(|then| then.entry() == now.entry()) else { continue };
            let undetermined = undetermined(now.entry());
            if then.class() != now.class() || undetermined {
                changes.push(ClassChange {
                    household,
                    recognition: now.entry(),
                    since: now.since(),
                    before: (then.class().into(), then.standing()),
                    after: (now.class().into(), now.standing()),
                    undetermined,
                });
            }
        }
        changes
    }

    fn publications_before(
        &self,
        entry: EntryId,
    ) -> Result<impl Iterator<Item = &crate::journal::Entry<Change>>, RegisterError> {
        let before = self.journal().place_of(entry).ok_or(RegisterError::NoSuchEntry { entry })?;
        Ok(self.publications().take_while(move |at| *at < before).filter_map(|at| self.journal().at(at)))
    }

    /// A publication beside what is known of its day now, household by household.
    ///
    /// # Errors
    /// [`RegisterError::NoSuchEntry`]; [`RegisterError::NotCorrectable`] if the entry is no publication.
    pub fn restated(&self, publication: EntryId) -> Result<Restatement, RegisterError> {
        let entry = self.entry(publication)?;
        let Change::Published(published) = &entry.content else {
            let kind = entry.content.kind();
            return Err(RegisterError::NotCorrectable { entry: publication, kind, what: "restated" });
        };
        let figures = published.figures();
        let now = self.as_of(figures.on());
        let then = now.as_known_before(publication)?;
        let slots = match figures.place() {
            Some(place) => self.candidates(place, figures.on()),
            None => self.slots().collect(),
        };
        let mut households = Vec::new();
        for household in slots.into_iter().filter_map(|slot| self.id_of(slot)) {
            let (was, is) = (counted(&then, household, figures), counted(&now, household, figures));
            if was != is {
                households.push((household, was, is));
            }
        }
        let now = now.figures(figures.place(), figures.standard())?;
        Ok(Restatement { published: figures.clone(), now, households })
    }
}

/// As what a household counts in figures of a day, by what a view knows.
fn counted(view: &View<'_>, household: HouseholdId, figures: &Figures) -> Option<Counted> {
    let state = view.as_of(figures.on()).household(household).filter(State::is_active)?;
    if figures.place().is_some_and(|place| state.lies_in(place) != Within::Yes) {
        return None;
    }
    let by_this = |decision: &super::Decision| decision.standard() == figures.standard();
    let recognised = state.recognised().filter(|recognised| by_this(recognised.decision()));
    Some(Counted {
        class: recognised.map(|recognised| recognised.class().into()),
        standing: recognised.map_or(Standing::NotPoor, |recognised| recognised.standing()),
    })
}
