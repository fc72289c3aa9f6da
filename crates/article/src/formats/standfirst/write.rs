//! Writing Standfirst JSON.

use json::Writer;

use crate::formats::{Format, Reading};
use crate::model::{
    Align, Article, Block, Cell, Direction, Embed, Figure, Image, Inline, LinkTarget, List, ListItem, Media,
    RelatedHeadline, Row, Table,
};

/// Writes an article as Standfirst JSON on one line. Reading it gives the article again, as long as that came from
/// a reader.
#[must_use]
pub fn to_json(article: &Article) -> String {
    write(article, None)
}

/// Writes an article as [`to_json`] does, and in the member `format` the name of the format that it was read from.
#[must_use]
pub fn reading_to_json(reading: &Reading) -> String {
    write(&reading.article, Some(reading.format))
}

/// Writes related headlines as Standfirst JSON that has nothing else: `{"related": […]}`.
#[must_use]
pub fn related_to_json(all: &[RelatedHeadline]) -> String {
    let mut out = Writer::new();
    out.begin_object();
    out.key("related");
    array(&mut out, all, related);
    out.end_object();
    out.finish()
}

fn write(article: &Article, format: Option<Format>) -> String {
    let mut out = Writer::new();
    out.begin_object();
    out.key("standfirst").number(1);
    optional(&mut out, "format", format.map(Format::name));
    optional(&mut out, "url", article.url.as_ref().map(|url| url.as_str()));
    out.key("headline").string(&article.headline);
    optional(&mut out, "intro", article.standfirst.as_deref());
    strings(&mut out, "byline", &article.byline);
    optional(&mut out, "published", article.published.map(|time| time.to_rfc3339()).as_deref());
    optional(&mut out, "updated", article.updated.map(|time| time.to_rfc3339()).as_deref());
    optional(&mut out, "section", article.section.as_deref());
    strings(&mut out, "tags", &article.tags);
    optional(&mut out, "lang", article.lang.as_deref());
    let dir = article.dir.map(|dir| match dir {
        Direction::Ltr => "ltr",
        Direction::Rtl => "rtl",
    });
    optional(&mut out, "dir", dir);
    if let Some(hero) = &article.hero {
        out.key("hero");
        figure(&mut out, hero);
    }
    out.key("body");
    blocks(&mut out, &article.body);
    if !article.related.is_empty() {
        out.key("related");
        array(&mut out, &article.related, related);
    }
    out.end_object();
    out.finish()
}

fn blocks(out: &mut Writer, all: &[Block]) {
    array(out, all, block);
}

fn block(out: &mut Writer, block: &Block) {
    out.begin_object();
    match block {
        Block::Heading { level, id, content } => {
            out.key("heading").begin_object();
            out.key("level").number(i64::from(*level));
            optional(out, "id", id.as_deref());
            out.key("content");
            inlines(out, content);
            out.end_object();
        }
        Block::Paragraph { id: None, content } => {
            out.key("paragraph");
            inlines(out, content);
        }
        Block::Paragraph { id, content } => {
            out.key("paragraph").begin_object();
            optional(out, "id", id.as_deref());
            out.key("content");
            inlines(out, content);
            out.end_object();
        }
        Block::List(content) => list(out.key("list"), content),
        Block::Quote { blocks: quoted, citation, source } => {
            out.key("quote").begin_object();
            out.key("blocks");
            blocks(out, quoted);
            optional_inlines(out, "citation", citation);
            optional(out, "source", source.as_ref().map(|url| url.as_str()));
            out.end_object();
        }
        Block::Figure(content) => figure(out.key("figure"), content),
        Block::Gallery { figures, caption } => {
            out.key("gallery").begin_object();
            out.key("figures");
            array(out, figures, figure);
            optional_inlines(out, "caption", caption);
            out.end_object();
        }
        Block::Correction { title, blocks: inner } => {
            out.key("correction").begin_object();
            optional(out, "title", title.as_deref());
            out.key("blocks");
            blocks(out, inner);
            out.end_object();
        }
        Block::Table(content) => table(out.key("table"), content),
        Block::Code { language, text } => {
            out.key("code").begin_object();
            optional(out, "language", language.as_deref());
            out.key("text").string(text);
            out.end_object();
        }
        Block::Embed(content) => embed(out.key("embed"), content),
        Block::Divider => out.key("divider").bool(true),
    }
    out.end_object();
}

