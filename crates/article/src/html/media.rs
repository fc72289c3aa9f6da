//! Pictures, video and sound.

use json::text::{split_any, trim};

use super::elements::Kind;
use super::flow::Mapping;
use super::tree::{Element, Id};
use crate::limits::{self, MAX_TOKEN_BYTES};
use crate::model::{Block, Figure, Image, Inline, LinkTarget, Media};
use crate::srcset::read_srcset;
use crate::text::{clean, is_all, split_at};
use crate::url::MediaUrl;

impl Mapping<'_> {
    /// A picture, a video or a sound as a figure; `None` where it has no address that is allowed, and for the pixels
    /// that count readers.
    pub(super) fn media_block(&mut self, node: Id, element: &Element) -> Option<Block> {
        let media = match element.kind {
            Kind::Img => Media::Image(self.image(element, None)?),
            Kind::Picture => {
                let img = self.tree.element(self.tree.find(node, Kind::Img)?)?;
                let source = self.tree.find(node, Kind::Source).and_then(|source| self.tree.element(source));
                Media::Image(self.image(img, source)?)
            }
            Kind::Video => Media::Video {
                src: self.playable(node, element)?,
                poster: element.attribute("poster").and_then(|poster| self.resolver.media(poster)),
                width: pixels(element, "width"),
                height: pixels(element, "height"),
            },
            _ => Media::Audio { src: self.playable(node, element)? },
        };
        Some(Block::Figure(Figure { media: vec![media], caption: Vec::new(), credit: None }))
    }

    /// A picture. A page that loads its pictures late keeps their addresses in other attributes, and `src` shows
    /// nothing until then. The sources of a `picture` stand in where its own picture names no sizes.
    fn image(&self, element: &Element, source: Option<&Element>) -> Option<Image> {
        let mut src = self.address(element, "data-src|data-lazy-src|data-original|src");
        let mut candidates = element.first_attribute("data-srcset|data-lazy-srcset|srcset");
        let mut sizes = element.first_attribute("data-sizes|data-lazy-sizes|sizes");
        if candidates.is_none()
            && let Some(source) = source
        {
            candidates = source.first_attribute("data-srcset|srcset");
            sizes = source.attribute("sizes");
        }
        let srcset = candidates.map(|candidates| read_srcset(candidates, self.resolver)).unwrap_or_default();
        src = src.or_else(|| srcset.first().map(|candidate| candidate.src.clone()));
        let (width, height) = (pixels(element, "width"), pixels(element, "height"));
        if matches!((width, height), (Some(1), _) | (_, Some(1))) {
            return None;
        }
        Some(Image {
            src: src?,
            sizes: sizes
                .map(clean)
                .filter(|sizes| !srcset.is_empty() && !sizes.is_empty() && sizes.len() <= MAX_TOKEN_BYTES),
            srcset,
            width,
            height,
            alt: clean(element.attribute("alt").unwrap_or_default()),
        })
    }

    /// The address of a video or a sound: its own, or that of the first source.
    fn playable(&self, node: Id, element: &Element) -> Option<MediaUrl> {
        let mut found = self.address(element, "src|data-src");
        for child in self.tree.children(node) {
            if let Some(source) = self.tree.element(child)
                && source.kind == Kind::Source
                && found.is_none()
            {
                found = self.address(source, "src|data-src");
            }
        }
        found
    }

    /// The first address that is allowed among some attributes, whose names bars part.
    fn address(&self, element: &Element, names: &str) -> Option<MediaUrl> {
        split_any(names, "|").find_map(|name| self.resolver.media(element.attribute(name)?))
    }

    /// A frame: an embed where it is of a known site, else a link to what it shows.
    pub(super) fn frame(&mut self, element: &Element) -> Option<Block> {
        // A frame of another WordPress stands beside a link that says the same.
        if element.has_class("wp-embedded-content") {
            return None;
        }
        let address = self.address(element, "data-src|data-lazy-src|data-litespeed-src|src")?;
        let address = address.as_str();
        let mut text = clean(element.attribute("title").unwrap_or_default());
        if let Some(embed) = self.embed(address, &text) {
            return Some(Block::Embed(embed));
        }
        let url = self.resolver.link(address)?;
        if text.is_empty() {
            url.as_str().clone_into(&mut text);
        }
        let link = Inline::Link { target: LinkTarget::Url(url), content: vec![Inline::Text(text)] };
        Some(Block::Paragraph { id: None, content: vec![link] })
    }
}

/// A size in pixels. One in per cent, as in `100%`, is none.
fn pixels(element: &Element, name: &str) -> Option<u32> {
    let text = trim(element.attribute(name)?);
    let text = text.strip_suffix("px").unwrap_or(text);
    let (whole, fraction) = split_at(text, ".");
    let sound = fraction.is_empty() || is_all(fraction, |found| found.is_ascii_digit() || found == '.');
    limits::pixels(json::whole(whole).filter(|_| sound)?)
}
