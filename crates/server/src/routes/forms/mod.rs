//! The form of a page without script: `POST /v1/reviews`.
//!
//! A page's form has neither id nor edit key, for a cached page would give all of its readers the same. So what it
//! sends is answered by a page that shows the review, carries a fresh id and key, and asks; what that page sends is
//! stored as a `PUT` would be. Every page carries all that was typed on to the next one, and no cache keeps any.

mod entry;
mod form;
pub(super) mod layout;
mod outcome;
mod refused;
mod review;

use std::sync::Arc;

use axum::body::Body;
use axum::extract::State;
use axum::http::{HeaderMap, header};
use axum::response::{IntoResponse, Response};
use standfirst_review::{Draft, FieldError, ReviewId, Subject};

pub(super) use self::entry::pairs;
use self::entry::{Own, Step};
use self::refused::Refused;
use super::{body, reviews};
use crate::app::App;
use crate::cors::{Caller, Sender};
use crate::errors::Refusal;
use crate::etag;
use crate::storage::{Delete, DeleteOutcome, KeyDigest};

/// `POST /v1/reviews`: a step of the form, answered by a page. Only a client that asks for JSON and not for HTML gets
/// a problem where something is wrong.
pub(crate) async fn post(State(app): State<App>, caller: Caller, headers: HeaderMap, body: Body) -> Response {
    match answer(&app, &caller, &headers, body).await {
        Ok(page) => page,
        Err(refused) if wants_json(&headers) => refused.refusal.into_response(),
        Err(refused) => refused.into_page(),
    }
}

/// `GET /forms.css`: the looks of the pages.
pub(crate) async fn style(headers: HeaderMap) -> Response {
    etag::built_in(&headers, "text/css; charset=utf-8", "public, max-age=60", include_str!("style.css"))
}

async fn answer(app: &App, caller: &Caller, headers: &HeaderMap, body: Body) -> Result<Response, Refused> {
    let sender = Sender::of(headers, &app.sites);
    if sender == Sender::Foreign {
        return Err(Refusal::OriginNotAllowed.into());
    }
    let (mut entry, fields, errors) = entry::receive(headers, body, &app.sites).await?;
    if entry.step == Step::Edit {
        return Ok(form::page(&entry, &[]));
    }
    let (draft, subject) = match checked(body::read_fields(fields), errors) {
        Ok(read) => read,
        Err(errors) => return Err(Refused::new(Refusal::Body(errors), entry)),
    };
    let subject = match reviews::site_subject(app, caller, subject) {
        Ok(subject) => subject,
        Err(refusal) => return Err(Refused::new(refusal, entry)),
    };
    let own = match entry.own.clone() {
        Some(own) if entry.step != Step::Check => own,
        // Without an id and a key nothing was confirmed yet.
        own => {
            entry.own = Some(own.map_or_else(Own::fresh, Ok)?);
            return Ok(review::confirm(&entry));
        }
    };
    if entry.step == Step::AskDelete {
        return Ok(outcome::ask_delete(&entry));
    }
    if sender == Sender::Unnamed {
        return Err(Refused::new(Refusal::OriginNotAllowed, entry));
    }
    let key = KeyDigest::of(&own.key);
    let done = if entry.step == Step::Delete {
        delete(app, caller, own.id, key).await.map(|()| outcome::deleted(&entry))
    } else {
        let stored = reviews::store(app, own.id, key, subject, draft).await;
        stored.map(|(stored, review)| outcome::stored(&entry, stored, &review))
    };
    done.map_err(|refusal| Refused::new(refusal, entry))
}

/// The draft, if nothing is wrong with the fields that carry it on either.
fn checked(
    read: Result<(Draft, Subject), Vec<FieldError>>,
    mut errors: Vec<FieldError>,
) -> Result<(Draft, Subject), Vec<FieldError>> {
    match read {
        Ok(read) if errors.is_empty() => Ok(read),
        Ok(_) => Err(errors),
        Err(mut found) => {
            found.append(&mut errors);
            Err(found)
        }
    }
}

async fn delete(app: &App, caller: &Caller, id: ReviewId, key: KeyDigest) -> Result<(), Refusal> {
    // The service's own pages are listed for no site and may delete from any: the key says whose review it is.
    let sites = caller.sites(&app.sites).map(|sites| sites.map(|site| Arc::clone(&site.name)).collect());
    let sites = sites.filter(|sites: &Vec<_>| !sites.is_empty());
    match app.storage.delete(Delete { id, key, sites }).await? {
        DeleteOutcome::Gone => Ok(()),
        DeleteOutcome::WrongKey => Err(Refusal::KeyWrong),
        DeleteOutcome::DeletedByOther => Err(Refusal::Deleted),
        DeleteOutcome::Unknown => Err(Refusal::NotFound),
    }
}

/// Whether the client names a form of JSON in `Accept`, and not HTML.
fn wants_json(headers: &HeaderMap) -> bool {
    let accepted: Vec<_> = headers
        .get_all(header::ACCEPT)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .filter_map(|range| range.split(';').next())
        .map(|kind| kind.trim().to_ascii_lowercase())
        .collect();
    let names = |kind: &str| accepted.iter().any(|accepted| accepted == kind);
    (names("application/json") || names("application/problem+json")) && !names("text/html")
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderValue;

    use super::*;

    #[test]
    fn browsers_get_pages_and_programs_problems() {
        let check = |accept: &'static str, json: bool| {
            let mut headers = HeaderMap::new();
            headers.insert(header::ACCEPT, HeaderValue::from_static(accept));
            assert_eq!(wants_json(&headers), json, "{accept}");
        };
        check("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", false);
        check("*/*", false);
        check("application/json", true);
        check("application/problem+json;q=0.9, */*;q=0.1", true);
        check("Application/JSON, text/html;q=0.5", false);
        assert!(!wants_json(&HeaderMap::new()));
    }
}
