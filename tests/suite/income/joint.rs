//! Income beside deprivation: both laws of Viet Nam over all profiles, and shares with their errors.

use super::{all, incomes, is, line};
use poverty::measure::income::{IncomeError, JointTable, Matching, share_linearised};
use poverty::quantity::{Households, Ratio, TotalWeight, Weight};
use poverty::standard::{Profile, Standards};

/// The class of a cell is the class of each household in it, for all 4,096 profiles and all bands of income of both laws.
#[test]
fn the_table_classifies_as_the_law_does() {
    for id in ["vn-decree-07-2021", "vn-decision-59-2015"] {
        let standard = Standards::embedded().get(id).unwrap();
        let indicators = standard.indicators().count();
        let mut table = JointTable::<Households>::of_standard(standard).unwrap();
        let mut by_law: Vec<(&str, u64)> = standard.classes().iter().map(|class| (class.id(), 0)).collect();
        for band in 0..=standard.lines().len() {
            for deprived in 0..1_u64 << indicators {
                let profile = Profile::complete(deprived);
                table.add(Some(band), profile, Weight::ONE).unwrap();
                let class = standard.classify(profile, Some(band)).class().unwrap().id();
                by_law.iter_mut().find(|(id, _)| *id == class).unwrap().1 += 1;
            }
        }
        let by_table: Vec<(&str, u64)> = table
            .classes()
            .iter()
            .map(|(class, weight)| (*class, u64::try_from(weight.billionths() / 1_000_000_000).unwrap()))
            .collect();
        assert_eq!(by_table, by_law, "{id}");
        assert_eq!(table.unplaced(), TotalWeight::ZERO);
    }
}

#[test]
fn households_are_conserved_and_missing_answers_matter_only_if_they_decide() {
    let standard = Standards::embedded().get("vn-decision-59-2015").unwrap();
    let mut table = JointTable::<Households>::of_standard(standard).unwrap();
    assert_eq!(
        table.income_bands(),
        ["under `poverty`", "above `poverty`, under `minimum`", "above `minimum`, under `average`", "above `average`"]
    );
    let two_seen = |missing| Profile::from_masks(0b11, missing).unwrap();
    table.add(Some(1), two_seen(0b100), Weight::ONE).unwrap(); // two or three: not known which
    table.add(Some(1), Profile::from_masks(0b111, 0b1000).unwrap(), Weight::ONE).unwrap(); // three or four: poor either way
    table.add(None, Profile::complete(0), Weight::ONE).unwrap();
    table.add(Some(9), Profile::complete(0), Weight::ONE).unwrap(); // a band that does not exist
    assert_eq!((table.placed().unwrap().to_string(), table.unplaced().to_string()), ("1".to_owned(), "3".to_owned()));
    assert_eq!((table.rows(1, 1).get(), table.unplaced_rows().get()), (1, 3));
    assert_eq!(table.share(1, 1).unwrap(), Ratio::ONE);
    assert_eq!(
        (table.class_of(1, 1), table.class_of(1, 0), table.class_of(4, 0)),
        (Some("poor"), Some("near_poor"), None)
    );
    assert_eq!(table.weight(1, 2), TotalWeight::ZERO);
}

#[test]
fn a_standard_without_lines_has_no_cross_table() {
    let houses = Standards::embedded().get("vn-three-hard-housing").unwrap();
    let error = JointTable::<Households>::of_standard(houses).unwrap_err();
    assert_eq!(error.code(), "measure/no-income-lines");
}

#[test]
fn the_parts_of_a_population_are_told_apart() {
    let incomes = incomes(&[(5, 2), (8, 3), (12, 1), (20, 4), (30, 7)]);
    let whole = all(&incomes);
    let deprived = [Some(true), Some(false), Some(true), Some(false), None];
    let matching = Matching::of(&whole, &line(10), |row| deprived[row]).unwrap();
    let parts = [matching.both(), matching.income_only(), matching.deprivation_only(), matching.neither()];
    assert_eq!(parts.map(|part| part.to_string()), ["2", "3", "1", "4"]);
    assert_eq!(matching.overlap_of_the_smaller().unwrap().to_string(), "2/3");
    assert_eq!(matching.income_poor_among_deprived().unwrap().to_string(), "2/3");
    let known = whole.domain(poverty::measure::Group::whole(), |row| deprived[row].is_some()).unwrap();
    let both = share_linearised("both", &known, |row| row == 0, |_| true).unwrap();
    assert_eq!((both.value(), both.contributions()[0]), (0.2, 2.0 * 0.8 / 10.0));
    let of_the_poor = share_linearised("deprived among the poor", &known, |row| row == 0, |row| row < 2).unwrap();
    assert!(is(of_the_poor.value(), matching.deprived_among_income_poor().unwrap().to_f64()));
    let nobody = share_linearised("nobody", &known, |_| true, |_| false).unwrap_err();
    assert_eq!(nobody.code(), "measure/no-incomes");
}

