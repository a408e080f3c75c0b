//! Which share of each class passes to which other in a year.

use super::PathError;
use crate::measure::panel::{PanelError, Transitions};
use crate::quantity::{CountedUnit, Ratio};

/// The shares of each class (a row) that are in each class (a column) a year later. Every row sums to exactly one.
///
/// ```
/// use poverty::quantity::Ratio;
/// use poverty::simulate::path::TransitionMatrix;
/// let percent = |n| Ratio::new(n, 100);
/// let matrix = TransitionMatrix::new(
///     ["poor", "near_poor", "not_poor"],
///     ["poor"],
///     [
///         vec![percent(75)?, percent(20)?, percent(5)?],
///         vec![percent(8)?, percent(62)?, percent(30)?],
///         vec![percent(1)?, percent(3)?, percent(96)?],
///     ],
/// )?;
/// assert_eq!(matrix.share("near_poor", "poor")?, percent(8)?);
/// // Fewer fall back: two points more of the near-poor stay where they are.
/// let kinder = matrix.shifted("near_poor", "poor", percent(-2)?)?;
/// assert_eq!(kinder.share("near_poor", "near_poor")?, percent(64)?);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TransitionMatrix {
    classes: Vec<String>,
    poor: Vec<bool>,
    rows: Vec<Vec<Ratio>>,
}

impl TransitionMatrix {
    /// A matrix of classes, those of them that are poor, and the shares, row by row.
    ///
    /// # Errors
    /// [`PathError::Class`] for a class named twice or a poor one that is not there; [`PathError::NobodyPoor`];
    /// [`PathError::Size`]; [`PathError::Row`].
    pub fn new<C: Into<String>, P: AsRef<str>>(
        classes: impl IntoIterator<Item = C>,
        poor: impl IntoIterator<Item = P>,
        rows: impl IntoIterator<Item = Vec<Ratio>>,
    ) -> Result<Self, PathError> {
        let classes: Vec<String> = classes.into_iter().map(Into::into).collect();
        let rows: Vec<Vec<Ratio>> = rows.into_iter().collect();
        let mut matrix = Self { poor: vec![false; classes.len()], classes, rows };
        for class in &matrix.classes {
            matrix.place(class)?;
        }
        for class in poor {
            let place = matrix.place(class.as_ref())?;
            if let Some(poor) = matrix.poor.get_mut(place) {
                *poor = true;
            }
        }
        if !matrix.poor.contains(&true) {
            return Err(PathError::NobodyPoor);
        }
        matrix.check()?;
        Ok(matrix)
    }

    /// As a panel shows it between two of its periods, which are to be a year apart. A class that nobody was in keeps its households.
    ///
    /// # Errors
    /// [`PathError::Panel`].
    pub fn of_panel<U: CountedUnit>(transitions: &Transitions<U>) -> Result<Self, PathError> {
        let classes: Vec<&str> = transitions.classes().names().iter().map(AsRef::as_ref).collect();
        let poor: Vec<&str> =
            classes.iter().copied().filter(|class| transitions.classes().is_poor(class) == Ok(true)).collect();
        let mut rows = Vec::with_capacity(classes.len());
        for from in &classes {
            let mut row = Vec::with_capacity(classes.len());
            for to in &classes {
                row.push(match transitions.share(from, to) {
                    Ok(share) => share.value(),
                    Err(PanelError::Undefined { .. }) => Ratio::whole(i64::from(from == to)),
                    Err(error) => return Err(error.into()),
                });
            }
            rows.push(row);
        }
        Self::new(classes, poor, rows)
    }

    fn check(&self) -> Result<(), PathError> {
        let expected = self.classes.len();
        if self.rows.len() != expected {
            return Err(PathError::Size { what: "rows of the matrix", found: self.rows.len(), expected });
        }
        for (class, row) in self.classes.iter().zip(&self.rows) {
            if row.len() != expected {
                return Err(PathError::Size { what: "a row of the matrix", found: row.len(), expected });
            }
            let sum = Ratio::sum(row.iter().copied())?;
            if sum != Ratio::ONE || !row.iter().all(|share| share.is_share()) {
                return Err(PathError::Row { class: class.clone(), sum });
            }
        }
        Ok(())
    }

    /// The place of a class.
    pub(super) fn place(&self, class: &str) -> Result<usize, PathError> {
        let mut places = self.classes.iter().enumerate().filter(|(_, own)| *own == class);
        match (places.next(), places.next()) {
            (Some((place, _)), None) => Ok(place),
            _ => Err(PathError::Class { class: class.to_owned(), expected: self.classes.join(", ") }),
        }
    }

    /// The classes.
    #[must_use]
    pub fn classes(&self) -> &[String] {
        &self.classes
    }

    /// Whether a class, by its place, is poor.
    pub(super) fn is_poor(&self, place: usize) -> bool {
        self.poor.get(place).copied().unwrap_or(false)
    }

    pub(super) fn rows(&self) -> &[Vec<Ratio>] {
        &self.rows
    }

    /// The share of a class that is in another a year later.
    ///
    /// # Errors
    /// [`PathError::Class`].
    pub fn share(&self, from: &str, to: &str) -> Result<Ratio, PathError> {
        let (from, to) = (self.place(from)?, self.place(to)?);
        Ok(self.rows.get(from).and_then(|row| row.get(to)).copied().unwrap_or(Ratio::ZERO))
    }

    /// The same with so much more passing from one class to another, and as much less staying.
    ///
    /// # Errors
    /// [`PathError::Class`]; [`PathError::Row`] if a share would leave the range from 0 to 1, or for a class to itself.
    pub fn shifted(&self, from: &str, to: &str, by: Ratio) -> Result<Self, PathError> {
        let (start, end) = (self.place(from)?, self.place(to)?);
        let mut matrix = self.clone();
        if let Some(row) = matrix.rows.get_mut(start) {
            for (place, change) in [(end, by), (start, by.negated())] {
                if let Some(share) = row.get_mut(place) {
                    *share = share.checked_add(change)?;
                }
            }
        }
        matrix.check()?;
        Ok(matrix)
    }
}
