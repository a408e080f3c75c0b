//! Who left poverty, who fell back, and how long exits hold: a panel of households from 2019 to 2024.
//!
//! `cargo run --release --example transitions` reads the committed synthetic panel; a path reads a file with the same columns:
//! household, year, class, weight, stratum, psu, from (origins of a household that split off or merged, joined by `+`) and ended
//! (`dissolved`, `moved`).

mod shown;

use comfy_table::{CellAlignment, ContentArrangement, LineStyle, Table, TableStyle};
use poverty::measure::panel::{Panel, PanelError, PanelShare, SpellOf, Survival};
use poverty::measure::spec::{Spec, SurveyPanel};
use poverty::measure::{SampledRows, SamplingError};
use poverty::quantity::{Households, Rounding::HalfUp, TotalWeight};
use std::error::Error;
use std::io::{self, Write};

/// What the columns are, and which classes there are: the escaped are told apart for three years after the first year out of
/// poverty, as the programme supports them; a part of a household that split carries its history, a merged one that of the head's.
const SPEC: &str = include_str!("data/panel.toml");

const HELP: &str = "\
Follows households of a panel: who left poverty, who fell back, how long exits hold.

  transitions [PANEL.csv]

  PANEL.csv   columns household, year, class, weight, stratum, psu, from and ended; the committed invented panel without it
  --help      print this and stop";

fn main() -> Result<(), Box<dyn Error>> {
    shown::whole(write)
}

fn write(out: &mut dyn Write) -> Result<(), Box<dyn Error>> {
    if std::env::args().nth(1).as_deref() == Some("--help") {
        return Ok(writeln!(out, "{HELP}")?);
    }
    let committed = || concat!(env!("CARGO_MANIFEST_DIR"), "/examples/data/panel.csv").to_owned();
    let path = std::env::args().nth(1).unwrap_or_else(committed);
    let spec = Spec::from_toml("panel.toml", SPEC)?;
    let survey = spec.read_csv(&path, std::fs::File::open(&path)?)?;
    let Some(SurveyPanel::Households { panel, sample: Some(sample) }) = survey.panel()? else {
        return Err("panel.toml follows no sampled households".into());
    };
    let observed = panel.len();
    writeln!(
        out,
        "{observed} observations of households, weighted; limits of 95 % as strata and sampling units give them."
    )?;
    let title = "Where the households of 2023 stood in 2024, % of those of a known class (limits)";
    show(out, title, &matrix(&panel, &sample)?)?;
    show(out, "Into poverty and out of it, households; the net change hides both", &flows(&panel, &sample)?)?;
    for (of, title) in [
        (SpellOf::Escape, "Exits that hold: still out of poverty after so many years (Kaplan-Meier)"),
        (SpellOf::Poverty, "Poverty that lasts: still poor after so many years (Kaplan-Meier)"),
    ] {
        let survival = Survival::of(&panel.spells(of))?;
        show(out, title, &curve(&survival, &sample))?;
        let (spells, unknown) = (survival.spells(), survival.left_truncated());
        writeln!(out, "{spells} spells with a known start; {unknown} in progress when first seen are left out.")?;
    }
    Ok(())
}

fn table<const N: usize>(header: [&str; N]) -> Table {
    let mut table = Table::new();
    table.load_style(TableStyle::new().header_separator(LineStyle::none().fill('─')));
    table.set_content_arrangement(ContentArrangement::Disabled);
    table.set_header(header);
    table.column_iter_mut().skip(1).for_each(|column| column.set_cell_alignment(CellAlignment::Right));
    table
}

/// Prints a table under its title, without the spaces that pad its right edge.
fn show(out: &mut dyn Write, title: &str, table: &Table) -> io::Result<()> {
    writeln!(out, "\n{title}\n")?;
    table.lines().try_for_each(|line| writeln!(out, "{}", line.trim_end()))
}

/// A weight in whole households; only printing rounds.
fn households(weight: TotalWeight<Households>) -> Result<String, Box<dyn Error>> {
    Ok(weight.to_ratio()?.fixed(0, HalfUp).to_string())
}

fn percent(share: Result<PanelShare, PanelError>, sample: &SampledRows) -> Result<String, Box<dyn Error>> {
    let share = match share {
        Err(PanelError::Undefined { .. }) => return Ok("-".to_owned()),
        share => share?,
    };
    Ok(format!("{} ({})", share.value().percent(1, HalfUp), limits(Some(&share.error(sample)?))))
}

/// Limits in percent, within what a share can be; a dash where there are none.
fn limits(error: Option<&SamplingError>) -> String {
    let percent = |share: f64| 100.0 * share.clamp(0.0, 1.0);
    let limits = error.and_then(SamplingError::limits);
    limits.map_or_else(|| "-".to_owned(), |(low, high)| format!("{:.1}-{:.1}", percent(low), percent(high)))
}

fn matrix(panel: &Panel<Households>, sample: &SampledRows) -> Result<Table, Box<dyn Error>> {
    let passages = panel.transitions("2023", "2024")?;
    let classes = ["poor", "near_poor", "escaped", "not_poor"];
    let mut page = table(["2023", "poor", "near_poor", "escaped", "not_poor", "households", "departed"]);
    for from in classes {
        let mut row = vec![from.to_owned()];
        for to in classes {
            row.push(percent(passages.share(from, to), sample)?);
        }
        row.push(households(passages.earlier(Some(from))?)?);
        let mut departed = passages.departed(Some(from))?.into_iter().map(|(_, weight, _)| weight);
        row.push(households(departed.try_fold(TotalWeight::ZERO, TotalWeight::checked_add)?)?);
        page.add_row(row);
    }
    Ok(page)
}

fn flows(panel: &Panel<Households>, sample: &SampledRows) -> Result<Table, Box<dyn Error>> {
    let mut page = table(["years", "poor", "exits", "new", "returned", "other", "poor after", "exit %", "return %"]);
    let years = panel.periods().names();
    for (from, to) in years.iter().zip(years.iter().skip(1)) {
        let passages = panel.transitions(from, to)?;
        let flows = passages.flows()?;
        // Arrivals and departures, splits, classes that became known or ceased to be: the rest of the identity.
        let known = |weight: TotalWeight<Households>| weight.to_ratio();
        let moved = known(flows.first)?.checked_add(known(flows.returned)?)?.checked_sub(known(flows.exits)?)?;
        let other = known(flows.later)?.checked_sub(known(flows.earlier)?)?.checked_sub(moved)?;
        page.add_row([
            format!("{from}-{to}"),
            households(flows.earlier)?,
            households(flows.exits)?,
            households(flows.first)?,
            households(flows.returned)?,
            other.fixed(0, HalfUp).to_string(),
            households(flows.later)?,
            percent(passages.exit_rate(), sample)?,
            percent(passages.reentry_rate(None), sample)?,
        ]);
    }
    Ok(page)
}

/// Villages are sampled, not spells: the limits come from the design. Nobody is left where survival is 0.
fn curve(survival: &Survival<Households>, sample: &SampledRows) -> Table {
    let mut page = table(["years", "spells at risk", "ended", "share %", "limits", ""]);
    for step in survival.steps() {
        page.add_row([
            step.time().to_string(),
            step.spells_at_risk().to_string(),
            step.spells_ended().to_string(),
            format!("{:.1}", 100.0 * step.survival()),
            limits(survival.error(step.time(), sample).ok().as_ref()),
            // A bar of up to 40 columns.
            (1..=40).map(|place| if f64::from(place) <= 40.0 * step.survival() + 0.5 { '█' } else { ' ' }).collect(),
        ]);
    }
    page
}
