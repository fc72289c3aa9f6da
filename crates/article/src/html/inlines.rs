//! Elements within a line into formatted text.

use json::text::trim;

use super::cards::is_furniture;
use super::elements::{BLOCK, Kind, NOTHING};
use super::flow::{Mapping, Place};
use super::tidy::has_link;
use super::tree::{Data, Element, Id, is_pictograph};
use crate::limits::{MAX_INLINE_DEPTH, MAX_TOKEN_BYTES};
use crate::model::{Inline, LinkTarget};
use crate::text::{clean, find, is_all, is_any, is_space};

/// Each kind of formatting counts once: text that is strong already does not become stronger. The bits of a set.
const STRONG: u16 = 1;
const EMPHASIS: u16 = 1 << 1;
const CODE: u16 = 1 << 2;
const SUBSCRIPT: u16 = 1 << 3;
const SUPERSCRIPT: u16 = 1 << 4;
const MARK: u16 = 1 << 5;
const STRIKE: u16 = 1 << 6;
const QUOTE: u16 = 1 << 7;
const LINK: u16 = 1 << 8;
const ABBREVIATION: u16 = 1 << 9;
const TIME: u16 = 1 << 10;

impl Mapping<'_> {
    /// The children of a node as one run of text. Blocks in it are parted by blanks, pictures are their `alt`.
    pub(super) fn inlines(&mut self, node: Id, place: Place, out: &mut Vec<Inline>) {
        for child in self.tree.children(node) {
            self.inline(child, place, out);
        }
    }

    /// A node as a part of a run of text.
    pub(super) fn inline(&mut self, node: Id, place: Place, out: &mut Vec<Inline>) {
        let element = match self.tree.data(node) {
            Some(Data::Text(text)) => {
                self.count();
                out.push(Inline::Text(text.clone()));
                return;
            }
            Some(Data::Element(element)) => element,
            None => return,
        };
        if element.kind.is(NOTHING) || is_hidden(element) || self.passes_over(node) {
            return;
        }
        match element.kind {
            Kind::Br => {
                self.count();
                out.push(Inline::Break);
            }
            Kind::Img => {
                let blank = if is_pictograph(element) { "" } else { " " };
                let alt = element.attribute("alt").unwrap_or_default();
                out.push(Inline::Text(json::text::concat(&[blank, alt, blank])));
            }
            Kind::Iframe | Kind::Audio | Kind::Video => {}
            kind if kind == Kind::Rt || kind.is(BLOCK) => {
                let (before, after) = if kind == Kind::Rt { ("(", ")") } else { (" ", " ") };
                out.push(Inline::Text(before.to_owned()));
                self.inlines(node, place, out);
                out.push(Inline::Text(after.to_owned()));
            }
            _ => {
                let mut format = self.format(element, place);
                let mut content = Vec::new();
                self.inlines(node, format.place, &mut content);
                format.wrap(&mut content);
                out.append(&mut content);
            }
        }
    }

    /// What an element that stands within a line makes of its content.
    pub(super) fn format(&mut self, element: &Element, place: Place) -> Format {
        let shell = match element.kind {
            Kind::Strong | Kind::B => Shell::Plain(STRONG, Inline::Strong),
            Kind::Em | Kind::I | Kind::Cite | Kind::Dfn | Kind::Var => {
                Shell::Plain(EMPHASIS, Inline::Emphasis)
            }
            Kind::Code | Kind::Kbd | Kind::Samp | Kind::Tt => Shell::Plain(CODE, Inline::Code),
            Kind::Sub => Shell::Plain(SUBSCRIPT, Inline::Subscript),
            Kind::Sup => Shell::Plain(SUPERSCRIPT, Inline::Superscript),
            Kind::Mark => Shell::Plain(MARK, Inline::Mark),
            Kind::S | Kind::Strike | Kind::Del => Shell::Plain(STRIKE, Inline::Strike),
            Kind::Q => Shell::Plain(QUOTE, Inline::Quote),
            Kind::A => match element.attribute("href").and_then(|href| self.resolver.target(href)) {
                Some(target) => Shell::Link(target),
                None => Shell::None,
            },
            Kind::Abbr | Kind::Acronym => {
                let title = clean(element.attribute("title").unwrap_or_default());
                if title.is_empty() { Shell::None } else { Shell::Abbreviation(title) }
            }
            Kind::Time => {
                let time = trim(element.attribute("datetime").unwrap_or_default());
                if is_datetime(time) { Shell::Time(time.to_owned()) } else { Shell::None }
            }
            _ => Shell::None,
        };
        let bit = match &shell {
            Shell::None => 0,
            Shell::Plain(bit, _) => *bit,
            Shell::Link(_) => LINK,
            Shell::Abbreviation(_) => ABBREVIATION,
            Shell::Time(_) => TIME,
        };
        let shell = if place.formats & bit == 0 { shell } else { Shell::None };
        let mut inside = place;
        inside.formats |= bit;
        let anchor =
            if usize::from(place.line_depth) < MAX_INLINE_DEPTH { self.anchor(element) } else { None };
        inside.line_depth += u8::from(anchor.is_some()) + u8::from(!matches!(shell, Shell::None));
        self.count();
        Format { place: inside, shell, anchor }
    }
}

