//! Runs of text inside a block.

use std::rc::Rc;

use standfirst_article::{Inline, LinkTarget};
use yew::prelude::*;
use yew::virtual_dom::VText;

/// Renders a run of text.
pub(super) fn inlines(content: &[Inline]) -> Html {
    match content {
        // The usual paragraph is one text, which needs no list around it.
        [only] => inline(only),
        _ => content.iter().map(inline).collect(),
    }
}

fn inline(part: &Inline) -> Html {
    match part {
        Inline::Text(content) => text(content),
        Inline::Strong(content) => wrap("strong", content),
        Inline::Emphasis(content) => wrap("em", content),
        Inline::Code(content) => wrap("code", content),
        Inline::Subscript(content) => wrap("sub", content),
        Inline::Superscript(content) => wrap("sup", content),
        Inline::Mark(content) => wrap("mark", content),
        Inline::Strike(content) => wrap("s", content),
        Inline::Quote(content) => wrap("q", content),
        Inline::Break => html! { <br /> },
        Inline::Link { target, content } => {
            let href = match target {
                LinkTarget::Url(url) => attribute(url.as_str()),
                // The listener of `fragment` follows it, since the browser looks for the place in the host page.
                LinkTarget::Fragment(id) => AttrValue::from(["#", id].concat()),
            };
            html! { <a {href}>{ inlines(content) }</a> }
        }
        Inline::Abbreviation { title, content } => {
            html! { <abbr title={attribute(title)}>{ inlines(content) }</abbr> }
        }
        Inline::Time { datetime, content } => {
            html! { <time datetime={attribute(datetime)}>{ inlines(content) }</time> }
        }
        Inline::Anchor { id, content } => {
            html! { <span id={identifier(Some(id))}>{ inlines(content) }</span> }
        }
    }
}

fn wrap(tag: &'static str, content: &[Inline]) -> Html {
    html! { <@{tag}>{ inlines(content) }</@> }
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
