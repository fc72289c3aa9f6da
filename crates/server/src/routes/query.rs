//! Queries, read by name. What the service does not know is left alone, for proxies and pages add their own.

use std::ops::RangeInclusive;

use standfirst_article::{Format, Selector};
use standfirst_review::problem::code;
use standfirst_review::{FieldError, Rating, Sort, Subject, limits};
use url::Url;

use super::{cursor, parse_subject};
use crate::articles::How;
use crate::errors::Refusal;
use crate::rendering::{Attributes, is_language, may_be_rated};
use crate::storage::Position;

/// What `GET /v1/reviews` asks for.
pub(super) struct ListQuery {
    pub(super) subject: Subject,
    pub(super) sort: Sort,
    pub(super) stars: Option<Rating>,
    pub(super) after: Option<Position>,
    pub(super) limit: u32,
}

/// Reads the query of `GET /v1/reviews`.
pub(super) fn list(query: &str) -> Result<ListQuery, Refusal> {
    let parameters = Parameters::of(query);
    let subject = parameters.one("subject")?.ok_or_else(no_subject)?;
    let subject = parse_subject(&subject).map_err(Refusal::Request)?;
    let sort = match parameters.one("sort")? {
        Some(name) => Sort::from_name(&name).ok_or_else(|| {
            wrong("sort", code::UNKNOWN_VALUE, "sort is one of newest, oldest, highest and lowest")
        })?,
        None => Sort::default(),
    };
    let stars =
        match parameters.one("stars")? {
            Some(stars) => {
                Some(stars.parse().ok().and_then(Rating::new).ok_or_else(|| {
                    wrong("stars", code::OUT_OF_RANGE, "stars is a whole number from 1 to 5")
                })?)
            }
            None => None,
        };
    let limit = match parameters.one("limit")? {
        Some(limit) => limit
            .parse()
            .ok()
            .filter(|limit| (1..=limits::PAGE_MAX).contains(limit))
            .ok_or_else(|| wrong("limit", code::OUT_OF_RANGE, "limit is a whole number from 1 to 100"))?,
        None => limits::PAGE_DEFAULT,
    };
    let after = match parameters.one("cursor")? {
        Some(text) => Some(cursor::decode(&text, sort, stars).map_err(Refusal::Request)?),
        None => None,
    };
    Ok(ListQuery { subject, sort, stars, after, limit })
}

/// What `GET /v1/articles` asks for.
pub(super) struct ArticleQuery {
    pub(super) src: Url,
    pub(super) how: How,
    /// Whether the headlines that it lists are asked for, and not the article.
    pub(super) related: bool,
}

/// Reads the query of `GET /v1/articles`.
pub(super) fn article(query: &str) -> Result<ArticleQuery, Refusal> {
    let parameters = Parameters::of(query);
    let src = parameters
        .one("src")?
        .ok_or_else(|| wrong("src", code::REQUIRED, "say which article: ?src=<URL>"))?;
    let src = Url::parse(&src).ok().filter(|url| matches!(url.scheme(), "http" | "https"));
    let src = src.ok_or_else(|| {
        wrong("src", code::NOT_A_URL, "src is an absolute URL that begins with http:// or https://")
    })?;
    let related = match parameters.one("as")?.as_deref() {
        None => false,
        Some("related") => true,
        Some(_) => return Err(wrong("as", code::UNKNOWN_VALUE, "as is related, or left out")),
    };
    Ok(ArticleQuery { src, how: parameters.how()?, related })
}

/// What `GET /render` asks for.
pub(crate) struct RenderQuery {
    pub(crate) attributes: Attributes,
    /// The page that the element is for.
    pub(crate) page: Option<Url>,
    /// Whether a whole document is asked for.
    pub(crate) whole: bool,
}

