//! Excerpts: written by hand they are standfirsts, made by WordPress they repeat the text.

use json::text::trim_end;

use crate::html::plain;
use crate::model::Block;
use crate::text::{beginning, find, is_letter};

/// How many letters of an excerpt that was cut off are looked for in the text.
const MAX_COMPARED: usize = 100;

/// The excerpt as a standfirst, unless it is the beginning of the body.
pub(super) fn standfirst(excerpt: &str, body: &[Block]) -> Option<String> {
    let cut_by_wordpress = excerpt.ends_with("[…]") || excerpt.ends_with("[...]");
    let text = without_tail(excerpt)?;
    let mut letters = String::new();
    push_letters_of(&text, &mut letters);
    let mut body_letters = String::new();
    push_letters(body, &mut body_letters);
    if cut_by_wordpress {
        // Some 55 words, of which the first tell enough; searching for all of a long one would take long.
        letters.truncate(beginning(&letters, MAX_COMPARED).len());
    }
    let repeats =
        body_letters.starts_with(&letters) || (cut_by_wordpress && find(&body_letters, &letters).is_some());
    (!repeats).then_some(text)
}

/// An excerpt without the mark of what was cut off; `None` where nothing is left.
pub(super) fn without_tail(excerpt: &str) -> Option<String> {
    let text = trim_end(excerpt);
    let bare = ["[…]", "[...]", "…", "..."].iter().find_map(|mark| text.strip_suffix(mark));
    let text = match bare {
        // An ellipsis without brackets may be the writer's own.
        Some(bare) if text.ends_with("]") => trim_end(bare).to_owned(),
        _ => text.to_owned(),
    };
    (!text.is_empty()).then_some(text)
}

/// What is compared: letters and digits alone, since an excerpt loses formatting, and quotation marks differ.
fn push_letters_of(text: &str, out: &mut String) {
    for found in text.chars() {
        if is_letter(found) || found.is_ascii_digit() {
            out.push(found);
        }
    }
}

/// WordPress makes excerpts of text alone, so that figures and tables are left out.
fn push_letters(blocks: &[Block], out: &mut String) {
    for block in blocks {
        match block {
            Block::Heading { content, .. } | Block::Paragraph { content, .. } => {
                push_letters_of(&plain(content), out)
            }
            Block::List(list) => {
                for item in &list.items {
                    push_letters(&item.blocks, out);
                }
            }
            Block::Quote { blocks, citation, .. } => {
                push_letters(blocks, out);
                push_letters_of(&plain(citation), out);
            }
            Block::Code { text, .. } => push_letters_of(text, out),
            Block::Figure(_) | Block::Table(_) | Block::Embed(_) | Block::Divider => {}
        }
    }
}
