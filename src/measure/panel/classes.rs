//! The classes between which households pass, and the periods at which they are seen.

use super::PanelError;
use crate::measure::error::listed;

/// The classes of a panel from worst to best, and which of them are poor.
///
/// A class of the escaped can be told apart: households that are in the best class by what is seen of them, and were poor not long
/// ago.
///
/// ```
/// use poverty::measure::panel::Classes;
/// let classes = Classes::new(["poor", "near_poor", "not_poor"], ["poor"])?.escaped("escaped", "not_poor", 3)?;
/// assert_eq!(classes.names(), ["poor", "near_poor", "escaped", "not_poor"]);
/// assert!(classes.is_poor("poor")? && !classes.is_poor("escaped")?);
/// # Ok::<(), poverty::measure::panel::PanelError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Classes {
    names: Vec<String>,
    poor: Vec<bool>,
    escaped: Option<Escaped>,
}

/// How the escaped are told from others of their class.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Escaped {
    /// Their class.
    pub(super) class: usize,
    /// The class in which they are seen.
    pub(super) seen_as: usize,
    /// For how long after the first period out of poverty.
    pub(super) within: u32,
}

impl Classes {
    /// Classes from worst to best, some of which are poor.
    ///
    /// # Errors
    /// [`PanelError::Duplicate`]; [`PanelError::UnknownClass`] for a poor class that is none of them;
    /// [`PanelError::PoorClasses`] if all or none are poor.
    pub fn new<N: Into<String>, P: AsRef<str>>(
        worst_to_best: impl IntoIterator<Item = N>,
        poor: impl IntoIterator<Item = P>,
    ) -> Result<Self, PanelError> {
        let names: Vec<String> = worst_to_best.into_iter().map(Into::into).collect();
        distinct("class", &names)?;
        let mut classes = Self { poor: vec![false; names.len()], names, escaped: None };
        for class in poor {
            let place = classes.place(class.as_ref())?;
            if let Some(is_poor) = classes.poor.get_mut(place) {
                *is_poor = true;
            }
        }
        let count = classes.poor.iter().filter(|poor| **poor).count();
        if count == 0 || count == classes.names.len() {
            return Err(PanelError::PoorClasses { poor: count, classes: classes.names.len() });
        }
        Ok(classes)
    }

    /// Tells the escaped apart: a household that is seen in the class `seen_as` is in the class `name` if it left poverty less than
    /// `within` years (periods, if they are no years) ago. It left poverty in the first period in which it was not poor.
    ///
    /// Only what the panel saw counts: who left poverty before the first period, or before being followed, stays in `seen_as`.
    ///
    /// # Errors
    /// [`PanelError::UnknownClass`]; [`PanelError::EscapedFromPoor`]; [`PanelError::Duplicate`].
    pub fn escaped(mut self, name: &str, seen_as: &str, within: u32) -> Result<Self, PanelError> {
        let place = self.place(seen_as)?;
        if self.is_poor_at(place) {
            return Err(PanelError::EscapedFromPoor { class: seen_as.to_owned() });
        }
        self.names.insert(place, name.to_owned());
        self.poor.insert(place, false);
        distinct("class", &self.names)?;
        self.escaped = Some(Escaped { class: place, seen_as: place.saturating_add(1), within });
        Ok(self)
    }

    /// The names, from worst to best.
    #[must_use]
    pub fn names(&self) -> &[String] {
        &self.names
    }

    /// Whether a class is one of poverty.
    ///
    /// # Errors
    /// [`PanelError::UnknownClass`].
    pub fn is_poor(&self, class: &str) -> Result<bool, PanelError> {
        Ok(self.is_poor_at(self.place(class)?))
    }

    pub(super) fn is_poor_at(&self, place: usize) -> bool {
        self.poor.get(place).copied().unwrap_or_default()
    }

    pub(super) fn place(&self, class: &str) -> Result<usize, PanelError> {
        self.names.iter().position(|name| name == class).ok_or_else(|| PanelError::UnknownClass {
            class: class.to_owned(),
            expected: listed(self.names.iter().map(String::as_str)),
        })
    }

    pub(super) const fn escape(&self) -> Option<Escaped> {
        self.escaped
    }
}

/// The periods at which a panel was seen, in the order of time.
///
/// Periods that are years, such as `2021`, count as years, whatever lies between them; others count one each.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Periods {
    names: Vec<String>,
    times: Vec<i32>,
    are_years: bool,
}

impl Periods {
    /// Periods in the order of time.
    ///
    /// # Errors
    /// [`PanelError::TooFewPeriods`] for less than two; [`PanelError::Duplicate`]; [`PanelError::PeriodOrder`] for years that don't
    /// rise.
    pub fn new<N: Into<String>>(names: impl IntoIterator<Item = N>) -> Result<Self, PanelError> {
        let names: Vec<String> = names.into_iter().map(Into::into).collect();
        if names.len() < 2 {
            return Err(PanelError::TooFewPeriods { given: names.len() });
        }
        distinct("period", &names)?;
        let year = |name: &String| name.parse::<i32>().ok().filter(|year| (-9_999..=9_999).contains(year));
        let years: Option<Vec<i32>> = names.iter().map(year).collect();
        let are_years = years.is_some();
        let times = years.unwrap_or_else(|| (0..).take(names.len()).collect());
        for ((earlier, from), (later, to)) in names.iter().zip(&times).zip(names.iter().zip(&times).skip(1)) {
            if from >= to {
                return Err(PanelError::PeriodOrder { earlier: earlier.clone(), later: later.clone() });
            }
        }
        Ok(Self { names, times, are_years })
    }

    /// Their names.
    #[must_use]
    pub fn names(&self) -> &[String] {
        &self.names
    }

    /// In what durations are counted: `years` or `periods`.
    #[must_use]
    pub const fn unit(&self) -> &'static str {
        if self.are_years { "years" } else { "periods" }
    }

    pub(super) fn place(&self, period: &str) -> Result<usize, PanelError> {
        self.names.iter().position(|name| name == period).ok_or_else(|| PanelError::UnknownPeriod {
            period: period.to_owned(),
            expected: listed(self.names.iter().map(String::as_str)),
        })
    }

    pub(super) fn name(&self, place: usize) -> String {
        self.names.get(place).cloned().unwrap_or_default()
    }

    /// The time from one period to a later one.
    pub(super) fn between(&self, from: usize, to: usize) -> u32 {
        let time = |place: usize| self.times.get(place).copied().unwrap_or_default();
        u32::try_from(time(to).saturating_sub(time(from))).unwrap_or(0)
    }
}

fn distinct(thing: &'static str, names: &[String]) -> Result<(), PanelError> {
    for (place, name) in names.iter().enumerate() {
        if names.iter().take(place).any(|other| other == name) {
            return Err(PanelError::Duplicate { thing, id: name.clone() });
        }
    }
    Ok(())
}
