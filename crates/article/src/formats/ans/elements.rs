//! The elements of a story's body into blocks.

use json::Value;

use super::media::{figure, gallery, still};
use super::push_paragraph;
use super::text::{DESCRIPTION, HEADLINE, content};
use crate::error::ReadErrorKind;
use crate::html::{has_link, read_line, read_part, read_text};
use crate::limits::{MAX_BLOCK_DEPTH, MAX_PARTS, MAX_TOKEN_BYTES};
use crate::loose;
use crate::model::{
    Block, Cell, Embed, Figure, Image, Inline, List, ListItem, Media, Row, Table,
};
use crate::url::{LinkUrl, Resolver};

/// Where elements lie in an element that is not known, or in a story within a story.
const CHILDREN: [&str; 3] = ["content_elements", "items", "elements"];

/// The reading of elements, which counts the parts of the article.
pub(super) struct Elements<'a> {
    resolver: &'a Resolver<'a>,
    parts: usize,
}

impl<'a> Elements<'a> {
    pub(super) fn new(resolver: &'a Resolver<'a>) -> Self {
        Self { resolver, parts: 0 }
    }

    /// Reads elements that stand so many lists and quotations deep.
    ///
    /// # Errors
    /// Where the article has too many parts. Depth is no error: JSON nests no deeper than its reader allows.
    pub(super) fn read(
        &mut self,
        elements: &[Value],
        depth: usize,
        out: &mut Vec<Block>,
    ) -> Result<(), ReadErrorKind> {
        for element in elements {
            self.parts += 1;
            if self.parts > MAX_PARTS {
                return Err(ReadErrorKind::TooLarge);
            }
            self.element(element, depth, out)?;
        }
        Ok(())
    }

    fn element(&mut self, element: &Value, depth: usize, out: &mut Vec<Block>) -> Result<(), ReadErrorKind> {
        let before = out.len();
        match element.text("type").unwrap_or_default() {
            "text" | "raw_html" => self.html(content(element), depth, out)?,
            "header" => self.header(element, out),
            "list" => self.list(element, depth, out)?,
            "quote" | "blockquote" => self.quote(element, depth, out)?,
            "image" | "video" | "audio" | "gallery" => self.media(element, depth, out)?,
            "element_group" => self.group(element, depth, out)?,
            "table" => self.table(element, out),
            "code" => out.extend(code(element)),
            "oembed_response" | "oembed" => self.oembed(element, depth, out)?,
            "reference" => out.extend(self.reference(element)),
            "interstitial_link" => self.link(element, depth, out)?,
            "link_list" => self.link_list(element, depth, out)?,
            "divider" => out.push(Block::Divider),
            "correction" => self.correction(element, depth, out)?,
            "numeric_rating" => push_paragraph(rating(element), out),
            "story" => self.story(element, depth, out)?,
            _ => {}
        }
        if out.len() == before {
            self.unknown(element, depth, out)?;
        }
        Ok(())
    }

    fn html(&mut self, html: Option<&str>, depth: usize, out: &mut Vec<Block>) -> Result<(), ReadErrorKind> {
        if let Some(html) = html {
            out.append(&mut read_part(html, self.resolver, depth, &mut self.parts)?);
        }
        Ok(())
    }

    fn line(&self, text: Option<&str>) -> Vec<Inline> {
        text.map(|text| read_line(text, self.resolver)).unwrap_or_default()
    }

    fn header(&self, element: &Value, out: &mut Vec<Block>) {
        let content = self.line(content(element));
        if !content.is_empty() {
            let level = loose::first(element, &["level"]).and_then(json::whole).unwrap_or(2).clamp(1, 6);
            out.push(Block::Heading { level: u8::try_from(level).unwrap_or(2), id: None, content });
        }
    }

    fn list(&mut self, element: &Value, depth: usize, out: &mut Vec<Block>) -> Result<(), ReadErrorKind> {
        let mut items: Vec<ListItem> = Vec::new();
        for item in loose::list(element, "items") {
            let mut blocks = Vec::new();
            self.read(std::slice::from_ref(item), depth + 1, &mut blocks)?;
            match items.last_mut() {
                // A list that stands between the items belongs to the one before it.
                Some(before) if matches!(blocks.as_slice(), [Block::List(_)]) => before.blocks.append(&mut blocks),
                _ if blocks.is_empty() => {}
                _ => items.push(ListItem { id: None, blocks }),
            }
        }
        let ordered = element.text("list_type") == Some("ordered");
        push_list(List { ordered, start: None, items }, depth, out);
        Ok(())
    }

    fn quote(&mut self, element: &Value, depth: usize, out: &mut Vec<Block>) -> Result<(), ReadErrorKind> {
        let mut blocks = Vec::new();
        self.html(content(element), depth + 1, &mut blocks)?;
        self.read(loose::list(element, "content_elements"), depth + 1, &mut blocks)?;
        let citation = self.line(element.get("citation").and_then(content));
        if blocks.is_empty() || depth + 1 > MAX_BLOCK_DEPTH {
            out.append(&mut blocks);
            push_paragraph(citation, out);
        } else if let ([Block::Quote { citation: inner, .. }], true) = (blocks.as_slice(), citation.is_empty())
            && !inner.is_empty()
        {
            // HTML that is a quotation by itself, with its source.
            out.append(&mut blocks);
        } else {
            out.push(Block::Quote { blocks, citation, source: None });
        }
        Ok(())
    }

