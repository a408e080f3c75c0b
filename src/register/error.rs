//! Why the register refuses something.

use super::review::ReviewError;
use super::{Field, HouseholdId, MemberId, Standing, Told};
use crate::household::HouseholdError;
use crate::journal::{EntryId, JournalError};
use crate::measure::administrative::AdministrativeError;
use crate::place::Area;
use crate::quantity::QuantityError;
use crate::standard::StandardError;
use chrono::NaiveDate;
use thiserror::Error;

/// Why the register refuses an entry or a question. The register is as it was before.
///
/// Households, persons and entries are named by their identifiers; no name of a person is ever part of an error, since whatever was
/// given as a text is [`Told`].
#[non_exhaustive]
#[derive(Clone, Debug, PartialEq, Error)]
pub enum RegisterError {
    /// A text that is no identifier. It is not repeated: it may be a name in the wrong column.
    #[error(
        "a household's identifier has 1 to 24 visible ASCII characters, found {characters} characters of another kind"
    )]
    HouseholdId {
        /// How many characters there were.
        characters: usize,
    },
    /// Another number of persons than members.
    #[error(
        "household {household} has {members} members and {people} persons: every member is one person of the register"
    )]
    MemberCount {
        /// The household.
        household: HouseholdId,
        /// Members observed.
        members: usize,
        /// Persons named.
        people: usize,
    },
    /// One person twice among the members.
    #[error("household {household} has person {member} twice among its members")]
    MemberTwice {
        /// The household.
        household: HouseholdId,
        /// The person.
        member: MemberId,
    },
    /// A sample weight in a register.
    #[error("household {household} has a sample weight: in a register every household stands for itself")]
    Weighted {
        /// The household.
        household: HouseholdId,
    },
    /// A field that can't be corrected.
    #[error(
        "`{field}` is no field that can be corrected, expected a key such as dwelling.floor, `member 7: work`, class or day"
    )]
    Field {
        /// The field as written.
        field: Told,
    },
    /// A value that the field can't have.
    #[error("{field}: {message}")]
    FieldValue {
        /// The field.
        field: Field,
        /// What was expected.
        message: Told,
    },
    /// A thing that has no written form.
    #[error("a record can't be written: {message}")]
    Unwritable {
        /// Why.
        message: Told,
    },
    /// A text without words.
    #[error("the {thing} is blank, expected words")]
    Blank {
        /// What was blank.
        thing: &'static str,
    },
    /// One class twice in a decision.
    #[error("decision {decision} has the class `{class}` twice")]
    ClassTwice {
        /// Number of the decision.
        decision: Told,
        /// The class.
        class: Told,
    },
    /// No class, or more than can be numbered.
    #[error("decision {decision} has {classes} classes, expected 1 to 255")]
    ClassCount {
        /// Number of the decision.
        decision: Told,
        /// How many.
        classes: usize,
    },
    /// An assessment that leaves several classes possible.
    #[error("household {household} can't be recognised: what is not known leaves it {possible}")]
    Undetermined {
        /// The household.
        household: HouseholdId,
        /// The classes that remain, or none.
        possible: Told,
    },
    /// An assessment by another standard than the decision's.
    #[error("household {household} was assessed by {assessed}, the decision applies {decided}")]
    OtherStandard {
        /// The household.
        household: HouseholdId,
        /// The standard of the assessment.
        assessed: Told,
        /// The standard of the decision.
        decided: Told,
    },
    /// A class that the decision can't give.
    #[error("the decision of entry {decision} gives no class `{class}`")]
    NoSuchClass {
        /// The entry of the decision.
        decision: EntryId,
        /// The class.
        class: Told,
    },
    /// The household is not in the register on the day.
    #[error("household {household} is not in the register on {on}")]
    NotRegistered {
        /// The household.
        household: HouseholdId,
        /// The day.
        on: NaiveDate,
    },
    /// The identifier was given before.
    #[error("household {household} is in the register already, by entry {entry}: an identifier is given once")]
    AlreadyRegistered {
        /// The household.
        household: HouseholdId,
        /// The entry that registered it.
        entry: EntryId,
    },
    /// The household has ended.
    #[error("household {household} ended by entry {entry}, so nothing can happen to it on {on}")]
    Ended {
        /// The household.
        household: HouseholdId,
        /// The entry that ended it.
        entry: EntryId,
        /// The day.
        on: NaiveDate,
    },
    /// The person is not a member on the day.
    #[error("person {member} is not a member of household {household} on {on}")]
    NotAMember {
        /// The household.
        household: HouseholdId,
        /// The person.
        member: MemberId,
        /// The day.
        on: NaiveDate,
    },
    /// The person is a member already.
    #[error("person {member} is a member of household {household} already on {on}")]
    AlreadyMember {
        /// The household.
        household: HouseholdId,
        /// The person.
        member: MemberId,
        /// The day.
        on: NaiveDate,
    },
    /// Nobody would be left.
    #[error("household {household} would be left without members on {on}: close it or merge it instead")]
    NobodyLeft {
        /// The household.
        household: HouseholdId,
        /// The day.
        on: NaiveDate,
    },
    /// The members named are not all members.
    #[error(
        "household {household} has the member {member} on {on}, who is not named: name every member, or record that he or she left"
    )]
    MemberOmitted {
        /// The household.
        household: HouseholdId,
        /// A member who is not named.
        member: MemberId,
        /// The day.
        on: NaiveDate,
    },
    /// A household split from or merged into itself.
    #[error("household {household} can't split from or merge into itself")]
    Itself {
        /// The household.
        household: HouseholdId,
    },
    /// The survey saw the household elsewhere.
    #[error("household {household} is observed in {observed} on {on} and lives in {lives_in}: record that it moved")]
    PlaceDiffers {
        /// The household.
        household: HouseholdId,
        /// Where it was observed.
        observed: Told,
        /// Where it lives by the register, or may live since the units were reformed.
        lives_in: Told,
        /// The day.
        on: NaiveDate,
    },
    /// A place that does not exist on the day.
    #[error("household {household}: there is no place with the code {place} on {on}")]
    UnknownPlace {
        /// The household.
        household: HouseholdId,
        /// The code.
        place: Told,
        /// The day.
        on: NaiveDate,
    },
    /// Rural in a place that is urban, or the other way round.
    #[error("household {household} is {recorded}, and its place {place} is {of_place} on {on}")]
    AreaDiffers {
        /// The household.
        household: HouseholdId,
        /// What was recorded.
        recorded: Area,
        /// The code of the place.
        place: Told,
        /// What the place is.
        of_place: Area,
        /// The day.
        on: NaiveDate,
    },
    /// The household does not live where the decision is made.
    #[error("household {household} does not live in {place} on {on}, whose decision is entry {decision}")]
    OutsideDecision {
        /// The household.
        household: HouseholdId,
        /// The entry of the decision.
        decision: EntryId,
        /// The place of the decision.
        place: Told,
        /// The day.
        on: NaiveDate,
    },
    /// Recognised from before the decision.
    #[error("household {household} is recognised from {on}, before the day of its decision, {decided}")]
    BeforeDecision {
        /// The household.
        household: HouseholdId,
        /// The day from which it is recognised.
        on: NaiveDate,
        /// The day of the decision.
        decided: NaiveDate,
    },
    /// An entry that would make a later one impossible.
    #[error("entry {entry} can't be, because of entry {later}, which is true later: {because}")]
    Contradicted {
        /// The entry refused.
        entry: EntryId,
        /// The entry that it would make impossible.
        later: EntryId,
        /// How.
        because: Box<RegisterError>,
    },
    /// An entry that the journal does not have.
    #[error("there is no entry {entry}")]
    NoSuchEntry {
        /// Its number.
        entry: EntryId,
    },
    /// An entry that is no decision.
    #[error("entry {entry} is no decision")]
    NotADecision {
        /// Its number.
        entry: EntryId,
    },
    /// An entry of another kind than can be corrected or withdrawn.
    #[error("entry {entry} ({kind}) can't be {what}")]
    NotCorrectable {
        /// Its number.
        entry: EntryId,
        /// What it is.
        kind: &'static str,
        /// What was tried: `corrected` or `withdrawn`.
        what: &'static str,
    },
    /// An entry without such a field.
    #[error("entry {entry} ({kind}) has no field `{field}`")]
    NoSuchField {
        /// Its number.
        entry: EntryId,
        /// What it is.
        kind: &'static str,
        /// The field.
        field: Field,
    },
    /// A correction that expects another value than stands there.
    #[error("`{field}` of entry {entry} is `{found}`, the correction expects `{expected}`")]
    OldValueDiffers {
        /// The entry.
        entry: EntryId,
        /// The field.
        field: Field,
        /// What stands there.
        found: Told,
        /// What the correction says.
        expected: Told,
    },
    /// A correction that changes nothing.
    #[error("`{field}` of entry {entry} is `{value}` already")]
    NothingChanges {
        /// The entry.
        entry: EntryId,
        /// The field.
        field: Field,
        /// The value.
        value: Told,
    },
    /// A correction or withdrawal that is not true from the day of its entry.
    #[error("entry {entry} sets entry {target} right, which is true from {expected}: it must be so too, found {found}")]
    NotFromItsDay {
        /// The entry refused.
        entry: EntryId,
        /// The entry that it is about.
        target: EntryId,
        /// The day of that entry.
        expected: NaiveDate,
        /// The day given.
        found: NaiveDate,
    },
    /// A support that was recorded before.
    #[error("household {household} received the support `{policy}`{} already, by entry {entry}", of(occasion))]
    SupportedTwice {
        /// The household.
        household: HouseholdId,
        /// The policy.
        policy: Told,
        /// The occasion.
        occasion: Option<Told>,
        /// The entry that recorded it.
        entry: EntryId,
    },
    /// Figures that are not what the register says.
    #[error("the figures of {on} say {what} {published}, the register says {found}")]
    PublishedOtherwise {
        /// The day of the figures.
        on: NaiveDate,
        /// What differs.
        what: Told,
        /// What they say.
        published: Told,
        /// What the register says.
        found: Told,
    },
    /// A household that does not live where the review is held.
    #[error("household {household} does not live in {village} on {on}, where the review is held")]
    OutsideReview {
        /// The household.
        household: HouseholdId,
        /// The village.
        village: Told,
        /// The day.
        on: NaiveDate,
    },
    /// A household of the village that is struck off the list of its review.
    #[error("household {household} lives in {village} on {on}: only who is gone is struck off the list")]
    StillThere {
        /// The household.
        household: HouseholdId,
        /// The village.
        village: Told,
        /// The day.
        on: NaiveDate,
    },
    /// A household on the lists that the yearly review leaves out.
    #[error("household {household} of {village} is {standing} and not on the list of the yearly review: list it first")]
    LeftOffReview {
        /// The household.
        household: HouseholdId,
        /// The village.
        village: Told,
        /// Where it stands.
        standing: Standing,
    },
    /// An entry in which no survey saw the household.
    #[error("entry {entry} is no observation of household {household}")]
    NotAnObservation {
        /// Its number.
        entry: EntryId,
        /// The household.
        household: HouseholdId,
    },
    /// A certificate for a household that the decision does not name.
    #[error("household {household} is not recognised by the decision of entry {decision}")]
    NotRecognised {
        /// The household.
        household: HouseholdId,
        /// The entry of the decision.
        decision: EntryId,
    },
    /// A review closed before its last certificate.
    #[error("household {household} is recognised as {standing} and has no certificate yet")]
    CertificatePending {
        /// The household.
        household: HouseholdId,
        /// Where it stands.
        standing: Standing,
    },
    /// Two rates that the transitions between them do not explain.
    #[error("{what} is {found} by the transitions and {stated} by the rate")]
    Irreconcilable {
        /// What differs.
        what: &'static str,
        /// By the transitions.
        found: u64,
        /// By the rate.
        stated: u64,
    },
    /// A rate without the counts it was made from.
    #[error("the rate of {on} was reported without its counts, so there is nothing to reconcile")]
    RateWithoutCounts {
        /// The day of the rate.
        on: NaiveDate,
    },
    /// Of a review.
    #[error(transparent)]
    Review(Box<ReviewError>),
    /// Of the journal.
    #[error(transparent)]
    Journal(#[from] JournalError),
    /// Of a household.
    #[error(transparent)]
    Household(#[from] HouseholdError),
    /// Of a standard.
    #[error(transparent)]
    Standard(Box<StandardError>),
    /// Of a rate.
    #[error(transparent)]
    Administrative(#[from] AdministrativeError),
    /// Of a number.
    #[error(transparent)]
    Quantity(#[from] QuantityError),
}

/// ` of 2024`, or nothing.
fn of(occasion: &Option<Told>) -> String {
    occasion.as_ref().map_or_else(String::new, |occasion| format!(" of {occasion}"))
}

impl From<StandardError> for RegisterError {
    fn from(error: StandardError) -> Self {
        Self::Standard(Box::new(error))
    }
}

impl From<ReviewError> for RegisterError {
    fn from(error: ReviewError) -> Self {
        Self::Review(Box::new(error))
    }
}
