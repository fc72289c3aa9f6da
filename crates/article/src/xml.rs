//! XML as feeds use it: a tree of elements and texts, each name in its namespace.
//!
//! Lenient about what is missing or odd, since feeds are written by templates: end tags that match nothing are passed
//! over, an end tag ends what is open inside its element, HTML's character references count, a prefix that is not
//! declared means what it usually means. Strict about what is dangerous: what a DTD declares counts for nothing, and
//! depth and size are limited.

use quick_xml::Reader;
use quick_xml::errors::Error;
use quick_xml::events::{BytesStart, Event};

use crate::error::ReadErrorKind;
use crate::html::Names;
use crate::limits::{MAX_ATTRIBUTES, MAX_HTML_DEPTH, MAX_HTML_NODES, MAX_NAMESPACES};
use crate::text::is_space;

/// A document.
#[derive(Debug)]
pub(crate) struct Document {
    /// Its outermost element.
    pub(crate) root: Element,
    /// Why what follows the last element could not be read.
    pub(crate) fault: Option<String>,
}

/// An element with all that is in it. Dropping it recurses no deeper than the limit of depth.
#[derive(Debug)]
pub(crate) struct Element {
    /// The namespace.
    pub(crate) space: Space,
    /// The name without a prefix.
    pub(crate) name: String,
    attributes: Vec<Attribute>,
    /// What is in it, in order.
    pub(crate) nodes: Vec<Node>,
    /// Whether all of it is there: an end tag ends it.
    pub(crate) whole: bool,
    /// The name as it is written.
    tag: String,
    /// How many namespaces were declared around it.
    declared: usize,
}

#[derive(Debug)]
struct Attribute {
    space: Space,
    name: String,
    value: String,
}

/// What is in an element.
#[derive(Debug)]
pub(crate) enum Node {
    /// An element.
    Element(Element),
    /// Characters, their references resolved.
    Text(String),
}

/// A namespace that feeds use.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Space {
    /// No namespace.
    None,
    /// Atom, RFC 4287.
    Atom,
    /// RSS's module of contents.
    Content,
    /// Dublin Core.
    Dublin,
    /// Apple's podcasts.
    Itunes,
    /// Media RSS.
    Media,
    /// What the specification of XML itself defines, such as `xml:lang`.
    Xml,
    /// Any other.
    Other,
}

impl Element {
    /// The elements in it, in order.
    pub(crate) fn elements(&self) -> impl Iterator<Item = &Self> {
        self.nodes.iter().filter_map(|node| match node {
            Node::Element(element) => Some(element),
            Node::Text(_) => None,
        })
    }

    /// The elements of a name in it, in order.
    pub(crate) fn all<'a>(&'a self, space: Space, name: &'a str) -> impl Iterator<Item = &'a Self> {
        self.elements().filter(move |element| element.space == space && element.name == name)
    }

    /// The first element of a name in it.
    pub(crate) fn first<'a>(&'a self, space: Space, name: &'a str) -> Option<&'a Self> {
        self.all(space, name).next()
    }

    /// The text of the first element of a name in it that has one, without the white space around it.
    pub(crate) fn text_of(&self, space: Space, name: &str) -> Option<String> {
        self.all(space, name).map(Self::text).find(|text| !text.is_empty())
    }

    /// All text in it, at any depth, without the white space around it.
    pub(crate) fn text(&self) -> String {
        let mut out = String::new();
        self.push_text(&mut out);
        out.trim().to_owned()
    }

    fn push_text(&self, out: &mut String) {
        for node in &self.nodes {
            match node {
                Node::Text(text) => out.push_str(text),
                Node::Element(element) => element.push_text(out),
            }
        }
    }

    /// The value of an attribute without a namespace.
    pub(crate) fn attribute(&self, name: &str) -> Option<&str> {
        self.attribute_in(Space::None, name)
    }

    /// The value of an attribute of a namespace.
    pub(crate) fn attribute_in(&self, space: Space, name: &str) -> Option<&str> {
        let found =
            self.attributes.iter().find(|attribute| attribute.space == space && attribute.name == name)?;
        Some(found.value.trim())
    }

