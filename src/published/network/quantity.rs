//! What a variable is called in a report.

use super::{Category, Cell, Key, Network};
use crate::published::unknown::{Quantity, QuantityKind};
use crate::published::{Changed, Claim, Class, Figure, Group, Interval, Measurement, PrintedUnit};
use crate::quantity::Currency;

impl Network {
    /// The quantity that a variable stands for.
    pub(in crate::published) fn quantity(&self, variable: usize, claims: &[Claim]) -> Option<Quantity> {
        match *self.keys.get(variable)? {
            Key::Households(cell) => {
                let everyone = Quantity { class: Class::AllHouseholds, standard: None, ..self.of(cell, None) };
                Some(Quantity { kind: QuantityKind::AllHouseholds, ..everyone })
            }
            Key::InClass(cell, category) => Some(self.of(cell, Some(category))),
            Key::Rate(cell, category) => Some(Quantity { kind: QuantityKind::Rate, ..self.of(cell, Some(category)) }),
            Key::Relation(claim) => claims.get(claim).map(of_relation),
            Key::Budget { area, item, first, last, currency } => {
                let code = self.names.currencies.name(currency)?;
                Some(Quantity {
                    kind: QuantityKind::Budget(Currency::from_code(code)?),
                    area: self.names.areas.name(area).cloned().unwrap_or_default(),
                    group: Group::All,
                    class: Class::AllHouseholds,
                    item: self.names.items.name(item).cloned(),
                    since: Some(first),
                    date: last,
                    standard: None,
                    measurement: Measurement::Register,
                    edition: None,
                    way: None,
                })
            }
        }
    }

    /// Values of a variable as its quantity counts them: of a change or a share as it is printed.
    pub(in crate::published) fn shown(&self, variable: usize, interval: Interval) -> Interval {
        let Some(Key::Relation(claim)) = self.keys.get(variable) else { return interval };
        let statement = self.values.get(claim).and_then(|index| self.statements.get(*index));
        statement.map_or(interval, |one| one.reading.in_print(interval))
    }

    fn of(&self, cell: Cell, category: Option<Category>) -> Quantity {
        let class = category.and_then(|category| self.names.classes.name(category.class)).cloned();
        let standard = category.and_then(|category| self.names.standards.name(category.standard)).cloned();
        Quantity {
            kind: QuantityKind::Households,
            area: self.names.areas.name(cell.area).cloned().unwrap_or_default(),
            group: self.names.groups.name(cell.group).cloned().unwrap_or(Group::All),
            class: class.unwrap_or(Class::AllHouseholds),
            item: None,
            since: None,
            date: cell.date,
            standard: standard.flatten(),
            measurement: cell.measurement,
            edition: self.names.editions.name(cell.edition).cloned().flatten(),
            way: None,
        }
    }
}

/// The change or share that a claim prints.
fn of_relation(claim: &Claim) -> Quantity {
    let subject = claim.subject();
    let (kind, since) = match claim.figure() {
        Figure::Change(change) if change.printed().unit() == PrintedUnit::Percent => {
            (QuantityKind::RelativeChange, Some(change.since()))
        }
        Figure::Change(change) if change.of() == Changed::Households => {
            (QuantityKind::ChangeInHouseholds, Some(change.since()))
        }
        Figure::Change(change) => (QuantityKind::ChangeInPoints, Some(change.since())),
        Figure::Level { .. } | Figure::Share(_) | Figure::Target(_) | Figure::Budget(_) => (QuantityKind::Share, None),
    };
    let way = match claim.figure() {
        Figure::Change(change) => Some(change.into()),
        Figure::Level { .. } | Figure::Share(_) | Figure::Target(_) | Figure::Budget(_) => None,
    };
    Quantity {
        kind,
        area: subject.area().to_owned(),
        group: subject.group().clone(),
        class: subject.class().clone(),
        item: None,
        since,
        date: subject.date(),
        standard: subject.standard().map(str::to_owned),
        measurement: subject.measurement(),
        edition: subject.edition().map(str::to_owned),
        way,
    }
}
