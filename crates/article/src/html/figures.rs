//! Figures: pictures, tables, quotations and embeds with a caption, and galleries.

use super::elements::Kind;
use super::flatten::{flatten, join};
use super::flow::{Flow, Mapping, Place};
use super::tidy::{plain, shows, tidy};
use super::tree::{Element, Id};
use crate::gallery::gallery;
use crate::model::{Block, Inline};
use crate::text::{clean, find};

/// Whether an element that is no `figure` is one all the same, as older WordPress writes them.
pub(super) fn is_figure(element: &Element) -> bool {
    matches!(element.kind, Kind::Div | Kind::Dl | Kind::Ul)
        && element.has_class("wp-caption|gallery|gallery-item|wp-block-gallery")
}

/// Whether an element is the caption of the figure around it.
pub(super) fn is_caption(element: &Element) -> bool {
    element.kind == Kind::Figcaption
        || element.has_class("wp-caption-text|gallery-caption|blocks-gallery-caption")
}

/// Whether an element beside the caption of a figure says whose work it is.
pub(super) fn is_credit(element: &Element) -> bool {
    element.has_class("byline|credit|credits|photo-credit|image-credit|media-credit|copyright")
}

impl Mapping<'_> {
    /// A figure: what it holds, with its caption at the right place.
    pub(super) fn figure(&mut self, node: Id, element: &Element, place: Place, out: &mut Flow) {
        let mut inner = self.inner(node, place.in_figure());
        if element.has_class("wp-block-embed") {
            self.embed_bare_address(&mut inner.blocks);
        }
        fold(&mut inner);
        self.take_in(&mut inner, element, out);
    }

    /// The caption, with the credit taken out of it.
    pub(super) fn caption(&mut self, node: Id, place: Place, out: &mut Flow) {
        let credit = self.credit(node);
        if let Some(text) = credit.and_then(|credit| self.text_of(credit)) {
            let bare = text.strip_prefix("(").and_then(|text| text.strip_suffix(")")).unwrap_or(&text);
            out.credit = Some(bare.to_owned()).filter(|text| !text.is_empty());
        }
        self.passed_over = credit;
        let mut flow = Flow::default();
        self.flow(node, place.out_of_figure(), &mut flow);
        self.passed_over = None;
        flow.flush();
        out.flush();
        join(&mut out.caption, &mut flatten(&mut flow.blocks));
    }

    /// The text of a node, on one line.
    pub(super) fn text_of(&self, node: Id) -> Option<String> {
        let mut text = String::new();
        self.tree.push_text(node, &mut text);
        Some(clean(&text)).filter(|text| !text.is_empty())
    }

    /// The element of a caption that says whose work the picture is.
    fn credit(&self, node: Id) -> Option<Id> {
        self.tree.children(node).find_map(|child| {
            let element = self.tree.element(child)?;
            let classes = element.attribute("class").unwrap_or_default();
            let credits = find(classes, "credit").is_some()
                || find(classes, "copyright").is_some()
                || element.attribute("itemprop") == Some("copyrightHolder");
            if credits { Some(child) } else { self.credit(child) }
        })
    }

    /// An embed that WordPress has not resolved is the bare address.
    fn embed_bare_address(&self, blocks: &mut [Block]) {
        if let [block @ Block::Paragraph { .. }] = blocks
            && let Block::Paragraph { content, .. } = &*block
        {
            let text = clean(&plain(content));
            if let Some(embed) = self.embed(&text, "") {
                *block = Block::Embed(embed);
            }
        }
    }
}

/// Makes one figure of pictures and galleries, and sets a caption where its kind of block has it.
fn fold(inner: &mut Flow) {
    let Flow { blocks, caption, credit, .. } = inner;
    if blocks.len() > 1 && blocks.iter().all(|block| matches!(block, Block::Figure(_))) {
        let mut figures = Vec::new();
        for block in blocks.drain(..) {
            if let Block::Figure(figure) = block {
                figures.push(figure);
            }
        }
        blocks.extend(gallery(figures, Vec::new()));
    }
    let single = blocks.len() == 1;
    for block in &mut *blocks {
        let place = match block {
            Block::Figure(figure) => {
                join(&mut figure.caption, caption);
                figure.credit = figure.credit.take().or(credit.take());
                break;
            }
            Block::Gallery { caption, .. } => caption,
            Block::Table(table) => &mut table.caption,
            Block::Embed(embed) => &mut embed.caption,
            Block::Quote { citation, .. } => citation,
            _ => continue,
        };
        if single && place.is_empty() {
            place.append(caption);
        }
    }
    let mut rest = std::mem::take(caption);
    if let Some(credit) = credit.take() {
        if !shows(&rest) {
            rest.clear();
        }
        join(&mut rest, &mut vec![Inline::Text(credit)]);
    }
    if shows(&rest) {
        blocks.push(Block::Paragraph { id: None, content: tidy(rest) });
    }
}
