//! A correction and its reversal leave nothing behind, whatever was known late, corrected or withdrawn before, between and after.
#![expect(clippy::wildcard_enum_match_arm, reason = "each question is about a few kinds of change")]

use super::commune::DECREE;
use super::properties::{days, said};
use poverty::household::Unknown;
use poverty::journal::{Entry, EntryId};
use poverty::register::{Because, Change, Decision, Field, FieldValue, Figures, Publication, Register, RegisterError};
use poverty::standard::Standards;
use poverty::strategies::register::journal;
use proptest::prelude::*;
use proptest::sample::Index;

const BECAUSE: Because<'static> = Because { reason: "misread", source: "complaint" };
/// Numbers of entries that are in one of two registers only.
const CORRECTION: u64 = 1_000_000;
const REVERSAL: u64 = 1_000_001;
/// That of a decision on everybody, which those on each follow.
const DECISION: u64 = 2_000_000;

/// What may be set right in any entry that has it.
fn fields(entry: &Entry<Change>, days_back: u64) -> Vec<(Field, FieldValue)> {
    let day = entry.valid - chrono::Days::new(days_back);
    let mut fields: Vec<(Field, FieldValue)> = [
        ("income_per_person_month", "100,000 VND".into()),
        ("income_per_person_month", "1,300,000 VND".into()),
        ("income_per_person_month", "9,000,000 VND".into()),
        ("income_per_person_month", Unknown::Refused.into()),
        ("services.toilet", "septic".into()),
        ("services.toilet", "open_pit".into()),
        ("services.water_source", "surface".into()),
        ("services.water_source", Unknown::DoesNotKnow.into()),
        ("dwelling.area", "3".into()),
        ("place", "A".into()),
        ("place", "C".into()),
        ("area", "urban".into()),
        ("day", day.to_string().into()),
        ("day", (entry.valid + chrono::Days::new(days_back)).to_string().into()),
        ("class", "poor".into()),
        ("class", "near_poor".into()),
        ("class", "average".into()),
    ]
    .into_iter()
    .map(|(field, value)| (field.parse().unwrap(), value))
    .collect();
    let seen = match &entry.content {
        Change::Registered(registration) => Some(&registration.observation),
        Change::Observed(observation) => Some(&**observation),
        Change::Split(split) => Some(&split.into),
        _ => None,
    };
    let people = seen.map_or(&[][..], |observation| observation.people());
    for person in people.iter().copied() {
        fields.push((Field::Member(person, "health_insurance".into()), FieldValue::Flag(false)));
        fields.push((Field::Member(person, "health_insurance".into()), FieldValue::Flag(true)));
    }
    fields
}

/// Sets a field of an entry of a register right, and gives what stood there.
fn set(
    register: &mut Register,
    number: u64,
    target: EntryId,
    field: &Field,
    value: FieldValue,
) -> Result<FieldValue, RegisterError> {
    let correction = register.correction(target, field.clone(), value, BECAUSE, Standards::embedded())?;
    let old = correction.old_value().clone();
    let (valid, today) = (register.entry(target)?.valid, today(register));
    register.append(Entry::new(number, valid, Change::Corrected(correction.into())).recorded_on(today))?;
    Ok(old)
}

/// Sets right whatever the register lets be set right, from a field and an entry on: which entry and field, and what stood there.
fn set_something(
    register: &mut Register,
    which: Index,
    what: Index,
    days: u64,
) -> Option<(EntryId, Field, FieldValue)> {
    let entries = register.journal().entries().to_vec();
    // Three times of four what a survey saw, on which classes rest.
    let seen = |entry: &&Entry<Change>| {
        matches!(entry.content, Change::Registered(_) | Change::Observed(_) | Change::Split(_))
    };
    let of_surveys: Vec<&Entry<Change>> = entries.iter().filter(seen).collect();
    let all: Vec<&Entry<Change>> = entries.iter().collect();
    let entries = if which.index(4) == 0 { all } else { of_surveys };
    let first = which.index(entries.len().max(1));
    for entry in entries.iter().cycle().skip(first).take(entries.len()) {
        let fields = fields(entry, days);
        let first = if which.index(3) == 0 { what.index(fields.len()) } else { what.index(4) };
        for (field, value) in fields.iter().cycle().skip(first).take(fields.len()) {
            if let Ok(old) = set(register, CORRECTION, entry.id, field, value.clone()) {
                return Some((entry.id, field.clone(), old));
            }
        }
    }
    None
}

