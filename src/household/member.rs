//! A member of a household.

use super::coded::{coded, observed_record};
use super::{Anthropometry, HealthAffiliation, HouseholdError, Observed, Pension, PersonalItems, SocialSecurity};
use crate::quantity::{Months, completed_years};
use chrono::NaiveDate;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

coded! {
    /// Sex.
    "sex"
    pub enum Sex {
        Female = "female", "female", "nữ";
        Male = "male", "male", "nam";
    }
}

coded! {
    /// Relationship to the head of the household, quan hệ với chủ hộ.
    "relationship"
    pub enum Relationship {
        Head = "head", "head of household", "chủ hộ";
        Spouse = "spouse", "wife or husband", "vợ, chồng";
        Child = "child", "child", "con";
        Parent = "parent", "parent", "bố, mẹ";
        Grandchild = "grandchild", "grandchild", "cháu nội, cháu ngoại";
        Grandparent = "grandparent", "grandparent", "ông, bà";
        OtherRelative = "other_relative", "other relative", "quan hệ gia đình khác";
        NotRelated = "not_related", "not related", "không có quan hệ gia đình";
    }
}

coded! {
    /// A level of education: attended now, or the highest completed.
    "education"
    pub enum Education {
        None = "none", "none", "không";
        Preschool = "preschool", "preschool", "mầm non";
        Primary = "primary", "primary", "tiểu học";
        LowerSecondary = "lower_secondary", "lower secondary", "trung học cơ sở";
        UpperSecondary = "upper_secondary", "upper secondary", "trung học phổ thông";
        ElementaryVocational = "elementary_vocational", "elementary vocational", "sơ cấp nghề";
        IntermediateVocational = "intermediate_vocational", "intermediate vocational", "trung cấp";
        College = "college", "college", "cao đẳng";
        University = "university", "university or higher", "đại học trở lên";
    }
}

coded! {
    /// A vocational certificate that stands beside the levels of education.
    "vocational_certificate"
    pub enum VocationalCertificate {
        None = "none", "none", "không có";
        EnterpriseTraining = "enterprise_training", "certified by an enterprise after on-the-job training",
            "được doanh nghiệp tuyển dụng, đào tạo và chứng nhận";
        CourseOfThreeMonths = "course_of_three_months", "course of at least three months",
            "chứng chỉ khóa học từ 3 tháng trở lên";
    }
}

coded! {
    /// Nutrition of a child: height and weight for age.
    "nutrition"
    pub enum Nutrition {
        Adequate = "adequate", "adequately nourished", "không suy dinh dưỡng";
        Stunted = "stunted", "stunted (height for age)", "suy dinh dưỡng chiều cao theo tuổi";
        Underweight = "underweight", "underweight (weight for age)", "suy dinh dưỡng cân nặng theo tuổi";
        StuntedAndUnderweight = "stunted_and_underweight", "stunted and underweight",
            "suy dinh dưỡng cả chiều cao và cân nặng";
    }
}

coded! {
    /// What the member does for a living. Only regular, steady or fairly stable work counts as having work.
    "work"
    pub enum Work {
        Waged = "waged", "waged work", "làm công ăn lương";
        SelfEmployed = "self_employed", "own account or employer", "tự làm, chủ cơ sở";
        FamilyWorker = "family_worker", "steady work for the family", "lao động gia đình ổn định";
        Irregular = "irregular", "irregular work only", "việc làm không thường xuyên";
        SeekingWork = "seeking_work", "no work, able and willing", "không có việc làm, có khả năng và muốn làm";
        NotSeeking = "not_seeking", "does not want work", "không có nhu cầu làm việc";
        Student = "student", "studying", "đang đi học";
        HomeDuties = "home_duties", "home duties", "nội trợ";
        UnableToWork = "unable_to_work", "unable to work", "không có khả năng lao động";
        Retired = "retired", "retired", "nghỉ hưu";
    }
}

coded! {
    /// Contract of waged work, hợp đồng lao động.
    "contract"
    pub enum Contract {
        Written = "written", "written labour contract", "hợp đồng lao động bằng văn bản";
        Oral = "oral", "oral labour contract", "hợp đồng lao động bằng lời nói";
        None = "none", "no labour contract", "không có hợp đồng lao động";
    }
}

coded! {
    /// Degree of disability by Vietnamese law, mức độ khuyết tật.
    "disability"
    pub enum Disability {
        None = "none", "none", "không";
        Mild = "mild", "mild", "nhẹ";
        Severe = "severe", "severe", "nặng";
        ExtremelySevere = "extremely_severe", "extremely severe", "đặc biệt nặng";
    }
}

