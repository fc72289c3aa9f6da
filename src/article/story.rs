//! The article itself.

use standfirst_article::{Article, Direction};
use yew::prelude::*;

use super::block::blocks;
use super::context::Context;
use super::figure::figure;
use super::header::header;
use super::headings::Headings;
use super::inline::attribute;
use crate::language::Language;

/// An article with everything that is its own, from the section above the headline to the last block.
///
/// Identifiers of the document become element ids as they are: a shadow root is a scope of its own.
pub(super) fn story(article: &Article, language: &Language, heading_level: u8, node: &NodeRef) -> Html {
    let mut context = Context { language, heading_level, headings: Headings::default() };
    html! {
        <article
            ref={node}
            class="article"
            part="article"
            lang={article.lang.as_deref().map(attribute)}
            dir={direction(article.dir)}
        >
            { header(article, language, heading_level) }
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
