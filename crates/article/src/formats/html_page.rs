//! A whole HTML page. What the page says of its article comes from its structured data (schema.org in JSON-LD), else from
//! its OpenGraph and other `meta` elements, else from what it shows; the text comes from what it shows.

mod meta;
mod structured;

use super::{Context, Format, Reader, Source, no_list};
use crate::error::{Notation, ReadErrorKind};
use crate::html::{Found, Page, plain};
use crate::model::{Article, Block, Direction, Figure, Inline, Media};
use crate::repetition::{is_same, shows_same, standfirst};
use crate::text::{clean, length};
use crate::url::Resolver;
use meta::Meta;
use structured::Structured;

use super::plain_text::read_blocks;

pub(super) const READER: Reader = Reader {
    format: Format::HtmlPage,
    notation: Notation::Html,
    fits: |source| match source {
        Source::Text { notation: Notation::Html, .. } => true,
        Source::Text { text, notation: Notation::Xml, .. } => is_xhtml(text),
        _ => false,
    },
    read,
    related: no_list,
};

/// Characters of text that a page must have to be taken for an article where it does not say that it is one.
const MIN_GUESSED: usize = 140;

/// Characters of text below which a page with the title of an error is one. An article about an error is longer.
const MAX_ERROR_PAGE: usize = 1200;

/// Whether XML is a page: the first element after the declarations is `html`.
fn is_xhtml(text: &str) -> bool {
    let mut rest = text.trim_start();
    while rest.starts_with("<?") || rest.starts_with("<!") {
        let end = if rest.starts_with("<!--") { "-->" } else { ">" };
        let Some((_, after)) = rest.split_once(end) else { return false };
        rest = after.trim_start();
    }
    rest.get(..5).is_some_and(|tag| tag.eq_ignore_ascii_case("<html"))
}

fn read(source: &Source<'_>, context: &Context<'_>) -> Result<Article, ReadErrorKind> {
    let page = Page::parse(source.text()?)?;
    let found = match page.base() {
        Some(base) => context.resolver.rebased(base),
        None => context.resolver.clone(),
    };
    let structured = Structured::find(page.scripts("application/ld+json"), page.link("canonical"), &found);
    let meta = Meta::of(page.meta(), &found);
    let url = page.link("canonical").and_then(|url| found.link(url));
    let url = url.or_else(|| structured.url.clone()).or_else(|| meta.url.clone());
    // The page's own base goes before its address.
    let resolver = match &url {
        Some(url) if page.base().is_none() => found.rebased(url.as_str()),
        _ => found,
    };
    let heading = page.heading();
    let mut headline = headline(&page, &structured, &meta, heading.as_deref()).ok_or(ReadErrorKind::NoHeadline)?;
    let story = page.story(context.selector);
    let mut body = match &story {
        Some(story) => page.blocks(story, &headline, &resolver)?,
        None => Vec::new(),
    };
    let (found, length) = story.map_or((Found::Guessed, 0), |story| (story.found, story.length()));
    // A page that shows its text by a script may say it to machines all the same.
    if let Some(text) = &structured.body
        && length * 4 < crate::text::length(text)
        && found != Found::Selected
    {
        body = read_blocks(text)?;
    } else if found != Found::Selected {
        check(&page, found, length, structured.is_article || meta.is_article)?;
    }
    let intro = structured.description.as_deref().or(meta.description.as_deref());
    let byline = if structured.byline.is_empty() { meta.byline } else { structured.byline };
    let hero = hero(&mut body, structured.image.or(meta.image));
    take_headline(&mut headline, &mut body);
    drop_line(&mut body, intro);
    Ok(Article {
        standfirst: intro.and_then(|intro| standfirst(intro, &body)),
        published: structured.published.or(meta.published),
        updated: structured.updated.or(meta.updated),
        section: structured.section.or(meta.section),
        tags: if structured.tags.is_empty() { meta.tags } else { structured.tags },
        lang: page.attribute("lang").map(str::to_owned).or(structured.lang).or(meta.lang),
        dir: match page.attribute("dir").map(str::to_ascii_lowercase).as_deref() {
            Some("rtl") => Some(Direction::Rtl),
            Some("ltr") => Some(Direction::Ltr),
            _ => None,
        },
        related: Vec::new(),
        url,
        headline,
        byline,
        hero,
        body,
    })
}

/// The headline. OpenGraph's and the title often have the name of the site behind it, which the heading has not.
fn headline(page: &Page, structured: &Structured, meta: &Meta, heading: Option<&str>) -> Option<String> {
    if let Some(headline) = &structured.headline {
        return Some(headline.clone());
    }
    let title = page.title();
    for said in [meta.title.as_deref(), title.as_deref()].into_iter().flatten() {
        if let Some(heading) = heading
            && said.starts_with(heading)
        {
            return Some(heading.to_owned());
        }
        if let Some(site) = &meta.site
            && let Some(bare) = said.strip_suffix(site.as_str())
        {
            let bare = bare.trim_end_matches([' ', '|', '-', '–', '—', '·', '•', ':']);
            if !bare.is_empty() {
                return Some(bare.to_owned());
            }
        }
    }
    meta.title.clone().or_else(|| heading.map(str::to_owned)).or(title).filter(|headline| !headline.is_empty())
}

