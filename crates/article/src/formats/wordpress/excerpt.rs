//! Excerpts: written by hand they are standfirsts, made by WordPress they repeat the text.

use crate::html::plain;
use crate::model::Block;

/// The excerpt as a standfirst, unless it is the beginning of the body.
pub(super) fn standfirst(excerpt: &str, body: &[Block]) -> Option<String> {
    let cut_by_wordpress = excerpt.ends_with("[…]") || excerpt.ends_with("[...]");
    let text = without_tail(excerpt)?;
    let letters = letters(&text);
    let mut body_letters = String::new();
    push_letters(body, &mut body_letters);
    let repeats = body_letters.starts_with(&letters) || (cut_by_wordpress && body_letters.contains(&letters));
    (!repeats).then_some(text)
}

/// An excerpt without the mark of what was cut off; `None` where nothing is left.
pub(super) fn without_tail(excerpt: &str) -> Option<String> {
    let text = excerpt.trim_end();
    let bare = ["[…]", "[...]", "…", "..."].iter().find_map(|mark| text.strip_suffix(mark));
    let text = match bare {
        // An ellipsis without brackets may be the writer's own.
        Some(bare) if text.ends_with(']') => bare.trim_end().to_owned(),
        _ => text.to_owned(),
    };
    (!text.is_empty()).then_some(text)
}

/// What is compared: letters and digits alone, since an excerpt loses formatting, and quotation marks differ.
fn letters(text: &str) -> String {
    text.chars().filter(|found| found.is_alphanumeric()).collect()
}

/// WordPress makes excerpts of text alone, so that figures and tables are left out.
fn push_letters(blocks: &[Block], out: &mut String) {
    for block in blocks {
        match block {
            Block::Heading { content, .. } | Block::Paragraph { content, .. } => out.push_str(&letters(&plain(content))),
            Block::List(list) => {
                for item in &list.items {
                    push_letters(&item.blocks, out);
                }
            }
            Block::Quote { blocks, citation, .. } => {
                push_letters(blocks, out);
                out.push_str(&letters(&plain(citation)));
            }
            Block::Code { text, .. } => out.push_str(&letters(text)),
            Block::Figure(_) | Block::Table(_) | Block::Embed(_) | Block::Divider => {}
        }
    }
}
