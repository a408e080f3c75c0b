//! Claims and sums as rows.

use super::row::{KINDS, Kind, MARKS, ROUNDINGS, Row};
use crate::published::{Changed, Claim, Class, Figure, Group, Measurement, Printed, PrintedUnit, Sum, Target};
use crate::quantity::Rounding;
use crate::source::Confirmation;

impl From<&Claim> for Row {
    fn from(claim: &Claim) -> Self {
        let mut row = Self::default();
        let subject = claim.subject();
        let (kind, rounding) = kind_and_rounding(claim.figure());
        if kind != Kind::Level {
            row.fill("kind", KINDS.iter().find(|(_, known)| *known == kind).map_or("", |(name, _)| name));
        }
        row.fill("area", subject.area());
        if *subject.group() != Group::All {
            row.fill("group", &subject.group().to_string());
        }
        if !matches!(claim.figure(), Figure::Budget(_)) || *subject.class() != Class::AllHouseholds {
            row.fill("class", &subject.class().to_string());
        }
        row.fill("date", &subject.date().to_string());
        row.fill("standard", subject.standard().unwrap_or(""));
        if subject.measurement() == Measurement::Survey {
            row.fill("measure", "survey");
        }
        row.fill("edition", subject.edition().unwrap_or(""));
        row.fill_figure(claim.figure());
        if rounding != Rounding::HalfUp {
            row.fill("rounding", ROUNDINGS.iter().find(|(_, rule)| *rule == rounding).map_or("", |(name, _)| name));
        }
        row.fill("id", claim.id().unwrap_or(""));
        row.fill("source", claim.source().unwrap_or(""));
        if claim.confirmation() != Confirmation::Confirmed {
            row.fill_mark(claim.confirmation());
        }
        row.fill("note", claim.note().unwrap_or(""));
        row
    }
}

impl From<&Sum> for Row {
    fn from(sum: &Sum) -> Self {
        let mut row = Self::default();
        row.fill("kind", "sum");
        row.fill("id", sum.id.as_deref().unwrap_or(""));
        row.fill("parts_of", &sum.parted.to_string());
        row.fill("whole", &sum.whole);
        row.fill("parts", &sum.parts.join("; "));
        row.fill("since", &sum.first.map(|date| date.to_string()).unwrap_or_default());
        row.fill("date", &sum.last.map(|date| date.to_string()).unwrap_or_default());
        row.fill("source", sum.source.as_deref().unwrap_or(""));
        if sum.confirmation != Confirmation::Confirmed {
            row.fill_mark(sum.confirmation);
        }
        row.fill("note", sum.note.as_deref().unwrap_or(""));
        row
    }
}

impl Row {
    fn fill_mark(&mut self, mark: Confirmation) {
        self.fill("confirmation", MARKS.iter().find(|(_, known)| *known == mark).map_or("", |(name, _)| name));
    }

    fn fill_figure(&mut self, figure: &Figure) {
        match figure {
            Figure::Level { households, rate } => {
                self.fill("households", &households.map(|number| number.to_string()).unwrap_or_default());
                self.fill("rate", &rate.map(|number| number.to_string()).unwrap_or_default());
            }
            Figure::Change(change) => {
                self.fill("since", &change.since.to_string());
                self.fill("since_area", change.since_area.as_deref().unwrap_or(""));
                self.fill("since_standard", change.since_standard.as_deref().unwrap_or(""));
                self.fill("since_measure", &change.since_measurement.map(|way| way.to_string()).unwrap_or_default());
                if change.of == Changed::Households && change.printed.unit() != PrintedUnit::Households {
                    self.fill("of", "households");
                }
                self.fill("value", &change.printed.to_string());
            }
            Figure::Share(share) => {
                self.fill("of_area", share.of_area.as_deref().unwrap_or(""));
                self.fill("of_group", &share.of_group.as_ref().map(Group::to_string).unwrap_or_default());
                self.fill("of_class", &share.of_class.as_ref().map(Class::to_string).unwrap_or_default());
                self.fill("value", &share.printed.to_string());
            }
            Figure::Target(target) => self.fill("value", &target.printed().to_string()),
            Figure::Budget(budget) => {
                self.fill("since", &budget.since.to_string());
                self.fill("item", &budget.item);
                self.fill("value", &budget.printed.to_string());
            }
        }
    }
}

fn kind_and_rounding(figure: &Figure) -> (Kind, Rounding) {
    let kind = match figure {
        Figure::Level { .. } => Kind::Level,
        Figure::Change(change) => Kind::Change(change.direction, change.a_year),
        Figure::Share(_) => Kind::Share,
        Figure::Target(Target::Rate(_)) => Kind::Target,
        Figure::Target(Target::FallAYear(_)) => Kind::TargetFall,
        Figure::Budget(budget) => Kind::Budget(budget.a_year),
    };
    (kind, figure.printed().first().map_or(Rounding::HalfUp, |printed: &Printed| printed.rounding()))
}
