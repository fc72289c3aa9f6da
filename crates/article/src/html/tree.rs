//! A small tree of HTML elements, built as the HTML standard's tree construction builds it where articles need it:
//! implied end tags, void elements, headings, lists, tables and SVG. Mis-nested formatting ends where it should, but
//! is not taken up again in the next paragraph.

use json::text::split_any;

use super::elements::{BLOCK, BOUNDARY, ENDS_FOREIGN, ENDS_P, FORMATTING, Kind, NOTHING, TABLE_PART, VOID};
use super::tokenizer::{Names, Tag, Token, Tokenizer, normalise};
use crate::limits::{MAX_HTML_DEPTH, MAX_HTML_NODES};
use crate::text::{SPACE, is_one_of};

/// The place of a node in its tree.
pub(super) type Id = u32;

/// Elements and texts, in the order of the document. Nodes are held in one list, so that dropping them never recurses.
pub(super) struct Tree {
    nodes: Vec<Node>,
    /// The elements `html` and `body`, which are no nodes, since all that is read is in them.
    page: Vec<Element>,
}

struct Node {
    data: Data,
    parent: Id,
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
    name: String,
    attributes: Vec<(String, String)>,
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

    fn append(&mut self, parent: Id, data: Data) -> Id {
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

/// Builds a tree piece by piece, for formats whose markup is not HTML or not HTML alone.
pub(crate) struct TreeWriter<'a> {
    builder: Builder,
    names: &'a Names,
    whole: bool,
}

impl<'a> TreeWriter<'a> {
    pub(crate) fn new(names: &'a Names) -> Self {
        let mut tree = Tree { nodes: Vec::new(), page: Vec::new() };
        let root =
            Element { kind: Kind::Other, name: String::new(), attributes: Vec::new(), holds_blocks: false };
        tree.append(ROOT, Data::Element(root));
        Self { builder: Builder { tree, open: Vec::new(), foreign: None }, names, whole: true }
    }

    /// Appends what a piece of HTML says. What it opens and does not close stays open.
    pub(crate) fn markup(&mut self, html: &str) {
        let html = normalise(html);
        let mut tokenizer = Tokenizer::new(&html, self.names);
        tokenizer.foreign = self.builder.foreign.is_some();
        while self.has_room()
            && let Some(token) = tokenizer.next_token()
        {
            match token {
                Token::Text(text) => self.builder.text(&text),
                Token::Start(tag) => self.builder.start(tag, tokenizer.in_raw_text()),
                Token::End(tag) => self.builder.end(tag),
            }
            tokenizer.foreign = self.builder.foreign.is_some();
        }
    }

    /// Opens an element; one without content is complete with it.
    #[cfg(any(feature = "feeds", feature = "markdown"))]
    pub(crate) fn open(&mut self, name: &str, attributes: &[(&str, &str)]) {
        if self.has_room() {
            let mut tag = self.tag(name);
            for (name, value) in attributes {
                tag.attributes.push(((*name).to_owned(), (*value).to_owned()));
            }
            // What is in an element that gives nothing must not come to stand beside it where that is too deep to open.
            let raw = tag.kind.is(NOTHING);
            self.builder.start(tag, raw);
        }
    }

    /// Closes the innermost element of a name, and what is open in it.
    #[cfg(any(feature = "feeds", feature = "markdown"))]
    pub(crate) fn close(&mut self, name: &str) {
        let tag = self.tag(name);
        if !tag.kind.is(VOID) {
            self.builder.end(tag);
        }
    }

    /// Appends text, as it stands.
    #[cfg(any(feature = "feeds", feature = "markdown"))]
    pub(crate) fn text(&mut self, text: &str) {
        if self.has_room() {
            self.builder.text(text);
        }
    }

    /// The tree, and whether that is all of what was appended.
    pub(super) fn finish(self) -> (Tree, bool) {
        (self.builder.tree, self.whole)
    }

    /// Whether the tree may grow. It ends at its limit.
    fn has_room(&mut self) -> bool {
        self.whole &= self.builder.tree.nodes.len() <= MAX_HTML_NODES;
        self.whole
    }

