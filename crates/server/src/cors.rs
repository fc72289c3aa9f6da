//! Which pages of other origins may speak with the service (the Fetch Standard's CORS protocol).
//!
//! The API answers the origins that a site lists, and names them one by one. An origin that no site lists gets no
//! CORS header, so its pages read nothing; what would change something is refused before it is looked at, for a
//! header alone does not keep a request from being carried out.

use axum::extract::{Request, State};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use crate::app::App;
use crate::config::{Site, Sites};
use crate::errors::Refusal;

/// How long a browser may remember an answer to its preflight, in seconds: what Chromium caps it at.
const MAX_AGE: HeaderValue = HeaderValue::from_static("7200");

/// Wraps the routes of the API.
pub(crate) async fn api(State(app): State<App>, request: Request, next: Next) -> Response {
    let origin = request.headers().get(header::ORIGIN).cloned();
    let allowed = origin.as_ref().filter(|origin| is_allowed(&app.sites, origin)).cloned();
    // A page that was rendered here and is shown from here needs no leave of its own service.
    let own = origin.as_ref().is_some_and(|origin| is_own(request.headers(), origin));
    let refused = origin.is_some() && allowed.is_none() && !own;
    let preflight = request.method() == Method::OPTIONS
        && request.headers().contains_key(header::ACCESS_CONTROL_REQUEST_METHOD);
    let changes = matches!(*request.method(), Method::PUT | Method::DELETE | Method::POST);

    let mut response = if refused && (preflight || changes) {
        Refusal::OriginNotAllowed.into_response()
    } else if preflight {
        StatusCode::NO_CONTENT.into_response()
    } else {
        next.run(request).await
    };
    let headers = response.headers_mut();
    headers.append(header::VARY, HeaderValue::from_static("Origin"));
    if let Some(origin) = allowed {
        headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, origin);
        if preflight {
            let value = HeaderValue::from_static;
            headers.insert(header::ACCESS_CONTROL_ALLOW_METHODS, value("GET, PUT, DELETE"));
            headers.insert(header::ACCESS_CONTROL_ALLOW_HEADERS, value("Authorization, Content-Type"));
            headers.insert(header::ACCESS_CONTROL_MAX_AGE, MAX_AGE);
        } else {
            let value = HeaderValue::from_static("Retry-After, ETag, Location, X-Request-Id");
            headers.insert(header::ACCESS_CONTROL_EXPOSE_HEADERS, value);
        }
    }
    response
}

/// Wraps the widget's files, which any page may load.
pub(crate) async fn files(request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));
    headers.insert("cross-origin-resource-policy", HeaderValue::from_static("cross-origin"));
    response
}

/// Where a form comes from.
///
/// No preflight goes before a form, and there is no cookie that it could misuse. What is kept off is that a page which
/// no site lists has a reader's browser post for it.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Sender {
    /// A page of an origin that a site lists, one of the service's own pages, or no page at all.
    Known,
    /// A page that does not say where it is (`Origin: null`): one in a sandbox, or a publisher's under
    /// `Referrer-Policy: no-referrer`. What it sends may be shown to a person, and not be carried out.
    Unnamed,
    /// A page that no site lists.
    Foreign,
}

impl Sender {
    /// The sender, by `Origin` (which browsers send with every form that is posted) and `Sec-Fetch-Site`.
    pub(crate) fn of(headers: &HeaderMap, sites: &Sites) -> Sender {
        match headers.get(header::ORIGIN) {
            None => Sender::Known,
            Some(origin) if is_allowed(sites, origin) || is_own(headers, origin) => Sender::Known,
            Some(origin) if origin == "null" => Sender::Unnamed,
            Some(_) => Sender::Foreign,
        }
    }
}

/// Whether the page is the service's own. What address the service has for the world only its proxy knows; a browser
/// tells that both are one by `Sec-Fetch-Site` (W3C Fetch Metadata), and an older one by a `Host` that is the origin's.
pub(crate) fn is_own(headers: &HeaderMap, origin: &HeaderValue) -> bool {
    if let Some(site) = headers.get("sec-fetch-site") {
        return site == "same-origin";
    }
    let host = headers.get(header::HOST).and_then(|host| host.to_str().ok());
    let origin = origin.to_str().ok().and_then(|origin| origin.split_once("://"));
    matches!((host, origin), (Some(host), Some((_, origin))) if origin.eq_ignore_ascii_case(host))
}

/// Who asks: the page's origin, where a browser names one and it is not the service's own.
pub(crate) struct Caller(Option<String>);

impl Caller {
    pub(crate) fn of(headers: &HeaderMap) -> Caller {
        let origin = headers.get(header::ORIGIN).filter(|origin| !is_own(headers, origin));
        Caller(origin.and_then(|origin| origin.to_str().ok()).map(str::to_owned))
    }

    /// Whether the caller may see and use the site. Pages of another site may not; whoever is no listed page at all
    /// may read what is public, as with any address on the web.
    pub(crate) fn may_use(&self, sites: &Sites, site: &str) -> bool {
        match &self.0 {
            None => true,
            Some(origin) => {
                let mut listed = sites.for_origin(origin).peekable();
                listed.peek().is_none() || listed.any(|allowed| *allowed.name == *site)
            }
        }
    }

    /// The sites it may change; nothing for any, where no page asks.
    pub(crate) fn sites<'a>(&'a self, sites: &'a Sites) -> Option<impl Iterator<Item = &'a Site>> {
        self.0.as_deref().map(|origin| sites.for_origin(origin))
    }
}

impl<S: Sync> axum::extract::FromRequestParts<S> for Caller {
    type Rejection = std::convert::Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Caller, Self::Rejection> {
        Ok(Caller::of(&parts.headers))
    }
}

fn is_allowed(sites: &Sites, origin: &HeaderValue) -> bool {
    origin.to_str().is_ok_and(|origin| sites.for_origin(origin).next().is_some())
}
