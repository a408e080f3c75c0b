//! The quantities that a set of claims speaks of.

use super::{AsOf, Change, Changed, Class, Direction, Group, Interval, Measurement};
use crate::source::Language;

/// A quantity that claims speak of, printed or implied: one row of a [`Report`](super::Report).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quantity {
    pub(super) kind: QuantityKind,
    pub(super) area: String,
    pub(super) group: Group,
    pub(super) class: Class,
    pub(super) item: Option<String>,
    pub(super) since: Option<AsOf>,
    pub(super) date: AsOf,
    pub(super) standard: Option<String>,
    pub(super) measurement: Measurement,
    pub(super) edition: Option<String>,
    /// Of a change: how its number goes.
    pub(super) way: Option<Way>,
}

/// How the number of a change goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Way {
    pub(super) direction: Direction,
    /// Whether it is a mean per year.
    pub(super) a_year: bool,
    pub(super) of: Changed,
}

impl From<&Change> for Way {
    fn from(change: &Change) -> Self {
        Self { direction: change.direction(), a_year: change.is_a_year(), of: change.of() }
    }
}

/// What a [`Quantity`] measures, and so its unit.
#[non_exhaustive]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum QuantityKind {
    /// All households.
    AllHouseholds,
    /// Households of a class.
    Households,
    /// The part of all households that are of a class.
    Rate,
    /// The change of a rate in points.
    ChangeInPoints,
    /// The change of a number of households.
    ChangeInHouseholds,
    /// The change of a rate or a number of households, relative to the earlier figure.
    RelativeChange,
    /// A part of a larger whole.
    Share,
    /// Money, in this currency.
    Budget(crate::quantity::Currency),
}

impl Quantity {
    /// What it measures.
    #[must_use]
    pub const fn kind(&self) -> QuantityKind {
        self.kind
    }

    /// The area.
    #[must_use]
    pub fn area(&self) -> &str {
        &self.area
    }

    /// The group of households.
    #[must_use]
    pub const fn group(&self) -> &Group {
        &self.group
    }

    /// The class of households.
    #[must_use]
    pub const fn class(&self) -> &Class {
        &self.class
    }

    /// The budget item.
    #[must_use]
    pub fn item(&self) -> Option<&str> {
        self.item.as_deref()
    }

    /// The earlier date of a change, the first of a budget.
    #[must_use]
    pub const fn since(&self) -> Option<AsOf> {
        self.since
    }

    /// The date.
    #[must_use]
    pub const fn date(&self) -> AsOf {
        self.date
    }

    /// The standard, if it is stated. The number of all households follows none.
    #[must_use]
    pub fn standard(&self) -> Option<&str> {
        self.standard.as_deref()
    }

    /// Whether it comes from the register or from a survey.
    #[must_use]
    pub const fn measurement(&self) -> Measurement {
        self.measurement
    }

    /// The edition.
    #[must_use]
    pub fn edition(&self) -> Option<&str> {
        self.edition.as_deref()
    }

    /// What it is, in words.
    #[must_use]
    pub fn name(&self, language: Language) -> String {
        let vietnamese = language == Language::Vietnamese;
        let class = class_name(&self.class, vietnamese);
        let what = match (self.kind, vietnamese) {
            (QuantityKind::AllHouseholds | QuantityKind::Households, _) => class,
            (QuantityKind::Rate, false) => format!("rate of {class}"),
            (QuantityKind::Rate, true) => format!("tỷ lệ {class}"),
            (
                QuantityKind::ChangeInPoints | QuantityKind::ChangeInHouseholds | QuantityKind::RelativeChange,
                vietnamese,
            ) => self.change_name(&class, vietnamese),
            (QuantityKind::Share, false) => format!("share of {class}"),
            (QuantityKind::Share, true) => format!("tỷ trọng {class}"),
            (QuantityKind::Budget(_), false) => format!("budget `{}`", self.item.as_deref().unwrap_or("")),
            (QuantityKind::Budget(_), true) => format!("ngân sách `{}`", self.item.as_deref().unwrap_or("")),
        };
        let mut words = vec![what];
        if self.group != Group::All {
            words.push(group_name(&self.group, vietnamese));
        }
        words.push(self.area.clone());
        words.push(match self.since {
            Some(since) if since != self.date => format!("{since} – {}", self.date),
            _ => self.date.to_string(),
        });
        words.extend(self.standard.clone());
        if self.measurement == Measurement::Survey {
            words.push(if vietnamese { "điều tra" } else { "survey" }.to_owned());
        }
        words.extend(self.edition.clone());
        words.join(", ")
    }
}

