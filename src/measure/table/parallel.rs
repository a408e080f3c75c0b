//! A table from rows that many threads read.

use super::PatternTable;
use crate::measure::MeasureError;
use crate::quantity::CountedUnit;
use rayon::iter::ParallelIterator;

impl<U: CountedUnit> PatternTable<U> {
    /// The table of all rows, read by as many threads as there are: each fills a table like `empty`, and the tables are merged.
    ///
    /// The result is equal to that of one thread, to the bit, however the rows are split.
    ///
    /// ```
    /// use poverty::measure::{Axes, PatternTable, Profile, Structure};
    /// use poverty::quantity::{Households, Weight};
    /// use rayon::iter::{IntoParallelIterator, ParallelIterator};
    /// let empty = PatternTable::<Households>::new(&Structure::flat(["water"])?, Axes::new().subgroup("area")?)?;
    /// let add = |table: &mut PatternTable<Households>, row: u64| {
    ///     table.add_row(&[if row < 300 { "rural" } else { "urban" }], Profile::complete(row % 2), Weight::ONE, &[])
    /// };
    /// let table = PatternTable::gather(&empty, (0..1_000_u64).into_par_iter(), add)?;
    /// let mut of_one_thread = empty.clone();
    /// (0..1_000).try_for_each(|row| add(&mut of_one_thread, row))?;
    /// assert_eq!(table, of_one_thread);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// The first that `add` returns in one of the threads; what [`PatternTable::merge`] returns.
    pub fn gather<R: Send>(
        empty: &Self,
        rows: impl ParallelIterator<Item = R>,
        add: impl Fn(&mut Self, R) -> Result<(), MeasureError> + Sync + Send,
    ) -> Result<Self, MeasureError> {
        let filled = rows.try_fold(
            || empty.clone(),
            |mut table, row| {
                add(&mut table, row)?;
                Ok(table)
            },
        );
        let merged = filled.try_reduce_with(|mut left, right| {
            left.merge(&right)?;
            Ok(left)
        });
        merged.unwrap_or_else(|| Ok(empty.clone()))
    }
}
