//! Standfirst JSON: the typed article itself, written down. docs/formats.md describes it.
//!
//! Text is a bare string wherever it stands, and whatever else a block or a piece of text can be is an object of one
//! member that names it: `{"paragraph": ["Some ", {"strong": "text"}]}`.

mod inlines;
mod media;
mod read;
mod write;

pub use write::{reading_to_json, related_to_json, to_json};

use super::{Format, Reader};
use crate::error::Notation;

pub(super) const READER: Reader = Reader {
    format: Format::StandfirstJson,
    notation: Notation::Json,
    fits: |source| {
        source.json().is_some_and(|value| {
            value.get("standfirst").is_some_and(|mark| mark.as_i64().is_some()) || read::is_list(value)
        })
    },
    read: read::read,
    related: |source, context| Ok(read::read(source, context)?.related),
};
