//! Elements made by calls.
//!
//! `html!` writes some 300 bytes of code for each element, where calls take a third of that; over the 150 kinds of
//! element that the widget makes, that is a tenth of what every page loads. That the calls stay calls, and are not
//! written out in each place, is the point of them. What is made is the same: nodes of Yew's,
//! never markup.

use std::cell::RefCell;

use standfirst_json::text::{split_any, split_once_any};
use yew::prelude::*;
use yew::virtual_dom::{AttributeOrProperty, Attributes, VTag, VText};

use crate::language::{Label, Language};

/// An element under construction.
pub(crate) struct Tag(Box<Construction>);

struct Construction {
    element: VTag,
    /// The names of its attributes, and what each is set to: nothing where it is left away.
    names: Vec<&'static str>,
    values: Vec<Option<AttributeOrProperty>>,
}

impl Tag {
    /// An element with attributes that never change, written as `class=button primary;type=button`. One without a
    /// value, such as `hidden`, is written by its name alone.
    #[inline(never)]
    pub(crate) fn new(name: &'static str, attributes: &'static str) -> Self {
        let element = VTag::new(AttrValue::Static(name));
        let mut tag = Self(Box::new(Construction { element, names: Vec::new(), values: Vec::new() }));
        for attribute in split_any(attributes, ";").filter(|attribute| !attribute.is_empty()) {
            let (name, value) = split_once_any(attribute, "=").unwrap_or((attribute, attribute));
            tag = tag.fix(name, value);
        }
        tag
    }

    /// Sets an attribute, where there is a value for it.
    #[inline(never)]
    pub(crate) fn set(mut self, name: &'static str, value: Option<AttrValue>) -> Self {
        self.0.names.push(name);
        self.0.values.push(value.map(AttributeOrProperty::Attribute));
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
        self.set(name, condition.then_some(AttrValue::Static(value)))
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
        self.0.element.add_child(child);
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
        self.0.element.node_ref = node.clone();
        self
    }

    /// Tells the element from its neighbours when they move.
    pub(crate) fn key(mut self, key: &str) -> Self {
        self.0.element.key = Some(key.into());
        self
    }

    /// The element as a node.
    #[inline(never)]
    pub(crate) fn html(self) -> Html {
        let Construction { mut element, names, values } = *self.0;
        element
            .set_attributes(Attributes::Dynamic { keys: lasting(names), values: values.into_boxed_slice() });
        element.into()
    }
}

/// The same names as a list that is never dropped, one and the same list for the same names: so Yew compares attributes
/// one by one and needs no map of them. There are no more lists than places in the code that make elements.
fn lasting(names: Vec<&'static str>) -> &'static [&'static str] {
    thread_local! {
        static LISTS: RefCell<Vec<&'static [&'static str]>> = const { RefCell::new(Vec::new()) };
    }
    LISTS.with_borrow_mut(|lists| {
        if let Some(list) = lists.iter().find(|list| **list == names) {
            return *list;
        }
        let list: &'static [&'static str] = names.leak();
        lists.push(list);
        list
    })
}