coded! {
    /// What happened to an illness of the last twelve months that needed bed rest and care, or leave from work or school.
    "health_care"
    pub enum HealthCare {
        NotIll = "not_ill", "not ill", "không ốm đau";
        Treated = "treated", "ill and examined or treated", "ốm đau, được khám chữa bệnh";
        Untreated = "untreated", "ill and neither examined nor treated", "ốm đau, không được khám chữa bệnh";
    }
}

coded! {
    /// What happened to an illness of the last thirty days.
    "recent_illness"
    pub enum RecentIllness {
        NotIll = "not_ill", "not ill", "không ốm đau";
        Hospitalised = "hospitalised", "ill and in hospital", "ốm đau, nằm viện";
        SawProfessional = "saw_professional", "ill and seen by a professional", "ốm đau, được cán bộ y tế khám";
        NoProfessional = "no_professional", "ill and not seen by a professional", "ốm đau, không gặp cán bộ y tế";
    }
}

observed_record! {
    /// Work in the year before the survey, in months of full-time work.
    "work of a year: a map of months"
    pub struct WorkYear {
        /// Months worked.
        worked: Months, with_worked;
        /// Months in which the member could have worked.
        workable: Months, with_workable;
    }
}

/// How old someone is: a date of birth, or an age in completed years as told at the survey.
///
/// In serde a date is text, `"2012-05-01"`, an age a number, `12`. `Debug` tells of a date the year only: with the day, logs would
/// tell who somebody is.
///
/// ```
/// use poverty::household::Birth;
/// let on = "2024-11-24".parse().unwrap();
/// assert_eq!(Birth::date("2008-11-25".parse().unwrap()).age_on(on), Some(15));
/// assert_eq!(Birth::age(40)?.age_on(on), Some(40));
/// # Ok::<(), poverty::household::HouseholdError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Birth(BirthForm);

#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
enum BirthForm {
    Date(NaiveDate),
    Age(u8),
}

impl core::fmt::Debug for BirthForm {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        match self {
            Self::Date(date) => f.debug_tuple("Date").field(&chrono::Datelike::year(date)).finish(),
            Self::Age(years) => f.debug_tuple("Age").field(years).finish(),
        }
    }
}

impl Birth {
    /// The highest age taken for real, in years.
    pub const AGE_MAX: u8 = 130;

    /// Born on a date.
    #[must_use]
    pub const fn date(date: NaiveDate) -> Self {
        Self(BirthForm::Date(date))
    }

    /// Aged so many completed years at the survey.
    ///
    /// # Errors
    /// [`HouseholdError::AgeOutOfRange`] above 130.
    pub fn age(years: u8) -> Result<Self, HouseholdError> {
        Self::aged(years.into())
    }

    /// An age as found in data.
    fn aged(years: i128) -> Result<Self, HouseholdError> {
        u8::try_from(years)
            .ok()
            .filter(|years| *years <= Self::AGE_MAX)
            .map(|years| Self(BirthForm::Age(years)))
            .ok_or(HouseholdError::AgeOutOfRange(years))
    }

    /// Completed years on a day; `None` if born later, or more than 130 years before.
    #[must_use]
    pub fn age_on(self, day: NaiveDate) -> Option<u8> {
        match self.0 {
            BirthForm::Age(years) => Some(years),
            BirthForm::Date(born) => completed_years(born, day)
                .and_then(|years| u8::try_from(years).ok())
                .filter(|years| *years <= Self::AGE_MAX),
        }
    }

    /// The date of birth, where one was recorded and not an age.
    #[must_use]
    pub const fn day(self) -> Option<NaiveDate> {
        match self.0 {
            BirthForm::Date(date) => Some(date),
            BirthForm::Age(_) => None,
        }
    }

    /// Year of birth: of the date, or the year of `day` less the age, which may be one too late.
    #[must_use]
    pub fn year_on(self, day: NaiveDate) -> i32 {
        match self.0 {
            BirthForm::Age(years) => chrono::Datelike::year(&day).saturating_sub(i32::from(years)),
            BirthForm::Date(born) => chrono::Datelike::year(&born),
        }
    }
}

impl core::fmt::Display for Birth {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        match self.0 {
            BirthForm::Date(date) => f.pad(&date.to_string()),
            BirthForm::Age(years) => f.pad(&years.to_string()),
        }
    }
}

impl core::str::FromStr for Birth {
    type Err = HouseholdError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        if let Ok(years) = text.parse() {
            return Self::aged(years);
        }
        text.parse().map(Self::date).map_err(|_| HouseholdError::UnreadableBirth(text.to_owned()))
    }
}

impl Serialize for Birth {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0 {
            _ if !serializer.is_human_readable() => serializer.collect_str(self),
            BirthForm::Date(date) => date.serialize(serializer),
            BirthForm::Age(years) => serializer.serialize_u8(years),
        }
    }
}

