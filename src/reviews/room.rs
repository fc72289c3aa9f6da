//! How much more text there is room for.

use standfirst_review::{Unicode, limits};
use yew::AttrValue;

use crate::effects::browser::BrowserUnicode;
use crate::language::{Label, Language};

/// From here on, how many characters are left is said aloud, not only shown.
const FEW_LEFT: i64 = 100;

/// How much more text there is room for, in both of the units that limit it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Room {
    characters: i64,
    too_many_bytes: bool,
}

impl Default for Room {
    fn default() -> Self {
        Self { characters: limits::TEXT_GRAPHEMES as i64, too_many_bytes: false }
    }
}

impl Room {
    /// The room that a text leaves.
    pub fn of(text: &str) -> Self {
        let text = standfirst_json::text::trim(text);
        Self {
            characters: limits::TEXT_GRAPHEMES as i64 - BrowserUnicode.graphemes(text) as i64,
            too_many_bytes: text.len() > limits::TEXT_BYTES,
        }
    }

    /// Whether there is little of it, or none.
    pub(super) fn is_short(self) -> bool {
        self.characters < FEW_LEFT || self.is_over()
    }

    /// Whether the text is too long.
    pub(super) fn is_over(self) -> bool {
        self.characters < 0 || self.too_many_bytes
    }

    /// The words for it.
    pub(super) fn describe(self, language: &Language) -> AttrValue {
        let count = self.characters.unsigned_abs();
        if self.characters < 0 {
            language.count(Label::CharactersOver, count)
        } else if self.too_many_bytes {
            language.text(Label::BytesOver)
        } else {
            language.count(Label::CharactersLeft, count)
        }
    }
}