impl Quantity {
    fn change_name(&self, class: &str, vietnamese: bool) -> String {
        let way = self.way.unwrap_or(Way { direction: Direction::Signed, a_year: false, of: Changed::Rate });
        let (a_year, of_rate) = (way.a_year, way.of == Changed::Rate);
        let way = match (way.direction, vietnamese) {
            (Direction::Fall, false) => "fall",
            (Direction::Rise, false) => "rise",
            (Direction::Signed, false) => "change",
            (Direction::Fall, true) => "mức giảm",
            (Direction::Rise, true) => "mức tăng",
            (Direction::Signed, true) => "mức thay đổi",
        };
        if vietnamese {
            let what = if of_rate { "tỷ lệ " } else { "" };
            format!("{way}{} {what}{class}", if a_year { " mỗi năm" } else { "" })
        } else {
            let what = if of_rate { "the rate of " } else { "" };
            format!("{way} {}of {what}{class}", if a_year { "a year " } else { "" })
        }
    }
}

/// What households of a class are called.
pub(super) fn class_name(class: &Class, vietnamese: bool) -> String {
    if !vietnamese {
        return class.english();
    }
    match class {
        Class::Poor => "hộ nghèo".to_owned(),
        Class::NearPoor => "hộ cận nghèo".to_owned(),
        Class::PoorOrNearPoor => "hộ nghèo và cận nghèo".to_owned(),
        Class::PoorByIncome => "hộ nghèo theo thu nhập".to_owned(),
        Class::PoorByDeprivation => "hộ nghèo do thiếu hụt dịch vụ".to_owned(),
        Class::AllHouseholds => "tổng số hộ".to_owned(),
        Class::Named(name) => format!("hộ thuộc nhóm {}", name.replace('_', " ")),
    }
}

/// What a group is called.
pub(super) fn group_name(group: &Group, vietnamese: bool) -> String {
    match (group, vietnamese) {
        (Group::All, true) => "tất cả các hộ".to_owned(),
        (Group::EthnicMinority, true) => "dân tộc thiểu số".to_owned(),
        (Group::NotEthnicMinority, true) => "không phải dân tộc thiểu số".to_owned(),
        (group, _) => group.english(),
    }
}

/// A quantity with the tightest interval that all claims together leave it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tightest {
    pub(super) quantity: Quantity,
    pub(super) interval: Interval,
    /// Numbers of the claims that print it.
    pub(super) claims: Vec<usize>,
    pub(super) contested: bool,
}

impl Tightest {
    /// What it is.
    #[must_use]
    pub const fn quantity(&self) -> &Quantity {
        &self.quantity
    }

    /// The values that it can have if all claims hold, but for those that a contradiction set aside. Rates and changes are
    /// fractions, money is in units of its currency. A change counts the way in which it is printed: of a fall it is the
    /// size, of a mean per year the mean.
    #[must_use]
    pub const fn interval(&self) -> Interval {
        self.interval
    }

    /// Whether a claim that prints it takes part in a contradiction.
    #[must_use]
    pub const fn is_contested(&self) -> bool {
        self.contested
    }

    /// Whether a claim prints it; otherwise others imply it.
    #[must_use]
    pub fn is_printed(&self) -> bool {
        !self.claims.is_empty()
    }
}
