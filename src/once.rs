//! Nodes that are made once and never rendered again: the text of an article, the reviews of a list.
//!
//! Yew renders all that a component shows whenever anything in it changes, and compares it with what it rendered before.
//! For a thousand blocks, or reviews, that takes a slow device half a second, though none of them ever changes. These
//! are made of the same elements by the same calls of the DOM, and stay where they are; so they can also be made a few
//! at a time.

use web_sys::{Document, Node};
use yew::Html;
use yew::virtual_dom::VNode;

/// The namespace of HTML (DOM standard, section 1.4).
const HTML: &str = "http://www.w3.org/1999/xhtml";
/// The namespace of drawings (SVG 2, section 5.1).
const SVG: &str = "http://www.w3.org/2000/svg";

/// The document of the page.
pub(crate) fn document() -> Option<Document> {
    web_sys::window()?.document()
}

/// Makes the node of an element or a text of HTML, with all that is inside it; nothing of anything else. What stands in
/// a string never becomes markup.
pub(crate) fn node(document: &Document, html: &Html) -> Option<Node> {
    make(document, HTML, html)
}

fn make(document: &Document, namespace: &str, html: &Html) -> Option<Node> {
    match html {
        VNode::VTag(tag) => {
            let namespace = if tag.tag() == "svg" { SVG } else { namespace };
            let element = document.create_element_ns(Some(namespace), tag.tag()).ok()?;
            for (name, value) in tag.attributes.iter() {
                // The names are constants, all of which are allowed.
                let _ = element.set_attribute(name, value);
            }
            if let Some(children) = tag.children() {
                fill(document, namespace, children, &element);
            }
            Some(element.into())
        }
        VNode::VText(text) => Some(document.create_text_node(&text.text).into()),
        _ => None,
    }
}

fn fill(document: &Document, namespace: &str, html: &Html, parent: &Node) {
    match html {
        VNode::VList(list) => list.iter().for_each(|html| fill(document, namespace, html, parent)),
        _ => append(parent, make(document, namespace, html)),
    }
}

/// Appends a node, where there is one.
pub(crate) fn append(parent: &Node, node: Option<Node>) {
    if let Some(node) = node {
        // A new node can stand in any element.
        let _ = parent.insert_before(&node, None);
    }
}