/// What formatting makes of text.
pub(super) struct Format {
    /// Where what is inside stands.
    pub(super) place: Place,
    shell: Shell,
    anchor: Option<String>,
}

/// What is put around text.
enum Shell {
    None,
    /// Its bit in the set of formattings, and what makes it.
    Plain(u16, fn(Vec<Inline>) -> Inline),
    Link(LinkTarget),
    Abbreviation(String),
    Time(String),
}

impl Format {
    /// Whether it makes anything of it.
    pub(super) fn is_plain(&self) -> bool {
        matches!(self.shell, Shell::None) && self.anchor.is_none()
    }

    /// Formats some text. May be done again for more text; only the first gets the anchor.
    pub(super) fn wrap(&mut self, content: &mut Vec<Inline>) {
        let text = std::mem::take(content);
        content.push(match &self.shell {
            // An embed in a link is a link by itself, and has no place in one.
            Shell::Link(_) if has_link(&text) => {
                *content = text;
                return self.wrap_anchor(content);
            }
            Shell::None => {
                *content = text;
                return self.wrap_anchor(content);
            }
            Shell::Plain(_, make) => make(text),
            Shell::Link(target) => Inline::Link { target: target.clone(), content: text },
            Shell::Abbreviation(title) => Inline::Abbreviation { title: title.clone(), content: text },
            Shell::Time(datetime) => Inline::Time { datetime: datetime.clone(), content: text },
        });
        self.wrap_anchor(content);
    }

    fn wrap_anchor(&mut self, content: &mut Vec<Inline>) {
        if let Some(id) = self.anchor.take() {
            let text = std::mem::take(content);
            content.push(Inline::Anchor { id, content: text });
        }
    }
}

/// Whether a page would not show an element.
pub(super) fn is_hidden(element: &Element) -> bool {
    // A semicolon before each property tells `visibility` from `backface-visibility`.
    let mut style = String::from(";");
    for found in element.attribute("style").unwrap_or_default().chars() {
        if !is_space(found) {
            style.push(found.to_ascii_lowercase());
        }
    }
    find(&style, ";display:none").is_some()
        || find(&style, ";visibility:hidden").is_some()
        || element.attribute("hidden").is_some()
        || (element.kind == Kind::Dialog && element.attribute("open").is_none())
        // What WordPress's plug-ins put around a post, which are links to share it and other posts, and an excerpt's link
        // to the post itself.
        || element.has_class("sharedaddy|jp-relatedposts|addtoany_share_save_container|more-link")
        || is_furniture(element)
}

/// HTML's `datetime` has many forms, of dates, times, weeks and durations, all of these characters.
fn is_datetime(text: &str) -> bool {
    text.len() <= MAX_TOKEN_BYTES
        && is_all(text, |found| found.is_ascii_alphanumeric() || is_any("-+:. ", found))
}
