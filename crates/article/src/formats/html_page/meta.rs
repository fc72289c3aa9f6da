//! What a page says of itself in `meta` elements: OpenGraph, and the names that stood there before it.

use super::{figure, line};
use crate::dates::read_date;
use crate::limits::{self, MAX_TAGS};
use crate::model::{Figure, Image};
use crate::timestamp::Timestamp;
use crate::url::{LinkUrl, Resolver};

/// What the `meta` elements say.
#[derive(Default)]
pub(super) struct Meta {
    /// Whether the page says that it is an article.
    pub(super) is_article: bool,
    pub(super) title: Option<String>,
    pub(super) description: Option<String>,
    pub(super) site: Option<String>,
    pub(super) url: Option<LinkUrl>,
    pub(super) byline: Vec<String>,
    pub(super) published: Option<Timestamp>,
    pub(super) updated: Option<Timestamp>,
    pub(super) section: Option<String>,
    pub(super) tags: Vec<String>,
    pub(super) lang: Option<String>,
    pub(super) image: Option<Figure>,
}

impl Meta {
    /// Reads properties and contents, in the order of the page.
    pub(super) fn of<'a>(found: impl Iterator<Item = (String, &'a str)>, resolver: &Resolver<'_>) -> Self {
        let all: Vec<(String, &str)> = found.collect();
        // The first that is there of some names, the best first.
        let first = |names: &[&str]| {
            names.iter().find_map(|name| {
                let (_, content) = all.iter().find(|(known, content)| known == name && !content.trim().is_empty())?;
                Some(content.trim())
            })
        };
        let text = |names: &[&str]| first(names).and_then(|content| line(content, resolver));
        let date = |names: &[&str]| names.iter().find_map(|name| read_date(first(&[name])?));
        let every = |names: &[&str]| -> Vec<String> {
            let contents = all.iter().filter(|(known, _)| names.contains(&known.as_str()));
            contents.take(MAX_TAGS).filter_map(|(_, content)| line(content, resolver)).collect()
        };
        let pixels = |name: &str| limits::pixels(json::whole(first(&[name])?)?);
        let image = first(&["og:image", "og:image:url", "og:image:secure_url", "twitter:image", "twitter:image:src"])
            .and_then(|image| resolver.media(image))
            .map(|src| {
                let image = Image {
                    src,
                    srcset: Vec::new(),
                    sizes: None,
                    width: pixels("og:image:width"),
                    height: pixels("og:image:height"),
                    alt: text(&["og:image:alt", "twitter:image:alt"]).unwrap_or_default(),
                };
                figure(image, "")
            });
        // OpenGraph's author is the address of a profile, though many write a name.
        let mut byline: Vec<String> = every(&["article:author", "og:article:author"]);
        byline.retain(|name| !name.contains("://") && !name.starts_with('/'));
        if byline.is_empty() {
            byline = every(&["author", "byl", "dc.creator", "parsely-author", "sailthru.author"]);
            byline.retain(|name| !name.contains("://"));
        }
        let mut tags = every(&["article:tag", "og:article:tag"]);
        if tags.is_empty()
            && let Some(keywords) = first(&["news_keywords", "keywords"])
        {
            tags = keywords.split(',').take(MAX_TAGS).filter_map(|tag| line(tag, resolver)).collect();
        }
        Self {
            is_article: first(&["og:type"]).is_some_and(|kind| kind.eq_ignore_ascii_case("article"))
                || first(&["article:published_time"]).is_some(),
            title: text(&["og:title", "twitter:title", "dc.title"]),
            description: text(&["og:description", "description", "twitter:description", "dc.description"]),
            site: text(&["og:site_name", "application-name"]),
            url: first(&["og:url"]).and_then(|url| resolver.link(url)),
            byline,
            published: date(&[
                "article:published_time",
                "og:article:published_time",
                "datepublished",
                "date",
                "dc.date",
                "dc.date.issued",
                "pubdate",
                "publish-date",
                "parsely-pub-date",
                "sailthru.date",
            ]),
            updated: date(&["article:modified_time", "og:article:modified_time", "og:updated_time", "datemodified", "last-modified"]),
            section: text(&["article:section", "og:article:section", "parsely-section"]),
            tags,
            lang: first(&["og:locale"]).map(str::to_owned),
            image,
        }
    }
}
