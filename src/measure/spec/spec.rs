//! What to measure, read from text.

use super::SpecError;
use super::counting::Counting;
use super::design_columns::DesignColumns;
use super::income::Income;
use super::options::{Asked, Options};
use super::panel::Followed;
use super::robustness::{Ranking, Redundancy};
use super::toml::{Source, Table};
use crate::measure::{Change, Design, Family, Measure, MissingPolicy, Power, Structure, Weighting};
use crate::quantity::Unit;

/// What to measure in a survey file: its columns, the design, the indicators, weightings and cutoffs, the measures and groups.
///
/// The form of the text is in the [module documentation](super). A specification that exists contradicts nothing that can be
/// known without the data.
///
/// ```
/// use poverty::measure::spec::Spec;
/// let text = r#"
/// [data]
/// weight = "w"
///
/// [[dimension]]
/// id = "housing"
/// indicators = [{ column = "water" }, { column = "toilet" }]
///
/// [[weighting]]
/// id = "nested"
/// cutoffs = ["1/2"]
/// "#;
/// let spec = Spec::from_toml("mine.toml", text)?;
/// assert_eq!(spec.structure().unwrap().indicators(), ["water", "toilet"]);
///
/// let misspelt = Spec::from_toml("mine.toml", &text.replace("weight =", "wieght =")).unwrap_err();
/// assert!(misspelt.to_string().starts_with("mine.toml:3:1: unknown key `wieght` in `data`, expected one of `weight`"));
/// # Ok::<(), poverty::measure::spec::SpecError>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Spec {
    pub(super) data: DesignColumns,
    pub(super) options: Options,
    pub(super) counting: Option<Counting>,
    pub(super) income: Option<Income>,
    pub(super) panel: Option<Followed>,
}

impl Spec {
    /// Reads a specification. `file` is the name that errors point at; nothing is opened.
    ///
    /// # Errors
    /// [`SpecError`], each with line and column.
    pub fn from_toml(file: &str, text: &str) -> Result<Self, SpecError> {
        let source = Source { file, text };
        let document = source.parse()?;
        let document =
            Table::document(source, &document, &["data", "options", "dimension", "weighting", "income", "panel"])?;
        let data = DesignColumns::of(&document)?;
        let counting = Counting::of(&document, &data.codes)?;
        let spec = Self {
            options: Options::of(&document, data.replicate_weights.len())?,
            income: Income::of(&document)?,
            panel: Followed::of(&document)?,
            data,
            counting,
        };
        spec.check(&document)?;
        Ok(spec)
    }

    /// What the parts need of each other.
    fn check(&self, document: &Table<'_>) -> Result<(), SpecError> {
        let option = |key: &str| document.within("options").and_then(|table| table.get(key));
        if self.counts_persons() && self.data.size.is_none() {
            let column = "the column with the number of members, as [options] counts persons";
            return Err(document.missing("data.size", column));
        }
        if let Some(node) = option("changes").filter(|_| !self.options.changes.is_empty() && self.data.period.is_none())
        {
            return Err(node.wrong_type("no changes, as [data] names no column of periods"));
        }
        let unused =
            !self.data.replicate_weights.is_empty() && self.options.given.is_none() && self.options.design.is_some();
        if let Some(node) = document.within("data").and_then(|table| table.get("replicate_weights")).filter(|_| unused)
        {
            return Err(node.wrong_type("none, as [options] has no replicates = { method = \"given\", ... }"));
        }
        if self.panel.is_some() && self.data.period.is_none() {
            return Err(document.missing("data.period", "the column of periods, over which [panel] follows households"));
        }
        if self.counting.is_none() && self.income.is_none() && self.panel.is_none() {
            return Err(document
                .missing("dimension", "dimensions and weightings to count, a table [income], or a table [panel]"));
        }
        if let Some(node) = option("measures") {
            let nothing = self.options.measures.as_ref().is_none_or(Vec::is_empty);
            if self.counting.is_none() && !nothing {
                return Err(node.wrong_type("no counting measures, as there is no [[dimension]]"));
            }
            if self.income.is_none() && self.panel.is_none() && nothing {
                return Err(node.wrong_type("at least one measure"));
            }
        }
        Ok(())
    }

