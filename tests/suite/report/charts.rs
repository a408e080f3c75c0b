//! Charts: their text is held by committed pictures, nothing leaves the picture, and what can't be drawn is refused.

use chrono::NaiveDate;
use poverty::guide::survey::{DATA, SPEC};
use poverty::journal::Entry;
use poverty::measure::income::{GrowthIncidence, Incomes, Quantile};
use poverty::measure::panel::{Classes, MergeRule, Panel, Periods, SplitRule, Transitions};
use poverty::measure::spec::Spec;
use poverty::measure::{Group, TidyRow};
use poverty::programme::ledger::{BudgetRules, Flow, Ledger, Transaction};
use poverty::programme::rates::Execution;
use poverty::programme::{BudgetLine, Capital, FiscalYear, FundingSource};
use poverty::quantity::{Currency, Households, Money, Ratio, Weight};
use poverty::report::chart::{self, Chart, Item, Rate, Width};
use poverty::report::{Locale, ReportError};
use poverty::simulate::path::{Lift, Outlook, TransitionMatrix};
use poverty::source::{Language, Text};
use std::path::Path;

const ENGLISH: Locale = Locale::of(Language::English);
const VIETNAMESE: Locale = Locale::of(Language::Vietnamese);

fn both(english: &str, vietnamese: &str) -> Text {
    Text::english(english).unwrap().and(Language::Vietnamese, vietnamese).unwrap()
}

fn same(word: &str) -> Result<Text, ReportError> {
    Ok(Text::english(word)?)
}

fn source() -> Text {
    both("invented households", "hộ giả lập")
}

fn rows() -> Vec<TidyRow> {
    let spec = Spec::from_toml("survey.toml", SPEC).unwrap();
    let tidy = spec.read_csv("survey.csv", DATA.as_bytes()).unwrap().measure().unwrap();
    let weighting = tidy.rows().iter().find(|row| row.measure == "pctb").unwrap().weighting.clone();
    let whole = |row: &&TidyRow| row.subgroup.is_empty() && row.weighting == weighting;
    tidy.rows().iter().filter(whole).cloned().collect()
}

fn contributions() -> Chart {
    let rows = rows();
    let k = rows[0].k.clone();
    let of_one: Vec<TidyRow> = rows.into_iter().filter(|row| row.k == k && !row.indicator.contains(':')).collect();
    let title = both("What contributes to multidimensional poverty", "Các chỉ số đóng góp vào nghèo đa chiều");
    chart::contributions("contributions", title, source(), &of_one, same).unwrap()
}

fn cutoffs() -> Chart {
    // So narrow that the years are apart at both cutoffs.
    let narrow = |mut row: TidyRow| {
        row.lower = row.estimate.map(|estimate| estimate - 0.05);
        row.upper = row.estimate.map(|estimate| estimate + 0.05);
        row
    };
    let rows: Vec<TidyRow> = rows().into_iter().map(narrow).collect();
    let title = both("How many are poor at each cutoff", "Tỷ lệ nghèo theo từng ngưỡng");
    chart::headcount_by_cutoff("cutoffs", title, source(), &rows, same).unwrap()
}

fn trend() -> Chart {
    let rate = |year, rate, limits| Rate { year, rate, limits: Some(limits) };
    let rates =
        [rate(2021, 0.1279, (0.117, 0.139)), rate(2022, 0.131, (0.12, 0.143)), rate(2024, 0.0638, (0.055, 0.073))];
    let title = both("The rate and its target", "Tỷ lệ và mục tiêu");
    chart::trend_to_target("trend", title, source(), &rates, Some((2025, "3 %".parse().unwrap()))).unwrap()
}

fn execution(appropriated: i64, disbursed: i64) -> Execution {
    let year = FiscalYear::new(2024).unwrap();
    let line = BudgetLine::new("5", FundingSource::CentralBudget, Capital::Recurrent, "66", year).unwrap();
    let mut ledger = Ledger::new(Currency::VND, BudgetRules::viet_nam().unwrap());
    for (id, flow, millions) in
        [(1, Flow::Appropriation, appropriated), (2, Flow::Release, appropriated), (3, Flow::Disbursement, disbursed)]
    {
        let content = Transaction::on(line.clone(), flow, Money::vnd(millions * 1_000_000));
        ledger.record(Entry::new(id, year.first_day(), content)).unwrap();
    }
    Execution::of(&ledger.as_of(NaiveDate::MAX).statement(), |_| true)
}

