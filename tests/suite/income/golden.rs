//! Two small samples as R's convey 1.0.1, survey 4.5 and laeken 0.5.2 measure them, or worked out from the definition.

use super::variance::variance;
use super::{all, incomes, line};
use poverty::measure::Group;
use poverty::measure::income::*;
use poverty::quantity::{Money, Ratio};

/// Six rows, each its own sampling unit, without strata.
const SIX: [(i64, u64); 6] = [(3, 2), (6, 1), (9, 1), (12, 3), (20, 2), (50, 1)];

/// Ten rows in two strata of three and two sampling units.
const TEN: [(i64, u64); 10] =
    [(120, 10), (80, 20), (150, 15), (40, 25), (300, 12), (60, 18), (90, 30), (200, 22), (110, 16), (500, 32)];
const TEN_STRATA: [&str; 10] = ["A", "A", "A", "A", "A", "A", "B", "B", "B", "B"];
const TEN_UNITS: [&str; 10] = ["A1", "A1", "A2", "A2", "A3", "A3", "B1", "B1", "B2", "B2"];
const TEN_IN_GROUP_R: [bool; 10] = [false, true, false, true, false, true, true, false, true, false];

type Measured = Box<dyn IncomeMeasure<poverty::quantity::Households>>;

fn ratio(text: &str) -> Ratio {
    text.parse().unwrap()
}

fn relative(share: &str, centre: Middle) -> PovertyLine {
    PovertyLine::relative(ratio(share), centre, LineOf::Population, Comparison::AtMost).unwrap()
}

fn median() -> Middle {
    Middle::median(Quantile::InverseCdf)
}

fn assert_close(found: f64, expected: f64, what: &str) {
    assert!((found - expected).abs() <= 1e-13 * expected.abs(), "{what}: {found}, expected {expected}");
}

fn strings(names: &[&str]) -> Vec<String> {
    names.iter().map(|name| (*name).to_owned()).collect()
}

fn six_standard_error(contributions: &[f64]) -> f64 {
    variance(contributions, &strings(&["one"; 6]), &strings(&["1", "2", "3", "4", "5", "6"])).sqrt()
}

fn ten_standard_error(contributions: &[f64]) -> f64 {
    variance(contributions, &strings(&TEN_STRATA), &strings(&TEN_UNITS)).sqrt()
}

fn entropy(a: &str) -> Measured {
    Box::new(GeneralisedEntropy::new(ratio(a), NonPositive::Refuse))
}

fn atkinson(e: &str) -> Measured {
    Box::new(Atkinson::new(ratio(e), NonPositive::Refuse).unwrap())
}

fn arpt() -> RelativeLine {
    RelativeLine::new(ratio("3/5"), median(), LineOf::Population).unwrap()
}

fn lorenz(p: &str) -> Measured {
    Box::new(LorenzShare::new(ratio(p)).unwrap())
}

