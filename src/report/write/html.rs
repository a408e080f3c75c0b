//! Tables as HTML.

use crate::report::{Locale, Table};
use maud::{Markup, html};

impl Table {
    /// The table as an HTML `table` with a caption, headers that say of what they are the header, and notes under it.
    #[must_use]
    pub fn to_html(&self, locale: Locale) -> String {
        self.markup(locale).into_string()
    }

    pub(crate) fn markup(&self, locale: Locale) -> Markup {
        let language = locale.language();
        let (headers, rows) = self.page(locale);
        let class =
            |place: usize| self.columns.get(place).is_some_and(super::super::Column::is_figure).then_some("figure");
        html! {
            table id={ "table-" (self.id) } {
                caption { (self.title.in_language(language)) }
                thead { tr {
                    @for (place, header) in headers.iter().enumerate() {
                        th scope="col" class=[class(place)] { (header) }
                    }
                } }
                tbody {
                    @for row in &rows {
                        tr {
                            @for (place, cell) in row.iter().enumerate() {
                                @if place == 0 { th scope="row" { (cell) } }
                                @else { td class=[class(place)] { (cell) } }
                            }
                        }
                    }
                }
            }
            @for note in &self.notes { p class="note" { (note.in_language(language)) } }
        }
    }
}