fn disbursement() -> Chart {
    let groups = [
        (both("development investment", "đầu tư phát triển"), execution(175_508, 99_001)),
        (both("recurrent", "sự nghiệp"), execution(45_000, 21_470)),
    ];
    let title = both("Money by kind of capital", "Vốn theo loại");
    chart::disbursement("disbursement", title, source(), &groups).unwrap()
}

fn costs() -> Chart {
    let items = [
        Item::new(both("a house built or repaired", "nhà xây mới hoặc sửa chữa"), 38.2).with_limits(35.0, 42.5),
        Item::new(both("a person trained", "người được đào tạo"), 4.4),
        Item::new(
            both("a livelihood model in a village of a commune of zone III", "mô hình sinh kế ở xã khu vực III"),
            568.9,
        ),
    ];
    let (title, unit) = (both("What one of each cost", "Chi phí cho một đơn vị"), both("million VND", "triệu đồng"));
    chart::ranking("costs", title, unit, source(), &items).unwrap()
}

fn passages() -> Transitions<Households> {
    let classes = Classes::new(["poor", "near_poor", "not_poor"], ["poor"]).unwrap();
    let mut panel = Panel::<Households>::builder(classes, Periods::new(["2023", "2024"]).unwrap());
    for (number, (before, after)) in
        [("poor", "poor"), ("poor", "near_poor"), ("poor", "poor"), ("near_poor", "not_poor")].iter().enumerate()
    {
        let household = number.to_string();
        panel.observe(&household, "2023", Some(*before), Weight::ONE).unwrap();
        panel.observe(&household, "2024", Some(*after), Weight::ONE).unwrap();
    }
    panel.build(SplitRule::EachPartCarries, MergeRule::First).unwrap().transitions("2023", "2024").unwrap()
}

fn classes() -> [(&'static str, Text); 3] {
    [
        ("poor", both("poor", "nghèo")),
        ("near_poor", both("near poor", "cận nghèo")),
        ("not_poor", both("not poor", "không nghèo")),
    ]
}

fn transitions() -> Chart {
    let title = both("Where the households of 2023 stood in 2024", "Các hộ của năm 2023 ở đâu vào năm 2024");
    chart::transitions("passages", title, source(), &passages(), &classes()).unwrap()
}

fn incomes(amounts: &[i64]) -> Incomes<Households> {
    let mut incomes = Incomes::new(Currency::VND);
    for amount in amounts {
        incomes.push(Some(Money::vnd(*amount)), Weight::ONE).unwrap();
    }
    incomes
}

fn lorenz() -> Chart {
    let (before, after) = (incomes(&[1, 2, 3, 6, 20]), incomes(&[2, 4, 5, 7, 9]));
    let curve = |incomes: &Incomes<Households>| {
        incomes.population(Group::whole(), |_| true).unwrap().distribution().lorenz().unwrap()
    };
    let (before, after) = (curve(&before), curve(&after));
    let title = both("How incomes are shared", "Phân phối thu nhập");
    let curves = [(both("2021", "2021"), &before), (both("2024", "2024"), &after)];
    chart::lorenz("lorenz", title, source(), &curves).unwrap()
}

fn incidence() -> Chart {
    let (before, after) = (incomes(&[100, 120, 150, 260, 620]), incomes(&[160, 150, 160, 270, 600]));
    let (before, after) =
        (before.population(Group::whole(), |_| true).unwrap(), after.population(Group::whole(), |_| true).unwrap());
    let growth = GrowthIncidence::new(before.distribution(), after.distribution(), Quantile::InverseCdf);
    let title = both("Whose incomes grew", "Thu nhập của ai tăng");
    let curves = [(both("growth", "tăng trưởng"), growth.percentiles().unwrap())];
    chart::incidence("incidence", title, source(), &curves).unwrap()
}

fn outlook() -> Chart {
    let shares = |row: [i128; 2]| row.map(|share| Ratio::new(share, 40).unwrap()).to_vec();
    let rows = [shares([30, 10]), shares([1, 39])];
    let matrix = TransitionMatrix::new(["poor", "not_poor"], ["poor"], rows).unwrap();
    let outlook = Outlook::new(matrix, 2024, [2_000, 8_000]).unwrap();
    let alone = outlook.to(2030).unwrap();
    let lift = |year| Lift { year, from: "poor".to_owned(), to: "not_poor".to_owned(), households: 150 };
    let planned = (2025..=2030).fold(outlook, |outlook, year| outlook.lift(lift(year)).unwrap()).to(2030).unwrap();
    let paths = [(both("as so far", "như hiện nay"), &alone), (both("with the plan", "có kế hoạch"), &planned)];
    let title = both("The rate to 2030", "Tỷ lệ đến năm 2030");
    chart::outlook("outlook", title, source(), &paths, Some("7.5 %".parse().unwrap())).unwrap()
}

fn all() -> [Chart; 9] {
    [contributions(), cutoffs(), trend(), outlook(), disbursement(), costs(), transitions(), lorenz(), incidence()]
}

/// Every chart is, letter for letter, the committed picture that was looked at. `POVERTY_DRAW_AGAIN=1` draws them anew.
#[test]
fn charts_are_the_pictures_that_were_looked_at() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/charts");
    for chart in all() {
        for (locale, width, name) in [(ENGLISH, Width::Page, "en-page"), (VIETNAMESE, Width::Phone, "vi-phone")] {
            let svg = chart.to_svg(locale, width).unwrap();
            assert_eq!(svg, chart.to_svg(locale, width).unwrap(), "twice the same");
            let path = folder.join(format!("{}-{name}.svg", chart.id()));
            if std::env::var_os("POVERTY_DRAW_AGAIN").is_some() {
                std::fs::create_dir_all(&folder).unwrap();
                std::fs::write(&path, &svg).unwrap();
            }
            let committed = std::fs::read_to_string(&path).unwrap_or_default();
            assert!(svg == committed, "{} differs from what is drawn; POVERTY_DRAW_AGAIN=1 draws it", path.display());
        }
    }
}

