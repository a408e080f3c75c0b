//! Tables: nothing is lost in files, and readers see units, rounding and their own way to write numbers.

use poverty::measure::{Tidy, TidyRow};
use poverty::programme::ledger::{BudgetRules, Ledger};
use poverty::published::Claims;
use poverty::quantity::{Currency, Money, PercentagePoints, Ratio};
use poverty::report::{Cell, Column, Kind, Limits, Locale, Table, of};
use poverty::source::{Language, Text};
use serde_json::Value;

const ENGLISH: Locale = Locale::of(Language::English);
const VIETNAMESE: Locale = Locale::of(Language::Vietnamese);

fn text(english: &str) -> Text {
    Text::english(english).unwrap()
}

fn column(id: &str, kind: Kind) -> Column {
    Column::new(id, text(id), kind)
}

/// A table with one value of every kind.
fn of_every_kind() -> Table {
    let limits = Limits { std_error: Some(0.017), lower: Some(-0.1), upper: Some(-0.03) };
    Table::new("all", text("All kinds & more"))
        .column(column("name", Kind::Words))
        .unwrap()
        .column(column("day", Kind::Day))
        .unwrap()
        .column(column("count", Kind::Count))
        .unwrap()
        .column(column("share", Kind::Percent).decimals(2))
        .unwrap()
        .column(column("change", Kind::Points).with_limits())
        .unwrap()
        .column(column("index", Kind::Number))
        .unwrap()
        .column(column("money", Kind::Money))
        .unwrap()
        .row([
            Cell::name("a|b, 50 %"),
            Cell::Day("2024-12-31".parse().unwrap()),
            Cell::count(63_642),
            Cell::Share(Ratio::new(34_434, 539_718).unwrap()),
            Cell::EstimatedPoints(-0.0641, limits),
            Cell::Exact(Ratio::new(1, 3).unwrap()),
            Cell::Money("1,263,511 million VND".parse::<Money>().unwrap()),
        ])
        .unwrap()
        .row([
            Cell::name("-"),
            Cell::Absent(text("not held")),
            Cell::count(-1_000),
            Cell::Absent(text("nobody")),
            Cell::Points(PercentagePoints::from_difference(Ratio::new(-1, 2_000).unwrap())),
            Cell::Number(1234.5678, Limits::default()),
            Cell::Money(Money::vnd(-500_000)),
        ])
        .unwrap()
        .note(text("A note."))
}

#[test]
fn markdown_states_units_once_and_escapes_bars() {
    assert_eq!(
        of_every_kind().to_markdown(ENGLISH),
        "\
| name | day | count | share, % | change, points | index | money, million VND |
|:---|:---|---:|---:|---:|---:|---:|
| a\\|b, 50 % | 2024-12-31 | 63,642 | 6.38 | -6.4 (-10.0 to -3.0)* | 0.333 | 1,263,511 |
| - | not held | -1,000 | nobody | -0.1 | 1,234.568 | -1 |

A note.
"
    );
}

#[test]
fn readers_of_vietnamese_see_points_for_thousands_and_a_decimal_comma() {
    let page = of_every_kind().to_markdown(VIETNAMESE);
    assert!(page.contains("| share, % | change, điểm % | index | money, triệu đồng |"), "{page}");
    assert!(page.contains("| 31/12/2024 | 63.642 | 6,38 | -6,4 (-10,0 đến -3,0)* | 0,333 | 1.263.511 |"), "{page}");
}

#[test]
fn csv_holds_fractions_plain_money_and_limits_in_columns_of_their_own() {
    let csv = of_every_kind().to_csv().unwrap();
    let mut lines = csv.lines();
    assert_eq!(
        lines.next(),
        Some("name,day,count,share,change,change_std_error,change_lower,change_upper,index,money,money_currency")
    );
    assert_eq!(
        lines.next(),
        Some(
            "\"a|b, 50 %\",2024-12-31,63642,0.06379998443631674,-0.0641,0.017,-0.1,-0.03,0.3333333333333333,\
             1263511000000,VND"
        )
    );
    assert_eq!(lines.next(), Some("-,,-1000,,-0.0005,,,,1234.5678,-500000,VND"));
    let mut reader = csv::Reader::from_reader(csv.as_bytes());
    assert!(reader.records().all(|record| record.unwrap().len() == 11));
}

