//! The cards of Ghost's editor, elements with classes that begin with `kg-`: links to other pages and to files as one
//! link each, and players without what a script of the theme would make of their buttons.

use super::elements::Kind;
use super::flatten::{flatten, join};
use super::flow::{Flow, Mapping, Place};
use super::tree::{Element, Id};
use crate::model::{Block, Embed, Media};
use crate::text::find;

/// What all cards' parts begin with.
const MARK: &str = "kg-";

/// Whether an element is there for a script of the theme, or for a form, and says nothing by itself.
pub(super) fn is_furniture(element: &Element) -> bool {
    find(element.attribute("class").unwrap_or_default(), MARK).is_some()
        && element.has_class(
            "kg-audio-player|kg-audio-thumbnail|kg-bookmark-icon|kg-callout-emoji|kg-file-card-icon|kg-signup-card\
             |kg-video-overlay|kg-video-player-container",
        )
}

/// Whether an element is a card that is read here.
pub(super) fn is_card(element: &Element) -> bool {
    find(element.attribute("class").unwrap_or_default(), MARK).is_some()
        && element.has_class("kg-bookmark-card|kg-file-card|kg-video-card")
}

impl Mapping<'_> {
    /// A card.
    pub(super) fn card(&mut self, node: Id, element: &Element, place: Place, out: &mut Flow) {
        if element.has_class("kg-video-card") {
            return self.film(node, element, place, out);
        }
        match self.bookmark(node, place) {
            Some(embed) => out.push(Block::Embed(embed)),
            None => self.figure(node, element, place, out),
        }
    }

    /// A page or a file, with its title, its description and whose it is. `None` where the card has no link.
    fn bookmark(&mut self, node: Id, place: Place) -> Option<Embed> {
        let link = self.tree.find(node, Kind::A).and_then(|link| self.tree.element(link))?;
        let url = self.resolver.link(link.attribute("href")?)?;
        let mut caption = Vec::new();
        for part in ["kg-bookmark-description|kg-file-card-caption", "kg-file-card-metadata"] {
            if let Some(part) = self.of_class(node, part) {
                let mut inner = self.inner(part, place.out_of_figure());
                join(&mut caption, &mut flatten(&mut inner.blocks));
            }
        }
        if let Some(own) = self.tree.find(node, Kind::Figcaption) {
            let mut inner = self.inner(own, place.out_of_figure());
            join(&mut caption, &mut flatten(&mut inner.blocks));
        }
        let title = self.text_of_class(node, "kg-bookmark-title|kg-file-card-title");
        // Ghost's names are the wrong way round: the author of a card is the site.
        let provider = self.text_of_class(node, "kg-bookmark-author|kg-bookmark-publisher");
        Some(Embed { url, provider, title, still: None, caption })
    }

    /// A film, whose first picture is in an attribute of the card; its own is a transparent one of its size.
    fn film(&mut self, node: Id, element: &Element, place: Place, out: &mut Flow) {
        let still = element.first_attribute("data-kg-custom-thumbnail|data-kg-thumbnail");
        let still = still.and_then(|still| self.resolver.media(still));
        let before = out.blocks.len();
        self.figure(node, element, place, out);
        for block in out.blocks.iter_mut().skip(before) {
            if let Block::Figure(figure) = block
                && let Some(Media::Video { poster, .. }) = figure.media.first_mut()
            {
                *poster = still.clone();
            }
        }
    }

    /// The text of the first element that has one of some classes.
    fn text_of_class(&self, node: Id, classes: &str) -> Option<String> {
        self.text_of(self.of_class(node, classes)?)
    }

    /// The first element within a node that has one of some classes.
    fn of_class(&self, node: Id, classes: &str) -> Option<Id> {
        self.tree.children(node).find_map(|child| {
            let found = self.tree.element(child).is_some_and(|element| element.has_class(classes));
            if found { Some(child) } else { self.of_class(child, classes) }
        })
    }
}
