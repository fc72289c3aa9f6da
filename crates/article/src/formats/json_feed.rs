//! JSON Feed, versions 1.0 and 1.1 (<https://www.jsonfeed.org/version/1.1/>): the newest item that has a text is read, and
//! the other items are its related headlines.

use json::Value;
use json::text::concat;

use super::{Context, Format, Reader, Source, plain_text};
use crate::error::{Notation, ReadErrorKind};
use crate::html::{plain, read_body, read_text};
use crate::limits::MAX_RELATED;
use crate::loose;
use crate::model::{Article, Block, Figure, Image, Media, RelatedHeadline};
use crate::repetition::{drop_headline, drop_hero, shows_same, standfirst};
use crate::sentences::title_and_summary;
use crate::text::{beginning, clean, cut};
use crate::timestamp::Timestamp;
use crate::url::{LinkUrl, Resolver};

pub(super) const READER: Reader = Reader {
    format: Format::JsonFeed,
    notation: Notation::Json,
    fits: |source| source.json().is_some_and(fits),
    read,
    related: headlines,
};

/// Characters of an item's text that are looked at for a title or a summary.
const MAX_LOOKED_AT: usize = 4000;

/// Characters of a summary that is made of an item's text, where its first sentence is longer than a title may be.
const MAX_SENTENCE_CHARS: usize = 200;

fn fits(document: &Value) -> bool {
    let version = document.text("version").unwrap_or_default();
    let address = version.strip_prefix("https://").or_else(|| version.strip_prefix("http://"));
    address.is_some_and(|address| {
        address.strip_prefix("www.").unwrap_or(address).starts_with("jsonfeed.org/version/")
    })
}

fn read(source: &Source<'_>, context: &Context<'_>) -> Result<Article, ReadErrorKind> {
    let feed = source.json().unwrap_or(&Value::Null);
    let items = items(feed)?;
    if items.is_empty() {
        return Err(ReadErrorKind::NoArticle("The feed has no items.".to_owned()));
    }
    let known: Vec<&Value> = items.iter().filter(|item| is_known(item)).collect();
    let Some(item) = loose::newest(known.iter().copied().filter(|item| content(item).is_some()), time) else {
        let mut number = String::new();
        json::push_number(&mut number, items.len() as u64);
        return Err(ReadErrorKind::NoArticle(concat(&[
            "None of the feed’s items (",
            &number,
            ") has an “id” and a “content_html” or “content_text”.",
        ])));
    };
    let resolver = resolver_of(feed, context);
    let others = known.iter().filter(|other| !std::ptr::eq(**other, item));
    let related = others.filter_map(|other| related(other, &resolver)).collect();
    let url = url(item, &resolver);
    let resolver = match &url {
        Some(url) => resolver.rebased(url.as_str()),
        None => resolver,
    };
    let mut body = match content(item) {
        Some(Content::Html(html)) => read_body(html, &resolver)?,
        Some(Content::Text(text)) => plain_text::read_blocks(text)?,
        None => Vec::new(),
    };
    let headline = match loose::first(item, &["title"]) {
        Some(title) => read_text(title, &resolver),
        // Short notes have no title.
        None => title_and_summary(&beginning_of(&body)).0,
    };
    if item.get("title").is_some() {
        drop_headline(&headline, &mut body);
    }
    let mut hero = picture(item, &resolver);
    if let Some(hero) = &mut hero {
        drop_hero(hero, &mut body);
    }
    for attachment in attachments(item, &resolver) {
        if hero.is_none() {
            hero = Some(attachment);
        } else if !hero.as_ref().is_some_and(|hero| shows_same(hero, &attachment)) {
            body.push(Block::Figure(attachment));
        }
    }
    let summary = loose::first(item, &["summary"]).map(|summary| read_text(summary, &resolver));
    Ok(Article {
        standfirst: summary.and_then(|summary| standfirst(&summary, &body)),
        headline,
        byline: byline(item, feed, &resolver),
        published: loose::time(item, &["date_published", "date_modified"]),
        updated: loose::time(item, &["date_modified"]),
        section: None,
        tags: loose::names(item, "tags", &["name"], &resolver),
        lang: loose::first(item, &["language"]).or_else(|| loose::first(feed, &["language"])).map(str::to_owned),
        dir: None,
        hero,
        body,
        related,
        url,
    })
}

/// The items, whether they have a text or not.
fn headlines(source: &Source<'_>, context: &Context<'_>) -> Result<Vec<RelatedHeadline>, ReadErrorKind> {
    let feed = source.json().unwrap_or(&Value::Null);
    let resolver = resolver_of(feed, context);
    let known = items(feed)?.iter().filter(|item| is_known(item));
    Ok(known.filter_map(|item| related(item, &resolver)).take(MAX_RELATED).collect())
}

fn items(feed: &Value) -> Result<&[Value], ReadErrorKind> {
    if feed.get("items").is_none() {
        return Err(ReadErrorKind::NoArticle("The document has no list “items”.".to_owned()));
    }
    Ok(loose::list(feed, "items"))
}

