//! Nodes that are made once and never rendered again: the blocks of an article, the reviews of a list.
//!
//! Yew renders all that a component shows whenever anything in it changes, and compares it with what it rendered before.
//! For a thousand blocks, or reviews, that takes a slow device half a second, though none of them ever changes. These
//! are the same elements, and stay where they are; so they can also be made a few at a time.

use standfirst_json::Writer;
use wasm_bindgen::prelude::*;
use web_sys::Node;
use yew::Html;
use yew::virtual_dom::VNode;

/// The event that says that it is the turn of what was put off.
pub(crate) const TURN: &str = "turn";

#[wasm_bindgen(module = "/src/effects/browser.js")]
extern "C" {
    fn build(tree: &str, parent: Option<&Node>) -> Node;
    /// Fires an event at an element in a task of its own, so that the browser can paint, and the reader act, before.
    pub(crate) fn later(place: &Node, event: &str);
}

/// Makes the node of an element with all that is inside it, and appends it to `parent`, where there is one. What stands
/// in a string never becomes markup. An element is described by its name, its attributes and its children, so that the
/// border to JavaScript, which is slow, is crossed once.
pub(crate) fn node(element: &Html, parent: Option<&Node>) -> Node {
    let mut tree = Writer::new();
    describe(element, &mut tree);
    build(&tree.finish(), parent)
}

fn describe(html: &Html, tree: &mut Writer) {
    match html {
        VNode::VTag(tag) => {
            tree.begin_array();
            tree.string(tag.tag());
            tree.begin_object();
            for (name, value) in tag.attributes.iter() {
                tree.key(name).string(value);
            }
            tree.end_object();
            if let Some(children) = tag.children() {
                describe(children, tree);
            }
            tree.end_array();
        }
        VNode::VText(text) => tree.string(&text.text),
        VNode::VList(list) => list.iter().for_each(|html| describe(html, tree)),
        _ => {}
    }
}
