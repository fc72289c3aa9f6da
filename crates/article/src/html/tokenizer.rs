//! HTML text into tags and characters, by the tokenization states of the HTML standard (section 13.2.5), without
//! what nothing here needs: comments and doctypes are passed over, and parse errors are not told apart.

use json::text::{find_any, split_any};

use super::dictionary::Dictionary;
use super::elements::{self, Kind};
use super::entities;
use super::references::decode;
use crate::limits::MAX_ATTRIBUTES;
use crate::text::find;

/// What comes next in the text.
#[derive(Debug, PartialEq)]
pub(crate) enum Token {
    /// Characters, their references resolved; a run may come in several tokens.
    Text(String),
    /// A start tag.
    Start(Tag),
    /// An end tag.
    End(Tag),
}

/// A start tag.
#[derive(Debug, PartialEq)]
pub(crate) struct Tag {
    /// In lower case.
    pub(crate) name: String,
    /// What element the name is of.
    pub(crate) kind: Kind,
    /// Names in lower case and values, each name once.
    pub(crate) attributes: Vec<(String, String)>,
    /// Whether it ends in `/>`, which means something in SVG and MathML only.
    pub(crate) self_closing: bool,
}

/// Reads tokens off a text.
pub(crate) struct Tokenizer<'a> {
    text: &'a str,
    at: usize,
    /// The element whose content is text up to its end tag, and how that text is read.
    raw: Option<(String, Raw)>,
    /// Whether the current place is inside SVG or MathML, where `script` and `style` are like other elements and
    /// CDATA sections are text. The tree says it.
    pub(crate) foreign: bool,
    names: &'a Names,
}

/// The names that mean something. They are read once and serve many texts.
pub(crate) struct Names {
    elements: Dictionary<'static>,
    references: Dictionary<'static>,
}

impl Names {
    pub(crate) fn read() -> Self {
        Self { elements: Dictionary::read(elements::NAMES), references: Dictionary::read(entities::NAMES) }
    }

    /// The element of a name in lower case.
    pub(super) fn element(&self, name: &str) -> Kind {
        Kind::of(name, &self.elements)
    }

    /// Resolves the character references of HTML in a text, or in the value of an attribute; what is no reference stays.
    pub(crate) fn decode(&self, text: &str, in_attribute: bool) -> String {
        decode(text, in_attribute, &self.references)
    }
}

/// How the text of an element that holds nothing but text is read.
#[derive(Clone, Copy, PartialEq)]
enum Raw {
    /// With character references, as in `textarea`.
    References,
    /// As it stands, as in `style`.
    Plain,
    /// As it stands, and what looks like a script in a comment in a script is a part of it.
    Script,
    /// As it stands, to the end of the document.
    Forever,
}

impl<'a> Tokenizer<'a> {
    /// Begins at the beginning. Line ends must be line feeds, as [`normalise`] makes them.
    pub(crate) fn new(text: &'a str, names: &'a Names) -> Self {
        Self { text, at: 0, raw: None, foreign: false, names }
    }

    /// The next token; `None` at the end.
    pub(crate) fn next_token(&mut self) -> Option<Token> {
        loop {
            if let Some((name, raw)) = self.raw.take() {
                let text = self.raw_text(&name, raw);
                if !text.is_empty() {
                    return Some(Token::Text(text));
                }
                continue;
            }
            let rest = self.rest();
            if rest.is_empty() {
                return None;
            }
            let Some(markup) = rest.strip_prefix("<") else {
                let end = find_any(rest, "<").unwrap_or(rest.len());
                return Some(self.text_token(end));
            };
            match markup.as_bytes() {
                [letter, ..] if letter.is_ascii_alphabetic() => {
                    self.at += 1;
                    if let Some(tag) = self.tag() {
                        return Some(self.start(tag));
                    }
                }
                [b'/', letter, ..] if letter.is_ascii_alphabetic() => {
                    self.at += 2;
                    if let Some(tag) = self.tag() {
                        return Some(Token::End(tag));
                    }
                }
                [b'/', b'>', ..] => self.at += 3,
                [b'/', _, ..] | [b'?', ..] => self.bogus_comment(),
                [b'!', ..] => {
                    if let Some(text) = self.declaration() {
                        return Some(text);
                    }
                }
                _ => {
                    let end = find_any(markup, "<").map_or(rest.len(), |next| next + 1);
                    return Some(self.text_token(end));
                }
            }
        }
    }

