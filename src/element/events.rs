//! The events of the element. They bubble, and they leave the shadow trees that the element may stand in.

use standfirst_json::Writer;
use standfirst_json::text::concat;
use wasm_bindgen::prelude::*;
use web_sys::HtmlElement;

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

#[wasm_bindgen(module = "/src/effects/browser.js")]
extern "C" {
    /// Dispatches an event, whose detail is JSON.
    fn dispatch(host: &HtmlElement, name: &str, detail: &str);
}

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = console, catch)]
    fn warn(message: &str) -> Result<(), JsValue>;
}

/// `standfirst-load`: the article is on the page.
pub(super) fn load(host: &HtmlElement, subject: Option<&str>, format: &str) {
    let mut detail = Detail::new();
    match subject {
        Some(subject) => detail.set("subject", subject),
        None => detail.0.key("subject").null(),
    }
    detail.set("format", format);
    detail.dispatch(host, "standfirst-load");
}

/// `standfirst-error`: something went wrong, told in English.
pub(super) fn error(host: &HtmlElement, stage: Stage, attribute: Option<&str>, message: &str) {
    let mut detail = Detail::new();
    detail.set("stage", stage.name());
    detail.set("message", message);
    if let Some(attribute) = attribute {
        detail.set("attribute", attribute);
    }
    detail.dispatch(host, "standfirst-error");
}

/// `standfirst-error` for an attribute that makes no sense, and a warning in the console for whoever wrote the page.
pub(super) fn attribute_error(host: &HtmlElement, problem: &Problem) {
    // A page may have put anything in the console's place; that is no reason to stop.
    let _ = warn(&concat(&["<standfirst-article> ", problem.attribute, ": ", &problem.message]));
    error(host, Stage::Attribute, Some(problem.attribute), &problem.message);
}

/// `standfirst-review`: the reader has posted, changed or deleted a review, and the service has taken it.
pub(super) fn review(host: &HtmlElement, event: &ReviewEvent) {
    let action = match event.action {
        ReviewAction::Posted => "posted",
        ReviewAction::Edited => "edited",
        ReviewAction::Deleted => "deleted",
    };
    let mut detail = Detail::new();
    detail.set("action", action);
    detail.set("id", event.id.as_str());
    detail.0.key("rating").number(event.rating.stars().into());
    detail.set("state", event.state.name());
    detail.dispatch(host, "standfirst-review");
}

/// The detail of an event.
struct Detail(Writer);

impl Detail {
    fn new() -> Self {
        let mut writer = Writer::new();
        writer.begin_object();
        Self(writer)
    }

    #[inline(never)]
    fn set(&mut self, key: &str, value: &str) {
        self.0.key(key).string(value);
    }

    #[inline(never)]
    fn dispatch(mut self, host: &HtmlElement, name: &str) {
        self.0.end_object();
        dispatch(host, name, &self.0.finish());
    }
}
