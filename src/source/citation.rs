//! Instruments of law, papers and reports, and places in them.

use super::{Confirmation, Language, Text};
use chrono::NaiveDate;
use core::fmt;
use serde::{Deserialize, Serialize};

/// A document that facts are taken from: a decree, a decision, a paper, a press report.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Instrument {
    /// Key by which citations of the same file refer to it, `decree-07-2021`.
    pub id: String,
    /// Number or short reference, `Decree 07/2021/NĐ-CP`.
    pub number: String,
    /// Title.
    pub title: Text,
    /// Date of signature or publication.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<NaiveDate>,
    /// Whether its text was seen.
    pub confirmation: Confirmation,
}

impl Instrument {
    /// The number as a language writes it: in Vietnamese `Nghị định 07/2021/NĐ-CP` for `Decree 07/2021/NĐ-CP`.
    #[must_use]
    pub fn number_in(&self, language: Language) -> String {
        const KINDS: [(&str, &str); 5] = [
            ("Decree ", "Nghị định "),
            ("Decision ", "Quyết định "),
            ("Circular ", "Thông tư "),
            ("Resolution ", "Nghị quyết "),
            ("Law ", "Luật "),
        ];
        if language != Language::Vietnamese {
            return self.number.clone();
        }
        KINDS
            .iter()
            .find_map(|(english, vietnamese)| {
                self.number.strip_prefix(english).map(|rest| format!("{vietnamese}{rest}"))
            })
            .unwrap_or_else(|| self.number.clone())
    }
}

/// A place in an [`Instrument`], and whether what is said of it was seen there.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Citation {
    /// [`Instrument::id`].
    pub instrument: String,
    /// Article, annex, page or table, `Art. 3(1)(a)`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub article: Option<String>,
    /// How the fact is known.
    pub confirmation: Confirmation,
    /// What stands behind the mark: the page that confirmed it, or what remains open.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

impl Citation {
    /// The place as a language writes it: in Vietnamese `Điều 3(2)` for `Art. 3(2)`, `phụ lục` for `annex`.
    #[must_use]
    pub fn article_in(&self, language: Language) -> Option<String> {
        let article = self.article.as_deref()?;
        if language != Language::Vietnamese {
            return Some(article.to_owned());
        }
        Some(article.replace("Art. ", "Điều ").replace("annex", "phụ lục").replace("Annex", "Phụ lục"))
    }
}

impl fmt::Display for Citation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.article {
            Some(article) => f.pad(&format!("{}, {article}", self.instrument)),
            None => f.pad(&self.instrument),
        }
    }
}