#[test]
fn six_rows_as_convey_measures_them() {
    let (under_median, under_mean) = (|| relative("60 %", median()), || relative("60 %", Middle::Mean));
    let cases: Vec<(&str, Measured, f64, f64)> = vec![
        ("fgt0", Box::new(Fgt::headcount(line(10))), 0.4, 0.229_782_505_861_521_1),
        ("fgt1", Box::new(Fgt::gap(line(10))), 0.19, 0.138_477_434_984_910_08),
        ("fgt2", Box::new(Fgt::squared_gap(line(10))), 0.115, 0.095_542_660_628_642_7),
        (
            "watts",
            Box::new(Watts::new(line(10), NonPositive::Refuse)),
            0.302_413_174_807_568_96,
            0.235_300_406_064_130_36,
        ),
        ("arpt", Box::new(arpt()), 7.2, 4.007_243_707_805_239),
        ("arpr", Box::new(Fgt::at_risk_of_poverty(under_median())), 0.3, 0.221_992_292_054_996_93),
        (
            "rmpg",
            Box::new(RelativeMedianGap::new(arpt(), Comparison::AtMost)),
            0.583_333_333_333_333_3,
            0.653_969_744_854_001_4,
        ),
        ("s80s20", Box::new(ShareRatio::quintile(Quantile::InverseCdf)), 8.333_333_333_333_334, 13.589_407_292_138_452),
        ("gini", Box::new(Gini::POPULATION), 207.0 / 490.0, 0.123_345_647_146_335_46),
        ("gini_convey", Box::new(Gini::new(GiniDefinition::Convey)), 0.502_721_088_435_374_1, 0.070_227_756_211_150_6),
        ("theil_l", entropy("0"), 0.333_405_881_204_628_3, 0.183_808_204_567_938_1),
        ("theil_t", entropy("1"), 0.318_984_699_067_948_4, 0.163_731_712_205_125_86),
        ("ge2", entropy("2"), 0.394_766_069_693_183_5, 0.208_494_728_474_598_6),
        ("lorenz 1/2", lorenz("1/2"), 0.224_489_795_918_367_35, 0.081_500_420_364_917_5),
        ("fgt0, 60 % of the median", Box::new(Fgt::headcount(under_median())), 0.3, 0.221_992_292_054_997),
        (
            "fgt1, 60 % of the median",
            Box::new(Fgt::gap(under_median())),
            0.133_333_333_333_333_33,
            0.125_868_468_816_899_4,
        ),
        (
            "fgt2, 60 % of the median",
            Box::new(Fgt::squared_gap(under_median())),
            0.070_833_333_333_333_32,
            0.082_211_109_910_321_1,
        ),
        ("fgt0, 60 % of the mean", Box::new(Fgt::headcount(under_mean())), 0.3, 0.181_812_267_196_912_5),
        ("fgt1, 60 % of the mean", Box::new(Fgt::gap(under_mean())), 0.163_945_578_231_292_5, 0.112_474_816_965_615_7),
        (
            "fgt2, 60 % of the mean",
            Box::new(Fgt::squared_gap(under_mean())),
            0.097_306_677_773_150_07,
            0.072_318_739_218_215_8,
        ),
        (
            "watts, 60 % of the median",
            Box::new(Watts::new(under_median(), NonPositive::Refuse)),
            0.193_325_903_150_175_45,
            0.203_858_208_318_661_7,
        ),
        ("atkinson 1/2", atkinson("1/2"), 0.151_299_518_854_723_3, 0.076_271_917_730_870_3),
        ("atkinson 1", atkinson("1"), 0.283_520_670_361_933_2, 0.131_694_779_190_812_9),
        ("atkinson 2", atkinson("2"), 0.482_464_160_643_124_5, 0.160_261_516_115_951_7),
    ];
    let incomes = incomes(&SIX);
    let six = all(&incomes);
    for (name, measure, estimate, standard_error) in cases {
        let linearised = measure.linearised(&six).unwrap();
        assert_close(measure.value(&six).unwrap(), estimate, name);
        assert_close(linearised.value(), estimate, name);
        assert_close(six_standard_error(linearised.contributions()), standard_error, name);
    }
}

#[test]
fn six_rows_by_the_definition() {
    let incomes = incomes(&SIX);
    let six = all(&incomes);
    assert_close(Sen::new(line(10)).value(&six).unwrap(), 0.2425, "sen");
    assert_close(SenShorrocksThon::new(line(10)).value(&six).unwrap(), 0.325, "sst");
    assert_close(six.income_gap_ratio(&line(10)).unwrap(), 0.475, "mean gap of the poor");
    assert_eq!(six.shortfall(&line(10)).unwrap(), Money::vnd(19));
    let laeken = ShareRatio::quintile(Quantile::UpperInverseCdf);
    assert_close(laeken.value(&six).unwrap(), 4.166_666_666_666_667, "S80/S20 of laeken");
    let exact = ShareRatio::of_exact_shares(ratio("1/5")).unwrap();
    assert_close(exact.value(&six).unwrap(), 11.666_666_666_666_666, "S80/S20 of exact shares");
}

