//! JSON (RFC 8259), read strictly into a [`Value`] and written by a [`Writer`], in little code and with limits.
//!
//! The widget ships this code to every reader, so it is small before it is fast: numbers keep their text until
//! somebody asks for a value, and objects are lists. With the feature `serde` any type that serde can derive is
//! read from a [`Value`] too.

mod error;
mod number;
mod parse;
pub mod text;
mod value;
mod write;

#[cfg(feature = "serde")]
mod decode;

#[cfg(feature = "serde")]
pub use decode::{DecodeError, from_str, from_value};
pub use error::{Error, ErrorKind};
pub use number::{Number, whole};
pub use parse::{MAX_DEPTH, MAX_VALUES, parse};
pub use value::{Object, Value};
pub use write::{Writer, push_number, write_string};
