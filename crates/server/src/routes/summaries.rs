use std::collections::BTreeMap;

use axum::extract::{RawQuery, State};
use axum::http::HeaderMap;
use axum::response::Response;
use serde::Serialize;
use standfirst_review::Summary;

use super::query;
use crate::app::App;
use crate::cors::Caller;
use crate::errors::Refusal;
use crate::etag;
use crate::routes::reviews::site_subject;

#[derive(Serialize)]
struct Summaries {
    summaries: BTreeMap<String, Summary>,
}

/// `GET /v1/summaries`: the summaries of up to 100 subjects, each under the name it was asked for by.
pub(crate) async fn list(
    State(app): State<App>,
    caller: Caller,
    headers: HeaderMap,
    RawQuery(raw): RawQuery,
) -> Result<Response, Refusal> {
    let (asked, subjects): (Vec<_>, Vec<_>) =
        query::subjects(raw.as_deref().unwrap_or_default())?.into_iter().unzip();
    let subjects = subjects
        .into_iter()
        .map(|subject| site_subject(&app, &caller, subject))
        .collect::<Result<Vec<_>, _>>()?;
    let summaries = app.storage.summaries(subjects).await?;
    let answer = Summaries { summaries: asked.into_iter().zip(summaries).collect() };
    let body = serde_json::to_vec(&answer).map_err(|error| Refusal::Internal(error.to_string()))?;
    etag::json(&headers, body).await
}
