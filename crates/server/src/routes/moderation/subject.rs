//! A subject's page, on which its mode is set.

use std::sync::Arc;

use axum::body::Body;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, Uri};
use axum::response::Response;
use maud::html;
use standfirst_review::Sort;
use url::form_urlencoded::Serializer;

use super::super::parse_subject;
use super::fields::Fields;
use super::listing::Listing;
use super::session::Signed;
use super::stop::Stop;
use super::{layout, see_other};
use crate::app::App;
use crate::storage::{Mode, PageQuery, SetMode, SiteSubject};

/// `GET /moderation/subject?subject=…`: how its reviews are taken.
pub(super) async fn page(app: State<App>, headers: HeaderMap, uri: Uri) -> Result<Response, Stop> {
    let signed = Signed::of(&app, &headers).await?;
    let fields = Fields::of_query(uri.query());
    let (subject, site_mode) = seen(&app, &signed, &fields)?;
    let query =
        PageQuery { subject: subject.clone(), sort: Sort::Newest, stars: None, after: None, limit: 1 };
    let found = app.storage.page(query).await?;
    let url = subject.subject.as_str();
    let own = found.mode.map(Mode::name);
    let main = html! {
        h1 { "A subject" }
        p.subject { bdi { (url) } }
        p { "Published reviews: " (found.summary.count) }
        p { a href=(Listing::of(&fields).showing("all").address(&[])) { "All its reviews" } }
        form method="post" action="mode" {
            (layout::token(&signed))
            (layout::hidden("subject", url))
            label for="mode" { "New reviews" }
            select #mode name="mode" {
                option value="site" selected[own.is_none()] { "as the site has it: " (site_mode.name()) }
                @for mode in Mode::ALL {
                    option value=(mode.name()) selected[own == Some(mode.name())] { (mode.name()) }
                }
            }
            div.buttons { button.primary { "Save" } }
        }
    };
    Ok(layout::page(StatusCode::OK, "A subject", Some(&signed), main))
}

/// `POST /moderation/mode`: how the subject's reviews are taken from now on.
pub(super) async fn post(State(app): State<App>, headers: HeaderMap, body: Body) -> Result<Response, Stop> {
    let (signed, fields) = Signed::posting(&app, &headers, body).await?;
    let (subject, _) = seen(&app, &signed, &fields)?;
    let mode = match fields.one("mode").unwrap_or_default() {
        "site" => None,
        name => Some(Mode::from_name(name).ok_or(Stop::Forged)?),
    };
    let back = address(subject.subject.as_str());
    let set = SetMode { sites: signed.sites, moderator: signed.name, subject, mode };
    if app.storage.set_mode(set).await? { Ok(see_other(&back)) } else { Err(Stop::Nothing) }
}

/// Where the page of a subject is.
pub(super) fn address(subject: &str) -> String {
    format!("subject?{}", Serializer::new(String::new()).append_pair("subject", subject).finish())
}

/// The subject and the mode of its site, where the moderator may see it.
fn seen(app: &App, signed: &Signed, fields: &Fields) -> Result<(SiteSubject, Mode), Stop> {
    let subject = fields.one("subject").and_then(|url| parse_subject(url).ok()).ok_or(Stop::Nothing)?;
    let site =
        app.sites.of(&subject).filter(|site| signed.sites.contains(&site.name)).ok_or(Stop::Nothing)?;
    Ok((SiteSubject { site: Arc::clone(&site.name), subject }, site.mode))
}
