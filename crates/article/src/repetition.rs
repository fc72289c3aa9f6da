//! What documents say twice: an excerpt that is the beginning of the text, a headline or a picture that stands in the
//! text again. It is shown once.

use json::text::trim_end;

use crate::html::plain;
use crate::model::{Block, Figure, Media};
use crate::text::{beginning, find, is_letter, split_at, split_last, split_once};

/// How many letters of an excerpt that was cut off are looked for in the text.
const MAX_COMPARED: usize = 100;

/// The excerpt as a standfirst, unless it is the beginning of the body. Excerpts that people wrote are standfirsts,
/// those that a system made repeat the text.
pub(crate) fn standfirst(excerpt: &str, body: &[Block]) -> Option<String> {
    // WordPress marks what it cut off, and makes excerpts of text that stands anywhere.
    let cut_by_wordpress = excerpt.ends_with("[…]") || excerpt.ends_with("[...]");
    let text = without_tail(excerpt)?;
    let repeats = if cut_by_wordpress {
        stands_in(&text, body)
    } else {
        let (mut letters, mut body_letters) = (String::new(), String::new());
        push_letters_of(&text, &mut letters);
        push_letters(body, &mut body_letters);
        body_letters.starts_with(&letters)
    };
    (!repeats).then_some(text)
}

/// Whether the beginning of a text stands anywhere in the body.
pub(crate) fn stands_in(text: &str, body: &[Block]) -> bool {
    let (mut letters, mut body_letters) = (String::new(), String::new());
    push_letters_of(text, &mut letters);
    push_letters(body, &mut body_letters);
    // The first words tell enough; searching for all of a long text would take long.
    letters.truncate(beginning(&letters, MAX_COMPARED).len());
    find(&body_letters, &letters).is_some()
}

/// Drops the heading, or the line, at the beginning of a body that is the headline again, unless it is all there is. A
/// line that ends in a full stop which the headline lacks is the first sentence of the text.
#[cfg(any(
    feature = "feeds",
    feature = "html-page",
    feature = "json-feed",
    feature = "markdown",
    feature = "ninjs"
))]
pub(crate) fn drop_headline(headline: &str, body: &mut Vec<Block>) {
    let repeats = match body.as_slice() {
        [Block::Heading { content, .. }, _, ..] => is_same(headline, &plain(content)),
        [Block::Paragraph { content, .. }, _, ..] => {
            let line = plain(content);
            is_same(headline, &line) && line.ends_with(".") == headline.ends_with(".")
        }
        _ => false,
    };
    if repeats {
        body.remove(0);
    }
}

/// Whether two texts have the same letters and digits, and any.
pub(crate) fn is_same(one: &str, other: &str) -> bool {
    let (mut letters, mut others) = (String::new(), String::new());
    push_letters_of(one, &mut letters);
    push_letters_of(other, &mut others);
    !letters.is_empty() && letters == others
}

/// Drops the figure at the beginning of a body that shows the hero again; a caption that only it has goes to the hero.
pub(crate) fn drop_hero(hero: &mut Figure, body: &mut Vec<Block>) {
    let Some(Block::Figure(first)) = body.first_mut() else { return };
    if !(first.media.len() == 1 && shows_same(hero, first)) {
        return;
    }
    if hero.caption.is_empty() {
        hero.caption = std::mem::take(&mut first.caption);
    }
    hero.credit = hero.credit.take().or(first.credit.take());
    // Feeds do not say what their pictures show, the text does.
    if let ([Media::Image(hero)], [Media::Image(first)]) =
        (hero.media.as_mut_slice(), first.media.as_mut_slice())
        && hero.alt.is_empty()
    {
        hero.alt = std::mem::take(&mut first.alt);
    }
    body.remove(0);
}

/// Whether two figures show one picture, in whatever size.
pub(crate) fn shows_same(one: &Figure, other: &Figure) -> bool {
    match (one.media.as_slice(), other.media.as_slice()) {
        ([Media::Image(one)], [Media::Image(other)]) => {
            picture(one.src.as_str()) == picture(other.src.as_str())
        }
        _ => false,
    }
}

/// What all sizes of a picture have in common: the address without query, ending, `-scaled` and size, as in
/// `lamp-1024x577.jpg`.
fn picture(url: &str) -> &str {
    let (path, _) = split_at(url, "?#");
    let (_, path) = split_once(path, "//").unwrap_or(("", path));
    let stem = split_last(path, b'.').map_or(path, |(stem, _)| stem);
    let stem = match split_last(stem, b'-') {
        Some((name, size)) if is_size(size) => name,
        _ => stem,
    };
    stem.strip_suffix("-scaled").unwrap_or(stem)
}

fn is_size(text: &str) -> bool {
    let (width, height) = split_at(text, "x");
    json::whole(width).is_some() && height.get(1..).and_then(json::whole).is_some()
}

/// An excerpt without the mark of what was cut off; `None` where nothing is left.
pub(crate) fn without_tail(excerpt: &str) -> Option<String> {
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
            Block::Correction { blocks, .. } => push_letters(blocks, out),
            Block::Figure(_) | Block::Gallery { .. } | Block::Table(_) | Block::Embed(_) | Block::Divider => {
            }
        }
    }
}
