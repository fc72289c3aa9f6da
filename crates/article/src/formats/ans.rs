//! ANS, the Arc Native Specification (<https://github.com/washingtonpost/ans-schema>), in which Arc XP publishes stories. A
//! list of stories, as its content API answers (`"type": "results"`), is read too: the newest story, to which the others
//! are related. Galleries, videos and sounds that stand alone are articles with a figure.

mod elements;
mod media;
mod text;

use json::Value;
use json::text::concat;

use super::{Context, Format, Reader, Source};
use crate::error::{Notation, ReadErrorKind};
use crate::html::read_text;
use crate::limits::MAX_RELATED;
use crate::loose;
use crate::model::{Article, Block, Figure, Inline, RelatedHeadline};
use crate::repetition::{drop_hero, is_same, standfirst};
use crate::timestamp::Timestamp;
use crate::url::{LinkUrl, Resolver};
use elements::Elements;
use media::figure;
use text::{DESCRIPTION, HEADLINE};

pub(super) const READER: Reader = Reader {
    format: Format::Ans,
    notation: Notation::Json,
    fits: |source| source.json().is_some_and(fits),
    read,
    related: headlines,
};

fn fits(document: &Value) -> bool {
    match document {
        Value::Array(stories) => stories.first().is_some_and(is_ans),
        one => is_ans(one),
    }
}

/// All versions of ANS are below 1.
fn is_ans(value: &Value) -> bool {
    let versioned = value.text("version").is_some_and(|version| {
        let mut parts = version.split('.');
        let number = |part: Option<&str>| part.is_some_and(|part| json::whole(part).is_some());
        parts.next() == Some("0") && number(parts.next()) && number(parts.next()) && parts.next().is_none()
    });
    let has_elements = value.get("content_elements").and_then(Value::as_array).is_some();
    let kind = value.text("type");
    (versioned && kind.is_some()) || (has_elements && (kind == Some("story") || is_list(kind)))
}

/// Whether a type is that of a list of stories.
fn is_list(kind: Option<&str>) -> bool {
    matches!(kind, Some("results" | "collection" | "feed"))
}

fn read(source: &Source<'_>, context: &Context<'_>) -> Result<Article, ReadErrorKind> {
    let document = source.json().unwrap_or(&Value::Null);
    let Some(stories) = stories(document) else { return article(document, &[], context) };
    let shown = stories.iter().filter(|story| refusal(story, context.now).is_none());
    // Where none can be shown, the first one says why.
    match loose::newest(shown, published).or(stories.first()) {
        Some(story) => article(story, stories, context),
        None => Err(ReadErrorKind::NoArticle("The list has no stories.".to_owned())),
    }
}

/// The stories of a document that is a list.
fn stories(document: &Value) -> Option<&[Value]> {
    match document {
        Value::Array(stories) => Some(stories),
        one if is_list(one.text("type")) => Some(one.list("content_elements")),
        _ => None,
    }
}

/// The stories of a list, else those that a story names.
fn headlines(source: &Source<'_>, context: &Context<'_>) -> Result<Vec<RelatedHeadline>, ReadErrorKind> {
    let document = source.json().unwrap_or(&Value::Null);
    let list = stories(document);
    if let Some(refusal) = refusal(document, context.now).filter(|_| list.is_none()) {
        return Err(refusal);
    }
    let stories = list.unwrap_or(document.list("related_content/basic")).iter();
    // What a story names is named only where it may be shown, and has not all of what a story has.
    let shown = stories.filter(|story| list.is_none() || refusal(story, context.now).is_none());
    Ok(shown.filter_map(|story| related(story, &context.resolver)).take(MAX_RELATED).collect())
}

fn article(story: &Value, stories: &[Value], context: &Context<'_>) -> Result<Article, ReadErrorKind> {
    if let Some(refusal) = refusal(story, context.now) {
        return Err(refusal);
    }
    let url = link(story, &context.resolver);
    let resolver = match &url {
        Some(url) => context.resolver.rebased(url.as_str()),
        None => context.resolver.clone(),
    };
    let mut elements = Elements::new(&resolver);
    let mut body = Vec::new();
    // What is no story stands alone: its picture and its description are in its figure.
    let is_story = story.text("type") == Some("story");
    if is_story {
        elements.read(story.list("content_elements"), 0, &mut body)?;
    } else {
        elements.read(std::slice::from_ref(story), 0, &mut body)?;
    }
    elements.read(loose::list(story, "corrections"), 0, &mut body)?;
    let mut hero = if is_story { hero(story, &resolver) } else { None };
    if let Some(hero) = &mut hero {
        drop_hero(hero, &mut body);
    }
    let headline = loose::first(story, HEADLINE).map(|text| read_text(text, &resolver)).unwrap_or_default();
    let description =
        loose::first(story, &["subheadlines/basic"]).or_else(|| loose::first(story, DESCRIPTION));
    let description = description.map(|text| read_text(text, &resolver)).filter(|text| is_story && !is_same(text, &headline));
    let related_content = story.list("related_content/basic");
    let others = stories.iter().filter(|other| !std::ptr::eq(*other, story) && refusal(other, context.now).is_none());
    let related = related_content.iter().chain(others).filter_map(|story| related(story, &resolver)).collect();
    Ok(Article {
        standfirst: description.and_then(|text| standfirst(&text, &body)),
        headline,
        byline: byline(story, &resolver),
        published: published(story),
        updated: loose::time(story, &["last_updated_date"]),
        section: section(story).map(|name| read_text(name, &resolver)),
        tags: tags(story, &resolver),
        lang: loose::first(story, &["language"]).map(str::to_owned),
        dir: None,
        hero,
        body,
        related,
        url,
    })
}

