//! A set of claims that are checked together.

use super::file::{Entry, Row};
use super::{Claim, PublishedError, Sum};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// Claims, and what is known of wholes and their parts, to be checked against each other.
///
/// Every claim has a name of its own: the one that it was given, or the place in the file that it was read from, or
/// `claim 3`. In serde it is a list of rows, whose keys are the columns of [the file forms](crate::published#files).
///
/// ```
/// use poverty::published::Claims;
/// let claims = Claims::from_toml(
///     r#"
///     [[claim]]
///     id = "poor 2023"
///     area = "Poor districts"
///     class = "poor"
///     date = 2023-12-31
///     households = 311_981
///
///     [[claim]]
///     area = "Poor districts"
///     class = "near_poor"
///     date = 2023-12-31
///     households = "159,590"
///     "#,
///     "press.toml",
/// )?;
/// assert_eq!(claims.len(), 2);
/// assert_eq!(claims.get("poor 2023").unwrap().printed_households().unwrap().to_string(), "311,981");
/// assert_eq!(claims.iter().nth(1).unwrap().id(), Some("press.toml:9"));
/// # Ok::<(), poverty::published::PublishedError>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Vec<Row>", into = "Vec<Row>")]
pub struct Claims {
    claims: Vec<Claim>,
    sums: Vec<Sum>,
    ids: BTreeSet<String>,
}

impl Claims {
    /// No claims yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a claim.
    ///
    /// # Errors
    /// [`PublishedError::DuplicateId`].
    pub fn push(&mut self, claim: Claim) -> Result<(), PublishedError> {
        let number = self.claims.len().saturating_add(1);
        let claim = if claim.id().is_none() { claim.named(format!("claim {number}")) } else { claim };
        let id = claim.id().unwrap_or_default().to_owned();
        if !self.ids.insert(id.clone()) {
            return Err(PublishedError::DuplicateId { id });
        }
        self.claims.push(claim);
        Ok(())
    }

    /// Adds what is known of a whole and its parts.
    pub fn know(&mut self, sum: Sum) {
        if !self.sums.contains(&sum) {
            self.sums.push(sum);
        }
    }

    /// Adds the claims and sums of another set.
    ///
    /// # Errors
    /// [`PublishedError::DuplicateId`].
    pub fn extend(&mut self, other: Self) -> Result<(), PublishedError> {
        for sum in other.sums {
            self.know(sum);
        }
        other.claims.into_iter().try_for_each(|claim| self.push(claim))
    }

    /// How many claims there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.claims.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.claims.is_empty()
    }

    /// The claims, in the order in which they were added.
    #[must_use]
    pub fn iter(&self) -> impl ExactSizeIterator<Item = &Claim> {
        self.claims.iter()
    }

    /// What is known of wholes and their parts.
    #[must_use]
    pub fn sums(&self) -> impl ExactSizeIterator<Item = &Sum> {
        self.sums.iter()
    }

    /// The claim of a name.
    #[must_use]
    pub fn get(&self, id: &str) -> Option<&Claim> {
        self.claims.iter().find(|claim| claim.id() == Some(id))
    }

    pub(super) fn all(&self) -> &[Claim] {
        &self.claims
    }

    pub(super) fn all_sums(&self) -> &[Sum] {
        &self.sums
    }

    pub(super) fn add(&mut self, entry: Entry) -> Result<(), PublishedError> {
        match entry {
            Entry::Claim(claim) => self.push(*claim),
            Entry::Sum(sum) => {
                self.know(sum);
                Ok(())
            }
        }
    }

    /// The sums, then the claims, as rows.
    pub(super) fn rows(&self) -> impl Iterator<Item = Row> {
        self.sums.iter().map(Row::from).chain(self.claims.iter().map(Row::from))
    }
}

impl TryFrom<Vec<Row>> for Claims {
    type Error = PublishedError;

    fn try_from(rows: Vec<Row>) -> Result<Self, Self::Error> {
        let mut claims = Self::new();
        for row in rows {
            claims.add(row.entry().map_err(|misplaced| misplaced.error)?)?;
        }
        Ok(claims)
    }
}

impl From<Claims> for Vec<Row> {
    fn from(claims: Claims) -> Self {
        claims.rows().collect()
    }
}
