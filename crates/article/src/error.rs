//! Why a document gave no article.

use std::fmt;

use crate::formats::Format;

/// Why a document gave no article. Displays as a sentence or two of plain English.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadError {
    /// The format that the document was read as, where that was clear.
    pub format: Option<Format>,
    /// What was wrong.
    pub kind: ReadErrorKind,
}

/// What was wrong with a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ReadErrorKind {
    /// It has no bytes, or white space alone.
    Empty,
    /// It is cut off, or no valid JSON.
    Malformed(json::Error),
    /// It is no XML, for this reason, or is cut off before anything of it can be read.
    MalformedXml(String),
    /// Its media type or the asked-for format promised something else, such as JSON where an HTML page came.
    NotExpected {
        /// What was promised.
        expected: Notation,
        /// What came.
        found: Notation,
    },
    /// It was to be read in a format that this build does not have.
    NotBuilt,
    /// No format that is read here fits it.
    Unknown {
        /// What it is written in.
        found: Notation,
    },
    /// It is of the format, but holds no article; says why in a sentence, which may quote the document.
    NoArticle(String),
    /// The article is for those alone who pay or are members; says so in a sentence.
    Gated(String),
    /// The article is not to be shown before a time; says which in a sentence.
    Embargoed(String),
    /// It is not to be shown as an article: withheld, withdrawn, not published, or the announcement of an event; says
    /// which in a sentence.
    Withheld(String),
    /// The article has no headline.
    NoHeadline,
    /// The article has no text.
    NoBody,
    /// The article is behind a password.
    Protected,
    /// It is longer than the limits allow.
    TooLarge,
    /// It nests deeper than the limits allow.
    TooDeep,
}

/// What a document is written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Notation {
    /// JSON.
    Json,
    /// HTML.
    Html,
    /// XML, such as a feed.
    Xml,
    /// Text without markup.
    Text,
    /// No text at all, such as a picture.
    Binary,
}

impl Notation {
    fn name(self) -> &'static str {
        match self {
            Self::Json => "JSON",
            Self::Html => "an HTML page",
            Self::Xml => "XML",
            Self::Text => "plain text",
            Self::Binary => "no text",
        }
    }
}

impl ReadErrorKind {
    /// A short stable name, for events and logs.
    #[must_use]
    pub fn name(&self) -> &'static str {
        match self {
            Self::Empty => "empty",
            Self::Malformed(_) | Self::MalformedXml(_) => "malformed",
            Self::NotExpected { .. } => "not-expected",
            Self::NotBuilt => "not-built",
            Self::Unknown { .. } => "unknown",
            Self::NoArticle(_) => "no-article",
            Self::Gated(_) => "gated",
            Self::Embargoed(_) => "embargoed",
            Self::Withheld(_) => "withheld",
            Self::NoHeadline => "no-headline",
            Self::NoBody => "no-body",
            Self::Protected => "protected",
            Self::TooLarge => "too-large",
            Self::TooDeep => "too-deep",
        }
    }
}

impl From<json::Error> for ReadErrorKind {
    fn from(error: json::Error) -> Self {
        match error.kind {
            json::ErrorKind::TooDeep => Self::TooDeep,
            json::ErrorKind::TooManyValues => Self::TooLarge,
            _ => Self::Malformed(error),
        }
    }
}

impl fmt::Display for ReadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(format) = self.format {
            f.write_str(format.title())?;
            f.write_str(": ")?;
        }
        let end = match &self.kind {
            ReadErrorKind::Empty => "The document is empty.",
            ReadErrorKind::Malformed(error) => {
                f.write_str("The document is no valid JSON: ")?;
                error.fmt(f)?;
                "."
            }
            ReadErrorKind::MalformedXml(reason) => {
                f.write_str("The document is no valid XML: ")?;
                f.write_str(reason)?;
                "."
            }
            ReadErrorKind::NotExpected { expected, found } => {
                for part in ["Expected ", expected.name(), ", but the document is ", found.name()] {
                    f.write_str(part)?;
                }
                "."
            }
            ReadErrorKind::NotBuilt => "This build does not read the format.",
            ReadErrorKind::Unknown { found } => {
                for part in
                    ["The document is ", found.name(), ", in no format that is read here. Formats read"]
                {
                    f.write_str(part)?;
                }
                let mut separator = ": ";
                for format in Format::all() {
                    f.write_str(separator)?;
                    f.write_str(format.title())?;
                    separator = ", ";
                }
                "."
            }
            ReadErrorKind::NoArticle(reason)
            | ReadErrorKind::Gated(reason)
            | ReadErrorKind::Embargoed(reason)
            | ReadErrorKind::Withheld(reason) => reason,
            ReadErrorKind::NoHeadline => "The article has no headline.",
            ReadErrorKind::NoBody => "The article has no text.",
            ReadErrorKind::Protected => "The article is protected by a password.",
            ReadErrorKind::TooLarge => "The document is too large.",
            ReadErrorKind::TooDeep => "The document is nested too deep.",
        };
        f.write_str(end)
    }
}

impl std::error::Error for ReadError {}
