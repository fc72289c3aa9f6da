//! Blocks where only a line of text can stand, as in a table's cell or a heading.

use super::tidy::shows;
use crate::model::{Block, Inline, LinkTarget, Media};

/// Blocks as one run of text, parted by breaks.
pub(super) fn flatten(blocks: Vec<Block>) -> Vec<Inline> {
    let mut line: Vec<Inline> = Vec::new();
    let mut part = |piece: Vec<Inline>| {
        if shows(&piece) {
            if !line.is_empty() {
                line.push(Inline::Break);
            }
            line.extend(piece);
        }
    };
    for block in blocks {
        match block {
            Block::Heading { content, .. } | Block::Paragraph { content, .. } => part(content),
            Block::List(list) => {
                for item in list.items {
                    part(flatten(item.blocks));
                }
            }
            Block::Quote { blocks, citation, .. } => {
                part(flatten(blocks));
                part(citation);
            }
            Block::Figure(figure) => {
                for media in figure.media {
                    if let Media::Image(image) = media {
                        part(vec![Inline::Text(image.alt)]);
                    }
                }
                part(figure.caption);
            }
            Block::Table(table) => {
                part(table.caption);
                for row in table.head.into_iter().chain(table.body) {
                    for cell in row.cells {
                        part(cell.content);
                    }
                }
            }
            Block::Code { text, .. } => part(vec![Inline::Code(vec![Inline::Text(text)])]),
            Block::Embed(embed) => {
                let text = Inline::Text(embed.title.unwrap_or_else(|| embed.url.as_str().to_owned()));
                part(vec![Inline::Link { target: LinkTarget::Url(embed.url), content: vec![text] }]);
                part(embed.caption);
            }
            Block::Divider => {}
        }
    }
    line
}
