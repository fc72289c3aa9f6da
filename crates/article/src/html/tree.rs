//! A small tree of HTML elements.

use json::text::split_any;

use super::builder::TreeWriter;
use super::elements::Kind;
use super::tokenizer::Names;
use crate::text::{SPACE, is_one_of};

/// The place of a node in its tree.
pub(super) type Id = u32;

/// Elements and texts, in the order of the document. Nodes are held in one list, so that dropping them never recurses.
pub(super) struct Tree {
    pub(super) nodes: Vec<Node>,
    /// The elements `html` and `body`, which are no nodes, since all that is read is in them.
    pub(super) page: Vec<Element>,
}

pub(super) struct Node {
    pub(super) data: Data,
    pub(super) parent: Id,
    /// The last child, and the next child of the parent; [`ROOT`], which is neither, where there is none.
    last: Id,
    next: Id,
}

/// What a node is.
pub(super) enum Data {
    /// Characters.
    Text(String),
    /// An element.
    Element(Element),
}

/// An element without its children.
pub(super) struct Element {
    /// Which one it is.
    pub(super) kind: Kind,
    /// Its name, where it is one that means nothing.
    pub(super) name: String,
    pub(super) attributes: Vec<(String, String)>,
    /// Whether anything inside, at any depth, stands on lines of its own.
    pub(super) holds_blocks: bool,
}

impl Element {
    /// The value of an attribute.
    pub(super) fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// Whether it has this name; where the name means something, its kind says it.
    #[cfg(feature = "html-page")]
    pub(super) fn is_named(&self, name: &str) -> bool {
        self.kind != Kind::Other || self.name == name
    }

    /// The value of the first that it has of some attributes, which bars part.
    pub(super) fn first_attribute(&self, names: &str) -> Option<&str> {
        split_any(names, "|").find_map(|name| self.attribute(name))
    }

    /// Whether one of its classes is one of these, which bars part.
    pub(super) fn has_class(&self, classes: &str) -> bool {
        let own = self.attribute("class").unwrap_or_default();
        split_any(own, SPACE).any(|class| !class.is_empty() && is_one_of(classes, class))
    }
}

/// The node that holds all others.
pub(super) const ROOT: Id = 0;

impl Tree {
    /// Builds the tree of a fragment of HTML, or of a page, up to the limit of nodes; and whether that was all of it.
    pub(super) fn parse(html: &str) -> (Self, bool) {
        let names = Names::read();
        let mut writer = TreeWriter::new(&names);
        writer.markup(html);
        writer.finish()
    }

    /// What a node is; an identifier of another tree gives nothing.
    pub(super) fn data(&self, id: Id) -> Option<&Data> {
        Some(&self.node(id)?.data)
    }

    /// The element that a node is.
    pub(super) fn element(&self, id: Id) -> Option<&Element> {
        match self.data(id)? {
            Data::Element(element) => Some(element),
            Data::Text(_) => None,
        }
    }

    /// The elements `html` and `body` of a page, as far as it has their tags.
    #[cfg(feature = "html-page")]
    pub(super) fn page(&self) -> &[Element] {
        &self.page
    }

    /// All nodes but the root, in the order of the document: a node stands before what is in it.
    #[cfg(feature = "html-page")]
    pub(super) fn nodes(&self) -> impl DoubleEndedIterator<Item = (Id, &Data)> {
        self.nodes.iter().enumerate().skip(1).map(|(id, node)| (id as Id, &node.data))
    }

    /// The node that a node is in; [`ROOT`] for what stands at the top, and for the root itself.
    #[cfg(feature = "html-page")]
    pub(super) fn parent(&self, id: Id) -> Id {
        self.node(id).map_or(ROOT, |node| node.parent)
    }

    /// The children of a node, in order.
    pub(super) fn children(&self, id: Id) -> Children<'_> {
        // In the order of the document the first child stands right after its parent.
        let first = id + 1;
        let has_children = self.node(first).is_some_and(|node| node.parent == id);
        Children { tree: self, next: if has_children { first } else { ROOT } }
    }

    /// All elements, in the order of their start tags.
    pub(super) fn elements(&self) -> impl Iterator<Item = &Element> {
        self.nodes.iter().filter_map(|node| match &node.data {
            Data::Element(element) => Some(element),
            Data::Text(_) => None,
        })
    }

    /// The first descendant element of a kind, in document order.
    pub(super) fn find(&self, within: Id, kind: Kind) -> Option<Id> {
        self.children(within).find_map(|child| match self.element(child) {
            Some(element) if element.kind == kind => Some(child),
            _ => self.find(child, kind),
        })
    }

    /// The characters in a node, as they stand; a `br` is a line feed.
    pub(super) fn push_text(&self, within: Id, out: &mut String) {
        match self.data(within) {
            Some(Data::Text(text)) => out.push_str(text),
            Some(Data::Element(element)) if element.kind == Kind::Br => out.push('\n'),
            _ => {
                for child in self.children(within) {
                    self.push_text(child, out);
                }
            }
        }
    }

    fn node(&self, id: Id) -> Option<&Node> {
        self.nodes.get(id as usize)
    }

    /// Appends a node to a parent, after all that is there.
    pub(super) fn append(&mut self, parent: Id, data: Data) -> Id {
        let id = self.nodes.len() as Id;
        self.nodes.push(Node { data, parent, last: ROOT, next: ROOT });
        let mut last = ROOT;
        if let Some(parent) = self.nodes.get_mut(parent as usize) {
            last = std::mem::replace(&mut parent.last, id);
        }
        // The first child is nobody's next, and stands in the place of the root's, which has no meaning.
        if let Some(last) = self.nodes.get_mut(last as usize) {
            last.next = id;
        }
        id
    }

    /// Tells all that is around a block that it holds one. Whatever is told already has told what is around it.
    pub(super) fn tell_around(&mut self, mut id: Id) {
        while let Some(Node { data: Data::Element(element), parent, .. }) = self.nodes.get_mut(id as usize) {
            if element.holds_blocks {
                return;
            }
            element.holds_blocks = true;
            if id == ROOT {
                return;
            }
            id = *parent;
        }
    }
}

/// The children of a node, in order.
pub(super) struct Children<'a> {
    tree: &'a Tree,
    next: Id,
}

impl Iterator for Children<'_> {
    type Item = Id;

    fn next(&mut self) -> Option<Id> {
        let id = self.next;
        let node = self.tree.node(id).filter(|_| id != ROOT)?;
        self.next = node.next;
        Some(id)
    }
}

/// Whether a picture stands for a character, as WordPress replaces emoji.
pub(super) fn is_pictograph(element: &Element) -> bool {
    element.kind == Kind::Img && element.has_class("emoji|wp-smiley") && element.attribute("alt").is_some()
}
