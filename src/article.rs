//! The article on the page: from what a reader of a format made to elements.
//!
//! Everything is rendered from props alone. Blocks and inlines are plain functions: a component for each would cost
//! bytes and time and give nothing, since an article does not change once it is there.

mod block;
mod context;
mod failure;
mod figure;
mod fragment;
mod header;
mod headings;
mod inline;
mod story;
mod table;

pub use failure::{Failure, FailureProps};
pub use story::{Story, StoryProps};

pub(crate) use context::words;
pub(crate) use figure::thumbnail;
pub(crate) use headings::heading_tag;
pub(crate) use inline::{attribute, text};
pub(crate) use story::direction;

use std::rc::Rc;

use standfirst_article::Article;
use yew::prelude::*;

use crate::language::Language;
use crate::related::Related;

/// How far the article has come.
#[derive(Clone)]
pub enum ArticleState {
    /// It is under way. The skeleton that stands in for it is not the root's: it is there before the components are.
    Loading,
    /// It cannot be shown.
    Failed(ArticleFailure),
    /// It is here.
    Ready(Rc<Article>),
}

impl PartialEq for ArticleState {
    /// An article that was read is never changed, so the same object is the same article. Comparing every block
    /// would cost time and bytes.
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Loading, Self::Loading) => true,
            (Self::Failed(failure), Self::Failed(other)) => failure == other,
            (Self::Ready(article), Self::Ready(other)) => Rc::ptr_eq(article, other),
            _ => false,
        }
    }
}

/// Why the article cannot be shown, in the reader's words.
#[derive(Clone, PartialEq)]
pub struct ArticleFailure {
    /// What happened, a sentence in the reader's language.
    pub message: AttrValue,
}

/// Props of [`ArticleRoot`].
#[derive(Clone, PartialEq, Properties)]
pub struct ArticleRootProps {
    /// How far the article has come.
    pub state: ArticleState,
    /// The language of the interface, which need not be the article's.
    pub language: Language,
    /// Level of the headline, 1 to 4; the article's own headings follow below it.
    pub heading_level: u8,
    /// How many related headlines are shown at most.
    pub related_limit: usize,
    /// What the Retry button does.
    pub on_retry: Callback<()>,
    /// Told when an article has come to stand on the page.
    pub on_shown: Callback<()>,
}

/// Everything that comes from `src`: the article and beside it the related headlines, or why there is none.
#[component]
pub fn ArticleRoot(props: &ArticleRootProps) -> Html {
    let language = &props.language;
    {
        let on_shown = props.on_shown.clone();
        use_effect_with(props.state.clone(), move |state| {
            if matches!(state, ArticleState::Ready(_)) {
                on_shown.emit(());
            }
        });
    }
    match &props.state {
        ArticleState::Loading => Html::default(),
        ArticleState::Failed(failure) => html! {
            <Failure
                failure={failure.clone()}
                language={language.clone()}
                heading_level={props.heading_level}
                on_retry={&props.on_retry}
            />
        },
        ArticleState::Ready(article) => html! {
            <>
                <Story article={article.clone()} language={language.clone()} heading_level={props.heading_level} />
                <Related
                    article={article.clone()}
                    language={language.clone()}
                    heading_level={props.heading_level}
                    limit={props.related_limit}
                />
            </>
        },
    }
}