    /// What can be looked at or heard. A film without a file is an embed, or a link to its page.
    fn media(&mut self, element: &Value, depth: usize, out: &mut Vec<Block>) -> Result<(), ReadErrorKind> {
        if element.text("type") == Some("gallery") {
            self.gallery(element, out);
            return Ok(());
        }
        if let Some(figure) = figure(element, self.resolver) {
            self.parts += figure.media.len();
            out.push(Block::Figure(figure));
            return Ok(());
        }
        if element.text("type") == Some("image") {
            return Ok(());
        }
        let before = out.len();
        // The still is the paper's own; that of the player would be the other site's.
        let still = still(element, self.resolver);
        self.html(loose::first(element, &["embed_html"]), depth, out)?;
        if let Some([Block::Embed(embed)]) = out.get_mut(before..) {
            embed.still = still;
        } else if out.len() == before
            && let Some(url) = loose::first(element, &["canonical_url"]).and_then(|url| self.resolver.link(url))
        {
            let title = loose::first(element, HEADLINE).map(|title| read_text(title, self.resolver));
            let caption = self.line(loose::first(element, DESCRIPTION));
            out.push(Block::Embed(Embed { url, provider: None, title, still, caption }));
        }
        Ok(())
    }

    /// Elements that belong together: a gallery where all are pictures.
    fn group(&mut self, element: &Value, depth: usize, out: &mut Vec<Block>) -> Result<(), ReadErrorKind> {
        let elements = loose::list(element, "content_elements");
        let pictures = elements.iter().all(|element| element.text("type") == Some("image"));
        if pictures {
            self.gallery(element, out);
            return Ok(());
        }
        self.read(elements, depth, out)
    }

    fn gallery(&mut self, element: &Value, out: &mut Vec<Block>) {
        let (figures, caption) = gallery(element, self.resolver);
        self.parts += figures.len();
        out.extend(crate::gallery::gallery(figures, caption));
    }

    fn table(&mut self, element: &Value, out: &mut Vec<Block>) {
        let head = self.row(element.get("header"), true).into_iter().collect::<Vec<_>>();
        let rows = loose::list(element, "rows").iter();
        let body: Vec<Row> = rows.filter_map(|row| self.row(Some(row), false)).collect();
        if !head.is_empty() || !body.is_empty() {
            let caption = self.line(loose::first(element, &["caption", "title"]));
            out.push(Block::Table(Table { caption, head, body }));
        }
    }

    /// A row: a list of cells, or an object that has one.
    fn row(&mut self, row: Option<&Value>, header: bool) -> Option<Row> {
        let row = row?;
        let cells = row.as_array().unwrap_or_else(|| loose::list(row, "cells"));
        self.parts += cells.len();
        let cells: Vec<Cell> = cells
            .iter()
            .map(|cell| Cell { header, colspan: 1, rowspan: 1, align: None, content: self.line(content(cell)) })
            .collect();
        cells.iter().any(|cell| !cell.content.is_empty()).then_some(Row { cells })
    }

    /// What another site answered of itself: its HTML where that shows something, else its picture, else a link.
    fn oembed(&mut self, element: &Value, depth: usize, out: &mut Vec<Block>) -> Result<(), ReadErrorKind> {
        let answer = element.get("raw_oembed").unwrap_or(element);
        let before = out.len();
        self.html(loose::first(answer, &["html"]), depth, out)?;
        if out.len() > before {
            return Ok(());
        }
        let title = loose::first(answer, &["title"]).map(|title| read_text(title, self.resolver));
        if answer.text("type") == Some("photo")
            && let Some(src) = loose::first(answer, &["url"]).and_then(|url| self.resolver.media(url))
        {
            let (width, height) = (loose::pixels(answer, "width"), loose::pixels(answer, "height"));
            let alt = title.unwrap_or_default();
            let image = Image { src, srcset: Vec::new(), sizes: None, width, height, alt };
            let credit = loose::first(answer, &["author_name"]).map(|name| read_text(name, self.resolver)).filter(|name| !name.is_empty());
            out.push(Block::Figure(Figure { media: vec![Media::Image(image)], caption: Vec::new(), credit }));
        } else if let Some(url) = self.page(loose::first(answer, &["url"]).or_else(|| referent(element))) {
            let provider = loose::first(answer, &["provider_name"]).map(|name| read_text(name, self.resolver));
            out.push(Block::Embed(Embed { url, provider, title, still: None, caption: Vec::new() }));
        }
        Ok(())
    }

    /// What was not put in the place of a reference can still be an address.
    fn reference(&self, element: &Value) -> Option<Block> {
        let url = self.page(referent(element))?;
        Some(Block::Embed(Embed { url, provider: None, title: None, still: None, caption: Vec::new() }))
    }

