//! The widget: one element, `<standfirst-article>`, with an article and its reviews.

pub mod article;
mod decimal;
pub mod effects;
#[cfg(feature = "browser")]
pub mod element;
pub mod language;
mod markup;
mod once;
mod related;
pub mod reviews;

#[cfg(target_arch = "wasm32")]
#[global_allocator]
static ALLOCATOR: rlsf::SmallGlobalTlsf = rlsf::SmallGlobalTlsf::new();
