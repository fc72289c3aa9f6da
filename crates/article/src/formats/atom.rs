//! Atom, RFC 4287: a feed, or a document of one entry.

use super::feed::{Feed, Item, Text, article, headlines, hero, language, rebased};
use super::{Context, Format, Reader, Source};
use crate::dates::read_date;
use crate::error::{Notation, ReadErrorKind};
use crate::text::clean;
use crate::timestamp::Timestamp;
use crate::url::{LinkUrl, Resolver};
use crate::xml::{self, Element, Space};

pub(super) const READER: Reader = Reader {
    format: Format::Atom,
    notation: Notation::Xml,
    fits: |source| match source {
        Source::Text { text, notation: Notation::Xml | Notation::Html, .. } => {
            xml::root(text).is_some_and(|(space, name)| is_root(space, &name))
        }
        _ => false,
    },
    read: |source, context| open(source, context, article),
    related: |source, context| open(source, context, headlines),
};

/// Some feeds leave the namespace out.
fn is_root(space: Space, name: &str) -> bool {
    matches!(space, Space::Atom | Space::None) && matches!(name, "feed" | "entry")
}

/// Finds the entries, of which something is made.
fn open<T>(
    source: &Source<'_>,
    context: &Context<'_>,
    make: impl FnOnce(Feed<'_, '_>) -> Result<T, ReadErrorKind>,
) -> Result<T, ReadErrorKind> {
    let document = xml::parse(source.text()?)?;
    let root = &document.root;
    if !is_root(root.space, &root.name) {
        let said = ["The document’s outermost element is “", root.name.as_str(), "”, not Atom’s “feed” or “entry”."];
        return Err(ReadErrorKind::NoArticle(said.concat()));
    }
    let core = root.space;
    let base = rebased(root, &context.resolver);
    let alone = (root.name == "entry").then_some(root);
    let mut entries = alone.into_iter().chain(root.all(core, "entry"));
    let read = |element| item(element, root, core, &base);
    make(Feed {
        elements: &mut entries,
        time: &|element| published(element, core),
        read: &read,
        fault: document.fault.as_deref(),
    })
}

fn published(element: &Element, core: Space) -> Option<Timestamp> {
    let date = |name| element.text_of(core, name).and_then(|text| read_date(&text));
    date("published").or_else(|| date("updated"))
}

fn item<'a>(element: &'a Element, feed: &'a Element, core: Space, base: &Resolver<'a>) -> Item<'a> {
    let base = rebased(element, base);
    let url = address(element, core, &base);
    let based = [element, feed].iter().any(|element| element.attribute_in(Space::Xml, "base").is_some());
    let resolver = match &url {
        Some(url) if !based => base.rebased(url.as_str()),
        _ => base.clone(),
    };
    let found = |name| element.first(core, name);
    let (title, content, summary) = (found("title"), found("content"), found("summary"));
    let described = || {
        let group = element.first(Space::Media, "group");
        group.unwrap_or(element).text_of(Space::Media, "description").map(Text::Plain)
    };
    let elsewhere = || {
        // Where the text is only elsewhere, a link to it is all there is to read.
        let address = resolver.link(content?.attribute("src")?)?;
        Some(Text::Plain(address.as_str().to_owned()))
    };
    Item {
        title: title.and_then(|title| text(title, &resolver)).map(|title| clean(&title.line(&resolver))).unwrap_or_default(),
        content: content.and_then(|content| text(content, &resolver)),
        summary: summary.and_then(|summary| text(summary, &resolver)).or_else(described).or_else(elsewhere),
        published: published(element, core),
        updated: element.text_of(core, "updated").and_then(|text| read_date(&text)),
        byline: byline(element, feed, core),
        tags: element
            .all(core, "category")
            .filter_map(|tag| tag.attribute("label").or_else(|| tag.attribute("term")).map(str::to_owned))
            .collect(),
        lang: content.into_iter().chain([element, feed]).find_map(language),
        hero: hero(element, core, &resolver),
        url,
        resolver,
    }
}

/// A text construct (section 3.1) or a content (section 4.1.3).
fn text<'a>(element: &'a Element, resolver: &Resolver<'a>) -> Option<Text<'a>> {
    let resolver = rebased(element, resolver);
    let kind = element.attribute("type").unwrap_or("text").to_ascii_lowercase();
    match kind.as_str() {
        "html" | "text/html" => Text::html(element, &resolver),
        "xhtml" | "application/xhtml+xml" => Some(Text::Elements(element, resolver)),
        // Elements where text was said are XHTML that somebody forgot to declare.
        "text" if element.elements().next().is_some() => Some(Text::Elements(element, resolver)),
        kind if kind == "text" || kind.starts_with("text/") => {
            Some(element.text()).filter(|text| !text.is_empty()).map(Text::Plain)
        }
        // Pictures, and XML in some language of its own.
        _ => None,
    }
}

/// The page of an entry: its link without a relation or with `alternate`, an HTML page rather than another kind.
fn address(element: &Element, core: Space, resolver: &Resolver<'_>) -> Option<LinkUrl> {
    let alternates = || {
        element.all(core, "link").filter(|link| matches!(link.attribute("rel"), None | Some("alternate")))
    };
    let page = alternates().find(|link| link.attribute("type").is_none_or(|kind| kind.contains("html")));
    resolver.link(page.or_else(|| alternates().next())?.attribute("href")?)
}

/// The names of the entry's authors, else those of the feed that it was taken from, else those of this feed (section
/// 4.1.2).
fn byline(element: &Element, feed: &Element, core: Space) -> Vec<String> {
    let source = element.first(core, "source");
    for around in [Some(element), source, Some(feed)].into_iter().flatten() {
        let names: Vec<String> =
            around.all(core, "author").filter_map(|author| author.text_of(core, "name")).collect();
        if !names.is_empty() {
            return names;
        }
    }
    Vec::new()
}
