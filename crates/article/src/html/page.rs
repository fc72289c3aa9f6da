//! A whole HTML page: what it says of itself, and the elements that its story may be in.

use super::builder::TreeWriter;
use super::elements::Kind;
use super::tokenizer::Names;
use super::tree::{Data, Element, Id, Tree};
use crate::error::ReadErrorKind;
use crate::model::Block;
use crate::selector::{Compound, Selector};
use crate::text::clean;
use crate::url::Resolver;

use super::flow::Mapping;
use super::story::Story;

/// A page.
pub(crate) struct Page {
    tree: Tree,
    names: Names,
}

impl Page {
    /// Reads a page.
    ///
    /// # Errors
    /// Where it is past the limit of nodes.
    pub(crate) fn parse(html: &str) -> Result<Self, ReadErrorKind> {
        let names = Names::read();
        let mut writer = TreeWriter::new(&names);
        writer.markup(html);
        let (tree, whole) = writer.finish();
        if whole { Ok(Self { tree, names }) } else { Err(ReadErrorKind::TooLarge) }
    }

    /// The value of an attribute of `html`, else of `body`.
    pub(crate) fn attribute(&self, name: &str) -> Option<&str> {
        self.tree.page().iter().find_map(|element| element.attribute(name)).filter(|value| !value.is_empty())
    }

    /// Properties and contents of the `meta` elements, in order, the properties in lower case.
    pub(crate) fn meta(&self) -> impl Iterator<Item = (String, &str)> {
        self.all(Kind::Meta).filter_map(|(_, element)| {
            let name = element.first_attribute("property|name|itemprop")?;
            Some((name.to_ascii_lowercase(), element.attribute("content")?))
        })
    }

    /// The address of the first `link` of a relation.
    pub(crate) fn link(&self, relation: &str) -> Option<&str> {
        self.all(Kind::Link).find_map(|(_, element)| {
            let relations = element.attribute("rel")?;
            let has = relations.split_whitespace().any(|found| found.eq_ignore_ascii_case(relation));
            element.attribute("href").filter(|_| has)
        })
    }

    /// The address that relative ones are relative to, if the page names one.
    pub(crate) fn base(&self) -> Option<&str> {
        self.all(Kind::Base).find_map(|(_, element)| element.attribute("href"))
    }

    /// The page's title.
    pub(crate) fn title(&self) -> Option<String> {
        self.all(Kind::Title).map(|(id, _)| self.text(id)).find(|text| !text.is_empty())
    }

    /// The first heading of the first level.
    pub(crate) fn heading(&self) -> Option<String> {
        self.all(Kind::H1).map(|(id, _)| self.text(id)).find(|text| !text.is_empty())
    }

    /// The texts of the scripts of a media type.
    pub(crate) fn scripts(&self, media_type: &str) -> impl Iterator<Item = String> {
        self.all(Kind::Script).filter_map(move |(id, element)| {
            let essence = element.attribute("type")?.split(';').next()?.trim();
            essence.eq_ignore_ascii_case(media_type).then(|| {
                let mut text = String::new();
                self.tree.push_text(id, &mut text);
                text
            })
        })
    }

    /// Where the story is: what the selector says, else what the page marks, else the part with the most text. `None`
    /// where there is no text.
    pub(crate) fn story(&self, selector: Option<&Selector>) -> Option<Story<'_>> {
        Story::find(&self.tree, selector.and_then(|selector| self.select(selector)))
    }

    /// The blocks of a story, without what repeats the headline.
    ///
    /// # Errors
    /// Where they are too many.
    pub(crate) fn blocks(
        &self,
        story: &Story<'_>,
        headline: &str,
        resolver: &Resolver<'_>,
    ) -> Result<Vec<Block>, ReadErrorKind> {
        let mapping = Mapping::new(&self.tree, resolver);
        mapping.part(story.node, story.left_out(headline)).ok_or(ReadErrorKind::TooLarge)
    }

    fn all(&self, kind: Kind) -> impl Iterator<Item = (Id, &Element)> {
        self.tree.nodes().filter_map(move |(id, data)| match data {
            Data::Element(element) if element.kind == kind => Some((id, element)),
            _ => None,
        })
    }

    fn text(&self, node: Id) -> String {
        let mut text = String::new();
        self.tree.push_text(node, &mut text);
        clean(&text)
    }

    /// The first element that a selector matches.
    fn select(&self, selector: &Selector) -> Option<Id> {
        let (last, around) = selector.compounds.split_last()?;
        self.tree.nodes().find_map(|(id, data)| match data {
            Data::Element(element) => (self.is(element, last) && self.is_within(id, around)).then_some(id),
            Data::Text(_) => None,
        })
    }

    /// Whether the elements around a node are these, the outermost first, with any between them.
    fn is_within(&self, node: Id, around: &[Compound]) -> bool {
        let mut left = around;
        let mut id = self.tree.parent(node);
        while id != super::tree::ROOT {
            let Some((innermost, outer)) = left.split_last() else { return true };
            if self.tree.element(id).is_some_and(|element| self.is(element, innermost)) {
                left = outer;
            }
            id = self.tree.parent(id);
        }
        for kind in [Kind::Body, Kind::Html] {
            let Some((innermost, outer)) = left.split_last() else { return true };
            let element = self.tree.page().iter().find(|element| element.kind == kind);
            if element.is_some_and(|element| self.is(element, innermost)) {
                left = outer;
            }
        }
        left.is_empty()
    }

    fn is(&self, element: &Element, compound: &Compound) -> bool {
        let named = compound
            .name
            .as_deref()
            .is_none_or(|name| element.kind == self.names.element(name) && element.is_named(name));
        named
            && compound.classes.iter().all(|class| element.has_class(class))
            && compound.attributes.iter().all(|(name, wanted)| match (element.attribute(name), wanted) {
                (Some(found), Some(wanted)) => found == wanted,
                (found, wanted) => found.is_some() && wanted.is_none(),
            })
    }
}
