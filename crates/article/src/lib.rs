//! Articles as publishers' systems write them, read into one typed [`Article`].
//!
//! This crate does no IO and knows no browser: documents come in as text, addresses are resolved through the trait
//! [`Urls`], and its dependencies are a JSON reader and, with the feature `native`, the crates `url` and `encoding_rs`.
//!
//! ```
//! # #[cfg(feature = "native")] {
//! use standfirst_article::{Document, NativeUrls, read};
//!
//! let text = "The lamps go out\n\nThe council voted on Tuesday to switch off its street lamps.";
//! let document = Document { text, media_type: Some("text/plain"), url: None, selector: None };
//! let reading = read(&document, None, &NativeUrls).unwrap();
//! assert_eq!(reading.article.headline, "The lamps go out");
//! assert_eq!(reading.format.name(), "text");
//! # }
//! ```

// The formats share much, and a build may have few of them.
#![cfg_attr(not(feature = "all-formats"), allow(dead_code))]

pub mod charset;
#[cfg(any(feature = "feeds", feature = "html-page", feature = "markdown"))]
mod dates;
#[cfg(feature = "native")]
mod decode;
mod error;
mod finish;
mod formats;
pub mod frames;
mod gallery;
#[cfg(feature = "markup")]
mod html;
mod lang;
pub mod limits;
#[cfg(feature = "markup")]
mod loose;
pub mod model;
#[cfg(feature = "markup")]
mod repetition;
pub mod selector;
#[cfg(feature = "plain-text")]
mod sentences;
mod sniff;
mod srcset;
mod text;
pub mod timestamp;
pub mod url;
#[cfg(feature = "feeds")]
mod xml;

#[cfg(feature = "native")]
pub use decode::decode;
pub use error::{Notation, ReadError, ReadErrorKind};
pub use formats::{Document, Format, Reading, read, read_at, read_related};
#[cfg(feature = "standfirst-json")]
pub use formats::{read_standfirst, reading_to_json, related_to_json, to_json};
pub use frames::Frame;
pub use model::{
    Align, Article, Block, Cell, Direction, Embed, Figure, Image, ImageCandidate, Inline, LinkTarget, List,
    ListItem, Media, RelatedHeadline, Row, Table,
};
pub use selector::Selector;
pub use timestamp::Timestamp;
#[cfg(feature = "native")]
pub use url::NativeUrls;
pub use url::{LinkUrl, MediaUrl, Resolver, Urls};
