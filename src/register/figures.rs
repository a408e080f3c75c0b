//! What is published: how many households, of which class, where, on which day, by which standard.

use super::{RegisterError, Standing, State, Told, View, Within};
use crate::measure::administrative::AdministrativeRate;
use crate::quantity::Count;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Counts of households on a day by one standard.
///
/// Every household of the unit is in exactly one of: a class of the standard, [`Figures::unlisted`] (no decision ever named
/// it, so it is not poor), or [`Figures::by_other_standard`] (its last decision applied another standard).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "FiguresForm", into = "FiguresForm")]
pub struct Figures {
    form: FiguresForm,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct FiguresForm {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    place: Option<Box<str>>,
    on: NaiveDate,
    standard: Box<str>,
    households: Count,
    poor: Count,
    near_poor: Count,
    classes: BTreeMap<Box<str>, Count>,
    #[serde(default, skip_serializing_if = "is_zero")]
    by_other_standard: Count,
    #[serde(default, skip_serializing_if = "is_zero")]
    without_place: Count,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "the shape of skip_serializing_if")]
fn is_zero(count: &Count) -> bool {
    *count == Count::ZERO
}

/// One more.
fn count_one(count: &mut Count) -> Result<(), RegisterError> {
    *count = count.checked_add(Count::new(1))?;
    Ok(())
}

impl Figures {
    pub(super) fn of(view: &View<'_>, unit: Option<&str>, standard: &str) -> Result<Self, RegisterError> {
        let mut form = FiguresForm {
            place: unit.map(Into::into),
            on: view.on(),
            standard: standard.into(),
            households: Count::ZERO,
            poor: Count::ZERO,
            near_poor: Count::ZERO,
            classes: BTreeMap::new(),
            by_other_standard: Count::ZERO,
            without_place: Count::ZERO,
        };
        match unit {
            Some(unit) => {
                for slot in view.register().candidates(unit, view.on()) {
                    if let Some(state) = view.state(slot).filter(State::is_active) {
                        match state.lies_in(unit) {
                            Within::Yes => form.add(&state)?,
                            Within::Perhaps => count_one(&mut form.without_place)?,
                            Within::No => {}
                        }
                    }
                }
            }
            None => view.households().try_for_each(|state| form.add(&state))?,
        }
        Self::try_from(form)
    }

    /// Code of the unit; `None` for all households of the register.
    #[must_use]
    pub fn place(&self) -> Option<&str> {
        self.form.place.as_deref()
    }

    /// The day.
    #[must_use]
    pub const fn on(&self) -> NaiveDate {
        self.form.on
    }

    /// Identifier of the standard.
    #[must_use]
    pub fn standard(&self) -> &str {
        &self.form.standard
    }

    /// All households of the unit.
    #[must_use]
    pub const fn households(&self) -> Count {
        self.form.households
    }

    /// Households in classes that count into the rate.
    #[must_use]
    pub const fn poor(&self) -> Count {
        self.form.poor
    }

    /// Near-poor households.
    #[must_use]
    pub const fn near_poor(&self) -> Count {
        self.form.near_poor
    }

    /// Households by class of the standard; classes without households are left out.
    pub fn classes(&self) -> impl Iterator<Item = (&str, Count)> {
        self.form.classes.iter().map(|(class, count)| (&**class, *count))
    }

    /// Households in a class.
    #[must_use]
    pub fn class(&self, class: &str) -> Count {
        self.form.classes.get(class).copied().unwrap_or_default()
    }

    /// Households whose last decision applied another standard. They have no class in these figures.
    #[must_use]
    pub const fn by_other_standard(&self) -> Count {
        self.form.by_other_standard
    }

    /// Households that no decision ever named.
    #[must_use]
    pub fn unlisted(&self) -> Count {
        let named = self
            .form
            .classes
            .values()
            .fold(self.form.by_other_standard.get(), |sum, count| sum.saturating_add(count.get()));
        Count::new(self.form.households.get().saturating_sub(named))
    }

    /// Households that may live in the unit because theirs was divided, part of it going there. They are not counted.
    #[must_use]
    pub const fn without_place(&self) -> Count {
        self.form.without_place
    }

    /// The poverty rate: poor households over all households.
    ///
    /// # Errors
    /// [`RegisterError::Administrative`] if there are no households.
    pub fn rate(&self) -> Result<AdministrativeRate, RegisterError> {
        Ok(AdministrativeRate::from_counts(self.poor(), self.households(), self.on(), self.standard())?)
    }

    /// The first thing in which other figures differ: what it is, here, there.
    pub(super) fn difference(&self, other: &Self) -> Option<(Told, Told, Told)> {
        let count = |count: Count| Told::sentence(&count.to_string());
        let differs_in =
            |what: Told, here: Count, there: Count| (here != there).then(|| (what, count(here), count(there)));
        let differs = |what: &str, here: Count, there: Count| differs_in(Told::sentence(what), here, there);
        let classes = self.form.classes.keys().chain(other.form.classes.keys());
        differs("households", self.households(), other.households())
            .or_else(|| differs("poor households", self.poor(), other.poor()))
            .or_else(|| differs("near-poor households", self.near_poor(), other.near_poor()))
            .or_else(|| {
                classes
                    .map(|class| differs_in(class.into(), self.class(class), other.class(class)))
                    .find_map(|found| found)
            })
            .or_else(|| differs("households by other standards", self.by_other_standard(), other.by_other_standard()))
            .or_else(|| differs("households without place", self.without_place(), other.without_place()))
    }
}

impl FiguresForm {
    fn add(&mut self, state: &State<'_>) -> Result<(), RegisterError> {
        count_one(&mut self.households)?;
        let Some(recognised) = state.recognised() else { return Ok(()) };
        if recognised.decision().standard() != &*self.standard {
            return count_one(&mut self.by_other_standard);
        }
        match recognised.standing() {
            Standing::Poor => count_one(&mut self.poor)?,
            Standing::NearPoor => count_one(&mut self.near_poor)?,
            Standing::NotPoor => {}
        }
        match self.classes.get_mut(recognised.class()) {
            Some(count) => count_one(count),
            None => {
                self.classes.insert(recognised.class().into(), Count::new(1));
                Ok(())
            }
        }
    }
}

impl TryFrom<FiguresForm> for Figures {
    type Error = RegisterError;

    fn try_from(form: FiguresForm) -> Result<Self, Self::Error> {
        let classes = Count::total(form.classes.values().copied())?;
        let listed = form.poor.checked_add(form.near_poor)?;
        let named = classes.checked_add(form.by_other_standard)?;
        let over = |what: &str, part: Count, whole: Count| {
            Err(RegisterError::PublishedOtherwise {
                on: form.on,
                what: Told::sentence(what),
                published: Told::sentence(&part.to_string()),
                found: Told::sentence(&format!("at most {whole}")),
            })
        };
        if listed > classes {
            return over("poor and near-poor households", listed, classes);
        }
        if named > form.households {
            return over("households with a class", named, form.households);
        }
        Ok(Self { form })
    }
}

impl From<Figures> for FiguresForm {
    fn from(figures: Figures) -> Self {
        figures.form
    }
}

/// Figures that went out, kept in the journal. The register takes them only if they are what it says when they are recorded;
/// so what was published can be made again, household by household, with [`View::as_known_before`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Publication {
    figures: Figures,
}

impl Publication {
    /// The publication of figures.
    #[must_use]
    pub const fn of(figures: Figures) -> Self {
        Self { figures }
    }

    /// The figures.
    #[must_use]
    pub const fn figures(&self) -> &Figures {
        &self.figures
    }
}
