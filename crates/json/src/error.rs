use std::fmt::{self, Write as _};

use crate::write::push_number;

/// What was wrong with a JSON document, and where.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Error {
    /// What was wrong.
    pub kind: ErrorKind,
    /// The line, from 1.
    pub line: u32,
    /// The column, from 1, counted in characters.
    pub column: u32,
}

/// What was wrong with a JSON document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ErrorKind {
    /// The document ends in the middle of a value: it was cut off, or is empty.
    UnexpectedEnd,
    /// A character that RFC 8259 does not allow there.
    UnexpectedCharacter(char),
    /// A control character inside a string, where only its escape is allowed.
    ControlCharacter,
    /// A backslash in a string that begins no escape.
    InvalidEscape,
    /// A number in another notation than JSON's.
    InvalidNumber,
    /// Text after the end of the document's value.
    TrailingText,
    /// Arrays and objects nested deeper than [`MAX_DEPTH`](crate::MAX_DEPTH).
    TooDeep,
    /// More values than [`MAX_VALUES`](crate::MAX_VALUES).
    TooManyValues,
}

impl fmt::Display for ErrorKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let message = match self {
            Self::UnexpectedEnd => "unexpected end of the document",
            Self::UnexpectedCharacter(found) => {
                f.write_str("unexpected character “")?;
                f.write_char(*found)?;
                "”"
            }
            Self::ControlCharacter => "control character in a string",
            Self::InvalidEscape => "invalid escape in a string",
            Self::InvalidNumber => "invalid number",
            Self::TrailingText => "text after the end of the value",
            Self::TooDeep => "arrays and objects nested too deep",
            Self::TooManyValues => "too many values",
        };
        f.write_str(message)
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.kind.fmt(f)?;
        let mut place = String::from(" at line ");
        push_number(&mut place, u64::from(self.line));
        place.push_str(", column ");
        push_number(&mut place, u64::from(self.column));
        f.write_str(&place)
    }
}

impl std::error::Error for Error {}
