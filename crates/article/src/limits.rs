//! What is too much, and why. A document past a limit of size gives an error; one that nests too deep is flattened.

/// Bytes of a document.
///
/// The longest magazine pieces are below 200 KB, a page of a hundred WordPress posts below 4 MB. Reading holds the
/// text, its values and the article in memory at once, in a browser's tab that has its own work to do.
pub const MAX_DOCUMENT_BYTES: usize = 8 * 1024 * 1024;

/// Blocks, list items, table cells, media and runs of text of one article together.
///
/// Each becomes at least one node of the page. An article of 10,000 blocks has some 50,000; browsers stay usable up to
/// a few hundred thousand.
pub const MAX_PARTS: usize = 250_000;

/// How deep lists and quotations nest in an article; what lies deeper is kept, at this depth.
///
/// The components recurse over blocks, on a stack of 1 MiB that Yew shares. Legal texts reach 7.
pub const MAX_BLOCK_DEPTH: usize = 12;

/// How deep formatting nests in a run of text; deeper formatting gives its text.
pub const MAX_INLINE_DEPTH: usize = 16;

/// How deep elements of an HTML body nest; what lies deeper is kept, at this depth.
///
/// Browsers stop at 512. Page builders wrap a paragraph in 30 or 40.
pub const MAX_HTML_DEPTH: usize = 200;

/// Elements and runs of text of an HTML body.
///
/// A node takes some 100 bytes where it took three of the document. An article of 10,000 blocks has a tenth of this.
pub const MAX_HTML_NODES: usize = 500_000;

/// Attributes of one HTML element; those after are dropped.
///
/// Each new name is compared with those before, which is quadratic in the number.
pub const MAX_ATTRIBUTES: usize = 64;

/// Characters of a headline, a section or a name; longer ones are cut at a word, with an ellipsis.
///
/// Whatever is longer is a paragraph in the wrong place.
pub const MAX_LINE_CHARS: usize = 500;

/// Characters of a standfirst or a summary; longer ones are cut at a word, with an ellipsis.
pub const MAX_SUMMARY_CHARS: usize = 2000;

/// Names in a byline; those after are dropped. Papers of large collaborations are no articles of ours.
pub const MAX_BYLINE: usize = 50;

/// Tags; those after are dropped.
pub const MAX_TAGS: usize = 50;

/// Related headlines; those after are dropped. A page shows at most 20 (the attribute `related-limit`).
pub const MAX_RELATED: usize = 50;

/// Candidates of a `srcset`; those after are dropped. WordPress writes about 7.
pub const MAX_CANDIDATES: usize = 32;

/// Bytes of an `id`, a programming language's name, a `datetime` or a `sizes`; longer ones are dropped.
pub const MAX_TOKEN_BYTES: usize = 500;

/// Pixels of a width or a height; larger ones are dropped. No browser decodes a larger picture.
pub const MAX_PIXELS: u32 = 65_535;

/// A width or a height, if it is one.
pub(crate) fn pixels(found: u64) -> Option<u32> {
    u32::try_from(found).ok().filter(|pixels| (1..=MAX_PIXELS).contains(pixels))
}

/// Columns that a table's cell spans at most, by the HTML standard.
pub const MAX_COLSPAN: u16 = 1000;

/// Rows that a table's cell spans at most, by the HTML standard.
pub const MAX_ROWSPAN: u16 = 65_534;

/// Namespaces that are declared at one place of an XML document; those after are dropped.
///
/// Each name of an element looks through them. Feeds declare up to 20.
pub const MAX_NAMESPACES: usize = 100;

/// Bytes of the front matter of a Markdown document; a longer one is text.
pub const MAX_FRONT_MATTER_BYTES: usize = 64 * 1024;