/// Resolves the addresses of the feed.
fn resolver_of<'a>(feed: &Value, context: &Context<'a>) -> Resolver<'a> {
    match loose::first(feed, &["home_page_url", "feed_url"]) {
        Some(base) => context.resolver.rebased(base),
        None => context.resolver.clone(),
    }
}

/// Whether an item can be told from others. The specification has readers drop items without an `id`; feeds whose items
/// have an address in its place are common.
fn is_known(item: &Value) -> bool {
    loose::first(item, &["id", "url", "external_url"]).is_some()
}

/// The text of an item.
enum Content<'a> {
    Html(&'a str),
    Text(&'a str),
}

fn content(item: &Value) -> Option<Content<'_>> {
    let html = loose::first(item, &["content_html"]).map(Content::Html);
    html.or_else(|| loose::first(item, &["content_text"]).map(Content::Text))
}

fn time(item: &Value) -> Option<Timestamp> {
    loose::time(item, &["date_published", "date_modified"])
}

/// The address of an item. Where it names none, its `id` may be one.
fn url(item: &Value, resolver: &Resolver<'_>) -> Option<LinkUrl> {
    let named = loose::first(item, &["url", "external_url"]);
    named
        .or_else(|| loose::first(item, &["id"]).filter(|id| id.starts_with("http://") || id.starts_with("https://")))
        .and_then(|url| resolver.link(url))
}

/// Who wrote an item: its authors, else the feed's. Version 1.0 has one `author`, which some feeds keep beside the list.
fn byline(item: &Value, feed: &Value, resolver: &Resolver<'_>) -> Vec<String> {
    for owner in [item, feed] {
        for path in ["authors", "author"] {
            let names = loose::names(owner, path, &["name"], resolver);
            if !names.is_empty() {
                return names;
            }
        }
    }
    Vec::new()
}

fn picture(item: &Value, resolver: &Resolver<'_>) -> Option<Figure> {
    let media = vec![Media::Image(image(item, resolver)?)];
    Some(Figure { media, caption: Vec::new(), credit: None })
}

fn image(item: &Value, resolver: &Resolver<'_>) -> Option<Image> {
    let src = resolver.media(loose::first(item, &["image", "banner_image"])?)?;
    Some(Image { src, srcset: Vec::new(), sizes: None, width: None, height: None, alt: String::new() })
}

/// What is attached to an item and can be shown, such as an episode of a podcast. Several attachments of one title are
/// the same in other file formats, of which the first counts.
fn attachments(item: &Value, resolver: &Resolver<'_>) -> Vec<Figure> {
    let mut titles = Vec::new();
    let mut figures = Vec::new();
    for attachment in loose::list(item, "attachments") {
        let kind = loose::first(attachment, &["mime_type"]).unwrap_or_default();
        let Some(src) = loose::first(attachment, &["url"]).and_then(|url| resolver.media(url)) else { continue };
        let title = clean(loose::first(attachment, &["title"]).unwrap_or_default());
        let medium = match kind.split('/').next() {
            Some("audio") => Media::Audio { src },
            Some("video") => Media::Video { src, poster: None, width: None, height: None },
            Some("image") => Media::Image(Image {
                src,
                srcset: Vec::new(),
                sizes: None,
                width: None,
                height: None,
                alt: title.clone(),
            }),
            _ => continue,
        };
        if title.is_empty() || !titles.contains(&title) {
            figures.push(Figure { media: vec![medium], caption: Vec::new(), credit: None });
            titles.push(title);
        }
    }
    figures
}

fn related(item: &Value, resolver: &Resolver<'_>) -> Option<RelatedHeadline> {
    let text = match content(item) {
        Some(Content::Html(html)) => read_text(beginning(html, MAX_LOOKED_AT), resolver),
        Some(Content::Text(text)) => clean(beginning(text, MAX_LOOKED_AT)),
        None => String::new(),
    };
    let summary = loose::first(item, &["summary"]).map(|summary| read_text(summary, resolver));
    let (title, summary) = match loose::first(item, &["title"]) {
        Some(title) => (read_text(title, resolver), summary.or_else(|| Some(first_sentence(&text)))),
        None => {
            let (title, rest) = title_and_summary(&text);
            (title, summary.or(rest))
        }
    };
    Some(RelatedHeadline {
        title: Some(title).filter(|title| !title.is_empty())?,
        url: url(item, resolver),
        summary,
        published: time(item),
        image: image(item, resolver),
    })
}

/// The first sentence of a text, or the beginning of one that has no short one.
fn first_sentence(text: &str) -> String {
    let (sentence, rest) = title_and_summary(text);
    match rest {
        // The full stop, which a title lacks, is put back by taking the text up to the rest.
        Some(rest) if rest.len() < text.len() => text.strip_suffix(rest.as_str()).map_or(sentence, clean),
        Some(_) => cut(text, MAX_SENTENCE_CHARS),
        None => text.to_owned(),
    }
}

/// The first line of a body.
fn beginning_of(body: &[Block]) -> String {
    let line = body.iter().find_map(|block| match block {
        Block::Heading { content, .. } | Block::Paragraph { content, .. } => Some(plain(content)),
        Block::Quote { blocks, .. } => Some(beginning_of(blocks)),
        _ => None,
    });
    clean(&line.unwrap_or_default())
}
