//! One claim or sum as a row of named cells: what CSV, TOML and serde have in common.

use crate::published::figure::{household_count, percentage};
use crate::published::{
    AsOf, Budget, Change, Changed, Claim, Class, Direction, Figure, Group, Parted, PublishedError, Share, Subject, Sum,
    Target,
};
use crate::quantity::Rounding;
use crate::source::Confirmation;
use std::collections::BTreeMap;

/// The columns, in the order in which they are written.
pub(in crate::published) const COLUMNS: [&str; 29] = [
    "id",
    "kind",
    "area",
    "group",
    "class",
    "date",
    "standard",
    "measure",
    "edition",
    "households",
    "rate",
    "value",
    "since",
    "since_area",
    "since_standard",
    "since_measure",
    "of",
    "of_area",
    "of_group",
    "of_class",
    "item",
    "parts_of",
    "whole",
    "parts",
    "rounding",
    "source",
    "confirmation",
    "note",
    "status",
];

/// Columns of other tables that mean one of ours.
const ALIASES: [(&str, &str); 5] = [
    ("period_end", "date"),
    ("rate_percent", "rate"),
    ("measurement", "measure"),
    ("source_title", "source"),
    ("since_measurement", "since_measure"),
];

/// The column that a header or key names.
pub(in crate::published) fn column(name: &str) -> Option<&'static str> {
    let name = name.trim();
    let name = ALIASES.iter().find(|(alias, _)| *alias == name).map_or(name, |(_, column)| column);
    COLUMNS.iter().find(|column| **column == name).copied()
}

/// A claim or a sum.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::published) enum Entry {
    Claim(Box<Claim>),
    Sum(Sum),
}

/// What is wrong with a row, and in which column.
#[derive(Debug)]
pub(in crate::published) struct Misplaced {
    pub(in crate::published) column: &'static str,
    pub(in crate::published) error: PublishedError,
}

/// The cells of a row that are not blank.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::published) struct Row {
    cells: BTreeMap<&'static str, String>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Level,
    Change(Direction, bool),
    Share,
    Target,
    TargetFall,
    Budget(bool),
    Sum,
}

pub(super) const KINDS: [(&str, Kind); 13] = [
    ("level", Kind::Level),
    ("change", Kind::Change(Direction::Signed, false)),
    ("change_a_year", Kind::Change(Direction::Signed, true)),
    ("fall", Kind::Change(Direction::Fall, false)),
    ("fall_a_year", Kind::Change(Direction::Fall, true)),
    ("rise", Kind::Change(Direction::Rise, false)),
    ("rise_a_year", Kind::Change(Direction::Rise, true)),
    ("share", Kind::Share),
    ("target", Kind::Target),
    ("target_fall_a_year", Kind::TargetFall),
    ("budget", Kind::Budget(false)),
    ("budget_a_year", Kind::Budget(true)),
    ("sum", Kind::Sum),
];

/// Columns that every kind of claim may fill.
const SHARED: [&str; 12] = [
    "id",
    "kind",
    "area",
    "group",
    "class",
    "date",
    "standard",
    "measure",
    "edition",
    "source",
    "confirmation",
    "note",
];

impl Kind {
    fn own_columns(self) -> &'static [&'static str] {
        match self {
            Self::Level => &["households", "rate", "rounding"],
            Self::Change(..) => &["since", "since_area", "since_standard", "since_measure", "of", "value", "rounding"],
            Self::Share => &["of_area", "of_group", "of_class", "value", "rounding"],
            Self::Target | Self::TargetFall => &["value", "rounding"],
            Self::Budget(_) => &["since", "item", "value", "rounding"],
            Self::Sum => &["since", "whole", "parts_of", "parts"],
        }
    }
}

