//! What a cell can hold: each type's text, and what it expects.

use crate::household::{
    Affords, Birth, Contract, CookingFuel, Disability, Drainage, Education, EthnicGroup, Floor, Frame,
    HealthAffiliation, HealthCare, Nutrition, Observed, Pension, RecentIllness, Relationship, Roof, Sex, Tenure,
    Toilet, Unknown, UpTo, VocationalCertificate, Wall, WaterSource, Work,
};
use crate::place::Area;
use crate::quantity::{BodyMassIndex, FloorArea, Households, Money, Months, Weight, ZScore};
use chrono::NaiveDate;

/// What the values of a column are, for formats that have types.
#[non_exhaustive]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum CellKind {
    /// Any text: an identifier; a date or an age.
    Text,
    /// One of a list of codes.
    Code,
    /// `true` or `false`.
    TruthValue,
    /// A whole number of at least 0 in 32 bits.
    WholeNumber,
    /// A decimal number with at most so many decimals.
    Decimal {
        /// Decimals.
        decimals: u8,
    },
    /// A day, such as `2024-12-15`.
    Date,
    /// An amount and the code of its currency.
    Money,
}

/// A value that stands in a cell.
pub(super) trait Cell: Sized {
    /// What it is.
    const KIND: CellKind;

    /// The value, or what was expected.
    fn read(text: &str) -> Result<Self, String>;

    /// The text that reads back to it.
    fn write(&self) -> String;
}

/// "`a`, `b` or `c`".
fn one_of<'a>(codes: impl IntoIterator<Item = &'a str>) -> String {
    let quoted: Vec<String> = codes.into_iter().map(|code| format!("`{code}`")).collect();
    match quoted.split_last() {
        Some((last, [])) => last.clone(),
        Some((last, others)) => format!("{} or {last}", others.join(", ")),
        None => String::new(),
    }
}

macro_rules! coded_cells {
    ($($type:ty),+ $(,)?) => {$(
        impl Cell for $type {
            const KIND: CellKind = CellKind::Code;

            fn read(text: &str) -> Result<Self, String> {
                text.parse().map_err(|_| one_of(Self::ALL.iter().map(|value| value.code())))
            }

            fn write(&self) -> String {
                self.code().to_owned()
            }
        }
    )+};
}

coded_cells!(
    Affords,
    Contract,
    CookingFuel,
    Disability,
    Drainage,
    Education,
    Floor,
    Frame,
    HealthAffiliation,
    HealthCare,
    Nutrition,
    Pension,
    RecentIllness,
    Relationship,
    Roof,
    Sex,
    Tenure,
    Toilet,
    VocationalCertificate,
    Wall,
    WaterSource,
    Work,
);

macro_rules! cells {
    ($($type:ty, $kind:expr, $expected:expr, |$value:ident| $write:expr;)+) => {$(
        impl Cell for $type {
            const KIND: CellKind = $kind;

            fn read(text: &str) -> Result<Self, String> {
                text.parse().map_err(|_| $expected.to_owned())
            }

            fn write(&self) -> String {
                let $value = self;
                $write
            }
        }
    )+};
}

