//! ninjs, the news in JSON of the IPTC (<https://iptc.org/standards/ninjs/>), versions 1 to 3. Version 1 has texts in
//! members whose names end as they like (`headline_main`, `body_xhtml`) and objects of named items; versions 2 and 3 have
//! lists of objects in their place, and version 3 writes names in camel case. A list of items is read too: its newest
//! story, to which the others are related.

mod body;
mod media;
mod texts;

use json::Value;
use json::text::concat;

use super::{Context, Format, Reader, Source};
use crate::error::{Notation, ReadErrorKind};
use crate::html::{plain, read_text};
use crate::limits::MAX_RELATED;
use crate::loose;
use crate::model::{Article, Block, Figure, RelatedHeadline};
use crate::repetition::{drop_headline, is_same, stands_in};
use crate::timestamp::Timestamp;
use crate::url::Resolver;
use media::{Kind, figure, kind, link, read_image};
use texts::{Text, description, entries, headline};

pub(super) const READER: Reader = Reader {
    format: Format::Ninjs,
    notation: Notation::Json,
    fits: |source| source.json().is_some_and(fits),
    read,
    related: headlines,
};

fn fits(document: &Value) -> bool {
    match document {
        Value::Array(items) => items.first().is_some_and(is_item),
        item => is_item(item),
    }
}

fn is_item(item: &Value) -> bool {
    const MEMBERS: [&str; 9] = [
        "headlines",
        "bodies",
        "descriptions",
        "renditions",
        "associations",
        "versioncreated",
        "versionCreated",
        "eventDetails",
        "planningDetails",
    ];
    let Some(object) = item.as_object() else { return false };
    let standard = loose::first(item, &["standard/name", "$standard/name"]).unwrap_or_default();
    if standard.to_ascii_lowercase().ends_with("ninjs") {
        return true;
    }
    let planned = matches!(item.text("type"), Some("event" | "planning"));
    loose::first(item, &["uri"]).is_some()
        && (planned || object.iter().any(|(name, _)| {
            let stem = name.split('_').next().unwrap_or_default();
            MEMBERS.contains(&name) || matches!(stem, "headline" | "body" | "description")
        }))
}

fn read(source: &Source<'_>, context: &Context<'_>) -> Result<Article, ReadErrorKind> {
    let document = source.json().unwrap_or(&Value::Null);
    let (item, others) = match document {
        Value::Array(items) => {
            let stories = items.iter().filter(|item| refusal(item, context.now).is_none());
            // Where none can be shown, the first one says why.
            let chosen = loose::newest(stories, version_created).or(items.first());
            (chosen.ok_or_else(|| ReadErrorKind::NoArticle("The list has no items.".to_owned()))?, items.as_slice())
        }
        item => (item, &[][..]),
    };
    if item.as_object().is_none() {
        return Err(ReadErrorKind::NoArticle("The document is no object with a “uri”.".to_owned()));
    }
    if let Some(refusal) = refusal(item, context.now) {
        return Err(refusal);
    }
    let url = link(item, &context.resolver);
    let resolver = match &url {
        Some(url) => context.resolver.rebased(url.as_str()),
        None => context.resolver.clone(),
    };
    let headline = headline(item, &resolver).unwrap_or_default();
    let description = description(item);
    let mut body = body::read(item, &resolver)?;
    drop_headline(&headline, &mut body);
    let mut standfirst = description.map(|text| read_text(text, &resolver));
    // A picture, and a short item, has nothing but a description.
    let described = body.is_empty();
    if described && let Some(description) = description {
        body = body::read_text(&Text { role: "", media_type: "", value: description }, &resolver)?;
        standfirst = None;
    }
    let (mut figures, mut related) = associated(item, &resolver);
    if let Some(mut own) = figure(item, &resolver) {
        if described {
            own.caption = Vec::new();
        }
        figures.insert(0, own);
    }
    let hero = place(figures, &mut body);
    let others = others.iter().filter(|other| !std::ptr::eq(*other, item));
    related.extend(others.filter_map(|other| listed(other, context)));
    let created = ["firstCreated", "firstcreated", "contentCreated", "contentcreated"];
    Ok(Article {
        standfirst: standfirst.filter(|text| !stands_in(text, &body) && !is_caption(text, hero.as_ref())),
        headline,
        byline: loose::names(item, "by", &["name"], &resolver)
            .into_iter()
            .chain(loose::names(item, "byline", &["name"], &resolver))
            .collect(),
        published: loose::time(item, &created).or_else(|| version_created(item)),
        updated: version_created(item),
        section: None,
        tags: tags(item, &resolver),
        lang: loose::first(item, &["language"]).map(str::to_owned),
        dir: None,
        hero,
        body,
        related,
        url,
    })
}