/// Reads the query of `GET /render`, which names what the element's attributes name. `own` is the service's own
/// address, against which paths are resolved, and which the one of `reviews` must be.
pub(crate) fn render(query: &str, own: &Url) -> Result<RenderQuery, Refusal> {
    let parameters = Parameters::of(query);
    let address = |name: &str| -> Result<Option<Url>, Refusal> {
        let Some(value) = parameters.one(name)? else { return Ok(None) };
        let url = if value.starts_with('/') {
            // Two slashes would lead to another host.
            own.join(&value).ok().filter(|url| url.origin() == own.origin())
        } else {
            Url::parse(&value).ok().filter(|url| matches!(url.scheme(), "http" | "https"))
        };
        url.map(Some).ok_or_else(|| {
            let message =
                "this is an absolute URL that begins with http:// or https://, or a path of this host";
            wrong(name, code::NOT_A_URL, message)
        })
    };
    let src = address("src")?;
    let subject = match parameters.one("subject")? {
        Some(subject) => Some(parse_subject(&subject).map_err(Refusal::Request)?),
        None => None,
    };
    let reviews = match parameters.one("reviews")? {
        Some(base) => {
            let base = own.join(&base).ok().filter(|base| base.origin() == own.origin());
            // A form of another service must not be shown under this one's name.
            let base = base.ok_or_else(|| {
                wrong(
                    "reviews",
                    code::NOT_ALLOWED,
                    "reviews is the address of this service, as browsers reach it",
                )
            });
            Some(base?)
        }
        None => None,
    };
    let whole = match parameters.one("as")?.as_deref() {
        None => false,
        Some("page") => true,
        Some(_) => return Err(wrong("as", code::UNKNOWN_VALUE, "as is page, or left out")),
    };
    if src.is_none() && (whole || subject.is_none() || reviews.is_none()) {
        return Err(wrong(
            "src",
            code::REQUIRED,
            "say which article: ?src=<URL>, or ?subject=<URL>&reviews=<URL>",
        ));
    }
    let how = parameters.how()?;
    let related = address("related")?;
    let number = |name: &str, range: RangeInclusive<u8>| -> Result<Option<u8>, Refusal> {
        let Some(value) = parameters.one(name)? else { return Ok(None) };
        value.parse().ok().filter(|number| range.contains(number)).map(Some).ok_or_else(|| {
            let message = format!("{name} is a whole number from {} to {}", range.start(), range.end());
            wrong(name, code::OUT_OF_RANGE, &message)
        })
    };
    let related_limit = number("related-limit", 0..=20)?;
    let heading_level = number("heading-level", 1..=4)?;
    let lang = parameters.one("lang")?;
    if lang.as_deref().is_some_and(|tag| !is_language(tag)) {
        return Err(wrong("lang", code::NOT_A_LANGUAGE, "lang is a BCP 47 tag such as pt-BR"));
    }
    let embeds = parameters.one("embeds")?;
    if embeds.as_deref().is_some_and(|value| !matches!(value, "click" | "none")) {
        return Err(wrong("embeds", code::UNKNOWN_VALUE, "embeds is click or none"));
    }
    let itemreviewed = parameters.one("itemreviewed")?;
    if itemreviewed.as_deref().is_some_and(|kind| !may_be_rated(kind)) {
        let message = "itemreviewed is a type of schema.org whose ratings may be published, such as Recipe";
        return Err(wrong("itemreviewed", code::UNKNOWN_VALUE, message));
    }
    let eager = match parameters.one("loading")?.as_deref() {
        None | Some("lazy") => false,
        Some("eager") => true,
        Some(_) => return Err(wrong("loading", code::UNKNOWN_VALUE, "loading is lazy or eager")),
    };
    let page = address("page")?;
    let attributes = Attributes {
        src,
        how,
        selector: parameters.one("selector")?,
        related,
        related_limit,
        reviews,
        subject,
        lang,
        heading_level,
        embeds,
        itemreviewed,
        eager,
    };
    Ok(RenderQuery { attributes, page, whole })
}

/// Reads the query of `GET /v1/summaries`: each subject as it was sent, and as it is meant.
pub(super) fn subjects(query: &str) -> Result<Vec<(String, Subject)>, Refusal> {
    let subjects: Vec<String> = Parameters::of(query).all("subject").collect();
    if subjects.is_empty() {
        return Err(no_subject());
    }
    if subjects.len() > limits::SUMMARIES_MAX {
        return Err(wrong("subject", code::TOO_LONG, "at most 100 subjects can be asked for at once"));
    }
    subjects
        .into_iter()
        .map(|text| {
            let subject = parse_subject(&text).map_err(Refusal::Request)?;
            Ok((text, subject))
        })
        .collect()
}

fn no_subject() -> Refusal {
    wrong("subject", code::REQUIRED, "say what is reviewed: ?subject=<URL>")
}

fn wrong(field: &str, code: &str, message: &str) -> Refusal {
    Refusal::Request(FieldError::new(field, code, message))
}

struct Parameters(Vec<(String, String)>);

impl Parameters {
    fn of(query: &str) -> Parameters {
        Parameters(url::form_urlencoded::parse(query.as_bytes()).into_owned().collect())
    }

    fn all(self, name: &str) -> impl Iterator<Item = String> {
        self.0.into_iter().filter(move |(key, _)| key == name).map(|(_, value)| value)
    }

    /// How the article is read.
    fn how(&self) -> Result<How, Refusal> {
        let selector = match self.one("selector")? {
            Some(selector) => Some(Selector::parse(&selector).map_err(|error| {
                wrong(
                    "selector",
                    code::NOT_A_SELECTOR,
                    &format!("this is no selector that is read here: {error}"),
                )
            })?),
            None => None,
        };
        Ok(How { format: self.format()?, selector })
    }

    /// The format that is named; none for `auto`.
    fn format(&self) -> Result<Option<Format>, Refusal> {
        let Some(name) = self.one("format")?.filter(|name| name != "auto") else { return Ok(None) };
        Format::from_name(&name)
            .map(Some)
            .ok_or_else(|| wrong("format", code::UNKNOWN_VALUE, "format is the name of a format, or auto"))
    }

    /// The value of that name; an error where there are two, of which one would be ignored.
    fn one(&self, name: &str) -> Result<Option<String>, Refusal> {
        let mut values = self.0.iter().filter(|(key, _)| key == name).map(|(_, value)| value);
        let value = values.next();
        match values.next() {
            Some(_) => Err(wrong(name, code::DUPLICATE_FIELD, "this parameter is given twice")),
            None => Ok(value.cloned()),
        }
    }
}
