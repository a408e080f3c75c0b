//! What a plan buys.

use super::words::{column, words};
use crate::report::{Cell, Kind, ReportError, Table};
use crate::simulate::plan::Plan;
use crate::source::Text;
use std::collections::BTreeMap;

/// Which households get what: one row for each bundle of interventions in each group and cost area. `name` gives the name of an
/// intervention, a group or an area in the languages of the readers; a plan without groups has none.
///
/// ```
/// use poverty::measure::{Structure, Weighting};
/// use poverty::quantity::{Money, Ratio};
/// use poverty::report::{Locale, of};
/// use poverty::simulate::plan::{Intervention, Objective, Planner};
/// use poverty::source::{Language, Text};
/// let weights = Weighting::nested(&Structure::flat(["toilet", "water", "housing"])?)?;
/// let mut planner = Planner::new(&weights, Ratio::new(1, 2)?)?
///     .line("sanitation", Money::vnd(25_000_000))?
///     .intervention(Intervention::new("toilet", ["toilet"], "sanitation").cost("hills", Money::vnd(10_000_000)))?;
/// planner.add("hills", 0b011, 5)?;
/// let plan = planner.optimum(Objective::HouseholdsLifted)?;
/// let table = of::plan(&plan, |id| Ok(Text::english(id)?))?;
/// let page = table.to_markdown(Locale::of(Language::English));
/// assert!(page.contains("| toilet |  | hills | 2 |"), "{page}");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
/// What `name` reports.
pub fn plan(plan: &Plan, name: impl Fn(&str) -> Result<Text, ReportError>) -> Result<Table, ReportError> {
    let mut table = Table::new("plan", words("What the plan buys", "Kế hoạch hỗ trợ")?)
        .column(column("interventions", "interventions", "biện pháp", Kind::Words)?)?
        .column(column("group", "group", "nhóm", Kind::Words)?)?
        .column(column("area", "area", "địa bàn", Kind::Words)?)?
        .column(column("households", "households", "số hộ", Kind::Count)?)?;
    let mut households: BTreeMap<(&[String], &str, &str), u64> = BTreeMap::new();
    for one in plan.purchases() {
        let sum = households.entry((&one.bundle, &one.group, &one.area)).or_default();
        *sum = sum.saturating_add(one.households);
    }
    for ((bundle, group, area), count) in households {
        let group = if group.is_empty() { Cell::name("") } else { Cell::Words(name(group)?) };
        let area = Cell::Words(name(area)?);
        table.push([Cell::Words(joined(bundle, &name)?), group, area, Cell::count(i128::from(count))])?;
    }
    Ok(table)
}

/// The names of a bundle, ` + ` between them, in every language that all of them have.
fn joined(bundle: &[String], name: impl Fn(&str) -> Result<Text, ReportError>) -> Result<Text, ReportError> {
    use crate::source::Language::{English, Vietnamese};
    let names = bundle.iter().map(|id| name(id)).collect::<Result<Vec<_>, _>>()?;
    let all = |language| names.iter().map(|name| name.in_language(language)).collect::<Vec<_>>().join(" + ");
    words(&all(English), &all(Vietnamese))
}
