//! Articles as publishers' systems write them, read into one typed [`Article`](model::Article).
//!
//! This crate does no IO and knows no browser: documents come in as text, addresses are resolved through the
//! trait [`Urls`](url::Urls), and its dependencies are a JSON reader and, with the feature `native`, the crate `url`.

pub mod model;
pub mod timestamp;
pub mod url;

pub use model::*;
pub use timestamp::Timestamp;
pub use url::{LinkUrl, MediaUrl, Urls};
