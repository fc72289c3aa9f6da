//! Text without markup, by the shape of its lines: a headline, paragraphs, headings, lists, and at the end what a
//! page that was saved as text leaves there.

mod chunks;

use super::{Context, Format, Reader, Source};
use crate::error::{Notation, ReadErrorKind};
use crate::limits::{MAX_LINE_CHARS, MAX_PARTS};
use crate::model::{Article, Block, Inline, List, ListItem, RelatedHeadline};
use crate::sentences::title_and_summary;
use crate::text::{clean, is_lower, is_letter};
use chunks::{Chunk, chunks};

pub(super) const READER: Reader = Reader {
    format: Format::PlainText,
    name: "text",
    title: "plain text",
    notation: Notation::Text,
    fits: |source| matches!(source, Source::Text { notation: Notation::Text, .. }),
    read,
};

/// A heading is short: the longest line, in characters, that can be one.
const MAX_HEADING_CHARS: usize = 100;

fn read(source: &Source<'_>, _context: &Context<'_>) -> Result<Article, ReadErrorKind> {
    let text = match source {
        Source::Text { text, .. } => *text,
        Source::Json(_) => return Err(ReadErrorKind::NoArticle("The document is JSON.".to_owned())),
    };
    let mut lines: Vec<&str> = text.lines().map(str::trim).skip_while(|line| line.is_empty()).collect();
    if lines.len() > MAX_PARTS {
        return Err(ReadErrorKind::TooLarge);
    }
    let headline = lines.first().map(|line| clean(line)).unwrap_or_default();
    // A first line that is too long for a headline is a paragraph as well, so that nothing is lost.
    if headline.chars().count() <= MAX_LINE_CHARS {
        lines.drain(..1);
        let repeated = lines.iter().position(|line| !line.is_empty());
        if let Some(at) = repeated
            && lines.get(at).is_some_and(|line| clean(line) == headline)
        {
            lines.drain(..=at);
        }
    }
    let mut chunks = chunks(&lines);
    let mut related = Vec::new();
    let mut section = None;
    if let Some(at) = furniture(&chunks) {
        let mut rest = chunks.split_off(at).into_iter();
        if let Some(Chunk::Text(heading)) = rest.next() {
            section = heading.strip_prefix("In ").map(clean);
        }
        if let Some(Chunk::List(items)) = rest.next() {
            related = items.iter().map(|item| related_headline(item)).collect();
        }
        chunks.extend(rest.filter(|chunk| !matches!(chunk, Chunk::Text(text) if is_invitation(text))));
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

fn blocks(chunks: &[Chunk]) -> Vec<Block> {
    let mut blocks = Vec::with_capacity(chunks.len());
    for (index, chunk) in chunks.iter().enumerate() {
        blocks.push(match chunk {
            Chunk::Text(text) if is_heading(text, chunks.get(index + 1)) => {
                Block::Heading { level: 2, id: None, content: inlines(text) }
            }
            Chunk::Text(text) => Block::Paragraph { id: None, content: inlines(text) },
            Chunk::List(items) => Block::List(List {
                ordered: false,
                start: None,
                items: items
                    .iter()
                    .map(|item| ListItem {
                        id: None,
                        blocks: vec![Block::Paragraph { id: None, content: inlines(item) }],
                    })
                    .collect(),
            }),
            Chunk::Divider => Block::Divider,
        });
    }
    blocks
}

fn inlines(text: &str) -> Vec<Inline> {
    vec![Inline::Text(text.to_owned())]
}

/// A short line without a full stop, followed by a longer paragraph or by a list.
fn is_heading(text: &str, next: Option<&Chunk>) -> bool {
    let length = text.chars().count();
    let followed = match next {
        Some(Chunk::Text(next)) => next.chars().count() > length,
        Some(Chunk::List(_)) => true,
        Some(Chunk::Divider) | None => false,
    };
    followed && length <= MAX_HEADING_CHARS && !ends_like_prose(text)
}

/// Whether a line ends as sentences and half sentences do. A heading may be a question or an exclamation.
fn ends_like_prose(text: &str) -> bool {
    let text = text.trim_end_matches(['"', '\'', '”', '’', '»', '«', ')', ']', '」']);
    text.ends_with(['.', '…', ':', ';', ',', '。', '،', '؛', '।', '۔'])
}

/// Where the furniture of a page begins: at the last heading that announces other articles and has a list under it.
fn furniture(chunks: &[Chunk]) -> Option<usize> {
    let last = chunks.windows(2).rposition(|pair| {
        matches!(pair, [Chunk::Text(heading), Chunk::List(_)] if announces_related(heading))
    })?;
    if last == 0 {
        return None;
    }
    // A heading after it, but for an invitation to write, says that it is a part of the story.
    let mut later = chunks.iter().enumerate().skip(last + 2);
    let in_story = later.any(|(index, chunk)| match chunk {
        Chunk::Text(text) => !is_invitation(text) && is_heading(text, chunks.get(index + 1)),
        _ => false,
    });
    (!in_story).then_some(last)
}

fn announces_related(heading: &str) -> bool {
    let bare = heading.trim_end_matches(':');
    if bare.chars().count() > 60 || ends_like_prose(bare) {
        return false;
    }
    // A section has a name, and `In three ways:` is the beginning of a sentence.
    if let Some(section) = heading.strip_prefix("In ") {
        return !section.ends_with(':') && !section.starts_with(is_lower);
    }
    let lower = bare.to_ascii_lowercase();
    ["related", "more on ", "more in ", "more from ", "read more", "read also", "see also"]
        .iter()
        .any(|beginning| lower.starts_with(beginning))
}

/// What leads to a form or to other readers' words, which stand elsewhere on our page.
fn is_invitation(text: &str) -> bool {
    let lower = text.to_ascii_lowercase();
    let lower = lower.trim_end_matches(|found| !is_letter(found));
    [
        "leave a review",
        "leave a comment",
        "leave a reply",
        "write a review",
        "write a comment",
        "add a review",
        "add a comment",
        "add your comment",
        "post a comment",
        "join the conversation",
        "comments",
        "comment",
        "reviews",
        "share",
        "share this",
        "share this article",
    ]
    .contains(&lower)
}

fn related_headline(item: &str) -> RelatedHeadline {
    let (title, summary) = title_and_summary(item);
    RelatedHeadline { title, url: None, summary, published: None, image: None }
}
