//! Households that are in the register twice: what is found, what is counted as not compared, and that nothing personal is told.

use super::commune::{Commune, day, household, id};
use poverty::register::HouseholdId;
use poverty::register::privacy::Secret;
use poverty::register::quality::{BirthDate, BlockingKey, DuplicateSearch, Duplicates, Ground, Identity};
use proptest::prelude::*;
use rand::SeedableRng;
use rand::seq::SliceRandom;

const FAMILY: [&str; 6] = ["Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Đặng"];
const MIDDLE: [&str; 4] = ["Văn", "Thị", "Đức", "Ngọc"];
const GIVEN: [&str; 10] = ["Anh", "Bình", "Cường", "Dũng", "Hương", "Lan", "Mai", "Phượng", "Quỳnh", "Tuấn"];

fn named(household: &str, name: &str) -> Identity {
    Identity::new(household.parse().unwrap(), Secret::new(name).unwrap())
}

fn born(text: &str) -> BirthDate {
    text.parse().map_or_else(|_| BirthDate::on(day(text)), BirthDate::in_year).unwrap()
}

fn search(list: &[Identity]) -> Duplicates {
    DuplicateSearch::default().search(list).unwrap()
}

fn grounds_of(one: Identity, other: Identity) -> Vec<Ground> {
    search(&[one, other]).pairs().first().map(|pair| pair.grounds().to_vec()).unwrap_or_default()
}

#[test]
fn every_way_of_writing_a_name_is_a_ground_of_its_own() {
    for (written, ground) in [
        ("Nguyễn Văn Đức", Ground::SameName),
        ("NGUYỄN VĂN ĐỨC", Ground::SameName),
        ("Nguyen Van Duc", Ground::SameFoldedName),
        ("Đức Văn Nguyễn", Ground::SameWords),
        ("Nguyen Van Duk", Ground::SimilarName { hundredths: 97 }),
    ] {
        let make = |household, name| named(household, name).born(born("1975-03-08")).living_in("24133");
        let grounds = grounds_of(make("A", "Nguyễn Văn Đức"), make("B", written));
        assert_eq!(grounds, [ground, Ground::SameBirth, Ground::SamePlace], "{ground}");
    }
    let other = |household, name| named(household, name).born(born("1975-03-08")).living_in("24133").of_size(4);
    assert!(grounds_of(other("A", "Nguyễn Văn Đức"), other("B", "Hoàng Thị Mai")).is_empty());
}

#[test]
fn every_error_in_a_birth_is_a_ground_of_its_own() {
    for (one, other, ground) in [
        ("1975-03-08", "1975-03-08", Some(Ground::SameBirth)),
        ("1975-03-08", "1975-08-03", Some(Ground::DayAndMonthSwapped)),
        ("1975-03-08", "1975", Some(Ground::SameYearOfBirth)),
        // What lists say when the day is not known.
        ("1975-03-08", "1975-01-01", Some(Ground::SameYearOfBirth)),
        ("1975-03-08", "1976-03-08", Some(Ground::YearOfBirthDiffersByOne)),
        ("1975-03-08", "1975-03-18", Some(Ground::DayOrMonthDiffers)),
        ("1975-03-08", "1975-04-08", Some(Ground::DayOrMonthDiffers)),
        ("1975-03-08", "1975-11-30", Some(Ground::OnlyYearAgrees)),
        ("1975", "1976", Some(Ground::YearsNextToEachOther)),
        ("1975-03-08", "1995-03-08", None),
    ] {
        let make = |household, birth| named(household, "Lê Thị Mai").born(born(birth)).living_in("1").of_size(3);
        let found = search(&[make("A", one), make("B", other)]);
        let grounds: Vec<Ground> = found.pairs().iter().flat_map(|pair| pair.grounds().to_vec()).collect();
        let expected = ground.map(|ground| vec![Ground::SameName, ground, Ground::SamePlace, Ground::SameSize]);
        assert_eq!(grounds, expected.filter(|grounds| points(grounds) >= 75).unwrap_or_default(), "{one} {other}");
        assert_eq!(found, search(&[make("B", other), make("A", one)]), "symmetric");
    }
    let unknown = |household| named(household, "Lê Thị Mai").living_in("1").of_size(3);
    let known = unknown("A").born(born("1975"));
    let grounds = grounds_of(known, unknown("B"));
    assert_eq!(grounds, [Ground::SameName, Ground::BirthUnknown, Ground::SamePlace, Ground::SameSize]);
}

fn points(grounds: &[Ground]) -> u32 {
    grounds.iter().map(|ground| u32::from(ground.points())).sum()
}