impl<'de> Deserialize<'de> for Birth {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct DateOrAge;

        impl serde::de::Visitor<'_> for DateOrAge {
            type Value = Birth;

            fn expecting(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
                f.write_str("a date of birth 2012-05-01 or an age in completed years")
            }

            fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<Birth, E> {
                text.parse().map_err(E::custom)
            }

            fn visit_u64<E: serde::de::Error>(self, years: u64) -> Result<Birth, E> {
                Birth::aged(years.into()).map_err(E::custom)
            }

            fn visit_i64<E: serde::de::Error>(self, years: i64) -> Result<Birth, E> {
                Birth::aged(years.into()).map_err(E::custom)
            }
        }

        if deserializer.is_human_readable() {
            deserializer.deserialize_any(DateOrAge)
        } else {
            deserializer.deserialize_str(DateOrAge)
        }
    }
}

observed_record! {
    /// A member of a household, nhân khẩu. Names are not here: personal data is kept apart.
    ///
    /// ```
    /// use poverty::household::{Birth, Contract, Member, Relationship, Work};
    /// let member = Member::aged(34)?
    ///     .with_relationship(Relationship::Head)
    ///     .with_health_insurance(true)
    ///     .with_work(Work::Waged)
    ///     .with_contract(Contract::None);
    /// assert_eq!(member.age_on("2024-12-31".parse().unwrap()), Some(34));
    /// # Ok::<(), poverty::household::HouseholdError>(())
    /// ```
    "a member: a map of what was observed of one person"
    pub struct Member {
        /// Date of birth or age.
        birth: Birth, with_birth;
        /// Sex.
        sex: Sex, with_sex;
        /// Relationship to the head of the household.
        relationship: Relationship, with_relationship;
        /// Level attended now; [`Education::None`] for someone who attends nothing.
        attending: Education, with_attending;
        /// Highest level completed.
        attained: Education, with_attained;
        /// Certificate beside the levels.
        vocational_certificate: VocationalCertificate, with_vocational_certificate;
        /// Completed years of schooling.
        schooling_years: u8, with_schooling_years;
        /// Whether insured now.
        health_insurance: bool, with_health_insurance;
        /// Nutrition, measured of children.
        nutrition: Nutrition, with_nutrition;
        /// Care for illness in the last twelve months.
        health_care: HealthCare, with_health_care;
        /// Work.
        work: Work, with_work;
        /// Contract of waged work.
        contract: Contract, with_contract;
        /// Degree of disability.
        disability: Disability, with_disability;
        /// Whether a monthly social allowance is received, trợ cấp xã hội hằng tháng.
        social_allowance: bool, with_social_allowance;
        /// Whether the internet is used.
        uses_internet: bool, with_uses_internet;
        /// Whether the member can read and write.
        literate: bool, with_literate;
        /// Care for illness in the last thirty days.
        recent_illness: RecentIllness, with_recent_illness;
        /// Completed months of seeking work without having any.
        unemployed_months: u16, with_unemployed_months;
        /// Whether the member, being at work, pays into a pension.
        pension_contribution: bool, with_pension_contribution;
        /// Pension received.
        pension: Pension, with_pension;
        /// By what right medical services are used.
        health_affiliation: HealthAffiliation, with_health_affiliation;
        /// Whether a small child is in the care of an institution or of a fit person.
        early_care: bool, with_early_care;
        /// Whether a small child gets what it needs to eat where it is cared for.
        early_nutrition: bool, with_early_nutrition;
    }
    groups {
        /// Height and weight.
        anthropometry: Anthropometry, with_anthropometry;
        /// Material and social deprivation.
        personal_items: PersonalItems, with_personal_items;
        /// Social security.
        social_security: SocialSecurity, with_social_security;
        /// Work in the year before.
        work_year: WorkYear, with_work_year;
    }
}

impl Member {
    /// Someone of whom only the age is known yet.
    ///
    /// # Errors
    /// [`HouseholdError::AgeOutOfRange`] above 130.
    pub fn aged(years: u8) -> Result<Self, HouseholdError> {
        Birth::age(years).map(|birth| Self::default().with_birth(birth))
    }

    /// Someone of whom only the date of birth is known yet.
    #[must_use]
    pub fn born(date: NaiveDate) -> Self {
        Self::default().with_birth(Birth::date(date))
    }

    /// Completed years on a day, if the birth is known and lies before it.
    #[must_use]
    pub fn age_on(&self, day: NaiveDate) -> Option<u8> {
        self.birth.known().and_then(|birth| birth.age_on(day))
    }
}
