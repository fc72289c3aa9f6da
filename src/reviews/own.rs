//! The reader's own review, with what its author may do to it.

use standfirst_review::{Review, State};
use wasm_bindgen::JsCast;
use web_sys::{Event, MouseEvent};
use yew::prelude::*;

use super::heading::heading;
use super::review::review;
use crate::effects::clock::Clock;
use crate::effects::focus::focus;
use crate::effects::listener::use_listener;
use crate::language::{Label, Language};

/// Props of [`Own`].
#[derive(Clone, PartialEq, Properties)]
pub struct OwnProps {
    /// The review.
    pub review: Review,
    /// Whether it is being deleted.
    pub busy: bool,
    /// Why it could not be deleted.
    pub trouble: Option<AttrValue>,
    /// Whether the focus belongs to the button that edits: the reader has just left the form.
    pub focused: bool,
    /// The reader's language.
    pub language: Language,
    /// What time it is.
    pub clock: Clock,
    /// The level of its heading.
    pub heading_level: u8,
    /// Told when the reader wants to change it.
    pub on_edit: Callback<()>,
    /// Told when the reader wants it deleted, and has said so twice.
    pub on_delete: Callback<()>,
}

/// The reader's own review: how it stands, and the buttons to edit and to delete it. Deleting is for good, so it is
/// asked once more.
#[component]
pub fn Own(props: &OwnProps) -> Html {
    let language = &props.language;
    let [edit, delete, confirm, keep] = [use_node_ref(), use_node_ref(), use_node_ref(), use_node_ref()];
    let confirming = use_state(|| false);
    use_listener(&edit, "click", props.on_edit.reform(|_| ()));
    use_listener(&confirm, "click", {
        let on_delete = props.on_delete.clone();
        Callback::from(move |event: Event| {
            if !is_repeated(&event) {
                on_delete.emit(());
            }
        })
    });
    use_listener(&delete, "click", set(&confirming, true));
    use_listener(&keep, "click", set(&confirming, false));
    {
        // The button that was used is gone now; the safe one of those that took its place gets the focus.
        let (keep, delete) = (keep.clone(), delete.clone());
        let touched = use_mut_ref(|| false);
        use_effect_with(*confirming, move |confirming| {
            if touched.replace(true) || *confirming {
                focus(if *confirming { keep.cast() } else { delete.cast() });
            }
        });
    }
    {
        let edit = edit.clone();
        use_effect_with(props.focused, move |focused| {
            if *focused {
                focus(edit.cast());
            }
        });
    }
    let standing = match props.review.state {
        State::Published => None,
        State::Pending => Some(Label::YourReviewPending),
        State::Rejected => Some(Label::YourReviewRejected),
    };
    let busy = props.busy.then_some("true");
    let button = |node: &NodeRef, shown: bool, label: Label| {
        html! {
            <button ref={node.clone()} type="button" class="button" part="button" hidden={!shown} aria-disabled={busy}>
                { language.text(label) }
            </button>
        }
    };
    html! {
        <div class="review own" part="review">
            { heading(props.heading_level, "standfirst-own", language.text(Label::YourReview)) }
            if let Some(standing) = standing {
                <p class="quiet">{ language.text(standing) }</p>
            }
            { review(&props.review, language, &props.clock) }
            if let Some(trouble) = &props.trouble {
                <p class="field-error" role="alert">{ trouble }</p>
            }
            <div class="actions">
                { button(&edit, !*confirming, Label::Edit) }
                { button(&delete, !*confirming, Label::Delete) }
                { button(&confirm, *confirming, Label::DeleteConfirm) }
                { button(&keep, *confirming, Label::Keep) }
            </div>
        </div>
    }
}

fn set(state: &UseStateHandle<bool>, value: bool) -> Callback<Event> {
    let state = state.clone();
    Callback::from(move |_| state.set(value))
}

/// Whether a click is the second of a double click, which was meant for the button that stood there at the first.
fn is_repeated(event: &Event) -> bool {
    event.dyn_ref::<MouseEvent>().is_some_and(|click| click.detail() > 1)
}
