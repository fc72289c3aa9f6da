use crate::normalise::{Lines, normalise};
use crate::{Unicode, limits};

/// What a moderator gives as a reason, or a reader writes with a report: plain text, normalised as that of a review.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Note(String);

impl Note {
    /// Reads a note; nothing where nothing is left of it.
    ///
    /// # Errors
    /// Where it has more than [`limits::NOTE_GRAPHEMES`] or [`limits::NOTE_BYTES`].
    pub fn parse(text: &str, unicode: &dyn Unicode) -> Result<Option<Note>, NoteTooLong> {
        match normalise(text, Lines::Many, unicode) {
            Some(text)
                if text.len() > limits::NOTE_BYTES || unicode.graphemes(&text) > limits::NOTE_GRAPHEMES =>
            {
                Err(NoteTooLong)
            }
            text => Ok(text.map(Note)),
        }
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// A note is longer than it may be.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct NoteTooLong;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::NativeUnicode;

    #[test]
    fn notes_are_normalised_and_end() {
        let read = |text: &str| Note::parse(text, &NativeUnicode).map(|note| note.map(|note| note.0));
        assert_eq!(read(" Zoe\u{308}\r\nsays\u{202e} \0"), Ok(Some("Zoë\nsays".to_owned())));
        assert_eq!(read(" \n\0"), Ok(None));
        assert!(read(&"x".repeat(limits::NOTE_GRAPHEMES)).is_ok());
        assert_eq!(read(&"x".repeat(limits::NOTE_GRAPHEMES + 1)), Err(NoteTooLong));
        assert_eq!(read(&["e", &"\u{301}".repeat(limits::NOTE_BYTES)].concat()), Err(NoteTooLong));
    }
}
