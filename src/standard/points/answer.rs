//! Answers of a household to the questions of a form.

use core::fmt;
use serde::de::{Deserializer, SeqAccess, Visitor};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// An answer: a word of the form, or a number.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(untagged)]
pub enum Answer {
    /// A number, such as of members.
    Number(i64),
    /// A word.
    Code(String),
}

/// Answers by question. In serde a map from the id of a question to a number, a word, or a list of them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Answers(BTreeMap<String, Given>);

#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize)]
#[serde(transparent)]
struct Given(Vec<Answer>);

impl Answers {
    /// The same with one more answer to a question.
    #[must_use]
    pub fn with(mut self, question: impl Into<String>, answer: impl Into<Answer>) -> Self {
        self.0.entry(question.into()).or_default().0.push(answer.into());
        self
    }

    /// The questions that are answered.
    pub fn questions(&self) -> impl Iterator<Item = &str> {
        self.0.keys().map(String::as_str)
    }

    /// The answers to a question.
    #[must_use]
    pub fn of(&self, question: &str) -> &[Answer] {
        self.0.get(question).map(|given| given.0.as_slice()).unwrap_or_default()
    }
}

impl From<i64> for Answer {
    fn from(number: i64) -> Self {
        Self::Number(number)
    }
}

impl From<&str> for Answer {
    fn from(code: &str) -> Self {
        Self::Code(code.to_owned())
    }
}

impl fmt::Display for Answer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Number(number) => number.fmt(f),
            Self::Code(code) => f.pad(code),
        }
    }
}

impl<'de> Deserialize<'de> for Answer {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(OneAnswer)
    }
}

struct OneAnswer;

impl Visitor<'_> for OneAnswer {
    type Value = Answer;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a whole number or a word")
    }

    fn visit_i64<E: serde::de::Error>(self, number: i64) -> Result<Answer, E> {
        Ok(Answer::Number(number))
    }

    fn visit_u64<E: serde::de::Error>(self, number: u64) -> Result<Answer, E> {
        i64::try_from(number).map(Answer::Number).map_err(E::custom)
    }

    fn visit_str<E: serde::de::Error>(self, code: &str) -> Result<Answer, E> {
        Ok(Answer::Code(code.to_owned()))
    }
}

impl<'de> Deserialize<'de> for Given {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct OneOrSeveral;

        impl<'de> Visitor<'de> for OneOrSeveral {
            type Value = Given;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a whole number, a word, or a list of them")
            }

            fn visit_i64<E: serde::de::Error>(self, number: i64) -> Result<Given, E> {
                OneAnswer.visit_i64(number).map(|answer| Given(vec![answer]))
            }

            fn visit_u64<E: serde::de::Error>(self, number: u64) -> Result<Given, E> {
                OneAnswer.visit_u64(number).map(|answer| Given(vec![answer]))
            }

            fn visit_str<E: serde::de::Error>(self, code: &str) -> Result<Given, E> {
                OneAnswer.visit_str(code).map(|answer| Given(vec![answer]))
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Given, A::Error> {
                let mut answers = Vec::new();
                while let Some(answer) = list.next_element()? {
                    answers.push(answer);
                }
                Ok(Given(answers))
            }
        }

        deserializer.deserialize_any(OneOrSeveral)
    }
}
