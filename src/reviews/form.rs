//! The form to leave a review, or to change one.

use std::rc::Rc;

use standfirst_review::problem::code;
use standfirst_review::{FieldError, Rating, Unicode, limits};
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, FormData, HtmlFormElement, HtmlInputElement, HtmlTextAreaElement};
use yew::prelude::*;

use super::heading::heading;
use super::stars::stars_field;
use crate::effects::browser::BrowserUnicode;
use crate::effects::device::KeptDraft;
use crate::effects::focus::focus;
use crate::effects::listener::use_listener;
use crate::language::{Label, Language};

/// From here on, how many characters are left is said aloud, not only shown.
const FEW_LEFT: i64 = 100;

/// Props of [`ReviewForm`].
#[derive(Clone, PartialEq, Properties)]
pub struct ReviewFormProps {
    /// Whether it changes a review that is there already.
    pub edits: bool,
    /// What stands in it at first.
    pub initial: KeptDraft,
    /// Whether that was typed before the page was loaded.
    pub restored: bool,
    /// Whether what stands in it is on its way to the service.
    pub busy: bool,
    /// What is wrong with single fields.
    pub errors: Rc<Vec<FieldError>>,
    /// What is wrong with the whole.
    pub trouble: Option<AttrValue>,
    /// The reader's language.
    pub language: Language,
    /// The level of its heading.
    pub heading_level: u8,
    /// Told of what stands in it whenever that changes.
    pub on_input: Callback<KeptDraft>,
    /// Told when the reader posts it.
    pub on_submit: Callback<KeptDraft>,
    /// Told when the reader leaves the review as it was.
    pub on_cancel: Callback<()>,
}

