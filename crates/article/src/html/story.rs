//! Where the story of a page is, and what in it is not the story.

use super::elements::Kind;
use super::measured::{Measured, has_property};
use super::tree::{Data, Id, ROOT, Tree};
use crate::repetition::is_same;

/// The element that a story is in.
pub(crate) struct Story<'a> {
    pub(super) node: Id,
    /// How the element was found.
    pub(crate) found: Found,
    measured: Measured<'a>,
}

/// How an element was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Found {
    /// By the selector.
    Selected,
    /// By what the page says: `itemprop=articleBody` or `article`.
    Marked,
    /// As the main part of the page, or the one with the most text.
    Guessed,
}

/// The share of a page's text that `article` or `main` must have to be the story, in per cent: a list of teasers has
/// one of little text for each.
const ENOUGH: usize = 25;

impl<'a> Story<'a> {
    /// Finds the story.
    pub(super) fn find(tree: &'a Tree, selected: Option<Id>) -> Option<Self> {
        let measured = Measured::of(tree);
        if let Some(node) = selected {
            return Some(Self { node, found: Found::Selected, measured });
        }
        let page = measured.prose(ROOT);
        let marked = measured.longest(|element| has_property(element, "articleBody"));
        let enough = |node: &Id| measured.prose(*node) * 100 >= page * ENOUGH;
        let marked =
            marked.or_else(|| measured.longest(|element| element.kind == Kind::Article).filter(enough));
        if let Some(node) = marked {
            return Some(Self { node, found: Found::Marked, measured });
        }
        let main = measured
            .longest(|element| element.kind == Kind::Main || element.attribute("role") == Some("main"));
        let node = main.filter(enough).unwrap_or(ROOT);
        let node = measured.densest(node);
        (measured.prose(node) > 0).then_some(Self { node, found: Found::Guessed, measured })
    }

    /// How many characters of text it has, without links.
    pub(crate) fn length(&self) -> usize {
        self.measured.prose(self.node)
    }

    /// The elements in it that are not the story: what the page has around every story, lines about the writer, and
    /// what repeats the headline.
    pub(super) fn left_out(&self, headline: &str) -> Vec<Id> {
        let tree = self.measured.tree;
        let mut out = Vec::new();
        let mut head = None;
        // All that is in the element follows it, up to the first that it is not around. The root is not among the nodes.
        for (id, data) in tree.nodes().skip(self.node as usize) {
            if !self.measured.is_within(id, self.node) {
                break;
            }
            let Data::Element(element) = data else { continue };
            // What is in the head is looked at with it.
            if head.is_some_and(|head| self.measured.is_within(id, head)) {
                continue;
            }
            if self.measured.is_furniture(id) {
                out.push(id);
            } else if matches!(element.kind, Kind::H1 | Kind::H2) {
                let mut text = String::new();
                tree.push_text(id, &mut text);
                if is_same(headline, &text) {
                    out.push(id);
                }
            } else if element.kind == Kind::Header && tree.find(id, Kind::H1).is_some() {
                self.leave_header(id, &mut out);
                head = Some(id);
            }
        }
        out
    }

    /// Leaves out the head of an article, but for its pictures.
    fn leave_header(&self, node: Id, out: &mut Vec<Id>) {
        let tree = self.measured.tree;
        for child in tree.children(node) {
            let Some(element) = tree.element(child) else { continue };
            let is_media =
                |kind| matches!(kind, Kind::Figure | Kind::Picture | Kind::Img | Kind::Video | Kind::Audio);
            if is_media(element.kind) {
                continue;
            }
            let holds_media = [Kind::Figure, Kind::Picture, Kind::Img, Kind::Video, Kind::Audio]
                .iter()
                .any(|kind| tree.find(child, *kind).is_some());
            if holds_media {
                self.leave_header(child, out);
            } else {
                out.push(child);
            }
        }
    }
}