cells! {
    bool, CellKind::TruthValue, "`true` or `false`", |value| value.to_string();
    u8, CellKind::WholeNumber, "a whole number from 0 to 255", |value| value.to_string();
    u16, CellKind::WholeNumber, "a whole number from 0 to 65535", |value| value.to_string();
    UpTo<6>, CellKind::WholeNumber, "a whole number from 0 to 6", |value| value.to_string();
    UpTo<7>, CellKind::WholeNumber, "a whole number from 0 to 7", |value| value.to_string();
    ZScore, CellKind::Decimal { decimals: 4 }, "standard deviations from -20 to 20 with at most four decimals, such as -2.13", |score| score.to_string();
    BodyMassIndex, CellKind::Decimal { decimals: 4 }, "kilograms per square metre from 0 to 100 with at most four decimals, such as 18.5",
        |index| index.to_string();
    Months, CellKind::Decimal { decimals: 4 }, "months from 0 to 12 with at most four decimals, such as 4.5", |months| months.to_string();
    FloorArea, CellKind::Decimal { decimals: 4 }, "square metres from 0 to 1,000,000 with at most four decimals, such as 45.5",
        |area| area.to_string().trim_end_matches(" m2").to_owned();
    Birth, CellKind::Text, "a date such as 2012-05-01, or an age of 0 to 130 completed years", |birth| birth.to_string();
    EthnicGroup, CellKind::Code, "the id or the name of an ethnic group, such as `e_de` or `Ê Đê`, and not a number, which two lists read \
        differently", |group| group.id().to_owned();
    Money, CellKind::Money, "an amount with its currency, such as 1150000 VND", |money| format!("{} {}", money.amount(), money.currency().code());
    Weight<Households>, CellKind::Decimal { decimals: 9 }, "a number of at least 0 with at most nine decimals, such as 12.5", |weight| weight.to_string();
    NaiveDate, CellKind::Date, "a date such as 2024-12-15", |date| date.to_string();
}

impl Cell for Area {
    const KIND: CellKind = CellKind::Code;

    fn read(text: &str) -> Result<Self, String> {
        match text {
            "rural" => Ok(Self::Rural),
            "urban" => Ok(Self::Urban),
            _ => Err(one_of(["rural", "urban"])),
        }
    }

    fn write(&self) -> String {
        self.to_string()
    }
}

/// The number of a member in its household.
impl Cell for u32 {
    const KIND: CellKind = CellKind::WholeNumber;

    fn read(text: &str) -> Result<Self, String> {
        text.parse().ok().filter(|number| *number > 0).ok_or_else(|| "a whole number from 1".to_owned())
    }

    fn write(&self) -> String {
        self.to_string()
    }
}

impl Cell for String {
    const KIND: CellKind = CellKind::Text;

    fn read(text: &str) -> Result<Self, String> {
        if text.trim().is_empty() { Err("an identifier".to_owned()) } else { Ok(text.to_owned()) }
    }

    fn write(&self) -> String {
        self.clone()
    }
}

/// Not observed where blank.
impl<T: Cell> Cell for Option<T> {
    const KIND: CellKind = T::KIND;

    fn read(text: &str) -> Result<Self, String> {
        if text.trim().is_empty() {
            return Ok(None);
        }
        T::read(text).map(Some).map_err(|expected| format!("{expected}, or nothing"))
    }

    fn write(&self) -> String {
        self.as_ref().map_or_else(String::new, Cell::write)
    }
}

/// Not recorded where blank; `unknown:refused`, `not_applicable`.
impl<T: Cell> Cell for Observed<T> {
    const KIND: CellKind = T::KIND;

    fn read(text: &str) -> Result<Self, String> {
        if text.trim().is_empty() {
            return Ok(Self::NOT_RECORDED);
        }
        if text == "not_applicable" {
            return Ok(Self::NotApplicable);
        }
        if let Some(why) = text.strip_prefix("unknown:") {
            let reason = Unknown::ALL.into_iter().find(|reason| reason.code() == why);
            let expected = || format!("`unknown:` with the reason {}", one_of(Unknown::ALL.map(Unknown::code)));
            return reason.map(Self::Unknown).ok_or_else(expected);
        }
        T::read(text)
            .map(Self::Known)
            .map_err(|expected| format!("{expected}; nothing, `unknown:` with a reason, or `not_applicable`"))
    }

    fn write(&self) -> String {
        match self {
            Self::Known(value) => value.write(),
            Self::Unknown(Unknown::NotRecorded) => String::new(),
            Self::Unknown(why) => format!("unknown:{why}"),
            Self::NotApplicable => "not_applicable".to_owned(),
        }
    }
}
