//! `<standfirst-article>` with its declarative shadow root (HTML, section 4.12.3), as static/standfirst.js takes it
//! over: the frame with a root for each component, and beside it the fallback's slot and the data.

use html_escape::encode_double_quoted_attribute as escape;
use serde::Serialize;
use standfirst::language::Language;
use standfirst_article::{Article, Format};
use standfirst_review::{ReviewPage, Subject};

use super::{Attributes, Rendering, Reviews};
use crate::rendering::structured::without_markup;

/// What stands between the two roots.
pub(super) const BETWEEN_ROOTS: &str = "</div><div class=\"reviews-root\">";

/// What the widget needs to know of a page that carries its article and its reviews.
#[derive(Serialize)]
struct Data<'a> {
    /// The format that the article was in.
    #[serde(skip_serializing_if = "Option::is_none")]
    format: Option<&'static str>,
    /// What is reviewed.
    #[serde(skip_serializing_if = "Option::is_none")]
    subject: Option<&'a str>,
    /// The first page of the list, as the service answers it.
    #[serde(skip_serializing_if = "Option::is_none")]
    reviews: Option<&'a ReviewPage>,
}

/// The opening tag, with the attributes as a publisher would write them.
pub(super) fn opening(rendering: &Rendering) -> String {
    let Attributes {
        src, how, selector, related, reviews, subject, lang, embeds, itemreviewed, eager, ..
    } = &rendering.attributes;
    let limit = rendering.attributes.related_limit.map(|limit| limit.to_string());
    let level = rendering.attributes.heading_level.map(|level| level.to_string());
    let attributes = [
        ("src", src.as_ref().map(|url| url.as_str())),
        ("format", how.format.map(Format::name)),
        ("selector", selector.as_deref()),
        ("related", related.as_ref().map(|url| url.as_str())),
        ("related-limit", limit.as_deref()),
        ("reviews", reviews.as_ref().map(|url| url.as_str())),
        ("subject", subject.as_ref().map(|subject| subject.as_str())),
        ("lang", lang.as_deref()),
        ("heading-level", level.as_deref()),
        ("embeds", embeds.as_deref()),
        ("itemreviewed", itemreviewed.as_deref()),
        ("loading", eager.then_some("eager")),
    ];
    let mut out = String::from("<standfirst-article");
    for (name, value) in attributes {
        if let Some(value) = value {
            out.extend([" ", name, "=\"", &escape(value), "\""]);
        }
    }
    out.push('>');
    out
}

/// The shadow root up to the first root.
pub(super) fn frame(files: &str, language: &Language) -> String {
    let mut out = String::from("<template shadowrootmode=\"open\"><link rel=\"stylesheet\" href=\"");
    out.extend([&*escape(files), "standfirst.css\"><div class=\"standfirst\" lang=\""]);
    out.extend([&*escape(language.labels.tag()), "\"><div class=\"article-root\">"]);
    out
}

/// The shadow root from behind the second root on, and the fallback: a link, for browsers without declarative shadow
/// roots, until the widget has started there.
pub(super) fn closing(
    attributes: &Attributes,
    article: Option<&(Article, Format)>,
    reviews: Option<&Reviews>,
) -> Result<String, String> {
    let subject = attributes.subject_of(article.map(|(article, _)| article));
    let data = Data {
        format: article.map(|(_, format)| format.name()),
        subject: subject.as_ref().map(Subject::as_str),
        reviews: reviews.map(|reviews| &reviews.first),
    };
    let data = serde_json::to_string(&data).map_err(|error| error.to_string())?;
    let mut out = String::from("</div></div><slot hidden></slot><script type=\"application/json\">");
    out.push_str(&without_markup(&data));
    out.push_str("</script></template>");
    if let Some((article, _)) = article {
        let own = article.url.as_ref().map(|url| url.as_str());
        let address = own.or_else(|| attributes.src.as_ref().map(|src| src.as_str())).unwrap_or_default();
        let headline = html_escape::encode_text(&article.headline);
        out.extend(["<a href=\"", &escape(address), "\">", &headline, "</a>"]);
    }
    out.push_str("</standfirst-article>");
    Ok(out)
}
