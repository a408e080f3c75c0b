//! One page that holds all it needs.

use super::chart::{Chart, Width};
use super::{Locale, ReportError, Table};
use crate::source::{Language, Text};
use maud::{DOCTYPE, Markup, PreEscaped, html};

/// A part of a page under a heading.
#[derive(Clone, Debug, PartialEq)]
pub struct Section {
    id: String,
    title: Text,
    parts: Vec<Part>,
}

#[derive(Clone, Debug, PartialEq)]
enum Part {
    Words(Text),
    Key(Vec<(Text, Text)>),
    Table(Table),
    Chart(Chart),
}

impl Section {
    /// A section without content; its name stands in the address of the page, behind `#`.
    #[must_use]
    pub fn new(id: impl Into<String>, title: Text) -> Self {
        Self { id: id.into(), title, parts: Vec::new() }
    }

    fn with(mut self, part: Part) -> Self {
        self.parts.push(part);
        self
    }

    /// With a paragraph.
    #[must_use]
    pub fn words(self, text: Text) -> Self {
        self.with(Part::Words(text))
    }

    /// With a few figures that everything else explains: what each is, and the figure as readers see it.
    #[must_use]
    pub fn key(self, figures: Vec<(Text, Text)>) -> Self {
        self.with(Part::Key(figures))
    }

    /// With a table.
    #[must_use]
    pub fn table(self, table: Table) -> Self {
        self.with(Part::Table(table))
    }

    /// With a chart.
    #[must_use]
    pub fn chart(self, chart: Chart) -> Self {
        self.with(Part::Chart(chart))
    }
}

/// A page that needs nothing besides itself: no network, no script, its charts inside. It is read on a wide screen and on a phone,
/// in light and dark, printed, and by those who hear it: headings, landmarks, captions, headers of tables and descriptions of charts.
///
/// ```
/// use poverty::report::{Locale, Page, Section};
/// use poverty::source::{Language, Text};
/// let title = Text::english("Poverty in Đắk Lắk")?.and(Language::Vietnamese, "Nghèo ở Đắk Lắk")?;
/// let section = Section::new("record", Text::english("The record")?).words(Text::english("As published.")?);
/// let page = Page::new(title).section(section);
/// let html = page.to_html(Locale::of(Language::Vietnamese))?;
/// assert!(html.starts_with("<!DOCTYPE html><html lang=\"vi\">"));
/// assert!(html.contains("<h1>Nghèo ở Đắk Lắk</h1>") && !html.contains("<script"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Page {
    title: Text,
    lead: Option<Text>,
    foot: Option<Text>,
    sections: Vec<Section>,
}

impl Page {
    /// A page without sections.
    #[must_use]
    pub const fn new(title: Text) -> Self {
        Self { title, lead: None, foot: None, sections: Vec::new() }
    }

    /// With a sentence under the title.
    #[must_use]
    pub fn lead(self, lead: Text) -> Self {
        Self { lead: Some(lead), ..self }
    }

    /// With a last line: sources, and what is invented.
    #[must_use]
    pub fn foot(self, foot: Text) -> Self {
        Self { foot: Some(foot), ..self }
    }

    /// With one more section.
    #[must_use]
    pub fn section(mut self, section: Section) -> Self {
        self.sections.push(section);
        self
    }

    /// The page as HTML, in the language of a locale.
    ///
    /// # Errors
    /// What drawing a chart reports.
    pub fn to_html(&self, locale: Locale) -> Result<String, ReportError> {
        let language = locale.language();
        let said = |text: &Text| text.in_language(language).to_owned();
        let (skip, contents) = match language {
            Language::Vietnamese => ("Đến nội dung", "Mục lục"),
            Language::English | Language::Spanish | Language::French => ("Skip to the content", "Contents"),
        };
        let mut sections = Vec::with_capacity(self.sections.len());
        for section in &self.sections {
            sections.push(section.markup(locale)?);
        }
        let page = html! {
            (DOCTYPE)
            html lang=(language.code()) {
                head {
                    meta charset="utf-8";
                    meta name="viewport" content="width=device-width, initial-scale=1";
                    meta name="color-scheme" content="light dark";
                    title { (said(&self.title)) }
                    // No icon is asked for over a network that is not there.
                    link rel="icon" href="data:,";
                    style { (PreEscaped(STYLE)) }
                }
                body {
                    a class="skip" href="#content" { (skip) }
                    header {
                        h1 { (said(&self.title)) }
                        @if let Some(lead) = &self.lead { p class="lead" { (said(lead)) } }
                    }
                    nav aria-label=(contents) {
                        ul {
                            @for section in &self.sections {
                                li { a href={ "#" (section.id) } { (said(&section.title)) } }
                            }
                        }
                    }
                    main id="content" { @for section in &sections { (section) } }
                    @if let Some(foot) = &self.foot { footer { p { (said(foot)) } } }
                }
            }
        };
        Ok(page.into_string())
    }
}

