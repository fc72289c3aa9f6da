//! What a review is, for both ends of the wire: the review service and the widget read, normalise and validate
//! reviews by this code, so that the form never promises what the service refuses.
//!
//! Nothing in here does IO or knows a browser. What differs between the two ends, Unicode's tables, comes in as
//! [`Unicode`]; URLs come in already parsed and serialised (see [`Subject`]).

mod draft;
mod ids;
pub mod limits;
mod normalise;
#[cfg(feature = "native")]
mod note;
pub mod problem;
mod rating;
mod review;
mod subject;
mod unicode;

pub use draft::{Draft, check_texts};
pub use ids::{EditKey, ReviewId};
#[cfg(feature = "native")]
pub use note::{Note, NoteTooLong};
pub use problem::{FieldError, Problem};
pub use rating::{Rating, Summary};
pub use review::{Review, ReviewPage, Sort, State};
pub use subject::Subject;
#[cfg(feature = "native")]
pub use unicode::NativeUnicode;
pub use unicode::Unicode;
