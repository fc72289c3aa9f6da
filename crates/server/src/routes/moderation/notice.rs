//! What came of the decision before, told above the list.

use maud::{Markup, html};
use standfirst_review::ReviewId;

use super::fields::Fields;
use super::layout::{hidden, token};
use super::listing::Listing;
use super::session::Signed;
use super::stop::Stop;
use crate::app::App;
use crate::storage::{Action, Case};

/// What came of the decision before, which the address names: what was decided and can be undone, and what was not since
/// somebody was faster. It is told as it is now, and of what the moderator may see alone.
pub(super) async fn of(
    app: &App,
    signed: &Signed,
    fields: &Fields,
    listing: &Listing,
) -> Result<Markup, Stop> {
    let Some(action) = fields.one("did").and_then(Action::from_name) else { return Ok(html! {}) };
    let decided: Vec<&str> = fields.all("decided").collect();
    let mut changed = Vec::new();
    for id in fields.all("changed").filter_map(ReviewId::parse) {
        changed.extend(app.storage.case(signed.sites.clone(), id).await?);
    }
    let gone = fields.all("gone").count();
    Ok(html! {
        div.notice role="status" {
            @if decided.is_empty() { p { "Nothing was decided." } } @else {
                p { (done(action)) ": " (decided.len()) }
                @if action != Action::Undo {
                    form method="post" action="decide" {
                        (token(signed))
                        (listing.carried())
                        @for review in &decided { (hidden("review", review)) }
                        button name="action" value="undo" { "Undo" }
                    }
                }
            }
            @for case in &changed { p.changed { (meanwhile(case)) } }
            @if gone > 0 { p.changed { "Not there any more: " (gone) } }
        }
    })
}

/// Who was faster.
fn meanwhile(case: &Case) -> Markup {
    let review = &case.review;
    let author = review.author.as_deref().unwrap_or("a reader");
    html! {
        "Left as it is: the review of " bdi { (author) } ", "
        @match &case.decided {
            Some(decided) => {
                @match &decided.by {
                    Some(by) => { "about which " bdi { (by) } " has decided meanwhile" },
                    None => "which was reported meanwhile",
                }
            },
            None => "which its author has changed meanwhile",
        }
        ". It is " (review.state.name()) " now."
    }
}

fn done(action: Action) -> &'static str {
    match action {
        Action::Publish => "Published",
        Action::Reject => "Rejected",
        Action::Remove => "Removed",
        Action::Hold => "Held",
        Action::Undo => "Undone",
        Action::Mode => "Changed",
    }
}
