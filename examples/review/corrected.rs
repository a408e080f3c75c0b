//! A correction: its trail, and all that followed from it. Then: what was published, and what is known now.

use super::stand::publications;
use super::{Done, page};
use poverty::quantity::Rounding::HalfUp;
use poverty::register::entitlement::Policies;
use poverty::register::{Change, Register, View};
use std::io::Write;

pub(crate) fn print(out: &mut dyn Write, register: &Register, now: &View<'_>) -> Done {
    page::heading(out, "A correction and its trail")?;
    for entry in register.journal().entries() {
        let Change::Corrected(correction) = &entry.content else { continue };
        let target = register.entry(correction.entry())?;
        let mut say = |text: String| page::paragraph(out, &text);
        say(format!(
            "Entry {}, recorded on {}, sets right entry {} ({}, true from {}):",
            entry.id,
            entry.recorded,
            target.id,
            target.content.kind(),
            target.valid
        ))?;
        say(format!("  {}: {} instead of {}", correction.field(), correction.new_value(), correction.old_value()))?;
        say(format!("  because {}; source: {}", correction.reason(), correction.source()))?;
        let effect = register.effect_of(entry.id)?;
        for change in effect.classes() {
            say(format!(
                "  class of {} since {}: {} instead of {}",
                change.household, change.since, change.after.0, change.before.0
            ))?;
        }
        for change in effect.publications() {
            let restated = register.restated(change.publication)?;
            let percent =
                |figures: &poverty::register::Figures| figures.rate().map(|rate| rate.rate().percent(2, HalfUp));
            say(format!(
                "  figures of {} (entry {}): published {} of {} households poor, {}; known now {} of {}, {}",
                restated.published.on(),
                change.publication,
                restated.published.poor(),
                restated.published.households(),
                percent(&restated.published)?,
                restated.now.poor(),
                restated.now.households(),
                percent(&restated.now)?,
            ))?;
        }
        let changed = register.entitlements_changed(entry.id, &Policies::viet_nam()?, entry.recorded)?;
        for change in changed.iter().filter(|change| change.is_won_or_lost()) {
            let after = change.after.as_ref().map_or_else(String::new, ToString::to_string);
            say(format!("  {} may now get {}: {after}", change.household, change.policy))?;
        }
    }

    page::heading(out, "What was published then, and what is known now")?;
    let mut rows = Vec::new();
    for (entry, publication) in publications(register) {
        let figures = publication.figures();
        let then = register.as_of(figures.on()).as_known_before(entry)?;
        let again = then.figures(figures.place(), figures.standard())?;
        let restated = register.restated(entry)?;
        let row =
            |what: &str, figures: &poverty::register::Figures| -> Result<Vec<String>, Box<dyn std::error::Error>> {
                Ok(vec![
                    figures.on().to_string(),
                    what.to_owned(),
                    figures.households().to_string(),
                    figures.poor().to_string(),
                    figures.near_poor().to_string(),
                    figures.rate()?.rate().percent(2, HalfUp).to_string(),
                ])
            };
        rows.push(row("published", figures)?);
        rows.push(row("made again by the knowledge of then", &again)?);
        rows.push(row(&format!("known on {}, {} differ", now.on(), restated.households.len()), &restated.now)?);
    }
    page::table(out, &["of", "", "households", "poor", "near-poor", "rate"], rows, 2..6)
}
