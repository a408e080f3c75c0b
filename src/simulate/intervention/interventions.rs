//! Interventions as data.

use super::chance::FINEST;
use super::{Changes, InterventionError};
use crate::place::Area;
use crate::quantity::{Money, Ratio};
use crate::simulate::Assumed;
use crate::source::Position;
use crate::standard::Standard;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Whom an intervention is for: all conditions must hold, an empty one holds for everybody.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Eligibility {
    /// Classes of the standard, one of which the household surely has.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub classes: Vec<String>,
    /// Indicators, in one of which the household is seen to be deprived.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub deprived: Vec<String>,
    /// Areas, in one of which it lives.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub areas: Vec<Area>,
    /// Codes of places, in one of which it lives.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub places: Vec<String>,
    /// Whether it surely belongs to an ethnic minority, or surely does not.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub minority: Option<bool>,
}

/// Who comes first where the capacity is too small for all. Ties go to the next order, at last to the identifier.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Order {
    /// Classes in the order of the standard, which begins with the poorest; those without a sure class last.
    Class,
    /// Those with most deprivations.
    MostDeprived,
    /// Those with the lowest income, a loss before all others; an unknown one last.
    LowestIncome,
    /// By lot.
    Lottery,
}

impl Order {
    const fn words(self) -> &'static str {
        match self {
            Self::Class => "the poorest class",
            Self::MostDeprived => "the most deprived",
            Self::LowestIncome => "the lowest income",
            Self::Lottery => "whom the lot falls on",
        }
    }
}

/// One intervention: whom it reaches, what it changes, what it costs, when it works.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Intervention {
    /// Identifier, unique in its list.
    pub id: String,
    /// Name for readers.
    pub name: String,
    /// Whom it is for.
    #[serde(default)]
    pub eligible: Eligibility,
    /// Probability that an eligible household takes it up, 0 to 1; who declines it declines it every year.
    pub take_up: Ratio,
    /// Who comes first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub first: Vec<Order>,
    /// Households that can be served in a year; as many as there are if absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub capacity: Option<u32>,
    /// Budget line that pays, where plans are made.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub line: Option<String>,
    /// Cost for one household by place code, `rural`, `urban` or `everywhere`; the first of these that is given counts. Where
    /// none is, the intervention is not offered.
    pub cost: BTreeMap<String, Money>,
    /// Years from service to effect.
    #[serde(default)]
    pub lag: u32,
    /// Years that the effect lasts, then a household may be served again; for ever if absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub duration: Option<u32>,
    /// Probability that a household loses the effect in a year after its first.
    #[serde(default = "none", skip_serializing_if = "is_none")]
    pub decay: Ratio,
    /// What it changes.
    pub changes: Changes,
}

const fn none() -> Ratio {
    Ratio::ZERO
}

fn is_none(share: &Ratio) -> bool {
    *share == Ratio::ZERO
}

/// Interventions in the order in which they are applied: each meets households as the earlier ones left them.
///
/// ```
/// use poverty::simulate::intervention::Interventions;
/// let plan = Interventions::from_toml("plan.toml", r#"
/// [[intervention]]
/// id = "toilet"
/// name = "A septic toilet"
/// eligible = { deprived = ["toilet"], classes = ["poor", "near_poor"] }
/// take_up = "4/5"
/// first = ["class", "most_deprived"]
/// capacity = 200
/// cost = { rural = "12,000,000 VND", urban = "15,000,000 VND" }
/// duration = 10
/// changes = { toilet = "septic" }
/// "#)?;
/// let assumed: Vec<String> = plan.assumptions().iter().map(ToString::to_string).collect();
/// assert!(assumed.contains(&"toilet is for households deprived in toilet, of class poor or near_poor".to_owned()));
/// assert!(assumed.contains(&"80.0 % of those take toilet up, by chance".to_owned()));
/// # Ok::<(), poverty::simulate::intervention::InterventionError>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(try_from = "Form", into = "Form")]
pub struct Interventions(Vec<Intervention>);

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Form {
    #[serde(default)]
    intervention: Vec<Intervention>,
}

impl From<Interventions> for Form {
    fn from(list: Interventions) -> Self {
        Self { intervention: list.0 }
    }
}

impl TryFrom<Form> for Interventions {
    type Error = InterventionError;

    fn try_from(form: Form) -> Result<Self, InterventionError> {
        Self::new(form.intervention)
    }
}

impl Interventions {
    /// A list, in the order of application.
    ///
    /// # Errors
    /// [`InterventionError::Twice`], [`InterventionError::Probability`], [`InterventionError::NegativeCost`],
    /// [`InterventionError::NoCost`], [`InterventionError::ChangesNothing`], [`InterventionError::Duration`].
    pub fn new(list: Vec<Intervention>) -> Result<Self, InterventionError> {
        for (index, each) in list.iter().enumerate() {
            let intervention = || each.id.clone();
            if list.iter().take(index).any(|earlier| earlier.id == each.id) {
                return Err(InterventionError::Twice { id: intervention() });
            }
            let employment = each.changes.job.as_ref().map(|job| ("the probability of employment", job.probability));
            for (what, found) in [("take-up", each.take_up), ("decay", each.decay)].into_iter().chain(employment) {
                if !found.is_share() || found.denominator() > FINEST {
                    return Err(InterventionError::Probability { intervention: intervention(), what, found });
                }
            }
            if let Some((area, cost)) = each.cost.iter().find(|(_, cost)| cost.is_negative()) {
                let (area, cost) = (area.clone(), *cost);
                return Err(InterventionError::NegativeCost { intervention: intervention(), area, cost });
            }
            if each.cost.is_empty() {
                return Err(InterventionError::NoCost { intervention: intervention() });
            }
            if each.changes.is_nothing() {
                return Err(InterventionError::ChangesNothing { intervention: intervention() });
            }
            if each.duration == Some(0) {
                return Err(InterventionError::Duration { intervention: intervention() });
            }
        }
        Ok(Self(list))
    }

