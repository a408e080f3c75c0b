//! Households over time: who left poverty, who fell back, and what would come next.

use crate::{Failure, text};
use poverty::measure::SampledRows;
use poverty::measure::administrative::RateTarget;
use poverty::measure::panel::Panel;
use poverty::measure::spec::{Spec, SurveyPanel};
use poverty::quantity::{Households, Rounding::HalfUp};
use poverty::report::{Locale, ReportError, Section, chart, of};
use poverty::simulate::path::{Lift, Outlook, TransitionMatrix};
use poverty::source::{Language, Text};

const PANEL: &str = include_str!("../data/panel.csv");
/// Columns and classes; the escaped are told apart for three years.
const SPEC: &str = include_str!("../data/panel.toml");
/// Classes alone, without those who escaped lately: what passes on from year to year.
const PASSAGES: &str = include_str!("../data/passages.toml");

/// The panel under a specification.
fn panel(spec: &str) -> Result<(Panel<Households>, Option<SampledRows>), Failure> {
    match Spec::from_toml("panel.toml", spec)?.read_csv("panel.csv", PANEL.as_bytes())?.panel()? {
        Some(SurveyPanel::Households { panel, sample }) => Ok((panel, sample)),
        _ => Err("the specification follows no households".into()),
    }
}

fn name(class: &str) -> Result<Text, ReportError> {
    let (english, vietnamese) = match class {
        "poor" => ("poor", "nghèo"),
        "near_poor" => ("near poor", "cận nghèo"),
        "escaped" => ("escaped poverty lately", "mới thoát nghèo"),
        "not_poor" => ("not poor", "không nghèo"),
        other => (other, other),
    };
    Ok(Text::english(english)?.and(Language::Vietnamese, vietnamese)?)
}

pub(crate) fn section() -> Result<Section, Failure> {
    let (panel, sample) = panel(SPEC)?;
    let passages = panel.transitions("2023", "2024")?;
    let named = ["poor", "near_poor", "escaped", "not_poor"].map(|class| Ok((class, name(class)?)));
    let names = named.into_iter().collect::<Result<Vec<_>, ReportError>>()?;
    let map = chart::transitions(
        "passages",
        text("Where the households of 2023 stood in 2024", "Các hộ của năm 2023 ở đâu vào năm 2024")?,
        text("an invented panel in 30 villages", "dữ liệu theo dõi giả lập ở 30 thôn")?,
        &passages,
        &names,
    )?;
    let table = of::transitions(&passages, sample.as_ref(), name)?;
    Ok(Section::new("over-time", text("Households over time", "Hộ theo thời gian")?).chart(map).table(table))
}

/// What would come next: the passages of the last year go on, alone and with a plan that is just enough for the target.
pub(crate) fn outlook() -> Result<Section, Failure> {
    let classes = ["poor", "near_poor", "not_poor"];
    let (panel, _) = panel(PASSAGES)?;
    let passages = panel.transitions("2023", "2024")?;
    let mut households = Vec::new();
    for class in classes {
        households.push(u64::try_from(passages.later(Some(class))?.to_ratio()?.rounded(0, HalfUp)?.floor())?);
    }
    let outlook = Outlook::new(TransitionMatrix::of_panel(&passages)?, 2024, households)?;
    let target = RateTarget::below("5 %".parse()?, "2030-12-31".parse()?, "vn-decree-07-2021")?;
    let each = outlook.lifts_needed(&target, "poor", "not_poor")?;
    let alone = outlook.to(2030)?;
    let mut planned = outlook;
    for year in 2025..=2030 {
        let (from, to) = ("poor".to_owned(), "not_poor".to_owned());
        planned = planned.lift(Lift { year, from, to, households: each })?;
    }
    let planned = planned.to(2030)?;
    let count = |locale: Locale| locale.digits(&each.to_string());
    let (english, vietnamese) = (count(Locale::of(Language::English)), count(Locale::of(Language::Vietnamese)));
    let paths = [
        (text("as from 2023 to 2024", "như từ 2023 đến 2024")?, &alone),
        (
            text(
                format!("with {english} households lifted a year"),
                format!("mỗi năm thêm {vietnamese} hộ thoát nghèo"),
            )?,
            &planned,
        ),
    ];
    let chart = chart::outlook(
        "outlook",
        text("The rate to 2030", "Tỷ lệ đến năm 2030")?,
        text("an invented panel in 30 villages", "dữ liệu theo dõi giả lập ở 30 thôn")?,
        &paths,
        Some(target.bound()),
    )?;
    Ok(Section::new("next", text("What comes next", "Những năm tới")?)
        .words(text(
            "If households go on passing from class to class as they did last, the rate moves as the first line says. The second \
             line lifts just so many households a year that the rate is below the target in 2030.",
            "Nếu các hộ tiếp tục chuyển nhóm như năm vừa qua, tỷ lệ đi theo đường thứ nhất. Đường thứ hai mỗi năm đưa vừa đủ số \
             hộ thoát nghèo để đạt mục tiêu năm 2030.",
        )?)
        .chart(chart))
}
