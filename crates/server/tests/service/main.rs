//! The HTTP contract, held against the real program on a real port with a real SQLite file.

mod app;
mod assets;
mod bad_input;
mod config;
mod cors;
mod faults;
mod lifecycle;
mod lists;
mod naughty;
