//! Whether what the page carries is what a component would render, element by element. Yew takes nodes over only where
//! they are just what it expects, and panics where they are not: another version of the service may have made them,
//! or a script may have been there first.

use wasm_bindgen::JsCast;
use web_sys::{Element, Node};
use yew::virtual_dom::VNode;

/// Whether the children of `place` are `node`, between the two marks that tell where a component begins and ends.
pub(super) fn is_root_of(place: &Element, node: &VNode) -> bool {
    let is_mark = |node: &Node| node.node_type() == Node::COMMENT_NODE;
    let Some(first) = place.first_child().filter(is_mark) else { return false };
    let mut next = first.next_sibling();
    is(node, &mut next) && take(&mut next).is_some_and(|mark| is_mark(&mark)) && take(&mut next).is_none()
}

/// Whether the nodes from `next` on are `node`; `next` is then the one behind it. Texts are set anew whatever they are.
fn is(node: &VNode, next: &mut Option<Node>) -> bool {
    match node {
        VNode::VTag(tag) => {
            let element = take(next).and_then(|node| node.dyn_into::<Element>().ok());
            let Some(element) = element.filter(|found| found.local_name() == tag.tag()) else { return false };
            let mut inside = element.first_child();
            tag.children().is_none_or(|children| is(children, &mut inside)) && take(&mut inside).is_none()
        }
        VNode::VList(list) => list.iter().all(|node| is(node, next)),
        _ => true,
    }
}

/// The next node that is no text.
fn take(next: &mut Option<Node>) -> Option<Node> {
    while let Some(node) = next.take() {
        *next = node.next_sibling();
        if node.node_type() != Node::TEXT_NODE {
            return Some(node);
        }
    }
    None
}