/// The value of an attribute.
fn attribute<'s>(tag: &'s str, name: &str) -> Option<&'s str> {
    tag.split_once(&format!(" {name}=\""))?.1.split_once('"').map(|(value, _)| value)
}

/// A text is at least as wide as half of its size a letter, which few fonts are under.
#[test]
fn no_text_leaves_the_picture() {
    let mut texts = 0;
    for chart in all() {
        for locale in [ENGLISH, VIETNAMESE] {
            for width in [Width::Page, Width::Phone] {
                let svg = chart.to_svg(locale, width).unwrap();
                let view: Vec<f64> =
                    attribute(&svg, "viewBox").unwrap().split(' ').map(|number| number.parse().unwrap()).collect();
                for text in svg.split("<text").skip(1) {
                    let (tag, rest) = text.split_once('>').unwrap();
                    let words = rest.split_once("</text>").unwrap().0.trim();
                    let number = |name| attribute(tag, name).unwrap().parse::<f64>().unwrap();
                    let wide = words.chars().map(|_| number("font-size") * 0.5).sum::<f64>();
                    let (left, right) = match attribute(tag, "text-anchor").unwrap() {
                        "start" => (number("x"), number("x") + wide),
                        "end" => (number("x") - wide, number("x")),
                        _ => (number("x") - wide / 2.0, number("x") + wide / 2.0),
                    };
                    assert!(left >= 0.0 && right <= view[2], "{}: `{words}` from {left} to {right}", chart.id());
                    assert!(number("y") > 0.0 && number("y") < view[3], "{}: `{words}`", chart.id());
                    texts += 1;
                }
            }
        }
    }
    assert!(texts > 300, "{texts}");
}

#[test]
fn a_chart_says_what_it_shows_to_those_who_do_not_see_it() {
    assert_eq!(
        trend().description(ENGLISH),
        "% of households, with confidence limits. rate: 2021 12.79 %, 2022 13.10 %, 2024 6.38 %; to the target: 2024 6.38 %, \
         2025 3.00 %."
    );
    assert_eq!(
        transitions().description(VIETNAMESE),
        "% số hộ của mỗi hàng. nghèo: nghèo 66,7 %, cận nghèo 33,3 %, không nghèo 0,0 %; cận nghèo: nghèo 0,0 %, cận nghèo \
         0,0 %, không nghèo 100,0 %; không nghèo: nghèo –, cận nghèo –, không nghèo –."
    );
    assert_eq!(
        disbursement().description(ENGLISH),
        "million VND disbursed (dark) of what was available (light). development investment: 99,001 (56.4 %); recurrent: \
         21,470 (47.7 %)."
    );
    assert!(costs().description(ENGLISH).starts_with("million VND. a person trained: 4.4; a house"), "in order");
    for chart in all() {
        let svg = chart.to_svg(ENGLISH, Width::Phone).unwrap();
        assert!(svg.contains(&format!("<title id=\"{}-phone-title\">", chart.id())));
        assert!(svg.contains("role=\"img\"") && svg.contains("Source: invented households"));
    }
}

