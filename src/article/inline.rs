//! Runs of text inside a block.

use std::rc::Rc;

use standfirst_article::{Inline, LinkTarget};
use yew::prelude::*;
use yew::virtual_dom::{VList, VText};

use crate::markup::Tag;

/// Renders a run of text.
pub(super) fn inlines(content: &[Inline]) -> Html {
    match content {
        // The usual paragraph is one text, which needs no list around it.
        [only] => inline(only),
        _ => {
            let mut list = VList::new();
            for part in content {
                list.add_child(inline(part));
            }
            list.into()
        }
    }
}

fn inline(part: &Inline) -> Html {
    let tag = match part {
        Inline::Text(content) => return text(content),
        Inline::Break => Tag::new("br", ""),
        Inline::Strong(_) => Tag::new("strong", ""),
        Inline::Emphasis(_) => Tag::new("em", ""),
        Inline::Code(_) => Tag::new("code", ""),
        Inline::Subscript(_) => Tag::new("sub", ""),
        Inline::Superscript(_) => Tag::new("sup", ""),
        Inline::Mark(_) => Tag::new("mark", ""),
        Inline::Strike(_) => Tag::new("s", ""),
        Inline::Quote(_) => Tag::new("q", ""),
        Inline::Link { target, .. } => {
            let href = match target {
                LinkTarget::Url(url) => attribute(url.as_str()),
                // The entry follows it, since the browser looks for the place in the host page.
                LinkTarget::Fragment(id) => AttrValue::from(standfirst_json::text::concat(&["#", id])),
            };
            Tag::new("a", "").set("href", Some(href))
        }
        Inline::Abbreviation { title, .. } => Tag::new("abbr", "").set("title", Some(attribute(title))),
        Inline::Time { datetime, .. } => Tag::new("time", "").set("datetime", Some(attribute(datetime))),
        Inline::Anchor { id, .. } => Tag::new("span", "").set("id", identifier(Some(id))),
    };
    match part {
        Inline::Break => tag.html(),
        _ => tag.child(inlines(children(part))).html(),
    }
}

/// A text node. What stands in a string never becomes markup.
pub(crate) fn text(content: &str) -> Html {
    VText::new(attribute(content)).into()
}

/// The value of an attribute.
pub(crate) fn attribute(value: &str) -> AttrValue {
    AttrValue::Rc(Rc::from(value))
}

/// The `id` of an element; HTML allows no empty one.
pub(super) fn identifier(id: Option<&String>) -> Option<AttrValue> {
    id.filter(|id| !id.is_empty()).map(|id| attribute(id))
}

/// Whether a run has a link in it: links do not nest.
pub(super) fn has_link(content: &[Inline]) -> bool {
    content.iter().any(|part| matches!(part, Inline::Link { .. }) || has_link(children(part)))
}

/// The text of a run without its marks, for the names of things.
pub(super) fn plain(content: &[Inline]) -> String {
    let mut out = String::new();
    push_plain(&mut out, content);
    out
}

fn push_plain(out: &mut String, content: &[Inline]) {
    for part in content {
        match part {
            Inline::Text(content) => out.push_str(content),
            Inline::Break => out.push(' '),
            _ => push_plain(out, children(part)),
        }
    }
}

fn children(part: &Inline) -> &[Inline] {
    match part {
        Inline::Text(_) | Inline::Break => &[],
        Inline::Strong(content)
        | Inline::Emphasis(content)
        | Inline::Code(content)
        | Inline::Subscript(content)
        | Inline::Superscript(content)
        | Inline::Mark(content)
        | Inline::Strike(content)
        | Inline::Quote(content)
        | Inline::Link { content, .. }
        | Inline::Abbreviation { content, .. }
        | Inline::Time { content, .. }
        | Inline::Anchor { content, .. } => content,
    }
}
