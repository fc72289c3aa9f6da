//! A small tree of HTML elements, built as the HTML standard's tree construction builds it where articles need it:
//! implied end tags, void elements, headings, lists, tables and SVG. Mis-nested formatting ends where it should, but
//! is not taken up again in the next paragraph.

use super::elements::{
    ends_foreign, ends_paragraph, heading_level, is_block, is_boundary, is_formatting, is_void,
};
use super::tokenizer::{Tag, Token, Tokenizer, normalise};
use crate::error::ReadErrorKind;
use crate::limits::{MAX_HTML_DEPTH, MAX_HTML_NODES};

/// The place of a node in its tree.
pub(super) type Id = u32;

/// Elements and texts, in the order of the document. Nodes are held in one list, so that dropping them never recurses.
pub(super) struct Tree {
    nodes: Vec<Node>,
}

struct Node {
    data: Data,
    parent: Id,
    first: Option<Id>,
    last: Option<Id>,
    next: Option<Id>,
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
    /// In lower case.
    pub(super) name: String,
    attributes: Vec<(String, String)>,
    /// Whether anything inside, at any depth, stands on lines of its own.
    pub(super) holds_blocks: bool,
}

impl Element {
    /// The value of an attribute.
    pub(super) fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// Whether one of its classes is this one.
    pub(super) fn has_class(&self, class: &str) -> bool {
        self.attribute("class")
            .is_some_and(|classes| classes.split_ascii_whitespace().any(|found| found == class))
    }
}

/// The node that holds all others.
pub(super) const ROOT: Id = 0;

impl Tree {
    /// Builds the tree of a fragment of HTML, or of a page.
    ///
    /// # Errors
    /// Where it has more nodes than the limit.
    pub(super) fn parse(html: &str) -> Result<Self, ReadErrorKind> {
        let html = normalise(html);
        let mut tokenizer = Tokenizer::new(&html);
        let root = Element { name: String::new(), attributes: Vec::new(), holds_blocks: false };
        let root = Node { data: Data::Element(root), parent: ROOT, first: None, last: None, next: None };
        let mut builder = Builder { tree: Self { nodes: vec![root] }, open: Vec::new(), foreign: None };
        while let Some(token) = tokenizer.next_token() {
            match token {
                Token::Text(text) => builder.text(&text),
                Token::Start(tag) => builder.start(tag, tokenizer.in_raw_text()),
                Token::End(name) => builder.end(&name),
            }
            tokenizer.foreign = builder.foreign.is_some();
            if builder.tree.nodes.len() > MAX_HTML_NODES {
                return Err(ReadErrorKind::TooLarge);
            }
        }
        Ok(builder.tree)
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

    /// The children of a node, in order.
    pub(super) fn children(&self, id: Id) -> Children<'_> {
        Children { tree: self, next: self.node(id).and_then(|node| node.first) }
    }

    /// All elements, in the order of their start tags.
    pub(super) fn elements(&self) -> impl Iterator<Item = &Element> {
        self.nodes.iter().filter_map(|node| match &node.data {
            Data::Element(element) => Some(element),
            Data::Text(_) => None,
        })
    }

    /// The first descendant element of a name, in document order.
    pub(super) fn find(&self, within: Id, name: &str) -> Option<Id> {
        self.children(within).find_map(|child| match self.element(child) {
            Some(element) if element.name == name => Some(child),
            _ => self.find(child, name),
        })
    }

