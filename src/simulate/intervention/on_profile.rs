//! What changes do to a pattern of deprivation, where that does not depend on the household.

use super::chance::Chance;
use super::{Intervention, InterventionError};
use crate::household::{Floor, Frame, Household, Member, Observed, Roof, Wall};
use crate::place::Area;
use crate::quantity::Ratio;
use crate::standard::{Deprivation, Indicator, Profile, Standard};
use chrono::NaiveDate;

/// The indicators that an intervention settles whatever was observed.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct OnProfile {
    /// Those that are not deprived after it.
    fine: u64,
    /// Those that are deprived after it.
    deprived: u64,
}

impl OnProfile {
    /// What the changes of an intervention do to every profile alike.
    ///
    /// The rule of each indicator reads some observations. What reads none that change is untouched. What reads some is asked of
    /// made-up households with the change and every answer to its other questions: if all answers agree, it is settled.
    pub(super) fn of(
        intervention: &Intervention,
        standard: &Standard,
        on: NaiveDate,
    ) -> Result<Self, InterventionError> {
        let refuse =
            |why: &str| InterventionError::NotOnTable { intervention: intervention.id.clone(), why: why.to_owned() };
        if intervention.take_up != Ratio::ZERO && intervention.take_up != Ratio::ONE {
            return Err(refuse("who takes it up is drawn by household"));
        }
        if intervention.decay != Ratio::ZERO {
            return Err(refuse("who loses its effect is drawn by household"));
        }
        if intervention.eligible.minority.is_some() {
            return Err(refuse("patterns don't tell who belongs to a minority"));
        }
        let written = written(intervention);
        if written.contains(&"income") && !standard.lines().is_empty() {
            return Err(refuse("patterns tell which lines the income exceeds, not by how much"));
        }
        let mut effect = Self::default();
        for (indicator, bit) in standard.indicators().zip(0_u32..) {
            let reads = indicator.rule().and_then(|rule| reads(rule.name()));
            let touched = reads.is_none_or(|reads| reads.iter().any(|field| written.contains(field)));
            if !touched || written.is_empty() {
                continue;
            }
            let unclear =
                || refuse(&format!("whether `{}` is deprived then depends on more than its pattern", indicator.id()));
            let reads = reads.ok_or_else(unclear)?;
            // What is added to does not say what it is then.
            if reads.iter().any(|field| RELATIVE.contains(field) && written.contains(field)) {
                return Err(unclear());
            }
            let asked: Vec<&str> = reads.iter().copied().filter(|field| !written.contains(field)).collect();
            match settled(intervention, standard, on, indicator, bit, &asked)?.ok_or_else(unclear)? {
                Deprivation::NotDeprived => effect.fine |= 1_u64.checked_shl(bit).unwrap_or_default(),
                Deprivation::Deprived => effect.deprived |= 1_u64.checked_shl(bit).unwrap_or_default(),
                Deprivation::Missing => return Err(unclear()),
            }
        }
        Ok(effect)
    }

    pub(super) fn applied(self, profile: Profile) -> Profile {
        let settled = self.fine | self.deprived;
        with_masks((profile.deprived() & !settled) | self.deprived, profile.missing() & !settled)
    }
}

/// A profile in which some indicators are not deprived, whatever they were.
pub(super) fn without(profile: Profile, removed: u64) -> Profile {
    with_masks(profile.deprived() & !removed, profile.missing() & !removed)
}

/// A profile from masks that have no bit in common.
fn with_masks(deprived: u64, missing: u64) -> Profile {
    Profile::from_masks(deprived, missing & !deprived).unwrap_or(Profile::complete(deprived))
}

/// Observations whose value after a change depends on that before.
const RELATIVE: [&str; 3] = ["area", "income", "work"];

