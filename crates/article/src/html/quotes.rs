//! Quotations and preformatted text.

use json::text::{split_any, trim, trim_end, trim_start};

use super::elements::Kind;
use super::flatten::join;
use super::flow::{Flow, Mapping, Place};
use super::tidy::{plain, shows, tidy};
use super::tree::{Data, Element, Id};
use crate::limits::MAX_TOKEN_BYTES;
use crate::model::{Block, Embed, Inline};
use crate::text::{SPACE, find, first, is_all, is_any, is_letter, length, split_at, split_once, strip_start};

/// The longest last line of a quotation, in characters, that names who is quoted.
const MAX_CITATION_CHARS: usize = 120;

impl Mapping<'_> {
    /// A quotation, and who is quoted: a `footer`, a `cite` on a line of its own, or a last line after a dash.
    pub(super) fn quote(&mut self, node: Id, element: &Element, place: Place, out: &mut Flow) {
        if let Some(embed) = self.quoted_post(node, element, place) {
            return out.push(Block::Embed(embed));
        }
        let inside = place.deeper();
        let mut inner = Flow::default();
        let mut citation = Vec::new();
        for child in self.tree.children(node) {
            let cites = match self.tree.element(child).map(|element| element.kind) {
                Some(Kind::Footer) => true,
                Some(Kind::Cite) => !shows(&inner.line) || self.is_last(node, child),
                Some(Kind::P) => self.sole_child(child) == Some(Kind::Cite),
                _ => false,
            };
            if cites {
                inner.flush();
                let mut line = Vec::new();
                self.cited(child, inside, &mut line);
                join(&mut citation, &mut tidy(line));
            } else {
                self.node(child, inside, &mut inner);
            }
        }
        inner.flush();
        if citation.is_empty()
            && let [_, .., Block::Paragraph { content, .. }] = inner.blocks.as_slice()
            && begins_with_dash(content)
            && let Some(Block::Paragraph { content, .. }) = inner.blocks.pop()
        {
            citation = content;
        }
        strip_dash(&mut citation);
        out.flush();
        if inside.is_too_deep() || inner.blocks.is_empty() {
            out.blocks.append(&mut inner.blocks);
            if shows(&citation) {
                out.push(Block::Paragraph { id: None, content: citation });
            }
            return;
        }
        let source = element.attribute("cite").and_then(|source| self.resolver.link(source));
        out.blocks.push(Block::Quote { blocks: inner.blocks, citation, source });
    }

    /// A citation's text; the element `cite` around all of it is no emphasis.
    fn cited(&mut self, node: Id, place: Place, line: &mut Vec<Inline>) {
        let sole = self.tree.children(node).find(|child| self.tree.element(*child).is_some());
        match (self.sole_child(node), sole) {
            (Some(Kind::Cite), Some(child)) => self.inlines(child, place, line),
            _ => self.inlines(node, place, line),
        }
    }

    /// A post of a social network: the page carries its text and its address, and a script that would fetch the rest.
    fn quoted_post(&mut self, node: Id, element: &Element, place: Place) -> Option<Embed> {
        if !element.has_class(
            "bluesky-embed|instagram-media|reddit-embed-bq|tiktok-embed|twitter-tweet|twitter-video",
        ) {
            return None;
        }
        let named = element.first_attribute("data-instgrm-permalink|cite");
        let address = named.or_else(|| self.last_address(node))?;
        let mut embed = self.embed(address, "")?;
        let mut line = Vec::new();
        self.inlines(node, place, &mut line);
        embed.caption = tidy(line);
        Some(embed)
    }

    /// The address of the last link to a post in a node, else of the last link to a known site: a post's links end in
    /// that to itself or to its writer.
    fn last_address(&self, node: Id) -> Option<&str> {
        let mut found = None;
        for child in self.tree.children(node) {
            let own = self.tree.element(child).and_then(|element| element.attribute("href"));
            let own = own.filter(|address| self.embed(address, "").is_some());
            for address in [own, self.last_address(child)] {
                if address.is_some_and(is_post) || (address.is_some() && !found.is_some_and(is_post)) {
                    found = address;
                }
            }
        }
        found
    }

    /// Preformatted text.
    pub(super) fn code(&mut self, node: Id, element: &Element, out: &mut Flow) {
        let mut text = String::new();
        self.tree.push_text(node, &mut text);
        // The line feed after the start tag is not part of the text.
        let text = trim_end(text.strip_prefix("\n").unwrap_or(&text));
        if text.is_empty() {
            return;
        }
        if element.has_class("wp-block-verse") {
            for line in split_any(text, "\n") {
                out.line.push(Inline::Text(line.to_owned()));
                out.line.push(Inline::Break);
            }
            return out.flush();
        }
        let inner = self.tree.find(node, Kind::Code).and_then(|code| self.tree.element(code));
        let language = language(element).or_else(|| inner.and_then(language));
        out.push(Block::Code { language, text: text.to_owned() });
    }

    fn is_last(&self, parent: Id, child: Id) -> bool {
        let mut last = parent;
        for found in self.tree.children(parent) {
            if !self.is_blank(found) {
                last = found;
            }
        }
        last == child
    }

    /// The kind of the only child that is no white space.
    fn sole_child(&self, node: Id) -> Option<Kind> {
        let mut sole = None;
        for child in self.tree.children(node) {
            if !self.is_blank(child) {
                if sole.is_some() {
                    return None;
                }
                sole = Some(self.tree.element(child)?.kind);
            }
        }
        sole
    }

    fn is_blank(&self, node: Id) -> bool {
        matches!(self.tree.data(node), Some(Data::Text(text)) if trim(text).is_empty())
    }
}

/// Whether an address of a social network is that of a post.
fn is_post(address: &str) -> bool {
    const PARTS: &str = "/status/|/p/|/reel/|/tv/|/video/|/post/|/comments/";
    split_any(PARTS, "|").any(|part| find(address, part).is_some())
}

/// What stands before the name of whoever is quoted.
const DASHES: &str = "—–―";

fn begins_with_dash(line: &[Inline]) -> bool {
    let text = plain(line);
    is_any(DASHES, first(&text)) && length(&text) <= MAX_CITATION_CHARS
}

/// The page sets a dash of its own.
fn strip_dash(line: &mut Vec<Inline>) {
    if let Some(Inline::Text(text)) = line.first_mut() {
        let bare = strip_start(text, DASHES);
        *text = trim_start(bare.strip_prefix("--").unwrap_or(bare)).to_owned();
        if text.is_empty() {
            line.remove(0);
        }
    }
}

/// The programming language that an element names: by an attribute, by a class such as `language-rust`, or as in
/// `brush: rust`.
fn language(element: &Element) -> Option<String> {
    let named = element.first_attribute("data-lang|data-language|lang").map(trim);
    let named = named.filter(|name| !name.is_empty()).or_else(|| {
        let classes = element.attribute("class")?;
        if let Some((_, brush)) = split_once(classes, "brush:") {
            return Some(split_at(trim_start(brush), "; ").0);
        }
        split_any(classes, SPACE)
            .find_map(|class| class.strip_prefix("language-").or_else(|| class.strip_prefix("lang-")))
    })?;
    let sound = named.len() <= MAX_TOKEN_BYTES
        && is_all(named, |found| is_letter(found) || found.is_ascii_digit() || is_any("+#-_./", found));
    sound.then(|| named.to_ascii_lowercase())
}
