//! What stands in the place of an article that cannot be shown.

use yew::prelude::*;

use super::{ArticleFailure, heading_tag};
use crate::effects::listener::use_listener;
use crate::language::{Label, Language};

/// Props of [`Failure`].
#[derive(Clone, PartialEq, Properties)]
pub struct FailureProps {
    /// Why there is no article.
    pub failure: ArticleFailure,
    /// The language of the interface.
    pub language: Language,
    /// Level of the heading, the one that the headline would have had.
    pub heading_level: u8,
    /// What the Retry button does.
    pub on_retry: Callback<()>,
}

/// Says what failed and offers to try again. It is an alert, so that a screen reader says it as it appears.
#[component]
pub fn Failure(props: &FailureProps) -> Html {
    let retry = use_node_ref();
    let on_click = use_callback(props.on_retry.clone(), |_: Event, on_retry| on_retry.emit(()));
    use_listener(&retry, "click", on_click);
    html! {
        <div class="error-box" part="error" role="alert">
            <@{heading_tag(props.heading_level)} class="error-title">
                { props.language.text(Label::ArticleFailed) }
            </@>
            <p>{ &props.failure.message }</p>
            <button ref={retry} class="button" part="button" type="button">
                { props.language.text(Label::Retry) }
            </button>
        </div>
    }
}
