//! The published reviews of others.

use std::rc::Rc;

use standfirst_review::Review;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};
use yew::prelude::*;

use super::review::review;
use crate::effects::clock::Clock;
use crate::effects::focus::focus;
use crate::effects::listener::use_listener;
use crate::language::{Label, Language};

/// Props of [`ReviewList`].
#[derive(Clone, PartialEq, Properties)]
pub struct ReviewListProps {
    /// The reviews, in their order.
    pub reviews: Rc<Vec<Review>>,
    /// Whether there are more.
    pub more: bool,
    /// Whether more are on their way.
    pub busy: bool,
    /// The reader's language.
    pub language: Language,
    /// What time it is.
    pub clock: Clock,
    /// Told when the reader wants more.
    pub on_more: Callback<()>,
}

/// A list of reviews, and the button that makes it longer.
#[component]
pub fn ReviewList(props: &ReviewListProps) -> Html {
    let list = use_node_ref();
    let button = use_node_ref();
    // How long the list was when more was asked for: the first of the new ones takes the focus.
    let asked_at = use_mut_ref(|| None::<usize>);
    {
        let (on_more, asked_at, length) = (props.on_more.clone(), asked_at.clone(), props.reviews.len());
        let callback = use_callback((on_more, length), move |_: Event, (on_more, length)| {
            *asked_at.borrow_mut() = Some(*length);
            on_more.emit(());
        });
        // The button comes and goes with `more`, so the listener sits on what is always there.
        use_listener(&button, "click", callback);
    }
    {
        let list = list.clone();
        use_effect_with(props.reviews.len(), move |length| {
            let asked = asked_at.borrow_mut().take();
            if let Some(index) = asked.filter(|index| index < length) {
                focus(item(&list, index));
            }
        });
    }
    let items = props.reviews.iter().map(|one| {
        html! {
            <li key={one.id.as_str()} class="review" part="review" tabindex="-1">
                { review(one, &props.language, &props.clock) }
            </li>
        }
    });
    html! {
        <>
            if !props.reviews.is_empty() {
                <ol ref={list} class="review-list">{ for items }</ol>
            }
            <div ref={button} class="more">
                if props.more {
                    <button type="button" class="button" part="button" aria-disabled={props.busy.then_some("true")}>
                        { props.language.text(Label::ShowMore) }
                    </button>
                }
            </div>
        </>
    }
}

fn item(list: &NodeRef, index: usize) -> Option<HtmlElement> {
    let items = list.cast::<Element>()?.children();
    items.item(u32::try_from(index).ok()?)?.dyn_into().ok()
}
