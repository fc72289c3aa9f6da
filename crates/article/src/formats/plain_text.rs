//! Text without markup, by the shape of its lines: a headline, paragraphs, headings, lists, and at the end what a
//! page that was saved as text leaves there.

mod chunks;

use json::text::{split_any, trim_end_of};

use super::{Context, Format, Reader, Source};
use crate::error::{Notation, ReadErrorKind};
use crate::limits::{MAX_LINE_CHARS, MAX_PARTS};
use crate::model::{Article, Block, Inline, List, ListItem, RelatedHeadline};
use crate::sniff::is_markdown;
use crate::sentences::title_and_summary;
use crate::text::{clean, first, is_any, is_letter, is_lower, is_one_of, last, length, strip_end, trim_unseen};
use chunks::{Chunk, Kind, chunks};

pub(super) const READER: Reader = Reader {
    format: Format::PlainText,
    notation: Notation::Text,
    fits: |source| match source {
        // Markdown comes before it. Where that is not built, text with its marks in it is no text to show.
        Source::Text { text, notation: Notation::Text, media_type } => {
            cfg!(feature = "markdown")
                || !(media_type.is_some_and(is_markdown) || text.starts_with("---\n"))
        }
        _ => false,
    },
    read,
    related: |source, context| Ok(read(source, context)?.related),
};

/// A heading is short: the longest line, in characters, that can be one.
const MAX_HEADING_CHARS: usize = 100;

fn read(source: &Source<'_>, _context: &Context<'_>) -> Result<Article, ReadErrorKind> {
    let text = match source {
        Source::Text { text, .. } => *text,
        Source::Json(_) => return Err(ReadErrorKind::NoArticle("The document is JSON.".to_owned())),
    };
    let mut lines = Vec::new();
    for line in split_any(text, "\n") {
        let line = trim_unseen(line);
        if !lines.is_empty() || !line.is_empty() {
            lines.push(line);
        }
    }
    if lines.len() > MAX_PARTS {
        return Err(ReadErrorKind::TooLarge);
    }
    let headline = clean(lines.first().copied().unwrap_or_default());
    let mut rest = lines.as_slice();
    // A first line that is too long for a headline is a paragraph as well, so that nothing is lost.
    if length(&headline) <= MAX_LINE_CHARS {
        rest = after_blanks(rest.get(1..).unwrap_or_default());
        if let [line, after @ ..] = rest
            && clean(line) == headline
        {
            rest = after;
        }
    }
    let mut chunks = chunks(after_blanks(rest));
    let mut related = Vec::new();
    let mut section = None;
    if let Some(at) = furniture(&chunks) {
        let furniture = chunks.split_off(at);
        for (index, chunk) in furniture.into_iter().enumerate() {
            if index == 0 {
                section = chunk.text.strip_prefix("In ").map(clean);
            } else if chunk.kind.is_item() && related.len() + 1 == index {
                related.push(related_headline(&chunk.text));
            } else if chunk.kind != Kind::Text || !is_invitation(&chunk.text) {
                chunks.push(chunk);
            }
        }
    }
    Ok(Article {
        url: None,
        headline,
        standfirst: None,
        byline: Vec::new(),
        published: None,
        updated: None,
        section,
        tags: Vec::new(),
        lang: None,
        dir: None,
        hero: None,
        body: blocks(&chunks),
        related,
    })
}

/// Reads the text in a field of another format, which has no headline and no page's furniture.
///
/// # Errors
/// Where it has too many lines.
#[cfg(feature = "markup")]
pub(super) fn read_blocks(text: &str) -> Result<Vec<Block>, ReadErrorKind> {
    let mut lines = Vec::new();
    for line in split_any(text, "\n") {
        lines.push(trim_unseen(line));
    }
    if lines.len() > MAX_PARTS {
        return Err(ReadErrorKind::TooLarge);
    }
    Ok(blocks(&chunks(after_blanks(&lines))))
}

