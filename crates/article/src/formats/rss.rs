//! RSS 2.0, and the versions 0.9x that it took in.

use super::feed::{Feed, Item, Text, article, headlines, hero, language, rebased};
use super::{Context, Format, Reader, Source};
use crate::dates::read_date;
use crate::error::{Notation, ReadErrorKind};
use crate::html::read_text;
use crate::limits::{MAX_BYLINE, MAX_TAGS};
use crate::text::clean;
use crate::timestamp::Timestamp;
use crate::url::{LinkUrl, Resolver};
use crate::xml::{self, Element, Space};

pub(super) const READER: Reader = Reader {
    format: Format::Rss,
    notation: Notation::Xml,
    fits: |source| match source {
        Source::Text { text, notation: Notation::Xml | Notation::Html, .. } => {
            xml::root(text).is_some_and(|(_, name)| name.eq_ignore_ascii_case("rss"))
        }
        _ => false,
    },
    read: |source, context| open(source, context, article),
    related: |source, context| open(source, context, headlines),
};

/// Finds the items, of which something is made.
fn open<T>(
    source: &Source<'_>,
    context: &Context<'_>,
    make: impl FnOnce(Feed<'_, '_>) -> Result<T, ReadErrorKind>,
) -> Result<T, ReadErrorKind> {
    let document = xml::parse(source.text()?)?;
    let root = &document.root;
    if !root.name.eq_ignore_ascii_case("rss") {
        let said = ["The document’s outermost element is “", root.name.as_str(), "”, not “rss”."];
        return Err(ReadErrorKind::NoArticle(said.concat()));
    }
    // A few feeds declare a namespace for RSS itself, which has none.
    let core = root.space;
    let channel = root.first(core, "channel").unwrap_or(root);
    let base = rebased(channel, &rebased(root, &context.resolver));
    let lang = channel
        .text_of(core, "language")
        .or_else(|| channel.text_of(Space::Dublin, "language"))
        .or_else(|| [channel, root].into_iter().find_map(language));
    let mut found = channel.all(core, "item").chain(root.all(core, "item").filter(|_| !std::ptr::eq(channel, root)));
    let read = |element| item(element, core, lang.as_deref(), &base);
    make(Feed {
        elements: &mut found,
        time: &|element| published(element, core),
        read: &read,
        fault: document.fault.as_deref(),
    })
}

fn published(element: &Element, core: Space) -> Option<Timestamp> {
    let date = |space, name| element.text_of(space, name).and_then(|text| read_date(&text));
    date(core, "pubDate").or_else(|| date(Space::Dublin, "date"))
}

fn item<'a>(element: &'a Element, core: Space, lang: Option<&str>, base: &Resolver<'a>) -> Item<'a> {
    let base = rebased(element, base);
    let url = address(element, core, &base);
    // The base that it names itself goes before its address.
    let resolver = match &url {
        Some(url) if element.attribute_in(Space::Xml, "base").is_none() => base.rebased(url.as_str()),
        _ => base.clone(),
    };
    let content = element.first(Space::Content, "encoded");
    let summary = element.first(core, "description");
    let text = |element: Option<&'a Element>| element.and_then(|element| Text::html(element, &resolver));
    let spare = || {
        let podcast = element.first(Space::Itunes, "summary");
        podcast.or_else(|| element.first(Space::Media, "description")).or_else(|| {
            element.all(Space::Media, "group").find_map(|group| group.first(Space::Media, "description"))
        })
    };
    Item {
        title: title(element, core, &resolver),
        summary: text(summary).or_else(|| text(spare())),
        content: text(content),
        published: published(element, core),
        updated: element.text_of(Space::Atom, "updated").and_then(|text| read_date(&text)),
        byline: byline(element, core, &resolver),
        tags: element.all(core, "category").take(MAX_TAGS).map(|tag| read_text(&tag.text(), &resolver)).collect(),
        lang: language(element).or_else(|| lang.map(str::to_owned)),
        hero: hero(element, core, &resolver),
        url,
        resolver,
    }
}

fn title(element: &Element, core: Space, resolver: &Resolver<'_>) -> String {
    let title = element.text_of(core, "title").or_else(|| element.text_of(Space::Media, "title"));
    read_text(&title.unwrap_or_default(), resolver)
}

/// The address of an item: its link, else its identifier, unless that says that it is no address.
fn address(element: &Element, core: Space, resolver: &Resolver<'_>) -> Option<LinkUrl> {
    let link = element.text_of(core, "link").and_then(|link| resolver.link(&link));
    let alternate = || {
        element
            .all(Space::Atom, "link")
            .filter(|link| matches!(link.attribute("rel"), None | Some("alternate")))
            .find_map(|link| resolver.link(link.attribute("href")?))
    };
    let guid = || {
        let guid = element.first(core, "guid")?;
        let text = guid.text();
        // An identifier that is no address would be read as a relative one.
        let absolute = text.starts_with("https://") || text.starts_with("http://");
        let permanent = guid.attribute("isPermaLink").is_none_or(|said| said.eq_ignore_ascii_case("true"));
        resolver.link(&text).filter(|_| absolute && permanent)
    };
    link.or_else(alternate).or_else(guid)
}

fn byline(element: &Element, core: Space, resolver: &Resolver<'_>) -> Vec<String> {
    let names = |space, name| {
        element.all(space, name).take(MAX_BYLINE).map(|author| read_text(&author.text(), resolver)).collect::<Vec<_>>()
    };
    let mut byline = names(Space::Dublin, "creator");
    if byline.is_empty() {
        byline = names(core, "author").iter().filter_map(|author| person(author)).collect();
    }
    if byline.is_empty() {
        byline = names(Space::Itunes, "author");
    }
    byline
}

/// RSS names people by their address, with the name behind it in brackets. An address alone is nobody's name.
fn person(author: &str) -> Option<String> {
    let (before, after) = author.split_once('(').unwrap_or((author, ""));
    let name = if before.contains('@') { after.trim_end_matches([')', ' ']) } else { author };
    Some(clean(name)).filter(|name| !name.is_empty() && !name.contains('@'))
}