impl Section {
    fn markup(&self, locale: Locale) -> Result<Markup, ReportError> {
        let language = locale.language();
        let mut parts = Vec::with_capacity(self.parts.len());
        for part in &self.parts {
            parts.push(match part {
                Part::Words(text) => html! { p { (text.in_language(language)) } },
                Part::Key(figures) => html! {
                    dl class="key" {
                        @for (name, figure) in figures {
                            div { dt { (name.in_language(language)) } dd { (figure.in_language(language)) } }
                        }
                    }
                },
                Part::Table(table) => {
                    let title = table.title().in_language(language);
                    html! { div class="scroll" role="region" tabindex="0" aria-label=(title) { (table.markup(locale)) } }
                }
                Part::Chart(chart) => {
                    let (page, phone) = (chart.to_svg(locale, Width::Page)?, chart.to_svg(locale, Width::Phone)?);
                    html! {
                        figure {
                            div class="on-page" { (PreEscaped(page)) }
                            div class="on-phone" { (PreEscaped(phone)) }
                        }
                    }
                }
            });
        }
        let heading = format!("{}-heading", self.id);
        Ok(html! {
            section id=(self.id) aria-labelledby=(heading) {
                h2 id=(heading) { (self.title.in_language(language)) }
                @for part in &parts { (part) }
            }
        })
    }
}

const STYLE: &str = "
:root{color-scheme:light dark;--ink:#1b2430;--muted:#5b6573;--line:#d6dce4;--paper:#ffffff;--tint:#f4f6f9;--link:#00558a}
@media (prefers-color-scheme:dark){:root{--ink:#e6e9ee;--muted:#a9b3c0;--line:#414b58;--paper:#14181d;--tint:#1c2229;--link:#7cc4f5}}
*{box-sizing:border-box}
body{margin:0 auto;max-width:50rem;padding:1.5rem 1.25rem 3rem;background:var(--paper);color:var(--ink);
font:1rem/1.55 system-ui,-apple-system,'Segoe UI',Roboto,'Noto Sans',sans-serif}
h1{font-size:1.9rem;line-height:1.2;margin:.5rem 0}h2{font-size:1.35rem;line-height:1.25;margin:0 0 .75rem}
p{max-width:42rem}.lead{font-size:1.1rem;color:var(--muted);margin:.25rem 0 1.25rem}
a{color:var(--link)}.skip{position:absolute;left:-99rem}.skip:focus{position:static}
nav ul{list-style:none;display:flex;flex-wrap:wrap;gap:.35rem 1.1rem;padding:.7rem 0;margin:0;border:solid var(--line);border-width:1px 0}
section{margin-top:2.5rem}
.key{display:grid;grid-template-columns:repeat(auto-fit,minmax(9.5rem,1fr));gap:.75rem;margin:1rem 0}
.key div{background:var(--tint);border-radius:.4rem;padding:.75rem .9rem}
.key dt{font-size:.85rem;color:var(--muted)}.key dd{margin:.15rem 0 0;font-size:1.3rem;font-weight:650;line-height:1.25}
figure{margin:1.25rem 0;border:1px solid var(--line);border-radius:.4rem;overflow:hidden}
svg{display:block;width:100%;height:auto}.on-phone{display:none}
.scroll{overflow-x:auto;margin:1.25rem 0}
table{border-collapse:collapse;width:100%;font-size:.92rem;font-variant-numeric:tabular-nums}
caption{text-align:left;font-weight:650;padding:0 0 .5rem}
th:last-child,td:last-child{padding-right:0}th,td{text-align:left;vertical-align:top;padding:.38rem .7rem .38rem 0;border-bottom:1px solid var(--line)}
thead th{border-bottom:2px solid var(--muted);vertical-align:bottom}tbody th{font-weight:400}
.figure{text-align:right;white-space:nowrap}thead .figure{white-space:normal}.note,footer{font-size:.85rem;color:var(--muted)}
footer{margin-top:3rem;border-top:1px solid var(--line)}
@media (max-width:36rem){body{padding:1rem .9rem 2rem}h1{font-size:1.5rem}.on-page{display:none}.on-phone{display:block}
table{font-size:.85rem}}
@media print{body{max-width:none;font-size:10.5pt;padding:0}nav,.skip{display:none}figure,tr{break-inside:avoid}
h2{break-after:avoid}.scroll{overflow:visible}.on-page{display:block}.on-phone{display:none}}
";