/// Where limits overlap at a cutoff, nothing is shaded and nothing is said of it.
#[test]
fn only_where_limits_are_apart_is_shaded() {
    let shaded = |chart: Chart| {
        let svg = chart.to_svg(ENGLISH, Width::Page).unwrap();
        (svg.matches("fill=\"#EEF1F5\" stroke").count(), svg.contains("shaded where the limits are apart"))
    };
    assert_eq!(shaded(cutoffs()), (1, true));
    let wide = chart::headcount_by_cutoff("cutoffs", both("t", "t"), source(), &rows(), same).unwrap();
    assert_eq!(shaded(wide), (0, false), "at one third the limits of the two years overlap");
}

/// Bars begin at zero, so their lengths are as their values.
#[test]
fn bars_are_as_long_as_their_values() {
    let svg = disbursement().to_svg(ENGLISH, Width::Page).unwrap();
    let widths: Vec<f64> = svg
        .split("<rect")
        .skip(2)
        .map(|tag| attribute(tag.split_once('>').unwrap().0, "width").unwrap().parse().unwrap())
        .collect();
    let [plan, paid, small_plan, small_paid] = widths[..] else { panic!("{widths:?}") };
    for (bar, value) in [(paid, 99_001.0), (small_plan, 45_000.0), (small_paid, 21_470.0)] {
        assert!((bar / plan - value / 175_508.0).abs() < 1.5 / plan, "{widths:?}");
    }
}

#[test]
fn what_can_not_be_drawn_is_refused() {
    let title = || both("t", "t");
    let code = |chart: Result<Chart, ReportError>| {
        let error = chart.unwrap_err();
        (error.code(), error.to_string())
    };
    let said = |code: &'static str, sentence: &str| (code, sentence.to_owned());
    let empty = |reason: &str| said("report/empty", &format!("chart `c` has nothing to draw: {reason}"));
    let no_rows: &[TidyRow] = &[];
    assert_eq!(
        code(chart::contributions("c", title(), source(), no_rows, same)),
        empty("no row of measure `pctb` has an estimate")
    );
    assert_eq!(
        code(chart::headcount_by_cutoff("c", title(), source(), no_rows, same)),
        empty("no row of measure `H` has an estimate and a cutoff")
    );
    assert_eq!(code(chart::trend_to_target("c", title(), source(), &[], None)), empty("there is no rate"));
    assert_eq!(code(chart::outlook("c", title(), source(), &[], None)), empty("there is no path"));
    assert_eq!(code(chart::disbursement("c", title(), source(), &[])), empty("there is no group"));
    assert_eq!(code(chart::ranking("c", title(), title(), source(), &[])), empty("there is nothing to rank"));
    assert_eq!(code(chart::transitions("c", title(), source(), &passages(), &[])), empty("there is no class"));
    assert_eq!(code(chart::lorenz("c", title(), source(), &[])), empty("there is no curve"));
    assert_eq!(code(chart::incidence("c", title(), source(), &[])), empty("there is no percentile"));

    let nan = [Item::new(both("x", "x"), f64::NAN)];
    assert_eq!(
        code(chart::ranking("c", title(), title(), source(), &nan)),
        said("report/value", "chart `c`: x is NaN, expected a finite number, zero or more")
    );
    let below = [Item::new(both("x", "x"), -1.0)];
    assert_eq!(code(chart::ranking("c", title(), title(), source(), &below)).0, "report/value");
    let rate = [Rate { year: 2024, rate: 0.1, limits: None }];
    let early = chart::trend_to_target("c", title(), source(), &rate, Some((2024, Ratio::ZERO)));
    assert_eq!(
        code(early),
        said("report/value", "chart `c`: the year of the target is 2024, expected a year after the last rate")
    );
    let unknown = [("rich", both("rich", "giàu"))];
    assert_eq!(code(chart::transitions("c", title(), source(), &passages(), &unknown)).0, "panel/unknown-class");
}

