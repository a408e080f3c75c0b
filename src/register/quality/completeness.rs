//! How much is known, field by field, place by place.

use super::answers::Answers;
use super::keys::{self, Key};
use super::{QualityError, keys::key};
use crate::household::Unknown;
use crate::quantity::Count;
use crate::register::{FieldValue, Told, View};
use core::fmt;
use serde::Serialize;
use std::collections::BTreeMap;

/// How much is known of the households of a day, by field and by place.
///
/// Every household answers each of its fields in exactly one way, and so does every member: known, not applicable, or unknown for
/// one of the reasons ("the form did not ask" is one of them). So the counts of a field add up to the households, or members.
///
/// ```
/// use poverty::household::{Dwelling, Floor, Household, Member, Sex, Unknown};
/// use poverty::journal::Entry;
/// use poverty::place::Area;
/// use poverty::register::quality::Completeness;
/// use poverty::register::{Change, Ground, Observation, Register, Registration};
///
/// let day = "2024-01-05".parse()?;
/// let household = Household::builder("24133-0017", "24133", Area::Rural)
///     .dwelling(Dwelling::default().with_floor(Floor::Cement).with_rooms(poverty::household::Observed::Unknown(Unknown::Refused)))
///     .member(Member::aged(36)?.with_sex(Sex::Female))
///     .member(Member::aged(9)?)
///     .build()?;
/// let registration = Registration { ground: Ground::Listed, observation: Observation::new(household, [1, 2])? };
/// let mut register = Register::new();
/// register.append(Entry::new(1, day, Change::Registered(registration.into())))?;
///
/// let fields = ["dwelling.floor", "dwelling.rooms", "members.sex"];
/// let table = Completeness::of_fields(&register.as_of(day), &fields)?;
/// let sex = table.all("members.sex").ok_or("no such field")?;
/// assert_eq!((sex.known().get(), sex.unknown(Unknown::NotRecorded).get(), sex.total().get()), (1, 1, 2));
/// assert_eq!(table.of("24133", "dwelling.rooms").map(|rooms| rooms.unknown(Unknown::Refused).get()), Some(1));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Completeness {
    fields: Vec<String>,
    /// By the code of the place: one for each field.
    places: BTreeMap<Box<str>, Vec<Known>>,
    /// Households whose entries make none, such as one with too many members, so that nothing can be said of them.
    unreadable: u64,
}

/// How often a field is known.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Known {
    known: u64,
    not_applicable: u64,
    /// In the order of [`Unknown::ALL`].
    unknown: [u64; Unknown::ALL.len()],
}

impl Known {
    /// The value is known.
    #[must_use]
    pub const fn known(&self) -> Count {
        Count::new(self.known)
    }

    /// The question does not arise.
    #[must_use]
    pub const fn not_applicable(&self) -> Count {
        Count::new(self.not_applicable)
    }

    /// The value is not known for a reason.
    #[must_use]
    pub fn unknown(&self, why: Unknown) -> Count {
        let place = Unknown::ALL.iter().position(|reason| *reason == why);
        Count::new(place.and_then(|place| self.unknown.get(place)).copied().unwrap_or(0))
    }

    /// The value should be known and is not, whatever the reason.
    #[must_use]
    pub fn all_unknown(&self) -> Count {
        Count::new(self.unknown.iter().fold(0, |sum: u64, count| sum.saturating_add(*count)))
    }

    /// Households, or members.
    #[must_use]
    pub fn total(&self) -> Count {
        Count::new(self.known.saturating_add(self.not_applicable).saturating_add(self.all_unknown().get()))
    }

    fn count(&mut self, value: &FieldValue) {
        let place = match value {
            FieldValue::Unknown(why) => {
                let place = Unknown::ALL.iter().position(|reason| reason == why);
                place.and_then(|place| self.unknown.get_mut(place))
            }
            FieldValue::Text(text) if &**text == "not_applicable" => Some(&mut self.not_applicable),
            FieldValue::Text(_) | FieldValue::Number(_) | FieldValue::Flag(_) => Some(&mut self.known),
        };
        // Below 2^64: there are fewer entries in a journal.
        place.into_iter().for_each(|count| *count = count.saturating_add(1));
    }