    /// Whether what comes next is text up to the end tag of the element that was opened last.
    pub(crate) fn in_raw_text(&self) -> bool {
        self.raw.is_some()
    }

    fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or_default()
    }

    /// Takes so many bytes as text.
    fn text_token(&mut self, length: usize) -> Token {
        let text = self.rest().get(..length).unwrap_or_default();
        self.at += length;
        Token::Text(replace_nul(&self.names.decode(text, false), ""))
    }

    fn start(&mut self, tag: Tag) -> Token {
        if !self.foreign {
            let raw = match tag.kind {
                Kind::Textarea | Kind::Title => Some(Raw::References),
                Kind::Style | Kind::Xmp | Kind::Iframe | Kind::Noembed | Kind::Noframes | Kind::Noscript => {
                    Some(Raw::Plain)
                }
                Kind::Script => Some(Raw::Script),
                Kind::Plaintext => Some(Raw::Forever),
                _ => None,
            };
            self.raw = raw.map(|raw| (tag.name.clone(), raw));
        }
        Token::Start(tag)
    }

    fn raw_text(&mut self, name: &str, raw: Raw) -> String {
        let rest = self.rest();
        let length = match raw {
            Raw::Forever => rest.len(),
            Raw::Script => script_end(rest),
            _ => find_tag(rest, "</", name).unwrap_or(rest.len()),
        };
        self.at += length;
        let text = rest.get(..length).unwrap_or_default();
        let text = if raw == Raw::References { self.names.decode(text, false) } else { text.to_owned() };
        replace_nul(&text, "\u{fffd}")
    }

    /// Passes over what begins with `<!`; a CDATA section in SVG or MathML is text.
    fn declaration(&mut self) -> Option<Token> {
        let rest = self.rest();
        if let Some(comment) = rest.strip_prefix("<!--") {
            self.at += 4 + comment_length(comment);
            return None;
        }
        if self.foreign
            && let Some(section) = rest.strip_prefix("<![CDATA[")
        {
            let length = find(section, "]]>").unwrap_or(section.len());
            self.at += 9 + length + 3;
            self.at = self.at.min(self.text.len());
            return section
                .get(..length)
                .filter(|text| !text.is_empty())
                .map(|text| Token::Text(text.to_owned()));
        }
        self.bogus_comment();
        None
    }

    fn bogus_comment(&mut self) {
        let rest = self.rest();
        self.at += find_any(rest, ">").map_or(rest.len(), |end| end + 1);
    }

    /// Reads a tag from its name on; `None` where the document ends in it.
    fn tag(&mut self) -> Option<Tag> {
        let name = self.take_until(" \t\n\r\u{c}/>");
        let name = lower(name);
        let mut tag =
            Tag { kind: self.names.element(&name), name, attributes: Vec::new(), self_closing: false };
        loop {
            self.skip_space();
            match self.peek()? {
                b'>' => {
                    self.at += 1;
                    return Some(tag);
                }
                b'/' => {
                    self.at += 1;
                    if self.peek()? == b'>' {
                        self.at += 1;
                        tag.self_closing = true;
                        return Some(tag);
                    }
                }
                _ => self.attribute(&mut tag)?,
            }
        }
    }

    fn attribute(&mut self, tag: &mut Tag) -> Option<()> {
        let start = self.at;
        // A name may begin with an equals sign, though it ends at the next one.
        if self.peek()? == b'=' {
            self.at += 1;
        }
        self.take_until(" \t\n\r\u{c}/>=");
        let name = lower(self.text.get(start..self.at).unwrap_or_default());
        self.skip_space();
        let mut value = "";
        if self.peek()? == b'=' {
            self.at += 1;
            self.skip_space();
            match self.peek()? {
                quote @ (b'"' | b'\'') => {
                    self.at += 1;
                    value = self.take_until(if quote == b'"' { "\"" } else { "'" });
                    self.peek()?;
                    self.at += 1;
                }
                b'>' => {}
                _ => value = self.take_until(" \t\n\r\u{c}>"),
            }
        }
        if tag.attributes.len() < MAX_ATTRIBUTES && tag.attributes.iter().all(|(known, _)| *known != name) {
            tag.attributes.push((name, replace_nul(&self.names.decode(value, true), "\u{fffd}")));
        }
        Some(())
    }

    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn skip_space(&mut self) {
        while self.peek().is_some_and(is_space) {
            self.at += 1;
        }
    }

    /// Takes up to one of these characters of ASCII, or to the end.
    #[inline(never)]
    fn take_until(&mut self, ends: &str) -> &'a str {
        let start = self.at;
        self.at += find_any(self.rest(), ends).unwrap_or(self.text.len() - start);
        self.text.get(start..self.at).unwrap_or_default()
    }
}

