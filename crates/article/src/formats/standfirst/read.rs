//! Reading Standfirst JSON. What is missing or of another kind than expected is passed over, or gives its text.

use json::Value;
use json::text::trim;

use super::inlines::read_inlines;
use super::media::{read_image, read_media, read_medium};
use crate::error::ReadErrorKind;
use crate::formats::{Context, Source};
use crate::limits::{MAX_BLOCK_DEPTH, MAX_COLSPAN, MAX_PARTS, MAX_ROWSPAN, MAX_TOKEN_BYTES};
use crate::gallery::gallery;
use crate::model::{
    Align, Article, Block, Cell, Direction, Embed, Figure, Inline, List, ListItem, RelatedHeadline, Row, Table,
};
use crate::text::is_id;
use crate::timestamp::Timestamp;
use crate::url::Resolver;

/// What reading the parts of an article needs.
pub(super) struct Parts<'a> {
    pub(super) resolver: Resolver<'a>,
    count: usize,
    /// Whether what is read stands in a link.
    pub(super) in_link: bool,
}

impl Parts<'_> {
    /// Counts a part. The reader of JSON bounds the work, so that the sum is looked at in the end.
    pub(super) fn count(&mut self) {
        self.count += 1;
    }
}

/// Whether a document lists related headlines, and holds nothing else.
pub(super) fn is_list(document: &Value) -> bool {
    matches!(single_member(document), Some(("related", Value::Array(_))))
}

/// Reads the document. One that is a list alone is an article without a headline.
pub(super) fn read(source: &Source<'_>, context: &Context<'_>) -> Result<Article, ReadErrorKind> {
    let Some(document) = source.json().filter(|value| value.as_object().is_some()) else {
        return Err(ReadErrorKind::NoArticle(
            "The document is no object with a headline and a body.".to_owned(),
        ));
    };
    match document.get("standfirst").and_then(Value::as_i64) {
        Some(1) => {}
        Some(version) => {
            let mut reason = String::from("The document is of version ");
            if version < 0 {
                reason.push('-');
            }
            json::push_number(&mut reason, version.unsigned_abs());
            reason.push_str(", and version 1 is read here.");
            return Err(ReadErrorKind::NoArticle(reason));
        }
        None if is_list(document) => {}
        None => {
            return Err(ReadErrorKind::NoArticle("The document does not say “standfirst”: 1.".to_owned()));
        }
    }
    let url = document.text("url").and_then(|url| context.resolver.link(url));
    let resolver = match &url {
        Some(url) => context.resolver.rebased(url.as_str()),
        None => context.resolver.clone(),
    };
    let mut parts = Parts { resolver, count: 0, in_link: false };
    let body = match document.get("body") {
        Some(body) => read_blocks(body, 0, &mut parts),
        None => Vec::new(),
    };
    let hero = document.get("hero").and_then(|hero| read_figure(hero, &mut parts));
    if parts.count > MAX_PARTS {
        return Err(ReadErrorKind::TooLarge);
    }
    Ok(Article {
        url,
        headline: string(document, "headline").unwrap_or_default(),
        standfirst: string(document, "intro"),
        byline: strings(document.get("byline")),
        published: time(document, "published"),
        updated: time(document, "updated"),
        section: string(document, "section"),
        tags: strings(document.get("tags")),
        lang: string(document, "lang"),
        dir: match document.text("dir") {
            Some("ltr") => Some(Direction::Ltr),
            Some("rtl") => Some(Direction::Rtl),
            _ => None,
        },
        hero,
        body,
        related: read_related(document, &parts.resolver),
    })
}

/// Blocks: an array of them, or what one block is written as.
fn read_blocks(value: &Value, depth: usize, parts: &mut Parts<'_>) -> Vec<Block> {
    let mut blocks = Vec::new();
    for element in elements(value) {
        read_block(element, depth, parts, &mut blocks);
    }
    blocks
}