#[test]
fn a_number_or_all_answers_are_enough_whatever_the_name() {
    let number = |household, name, number| named(household, name).numbered(Secret::new(number).unwrap());
    let found = search(&[number("A", "Lê Thị Mai", "040 175 000 123"), number("B", "Trần Văn Tú", "040175000123")]);
    assert_eq!(found.pairs()[0].points(), 100);
    assert!(found.pairs()[0].grounds().contains(&Ground::SameNumber));

    let mut commune = Commune::new();
    commune.register_household("2024-01-05", household(1, 1_000_000, true));
    commune.register_household("2024-01-05", household(2, 1_000_000, true));
    commune.register_household("2024-01-05", household(3, 1_000_001, true));
    let view = commune.register.as_of(day("2024-06-01"));
    let list: Vec<Identity> = ["Lê Thị Mai", "Trần Văn Tú", "Y Bham Niê"]
        .into_iter()
        .zip(view.households())
        .map(|(name, state)| Identity::new(state.id(), Secret::new(name).unwrap()).as_registered(&state).unwrap())
        .collect();
    let found = search(&list);
    assert_eq!(found.pairs().len(), 1, "{found:?}");
    assert_eq!(found.pairs()[0].households(), (id(1), id(2)));
    let expected = [Ground::SameAnswers, Ground::BirthUnknown, Ground::SamePlace, Ground::SameSize];
    assert_eq!(found.pairs()[0].grounds(), expected);
}

#[test]
fn pairs_hang_together_in_groups() {
    let list: Vec<Identity> = [("A", "1"), ("B", "1"), ("C", "2"), ("D", "3"), ("E", "3"), ("F", "3"), ("G", "4")]
        .into_iter()
        .map(|(household, number)| named(household, "Lê Thị Mai").numbered(Secret::new(number).unwrap()))
        .collect();
    let groups: Vec<String> = search(&list)
        .clusters()
        .iter()
        .map(|group| group.iter().map(HouseholdId::as_str).collect::<Vec<_>>().join(" "))
        .collect();
    assert_eq!(groups, ["A B", "D E F"]);
}

/// One block of `n` households has `n (n - 1) / 2` pairs: each is compared or counted as not compared.
#[test]
fn what_was_not_compared_is_counted() {
    let list: Vec<Identity> = (0..200)
        .map(|number| named(&format!("H-{number}"), &format!("Lê Văn {}", GIVEN[number % 10])))
        .map(|identity| identity.born(born("1980")).living_in("24133"))
        .collect();
    let cut = search(&list);
    let report = |found: &Duplicates, key| *found.reports().iter().find(|report| report.key() == key).unwrap();
    let by_place = report(&cut, BlockingKey::PlaceAndYear);
    assert_eq!((by_place.blocks(), by_place.blocks_cut()), (1, 1));
    assert_eq!(by_place.compared(), 190 * 10 + 45);
    assert_eq!(by_place.compared() + by_place.not_compared(), 200 * 199 / 2);
    assert_eq!(report(&cut, BlockingKey::Number).without_key(), 200);
    let whole = DuplicateSearch::default().in_blocks_of(200, 1).unwrap().search(&list).unwrap();
    assert!(whole.reports().iter().all(|report| report.not_compared() == 0 && report.blocks_cut() == 0));
    assert!(whole.pairs().len() >= cut.pairs().len());
}

#[test]
fn what_is_refused() {
    let code = |error: poverty::register::quality::QualityError| error.code();
    let twice = [named("A", "Lê Thị Mai"), named("A", "Trần Văn Tú")];
    assert_eq!(code(DuplicateSearch::default().search(&twice).unwrap_err()), "quality/household-twice");
    for points in [0, 101] {
        assert_eq!(code(DuplicateSearch::default().from_points(points).unwrap_err()), "quality/threshold");
    }
    for (block, neighbours) in [(1, 10), (50, 0)] {
        let refused = DuplicateSearch::default().in_blocks_of(block, neighbours).unwrap_err();
        assert_eq!(code(refused), "quality/blocking");
    }
    for year in [1799, 2201, -5] {
        assert_eq!(code(BirthDate::in_year(year).unwrap_err()), "quality/year-of-birth");
    }
}

#[derive(Clone, Debug)]
enum Slip {
    NoMarks,
    OtherOrder,
    OneLetter,
    DayAndMonth,
    YearOnly,
    NextYear,
    OtherPlace,
}

