//! The article in a page's structured data: schema.org in JSON-LD, as real pages write it.

use json::Value;

use super::{figure, line};
use crate::dates::read_date;
use crate::limits::{MAX_BYLINE, MAX_TAGS};
use crate::loose;
use crate::model::{Figure, Image};
use crate::timestamp::Timestamp;
use crate::url::{LinkUrl, Resolver};

/// How deep objects are looked through for an article; graphs and pages around it are three.
const MAX_DEPTH: usize = 8;

/// What the structured data say of the article.
#[derive(Default)]
pub(super) struct Structured {
    pub(super) is_article: bool,
    pub(super) headline: Option<String>,
    pub(super) description: Option<String>,
    pub(super) byline: Vec<String>,
    pub(super) published: Option<Timestamp>,
    pub(super) updated: Option<Timestamp>,
    pub(super) section: Option<String>,
    pub(super) tags: Vec<String>,
    pub(super) lang: Option<String>,
    pub(super) url: Option<LinkUrl>,
    pub(super) image: Option<Figure>,
    /// The text as one string, which some say to machines alone.
    pub(super) body: Option<String>,
}

impl Structured {
    /// Looks through the scripts for the article of the page: the one with the page's address, else the first.
    pub(super) fn find(
        scripts: impl Iterator<Item = String>,
        canonical: Option<&str>,
        resolver: &Resolver<'_>,
    ) -> Self {
        let values: Vec<Value> = scripts.filter_map(|script| parse(&script)).collect();
        let mut objects = Vec::new();
        for value in &values {
            collect(value, 0, &mut objects);
        }
        let canonical = canonical.and_then(|url| resolver.link(url)).map(|url| bare(url.as_str()).to_owned());
        let articles = || objects.iter().copied().filter(|object| is_article(object));
        let is_here = |object: &&Value| {
            address(object, resolver).is_some_and(|url| Some(bare(url.as_str())) == canonical.as_deref())
        };
        let found = articles().find(is_here).or_else(|| articles().next());
        match found {
            Some(article) => Graph { objects: &objects, resolver }.article(article),
            None => Self::default(),
        }
    }
}

/// All objects of the data, so that a reference to one can be followed.
struct Graph<'a> {
    objects: &'a [&'a Value],
    resolver: &'a Resolver<'a>,
}

impl<'a> Graph<'a> {
    fn article(&self, article: &'a Value) -> Structured {
        let text = |names: &[&str]| loose::first(article, names).and_then(|text| line(text, self.resolver));
        let date = |name: &str| loose::first(article, &[name]).and_then(read_date);
        let mut byline = self.names(article, "author");
        if byline.is_empty() {
            byline = self.names(article, "creator");
        }
        let tags = match article.get("keywords") {
            Some(Value::String(keywords)) => {
                keywords.split(',').take(MAX_TAGS).filter_map(|tag| line(tag, self.resolver)).collect()
            }
            _ => loose::names(article, "keywords", &["name"], self.resolver),
        };
        let section = loose::list(article, "articleSection").first();
        Structured {
            is_article: true,
            headline: text(&["headline", "name"]),
            description: text(&["description", "abstract"]),
            byline,
            published: date("datePublished").or_else(|| date("dateCreated")),
            updated: date("dateModified"),
            section: section.and_then(|section| line(loose::named(section, &["name"])?, self.resolver)),
            tags,
            lang: article.get("inLanguage").and_then(|lang| {
                let lang = lang.element(0).unwrap_or(lang);
                loose::named(lang, &["alternateName", "name"]).map(str::to_owned)
            }),
            url: address(article, self.resolver),
            image: self.image(article),
            body: loose::first(article, &["articleBody", "text"]).map(|body| {
                // Where it has markup it is text to read; line ends part paragraphs otherwise.
                let body = if body.contains("</") { crate::html::read_line(body, self.resolver) } else { return body.to_owned() };
                crate::html::plain(&body)
            }),
        }
    }

    /// The names of people, who may be texts, objects, or references to objects elsewhere in the data.
    fn names(&self, article: &Value, name: &str) -> Vec<String> {
        let people = loose::list(article, name).iter().take(MAX_BYLINE).map(|person| self.resolve(person));
        let names = people.filter_map(|person| {
            if let Some(name) = loose::text(person) {
                return Some(name).filter(|name| !name.contains("://"));
            }
            let name = person.get("name")?;
            loose::text(name.element(0).unwrap_or(name))
        });
        names.filter_map(|name| line(name, self.resolver)).collect()
    }

    fn image(&self, article: &Value) -> Option<Figure> {
        let mut found = loose::list(article, "image").iter();
        if let Some(figure) = found.find_map(|image| self.figure(image)) {
            return Some(figure);
        }
        article.get("thumbnailUrl").and_then(|image| self.figure(image.element(0).unwrap_or(image)))
    }

    fn figure(&self, image: &Value) -> Option<Figure> {
        let image = self.resolve(image);
        let src = loose::named(image, &["contentUrl", "url", "url/0", "@id"])?;
        let src = self.resolver.media(src)?;
        let caption = loose::first(image, &["caption", "description"]).and_then(|text| line(text, self.resolver));
        let size = |name: &str| {
            loose::pixels(image, name).or_else(|| loose::pixels(image.get(name)?, "value"))
        };
        let shown = Image {
            src,
            srcset: Vec::new(),
            sizes: None,
            width: size("width"),
            height: size("height"),
            alt: String::new(),
        };
        let mut figure = figure(shown, caption.as_deref().unwrap_or_default());
        figure.credit = loose::first(image, &["creditText"]).and_then(|credit| line(credit, self.resolver));
        Some(figure)
    }