#[test]
fn a_domain_is_held_to_the_line_of_the_population() {
    let incomes = incomes(&SIX);
    let six = all(&incomes);
    let domain = six.domain(Group::whole().and("row", "1, 2, 5"), |row| [0, 1, 4].contains(&row)).unwrap();
    let cases = [
        (Fgt::headcount(relative("3/5", median())), 0.6, 0.246_401_751_168_063_2),
        (Fgt::gap(relative("3/5", median())), 0.266_666_666_666_666_66, 0.155_555_930_049_928_1),
    ];
    for (measure, estimate, standard_error) in cases {
        let linearised = measure.linearised(&domain).unwrap();
        assert_close(linearised.value(), estimate, "domain");
        assert_close(six_standard_error(linearised.contributions()), standard_error, "domain");
    }
    // Its own line is 3/5 of its own median, 6.
    let own = PovertyLine::relative(ratio("3/5"), median(), LineOf::Domain, Comparison::AtMost).unwrap();
    assert_eq!(domain.headcount_ratio(&own).unwrap(), ratio("2/5"));
}

#[test]
fn ten_rows_under_a_design_as_convey_measures_them() {
    let under_median = || relative("60 %", median());
    let cases: Vec<(&str, Measured, f64, f64)> = vec![
        ("fgt0", Box::new(Fgt::headcount(line(100))), 0.465, 0.141_127_787_837_831_6),
        ("fgt1", Box::new(Fgt::gap(line(100))), 0.146, 0.043_749_473_139_684_77),
        ("fgt2", Box::new(Fgt::squared_gap(line(100))), 0.0649, 0.033_778_526_151_980_04),
        ("fgt0 on a line that is an income", Box::new(Fgt::headcount(line(110))), 0.545, 0.059_794_418_635_855_97),
        (
            "watts",
            Box::new(Watts::new(line(100), NonPositive::Refuse)),
            0.198_629_080_103_303_46,
            0.074_327_110_287_004,
        ),
        ("arpt", Box::new(arpt()), 66.0, 8.915_669_790_924),
        ("arpr", Box::new(Fgt::at_risk_of_poverty(under_median())), 0.215, 0.113_612_161_012_291_07),
        (
            "rmpg",
            Box::new(RelativeMedianGap::new(arpt(), Comparison::AtMost)),
            0.393_939_393_939_393_9,
            0.430_152_208_152_392_4,
        ),
        (
            "s80s20",
            Box::new(ShareRatio::quintile(Quantile::InverseCdf)),
            7.692_307_692_307_692_5,
            4.592_957_318_817_725,
        ),
        ("gini", Box::new(Gini::POPULATION), 0.435_516_999_157_066_65, 0.049_263_797_350_098_57),
        ("gini_convey", Box::new(Gini::new(GiniDefinition::Convey)), 0.554_617_870_188_255_2, 0.112_923_167_989_765_9),
        ("theil_l", entropy("0"), 0.328_137_737_568_121_04, 0.116_906_634_044_171_95),
        ("theil_t", entropy("1"), 0.321_256_819_059_875_1, 0.069_111_270_527_767_68),
        ("ge2", entropy("2"), 0.377_189_173_536_043_75, 0.049_083_973_229_573_9),
        ("atkinson 1/2", atkinson("1/2"), 0.152_157_415_966_691_08, 0.041_147_150_263_476_04),
        ("atkinson 1", atkinson("1"), 0.279_736_194_512_278_16, 0.084_203_617_123_415_66),
        ("atkinson 2", atkinson("2"), 0.452_050_320_394_272_4, 0.133_002_379_906_061_3),
        ("lorenz 1/5", lorenz("1/5"), 0.053_385_782_523_180_67, 0.019_096_147_727_893_18),
        ("lorenz 2/5", lorenz("2/5"), 0.146_389_435_234_616_48, 0.051_557_246_022_589_21),
        ("lorenz 3/5", lorenz("3/5"), 0.266_647_934_813_149_8, 0.069_247_295_836_575_34),
        ("lorenz 4/5", lorenz("4/5"), 0.483_000_842_933_408_3, 0.080_284_870_955_879_1),
        (
            "fgt1, 60 % of the median",
            Box::new(Fgt::gap(under_median())),
            0.057_424_242_424_242_42,
            0.047_280_795_444_982_87,
        ),
        (
            "fgt0, 50 % of the mean",
            Box::new(Fgt::headcount(relative("1/2", Middle::Mean))),
            0.315,
            0.129_179_561_002_062_13,
        ),
    ];
    let incomes = incomes(&TEN);
    let ten = all(&incomes);
    for (name, measure, estimate, standard_error) in cases {
        let linearised = measure.linearised(&ten).unwrap();
        assert_close(linearised.value(), estimate, name);
        assert_close(ten_standard_error(linearised.contributions()), standard_error, name);
    }
    let below = PovertyLine::absolute(Money::vnd(110), Comparison::Below).unwrap();
    assert_eq!(ten.headcount_ratio(&below).unwrap(), ratio("93/200"));
    let poor = RelativeMedianGap::new(arpt(), Comparison::AtMost).median_of_the_poor(&ten).unwrap();
    assert_eq!(poor.to_string(), "40");
}

