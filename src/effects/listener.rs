//! Listeners that end with the component that asked for them.

use gloo_events::EventListener;
use web_sys::{Element, Event};
use yew::prelude::*;

/// Listens to `event` on the element of `node` for as long as the component is mounted.
///
/// Components use this and never `on…` attributes: Yew's delegated listeners are never taken off the root they were
/// put on, and would keep every shadow root that a page ever had.
///
/// The listener is not passive, so that it may prevent what the browser would do by itself.
#[hook]
pub fn use_listener(node: &NodeRef, event: &'static str, callback: Callback<Event>) {
    let node = node.clone();
    use_effect_with(callback, move |callback| {
        let callback = callback.clone();
        let listener = node.cast::<Element>().map(|element| {
            let options = gloo_events::EventListenerOptions::enable_prevent_default();
            EventListener::new_with_options(&element, event, options, move |event| {
                callback.emit(event.clone())
            })
        });
        move || drop(listener)
    });
}