#[test]
fn json_keeps_fractions_exact_and_says_why_a_value_is_absent() {
    let json: Value = serde_json::from_str(&of_every_kind().to_json().unwrap()).unwrap();
    assert_eq!(json["form"], 1);
    assert_eq!(json["columns"][3]["kind"], "percent");
    let [first, second] = [&json["rows"][0], &json["rows"][1]];
    assert_eq!(
        (&first["share"], &first["count"], &first["money"]),
        (&"5739/89953".into(), &63_642.into(), &"1263511000000".into())
    );
    assert_eq!((&first["change"], &first["change_lower"]), (&(-0.0641).into(), &(-0.1).into()));
    assert_eq!((&second["share"], &second["share_absent"]["en"]), (&Value::Null, &"nobody".into()));
    assert_eq!((&second["change"], &second["change_upper"]), (&"-1/2000".into(), &Value::Null));
}

#[test]
fn latex_escapes_what_would_be_commands() {
    let page = of_every_kind().to_latex(ENGLISH);
    for line in [
        "  \\caption{All kinds \\& more}",
        "  \\begin{tabular}{llrrrrr}",
        "    name & day & count & share, \\% & change, points & index & money, million VND \\\\",
        "    a|b, 50 \\% & 2024-12-31 & 63,642 & 6.38 & -6.4 (-10.0 to -3.0)* & 0.333 & 1,263,511 \\\\",
        "    \\bottomrule",
    ] {
        assert!(page.lines().any(|printed| printed == line), "{line}\n{page}");
    }
}

#[test]
fn text_aligns_figures_to_the_right_by_the_width_that_is_shown() {
    let table = Table::new("t", text("T"))
        .column(column("place", Kind::Words))
        .unwrap()
        .column(column("poor", Kind::Count))
        .unwrap()
        .row([Cell::name("Đắk Lắk"), Cell::count(63_642)])
        .unwrap()
        .row([Cell::name("越"), Cell::count(7)])
        .unwrap();
    let page = table.to_text(ENGLISH);
    let widths: Vec<usize> = page.lines().skip(4).map(textwrap::core::display_width).collect();
    assert_eq!(widths[0], widths[1], "{page}");
}

#[test]
fn a_row_of_another_width_is_refused_and_leaves_the_table_as_it_was() {
    let mut table = of_every_kind();
    let error = table.push([Cell::count(1)]).unwrap_err();
    assert_eq!(error.to_string(), "table `all`, row 3: 1 cells, expected one for each of the 7 columns");
    assert_eq!(error.code(), "report/width");
    assert_eq!(table, of_every_kind());
    assert_eq!(table.column(column("late", Kind::Count)).unwrap_err().code(), "report/width");
}

#[test]
fn percent_points_and_money_do_not_mix() {
    let table = Table::new("t", text("T")).column(column("rate", Kind::Percent)).unwrap();
    let error = table.row([Cell::Points(PercentagePoints::ZERO)]).unwrap_err();
    assert_eq!(
        error.to_string(),
        "table `t`, row 1, column `rate`: a cell of points, expected percent or an absent one"
    );
    assert_eq!(error.code(), "report/kind");
}

#[test]
fn two_columns_of_one_name_are_refused() {
    let table = Table::new("t", text("T")).column(column("rate", Kind::Percent)).unwrap();
    let error = table.column(column("rate", Kind::Count)).unwrap_err();
    assert_eq!(error.to_string(), "table `t` has two columns `rate`: names of columns are unique");
    assert_eq!(error.code(), "report/two-columns");
}

#[test]
fn amounts_of_several_currencies_say_each_their_own() {
    let table = Table::new("t", text("T"))
        .column(column("cost", Kind::Money).decimals(1))
        .unwrap()
        .row([Cell::Money(Money::vnd(25_000_000))])
        .unwrap()
        .row([Cell::Money("1500000 USD".parse().unwrap())])
        .unwrap();
    assert_eq!(table.to_markdown(ENGLISH), "| cost |\n|---:|\n| 25.0 million VND |\n| 1.5 million USD |\n");
}

fn row(measure: &str, indicator: &str, estimate: Option<f64>) -> TidyRow {
    TidyRow {
        measure: measure.into(),
        indicator: indicator.into(),
        k: "1/3".into(),
        subgroup: "area".into(),
        level: "rural".into(),
        period: "2021-2024".into(),
        estimate,
        std_error: Some(0.01),
        lower: estimate.map(|value| value - 0.02),
        upper: estimate.map(|value| value + 0.02),
        df: Some(30),
        rows: 1_234,
        dropped: 0,
        population: None,
        unit: poverty::quantity::Unit::Household,
        weighting: "nested".into(),
        design_effect: None,
        missing: None,
        undefined: if estimate.is_none() { "nobody is poor".into() } else { String::new() },
        fingerprint: None,
    }
}

