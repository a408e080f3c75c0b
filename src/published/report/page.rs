//! A report as text and as Markdown.

use super::Report;
use super::number::interval;
use crate::published::finding::{Finding, Severity};
use crate::published::unknown::Tightest;
use crate::source::Language;
use core::fmt;

/// Lines of text are no longer.
const WIDTH: usize = 112;
/// Where the values of the table end.
const NAME_WIDTH: usize = 62;
const VALUE_WIDTH: usize = 34;

const SEVERITIES: [Severity; 4] = [Severity::Fault, Severity::Doubt, Severity::Explanation, Severity::Confirmation];

impl Report<'_> {
    /// The report as a page of text in English or Vietnamese.
    ///
    /// ```
    /// use poverty::{published::Claims, source::Language};
    /// let claims = Claims::from_toml(
    ///     "[[claim]]\nid = \"a\"\narea = \"Ea Súp\"\nclass = \"poor\"\ndate = 2018\nhouseholds = 7849\nrate = 43.13\n",
    ///     "a.toml",
    /// )?;
    /// let page = claims.check().in_language(Language::Vietnamese).to_string();
    /// assert!(page.contains("tổng số hộ") && page.contains("18.197–18.200"));
    /// # Ok::<(), poverty::published::PublishedError>(())
    /// ```
    #[must_use]
    pub const fn in_language(&self, language: Language) -> Page<'_> {
        Page { report: self, language }
    }

    /// The report in Markdown: a list of findings by severity, and a table of quantities.
    #[must_use]
    pub fn to_markdown(&self, language: Language) -> String {
        let vi = language == Language::Vietnamese;
        let mut text = String::new();
        for severity in SEVERITIES {
            let findings: Vec<&Finding> = self.findings.iter().filter(|one| one.severity == severity).collect();
            if findings.is_empty() {
                continue;
            }
            text.push_str(&format!("## {}\n\n", heading(severity, vi)));
            for finding in findings {
                text.push_str(&format!("- `{}` {}\n", finding.code(), escaped(&self.sentence(finding, language))));
            }
            text.push('\n');
        }
        let columns = if vi {
            ["Số liệu", "Khoảng chặt nhất", "Nguồn"]
        } else {
            ["Quantity", "Tightest interval", "From"]
        };
        text.push_str(&format!("## {}\n\n", columns[0]));
        text.push_str(&format!("| {} | {} | {} |\n|---|---:|---|\n", columns[0], columns[1], columns[2]));
        for row in &self.quantities {
            let name = escaped(&row.quantity.name(language));
            let value = interval(row.interval, row.quantity.kind, vi);
            text.push_str(&format!("| {name} | {value} | {} |\n", origin(row, vi)));
        }
        text
    }
}

/// Markdown reads a bar as the end of a cell.
fn escaped(text: &str) -> String {
    text.replace('|', "\\|")
}

const fn heading(severity: Severity, vi: bool) -> &'static str {
    match (severity, vi) {
        (Severity::Fault, false) => "What can't be true, or does not mean what it says",
        (Severity::Fault, true) => "Điều không thể đúng hoặc không đúng nghĩa",
        (Severity::Doubt, false) => "What may be wrong",
        (Severity::Doubt, true) => "Điều đáng ngờ",
        (Severity::Explanation, false) => "What a reader should know",
        (Severity::Explanation, true) => "Điều người đọc nên biết",
        (Severity::Confirmation, false) => "What fits",
        (Severity::Confirmation, true) => "Điều khớp đúng",
    }
}

const fn origin(row: &Tightest, vi: bool) -> &'static str {
    match (row.claims.is_empty(), row.contested, vi) {
        (true, _, false) => "implied",
        (true, _, true) => "suy ra",
        (false, false, false) => "printed",
        (false, false, true) => "đã in",
        (false, true, false) => "contested",
        (false, true, true) => "mâu thuẫn",
    }
}

/// A [`Report`] in a language.
#[derive(Clone, Copy, Debug)]
pub struct Page<'a> {
    report: &'a Report<'a>,
    language: Language,
}

impl fmt::Display for Report<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.in_language(Language::English).fmt(f)
    }
}

impl fmt::Display for Page<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let vi = self.language == Language::Vietnamese;
        for severity in SEVERITIES {
            let findings: Vec<&Finding> = self.report.findings.iter().filter(|one| one.severity == severity).collect();
            if findings.is_empty() {
                continue;
            }
            writeln!(f, "{} ({})", heading(severity, vi), findings.len())?;
            for finding in findings {
                let sentence = self.report.sentence(finding, self.language);
                for (number, line) in wrapped(&sentence, WIDTH.saturating_sub(4)).iter().enumerate() {
                    writeln!(f, "  {} {line}", if number == 0 { "-" } else { " " })?;
                }
                writeln!(f, "    [{}]", finding.code())?;
            }
            writeln!(f)?;
        }
        self.table(f, vi)
    }
}

impl Page<'_> {
    /// The quantities, by area and date.
    fn table(&self, f: &mut fmt::Formatter<'_>, vi: bool) -> fmt::Result {
        writeln!(
            f,
            "{}",
            if vi {
                "Khoảng chặt nhất của từng số liệu"
            } else {
                "The tightest interval of each quantity"
            }
        )?;
        let mut heading = String::new();
        for row in &self.report.quantities {
            let place = format!("{}, {}", row.quantity.area, row.quantity.date);
            if place != heading {
                writeln!(f, "{place}")?;
                heading = place;
            }
            let quantity = &row.quantity;
            let name = quantity.name(self.language).replace(&format!(", {}", quantity.area), "");
            let name = name.replace(&format!(", {}", quantity.date), "");
            let value = interval(row.interval, quantity.kind, vi);
            // Vietnamese letters are one column wide, so that counting them aligns the columns. The value stands beside the
            // last line of a long name.
            let mut lines = wrapped(&name, NAME_WIDTH.saturating_sub(2));
            let last = lines.pop().unwrap_or_default();
            let above = lines.len();
            for (number, line) in lines.into_iter().enumerate() {
                writeln!(f, "  {}{line}", if number == 0 { "" } else { "  " })?;
            }
            let last = if above == 0 { last } else { format!("  {last}") };
            writeln!(f, "  {last:<NAME_WIDTH$} {value:>VALUE_WIDTH$}  {}", origin(row, vi))?;
        }
        Ok(())
    }
}

/// Text in lines of a width, broken between words.
fn wrapped(text: &str, width: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    for word in text.split(' ') {
        let Some(line) = lines.last_mut() else { continue };
        let length = line.chars().count().saturating_add(1).saturating_add(word.chars().count());
        if !line.is_empty() && length > width {
            lines.push(word.to_owned());
        } else {
            if !line.is_empty() {
                line.push(' ');
            }
            line.push_str(word);
        }
    }
    lines
}