/// Line ends as the HTML standard's preprocessing leaves them.
pub(crate) fn normalise(text: &str) -> std::borrow::Cow<'_, str> {
    if text.bytes().all(|byte| byte != b'\r') {
        return text.into();
    }
    let mut lines = split_any(text, "\r");
    let mut out = String::with_capacity(text.len());
    out.push_str(lines.next().unwrap_or_default());
    for line in lines {
        out.push('\n');
        out.push_str(line.strip_prefix("\n").unwrap_or(line));
    }
    out.into()
}

fn is_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\n' | b'\r' | 0xc)
}

fn lower(name: &str) -> String {
    replace_nul(&name.to_ascii_lowercase(), "\u{fffd}")
}

fn replace_nul(text: &str, instead: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for found in text.chars() {
        if found == '\0' {
            out.push_str(instead);
        } else {
            out.push(found);
        }
    }
    out
}

/// How long the rest of a comment is, its end included.
fn comment_length(comment: &str) -> usize {
    if comment.starts_with(">") {
        return 1;
    }
    if comment.starts_with("->") {
        return 2;
    }
    let mut at = 0;
    while let Some(found) = comment.get(at..).and_then(|rest| find(rest, "--")) {
        at += found;
        let after = comment.get(at + 2..).unwrap_or_default();
        if after.starts_with(">") {
            return at + 3;
        }
        if after.starts_with("!>") {
            return at + 4;
        }
        at += 1;
    }
    comment.len()
}

/// Where a tag of a name begins: after it stands what ends a name.
fn find_tag(text: &str, open: &str, name: &str) -> Option<usize> {
    let mut from = 0;
    while let Some(found) = text.get(from..).and_then(|rest| find(rest, open)) {
        let at = from + found;
        if is_tag(text.get(at + open.len()..).unwrap_or_default(), name) {
            return Some(at);
        }
        from = at + open.len();
    }
    None
}

fn is_tag(text: &str, name: &str) -> bool {
    text.get(..name.len()).is_some_and(|found| found.eq_ignore_ascii_case(name))
        && text.as_bytes().get(name.len()).is_some_and(|byte| is_space(*byte) || matches!(byte, b'/' | b'>'))
}

/// How long a script is. After `<!--` a script element may stand in it, with its end tag, until `-->`: the script data
/// escaped and double escaped states.
fn script_end(text: &str) -> usize {
    let mut escaped = false;
    let mut double = false;
    let mut at = 0;
    while let Some(found) = text.get(at..).and_then(|rest| find_any(rest, "<-")) {
        at += found;
        let rest = text.get(at..).unwrap_or_default();
        if !escaped && rest.starts_with("<!--") {
            escaped = true;
            // The dashes may be those of `-->` at once, as in `<!-->`.
            at += 2;
        } else if escaped && rest.starts_with("-->") {
            escaped = false;
            double = false;
            at += 3;
        } else if rest.strip_prefix("</").is_some_and(|tag| is_tag(tag, "script")) {
            if !double {
                return at;
            }
            double = false;
            at += 8;
        } else {
            double |= escaped && rest.strip_prefix("<").is_some_and(|tag| is_tag(tag, "script"));
            at += 1;
        }
    }
    text.len()
}