/// The stories of a list, else those that are associated with an item.
fn headlines(source: &Source<'_>, context: &Context<'_>) -> Result<Vec<RelatedHeadline>, ReadErrorKind> {
    match source.json().unwrap_or(&Value::Null) {
        Value::Array(items) => Ok(items.iter().filter_map(|item| listed(item, context)).take(MAX_RELATED).collect()),
        item => match refusal(item, context.now) {
            Some(refusal) => Err(refusal),
            None => Ok(associated(item, &context.resolver).1),
        },
    }
}

/// An item of a list, where it is a story that may be shown.
fn listed(item: &Value, context: &Context<'_>) -> Option<RelatedHeadline> {
    let shown = kind(item) == Kind::Text && refusal(item, context.now).is_none();
    related_headline(item, &context.resolver).filter(|_| shown)
}

fn version_created(item: &Value) -> Option<Timestamp> {
    loose::time(item, &["versionCreated", "versioncreated"])
}

/// Why an item is not to be shown as an article.
fn refusal(item: &Value, now: Option<Timestamp>) -> Option<ReadErrorKind> {
    let planned = match loose::first(item, &["type"]) {
        Some("planning") => Some("a planning item"),
        Some("event") => Some("an event"),
        _ if item.get("planningDetails").is_some() => Some("a planning item"),
        _ if item.get("eventDetails").is_some() => Some("an event"),
        _ => None,
    };
    if let Some(planned) = planned {
        let title = loose::first(item, &["title", "headlines/0/value", "headline", "uri"]).unwrap_or_default();
        return Some(ReadErrorKind::Withheld(concat(&["The document is ", planned, " (“", title, "”), no article."])));
    }
    if let Some(status @ ("withheld" | "canceled" | "cancelled")) =
        loose::first(item, &["pubStatus", "pubstatus"])
    {
        return Some(ReadErrorKind::Withheld(concat(&["The publisher has set the item to “", status, "”."])));
    }
    let embargo = loose::first(item, &["embargoedUntil", "embargoeduntil", "embargoed"])?;
    let until = Timestamp::parse(embargo);
    // One that is no time is not over either.
    let over = matches!((until, now), (Some(until), Some(now)) if until <= now);
    (!over).then(|| loose::embargoed(until))
}

/// What is associated with an item: what can be looked at or heard, and other stories.
fn associated(item: &Value, resolver: &Resolver<'_>) -> (Vec<Figure>, Vec<RelatedHeadline>) {
    let (mut pictures, mut others, mut related) = (Vec::new(), Vec::new(), Vec::new());
    for association in entries(item, "associations") {
        match kind(association) {
            Kind::Text => related.extend(related_headline(association, resolver)),
            Kind::Planned => {}
            kind => {
                let figures = if kind == Kind::Picture { &mut pictures } else { &mut others };
                figures.extend(figure(association, resolver));
            }
        }
    }
    // The photograph comes first, whatever logo or film stands before it.
    pictures.append(&mut others);
    (pictures, related)
}

/// Puts figures where they belong: those that the body shows stay there, in the better sizes that the item names; of the
/// others the first one is the hero, and the rest follows the text.
fn place(figures: Vec<Figure>, body: &mut Vec<Block>) -> Option<Figure> {
    let mut hero = None;
    let mut rest = Vec::new();
    for figure in figures {
        if let Some(shown) = body.iter_mut().find_map(|block| match block {
            Block::Figure(shown) if media::is_same(shown, &figure) => Some(shown),
            _ => None,
        }) {
            media::improve(shown, figure);
        } else if hero.is_none() {
            hero = Some(figure);
        } else {
            rest.push(Block::Figure(figure));
        }
    }
    body.append(&mut rest);
    hero
}

/// Whether a text stands under a figure.
fn is_caption(text: &str, figure: Option<&Figure>) -> bool {
    figure.is_some_and(|figure| is_same(text, &plain(&figure.caption)))
}

fn related_headline(item: &Value, resolver: &Resolver<'_>) -> Option<RelatedHeadline> {
    let picture = entries(item, "associations").into_iter().find(|item| kind(item) == Kind::Picture);
    Some(RelatedHeadline {
        title: headline(item, resolver)?,
        url: link(item, resolver),
        summary: description(item).map(|text| read_text(text, resolver)),
        published: version_created(item),
        image: read_image(item, resolver).or_else(|| read_image(picture?, resolver)),
    })
}

/// What an item is about. The names of version 1 are in the singular.
fn tags(item: &Value, resolver: &Resolver<'_>) -> Vec<String> {
    let mut tags = Vec::new();
    for path in ["subjects", "subject", "people", "person", "places", "place"] {
        tags.append(&mut loose::names(item, path, &["name"], resolver));
    }
    tags
}
