//! What a page carries that was rendered on the service: the data beside the roots, as
//! crates/server/src/rendering/element.rs writes it.

use standfirst_json::Value;
use standfirst_review::{ReviewPage, Subject};

use crate::effects::answers;

/// The data of a page that carries its article and its reviews.
pub(super) struct Carried {
    /// Whether the article is there; a page that has it otherwise carries its reviews alone.
    pub(super) article: bool,
    /// What is reviewed.
    pub(super) subject: Option<Subject>,
    /// The first page of the list.
    pub(super) reviews: Option<ReviewPage>,
}

impl Carried {
    /// Reads the data; `None` for what is none. What of it cannot be read is asked for as if it were not there.
    pub(super) fn read(data: &str) -> Option<Self> {
        let data = standfirst_json::parse(data).ok()?;
        let text = |name: &str| data.get(name).and_then(Value::as_str);
        Some(Self {
            article: text("format").is_some(),
            subject: text("subject").and_then(|subject| Subject::from_serialised(subject).ok()),
            reviews: data.get("reviews").and_then(answers::page),
        })
    }

    /// Whether the reviews are of this subject.
    pub(super) fn is_about(&self, subject: &str) -> bool {
        self.subject.as_ref().is_some_and(|carried| carried.as_str() == subject)
    }
}
