//! The widget: one element, `<standfirst-article>`, with an article and its reviews.

pub mod article;
pub mod effects;
pub mod element;
pub mod language;
mod markup;
mod related;
pub mod reviews;
