//! The form to leave a review, or to change one. The fields are the browser's own: what stands in them is read when it
//! is needed and never written while the reader types.

use standfirst_review::problem::code;
use standfirst_review::{Draft, FieldError, Rating, check_texts};
use wasm_bindgen::prelude::*;
use web_sys::{Element, Event, HtmlFormElement};
use yew::AttrValue;

use super::ReviewsRootProps;
use super::control::Control;
use super::heading::heading;
use super::refusal::field_words;
use super::stars::stars_field;
use super::state::{Busy, ReviewsState};
use crate::effects::browser::BrowserUnicode;
use crate::effects::device::KeptDraft;
use crate::language::{Label, Language};
use crate::markup::Tag;

/// The fields in the order in which they stand, which is the order in which the first wrong one is looked for.
pub(super) const FIELDS: [&str; 4] = ["rating", "title", "text", "author"];

/// Stars, title, text and name. It is a form that works without a script as well: the service answers it with a page.
pub(super) fn form(state: &ReviewsState, props: &ReviewsRootProps, heading_level: u8) -> Tag {
    let ReviewsRootProps { topic, language, .. } = props;
    let edits = state.own.is_some();
    let busy = state.busy == Some(Busy::Posting);
    let title = if edits { Label::EditReview } else { Label::LeaveReview };
    let posts = match (busy, edits) {
        (true, _) => Label::Posting,
        (false, true) => Label::Save,
        (false, false) => Label::Post,
    };
    let hint = Tag::new("p", "id=standfirst-text-room;class=hint")
        .when("data-over", state.room.is_over(), "true")
        .when("aria-live", state.room.is_short(), "polite")
        .text(state.room.describe(language));
    let submit = Tag::new("button", "type=submit;class=button primary;part=button")
        .when("aria-disabled", busy, "true")
        .say(language, posts);
    let actions = Tag::new("div", "class=actions")
        .tag(submit)
        .maybe(edits.then(|| Control::Cancel.button(language, false)));
    let restored = state.restored.then(|| Tag::new("p", "class=quiet").say(language, Label::DraftKept));
    // Both are there whether known or not, so that the form of a server is that of the widget.
    let hidden = |name, value| Tag::new("input", "type=hidden").fix("name", name).set("value", value);
    let attributes = "class=review-form;part=form;novalidate;aria-labelledby=standfirst-form;method=post;accept-charset=utf-8";
    Tag::new("form", attributes)
        .set("action", Some(topic.service.address().to_owned().into()))
        .tag(heading(heading_level, "standfirst-form", language.text(title)))
        .maybe(restored)
        .tag(alert("class=form-error;role=alert;tabindex=-1", state.trouble.clone()))
        .tag(stars_field(language, error_of(state, "rating", language)))
        .tag(field(state, language, "title", Label::Title))
        .tag(field(state, language, "text", Label::Text))
        .tag(hint)
        .tag(field(state, language, "author", Label::Author))
        .tag(hidden("subject", Some(topic.subject.clone().into())))
        .tag(hidden("page", topic.page.clone()))
        .tag(actions)
}

/// A paragraph that is there before its words are, so that they are announced as they come.
pub(super) fn alert(attributes: &'static str, words: Option<AttrValue>) -> Tag {
    let place = Tag::new("p", attributes);
    match words {
        Some(words) => place.text(words),
        None => place,
    }
}

/// A labelled field with its error under it. All but the stars may stay empty.
fn field(state: &ReviewsState, language: &Language, name: &'static str, label: Label) -> Tag {
    let error = error_of(state, name, language);
    let wrong = error.is_some();
    let id = AttrValue::from(standfirst_json::text::concat(&["standfirst-", name]));
    let error_id = AttrValue::from(standfirst_json::text::concat(&[&id, "-error"]));
    let control = match name {
        "text" => Tag::new("textarea", "rows=5;dir=auto"),
        "author" => Tag::new("input", "type=text;dir=auto;autocomplete=name"),
        _ => Tag::new("input", "type=text;dir=auto;autocomplete=off"),
    };
    let described = match (wrong, name == "text") {
        (true, true) => Some(standfirst_json::text::concat(&[&error_id, " standfirst-text-room"]).into()),
        (true, false) => Some(error_id.clone()),
        (false, true) => Some(AttrValue::Static("standfirst-text-room")),
        (false, false) => None,
    };
    let control = control
        .set("id", Some(id.clone()))
        .fix("name", name)
        .set("aria-describedby", described)
        .when("aria-invalid", wrong, "true");
    let words = Tag::new("label", "")
        .set("for", Some(id))
        .say(language, label)
        .tag(Tag::new("span", "class=optional").say(language, Label::Optional));
    Tag::new("div", "class=field").tag(words).tag(control).maybe(field_error(error_id, error))
}

/// What is wrong with a field, where it stands.
pub(super) fn field_error(id: AttrValue, error: Option<AttrValue>) -> Option<Tag> {
    Some(Tag::new("p", "class=field-error;role=alert").set("id", Some(id)).text(error?))
}

/// What is wrong with a field. One that was changed since may be right by now.
fn error_of(state: &ReviewsState, field: &'static str, language: &Language) -> Option<AttrValue> {
    let error = state.errors.iter().find(|error| error.field == field)?;
    (!state.touched.contains(&field)).then(|| field_words(error, language))
}

/// The form inside the reviews.
pub(super) fn find(root: &Element) -> Option<HtmlFormElement> {
    Some(root.query_selector("form").ok()??.unchecked_into())
}

#[wasm_bindgen(module = "/src/effects/browser.js")]
extern "C" {
    #[wasm_bindgen(js_name = readForm)]
    fn fields(form: &HtmlFormElement) -> String;
    #[wasm_bindgen(js_name = fillForm)]
    fn fill_fields(form: &HtmlFormElement, draft: &str);
}

/// What stands in the form.
pub(super) fn read(form: &HtmlFormElement) -> KeptDraft {
    KeptDraft::from_json(&fields(form))
}

/// Writes a draft into the form.
pub(super) fn fill(form: &HtmlFormElement, draft: &KeptDraft) {
    fill_fields(form, &draft.to_json());
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
