//! A review and its history.

use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, Uri};
use axum::response::Response;
use maud::{Markup, html};
use standfirst_review::{Review, ReviewId};
use url::form_urlencoded::Serializer;

use super::super::forms::layout::stars;
use super::fields::Fields;
use super::layout;
use super::session::Signed;
use super::stop::Stop;
use super::subject;
use crate::app::App;
use crate::storage::AuditQuery;

/// The lines of the audit log that a page shows: more than any review will have.
const LINES: u32 = 200;

/// `GET /moderation/review?id=…`: a review and all that was decided about it.
pub(super) async fn page(app: State<App>, headers: HeaderMap, uri: Uri) -> Result<Response, Stop> {
    let signed = Signed::of(&app, &headers).await?;
    let fields = Fields::of_query(uri.query());
    let id = fields.one("id").and_then(ReviewId::parse).ok_or(Stop::Nothing)?;
    let case = app.storage.case(signed.sites.clone(), id.clone()).await?.ok_or(Stop::Nothing)?;
    let sites = signed.sites.clone();
    let log = app.storage.audit(AuditQuery { sites, review: Some(id), before: None, limit: LINES }).await?;
    let review = &case.review;
    let main = html! {
        h1 { "A review" }
        p.subject { a href=(subject::address(&review.subject)) { bdi { (review.subject) } } }
        article.review {
            (stars(review.rating.stars()))
            (text(review))
            p.review-author { bdi { (review.author.as_deref().unwrap_or("A reader")) } }
        }
        p.about { span.state { (review.state.name()) } " " time datetime=(review.created) { (review.created) } }
        h2 { "Decisions" }
        @if log.is_empty() { p { "None yet." } }
        ol.log {
            @for entry in &log {
                li {
                    time datetime=(entry.at) { (entry.at) } " "
                    bdi { (entry.moderator.as_deref().unwrap_or("reports")) } ": " (entry.action.name())
                    " (" (entry.before.as_deref().unwrap_or("")) " → " (entry.after.as_deref().unwrap_or("")) ")"
                    @if let Some(reason) = &entry.reason { ": " bdi { (reason) } }
                }
            }
        }
    };
    Ok(layout::page(StatusCode::OK, "A review", Some(&signed), main))
}

/// Where the page of a review is.
pub(super) fn address(id: &str) -> String {
    format!("review?{}", Serializer::new(String::new()).append_pair("id", id).finish())
}

/// Title and text.
pub(super) fn text(review: &Review) -> Markup {
    let lang = review.lang.as_deref();
    html! {
        @if let Some(title) = &review.title { p.case-title dir="auto" lang=[lang] { (title) } }
        @if let Some(text) = &review.text { p.case-text dir="auto" lang=[lang] { (text) } }
        @if let Some(reason) = &review.reason { p.reason { "Reason: " bdi { (reason) } } }
    }
}
