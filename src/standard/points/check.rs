//! Checks tables of points as a whole.

use super::{PointTableError, PointTables, PossibleAnswer, Question, TablesForm};
use crate::standard::locate::Path;

pub(super) fn check(form: &TablesForm) -> Result<(), PointTableError> {
    if form.form != PointTables::FORM {
        let at = Path::top("form").at();
        return Err(PointTableError::UnsupportedForm { found: form.form, expected: PointTables::FORM, at });
    }
    if form.tables.is_empty() {
        return Err(PointTableError::Empty { thing: "table", at: Path::top("table").at() });
    }
    for (index, table) in form.tables.iter().enumerate() {
        let path = Path::top("table").index(index);
        if form.tables.iter().take(index).any(|earlier| earlier.id == table.id) {
            return Err(PointTableError::DuplicateId { thing: "table", id: table.id.clone(), at: path.key("id").at() });
        }
        if table.questions.is_empty() {
            return Err(PointTableError::Empty { thing: "question", at: path.at() });
        }
        for (place, question) in table.questions.iter().enumerate() {
            let path = path.key("question").index(place);
            if table.questions.iter().take(place).any(|earlier| earlier.id == question.id) {
                let (id, at) = (question.id.clone(), path.key("id").at());
                return Err(PointTableError::DuplicateId { thing: "question", id, at });
            }
            answers(question, &path)?;
        }
    }
    Ok(())
}

fn answers(question: &Question, path: &Path) -> Result<(), PointTableError> {
    if question.answers.is_empty() {
        return Err(PointTableError::Empty { thing: "answer", at: path.at() });
    }
    for (index, answer) in question.answers.iter().enumerate() {
        let at = || path.key("answer").index(index).at();
        if let Some(flaw) = flaw(answer) {
            return Err(PointTableError::AnswerFlaw { question: question.id.clone(), flaw, at: at() });
        }
        if let Some(first) = question.answers.iter().take(index).find(|first| overlap(first, answer)) {
            return Err(PointTableError::AnswersOverlap {
                question: question.id.clone(),
                first: first.to_string(),
                second: answer.to_string(),
                at: at(),
            });
        }
    }
    Ok(())
}

fn flaw(answer: &PossibleAnswer) -> Option<String> {
    match (&answer.code, answer.from, answer.under) {
        (Some(_), None, None) => None,
        (Some(_), ..) => Some("it is a word and a range of numbers, expected one of the two".to_owned()),
        (None, Some(from), Some(under)) if under <= from => {
            Some(format!("there is no number from {from} to under {under}"))
        }
        (None, None, None) => Some("it is neither a word nor a range of numbers".to_owned()),
        (None, ..) => None,
    }
}

fn overlap(left: &PossibleAnswer, right: &PossibleAnswer) -> bool {
    match (&left.code, &right.code) {
        (Some(left), Some(right)) => left == right,
        (None, None) => {
            let begins_before_end = |one: &PossibleAnswer, other: &PossibleAnswer| match (one.from, other.under) {
                (Some(from), Some(under)) => from < under,
                _ => true,
            };
            begins_before_end(left, right) && begins_before_end(right, left)
        }
        _ => false,
    }
}