/// Refuses a page that shows no article: an error, or the shell of a page that scripts fill.
fn check(page: &Page, found: Found, length: usize, is_article: bool) -> Result<(), ReadErrorKind> {
    let title = page.title().or_else(|| page.heading()).unwrap_or_default();
    if !is_article && length < MAX_ERROR_PAGE && is_error(&title) {
        return Err(no_article("The page says “", &title, "”, and holds no article."));
    }
    if !is_article && found == Found::Guessed && length < MIN_GUESSED {
        return Err(no_article("The page “", &title, "” has too little text to be an article."));
    }
    Ok(())
}

fn no_article(before: &str, title: &str, after: &str) -> ReadErrorKind {
    ReadErrorKind::NoArticle([before, &crate::text::cut(title, 100), after].concat())
}

/// Whether a title is that of an error page: a status, or the words that servers have for one.
fn is_error(title: &str) -> bool {
    const SAID: [&str; 14] = [
        "access denied",
        "attention required",
        "bad gateway",
        "bad request",
        "error",
        "forbidden",
        "gateway timeout",
        "internal server error",
        "just a moment",
        "not found",
        "page not found",
        "service unavailable",
        "too many requests",
        "unauthorized",
    ];
    let lower = title.to_ascii_lowercase();
    let bare = lower.strip_prefix("http ").unwrap_or(&lower);
    let bare = bare.strip_prefix("error ").unwrap_or(bare).trim_start();
    let (status, after) = bare.split_at(bare.find(|found: char| !found.is_ascii_digit()).unwrap_or(bare.len()));
    let is_status = status.len() == 3 && status.starts_with(['4', '5']);
    let ends = |rest: &str| rest.is_empty() || rest.starts_with([' ', '.', '!', ':', '-', '|', '–', '—']);
    let worded = |text: &str| {
        SAID.iter().any(|said| text.strip_prefix(said).is_some_and(|rest| !rest.starts_with(|found: char| found.is_alphanumeric())))
    };
    let after = after.trim_start_matches([' ', ':', '-', '–', '—', '|']);
    (is_status && (after.is_empty() || worded(after) || ends(after))) || exactly(&lower, &SAID)
}

/// Whether a title says no more than one of these, but for the name of the site.
fn exactly(title: &str, said: &[&str]) -> bool {
    let bare = title.split(['|', '–', '—', '·', '!', '.', ':']).next().unwrap_or_default();
    let bare = bare.split(" - ").next().unwrap_or_default().trim();
    said.contains(&bare)
}

/// Drops a first paragraph that says the standfirst again.
fn drop_line(body: &mut Vec<Block>, said: Option<&str>) {
    if let (Some(said), [Block::Paragraph { content, .. }, _, ..]) = (said, body.as_slice())
        && is_same(said, &plain(content))
    {
        body.remove(0);
    }
}

/// The headline where the text begins with it, and the title has the name of the site behind it.
fn take_headline(headline: &mut String, body: &mut Vec<Block>) {
    if let [Block::Paragraph { content, .. } | Block::Heading { content, .. }, _, ..] = body.as_slice() {
        let first = clean(&plain(content));
        let rest = headline.strip_prefix(first.as_str()).filter(|_| !first.is_empty());
        if rest.is_some_and(|rest| rest.is_empty() || [" | ", " - ", " – ", " — "].iter().any(|mark| rest.starts_with(mark))) {
            *headline = first;
            body.remove(0);
        }
    }
}

/// The picture: the one that the text begins with, which has its caption there, else the one that the page names,
/// unless it stands further down.
fn hero(body: &mut Vec<Block>, named: Option<Figure>) -> Option<Figure> {
    if let [Block::Figure(first), _, ..] = body.as_slice()
        && first.media.len() == 1
        && let Block::Figure(mut first) = body.remove(0)
    {
        if let Some(named) = named.filter(|named| shows_same(named, &first)) {
            complete(&mut first, named);
        }
        return Some(first);
    }
    let named = named?;
    let again = body.iter().any(|block| matches!(block, Block::Figure(figure) if shows_same(&named, figure)));
    (!again).then_some(named)
}

/// Adds what the page says of a picture elsewhere.
fn complete(figure: &mut Figure, named: Figure) {
    if figure.caption.is_empty() {
        figure.caption = named.caption;
    }
    figure.credit = figure.credit.take().or(named.credit);
    if let ([Media::Image(image)], [Media::Image(named)]) = (figure.media.as_mut_slice(), named.media.as_slice())
        && image.width.is_none()
        && image.src == named.src
    {
        (image.width, image.height) = (named.width, named.height);
    }
}

/// A picture that a page names, as a figure.
fn figure(image: crate::model::Image, caption: &str) -> Figure {
    let caption = clean(caption);
    Figure {
        media: vec![Media::Image(image)],
        caption: if caption.is_empty() { Vec::new() } else { vec![Inline::Text(caption)] },
        credit: None,
    }
}

/// Text of one line, where there is any.
fn line(text: &str, resolver: &Resolver<'_>) -> Option<String> {
    let text = crate::html::read_text(text, resolver);
    (length(&text) > 0).then_some(text)
}
