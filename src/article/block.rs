//! The blocks of a text, one kind a function.

use standfirst_article::{Block, Embed, Frame, Inline, LinkUrl, List, ListItem};
use yew::prelude::*;
use yew::virtual_dom::VList;

use super::context::{Context, words};
use super::figure::{figure, gallery, thumbnail};
use super::heading_tag;
use super::inline::{attribute, has_link, identifier, inlines, text};
use super::table::table;
use crate::language::Label;
use crate::markup::Tag;

/// Renders blocks in document order.
pub(super) fn blocks(content: &[Block], context: &mut Context) -> Html {
    let mut list = VList::new();
    for part in content {
        list.add_child(block(part, context));
    }
    list.into()
}

/// Renders a block.
pub(super) fn block(part: &Block, context: &mut Context) -> Html {
    let tag = match part {
        Block::Paragraph { id, content } => {
            Tag::new("p", "").set("id", identifier(id.as_ref())).child(inlines(content))
        }
        Block::Heading { level, id, content } => heading(*level, id.as_ref(), content, context),
        Block::List(part) => list(part, context),
        Block::Quote { blocks, citation, source } => quote(blocks, citation, source.as_ref(), context),
        Block::Figure(part) => figure(part, false, context.language),
        Block::Gallery { figures, caption } => gallery(figures, caption, context.language),
        Block::Correction { title, blocks } => correction(title.as_deref(), blocks, context),
        Block::Table(part) => table(part, context.language),
        Block::Code { language, text } => code(language.as_deref(), text),
        Block::Embed(part) => embed(part, context),
        Block::Divider => Tag::new("hr", ""),
    };
    tag.html()
}

fn heading(level: u8, id: Option<&String>, content: &[Inline], context: &mut Context) -> Tag {
    let depth = context.headings.place(level);
    let attributes = match depth {
        1 => "class=heading;part=heading",
        2 => "class=heading minor;part=heading",
        _ => "class=heading least;part=heading",
    };
    let tag = heading_tag(context.heading_level + depth);
    Tag::new(tag, attributes).set("id", identifier(id)).child(inlines(content))
}

fn list(list: &List, context: &mut Context) -> Tag {
    let start = list.start.filter(|_| list.ordered).map(|start| AttrValue::from(start.to_string()));
    let mut tag = Tag::new(if list.ordered { "ol" } else { "ul" }, "").set("start", start);
    for part in &list.items {
        tag = tag.tag(item(part, context));
    }
    tag
}

fn item(item: &ListItem, context: &mut Context) -> Tag {
    let tag = Tag::new("li", "").set("id", identifier(item.id.as_ref()));
    // An item that is one paragraph, with or without a list under it, stands close to its neighbours.
    match item.blocks.as_slice() {
        [Block::Paragraph { id: None, content }] => tag.child(inlines(content)),
        [Block::Paragraph { id: None, content }, nested @ Block::List(_)] => {
            tag.child(inlines(content)).child(block(nested, context))
        }
        content => tag.child(blocks(content, context)),
    }
}

fn quote(content: &[Block], citation: &[Inline], source: Option<&LinkUrl>, context: &mut Context) -> Tag {
    let source = source.map(|url| attribute(url.as_str()));
    let tag = Tag::new("blockquote", "").set("cite", source.clone()).child(blocks(content, context));
    if citation.is_empty() {
        return tag;
    }
    let cited = inlines(citation);
    let cited = match source {
        Some(source) if !has_link(citation) => {
            Tag::new("a", "").set("href", Some(source)).child(cited).html()
        }
        _ => cited,
    };
    tag.tag(Tag::new("footer", "").tag(Tag::new("cite", "").child(cited)))
}

/// A note of its own, which says by its name what it is where its text does not begin with that.
fn correction(title: Option<&str>, content: &[Block], context: &mut Context) -> Tag {
    let name = title.map_or_else(|| context.language.text(Label::Correction), attribute);
    let tag = Tag::new("div", "class=correction;role=note").set("aria-label", Some(name));
    let title = title.map(|title| Tag::new("p", "class=note-title").child(text(title)));
    tag.maybe(title).child(blocks(content, context))
}

fn code(language: Option<&str>, content: &str) -> Tag {
    // HTML's own convention. A name with a blank in it would be further classes.
    let class = language
        .filter(|name| !name.contains(|letter: char| letter.is_ascii_whitespace()))
        .map(|name| AttrValue::from(standfirst_json::text::concat(&["language-", name])));
    // Long lines scroll, so the keyboard must reach them. Programs run from left to right in any language.
    Tag::new("pre", "dir=ltr;tabindex=0;translate=no")
        .tag(Tag::new("code", "").set("class", class).child(text(content)))
}

/// What another site shows: a way there and, where that site shows it in frames, a button that does. Until the reader asks,
/// nothing of it loads; `showFrame` of static/standfirst.js hears the button.
fn embed(embed: &Embed, context: &Context) -> Tag {
    let language = context.language;
    let provider = embed.provider.as_deref();
    let label = match provider {
        Some(provider) => language.fill(Label::OpenEmbedAt, &[("provider", provider)]),
        None => language.text(Label::OpenEmbed),
    };
    let title = embed.title.as_ref().map(|title| Tag::new("p", "class=embed-title").child(text(title)));
    let link = Tag::new("a", "").set("href", Some(attribute(embed.url.as_str()))).tag(words(language, label));
    let button = Frame::of(&embed.url).map(|frame| {
        let site = provider.unwrap_or(frame.site);
        let label = language.fill(Label::ShowEmbed, &[("provider", site)]);
        Tag::new("button", "class=button;type=button")
            .set("data-frame", Some(AttrValue::from(frame.address)))
            .set("data-name", Some(attribute(embed.title.as_deref().unwrap_or(site))))
            .fix("data-shape", frame.shape)
            .maybe(embed.still.as_ref().map(thumbnail))
            .tag(words(language, label))
    });
    let caption =
        (!embed.caption.is_empty()).then(|| Tag::new("figcaption", "").child(inlines(&embed.caption)));
    let shown = Tag::new("div", "class=embed-box").maybe(title).maybe(button);
    Tag::new("figure", "class=figure embed;part=figure")
        .tag(shown.tag(Tag::new("p", "").tag(link)))
        .maybe(caption)
}
