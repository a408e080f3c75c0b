//! From rows to estimates: neither the order of the rows, nor how they are split, nor the number of threads changes a bit.

use poverty::measure::{
    Axes, By, Design, Estimates, Family, Gap, LonelyPsu, MissingPolicy, PatternTable, Power, Profile, Structure,
    Tabulation, Weighting,
};
use poverty::quantity::{Households, Ratio, Weight};
use proptest::prelude::*;
use rayon::iter::IntoParallelIterator;
use rayon::{ThreadPool, ThreadPoolBuilder};
use rust_decimal::Decimal;

/// A row: wave, area (empty if unknown), stratum, unit, indicators lacking and unknown, floor area in tenths, weight.
type Row = (u8, u8, u8, u8, u64, u64, i64, u64);
type Table = PatternTable<Households>;

fn structure() -> Structure {
    Structure::new([("housing", vec!["floor", "walls"]), ("services", vec!["water", "toilet", "telecom"])]).unwrap()
}

fn empty() -> Table {
    let axes = Axes::new().period("year").unwrap().subgroup("area").unwrap().stratum("stratum").unwrap();
    let gap = [Gap::new("floor", Decimal::from(8)).unwrap()];
    let powers = [Power::GAP, Power::SEVERITY, Power::new(Ratio::new(1, 2).unwrap()).unwrap()];
    PatternTable::with_gaps(&structure(), axes.psu("unit").unwrap(), &gap, &powers).unwrap()
}

fn add(table: &mut Table, row: &Row) -> Result<(), poverty::measure::MeasureError> {
    let (year, area, stratum, unit, deprived, missing, floor, weight) = row;
    let levels = [format!("202{year}"), area.to_string(), stratum.to_string(), unit.to_string()];
    let area = if *area == 0 { "" } else { &levels[1] };
    let deprived = deprived & !missing;
    // The floor is below 8 exactly where it is lacking.
    let tenths = if deprived & 1 == 1 { floor % 80 } else { 80 + floor };
    let floor = Some(Decimal::new(tenths, 1));
    let profile = Profile::from_masks(deprived, *missing).unwrap();
    table.add_row(&[&levels[0], area, &levels[2], &levels[3]], profile, Weight::from_billionths(*weight), &[floor])
}

fn table(rows: &[Row]) -> Table {
    let mut table = empty();
    rows.iter().for_each(|row| add(&mut table, row).unwrap());
    table
}

fn estimates(table: &Table, policy: MissingPolicy) -> Estimates {
    let cutoffs = [(1, 10), (1, 4), (1, 2), (1, 1)].map(|(part, whole)| Ratio::new(part, whole).unwrap());
    let flat = Structure::flat(structure().indicators().to_vec()).unwrap();
    Tabulation::new(table)
        .weighting(&Weighting::nested(&structure()).unwrap(), cutoffs)
        .weighting(&Weighting::nested(&flat).unwrap().named("equal"), cutoffs)
        .families([
            Family::HeadcountRatio,
            Family::Intensity,
            Family::AdjustedHeadcountRatio,
            Family::AdjustedGapRatio(Power::SEVERITY),
            Family::AverageGap(Power::GAP),
            Family::GapAbsoluteContributions(Power::GAP),
            Family::DimensionGapPercentageContributions(Power::SEVERITY),
            Family::UncensoredHeadcountRatios,
            Family::CensoredHeadcountRatios,
            Family::AbsoluteContributions,
            Family::PercentageContributions,
            Family::ChangeOfIncidenceAndIntensity,
            Family::ChangeByGroup,
        ])
        .by([By::whole(), By::axis("area"), By::cross(["area", "stratum"])])
        .changes([("2021", "2024")])
        .missing(policy)
        .design(&Design::sample().lonely_psu(LonelyPsu::Adjust))
        .run()
        .unwrap()
}

/// Every bit of every estimate: a float prints as the shortest decimal that is it, and minus nought is told from nought.
fn all_bits(estimates: &Estimates) -> String {
    format!("{estimates:?}")
}

fn pool(threads: usize) -> ThreadPool {
    ThreadPoolBuilder::new().num_threads(threads).build().unwrap()
}

fn rows() -> impl Strategy<Value = Vec<Row>> {
    let year = prop_oneof![Just(1_u8), Just(4)];
    let missing = prop_oneof![8 => Just(0), 1 => 0_u64..32];
    let row = (year, 0_u8..3, 0_u8..3, 0_u8..3, 0_u64..32, missing, 0_i64..200, 1_u64..9_000_000_000);
    prop::collection::vec(row, 1..80).prop_map(|mut rows| {
        // Both waves have a row, so that there are changes.
        rows.extend([(1, 1, 0, 0, 3, 0, 5, 1), (4, 1, 0, 0, 3, 0, 5, 1)]);
        rows
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn order_split_and_threads_change_no_bit(
        rows in rows(),
        turn in any::<prop::sample::Index>(),
        pieces in 1_usize..6,
        threads in 2_usize..5,
        policy in prop_oneof![
            Just(MissingPolicy::Drop), Just(MissingPolicy::NotDeprived), Just(MissingPolicy::ReweightWithinDimension),
        ],
    ) {
        let one = pool(1).install(|| estimates(&table(&rows), policy));
        let expected = all_bits(&one);

        let mut other = rows.clone();
        other.rotate_left(turn.index(rows.len()));
        other.reverse();
        let mut merged = empty();
        for piece in other.chunks(other.len().div_ceil(pieces)).rev() {
            merged.merge(&table(piece)).unwrap();
        }
        let split = pool(1).install(|| estimates(&merged, policy));
        prop_assert_eq!(&all_bits(&split), &expected);

        let many = pool(threads).install(|| {
            let table = PatternTable::gather(&empty(), rows.into_par_iter(), |table, row| add(table, &row)).unwrap();
            estimates(&table, policy)
        });
        prop_assert_eq!(&all_bits(&many), &expected);
        let fingerprint = |estimates: &Estimates| estimates.rows()[0].fingerprint();
        prop_assert_eq!(fingerprint(&many), fingerprint(&one));
    }
}

/// What a row can't be added for stops the reading of all, whichever thread meets it.
#[test]
fn a_bad_row_stops_all_threads() {
    let rows: Vec<u64> = (0..100).collect();
    let add = |table: &mut Table, row: u64| {
        let levels = ["2021", "", "1", "1"];
        let profile = Profile::complete(if row == 77 { 1 << 5 } else { 0 });
        table.add_row(&levels, profile, Weight::ONE, &[None])
    };
    let error = pool(3).install(|| PatternTable::gather(&empty(), rows.into_par_iter(), add)).unwrap_err();
    assert_eq!(error.code(), "measure/profile-too-wide");
    let nothing = PatternTable::gather(&empty(), Vec::<u64>::new().into_par_iter(), add).unwrap();
    assert_eq!(nothing, empty());
}