#[test]
fn estimates_say_percent_points_or_nothing_by_their_measure() {
    let tidy: Tidy = [
        row("H", "", Some(0.317)),
        row("M0", "", Some(0.148)),
        row("change_abs", "H", Some(-0.107)),
        row("change_abs", "M0", Some(-0.01)),
        row("change_rel", "H", Some(-0.336)),
        row("A", "", None),
    ]
    .into_iter()
    .collect();
    let page = of::estimates(&tidy).unwrap().to_markdown(ENGLISH);
    for cell in [
        "| H |  | 1/3 | nested | area rural | 2021-2024 | 31.7 % (29.7 to 33.7) | 1,234 | 0 |",
        "| M0 |  | 1/3 | nested | area rural | 2021-2024 | 0.148 (0.128 to 0.168) | 1,234 | 0 |",
        "| change_abs | H | 1/3 | nested | area rural | 2021-2024 | -10.7 points (-12.7 to -8.7)* | 1,234 | 0 |",
        "| change_abs | M0 | 1/3 | nested | area rural | 2021-2024 | -0.010 (-0.030 to 0.010) | 1,234 | 0 |",
        "| change_rel | H | 1/3 | nested | area rural | 2021-2024 | -33.6 % (-35.6 to -31.6) | 1,234 | 0 |",
        "| A |  | 1/3 | nested | area rural | 2021-2024 | nobody is poor | 1,234 | 0 |",
    ] {
        assert!(page.contains(cell), "{cell}\n{page}");
    }
}

#[test]
fn findings_and_quantities_of_the_committed_record_are_tables_in_two_languages() {
    let record = include_str!("../../../data/published/dak_lak.toml");
    let claims = Claims::from_toml(record, "dak_lak.toml").unwrap();
    let report = claims.check();
    let findings = of::findings(&report).unwrap();
    assert_eq!(findings.rows().len(), report.findings().len());
    let quantities = of::quantities(&report).unwrap();
    let page = quantities.to_markdown(VIETNAMESE);
    assert!(page.contains("63.642"), "{page}");
    assert!(quantities.to_json().is_ok() && quantities.to_csv().is_ok());
}

#[test]
fn a_number_that_rounds_to_nothing_has_no_sign_and_what_is_no_number_is_a_dash() {
    assert_eq!(ENGLISH.float(-0.000_1, 2), "0.00");
    assert_eq!(ENGLISH.float(f64::NAN, 2), "–");
    assert_eq!(ENGLISH.digits("not a number"), "not a number");
    assert_eq!(Locale::of(Language::French).digits("1234567.5"), "1\u{202f}234\u{202f}567,5");
}

/// Rows of two weightings can be told apart.
#[test]
fn estimates_name_their_weighting_and_what_was_left_out() {
    let mut other = row("M0", "", Some(0.2));
    (other.weighting, other.dropped) = ("equal".to_owned(), 12);
    let csv = of::estimates(&[row("M0", "", Some(0.148)), other].into_iter().collect()).unwrap().to_csv().unwrap();
    let [head, nested, equal] = csv.lines().collect::<Vec<_>>()[..] else { panic!("{csv}") };
    assert!(head.starts_with("measure,indicator,k,weighting,") && head.ends_with(",rows,dropped"), "{head}");
    assert!(nested.contains(",nested,") && nested.ends_with(",1234,0"), "{nested}");
    assert!(equal.contains(",equal,") && equal.ends_with(",1234,12"), "{equal}");
}

/// What the statement says is left is what its own columns leave.
#[test]
fn a_statement_adds_up_in_every_row() {
    let mut ledger = Ledger::new(Currency::VND, BudgetRules::viet_nam().unwrap());
    ledger.read_csv("ledger.csv", include_bytes!("../../../examples/data/budget/ledger.csv").as_slice()).unwrap();
    let groups = ledger.as_of("2024-12-31".parse().unwrap()).statement().by(|line| (line.year(), line.capital()));
    let rows = groups.iter().map(|((year, capital), totals)| Ok((text(&format!("{year} {}", capital.id())), totals)));
    let table = of::statement(text("year and capital"), rows).unwrap();
    assert!(table.rows().len() >= 8);
    let of = |row: &[Cell], id: &str| {
        let place = table.columns().iter().position(|column| column.id() == id).unwrap();
        let Cell::Money(money) = &row[place] else { panic!("{id}") };
        money.amount()
    };
    for row in table.rows() {
        let of = |id| of(row, id);
        let left =
            of("plan") + of("carried_in") - of("disbursed") - of("refunded") - of("cancelled") - of("carried_out");
        assert_eq!(left, of("balance"));
    }
}