    #[cfg(any(feature = "feeds", feature = "markdown"))]
    fn tag(&self, name: &str) -> Tag {
        let name = name.to_ascii_lowercase();
        Tag { kind: self.names.element(&name), name, attributes: Vec::new(), self_closing: false }
    }
}

struct Builder {
    tree: Tree,
    /// The elements that are open, the innermost last. Never more than the limit of depth and one.
    open: Vec<(Id, Kind)>,
    /// How many elements were open before the SVG or MathML that is open.
    foreign: Option<usize>,
}

impl Builder {
    fn text(&mut self, text: &str) {
        let (parent, _) = self.current();
        match self.tree.nodes.last_mut() {
            // A text is all that is in it, so that what follows it in its parent follows it in the document.
            Some(Node { data: Data::Text(before), parent: its_parent, .. }) if *its_parent == parent => {
                before.push_str(text);
            }
            _ => {
                self.tree.append(parent, Data::Text(text.to_owned()));
            }
        }
    }

    fn start(&mut self, tag: Tag, raw: bool) {
        let kind = tag.kind;
        if let Some(depth) = self.foreign {
            if !kind.is(ENDS_FOREIGN) {
                return self.insert(tag, false);
            }
            self.truncate(depth);
        }
        if kind.is(ENDS_P) {
            self.close(&[Kind::P], is_paragraph_boundary);
        }
        match kind {
            Kind::Html | Kind::Head | Kind::Body => return self.page(tag),
            Kind::Li => self.close(&[Kind::Li], is_item_boundary),
            Kind::Dd | Kind::Dt => self.close(&[Kind::Dd, Kind::Dt], is_item_boundary),
            Kind::A => self.end_formatting(Kind::A),
            Kind::Button | Kind::Option => self.close(&[kind], is_boundary),
            Kind::Rt | Kind::Rp => self.close(&[Kind::Rt, Kind::Rp], is_block_or_boundary),
            Kind::Tr => self.close(&[Kind::Tr, Kind::Caption, Kind::Colgroup], is_table),
            Kind::Td | Kind::Th => self.close(&[Kind::Td, Kind::Th, Kind::Caption], is_row_or_table),
            _ if kind.is(TABLE_PART) => {
                let parts = [Kind::Caption, Kind::Colgroup, Kind::Thead, Kind::Tbody, Kind::Tfoot];
                self.close(&parts, is_table);
            }
            _ if kind.heading_level().is_some()
                && self.open.last().is_some_and(|(_, open)| open.heading_level().is_some()) =>
            {
                self.open.pop();
            }
            _ => {}
        }
        // Parts of a table outside one are no elements, and their content stands where they would.
        if kind.is(TABLE_PART) && self.position(&[Kind::Table], "", is_never).is_none() {
            return;
        }
        self.insert(tag, raw);
    }

    /// Keeps what a page says of itself. Of repeated tags the first counts.
    fn page(&mut self, tag: Tag) {
        if tag.kind != Kind::Head && self.tree.page.iter().all(|known| known.kind != tag.kind) {
            self.tree.page.push(Element {
                kind: tag.kind,
                name: String::new(),
                attributes: tag.attributes,
                holds_blocks: true,
            });
        }
    }

    /// Inserts an element; it stays open unless it is void, or nested too deep. An element that holds text alone is
    /// always opened, since its text is not the article's.
    fn insert(&mut self, tag: Tag, raw: bool) {
        let kind = tag.kind;
        let (parent, _) = self.current();
        let opens = !kind.is(VOID) && (raw || self.open.len() < MAX_HTML_DEPTH);
        let foreign = matches!(kind, Kind::Svg | Kind::Math);
        let in_foreign = self.foreign.is_some();
        let name = if kind == Kind::Other { tag.name } else { String::new() };
        let element = Element { kind, name, attributes: tag.attributes, holds_blocks: false };
        let block = kind.is(BLOCK) && !is_pictograph(&element);
        let id = self.tree.append(parent, Data::Element(element));
        if block {
            self.tree.tell_around(parent);
        }
        if opens && !((foreign || in_foreign) && tag.self_closing) {
            if foreign && !in_foreign {
                self.foreign = Some(self.open.len());
            }
            self.open.push((id, kind));
        }
    }

