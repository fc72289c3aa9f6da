//! White space, sentences and the like, for all formats.

use json::text::{find_any, split_any, trim_end_of};

use crate::limits::MAX_TOKEN_BYTES;

/// White space as HTML collapses it. A no-break space is none.
pub(crate) const SPACE: &str = " \t\n\r\u{c}";

/// Whether a character is [`SPACE`].
pub(crate) fn is_space(found: char) -> bool {
    matches!(found, ' ' | '\t' | '\n' | '\r' | '\u{c}')
}

/// A control character, C0 or C1.
pub(crate) fn is_control(found: char) -> bool {
    matches!(found, '\0'..='\u{1f}' | '\u{7f}'..='\u{9f}')
}

/// White space or a control character: what stands at the ends of a text and cannot be seen.
fn is_unseen(found: char) -> bool {
    found.is_whitespace() || is_control(found)
}

/// Text without white space and control characters at its ends. What is cleaned so has none at its ends after that
/// either: white space that a control character had kept apart from the end would be left there otherwise.
#[inline(never)]
pub(crate) fn trim_unseen(text: &str) -> &str {
    let mut rest = trim_end_of(text, is_unseen).chars();
    loop {
        let kept = rest.as_str();
        if !rest.next().is_some_and(is_unseen) {
            return kept;
        }
    }
}

/// A letter. Past ASCII it is whatever stands outside the blocks of punctuation, symbols and emoji: Unicode's own
/// tables of what is a letter are 4 KB of the widget, and this is asked of prose.
pub(crate) fn is_letter(found: char) -> bool {
    match found {
        '\0'..='\u{7f}' => found.is_ascii_alphabetic(),
        '\u{80}'..='\u{bf}'
        | '\u{2000}'..='\u{2bff}'
        | '\u{3000}'..='\u{303f}'
        | '\u{fe10}'..='\u{fe6f}'
        | '\u{ff00}'..='\u{ff0f}'
        | '\u{fff0}'..='\u{ffff}'
        | '\u{1f000}'..='\u{1faff}' => false,
        _ => true,
    }
}

/// A small letter of the Latin 1, Greek or Cyrillic alphabets. Others of Latin are not known, for the same reason.
pub(crate) fn is_lower(found: char) -> bool {
    matches!(found, 'a'..='z' | 'ß'..='ÿ' | 'α'..='ώ' | 'а'..='џ')
}

/// A capital letter, as in [`is_lower`].
pub(crate) fn is_upper(found: char) -> bool {
    matches!(found, 'A'..='Z' | 'À'..='Þ' | 'Α'..='Ϋ' | 'Ѐ'..='Я')
}

/// Whether a character is one of these. A call with a text is fewer bytes of the widget than comparisons, where the
/// characters are not all of ASCII.
#[inline(never)]
pub(crate) fn is_any(characters: &str, found: char) -> bool {
    characters.chars().any(|known| known == found)
}

/// The first character; NUL where there is none.
pub(crate) fn first(text: &str) -> char {
    text.chars().next().unwrap_or_default()
}

/// The last character; NUL where there is none.
pub(crate) fn last(text: &str) -> char {
    text.chars().next_back().unwrap_or_default()
}

/// The first so many characters.
pub(crate) fn beginning(text: &str, count: usize) -> &str {
    let mut left = count;
    for (at, byte) in text.bytes().enumerate() {
        if begins_character(byte) {
            if left == 0 {
                return text.get(..at).unwrap_or_default();
            }
            left -= 1;
        }
    }
    text
}

/// How many characters there are.
pub(crate) fn length(text: &str) -> usize {
    // The standard library counts in four times the code.
    text.bytes().filter(|byte| begins_character(*byte)).count()
}

/// Whether a byte of UTF-8 does not continue a character.
fn begins_character(byte: u8) -> bool {
    byte & 0xc0 != 0x80
}

/// Text without such of some characters as stand at its end.
#[inline(never)]
pub(crate) fn strip_end<'a>(text: &'a str, unwanted: &str) -> &'a str {
    let mut rest = text.chars();
    loop {
        let kept = rest.as_str();
        match rest.next_back() {
            Some(found) if is_any(unwanted, found) => {}
            _ => return kept,
        }
    }
}