fn read_block(value: &Value, depth: usize, parts: &mut Parts<'_>, blocks: &mut Vec<Block>) {
    parts.count();
    let Some((kind, content)) = single_member(value) else {
        let content = read_inlines(value, parts);
        push_paragraph(blocks, None, content);
        return;
    };
    match kind {
        "paragraph" => {
            let inlines = read_inlines(content.get("content").unwrap_or(content), parts);
            push_paragraph(blocks, id(content), inlines);
        }
        "heading" => {
            let inlines = read_inlines(content.get("content").unwrap_or(content), parts);
            if !inlines.is_empty() {
                let level = content.get("level").and_then(Value::as_i64).unwrap_or(2).clamp(1, 6);
                let level = u8::try_from(level).unwrap_or(2);
                blocks.push(Block::Heading { level, id: id(content), content: inlines });
            }
        }
        "list" => read_list(content, depth, parts, blocks),
        "quote" => {
            let mut quoted = read_blocks(content.get("blocks").unwrap_or(content), depth + 1, parts);
            if depth + 1 > MAX_BLOCK_DEPTH {
                blocks.append(&mut quoted);
            } else if !quoted.is_empty() {
                blocks.push(Block::Quote {
                    blocks: quoted,
                    citation: optional_inlines(content, "citation", parts),
                    source: content.text("source").and_then(|source| parts.resolver.link(source)),
                });
            }
        }
        "figure" => {
            if let Some(figure) = read_figure(content, parts) {
                blocks.push(Block::Figure(figure));
            }
        }
        "gallery" => {
            let mut figures = Vec::new();
            for figure in content.list("figures") {
                figures.extend(read_figure(figure, parts));
            }
            blocks.extend(gallery(figures, optional_inlines(content, "caption", parts)));
        }
        "correction" => {
            let mut inner = read_blocks(content.get("blocks").unwrap_or(content), depth + 1, parts);
            if depth + 1 > MAX_BLOCK_DEPTH {
                blocks.append(&mut inner);
            } else if !inner.is_empty() {
                blocks.push(Block::Correction { title: string(content, "title"), blocks: inner });
            }
        }
        "image" | "video" | "audio" => {
            if let Some(media) = read_medium(kind, content, &parts.resolver) {
                blocks.push(Block::Figure(Figure { media: vec![media], caption: Vec::new(), credit: None }));
            }
        }
        "table" => {
            if let Some(table) = read_table(content, parts) {
                blocks.push(table);
            }
        }
        "code" => {
            let own = content.as_str().filter(|text| !trim(text).is_empty()).map(str::to_owned);
            if let Some(text) = own.or_else(|| string(content, "text")) {
                blocks.push(Block::Code { language: token(content, "language"), text });
            }
        }
        "embed" => {
            let url = content.as_str().or_else(|| content.text("url"));
            if let Some(url) = url.and_then(|url| parts.resolver.link(url)) {
                blocks.push(Block::Embed(Embed {
                    url,
                    provider: string(content, "provider"),
                    title: string(content, "title"),
                    still: content.get("still").and_then(|still| read_image(still, &parts.resolver)),
                    caption: optional_inlines(content, "caption", parts),
                }));
            }
        }
        "divider" => blocks.push(Block::Divider),
        // A kind that this version does not know, or formatting where a block was meant, gives its text.
        _ => push_paragraph(blocks, None, read_inlines(value, parts)),
    }
}

fn read_list(list: &Value, depth: usize, parts: &mut Parts<'_>, blocks: &mut Vec<Block>) {
    let elements = list.get("items").unwrap_or(list).as_array().unwrap_or_default();
    let mut items = Vec::new();
    for element in elements {
        parts.count();
        // An item with an `id` is an object; so is one of a single block, which has no member `blocks`.
        let item = match element.get("blocks") {
            Some(blocks) => ListItem { id: id(element), blocks: read_blocks(blocks, depth + 1, parts) },
            None => ListItem { id: None, blocks: read_blocks(element, depth + 1, parts) },
        };
        if !item.blocks.is_empty() {
            items.push(item);
        }
    }
    if depth + 1 > MAX_BLOCK_DEPTH {
        for mut item in items {
            blocks.append(&mut item.blocks);
        }
    } else if !items.is_empty() {
        blocks.push(Block::List(List {
            ordered: list.get("ordered").and_then(Value::as_bool).unwrap_or(false),
            start: list.get("start").and_then(Value::as_i64).and_then(|start| i32::try_from(start).ok()),
            items,
        }));
    }
}

