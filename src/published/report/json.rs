//! A report for programs.

use super::Report;
use crate::published::finding::{Gap, Repair, Severity};
use crate::published::unknown::QuantityKind;
use crate::source::Language;
use serde::ser::SerializeStruct;
use serde::{Serialize, Serializer};

#[derive(Serialize)]
struct QuantityRow<'a> {
    quantity: String,
    kind: &'static str,
    area: &'a str,
    group: String,
    class: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    item: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    since: Option<String>,
    date: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    standard: Option<&'a str>,
    measure: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    edition: Option<&'a str>,
    /// Exact fractions; absent where there is no bound.
    #[serde(skip_serializing_if = "Option::is_none")]
    lower: Option<EndRow>,
    #[serde(skip_serializing_if = "Option::is_none")]
    upper: Option<EndRow>,
    claims: Vec<&'a str>,
    contested: bool,
}

#[derive(Serialize)]
struct EndRow {
    value: String,
    closed: bool,
}

#[derive(Serialize)]
struct FindingRow<'a> {
    code: &'static str,
    severity: Severity,
    claims: Vec<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    gap: Option<Gap>,
    repairs: &'a [Repair],
    text: TextRow,
}

#[derive(Serialize)]
struct TextRow {
    en: String,
    vi: String,
}

impl Serialize for Repair {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut repair = serializer.serialize_struct("Repair", 4)?;
        repair.serialize_field("claim", self.claim())?;
        repair.serialize_field("printed", &self.printed().to_string())?;
        repair.serialize_field("instead", &self.instead().to_string())?;
        repair.serialize_field("slip", &self.slip())?;
        repair.end()
    }
}

impl QuantityKind {
    const fn key(self) -> &'static str {
        match self {
            Self::AllHouseholds => "all_households",
            Self::Households => "households",
            Self::Rate => "rate",
            Self::ChangeInPoints => "change_in_points",
            Self::ChangeInHouseholds => "change_in_households",
            Self::RelativeChange => "relative_change",
            Self::Share => "share",
            Self::Budget(_) => "budget",
        }
    }
}

impl Serialize for Report<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let name = |claim: &usize| self.claims.all().get(*claim).and_then(|claim| claim.id()).unwrap_or_default();
        let end = |end: crate::published::End| EndRow { value: end.value.to_string(), closed: end.closed };
        let quantities: Vec<QuantityRow<'_>> = self
            .quantities
            .iter()
            .map(|row| QuantityRow {
                quantity: row.quantity.name(Language::English),
                kind: row.quantity.kind.key(),
                area: &row.quantity.area,
                group: row.quantity.group.to_string(),
                class: row.quantity.class.to_string(),
                item: row.quantity.item.as_deref(),
                since: row.quantity.since.map(|date| date.to_string()),
                date: row.quantity.date.to_string(),
                standard: row.quantity.standard.as_deref(),
                measure: row.quantity.measurement.to_string(),
                edition: row.quantity.edition.as_deref(),
                lower: row.interval.lower().map(end),
                upper: row.interval.upper().map(end),
                claims: row.claims.iter().map(name).collect(),
                contested: row.contested,
            })
            .collect();
        let findings: Vec<FindingRow<'_>> = self
            .findings
            .iter()
            .map(|finding| FindingRow {
                code: finding.code(),
                severity: finding.severity,
                claims: finding.claims().collect(),
                gap: finding.gap,
                repairs: &finding.repairs,
                text: TextRow {
                    en: self.sentence(finding, Language::English),
                    vi: self.sentence(finding, Language::Vietnamese),
                },
            })
            .collect();
        let mut report = serializer.serialize_struct("Report", 2)?;
        report.serialize_field("findings", &findings)?;
        report.serialize_field("quantities", &quantities)?;
        report.end()
    }
}
