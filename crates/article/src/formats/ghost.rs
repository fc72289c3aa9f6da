//! A post or a page of the Ghost Content API, `/ghost/api/content/posts/slug/…?include=authors,tags`: the first of a list
//! is read, and those after it are its related headlines. The body is HTML with the classes of Ghost's cards. Code that a
//! post brings along for the page's head or foot is never looked at.

use json::Value;
use json::text::concat;

use super::{Context, Format, Reader, Source, plain_text};
use crate::error::{Notation, ReadErrorKind};
use crate::html::{read_body, read_line, read_text};
use crate::limits::MAX_RELATED;
use crate::loose;
use crate::model::{Article, Figure, Image, Media, RelatedHeadline};
use crate::repetition::{drop_hero, standfirst};
use crate::text::clean;
use crate::url::Resolver;

pub(super) const READER: Reader = Reader {
    format: Format::Ghost,
    notation: Notation::Json,
    fits: |source| source.json().is_some_and(fits),
    read,
    related: headlines,
};

/// Members that tell a post of Ghost. A query can ask for a few of them alone.
const MARKS: [&str; 10] = [
    "uuid",
    "comment_id",
    "html",
    "feature_image",
    "custom_excerpt",
    "reading_time",
    "primary_author",
    "primary_tag",
    "visibility",
    "published_at",
];

fn fits(document: &Value) -> bool {
    match posts(document) {
        Some([]) => is_paged(document),
        Some([post, ..]) => marks(post) >= 2 || (is_paged(document) && post.get("title").is_some()),
        None => (marks(document) >= 3 && document.get("uuid").is_some()) || error(document).is_some(),
    }
}

fn is_paged(document: &Value) -> bool {
    document.at("meta/pagination").is_some()
}

fn marks(post: &Value) -> usize {
    MARKS.iter().filter(|mark| post.get(mark).is_some()).count()
}

/// The list of a document.
fn posts(document: &Value) -> Option<&[Value]> {
    ["posts", "pages"].iter().find_map(|name| document.get(name)?.as_array())
}

/// What the API says where it has no answer.
fn error(document: &Value) -> Option<&Value> {
    let error = document.at("errors/0")?;
    let is_of_ghost = error.text("type").is_some_and(|kind| kind.ends_with("Error"));
    (is_of_ghost && error.text("message").is_some()).then_some(error)
}

fn read(source: &Source<'_>, context: &Context<'_>) -> Result<Article, ReadErrorKind> {
    let document = source.json().unwrap_or(&Value::Null);
    refuse_error(document, &context.resolver)?;
    let (post, others) = match posts(document) {
        Some([]) => return Err(ReadErrorKind::NoArticle("No post matches the address.".to_owned())),
        Some([post, others @ ..]) => (post, others),
        None if document.get("title").is_some() => (document, &[][..]),
        None => return Err(no_list()),
    };
    let url = loose::first(post, &["canonical_url", "url"]).and_then(|url| context.resolver.link(url));
    // A post that was first published elsewhere names that place, but its links are those of its own site.
    let resolver = match loose::first(post, &["url", "canonical_url"]) {
        Some(base) => context.resolver.rebased(base),
        None => context.resolver.clone(),
    };
    let mut body = match (loose::first(post, &["html"]), loose::first(post, &["plaintext"])) {
        (Some(html), _) => read_body(html, &resolver)?,
        (None, Some(text)) => plain_text::read_blocks(text)?,
        (None, None) => return Err(without_text(post)),
    };
    let mut hero = hero(post, &resolver);
    if let Some(hero) = &mut hero {
        drop_hero(hero, &mut body);
    }
    let excerpt = loose::first(post, &["custom_excerpt", "excerpt"]).map(|text| read_text(text, &resolver));
    let section = section(post, &resolver);
    let mut tags = tags(post, &resolver);
    tags.retain(|tag| Some(tag) != section.as_ref());
    let mut byline = loose::names(post, "authors", &["name"], &resolver);
    if byline.is_empty() {
        byline = loose::names(post, "primary_author", &["name"], &resolver);
    }
    Ok(Article {
        url,
        headline: read_text(loose::first(post, &["title"]).unwrap_or_default(), &resolver),
        standfirst: excerpt.and_then(|excerpt| standfirst(&excerpt, &body)),
        byline,
        published: loose::time(post, &["published_at", "created_at"]),
        updated: loose::time(post, &["updated_at"]),
        section,
        tags,
        lang: loose::first(post, &["locale", "lang"]).map(str::to_owned),
        dir: None,
        hero,
        body,
        related: others.iter().filter_map(|other| related(other, &context.resolver)).collect(),
    })
}