fn read_figure(value: &Value, parts: &mut Parts<'_>) -> Option<Figure> {
    let media = read_media(value, parts);
    if media.is_empty() {
        return None;
    }
    let caption = optional_inlines(value, "caption", parts);
    Some(Figure { media, caption, credit: string(value, "credit") })
}

fn read_table(value: &Value, parts: &mut Parts<'_>) -> Option<Block> {
    let head = read_rows(value.get("head"), true, parts);
    let body = read_rows(value.get("body"), false, parts);
    if head.is_empty() && body.is_empty() {
        return None;
    }
    Some(Block::Table(Table { caption: optional_inlines(value, "caption", parts), head, body }))
}

fn read_rows(value: Option<&Value>, head: bool, parts: &mut Parts<'_>) -> Vec<Row> {
    let mut rows = Vec::new();
    for row in value.and_then(Value::as_array).unwrap_or_default() {
        let mut cells = Vec::new();
        for cell in row.as_array().unwrap_or_default() {
            parts.count();
            // A cell that needs no more than its text is that text.
            let (content, fields) = match cell.get("content") {
                Some(content) => (content, cell),
                None => (cell, &Value::Null),
            };
            cells.push(Cell {
                header: fields.get("header").and_then(Value::as_bool).unwrap_or(head),
                colspan: span(fields, "colspan", MAX_COLSPAN),
                rowspan: span(fields, "rowspan", MAX_ROWSPAN),
                align: fields.text("align").and_then(Align::from_name),
                content: read_inlines(content, parts),
            });
        }
        if !cells.is_empty() {
            rows.push(Row { cells });
        }
    }
    rows
}

fn span(fields: &Value, name: &str, limit: u16) -> u16 {
    let span = fields.get(name).and_then(Value::as_u64).unwrap_or(1).clamp(1, u64::from(limit));
    u16::try_from(span).unwrap_or(1)
}

fn read_related(document: &Value, resolver: &Resolver<'_>) -> Vec<RelatedHeadline> {
    let elements = document.list("related");
    let mut related = Vec::new();
    for element in elements {
        if let Some(title) = element.as_str().map(str::to_owned).or_else(|| string(element, "title")) {
            related.push(RelatedHeadline {
                title,
                url: element.text("url").and_then(|url| resolver.link(url)),
                summary: string(element, "summary"),
                published: time(element, "published"),
                image: element.get("image").and_then(|image| read_image(image, resolver)),
            });
        }
    }
    related
}

fn push_paragraph(blocks: &mut Vec<Block>, id: Option<String>, content: Vec<Inline>) {
    if !content.is_empty() {
        blocks.push(Block::Paragraph { id, content });
    }
}

fn optional_inlines(value: &Value, name: &str, parts: &mut Parts<'_>) -> Vec<Inline> {
    match value.get(name) {
        Some(content) => read_inlines(content, parts),
        None => Vec::new(),
    }
}

/// The one member of an object of one member, which is how blocks and formatting are written.
pub(super) fn single_member(value: &Value) -> Option<(&str, &Value)> {
    let mut members = value.as_object()?.iter();
    let member = members.next()?;
    members.next().is_none().then_some(member)
}

/// A member that is a string and has more than white space in it.
pub(super) fn string(value: &Value, name: &str) -> Option<String> {
    let text = value.text(name)?;
    (!trim(text).is_empty()).then(|| text.to_owned())
}

/// A string that machines read.
pub(super) fn token(value: &Value, name: &str) -> Option<String> {
    string(value, name).filter(|text| text.len() <= MAX_TOKEN_BYTES)
}

/// An identifier.
pub(super) fn id(value: &Value) -> Option<String> {
    string(value, "id").filter(|id| is_id(id))
}

fn time(value: &Value, name: &str) -> Option<Timestamp> {
    Timestamp::parse(value.text(name)?)
}

/// A string, or an array of them.
fn strings(value: Option<&Value>) -> Vec<String> {
    let mut strings = Vec::new();
    for value in value.map_or(&[][..], elements) {
        if let Some(text) = value.as_str() {
            strings.push(text.to_owned());
        }
    }
    strings
}

/// The elements of an array, or the value itself where it is none.
pub(super) fn elements(value: &Value) -> &[Value] {
    value.as_array().unwrap_or(std::slice::from_ref(value))
}
