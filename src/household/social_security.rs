//! Protection of a member: medical services and social security.

use super::Observed;
use super::coded::{coded, observed_record};
use crate::quantity::Money;

coded! {
    /// By what right a member uses the services of a medical institution.
    "health_affiliation"
    pub enum HealthAffiliation {
        None = "none", "none", "không có";
        Work = "work", "own work", "theo việc làm";
        Pension = "pension", "own pension", "theo lương hưu";
        Family = "family", "a relative", "theo người thân";
        Voluntary = "voluntary", "voluntary contract", "tự nguyện";
        PublicProgramme = "public_programme", "public programme", "chương trình công";
    }
}

coded! {
    /// A pension received.
    "pension"
    pub enum Pension {
        None = "none", "none", "không";
        OldAge = "old_age", "old age or retirement", "hưu trí";
        Disability = "disability", "disability", "mất sức, khuyết tật";
        Survivor = "survivor", "survivor's", "tuất";
        Other = "other", "other pension", "loại khác";
    }
}

observed_record! {
    /// Social security of a member, an sinh xã hội.
    "social security: a map"
    pub struct SocialSecurity {
        /// Whether the work gives medical service.
        work_medical: bool, with_work_medical;
        /// Whether the work gives paid leave for illness or maternity.
        work_leave: bool, with_work_leave;
        /// Whether the work gives a retirement fund.
        work_retirement: bool, with_work_retirement;
        /// Whether a retirement fund is paid for by one's own choice.
        voluntary_retirement: bool, with_voluntary_retirement;
        /// Whether somebody outside of the household, or a scholarship, gives coverage.
        covered_by_others: bool, with_covered_by_others;
        /// What a programme for the old pays in a month.
        old_age_programme: Money, with_old_age_programme;
    }
}
