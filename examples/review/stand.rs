//! Where the reviews stand, what is overdue, and who entered and left poverty.

use super::{COMMUNE, Done, STANDARD, name, page};
use poverty::quantity::Rounding::HalfUp;
use poverty::register::review::Stage;
use poverty::register::{Change, Passage, Publication, Register, Standing, Transitions, View};
use poverty::source::Language::English;
use std::io::Write;

pub(crate) fn reviews(out: &mut dyn Write, now: &View<'_>) -> Done {
    page::heading(out, "Where the reviews stand")?;
    let mut progress: Vec<_> = now.reviews().collect();
    progress.sort_by_key(|progress| (progress.opened_on(), progress.key().village.clone()));
    let mut rows = Vec::new();
    for one in &progress {
        let key = one.key();
        let scored = one.open_cases().filter(|(_, case)| case.class().is_some()).count();
        let certified = one.open_cases().filter(|(_, case)| case.is_certified()).count();
        let village = now.register().gazetteer().at(&key.village, now.on());
        let village = village.map_or(&*key.village, |unit| unit.name().in_language(English));
        let stage = if one.stage() < Stage::Approved { format!("{} !", one.stage()) } else { one.stage().to_string() };
        rows.push(vec![
            key.occasion.to_string(),
            village.to_owned(),
            stage,
            one.last_step_on().to_string(),
            one.open_cases().count().to_string(),
            scored.to_string(),
            one.meetings().to_string(),
            certified.to_string(),
        ]);
    }
    let head = ["year", "village", "stage", "last step", "listed", "scored", "meetings", "certificates"];
    page::table(out, &head, rows, 4..8)
}

pub(crate) fn overdue(out: &mut dyn Write, now: &View<'_>) -> Done {
    page::heading(out, "Overdue")?;
    for (key, deadline) in now.overdue()? {
        let of = deadline.household.map_or_else(String::new, |household| format!(" of {household}"));
        let days = now.on().signed_duration_since(deadline.due).num_days();
        let surely = deadline
            .source
            .as_ref()
            .map_or("no source", |source| if source.confirmation.is_certain() { "confirmed" } else { "from memory" });
        let village = name(now, &key.village).to_owned();
        page::paragraph(
            out,
            &format!("- {village}: {}{of}, due {}, {days} days ago (term {surely})", deadline.term, deadline.due),
        )?;
    }
    Ok(())
}

/// The publications of the register.
pub(crate) fn publications(register: &Register) -> impl Iterator<Item = (poverty::journal::EntryId, &Publication)> {
    register.journal().entries().iter().filter_map(|entry| {
        let Change::Published(publication) = &entry.content else { return None };
        Some((entry.id, &**publication))
    })
}

pub(crate) fn passages(out: &mut dyn Write, register: &Register, now: &View<'_>) -> Done {
    page::heading(out, "Who entered poverty and who left it, households of the commune")?;
    let (end_of_2022, end_of_2023) = (register.as_of("2022-12-31".parse()?), register.as_of("2023-12-31".parse()?));
    let mut rows = Vec::new();
    let mut fell_back = Vec::new();
    // The year that is not over: by what is known today.
    let spans = [(end_of_2022, end_of_2023), (end_of_2023, now.as_of("2024-12-31".parse()?))];
    for (earlier, later) in &spans {
        let transitions = Transitions::within(COMMUNE, earlier, later);
        let flows = transitions.flows();
        let rate = |view: &View<'_>| view.figures(Some(COMMUNE), STANDARD).and_then(|figures| figures.rate());
        let (before, after) = (rate(earlier)?, rate(later)?);
        let reconciled = transitions.reconcile(&before, &after)?;
        rows.push(vec![
            format!("{} to {}", earlier.on(), later.on()),
            transitions.earlier(Standing::Poor).to_string(),
            flows.new.to_string(),
            flows.returned.to_string(),
            flows.arrived.to_string(),
            flows.left.to_string(),
            flows.departed.to_string(),
            transitions.later(Standing::Poor).to_string(),
            format!("{} -> {}", before.rate().percent(2, HalfUp), after.rate().percent(2, HalfUp)),
            reconciled.change.points()?.points(2, HalfUp).to_string(),
        ]);
        let returned =
            transitions.changed().iter().filter(|(_, passage)| matches!(passage, Passage::ReturnedToPoverty { .. }));
        fell_back.extend(returned.map(|(household, _)| household.to_string()));
    }
    let head =
        ["as known now", "poor", "+ new", "+ again", "+ came", "- escaped", "- went", "= poor", "rate", "change"];
    page::table(out, &head, rows, 1..10)?;
    writeln!(out)?;
    page::paragraph(
        out,
        &format!(
            "Both rows reconcile with the two rates. Fell back into poverty (tái nghèo): {}.",
            fell_back.join(", ")
        ),
    )
}
