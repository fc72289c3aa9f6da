//! The document around the element, for a page that is nothing but its article.

use maud::{DOCTYPE, PreEscaped, html};
use standfirst_article::Direction;

use super::{Rendering, structured};

/// The page's own stylesheet: the paper that the element lies on.
pub(crate) const STYLE: &str = include_str!("page.css");

/// The icon of a page whose publisher gives it none: browsers ask for one in any case.
pub(crate) const ICON: &str = include_str!("../../../../static/favicon.svg");

/// What stands behind the element.
pub(super) const TAIL: &str = "</main></body></html>\n";

/// The document up to the element: its name and description, for people, for search engines and for those who share
/// it; the stylesheets and the widget.
pub(super) fn head(rendering: &Rendering) -> Result<String, String> {
    let (article, _) = rendering.article.as_ref().ok_or("a document without an article")?;
    let attributes = &rendering.attributes;
    let lang = article.lang.as_deref().or(attributes.lang.as_deref()).unwrap_or("en");
    let dir = article.dir.map(|dir| match dir {
        Direction::Ltr => "ltr",
        Direction::Rtl => "rtl",
    });
    let address = article.url.as_ref().map(|url| url.as_str());
    let description = article.standfirst.as_deref();
    let summary = rendering.reviews.as_ref().map(|reviews| &reviews.first.summary);
    let rated = attributes.itemreviewed.as_deref().zip(summary);
    let file = |name: &str| [&rendering.files, name].concat();
    let property = |name: &str, content: Option<&str>| {
        html! { @if let Some(content) = content { meta property=(name) content=(content); } }
    };
    let published = article.published.map(|time| time.to_rfc3339());
    let updated = article.updated.map(|time| time.to_rfc3339());
    let locale = lang.replace('-', "_");
    let head = html! {
        meta charset="utf-8";
        meta name="viewport" content="width=device-width, initial-scale=1";
        title { (article.headline) }
        @if let Some(description) = description { meta name="description" content=(description); }
        meta name="color-scheme" content="light dark";
        link rel="stylesheet" href=(file("page.css"));
        link rel="icon" type="image/svg+xml" href=(file("icon.svg"));
        // The stylesheet of the shadow root, which browsers would find late.
        link rel="preload" as="style" href=(file("standfirst.css"));
        @if attributes.eager {
            link rel="preload" as="fetch" type="application/wasm" crossorigin href=(file("standfirst.wasm"));
        }
        @if let Some(address) = address { link rel="canonical" href=(address); }
        (property("og:type", Some("article")))
        (property("og:title", Some(&article.headline)))
        (property("og:description", description))
        (property("og:url", address))
        (property("og:image", structured::image(article)))
        (property("og:locale", Some(&locale)))
        (property("article:published_time", published.as_deref()))
        (property("article:modified_time", updated.as_deref()))
        (property("article:section", article.section.as_deref()))
        script type="application/ld+json" { (PreEscaped(structured::data(article, address, rated))) }
        script type="module" src=(file("standfirst.js")) {}
    };
    let document = html! {
        (DOCTYPE)
        html lang=(lang) dir=[dir] { head { (head) } body { main {} } }
    };
    // The element goes where the closing tags begin.
    let document = document.into_string();
    Ok(document.strip_suffix("</main></body></html>").unwrap_or(&document).to_owned())
}