fn list(out: &mut Writer, list: &List) {
    out.begin_object();
    if list.ordered {
        out.key("ordered").bool(true);
    }
    if let Some(start) = list.start {
        out.key("start").number(i64::from(start));
    }
    out.key("items");
    array(out, &list.items, item);
    out.end_object();
}

fn item(out: &mut Writer, item: &ListItem) {
    match (&item.id, item.blocks.as_slice()) {
        (None, [Block::Paragraph { id: None, content }]) if plain(content).is_some() => inlines(out, content),
        (None, all) => blocks(out, all),
        (id, all) => {
            out.begin_object();
            optional(out, "id", id.as_deref());
            out.key("blocks");
            blocks(out, all);
            out.end_object();
        }
    }
}

fn figure(out: &mut Writer, figure: &Figure) {
    out.begin_object();
    out.key("media");
    array(out, &figure.media, media);
    optional_inlines(out, "caption", &figure.caption);
    optional(out, "credit", figure.credit.as_deref());
    out.end_object();
}

fn media(out: &mut Writer, media: &Media) {
    out.begin_object();
    match media {
        Media::Image(content) => image(out.key("image"), content),
        Media::Video { src, poster, width, height } => {
            out.key("video").begin_object();
            out.key("src").string(src.as_str());
            optional(out, "poster", poster.as_ref().map(|url| url.as_str()));
            number(out, "width", *width);
            number(out, "height", *height);
            out.end_object();
        }
        Media::Audio { src } => {
            out.key("audio").begin_object();
            out.key("src").string(src.as_str());
            out.end_object();
        }
    }
    out.end_object();
}

fn image(out: &mut Writer, image: &Image) {
    out.begin_object();
    out.key("src").string(image.src.as_str());
    if !image.srcset.is_empty() {
        out.key("srcset");
        array(out, &image.srcset, |out, candidate| {
            out.begin_object();
            out.key("src").string(candidate.src.as_str());
            out.key("descriptor").string(&candidate.descriptor);
            out.end_object();
        });
    }
    optional(out, "sizes", image.sizes.as_deref());
    number(out, "width", image.width);
    number(out, "height", image.height);
    out.key("alt").string(&image.alt);
    out.end_object();
}

fn table(out: &mut Writer, table: &Table) {
    out.begin_object();
    optional_inlines(out, "caption", &table.caption);
    if !table.head.is_empty() {
        out.key("head");
        rows(out, &table.head, true);
    }
    out.key("body");
    rows(out, &table.body, false);
    out.end_object();
}

fn rows(out: &mut Writer, rows: &[Row], head: bool) {
    out.begin_array();
    for row in rows {
        out.begin_array();
        for found in &row.cells {
            cell(out, found, head);
        }
        out.end_array();
    }
    out.end_array();
}

fn cell(out: &mut Writer, cell: &Cell, head: bool) {
    if cell.header == head && cell.colspan == 1 && cell.rowspan == 1 && cell.align.is_none() {
        inlines(out, &cell.content);
        return;
    }
    out.begin_object();
    if cell.header != head {
        out.key("header").bool(cell.header);
    }
    number(out, "colspan", Some(u32::from(cell.colspan)).filter(|span| *span > 1));
    number(out, "rowspan", Some(u32::from(cell.rowspan)).filter(|span| *span > 1));
    optional(out, "align", cell.align.map(Align::name));
    out.key("content");
    inlines(out, &cell.content);
    out.end_object();
}

