//! The article itself.

use std::rc::Rc;

use standfirst_article::{Article, Direction};
use yew::prelude::*;

use super::block::blocks;
use super::context::Context;
use super::figure::figure;
use super::fragment::follow;
use super::header::header;
use super::headings::Headings;
use super::inline::attribute;
use crate::effects::listener::use_listener;
use crate::language::Language;

/// Props of [`Story`].
#[derive(Clone, Properties)]
pub struct StoryProps {
    /// The article.
    pub article: Rc<Article>,
    /// The language of the interface.
    pub language: Language,
    /// Level of the headline, 1 to 4.
    pub heading_level: u8,
}

impl PartialEq for StoryProps {
    /// An article that was read is never changed: the same object is the same article.
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.article, &other.article)
            && self.language == other.language
            && self.heading_level == other.heading_level
    }
}

/// An article with everything that is its own, from the section above the headline to the last block.
///
/// Identifiers of the document become element ids as they are: a shadow root is a scope of its own.
#[component]
pub fn Story(props: &StoryProps) -> Html {
    let StoryProps { article, language, heading_level } = props;
    let node = use_node_ref();
    let on_click = use_callback((), |event: Event, ()| follow(&event));
    use_listener(&node, "click", on_click);

    let mut context = Context { language, heading_level: *heading_level, headings: Headings::default() };
    html! {
        <article
            ref={node}
            class="article"
            part="article"
            lang={article.lang.as_deref().map(attribute)}
            dir={direction(article.dir)}
        >
            { header(article, language, *heading_level) }
            { for article.hero.as_ref().map(|hero| figure(hero, true, language)) }
            <div class="body" part="body">{ blocks(&article.body, &mut context) }</div>
        </article>
    }
}

/// The value of `dir`. Where the document does not say it, the browser takes it from the text.
pub(crate) fn direction(direction: Option<Direction>) -> &'static str {
    match direction {
        Some(Direction::Ltr) => "ltr",
        Some(Direction::Rtl) => "rtl",
        None => "auto",
    }
}