/// The posts of a list; a single post names none.
fn headlines(source: &Source<'_>, context: &Context<'_>) -> Result<Vec<RelatedHeadline>, ReadErrorKind> {
    let document = source.json().unwrap_or(&Value::Null);
    refuse_error(document, &context.resolver)?;
    let posts = posts(document).ok_or_else(no_list)?;
    Ok(posts.iter().filter_map(|post| related(post, &context.resolver)).take(MAX_RELATED).collect())
}

fn refuse_error(document: &Value, resolver: &Resolver<'_>) -> Result<(), ReadErrorKind> {
    let Some(error) = error(document) else { return Ok(()) };
    let message = read_text(error.text("message").unwrap_or_default(), resolver);
    let kind = error.text("type").unwrap_or_default();
    Err(ReadErrorKind::NoArticle(concat(&["The site answered “", &message, "” (", kind, ")."])))
}

fn no_list() -> ReadErrorKind {
    ReadErrorKind::NoArticle("The document has no list “posts” or “pages”.".to_owned())
}

/// Why a post has no text: it is for members alone, or the question left the text out.
fn without_text(post: &Value) -> ReadErrorKind {
    let visibility = loose::first(post, &["visibility"]).unwrap_or("public");
    if post.get("html").is_none() && loose::flag(post, "access") != Some(false) {
        return ReadErrorKind::NoArticle(
            "The post has no “html”, which the address must not leave out by “fields” or “formats”.".to_owned(),
        );
    }
    if visibility == "public" && loose::flag(post, "access") != Some(false) {
        return ReadErrorKind::NoBody;
    }
    ReadErrorKind::Gated(concat(&[
        "The post is for the site’s members alone (visibility “",
        visibility,
        "”), and none of its text is public.",
    ]))
}

fn hero(post: &Value, resolver: &Resolver<'_>) -> Option<Figure> {
    let image = image(post, resolver)?;
    let caption = loose::first(post, &["feature_image_caption"]).unwrap_or_default();
    Some(Figure { media: vec![Media::Image(image)], caption: read_line(caption, resolver), credit: None })
}

fn image(post: &Value, resolver: &Resolver<'_>) -> Option<Image> {
    Some(Image {
        src: resolver.media(loose::first(post, &["feature_image"])?)?,
        srcset: Vec::new(),
        sizes: None,
        width: None,
        height: None,
        alt: clean(loose::first(post, &["feature_image_alt"]).unwrap_or_default()),
    })
}

/// The first tag that readers may see; a post names it apart.
fn section(post: &Value, resolver: &Resolver<'_>) -> Option<String> {
    let primary = loose::names(post, "primary_tag", &["name"], resolver);
    primary.into_iter().next().or_else(|| tags(post, resolver).into_iter().next())
}

/// The tags that readers may see. Internal ones begin with `#`.
fn tags(post: &Value, resolver: &Resolver<'_>) -> Vec<String> {
    let mut tags = Vec::new();
    for tag in loose::list(post, "tags") {
        if let Some(name) = loose::named(tag, &["name"])
            && !name.starts_with("#")
            && tag.text("visibility") != Some("internal")
        {
            tags.push(read_text(name, resolver));
        }
    }
    tags
}

fn related(post: &Value, resolver: &Resolver<'_>) -> Option<RelatedHeadline> {
    Some(RelatedHeadline {
        title: read_text(loose::first(post, &["title"])?, resolver),
        url: loose::first(post, &["url", "canonical_url"]).and_then(|url| resolver.link(url)),
        summary: loose::first(post, &["custom_excerpt", "excerpt"]).map(|text| read_text(text, resolver)),
        published: loose::time(post, &["published_at"]),
        image: image(post, resolver),
    })
}
