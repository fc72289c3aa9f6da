//! What the feeds have in common: the newest item is the article, its siblings are the related headlines.

mod media;

use crate::error::ReadErrorKind;
use crate::html::{Names, TreeWriter, read_body, read_embed, read_text, read_written};
use crate::limits::MAX_RELATED;
use crate::model::{Article, Block, Figure, RelatedHeadline};
use crate::repetition::{drop_headline, drop_hero, standfirst, without_tail};
use crate::sentences::title_and_summary;
use crate::text::find;
use crate::timestamp::Timestamp;
use crate::url::{LinkUrl, Resolver};
use crate::xml::{Element, Node, Space};

pub(super) use media::hero;

use super::plain_text::read_blocks;

/// An item of a feed, before its text is read.
pub(super) struct Item<'a> {
    pub(super) title: String,
    pub(super) url: Option<LinkUrl>,
    pub(super) summary: Option<Text<'a>>,
    pub(super) content: Option<Text<'a>>,
    pub(super) published: Option<Timestamp>,
    pub(super) updated: Option<Timestamp>,
    pub(super) byline: Vec<String>,
    pub(super) tags: Vec<String>,
    pub(super) lang: Option<String>,
    pub(super) hero: Option<Figure>,
    /// Resolves the addresses in its texts.
    pub(super) resolver: Resolver<'a>,
}

/// A text of an item, in one of the ways in which feeds write text.
pub(super) enum Text<'a> {
    /// HTML.
    Html(String),
    /// Plain text.
    Plain(String),
    /// XHTML, or HTML that somebody forgot to escape, as elements of the feed itself.
    Elements(&'a Element, Resolver<'a>),
}

impl<'a> Text<'a> {
    /// The HTML in an element; elements in it, which should have been escaped, are a part of it.
    pub(super) fn html(element: &'a Element, resolver: &Resolver<'a>) -> Option<Self> {
        if element.elements().next().is_some() {
            return Some(Self::Elements(element, resolver.clone()));
        }
        Some(element.text()).filter(|text| !text.is_empty()).map(Self::Html)
    }

    /// On one line.
    pub(super) fn line(&self, resolver: &Resolver<'_>) -> String {
        match self {
            Self::Html(html) => read_text(html, resolver),
            Self::Plain(text) => text.clone(),
            Self::Elements(element, _) => element.text(),
        }
    }

    fn blocks(&self, resolver: &Resolver<'_>) -> Result<Vec<Block>, ReadErrorKind> {
        match self {
            // Without a tag an empty line is all that parts paragraphs.
            Self::Html(html) if find(html, "<").is_none() && has_empty_line(html) => {
                read_blocks(&Names::read().decode(html, false))
            }
            Self::Html(html) => read_body(html, resolver),
            Self::Plain(text) => read_blocks(text),
            Self::Elements(element, resolver) => {
                let names = Names::read();
                let mut writer = TreeWriter::new(&names);
                write(element, &mut writer);
                read_written(writer, resolver)
            }
        }
    }
}

fn has_empty_line(text: &str) -> bool {
    let mut lines = text.lines().skip(1);
    lines.any(|line| line.trim().is_empty())
}

/// Writes what is in an element; it nests no deeper than XML is read.
fn write(element: &Element, writer: &mut TreeWriter<'_>) {
    for node in &element.nodes {
        match node {
            Node::Text(text) => writer.text(text),
            Node::Element(inner) => {
                writer.open(&inner.name, &inner.plain_attributes());
                write(inner, writer);
                writer.close(&inner.name);
            }
        }
    }
}

/// The items of a feed, in its order, and how one is read.
pub(super) struct Feed<'a, 'b> {
    pub(super) elements: &'b mut dyn Iterator<Item = &'a Element>,
    pub(super) time: &'b dyn Fn(&Element) -> Option<Timestamp>,
    pub(super) read: &'b dyn Fn(&'a Element) -> Item<'a>,
    /// Why what follows the last item could not be read.
    pub(super) fault: Option<&'b str>,
}