    /// Names and values of the attributes that are in no namespace.
    pub(crate) fn plain_attributes(&self) -> Vec<(&str, &str)> {
        let plain = self.attributes.iter().filter(|attribute| attribute.space == Space::None);
        plain.map(|attribute| (attribute.name.as_str(), attribute.value.as_str())).collect()
    }
}

/// Reads a document.
///
/// # Errors
/// Where it has no element, or is past a limit. What is wrong after the first tag is said in the document.
pub(crate) fn parse(text: &str) -> Result<Document, ReadErrorKind> {
    let mut parser = Parser::new(text);
    let fault = loop {
        match parser.step() {
            Ok(true) => {}
            Ok(false) => break (!parser.open.is_empty()).then(|| "it ends too early".to_owned()),
            Err(Fault::Limit(kind)) => return Err(kind),
            Err(Fault::Xml(error)) => break Some(parser.describe(&error)),
        }
    };
    while parser.close() {}
    match parser.root {
        Some(root) => Ok(Document { root, fault }),
        None => Err(ReadErrorKind::MalformedXml(fault.unwrap_or_else(|| "it has no element".to_owned()))),
    }
}

/// The namespace and the name of a document's outermost element; `None` where none is to be found.
pub(crate) fn root(text: &str) -> Option<(Space, String)> {
    let mut parser = Parser::new(text);
    loop {
        let more = parser.step().unwrap_or(false);
        if let Some(root) = parser.open.first().or(parser.root.as_ref()) {
            return Some((root.space, root.name.clone()));
        }
        if !more {
            return None;
        }
    }
}

struct Parser<'a> {
    text: &'a str,
    reader: Reader<&'a [u8]>,
    names: Names,
    /// The elements that are open, the innermost last.
    open: Vec<Element>,
    root: Option<Element>,
    /// The namespaces that are declared where the parser is, by their prefixes.
    declared: Vec<(String, Space)>,
    nodes: usize,
}

enum Fault {
    Limit(ReadErrorKind),
    Xml(Error),
}

impl<'a> Parser<'a> {
    fn new(text: &'a str) -> Self {
        let mut reader = Reader::from_str(text);
        let config = reader.config_mut();
        config.allow_dangling_amp = true;
        config.allow_unmatched_ends = true;
        config.check_end_names = false;
        Self {
            text,
            reader,
            names: Names::read(),
            open: Vec::new(),
            root: None,
            declared: Vec::new(),
            nodes: 0,
        }
    }

