//! Blocks where only a line of text can stand, as in a table's cell or a heading.

use super::tidy::shows;
use crate::model::{Block, Inline, LinkTarget, Media};

/// Takes the text out of blocks, as one run, parted by breaks. The blocks are taken apart where they stand, since moving
/// each out of its list is more code.
pub(super) fn flatten(blocks: &mut [Block]) -> Vec<Inline> {
    let mut line = Vec::new();
    for block in blocks {
        match block {
            Block::Heading { content, .. } | Block::Paragraph { content, .. } => part(&mut line, content),
            Block::List(list) => {
                for item in &mut list.items {
                    part(&mut line, &mut flatten(&mut item.blocks));
                }
            }
            Block::Quote { blocks, citation, .. } => {
                part(&mut line, &mut flatten(blocks));
                part(&mut line, citation);
            }
            Block::Figure(figure) => {
                for media in &mut figure.media {
                    if let Media::Image(image) = media {
                        part(&mut line, &mut vec![Inline::Text(std::mem::take(&mut image.alt))]);
                    }
                }
                part(&mut line, &mut figure.caption);
            }
            Block::Gallery { figures, caption } => {
                for figure in figures {
                    part(&mut line, &mut figure.caption);
                }
                part(&mut line, caption);
            }
            Block::Correction { blocks, .. } => part(&mut line, &mut flatten(blocks)),
            Block::Table(table) => {
                part(&mut line, &mut table.caption);
                for rows in [&mut table.head, &mut table.body] {
                    for row in rows {
                        for cell in &mut row.cells {
                            part(&mut line, &mut cell.content);
                        }
                    }
                }
            }
            Block::Code { text, .. } => {
                part(&mut line, &mut vec![Inline::Code(vec![Inline::Text(std::mem::take(text))])]);
            }
            Block::Embed(embed) => {
                let text = embed.title.take().unwrap_or_else(|| embed.url.as_str().to_owned());
                let target = LinkTarget::Url(embed.url.clone());
                part(&mut line, &mut vec![Inline::Link { target, content: vec![Inline::Text(text)] }]);
                part(&mut line, &mut embed.caption);
            }
            Block::Divider => {}
        }
    }
    line
}

fn part(line: &mut Vec<Inline>, piece: &mut Vec<Inline>) {
    if shows(piece) {
        join(line, piece);
    }
}

/// Appends to a run of text, after a break.
pub(super) fn join(line: &mut Vec<Inline>, more: &mut Vec<Inline>) {
    if !line.is_empty() && !more.is_empty() {
        line.push(Inline::Break);
    }
    line.append(more);
}