fn today(register: &Register) -> chrono::NaiveDate {
    register.journal().entries().last().unwrap().recorded
}

/// Everything that a register says of every day.
fn all(register: &Register, days: &[chrono::NaiveDate]) -> Vec<Vec<String>> {
    days.iter().map(|on| said(register.as_of(*on))).collect()
}

/// An entry as a register itself would make it: what is set right and published depends on what it knows.
fn made_by(register: &Register, entry: &Entry<Change>) -> Result<Entry<Change>, RegisterError> {
    let content = match &entry.content {
        Change::Corrected(correction) => {
            let (field, value) = (correction.field().clone(), correction.new_value().clone());
            let again = register.correction(correction.entry(), field, value, BECAUSE, Standards::embedded())?;
            Change::Corrected(again.into())
        }
        Change::Withdrawn(retraction) => {
            Change::Withdrawn(register.retraction(retraction.entry(), BECAUSE, Standards::embedded())?.into())
        }
        Change::Published(publication) => {
            let figures: &Figures = publication.figures();
            let now = register.as_of(figures.on()).figures(figures.place(), figures.standard())?;
            Change::Published(Publication::of(now).into())
        }
        Change::Recognised(recognition) => {
            let decision = register.decision(recognition.decision())?;
            let there = register.as_of(entry.valid).household(recognition.household());
            let household = there.ok_or(RegisterError::NoSuchEntry { entry: entry.id })?.household()?;
            let standard = Standards::embedded().get(decision.standard())?;
            let assessment = standard.assess(&household, recognition.assessed_on())?;
            Change::Recognised(decision.recognise(recognition.decision(), &assessment)?)
        }
        other => other.clone(),
    };
    Ok(Entry { content, ..entry.clone() })
}

/// Whether an entry sets right what a correction of a field of another one does.
fn meddles(entry: &Entry<Change>, target: EntryId, field: &Field) -> bool {
    match &entry.content {
        Change::Corrected(correction) => correction.entry() == target && correction.field() == field,
        Change::Withdrawn(retraction) => retraction.entry() == target,
        _ => false,
    }
}

/// Two registers with one history up to a point; one of them was set right then, and is told of everything that came to be known
/// afterwards before that is taken back.
struct Parted {
    /// It never heard of the correction.
    spared: Register,
    /// It was set right and set back.
    restored: Register,
    /// Whether the correction moved a class or a place of something.
    moved: bool,
    /// Whether a household was recognised by the wrong value.
    misled: bool,
}

/// Tells both registers of an entry, as each would make it, and whether they recognise a household by different answers. What only
/// one of them takes is left out: a household that is somewhere else by the wrong value can be seen by one only.
fn told(spared: &mut Register, restored: &mut Register, entry: &Entry<Change>) -> bool {
    let (Ok(one), Ok(other)) = (made_by(spared, entry), made_by(restored, entry)) else { return false };
    if spared.check(&one).is_err() || restored.check(&other).is_err() {
        return false;
    }
    let misled = match (&one.content, &other.content) {
        (Change::Recognised(one), Change::Recognised(other)) => {
            (one.profile(), one.lines_exceeded()) != (other.profile(), other.lines_exceeded())
        }
        _ => false,
    };
    spared.append(one).unwrap();
    restored.append(other).unwrap();
    misled
}

/// The commune decides on everybody.
fn recognising_everybody(register: &Register) -> Vec<Entry<Change>> {
    let today = today(register);
    let standard = Standards::embedded().get(DECREE).unwrap();
    let decision = Decision::under("9", "A", standard).unwrap();
    let mut entries = vec![Entry::new(DECISION, today, Change::Decided(decision.clone().into()))];
    for state in register.as_of(today).households() {
        let Ok(household) = state.household() else { continue };
        let assessment = standard.assess(&household, today).unwrap();
        if let Ok(recognition) = decision.recognise(DECISION.into(), &assessment) {
            let number = DECISION + u64::try_from(entries.len()).unwrap();
            entries.push(Entry::new(number, today, Change::Recognised(recognition)));
        }
    }
    entries
}

