//! Tables as LaTeX.

use crate::report::{Locale, Table};

impl Table {
    /// The table as a LaTeX `table` with `booktabs` rules (the packages `booktabs` and, for Vietnamese, a Unicode engine such as
    /// LuaLaTeX are the document's), with caption, label `tab:` and its name, and notes under it.
    #[must_use]
    pub fn to_latex(&self, locale: Locale) -> String {
        let (headers, rows) = self.page(locale);
        let line = |cells: &[String]| {
            let cells: Vec<String> = cells.iter().map(|cell| escaped(cell)).collect();
            format!("    {} \\\\\n", cells.join(" & "))
        };
        let alignment: String = self.columns.iter().map(|column| if column.is_figure() { 'r' } else { 'l' }).collect();
        let mut page = format!(
            "\\begin{{table}}\n  \\centering\n  \\caption{{{}}}\n  \\label{{tab:{}}}\n  \\begin{{tabular}}{{{alignment}}}\n    \\toprule\n",
            escaped(self.title.in_language(locale.language())),
            self.id.replace(['{', '}', '\\', '#', '%', '&', '~', '^', '$'], "-"),
        );
        page.push_str(&line(&headers));
        page.push_str("    \\midrule\n");
        page.extend(rows.iter().map(|row| line(row)));
        page.push_str("    \\bottomrule\n  \\end{tabular}\n");
        for note in &self.notes {
            page.push_str(&format!("  \\par\\footnotesize {}\n", escaped(note.in_language(locale.language()))));
        }
        page.push_str("\\end{table}\n");
        page
    }
}

/// Text in which no character is a command.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' | '%' | '$' | '#' | '_' | '{' | '}' => {
                escaped.push('\\');
                escaped.push(character);
            }
            '\\' => escaped.push_str("\\textbackslash{}"),
            '~' => escaped.push_str("\\textasciitilde{}"),
            '^' => escaped.push_str("\\textasciicircum{}"),
            '–' => escaped.push_str("--"),
            '\n' => escaped.push(' '),
            other => escaped.push(other),
        }
    }
    escaped
}
