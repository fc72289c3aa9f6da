//! The events of the element. They bubble, and they leave the shadow trees that the element may stand in.

use js_sys::{Object, Reflect};
use standfirst_review::State;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{CustomEvent, CustomEventInit, EventTarget, HtmlElement};

use super::attributes::Problem;
use crate::reviews::{ReviewAction, ReviewEvent};

/// Where something went wrong: the `stage` of `standfirst-error`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stage {
    Attribute,
    Fetch,
    Read,
    Reviews,
    Post,
}

impl Stage {
    fn name(self) -> &'static str {
        match self {
            Self::Attribute => "attribute",
            Self::Fetch => "fetch",
            Self::Read => "read",
            Self::Reviews => "reviews",
            Self::Post => "post",
        }
    }
}

/// `standfirst-load`: the article is on the page.
pub(super) fn load(host: &HtmlElement, subject: Option<&str>, format: &str) {
    dispatch(host, "standfirst-load", &[("subject", text(subject)), ("format", text(Some(format)))]);
}

/// `standfirst-error`: something went wrong, told in English.
pub(super) fn error(host: &HtmlElement, stage: Stage, attribute: Option<&str>, message: &str) {
    let mut detail = vec![("stage", text(Some(stage.name()))), ("message", text(Some(message)))];
    if attribute.is_some() {
        detail.push(("attribute", text(attribute)));
    }
    dispatch(host, "standfirst-error", &detail);
}

/// `standfirst-error` for an attribute that makes no sense, and a warning in the console for whoever wrote the page.
pub(super) fn attribute_error(host: &HtmlElement, problem: &Problem) {
    let mut warning = String::from("<standfirst-article> ");
    warning.push_str(problem.attribute);
    warning.push_str(": ");
    warning.push_str(&problem.message);
    warn(&warning);
    error(host, Stage::Attribute, Some(problem.attribute), &problem.message);
}

/// `standfirst-review`: the reader has posted, changed or deleted a review, and the service has taken it.
pub(super) fn review(host: &HtmlElement, event: &ReviewEvent) {
    let action = match event.action {
        ReviewAction::Posted => "posted",
        ReviewAction::Edited => "edited",
        ReviewAction::Deleted => "deleted",
    };
    let state: State = event.state;
    let detail = [
        ("action", text(Some(action))),
        ("id", text(Some(event.id.as_str()))),
        ("rating", JsValue::from(event.rating.stars())),
        ("state", text(Some(state.name()))),
    ];
    dispatch(host, "standfirst-review", &detail);
}

fn text(value: Option<&str>) -> JsValue {
    value.map_or(JsValue::NULL, JsValue::from_str)
}

fn dispatch(host: &EventTarget, name: &str, detail: &[(&str, JsValue)]) {
    let object = Object::new();
    for (key, value) in detail {
        // A plain new object takes every property.
        let _ = Reflect::set(&object, &JsValue::from_str(key), value);
    }
    let init = CustomEventInit::new();
    init.set_bubbles(true);
    init.set_composed(true);
    init.set_detail(&object);
    if let Ok(event) = CustomEvent::new_with_event_init_dict(name, &init) {
        // Dispatching fails only for an event that is being dispatched already.
        let _ = host.dispatch_event(&event);
    }
}

/// `console.warn`, looked up when it is needed: web-sys would bring its whole console.
fn warn(message: &str) {
    let global = js_sys::global();
    let console = Reflect::get(&global, &JsValue::from_str("console"));
    let warn = console.and_then(|console| Reflect::get(&console, &JsValue::from_str("warn")));
    if let Some(warn) = warn.ok().and_then(|warn| warn.dyn_into::<js_sys::Function>().ok()) {
        // A page may have put anything in the console's place; that is no reason to stop.
        let _ = warn.call1(&JsValue::UNDEFINED, &JsValue::from_str(message));
    }
}