#[test]
fn what_is_said_of_nobody_is_undefined() {
    let of = |weight: u128| TotalWeight::<Households>::from_billionths(weight);
    let nobody: Result<Matching, IncomeError> = Matching::new(of(0), of(0), of(0), of(0));
    assert_eq!(nobody.unwrap_err().code(), "measure/no-incomes");
    let nobody_poor = Matching::new(of(0), of(0), of(0), of(5)).unwrap();
    assert_eq!(nobody_poor.mismatch().unwrap(), Ratio::ZERO);
    assert_eq!(nobody_poor.overlap().unwrap_err().code(), "quantity/zero-denominator");
    assert_eq!(nobody_poor.association().unwrap_err().code(), "quantity/zero-denominator");
}

/// Assessed households, tables of parts, and the matching of both poverties that the table holds.
#[test]
fn assessed_households_merge_and_match() {
    use poverty::household::{Dwelling, Household, Member, Services, Toilet, WaterSource};
    use poverty::place::Area;
    use poverty::quantity::{FloorArea, Money};
    let decree = Standards::embedded().get("vn-decree-07-2021").unwrap();
    let on = "2024-12-31".parse().unwrap();
    let household = |income: i64, metres: u32| {
        Household::builder("H", "24133", Area::Rural)
            .income_per_person_month(Money::vnd(income))
            .dwelling(Dwelling::default().with_area(FloorArea::square_metres(metres).unwrap()))
            .services(Services::default().with_toilet(Toilet::OpenPit).with_water_source(WaterSource::Surface))
            .member(Member::aged(36).unwrap())
            .member(Member::aged(34).unwrap())
            .build()
            .unwrap()
    };
    let mut parts = [JointTable::<Households>::of_standard(decree).unwrap(), JointTable::of_standard(decree).unwrap()];
    for (part, income, metres) in [(0, 1_000_000, 10), (1, 2_000_000, 10), (0, 1_200_000, 10)] {
        let household = household(income, metres);
        let assessment = decree.assess(&household, on).unwrap();
        parts[part].add_assessed(&assessment, Weight::ONE).unwrap();
        let class = assessment.class().map(|class| class.id());
        let expected = if income <= 1_500_000 { "poor" } else { "average" };
        assert_eq!(class, Some(expected), "{income}");
    }
    let [mut whole, other] = parts;
    whole.merge(&other).unwrap();
    let line = decree.lines()[0].id();
    let matching = whole.matching(line, 1).unwrap();
    let found = [matching.both(), matching.income_only(), matching.deprivation_only(), matching.neither()];
    assert_eq!(found.map(|part| part.to_string()), ["2", "0", "1", "0"]);
    assert_eq!(matching.overlap().unwrap().to_string(), "2/3");
    let rows: u64 = (0..2)
        .flat_map(|income| (0..2).map(move |band| (income, band)))
        .map(|(income, band)| whole.rows(income, band).get())
        .sum();
    assert_eq!((rows, whole.unplaced_rows().get()), (3, 0));

    assert_eq!(whole.matching("no line", 1).unwrap_err().code(), "measure/incomes-differ");
    let decision = Standards::embedded().get("vn-decision-59-2015").unwrap();
    let mut elsewhere = JointTable::<Households>::of_standard(decision).unwrap();
    assert_eq!(elsewhere.merge(&whole).unwrap_err().code(), "measure/incomes-differ");
    let (household, weight) = (household(1_000_000, 10), Weight::ONE);
    let assessment = decree.assess(&household, on).unwrap();
    assert_eq!(elsewhere.add_assessed(&assessment, weight).unwrap_err().code(), "measure/incomes-differ");
    assert_eq!(elsewhere.matching("minimum", 1).unwrap_err().code(), "measure/no-incomes");
}
