//! What all pages share: the frame, the fields that are carried on, the stars.

use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{Html, IntoResponse, Response};
use maud::{DOCTYPE, Markup, html};
use url::Url;

use super::entry::{Entry, Step};

/// Nothing but the stylesheet is loaded and nothing is run; the pages post to the service and stand in no frame of
/// another page, in which a reader could be made to click without seeing what.
const POLICY: HeaderValue = HeaderValue::from_static(
    "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
);

/// A page. No cache keeps it: it holds a reader's words, and the key to them.
///
/// Its addresses are relative to the one it was posted to, since a proxy may put any path before that.
pub(super) fn page(status: StatusCode, title: &str, main: Markup) -> Response {
    document(status, title, html! {}, html! { main { (main) } })
}

/// A page of the service's, with what else belongs into its head, and its body.
pub(in crate::routes) fn document(status: StatusCode, title: &str, head: Markup, body: Markup) -> Response {
    let page = html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                title { (title) }
                link rel="stylesheet" href="../forms.css";
                (head)
            }
            body { (body) }
        }
    };
    let mut response = (status, Html(page.into_string())).into_response();
    protect(&mut response);
    response
}

/// What holds for every answer that is a page.
pub(in crate::routes) fn protect(response: &mut Response) {
    let headers = response.headers_mut();
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.insert(header::CONTENT_SECURITY_POLICY, POLICY);
    // With less, a browser would not say whose page it is that posts; other sites need not know where a reader was.
    headers.insert(header::REFERRER_POLICY, HeaderValue::from_static("same-origin"));
}

/// What is reviewed, above the heading.
pub(super) fn subject(entry: &Entry) -> Markup {
    let subject = entry.draft.subject.as_str();
    let shown = subject.split_once("://").map_or(subject, |(_, rest)| rest).trim_end_matches('/');
    html! {
        @if !shown.is_empty() {
            p.subject { "Review of " bdi { (shown) } }
        }
    }
}

/// The way back, where it is known.
pub(super) fn back(back: Option<&Url>, words: &str) -> Markup {
    html! {
        @if let Some(url) = back {
            p.back { a href=(url) { (words) } }
        }
    }
}

/// A form of buttons that carries everything on. The first button is the one that is meant.
pub(super) fn buttons(entry: &Entry, buttons: &[(Step, &str)]) -> Markup {
    html! {
        form.buttons method="post" {
            @for (at, (step, words)) in buttons.iter().enumerate() {
                button.primary[at == 0] name="step" value=(step.name()) { (words) }
            }
            (carried(entry))
            @if let Some(rating) = entry.rating {
                (hidden("rating", &rating.stars().to_string()))
            }
            (text_carried("title", entry.draft.title.as_deref()))
            (text_carried("text", entry.draft.text.as_deref()))
            (text_carried("author", entry.draft.author.as_deref()))
            (text_carried("lang", entry.draft.lang.as_deref()))
        }
    }
}

/// What a reader never types, in fields that are not shown.
pub(super) fn carried(entry: &Entry) -> Markup {
    html! {
        (hidden("subject", &entry.draft.subject))
        (text_carried("page", entry.back.as_ref().map(Url::as_str)))
        @if let Some(own) = &entry.own {
            (hidden("id", own.id.as_str()))
            (hidden("key", own.key.as_str()))
        }
    }
}

pub(super) fn text_carried(name: &str, value: Option<&str>) -> Markup {
    html! {
        @if let Some(value) = value {
            (hidden(name, value))
        }
    }
}

fn hidden(name: &str, value: &str) -> Markup {
    html! { input type="hidden" name=(name) value=(value); }
}

/// The outline of a star in a square of 24 by 24, as the widget draws it.
const STAR: &str = "M12 2.6l2.9 5.9 6.5.9-4.7 4.6 1.1 6.5-5.8-3.1-5.8 3.1 1.1-6.5L2.6 9.4l6.5-.9z";

/// A star that says nothing by itself.
pub(super) fn star() -> Markup {
    html! {
        svg viewBox="0 0 24 24" aria-hidden="true" { path d=(STAR) {} }
    }
}

/// Five stars, so many of them filled.
pub(in crate::routes) fn stars(rating: u8) -> Markup {
    html! {
        svg.stars-shown viewBox="0 0 120 24" role="img" aria-label={ (count(rating)) " out of 5" } {
            @for at in 0..5_u8 {
                path.filled[at < rating] d=(STAR) transform={ "translate(" (24 * u32::from(at)) ")" } {}
            }
        }
    }
}

/// "1 star", "2 stars".
pub(super) fn count(rating: u8) -> String {
    if rating == 1 { "1 star".to_owned() } else { format!("{rating} stars") }
}
