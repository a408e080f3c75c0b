//! What a type of one's own answers.

use super::words::words;
use super::{Deprivation, Judge, Subject};
use crate::source::Language;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The answer is given by a type of one's own ([`Assessable`](crate::standard::Assessable)); the parameters are its thresholds, as
/// text. Of a household it can't be answered.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(transparent)]
pub struct Custom(BTreeMap<String, String>);

impl Custom {
    /// A parameter, as the file writes it.
    #[must_use]
    pub fn parameter(&self, name: &str) -> Option<&str> {
        self.0.get(name).map(String::as_str)
    }
}

impl Judge for Custom {
    fn outcome(&self, _: &Subject<'_>) -> Deprivation {
        Deprivation::Missing
    }

    fn observation(&self, _: &Subject<'_>, language: Language) -> String {
        words(language, "not a question about a household", "không phải câu hỏi về hộ gia đình").to_owned()
    }

    fn is_unsettled(&self, _: &Subject<'_>) -> bool {
        true
    }
}
