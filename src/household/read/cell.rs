//! What a cell can hold: each type's text, and what it expects.

use crate::household::{
    Affords, Birth, Contract, CookingFuel, Disability, Drainage, Education, EthnicGroup, Floor, Frame,
    HealthAffiliation, HealthCare, Nutrition, Observed, Pension, RecentIllness, Relationship, Roof, Sex, Tenure,
    Toilet, Unknown, UpTo, VocationalCertificate, Wall, WaterSource, Work,
};
use crate::place::Area;
use crate::quantity::{BodyMassIndex, FloorArea, Households, Money, Months, Weight, ZScore};
use chrono::NaiveDate;

/// A value that stands in a cell.
pub(super) trait Cell: Sized {
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
    ($($type:ty, $expected:expr, |$value:ident| $write:expr;)+) => {$(
        impl Cell for $type {
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
    bool, "`true` or `false`", |value| value.to_string();
    u8, "a whole number from 0 to 255", |value| value.to_string();
    u16, "a whole number from 0 to 65535", |value| value.to_string();
    UpTo<6>, "a whole number from 0 to 6", |value| value.to_string();
    UpTo<7>, "a whole number from 0 to 7", |value| value.to_string();
    ZScore, "standard deviations from -20 to 20 with at most four decimals, such as -2.13", |score| score.to_string();
    BodyMassIndex, "kilograms per square metre from 0 to 100 with at most four decimals, such as 18.5",
        |index| index.to_string();
    Months, "months from 0 to 12 with at most four decimals, such as 4.5", |months| months.to_string();
    FloorArea, "square metres from 0 to 1,000,000 with at most four decimals, such as 45.5",
        |area| area.to_string().trim_end_matches(" m2").to_owned();
    Birth, "a date such as 2012-05-01, or an age of 0 to 130 completed years", |birth| birth.to_string();
    EthnicGroup, "the id or the name of an ethnic group, such as `e_de` or `Ê Đê`, and not a number, which two lists read \
        differently", |group| group.id().to_owned();
    Money, "an amount with its currency, such as 1150000 VND", |money| format!("{} {}", money.amount(), money.currency().code());
    Weight<Households>, "a number of at least 0 with at most nine decimals, such as 12.5", |weight| weight.to_string();
    NaiveDate, "a date such as 2024-12-15", |date| date.to_string();
}

impl Cell for Area {
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
    fn read(text: &str) -> Result<Self, String> {
        text.parse().ok().filter(|number| *number > 0).ok_or_else(|| "a whole number from 1".to_owned())
    }

    fn write(&self) -> String {
        self.to_string()
    }
}

impl Cell for String {
    fn read(text: &str) -> Result<Self, String> {
        if text.trim().is_empty() { Err("an identifier".to_owned()) } else { Ok(text.to_owned()) }
    }

    fn write(&self) -> String {
        self.clone()
    }
}

/// Not observed where blank.
impl<T: Cell> Cell for Option<T> {
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
