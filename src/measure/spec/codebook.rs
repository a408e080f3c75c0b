//! What the codes in a column of an indicator mean.

use super::SpecError;
use super::toml::Node;
use crate::household::Unknown;
use core::fmt;

/// What a code says of a household.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum CodeMeaning {
    /// It lacks the indicator.
    Deprived,
    /// It does not; also where the question does not arise.
    NotDeprived,
    /// It is not known, and why.
    Unknown(Unknown),
}

impl fmt::Display for CodeMeaning {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Deprived => f.pad("deprived"),
            Self::NotDeprived => f.pad("not_deprived"),
            Self::Unknown(reason) => f.pad(reason.code()),
        }
    }
}

/// The codes of a column with their meanings; the empty cell is one of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Codebook {
    codes: Vec<(String, CodeMeaning)>,
}

impl Default for Codebook {
    /// 1 deprived, 0 not deprived, an empty cell not known.
    fn default() -> Self {
        let codes = [("0", CodeMeaning::NotDeprived), ("1", CodeMeaning::Deprived), ("", UNRECORDED)];
        Self { codes: codes.map(|(code, meaning)| (code.to_owned(), meaning)).to_vec() }
    }
}

const UNRECORDED: CodeMeaning = CodeMeaning::Unknown(Unknown::NotRecorded);

impl Codebook {
    /// Reads `{ "1" = "deprived", "2" = "not_deprived", "9" = "refused" }`. An empty cell is unknown unless it is given
    /// another meaning.
    pub(super) fn of(node: &Node<'_>) -> Result<Self, SpecError> {
        let mut options = vec![
            ("deprived", CodeMeaning::Deprived),
            ("not_deprived", CodeMeaning::NotDeprived),
            ("unknown", UNRECORDED),
        ];
        options.extend(Unknown::ALL.map(|reason| (reason.code(), CodeMeaning::Unknown(reason))));
        let mut codes = Vec::new();
        for (code, _, meaning) in node.entries("a table of codes with their meanings")? {
            codes.push((code.trim().to_owned(), meaning.choice(&options)?));
        }
        if !codes.iter().any(|(_, meaning)| *meaning == CodeMeaning::Deprived) {
            return Err(node.wrong_type("a table of codes at least one of which is `deprived`"));
        }
        if !codes.iter().any(|(code, _)| code.is_empty()) {
            codes.push((String::new(), UNRECORDED));
        }
        Ok(Self { codes })
    }

    /// The place of a code among the codes, with its meaning.
    pub(super) fn find(&self, code: &str) -> Option<(usize, CodeMeaning)> {
        let mut codes = self.codes.iter().enumerate();
        codes.find_map(|(place, (own, meaning))| (own == code).then_some((place, *meaning)))
    }

    pub(super) fn iter(&self) -> impl ExactSizeIterator<Item = (&str, CodeMeaning)> {
        self.codes.iter().map(|(code, meaning)| (code.as_str(), *meaning))
    }

    /// What a cell may be, for a message.
    pub(super) fn expected(&self) -> String {
        let codes = self.codes.iter().map(|(code, meaning)| match code.as_str() {
            "" => format!("empty ({meaning})"),
            code => format!("{code} ({meaning})"),
        });
        codes.collect::<Vec<_>>().join(" or ")
    }
}
