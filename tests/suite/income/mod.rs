//! Measures of incomes: results of others, axioms by name, edges.

mod axioms;
mod curves;
mod design;
mod edges;
mod golden;
mod grouped;
mod joint;
mod oracle;
mod order;
pub(crate) mod variance;

use poverty::measure::Group;
use poverty::measure::income::{Comparison, Domain, Incomes, PovertyLine};
use poverty::quantity::{CountedUnit, Currency, Households, Money, Weight};

/// Incomes in VND with whole weights.
pub(crate) fn incomes(rows: &[(i64, u64)]) -> Incomes<Households> {
    let mut incomes = Incomes::new(Currency::VND);
    for (income, weight) in rows {
        incomes.push(Some(Money::vnd(*income)), Weight::from_integer(*weight).unwrap()).unwrap();
    }
    incomes
}

/// All rows as one population.
pub(crate) fn all<U: CountedUnit>(incomes: &Incomes<U>) -> Domain<'_, U> {
    incomes.population(Group::whole(), |_| true).unwrap()
}

/// A line for everybody, an income on it being poor.
pub(crate) fn line(amount: i64) -> PovertyLine {
    PovertyLine::absolute(Money::vnd(amount), Comparison::AtMost).unwrap()
}

/// Whether a result is a number to the bit.
pub(crate) fn is(found: f64, expected: f64) -> bool {
    found.to_bits() == expected.to_bits()
}
