//! The form to leave a review, or to change one. The fields are the browser's own: what stands in them is read when it
//! is needed and never written while the reader types.

use standfirst_review::problem::code;
use standfirst_review::{Draft, FieldError, Rating, check_texts};
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, FormData, HtmlFormElement, HtmlInputElement, HtmlTextAreaElement};
use yew::prelude::*;

use super::control::Control;
use super::heading::heading;
use super::refusal::field_words;
use super::stars::stars_field;
use super::state::{Busy, ReviewsState};
use crate::effects::browser::BrowserUnicode;
use crate::effects::device::KeptDraft;
use crate::language::{Label, Language};

/// The fields in the order in which they stand, which is the order in which the first wrong one is looked for.
pub(super) const FIELDS: [&str; 4] = ["rating", "title", "text", "author"];

/// Stars, title, text and name.
pub(super) fn form(state: &ReviewsState, language: &Language, heading_level: u8) -> Html {
    let edits = state.own.is_some();
    let busy = state.busy == Some(Busy::Posting);
    let title = if edits { Label::EditReview } else { Label::LeaveReview };
    let posts = match (busy, edits) {
        (true, _) => Label::Posting,
        (false, true) => Label::Save,
        (false, false) => Label::Post,
    };
    let over = state.room.is_over().then_some("true");
    html! {
        <form class="review-form" part="form" novalidate=true aria-labelledby="standfirst-form">
            { heading(heading_level, "standfirst-form", language.text(title)) }
            { state.restored.then(|| html! { <p class="quiet">{ language.text(Label::DraftKept) }</p> }) }
            <p class="form-error" role="alert" tabindex="-1">{ state.trouble.clone() }</p>
            { stars_field(language, error_of(state, "rating", language)) }
            { field(state, language, "title", Label::Title) }
            { field(state, language, "text", Label::Text) }
            <p id="standfirst-text-room" class="hint" data-over={over} aria-live={state.room.is_short().then_some("polite")}>
                { state.room.describe(language) }
            </p>
            { field(state, language, "author", Label::Author) }
            <div class="actions">
                <button type="submit" class="button primary" part="button" aria-disabled={busy.then_some("true")}>
                    { language.text(posts) }
                </button>
                { edits.then(|| Control::Cancel.button(language, false)) }
            </div>
        </form>
    }
}

/// A labelled field with its error under it. All but the stars may stay empty.
fn field(state: &ReviewsState, language: &Language, name: &'static str, label: Label) -> Html {
    let error = error_of(state, name, language);
    let wrong = error.is_some();
    let id = AttrValue::from(["standfirst-", name].concat());
    let error_id = AttrValue::from([&id, "-error"].concat());
    let invalid = wrong.then_some("true");
    let mut described = if wrong { error_id.to_string() } else { String::new() };
    let control = if name == "text" {
        described.push_str(" standfirst-text-room");
        html! {
            <textarea id={&id} {name} rows="5" dir="auto" aria-describedby={described} aria-invalid={invalid} />
        }
    } else {
        let autocomplete = if name == "author" { "name" } else { "off" };
        html! {
            <input id={&id} {name} type="text" dir="auto" {autocomplete} aria-describedby={described} aria-invalid={invalid} />
        }
    };
    html! {
        <div class="field">
            <label for={id}>
                { language.text(label) }
                <span class="optional">{ language.text(Label::Optional) }</span>
            </label>
            { control }
            { field_error(error_id, error) }
        </div>
    }
}

/// What is wrong with a field, where it stands.
pub(super) fn field_error(id: AttrValue, error: Option<AttrValue>) -> Html {
    match error {
        Some(error) => html! { <p {id} class="field-error" role="alert">{ error }</p> },
        None => Html::default(),
    }
}

/// What is wrong with a field. One that was changed since may be right by now.
fn error_of(state: &ReviewsState, field: &'static str, language: &Language) -> Option<AttrValue> {
    let error = state.errors.iter().find(|error| error.field == field)?;
    (!state.touched.contains(&field)).then(|| field_words(error, language))
}

/// The form inside the reviews.
pub(super) fn find(root: &Element) -> Option<HtmlFormElement> {
    root.query_selector("form").ok()??.dyn_into().ok()
}

/// What stands in the form.
pub(super) fn read(form: &HtmlFormElement) -> KeptDraft {
    let data = FormData::new_with_form(form).ok();
    let value = |name: &str| data.as_ref().and_then(|data| data.get(name).as_string()).unwrap_or_default();
    KeptDraft {
        rating: value("rating").parse().ok().and_then(Rating::new),
        title: value("title"),
        text: value("text"),
        author: value("author"),
    }
}

/// Writes a draft into the form.
pub(super) fn fill(form: &HtmlFormElement, draft: &KeptDraft) {
    let elements = form.elements();
    for index in 0..elements.length() {
        let Some(element) = elements.item(index) else { continue };
        if let Some(area) = element.dyn_ref::<HtmlTextAreaElement>() {
            area.set_value(&draft.text);
        } else if let Some(input) = element.dyn_ref::<HtmlInputElement>() {
            match &*input.name() {
                "title" => input.set_value(&draft.title),
                "author" => input.set_value(&draft.author),
                _ => input.set_checked(input.value().parse().ok().and_then(Rating::new) == draft.rating),
            }
        }
    }
}

/// The field that an event comes from.
pub(super) fn field_of(event: &Event) -> Option<&'static str> {
    let name = event.target()?.dyn_into::<Element>().ok()?.get_attribute("name")?;
    FIELDS.into_iter().find(|field| *field == name)
}

/// Makes a draft of what was typed, or says which fields are wrong.
pub(super) fn check(subject: &str, typed: KeptDraft) -> Result<Draft, Vec<FieldError>> {
    let text = |text: String| Some(text).filter(|text| !text.is_empty());
    // Without stars there is no draft; the texts are checked all the same, so that all is said at once.
    let rating = typed.rating.or(Rating::new(1));
    let draft = rating.map(|rating| Draft {
        subject: subject.to_owned(),
        rating,
        title: text(typed.title),
        text: text(typed.text),
        author: text(typed.author),
        lang: None,
    });
    let mut errors = Vec::new();
    if typed.rating.is_none() {
        errors.push(FieldError::new("rating", code::REQUIRED, "a review has a rating"));
    }
    let draft = draft.map(|draft| draft.normalise(&BrowserUnicode));
    if let Some(draft) = &draft {
        let (title, text, author) = (draft.title.as_deref(), draft.text.as_deref(), draft.author.as_deref());
        errors.extend(check_texts(title, text, author, None, &BrowserUnicode));
    }
    draft.filter(|_| errors.is_empty()).ok_or(errors)
}