    fn end(&mut self, tag: Tag) {
        let kind = tag.kind;
        // An end tag in SVG ends what it names there; any other ends the SVG as well, if it ends something around it.
        if let Some(depth) = self.foreign
            && let Some(at) = self.position(&[kind], &tag.name, is_never).filter(|at| *at >= depth)
        {
            return self.truncate(at);
        }
        match kind {
            Kind::Br => self.insert(tag, false),
            Kind::P => self.close(&[kind], is_paragraph_boundary),
            Kind::Li => self.close(&[kind], is_list_or_boundary),
            Kind::Table => self.close(&[kind], is_never),
            _ if kind.is(TABLE_PART) => self.close(&[kind], is_table),
            _ if kind.heading_level().is_some() => {
                self.close(&[Kind::H1, Kind::H2, Kind::H3, Kind::H4, Kind::H5, Kind::H6], is_boundary);
            }
            _ if kind.is(FORMATTING) => self.end_formatting(kind),
            _ if kind.is(BLOCK) || kind == Kind::Button => self.close(&[kind], is_boundary),
            _ => {
                if let Some(at) = self.position(&[kind], &tag.name, is_block_or_boundary) {
                    self.truncate(at);
                }
            }
        }
    }

    /// Ends a formatting element. Blocks that were opened inside it stay open, so that only the formatting ends.
    fn end_formatting(&mut self, kind: Kind) {
        let Some(at) = self.position(&[kind], "", is_boundary) else { return };
        if self.open.iter().skip(at + 1).any(|(_, inside)| inside.is(BLOCK)) {
            self.open.remove(at);
            self.foreign = self.foreign.map(|depth| if depth > at { depth - 1 } else { depth });
        } else {
            self.truncate(at);
        }
    }

    /// Closes the innermost open element of these kinds, and all inside it, unless a boundary stands between.
    fn close(&mut self, kinds: &[Kind], boundary: fn(Kind) -> bool) {
        if let Some(at) = self.position(kinds, "", boundary) {
            self.truncate(at);
        }
    }

    /// The innermost open element of these kinds; elements that mean nothing are told apart by their names.
    fn position(&self, kinds: &[Kind], name: &str, boundary: fn(Kind) -> bool) -> Option<usize> {
        for (at, (id, kind)) in self.open.iter().enumerate().rev() {
            let same =
                *kind != Kind::Other || self.tree.element(*id).is_some_and(|element| element.name == name);
            if same && kinds.contains(kind) {
                return Some(at);
            }
            if boundary(*kind) {
                return None;
            }
        }
        None
    }

    fn truncate(&mut self, length: usize) {
        self.open.truncate(length);
        self.foreign = self.foreign.filter(|depth| *depth < length);
    }

    fn current(&self) -> (Id, Kind) {
        self.open.last().copied().unwrap_or((ROOT, Kind::Other))
    }
}

fn is_never(_: Kind) -> bool {
    false
}

fn is_boundary(kind: Kind) -> bool {
    kind.is(BOUNDARY)
}

fn is_block_or_boundary(kind: Kind) -> bool {
    kind.is(BLOCK | BOUNDARY)
}

fn is_paragraph_boundary(kind: Kind) -> bool {
    kind.is(BOUNDARY) || kind == Kind::Button
}

/// A list's item ends at the next one, unless that stands in a block of its own.
fn is_item_boundary(kind: Kind) -> bool {
    kind.is(BLOCK | BOUNDARY) && !matches!(kind, Kind::Address | Kind::Div | Kind::P)
}

fn is_list_or_boundary(kind: Kind) -> bool {
    kind.is(BOUNDARY) || matches!(kind, Kind::Ol | Kind::Ul | Kind::Menu)
}

fn is_table(kind: Kind) -> bool {
    kind == Kind::Table
}

fn is_row_or_table(kind: Kind) -> bool {
    matches!(kind, Kind::Table | Kind::Tr)
}

/// Whether a picture stands for a character, as WordPress replaces emoji.
pub(super) fn is_pictograph(element: &Element) -> bool {
    element.kind == Kind::Img && element.has_class("emoji|wp-smiley") && element.attribute("alt").is_some()
}
