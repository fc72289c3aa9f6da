//! Lines into paragraphs and lists.

use crate::text::{clean, is_letter};

/// What the lines of a text make up.
#[derive(Debug, PartialEq)]
pub(super) enum Chunk {
    /// A paragraph or a heading, on one line.
    Text(String),
    /// The items of a list.
    List(Vec<String>),
    /// A line of marks alone.
    Divider,
}

/// How much longer the second line must be for the first, without a blank line between them, to be a heading:
/// lines that were broken by width differ by a word.
const LONGER: usize = 2;

/// Parts lines by the blank ones among them; where there is none, each line stands for itself.
pub(super) fn chunks(lines: &[&str]) -> Vec<Chunk> {
    let first = lines.iter().position(|line| !line.is_empty()).unwrap_or(lines.len());
    let end = lines.iter().rposition(|line| !line.is_empty()).map_or(0, |last| last + 1);
    let lines = lines.get(first..end).unwrap_or_default();
    let parted = lines.iter().any(|line| line.is_empty());
    let mut out = Chunks { chunks: Vec::new(), open: Open::None };
    let mut rest = lines.iter().copied().peekable();
    while let Some(line) = rest.next() {
        if line.is_empty() {
            out.open = Open::None;
        } else if is_divider(line) {
            out.chunks.push(Chunk::Divider);
            out.open = Open::None;
        } else if let Some(mut item) = item(line) {
            if item.is_empty() {
                // A mark alone belongs to the next line that says something.
                while rest.next_if(|next| next.is_empty()).is_some() {}
                item = rest.next_if(|next| self::item(next).is_none()).unwrap_or_default();
            }
            if !item.is_empty() {
                out.push_item(clean(item));
                out.open = if parted { Open::Item } else { Open::None };
            }
        } else {
            out.push_line(&clean(line));
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

struct Chunks {
    chunks: Vec<Chunk>,
    open: Open,
}

impl Chunks {
    fn push_line(&mut self, line: &str) {
        let before = match (self.open, self.chunks.last_mut()) {
            (Open::Text, Some(Chunk::Text(text))) => Some(text),
            (Open::Item, Some(Chunk::List(items))) => items.last_mut(),
            _ => None,
        };
        match before {
            Some(text) if !heads(text, line) => {
                text.push(' ');
                text.push_str(line);
            }
            _ => self.chunks.push(Chunk::Text(line.to_owned())),
        }
    }

    fn push_item(&mut self, item: String) {
        match self.chunks.last_mut() {
            Some(Chunk::List(items)) => items.push(item),
            _ => self.chunks.push(Chunk::List(vec![item])),
        }
    }
}

/// Whether a line is the heading of the one right below it.
fn heads(text: &str, below: &str) -> bool {
    let length = text.chars().count();
    length <= 60
        && below.chars().count() > (length * LONGER).max(100)
        && !text.ends_with(['.', ',', ';', ':', '…'])
}

/// The text of a list's line without its mark; empty where the mark stands alone.
fn item(line: &str) -> Option<&str> {
    let rest = line.strip_prefix(['-', '*', '•'])?;
    match rest.chars().next() {
        None => Some(rest),
        Some(first) if first.is_whitespace() => Some(rest.trim_start()),
        // A minus sign or emphasis, such as `-5` or `**`, is no mark.
        Some(first) if is_letter(first) || line.starts_with('•') => Some(rest),
        Some(_) => None,
    }
}

/// Three marks or more, and nothing else but blanks.
fn is_divider(line: &str) -> bool {
    let marks = line.chars().filter(|found| !found.is_whitespace());
    let first = line.chars().next().unwrap_or_default();
    matches!(first, '-' | '*' | '_' | '—' | '=')
        && marks.clone().count() >= 3
        && marks.clone().all(|mark| mark == first)
}
