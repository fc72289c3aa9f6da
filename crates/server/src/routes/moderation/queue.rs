//! The lists of reviews, and the search in them.

use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, Uri};
use axum::response::Response;
use maud::{Markup, html};

use super::super::forms::layout::stars;
use super::fields::Fields;
use super::layout::{self, token};
use super::listing::{LISTS, Listing};
use super::notice;
use super::review::{address, text};
use super::session::Signed;
use super::stop::Stop;
use super::subject;
use crate::app::App;
use crate::storage::{Case, Queue};

/// `GET /moderation/queue`: a list, a search in it, and what came of the decision before.
pub(super) async fn page(app: State<App>, headers: HeaderMap, uri: Uri) -> Result<Response, Stop> {
    let signed = Signed::of(&app, &headers).await?;
    let fields = Fields::of_query(uri.query());
    let listing = Listing::of(&fields);
    let found = match listing.query(&signed.sites) {
        Some(query) => app.storage.queue(query).await?,
        None => Queue::default(),
    };
    let notice = notice::of(&app, &signed, &fields, &listing).await?;
    let main = html! {
        h1 { "Reviews" }
        (notice)
        (tabs(&listing))
        (search(&listing))
        @if found.cases.is_empty() {
            p.lead { "There are none here." }
        } @else {
            form.cases method="post" action="decide" {
                (token(&signed))
                (listing.carried())
                (bulk())
                ol { @for case in &found.cases { (row(case)) } }
            }
        }
        @if let Some(next) = found.next {
            p { a href=(listing.after(next).address(&[])) { "More" } }
        }
    };
    Ok(layout::page(StatusCode::OK, "Reviews", Some(&signed), main))
}

fn tabs(listing: &Listing) -> Markup {
    html! {
        nav aria-label="Lists" {
            ul.tabs {
                @for (name, words, _) in LISTS {
                    @let current = (name == listing.show).then_some("page");
                    li { a href=(listing.showing(name).address(&[])) aria-current=[current] { (words) } }
                }
            }
        }
    }
}

fn search(listing: &Listing) -> Markup {
    let fields = [
        ("text", "Text", &listing.text),
        ("author", "Author", &listing.author),
        ("subject", "Subject", &listing.subject),
    ];
    html! {
        form.search method="get" action="queue" role="search" {
            (layout::hidden("show", listing.show))
            @for (name, words, value) in fields {
                label { (words) " " input name=(name) value=(value); }
            }
            button { "Search" }
        }
    }
}

/// What is done with all that are ticked. A reason is an area, in which the enter key presses no button: that would be the
/// first one of the form, which publishes.
fn bulk() -> Markup {
    html! {
        fieldset.bulk {
            legend { "With those that are ticked" }
            button.primary name="action" value="publish" { "Publish" }
            label { "Reason " textarea name="reason" rows="1" {} }
            button name="action" value="reject" { "Reject" }
            button name="action" value="remove" { "Remove" }
        }
    }
}

fn row(case: &Case) -> Markup {
    let review = &case.review;
    let (id, version) = (&review.id, case.version);
    let one = |action: &str| format!("{action}.{id}.{version}");
    let who = review.author.as_deref().unwrap_or("A reader");
    html! {
        li.case {
            label.pick {
                input type="checkbox" name="review" value={ (id) "." (version) };
                " " bdi id={ "who-" (id) } { (who) }
            }
            (stars(review.rating.stars()))
            (text(review))
            p.about {
                span.state { (review.state.name()) } " "
                @if case.reports > 0 { span.state { "reports: " (case.reports) } " " }
                time datetime=(review.created) { (review.created) } " "
                a href=(subject::address(&review.subject)) { bdi { (review.subject) } } " "
                a href=(address(id.as_str())) { "History" }
            }
            div.buttons {
                button name="one" value=(one("publish")) aria-describedby={ "who-" (id) } { "Publish" }
                button name="one" value=(one("remove")) aria-describedby={ "who-" (id) } { "Remove" }
                details {
                    summary { "Reject…" }
                    label { "Reason, which the author reads " textarea name={ "reason." (id) } rows="2" {} }
                    button name="one" value=(one("reject")) aria-describedby={ "who-" (id) } { "Reject" }
                }
            }
        }
    }
}
