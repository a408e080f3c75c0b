//! The households of the committed panel, and how they pass from class to class.

use poverty::measure::spec::{Spec, SurveyPanel};
use poverty::quantity::Rounding::HalfUp;
use poverty::simulate::path::{Outlook, TransitionMatrix};
use std::error::Error;

const PANEL: &str = include_str!("../data/panel.csv");
/// Classes alone, without those who escaped lately: what passes on from year to year.
const SPEC: &str = include_str!("../data/passages.toml");
pub(crate) const CLASSES: [&str; 3] = ["poor", "near_poor", "not_poor"];

/// The households of the panel at the end of 2024, and how they passed from 2023 on.
pub(crate) fn outlook() -> Result<Outlook, Box<dyn Error>> {
    let spec = Spec::from_toml("passages.toml", SPEC)?;
    let Some(SurveyPanel::Households { panel, .. }) = spec.read_csv("panel.csv", PANEL.as_bytes())?.panel()? else {
        return Err("the specification follows no households".into());
    };
    let transitions = panel.transitions("2023", "2024")?;
    let mut households = Vec::new();
    for class in CLASSES {
        let whole = transitions.later(Some(class))?.to_ratio()?.rounded(0, HalfUp)?.floor();
        households.push(u64::try_from(whole)?);
    }
    Ok(Outlook::new(TransitionMatrix::of_panel(&transitions)?, 2024, households)?)
}
