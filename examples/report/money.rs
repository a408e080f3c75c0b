//! The programme's money: what was disbursed of the plan, and what one of each output cost.

use crate::{Failure, text};
use poverty::programme::FiscalYear;
use poverty::programme::delivery::Output;
use poverty::programme::ledger::{BudgetRules, Ledger};
use poverty::programme::rates::{Execution, cost};
use poverty::quantity::{Count, Currency, Money, Rounding};
use poverty::report::chart::{self, Item};
use poverty::report::{Locale, Section, of};
use poverty::source::{Language, Text};
use std::collections::BTreeMap;

const LEDGER: &str = include_str!("../data/budget/ledger.csv");
const OUTPUTS: &str = include_str!("../data/budget/outputs.csv");

#[derive(serde::Deserialize)]
struct Row {
    component: String,
    output: Output,
    delivered: u64,
}

pub(crate) fn section() -> Result<Section, Failure> {
    let mut ledger = Ledger::new(Currency::VND, BudgetRules::viet_nam()?);
    ledger.read_csv("ledger.csv", LEDGER.as_bytes())?;
    let statement = ledger.as_of("2024-12-31".parse()?).statement();
    let all = Execution::of(&statement, |_| true);
    let years: BTreeMap<FiscalYear, Execution> = Execution::by(&statement, |line| line.year());
    let mut groups: Vec<(Text, Execution)> = Vec::new();
    for (year, execution) in years {
        groups.push((text(year.to_string(), format!("năm {year}"))?, execution));
    }
    let source = text(
        "an invented ledger whose four-year plan is the published total",
        "sổ kế toán giả lập, tổng vốn bốn năm là số công bố",
    )?;
    let disbursement = chart::disbursement(
        "disbursement",
        text("Money of the programme, year by year", "Vốn của chương trình theo từng năm")?,
        source.clone(),
        &groups,
    )?;
    let table = of::executions(text("year", "năm")?, groups.iter().map(|(name, one)| Ok((name.clone(), one))))?;
    let planned = all.own_plan().plan();
    let rate = all.all().disbursed().ratio_to(planned)?;
    let said = |locale: Locale| locale.digits(&rate.percent(1, Rounding::HalfUp).number().to_string());
    let (english, vietnamese) = (Locale::of(Language::English), Locale::of(Language::Vietnamese));
    let millions = planned.in_millions().number(0, Rounding::HalfUp)?.to_string();
    let key = vec![
        (
            text("Planned in four years", "Vốn giao bốn năm")?,
            text(
                format!("{} million VND", english.digits(&millions)),
                format!("{} triệu đồng", vietnamese.digits(&millions)),
            )?,
        ),
        (
            text("Disbursed of the plan", "Đã giải ngân")?,
            text(format!("{} %", said(english)), format!("{} %", said(vietnamese)))?,
        ),
    ];
    let costs = chart::ranking(
        "costs",
        text("What one of each output cost", "Chi phí cho một đơn vị sản phẩm")?,
        text("million VND disbursed for each, 2021-2024", "triệu đồng đã giải ngân cho mỗi đơn vị, 2021-2024")?,
        source,
        &items(|component| statement.total(|line| line.component() == component).disbursed())?,
    )?;
    Ok(Section::new("money", text("Money", "Tiền")?).key(key).chart(disbursement).table(table).chart(costs))
}

/// The cost of one unit of what each component delivered.
fn items(spent: impl Fn(&str) -> Money) -> Result<Vec<Item>, Failure> {
    let mut delivered: BTreeMap<String, (Output, u64)> = BTreeMap::new();
    for row in csv::Reader::from_reader(OUTPUTS.as_bytes()).into_deserialize() {
        let row: Row = row?;
        let entry = delivered.entry(row.component).or_insert((row.output, 0));
        entry.1 = entry.1.saturating_add(row.delivered);
    }
    let million = Money::vnd(1_000_000);
    let mut items = Vec::new();
    for (component, (output, units)) in delivered {
        let name = match output {
            Output::LivelihoodModel => text("livelihood model", "mô hình sinh kế")?,
            Output::PersonTrained => text("person trained", "người được đào tạo")?,
            Output::Job => text("job", "việc làm")?,
            Output::HouseBuilt | Output::HouseRepaired => text("house built or repaired", "nhà xây mới hoặc sửa chữa")?,
            Output::Loan | _ => text(output.unit(), output.unit())?,
        };
        let each = cost::of_one(spent(&component), Count::new(units), output.unit())?;
        items.push(Item::new(name, each.ratio_to(million)?.to_f64()));
    }
    Ok(items)
}