    /// The characters in a node, as they stand; a `br` is a line feed.
    pub(super) fn push_text(&self, within: Id, out: &mut String) {
        match self.data(within) {
            Some(Data::Text(text)) => out.push_str(text),
            Some(Data::Element(element)) if element.name == "br" => out.push('\n'),
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

    fn append(&mut self, parent: Id, data: Data) -> Id {
        let id = Id::try_from(self.nodes.len()).unwrap_or(Id::MAX);
        let last = self.node(parent).and_then(|parent| parent.last);
        self.nodes.push(Node { data, parent, first: None, last: None, next: None });
        if let Some(last) = last.and_then(|last| self.nodes.get_mut(last as usize)) {
            last.next = Some(id);
        }
        if let Some(parent) = self.nodes.get_mut(parent as usize) {
            parent.first = parent.first.or(Some(id));
            parent.last = Some(id);
        }
        id
    }

    /// Tells all that is around a block that it holds one. Whatever is told already has told what is around it.
    fn tell_around(&mut self, mut id: Id) {
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
    next: Option<Id>,
}

impl Iterator for Children<'_> {
    type Item = Id;

    fn next(&mut self) -> Option<Id> {
        let id = self.next?;
        self.next = self.tree.node(id).and_then(|node| node.next);
        Some(id)
    }
}

struct Builder {
    tree: Tree,
    /// The elements that are open, the innermost last. Never more than the limit of depth and one.
    open: Vec<Id>,
    /// How many elements were open before the SVG or MathML that is open.
    foreign: Option<usize>,
}

impl Builder {
    fn text(&mut self, text: &str) {
        let parent = self.current();
        let last = self.tree.node(parent).and_then(|parent| parent.last);
        if let Some(Node { data: Data::Text(before), .. }) =
            last.and_then(|last| self.tree.nodes.get_mut(last as usize))
        {
            before.push_str(text);
        } else {
            self.tree.append(parent, Data::Text(text.to_owned()));
        }
    }

    fn start(&mut self, tag: Tag, raw: bool) {
        let name = tag.name.as_str();
        if let Some(depth) = self.foreign {
            if !ends_foreign(name) {
                return self.insert(tag, false);
            }
            self.truncate(depth);
        }
        if matches!(name, "html" | "head" | "body") {
            return;
        }
        if ends_paragraph(name) {
            self.close(&["p"], |name| is_boundary(name) || name == "button");
        }
        match name {
            "li" => self.close(&["li"], is_item_boundary),
            "dd" | "dt" => self.close(&["dd", "dt"], is_item_boundary),
            "a" => self.end_formatting("a"),
            "button" | "option" => self.close(&[name], is_boundary),
            "rt" | "rp" => self.close(&["rt", "rp"], |name| name == "ruby" || is_block(name)),
            "caption" | "colgroup" | "thead" | "tbody" | "tfoot" => {
                self.close(&["caption", "colgroup", "thead", "tbody", "tfoot"], |name| name == "table");
            }
            "tr" => self.close(&["tr", "caption", "colgroup"], |name| name == "table"),
            "td" | "th" => self.close(&["td", "th", "caption"], |name| matches!(name, "table" | "tr")),
            _ if heading_level(name).is_some() => {
                let open = self.tree.element(self.current()).and_then(|element| heading_level(&element.name));
                if open.is_some() {
                    self.open.pop();
                }
            }
            _ => {}
        }
        // Parts of a table outside one are no elements, and their content stands where they would.
        let table_part =
            matches!(name, "caption" | "colgroup" | "thead" | "tbody" | "tfoot" | "tr" | "td" | "th");
        if table_part && self.position(&["table"], |_| false).is_none() {
            return;
        }
        self.insert(tag, raw);
    }

    /// Inserts an element; it stays open unless it is void, or nested too deep. An element that holds text alone is
    /// always opened, since its text is not the article's.
    fn insert(&mut self, tag: Tag, raw: bool) {
        let parent = self.current();
        let opens = !is_void(&tag.name) && (raw || self.open.len() < MAX_HTML_DEPTH);
        let foreign = matches!(tag.name.as_str(), "svg" | "math");
        let in_foreign = self.foreign.is_some();
        let element = Element { name: tag.name, attributes: tag.attributes, holds_blocks: false };
        let block = is_block(&element.name) && !is_pictograph(&element);
        let id = self.tree.append(parent, Data::Element(element));
        if block {
            self.tree.tell_around(parent);
        }
        if opens && !((foreign || in_foreign) && tag.self_closing) {
            if foreign && !in_foreign {
                self.foreign = Some(self.open.len());
            }
            self.open.push(id);
        }
    }

    fn end(&mut self, name: &str) {
        // An end tag in SVG ends what it names there; any other ends the SVG as well, if it ends something around it.
        if let Some(depth) = self.foreign
            && let Some(at) = self.position(&[name], |_| false).filter(|at| *at >= depth)
        {
            return self.truncate(at);
        }
        match name {
            "br" => {
                self.insert(Tag { name: "br".to_owned(), attributes: Vec::new(), self_closing: false }, false)
            }
            "p" => self.close(&["p"], |name| is_boundary(name) || name == "button"),
            "li" => self.close(&["li"], |name| is_boundary(name) || matches!(name, "ol" | "ul" | "menu")),
            "table" => self.close(&["table"], |_| false),
            "caption" | "colgroup" | "thead" | "tbody" | "tfoot" | "tr" | "td" | "th" => {
                self.close(&[name], |name| name == "table");
            }
            _ if heading_level(name).is_some() => {
                self.close(&["h1", "h2", "h3", "h4", "h5", "h6"], is_boundary)
            }
            _ if is_formatting(name) => self.end_formatting(name),
            _ if is_block(name) => self.close(&[name], is_boundary),
            "button" => self.close(&[name], is_boundary),
            _ => self.close(&[name], |name| is_boundary(name) || is_block(name)),
        }
    }

    /// Ends a formatting element. Blocks that were opened inside it stay open, so that only the formatting ends.
    fn end_formatting(&mut self, name: &str) {
        let Some(at) = self.position(&[name], is_boundary) else { return };
        let blocks_inside = self
            .open
            .iter()
            .skip(at + 1)
            .any(|id| self.tree.element(*id).is_some_and(|element| is_block(&element.name)));
        if blocks_inside {
            self.open.remove(at);
            self.foreign = self.foreign.map(|depth| if depth > at { depth - 1 } else { depth });
        } else {
            self.truncate(at);
        }
    }

    /// Closes the innermost open element of these names, and all inside it, unless a boundary stands between.
    fn close(&mut self, names: &[&str], boundary: fn(&str) -> bool) {
        if let Some(at) = self.position(names, boundary) {
            self.truncate(at);
        }
    }

    fn position(&self, names: &[&str], boundary: fn(&str) -> bool) -> Option<usize> {
        for (at, id) in self.open.iter().enumerate().rev() {
            let name = self.tree.element(*id).map_or("", |element| element.name.as_str());
            if names.contains(&name) {
                return Some(at);
            }
            if boundary(name) {
                return None;
            }
        }
        None
    }

    fn truncate(&mut self, length: usize) {
        self.open.truncate(length);
        self.foreign = self.foreign.filter(|depth| *depth < length);
    }

    fn current(&self) -> Id {
        self.open.last().copied().unwrap_or(ROOT)
    }
}

/// A list's item ends at the next one, unless that stands in a block of its own.
fn is_item_boundary(name: &str) -> bool {
    is_boundary(name) || (is_block(name) && !matches!(name, "address" | "div" | "p"))
}

/// Whether a picture stands for a character, as WordPress replaces emoji.
pub(super) fn is_pictograph(element: &Element) -> bool {
    element.name == "img"
        && (element.has_class("emoji") || element.has_class("wp-smiley"))
        && element.attribute("alt").is_some()
}
