//! The peoples of Viet Nam.

use crate::place::plain_name;
use core::fmt;
use core::str::FromStr;
use serde::de::{Error, Visitor};
use serde::{Deserialize, Deserializer, Serialize};
use thiserror::Error;

/// One of the 54 peoples (dân tộc) of Viet Nam, or foreign.
///
/// In files it is a stable id in ASCII, `e_de`. It reads ids and names in their common spellings, with or without
/// diacritics. It does not read bare numbers: two official lists number the peoples differently ([`EthnicCodes`]).
///
/// ```
/// use poverty::household::{EthnicCodes, EthnicGroup};
/// let group: EthnicGroup = "Ê Đê".parse()?;
/// assert_eq!(group, "e-de".parse()?);
/// assert!(group.is_minority());
///
/// // Number 6 is Mường on one list and Hoa on the other.
/// assert_eq!(EthnicGroup::from_code(EthnicCodes::Decision121Of1979, 6)?, EthnicGroup::MUONG);
/// assert_eq!(EthnicGroup::from_code(EthnicCodes::Decision1019Of2008, 6)?, EthnicGroup::HOA);
/// assert!("06".parse::<EthnicGroup>().is_err());
/// # Ok::<(), poverty::household::EthnicityError>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(into = "&'static str")]
pub struct EthnicGroup(
    /// Place in the table, which is the number by Decision 121 of 1979; 0 is foreign.
    u8,
);

/// The list by which a number names a people: the two agree up to 3, and part from there on.
///
/// The first nine numbers of both were compared with public copies; the rest of the list of 1979 is from memory, that of
/// 2008 was seen in the code lists of public programs. Check them before relying on a number for anything legal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EthnicCodes {
    /// Decision 121-TCTK/PPCĐ of 2 March 1979, by which there are 54 peoples.
    #[serde(rename = "decision_121_1979")]
    Decision121Of1979,
    /// Decision 1019/QĐ-TCTK of 12 November 2008, which the censuses of 2009 and 2019 use. It also has 55, foreign.
    #[serde(rename = "decision_1019_2008")]
    Decision1019Of2008,
}

/// Why an [`EthnicGroup`] could not be read.
#[non_exhaustive]
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum EthnicityError {
    /// No people of this name.
    #[error("ethnic group `{0}` is not known, expected an id or name such as e_de or Ê Đê")]
    Unknown(String),
    /// A bare number, which two lists read differently.
    #[error("ethnic group `{0}` is a number: say which list it is from, or use a name")]
    BareNumber(String),
    /// A number that the list does not have.
    #[error("ethnic group number {number} is not on the list of {list}, expected 1 to {last}")]
    NoSuchNumber {
        /// The number.
        number: u8,
        /// The list.
        list: EthnicCodes,
        /// The last number of the list.
        last: u8,
    },
}

impl EthnicityError {
    /// A stable, documented code of this kind of error.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Unknown(_) => "household/unknown-ethnic-group",
            Self::BareNumber(_) => "household/bare-ethnic-number",
            Self::NoSuchNumber { .. } => "household/no-such-ethnic-number",
        }
    }
}

impl fmt::Display for EthnicCodes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Decision121Of1979 => "Decision 121-TCTK/PPCĐ of 1979",
            Self::Decision1019Of2008 => "Decision 1019/QĐ-TCTK of 2008",
        })
    }
}

struct People {
    id: &'static str,
    name: &'static str,
    code_2008: u8,
    also: &'static [&'static str],
}

const FOREIGN: People =
    People { id: "foreign", name: "Người nước ngoài", code_2008: 55, also: &["Nước ngoài"] };

macro_rules! peoples {
    ($($constant:ident, $id:literal, $name:literal, $code_1979:literal, $code_2008:literal, [$($also:literal),*];)*) => {
        impl EthnicGroup {
            $(
                #[doc = $name]
                pub const $constant: Self = Self($code_1979);
            )*
        }

        /// In the order of Decision 121.
        const PEOPLES: [People; 54] = [$(
            People { id: $id, name: $name, code_2008: $code_2008, also: &[$($also),*] },
        )*];
    };
}