    /// Reads a list from TOML text, an array of tables `intervention`. `file` is the name that errors point at.
    ///
    /// # Errors
    /// [`InterventionError::Form`] with line and column.
    pub fn from_toml(file: &str, text: &str) -> Result<Self, InterventionError> {
        toml::from_str(text).map_err(|error| InterventionError::Form {
            position: Position::at_offset(file, text, error.span().map_or(0, |span| span.start)),
            message: error.message().to_owned(),
        })
    }

    /// The interventions.
    #[must_use]
    pub fn list(&self) -> &[Intervention] {
        &self.0
    }

    /// What is assumed of each, for readers.
    #[must_use]
    pub fn assumptions(&self) -> Vec<Assumed> {
        let mut assumptions = Vec::new();
        if self.0.len() > 1 {
            assumptions.push(Assumed::Order(self.0.iter().map(|each| each.id.clone()).collect()));
        }
        assumptions.extend(self.0.iter().flat_map(Intervention::assumptions));
        assumptions
    }
}

impl Intervention {
    /// Refuses indicators and classes that the standard does not have.
    pub(super) fn fits(&self, standard: &Standard) -> Result<(), InterventionError> {
        let unknown = |what, found: &String| InterventionError::Unknown {
            intervention: self.id.clone(),
            what,
            found: found.clone(),
            standard: standard.id().to_owned(),
        };
        let known = |id: &str| standard.classes().iter().any(|class| class.id() == id);
        if let Some(class) = self.eligible.classes.iter().find(|class| !known(class)) {
            return Err(unknown("class", class));
        }
        let mut named = self.eligible.deprived.iter().chain(&self.changes.removes);
        match named.find(|indicator| standard.indicator_index(indicator).is_none()) {
            Some(indicator) => Err(unknown("indicator", indicator)),
            None => Ok(()),
        }
    }

    /// The area by which it is paid and the cost for a household there; `None` where it is not offered.
    pub(in crate::simulate) fn cost_at(&self, place: &str, area: Area) -> Option<(&str, Money)> {
        let area = match area {
            Area::Rural => "rural",
            Area::Urban => "urban",
        };
        let mut costs = [place, area, "everywhere"].into_iter().filter_map(|key| self.cost.get_key_value(key));
        costs.next().map(|(key, cost)| (key.as_str(), *cost))
    }

    /// The same intervention, if it works and at once.
    pub(super) fn surely(&self) -> Self {
        let mut surely = Self { lag: 0, ..self.clone() };
        if let Some(job) = surely.changes.job.as_mut().filter(|job| job.probability != Ratio::ZERO) {
            job.probability = Ratio::ONE;
        }
        surely
    }

    /// Whether a household served in one year feels the effect in another, as long as it does not decay.
    pub(super) fn works(&self, served: u32, year: u32) -> bool {
        let begins = served.saturating_add(self.lag);
        year >= begins && self.duration.is_none_or(|years| year < begins.saturating_add(years))
    }

    /// Whether a household served in one year waits for the effect or has it in another.
    pub(super) fn is_under_way(&self, served: u32, year: u32) -> bool {
        let begins = served.saturating_add(self.lag);
        self.duration.is_none_or(|years| year < begins.saturating_add(years))
    }

    fn assumptions(&self) -> Vec<Assumed> {
        let intervention = || self.id.clone();
        let rule = &self.eligible;
        let mut whom = Vec::new();
        let areas: Vec<String> = rule.areas.iter().map(Area::to_string).collect();
        let lists =
            [("deprived in", &rule.deprived), ("of class", &rule.classes), ("in", &areas), ("in", &rule.places)];
        for (what, list) in lists.into_iter().filter(|(_, list)| !list.is_empty()) {
            whom.push(format!("{what} {}", list.join(" or ")));
        }
        whom.extend(rule.minority.map(|minority| if minority { "of a minority" } else { "of no minority" }.to_owned()));
        let whom =
            if whom.is_empty() { "all households".to_owned() } else { format!("households {}", whom.join(", ")) };
        let mut assumptions = vec![
            Assumed::For { intervention: intervention(), whom },
            Assumed::TakeUp { intervention: intervention(), share: self.take_up },
            Assumed::Changes { intervention: intervention(), what: self.changes.to_string() },
            Assumed::Effect { intervention: intervention(), lag: self.lag, duration: self.duration, decay: self.decay },
            Assumed::Capacity { intervention: intervention(), households: self.capacity.map(u64::from) },
        ];
        if self.capacity.is_some() {
            let order: Vec<&str> =
                self.first.iter().map(|order| order.words()).chain(["the first identifier"]).collect();
            assumptions.push(Assumed::First { intervention: intervention(), order: order.join(", then ") });
        }
        assumptions.extend(self.cost.iter().map(|(area, cost)| Assumed::UnitCost {
            intervention: intervention(),
            area: area.clone(),
            line: self.line.clone(),
            cost: *cost,
        }));
        assumptions
    }
}
