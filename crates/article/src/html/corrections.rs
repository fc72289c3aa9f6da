//! Notes of what was wrong in an earlier version.

use super::flow::{Flow, Mapping, Place};
use super::tree::{Element, Id};
use crate::model::Block;

/// Whether an element is such a note. Only names that say so: an editor's note may be about anything.
pub(super) fn is_correction(element: &Element) -> bool {
    element
        .has_class("correction|corrections|article-correction|story-correction|post-correction|clarification")
}

impl Mapping<'_> {
    /// The note. Most say in their own words that they are one, so it has no title beside them.
    pub(super) fn correction(&mut self, node: Id, place: Place, out: &mut Flow) {
        let inside = place.deeper();
        let mut inner = self.inner(node, inside);
        out.flush();
        if inside.is_too_deep() {
            out.blocks.append(&mut inner.blocks);
        } else if !inner.blocks.is_empty() {
            out.blocks.push(Block::Correction { title: None, blocks: inner.blocks });
        }
    }
}
