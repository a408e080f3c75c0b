//! Things that a programme delivers.

use crate::programme::structure::SupportKind;
use crate::quantity::Count;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What is counted.
#[non_exhaustive]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Output {
    /// Mô hình sinh kế.
    LivelihoodModel,
    /// Người được đào tạo.
    PersonTrained,
    /// Việc làm.
    Job,
    /// Nhà xây mới.
    HouseBuilt,
    /// Nhà sửa chữa.
    HouseRepaired,
    /// Khoản vay.
    Loan,
}

impl Output {
    /// Every kind.
    pub const ALL: [Self; 6] =
        [Self::LivelihoodModel, Self::PersonTrained, Self::Job, Self::HouseBuilt, Self::HouseRepaired, Self::Loan];

    /// One of it in words.
    #[must_use]
    pub const fn unit(self) -> &'static str {
        match self {
            Self::LivelihoodModel => "livelihood model",
            Self::PersonTrained => "person trained",
            Self::Job => "job",
            Self::HouseBuilt => "house built",
            Self::HouseRepaired => "house repaired",
            Self::Loan => "loan",
        }
    }

    /// The kind of support that hands it out.
    #[must_use]
    pub const fn kind(self) -> SupportKind {
        match self {
            Self::LivelihoodModel => SupportKind::AgriculturalExtension,
            Self::PersonTrained => SupportKind::VocationalTraining,
            Self::Job => SupportKind::JobCreation,
            Self::HouseBuilt | Self::HouseRepaired => SupportKind::Housing,
            Self::Loan => SupportKind::PreferentialCredit,
        }
    }

    /// Whether a support is one of it, not several: a house, a loan.
    #[must_use]
    pub const fn is_single(self) -> bool {
        matches!(self, Self::HouseBuilt | Self::HouseRepaired | Self::Loan)
    }

    /// Whether it counts only after inspection.
    #[must_use]
    pub const fn is_inspected(self) -> bool {
        matches!(self, Self::HouseBuilt | Self::HouseRepaired)
    }
}

/// The inspection of a house: hard floor, hard frame and walls, hard roof ("ba cứng"), and enough floor
/// (Circular 01/2022/TT-BXD). `None` is not inspected.
///
/// ```
/// use poverty::programme::delivery::HouseCheck;
/// let house = HouseCheck { hard_floor: Some(true), hard_frame: Some(true), hard_roof: None, large_enough: Some(true) };
/// assert_eq!(house.passed(), None);
/// assert_eq!(HouseCheck { hard_roof: Some(false), ..house }.passed(), Some(false));
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct HouseCheck {
    /// Nền cứng.
    pub hard_floor: Option<bool>,
    /// Khung, tường cứng.
    pub hard_frame: Option<bool>,
    /// Mái cứng.
    pub hard_roof: Option<bool>,
    /// At least 30 m2, for a person alone 18 m2 (the latter from memory).
    pub large_enough: Option<bool>,
}

impl HouseCheck {
    /// What is known after a later inspection: each point as it was looked at last.
    #[must_use]
    pub fn then(self, later: Self) -> Self {
        Self {
            hard_floor: later.hard_floor.or(self.hard_floor),
            hard_frame: later.hard_frame.or(self.hard_frame),
            hard_roof: later.hard_roof.or(self.hard_roof),
            large_enough: later.large_enough.or(self.large_enough),
        }
    }

    /// Whether the house holds; `None` as long as what was not looked at decides.
    #[must_use]
    pub fn passed(self) -> Option<bool> {
        let all = [self.hard_floor, self.hard_frame, self.hard_roof, self.large_enough];
        if all.contains(&Some(false)) {
            Some(false)
        } else if all.contains(&None) {
            None
        } else {
            Some(true)
        }
    }
}

/// How much was delivered, by kind. Houses count when they passed; the others are told apart.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OutputTotals {
    delivered: BTreeMap<Output, u64>,
    waiting: BTreeMap<Output, u64>,
    failed: BTreeMap<Output, u64>,
}

impl OutputTotals {
    /// Nothing yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds what needs no inspection, or was inspected elsewhere and passed.
    pub fn add(&mut self, output: Output, count: Count) {
        add(&mut self.delivered, output, count.get());
    }

    /// Adds a house with its inspection.
    pub fn add_house(&mut self, output: Output, check: HouseCheck) {
        let place = match check.passed() {
            Some(true) => &mut self.delivered,
            Some(false) => &mut self.failed,
            None => &mut self.waiting,
        };
        add(place, output, 1);
    }

    /// What was delivered.
    #[must_use]
    pub fn delivered(&self, output: Output) -> Count {
        of(&self.delivered, output)
    }

    /// Houses that were not inspected in all points.
    #[must_use]
    pub fn waiting(&self, output: Output) -> Count {
        of(&self.waiting, output)
    }

    /// Houses that did not pass.
    #[must_use]
    pub fn failed(&self, output: Output) -> Count {
        of(&self.failed, output)
    }
}

fn add(counts: &mut BTreeMap<Output, u64>, output: Output, count: u64) {
    let sum = counts.entry(output).or_default();
    *sum = sum.saturating_add(count);
}

fn of(counts: &BTreeMap<Output, u64>, output: Output) -> Count {
    Count::new(counts.get(&output).copied().unwrap_or(0))
}