    /// Reads on; whether there is more.
    fn step(&mut self) -> Result<bool, Fault> {
        match self.reader.read_event().map_err(Fault::Xml)? {
            Event::Start(tag) => self.start(&tag)?,
            Event::Empty(tag) => {
                self.start(&tag)?;
                self.end_innermost();
            }
            Event::End(tag) => {
                let name = tag.name();
                if let Some(at) = self.open.iter().rposition(|element| element.tag == name.as_ref()) {
                    while self.open.len() > at + 1 {
                        self.close();
                    }
                    self.end_innermost();
                }
            }
            Event::Text(text) => self.push_text(&text)?,
            Event::CData(text) => self.push_text(&text)?,
            Event::GeneralRef(name) => {
                let reference = json::text::concat(&["&", &name, ";"]);
                let text = self.names.decode(&reference, false);
                self.push_text(&text)?;
            }
            Event::Eof => return Ok(false),
            Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_) => {}
        }
        // What follows the outermost element is not looked at: some feeds are followed by what a server appends.
        Ok(self.root.is_none())
    }

    fn start(&mut self, tag: &BytesStart<'_>) -> Result<(), Fault> {
        self.count()?;
        if self.open.len() >= MAX_HTML_DEPTH {
            return Err(Fault::Limit(ReadErrorKind::TooDeep));
        }
        let declared = self.declared.len();
        let mut attributes = Vec::new();
        // Comparing each name with those before would be quadratic, and of two of one name the first counts.
        for attribute in tag.attributes().with_checks(false).take(MAX_ATTRIBUTES) {
            let Ok(attribute) = attribute else { continue };
            let name: &str = attribute.key.as_ref();
            let value = self.names.decode(&attribute.value, true);
            let prefix = match name.split_once(':') {
                Some(("xmlns", prefix)) => prefix,
                None if name == "xmlns" => "",
                _ => {
                    attributes.push((name.to_owned(), value));
                    continue;
                }
            };
            if self.declared.len() < MAX_NAMESPACES {
                self.declared.push((prefix.to_owned(), Space::of(&value)));
            }
        }
        let attributes = attributes.into_iter().map(|(name, value)| match name.split_once(':') {
            Some((prefix, name)) => Attribute { space: self.space(prefix), name: name.to_owned(), value },
            None => Attribute { space: Space::None, name, value },
        });
        let attributes = attributes.collect();
        let name = tag.name();
        let name: &str = name.as_ref();
        let (prefix, local) = name.split_once(':').unwrap_or(("", name));
        self.open.push(Element {
            space: self.space(prefix),
            name: local.to_owned(),
            attributes,
            nodes: Vec::new(),
            whole: false,
            tag: name.to_owned(),
            declared,
        });
        Ok(())
    }

    fn space(&self, prefix: &str) -> Space {
        match self.declared.iter().rev().find(|(known, _)| known == prefix) {
            Some((_, space)) => *space,
            None => Space::usual(prefix),
        }
    }

    fn end_innermost(&mut self) {
        if let Some(element) = self.open.last_mut() {
            element.whole = true;
        }
        self.close();
    }

    /// Closes the innermost element; whether there was one.
    fn close(&mut self) -> bool {
        let Some(element) = self.open.pop() else { return false };
        self.declared.truncate(element.declared);
        match self.open.last_mut() {
            Some(parent) => parent.nodes.push(Node::Element(element)),
            None => self.root = Some(element),
        }
        true
    }

    fn push_text(&mut self, text: &str) -> Result<(), Fault> {
        let Some(parent) = self.open.last_mut() else { return Ok(()) };
        match parent.nodes.last_mut() {
            Some(Node::Text(before)) => before.push_str(text),
            _ if text.is_empty() => {}
            _ => {
                parent.nodes.push(Node::Text(text.to_owned()));
                self.count()?;
            }
        }
        Ok(())
    }

    fn count(&mut self) -> Result<(), Fault> {
        self.nodes += 1;
        if self.nodes > MAX_HTML_NODES { Err(Fault::Limit(ReadErrorKind::TooLarge)) } else { Ok(()) }
    }

    /// What is wrong, and in which line.
    fn describe(&self, error: &Error) -> String {
        let at = usize::try_from(self.reader.error_position()).unwrap_or(usize::MAX).min(self.text.len());
        let before = self.text.as_bytes().get(..at).unwrap_or_default();
        let line = before.iter().filter(|byte| **byte == b'\n').count() + 1;
        let said = error.to_string();
        let said = said.strip_prefix("syntax error: ").or_else(|| said.strip_prefix("ill-formed document: "));
        match said {
            Some(said) => format!("{said} (line {line})"),
            None => format!("line {line} makes no sense"),
        }
    }
}

impl Space {
    /// The namespace of a name, however it is written: some have `https`, or a slash too few or too many.
    fn of(name: &str) -> Self {
        let name = name.trim_matches(is_space);
        let bare = name.strip_prefix("https://").or_else(|| name.strip_prefix("http://")).unwrap_or(name);
        match bare.trim_end_matches('/').to_ascii_lowercase().as_str() {
            "" => Self::None,
            "www.w3.org/2005/atom" => Self::Atom,
            "purl.org/rss/1.0/modules/content" => Self::Content,
            "purl.org/dc/elements/1.1" => Self::Dublin,
            "www.itunes.com/dtds/podcast-1.0.dtd" => Self::Itunes,
            "search.yahoo.com/mrss" | "video.search.yahoo.com/mrss" => Self::Media,
            _ => Self::Other,
        }
    }

    /// What a prefix means that is not declared.
    fn usual(prefix: &str) -> Self {
        match prefix {
            "" => Self::None,
            "xml" => Self::Xml,
            "atom" => Self::Atom,
            "content" => Self::Content,
            "dc" => Self::Dublin,
            "itunes" => Self::Itunes,
            "media" => Self::Media,
            _ => Self::Other,
        }
    }
}

#[cfg(test)]
mod tests;
