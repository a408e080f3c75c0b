//! The files of cases: what a case says over the plain household it starts from.

use chrono::NaiveDate;
use poverty::household::Household;
use poverty::source::Confirmation;
use serde::Deserialize;
use std::fs;
use std::path::{Path, PathBuf};
use toml::{Table, Value};

/// A file of cases about one indicator, or about classes.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct CaseFile {
    pub(super) standard: String,
    /// Day of assessment.
    pub(super) on: NaiveDate,
    /// The indicator that `expect` is about; classes if absent.
    pub(super) indicator: Option<String>,
    /// Where the law says so, and how surely that is known: compared with the standard.
    pub(super) article: Option<String>,
    pub(super) confirmation: Option<Confirmation>,
    #[serde(rename = "case")]
    pub(super) cases: Vec<Case>,
}

/// A situation and what the law gives.
#[derive(Deserialize)]
pub(super) struct Case {
    pub(super) name: String,
    pub(super) expect: Expected,
    /// Why, where that is not plain.
    #[serde(default, rename = "why")]
    _why: Option<String>,
    /// Indicators that the household lacks.
    #[serde(default)]
    pub(super) deprived: Vec<String>,
    /// Indicators of which the answer is missing.
    #[serde(default)]
    pub(super) missing: Vec<String>,
    /// Keys taken out of the record.
    #[serde(default)]
    without: Vec<String>,
    /// What the household is like, over the plain one.
    #[serde(flatten)]
    situation: Table,
}

/// One outcome, or every class that remains possible.
#[derive(Deserialize)]
#[serde(untagged)]
pub(super) enum Expected {
    One(String),
    Several(Vec<String>),
}

impl Expected {
    pub(super) fn outcomes(&self) -> Vec<&str> {
        match self {
            Self::One(outcome) => vec![outcome],
            Self::Several(outcomes) => outcomes.iter().map(String::as_str).collect(),
        }
    }
}

/// What every case starts from.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Base {
    household: Table,
    people: Table,
    deprived: Table,
    missing: Table,
}

/// Every file of cases, by its path under `tests/cases`.
pub(super) fn files() -> Vec<(String, CaseFile)> {
    let root = root();
    let mut files = Vec::new();
    for folder in sorted(&root).into_iter().filter(|path| path.is_dir()) {
        for path in sorted(&folder) {
            let name = path.strip_prefix(&root).unwrap().to_string_lossy().replace('\\', "/");
            let text = fs::read_to_string(&path).unwrap();
            let file = toml::from_str(&text).map_err(|error| format!("{name}: {error}")).unwrap();
            files.push((name, file));
        }
    }
    files
}

pub(super) fn base() -> Base {
    toml::from_str(&fs::read_to_string(root().join("base.toml")).unwrap()).unwrap()
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases")
}

fn sorted(folder: &Path) -> Vec<PathBuf> {
    let mut paths: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths
}

impl Base {
    /// The household that a case describes, or what is wrong with the description.
    pub(super) fn household(&self, case: &Case) -> Result<Household, String> {
        let mut household = self.household.clone();
        household.insert("id".to_owned(), case.name.as_str().into());
        merge(&mut household, &case.situation);
        let mut members = self.members(&household)?;
        for (id, overlays) in
            case.deprived.iter().map(|id| (id, &self.deprived)).chain(case.missing.iter().map(|id| (id, &self.missing)))
        {
            let overlay = overlays
                .get(id)
                .and_then(Value::as_table)
                .ok_or(format!("base.toml does not tell how to lack `{id}`"))?;
            self.lay(overlay, &mut household, &mut members)?;
        }
        household.insert("members".to_owned(), Value::Array(members.into_iter().map(Value::Table).collect()));
        for path in &case.without {
            remove(&mut household, path).ok_or(format!("there is no `{path}` to go without"))?;
        }
        household.try_into().map_err(|error: toml::de::Error| error.to_string())
    }

    fn members(&self, household: &Table) -> Result<Vec<Table>, String> {
        let members = household.get("members").and_then(Value::as_array).ok_or("no members")?;
        members.iter().map(|member| self.member(member)).collect()
    }

    /// A member: the one it is like, with what differs.
    fn member(&self, described: &Value) -> Result<Table, String> {
        let mut described = described.as_table().ok_or("a member is not a table")?.clone();
        let Some(like) = described.remove("like") else { return Ok(described) };
        let person = like.as_str().and_then(|name| self.people.get(name)).and_then(Value::as_table);
        let mut member = person.ok_or(format!("base.toml has nobody like {like}"))?.clone();
        merge(&mut member, &described);
        Ok(member)
    }

    fn lay(&self, overlay: &Table, household: &mut Table, members: &mut Vec<Table>) -> Result<(), String> {
        for (key, value) in overlay {
            match (key.as_str(), value) {
                ("first", Value::Table(first)) => merge(members.first_mut().ok_or("no members")?, first),
                ("everyone", Value::Table(all)) => members.iter_mut().for_each(|member| merge(member, all)),
                ("more", Value::Array(more)) => {
                    for described in more {
                        members.push(self.member(described)?);
                    }
                }
                _ => merge(household, &Table::from_iter([(key.clone(), value.clone())])),
            }
        }
        Ok(())
    }
}

/// Lays a table over another: tables are merged, all else is replaced.
fn merge(under: &mut Table, over: &Table) {
    for (key, value) in over {
        match (under.get_mut(key), value) {
            (Some(Value::Table(under)), Value::Table(over)) if !is_unknown(over) && !is_unknown(under) => {
                merge(under, over)
            }
            _ => {
                under.insert(key.clone(), value.clone());
            }
        }
    }
}

/// `{ unknown = "refused" }` is an answer, not a table of answers.
fn is_unknown(table: &Table) -> bool {
    table.len() == 1 && table.contains_key("unknown")
}

/// Takes out a key by its path, `services.toilet`.
fn remove(table: &mut Table, path: &str) -> Option<Value> {
    match path.split_once('.') {
        None => table.remove(path),
        Some((first, rest)) => remove(table.get_mut(first)?.as_table_mut()?, rest),
    }
}