/// Why a document is not to be shown as an article.
fn refusal(story: &Value, now: Option<Timestamp>) -> Option<ReadErrorKind> {
    let Some(kind @ ("story" | "gallery" | "video" | "audio" | "image")) = story.text("type") else {
        let Some(kind) = story.text("type") else {
            let reason = "The document has no “type”, and no story is without.".to_owned();
            return Some(ReadErrorKind::NoArticle(reason));
        };
        return Some(ReadErrorKind::NoArticle(concat(&["The document is of type “", kind, "”, no story."])));
    };
    if loose::flag(story, "revision/published") == Some(false)
        || loose::flag(story, "publishing/has_published_edition") == Some(false)
    {
        return Some(ReadErrorKind::Withheld(concat(&["The ", kind, " is not published."])));
    }
    let embargo = story.at("content_restrictions/embargo").filter(|embargo| embargo.as_object().is_some())?;
    let until = loose::time(embargo, &["end_time"]);
    let over = matches!((until, now), (Some(until), Some(now)) if until <= now);
    (!over && loose::flag(embargo, "active") != Some(false)).then(|| loose::embargoed(until))
}

fn published(story: &Value) -> Option<Timestamp> {
    loose::time(story, &["first_publish_date", "display_date", "publish_date"])
}

/// The address of a story, which is one of the site's, without its host.
fn link(story: &Value, resolver: &Resolver<'_>) -> Option<LinkUrl> {
    loose::first(story, &["canonical_url", "website_url"]).and_then(|url| resolver.link(url))
}

/// Who wrote a story. References to authors that were not resolved have no names.
fn byline(story: &Value, resolver: &Resolver<'_>) -> Vec<String> {
    let names = loose::names(story, "credits/by", &["name", "byline"], resolver);
    if names.is_empty() {
        return loose::names(story, "vanity_credits/by", &["name", "byline"], resolver);
    }
    names
}

/// The section: the primary one, else that of the website, else the first.
fn section(story: &Value) -> Option<&str> {
    let primary = ["taxonomy/primary_section/name", "taxonomy/primary_site/name"];
    let of_website = || {
        let website = loose::first(story, &["website", "canonical_website"])?;
        loose::first(story.get("websites")?.get(website)?, &["website_section/name"])
    };
    loose::first(story, &primary).or_else(of_website).or_else(|| {
        let mut sections = loose::list(story, "taxonomy/sections").iter().chain(loose::list(story, "taxonomy/sites"));
        sections.find_map(|section| loose::first(section, &["name", "title"]))
    })
}

/// The tags that people gave, else the keywords that a machine found.
fn tags(story: &Value, resolver: &Resolver<'_>) -> Vec<String> {
    let tags = loose::names(story, "taxonomy/tags", &["text", "name", "slug"], resolver);
    if tags.is_empty() {
        return loose::names(story, "taxonomy/keywords", &["keyword"], resolver);
    }
    tags
}

/// What stands above the text: what was chosen to lead it, else what promotes it.
fn hero(story: &Value, resolver: &Resolver<'_>) -> Option<Figure> {
    let promoted = ["promo_items/lead_art", "promo_items/basic"].iter().filter_map(|path| story.at(path));
    promoted.into_iter().find_map(|item| {
        // The promotion of a film or of another story has a picture of its own.
        figure(item, resolver).or_else(|| figure(item.at("promo_items/basic")?, resolver))
    })
}

fn related(story: &Value, resolver: &Resolver<'_>) -> Option<RelatedHeadline> {
    Some(RelatedHeadline {
        title: read_text(loose::first(story, HEADLINE)?, resolver),
        url: link(story, resolver),
        summary: loose::first(story, DESCRIPTION).map(|text| read_text(text, resolver)),
        published: published(story),
        image: hero(story, resolver).and_then(Figure::into_picture),
    })
}

/// A paragraph of a run of text; nothing where there is none.
fn push_paragraph(content: Vec<Inline>, out: &mut Vec<Block>) {
    if !content.is_empty() {
        out.push(Block::Paragraph { id: None, content });
    }
}
