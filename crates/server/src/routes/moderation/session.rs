//! Logging in and out, and who is logged in.

use std::sync::Arc;
use std::time::Instant;

use axum::body::Body;
use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::Response;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use maud::html;
use subtle::ConstantTimeEq;
use url::{Host, Url};

use super::fields::Fields;
use super::stop::Stop;
use super::{layout, see_other};
use crate::app::App;
use crate::cors;
use crate::errors::Refusal;
use crate::password;
use crate::storage::{ModeratorChange, SESSION_LIFE, TokenDigest};

/// Who is logged in.
pub(super) struct Signed {
    pub(super) name: String,
    /// The sites that they may see and touch.
    pub(super) sites: Vec<Arc<str>>,
    pub(super) csrf: String,
    token: TokenDigest,
}

impl Signed {
    /// Whoever asks for a page.
    pub(super) async fn of(app: &App, headers: &HeaderMap) -> Result<Signed, Stop> {
        let token = cookie(app, headers).ok_or(Stop::LogIn)?;
        let token = TokenDigest::of(token);
        let session = app.storage.session(token).await?.ok_or(Stop::LogIn)?;
        let listed = &session.moderator.sites;
        let may_see = |site: &str| listed.is_empty() || listed.iter().any(|name| name == site);
        let sites =
            app.sites.iter().map(|site| Arc::clone(&site.name)).filter(|site| may_see(site)).collect();
        Ok(Signed { name: session.moderator.name, sites, csrf: session.csrf, token })
    }

    /// Whoever posts a form, and the form: one of the service's own pages in this session, and no other page, has it.
    pub(super) async fn posting(
        app: &App,
        headers: &HeaderMap,
        body: Body,
    ) -> Result<(Signed, Fields), Stop> {
        own_page(app, headers)?;
        let signed = Signed::of(app, headers).await?;
        let fields = Fields::receive(headers, body).await?;
        let token = fields.one("csrf").unwrap_or_default();
        if bool::from(token.as_bytes().ct_eq(signed.csrf.as_bytes())) {
            Ok((signed, fields))
        } else {
            Err(Stop::Forged)
        }
    }
}

/// `GET /moderation/login`.
pub(super) async fn ask() -> Response {
    form(StatusCode::OK, "")
}

/// `POST /moderation/login`. What is wrong, the name or the password, is not told, neither by words nor by time.
pub(super) async fn login(State(app): State<App>, headers: HeaderMap, body: Body) -> Result<Response, Stop> {
    own_page(&app, &headers)?;
    let fields = Fields::receive(&headers, body).await?;
    let name = fields.one("name").unwrap_or_default().trim().to_owned();
    let typed = fields.all("password").next().unwrap_or_default().to_owned();
    if name.len() > 256 || typed.len() > password::MOST {
        return Ok(form(StatusCode::FORBIDDEN, &name));
    }
    if !app.logins.may_try(&name, Instant::now()) {
        return Ok(form(StatusCode::TOO_MANY_REQUESTS, &name));
    }
    let stored = app.storage.password(name.clone()).await?;
    let turn = app.logins.checks.acquire().await.map_err(|error| Refusal::Internal(error.to_string()))?;
    let checked =
        tokio::task::spawn_blocking(move || password::fits(&typed, stored.as_deref()).then_some(stored));
    let fitting = checked.await.map_err(|error| Refusal::Internal(error.to_string()))?.flatten();
    drop(turn);
    let Some(password) = fitting else { return Ok(form(StatusCode::FORBIDDEN, &name)) };
    let (token, csrf) = (random()?, random()?);
    let begin = ModeratorChange::Begin { name: name.clone(), password, token: TokenDigest::of(&token), csrf };
    if !app.storage.change_moderators(begin).await? {
        return Ok(form(StatusCode::FORBIDDEN, &name));
    }
    app.logins.succeeded(&name);
    Ok(with_cookie(see_other("queue"), &app, &headers, &token, SESSION_LIFE.as_secs()))
}