impl Row {
    /// Fills a cell; blank text is no value. A cell `status` of a reference list holds a mark and a note.
    pub(in crate::published) fn fill(&mut self, column: &'static str, text: &str) {
        let text = text.trim();
        if text.is_empty() {
            return;
        }
        if column == "status" {
            let (mark, note) = mark_and_note(text);
            self.fill("confirmation", mark);
            self.fill("note", note);
        } else {
            self.cells.insert(column, text.to_owned());
        }
    }

    pub(in crate::published) fn cells(&self) -> impl Iterator<Item = (&'static str, &str)> {
        COLUMNS.iter().filter_map(|column| self.cell(column).map(|text| (*column, text)))
    }

    fn cell(&self, column: &str) -> Option<&str> {
        self.cells.get(column).map(String::as_str)
    }

    /// A cell that has to be filled.
    fn need(&self, column: &'static str, expected: &'static str) -> Result<&str, Misplaced> {
        let missing = || PublishedError::WrongField { field: column, value: String::new(), expected };
        self.cell(column).ok_or_else(|| missing().in_column(column))
    }

    /// A cell read by its own rule, if it is filled.
    fn read<T>(
        &self,
        column: &'static str,
        read: impl FnOnce(&str) -> Result<T, PublishedError>,
    ) -> Result<Option<T>, Misplaced> {
        self.cell(column).map(read).transpose().map_err(|error| error.in_column(column))
    }

    /// The claim or sum that the row states.
    pub(in crate::published) fn entry(&self) -> Result<Entry, Misplaced> {
        let kind = self.read("kind", kind)?.unwrap_or(Kind::Level);
        for (column, value) in self.cells() {
            if !SHARED.contains(&column) && !kind.own_columns().contains(&column) {
                let expected = "expected no such value in a claim of this kind";
                let error = PublishedError::WrongField { field: column, value: value.to_owned(), expected };
                return Err(error.in_column(column));
            }
        }
        if kind == Kind::Sum {
            self.sum().map(Entry::Sum)
        } else {
            self.claim(kind).map(|claim| Entry::Claim(Box::new(claim)))
        }
    }

    fn claim(&self, kind: Kind) -> Result<Claim, Misplaced> {
        let confirmation = self.read("confirmation", confirmation)?.unwrap_or(Confirmation::Confirmed);
        let subject = self.subject(kind)?;
        let figure = match kind {
            Kind::Level => self.level(confirmation)?,
            Kind::Change(direction, a_year) => Figure::Change(self.change(direction, a_year)?),
            Kind::Share => Figure::Share(self.share()?),
            Kind::Target => Figure::Target(self.value(Target::rate)?),
            Kind::TargetFall => Figure::Target(self.value(Target::fall_a_year)?),
            Kind::Budget(_) | Kind::Sum => Figure::Budget(self.budget(kind == Kind::Budget(true))?),
        };
        if confirmation == Confirmation::Unknown && kind != Kind::Level {
            let error = PublishedError::UnknownFigure { value: self.cell("value").unwrap_or("").to_owned() };
            return Err(error.in_column("confirmation"));
        }
        let mut claim = Claim::new(subject, figure).map_err(|error| error.in_column("date"))?.known(confirmation);
        if let Some(rounding) = self.read("rounding", rounding)? {
            claim = claim.rounded(rounding);
        }
        if let Some(id) = self.cell("id") {
            claim = claim.named(id);
        }
        if let Some(source) = self.cell("source") {
            claim = claim.from_source(source);
        }
        Ok(if let Some(note) = self.cell("note") { claim.with_note(note) } else { claim })
    }