    /// What a reference refers to: an object that has no more than an identifier stands for the one with the rest.
    fn resolve(&self, value: &'a Value) -> &'a Value {
        let Some(id) = value.text("@id") else { return value };
        let says = |value: &Value| value.as_object().is_some_and(|object| object.len() > 2);
        if says(value) {
            return value;
        }
        let found = self.objects.iter().find(|object| object.text("@id") == Some(id) && says(object));
        found.copied().unwrap_or(value)
    }
}

/// All objects in a value that have a type or an identifier, in their order.
fn collect<'a>(value: &'a Value, depth: usize, out: &mut Vec<&'a Value>) {
    if depth > MAX_DEPTH {
        return;
    }
    match value {
        Value::Array(elements) => elements.iter().for_each(|element| collect(element, depth + 1, out)),
        Value::Object(object) => {
            if object.get("@type").is_some() || object.get("@id").is_some() {
                out.push(value);
            }
            object.iter().for_each(|(_, member)| collect(member, depth + 1, out));
        }
        _ => {}
    }
}

/// Whether an object is an article or one of its many kinds, such as a `ReportageNewsArticle`.
fn is_article(object: &Value) -> bool {
    let types = loose::list(object, "@type").iter().filter_map(Value::as_str);
    let mut names = types.map(|name| name.rsplit(['/', ':', '#']).next().unwrap_or_default());
    let named = names.any(|name| name.ends_with("Article") || name.ends_with("BlogPosting") || name == "Report");
    // A reference to an article elsewhere says nothing of it.
    named && loose::first(object, &["headline", "name", "articleBody"]).is_some()
}

fn address(article: &Value, resolver: &Resolver<'_>) -> Option<LinkUrl> {
    let page = article.get("mainEntityOfPage");
    let page = page.and_then(|page| loose::named(page, &["@id", "url"]));
    let url = loose::first(article, &["url"]);
    // A name for machines, such as `#article`, is no address.
    [url, page].into_iter().flatten().filter(|url| !url.starts_with('#')).find_map(|url| resolver.link(url))
}

/// An address without what does not tell pages apart.
fn bare(url: &str) -> &str {
    let url = url.split(['?', '#']).next().unwrap_or_default();
    url.trim_end_matches('/')
}

/// Reads JSON as pages write it: in comments or CDATA sections, with raw line ends in its texts and commas too many.
fn parse(script: &str) -> Option<Value> {
    let mut text = script.trim();
    for (before, after) in [("<!--", "-->"), ("//<![CDATA[", "//]]>"), ("/*<![CDATA[*/", "/*]]>*/"), ("<![CDATA[", "]]>")] {
        if let Some(rest) = text.strip_prefix(before) {
            text = rest.trim();
            text = text.strip_suffix(after).unwrap_or(text).trim();
        }
    }
    json::parse(text).or_else(|_| json::parse(&repaired(text))).ok()
}

fn repaired(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let (mut in_string, mut escaped) = (false, false);
    // Where a comma was written that nothing has followed yet.
    let mut comma = None;
    for found in text.chars() {
        if in_string {
            match found {
                '\n' if !escaped => out.push_str("\\n"),
                '\r' => {}
                '\t' => out.push(' '),
                _ if found.is_control() => {}
                _ => out.push(found),
            }
            in_string = found != '"' || escaped;
            escaped = found == '\\' && !escaped;
            continue;
        }
        match found {
            '"' => {
                in_string = true;
                comma = None;
            }
            ',' => comma = Some(out.len()),
            '}' | ']' => {
                if let Some(at) = comma.take() {
                    out.truncate(at);
                }
            }
            _ if found.is_whitespace() => {}
            _ => comma = None,
        }
        out.push(found);
        // A statement's end has no place in JSON.
        if found == ';' {
            out.pop();
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::parse;

    #[test]
    fn json_of_real_pages_is_read() {
        let cases = [
            "{\"a\": \"x\"}",
            "<!-- {\"a\": \"x\"} -->",
            "//<![CDATA[\n{\"a\": \"x\"}\n//]]>",
            "/*<![CDATA[*/{\"a\": \"x\"}/*]]>*/",
            "{\"a\": \"x\",}",
            "{\"b\": [1, 2, ], \"a\": \"x\" , }",
            "{\"b\": \"one\ntwo\ttabs\r\", \"a\": \"x\"};",
            "{\"b\": \"q \\\" , ]\n\", \"a\": \"x\"}",
        ];
        for text in cases {
            assert_eq!(parse(text).as_ref().and_then(|value| value.text("a")), Some("x"), "{text}");
        }
        assert_eq!(parse("{\"b\": \"one\ntwo\"}").unwrap().text("b"), Some("one\ntwo"));
        for text in ["", "{", "x", "{\"a\": \"", &"[".repeat(100_000)] {
            assert_eq!(parse(text), None);
        }
    }
}
