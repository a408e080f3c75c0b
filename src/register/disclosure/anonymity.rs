//! Whether the records of an export hide among others.

use super::DisclosureError;
use std::collections::BTreeMap;

/// How many records of an export share what could identify them: k-anonymity (Sweeney 2002).
///
/// Quasi-identifiers are attributes that somebody could know from elsewhere: commune, size, ethnic group. A record is one of k
/// if k records have the same values in all of them.
///
/// ```
/// use poverty::register::disclosure::Anonymity;
///
/// let records = [["24133", "5"], ["24133", "5"], ["24136", "12"]];
/// let anonymity = Anonymity::of(records)?;
/// assert_eq!(anonymity.k(), Some(1));
/// // The family of twelve stands alone.
/// assert_eq!(anonymity.records_below(2), [2]);
/// # Ok::<(), poverty::register::disclosure::DisclosureError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Anonymity {
    /// For each record, how many share its values.
    alike: Vec<usize>,
}

impl Anonymity {
    /// Counts the records that are alike in their quasi-identifiers.
    ///
    /// # Errors
    /// [`DisclosureError::Attributes`] for a record with more or fewer attributes than the first.
    pub fn of<R>(records: impl IntoIterator<Item = R>) -> Result<Self, DisclosureError>
    where
        R: IntoIterator<Item: Into<String>>,
    {
        let mut groups = BTreeMap::<Vec<String>, Vec<usize>>::new();
        let (mut count, mut expected) = (0_usize, None);
        for (index, record) in records.into_iter().enumerate() {
            let values: Vec<String> = record.into_iter().map(Into::into).collect();
            let (found, expected) = (values.len(), *expected.get_or_insert(values.len()));
            if found != expected {
                return Err(DisclosureError::Attributes { record: index.saturating_add(1), found, expected });
            }
            groups.entry(values).or_default().push(index);
            count = count.saturating_add(1);
        }
        let mut alike = vec![0; count];
        for group in groups.into_values() {
            for index in &group {
                if let Some(place) = alike.get_mut(*index) {
                    *place = group.len();
                }
            }
        }
        Ok(Self { alike })
    }

    /// The k of the export: the size of its smallest group of records that are alike. `None` for an export without records.
    #[must_use]
    pub fn k(&self) -> Option<usize> {
        self.alike.iter().min().copied()
    }

    /// Records, by place from 0, that fewer than `k` share their values with (themselves included).
    #[must_use]
    pub fn records_below(&self, k: usize) -> Vec<usize> {
        (0_usize..).zip(&self.alike).filter(|(_, alike)| **alike < k).map(|(index, _)| index).collect()
    }
}