    fn subject(&self, kind: Kind) -> Result<Subject, Misplaced> {
        let area = self.need("area", "expected an area, such as Đắk Lắk")?;
        let date = self.need("date", "expected a day such as 2024-12-31, or a year")?;
        let date: AsOf = date.parse().map_err(|error: PublishedError| error.in_column("date"))?;
        let class = self.read("class", str::parse)?;
        let class = match (class, kind) {
            (Some(class), _) => class,
            (None, Kind::Budget(_)) => Class::AllHouseholds,
            (None, _) => {
                self.need("class", "expected a class, such as poor, near_poor or all_households")?;
                Class::AllHouseholds
            }
        };
        let subject = Subject::new(area, class, date).map_err(|error| error.in_column("area"))?;
        Ok(subject
            .of_group(self.read("group", str::parse)?.unwrap_or(Group::All))
            .by_standard(self.cell("standard").unwrap_or(""))
            .measured_by(self.read("measure", str::parse)?.unwrap_or_default())
            .in_edition(self.cell("edition").unwrap_or("")))
    }

    fn level(&self, confirmation: Confirmation) -> Result<Figure, Misplaced> {
        let households = self.read("households", household_count)?;
        let rate = self.read("rate", |text| percentage("a rate", text))?;
        let printed = self.cell("households").or(self.cell("rate"));
        match (printed, confirmation) {
            (Some(value), Confirmation::Unknown) => {
                Err(PublishedError::UnknownFigure { value: value.to_owned() }.in_column("confirmation"))
            }
            (None, mark) if mark != Confirmation::Unknown => {
                let expected = "expected a number of households, a rate or both; if neither is known, the mark unknown";
                Err(PublishedError::WrongField { field: "households", value: String::new(), expected }
                    .in_column("households"))
            }
            _ => Ok(Figure::Level { households, rate }),
        }
    }

    fn value<T>(&self, read: impl FnOnce(&str) -> Result<T, PublishedError>) -> Result<T, Misplaced> {
        let value = self.need("value", "expected the printed number with its unit")?;
        read(value).map_err(|error| error.in_column("value"))
    }

    fn since(&self) -> Result<AsOf, Misplaced> {
        let since = self.need("since", "expected the earlier date")?;
        since.parse().map_err(|error: PublishedError| error.in_column("since"))
    }

    fn change(&self, direction: Direction, a_year: bool) -> Result<Change, Misplaced> {
        let since = self.since()?;
        let change = self.value(|text| Change::new(since, direction, text))?;
        let change = match self.cell("of") {
            None => change,
            Some("rate") if change.of() == Changed::Rate => change,
            Some("households") => change.of_households().map_err(|error| error.in_column("of"))?,
            Some(other) => {
                let expected = "expected rate or households, whichever fits the unit of the change";
                let error = PublishedError::WrongField { field: "of", value: other.to_owned(), expected };
                return Err(error.in_column("of"));
            }
        };
        Ok(Change {
            a_year,
            since_area: self.cell("since_area").map(str::to_owned),
            since_standard: self.cell("since_standard").map(str::to_owned),
            since_measurement: self.read("since_measure", str::parse)?,
            ..change
        })
    }

    fn share(&self) -> Result<Share, Misplaced> {
        let printed = self.value(|text| percentage("a share", text))?;
        let of_area = self.cell("of_area").map(str::to_owned);
        let (of_group, of_class) = (self.read("of_group", str::parse)?, self.read("of_class", str::parse)?);
        if of_area.is_none() && of_group.is_none() && of_class.is_none() {
            let expected = "expected what the share is of: another area, group or class (of_area, of_group, of_class)";
            let error = PublishedError::WrongField { field: "of_group", value: String::new(), expected };
            return Err(error.in_column("of_group"));
        }
        Ok(Share { of_area, of_group, of_class, printed })
    }

    fn budget(&self, a_year: bool) -> Result<Budget, Misplaced> {
        let item = self.need("item", "expected what the money is for, such as total")?;
        // An amount for one year or day needs no first one.
        let first = if self.cell("since").is_some() { "since" } else { "date" };
        let since = self.need(first, "expected the first year of the budget")?;
        let since: AsOf = since.parse().map_err(|error: PublishedError| error.in_column(first))?;
        let budget = self.value(|text| Budget::new(item, since, text))?;
        Ok(Budget { a_year, ..budget })
    }

