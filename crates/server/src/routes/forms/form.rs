//! The form, filled in with what was entered before.

use std::borrow::Cow;

use axum::http::StatusCode;
use axum::response::Response;
use maud::{Markup, html};
use standfirst_review::problem::code;
use standfirst_review::{FieldError, Rating};

use super::entry::{Entry, Step};
use super::layout;

/// The fields that are shown, each with the id of its first control.
const SHOWN: [(&str, &str); 5] =
    [("rating", "rating-1"), ("title", "title"), ("text", "text"), ("author", "author"), ("lang", "lang")];

/// The form, with what is wrong above it and at each field (WCAG 2.2, 3.3.1 and 3.3.3).
pub(super) fn page(entry: &Entry, errors: &[FieldError]) -> Response {
    let (status, title) = match errors {
        [] => (StatusCode::OK, "Your review"),
        _ => (StatusCode::BAD_REQUEST, "Error: Your review"),
    };
    let draft = &entry.draft;
    let fields = Fields { errors };
    let main = html! {
        (layout::subject(entry))
        h1 { "Your review" }
        (summary(errors))
        form method="post" {
            (stars(entry.rating, &fields))
            (fields.line("title", "Title", "", draft.title.as_deref(), None))
            (fields.lines("text", "Your review", "At most 5,000 characters.", draft.text.as_deref()))
            (fields.line("author", "Your name", "It is shown with the review.", draft.author.as_deref(), Some("name")))
            // The page says which language it is in. A reader sees that only where it has to be put right.
            @if fields.error("lang").is_some() {
                (fields.line("lang", "Language", "A tag such as en or pt-BR.", draft.lang.as_deref(), None))
            } @else {
                (layout::text_carried("lang", draft.lang.as_deref()))
            }
            (layout::carried(entry))
            div.buttons {
                button.primary name="step" value=(Step::Check.name()) { "Continue" }
            }
            p.hint { "You see how it will look before it is posted." }
        }
        (layout::back(entry.back.as_ref(), "Cancel and go back to the page"))
    };
    layout::page(status, title, main)
}

/// Everything that is wrong, each with the way to its field. It has the focus, so that it is what is read out first.
fn summary(errors: &[FieldError]) -> Markup {
    html! {
        @if !errors.is_empty() {
            section.error-summary aria-labelledby="errors" tabindex="-1" autofocus {
                h2 #errors { "Something has to be put right" }
                ul {
                    @for error in errors {
                        li {
                            @match SHOWN.iter().find(|(field, _)| *field == error.field) {
                                Some((_, id)) => a href={ "#" (id) } { (words(error)) },
                                None => { bdi { (name(&error.field)) } ": " (words(error)) },
                            }
                        }
                    }
                }
            }
        }
    }
}

/// Five radios, so that arrow keys and screen readers work as everywhere; drawn as stars.
fn stars(chosen: Option<Rating>, fields: &Fields<'_>) -> Markup {
    let error = fields.error("rating");
    html! {
        fieldset.field {
            legend { "Your rating" }
            (fields.message("rating"))
            div.stars {
                @for rating in Rating::ALL {
                    @let stars = rating.stars();
                    label.star {
                        input type="radio" id={ "rating-" (stars) } name="rating" value=(stars) required
                            checked[chosen == Some(rating)] aria-invalid=[error.map(|_| "true")]
                            aria-describedby=[error.map(|_| "rating-error")];
                        (layout::star())
                        span.star-name { (layout::count(stars)) }
                    }
                }
            }
        }
    }
}

struct Fields<'a> {
    errors: &'a [FieldError],
}

impl Fields<'_> {
    /// A field of one line.
    fn line(
        &self,
        name: &str,
        label: &str,
        hint: &str,
        value: Option<&str>,
        autocomplete: Option<&str>,
    ) -> Markup {
        self.field(name, label, hint, |described, invalid| {
            html! {
                input #(name) type="text" name=(name) value=(value.unwrap_or_default()) dir="auto"
                    autocomplete=[autocomplete] aria-describedby=[described] aria-invalid=[invalid];
            }
        })
    }

    /// A field of several lines.
    fn lines(&self, name: &str, label: &str, hint: &str, value: Option<&str>) -> Markup {
        self.field(name, label, hint, |described, invalid| {
            html! {
                // A text begins with no line break, which a browser would leave out here.
                textarea #(name) name=(name) rows="8" dir="auto" aria-describedby=[described]
                    aria-invalid=[invalid] { (value.unwrap_or_default()) }
            }
        })
    }

    fn field(
        &self,
        name: &str,
        label: &str,
        hint: &str,
        control: impl FnOnce(Option<String>, Option<&str>) -> Markup,
    ) -> Markup {
        let wrong = self.error(name).is_some();
        let described = [(!hint.is_empty(), "hint"), (wrong, "error")];
        let described: Vec<_> =
            described.iter().filter(|(is, _)| *is).map(|(_, what)| format!("{name}-{what}")).collect();
        let described = (!described.is_empty()).then(|| described.join(" "));
        html! {
            div.field {
                label for=(name) { (label) " " span.optional { "(optional)" } }
                @if !hint.is_empty() {
                    p.hint id={ (name) "-hint" } { (hint) }
                }
                (self.message(name))
                (control(described, wrong.then_some("true")))
            }
        }
    }

    fn message(&self, name: &str) -> Markup {
        html! {
            @if let Some(error) = self.error(name) {
                p.field-error id={ (name) "-error" } {
                    span.visually-hidden { "Error: " } (words(error))
                }
            }
        }
    }

    fn error(&self, name: &str) -> Option<&FieldError> {
        self.errors.iter().find(|error| error.field == name)
    }
}

/// A field's name, which may be anything: its beginning, without what cannot be seen.
fn name(field: &str) -> String {
    field.chars().filter(|character| !character.is_control()).take(60).collect()
}

/// What is wrong, as a sentence.
fn words(error: &FieldError) -> Cow<'_, str> {
    if (error.field.as_str(), error.code.as_str()) == ("rating", code::REQUIRED) {
        return "Choose from one to five stars.".into();
    }
    let mut characters = error.message.chars();
    let first = characters.next().map(|first| first.to_uppercase().to_string()).unwrap_or_default();
    format!("{first}{}.", characters.as_str().trim_end_matches('.')).into()
}
