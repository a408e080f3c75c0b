//! The published record: rates, their change in points, and what can't be true.

use crate::{Failure, text};
use poverty::measure::administrative::RateTarget;
use poverty::published::Claims;
use poverty::quantity::Rounding::HalfUp;
use poverty::report::chart::{self, Rate};
use poverty::report::{Cell, Column, Kind, Locale, Section, Table};
use poverty::source::{Language, Text};

const RECORD: &str = include_str!("../../data/published/dak_lak.toml");
/// The target of the Resolution for the end of 2025, as the record prints it.
const TARGET: &str = "3 %";

pub(crate) fn section() -> Result<Section, Failure> {
    let claims = Claims::from_toml(RECORD, "dak_lak.toml")?;
    let claim = |id: &str| claims.get(id).ok_or_else(|| format!("no claim `{id}`"));
    let (earlier, later) = (claim("dak-lak-old-poor-2021")?, claim("dak-lak-old-poor-2024")?);
    let (before, after) = (earlier.administrative_rate()?, later.administrative_rate()?);
    let change = after.change_since(&before)?;
    let target = RateTarget::below(TARGET.parse()?, "2025-12-31".parse()?, after.standard())?;

    let both = |said: &dyn Fn(Locale) -> String| -> Result<Text, Failure> {
        text(said(Locale::of(Language::English)), said(Locale::of(Language::Vietnamese)))
    };
    let percent = |rate: poverty::quantity::Ratio| {
        both(&move |locale| format!("{} %", locale.digits(&rate.percent(2, HalfUp).number().to_string())))
    };
    let points = change.points()?;
    let fall = both(&move |locale: Locale| {
        let number = locale.digits(&points.points(2, HalfUp).number().to_string());
        if locale.language() == Language::Vietnamese {
            format!("{number} điểm %")
        } else {
            format!("{number} points")
        }
    })?;
    let key = vec![
        (text("Poor households at the end of 2021", "Hộ nghèo cuối năm 2021")?, percent(before.rate())?),
        (text("at the end of 2024", "cuối năm 2024")?, percent(after.rate())?),
        (text("Change in three years", "Thay đổi trong ba năm")?, fall),
        (text("Target, end of 2025: below", "Mục tiêu cuối năm 2025: dưới")?, percent(target.bound())?),
    ];

    let mut table = Table::new("record", text("Poor households, as printed", "Hộ nghèo, theo số công bố")?)
        .column(Column::new("group", text("group", "nhóm")?, Kind::Words))?
        .column(Column::new("date", text("date", "ngày")?, Kind::Day))?
        .column(Column::new("households", text("poor households", "hộ nghèo")?, Kind::Count))?
        .column(Column::new("rate", text("rate", "tỷ lệ")?, Kind::Percent).decimals(2))?
        .column(Column::new("implied", text("households, implied", "tổng số hộ suy ra")?, Kind::Count))?;
    for (id, group) in [
        ("dak-lak-old-poor-2021", text("all households", "tất cả các hộ")?),
        ("dak-lak-old-poor-2024", text("all households", "tất cả các hộ")?),
        ("dak-lak-old-ethnic-minority-poor-2021", text("ethnic minority", "dân tộc thiểu số")?),
        ("dak-lak-old-ethnic-minority-poor-2024", text("ethnic minority", "dân tộc thiểu số")?),
    ] {
        let claim = claim(id)?;
        let rate = claim.administrative_rate()?;
        let poor = claim.printed_households().map(|printed| Cell::Count(printed.value().floor()));
        let poor = poor.unwrap_or(Cell::Absent(text("not printed", "không công bố")?));
        let implied = claim.implied_households()?.central().rounded(0, HalfUp)?.floor();
        table.push([
            Cell::Words(group),
            Cell::Day(claim.subject().date().day().ok_or("a claim without a day")?),
            poor,
            Cell::Share(rate.rate()),
            Cell::Count(implied),
        ])?;
    }
    let table = table.note(text(
        "A rate and a count imply how many households there are, within the rounding of both.",
        "Từ tỷ lệ và số hộ nghèo suy ra tổng số hộ, trong phạm vi làm tròn của cả hai.",
    )?);

    let rates =
        [(2021, &before), (2024, &after)].map(|(year, rate)| Rate { year, rate: rate.rate().to_f64(), limits: None });
    let trend = chart::trend_to_target(
        "trend",
        text("The rate of poor households and its target", "Tỷ lệ hộ nghèo và mục tiêu")?,
        text(
            "printed rates, multidimensional poverty standard 2022-2025 (Decree 07/2021/NĐ-CP)",
            "tỷ lệ công bố, chuẩn nghèo đa chiều 2022-2025 (Nghị định 07/2021/NĐ-CP)",
        )?,
        &rates,
        Some((2025, target.bound())),
    )?;
    Ok(Section::new("record", text("The record", "Số liệu đã công bố")?).key(key).chart(trend).table(table))
}
