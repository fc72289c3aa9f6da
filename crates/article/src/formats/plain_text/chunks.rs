//! Lines into paragraphs and lists.

use json::text::trim_start;

use super::after_blanks;
use crate::text::{clean, first, is_any, is_letter, last, length};

/// What some lines of a text make up.
pub(super) struct Chunk {
    pub(super) kind: Kind,
    /// On one line; empty for a divider.
    pub(super) text: String,
}

/// What a chunk is.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Kind {
    /// A paragraph or a heading.
    Text,
    /// The first item of a list.
    First,
    /// A further item of the list before.
    Further,
    /// A line of marks alone.
    Divider,
}

impl Kind {
    /// Whether it is an item of a list.
    pub(super) fn is_item(self) -> bool {
        matches!(self, Self::First | Self::Further)
    }
}

/// How much longer the second line must be for the first, without a blank line between them, to be a heading:
/// lines that were broken by width differ by a word.
const LONGER: usize = 2;

/// Parts lines by the blank ones among them; where there is none, each line stands for itself. The first line is not
/// blank.
pub(super) fn chunks(mut lines: &[&str]) -> Vec<Chunk> {
    while let [rest @ .., ""] = lines {
        lines = rest;
    }
    let parted = lines.contains(&"");
    let mut out = Chunks { chunks: Vec::new(), open: Open::None };
    while let [line, rest @ ..] = lines {
        lines = rest;
        if line.is_empty() {
            out.open = Open::None;
        } else if is_divider(line) {
            out.push(Kind::Divider, String::new());
            out.open = Open::None;
        } else if let Some(mut item) = item(line) {
            if item.is_empty() {
                // A mark alone belongs to the next line that says something.
                lines = after_blanks(lines);
                if let [next, rest @ ..] = lines
                    && self::item(next).is_none()
                {
                    item = next;
                    lines = rest;
                }
            }
            if !item.is_empty() {
                let follows = out.chunks.last().is_some_and(|before| before.kind.is_item());
                out.push(if follows { Kind::Further } else { Kind::First }, clean(item));
                out.open = if parted { Open::Item } else { Open::None };
            }
        } else {
            out.push_line(clean(line));
            out.open = if parted { Open::Text } else { Open::None };
        }
    }
    out.chunks
}

/// What the next line continues.
#[derive(Clone, Copy)]
enum Open {
    None,
    Text,
    Item,
}

impl Open {
    fn is_for(self, kind: Kind) -> bool {
        match self {
            Self::None => false,
            Self::Text => kind == Kind::Text,
            Self::Item => kind.is_item(),
        }
    }
}

struct Chunks {
    chunks: Vec<Chunk>,
    open: Open,
}

impl Chunks {
    fn push_line(&mut self, line: String) {
        match self.chunks.last_mut() {
            Some(Chunk { kind, text }) if self.open.is_for(*kind) && !heads(text, &line) => {
                text.push(' ');
                text.push_str(&line);
            }
            _ => self.push(Kind::Text, line),
        }
    }

    fn push(&mut self, kind: Kind, text: String) {
        self.chunks.push(Chunk { kind, text });
    }
}

/// Whether a line is the heading of the one right below it.
fn heads(text: &str, below: &str) -> bool {
    let long = length(text);
    long <= 60
        && length(below) > (long * LONGER).max(100)
        && !is_any(".,;:…", last(text))
}

/// The text of a list's line without its mark; empty where the mark stands alone.
fn item(line: &str) -> Option<&str> {
    let mark = first(line);
    let rest = line.get(mark.len_utf8()..).filter(|_| is_any("-*•", mark))?;
    let text = trim_start(rest);
    // A minus sign or emphasis, such as `-5` or `**`, is no mark.
    let marks = text.len() < rest.len() || rest.is_empty() || mark == '•' || is_letter(first(rest));
    marks.then_some(text)
}

/// Three marks or more, and nothing else but blanks.
fn is_divider(line: &str) -> bool {
    let mark = first(line);
    let mut count = 0;
    for found in line.chars() {
        if found == mark {
            count += 1;
        } else if !found.is_whitespace() {
            return false;
        }
    }
    count >= 3 && is_any("-*_—=", mark)
}
