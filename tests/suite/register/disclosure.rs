//! Tables fit to publish, attacked by their own checker: no withheld cell is narrower than promised, none can be worked out.

use poverty::quantity::Count;
use poverty::register::disclosure::{Anonymity, Attack, CountTable, DisclosureError, DisclosureRule, PublicationTable};
use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;
use std::time::Duration;

const SEED: u64 = 20_251_231;

/// Counts of a commune by village and class: many small, some none, a few large.
fn drawn(random: &mut ChaCha8Rng) -> CountTable {
    let (rows, columns) = (random.random_range(1..=7), random.random_range(1..=5));
    let counts = (0..rows).map(|_| {
        let line = (0..columns).map(|_| match random.random_range(0..10) {
            0..=2 => 0,
            3..=5 => random.random_range(1..6),
            6..=7 => random.random_range(6..30),
            _ => random.random_range(30..2_000),
        });
        line.collect::<Vec<u64>>()
    });
    let counts: Vec<Vec<u64>> = counts.collect();
    let label = |prefix: &'static str| move |number: usize| format!("{prefix}{number}");
    CountTable::new((0..rows).map(label("village ")), (0..columns).map(label("class ")), counts).unwrap()
}

fn float(count: u64) -> f64 {
    u32::try_from(count).unwrap().into()
}

/// What is wrong with a published table, if anything.
fn weakness(table: &CountTable, published: &PublicationTable) -> Option<String> {
    let minimum = published.rule().minimum();
    let attack = Attack::on(published).unwrap();
    for (row, column) in (0..=table.rows().len()).flat_map(|row| (0..=table.columns().len()).map(move |it| (row, it))) {
        let count = table.count(row, column).unwrap();
        match published.cell(row, column) {
            Some(printed) if printed != count => return Some(format!("{row}, {column} is printed wrong")),
            Some(_) if published.rule().withholds(count.get()) => {
                return Some(format!("{row}, {column} is small and printed"));
            }
            _ => {}
        }
    }
    attack.cells().find_map(|cell| {
        let count = table.count(cell.row(), cell.column()).unwrap().get();
        let most = cell.most().unwrap_or(f64::INFINITY);
        let place = format!("{}, {}", cell.row(), cell.column());
        if cell.least() > float(count) + 1e-6 || most < float(count) - 1e-6 {
            return Some(format!("{place}: the truth lies outside what the checker thinks possible"));
        }
        if most - cell.least() < 0.5 {
            return Some(format!("{place} can be worked out"));
        }
        let small = published.rule().withholds(count);
        (small && (cell.least() > 1e-6 || most < float(minimum) - 1e-6))
            .then(|| format!("{place} lies in {}..{most}, expected 0 and {minimum} to be possible", cell.least()))
    })
}

#[test]
fn two_hundred_random_tables_withstand_the_attack() {
    let mut random = ChaCha8Rng::seed_from_u64(SEED);
    let (mut withheld, mut small) = (0, 0);
    for number in 0..200 {
        let table = drawn(&mut random);
        let rule = DisclosureRule::at_least([3, 5, 10][number % 3]).unwrap();
        let published = table.protect(rule);
        assert_eq!(weakness(&table, &published), None, "table {number} of seed {SEED}: {published}");
        withheld += published.withheld();
        small += (0..=table.rows().len())
            .flat_map(|row| (0..=table.columns().len()).map(move |column| (row, column)))
            .filter(|(row, column)| rule.withholds(table.count(*row, *column).unwrap().get()))
            .count();
    }
    assert!(small > 600 && withheld > small, "{small} small cells, {withheld} withheld: too few to prove anything");
}

fn printed(cells: [[Option<u64>; 3]; 3]) -> Result<PublicationTable, DisclosureError> {
    let cells = cells.map(|line| line.map(|cell| cell.map(Count::new)).to_vec()).to_vec();
    PublicationTable::printed(["a", "b"], ["poor", "other"], cells, DisclosureRule::at_least(5).unwrap())
}

#[test]
fn the_checker_works_out_what_is_only_hidden_from_sight() {
    // The small cell withheld and nothing else, as it is often done: the totals give it away.
    let naive = printed([[None, Some(30), Some(32)], [Some(17), Some(40), Some(57)], [Some(19), Some(70), Some(89)]]);
    let attack = Attack::on(&naive.unwrap()).unwrap();
    let cells: Vec<_> = attack.cells().map(|cell| (cell.row(), cell.column(), cell.least(), cell.most())).collect();
    assert_eq!(cells, [(0, 0, 2.0, Some(2.0))]);
    // A row of which nothing is printed has no limit.
    let open = printed([[None, Some(30), None], [Some(17), Some(40), Some(57)], [None, Some(70), None]]).unwrap();
    assert!(Attack::on(&open).unwrap().cells().any(|cell| cell.most().is_none()));
    // A cell less than nothing: the table was printed wrong.
    let wrong = printed([[None, Some(30), Some(20)], [Some(17), Some(40), Some(57)], [Some(19), Some(70), Some(89)]]);
    assert_eq!(Attack::on(&wrong.unwrap()).unwrap_err().code(), "disclosure/contradiction");
}

