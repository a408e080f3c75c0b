//! Who lacks what, and how incomes are shared: an invented survey under the law's twelve indicators.

use crate::{Failure, text};
use poverty::measure::income::{Distribution, GrowthIncidence, Incomes, Quantile};
use poverty::measure::spec::Spec;
use poverty::measure::{Group, Tidy, TidyRow};
use poverty::quantity::{Currency, Households, Money};
use poverty::report::{Cell, Column, Kind, Limits, ReportError, Section, Table, chart};
use poverty::source::{Language, Text};
use poverty::standard::Standards;
use std::collections::BTreeMap;

const SPEC: &str = include_str!("../../tests/data/oracles/survey_open.toml");
const SURVEY: &str = include_str!("../../tests/data/oracles/survey_open.csv");

/// The name of an indicator as the law has it, or of a group of the survey.
fn name(word: &str) -> Result<Text, ReportError> {
    let both = |english: &str, vietnamese: &str| -> Result<Text, ReportError> {
        Ok(Text::english(english)?.and(Language::Vietnamese, vietnamese)?)
    };
    let standard = Standards::embedded().get("vn-decree-07-2021").ok();
    // The survey names four of them in its own way.
    let id = match word {
        "child_attendance" => "child_schooling",
        "floor_area" => "housing_area",
        "water" => "water_source",
        "information_means" => "info_means",
        other => other,
    };
    let indicator = standard.and_then(|standard| standard.indicators().find(|indicator| indicator.id() == id));
    match (word, indicator) {
        (_, Some(indicator)) => Ok(indicator.name().clone()),
        ("all, 2024", None) => both("all households", "tất cả các hộ"),
        ("rural, 2024", None) => both("rural", "nông thôn"),
        ("urban, 2024", None) => both("urban", "thành thị"),
        (other, None) => both(other, other),
    }
}

fn rows(tidy: &Tidy, of: impl Fn(&TidyRow) -> bool) -> Vec<TidyRow> {
    let by = |row: &&TidyRow| {
        row.weighting == "nested"
            && row.period == "2024"
            && (row.subgroup.is_empty() || row.subgroup == "area")
            && of(row)
    };
    tidy.rows().iter().filter(by).cloned().collect()
}

pub(crate) fn section() -> Result<Section, Failure> {
    let tidy = Spec::from_toml("survey_open.toml", SPEC)?.read_csv("survey_open.csv", SURVEY.as_bytes())?.measure()?;
    let source = text("an invented survey of 1,920 households, 2024", "khảo sát giả lập 1.920 hộ, năm 2024")?;
    let parts = rows(&tidy, |row| row.k == "1/3" && !row.indicator.starts_with("dimension:"));
    let contributions = chart::contributions(
        "contributions",
        text("What contributes to multidimensional poverty", "Các chỉ số đóng góp vào nghèo đa chiều")?,
        source.clone(),
        &parts,
        name,
    )?;
    let by_cutoff = chart::headcount_by_cutoff(
        "cutoffs",
        text("How many are poor at each cutoff", "Tỷ lệ nghèo theo từng ngưỡng")?,
        source,
        &rows(&tidy, |row| row.subgroup == "area" && row.measure == "H"),
        name,
    )?;
    let table = measures(&rows(&tidy, |row| row.k == "1/3"))?;
    Ok(Section::new("profile", text("Deprivations", "Thiếu hụt")?)
        .words(text(
            "Twelve indicators of six services, each dimension with the same weight. A household is poor here if it lacks a third \
             of the weighted indicators or more.",
            "Mười hai chỉ số của sáu dịch vụ, các chiều có trọng số bằng nhau. Hộ được coi là nghèo nếu thiếu từ một phần ba \
             số chỉ số có trọng số trở lên.",
        )?)
        .chart(contributions)
        .chart(by_cutoff)
        .table(table))
}

/// Headcount, intensity and adjusted headcount of each group, with limits.
fn measures(rows: &[TidyRow]) -> Result<Table, Failure> {
    let title = text("Multidimensional poverty at a cutoff of one third", "Nghèo đa chiều với ngưỡng một phần ba")?;
    let mut table = Table::new("measures", title)
        .column(Column::new("group", text("group", "nhóm")?, Kind::Words))?
        .column(Column::new("H", text("poor, H", "tỷ lệ nghèo, H")?, Kind::Percent).with_limits())?
        .column(Column::new("A", text("intensity, A", "cường độ, A")?, Kind::Percent).with_limits())?
        .column(Column::new("M0", text("M0 = H x A", "M0 = H x A")?, Kind::Number).with_limits())?
        .note(text("In brackets: 95 % confidence limits.", "Trong ngoặc: khoảng tin cậy 95 %.")?);
    for group in ["all", "rural", "urban"] {
        let mut cells = vec![Cell::Words(name(&format!("{group}, 2024"))?)];
        for measure in ["H", "A", "M0"] {
            let level = |row: &&TidyRow| row.level == group || row.level.is_empty() && group == "all";
            let row = rows.iter().filter(level).find(|row| row.measure == measure);
            let found = row.and_then(|row| Some((row.estimate?, row))).ok_or("a measure is missing")?;
            let limits = Limits { std_error: found.1.std_error, lower: found.1.lower, upper: found.1.upper };
            cells.push(match measure {
                "M0" => Cell::Number(found.0, limits),
                _ => Cell::EstimatedShare(found.0, limits),
            });
        }
        table.push(cells)?;
    }
    Ok(table)
}

fn distribution(year: &str) -> Result<Distribution<Households>, Failure> {
    let mut incomes = Incomes::<Households>::new(Currency::VND);
    for row in csv::Reader::from_reader(SURVEY.as_bytes()).deserialize::<BTreeMap<String, String>>() {
        let row = row?;
        let field = |name: &str| row.get(name).map_or("", String::as_str);
        if field("year") == year {
            let income = field("income").parse::<i64>().ok().map(Money::vnd);
            incomes.push(income, field("weight").parse()?)?;
        }
    }
    Ok(incomes.population(Group::whole(), |_| true)?.distribution().clone())
}

pub(crate) fn incomes() -> Result<Section, Failure> {
    let (before, after) = (distribution("2021")?, distribution("2024")?);
    let source =
        text("an invented survey of 3,840 households, 2021 and 2024", "khảo sát giả lập 3.840 hộ, 2021 và 2024")?;
    let curves = [before.lorenz()?, after.lorenz()?];
    let named = [(text("2021", "2021")?, &curves[0]), (text("2024", "2024")?, &curves[1])];
    let lorenz =
        chart::lorenz("lorenz", text("How incomes are shared", "Phân phối thu nhập")?, source.clone(), &named)?;
    let growth = GrowthIncidence::new(&before, &after, Quantile::InverseCdf).percentiles()?;
    let incidence = chart::incidence(
        "incidence",
        text("Whose incomes grew from 2021 to 2024", "Thu nhập của ai tăng, 2021-2024")?,
        source,
        &[(text("growth", "tăng trưởng")?, growth)],
    )?;
    Ok(Section::new("incomes", text("Incomes", "Thu nhập")?).chart(lorenz).chart(incidence))
}
