//! Households from a table of households and a table of their members.

use super::columns::{self, MemberRow};
use super::{ReadError, Report, Row, Table};
use crate::household::{Household, HouseholdBuilder, Member};
use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::io::Read;

/// Households read from two tables, and what became of every row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Joined {
    households: Vec<Household>,
    report: Report,
}

impl Joined {
    /// The households made, in the order of their table.
    #[must_use]
    pub fn households(&self) -> &[Household] {
        &self.households
    }

    /// What became of every row.
    #[must_use]
    pub const fn report(&self) -> &Report {
        &self.report
    }

    /// The households, if no row was left out.
    ///
    /// # Errors
    /// The first of [`Report::errors`].
    pub fn complete(self) -> Result<Vec<Household>, ReadError> {
        match self.report.errors.into_iter().next() {
            None => Ok(self.households),
            Some(error) => Err(error),
        }
    }

    /// The households and what became of every row.
    #[must_use]
    pub fn into_parts(self) -> (Vec<Household>, Report) {
        (self.households, self.report)
    }
}

/// A household row and the members found for it.
struct Draft {
    line: u64,
    record: HouseholdBuilder,
    /// By number: the order of rows means nothing.
    members: BTreeMap<u32, (u64, Member)>,
    /// Whether any row of members named it.
    named: bool,
    /// Whether an error stands in the way of making it.
    refused: bool,
    repeated: bool,
}

/// Reads households from a table of households and a table of their members, joined by the identifier of the household.
///
/// Headings are the keys of the JSON form, flattened: `dwelling_area` for the area of the dwelling, `days_fish` for the days on
/// which fish was eaten, `has_television` and so on for possessions, `household` and `number` (from 1, each once in a household) in the table of members
/// ([`columns_of_households`](super::columns_of_households), [`columns_of_members`](super::columns_of_members)). `id`, `place`
/// and `area`, `household` and `number` are needed; other columns may be left out, in any order. A blank cell is "not recorded";
/// `unknown:refused` and `not_applicable` are the other cases of [`Observed`](crate::household::Observed). The order of rows
/// means nothing: members stand in the order of their numbers.
///
/// # Errors
/// Only what makes a table unreadable as a whole: [`ReadError::UnknownColumn`], [`ReadError::RepeatedColumn`],
/// [`ReadError::MissingColumn`], [`ReadError::Unreadable`]. What is wrong with a row is in the [`Report`].
///
/// ```
/// use poverty::household::read::{Table, join};
/// let households = "id,place,area,dwelling_area,toilet\n\
///                   H1,24133,rural,31.9,unknown:refused\n\
///                   H2,24133,rural,40,septic\n";
/// let members = "household,number,birth,work,contract\n\
///                H1,2,9,,not_applicable\n\
///                H1,1,1983-02-11,waged,none\n\
///                H3,1,50,retired,not_applicable\n";
/// let joined = join(Table::new("households.csv", households.as_bytes()), Table::new("members.csv", members.as_bytes()))?;
/// assert_eq!(joined.households().len(), 1);
/// assert_eq!(joined.households()[0].size(), 2);
/// assert_eq!(joined.report().to_string(), "\
/// households: 1 of 2 rows; members: 2 of 3 rows
///   household `H2` has no member in members.csv, expected at least one (households.csv:3)
///   member 1 belongs to household `H3`, which is not in households.csv (members.csv:4)");
/// # Ok::<(), poverty::household::read::ReadError>(())
/// ```
pub fn join(households: Table<impl Read>, members: Table<impl Read>) -> Result<Joined, ReadError> {
    let mut join = Join {
        household_file: households.file.clone(),
        member_file: members.file.clone(),
        drafts: Vec::new(),
        places: BTreeMap::new(),
        household_errors: Vec::new(),
        member_errors: Vec::new(),
        member_rows: 0,
    };
    households.rows(&columns::household_columns().collect::<Vec<_>>(), |line, record, errors| {
        join.household(line, record, errors)
    })?;
    members.rows(&columns::member_columns().collect::<Vec<_>>(), |line, record, errors| {
        join.member(line, record, errors)
    })?;
    Ok(join.finish())
}

