//! What an intervention changes of a household.

use super::InterventionError;
use super::chance::Chance;
use crate::household::{Contract, Floor, Frame, Household, Observed, Roof, Toilet, Wall, WaterSource, Work};
use crate::quantity::{FloorArea, Money, Ratio};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// What is observed of a household afterwards; what is absent stays as it was.
///
/// ```
/// use poverty::simulate::intervention::Changes;
/// let house: Changes = serde_json::from_str(r#"{
///     "floor": "cement", "frame": "reinforced_concrete", "wall": "brick_stone", "roof": "tile", "area_at_least": "30"
/// }"#)?;
/// assert_eq!(house.to_string(), "floor of cement, frame of reinforced_concrete, walls of brick_stone, roof of tile, at least 30 m2");
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Changes {
    /// The toilet it has then, of its own.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub toilet: Option<Toilet>,
    /// Its source of water then.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub water_source: Option<WaterSource>,
    /// Material of the floor then.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub floor: Option<Floor>,
    /// Material of the frame then.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub frame: Option<Frame>,
    /// Material of the walls then.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub wall: Option<Wall>,
    /// Material of the roof then.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub roof: Option<Roof>,
    /// Floor area that the dwelling has at least then; one of unknown area has exactly this.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub area_at_least: Option<FloorArea>,
    /// Whether every member is enrolled in health insurance.
    #[serde(skip_serializing_if = "core::ops::Not::not")]
    pub insured: bool,
    /// Income per person and month that is added to a known one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub income_plus: Option<Money>,
    /// Work for the first member who seeks it or has it irregularly only.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub job: Option<Job>,
    /// Indicators of the standard that are not deprived then, whatever was observed: for what no field above says.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub removes: Vec<String>,
}

/// Training after which a member has waged work under a written contract, with a probability.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Job {
    /// Probability of employment, 0 to 1.
    pub probability: Ratio,
    /// Youngest age in completed years.
    pub from_age: u8,
    /// Oldest age in completed years.
    pub to_age: u8,
    /// What employment adds to a known income per person and month of the household.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub income_plus: Option<Money>,
}

impl Changes {
    /// Whether it changes nothing.
    #[must_use]
    pub fn is_nothing(&self) -> bool {
        *self == Self::default()
    }

    /// Whether only what is observed of a household changes, and not what the standard makes of it.
    pub(super) fn observes(&self) -> bool {
        *self != Self { removes: self.removes.clone(), ..Self::default() }
    }

    /// The household as observed after the change, of a service in a year.
    pub(super) fn applied(
        &self,
        household: &Household,
        on: NaiveDate,
        chance: Chance<'_>,
        year: u32,
    ) -> Result<Household, InterventionError> {
        let mut services = household.services().clone();
        if let Some(toilet) = self.toilet {
            services = services.with_toilet(toilet).with_toilet_shared(false);
        }
        if let Some(source) = self.water_source {
            services = services.with_water_source(source);
        }
        let mut dwelling = household.dwelling().clone();
        if let Some(floor) = self.floor {
            dwelling = dwelling.with_floor(floor);
        }
        if let Some(frame) = self.frame {
            dwelling = dwelling.with_frame(frame);
        }
        if let Some(wall) = self.wall {
            dwelling = dwelling.with_wall(wall);
        }
        if let Some(roof) = self.roof {
            dwelling = dwelling.with_roof(roof);
        }
        if let Some(least) = self.area_at_least {
            let area = dwelling.area.known().unwrap_or(least);
            dwelling = dwelling.with_area(area.max(least));
        }
        let mut members = household.members().to_vec();
        if self.insured {
            members = members.into_iter().map(|member| member.with_health_insurance(true)).collect();
        }
        let mut income = household.income_per_person_month();
        let mut add = |plus: Option<Money>| -> Result<(), InterventionError> {
            if let (Some(plus), Observed::Known(known)) = (plus, income) {
                income = Observed::Known(known.checked_add(plus)?);
            }
            Ok(())
        };
        add(self.income_plus)?;
        if let Some(job) = &self.job
            && chance.happens(job.probability, "employed", year, household.id())
        {
            let seeks = members.iter_mut().find(|member| {
                let age = member.age_on(on);
                matches!(member.work.known(), Some(Work::SeekingWork | Work::Irregular))
                    && age.is_some_and(|age| (job.from_age..=job.to_age).contains(&age))
            });
            if let Some(member) = seeks {
                *member = member.clone().with_work(Work::Waged).with_contract(Contract::Written);
                add(job.income_plus)?;
            }
        }
        let changed = household.to_builder().services(services).dwelling(dwelling).members(members);
        Ok(changed.income_per_person_month(income).build()?)
    }
}

impl core::fmt::Display for Changes {
    /// The change in words: `toilet septic, all insured`.
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        let mut parts = Vec::new();
        let mut say =
            |before: &str, value: Option<String>| parts.extend(value.map(|value| format!("{before} {value}")));
        say("toilet", self.toilet.map(|it| it.code().to_owned()));
        say("water from", self.water_source.map(|it| it.code().to_owned()));
        say("floor of", self.floor.map(|it| it.code().to_owned()));
        say("frame of", self.frame.map(|it| it.code().to_owned()));
        say("walls of", self.wall.map(|it| it.code().to_owned()));
        say("roof of", self.roof.map(|it| it.code().to_owned()));
        say("at least", self.area_at_least.map(|it| it.to_string()));
        say("all", self.insured.then(|| "insured".to_owned()));
        say("income plus", self.income_plus.map(|it| format!("{it} per person and month")));
        if let Some(job) = &self.job {
            say(
                "work for one aged",
                Some(format!("{} to {} with probability {}", job.from_age, job.to_age, job.probability)),
            );
            say("then income plus", job.income_plus.map(|it| format!("{it} per person and month")));
        }
        if !self.removes.is_empty() {
            say("surely removes", Some(self.removes.join(" and ")));
        }
        f.write_str(&if parts.is_empty() { "changes nothing".to_owned() } else { parts.join(", ") })
    }
}