fn embed(out: &mut Writer, embed: &Embed) {
    out.begin_object();
    out.key("url").string(embed.url.as_str());
    optional(out, "provider", embed.provider.as_deref());
    optional(out, "title", embed.title.as_deref());
    if let Some(still) = &embed.still {
        image(out.key("still"), still);
    }
    optional_inlines(out, "caption", &embed.caption);
    out.end_object();
}

fn related(out: &mut Writer, related: &RelatedHeadline) {
    out.begin_object();
    out.key("title").string(&related.title);
    optional(out, "url", related.url.as_ref().map(|url| url.as_str()));
    optional(out, "summary", related.summary.as_deref());
    optional(out, "published", related.published.map(|time| time.to_rfc3339()).as_deref());
    if let Some(found) = &related.image {
        image(out.key("image"), found);
    }
    out.end_object();
}

/// Text that is nothing else is a bare string.
fn plain(content: &[Inline]) -> Option<&str> {
    match content {
        [Inline::Text(text)] => Some(text),
        _ => None,
    }
}

fn inlines(out: &mut Writer, content: &[Inline]) {
    match plain(content) {
        Some(text) => out.string(text),
        None => array(out, content, inline),
    }
}

fn inline(out: &mut Writer, inline: &Inline) {
    let (kind, detail, content) = match inline {
        Inline::Text(text) => return out.string(text),
        Inline::Break => {
            out.begin_object();
            out.key("break").bool(true);
            out.end_object();
            return;
        }
        Inline::Strong(content) => ("strong", None, content),
        Inline::Emphasis(content) => ("emphasis", None, content),
        Inline::Code(content) => ("code", None, content),
        Inline::Subscript(content) => ("subscript", None, content),
        Inline::Superscript(content) => ("superscript", None, content),
        Inline::Mark(content) => ("mark", None, content),
        Inline::Strike(content) => ("strike", None, content),
        Inline::Quote(content) => ("quote", None, content),
        Inline::Link { target, content } => ("link", Some(("url", reference(target))), content),
        Inline::Abbreviation { title, content } => ("abbreviation", Some(("title", title.clone())), content),
        Inline::Time { datetime, content } => ("time", Some(("datetime", datetime.clone())), content),
        Inline::Anchor { id, content } => ("anchor", Some(("id", id.clone())), content),
    };
    out.begin_object();
    out.key(kind);
    match detail {
        None => inlines(out, content),
        Some((name, value)) => {
            out.begin_object();
            out.key(name).string(&value);
            out.key("content");
            inlines(out, content);
            out.end_object();
        }
    }
    out.end_object();
}

/// A fragment is percent-decoded when it is read, so a percent sign is encoded here.
fn reference(target: &LinkTarget) -> String {
    match target {
        LinkTarget::Url(url) => url.as_str().to_owned(),
        LinkTarget::Fragment(id) => json::text::concat(&["#", &id.replace('%', "%25")]),
    }
}

fn array<T>(out: &mut Writer, all: &[T], write: fn(&mut Writer, &T)) {
    out.begin_array();
    for element in all {
        write(out, element);
    }
    out.end_array();
}

fn optional(out: &mut Writer, name: &str, value: Option<&str>) {
    if let Some(value) = value {
        out.key(name).string(value);
    }
}

fn optional_inlines(out: &mut Writer, name: &str, content: &[Inline]) {
    if !content.is_empty() {
        out.key(name);
        inlines(out, content);
    }
}

fn number(out: &mut Writer, name: &str, value: Option<u32>) {
    if let Some(value) = value {
        out.key(name).number(i64::from(value));
    }
}

fn strings(out: &mut Writer, name: &str, all: &[String]) {
    if !all.is_empty() {
        out.key(name);
        array(out, all, |out, text| out.string(text));
    }
}