/// Two tables being joined.
struct Join {
    household_file: String,
    member_file: String,
    drafts: Vec<Draft>,
    /// Place of an identifier among the drafts.
    places: BTreeMap<String, usize>,
    household_errors: Vec<ReadError>,
    member_errors: Vec<ReadError>,
    member_rows: u64,
}

impl Join {
    fn household(&mut self, line: u64, record: HouseholdBuilder, errors: Vec<ReadError>) {
        let mut draft = Draft {
            line,
            record,
            members: BTreeMap::new(),
            named: false,
            refused: !errors.is_empty(),
            repeated: false,
        };
        self.household_errors.extend(errors);
        let id = draft.record.id.clone();
        if !id.is_empty() {
            match self.places.entry(id) {
                Entry::Vacant(vacant) => {
                    vacant.insert(self.drafts.len());
                }
                Entry::Occupied(occupied) => {
                    // Neither of the two is known to be the one that is meant.
                    draft.refused = true;
                    draft.repeated = true;
                    if let Some(first) = self.drafts.get_mut(*occupied.get()) {
                        first.refused = true;
                        self.household_errors.push(ReadError::RepeatedHousehold {
                            household: occupied.key().clone(),
                            first: Row::new(&self.household_file, first.line),
                            at: Row::new(&self.household_file, line),
                        });
                    }
                }
            }
        }
        self.drafts.push(draft);
    }

    fn member(&mut self, line: u64, row: MemberRow, errors: Vec<ReadError>) {
        self.member_rows = self.member_rows.saturating_add(1);
        let good = errors.is_empty();
        self.member_errors.extend(errors);
        let MemberRow { household, number, member } = row;
        if household.is_empty() {
            return;
        }
        let at = Row::new(&self.member_file, line);
        let Some(draft) = self.places.get(&household).and_then(|place| self.drafts.get_mut(*place)) else {
            let households = self.household_file.clone();
            self.member_errors.push(ReadError::WithoutHousehold { household, member: number, households, at });
            return;
        };
        draft.named = true;
        if !good {
            draft.refused = true;
            return;
        }
        match draft.members.entry(number) {
            Entry::Vacant(vacant) => {
                vacant.insert((line, member));
            }
            Entry::Occupied(occupied) => {
                let first = Row::new(&self.member_file, occupied.get().0);
                draft.refused = true;
                self.member_errors.push(ReadError::RepeatedMember { household, member: number, first, at });
            }
        }
    }

    fn finish(self) -> Joined {
        let Self { household_file, member_file, drafts, mut household_errors, member_errors, member_rows, .. } = self;
        let mut report = Report { member_rows, ..Report::default() };
        let mut households = Vec::with_capacity(drafts.len());
        for draft in drafts {
            report.household_rows = report.household_rows.saturating_add(1);
            let at = Row::new(&household_file, draft.line);
            if !draft.named && !draft.repeated && !draft.record.id.is_empty() {
                let (household, members) = (draft.record.id.clone(), member_file.clone());
                household_errors.push(ReadError::WithoutMembers { household, members, at });
                continue;
            }
            if draft.refused {
                continue;
            }
            match draft.record.members(draft.members.into_values().map(|(_, member)| member)).build() {
                Ok(household) => {
                    report.households = report.households.saturating_add(1);
                    report.members = report.members.saturating_add(u64::from(household.size()));
                    households.push(household);
                }
                Err(error) => household_errors.push(ReadError::Household { error, at }),
            }
        }
        household_errors.sort_by_key(ReadError::line);
        report.errors = household_errors;
        report.errors.extend(member_errors);
        Joined { households, report }
    }
}
