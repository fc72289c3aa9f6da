//! White space, sentences and the like, for all formats.

/// White space as HTML collapses it. A no-break space is none.
pub(crate) fn is_space(found: char) -> bool {
    matches!(found, ' ' | '\t' | '\n' | '\r' | '\u{c}')
}

/// Text on one line: runs of white space become one blank, control characters are dropped, the ends are trimmed, of
/// no-break spaces too.
pub(crate) fn clean(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for found in text.trim().chars() {
        if found.is_whitespace() && found != '\u{a0}' && found != '\u{202f}' {
            if !out.ends_with(' ') {
                out.push(' ');
            }
        } else if !found.is_control() {
            out.push(found);
        }
    }
    out
}

/// Text of at most so many characters: longer text ends at a word, with an ellipsis.
pub(crate) fn cut(text: &str, limit: usize) -> String {
    let Some((end, _)) = text.char_indices().nth(limit) else { return text.to_owned() };
    let head = text.get(..end).unwrap_or_default();
    let head = match head.rsplit_once(' ') {
        // Scripts without blanks have no word to end at.
        Some((words, _)) if words.len() > head.len() / 2 => words,
        _ => head,
    };
    let mut out = head.trim_end_matches([' ', ',', ';', ':']).to_owned();
    out.push('…');
    out
}

#[cfg(test)]
mod tests {
    use super::{clean, cut};

    #[test]
    fn text_comes_onto_one_line() {
        assert_eq!(clean("\u{a0} One\r\n\t two\u{2028}three\u{0}\u{a0}"), "One two three");
        assert_eq!(clean("10\u{a0}km  on"), "10\u{a0}km on");
        assert_eq!(clean(" \u{a0}\n"), "");
    }

    #[test]
    fn long_text_ends_at_a_word() {
        assert_eq!(cut("one two", 7), "one two");
        assert_eq!(cut("one, two three", 10), "one, two…");
        assert_eq!(cut("one, two", 6), "one…");
        assert_eq!(cut("日本語の見出し", 3), "日本語…");
    }
}