/// The letters of the names above without their marks, by a table of its own.
fn without_marks(name: &str) -> String {
    let letter = |letter: char| match letter {
        'ễ' | 'ê' => 'e',
        'ầ' | 'ạ' | 'ă' | 'à' | 'ặ' | 'ấ' => 'a',
        'Đ' => 'D',
        'ị' | 'ì' => 'i',
        'ứ' | 'ư' | 'ũ' => 'u',
        'ọ' | 'ơ' | 'ờ' | 'ợ' => 'o',
        'ỳ' => 'y',
        other => other,
    };
    name.chars().map(letter).collect()
}

/// A name; year, month and day of birth; a place; a size.
type Person = (String, (i32, u32, u32), u32, u32);

fn people() -> impl Strategy<Value = Vec<Person>> {
    let name = (0..6_usize, 0..4_usize, 0..10_usize)
        .prop_map(|(family, middle, given)| format!("{} {} {}", FAMILY[family], MIDDLE[middle], GIVEN[given]));
    prop::collection::vec((name, (1940..2000_i32, 2..13_u32, 2..29_u32), 0..5_u32, 1..8_u32), 2..60)
}

fn slip() -> impl Strategy<Value = Slip> {
    prop::sample::select(vec![
        Slip::NoMarks,
        Slip::OtherOrder,
        Slip::OneLetter,
        Slip::DayAndMonth,
        Slip::YearOnly,
        Slip::NextYear,
        Slip::OtherPlace,
    ])
}

fn list_of(people: &[Person]) -> Vec<Identity> {
    let identity = |(number, (name, (year, month, date), place, size)): (usize, &Person)| {
        named(&format!("H-{number:03}"), name)
            .born(born(&format!("{year}-{month:02}-{date:02}")))
            .living_in(&place.to_string())
            .of_size(*size)
    };
    people.iter().enumerate().map(identity).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    /// A household that was entered again with a slip that clerks make is found, among whatever others there are.
    #[test]
    fn a_planted_duplicate_is_found(people in people(), which in any::<prop::sample::Index>(), slip in slip()) {
        let (name, (year, month, date), place, size) = which.get(&people).clone();
        let (month_of_swap, date_of_swap) = if date <= 12 { (date, month) } else { (month, date) };
        let full = format!("{year}-{month:02}-{date:02}");
        let mut words: Vec<&str> = name.split(' ').collect();
        let (name, birth, place) = match slip {
            Slip::NoMarks => (without_marks(&name).to_uppercase(), full, place),
            Slip::OtherOrder => {
                words.rotate_left(1);
                (words.join(" "), full, place)
            }
            Slip::OneLetter => (format!("{name}h"), full, place),
            Slip::DayAndMonth => (name, format!("{year}-{month_of_swap:02}-{date_of_swap:02}"), place),
            Slip::YearOnly => (name, year.to_string(), place),
            Slip::NextYear => (name, format!("{}-{month:02}-{date:02}", year + 1), place),
            Slip::OtherPlace => (name, full, 9),
        };
        let mut list = list_of(&people);
        list.push(named("Z-AGAIN", &name).born(born(&birth)).living_in(&place.to_string()).of_size(size));
        let original = format!("H-{:03}", which.index(people.len()));
        let found = search(&list);
        let pair = found.pairs().iter().find(|pair| {
            let (first, second) = pair.households();
            first.as_str() == original && second.as_str() == "Z-AGAIN"
        });
        prop_assert!(pair.is_some(), "{slip:?} {found:?}");
    }

    /// Neither the order of the list nor the number of threads changes what is found.
    #[test]
    fn order_and_threads_make_no_difference(people in people(), seed in any::<u64>()) {
        let list = list_of(&people);
        let narrow = DuplicateSearch::default().in_blocks_of(3, 2).unwrap();
        let found = narrow.search(&list).unwrap();
        let mut shuffled = list.clone();
        shuffled.shuffle(&mut rand_chacha::ChaCha8Rng::seed_from_u64(seed));
        prop_assert_eq!(&narrow.search(&shuffled).unwrap(), &found);
        for threads in [1, 3] {
            let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
            prop_assert_eq!(&pool.install(|| narrow.search(&list)).unwrap(), &found);
        }
        for report in found.reports() {
            prop_assert!(report.without_key() <= found.households());
        }
    }

    /// Where nothing is cut, a pair is found whatever else is in the list.
    #[test]
    fn others_do_not_hide_a_pair(people in people()) {
        let list = list_of(&people);
        let everything = DuplicateSearch::default().in_blocks_of(100, 1).unwrap();
        let found = everything.search(&list).unwrap();
        let mut alone = 0;
        for (at, one) in list.iter().enumerate() {
            for other in &list[at + 1..] {
                alone += everything.search(&[one.clone(), other.clone()]).unwrap().pairs().len();
            }
        }
        prop_assert_eq!(found.pairs().len(), alone);
    }
}
