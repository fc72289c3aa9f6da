//! The stories of readers and publishers, each told from its beginning to its end in a browser of its own.
#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "in a test, what does not hold is a failed test"
)]

mod acts;
mod alone;
mod attributes;
mod documents;
mod early;
mod elsewhere;
mod embeds;
mod failing;
mod form;
mod formats;
mod hostile;
mod in_page;
mod isolation;
mod lazy;
mod lifecycle;
mod outages;
mod own;
mod paging;
mod panics;
mod reading;
mod recipes;
mod related;
mod rendered;
mod reviewing;
mod samples;
mod transport;
mod without_script;
