//! The events of Markdown into a tree of HTML elements, and so into blocks by the mapping of every HTML. What is written
//! as HTML in it goes the way of all HTML, so that nothing of it becomes markup.

use std::collections::HashMap;

use pulldown_cmark::{Alignment, CodeBlockKind, CowStr, Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use crate::error::ReadErrorKind;
use crate::html::{Names, TreeWriter, read_written};
use crate::model::Block;
use crate::url::Resolver;

/// Reads a body.
///
/// # Errors
/// Where it is past a limit of size.
pub(super) fn read(text: &str, resolver: &Resolver<'_>) -> Result<Vec<Block>, ReadErrorKind> {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES;
    let names = Names::read();
    let mut body = Body {
        writer: TreeWriter::new(&names),
        numbers: HashMap::new(),
        footnotes: HashMap::new(),
        order: Vec::new(),
        slugs: HashMap::new(),
        held: None,
        html: String::new(),
        alt: None,
        in_head: false,
        columns: Vec::new(),
        column: 0,
    };
    for event in Parser::new_ext(text, options) {
        body.sort(event);
    }
    body.write_footnotes();
    read_written(body.writer, resolver)
}

struct Body<'a> {
    writer: TreeWriter<'a>,
    /// The numbers of the footnotes that are referred to, by their names.
    numbers: HashMap<CowStr<'a>, usize>,
    /// What the footnotes say, by their names.
    footnotes: HashMap<CowStr<'a>, Vec<Event<'a>>>,
    /// The names of the footnotes, in the order of their numbers.
    order: Vec<CowStr<'a>>,
    /// How often each slug was given to a heading.
    slugs: HashMap<String, usize>,
    /// What is held back until it is whole.
    held: Option<(Held<'a>, Vec<Event<'a>>)>,
    /// The block of HTML that is open.
    html: String,
    /// The picture that is open: how deep, its address, its title, and the text that stands for it.
    alt: Option<Picture<'a>>,
    in_head: bool,
    /// How the columns of the table that is open stand.
    columns: Vec<Alignment>,
    /// Which of them is next in its row.
    column: usize,
}

enum Held<'a> {
    /// A footnote, which stands at the end.
    Footnote(CowStr<'a>),
    /// A heading, whose identifier is made of its text.
    Heading,
}

struct Picture<'a> {
    depth: usize,
    src: CowStr<'a>,
    title: CowStr<'a>,
    alt: String,
}

impl<'a> Body<'a> {
    /// Holds an event back, or writes it.
    fn sort(&mut self, event: Event<'a>) {
        match (&mut self.held, event) {
            (None, Event::Start(Tag::FootnoteDefinition(name))) => {
                self.held = Some((Held::Footnote(name), Vec::new()));
            }
            (Some((Held::Footnote(_), _)), Event::End(TagEnd::FootnoteDefinition)) => {
                if let Some((Held::Footnote(name), events)) = self.held.take() {
                    // Of two of one name the first counts.
                    self.footnotes.entry(name).or_insert(events);
                }
            }
            (None, event @ Event::Start(Tag::Heading { id: None, .. })) => {
                self.held = Some((Held::Heading, vec![event]));
            }
            (Some((Held::Heading, events)), event @ Event::End(TagEnd::Heading(_))) => {
                events.push(event);
                if let Some((_, events)) = self.held.take() {
                    self.heading(events);
                }
            }
            (Some((_, events)), event) => events.push(event),
            (None, event) => self.write(event),
        }
    }

    /// Writes a heading with the identifier that other systems make of its text, since links in the text use it.
    fn heading(&mut self, events: Vec<Event<'a>>) {
        let mut text = String::new();
        for event in &events {
            if let Event::Text(part) | Event::Code(part) = event {
                text.push_str(part);
            }
        }
        let mut slug = String::new();
        for found in text.trim().chars() {
            match found {
                ' ' => slug.push('-'),
                '-' | '_' => slug.push(found),
                _ if found.is_alphanumeric() => slug.extend(found.to_lowercase()),
                _ => {}
            }
        }
        let given = self.slugs.entry(slug.clone()).or_default();
        if *given > 0 {
            slug = format!("{slug}-{given}");
        }
        *given += 1;
        for event in events {
            match event {
                Event::Start(Tag::Heading { level, .. }) => self.writer.open(element(level), &[("id", &slug)]),
                event => self.write(event),
            }
        }
    }

