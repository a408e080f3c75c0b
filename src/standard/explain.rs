//! Why: the observation, the threshold and the article behind an assessment, in words.

use super::subject::Subject;
use super::{Assessment, Class, Deprivation, Indicator};
use crate::household::Observed;
use crate::source::Language;
use core::fmt;

/// An assessment in words, in one language; its `Display` is a text fit to be read to the household.
///
/// ```
/// use poverty::household::{Household, Member, Services, Toilet};
/// use poverty::place::Area;
/// use poverty::source::Language;
/// use poverty::standard::Standards;
/// let standards = Standards::embedded();
/// let household = Household::builder("H1", "24133", Area::Rural)
///     .services(Services::default().with_toilet(Toilet::None))
///     .member(Member::aged(40)?)
///     .build()?;
/// let assessment = standards.get("vn-decree-07-2021")?.assess(&household, "2024-12-31".parse()?)?;
/// let explanation = assessment.explain(Language::English);
/// let toilet = &explanation.reasons()[9];
/// assert_eq!(toilet.observation(), "none");
/// assert!(toilet.source().starts_with("Decree 07/2021/NĐ-CP, annex"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Explanation {
    language: Language,
    heading: String,
    class: ClassReason,
    reasons: Vec<Reason>,
}

/// Why an indicator is deprived, not deprived or missing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reason {
    indicator: String,
    deprivation: Deprivation,
    observation: String,
    threshold: String,
    source: String,
}

/// Why the household has its class, or what keeps it from having one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClassReason {
    class: String,
    observation: String,
    threshold: String,
    source: String,
}

impl Explanation {
    /// Why the household has its class.
    #[must_use]
    pub const fn class(&self) -> &ClassReason {
        &self.class
    }

    /// Why each indicator says what it says, in the order of the standard.
    #[must_use]
    pub fn reasons(&self) -> &[Reason] {
        &self.reasons
    }
}

impl Reason {
    /// Name of the indicator.
    #[must_use]
    pub fn indicator(&self) -> &str {
        &self.indicator
    }

    /// What it says.
    #[must_use]
    pub const fn deprivation(&self) -> Deprivation {
        self.deprivation
    }

    /// What was observed.
    #[must_use]
    pub fn observation(&self) -> &str {
        &self.observation
    }

    /// When the law calls it a deprivation.
    #[must_use]
    pub fn threshold(&self) -> &str {
        &self.threshold
    }

    /// Instrument and article, and how surely they are known.
    #[must_use]
    pub fn source(&self) -> &str {
        &self.source
    }
}

impl ClassReason {
    /// Name of the class, or the classes that remain possible.
    #[must_use]
    pub fn class(&self) -> &str {
        &self.class
    }

    /// Income and number of deprivations.
    #[must_use]
    pub fn observation(&self) -> &str {
        &self.observation
    }

    /// The lines, and the row of the classification that applies.
    #[must_use]
    pub fn threshold(&self) -> &str {
        &self.threshold
    }

    /// Instrument and article, and how surely they are known; empty if no row applies.
    #[must_use]
    pub fn source(&self) -> &str {
        &self.source
    }
}

