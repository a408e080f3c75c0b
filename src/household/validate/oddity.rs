//! Every kind of finding.

use crate::source::Language;
use core::fmt;
use serde::{Deserialize, Serialize};

/// How much a finding says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// It can be, and seldom is.
    Unusual,
    /// Two answers exclude each other: one of them is wrong.
    Contradiction,
}

macro_rules! oddities {
    ($( $(#[$meta:meta])* $variant:ident = $code:literal, $severity:ident, $english:literal, $vietnamese:literal; )+) => {
        /// A kind of finding, with a stable code.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[non_exhaustive]
        pub enum Oddity {
            $( $(#[$meta])* #[doc = concat!(" ", $english, " (`household/", $code, "`).")] $variant, )+
        }

        impl Oddity {
            /// Every kind.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// Stable code.
            #[must_use]
            pub const fn code(self) -> &'static str {
                match self { $(Self::$variant => concat!("household/", $code)),+ }
            }

            /// How much it says.
            #[must_use]
            pub const fn severity(self) -> Severity {
                match self { $(Self::$variant => Severity::$severity),+ }
            }

            /// What is odd, in a language; English where the language has no words.
            #[must_use]
            pub const fn label(self, language: Language) -> &'static str {
                match language {
                    Language::Vietnamese => match self { $(Self::$variant => $vietnamese),+ },
                    _ => match self { $(Self::$variant => $english),+ },
                }
            }
        }
    };
}

oddities! {
    // The household as a whole.
    NoHead = "no-head", Unusual, "nobody is the head of the household", "không có chủ hộ";
    SeveralHeads = "several-heads", Contradiction, "more than one member is the head", "có hơn một chủ hộ";
    SeveralSpouses = "several-spouses", Unusual, "the head has more than one wife or husband", "chủ hộ có hơn một vợ hoặc chồng";
    NoAdult = "no-adult", Unusual, "nobody is 15 or older", "không có ai từ 15 tuổi trở lên";
    ManyMembers = "many-members", Unusual, "so many members are rare", "số nhân khẩu nhiều hiếm thấy";
    ObservedLater = "observed-later", Contradiction, "the day of observation lies after the day of assessment",
        "ngày thu thập sau ngày đánh giá";
    NoWeight = "no-weight", Unusual, "a sample weight of zero counts nobody", "quyền số bằng 0 không đại diện cho hộ nào";
    NoIncome = "no-income", Unusual, "an income of zero is rare: people live on something", "thu nhập bằng 0 hiếm thấy";
    NegativeIncome = "negative-income", Unusual, "an income below zero means a loss", "thu nhập âm nghĩa là thua lỗ";
    IncomeInThousands = "income-in-thousands", Unusual, "an income under 10,000 VND may be meant in thousands",
        "thu nhập dưới 10.000 đồng có thể được ghi theo nghìn đồng";
    NoPriceYear = "no-price-year", Unusual, "an income in purchasing power parity needs the year of its prices",
        "thu nhập theo sức mua tương đương cần năm giá";
    MinorAnswers = "minor-answers", Contradiction, "answers about minors, and nobody is under 18",
        "có câu trả lời về trẻ em nhưng không có ai dưới 18 tuổi";

    // Dwelling, services, possessions.
    LargeDwelling = "large-dwelling", Unusual, "a dwelling above 500 m2 is rare", "nhà trên 500 m2 hiếm thấy";
    SmallDwelling = "small-dwelling", Unusual, "a dwelling under 4 m2 is hardly one", "nhà dưới 4 m2 khó là nhà ở";
    NoLifespan = "no-lifespan", Unusual, "an expected life of zero years is no house", "tuổi thọ 0 năm thì không còn là nhà";
    LongLifespan = "long-lifespan", Unusual, "an expected life above 150 years is rare", "tuổi thọ trên 150 năm hiếm thấy";
    BedroomsBeyondRooms = "bedrooms-beyond-rooms", Contradiction, "more bedrooms than rooms", "số phòng ngủ nhiều hơn số phòng";
    PipedWaterFar = "piped-water-far", Unusual, "piped water half an hour away is a public tap",
        "nước máy cách nửa giờ thì là vòi công cộng";
    WaterFar = "water-far", Unusual, "more than four hours to fetch water are rare", "đi lấy nước hơn bốn giờ hiếm thấy";
    SharedNoToilet = "shared-no-toilet", Contradiction, "no toilet, and it is shared", "không có nhà tiêu nhưng lại dùng chung";
    ElectricCooking = "electric-cooking", Contradiction, "cooks with electricity and has none", "nấu bằng điện nhưng không có điện";
    AppliancesWithoutElectricity = "appliances-without-electricity", Unusual, "owns what needs electricity and has none",
        "có đồ dùng điện nhưng không có điện";
    InternetContradicted = "internet-contradicted", Contradiction, "nobody uses the internet as a household, and a member does",
        "hộ không dùng internet nhưng có thành viên dùng";

    // Ages and relationships.
    BornLater = "born-later", Contradiction, "born after the day of assessment", "sinh sau ngày đánh giá";
    VeryOld = "very-old", Unusual, "an age above 110 is rare", "trên 110 tuổi hiếm thấy";
    YoungHead = "young-head", Unusual, "a head so young is rare", "chủ hộ nhỏ tuổi như vậy hiếm thấy";
    YoungSpouse = "young-spouse", Unusual, "a wife or husband so young is rare", "vợ hoặc chồng nhỏ tuổi như vậy hiếm thấy";
    CloseGenerations = "close-generations", Unusual, "less than 12 years lie between a generation and the next",
        "hai thế hệ cách nhau dưới 12 tuổi";

    // Schooling.
    AttendsYoung = "attends-young", Unusual, "a level attended so young is rare", "học cấp này ở tuổi nhỏ như vậy hiếm thấy";
    AttainedYoung = "attained-young", Unusual, "a level completed so young is rare",
        "hoàn thành cấp học này ở tuổi nhỏ như vậy hiếm thấy";
    AttendsBelowAttained = "attends-below-attained", Unusual, "attends a level below the one completed",
        "đang học cấp thấp hơn cấp đã hoàn thành";
    SchoolingBeyondAge = "schooling-beyond-age", Contradiction, "more years of schooling than the age allows",
        "số năm đi học nhiều hơn tuổi cho phép";
    SchoolingBelowAttained = "schooling-below-attained", Unusual, "fewer years of schooling than the level completed takes",
        "số năm đi học ít hơn cấp đã hoàn thành cần có";
    CertificateYoung = "certificate-young", Unusual, "a vocational certificate so young is rare",
        "chứng chỉ nghề ở tuổi nhỏ như vậy hiếm thấy";
    SchooledIlliterate = "schooled-illiterate", Unusual, "completed lower secondary and can't read and write",
        "đã tốt nghiệp trung học cơ sở nhưng không biết đọc, viết";

    // Work.
    ChildAtWork = "child-at-work", Unusual, "a child under 13 is said to work", "trẻ em dưới 13 tuổi có việc làm";
    YoungRetired = "young-retired", Unusual, "retired so young", "nghỉ hưu ở tuổi nhỏ như vậy hiếm thấy";
    YoungPension = "young-pension", Unusual, "a pension for old age so young", "lương hưu ở tuổi nhỏ như vậy hiếm thấy";
    ContractWithoutWages = "contract-without-wages", Contradiction, "a labour contract without waged work",
        "có hợp đồng lao động nhưng không làm công ăn lương";
    WagesWithoutAnswer = "wages-without-answer", Contradiction, "waged work, and the question of a contract does not apply",
        "làm công ăn lương nhưng câu hỏi hợp đồng không áp dụng";
    StudentOfNothing = "student-of-nothing", Contradiction, "studies and attends nothing", "đang đi học nhưng không học cấp nào";
    UnemployedAtWork = "unemployed-at-work", Contradiction, "months without any work, and has work",
        "có số tháng thất nghiệp nhưng đang có việc làm";
    WorkedBeyondWorkable = "worked-beyond-workable", Contradiction, "worked in more months than could be worked in",
        "số tháng làm việc nhiều hơn số tháng có thể làm việc";

    // Health and nutrition.
    SmallChildUninsured = "small-child-uninsured", Unusual, "a child under 6 is insured by law and said not to be",
        "trẻ em dưới 6 tuổi được cấp thẻ bảo hiểm y tế nhưng ghi là không có";
    AdultNutrition = "adult-nutrition", Unusual, "nutrition for age is measured of children, not of adults",
        "dinh dưỡng theo tuổi chỉ đo với trẻ em";
    /// Beyond the limits of the World Health Organization's growth standards (2006): height for age ±6, weight for age -6 and
    /// 5, body mass index for age ±5.
    ImplausibleScore = "implausible-score", Unusual, "a z-score beyond the limits taken for real", "điểm z vượt giới hạn tin cậy";
    ImplausibleBodyMass = "implausible-body-mass", Unusual, "a body mass index outside of 10 to 60 is hardly measured right",
        "chỉ số khối cơ thể ngoài khoảng 10 đến 60";
    NutritionContradicted = "nutrition-contradicted", Contradiction, "adequately nourished, and measured more than 2 below the reference",
        "ghi là không suy dinh dưỡng nhưng số đo dưới chuẩn hơn 2 độ lệch";
}

impl fmt::Display for Oddity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.label(Language::English))
    }
}
