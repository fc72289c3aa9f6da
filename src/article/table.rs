//! Tables.

use standfirst_article::{Cell, Row, Table};
use yew::AttrValue;

use super::inline::{inlines, plain};
use crate::language::{Label, Language};
use crate::markup::Tag;

/// Renders a table in a region that scrolls sideways, which the keyboard reaches and a screen reader names.
pub(super) fn table(table: &Table, language: &Language) -> Tag {
    let caption = plain(&table.caption);
    let name = if standfirst_json::text::trim(&caption).is_empty() {
        language.text(Label::TableRegion)
    } else {
        AttrValue::from(caption)
    };
    let caption = (!table.caption.is_empty()).then(|| Tag::new("caption", "").child(inlines(&table.caption)));
    let head = (!table.head.is_empty()).then(|| rows(Tag::new("thead", ""), &table.head, true));
    let body = rows(Tag::new("tbody", ""), &table.body, false);
    Tag::new("div", "class=table;role=region;tabindex=0")
        .set("aria-label", Some(name))
        .tag(Tag::new("table", "").maybe(caption).maybe(head).tag(body))
}

fn rows(mut group: Tag, rows: &[Row], head: bool) -> Tag {
    for row in rows {
        let mut tag = Tag::new("tr", "");
        for part in &row.cells {
            tag = tag.tag(cell(part, head));
        }
        group = group.tag(tag);
    }
    group
}

fn cell(cell: &Cell, head: bool) -> Tag {
    // A header cell without words, such as the corner of a table, heads nothing.
    let header = cell.header && !cell.content.is_empty();
    let scope = match (header, head) {
        (false, _) => "",
        (true, true) if cell.colspan > 1 => "scope=colgroup",
        (true, true) => "scope=col",
        (true, false) if cell.rowspan > 1 => "scope=rowgroup",
        (true, false) => "scope=row",
    };
    Tag::new(if header { "th" } else { "td" }, scope)
        .set("colspan", span(cell.colspan))
        .set("rowspan", span(cell.rowspan))
        .set("class", cell.align.map(|align| AttrValue::Static(align.name())))
        .child(inlines(&cell.content))
}

fn span(span: u16) -> Option<AttrValue> {
    (span > 1).then(|| AttrValue::from(span.to_string()))
}