fn after_blanks<'a, 'b>(mut lines: &'a [&'b str]) -> &'a [&'b str] {
    while let ["", rest @ ..] = lines {
        lines = rest;
    }
    lines
}

fn blocks(chunks: &[Chunk]) -> Vec<Block> {
    let mut blocks = Vec::new();
    for (index, chunk) in chunks.iter().enumerate() {
        let text = &chunk.text;
        let block = match chunk.kind {
            Kind::Text if is_heading(text, chunks.get(index + 1)) => {
                Block::Heading { level: 2, id: None, content: inlines(text) }
            }
            Kind::Text => paragraph(text),
            Kind::First | Kind::Further => {
                let item = ListItem { id: None, blocks: vec![paragraph(text)] };
                if let Some(Block::List(list)) = blocks.last_mut()
                    && chunk.kind == Kind::Further
                {
                    list.items.push(item);
                    continue;
                }
                Block::List(List { ordered: false, start: None, items: vec![item] })
            }
            Kind::Divider => Block::Divider,
        };
        blocks.push(block);
    }
    blocks
}

fn paragraph(text: &str) -> Block {
    Block::Paragraph { id: None, content: inlines(text) }
}

fn inlines(text: &str) -> Vec<Inline> {
    vec![Inline::Text(text.to_owned())]
}

/// A short line without a full stop, followed by a longer paragraph or by a list.
fn is_heading(text: &str, next: Option<&Chunk>) -> bool {
    let long = length(text);
    let followed =
        next.is_some_and(|next| next.kind.is_item() || (next.kind == Kind::Text && length(&next.text) > long));
    followed && long <= MAX_HEADING_CHARS && !ends_like_prose(text)
}

/// Whether a line ends as sentences and half sentences do. A heading may be a question or an exclamation.
fn ends_like_prose(text: &str) -> bool {
    let text = strip_end(text, "\"'”’»«)]」");
    is_any(".…:;,。،؛।۔", last(text))
}

/// Where the furniture of a page begins: at the last heading that announces other articles and has a list under it.
fn furniture(chunks: &[Chunk]) -> Option<usize> {
    let mut found = None;
    for (index, pair) in chunks.windows(2).enumerate() {
        if let [Chunk { kind: Kind::Text, text }, next] = pair {
            if next.kind.is_item() && announces_related(text) {
                found = Some(index).filter(|index| *index > 0);
            } else if !is_invitation(text) && is_heading(text, Some(next)) {
                // A heading after it, but for an invitation to write, says that it is a part of the story.
                found = None;
            }
        }
    }
    found
}

fn announces_related(heading: &str) -> bool {
    const BEGINNINGS: &str = "related|more on |more in |more from |read more|read also|see also";
    let bare = strip_end(heading, ":");
    if length(bare) > 60 || ends_like_prose(bare) {
        return false;
    }
    // A section has a name, and `In three ways:` is the beginning of a sentence.
    if let Some(section) = heading.strip_prefix("In ") {
        return last(section) != ':' && !is_lower(first(section));
    }
    let lower = bare.to_ascii_lowercase();
    split_any(BEGINNINGS, "|").any(|beginning| lower.starts_with(beginning))
}

/// What leads to a form or to other readers' words, which stand elsewhere on our page.
fn is_invitation(text: &str) -> bool {
    const INVITATIONS: &str = "leave a review|leave a comment|leave a reply|write a review|write a comment|add a review\
        |add a comment|add your comment|post a comment|join the conversation|comments|comment|reviews|share\
        |share this|share this article";
    let lower = text.to_ascii_lowercase();
    let words = trim_end_of(&lower, |found| !is_letter(found));
    is_one_of(INVITATIONS, words)
}

fn related_headline(item: &str) -> RelatedHeadline {
    let (title, summary) = title_and_summary(item);
    RelatedHeadline { title, url: None, summary, published: None, image: None }
}