    fn write(&mut self, event: Event<'a>) {
        if self.alt.is_some() {
            return self.picture(event);
        }
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(tag),
            Event::Text(text) => self.writer.text(&text),
            Event::Code(text) | Event::InlineMath(text) | Event::DisplayMath(text) => {
                self.writer.open("code", &[]);
                self.writer.text(&text);
                self.writer.close("code");
            }
            Event::Html(text) => self.html.push_str(&text),
            Event::InlineHtml(text) => self.writer.markup(&text),
            Event::FootnoteReference(name) => self.refer(name),
            Event::SoftBreak => self.writer.text("\n"),
            Event::HardBreak => self.writer.open("br", &[]),
            Event::Rule => self.writer.open("hr", &[]),
            Event::TaskListMarker(done) => self.writer.text(if done { "☑ " } else { "☐ " }),
        }
    }

    fn start(&mut self, tag: Tag<'a>) {
        match tag {
            Tag::Heading { level, id, .. } => {
                let id = id.unwrap_or(CowStr::Borrowed(""));
                self.writer.open(element(level), &[("id", &id)]);
            }
            Tag::CodeBlock(kind) => {
                let language = match &kind {
                    CodeBlockKind::Fenced(info) => info.split([' ', ',', '{']).next().unwrap_or_default(),
                    CodeBlockKind::Indented => "",
                };
                self.writer.open("pre", &[("data-lang", language)]);
                // A line feed at the beginning is not part of the text, in HTML.
                self.writer.text("\n");
            }
            Tag::List(Some(first)) => self.writer.open("ol", &[("start", &first.to_string())]),
            Tag::Table(columns) => {
                self.columns = columns;
                self.writer.open("table", &[]);
            }
            Tag::TableRow => {
                self.column = 0;
                self.writer.open("tr", &[]);
            }
            Tag::TableHead => {
                self.column = 0;
                self.in_head = true;
                self.writer.open("thead", &[]);
                self.writer.open("tr", &[]);
            }
            Tag::TableCell => {
                let align = match self.columns.get(self.column) {
                    Some(Alignment::Left) => "left",
                    Some(Alignment::Center) => "center",
                    Some(Alignment::Right) => "right",
                    Some(Alignment::None) | None => "",
                };
                self.column += 1;
                self.writer.open(if self.in_head { "th" } else { "td" }, &[("align", align)]);
            }
            Tag::Link { dest_url, .. } => self.writer.open("a", &[("href", &dest_url)]),
            Tag::Image { dest_url, title, .. } => {
                self.alt = Some(Picture { depth: 1, src: dest_url, title, alt: String::new() });
            }
            Tag::HtmlBlock => self.html.clear(),
            tag => {
                if let Some(name) = name(&tag.to_end()) {
                    self.writer.open(name, &[]);
                }
            }
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::HtmlBlock => self.writer.markup(&std::mem::take(&mut self.html)),
            TagEnd::TableHead => {
                self.in_head = false;
                self.writer.close("thead");
            }
            TagEnd::TableCell => self.writer.close(if self.in_head { "th" } else { "td" }),
            tag => {
                if let Some(name) = name(&tag) {
                    self.writer.close(name);
                }
            }
        }
    }

    /// What stands in the brackets of a picture is text, whatever formats it.
    fn picture(&mut self, event: Event<'a>) {
        let Some(picture) = &mut self.alt else { return };
        match event {
            Event::Start(Tag::Image { .. }) => picture.depth += 1,
            Event::End(TagEnd::Image) => picture.depth -= 1,
            Event::Text(text) | Event::Code(text) => picture.alt.push_str(&text),
            Event::SoftBreak | Event::HardBreak => picture.alt.push(' '),
            _ => {}
        }
        if picture.depth > 0 {
            return;
        }
        let Some(picture) = self.alt.take() else { return };
        let attributes = [("src", &*picture.src), ("alt", &picture.alt)];
        if picture.title.is_empty() {
            return self.writer.open("img", &attributes);
        }
        self.writer.open("figure", &[]);
        self.writer.open("img", &attributes);
        self.writer.open("figcaption", &[]);
        self.writer.text(&picture.title);
        self.writer.close("figcaption");
        self.writer.close("figure");
    }

    fn refer(&mut self, name: CowStr<'a>) {
        let next = self.order.len() + 1;
        let number = *self.numbers.entry(name.clone()).or_insert(next);
        if number == next {
            self.order.push(name);
        }
        let (label, id, href) = (number.to_string(), format!("fnref-{number}"), format!("#fn-{number}"));
        self.writer.open("sup", &[]);
        // The mapping gives an identifier to the first only that has it, which is where the note leads back to.
        self.writer.open("a", &[("href", &href), ("id", &id)]);
        self.writer.text(&label);
        self.writer.close("a");
        self.writer.close("sup");
    }

    /// The notes that are referred to, in the order of their numbers, each with a way back.
    fn write_footnotes(&mut self) {
        let mut index = 0;
        // A note may refer to further ones.
        while let Some(name) = self.order.get(index).cloned() {
            if index == 0 {
                self.writer.open("ol", &[]);
            }
            index += 1;
            self.writer.open("li", &[("id", &format!("fn-{index}"))]);
            let mut events = self.footnotes.remove(&name).unwrap_or_default();
            let last = events.pop();
            for event in events {
                self.write(event);
            }
            let ends_paragraph = matches!(last, Some(Event::End(TagEnd::Paragraph)));
            if let Some(last) = last.clone().filter(|_| !ends_paragraph) {
                self.write(last);
            }
            self.writer.text(" ");
            self.writer.open("a", &[("href", &format!("#fnref-{index}"))]);
            self.writer.text("↩");
            self.writer.close("a");
            if let Some(last) = last.filter(|_| ends_paragraph) {
                self.write(last);
            }
            self.writer.close("li");
        }
        if index > 0 {
            self.writer.close("ol");
        }
    }
}

