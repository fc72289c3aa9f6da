//! The review as it will be posted, and the page that asks whether it shall be.

use axum::http::StatusCode;
use axum::response::Response;
use maud::{Markup, html};

use super::entry::{Entry, Step};
use super::layout;

/// The page that asks to confirm.
pub(super) fn confirm(entry: &Entry) -> Response {
    layout::page(
        StatusCode::OK,
        "Check your review",
        html! {
            (layout::subject(entry))
            h1 { "Check your review" }
            p.lead { "This is how readers will see it. It is posted only when you press “Post review”." }
            (asked(entry))
        },
    )
}

/// The review, the buttons and the way back.
pub(super) fn asked(entry: &Entry) -> Markup {
    html! {
        (shown(entry))
        (layout::buttons(entry, &[(Step::Post, "Post review"), (Step::Edit, "Change it")]))
        (layout::back(entry.back.as_ref(), "Cancel and go back to the page"))
    }
}

/// The review as everybody sees it.
pub(super) fn shown(entry: &Entry) -> Markup {
    let draft = &entry.draft;
    let lang = draft.lang.as_deref();
    html! {
        article.review aria-label="Your review" {
            @if let Some(rating) = entry.rating {
                (layout::stars(rating.stars()))
            }
            @if let Some(title) = &draft.title {
                h2.review-title dir="auto" lang=[lang] { (title) }
            }
            @if let Some(text) = &draft.text {
                div.review-text lang=[lang] {
                    @for paragraph in paragraphs(text) {
                        p dir="auto" { (paragraph) }
                    }
                }
            }
            p.review-author { bdi { (draft.author.as_deref().unwrap_or("A reader")) } }
        }
    }
}

/// The paragraphs of a text: what lines without anything to see part.
fn paragraphs(text: &str) -> Vec<String> {
    let lines: Vec<&str> = text.split('\n').collect();
    lines
        .split(|line| line.trim().is_empty())
        .filter(|lines| !lines.is_empty())
        .map(|lines| lines.join("\n"))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn empty_lines_part_paragraphs() {
        assert_eq!(paragraphs("\n\na\nb\n \n\nc\n"), ["a\nb", "c"]);
        assert!(paragraphs(" \n").is_empty());
    }
}
