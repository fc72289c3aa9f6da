//! The formats that articles come in: which one a document has, and its reading.
//!
//! A format is a module with a [`Reader`] and one line in the list below, which is also the order of detection. The
//! names of all formats are known in every build; a feature a format decides which are read.

use json::Value;
use json::text::trim_start;

use crate::error::{Notation, ReadError, ReadErrorKind};
use crate::finish::{finish, finish_related};
use crate::limits::MAX_DOCUMENT_BYTES;
use crate::model::{Article, RelatedHeadline};
use crate::selector::Selector;
use crate::sniff::{is_page, promised, sniff};
use crate::text::{first, is_all, strip_start};
use crate::timestamp::Timestamp;
use crate::url::{Resolver, Urls};

#[cfg(feature = "standfirst-json")]
pub use standfirst::{reading_to_json, related_to_json, to_json};

#[cfg(feature = "feeds")]
mod feed;

macro_rules! formats {
    ($($(#[$meta:meta])* $variant:ident => $module:ident, $feature:literal, $name:literal, $title:literal;)+) => {
        $(#[cfg(feature = $feature)] mod $module;)+

        /// How a publisher's system writes an article.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Format {
            $($(#[$meta])* $variant,)+
        }

        const READERS: &[Reader] = &[$(#[cfg(feature = $feature)] $module::READER,)+];

        /// The formats, whether this build reads them or not.
        const NAMED: &[(&str, Format)] = &[$(($name, Format::$variant),)+];

        impl Format {
            /// Its name in the attribute `format` and in events.
            #[must_use]
            pub fn name(self) -> &'static str {
                match self {
                    $(Self::$variant => $name,)+
                }
            }

            /// Its name for people.
            #[must_use]
            pub fn title(self) -> &'static str {
                match self {
                    $(Self::$variant => $title,)+
                }
            }
        }
    };
}

formats! {
    /// Our own JSON, with `"standfirst": 1`.
    StandfirstJson => standfirst, "standfirst-json", "standfirst", "Standfirst JSON";
    /// A post of the WordPress REST API.
    WordPress => wordpress, "wordpress", "wordpress", "WordPress REST";
    /// A post or a page of the Ghost Content API.
    Ghost => ghost, "ghost", "ghost", "Ghost";
    /// JSON Feed, versions 1.0 and 1.1.
    JsonFeed => json_feed, "json-feed", "json-feed", "JSON Feed";
    /// ninjs of the IPTC, versions 1 to 3.
    Ninjs => ninjs, "ninjs", "ninjs", "ninjs";
    /// A story in ANS, the Arc Native Specification.
    Ans => ans, "ans", "ans", "ANS";
    /// RSS 2.0 and the versions of it before.
    Rss => rss, "rss", "rss", "RSS 2.0";
    /// Atom, RFC 4287.
    Atom => atom, "atom", "atom", "Atom";
    /// Markdown, with front matter or without.
    Markdown => markdown, "markdown", "markdown", "Markdown";
    /// A whole HTML page.
    HtmlPage => html_page, "html-page", "html", "HTML page";
    /// Text without markup.
    PlainText => plain_text, "plain-text", "text", "plain text";
}

/// A document as it came.
#[derive(Clone, Copy, Debug)]
pub struct Document<'a> {
    /// Its text, decoded.
    pub text: &'a str,
    /// Its media type, with or without parameters. It is often wrong, so it only tells what was promised.
    pub media_type: Option<&'a str>,
    /// Where it finally came from, absolute: the base of relative addresses where the document names none.
    pub url: Option<&'a str>,
    /// Which element of an HTML page is the story, as the attribute `selector` says it. Other formats have no use for it,
    /// and where no element matches it the page is read as without it.
    pub selector: Option<&'a Selector>,
}

/// An article, and the format that it was read from.
#[derive(Clone, Debug, PartialEq)]
pub struct Reading {
    /// The article.
    pub article: Article,
    /// Its format.
    pub format: Format,
}

/// Reads an article from a document: in a format that is named, else in the first one that fits.
///
/// # Errors
/// Says what was wrong with the document; it never panics, and its time and memory are bounded by
/// [`limits`](crate::limits).
pub fn read(document: &Document<'_>, format: Option<Format>, urls: &dyn Urls) -> Result<Reading, ReadError> {
    read_at(document, format, urls, None)
}

/// Reads an article as [`read`] does, at a time: an article that is under an embargo is refused until that is over.
/// Without a time every embargo counts, since nobody can say that it is over.
///
/// # Errors
/// As [`read`].
pub fn read_at(
    document: &Document<'_>,
    format: Option<Format>,
    urls: &dyn Urls,
    now: Option<Timestamp>,
) -> Result<Reading, ReadError> {
    let mut article = None;
    let format = read_with(document, format, urls, now, &mut |reader, source, context| {
        let mut found = (reader.read)(source, context)?;
        finish(&mut found)?;
        article = Some(found);
        Ok(())
    })?;
    // Where reading has failed, that was the answer.
    let no_body = ReadError { format: Some(format), kind: ReadErrorKind::NoBody };
    Ok(Reading { article: article.ok_or(no_body)?, format })
}

/// Reads the headlines that a document lists, in its order, at a time as [`read_at`] does: the items of a feed or of any
/// other list of articles, with a text of their own or without, else what a single article names as related. Whether
/// one of them is the article beside which they are shown is for the caller to find out. A list may be empty.
///
/// # Errors
/// As [`read`], and where the document is of a format that has no lists.
pub fn read_related(
    document: &Document<'_>,
    format: Option<Format>,
    urls: &dyn Urls,
    now: Option<Timestamp>,
) -> Result<Vec<RelatedHeadline>, ReadError> {
    let mut related = Vec::new();
    read_with(document, format, urls, now, &mut |reader, source, context| {
        related = (reader.related)(source, context)?;
        finish_related(&mut related);
        Ok(())
    })?;
    Ok(related)
}

/// What is made of a document, once its reader is known.
type Make<'a> = dyn FnMut(&Reader, &Source<'_>, &Context<'_>) -> Result<(), ReadErrorKind> + 'a;

/// Finds the format of a document, unless it is named, and has something made of the document.
fn read_with(
    document: &Document<'_>,
    format: Option<Format>,
    urls: &dyn Urls,
    now: Option<Timestamp>,
    make: &mut Make<'_>,
) -> Result<Format, ReadError> {
    let known = |kind| ReadError { format, kind };
    if document.text.len() > MAX_DOCUMENT_BYTES {
        return Err(known(ReadErrorKind::TooLarge));
    }
    let text = strip_start(document.text, "\u{feff}");
    if text.is_empty() || is_all(text, |found| found.is_whitespace() || found == '\u{feff}') {
        return Err(known(ReadErrorKind::Empty));
    }
    let forced = format.and_then(Format::reader);
    if format.is_some() && forced.is_none() {
        return Err(known(ReadErrorKind::NotBuilt));
    }
    let expected = match forced {
        Some(reader) => Some(reader.notation),
        None => promised(document.media_type),
    };
    let found = match sniff(text) {
        // What was promised as JSON and begins like it is JSON, if perhaps broken.
        Notation::Text
            if expected == Some(Notation::Json) && matches!(first(trim_start(text)), '{' | '[' | '"') =>
        {
            Notation::Json
        }
        found => found,
    };
    let broken = match expected {
        Some(Notation::Json) => found != Notation::Json,
        // The reader of the feed says which root element came instead.
        Some(Notation::Xml) => !matches!(found, Notation::Xml | Notation::Html) || is_page(text),
        Some(Notation::Html) => matches!(found, Notation::Json | Notation::Binary),
        // Text may look like anything, but a whole page in its place is an error page or the wrong address.
        Some(Notation::Text) => is_page(text),
        _ => false,
    };
    if let Some(expected) = expected
        && broken
    {
        return Err(known(ReadErrorKind::NotExpected { expected, found }));
    }
    let value = if found == Notation::Json && expected != Some(Notation::Text) {
        Some(json::parse(text).map_err(|error| known(error.into()))?)
    } else {
        None
    };
    let source = match &value {
        Some(value) => Source::Json(value),
        None => Source::Text { text, notation: found, media_type: document.media_type },
    };
    let reader = match forced {
        Some(reader) => reader,
        None => READERS
            .iter()
            .find(|reader| (reader.fits)(&source))
            .ok_or_else(|| known(ReadErrorKind::Unknown { found }))?,
    };
    let context = Context { resolver: Resolver::new(urls, document.url), selector: document.selector, now };
    make(reader, &source, &context).map_err(|kind| ReadError { format: Some(reader.format), kind })?;
    Ok(reader.format)
}

/// Reads Standfirst JSON alone, from JSON that is parsed already: what the widget reads by itself, so that no other
/// format has to come with it. `url` is as in [`Document`]. Of a list only the related headlines count: nothing else of it
/// need be there, or is held to what [`Article`] promises.
///
/// # Errors
/// As [`read`].
#[cfg(feature = "standfirst-json")]
pub fn read_standfirst(
    document: &Value,
    url: Option<&str>,
    urls: &dyn Urls,
    is_list: bool,
) -> Result<Article, ReadErrorKind> {
    let context = Context { resolver: Resolver::new(urls, url), now: None, selector: None };
    let mut article = (standfirst::READER.read)(&Source::Json(document), &context)?;
    if is_list {
        finish_related(&mut article.related);
    } else {
        finish(&mut article)?;
    }
    Ok(article)
}

impl Format {
    /// The formats that this build reads, in the order of their detection.
    pub fn all() -> impl Iterator<Item = Self> {
        READERS.iter().map(|reader| reader.format)
    }

    /// The format of a name, as the attribute `format` gives it; `None` for `auto` and for unknown names.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        NAMED.iter().find(|(known, _)| *known == name).map(|(_, format)| *format)
    }

    fn reader(self) -> Option<&'static Reader> {
        READERS.iter().find(|reader| reader.format == self)
    }
}

/// The reader of a format.
pub(crate) struct Reader {
    pub(crate) format: Format,
    /// What the format is written in.
    pub(crate) notation: Notation,
    /// Whether a document is of this format.
    pub(crate) fits: fn(&Source<'_>) -> bool,
    /// Reads one that is, or was said to be.
    pub(crate) read: fn(&Source<'_>, &Context<'_>) -> Result<Article, ReadErrorKind>,
    /// Reads the headlines that it lists.
    pub(crate) related: fn(&Source<'_>, &Context<'_>) -> Result<Vec<RelatedHeadline>, ReadErrorKind>,
}

/// What is said where headlines are looked for in a format that has no lists.
#[cfg(any(feature = "html-page", feature = "markdown"))]
pub(crate) fn no_list(_: &Source<'_>, _: &Context<'_>) -> Result<Vec<RelatedHeadline>, ReadErrorKind> {
    Err(ReadErrorKind::NoArticle("The document is one article and no list of headlines.".to_owned()))
}

/// A document, read as far as all formats of its notation have in common.
pub(crate) enum Source<'a> {
    /// JSON.
    Json(&'a Value),
    /// Anything else, which looks like the notation, and the media type that it came with.
    Text {
        text: &'a str,
        notation: Notation,
        #[cfg_attr(not(feature = "markdown"), allow(dead_code, reason = "no other format asks"))]
        media_type: Option<&'a str>,
    },
}

impl<'a> Source<'a> {
    pub(crate) fn json(&self) -> Option<&'a Value> {
        match self {
            Self::Json(value) => Some(value),
            Self::Text { .. } => None,
        }
    }

    /// The text of a document that is no JSON.
    #[cfg(any(feature = "feeds", feature = "html-page", feature = "markdown"))]
    pub(crate) fn text(&self) -> Result<&'a str, ReadErrorKind> {
        match self {
            Self::Json(_) => Err(ReadErrorKind::NoArticle("The document is JSON.".to_owned())),
            Self::Text { text, .. } => Ok(text),
        }
    }
}

/// What a reader knows apart from the document.
pub(crate) struct Context<'a> {
    /// Resolves against the address that the document came from.
    pub(crate) resolver: Resolver<'a>,
    /// See [`Document::selector`].
    #[cfg_attr(not(feature = "html-page"), allow(dead_code, reason = "no other format asks"))]
    pub(crate) selector: Option<&'a Selector>,
    /// What time it is, where that is known.
    pub(crate) now: Option<Timestamp>,
}
