//! Tables.

use standfirst_article::{Cell, Row, Table};
use yew::prelude::*;

use super::inline::{inlines, plain};
use crate::language::{Label, Language};

/// Renders a table in a region that scrolls sideways, which the keyboard reaches and a screen reader names.
pub(super) fn table(table: &Table, language: &Language) -> Html {
    let caption = plain(&table.caption);
    let name =
        if caption.trim().is_empty() { language.text(Label::TableRegion) } else { AttrValue::from(caption) };
    html! {
        <div class="table" role="region" tabindex="0" aria-label={name}>
            <table>
                if !table.caption.is_empty() {
                    <caption>{ inlines(&table.caption) }</caption>
                }
                if !table.head.is_empty() {
                    <thead>{ rows(&table.head, true) }</thead>
                }
                <tbody>{ rows(&table.body, false) }</tbody>
            </table>
        </div>
    }
}

fn rows(rows: &[Row], head: bool) -> Html {
    rows.iter()
        .map(|row| {
            let cells = row.cells.iter().map(|part| cell(part, head)).collect::<Html>();
            html! { <tr>{ cells }</tr> }
        })
        .collect()
}

fn cell(cell: &Cell, head: bool) -> Html {
    // A header cell without words, such as the corner of a table, heads nothing.
    let header = cell.header && !cell.content.is_empty();
    let tag = if header { "th" } else { "td" };
    let scope = match (header, head) {
        (false, _) => None,
        (true, true) => Some(if cell.colspan > 1 { "colgroup" } else { "col" }),
        (true, false) => Some(if cell.rowspan > 1 { "rowgroup" } else { "row" }),
    };
    html! {
        <@{tag} {scope} colspan={span(cell.colspan)} rowspan={span(cell.rowspan)}>{ inlines(&cell.content) }</@>
    }
}

fn span(span: u16) -> Option<AttrValue> {
    (span > 1).then(|| AttrValue::from(span.to_string()))
}
