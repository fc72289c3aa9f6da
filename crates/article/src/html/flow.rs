//! Elements that stand on lines of their own into blocks.

use super::cards::is_card;
use super::corrections::is_correction;
use super::dictionary::Dictionary;
use super::elements::{BLOCK, Kind, NOTHING};
use super::figures::{is_caption, is_credit, is_figure};
use super::flatten::{flatten, join};
use super::inlines::is_hidden;
use super::tidy::{shows, tidy, trim};
use super::tree::{Data, Element, Id, ROOT, Tree, is_pictograph};
use crate::limits::{MAX_BLOCK_DEPTH, MAX_PARTS};
use crate::model::{Block, Inline, LinkTarget, List, ListItem};
use crate::text::is_id;
use crate::url::Resolver;

/// What is known of an identifier: that a link of this tree points at it.
const LINKED: u32 = 1;
/// What is known of an identifier: that it was given to something, which has it alone.
const GIVEN: u32 = 2;

/// The mapping of one tree.
pub(super) struct Mapping<'a> {
    pub(super) tree: &'a Tree,
    pub(super) resolver: &'a Resolver<'a>,
    /// All identifiers of the tree, and what is known of each: [`LINKED`], [`GIVEN`] or neither.
    ids: Dictionary<'a>,
    parts: usize,
    /// An element that is mapped elsewhere, such as the credit in a caption.
    pub(super) passed_over: Option<Id>,
    /// Elements that are no part of the article, in order.
    left_out: Vec<Id>,
}

/// Where something stands. It fits into a register, since it is handed to nearly every function of the mapping; its
/// numbers stay small, as the tree is no deeper than [`MAX_HTML_DEPTH`](crate::limits::MAX_HTML_DEPTH).
#[derive(Clone, Copy, Default)]
pub(super) struct Place {
    /// The set of formattings around, as bits, and [`IN_FIGURE`].
    pub(super) formats: u16,
    /// How many formattings and anchors are around.
    pub(super) line_depth: u8,
    /// How many lists and quotations are around.
    pub(super) depth: u8,
}

/// The bit in [`Place::formats`] that says that a figure is around, whose caption a `figcaption` is.
const IN_FIGURE: u16 = 1 << 15;

impl Place {
    fn is_in_figure(self) -> bool {
        self.formats & IN_FIGURE != 0
    }

    /// The place in a figure that stands here.
    pub(super) fn in_figure(self) -> Self {
        Self { formats: self.formats | IN_FIGURE, ..self }
    }

    /// The place in what stands here and whose captions are not those of a figure around.
    pub(super) fn out_of_figure(self) -> Self {
        Self { formats: self.formats & !IN_FIGURE, ..self }
    }

    /// The place in a list or a quotation that stands here.
    pub(super) fn deeper(self) -> Self {
        Self { depth: self.depth.saturating_add(1), ..self.out_of_figure() }
    }

    /// Whether lists and quotations nest too deep to be some.
    pub(super) fn is_too_deep(self) -> bool {
        usize::from(self.depth) > MAX_BLOCK_DEPTH
    }
}

/// What has been mapped so far of a block's content.
#[derive(Default)]
pub(super) struct Flow {
    pub(super) blocks: Vec<Block>,
    /// The text that is not yet a paragraph.
    pub(super) line: Vec<Inline>,
    /// The identifier of the next paragraph.
    pub(super) id: Option<String>,
    /// The caption of the figure around.
    pub(super) caption: Vec<Inline>,
    /// The credit in that caption.
    pub(super) credit: Option<String>,
}

impl Flow {
    /// Ends the paragraph. An empty line in it, which is how old pages part paragraphs, ends one too.
    pub(super) fn flush(&mut self) {
        if self.line.is_empty() {
            return;
        }
        let mut paragraph = Vec::new();
        // Whether something was shown since the last break.
        let mut filled = true;
        for inline in tidy(std::mem::take(&mut self.line)) {
            if matches!(inline, Inline::Break) {
                if !filled {
                    self.paragraph(std::mem::take(&mut paragraph));
                }
                filled = false;
            } else {
                filled |= shows(std::slice::from_ref(&inline));
            }
            paragraph.push(inline);
        }
        self.paragraph(paragraph);
    }

    fn paragraph(&mut self, mut content: Vec<Inline>) {
        trim(&mut content);
        if shows(&content) {
            self.blocks.push(Block::Paragraph { id: self.id.take(), content });
        } else if let Some(Inline::Anchor { id, .. }) = content.into_iter().next() {
            // A place without text, such as `<a id="x"></a>`, is the place of what follows.
            self.id = Some(id);
        }
    }

    pub(super) fn push(&mut self, block: Block) {
        self.flush();
        self.blocks.push(block);
    }
}

