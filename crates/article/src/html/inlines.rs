//! Elements within a line into formatted text.

use super::elements::{BLOCK, Kind, NOTHING};
use super::flow::{Mapping, Place};
use super::tree::{Data, Element, Id, is_pictograph};
use crate::limits::{MAX_INLINE_DEPTH, MAX_TOKEN_BYTES};
use crate::model::Inline;
use crate::text::clean;

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
        if element.kind.is(NOTHING) || is_hidden(element) || self.passed_over == Some(node) {
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
                out.push(Inline::Text([blank, alt, blank].concat()));
            }
            Kind::Iframe | Kind::Audio | Kind::Video => {}
            Kind::Rt => {
                out.push(Inline::Text("(".to_owned()));
                self.inlines(node, place, out);
                out.push(Inline::Text(")".to_owned()));
            }
            kind if kind.is(BLOCK) => {
                out.push(Inline::Text(" ".to_owned()));
                self.inlines(node, place, out);
                out.push(Inline::Text(" ".to_owned()));
            }
            _ => {
                let mut format = self.format(element, place);
                let mut content = Vec::new();
                self.inlines(node, format.place, &mut content);
                out.append(&mut format.wrap(content));
            }
        }
    }

    /// What an element that stands within a line makes of its content.
    pub(super) fn format(&mut self, element: &Element, place: Place) -> Format {
        let (bit, shell) = match element.kind {
            Kind::Strong | Kind::B => (STRONG, Inline::Strong(Vec::new())),
            Kind::Em | Kind::I | Kind::Cite | Kind::Dfn | Kind::Var => {
                (EMPHASIS, Inline::Emphasis(Vec::new()))
            }
            Kind::Code | Kind::Kbd | Kind::Samp | Kind::Tt => (CODE, Inline::Code(Vec::new())),
            Kind::Sub => (SUBSCRIPT, Inline::Subscript(Vec::new())),
            Kind::Sup => (SUPERSCRIPT, Inline::Superscript(Vec::new())),
            Kind::Mark => (MARK, Inline::Mark(Vec::new())),
            Kind::S | Kind::Strike | Kind::Del => (STRIKE, Inline::Strike(Vec::new())),
            Kind::Q => (QUOTE, Inline::Quote(Vec::new())),
            Kind::A => match element.attribute("href").and_then(|href| self.resolver.target(href)) {
                Some(target) => (LINK, Inline::Link { target, content: Vec::new() }),
                None => (0, Inline::Break),
            },
            Kind::Abbr | Kind::Acronym => {
                match element.attribute("title").map(clean).filter(|title| !title.is_empty()) {
                    Some(title) => (ABBREVIATION, Inline::Abbreviation { title, content: Vec::new() }),
                    None => (0, Inline::Break),
                }
            }
            Kind::Time => match element.attribute("datetime").map(str::trim).filter(|time| is_datetime(time))
            {
                Some(time) => (TIME, Inline::Time { datetime: time.to_owned(), content: Vec::new() }),
                None => (0, Inline::Break),
            },
            _ => (0, Inline::Break),
        };
        let shell = (bit != 0 && place.formats & bit == 0).then_some(shell);
        let mut inside = place;
        inside.formats |= bit;
        let anchor = if place.line_depth < MAX_INLINE_DEPTH { self.anchor(element) } else { None };
        inside.line_depth += usize::from(anchor.is_some()) + usize::from(shell.is_some());
        self.count();
        Format { place: inside, shell, anchor }
    }
}

/// What formatting makes of text.
pub(super) struct Format {
    /// Where what is inside stands.
    pub(super) place: Place,
    shell: Option<Inline>,
    anchor: Option<String>,
}

impl Format {
    /// Whether it makes anything of it.
    pub(super) fn is_plain(&self) -> bool {
        self.shell.is_none() && self.anchor.is_none()
    }

    /// Formats some text. May be done again for more text; only the first gets the anchor.
    pub(super) fn wrap(&mut self, text: Vec<Inline>) -> Vec<Inline> {
        let text = match self.shell.clone() {
            None => text,
            Some(shell) => vec![match shell {
                Inline::Emphasis(_) => Inline::Emphasis(text),
                Inline::Code(_) => Inline::Code(text),
                Inline::Subscript(_) => Inline::Subscript(text),
                Inline::Superscript(_) => Inline::Superscript(text),
                Inline::Mark(_) => Inline::Mark(text),
                Inline::Strike(_) => Inline::Strike(text),
                Inline::Quote(_) => Inline::Quote(text),
                Inline::Link { target, .. } => Inline::Link { target, content: text },
                Inline::Abbreviation { title, .. } => Inline::Abbreviation { title, content: text },
                Inline::Time { datetime, .. } => Inline::Time { datetime, content: text },
                _ => Inline::Strong(text),
            }],
        };
        match self.anchor.take() {
            Some(id) => vec![Inline::Anchor { id, content: text }],
            None => text,
        }
    }
}

/// Whether a page would not show an element.
pub(super) fn is_hidden(element: &Element) -> bool {
    let style = element.attribute("style").unwrap_or_default();
    let undisplayed = style.split(';').any(|declaration| match declaration.split_once(':') {
        Some((name, value)) => {
            let (name, value) = (name.trim(), value.trim());
            (name.eq_ignore_ascii_case("display") && begins(value, "none"))
                || (name.eq_ignore_ascii_case("visibility") && begins(value, "hidden"))
        }
        None => false,
    });
    undisplayed
        || element.attribute("hidden").is_some()
        || (element.kind == Kind::Dialog && element.attribute("open").is_none())
        || element.has_any_class(&[
            // What WordPress's plug-ins put around a post: links to share it, and other posts.
            "sharedaddy",
            "jp-relatedposts",
            "addtoany_share_save_container",
            // An excerpt's link to the post itself.
            "more-link",
        ])
}

fn begins(value: &str, word: &str) -> bool {
    value.get(..word.len()).is_some_and(|found| found.eq_ignore_ascii_case(word))
}

/// HTML's `datetime` has many forms, of dates, times, weeks and durations, all of these characters.
fn is_datetime(text: &str) -> bool {
    !text.is_empty()
        && text.len() <= MAX_TOKEN_BYTES
        && text
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'+' | b':' | b'.' | b' '))
}