fn parted(entries: &[Entry<Change>], from: Index, which: Index, what: Index, days_back: u64) -> Option<Parted> {
    let (before, after) = entries.split_at(from.index(entries.len().max(1)));
    let mut spared = Register::new().filled(before.iter().cloned()).unwrap();
    let mut restored = spared.clone();
    let (target, field, old) = set_something(&mut restored, which, what, days_back)?;
    let mut parted = Parted { moved: false, misled: false, spared: Register::new(), restored: Register::new() };
    let every_day = days(entries);
    parted.moved = all(&spared, &every_day) != all(&restored, &every_day);
    for entry in after.iter().filter(|entry| !meddles(entry, target, &field)) {
        parted.misled |= told(&mut spared, &mut restored, entry);
    }
    for entry in recognising_everybody(&spared) {
        parted.misled |= told(&mut spared, &mut restored, &entry);
    }
    set(&mut restored, REVERSAL, target, &field, old).unwrap();
    Some(Parted { spared, restored, ..parted })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// Over any history, the reversal of any correction that the register takes is taken, and restores every class, every place,
    /// every answer and every total of every day.
    #[test]
    fn a_reversal_restores_every_total(
        entries in journal(60), which in any::<Index>(), what in any::<Index>(), back in 1..200_u64,
    ) {
        prop_assume!(!entries.is_empty());
        let mut register = Register::new().filled(entries.iter().cloned()).unwrap();
        let days = days(&entries);
        let before = all(&register, &days);
        if let Some((target, field, old)) = set_something(&mut register, which, what, back) {
            prop_assert!(set(&mut register, REVERSAL, target, &field, old).is_ok());
            prop_assert_eq!(all(&register, &days), before);
        }
    }

    /// What came to be known between a correction and its reversal makes no difference: the register is what it would be if the
    /// correction had never been made.
    #[test]
    fn a_late_reversal_restores_every_total(
        entries in journal(60), from in any::<Index>(), which in any::<Index>(), what in any::<Index>(), back in 1..200_u64,
    ) {
        if let Some(parted) = parted(&entries, from, which, what, back) {
            let days = days(&entries);
            prop_assert_eq!(all(&parted.restored, &days), all(&parted.spared, &days));
        }
    }

    /// Corrections taken back in any order restore everything, as long as none is of the same field as another.
    #[test]
    fn corrections_are_taken_back_in_any_order(
        entries in journal(50), picks in proptest::collection::vec((any::<Index>(), any::<Index>()), 2..5), turn in any::<Index>(),
    ) {
        prop_assume!(!entries.is_empty());
        let mut register = Register::new().filled(entries.iter().cloned()).unwrap();
        let days = days(&entries);
        let before = all(&register, &days);
        let mut made: Vec<(EntryId, Field, FieldValue)> = Vec::new();
        for ((which, what), number) in picks.into_iter().zip(CORRECTION..) {
            let target = which.get(&entries);
            let (field, value) = what.get(&fields(target, 30)).clone();
            // Days and places bind each other: which of them can be set back first depends on the others.
            let bound = field == Field::Day || made.iter().any(|(one, other, _)| *one == target.id && *other == field);
            if bound {
                continue;
            }
            if let Ok(old) = set(&mut register, number, target.id, &field, value) {
                made.push((target.id, field, old));
            }
        }
        let first = turn.index(made.len().max(1));
        let turned = first.min(made.len());
        made.rotate_left(turned);
        for ((target, field, old), number) in made.into_iter().zip(CORRECTION + 100..) {
            prop_assert!(set(&mut register, number, target, &field, old).is_ok());
        }
        prop_assert_eq!(all(&register, &days), before);
    }
}

/// The histories of these properties are not ones in which nothing depends on anything.
#[test]
fn corrections_of_the_properties_move_classes_and_mislead() {
    use proptest::strategy::ValueTree;
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    let (mut tried, mut moved, mut misled) = (0, 0, 0);
    for _ in 0..100 {
        let index = || any::<Index>();
        let case = (journal(60), index(), index(), index(), 1..200_u64).new_tree(&mut runner).unwrap().current();
        let Some(parted) = parted(&case.0, case.1, case.2, case.3, case.4) else { continue };
        tried += 1;
        moved += usize::from(parted.moved);
        misled += usize::from(parted.misled);
    }
    assert!(tried >= 80 && moved >= 50 && misled >= 5, "{tried} tried, {moved} moved, {misled} misled");
}
