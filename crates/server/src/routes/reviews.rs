use std::sync::Arc;

use axum::body::Body;
use axum::extract::{Path, RawQuery, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use standfirst_review::{Draft, Review, ReviewId, ReviewPage, State as Moderation, Subject};

use super::query::ListQuery;
use super::{body, cursor, parse_id, parse_key, query};
use crate::app::App;
use crate::cors::Caller;
use crate::errors::Refusal;
use crate::etag;
use crate::storage::{Delete, DeleteOutcome, KeyDigest, Mode, PageQuery, Put, PutOutcome, SiteSubject};

/// `GET /v1/reviews`: a page of a subject's published reviews, and its summary.
pub(crate) async fn list(
    State(app): State<App>,
    caller: Caller,
    headers: HeaderMap,
    RawQuery(raw): RawQuery,
) -> Result<Response, Refusal> {
    let asked = query::list(raw.as_deref().unwrap_or_default())?;
    let subject = site_subject(&app, &caller, asked.subject.clone())?;
    let ListQuery { sort, stars, after, limit, .. } = asked;
    let page = page(&app, PageQuery { subject, sort, stars, after, limit }).await?;
    let body = serde_json::to_vec(&page).map_err(|error| Refusal::Internal(error.to_string()))?;
    etag::json(&headers, body).await
}

/// A page of a list, as it is on the wire.
pub(super) async fn page(app: &App, query: PageQuery) -> Result<ReviewPage, Refusal> {
    let (sort, stars) = (query.sort, query.stars);
    let mode = site_mode(app, &query.subject)?;
    let page = app.storage.page(query).await?;
    Ok(ReviewPage {
        reviews: page.reviews,
        next: page.next.map(|position| cursor::encode(sort, stars, position)),
        summary: page.summary,
        open: page.mode.unwrap_or(mode) != Mode::Closed,
    })
}

/// `GET /v1/reviews/{id}`: one's own review in any state, a published one for anybody.
pub(crate) async fn get(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<String>,
    headers: HeaderMap,
) -> Result<Response, Refusal> {
    let id = parse_id(&id)?;
    let key = parse_key(&headers)?;
    let found = app.storage.get(id, key).await?.ok_or(Refusal::NotFound)?;
    if !caller.may_use(&app.sites, &found.site) {
        return Err(Refusal::NotFound);
    }
    let mut response = if found.own {
        json(StatusCode::OK, &found.review)?
    } else if found.review.state == Moderation::Published {
        let body = serde_json::to_vec(&found.review).map_err(|error| Refusal::Internal(error.to_string()))?;
        etag::json(&headers, body).await?
    } else {
        return Err(Refusal::NotFound);
    };
    response.headers_mut().append(header::VARY, HeaderValue::from_static("Authorization"));
    Ok(response)
}

/// `PUT /v1/reviews/{id}`: creates a review or changes it; the same again changes nothing.
pub(crate) async fn put(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<String>,
    headers: HeaderMap,
    body: Body,
) -> Result<Response, Refusal> {
    let id = parse_id(&id)?;
    let key = parse_key(&headers)?.ok_or(Refusal::KeyMissing)?;
    let (draft, subject) = body::read_draft(&headers, body).await?;
    let subject = site_subject(&app, &caller, subject)?;
    let location = format!("/v1/reviews/{id}");
    let (stored, review) = store(&app, id, key, subject, draft).await?;
    let mut response = json(stored.status(&review), &review)?;
    if let (Stored::Created, Ok(location)) = (stored, HeaderValue::from_str(&location)) {
        response.headers_mut().insert(header::LOCATION, location);
    }
    Ok(response)
}

/// `DELETE /v1/reviews/{id}`: by its edit key, for good. Again it is 204 again, for a client that missed the first
/// answer; to any other key a deleted review is 410.
pub(crate) async fn delete(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<String>,
    headers: HeaderMap,
) -> Result<Response, Refusal> {
    let id = parse_id(&id)?;
    let key = parse_key(&headers)?.ok_or(Refusal::KeyMissing)?;
    let sites = caller.sites(&app.sites).map(|sites| sites.map(|site| Arc::clone(&site.name)).collect());
    match app.storage.delete(Delete { id, key, sites }).await? {
        DeleteOutcome::Gone => {
            Ok((StatusCode::NO_CONTENT, [(header::CACHE_CONTROL, "no-store")]).into_response())
        }
        DeleteOutcome::WrongKey => Err(Refusal::KeyWrong),
        DeleteOutcome::DeletedByOther => Err(Refusal::Deleted),
        DeleteOutcome::Unknown => Err(Refusal::NotFound),
    }
}

/// Stores a review, whichever way it came: the same again is the same review.
pub(super) async fn store(
    app: &App,
    id: ReviewId,
    key: KeyDigest,
    subject: SiteSubject,
    draft: Draft,
) -> Result<(Stored, Review), Refusal> {
    let mode = site_mode(app, &subject)?;
    match app.storage.put(Put { id, key, subject, draft, mode }).await? {
        PutOutcome::Created(review) => Ok((Stored::Created, review)),
        PutOutcome::Changed(review) => Ok((Stored::Changed, review)),
        PutOutcome::Same(review) => Ok((Stored::Same, review)),
        PutOutcome::WrongKey => Err(Refusal::KeyWrong),
        PutOutcome::OtherSubject => Err(Refusal::OtherSubject),
        PutOutcome::Deleted => Err(Refusal::Deleted),
        PutOutcome::Removed => Err(Refusal::Removed),
        PutOutcome::Closed => Err(Refusal::Closed),
    }
}

/// How a review came to be stored as it is.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Stored {
    Created,
    Changed,
    Same,
}

impl Stored {
    /// 202 where it waits for a moderator, else 201 for a new review and 200 for one that was there.
    pub(super) fn status(self, review: &Review) -> StatusCode {
        match self {
            _ if review.state == Moderation::Pending => StatusCode::ACCEPTED,
            Stored::Created => StatusCode::CREATED,
            Stored::Changed | Stored::Same => StatusCode::OK,
        }
    }
}

/// What the configuration says of new reviews of the site.
fn site_mode(app: &App, subject: &SiteSubject) -> Result<Mode, Refusal> {
    // The site was found in the same configuration.
    let site = app.sites.named(&subject.site).ok_or(Refusal::SubjectNotAllowed)?;
    Ok(site.mode)
}

/// The subject with the site that takes it, where the caller may use that site.
pub(super) fn site_subject(app: &App, caller: &Caller, subject: Subject) -> Result<SiteSubject, Refusal> {
    let site = app
        .sites
        .of(&subject)
        .filter(|site| caller.may_use(&app.sites, &site.name))
        .ok_or(Refusal::SubjectNotAllowed)?;
    Ok(SiteSubject { site: Arc::clone(&site.name), subject })
}

/// A review for its author, which no cache may keep.
fn json(status: StatusCode, review: &Review) -> Result<Response, Refusal> {
    let body = serde_json::to_vec(review).map_err(|error| Refusal::Internal(error.to_string()))?;
    let headers = [(header::CONTENT_TYPE, "application/json"), (header::CACHE_CONTROL, "no-store")];
    Ok((status, headers, body).into_response())
}
