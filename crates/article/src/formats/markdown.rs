//! Markdown: CommonMark with GitHub's tables, footnotes and struck text, after front matter in YAML or without it.

mod body;
mod front_matter;

use json::Value;

use super::{Context, Format, Reader, Source, no_list};
use crate::dates::read_date;
use crate::error::{Notation, ReadErrorKind};
use crate::html::{plain, read_text};
use crate::limits::MAX_TAGS;
use crate::loose;
use crate::model::{Article, Block, Direction, Figure, Image, Inline, Media};
use crate::repetition::{drop_headline, drop_hero, standfirst};
use crate::sniff::{is_markdown, is_page};
use crate::text::clean;
use crate::timestamp::Timestamp;
use crate::url::Resolver;

pub(super) const READER: Reader = Reader {
    format: Format::Markdown,
    notation: Notation::Text,
    fits: |source| match source {
        Source::Json(_) => false,
        Source::Text { text, notation, media_type } => {
            (media_type.is_some_and(is_markdown) && !is_page(text) && *notation != Notation::Binary)
                || (*notation == Notation::Text && front_matter::split(text).is_some())
        }
    },
    read,
    related: no_list,
};

fn read(source: &Source<'_>, context: &Context<'_>) -> Result<Article, ReadErrorKind> {
    let text = source.text()?;
    let (front, text) = match front_matter::split(text) {
        Some((front, text)) => (front_matter::read(front), text),
        None => (Value::Null, text),
    };
    let url = loose::first(&front, &["canonical_url", "canonicalURL", "canonical", "permalink", "url"]);
    let url = url.and_then(|url| context.resolver.link(url));
    let resolver = match &url {
        Some(url) => context.resolver.rebased(url.as_str()),
        None => context.resolver.clone(),
    };
    let mut body = body::read(text, &resolver)?;
    let title = loose::first(&front, &["title", "headline"]).map(|title| read_text(title, &resolver));
    let headline = match title.filter(|title| !title.is_empty()) {
        Some(title) => {
            drop_headline(&title, &mut body);
            title
        }
        None => take_headline(&mut body).ok_or(ReadErrorKind::NoHeadline)?,
    };
    let mut hero = hero(&front, &resolver);
    if let Some(hero) = &mut hero {
        drop_hero(hero, &mut body);
    }
    let intro = loose::first(&front, &["description", "summary", "excerpt", "subtitle", "standfirst"]);
    let categories = names(&front, &["categories", "category"], &resolver);
    Ok(Article {
        standfirst: intro.and_then(|intro| standfirst(&read_text(intro, &resolver), &body)),
        byline: ["author", "authors", "byline"]
            .iter()
            .map(|path| loose::names(&front, path, &["name", "title", "login"], &resolver))
            .find(|names| !names.is_empty())
            .unwrap_or_default(),
        published: time(&front, &["date", "published", "published_at", "publishDate", "pubDate", "datePublished"]),
        updated: time(&front, &["updated", "lastmod", "modified", "updated_at", "last_modified_at", "dateModified"]),
        section: loose::first(&front, &["section"])
            .map(|section| read_text(section, &resolver))
            .or_else(|| categories.into_iter().next()),
        tags: names(&front, &["tags", "keywords"], &resolver),
        lang: loose::first(&front, &["lang", "language", "locale"]).map(str::to_owned),
        dir: match loose::first(&front, &["dir", "direction"]) {
            Some("rtl") => Some(Direction::Rtl),
            Some("ltr") => Some(Direction::Ltr),
            _ => None,
        },
        related: Vec::new(),
        url,
        headline,
        hero,
        body,
    })
}

/// The heading that the text begins with, else its first heading of the first level.
fn take_headline(body: &mut Vec<Block>) -> Option<String> {
    let is_title = |block: &Block| matches!(block, Block::Heading { level: 1, .. });
    let at = match body.first() {
        Some(Block::Heading { .. }) => 0,
        _ => body.iter().position(is_title)?,
    };
    match body.remove(at) {
        Block::Heading { content, .. } => Some(clean(&plain(&content))),
        _ => None,
    }
}

fn time(front: &Value, paths: &[&str]) -> Option<Timestamp> {
    paths.iter().find_map(|path| read_date(loose::first(front, &[path])?))
}

/// The names in a list, or in a text that commas part.
fn names(front: &Value, paths: &[&str], resolver: &Resolver<'_>) -> Vec<String> {
    for path in paths {
        let found = match front.at(path) {
            Some(Value::String(text)) => text.split(',').take(MAX_TAGS).map(|name| read_text(name, resolver)).collect(),
            _ => loose::names(front, path, &["name", "title"], resolver),
        };
        if !found.is_empty() {
            return found;
        }
    }
    Vec::new()
}

/// The picture: an address, or an object that says more of it, as different systems name its parts.
fn hero(front: &Value, resolver: &Resolver<'_>) -> Option<Figure> {
    const ADDRESSES: [&str; 6] = ["src", "url", "path", "image", "feature", "relative"];
    let names = ["image", "cover", "hero", "featured_image", "feature_image", "featuredImage", "cover_image", "thumbnail"];
    names.iter().find_map(|name| {
        let value = front.get(name)?;
        let value = value.element(0).unwrap_or(value);
        let src = resolver.media(loose::named(value, &ADDRESSES)?)?;
        let said = |own: &[&str], beside: &str| {
            let beside = [name.to_string(), beside.to_owned()].concat();
            let found = loose::first(value, own).or_else(|| loose::first(front, &[&beside]))?;
            Some(read_text(found, resolver)).filter(|text| !text.is_empty())
        };
        let caption = said(&["caption"], "_caption");
        Some(Figure {
            media: vec![Media::Image(Image {
                src,
                srcset: Vec::new(),
                sizes: None,
                width: loose::pixels(value, "width"),
                height: loose::pixels(value, "height"),
                alt: said(&["alt", "alt_text"], "_alt").unwrap_or_default(),
            })],
            caption: caption.map(|caption| vec![Inline::Text(caption)]).unwrap_or_default(),
            credit: said(&["credit"], "_credit"),
        })
    })
}
