//! Why: the observation, the threshold and the article behind an assessment, in words.

use super::{Assessable, Assessment, Class, ClassRow, Counts, Deprivation, Indicator};
use crate::quantity::Ratio;
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

impl<S: Assessable> Assessment<'_, S> {
    /// The reasons, in a language. Only the Vietnamese and the English wording is complete; other languages get the English.
    #[must_use]
    pub fn explain(&self, language: Language) -> Explanation {
        let reasons = self.standard.indicators().zip(0_u32..).map(|(indicator, bit)| Reason {
            indicator: indicator.name().in_language(language).to_owned(),
            deprivation: self.profile.get(bit).unwrap_or(Deprivation::Missing),
            observation: self.observation(indicator, bit, language),
            threshold: indicator.deprived_when().in_language(language).to_owned(),
            source: self.standard.cited(indicator.citation(), language),
        });
        let (on, id) = (self.on, self.subject.identifier());
        let standard = self.standard.name().in_language(language);
        let who = format!("{} {id}", self.subject.noun(language));
        let heading = if language == Language::Vietnamese {
            format!("{}, {standard}, tại ngày {on}", who.trim_start())
        } else {
            format!("{}, {standard}, on {on}", who.trim_start())
        };
        Explanation { language, heading, class: self.class_reason(language), reasons: reasons.collect() }
    }

    fn observation(&self, indicator: &Indicator, bit: u32, language: Language) -> String {
        if self.unsettled >> (bit & 63) & 1 == 1 {
            return if language == Language::Vietnamese {
                "chưa rõ ngưỡng thiếu hụt theo văn bản"
            } else {
                "the cutoff of the law is not known"
            }
            .to_owned();
        }
        self.subject.observation(&self.question(indicator), language)
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
            observation: self.observed(language),
            threshold: self.lines_and_bounds(language),
            source: row.map_or_else(String::new, |row| self.standard.cited(row.citation(), language)),
        }
    }

    /// Income and deprivation, in what the rows of the standard count.
    fn observed(&self, language: Language) -> String {
        let vietnamese = language == Language::Vietnamese;
        let missing = self.profile.missing().count_ones();
        let counted = match (self.standard.counts(), vietnamese) {
            (Counts::Indicators, true) => {
                format!("thiếu hụt {}/{} chỉ số", self.deprivations(), self.standard.weights().len())
            }
            (Counts::Indicators, false) => {
                format!("{} of {} indicators deprived", self.deprivations(), self.standard.weights().len())
            }
            (Counts::Score, true) => format!("điểm thiếu hụt {}", self.counted()),
            (Counts::Score, false) => format!("deprivation score {}", self.counted()),
            (Counts::Dimensions, true) => {
                format!("thiếu hụt {}/{} chiều", self.counted(), self.standard.dimensions().len())
            }
            (Counts::Dimensions, false) => {
                format!("{} of {} dimensions deprived", self.counted(), self.standard.dimensions().len())
            }
        };
        let counted = match (missing, vietnamese) {
            (0, _) => counted,
            (_, true) => format!("{counted}, chưa rõ {missing} chỉ số"),
            (1, false) => format!("{counted}, 1 indicator missing"),
            (_, false) => format!("{counted}, {missing} indicators missing"),
        };
        if self.standard.lines().is_empty() {
            return counted;
        }
        let income = self.subject.welfare(self.standard, self.on);
        format!("{}; {counted}", self.standard.income_measure().describe(income, language))
    }

    /// The deprivation that is seen, in what the rows count.
    fn counted(&self) -> Ratio {
        self.standard.deprivation(self.profile)
    }

    /// The lines that hold for the subject, and the bounds of the row that applies.
    fn lines_and_bounds(&self, language: Language) -> String {
        let mut parts = Vec::new();
        for line in self.standard.lines() {
            if let Ok(amount) = line.amount(self.subject.line_area(), self.on) {
                parts.push(format!("{} {amount}", line.name().in_language(language)));
            }
        }
        parts.extend(self.row().map(|row| bounds(row, self.standard.counts(), language)));
        parts.join("; ")
    }
}

/// The bounds of deprivation of a row, in words.
pub(super) fn bounds(row: &ClassRow, counts: Counts, language: Language) -> String {
    let vietnamese = language == Language::Vietnamese;
    let one = |bound: Ratio| bound == Ratio::ONE && counts != Counts::Score;
    let unit = |bound: Ratio| match (counts, vietnamese) {
        (Counts::Indicators, true) => " thiếu hụt",
        (Counts::Indicators, false) if one(bound) => " deprivation",
        (Counts::Indicators, false) => " deprivations",
        (Counts::Dimensions, true) => " chiều thiếu hụt",
        (Counts::Dimensions, false) if one(bound) => " deprived dimension",
        (Counts::Dimensions, false) => " deprived dimensions",
        (Counts::Score, _) => "",
    };
    let score = match (counts, vietnamese) {
        (Counts::Score, true) => "điểm thiếu hụt ",
        (Counts::Score, false) => "score ",
        _ => "",
    };
    let (fewer, more) = if counts == Counts::Score { ("below", "or more") } else { ("fewer than", "or more") };
    match (row.deprivation_at_least(), row.deprivation_below(), vietnamese) {
        (None, None, true) => "không xét mức thiếu hụt".to_owned(),
        (None, None, false) => "whatever the deprivations".to_owned(),
        (Some(least), None, true) => format!("từ {score}{least}{} trở lên", unit(least)),
        (Some(least), None, false) => format!("{score}{least}{} {more}", unit(least)),
        (None, Some(below), true) => format!("dưới {score}{below}{}", unit(below)),
        (None, Some(below), false) => format!("{score}{fewer} {below}{}", unit(below)),
        (Some(least), Some(below), true) => format!("từ {score}{least} đến dưới {below}{}", unit(below)),
        (Some(least), Some(below), false) => format!("{score}{least}{} {more}, {fewer} {below}", unit(least)),
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