/// The observations that an intervention changes.
fn written(intervention: &Intervention) -> Vec<&'static str> {
    let changes = &intervention.changes;
    let job = changes.job.as_ref().filter(|job| job.probability != Ratio::ZERO);
    let fields = [
        ("toilet", changes.toilet.is_some()),
        ("water_source", changes.water_source.is_some()),
        ("floor", changes.floor.is_some()),
        ("frame", changes.frame.is_some()),
        ("wall", changes.wall.is_some()),
        ("roof", changes.roof.is_some()),
        ("area", changes.area_at_least.is_some()),
        ("insured", changes.insured),
        ("income", changes.income_plus.is_some() || job.is_some_and(|job| job.income_plus.is_some())),
        ("work", job.is_some()),
    ];
    fields.into_iter().filter(|(_, written)| *written).map(|(field, _)| field).collect()
}

/// What a rule reads of the observations that interventions may change; `None` for a rule that may read anything.
fn reads(rule: &str) -> Option<&'static [&'static str]> {
    Some(match rule {
        // Whether it is shared is changed with the toilet.
        "toilet" => &["toilet"],
        "water" => &["water_source", "water_minutes"],
        "dwelling_parts" => &["floor", "frame", "wall", "roof"],
        "area_per_person" | "dwelling_area" => &["area"],
        "uninsured" => &["insured"],
        "without_work" | "informal_work" | "long_unemployment" | "low_work_intensity" | "working_child" => &["work"],
        "income_under_line" => &["income"],
        "dependants"
        | "undernourished_child"
        | "undernourished"
        | "child_deaths"
        | "untreated_illness"
        | "unseen_illness"
        | "schooling"
        | "nobody_schooled"
        | "mean_schooling"
        | "school_lag"
        | "illiterate"
        | "early_childhood"
        | "crowding"
        | "dwelling_lifespan"
        | "drainage"
        | "no_electricity"
        | "cooking_fuel"
        | "telecom"
        | "information"
        | "few_assets"
        | "food_insecurity"
        | "food_consumption" => &[],
        _ => return None,
    })
}

/// What an indicator says after the change, if it says the same whatever the answers to its other questions are.
fn settled(
    intervention: &Intervention,
    standard: &Standard,
    on: NaiveDate,
    indicator: &Indicator,
    bit: u32,
    asked: &[&str],
) -> Result<Option<Deprivation>, InterventionError> {
    let chance = Chance { seed: 0, intervention: &intervention.id };
    let mut said = None;
    for household in answers(asked)? {
        let changed = intervention.changes.applied(&household, on, chance, 0)?;
        let Ok(assessment) = standard.assess(&changed, on) else { return Ok(None) };
        let says = assessment.profile().get(bit);
        if says.is_none() || said.is_some_and(|said| Some(said) != says) {
            return Ok(None);
        }
        debug_assert_eq!(says, assessment.indicator(indicator.id()));
        said = says;
    }
    Ok(said)
}

/// Made-up households with every answer to some questions.
fn answers(asked: &[&str]) -> Result<Vec<Household>, InterventionError> {
    let member = Member::aged(40)?.with_health_insurance(true);
    let mut households = vec![Household::builder("made up", "made up", Area::Rural).member(member).build()?];
    for field in asked {
        let mut next = Vec::new();
        for household in &households {
            let dwelling = || household.dwelling().clone();
            let with = |dwelling| household.to_builder().dwelling(dwelling).build();
            next.push(household.clone());
            match *field {
                "floor" => {
                    for floor in Floor::ALL {
                        next.push(with(dwelling().with_floor(*floor))?);
                    }
                }
                "frame" => {
                    for frame in Frame::ALL {
                        next.push(with(dwelling().with_frame(*frame))?);
                    }
                }
                "wall" => {
                    for wall in Wall::ALL {
                        next.push(with(dwelling().with_wall(*wall))?);
                    }
                }
                "roof" => {
                    for roof in Roof::ALL {
                        next.push(with(dwelling().with_roof(*roof))?);
                    }
                }
                // A rule compares minutes with one limit, so the ends speak for all.
                "water_minutes" => {
                    for minutes in [Observed::Known(0), Observed::Known(u16::MAX), Observed::NotApplicable] {
                        let services = household.services().clone().with_water_minutes(minutes);
                        next.push(household.to_builder().services(services).build()?);
                    }
                }
                _ => {}
            }
        }
        households = next;
    }
    Ok(households)
}