/// Text without such of some characters as stand at its beginning.
#[inline(never)]
pub(crate) fn strip_start<'a>(text: &'a str, unwanted: &str) -> &'a str {
    let mut rest = text.chars();
    loop {
        let kept = rest.as_str();
        match rest.next() {
            Some(found) if is_any(unwanted, found) => {}
            _ => return kept,
        }
    }
}

/// What stands before the first of some characters, which are of ASCII, and what from it on.
pub(crate) fn split_at<'a>(text: &'a str, ends: &str) -> (&'a str, &'a str) {
    text.split_at(find_any(text, ends).unwrap_or(text.len()))
}

/// What stands before and after the last of a character of ASCII.
pub(crate) fn split_last(text: &str, mark: u8) -> Option<(&str, &str)> {
    let at = text.bytes().rposition(|byte| byte == mark)?;
    Some((text.get(..at)?, text.get(at + 1..)?))
}

/// Whether a word is one of a list that bars part. A text is fewer bytes of the widget than a list of texts.
#[inline(never)]
pub(crate) fn is_one_of(words: &str, word: &str) -> bool {
    split_any(words, "|").any(|known| known == word)
}

/// Whether HTML allows it as an identifier, and it is no longer than ours may be.
pub(crate) fn is_id(text: &str) -> bool {
    text.len() <= MAX_TOKEN_BYTES && is_all(text, |found| !found.is_whitespace())
}

/// Whether there is something, and all of it is such as a function says.
pub(crate) fn is_all(text: &str, wanted: fn(char) -> bool) -> bool {
    !text.is_empty() && text.chars().all(wanted)
}

/// Where a part stands in a text; an empty one stands nowhere. The part is short or the text is: the standard library's
/// search, which takes linear time for any part, is 3 KB of the widget.
pub(crate) fn find(text: &str, part: &str) -> Option<usize> {
    // There are no windows of no length.
    text.as_bytes().windows(part.len().max(1)).position(|window| window == part.as_bytes())
}

/// What stands before a part of a text and what after it.
pub(crate) fn split_once<'a>(text: &'a str, part: &str) -> Option<(&'a str, &'a str)> {
    let at = find(text, part)?;
    Some((text.get(..at)?, text.get(at + part.len()..)?))
}

/// Text on one line: runs of white space become one blank, control characters are dropped, the ends are trimmed, of
/// no-break spaces too.
pub(crate) fn clean(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for found in trim_unseen(text).chars() {
        if found.is_whitespace() && found != '\u{a0}' && found != '\u{202f}' {
            if !out.ends_with(" ") {
                out.push(' ');
            }
        } else if !is_control(found) {
            out.push(found);
        }
    }
    out
}

/// Text of at most so many characters: longer text ends at a word, with an ellipsis.
pub(crate) fn cut(text: &str, limit: usize) -> String {
    let head = beginning(text, limit);
    if head.len() == text.len() {
        return text.to_owned();
    }
    let head = match split_last(head, b' ') {
        // Scripts without blanks have no word to end at.
        Some((words, _)) if words.len() > head.len() / 2 => words,
        _ => head,
    };
    let mut out = strip_end(head, " ,;:").to_owned();
    out.push('…');
    out
}

#[cfg(test)]
mod tests {
    use super::{clean, cut, find};

    #[test]
    fn text_comes_onto_one_line() {
        assert_eq!(clean("\u{a0} One\r\n\t two\u{2028}three\u{0}\u{a0}"), "One two three");
        assert_eq!(clean("10\u{a0}km  on"), "10\u{a0}km on");
        assert_eq!(clean(" \u{a0}\n"), "");
        assert_eq!(clean("\0 \u{1}\u{a0}one\t\0 \u{1} two\t\u{a0}\0"), "one two");
    }

    #[test]
    fn parts_are_found() {
        let cases = [
            ("lamps", "mp", Some(2)),
            ("lamps", "x", None),
            ("lamps", "", None),
            ("", "", None),
            ("", "x", None),
        ];
        for (text, part, expected) in cases {
            assert_eq!(find(text, part), expected, "{text:?} {part:?}");
        }
    }

    #[test]
    fn long_text_ends_at_a_word() {
        assert_eq!(cut("one two", 7), "one two");
        assert_eq!(cut("one, two three", 10), "one, two…");
        assert_eq!(cut("one, two", 6), "one…");
        assert_eq!(cut("日本語の見出し", 3), "日本語…");
    }
}