/// A group's row of a measure.
fn of_group(measure: &str, indicator: &str, level: &str, k: &str, estimate: Option<f64>) -> TidyRow {
    let mut row = rows().into_iter().next().unwrap();
    row.measure = measure.to_owned();
    row.indicator = indicator.to_owned();
    (row.level, row.period, row.k) = (level.to_owned(), String::new(), k.to_owned());
    (row.estimate, row.lower, row.upper) = (estimate, None, None);
    row.undefined = if estimate.is_none() { "nobody is poor".to_owned() } else { String::new() };
    row
}

/// What is not known is not drawn as zero.
#[test]
fn a_group_without_poor_people_has_no_bar_and_a_lost_row_is_refused() {
    let part = |indicator: &str, level: &str, estimate| of_group("pctb", indicator, level, "1/3", estimate);
    let draw = |rows: &[TidyRow]| chart::contributions("c", both("t", "t"), source(), rows, same);
    let whole = [
        part("water", "rural", Some(0.25)),
        part("toilet", "rural", Some(0.75)),
        part("water", "urban", None),
        part("toilet", "urban", None),
    ];
    let chart = draw(&whole).unwrap();
    assert!(chart.description(ENGLISH).contains("rural: water 25 %, toilet 75 %; urban: nobody is poor."));
    let svg = chart.to_svg(ENGLISH, Width::Phone).unwrap();
    assert!(svg.contains("nobody is poor"), "said where the bar would be");

    let mut lost = whole.to_vec();
    lost[2].estimate = Some(1.0);
    lost.remove(3);
    let error = draw(&lost).unwrap_err();
    assert_eq!(error.code(), "report/missing");
    assert_eq!(error.to_string(), "chart `c`: `toilet` of urban has no row, and nothing is drawn as if it were zero");

    let mut twice = whole.to_vec();
    twice.push(part("water", "rural", Some(0.5)));
    let error = draw(&twice).unwrap_err();
    assert_eq!(error.code(), "report/twice");
    assert_eq!(
        error.to_string(),
        "chart `c`: `water` of rural has two rows; keep those of one cutoff, weighting and period"
    );
}

#[test]
fn a_cutoff_that_is_no_share_and_two_rates_at_one_cutoff_are_refused() {
    let at = |k: &str| of_group("H", "", "rural", k, Some(0.4));
    let draw = |rows: &[TidyRow]| chart::headcount_by_cutoff("c", both("t", "t"), source(), rows, same);
    let error = draw(&[at("1/3"), at("many")]).unwrap_err();
    assert_eq!(error.code(), "report/cutoff");
    assert_eq!(error.to_string(), "chart `c`: the cutoff `many` is not a share such as `1/3`");
    // Two ways to write one cutoff are one.
    let error = draw(&[at("1/4"), at("0.25")]).unwrap_err();
    assert_eq!(error.code(), "report/twice");
    assert!(error.to_string().contains("rural at the cutoff 0.25 has two rows"));
}

/// Lines that have other cutoffs are compared where both have one.
#[test]
fn only_common_cutoffs_are_compared() {
    let row = |level: &str, k: &str, estimate: f64| {
        let mut row = of_group("H", "", level, k, Some(estimate));
        (row.lower, row.upper) = (Some(estimate - 0.01), Some(estimate + 0.01));
        row
    };
    let shaded = |rows: &[TidyRow]| {
        let chart = chart::headcount_by_cutoff("c", both("t", "t"), source(), rows, same).unwrap();
        chart.to_svg(ENGLISH, Width::Page).unwrap().contains("shaded where the limits are apart")
    };
    let rural = [row("rural", "1/4", 0.6), row("rural", "1/3", 0.5)];
    let both_cutoffs = [row("urban", "1/4", 0.3), row("urban", "1/3", 0.2)];
    let other_cutoffs = [row("urban", "1/3", 0.3), row("urban", "1/2", 0.2)];
    assert!(shaded(&[rural.as_slice(), &both_cutoffs].concat()));
    assert!(!shaded(&[rural.as_slice(), &other_cutoffs].concat()), "apart at one cutoff is no stretch");
}