impl Assessment<'_> {
    /// The reasons, in a language. Only the Vietnamese and the English wording is complete; other languages get the English.
    #[must_use]
    pub fn explain(&self, language: Language) -> Explanation {
        let subject = Subject::new(self.household, self.on);
        let reasons = self.standard.indicators().zip(0_u32..).map(|(indicator, bit)| {
            let deprivation = self.profile.get(bit).unwrap_or(Deprivation::Missing);
            self.reason(&subject, indicator, deprivation, language)
        });
        let (on, id) = (self.on, self.household.id());
        let standard = self.standard.name().in_language(language);
        let heading = if language == Language::Vietnamese {
            format!("Hộ {id}, {standard}, tại ngày {on}")
        } else {
            format!("Household {id}, {standard}, on {on}")
        };
        Explanation { language, heading, class: self.class_reason(language), reasons: reasons.collect() }
    }

    fn reason(
        &self,
        subject: &Subject<'_>,
        indicator: &Indicator,
        deprivation: Deprivation,
        language: Language,
    ) -> Reason {
        Reason {
            indicator: indicator.name().in_language(language).to_owned(),
            deprivation,
            observation: indicator.rule().map_or_else(String::new, |rule| rule.observation(subject, language)),
            threshold: indicator.deprived_when().in_language(language).to_owned(),
            source: self.standard.cited(indicator.citation(), language),
        }
    }

    fn class_reason(&self, language: Language) -> ClassReason {
        let vietnamese = language == Language::Vietnamese;
        let classes: Vec<&str> =
            self.possible_classes().map(|class| Class::name(class).in_language(language)).collect();
        let class = match (classes.as_slice(), vietnamese) {
            ([], true) => "không xếp loại do thiếu thông tin".to_owned(),
            ([], false) => "left out for want of answers".to_owned(),
            ([one], _) => (*one).to_owned(),
            (several, true) => format!("chưa xác định: {}", several.join(" hoặc ")),
            (several, false) => format!("not determined: {}", several.join(" or ")),
        };
        let row = self.row();
        ClassReason {
            class,
            observation: self.observed(vietnamese),
            threshold: self.thresholds(language),
            source: row.map_or_else(String::new, |row| self.standard.cited(row.citation(), language)),
        }
    }

    fn observed(&self, vietnamese: bool) -> String {
        let income = match (self.household.income_per_person_month(), vietnamese) {
            (Observed::Known(income), true) => format!("thu nhập {income}/người/tháng"),
            (Observed::Known(income), false) => format!("income {income} per person and month"),
            (_, true) => "chưa rõ thu nhập".to_owned(),
            (_, false) => "income not known".to_owned(),
        };
        let (deprived, missing) = (self.deprivations(), self.profile.missing().count_ones());
        let indicators = self.standard.weights().len();
        let counted = match (missing, vietnamese) {
            (0, true) => format!("thiếu hụt {deprived}/{indicators} chỉ số"),
            (0, false) => format!("{deprived} of {indicators} indicators deprived"),
            (_, true) => format!("thiếu hụt {deprived}/{indicators} chỉ số, chưa rõ {missing} chỉ số"),
            (_, false) => format!("{deprived} of {indicators} indicators deprived, {missing} missing"),
        };
        if self.standard.lines().is_empty() { counted } else { format!("{income}; {counted}") }
    }

    /// The lines that hold for the household, and the bounds of the row that applies.
    fn thresholds(&self, language: Language) -> String {
        let vietnamese = language == Language::Vietnamese;
        let mut parts = Vec::new();
        for line in self.standard.lines() {
            if let Ok(amount) = line.amount(self.household.area(), self.on) {
                parts.push(format!("{} {amount}", line.name().in_language(language)));
            }
        }
        if let Some(row) = self.row() {
            let (least, below) = (row.deprivation_at_least(), row.deprivation_below());
            let bounds = match (least, below, vietnamese) {
                (None, None, true) => "không xét số chỉ số thiếu hụt".to_owned(),
                (None, None, false) => "whatever the deprivations".to_owned(),
                (Some(least), None, true) => format!("từ {least} thiếu hụt trở lên"),
                (Some(least), None, false) => format!("{least} deprivations or more"),
                (None, Some(below), true) => format!("dưới {below} thiếu hụt"),
                (None, Some(below), false) => format!("fewer than {below} deprivations"),
                (Some(least), Some(below), true) => format!("từ {least} đến dưới {below} thiếu hụt"),
                (Some(least), Some(below), false) => format!("{least} deprivations or more, fewer than {below}"),
            };
            parts.push(bounds);
        }
        parts.join("; ")
    }
}

impl fmt::Display for Explanation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let vietnamese = self.language == Language::Vietnamese;
        let because = if vietnamese { "Căn cứ" } else { "Because" };
        let by = if vietnamese { "Theo" } else { "By" };
        let when = if vietnamese { "thiếu hụt khi" } else { "deprived when" };
        writeln!(f, "{}: {}", self.heading, self.class.class)?;
        writeln!(f, "  {because}: {}.", self.class.observation)?;
        if self.class.source.is_empty() {
            writeln!(f, "  {}.", self.class.threshold)?;
        } else {
            writeln!(f, "  {by} {}: {}.", self.class.source, self.class.threshold)?;
        }
        for reason in &self.reasons {
            let mark = match reason.deprivation {
                Deprivation::Deprived => 'x',
                Deprivation::NotDeprived => '-',
                Deprivation::Missing => '?',
            };
            writeln!(f, "  {mark} {}: {}", reason.indicator, reason.observation)?;
            if reason.deprivation != Deprivation::NotDeprived {
                writeln!(f, "      {when} {} ({})", reason.threshold, reason.source)?;
            }
        }
        Ok(())
    }
}
