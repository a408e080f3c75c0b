//! Households over time: who left poverty, who fell back.

use crate::{Failure, committed, text};
use poverty::measure::panel::{Classes, Ending, MergeRule, Panel, Periods, SplitRule};
use poverty::measure::{Design, SampledRows};
use poverty::quantity::Households;
use poverty::report::{Section, chart, of};
use std::collections::BTreeMap;

pub(crate) fn section() -> Result<Section, Failure> {
    let classes = Classes::new(["poor", "near_poor", "not_poor"], ["poor"])?.escaped("escaped", "not_poor", 3)?;
    let periods = Periods::new(["2019", "2020", "2021", "2022", "2023", "2024"])?;
    let mut panel = Panel::<Households>::builder(classes, periods);
    let mut units = Vec::new();
    for row in csv::Reader::from_path(committed("examples/data/panel.csv"))?.deserialize::<BTreeMap<String, String>>() {
        let row = row?;
        let field = |name: &str| row.get(name).map_or("", String::as_str);
        let (household, year, class) = (field("household"), field("year"), field("class"));
        panel.observe(household, year, Some(class).filter(|class| !class.is_empty()), field("weight").parse()?)?;
        if !field("from").is_empty() {
            panel.descends(household, year, field("from").split('+'))?;
        }
        match field("ended") {
            "dissolved" => panel.ended(household, year, Ending::Dissolved)?,
            "moved" => panel.ended(household, year, Ending::Moved)?,
            _ => {}
        }
        units.push((field("stratum").to_owned(), field("psu").to_owned()));
    }
    let panel = panel.build(SplitRule::EachPartCarries, MergeRule::First)?;
    let sample = SampledRows::new(&Design::sample(), units)?;
    let passages = panel.transitions("2023", "2024")?;
    let names = [
        ("poor", text("poor", "nghèo")?),
        ("near_poor", text("near poor", "cận nghèo")?),
        ("escaped", text("escaped poverty lately", "mới thoát nghèo")?),
        ("not_poor", text("not poor", "không nghèo")?),
    ];
    let map = chart::transitions(
        "passages",
        text("Where the households of 2023 stood in 2024", "Các hộ của năm 2023 ở đâu vào năm 2024")?,
        text("an invented panel in 30 villages", "dữ liệu theo dõi giả lập ở 30 thôn")?,
        &passages,
        &names,
    )?;
    let table = of::transitions(&passages, &["poor", "near_poor", "escaped", "not_poor"], Some(&sample))?;
    Ok(Section::new("over-time", text("Households over time", "Hộ theo thời gian")?).chart(map).table(table))
}
