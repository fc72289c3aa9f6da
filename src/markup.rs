//! Elements made by calls.
//!
//! `html!` writes some 300 bytes of code for each element, where calls take a third of that; over the 150 kinds of
//! element that the widget makes, that is a tenth of what every page loads. That the calls stay calls, and are not
//! written out in each place, is the point of them. What is made is the same: nodes of Yew's,
//! never markup.

use standfirst_json::text::{split_any, split_once_any};
use yew::prelude::*;
use yew::virtual_dom::{VTag, VText};

use crate::language::{Label, Language};

/// An element under construction.
pub(crate) struct Tag(Box<VTag>);

impl Tag {
    /// An element with attributes that never change, written as `class=button primary;type=button`. One without a
    /// value, such as `hidden`, is written by its name alone.
    #[inline(never)]
    pub(crate) fn new(name: &'static str, attributes: &'static str) -> Self {
        let mut tag = Box::new(VTag::new(AttrValue::Static(name)));
        for attribute in split_any(attributes, ";").filter(|attribute| !attribute.is_empty()) {
            let (name, value) = split_once_any(attribute, "=").unwrap_or((attribute, attribute));
            tag.add_attribute(name, AttrValue::Static(value));
        }
        Self(tag)
    }

    /// Sets an attribute, where there is a value for it.
    #[inline(never)]
    pub(crate) fn set(mut self, name: &'static str, value: Option<AttrValue>) -> Self {
        if let Some(value) = value {
            self.0.add_attribute(name, value);
        }
        self
    }

    /// Sets an attribute to a value that never changes.
    #[inline(never)]
    pub(crate) fn fix(self, name: &'static str, value: &'static str) -> Self {
        self.set(name, Some(AttrValue::Static(value)))
    }

    /// Sets an attribute to a value that never changes, where a condition holds.
    #[inline(never)]
    pub(crate) fn when(self, name: &'static str, condition: bool, value: &'static str) -> Self {
        if condition { self.fix(name, value) } else { self }
    }

    /// Appends words of the interface.
    #[inline(never)]
    pub(crate) fn say(self, language: &Language, label: Label) -> Self {
        self.text(language.text(label))
    }

    /// Appends text. What stands in a string never becomes markup.
    #[inline(never)]
    pub(crate) fn text(self, text: AttrValue) -> Self {
        self.child(VText::new(text).into())
    }

    /// Appends a child.
    #[inline(never)]
    pub(crate) fn child(mut self, child: Html) -> Self {
        self.0.add_child(child);
        self
    }

    /// Appends an element.
    #[inline(never)]
    pub(crate) fn tag(self, tag: Tag) -> Self {
        self.child(tag.html())
    }

    /// Appends an element, where there is one. Where there is none, its place is kept: Yew tells children apart by
    /// where they stand, and would make those beside it anew, focus and all, whenever it comes or goes.
    #[inline(never)]
    pub(crate) fn maybe(self, tag: Option<Tag>) -> Self {
        self.child(tag.map(Tag::html).unwrap_or_default())
    }

    /// Lets `node` refer to the element.
    pub(crate) fn at(mut self, node: &NodeRef) -> Self {
        self.0.node_ref = node.clone();
        self
    }

    /// Tells the element from its neighbours when they move.
    pub(crate) fn key(mut self, key: &str) -> Self {
        self.0.key = Some(key.into());
        self
    }

    /// The element as a node.
    #[inline(never)]
    pub(crate) fn html(self) -> Html {
        (*self.0).into()
    }
}
