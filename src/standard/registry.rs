//! Standards over time.

use super::{Purpose, Standard, StandardError, Validity};
use chrono::NaiveDate;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// Standards by id, and by the days on which they are used.
///
/// ```
/// use poverty::standard::Standards;
/// let standards = Standards::embedded();
/// let at_the_end_of_2018 = standards.in_force("VN", "2018-12-31".parse().unwrap())?;
/// assert_eq!(at_the_end_of_2018.id(), "vn-decision-59-2015");
/// // Past the last known period there is no law to apply, and none is made up.
/// let error = standards.in_force("VN", "1999-12-31".parse().unwrap()).unwrap_err();
/// assert_eq!(error.code(), "standard/not-in-force");
/// # Ok::<(), poverty::standard::StandardError>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Standards(BTreeMap<String, Standard>);

macro_rules! embedded {
    ($($file:literal),+ $(,)?) => {
        &[$(($file, include_str!(concat!("../../data/standards/", $file)))),+]
    };
}

/// The files of the built-in standards; a new one is a file and a line here.
const EMBEDDED: &[(&str, &str)] = embedded![
    "co-ipm.toml",
    "eu-arope-2021.toml",
    "eu-smsd-2021.toml",
    "global-mpi-2018.toml",
    "global-mpi-2018-destitution.toml",
    "mx-coneval-2018.toml",
    "vn-decision-59-2015.toml",
    "vn-decree-07-2021.toml",
    "vn-decree-351-2025.toml",
    "vn-three-hard-housing.toml",
    "wb-mpm.toml",
];

impl Standards {
    /// No standards yet.
    #[must_use]
    pub fn empty() -> Self {
        Self::default()
    }

    /// The built-in standards, read once by the same checked path as a user's own. A test reads every file, so that none is left
    /// out here. Clone it to [`Standards::add`] one's own.
    #[must_use]
    pub fn embedded() -> &'static Self {
        static STANDARDS: LazyLock<Standards> = LazyLock::new(|| {
            let standards = EMBEDDED.iter().filter_map(|(file, text)| Standard::from_toml(file, text).ok());
            Standards(standards.map(|standard| (standard.id().to_owned(), standard)).collect())
        });
        &STANDARDS
    }

    /// Text of the built-in files, by name: to start one's own from.
    pub fn embedded_files() -> impl Iterator<Item = (&'static str, &'static str)> {
        EMBEDDED.iter().copied()
    }

    /// Adds a standard of one's own.
    ///
    /// # Errors
    /// [`StandardError::DuplicateId`] if its id is there; [`StandardError::OverlappingPeriods`] if another standard of the same
    /// jurisdiction classifies on the same days.
    pub fn add(&mut self, standard: Standard) -> Result<(), StandardError> {
        let at = || Box::new(super::At { position: None, path: standard.id().to_owned() });
        if self.0.contains_key(standard.id()) {
            return Err(StandardError::DuplicateId { thing: "standard", id: standard.id().to_owned(), at: at() });
        }
        for (_, first) in self.periods(standard.jurisdiction()) {
            for second in classifying(&standard) {
                if first.period().overlaps(second.period()) {
                    let (first, second) = (first.period().to_string(), second.period().to_string());
                    return Err(StandardError::OverlappingPeriods { first, second, at: at() });
                }
            }
        }
        self.0.insert(standard.id().to_owned(), standard);
        Ok(())
    }

    /// The standard with an id.
    ///
    /// # Errors
    /// [`StandardError::UnknownStandard`], which lists the ids there are.
    pub fn get(&self, id: &str) -> Result<&Standard, StandardError> {
        self.0.get(id).ok_or_else(|| StandardError::UnknownStandard {
            id: id.to_owned(),
            known: self.0.keys().map(String::as_str).collect::<Vec<_>>().join(", "),
        })
    }

    /// All standards, by id.
    pub fn iter(&self) -> impl Iterator<Item = &Standard> {
        self.0.values()
    }

    /// The standard by which households of a jurisdiction are classified on a day.
    ///
    /// # Errors
    /// [`StandardError::NotInForce`] outside every period, naming the nearest ones. The last known law is not extended in
    /// silence: apply it by id if that is meant.
    pub fn in_force(&self, jurisdiction: &str, on: NaiveDate) -> Result<&Standard, StandardError> {
        self.periods(jurisdiction)
            .find(|(_, validity)| validity.period().contains(on))
            .map(|(standard, _)| standard)
            .ok_or_else(|| StandardError::NotInForce {
                jurisdiction: jurisdiction.to_owned(),
                on,
                nearest: self.nearest(jurisdiction, on),
            })
    }

    /// Every standard by which households are measured on a day, the one in force first. At the change of standards there are
    /// two: the old law's result, and the new law's baseline.
    #[must_use]
    pub fn measured(&self, jurisdiction: &str, on: NaiveDate) -> Vec<&Standard> {
        let mut found: Vec<(bool, &Standard)> = self
            .iter()
            .filter(|standard| standard.jurisdiction() == jurisdiction)
            .filter(|standard| {
                let measures = |validity: &&Validity| validity.purpose() != Purpose::Inspection;
                standard.validities().iter().filter(measures).any(|validity| validity.period().contains(on))
            })
            .map(|standard| (!standard.is_in_force(on), standard))
            .collect();
        found.sort_by_key(|(baseline, _)| *baseline);
        found.into_iter().map(|(_, standard)| standard).collect()
    }

    fn periods(&self, jurisdiction: &str) -> impl Iterator<Item = (&Standard, &Validity)> {
        self.iter()
            .filter(move |standard| standard.jurisdiction() == jurisdiction)
            .flat_map(|standard| classifying(standard).map(move |validity| (standard, validity)))
    }

    fn nearest(&self, jurisdiction: &str, on: NaiveDate) -> String {
        let named = |(standard, validity): (&Standard, &Validity)| format!("{} {}", standard.id(), validity.period());
        let before = self
            .periods(jurisdiction)
            .filter(|(_, validity)| validity.period().end().is_some_and(|end| end <= on))
            .max_by_key(|(_, validity)| validity.period().end());
        let after = self
            .periods(jurisdiction)
            .filter(|(_, validity)| validity.period().start() > on)
            .min_by_key(|(_, validity)| validity.period().start());
        match (before.map(named), after.map(named)) {
            (Some(before), Some(after)) => format!("the nearest periods are {before} and {after}"),
            (Some(before), None) => format!("the last period is {before}"),
            (None, Some(after)) => format!("the first period is {after}"),
            (None, None) => "no standard of it is known".to_owned(),
        }
    }
}

fn classifying(standard: &Standard) -> impl Iterator<Item = &Validity> {
    standard.validities().iter().filter(|validity| validity.purpose() == Purpose::Classification)
}
