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
use crate::markup::Tag;

/// An article with everything that is its own, from the section above the headline to the last block.
///
/// Identifiers of the document become element ids as they are: a shadow root is a scope of its own.
///
/// In a browser the blocks are not among it: the root puts them into `body`, a few at a time.
pub(super) fn story(article: &Article, language: &Language, heading_level: u8, body: &NodeRef) -> Tag {
    let mut story = Tag::new("article", "class=article;part=article")
        .set("lang", article.lang.as_deref().map(attribute))
        .fix("dir", direction(article.dir))
        .tag(header(article, language, heading_level));
    if let Some(hero) = &article.hero {
        story = story.tag(figure(hero, true, language));
    }
    let body = Tag::new("div", "class=body;part=body").at(body);
    if cfg!(target_arch = "wasm32") {
        return story.tag(body);
    }
    let mut context = Context { language, heading_level, headings: &mut Headings::default() };
    story.tag(body.child(blocks(&article.body, &mut context)))
}

/// The value of `dir`. Where the document does not say it, the browser takes it from the text.
pub(crate) fn direction(direction: Option<Direction>) -> &'static str {
    match direction {
        Some(Direction::Ltr) => "ltr",
        Some(Direction::Rtl) => "rtl",
        None => "auto",
    }
}