/// Makes the article: of the newest item, or of the first one where no item is dated. Reads no more items than are
/// shown.
///
/// # Errors
/// Where there is no item, or the newest has no text of its own.
pub(super) fn article(feed: Feed<'_, '_>) -> Result<Article, ReadErrorKind> {
    let Feed { elements, time, read, fault } = feed;
    let mut cut_off = false;
    let (mut newest, mut latest) = (None, None);
    let mut others: Vec<&Element> = Vec::new();
    for element in elements {
        if !element.whole {
            cut_off = true;
            continue;
        }
        let found = time(element);
        let before = match newest {
            Some(_) if found <= latest => Some(element),
            _ => {
                latest = found;
                newest.replace(element)
            }
        };
        others.extend(before.filter(|_| others.len() < MAX_RELATED));
    }
    let Some(newest) = newest else {
        let empty = || ReadErrorKind::NoArticle("The feed has no items.".to_owned());
        return Err(broken(fault, cut_off).unwrap_or_else(empty));
    };
    story(read(newest), others.into_iter().map(|element| related_headline(&read(element))).collect())
}

/// The headlines of the items. Reads no more of them than are kept.
///
/// # Errors
/// Where the feed is cut off before its first item ends. A feed may have none.
pub(super) fn headlines(feed: Feed<'_, '_>) -> Result<Vec<RelatedHeadline>, ReadErrorKind> {
    let Feed { elements, read, fault, .. } = feed;
    let mut cut_off = false;
    let mut found = Vec::new();
    for element in elements.take(MAX_RELATED) {
        if element.whole {
            found.push(related_headline(&read(element)));
        } else {
            cut_off = true;
        }
    }
    match broken(fault, cut_off).filter(|_| found.is_empty()) {
        Some(broken) => Err(broken),
        None => Ok(found),
    }
}

/// Why a feed has no whole item, where it is broken.
fn broken(fault: Option<&str>, cut_off: bool) -> Option<ReadErrorKind> {
    let fault = fault.or(cut_off.then_some("its first item has no end"))?;
    Some(ReadErrorKind::MalformedXml(fault.to_owned()))
}

fn story(item: Item<'_>, related: Vec<RelatedHeadline>) -> Result<Article, ReadErrorKind> {
    let resolver = &item.resolver;
    let mut body = match &item.content {
        Some(content) => content.blocks(resolver)?,
        None => Vec::new(),
    };
    // Some say no more than the headline where the text should be.
    drop_headline(&item.title, &mut body);
    let summary = item.summary.as_ref().map(|summary| summary.line(resolver)).filter(|text| !text.is_empty());
    let mut intro = None;
    if body.is_empty() {
        if let Some(summary) = &item.summary {
            body = summary.blocks(resolver)?;
            drop_headline(&item.title, &mut body);
        }
        // The page of a video says in a sentence what the video is.
        if let Some(embed) = item.url.as_ref().and_then(|url| read_embed(url.as_str(), resolver)) {
            body.insert(0, Block::Embed(embed));
        }
    } else if let Some(summary) = &summary {
        intro = standfirst(summary, &body);
    }
    let mut hero = item.hero;
    if let Some(hero) = &mut hero {
        drop_hero(hero, &mut body);
    }
    let headline = match item.title {
        title if title.is_empty() => title_and_summary(&summary.unwrap_or_default()).0,
        title => title,
    };
    Ok(Article {
        url: item.url,
        headline,
        standfirst: intro,
        byline: item.byline,
        published: item.published,
        updated: item.updated,
        section: None,
        tags: item.tags,
        lang: item.lang,
        dir: None,
        hero,
        body,
        related,
    })
}

fn related_headline(item: &Item<'_>) -> RelatedHeadline {
    let summary = item.summary.as_ref().or(item.content.as_ref()).map(|text| text.line(&item.resolver));
    let mut summary = summary.and_then(|summary| without_tail(&summary));
    let mut title = item.title.clone();
    if title.is_empty()
        && let Some(text) = summary.take()
    {
        (title, summary) = title_and_summary(&text);
    }
    RelatedHeadline {
        title,
        url: item.url.clone(),
        summary,
        published: item.published.or(item.updated),
        image: item.hero.clone().and_then(Figure::into_picture),
    }
}

/// The same resolver, or one by the `xml:base` of an element.
pub(super) fn rebased<'a>(element: &Element, resolver: &Resolver<'a>) -> Resolver<'a> {
    match element.attribute_in(Space::Xml, "base") {
        Some(base) => resolver.rebased(base),
        None => resolver.clone(),
    }
}

/// The language that an element says its text is in.
pub(super) fn language(element: &Element) -> Option<String> {
    element.attribute_in(Space::Xml, "lang").filter(|lang| !lang.is_empty()).map(str::to_owned)
}
