//! `GET /render`: the element, or a whole page, made on the server.

use std::sync::Arc;
use std::time::Duration;

use axum::body::Body;
use axum::extract::{RawQuery, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use sha2::{Digest, Sha256};
use standfirst_article::RelatedHeadline;
use standfirst_review::problem::code;
use standfirst_review::{FieldError, Sort, Subject, limits};
use tokio_stream::wrappers::ReceiverStream;
use url::Url;

use super::{articles, query, reviews};
use crate::app::App;
use crate::articles::Source;
use crate::coding::Coding;
use crate::errors::Refusal;
use crate::etag;
use crate::rendering::{self, Rendering, Reviews};
use crate::storage::{PageQuery, SiteSubject};

/// A page is as new as its reviews within a minute; a cache that many share may show the last one while it asks for the
/// next, and for a day where the service does not answer (RFC 5861). A browser asks each time, which costs it no more
/// than a 304: its reader may be the one who has just posted a review.
const CACHE: &str = "public, max-age=0, s-maxage=60, stale-while-revalidate=600, stale-if-error=86400";

/// The page's stylesheet under the version never changes.
const PINNED: &str = "public, max-age=31536000, immutable";

/// How long an article waits for its list of related headlines, once it is there itself.
const LIST_WAIT: Duration = Duration::from_secs(2);

/// How many pieces wait for a slow client before rendering waits too.
const PIECES: usize = 4;

/// `GET /v/<version>/page.css`
pub(crate) async fn style(headers: HeaderMap) -> Response {
    etag::built_in(&headers, "text/css; charset=utf-8", PINNED, rendering::STYLE)
}

/// `GET /v/<version>/icon.svg`
pub(crate) async fn icon(headers: HeaderMap) -> Response {
    etag::built_in(&headers, "image/svg+xml", PINNED, rendering::ICON)
}

/// `GET /render`
pub(crate) async fn render(
    State(app): State<App>,
    headers: HeaderMap,
    RawQuery(raw): RawQuery,
) -> Result<Response, Refusal> {
    let own = own_address(&app, &headers)?;
    let query = raw.as_deref().unwrap_or_default();
    let asked = query::render(query, &own)?;
    // A whole document is itself the page that the element stands in, unless another server passes it on as its own.
    let itself = || own.join(&format!("render?{query}")).ok().filter(|_| asked.whole);
    let page = asked.page.or_else(itself);
    let list = asked.attributes.list().map(|list| related(&app, list));
    let source = match &asked.attributes.src {
        Some(src) => Some(app.articles.source(&app.sites, src).await?),
        None => None,
    };
    let mut reading = match &source {
        Some(source) => Some(articles::read(Arc::clone(source), asked.attributes.how.clone()).await?),
        None => None,
    };
    let mut list_digest = None;
    if let (Some(reading), Some(list)) = (&mut reading, list)
        && let Some((headlines, digest)) = list.await
    {
        reading.article.related = headlines;
        list_digest = Some(digest);
    }
    let subject = asked.attributes.subject_of(reading.as_ref().map(|reading| &reading.article));
    let reviews = match (&asked.attributes.reviews, subject) {
        (Some(_), Some(subject)) => Some(first_page(&app, subject, page).await?),
        _ => None,
    };
    let rendering = Rendering {
        files: rendering::files(asked.attributes.reviews.as_ref().unwrap_or(&own)),
        article: reading.map(|reading| (reading.article, reading.format)),
        reviews,
        whole: asked.whole,
        attributes: asked.attributes,
    };
    let tag = tag(&rendering, source.as_deref(), list_digest.as_deref())?;
    let policy = rendering.whole.then(|| policy(&rendering));
    let mut response = if etag::is_known(&headers, &tag) {
        StatusCode::NOT_MODIFIED.into_response()
    } else {
        let mut response = Response::new(stream(rendering));
        response
            .headers_mut()
            .insert(header::CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8"));
        response
    };
    let headers = response.headers_mut();
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(CACHE));
    headers.insert(header::ETAG, tag);
    if let Some(policy) = policy.and_then(|policy| HeaderValue::from_str(&policy).ok()) {
        headers.insert(header::CONTENT_SECURITY_POLICY, policy);
    }
    Ok(response)
}

/// The address at which a browser finds this service: what the configuration says, else where the request went.
fn own_address(app: &App, headers: &HeaderMap) -> Result<Url, Refusal> {
    if let Some(address) = &app.public_url {
        return Ok(address.clone());
    }
    let host = headers.get(header::HOST).and_then(|host| host.to_str().ok()).unwrap_or_default();
    Url::parse(&format!("http://{host}/"))
        .map_err(|_| Refusal::Request(FieldError::new("host", code::NOT_A_URL, "the request names no host")))
}

/// The headlines of a list, and what tells it from every other. It begins at once. An article is shown without a list
/// that does not come, and waits no longer for one than a reader would.
fn related(app: &App, list: &Url) -> impl Future<Output = Option<(Vec<RelatedHeadline>, Vec<u8>)>> + use<> {
    let (app, url) = (app.clone(), list.clone());
    let reading = tokio::spawn(async move {
        let source = app.articles.source(&app.sites, &url).await?;
        let read = tokio::task::spawn_blocking(move || {
            source.related(None).map(|related| (related, source.digest().to_vec()))
        });
        Ok::<_, Refusal>(read.await.map_err(|error| Refusal::Internal(error.to_string()))??)
    });
    let url = list.clone();
    async move {
        let why = match tokio::time::timeout(LIST_WAIT, reading).await {
            Ok(Ok(Ok(list))) => return Some(list),
            Ok(Ok(Err(Refusal::Article(error)))) => error.to_string(),
            Ok(Ok(Err(refusal))) => refusal.to_string(),
            Ok(Err(error)) => error.to_string(),
            Err(_) => "it takes too long".to_owned(),
        };
        tracing::warn!(%url, why, "a list of related headlines is left out");
        None
    }
}

async fn first_page(app: &App, subject: Subject, page: Option<Url>) -> Result<Reviews, Refusal> {
    let site = app.sites.of(&subject).ok_or(Refusal::SubjectNotAllowed)?;
    let query = PageQuery {
        subject: SiteSubject { site: Arc::clone(&site.name), subject: subject.clone() },
        sort: Sort::default(),
        stars: None,
        after: None,
        limit: limits::PAGE_DEFAULT,
    };
    let first = reviews::page(app, query).await?;
    Ok(Reviews { subject, first, page })
}

/// A tag of all that the page is made from, so that one that is not needed is not made. The compression weakens it.
fn tag(rendering: &Rendering, source: Option<&Source>, list: Option<&[u8]>) -> Result<HeaderValue, Refusal> {
    let mut digest = Sha256::new();
    digest.update(env!("CARGO_PKG_VERSION"));
    digest.update(format!("{:?} {} {}", rendering.attributes, rendering.files, rendering.whole));
    if let Some(source) = source {
        digest.update(source.digest());
    }
    // Whether there is a list as well.
    digest.update([u8::from(list.is_some())]);
    digest.update(list.unwrap_or_default());
    if let Some(reviews) = &rendering.reviews {
        let first =
            serde_json::to_vec(&reviews.first).map_err(|error| Refusal::Internal(error.to_string()))?;
        digest.update(first);
        digest.update(format!("{:?} {:?}", reviews.subject, reviews.page));
    }
    Ok(etag::of(&digest.finalize(), Coding::Identity))
}

/// What a whole page may load: its own files, the article's document, and the media of the article.
fn policy(rendering: &Rendering) -> String {
    let origin = |url: Option<&Url>| url.map(|url| url.origin().ascii_serialization()).unwrap_or_default();
    let files = Url::parse(&rendering.files).ok();
    let files = origin(files.as_ref());
    let src = origin(rendering.attributes.src.as_ref());
    let list = origin(rendering.attributes.list());
    [
        "default-src 'none'",
        &format!("script-src {files} 'wasm-unsafe-eval'"),
        &format!("style-src {files}"),
        &format!("connect-src {}", [&*files, &src, &list].join(" ").trim_end()),
        "img-src http: https:",
        "media-src http: https:",
        &format!("form-action {files}"),
        "base-uri 'none'",
        "require-trusted-types-for 'script'",
        "trusted-types 'none'",
    ]
    .join("; ")
}

/// Renders on a thread of its own, piece by piece as the client takes them.
fn stream(rendering: Rendering) -> Body {
    let (pieces, taken) = tokio::sync::mpsc::channel::<Result<String, std::io::Error>>(PIECES);
    tokio::spawn(async move {
        let sender = pieces.clone();
        let rendered = tokio::task::spawn_blocking(move || {
            rendering::render(rendering, &mut |piece| sender.blocking_send(Ok(piece)).is_ok())
        });
        let failure = match rendered.await {
            Ok(Ok(())) => return,
            Ok(Err(why)) => why,
            Err(error) => error.to_string(),
        };
        tracing::error!(failure, "a page could not be rendered");
        // The connection ends in an error, so that nobody keeps half a page for a whole one.
        let _ = pieces.send(Err(std::io::Error::other(failure))).await;
    });
    Body::from_stream(ReceiverStream::new(taken))
}