impl<'a> Mapping<'a> {
    pub(super) fn new(tree: &'a Tree, resolver: &'a Resolver<'a>) -> Self {
        let mut ids = Vec::new();
        for element in tree.elements() {
            if let Some(id) = identifier(element) {
                ids.push((id, 0));
            }
        }
        let mut ids = Dictionary::of(ids);
        for element in tree.elements() {
            if let Some(LinkTarget::Fragment(id)) =
                element.attribute("href").and_then(|href| resolver.target(href))
                && let Some(known) = ids.find_mut(&id)
            {
                *known = LINKED;
            }
        }
        Self { tree, resolver, ids, parts: 0, passed_over: None, left_out: Vec::new() }
    }

    /// All of the tree as blocks, which stand so many lists and quotations deep; `None` where they, and the parts of the
    /// article before them, are too many.
    pub(super) fn body(mut self, depth: usize, parts: &mut usize) -> Option<Vec<Block>> {
        let depth = u8::try_from(depth).unwrap_or(u8::MAX);
        let inner = self.inner(ROOT, Place { depth, ..Place::default() });
        *parts += self.parts;
        (*parts <= MAX_PARTS).then_some(inner.blocks)
    }

    /// What is in one element as blocks, without some elements in it; `None` where they are too many.
    #[cfg(feature = "html-page")]
    pub(super) fn part(mut self, node: Id, left_out: Vec<Id>) -> Option<Vec<Block>> {
        self.left_out = left_out;
        self.left_out.sort_unstable();
        let inner = self.inner(node, Place::default());
        (self.parts <= MAX_PARTS).then_some(inner.blocks)
    }

    /// Whether an element is mapped elsewhere or not at all.
    pub(super) fn passes_over(&self, node: Id) -> bool {
        self.passed_over == Some(node) || self.left_out.binary_search(&node).is_ok()
    }

    /// All of the tree as one run of text.
    pub(super) fn line(mut self) -> Vec<Inline> {
        flatten(&mut self.inner(ROOT, Place::default()).blocks)
    }

    /// Counts a part of the article. The tree bounds the work, so that the sum is looked at in the end.
    pub(super) fn count(&mut self) {
        self.parts += 1;
    }

    /// Maps the children of a node.
    pub(super) fn flow(&mut self, node: Id, place: Place, out: &mut Flow) {
        for child in self.tree.children(node) {
            self.node(child, place, out);
        }
    }

    /// Maps a node.
    pub(super) fn node(&mut self, node: Id, place: Place, out: &mut Flow) {
        match self.tree.data(node) {
            Some(Data::Element(element)) => self.element(node, element, place, out),
            _ => self.inline(node, place, &mut out.line),
        }
    }

    fn element(&mut self, node: Id, element: &Element, place: Place, out: &mut Flow) {
        let kind = element.kind;
        if kind.is(NOTHING) || is_hidden(element) || self.passes_over(node) {
            return;
        }
        if !kind.is(BLOCK) || is_pictograph(element) {
            return self.formatted(node, element, place, out);
        }
        self.count();
        if place.is_in_figure() && is_caption(element) {
            return self.caption(node, place, out);
        }
        if place.is_in_figure() && is_credit(element) {
            out.credit = self.text_of(node).or(out.credit.take());
            return;
        }
        match kind {
            Kind::Img | Kind::Picture | Kind::Video | Kind::Audio => {
                if let Some(figure) = self.media_block(node, element) {
                    out.push(figure);
                }
            }
            Kind::Iframe => {
                if let Some(block) = self.frame(element) {
                    out.push(block);
                }
            }
            _ if is_card(element) => self.card(node, element, place, out),
            _ if kind == Kind::Figure || is_figure(element) => self.figure(node, element, place, out),
            // A list in a figure is a gallery's.
            Kind::Ul | Kind::Ol | Kind::Menu | Kind::Dir if !place.is_in_figure() => {
                self.list(node, element, place, out);
            }
            _ if is_correction(element) => self.correction(node, place, out),
            Kind::Blockquote => self.quote(node, element, place, out),
            Kind::Pre | Kind::Listing | Kind::Xmp | Kind::Plaintext => self.code(node, element, out),
            Kind::Table => self.table(node, place, out),
            Kind::Hr => out.push(Block::Divider),
            _ => {
                let mut inner = self.inner(node, place);
                if let Some(level) = kind.heading_level() {
                    return self.heading(inner, element, level, out);
                }
                if kind == Kind::Dt {
                    for block in &mut inner.blocks {
                        if let Block::Paragraph { content, .. } = block {
                            *content = vec![Inline::Strong(std::mem::take(content))];
                        }
                    }
                }
                self.take_in(&mut inner, element, out);
            }
        }
    }

    /// What an element holds, mapped apart.
    pub(super) fn inner(&mut self, node: Id, place: Place) -> Flow {
        let mut inner = Flow::default();
        self.flow(node, place, &mut inner);
        inner.flush();
        inner
    }

