//! `GET /v1/articles`: an article in whatever format its publisher's system has it, read here and answered as
//! Standfirst JSON, for systems that let no other site's page read them; or the headlines that a document lists.

use std::sync::Arc;

use axum::extract::{RawQuery, State};
use axum::http::HeaderMap;
use axum::response::Response;
use sha2::{Digest, Sha256};
use standfirst_article::{Reading, reading_to_json, related_to_json};

use super::query::{self, ArticleQuery};
use crate::app::App;
use crate::articles::{How, Source};
use crate::coding::{Accepted, Effort};
use crate::errors::Refusal;
use crate::etag;

/// A correction is on every page a minute after the service has it. Until then, and for a day where the service does not
/// answer, what was read before will do (RFC 5861).
const CACHE: &str = "public, max-age=60, stale-while-revalidate=600, stale-if-error=86400";

/// `GET /v1/articles?src=…`
pub(crate) async fn get(
    State(app): State<App>,
    headers: HeaderMap,
    RawQuery(raw): RawQuery,
) -> Result<Response, Refusal> {
    let asked = query::article(raw.as_deref().unwrap_or_default())?;
    let source = app.articles.source(&app.sites, &asked.src).await?;
    let coding = Accepted::of(&headers).choose(|_| true);
    let tag = etag::of(&inputs(&source, &asked), coding);
    let body = if etag::is_known(&headers, &tag) {
        Vec::new()
    } else {
        let written = tokio::task::spawn_blocking(move || {
            let json = if asked.related {
                related_to_json(&source.related(asked.how.format)?)
            } else {
                reading_to_json(&source.read(&asked.how)?)
            };
            let compressed = coding.write(json.as_bytes(), Effort::EachTime);
            compressed.map_err(|error| Refusal::Internal(format!("an article was not compressed: {error}")))
        });
        written.await.map_err(|error| Refusal::Internal(error.to_string()))??
    };
    Ok(etag::answer(&headers, "application/json", CACHE, coding, tag, body.into()))
}

/// Reads an article where a long one keeps nobody else waiting.
pub(super) async fn read(source: Arc<Source>, how: How) -> Result<Reading, Refusal> {
    let read = tokio::task::spawn_blocking(move || source.read(&how));
    Ok(read.await.map_err(|error| Refusal::Internal(error.to_string()))??)
}

/// All that the answer is made from, so that one that is not needed is not made.
fn inputs(source: &Source, asked: &ArticleQuery) -> Vec<u8> {
    let mut digest = Sha256::new();
    digest.update(env!("CARGO_PKG_VERSION"));
    digest.update(format!("{:?} {}", asked.how, asked.related));
    digest.update(source.digest());
    digest.finalize().to_vec()
}