    /// Whether errors come from strata and sampling units.
    pub(super) const fn is_designed(&self) -> bool {
        self.options.design.is_some() && self.options.given.is_none()
    }

    /// Whether weights count persons.
    pub(super) fn counts_persons(&self) -> bool {
        self.options.unit == Unit::Person
    }

    /// The counting measures to compute: those asked for, or all that the data allow. Where only changes are asked for,
    /// those whose changes are usual.
    pub(super) fn families(&self) -> Vec<Family> {
        let of = |asked: &Asked| match asked {
            Asked::Of(family) => Some(*family),
            Asked::Change | Asked::Redundancy(_) | Asked::Ranking(_) => None,
        };
        let gaps = self.counting.iter().flat_map(Counting::gaps).next().is_some();
        match &self.options.measures {
            None => {
                let mut families = CHANGING.to_vec();
                families.extend([Family::AbsoluteContributions, Family::PercentageContributions]);
                if gaps {
                    families.extend([Power::GAP, Power::SEVERITY].map(Family::AdjustedGapRatio));
                }
                families
            }
            Some(measures) if changes_only(measures) => CHANGING.to_vec(),
            Some(measures) => measures.iter().filter_map(of).collect(),
        }
    }

    /// Whether a result is one that was asked for: changes are estimated of all measures or of none.
    pub(super) fn wants(&self, measure: &Measure) -> bool {
        let Some(asked) = &self.options.measures else { return true };
        if let Measure::Change(change, of) = measure {
            let is_part = *change == Change::Absolute && matches!(**of, Measure::AbsoluteContribution(_));
            return asked.contains(&if is_part { Asked::Of(Family::ChangeByIndicator) } else { Asked::Change });
        }
        !changes_only(asked)
    }

    /// What is asked about pairs of indicators.
    pub(super) fn redundancies(&self) -> Vec<Redundancy> {
        let of = |asked: &Asked| if let Asked::Redundancy(own) = asked { Some(*own) } else { None };
        self.options.measures.iter().flatten().filter_map(of).collect()
    }

    /// What is asked about the order of groups.
    pub(super) fn rankings(&self) -> Vec<Ranking> {
        let of = |asked: &Asked| if let Asked::Ranking(own) = asked { Some(*own) } else { None };
        self.options.measures.iter().flatten().filter_map(of).collect()
    }

    /// Whether any measure is about two periods.
    pub(super) fn wants_changes(&self) -> bool {
        let about_change = |asked: &Asked| match asked {
            Asked::Change => true,
            Asked::Of(family) => !family.levels(),
            Asked::Redundancy(_) | Asked::Ranking(_) => false,
        };
        self.options.measures.as_ref().is_none_or(|measures| measures.iter().any(about_change))
    }

    /// The indicators in their dimensions; `None` if only incomes are measured.
    #[must_use]
    pub fn structure(&self) -> Option<&Structure> {
        self.counting.as_ref().map(|counting| &counting.structure)
    }

    /// The weightings, in order.
    pub fn weightings(&self) -> impl Iterator<Item = &Weighting> {
        self.counting.iter().flat_map(|counting| &counting.weightings).map(|(weighting, _)| weighting)
    }

    /// What the results count: households or persons.
    #[must_use]
    pub const fn unit(&self) -> Unit {
        self.options.unit
    }

    /// What an unknown indicator does.
    #[must_use]
    pub const fn missing_policy(&self) -> MissingPolicy {
        self.data.missing
    }

    /// The design but for a finite population, which the data tell; `None` for points only.
    #[must_use]
    pub const fn design(&self) -> Option<&Design> {
        self.options.design.as_ref()
    }
}

/// What changes are usually reported of.
const CHANGING: [Family; 5] = [
    Family::HeadcountRatio,
    Family::Intensity,
    Family::AdjustedHeadcountRatio,
    Family::UncensoredHeadcountRatios,
    Family::CensoredHeadcountRatios,
];

/// Whether changes are asked for, and no measure whose changes they would be.
fn changes_only(asked: &[Asked]) -> bool {
    asked.contains(&Asked::Change) && !asked.iter().any(|asked| matches!(asked, Asked::Of(_)))
}
