//! Runs of text, as a browser would show them: white space collapsed, empty formatting dropped.

use crate::model::Inline;
use crate::text::{SPACE, is_control, is_space};

/// Collapses white space across a whole line of text, drops it at the ends and around breaks, joins texts that touch
/// and drops formatting of nothing. An anchor stays, since a link may point at it.
pub(super) fn tidy(line: Vec<Inline>) -> Vec<Inline> {
    let mut after_space = true;
    let mut line = collapse(line, &mut after_space);
    trim_end(&mut line);
    line
}

fn collapse(line: Vec<Inline>, after_space: &mut bool) -> Vec<Inline> {
    let mut out: Vec<Inline> = Vec::with_capacity(line.len());
    for mut inline in line {
        match &mut inline {
            Inline::Text(text) => {
                let collapsed = collapse_text(text, after_space);
                match out.last_mut() {
                    Some(Inline::Text(before)) => before.push_str(&collapsed),
                    _ if !collapsed.is_empty() => out.push(Inline::Text(collapsed)),
                    _ => {}
                }
                continue;
            }
            Inline::Break => {
                trim_end_text(&mut out);
                *after_space = true;
            }
            _ => {}
        }
        let anchor = matches!(inline, Inline::Anchor { .. });
        if let Some(content) = content_mut(&mut inline) {
            *content = collapse(std::mem::take(content), after_space);
            if content.is_empty() && !anchor {
                continue;
            }
        }
        out.push(inline);
    }
    out
}

fn collapse_text(text: &str, after_space: &mut bool) -> String {
    let mut out = String::with_capacity(text.len());
    for found in text.chars() {
        if is_space(found) {
            if !*after_space {
                out.push(' ');
            }
            *after_space = true;
        } else if !is_control(found) {
            out.push(found);
            *after_space = false;
        }
    }
    out
}

/// Drops breaks and blanks at both ends of a part of a tidy line.
pub(super) fn trim(line: &mut Vec<Inline>) {
    while let Some(Inline::Break) = line.first() {
        line.remove(0);
    }
    trim_end(line);
}

/// Drops white space and breaks at the end of a line, however deep it is formatted.
fn trim_end(line: &mut Vec<Inline>) {
    while let Some(last) = line.last_mut() {
        let empty = match last {
            Inline::Break => true,
            Inline::Text(text) => {
                text.truncate(crate::text::strip_end(text, SPACE).len());
                text.is_empty()
            }
            Inline::Anchor { content, .. } => {
                trim_end(content);
                false
            }
            other => match content_mut(other) {
                Some(content) => {
                    trim_end(content);
                    content.is_empty()
                }
                None => false,
            },
        };
        if !empty {
            return;
        }
        line.pop();
    }
}

/// Drops a blank at the end of what stands before a break, with the formatting that there was of it alone.
fn trim_end_text(line: &mut Vec<Inline>) {
    match line.last_mut() {
        Some(Inline::Text(text)) => {
            text.truncate(crate::text::strip_end(text, SPACE).len());
            if text.is_empty() {
                line.pop();
            }
        }
        Some(other) => {
            let anchor = matches!(other, Inline::Anchor { .. });
            if let Some(content) = content_mut(other) {
                trim_end_text(content);
                if content.is_empty() && !anchor {
                    line.pop();
                }
            }
        }
        None => {}
    }
}

/// What formatting holds.
pub(super) fn content(inline: &Inline) -> &[Inline] {
    match inline {
        Inline::Text(_) | Inline::Break => &[],
        Inline::Strong(content)
        | Inline::Emphasis(content)
        | Inline::Code(content)
        | Inline::Subscript(content)
        | Inline::Superscript(content)
        | Inline::Mark(content)
        | Inline::Strike(content)
        | Inline::Quote(content)
        | Inline::Link { content, .. }
        | Inline::Abbreviation { content, .. }
        | Inline::Time { content, .. }
        | Inline::Anchor { content, .. } => content,
    }
}

fn content_mut(inline: &mut Inline) -> Option<&mut Vec<Inline>> {
    match inline {
        Inline::Text(_) | Inline::Break => None,
        Inline::Strong(content)
        | Inline::Emphasis(content)
        | Inline::Code(content)
        | Inline::Subscript(content)
        | Inline::Superscript(content)
        | Inline::Mark(content)
        | Inline::Strike(content)
        | Inline::Quote(content)
        | Inline::Link { content, .. }
        | Inline::Abbreviation { content, .. }
        | Inline::Time { content, .. }
        | Inline::Anchor { content, .. } => Some(content),
    }
}

/// Whether a line shows something. No-break spaces alone do not.
pub(super) fn shows(line: &[Inline]) -> bool {
    line.iter().any(|inline| match inline {
        Inline::Text(text) => text.contains(|found: char| !found.is_whitespace() && found != '\u{200b}'),
        other => shows(content(other)),
    })
}

/// Whether there is a link in a line.
pub(crate) fn has_link(line: &[Inline]) -> bool {
    line.iter().any(|inline| matches!(inline, Inline::Link { .. }) || has_link(content(inline)))
}

/// The text of a line, without its formatting; a break is a line feed.
pub(crate) fn plain(line: &[Inline]) -> String {
    let mut out = String::new();
    push_plain(line, &mut out);
    out
}

fn push_plain(line: &[Inline], out: &mut String) {
    for inline in line {
        match inline {
            Inline::Text(text) => out.push_str(text),
            Inline::Break => out.push('\n'),
            other => push_plain(content(other), out),
        }
    }
}
