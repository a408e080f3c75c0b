//! The thresholds that hold somebody in a class.

use crate::quantity::{Money, Ratio};
use crate::source::Language;
use crate::standard::{Assessable, Assessment, Counts, IncomeLine, Welfare};

/// A threshold that decides the class: across it, with all else the same, the class is another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Threshold<'a> {
    /// An income line.
    Line {
        /// The line.
        line: &'a IncomeLine,
        /// Its amount for the subject.
        amount: Money,
        /// The income.
        income: Welfare,
        /// Whether the income lies above it.
        exceeded: bool,
    },
    /// A number of deprivations, a score, or a number of dimensions.
    Deprivation {
        /// What the standard counts.
        counts: Counts,
        /// The deprivation found.
        found: Ratio,
        /// The least deprivation of the other side, or of this one.
        bound: Ratio,
        /// Whether it is reached.
        reached: bool,
    },
}

impl Threshold<'_> {
    /// In words: `1,200,000 VND is above the line`, `4 deprivations, from 3 on`.
    #[must_use]
    pub fn describe(&self, language: Language) -> String {
        let vietnamese = language == Language::Vietnamese;
        match self {
            Self::Line { line, amount, income, exceeded } => {
                let income = income.shared_out();
                match (exceeded, vietnamese) {
                    (true, true) => format!("{income} trên `{}`, {amount}", line.id()),
                    (true, false) => format!("{income} is above `{}`, {amount}", line.id()),
                    (false, true) => format!("{income} không quá `{}`, {amount}", line.id()),
                    (false, false) => format!("{income} is under `{}`, {amount}", line.id()),
                }
            }
            Self::Deprivation { counts, found, bound, reached } => {
                let plural = if *found == Ratio::ONE { "" } else { "s" };
                let found = match (counts, vietnamese) {
                    (Counts::Score, true) => format!("điểm thiếu hụt {found}"),
                    (Counts::Score, false) => format!("deprivation score {found}"),
                    (Counts::Indicators, true) => format!("{found} chỉ số thiếu hụt"),
                    (Counts::Indicators, false) => format!("{found} deprivation{plural}"),
                    (Counts::Dimensions, true) => format!("{found} chiều thiếu hụt"),
                    (Counts::Dimensions, false) => format!("{found} deprived dimension{plural}"),
                };
                match (reached, vietnamese) {
                    (true, true) => format!("{found}, từ {bound} trở lên"),
                    (true, false) => format!("{found}, at least {bound}"),
                    (false, true) => format!("{found}, dưới {bound}"),
                    (false, false) => format!("{found}, below {bound}"),
                }
            }
        }
    }
}

impl<'a, S: Assessable> Assessment<'a, S> {
    /// The thresholds that hold the subject in its class: the nearest line below and above the income beyond which the class is
    /// another, and, where no indicator is missing, the same for the deprivation. None if the class or the income is not known.
    #[must_use]
    pub fn thresholds(&self) -> Vec<Threshold<'a>> {
        let (Some(class), Some(band)) = (self.class(), self.lines_exceeded()) else { return Vec::new() };
        let mut thresholds = Vec::new();
        let lines = self.standard().lines();
        let class_in = |band: usize| self.standard().classify_by(self.policy(), self.profile(), Some(band)).class();
        let below = (0..band).rev().find(|other| class_in(*other) != Some(class));
        let above = (band.saturating_add(1)..=lines.len()).find(|other| class_in(*other) != Some(class));
        let deciding = [(below, true), (above.and_then(|other| other.checked_sub(1)), false)];
        for (line, exceeded) in deciding.into_iter().filter_map(|(line, exceeded)| Some((lines.get(line?)?, exceeded)))
        {
            let income = self.subject().welfare(self.standard(), self.on()).known();
            let amount = line.amount(self.subject().line_area(), self.on()).ok();
            thresholds.extend(income.zip(amount).map(|(income, amount)| Threshold::Line {
                line,
                amount,
                income,
                exceeded,
            }));
        }
        if !self.profile().is_complete() {
            return thresholds;
        }
        let found = self.standard().deprivation(self.profile());
        let counts = self.standard().counts();
        let bounds = self.standard().class_bounds(self.profile(), band);
        for (bound, reached) in bounds.into_iter().filter_map(|(bound, reached)| Some((bound?, reached))) {
            thresholds.push(Threshold::Deprivation { counts, found, bound, reached });
        }
        thresholds
    }
}