/// The elements of what needs no attributes.
fn name(tag: &TagEnd) -> Option<&'static str> {
    Some(match tag {
        TagEnd::Paragraph => "p",
        TagEnd::Heading(level) => element(*level),
        TagEnd::BlockQuote(_) => "blockquote",
        TagEnd::CodeBlock => "pre",
        TagEnd::List(true) => "ol",
        TagEnd::List(false) => "ul",
        TagEnd::Item => "li",
        TagEnd::Table => "table",
        TagEnd::TableRow => "tr",
        TagEnd::Emphasis => "em",
        TagEnd::Strong => "strong",
        TagEnd::Strikethrough => "s",
        TagEnd::Superscript => "sup",
        TagEnd::Subscript => "sub",
        TagEnd::Link => "a",
        TagEnd::DefinitionList => "dl",
        TagEnd::DefinitionListTitle => "dt",
        TagEnd::DefinitionListDefinition => "dd",
        TagEnd::FootnoteDefinition
        | TagEnd::HtmlBlock
        | TagEnd::Image
        | TagEnd::MetadataBlock(_)
        | TagEnd::TableCell
        | TagEnd::TableHead => return None,
    })
}

fn element(level: HeadingLevel) -> &'static str {
    match level {
        HeadingLevel::H1 => "h1",
        HeadingLevel::H2 => "h2",
        HeadingLevel::H3 => "h3",
        HeadingLevel::H4 => "h4",
        HeadingLevel::H5 => "h5",
        HeadingLevel::H6 => "h6",
    }
}
