//! What a budget should buy next year: interventions by what a point of M0 costs, and the best plan within three lines.

use crate::{Failure, text};
use poverty::household::Household;
use poverty::household::read::{Table as Csv, join};
use poverty::measure::Weighting;
use poverty::quantity::{Money, Ratio};
use poverty::report::chart::{self, Item};
use poverty::report::{Cell, Column, Kind, ReportError, Section, Table};
use poverty::simulate::intervention::{Interventions, Scenario};
use poverty::simulate::plan::{Objective, Plan, Planner};
use poverty::source::{Language, Text};
use poverty::standard::Standards;

const HOUSEHOLDS: &str = include_str!("../data/households.csv");
const MEMBERS: &str = include_str!("../data/members.csv");
const INTERVENTIONS: &str = include_str!("../data/interventions.toml");
/// The lines of next year's budget, in millions of đồng; invented.
const BUDGET: [(&str, i64); 3] = [("sanitation", 180), ("housing", 240), ("livelihoods", 95)];

pub(crate) fn section() -> Result<Section, Failure> {
    let joined = join(Csv::new("households.csv", HOUSEHOLDS.as_bytes()), Csv::new("members.csv", MEMBERS.as_bytes()))?;
    let on = "2024-12-31".parse()?;
    let decree = Standards::embedded().in_force("VN", on)?;
    let poverty = Weighting::of_standard(decree)?.cutoff(Ratio::new(1, 4)?)?;
    let interventions = Interventions::from_toml("interventions.toml", INTERVENTIONS)?;
    let scenario = Scenario::new(decree, on).seed(2025);

    let million = Money::vnd(1_000_000);
    let mut items = Vec::new();
    for each in interventions.list() {
        let effect = scenario.apply(joined.households(), &Interventions::new(vec![each.clone()])?)?;
        // What brings no fall has no cost of a point.
        if let Some(cost) = effect.cost_per_point(&poverty)? {
            items.push(Item::new(name(&each.id)?, cost.ratio_to(million)?.to_f64()));
        }
    }
    let source =
        text("invented households of a district, invented costs", "hộ giả lập của một huyện, chi phí giả lập")?;
    let costs = chart::ranking(
        "points",
        text("What a point less of M0 costs, each alone", "Chi phí để giảm M0 một điểm, từng biện pháp")?,
        text("million VND for a percentage point of M0", "triệu đồng cho một điểm phần trăm của M0")?,
        source,
        &items,
    )?;

    let mut poor = Vec::new();
    for household in joined.households() {
        if decree.assess(household, on)?.class().is_some_and(|class| class.id() == "poor") {
            poor.push(household.clone());
        }
    }
    let nobody = |_: &Household| String::new();
    let mut planner = Planner::of_households(&scenario, &poverty, &interventions, &poor, nobody)?;
    for (line, millions) in BUDGET {
        planner = planner.line(line, Money::vnd(millions.saturating_mul(1_000_000)))?;
    }
    let plan = planner.optimum(Objective::HouseholdsLifted)?;
    let (lifted, bound, all) = (plan.value().floor(), plan.bound().floor(), poor.len());
    let key = vec![
        (text("Poor households", "Hộ nghèo")?, text(all.to_string(), all.to_string())?),
        (text("Lifted by the plan", "Thoát nghèo nhờ kế hoạch")?, text(lifted.to_string(), lifted.to_string())?),
        (text("No plan lifts more than", "Không kế hoạch nào hơn")?, text(bound.to_string(), bound.to_string())?),
    ];
    Ok(Section::new("plan", text("What a budget buys", "Ngân sách mua được gì")?)
        .words(text(
            "Six interventions, applied to every household that may get them; then the plan that lifts most households within \
             the lines of one year's budget, with the proof that none lifts more.",
            "Sáu biện pháp, áp dụng cho mọi hộ đủ điều kiện; sau đó là kế hoạch giúp nhiều hộ thoát nghèo nhất trong phạm vi ngân \
             sách một năm, kèm chứng minh không kế hoạch nào tốt hơn.",
        )?)
        .key(key)
        .chart(costs)
        .table(bought(&plan, &interventions)?))
}

/// Of each intervention: how many households get it, and what its line spends in all. Which households, `of::plan` tells.
fn bought(plan: &Plan, interventions: &Interventions) -> Result<Table, Failure> {
    let mut table = Table::new("bought", text("What the plan buys", "Kế hoạch hỗ trợ")?)
        .column(Column::new("intervention", text("intervention", "biện pháp")?, Kind::Words))?
        .column(Column::new("households", text("households", "số hộ")?, Kind::Count))?
        .column(Column::new("line", text("budget line", "dòng ngân sách")?, Kind::Words))?
        .column(Column::new("spent", text("the line spends", "dòng chi")?, Kind::Money))?
        .column(Column::new("amount", text("of", "trên")?, Kind::Money))?;
    for each in interventions.list() {
        let line = each.line.as_deref().ok_or("an intervention without a line")?;
        let (_, millions) = BUDGET.iter().find(|(own, _)| *own == line).ok_or("a line that is not in the budget")?;
        table.push([
            Cell::Words(name(&each.id)?),
            Cell::count(plan.served(&each.id)),
            Cell::Words(name(line)?),
            Cell::Money(plan.spent(line).ok_or("a line of the plan")?),
            Cell::Money(Money::vnd(millions.saturating_mul(1_000_000))),
        ])?;
    }
    Ok(table)
}

fn name(id: &str) -> Result<Text, ReportError> {
    let (english, vietnamese) = match id {
        "toilet" => ("septic toilet", "nhà tiêu tự hoại"),
        "water" => ("drilled well", "giếng khoan"),
        "house" => ("house: 3 hard, 30 m2", "nhà 3 cứng, 30 m2"),
        "job" => ("training, then a job", "đào tạo, rồi việc làm"),
        "insurance" => ("health insurance", "bảo hiểm y tế"),
        "internet" => ("internet and a phone", "internet và điện thoại"),
        "sanitation" => ("sanitation", "nước sạch, vệ sinh"),
        "housing" => ("housing", "nhà ở"),
        "livelihoods" => ("livelihoods", "sinh kế"),
        other => (other, other),
    };
    Ok(Text::english(english)?.and(Language::Vietnamese, vietnamese)?)
}
