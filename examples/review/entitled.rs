//! What a household may get and why not the rest, and who is next for a house.

use super::{Done, page};
use poverty::programme::structure::Programme;
use poverty::register::View;
use poverty::register::entitlement::{Policies, PriorityRule, Request, WaitingList};
use poverty::source::Language::English;
use std::io::Write;

const REQUESTS: &str = include_str!("../data/register/requests.csv");
const PRIORITY: &str = include_str!("../data/register/priority.toml");
const HOUSEHOLD: &str = "EM-0005";
/// For so many houses there is money.
const HOUSES: usize = 3;

pub(crate) fn print(out: &mut dyn Write, now: &View<'_>) -> Done {
    let policies = Policies::viet_nam()?.and(Policies::of_programme(&Programme::viet_nam_2021_2025()?)?)?;
    page::heading(out, &format!("What {HOUSEHOLD} may get on {}, and why not the rest", now.on()))?;
    let state = now.household(HOUSEHOLD.parse()?).ok_or("the household is there")?;
    for entitlement in policies.judge(&state)? {
        let policy = policies.get(&entitlement.policy)?;
        let surely = if policy.source.confirmation.is_certain() { "" } else { " [rule from memory]" };
        let text = format!("- {}: {}{surely}", policy.name.in_language(English), entitlement.answer);
        page::paragraph(out, &text)?;
    }

    page::heading(out, &format!("Who is next for a house: {HOUSES} can be paid"))?;
    let rule: PriorityRule = toml::from_str(PRIORITY)?;
    let requests: Vec<Request> =
        csv::Reader::from_reader(REQUESTS.as_bytes()).deserialize().collect::<Result<_, _>>()?;
    let housing = policies.get("vn-housing-poor-district")?;
    let list = WaitingList::new(now, housing, &rule, &requests, HOUSES)?;
    page::paragraph(out, &format!("{} requests, in the order of {rule}.", requests.len()))?;
    writeln!(out)?;
    let mut rows = Vec::new();
    for one in list.waiting() {
        let merits = one.merits.iter().map(|merit| merit.value.clone());
        let house = if one.served { "yes" } else { "waits" }.to_owned();
        let row = [one.rank.to_string(), one.household.to_string(), house].into_iter().chain(merits);
        let by = match &one.behind {
            None => "-".to_owned(),
            Some((_, None)) => "identifier".to_owned(),
            Some((_, Some(merit))) => merit.key.to_string(),
        };
        rows.push(row.chain([by]).collect());
    }
    let head =
        ["", "household", "house", "class", "lacks", "minority", "children", "asked on", "after the one before by"];
    page::table(out, &head, rows, 0..1)?;
    if let Some(first) = list.waiting().iter().find(|one| !one.served) {
        writeln!(out)?;
        page::paragraph(out, &format!("The first for whom there is none, {}, stands {first}.", first.household))?;
    }
    writeln!(out, "\nAsked and may not get one:")?;
    for entitlement in list.turned_away() {
        page::paragraph(out, &format!("- {}: {}", entitlement.household, entitlement.answer))?;
    }
    Ok(())
}
