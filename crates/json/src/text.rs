//! What the standard library does to texts, in a fraction of its code: its functions are made for all kinds of patterns
//! and separators, and the widget would carry some KB of them. They stand in this crate since every other knows it.

/// Texts one after another, as `concat` has it.
#[must_use]
pub fn concat(parts: &[&str]) -> String {
    let mut out = String::new();
    for part in parts {
        out.push_str(part);
    }
    out
}

/// Where the first of some characters, which are of ASCII, stands.
#[must_use]
#[inline(never)]
pub fn find_any(text: &str, marks: &str) -> Option<usize> {
    text.bytes().position(|byte| marks.bytes().any(|mark| mark == byte))
}

/// What stands before and after the first of some characters, which are of ASCII, as `split_once` has it.
#[must_use]
#[inline(never)]
pub fn split_once_any<'a>(text: &'a str, marks: &str) -> Option<(&'a str, &'a str)> {
    let at = find_any(text, marks)?;
    Some((text.get(..at)?, text.get(at + 1..)?))
}

/// What some characters, which are of ASCII, part, as `split` has it.
pub fn split_any<'a>(text: &'a str, marks: &'a str) -> impl Iterator<Item = &'a str> {
    Split { rest: Some(text), marks }
}

struct Split<'a> {
    rest: Option<&'a str>,
    marks: &'a str,
}

impl<'a> Iterator for Split<'a> {
    type Item = &'a str;

    #[inline(never)]
    fn next(&mut self) -> Option<&'a str> {
        let rest = self.rest?;
        let parts = split_once_any(rest, self.marks);
        self.rest = parts.map(|(_, after)| after);
        Some(parts.map_or(rest, |(before, _)| before))
    }
}

/// Text without white space at its beginning, as `trim_start` has it.
#[must_use]
pub fn trim_start(text: &str) -> &str {
    let mut rest = text.chars();
    loop {
        let kept = rest.as_str();
        match rest.next() {
            Some(found) if found.is_whitespace() => {}
            _ => return kept,
        }
    }
}

/// Text without white space at its end, as `trim_end` has it.
#[must_use]
pub fn trim_end(text: &str) -> &str {
    trim_end_of(text, char::is_whitespace)
}

/// Text without such characters at its end as a function names, as `trim_end_matches` has it.
#[must_use]
#[inline(never)]
pub fn trim_end_of(text: &str, unwanted: fn(char) -> bool) -> &str {
    let mut rest = text.chars();
    loop {
        let kept = rest.as_str();
        if !rest.next_back().is_some_and(unwanted) {
            return kept;
        }
    }
}

/// Text without white space at its ends, as `trim` has it.
#[must_use]
#[inline(never)]
pub fn trim(text: &str) -> &str {
    trim_end(trim_start(text))
}

#[cfg(test)]
mod tests {
    use super::{concat, find_any, split_any, split_once_any, trim, trim_end, trim_end_of, trim_start};

    #[test]
    fn texts_are_parted_as_by_the_standard_library() {
        for text in ["", "-", "a", "a-b", "é-ü_ß", "--", "-a_-"] {
            let marks = ['-', '_'];
            assert_eq!(find_any(text, "-_"), text.find(marks), "{text:?}");
            assert_eq!(split_once_any(text, "-_"), text.split_once(marks), "{text:?}");
            assert!(split_any(text, "-_").eq(text.split(marks)), "{text:?}");
        }
    }

    #[test]
    fn it_is_what_the_standard_library_does() {
        for text in ["", " ", "\u{2003}\n", "a", " a b\t", "\u{a0}é\u{3000}", "\u{200b} \u{200b}"] {
            assert_eq!(trim(text), text.trim(), "{text:?}");
            assert_eq!(trim_start(text), text.trim_start(), "{text:?}");
            assert_eq!(trim_end(text), text.trim_end(), "{text:?}");
            let is_letter = |found| found == 'a' || found == 'b';
            assert_eq!(trim_end_of(text, is_letter), text.trim_end_matches(is_letter), "{text:?}");
        }
        assert_eq!(concat(&["a", "", "bc"]), "abc");
        assert_eq!(concat(&[]), "");
    }
}
