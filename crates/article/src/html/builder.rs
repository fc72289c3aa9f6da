//! The building of the tree, as the HTML standard's tree construction builds it where articles need it:
//! implied end tags, void elements, headings, lists, tables and SVG. Mis-nested formatting ends where it should, but
//! is not taken up again in the next paragraph.

use super::elements::{BLOCK, BOUNDARY, ENDS_FOREIGN, ENDS_P, FORMATTING, Kind, TABLE_PART, VOID};
use super::tokenizer::{Names, Tag, Token, Tokenizer, normalise};
use super::tree::{Data, Element, Id, Node, ROOT, Tree, is_pictograph};
use crate::limits::{MAX_HTML_DEPTH, MAX_HTML_NODES};

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
            let raw = tag.kind.is(super::elements::NOTHING);
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
