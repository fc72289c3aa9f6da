//! The harness of the end-to-end suite: a publisher's site, the real review service and a real browser, brought
//! together on one [`Stage`] for each story that a test tells.
//!
//! Nothing in here waits for a fixed time and nothing tries again: a condition is polled until it holds, and a test
//! that fails, fails. `cargo xtask e2e` builds what the suite needs and names it in the environment.
#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "in a harness of tests, what does not hold is a failed test"
)]

pub mod article;
pub mod browser;
pub mod console;
mod driver;
pub mod environment;
pub mod http;
pub mod keys;
pub mod publisher;
pub mod service;
pub mod stage;

pub use browser::Browser;
pub use publisher::{Answer, Publisher};
pub use service::Service;
pub use stage::{Stage, story};
