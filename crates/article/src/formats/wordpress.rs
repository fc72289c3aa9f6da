//! A post of the WordPress REST API, `/wp/v2/posts?slug=…&_embed`: a list of posts, of which the first is read, or
//! one post. The body is HTML with the classes of its block editor.

mod hero;

use json::Value;
use json::text::trim;

use super::{Context, Format, Reader, Source};
use crate::error::{Notation, ReadErrorKind};
use crate::html::{read_body, read_text};
use crate::limits::MAX_RELATED;
use crate::loose;
use crate::model::{Article, Figure, RelatedHeadline};
use crate::repetition::{drop_hero, standfirst, without_tail};
use crate::timestamp::Timestamp;
use crate::url::Resolver;

pub(super) const READER: Reader = Reader {
    format: Format::WordPress,
    notation: Notation::Json,
    fits: |source| source.json().is_some_and(fits),
    read,
    related: headlines,
};

fn fits(document: &Value) -> bool {
    let post = match document {
        // A query that matches no post.
        Value::Array(posts) if posts.is_empty() => return true,
        Value::Array(posts) => posts.first(),
        post => Some(post),
    };
    post.is_some_and(|post| {
        // A query can ask for a few members alone.
        let said = rendered(post, "content").is_some() || ["_links", "link"].iter().any(|name| post.get(name).is_some());
        (said && rendered(post, "title").is_some()) || is_error(post)
    })
}

fn read(source: &Source<'_>, context: &Context<'_>) -> Result<Article, ReadErrorKind> {
    let document = source.json().unwrap_or(&Value::Null);
    let post = match document {
        Value::Array(posts) => posts
            .first()
            .ok_or_else(|| ReadErrorKind::NoArticle("No post matches the address.".to_owned()))?,
        post => post,
    };
    refuse_error(post, &context.resolver)?;
    let (Some(title), Some(content)) = (rendered(post, "title"), rendered(post, "content")) else {
        return Err(ReadErrorKind::NoArticle(
            "The document has no “title.rendered” or no “content.rendered”.".to_owned(),
        ));
    };
    if trim(content).is_empty() && post.at("content/protected").and_then(Value::as_bool) == Some(true) {
        return Err(ReadErrorKind::Protected);
    }
    let url = post.text("link").and_then(|link| context.resolver.link(link));
    let resolver = match &url {
        Some(url) => context.resolver.rebased(url.as_str()),
        None => context.resolver.clone(),
    };
    let mut body = read_body(content, &resolver)?;
    let mut hero = hero::read(post, &resolver);
    if let Some(hero) = &mut hero {
        drop_hero(hero, &mut body);
    }
    let excerpt = rendered(post, "excerpt").map(|excerpt| read_text(excerpt, &resolver));
    let standfirst = excerpt.and_then(|excerpt| standfirst(&excerpt, &body));
    Ok(Article {
        headline: read_text(title, &resolver),
        standfirst,
        byline: byline(post, &resolver),
        published: published(post),
        updated: loose::time(post, &["modified_gmt", "modified"]),
        section: terms(post, "category", &resolver).first().cloned(),
        tags: terms(post, "post_tag", &resolver),
        lang: lang(post),
        dir: None,
        hero,
        body,
        related: related(post, &resolver),
        url,
    })
}

/// The posts of a list, else what one post names.
fn headlines(source: &Source<'_>, context: &Context<'_>) -> Result<Vec<RelatedHeadline>, ReadErrorKind> {
    match source.json().unwrap_or(&Value::Null) {
        Value::Array(posts) => {
            let found = posts.iter().filter_map(|post| headline(post, &context.resolver));
            Ok(found.take(MAX_RELATED).collect())
        }
        post => {
            refuse_error(post, &context.resolver)?;
            Ok(related(post, &context.resolver))
        }
    }
}

fn headline(post: &Value, resolver: &Resolver<'_>) -> Option<RelatedHeadline> {
    let excerpt = rendered(post, "excerpt").map(|excerpt| read_text(excerpt, resolver));
    Some(RelatedHeadline {
        title: read_text(rendered(post, "title")?, resolver),
        url: post.text("link").and_then(|link| resolver.link(link)),
        summary: excerpt.and_then(|excerpt| without_tail(&excerpt)),
        published: published(post),
        image: hero::read(post, resolver).and_then(Figure::into_picture),
    })
}

/// Times in UTC, which WordPress writes without a zone; a draft has none, but the site's own.
fn published(post: &Value) -> Option<Timestamp> {
    loose::time(post, &["date_gmt", "date"])
}

/// Says what the API says where it has no answer.
fn refuse_error(post: &Value, resolver: &Resolver<'_>) -> Result<(), ReadErrorKind> {
    if !is_error(post) {
        return Ok(());
    }
    let message = read_text(post.text("message").unwrap_or_default(), resolver);
    let code = post.text("code").unwrap_or_default();
    Err(ReadErrorKind::NoArticle(json::text::concat(&["The site answered “", &message, "” (", code, ")."])))
}

/// The HTML of a field that the site has rendered.
fn rendered<'a>(post: &'a Value, name: &str) -> Option<&'a str> {
    post.get(name)?.text("rendered")
}

/// Whether the API says that it has no answer.
fn is_error(value: &Value) -> bool {
    value.text("code").is_some() && value.text("message").is_some() && value.get("data").is_some()
}

/// The first element of what is embedded under a name, unless it is an error.
fn embedded<'a>(post: &'a Value, name: &str) -> Option<&'a Value> {
    post.get("_embedded")?.get(name)?.element(0).filter(|value| !is_error(value))
}

fn byline(post: &Value, resolver: &Resolver<'_>) -> Vec<String> {
    let authors = post.list("_embedded/author");
    names(authors, None, resolver)
}

/// The names of a post's terms in a taxonomy.
fn terms(post: &Value, taxonomy: &str, resolver: &Resolver<'_>) -> Vec<String> {
    let mut found = Vec::new();
    for group in post.list("_embedded/wp:term") {
        found.append(&mut names(group.as_array().unwrap_or_default(), Some(taxonomy), resolver));
    }
    found
}

/// The names of authors, or of terms of a taxonomy.
fn names(values: &[Value], taxonomy: Option<&str>, resolver: &Resolver<'_>) -> Vec<String> {
    let mut names = Vec::new();
    for value in values {
        let wanted = taxonomy.is_none() || value.text("taxonomy") == taxonomy;
        if let Some(name) = value.text("name")
            && wanted
        {
            names.push(read_text(name, resolver));
        }
    }
    names
}

/// WordPress itself says no language; two widespread plug-ins do, Polylang and Yoast SEO.
fn lang(post: &Value) -> Option<String> {
    loose::first(post, &["lang", "yoast_head_json/og_locale"]).map(str::to_owned)
}

/// WordPress itself names no other posts; the plug-in Jetpack does.
fn related(post: &Value, resolver: &Resolver<'_>) -> Vec<RelatedHeadline> {
    let mut related = Vec::new();
    for post in post.list("jetpack-related-posts") {
        if let Some(title) = post.text("title") {
            related.push(RelatedHeadline {
                title: read_text(title, resolver),
                url: post.text("url").and_then(|url| resolver.link(url)),
                summary: post
                    .text("excerpt")
                    .and_then(|excerpt| without_tail(&read_text(excerpt, resolver))),
                published: None,
                image: None,
            });
        }
    }
    related
}