/// Stars, title, text and name. The fields are the browser's own: what stands in them is read when it is needed and
/// never written while the reader types.
#[component]
pub fn ReviewForm(props: &ReviewFormProps) -> Html {
    let language = &props.language;
    let [form, cancel, trouble] = [use_node_ref(), use_node_ref(), use_node_ref()];
    let room = use_state_eq(|| Room::of(&props.initial.text));
    // The fields that were changed since their errors came: what was wrong with them may be right by now.
    let touched = use_state_eq(Vec::<&'static str>::new);

    use_listener(&form, "submit", {
        let (form, busy, on_submit) = (form.clone(), props.busy, props.on_submit.clone());
        Callback::from(move |event: Event| {
            event.prevent_default();
            if !busy {
                on_submit.emit(read(&form));
            }
        })
    });
    use_listener(&form, "input", {
        let (form, room, on_input) = (form.clone(), room.clone(), props.on_input.clone());
        let touched = touched.clone();
        Callback::from(move |event: Event| {
            if let Some(field) = field_of(&event).filter(|field| !touched.contains(field)) {
                touched.set([&**touched, &[field]].concat());
            }
            let draft = read(&form);
            room.set(Room::of(&draft.text));
            on_input.emit(draft);
        })
    });
    use_listener(&cancel, "click", props.on_cancel.reform(|_| ()));
    {
        let (form, room, edits) = (form.clone(), room.clone(), props.edits);
        use_effect_with(props.initial.clone(), move |initial| {
            fill(&form, initial);
            room.set(Room::of(&initial.text));
            if edits {
                focus_field(&form, "rating");
            }
        });
    }
    {
        let (form, trouble, touched) = (form.clone(), trouble.clone(), touched.clone());
        use_effect_with((props.errors.clone(), props.trouble.clone()), move |(errors, whole)| {
            touched.set(Vec::new());
            let wrong = FIELDS.into_iter().find(|field| errors.iter().any(|error| error.field == *field));
            if let Some(field) = wrong {
                focus_field(&form, field);
            } else if whole.is_some() {
                focus(trouble.cast());
            }
        });
    }

    let error = |field| error_text(field, &props.errors, language).filter(|_| !touched.contains(&field));
    let title = if props.edits { Label::EditReview } else { Label::LeaveReview };
    let posts = match (props.busy, props.edits) {
        (true, _) => Label::Posting,
        (false, true) => Label::Save,
        (false, false) => Label::Post,
    };
    let (count, over) = room.describe(language);
    html! {
        <form ref={form} class="review-form" part="form" novalidate=true aria-labelledby="standfirst-form">
            { heading(props.heading_level, "standfirst-form", language.text(title)) }
            if props.restored {
                <p class="quiet">{ language.text(Label::DraftKept) }</p>
            }
            <p ref={trouble} class="form-error" role="alert" tabindex="-1">{ props.trouble.clone() }</p>
            { stars_field(language, error("rating")) }
            { field(language, "title", Label::Title, error("title"), |id, described, invalid| html! {
                <input {id} name="title" type="text" dir="auto" autocomplete="off" aria-describedby={described} aria-invalid={invalid} />
            }) }
            { field(language, "text", Label::Text, error("text"), |id, described, invalid| {
                let described = described.map_or_else(|| "standfirst-text-room".to_owned(), |error| [error, "standfirst-text-room"].join(" "));
                html! {
                    <textarea {id} name="text" rows="5" dir="auto" aria-describedby={described} aria-invalid={invalid} />
                }
            }) }
            <p id="standfirst-text-room" class={classes!("hint", over.then_some("over"))} aria-live={room.is_short().then_some("polite")}>
                { count }
            </p>
            { field(language, "author", Label::Author, error("author"), |id, described, invalid| html! {
                <input {id} name="author" type="text" dir="auto" autocomplete="name" aria-describedby={described} aria-invalid={invalid} />
            }) }
            <div class="actions">
                <button type="submit" class="button primary" part="button" aria-disabled={props.busy.then_some("true")}>
                    { language.text(posts) }
                </button>
                <button ref={cancel} type="button" class="button" part="button" hidden={!props.edits}>
                    { language.text(Label::Cancel) }
                </button>
            </div>
        </form>
    }
}

/// The fields in the order in which they stand, which is the order in which the first wrong one is looked for.
const FIELDS: [&str; 4] = ["rating", "title", "text", "author"];

/// A labelled field with its error under it. All but the stars may stay empty.
fn field(
    language: &Language,
    name: &'static str,
    label: Label,
    error: Option<AttrValue>,
    control: impl FnOnce(&'static str, Option<&'static str>, Option<&'static str>) -> Html,
) -> Html {
    let (id, error_id) = match name {
        "title" => ("standfirst-title", "standfirst-title-error"),
        "text" => ("standfirst-text", "standfirst-text-error"),
        _ => ("standfirst-author", "standfirst-author-error"),
    };
    let wrong = error.is_some();
    html! {
        <div class="field">
            <label for={id}>
                { language.text(label) }
                <span class="optional">{ language.text(Label::Optional) }</span>
            </label>
            { control(id, wrong.then_some(error_id), wrong.then_some("true")) }
            { field_error(error_id, error) }
        </div>
    }
}

/// What is wrong with a field, where it stands.
pub(super) fn field_error(id: &'static str, error: Option<AttrValue>) -> Html {
    match error {
        Some(error) => html! { <p {id} class="field-error" role="alert">{ error }</p> },
        None => Html::default(),
    }
}

fn error_text(field: &str, errors: &[FieldError], language: &Language) -> Option<AttrValue> {
    let error = errors.iter().find(|error| error.field == field)?;
    Some(match &*error.code {
        code::REQUIRED if field == "rating" => language.text(Label::RatingRequired),
        code::TOO_LONG => language.text(Label::FieldTooLong),
        _ => language.fill(Label::FieldRefused, &[("message", &error.message)]),
    })
}

/// How much more text there is room for, in both of the units that limit it.
#[derive(Clone, Copy, PartialEq)]
struct Room {
    characters: i64,
    too_many_bytes: bool,
}

impl Room {
    fn of(text: &str) -> Self {
        let text = text.trim();
        Self {
            characters: limits::TEXT_GRAPHEMES as i64 - BrowserUnicode.graphemes(text) as i64,
            too_many_bytes: text.len() > limits::TEXT_BYTES,
        }
    }

    fn is_short(self) -> bool {
        self.characters < FEW_LEFT || self.too_many_bytes
    }

    /// The words for it, and whether the text is too long.
    fn describe(self, language: &Language) -> (AttrValue, bool) {
        let count = self.characters.unsigned_abs();
        if self.characters < 0 {
            (language.count(Label::CharactersOver, count), true)
        } else if self.too_many_bytes {
            (language.text(Label::BytesOver), true)
        } else {
            (language.count(Label::CharactersLeft, count), false)
        }
    }
}

/// What stands in the form.
fn read(form: &NodeRef) -> KeptDraft {
    let data = form.cast::<HtmlFormElement>().and_then(|form| FormData::new_with_form(&form).ok());
    let value = |name: &str| data.as_ref().and_then(|data| data.get(name).as_string()).unwrap_or_default();
    KeptDraft {
        rating: value("rating").parse().ok().and_then(Rating::new),
        title: value("title"),
        text: value("text"),
        author: value("author"),
    }
}

/// Writes a draft into the form. An empty one leaves the form alone: the reader may have begun before the widget.
fn fill(form: &NodeRef, draft: &KeptDraft) {
    let Some(form) = form.cast::<Element>() else { return };
    if draft.is_empty() {
        return;
    }
    for (name, value) in [("title", &draft.title), ("author", &draft.author)] {
        if let Some(input) = find::<HtmlInputElement>(&form, name) {
            input.set_value(value);
        }
    }
    if let Some(area) = find::<HtmlTextAreaElement>(&form, "text") {
        area.set_value(&draft.text);
    }
    let radios = form.get_elements_by_tag_name("input");
    for index in 0..radios.length() {
        let radio = radios.item(index).and_then(|radio| radio.dyn_into::<HtmlInputElement>().ok());
        if let Some(radio) = radio.filter(|radio| radio.name() == "rating") {
            radio.set_checked(radio.value().parse().ok().and_then(Rating::new) == draft.rating);
        }
    }
}

fn find<T: JsCast>(form: &Element, name: &str) -> Option<T> {
    let mut selector = String::from("[name=");
    selector.push_str(name);
    selector.push(']');
    form.query_selector(&selector).ok()??.dyn_into().ok()
}

/// The field that an event comes from.
fn field_of(event: &Event) -> Option<&'static str> {
    let name = event.target()?.dyn_into::<Element>().ok()?.get_attribute("name")?;
    FIELDS.into_iter().find(|field| *field == name)
}

/// Puts the focus on a field; of the stars on the chosen one, where there is one.
fn focus_field(form: &NodeRef, name: &str) {
    let Some(form) = form.cast::<Element>() else { return };
    let checked = form.query_selector("[name=rating]:checked").ok().flatten().filter(|_| name == "rating");
    focus(checked.and_then(|radio| radio.dyn_into().ok()).or_else(|| find(&form, name)));
}