    fn sum(&self) -> Result<Sum, Misplaced> {
        let parted = self.read("parts_of", str::parse)?.unwrap_or(Parted::Area);
        // An area may stand in its own column.
        let place = if parted == Parted::Area && self.cell("whole").is_none() { "area" } else { "whole" };
        let whole = self.need(place, "expected the name of the whole")?;
        let parts = self.need("parts", "expected the parts with `;` between")?.split(';');
        let sum = Sum::new(parted, whole, parts).map_err(|error| error.in_column("parts"))?;
        let last: Option<AsOf> = self.read("date", str::parse)?;
        let first = self.read("since", str::parse)?.or(last);
        let sum = match first {
            Some(first) => sum.between(first, last).map_err(|error| error.in_column("since"))?,
            None => sum,
        };
        Ok(Sum {
            id: self.cell("id").map(str::to_owned),
            source: self.cell("source").map(str::to_owned),
            confirmation: self.read("confirmation", confirmation)?.unwrap_or(Confirmation::Confirmed),
            note: self.cell("note").map(str::to_owned),
            ..sum
        })
    }
}

impl PublishedError {
    fn in_column(self, column: &'static str) -> Misplaced {
        Misplaced { column, error: self }
    }
}

fn kind(text: &str) -> Result<Kind, PublishedError> {
    KINDS.iter().find(|(name, _)| *name == text).map(|(_, kind)| *kind).ok_or_else(|| {
        PublishedError::unreadable(
            "a kind of claim",
            text,
            "level, change, fall, rise (each but the first also with _a_year), share, target, target_fall_a_year, \
             budget, budget_a_year or sum",
        )
    })
}

pub(super) const ROUNDINGS: [(&str, Rounding); 6] = [
    ("half_up", Rounding::HalfUp),
    ("half_even", Rounding::HalfEven),
    ("toward_zero", Rounding::TowardZero),
    ("away_from_zero", Rounding::AwayFromZero),
    ("floor", Rounding::Floor),
    ("ceiling", Rounding::Ceiling),
];

fn rounding(text: &str) -> Result<Rounding, PublishedError> {
    // Truncation is what the field calls it.
    let name = if text == "truncation" { "toward_zero" } else { text };
    ROUNDINGS.iter().find(|(known, _)| *known == name).map(|(_, rounding)| *rounding).ok_or_else(|| {
        PublishedError::unreadable(
            "a rule of rounding",
            text,
            "half_up, half_even, toward_zero (truncation), away_from_zero, floor or ceiling",
        )
    })
}

pub(super) const MARKS: [(&str, Confirmation); 5] = [
    ("confirmed", Confirmation::Confirmed),
    ("derived", Confirmation::Derived),
    ("draft", Confirmation::Draft),
    ("from_memory", Confirmation::FromMemory),
    ("unknown", Confirmation::Unknown),
];

fn confirmation(text: &str) -> Result<Confirmation, PublishedError> {
    let name = text.to_lowercase().replace(' ', "_");
    MARKS
        .iter()
        .find(|(known, _)| *known == name)
        .map(|(_, mark)| *mark)
        .ok_or_else(|| PublishedError::unreadable("a mark", text, "confirmed, derived, draft, from_memory or unknown"))
}

/// Splits `CONFIRMED (seed article)` into the mark and what follows; without a known mark the whole is taken for one.
fn mark_and_note(text: &str) -> (&str, &str) {
    let lower = text.to_lowercase().replace(' ', "_");
    // The marks are ASCII, so lengths in the lowered text are lengths in the text.
    let mark = MARKS.iter().map(|(name, _)| name.len()).find(|length| {
        let known = lower.get(..*length).is_some_and(|start| MARKS.iter().any(|(name, _)| *name == start));
        known && !lower.get(*length..).is_some_and(|rest| rest.starts_with(char::is_alphanumeric))
    });
    mark.and_then(|length| text.split_at_checked(length)).unwrap_or((text, ""))
}