#[test]
fn a_group_of_the_ten_rows() {
    let cases: Vec<(&str, Measured, f64, f64)> = vec![
        (
            "arpr under the line of all",
            Box::new(Fgt::at_risk_of_poverty(relative("60 %", median()))),
            0.394_495_412_844_036_7,
            0.237_658_146_126_115_22,
        ),
        ("fgt1", Box::new(Fgt::gap(line(100))), 0.267_889_908_256_880_75, 0.077_714_482_899_490_04),
        ("gini_convey", Box::new(Gini::new(GiniDefinition::Convey)), 0.377_521_808_714_469_2, 0.061_011_410_638_268_12),
    ];
    let incomes = incomes(&TEN);
    let ten = all(&incomes);
    let group = ten.domain(Group::whole().and("group", "R"), |row| TEN_IN_GROUP_R[row]).unwrap();
    for (name, measure, estimate, standard_error) in cases {
        let linearised = measure.linearised(&group).unwrap();
        assert_close(linearised.value(), estimate, name);
        assert_close(ten_standard_error(linearised.contributions()), standard_error, name);
    }
}

#[test]
fn gini_of_a_few_incomes_by_both_definitions() {
    let gini = |rows: &[(i64, u64)]| {
        let incomes = incomes(rows);
        let all = all(&incomes);
        [GiniDefinition::Population, GiniDefinition::Convey]
            .map(|definition| Gini::new(definition).value(&all).unwrap())
    };
    let close = |found: [f64; 2], expected: [f64; 2]| {
        assert!(found.iter().zip(expected).all(|(found, expected)| (found - expected).abs() < 1e-15), "{found:?}");
    };
    close(gini(&[(10, 1), (20, 1), (30, 1)]), [2.0 / 9.0, 0.222_222_222_222_222_2]);
    close(gini(&[(10, 2), (20, 2), (30, 2)]), [2.0 / 9.0, 0.388_888_888_888_888_8]);
    close(gini(&[(10, 3), (10, 5)]), [0.0, 0.40625]);
    close(gini(&[(7, 3)]), [0.0, 0.666_666_666_666_666_6]);
    close(gini(&[(0, 1), (0, 1), (10, 1)]), [2.0 / 3.0, 2.0 / 3.0]);
    close(gini(&[(-5, 1), (5, 1), (10, 1)]), [1.0, 1.0]);
}
