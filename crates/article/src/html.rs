//! HTML, as it stands in the fields of other formats, into blocks and text.
//!
//! One mapping over one small tree, the same code in the browser and on the server. No HTML comes out of it: whatever
//! is not known is text.

mod builder;
mod cards;
mod corrections;
mod dictionary;
mod elements;
mod embeds;
mod entities;
mod figures;
mod flatten;
mod flow;
mod inlines;
#[cfg(feature = "html-page")]
mod measured;
mod media;
#[cfg(feature = "html-page")]
mod page;
mod quotes;
mod references;
#[cfg(feature = "html-page")]
mod story;
mod tables;
mod tidy;
mod tokenizer;
mod tree;

use json::text::find_any;

use crate::error::ReadErrorKind;
#[cfg(feature = "feeds")]
use crate::model::Embed;
use crate::model::{Block, Inline};
use crate::text::clean;
use crate::url::Resolver;
use flow::Mapping;
use tree::Tree;

#[cfg(any(feature = "feeds", feature = "markdown"))]
pub(crate) use builder::TreeWriter;
#[cfg(feature = "html-page")]
pub(crate) use page::Page;
#[cfg(feature = "html-page")]
pub(crate) use story::Found;
#[cfg(feature = "ans")]
pub(crate) use tidy::has_link;
pub(crate) use tidy::plain;
#[cfg(any(feature = "feeds", feature = "markdown"))]
pub(crate) use tokenizer::Names;

/// Reads the blocks of a body.
///
/// # Errors
/// Where it is past a limit of size.
pub(crate) fn read_body(html: &str, resolver: &Resolver<'_>) -> Result<Vec<Block>, ReadErrorKind> {
    read_part(html, resolver, 0, &mut 0)
}

/// Reads the blocks of one of several parts of a body, which stands so many lists and quotations deep, and adds to the
/// count of all parts of the article.
///
/// # Errors
/// Where it is past a limit of size, alone or with the parts before it.
pub(crate) fn read_part(
    html: &str,
    resolver: &Resolver<'_>,
    depth: usize,
    parts: &mut usize,
) -> Result<Vec<Block>, ReadErrorKind> {
    let (tree, whole) = Tree::parse(html);
    let blocks = Mapping::new(&tree, resolver).body(depth, parts);
    blocks.filter(|_| whole).ok_or(ReadErrorKind::TooLarge)
}

/// Reads the blocks of a body that was written piece by piece.
///
/// # Errors
/// Where it is past a limit of size.
#[cfg(any(feature = "feeds", feature = "markdown"))]
pub(crate) fn read_written(
    writer: TreeWriter<'_>,
    resolver: &Resolver<'_>,
) -> Result<Vec<Block>, ReadErrorKind> {
    let (tree, whole) = writer.finish();
    let blocks = Mapping::new(&tree, resolver).body(0, &mut 0);
    blocks.filter(|_| whole).ok_or(ReadErrorKind::TooLarge)
}

/// The embed of an address; `None` where that is not of a known site.
#[cfg(feature = "feeds")]
pub(crate) fn read_embed(address: &str, resolver: &Resolver<'_>) -> Option<Embed> {
    let (tree, _) = Tree::parse("");
    Mapping::new(&tree, resolver).embed(address, "")
}

/// Reads a fragment of HTML as one run of text, such as a caption; what stands on lines of its own is parted by breaks.
/// What is past a limit of size is left out.
pub(crate) fn read_line(html: &str, resolver: &Resolver<'_>) -> Vec<Inline> {
    let (tree, _) = Tree::parse(html);
    Mapping::new(&tree, resolver).line()
}

/// Reads a fragment of HTML as plain text on one line, such as a headline. What is past a limit of size is left out.
pub(crate) fn read_text(html: &str, resolver: &Resolver<'_>) -> String {
    // Most of it has no markup, and feeds have thousands of such texts.
    match find_any(html, "<&") {
        Some(_) => clean(&plain(&read_line(html, resolver))),
        None => clean(html),
    }
}

#[cfg(test)]
mod differential;
