//! The one form a text is stored in. Applying it twice changes nothing more: what is stored can be sent again.

use json::text::trim;

use crate::Unicode;

/// Whether a field may have several lines.
#[derive(Clone, Copy, Eq, PartialEq)]
pub(crate) enum Lines {
    One,
    Many,
}

/// The text without what cannot be seen and without blanks at its ends; nothing where that leaves nothing.
pub(crate) fn normalise(text: &str, lines: Lines, unicode: &dyn Unicode) -> Option<String> {
    // Characters go first: one of them may stand between a letter and its accent, which compose once it is gone.
    let mut seen = String::with_capacity(text.len());
    let mut after_return = false;
    for character in text.chars() {
        match character {
            '\n' if after_return => {}
            '\r' | '\n' => seen.push(line_break(lines)),
            '\u{2028}' | '\u{2029}' if lines == Lines::One => seen.push(' '),
            '\t' => seen.push('\t'),
            // Left to right and right to left override: they turn the text around them, and the page's after them.
            '\u{202d}' | '\u{202e}' => {}
            _ if character.is_control() => {}
            _ => seen.push(character),
        }
        after_return = character == '\r';
    }
    // Trimming goes last: composing turns some blanks into others. A part of a composed text is itself composed.
    let composed = unicode.nfc(&seen);
    let trimmed = trim(&composed);
    (!trimmed.is_empty()).then(|| trimmed.to_owned())
}

fn line_break(lines: Lines) -> char {
    match lines {
        Lines::One => ' ',
        Lines::Many => '\n',
    }
}

#[cfg(feature = "native")]
#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::NativeUnicode;

    fn check(lines: Lines, text: &str, expect: &str) {
        let expect = (!expect.is_empty()).then_some(expect);
        assert_eq!(normalise(text, lines, &NativeUnicode).as_deref(), expect, "{text:?}");
    }

    #[test]
    fn texts_have_one_form() {
        check(Lines::Many, "  a\r\nb\rc\n\n\td \u{3000}", "a\nb\nc\n\n\td");
        check(Lines::One, " a\r\nb\rc\nd\u{2028}e", "a b c d e");
        check(Lines::Many, "e\u{301}", "é");
        check(Lines::Many, "e\u{0}\u{301}", "é");
        check(Lines::Many, "e\u{202e}\u{301}\u{202d}", "é");
        check(Lines::Many, "\u{0}\u{7f}\u{85}\u{9f}", "");
        check(Lines::Many, " \u{2000}\n", "");
        // Marks that right-to-left text needs, and isolates, are no overrides.
        check(Lines::Many, "\u{200f}א\u{2067}ב\u{2069}", "\u{200f}א\u{2067}ב\u{2069}");
        check(Lines::One, "👨\u{200d}👩\u{200d}👧", "👨\u{200d}👩\u{200d}👧");
    }

    proptest! {
        #[test]
        fn twice_is_as_once(text in any::<String>(), many in any::<bool>()) {
            let lines = if many { Lines::Many } else { Lines::One };
            let once = normalise(&text, lines, &NativeUnicode);
            if let Some(once) = once {
                prop_assert_eq!(normalise(&once, lines, &NativeUnicode), Some(once));
            }
        }

        #[test]
        fn twice_is_as_once_among_troublemakers(
            text in "[ \n\r\t\u{0}\u{85}e\u{301}\u{323}\u{202e}\u{2000}\u{2028}\u{ac00}\u{11a8}\u{1100}\u{1161}\u{feff}]{0,24}",
            many in any::<bool>(),
        ) {
            let lines = if many { Lines::Many } else { Lines::One };
            let once = normalise(&text, lines, &NativeUnicode);
            if let Some(once) = once {
                prop_assert!(!once.contains(['\r', '\u{202e}', '\u{0}']), "{:?}", once);
                prop_assert!(many || !once.contains(['\n', '\u{2028}']), "{:?}", once);
                prop_assert_eq!(normalise(&once, lines, &NativeUnicode), Some(once));
            }
        }
    }
}
