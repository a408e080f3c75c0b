//! The journal against a list that is searched from end to end.

use chrono::{Days, NaiveDate};
use poverty::journal::{Appended, Entry, EntryId, Journal, JournalError};
use proptest::prelude::*;

fn day(offset: u64) -> NaiveDate {
    NaiveDate::from_ymd_opt(2024, 1, 1).unwrap() + Days::new(offset)
}

proptest! {
    /// Any mix of new entries, repeats, conflicts and late ids.
    #[test]
    fn a_journal_is_a_list_without_repeats(entries in prop::collection::vec((0_u64..30, 0_u64..3, 0_u64..20, 0_u8..2), 0..80)) {
        let mut journal = Journal::new();
        let mut list: Vec<Entry<u8>> = Vec::new();
        for (id, valid, recorded, content) in entries {
            let entry = Entry::new(id, day(valid), content).recorded_on(day(recorded));
            let expected = match list.iter().position(|known| known.id == entry.id) {
                Some(place) if list[place].valid == entry.valid && list[place].content == content => Ok(Appended::Known(place)),
                Some(_) => Err(JournalError::Conflict { id: entry.id }),
                None => match list.last() {
                    Some(last) if last.recorded > entry.recorded => Err(JournalError::RecordedBeforeLast {
                        id: entry.id, recorded: entry.recorded, last: last.recorded,
                    }),
                    _ => {
                        list.push(entry);
                        Ok(Appended::New(list.len() - 1))
                    }
                },
            };
            prop_assert_eq!(journal.append(entry), expected);
            prop_assert_eq!(journal.entries(), &list[..]);
        }
        for id in 0..31 {
            prop_assert_eq!(journal.find(EntryId::new(id)), list.iter().find(|entry| entry.id.get() == id));
        }
        for (valid, recorded) in [(0, 0), (1, 5), (2, 10), (5, 19)] {
            let seen: Vec<_> = journal.as_known_on(day(recorded)).as_of(day(valid)).entries().copied().collect();
            let expected: Vec<_> =
                list.iter().filter(|entry| entry.valid <= day(valid) && entry.recorded <= day(recorded)).copied().collect();
            prop_assert_eq!(seen, expected);
        }
    }
}
