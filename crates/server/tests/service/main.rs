//! The HTTP contract, held against the real program on a real port with a real SQLite file.

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "in a test, a panic is how a failure is told"
)]

mod app;
mod articles;
mod assets;
mod bad_input;
mod config;
mod cors;
mod faults;
mod forms;
mod lifecycle;
mod lists;
mod moderation;
mod modes;
mod naughty;
mod overload;
mod publisher;
mod render;
