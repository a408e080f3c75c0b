//! How much two households are alike, in points with a ground for each.

use super::identity::BirthDate;
use super::prepared::Prepared;
use core::fmt;
use serde::Serialize;

/// A ground to take two households for one, worth some of 100 points: up to 50 for the name of the head, 30 for the birth, 12
/// for the place and 8 for the size.
///
/// The points are a convention that orders pairs for a person to look at; they are no probability.
#[non_exhaustive]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Ground {
    /// The same number of identity: 100 points by itself.
    SameNumber,
    /// Every answer of the survey is the same: 100 points by itself.
    SameAnswers,
    /// The same name to the mark: 50.
    SameName,
    /// The same name in base letters: 48.
    SameFoldedName,
    /// The same words in another order: 44.
    SameWords,
    /// A name spelled alike: 40 times the Jaro-Winkler similarity of the base letters, in their order or sorted, whichever is
    /// more alike; from a similarity of 0.90.
    SimilarName {
        /// Hundredths of the similarity, rounded down.
        hundredths: u8,
    },
    /// The same day of birth: 30.
    SameBirth,
    /// The same with day and month swapped: 24.
    DayAndMonthSwapped,
    /// The same year, where one knows no more: 22.
    SameYearOfBirth,
    /// The same day and month, the year differs by one: 20.
    YearOfBirthDiffersByOne,
    /// The same year, and the same month or the same day: 18.
    DayOrMonthDiffers,
    /// The same year, another day and month: 10.
    OnlyYearAgrees,
    /// The year differs by one, where no more is known: 8.
    YearsNextToEachOther,
    /// One birth is not known: 8.
    BirthUnknown,
    /// The same commune or village: 12.
    SamePlace,
    /// As many members: 8.
    SameSize,
    /// One member more or less: 5.
    SizeDiffersByOne,
}

impl Ground {
    /// What it is worth.
    #[must_use]
    pub fn points(self) -> u8 {
        match self {
            Self::SameNumber | Self::SameAnswers => 100,
            Self::SameName => 50,
            Self::SameFoldedName => 48,
            Self::SameWords => 44,
            Self::SimilarName { hundredths } => {
                u8::try_from(u16::from(hundredths.min(100)).saturating_mul(2) / 5).unwrap_or(0)
            }
            Self::SameBirth => 30,
            Self::DayAndMonthSwapped => 24,
            Self::SameYearOfBirth => 22,
            Self::YearOfBirthDiffersByOne => 20,
            Self::DayOrMonthDiffers => 18,
            Self::SamePlace => 12,
            Self::OnlyYearAgrees => 10,
            Self::YearsNextToEachOther | Self::BirthUnknown | Self::SameSize => 8,
            Self::SizeDiffersByOne => 5,
        }
    }
}

impl fmt::Display for Ground {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::SameNumber => "same number of identity",
            Self::SameAnswers => "same answers throughout",
            Self::SameName => "same name",
            Self::SameFoldedName => "same name without marks",
            Self::SameWords => "same words of the name in another order",
            Self::SimilarName { hundredths } => return f.pad(&format!("name alike to 0.{hundredths:02}")),
            Self::SameBirth => "same day of birth",
            Self::DayAndMonthSwapped => "day and month of birth swapped",
            Self::SameYearOfBirth => "same year of birth, day not known",
            Self::YearOfBirthDiffersByOne => "year of birth differs by 1",
            Self::DayOrMonthDiffers => "day or month of birth differs",
            Self::OnlyYearAgrees => "same year of birth, another day",
            Self::YearsNextToEachOther => "years of birth next to each other",
            Self::BirthUnknown => "birth not known",
            Self::SamePlace => "same place",
            Self::SameSize => "same size",
            Self::SizeDiffersByOne => "size differs by 1",
        })
    }
}

/// Names less alike than this are of two people.
const ALIKE_FROM: f64 = 0.90;

/// Points and grounds of two households; `None` below the threshold, and if the names are not alike.
pub(super) fn compare(one: &Prepared, other: &Prepared, threshold: u8) -> Option<(u8, Vec<Ground>)> {
    let exact = [(Ground::SameNumber, one.number, other.number), (Ground::SameAnswers, one.answers, other.answers)];
    let exact = exact.into_iter().filter(|(_, one, other)| one.is_some() && one == other).map(|(ground, ..)| ground);
    let mut grounds: Vec<Ground> = exact.collect();
    let beside = [births(one.birth, other.birth), place(one, other), size(one, other)];
    let points = beside.iter().flatten().fold(0_u8, |sum, ground| sum.saturating_add(ground.points()));
    if grounds.is_empty() && points.saturating_add(Ground::SameName.points()) < threshold {
        return None;
    }
    let name = names(one, other);
    if grounds.is_empty() && name.is_none_or(|name| points.saturating_add(name.points()) < threshold) {
        return None;
    }
    grounds.extend(name.into_iter().chain(beside.into_iter().flatten()));
    let points = grounds.iter().fold(0_u8, |sum, ground| sum.saturating_add(ground.points()));
    Some((points.min(100), grounds))
}

fn names(one: &Prepared, other: &Prepared) -> Option<Ground> {
    if one.name.marked() == other.name.marked() {
        return Some(Ground::SameName);
    }
    if one.name.in_order() == other.name.in_order() {
        return Some(Ground::SameFoldedName);
    }
    if one.name.sorted() == other.name.sorted() {
        return Some(Ground::SameWords);
    }
    let in_order = strsim::jaro_winkler(one.name.in_order(), other.name.in_order());
    let alike = in_order.max(strsim::jaro_winkler(one.name.sorted(), other.name.sorted()));
    let hundredths = (90..100).rev().find(|hundredths| alike >= f64::from(*hundredths) / 100.0)?;
    (alike >= ALIKE_FROM).then_some(Ground::SimilarName { hundredths })
}

fn births(one: Option<BirthDate>, other: Option<BirthDate>) -> Option<Ground> {
    let (Some(one), Some(other)) = (one, other) else { return Some(Ground::BirthUnknown) };
    let apart = one.year.abs_diff(other.year);
    let days = one.day.zip(other.day);
    match (apart, days) {
        (0, None) => Some(Ground::SameYearOfBirth),
        (1, None) => Some(Ground::YearsNextToEachOther),
        (0, Some((one, other))) if one == other => Some(Ground::SameBirth),
        (0, Some((one, other))) if one == (other.1, other.0) => Some(Ground::DayAndMonthSwapped),
        (0, Some((one, other))) if one.0 == other.0 || one.1 == other.1 => Some(Ground::DayOrMonthDiffers),
        (0, Some(_)) => Some(Ground::OnlyYearAgrees),
        (1, Some((one, other))) if one == other => Some(Ground::YearOfBirthDiffersByOne),
        _ => None,
    }
}

fn place(one: &Prepared, other: &Prepared) -> Option<Ground> {
    (one.place.is_some() && one.place == other.place).then_some(Ground::SamePlace)
}

fn size(one: &Prepared, other: &Prepared) -> Option<Ground> {
    match one.size?.abs_diff(other.size?) {
        0 => Some(Ground::SameSize),
        1 => Some(Ground::SizeDiffersByOne),
        _ => None,
    }
}
