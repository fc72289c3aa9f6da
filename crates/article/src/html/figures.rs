//! Figures: pictures, tables, quotations and embeds with a caption, and galleries.

use super::elements::Kind;
use super::flow::{Flow, Mapping, Place};
use super::tidy::{plain, shows, tidy};
use super::tree::{Element, Id};
use crate::model::{Block, Figure, Inline};
use crate::text::{clean, find};

/// Whether an element that is no `figure` is one all the same, as older WordPress writes them.
pub(super) fn is_figure(element: &Element) -> bool {
    matches!(element.kind, Kind::Div | Kind::Ul) && element.has_class("wp-caption|gallery|wp-block-gallery")
}

/// Whether an element is the caption of the figure around it.
pub(super) fn is_caption(element: &Element) -> bool {
    element.kind == Kind::Figcaption
        || element.has_class("wp-caption-text|gallery-caption|blocks-gallery-caption")
}

impl Mapping<'_> {
    /// A figure: what it holds, with its caption at the right place.
    pub(super) fn figure(&mut self, node: Id, element: &Element, place: Place, out: &mut Flow) {
        let mut inner = self.inner(node, Place { in_figure: true, ..place });
        if element.has_class("wp-block-embed") {
            self.embed_bare_address(&mut inner.blocks);
        }
        let caption = std::mem::take(&mut inner.caption);
        let credit = inner.credit.take();
        inner.blocks = fold(std::mem::take(&mut inner.blocks), caption, credit);
        self.take_in(inner, element, out);
    }

    /// The caption, with the credit taken out of it.
    pub(super) fn caption(&mut self, node: Id, place: Place, out: &mut Flow) {
        let credit = self.credit(node);
        if let Some(credit) = credit {
            let mut text = String::new();
            self.tree.push_text(credit, &mut text);
            let text = clean(&text);
            let bare = text.strip_prefix('(').and_then(|text| text.strip_suffix(')')).unwrap_or(&text);
            out.credit = Some(bare.to_owned()).filter(|text| !text.is_empty());
        }
        self.passed_over = credit;
        let mut flow = Flow::default();
        self.flow(node, Place { in_figure: false, ..place }, &mut flow);
        self.passed_over = None;
        flow.flush();
        out.flush();
        out.add_caption(super::flatten::flatten(flow.blocks));
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
            if let Some(embed) = self.embed(&text, None) {
                *block = Block::Embed(embed);
            }
        }
    }
}

/// Makes one figure of pictures and galleries, and sets a caption where its kind of block has it.
fn fold(mut blocks: Vec<Block>, mut caption: Vec<Inline>, mut credit: Option<String>) -> Vec<Block> {
    if blocks.len() > 1 && blocks.iter().all(|block| matches!(block, Block::Figure(_))) {
        blocks = vec![Block::Figure(gallery(blocks))];
    }
    let single = blocks.len() == 1;
    for block in &mut blocks {
        match block {
            Block::Figure(figure) => {
                if !caption.is_empty() && !figure.caption.is_empty() {
                    figure.caption.push(Inline::Break);
                }
                figure.caption.append(&mut caption);
                figure.credit = figure.credit.take().or(credit.take());
                break;
            }
            Block::Table(table) if single && table.caption.is_empty() => {
                table.caption = std::mem::take(&mut caption)
            }
            Block::Embed(embed) if single && embed.caption.is_empty() => {
                embed.caption = std::mem::take(&mut caption)
            }
            Block::Quote { citation, .. } if single && citation.is_empty() => {
                *citation = std::mem::take(&mut caption);
            }
            _ => {}
        }
    }
    if let Some(credit) = credit {
        if shows(&caption) {
            caption.push(Inline::Break);
        }
        caption.push(Inline::Text(credit));
    }
    if shows(&caption) {
        blocks.push(Block::Paragraph { id: None, content: tidy(caption) });
    }
    blocks
}

/// Several figures as one; their captions follow each other.
fn gallery(blocks: Vec<Block>) -> Figure {
    let mut gallery = Figure { media: Vec::new(), caption: Vec::new(), credit: None };
    for block in blocks {
        if let Block::Figure(mut figure) = block {
            gallery.media.append(&mut figure.media);
            if !gallery.caption.is_empty() && !figure.caption.is_empty() {
                gallery.caption.push(Inline::Break);
            }
            gallery.caption.append(&mut figure.caption);
            gallery.credit = match (gallery.credit, figure.credit) {
                (Some(credits), Some(credit)) if credits != credit => {
                    Some([&credits, ", ", &credit].concat())
                }
                (credits, credit) => credits.or(credit),
            };
        }
    }
    gallery
}