    /// The address of a page; an identifier is none.
    fn page(&self, address: Option<&str>) -> Option<LinkUrl> {
        let address = address.filter(|address| address.starts_with("http://") || address.starts_with("https://"));
        self.resolver.link(address?)
    }

    fn link(&mut self, element: &Value, depth: usize, out: &mut Vec<Block>) -> Result<(), ReadErrorKind> {
        let text = self.line(content(element).or_else(|| loose::first(element, &["url"])));
        push_paragraph(self.linked(element, text), out);
        self.html(element.get("description").and_then(content), depth, out)
    }

    /// A text that leads to the address of an element. One that leads somewhere by itself stays as it is, since a link has
    /// no place in a link.
    fn linked(&self, element: &Value, content: Vec<Inline>) -> Vec<Inline> {
        let address = loose::first(element, &["url", "canonical_url", "website_url"]);
        match address.and_then(|url| self.resolver.target(url)) {
            Some(target) if !content.is_empty() && !has_link(&content) => vec![Inline::Link { target, content }],
            _ => content,
        }
    }

    fn link_list(&mut self, element: &Value, depth: usize, out: &mut Vec<Block>) -> Result<(), ReadErrorKind> {
        let title = self.line(loose::first(element, &["title"]));
        if !title.is_empty() {
            push_paragraph(vec![Inline::Strong(title)], out);
        }
        self.html(element.get("description").and_then(content), depth, out)?;
        self.list(element, depth, out)
    }

    /// A correction, with the word for its kind that the document has.
    fn correction(
        &mut self,
        element: &Value,
        depth: usize,
        out: &mut Vec<Block>,
    ) -> Result<(), ReadErrorKind> {
        let mut blocks = Vec::new();
        self.html(content(element), depth + 1, &mut blocks)?;
        let kind = loose::first(element, &["correction_type"]).map(|kind| read_text(kind, self.resolver));
        let title = kind.filter(|kind| !kind.is_empty()).map(|kind| {
            let mut letters = kind.chars();
            let mut title: String = letters.next().into_iter().flat_map(char::to_uppercase).collect();
            title.push_str(letters.as_str());
            title
        });
        if depth + 1 > MAX_BLOCK_DEPTH {
            out.append(&mut blocks);
        } else if !blocks.is_empty() {
            out.push(Block::Correction { title, blocks });
        }
        Ok(())
    }

    /// A story within a story: its headline, which leads to it, and what it says.
    fn story(&mut self, element: &Value, depth: usize, out: &mut Vec<Block>) -> Result<(), ReadErrorKind> {
        let headline = self.line(loose::first(element, HEADLINE));
        if !headline.is_empty() {
            out.push(Block::Heading { level: 2, id: None, content: self.linked(element, headline) });
        }
        let elements = loose::list(element, "content_elements");
        if elements.is_empty() {
            return self.html(loose::first(element, DESCRIPTION), depth, out);
        }
        self.read(elements, depth, out)
    }

    /// An element that is not known, or that lacks what it should have, gives whatever text is in it.
    fn unknown(&mut self, element: &Value, depth: usize, out: &mut Vec<Block>) -> Result<(), ReadErrorKind> {
        let settings = element.at("embed/config");
        for element in [Some(element), settings].into_iter().flatten() {
            let before = out.len();
            let title = self.line(loose::first(element, HEADLINE));
            push_paragraph(self.linked(element, title), out);
            self.html(content(element), depth, out)?;
            for paths in [DESCRIPTION, &["caption"], &["endorsement"], &["html"], &["alt_text"]] {
                self.html(loose::first(element, paths), depth, out)?;
            }
            for path in CHILDREN {
                self.read(loose::list(element, path), depth, out)?;
            }
            if out.len() == before {
                push_paragraph(self.linked(element, self.line(loose::first(element, &["url"]))), out);
            }
        }
        Ok(())
    }
}

/// Whose text an element stands for.
fn referent(element: &Value) -> Option<&str> {
    loose::first(element, &["referent/referent_properties/url", "referent/id", "_id"])
}

fn code(element: &Value) -> Option<Block> {
    let text = element.text("content")?.trim_matches('\n').trim_end();
    let language = loose::first(element, &["language"]).filter(|language| language.len() <= MAX_TOKEN_BYTES);
    (!text.is_empty()).then(|| Block::Code { language: language.map(str::to_owned), text: text.to_owned() })
}

/// A rating as a line of text, such as `4.5 / 5 stars`.
fn rating(element: &Value) -> Vec<Inline> {
    let Some(value) = loose::first(element, &["numeric_rating"]) else { return Vec::new() };
    let mut text = value.to_owned();
    if let Some(max) = loose::first(element, &["max"]) {
        text.push_str(" / ");
        text.push_str(max);
    }
    if let Some(units) = loose::first(element, &["units"]) {
        text.push(' ');
        text.push_str(units);
    }
    vec![Inline::Text(crate::text::clean(&text))]
}

fn push_list(list: List, depth: usize, out: &mut Vec<Block>) {
    if depth + 1 > MAX_BLOCK_DEPTH {
        out.extend(list.items.into_iter().flat_map(|item| item.blocks));
    } else if !list.items.is_empty() {
        out.push(Block::List(list));
    }
}