// Constant, id, name, number of 1979, number of 2008, other spellings and names.
peoples! {
    KINH, "kinh", "Kinh", 1, 1, ["Việt"];
    TAY, "tay", "Tày", 2, 2, [];
    THAI, "thai", "Thái", 3, 3, [];
    HOA, "hoa", "Hoa", 4, 6, ["Hán"];
    KHMER, "khmer", "Khmer", 5, 5, ["Khơ Me"];
    MUONG, "muong", "Mường", 6, 4, [];
    NUNG, "nung", "Nùng", 7, 7, [];
    MONG, "mong", "Mông", 8, 8, ["Hmông", "H'Mông", "Mèo"];
    DAO, "dao", "Dao", 9, 9, [];
    GIA_RAI, "gia_rai", "Gia Rai", 10, 10, ["Jarai", "Jrai"];
    NGAI, "ngai", "Ngái", 11, 43, [];
    E_DE, "e_de", "Ê Đê", 12, 11, ["Rađê", "Êđê"];
    BA_NA, "ba_na", "Ba Na", 13, 12, ["Bana"];
    XO_DANG, "xo_dang", "Xơ Đăng", 14, 16, [];
    SAN_CHAY, "san_chay", "Sán Chay", 15, 13, ["Cao Lan", "Sán Chỉ"];
    CO_HO, "co_ho", "Cơ Ho", 16, 15, ["Kơ Ho", "K'Ho"];
    CHAM, "cham", "Chăm", 17, 14, [];
    SAN_DIU, "san_diu", "Sán Dìu", 18, 17, [];
    HRE, "hre", "Hrê", 19, 18, ["H'rê"];
    MNONG, "mnong", "Mnông", 20, 20, ["M'Nông"];
    RA_GLAI, "ra_glai", "Ra Glai", 21, 19, ["Raglay", "Raglai"];
    XTIENG, "xtieng", "Xtiêng", 22, 22, ["Stiêng", "X'tiêng"];
    BRU_VAN_KIEU, "bru_van_kieu", "Bru Vân Kiều", 23, 24, ["Bru"];
    THO, "tho", "Thổ", 24, 21, [];
    GIAY, "giay", "Giáy", 25, 26, [];
    CO_TU, "co_tu", "Cơ Tu", 26, 25, [];
    GIE_TRIENG, "gie_trieng", "Giẻ Triêng", 27, 29, [];
    MA, "ma", "Mạ", 28, 28, [];
    KHO_MU, "kho_mu", "Khơ Mú", 29, 23, [];
    CO, "co", "Co", 30, 30, ["Cor"];
    TA_OI, "ta_oi", "Tà Ôi", 31, 27, [];
    CHO_RO, "cho_ro", "Chơ Ro", 32, 31, [];
    KHANG, "khang", "Kháng", 33, 37, [];
    XINH_MUN, "xinh_mun", "Xinh Mun", 34, 32, [];
    HA_NHI, "ha_nhi", "Hà Nhì", 35, 33, [];
    CHU_RU, "chu_ru", "Chu Ru", 36, 34, [];
    LAO, "lao", "Lào", 37, 35, [];
    LA_CHI, "la_chi", "La Chí", 38, 36, [];
    LA_HA, "la_ha", "La Ha", 39, 40, [];
    PHU_LA, "phu_la", "Phù Lá", 40, 38, [];
    LA_HU, "la_hu", "La Hủ", 41, 39, [];
    LU, "lu", "Lự", 42, 42, [];
    LO_LO, "lo_lo", "Lô Lô", 43, 45, [];
    CHUT, "chut", "Chứt", 44, 44, [];
    MANG, "mang", "Mảng", 45, 46, [];
    PA_THEN, "pa_then", "Pà Thẻn", 46, 41, [];
    CO_LAO, "co_lao", "Cờ Lao", 47, 47, [];
    CONG, "cong", "Cống", 48, 49, [];
    BO_Y, "bo_y", "Bố Y", 49, 48, [];
    SI_LA, "si_la", "Si La", 50, 50, [];
    PU_PEO, "pu_peo", "Pu Péo", 51, 51, [];
    BRAU, "brau", "Brâu", 52, 53, [];
    O_DU, "o_du", "Ơ Đu", 53, 54, [];
    RO_MAM, "ro_mam", "Rơ Măm", 54, 52, [];
}

impl EthnicGroup {
    /// Not a citizen's people: người nước ngoài.
    pub const FOREIGN: Self = Self(0);

    /// The 54 peoples, in the order of Decision 121 of 1979.
    pub fn peoples() -> impl ExactSizeIterator<Item = Self> {
        (1..=54_u8).map(Self)
    }

    /// Whether the group is an ethnic minority, dân tộc thiểu số: one of the 53 peoples other than Kinh.
    ///
    /// The words are those of Decree 05/2011/NĐ-CP, Article 4 (from memory): peoples with fewer members than the majority
    /// people, within Viet Nam. A foreign household is not one.
    #[must_use]
    pub fn is_minority(self) -> bool {
        self != Self::KINH && self != Self::FOREIGN
    }

    /// The id in files, `e_de`.
    #[must_use]
    pub fn id(self) -> &'static str {
        self.people().id
    }

    /// The name in Vietnamese, `Ê Đê`.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.people().name
    }

    /// The name in lower case without diacritics, `e de`.
    #[must_use]
    pub fn plain_name(self) -> String {
        plain_name(self.name())
    }

    /// The number on a list; the list of 1979 has none for foreign.
    #[must_use]
    pub fn code(self, list: EthnicCodes) -> Option<u8> {
        match list {
            EthnicCodes::Decision121Of1979 => (self != Self::FOREIGN).then_some(self.0),
            EthnicCodes::Decision1019Of2008 => Some(self.people().code_2008),
        }
    }

    /// The group of a number on a list.
    ///
    /// # Errors
    /// [`EthnicityError::NoSuchNumber`].
    pub fn from_code(list: EthnicCodes, number: u8) -> Result<Self, EthnicityError> {
        let last = match list {
            EthnicCodes::Decision121Of1979 => 54,
            EthnicCodes::Decision1019Of2008 => 55,
        };
        Self::all().find(|group| group.code(list) == Some(number)).ok_or(EthnicityError::NoSuchNumber {
            number,
            list,
            last,
        })
    }

    fn all() -> impl Iterator<Item = Self> {
        (0..=54_u8).map(Self)
    }

    fn people(self) -> &'static People {
        usize::from(self.0).checked_sub(1).and_then(|index| PEOPLES.get(index)).unwrap_or(&FOREIGN)
    }
}