    /// Appends what an element holds, after what stands before it. Its identifier goes to the first paragraph.
    pub(super) fn take_in(&mut self, inner: &mut Flow, element: &Element, out: &mut Flow) {
        out.flush();
        let mut anchor = self.anchor(element).or_else(|| out.id.take());
        for block in &mut inner.blocks {
            if let Block::Paragraph { id: id @ None, .. } | Block::Heading { id: id @ None, .. } = block {
                *id = anchor.take();
            }
        }
        out.blocks.append(&mut inner.blocks);
        out.id = inner.id.take().or(anchor);
        join(&mut out.caption, &mut inner.caption);
        if inner.credit.is_some() {
            out.credit = inner.credit.take();
        }
    }

    /// An element within a line. Where it holds blocks, such as a link around a heading, it formats the text of each.
    fn formatted(&mut self, node: Id, element: &Element, place: Place, out: &mut Flow) {
        if !element.holds_blocks {
            return self.inline(node, place, &mut out.line);
        }
        let mut format = self.format(element, place);
        if format.is_plain() {
            return self.flow(node, format.place, out);
        }
        let mut inner = self.inner(node, format.place);
        for block in &mut inner.blocks {
            if let Block::Paragraph { content, .. } | Block::Heading { content, .. } = block {
                format.wrap(content);
            }
        }
        self.take_in(&mut inner, element, out);
    }

    /// A heading. Pictures in it stand after it.
    fn heading(&mut self, inner: Flow, element: &Element, level: u8, out: &mut Flow) {
        out.flush();
        let id = self.identifier(element).or_else(|| out.id.take());
        let (mut text, mut others) = (Vec::new(), Vec::new());
        for block in inner.blocks {
            let is_text = matches!(block, Block::Paragraph { .. } | Block::Heading { .. });
            if is_text { &mut text } else { &mut others }.push(block);
        }
        let content = flatten(&mut text);
        if content.is_empty() {
            out.id = id;
        } else {
            out.blocks.push(Block::Heading { level, id, content });
        }
        out.blocks.append(&mut others);
    }

    fn list(&mut self, node: Id, element: &Element, place: Place, out: &mut Flow) {
        let mut items: Vec<ListItem> = Vec::new();
        let inside = place.deeper();
        for child in self.tree.children(node) {
            let mut flow = Flow::default();
            let item =
                self.tree.element(child).filter(|element| element.kind == Kind::Li && !is_hidden(element));
            match item {
                Some(_) => self.flow(child, inside, &mut flow),
                None => self.node(child, inside, &mut flow),
            }
            flow.flush();
            let id = item.and_then(|item| self.anchor(item));
            if flow.blocks.is_empty() {
                continue;
            }
            self.count();
            // A list that stands between the items belongs to the one before it.
            let nested = item.is_none() && matches!(flow.blocks.as_slice(), [Block::List(_)]);
            match items.last_mut() {
                Some(before) if nested => before.blocks.append(&mut flow.blocks),
                _ => items.push(ListItem { id, blocks: flow.blocks }),
            }
        }
        out.flush();
        if inside.is_too_deep() {
            for mut item in items {
                out.blocks.append(&mut item.blocks);
            }
        } else if !items.is_empty() {
            let ordered = element.kind == Kind::Ol;
            let start = element.attribute("start").and_then(|start| integer(json::text::trim(start)));
            out.blocks.push(Block::List(List {
                ordered,
                start: start.filter(|start| *start != 1 && ordered),
                items,
            }));
        }
    }

    /// The identifier of an element, if no other element was given it.
    fn identifier(&mut self, element: &Element) -> Option<String> {
        self.give(element, 0)
    }

    /// The identifier of an element, if a link of this document points at it.
    pub(super) fn anchor(&mut self, element: &Element) -> Option<String> {
        self.give(element, LINKED)
    }

    /// Gives the identifier of an element away, if at least so much is known of it and it was not given before.
    fn give(&mut self, element: &Element, least: u32) -> Option<String> {
        let id = identifier(element)?;
        let known = self.ids.find_mut(id).filter(|known| (least..GIVEN).contains(known))?;
        *known = GIVEN;
        Some(id.to_owned())
    }
}

fn integer(text: &str) -> Option<i32> {
    let digits = text.strip_prefix("-").unwrap_or(text);
    let number = json::whole(digits).and_then(|number| i32::try_from(number).ok())?;
    Some(if digits.len() < text.len() { -number } else { number })
}

/// The identifier that an element has, if it is one that HTML allows.
fn identifier(element: &Element) -> Option<&str> {
    let id =
        element.attribute("id").or_else(|| element.attribute("name").filter(|_| element.kind == Kind::A))?;
    Some(id).filter(|id| is_id(id))
}
