//! The attributes of the element: reading them, and saying which make no sense.

use standfirst_article::selector::MAX_BYTES;
use standfirst_article::{Format, Urls};
use standfirst_json::text::{concat, split_any};
use standfirst_review::Subject;
use web_sys::HtmlElement;

use crate::effects::browser::{BrowserUrls, is_selector};
use crate::effects::intl::IntlLocale;

/// How many related headlines are shown where the attribute does not say.
const RELATED_LIMIT: u8 = 4;

/// The level of the headline where the attribute does not say.
const HEADING_LEVEL: u8 = 1;

/// What the attributes say, each checked; what makes no sense has its default.
pub(super) struct Attributes {
    /// Address of the article, absolute.
    pub(super) src: Option<String>,
    /// Whether there is a `src`, but none that makes sense.
    pub(super) src_is_wrong: bool,
    /// The format to read it in; nothing where that is to be found out.
    pub(super) format: Option<Format>,
    /// Which element of an HTML page is the story.
    pub(super) selector: Option<String>,
    /// Address of a list of related headlines, absolute.
    pub(super) related: Option<String>,
    /// How many related headlines are shown at most.
    pub(super) related_limit: u8,
    /// Base address of the review service, absolute.
    pub(super) reviews: Option<String>,
    /// What is reviewed.
    pub(super) subject: Option<Subject>,
    /// The language of the interface.
    pub(super) lang: String,
    /// Level of the headline, 1 to 4.
    pub(super) heading_level: u8,
}

/// An attribute that makes no sense.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Problem {
    /// The name of the attribute.
    pub(super) attribute: &'static str,
    /// What is wrong with it, in English.
    pub(super) message: String,
}

impl Attributes {
    /// Reads the attributes of `host`, and says what is wrong with them.
    pub(super) fn read(host: &HtmlElement) -> (Self, Vec<Problem>) {
        let mut reader = Reader { host, problems: Vec::new() };
        let src = reader.address("src");
        let attributes = Self {
            src_is_wrong: src.is_none() && reader.value("src").is_some(),
            src,
            format: reader.format(),
            selector: reader.selector(),
            related: reader.address("related"),
            related_limit: reader.number(
                "related-limit",
                0,
                20,
                RELATED_LIMIT,
                "a whole number from 0 to 20",
            ),
            reviews: reader.address("reviews"),
            subject: reader.subject(),
            lang: reader.lang(),
            heading_level: reader.number("heading-level", 1, 4, HEADING_LEVEL, "a whole number from 1 to 4"),
        };
        reader.check("loading", "lazy|eager", "lazy or eager");
        reader.check("embeds", "click|none", "click or none");
        (attributes, reader.problems)
    }
}

impl Attributes {
    /// The list of related headlines that is to be fetched: one that is shown beside an article.
    pub(super) fn list(&self) -> Option<&str> {
        self.related.as_deref().filter(|_| self.src.is_some() && self.related_limit > 0)
    }

    /// Whether the page has the article already and wants its reviews alone.
    pub(super) fn shows_reviews_alone(&self) -> bool {
        self.src.is_none() && !self.src_is_wrong && self.subject.is_some()
    }
}

struct Reader<'a> {
    host: &'a HtmlElement,
    problems: Vec<Problem>,
}

impl Reader<'_> {
    /// The value of an attribute, trimmed; an empty one counts as none.
    fn value(&self, attribute: &str) -> Option<String> {
        let value = self.host.get_attribute(attribute)?;
        Some(standfirst_json::text::trim(&value).to_owned()).filter(|value| !value.is_empty())
    }

    fn refuse(&mut self, attribute: &'static str, value: &str, expected: &str) {
        // A value may be anything, of any length: enough of it to be found again.
        let shown: String = value.chars().take(80).collect();
        let message = concat(&["“", &shown, "” is not ", expected]);
        self.problems.push(Problem { attribute, message });
    }

    /// An address, resolved against the page; it must be one of the web.
    fn address(&mut self, attribute: &'static str) -> Option<String> {
        let value = self.value(attribute)?;
        let base = self.host.base_uri().ok().flatten();
        let href = BrowserUrls.join(&value, base.as_deref());
        let href = href.filter(|href| href.starts_with("http://") || href.starts_with("https://"));
        if href.is_none() {
            self.refuse(attribute, &value, "an http or https address");
        }
        href
    }

    fn subject(&mut self) -> Option<Subject> {
        let href = self.address("subject")?;
        match Subject::from_serialised(&href) {
            Ok(subject) => Some(subject),
            Err(error) => {
                self.problems.push(Problem { attribute: "subject", message: error.message });
                None
            }
        }
    }

    fn format(&mut self) -> Option<Format> {
        let value = self.value("format").filter(|value| value != "auto")?;
        let format = Format::from_name(&value);
        if format.is_none() {
            self.refuse("format", &value, "the name of a format");
        }
        format
    }

    /// The attribute, else that of the nearest element around that has one, else English.
    fn lang(&mut self) -> String {
        if let Some(value) = self.value("lang") {
            match IntlLocale::canonical(&value) {
                Some(tag) => return tag,
                None => self.refuse("lang", &value, "a language tag (BCP 47)"),
            }
        }
        let around = self.host.parent_element().and_then(|parent| parent.closest("[lang]").ok().flatten());
        let tag = around.and_then(|element| element.get_attribute("lang"));
        tag.and_then(|tag| IntlLocale::canonical(&tag)).unwrap_or_else(|| "en".to_owned())
    }

    /// When an element is started is the entry's business (static/standfirst.js), and whether embeds have their button is
    /// the stylesheet's, but not what makes no sense in it.
    fn check(&mut self, attribute: &'static str, known: &str, expected: &str) {
        if let Some(value) = self.value(attribute)
            && !split_any(known, "|").any(|known| known == value)
        {
            self.refuse(attribute, &value, expected);
        }
    }

    /// A number of a range; `default` where there is none.
    fn number(&mut self, attribute: &'static str, least: u8, most: u8, default: u8, expected: &str) -> u8 {
        let Some(value) = self.value(attribute) else { return default };
        match value.parse() {
            Ok(number) if (least..=most).contains(&number) => number,
            _ => {
                self.refuse(attribute, &value, expected);
                default
            }
        }
    }

    fn selector(&mut self) -> Option<String> {
        let value = self.value("selector")?;
        if value.len() <= MAX_BYTES && is_selector(&value) {
            return Some(value);
        }
        self.refuse("selector", &value, "a selector that is read here");
        None
    }
}
