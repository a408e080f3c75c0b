//! The stable codes of what the register refuses.

use super::RegisterError;

impl RegisterError {
    /// A stable, documented code of this kind of error.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::HouseholdId { .. } => "register/household-id",
            Self::MemberCount { .. } => "register/member-count",
            Self::MemberTwice { .. } => "register/member-twice",
            Self::Weighted { .. } => "register/weighted",
            Self::Field { .. } => "register/field",
            Self::FieldValue { .. } => "register/field-value",
            Self::Unwritable { .. } => "register/unwritable",
            Self::Blank { .. } => "register/blank",
            Self::ClassTwice { .. } => "register/class-twice",
            Self::ClassCount { .. } => "register/class-count",
            Self::Undetermined { .. } => "register/undetermined",
            Self::OtherStandard { .. } => "register/other-standard",
            Self::NoSuchClass { .. } => "register/no-such-class",
            Self::NotRegistered { .. } => "register/not-registered",
            Self::AlreadyRegistered { .. } => "register/already-registered",
            Self::Ended { .. } => "register/ended",
            Self::NotAMember { .. } => "register/not-a-member",
            Self::AlreadyMember { .. } => "register/already-member",
            Self::NobodyLeft { .. } => "register/nobody-left",
            Self::MemberOmitted { .. } => "register/member-omitted",
            Self::Itself { .. } => "register/itself",
            Self::PlaceDiffers { .. } => "register/place-differs",
            Self::UnknownPlace { .. } => "register/unknown-place",
            Self::AreaDiffers { .. } => "register/area-differs",
            Self::OutsideDecision { .. } => "register/outside-decision",
            Self::BeforeDecision { .. } => "register/before-decision",
            Self::Contradicted { .. } => "register/contradicted",
            Self::NoSuchEntry { .. } => "register/no-such-entry",
            Self::NotADecision { .. } => "register/not-a-decision",
            Self::NotCorrectable { .. } => "register/not-correctable",
            Self::NoSuchField { .. } => "register/no-such-field",
            Self::OldValueDiffers { .. } => "register/old-value-differs",
            Self::NothingChanges { .. } => "register/nothing-changes",
            Self::NotFromItsDay { .. } => "register/not-from-its-day",
            Self::SupportedTwice { .. } => "register/supported-twice",
            Self::PublishedOtherwise { .. } => "register/published-otherwise",
            Self::OutsideReview { .. } => "register/outside-review",
            Self::StillThere { .. } => "register/still-there",
            Self::LeftOffReview { .. } => "register/left-off-review",
            Self::NotAnObservation { .. } => "register/not-an-observation",
            Self::NotRecognised { .. } => "register/not-recognised",
            Self::CertificatePending { .. } => "register/certificate-pending",
            Self::Irreconcilable { .. } => "register/irreconcilable",
            Self::RateWithoutCounts { .. } => "register/rate-without-counts",
            Self::Review(error) => error.code(),
            Self::Journal(error) => error.code(),
            Self::Household(error) => error.code(),
            Self::Standard(error) => error.code(),
            Self::Administrative(error) => error.code(),
            Self::Quantity(error) => error.code(),
        }
    }
}