/// `POST /moderation/logout`.
pub(super) async fn logout(State(app): State<App>, headers: HeaderMap, body: Body) -> Result<Response, Stop> {
    let (signed, _) = Signed::posting(&app, &headers, body).await?;
    app.storage.change_moderators(ModeratorChange::End(signed.token)).await?;
    Ok(with_cookie(see_other("login"), &app, &headers, "", 0))
}

fn form(status: StatusCode, name: &str) -> Response {
    let wrong = status != StatusCode::OK;
    let title = if wrong { "Error: Log in" } else { "Log in" };
    let main = html! {
        h1 { "Log in" }
        @if wrong {
            p.lead.error #wrong role="alert" {
                "This was no login. Either name and password do not fit, or there were too many tries; then it helps to "
                "wait for a quarter of an hour."
            }
        }
        form.login method="post" action="login" {
            label for="name" { "Name" }
            input #name name="name" value=(name) autocomplete="username" required;
            label for="password" { "Password" }
            input #password name="password" type="password" autocomplete="current-password" required;
            div.buttons { button.primary { "Log in" } }
        }
    };
    layout::page(status, title, None, main)
}

/// Whether a form was sent by one of the service's own pages: each browser says so by `Origin`, and most by
/// `Sec-Fetch-Site` as well.
fn own_page(app: &App, headers: &HeaderMap) -> Result<(), Stop> {
    let fetched = headers.get("sec-fetch-site").is_none_or(|site| site == "same-origin");
    let origin = headers.get(header::ORIGIN).filter(|_| fetched).ok_or(Stop::Forged)?;
    let public = app.public_url.as_ref().map(|url| url.origin().ascii_serialization());
    let own = cors::is_own(headers, origin) || public.is_some_and(|public| *origin == *public);
    if own { Ok(()) } else { Err(Stop::Forged) }
}

/// Whether browsers reach the service by TLS alone: everywhere but on this machine.
fn is_secure(app: &App, headers: &HeaderMap) -> bool {
    if app.public_url.as_ref().is_some_and(|url| url.scheme() == "https") {
        return true;
    }
    let host = headers.get(header::HOST).and_then(|host| host.to_str().ok());
    let url = host.and_then(|host| Url::parse(&format!("http://{host}/")).ok());
    let loopback = url.as_ref().and_then(Url::host).is_some_and(|host| match host {
        Host::Domain(name) => name == "localhost",
        Host::Ipv4(address) => address.is_loopback(),
        Host::Ipv6(address) => address.is_loopback(),
    });
    !loopback
}

/// The cookie's name. Of one with `__Host-` a browser takes only what the host itself has set over TLS.
fn cookie_name(secure: bool) -> &'static str {
    if secure { "__Host-standfirst" } else { "standfirst" }
}

fn cookie<'a>(app: &App, headers: &'a HeaderMap) -> Option<&'a str> {
    let name = cookie_name(is_secure(app, headers));
    let pairs = headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok());
    let mut pairs = pairs.flat_map(|value| value.split(';')).filter_map(|pair| pair.trim().split_once('='));
    pairs.find(|(found, _)| *found == name).map(|(_, value)| value)
}

fn with_cookie(
    mut response: Response,
    app: &App,
    headers: &HeaderMap,
    value: &str,
    seconds: u64,
) -> Response {
    let secure = is_secure(app, headers);
    let flag = if secure { "; Secure" } else { "" };
    let name = cookie_name(secure);
    let cookie = format!("{name}={value}; Path=/; Max-Age={seconds}; HttpOnly; SameSite=Strict{flag}");
    // It is of base64url and constants.
    if let Ok(cookie) = HeaderValue::from_str(&cookie) {
        response.headers_mut().insert(header::SET_COOKIE, cookie);
    }
    response
}

/// 256 random bits as text.
fn random() -> Result<String, Refusal> {
    let mut bytes = [0; 32];
    getrandom::fill(&mut bytes).map_err(|error| Refusal::Internal(format!("no random bytes: {error}")))?;
    Ok(URL_SAFE_NO_PAD.encode(bytes))
}