#[test]
fn an_attack_without_time_says_that_it_knows_nothing() {
    let table = CountTable::new(["a", "b"], ["poor", "other"], [[2, 30], [17, 40]]).unwrap();
    let published = table.protect(DisclosureRule::at_least(5).unwrap());
    let unsolved = Attack::within(&published, Duration::ZERO).unwrap_err();
    assert_eq!((unsolved.code(), unsolved), ("disclosure/unsolved", DisclosureError::Unsolved));
    assert_eq!(Attack::within(&published, Duration::from_secs(60)).unwrap(), Attack::on(&published).unwrap());
}

#[test]
fn labels_of_what_was_printed_are_different() {
    let cells = vec![vec![None; 3]; 3];
    let rule = DisclosureRule::at_least(5).unwrap();
    let twice = PublicationTable::printed(["a", "a"], ["poor", "other"], cells, rule).unwrap_err();
    assert_eq!(twice.to_string(), "row 2, `a`, has the label of another one, expected different labels");
}

#[test]
fn a_table_without_small_cells_is_published_whole_and_nobody_is_no_small_cell() {
    let table = CountTable::new(["a", "b"], ["poor", "other"], [[0, 30], [17, 5]]).unwrap();
    let published = table.protect(DisclosureRule::at_least(5).unwrap());
    assert_eq!(published.withheld(), 0);
    assert_eq!(published.cell(0, 0).map(|count| count.get()), Some(0));
}

#[test]
fn what_is_printed_does_not_tell_which_cells_are_small() {
    let table = CountTable::new(["Ea Súp", "Buôn Đôn"], ["poor", "other"], [[2, 30], [17, 40]]).unwrap();
    let published = table.protect(DisclosureRule::at_least(5).unwrap());
    assert_eq!(
        published.to_string(),
        "          poor  other  total\n\
         Ea Súp      ..     ..     32\n\
         Buôn Đôn    ..     ..     57\n\
         total       19     70     89"
    );
    assert!(published.to_markdown().contains("| Ea Súp | .. | .. | 32 |"));
    let json = serde_json::to_value(&published).unwrap();
    assert_eq!(json["cells"][0], serde_json::json!([null, null, 32]));
    // The counts themselves slip into no log.
    assert!(!format!("{table:?}").contains("30"));
}

#[test]
fn pairs_are_counted_with_every_value_that_occurs() {
    let table = CountTable::of_pairs([("b", "poor"), ("a", "poor"), ("b", "other"), ("b", "poor")]).unwrap();
    assert_eq!(
        (table.rows(), table.columns()),
        (&["a".to_owned(), "b".to_owned()][..], &["other".to_owned(), "poor".to_owned()][..])
    );
    let count = |row, column| table.count(row, column).map(|count| count.get());
    assert_eq!([count(0, 0), count(0, 1), count(1, 0), count(1, 1), count(2, 2)], [0, 1, 1, 2, 4].map(Some));
    assert_eq!(count(3, 0), None);
}

#[test]
fn each_refusal_says_what_was_expected() {
    let table = |rows: &[&str], columns: &[&str], counts: &[&[u64]]| {
        let counts: Vec<Vec<u64>> = counts.iter().map(|line| line.to_vec()).collect();
        CountTable::new(rows.iter().copied(), columns.iter().copied(), counts).map(|_| ())
    };
    let refused = |result: Result<(), DisclosureError>| {
        let error = result.unwrap_err();
        (error.code(), error.to_string())
    };
    assert_eq!(
        refused(table(&[], &["a"], &[])),
        ("disclosure/empty", "the table has 0 rows and 1 columns, expected at least one of each".to_owned())
    );
    assert_eq!(
        refused(table(&["a", "a"], &["b"], &[&[1], &[2]])),
        ("disclosure/label-twice", "row 2, `a`, has the label of another one, expected different labels".to_owned())
    );
    assert_eq!(
        refused(table(&["a"], &["b", "b"], &[&[1, 2]])),
        ("disclosure/label-twice", "column 2, `b`, has the label of another one, expected different labels".to_owned())
    );
    assert_eq!(
        refused(table(&["a", "b"], &["c"], &[&[1]])),
        ("disclosure/ragged", "row 2, `b`, has 0 cells, expected 1".to_owned())
    );
    assert_eq!(refused(table(&["a"], &["b", "c"], &[&[u64::MAX, 1]])).0, "quantity/overflow");
    assert_eq!(
        refused(DisclosureRule::at_least(1).map(|_| ())),
        (
            "disclosure/nothing-withheld",
            "a cell needs at least 1 households, expected 2 or more: with fewer nothing is withheld".to_owned()
        )
    );
    assert!(serde_json::from_str::<DisclosureRule>("1").is_err());
    assert_eq!(
        refused(Anonymity::of([vec!["a", "b"], vec!["a"]]).map(|_| ())),
        ("disclosure/attributes", "record 2 has 1 attributes, expected 2".to_owned())
    );
}

#[test]
fn an_export_is_as_anonymous_as_its_rarest_record() {
    let anonymity = Anonymity::of([["1", "x"], ["1", "x"], ["1", "x"], ["2", "x"], ["2", "x"]]).unwrap();
    assert_eq!(anonymity.k(), Some(2));
    assert_eq!(anonymity.records_below(2), [] as [usize; 0]);
    assert_eq!(anonymity.records_below(3), [3, 4]);
    assert_eq!(Anonymity::of(Vec::<Vec<String>>::new()).unwrap().k(), None);
}