    fn plus(mut self, other: &Self) -> Self {
        self.known = self.known.saturating_add(other.known);
        self.not_applicable = self.not_applicable.saturating_add(other.not_applicable);
        for (sum, count) in self.unknown.iter_mut().zip(other.unknown) {
            *sum = sum.saturating_add(count);
        }
        self
    }
}

impl Completeness {
    /// Of every field of a household and of its members.
    #[must_use]
    pub fn of_all_fields(view: &View<'_>) -> Self {
        Self::counted(view, keys::all().collect())
    }

    /// Of some fields: `dwelling.floor`, `members.sex`.
    ///
    /// # Errors
    /// [`QualityError::Rule`] for a field that there is not.
    pub fn of_fields(view: &View<'_>, fields: &[&str]) -> Result<Self, QualityError> {
        if let Some(unknown) = fields.iter().find(|field| key(field).is_none()) {
            let message = Told::sentence(&format!("there is no field `{unknown}`"));
            return Err(QualityError::Rule { code: "completeness".into(), message });
        }
        Ok(Self::counted(view, fields.iter().map(|field| (*field).to_owned()).collect()))
    }

    fn counted(view: &View<'_>, fields: Vec<String>) -> Self {
        let keys: Vec<Key<'_>> = fields.iter().filter_map(|field| key(field)).collect();
        let mut places = BTreeMap::<Box<str>, Vec<Known>>::new();
        let mut unreadable = 0_u64;
        for state in view.households() {
            let Ok(answers) = Answers::of(&state) else {
                unreadable = unreadable.saturating_add(1);
                continue;
            };
            if !places.contains_key(&answers.place) {
                places.insert(answers.place.clone(), vec![Known::default(); keys.len()]);
            }
            for (known, key) in places.get_mut(&answers.place).into_iter().flatten().zip(&keys) {
                answers.values(*key).iter().for_each(|(_, value)| known.count(value));
            }
        }
        drop(keys);
        Self { fields, places, unreadable }
    }

    /// The fields.
    #[must_use]
    pub fn fields(&self) -> &[String] {
        &self.fields
    }

    /// Codes of the places: communes or villages, as the register has them.
    pub fn places(&self) -> impl Iterator<Item = &str> {
        self.places.keys().map(|place| &**place)
    }

    /// How often a field is known in a place; `None` for a place without households and for a field not asked for.
    #[must_use]
    pub fn of(&self, place: &str, field: &str) -> Option<Known> {
        let at = self.fields.iter().position(|name| name == field)?;
        self.places.get(place)?.get(at).copied()
    }

    /// How often a field is known in all places.
    #[must_use]
    pub fn all(&self, field: &str) -> Option<Known> {
        let at = self.fields.iter().position(|name| name == field)?;
        let known = self.places.values().filter_map(|fields| fields.get(at));
        Some(known.fold(Known::default(), Known::plus))
    }

    /// Households whose entries make none, such as one with too many members; they are counted in no field.
    #[must_use]
    pub const fn unreadable(&self) -> Count {
        Count::new(self.unreadable)
    }
}

impl fmt::Display for Completeness {
    /// Over all places, a line for each field of which something is known or was asked.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let asked = |known: &Known| {
            let nothing =
                known.unknown(Unknown::NotRecorded).get().saturating_add(known.unknown(Unknown::NotAsked).get());
            known.total().get() != nothing
        };
        let lines: Vec<(&str, Known)> = self
            .fields
            .iter()
            .filter_map(|field| Some((field.as_str(), self.all(field)?)))
            .filter(|(_, known)| asked(known))
            .collect();
        let width = lines.iter().map(|(field, _)| field.len()).max().unwrap_or(0);
        write!(f, "{:width$}  {:>9}  {:>9}  {:>9}  {:>14}", "", "known", "unknown", "not asked", "not applicable")?;
        for (field, known) in lines {
            let not_asked = known.unknown(Unknown::NotAsked);
            let otherwise = Count::new(known.all_unknown().get().saturating_sub(not_asked.get()));
            let [known, unknown, not_asked, not_applicable] =
                [known.known(), otherwise, not_asked, known.not_applicable()].map(|count| count.to_string());
            write!(f, "\n{field:width$}  {known:>9}  {unknown:>9}  {not_asked:>9}  {not_applicable:>14}")?;
        }
        Ok(())
    }
}
