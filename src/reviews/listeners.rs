//! Hearing what happens inside the reviews.

use gloo_events::{EventListener, EventListenerOptions};
use web_sys::{Element, Event};
use yew::Context;

use super::{Control, Message, ReviewsRoot, form};
use crate::once::TURN;

/// Listens on the root for whatever happens inside it. The listeners end with the component.
pub(super) fn listen(root: &Element, ctx: &Context<ReviewsRoot>) -> Vec<EventListener> {
    let mut listeners = Vec::new();
    for kind in ["click", "input", TURN, "submit"] {
        let link = ctx.link().clone();
        let options = EventListenerOptions::enable_prevent_default();
        listeners.push(EventListener::new_with_options(root, kind, options, move |event: &Event| {
            let message = match kind {
                "click" => Control::of(event).map(Message::Pressed),
                "input" => Some(Message::Typed(form::field_of(event))),
                TURN => Some(Message::Turn),
                _ => {
                    event.prevent_default();
                    Some(Message::Submitted)
                }
            };
            if let Some(message) = message {
                link.send_message(message);
            }
        }));
    }
    listeners
}