/// Letters only, so that `Êđê`, `Ê Đê`, `e-de` and `e_de` agree.
fn letters(name: &str) -> String {
    plain_name(name).replace(' ', "")
}

impl FromStr for EthnicGroup {
    type Err = EthnicityError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let wanted = letters(text);
        if !wanted.is_empty() && wanted.chars().all(|letter| letter.is_ascii_digit()) {
            return Err(EthnicityError::BareNumber(text.to_owned()));
        }
        let named = |group: &Self| {
            let people = group.people();
            people.id == text
                || letters(people.name) == wanted
                || people.also.iter().any(|name| letters(name) == wanted)
        };
        Self::all().find(named).ok_or_else(|| EthnicityError::Unknown(text.to_owned()))
    }
}

impl<'de> Deserialize<'de> for EthnicGroup {
    /// Reads an id or a name; a number is refused as one, so that the error tells why.
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Name;

        impl Visitor<'_> for Name {
            type Value = EthnicGroup;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an ethnic group: an id or name such as e_de or Ê Đê")
            }

            fn visit_str<E: Error>(self, text: &str) -> Result<EthnicGroup, E> {
                text.parse().map_err(E::custom)
            }

            fn visit_u64<E: Error>(self, number: u64) -> Result<EthnicGroup, E> {
                Err(E::custom(EthnicityError::BareNumber(number.to_string())))
            }
        }

        if deserializer.is_human_readable() {
            deserializer.deserialize_any(Name)
        } else {
            deserializer.deserialize_str(Name)
        }
    }
}

impl From<EthnicGroup> for &'static str {
    fn from(group: EthnicGroup) -> Self {
        group.id()
    }
}

impl fmt::Display for EthnicGroup {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

impl fmt::Debug for EthnicGroup {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "EthnicGroup({})", self.id())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn the_table_stands_in_the_order_of_1979_and_both_lists_name_each_people_once() {
        let numbers = |list| EthnicGroup::peoples().map(|group| group.code(list).unwrap()).collect::<Vec<_>>();
        assert_eq!(numbers(EthnicCodes::Decision121Of1979), (1..=54).collect::<Vec<_>>());
        let of_2008: BTreeSet<u8> = numbers(EthnicCodes::Decision1019Of2008).into_iter().collect();
        assert_eq!(of_2008, (1..=54).collect());
        assert_eq!(EthnicGroup::RO_MAM.id(), "ro_mam");
        assert_eq!(EthnicGroup::O_DU.name(), "Ơ Đu");
    }

    #[test]
    fn every_spelling_names_one_people() {
        let mut seen = BTreeSet::new();
        for group in EthnicGroup::all() {
            let people = group.people();
            let spellings: BTreeSet<String> =
                people.also.iter().copied().chain([people.id, people.name]).map(letters).collect();
            for spelling in spellings {
                assert!(seen.insert(spelling.clone()), "{spelling} names two");
                assert_eq!(spelling.parse(), Ok(group));
            }
        }
    }

    #[test]
    fn ids_are_ascii_and_survive_serde() {
        for group in EthnicGroup::all() {
            assert!(group.id().bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_'));
            let text = serde_json::to_string(&group).unwrap();
            assert_eq!(text, format!("\"{}\"", group.id()));
            assert_eq!(serde_json::from_str::<EthnicGroup>(&text).unwrap(), group);
        }
    }

    #[test]
    fn fifty_three_are_minorities() {
        assert_eq!(EthnicGroup::all().filter(|group| group.is_minority()).count(), 53);
    }

    #[test]
    fn what_names_no_people_is_refused() {
        assert_eq!("Hutech".parse::<EthnicGroup>().unwrap_err().code(), "household/unknown-ethnic-group");
        assert_eq!("".parse::<EthnicGroup>().unwrap_err().code(), "household/unknown-ethnic-group");
        assert_eq!("04".parse::<EthnicGroup>().unwrap_err().code(), "household/bare-ethnic-number");
        for (list, number) in [(EthnicCodes::Decision121Of1979, 55), (EthnicCodes::Decision1019Of2008, 0)] {
            assert_eq!(EthnicGroup::from_code(list, number).unwrap_err().code(), "household/no-such-ethnic-number");
        }
    }
}
