//! Deciding about reviews.

use axum::body::Body;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use standfirst_review::{NativeUnicode, Note, ReviewId};

use super::fields::Fields;
use super::listing::Listing;
use super::see_other;
use super::session::Signed;
use super::stop::Stop;
use crate::app::App;
use crate::storage::{DECIDE_MAX, Decide, Decision, Verdict};

/// `POST /moderation/decide`: about one review, by a button beside it (`one`), or about all that are ticked (`action` and
/// `review`). Each goes with the version that was looked at.
pub(super) async fn post(State(app): State<App>, headers: HeaderMap, body: Body) -> Result<Response, Stop> {
    let (signed, fields) = Signed::posting(&app, &headers, body).await?;
    let listing = Listing::of(&fields);
    let (action, reviews, reason) = match fields.one("one").and_then(|one| one.split_once('.')) {
        Some((action, review)) => {
            let id = review.split_once('.').map_or(review, |(id, _)| id);
            let reason = fields.one(&format!("reason.{id}"));
            (action, seen(review).into_iter().collect(), reason)
        }
        None => (fields.one("action").unwrap_or_default(), ticked(&fields), fields.one("reason")),
    };
    let decision = decision(action, reason)?;
    let mut told = vec![("did", decision.action().name().to_owned())];
    let decide = Decide { sites: signed.sites, moderator: signed.name, reviews, decision };
    for verdict in app.storage.decide(decide).await? {
        told.push(match verdict {
            Verdict::Decided(case) => ("decided", format!("{}.{}", case.review.id, case.version)),
            Verdict::Changed(case) | Verdict::NothingToUndo(case) => ("changed", case.review.id.to_string()),
            Verdict::Unknown(id) => ("gone", id.to_string()),
        });
    }
    Ok(see_other(&listing.address(&told)))
}

fn ticked(fields: &Fields) -> Vec<(ReviewId, i64)> {
    fields.all("review").filter_map(seen).take(DECIDE_MAX).collect()
}

/// A review and its version.
fn seen(text: &str) -> Option<(ReviewId, i64)> {
    let (id, version) = text.split_once('.')?;
    Some((ReviewId::parse(id)?, version.parse().ok()?))
}

fn decision(action: &str, reason: Option<&str>) -> Result<Decision, Stop> {
    let note = || Note::parse(reason.unwrap_or_default(), &NativeUnicode).map_err(|_| Stop::Reason);
    match action {
        "publish" => Ok(Decision::Publish),
        "reject" => Ok(Decision::Reject(note()?)),
        "remove" => Ok(Decision::Remove(note()?)),
        "hold" => Ok(Decision::Hold),
        "undo" => Ok(Decision::Undo),
        _ => Err(Stop::Forged),
    }
}
