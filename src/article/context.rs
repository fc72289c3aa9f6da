//! What the functions that render blocks hand down.

use yew::AttrValue;

use super::headings::Headings;
use super::inline::attribute;
use crate::language::Language;
use crate::markup::Tag;

/// One rendering of one article, in document order.
pub(super) struct Context<'a> {
    /// The language of the interface.
    pub(super) language: &'a Language,
    /// Level of the headline.
    pub(super) heading_level: u8,
    /// The headings so far.
    pub(super) headings: &'a mut Headings,
}

/// Words of the interface inside the article, which may be in another language and run in another direction: they
/// say their language and are isolated.
pub(crate) fn words(language: &Language, words: AttrValue) -> Tag {
    Tag::new("bdi", "").set("lang", Some(attribute(language.labels.tag()))).text(words)
}
