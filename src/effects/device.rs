//! What is kept on the reader's device: what was typed and not yet posted, and the keys of one's own reviews.

use standfirst_json::{Value, Writer};
use standfirst_review::{EditKey, Rating, ReviewId};
use wasm_bindgen::prelude::*;

/// What stands in the form.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct KeptDraft {
    /// The stars, once some are chosen.
    pub rating: Option<Rating>,
    /// The title as typed.
    pub title: String,
    /// The text as typed.
    pub text: String,
    /// The name as typed.
    pub author: String,
}

impl KeptDraft {
    /// Whether there is nothing to keep.
    pub fn is_empty(&self) -> bool {
        self.rating.is_none()
            && [&self.title, &self.text, &self.author]
                .iter()
                .all(|text| standfirst_json::text::trim(text).is_empty())
    }

    /// The draft as JSON.
    pub fn to_json(&self) -> String {
        let mut writer = Writer::new();
        writer.begin_object();
        if let Some(rating) = self.rating {
            writer.key("rating").number(i64::from(rating.stars()));
        }
        for (name, text) in [("title", &self.title), ("text", &self.text), ("author", &self.author)] {
            writer.key(name).string(text);
        }
        writer.end_object();
        writer.finish()
    }

    /// The draft of a JSON text; what it lacks is empty.
    pub fn from_json(json: &str) -> Self {
        let draft = standfirst_json::parse(json).unwrap_or(Value::Null);
        let text = |name: &str| draft.get(name).and_then(Value::as_str).unwrap_or_default().to_owned();
        let rating = draft.get("rating").and_then(Value::as_u64);
        Self {
            rating: rating.and_then(|stars| Rating::new(stars.try_into().ok()?)),
            title: text("title"),
            text: text("text"),
            author: text("author"),
        }
    }
}

/// The id of one's own review of a subject, with the key that makes it one's own. Both are kept before the review is
/// sent, so that an answer that never arrives makes no second review.
#[derive(Clone, Debug, PartialEq)]
pub struct OwnReview {
    /// The review's id.
    pub id: ReviewId,
    /// Its edit key.
    pub key: EditKey,
}

/// The device's storage for one review service. Where the browser lends none, what is kept lasts as long as the page.
pub struct Device {
    service: String,
}

#[wasm_bindgen(module = "/src/effects/browser.js")]
extern "C" {
    fn recall(name: &str) -> Option<String>;
    fn keep(name: &str, value: &str);
    fn forget(name: &str);
}

impl Device {
    /// The storage of the page's origin, for the service at `service`.
    pub fn new(service: &str) -> Self {
        Self { service: service.to_owned() }
    }

    /// What was typed about `subject` and not posted.
    pub fn draft(&self, subject: &str) -> Option<KeptDraft> {
        let draft = KeptDraft::from_json(&self.read("draft", subject)?);
        (!draft.is_empty()).then_some(draft)
    }

    /// Keeps what was typed about `subject`.
    pub fn keep_draft(&self, subject: &str, draft: &KeptDraft) {
        if draft.is_empty() {
            return self.clear_draft(subject);
        }
        self.write("draft", subject, &draft.to_json());
    }

    /// Forgets what was typed about `subject`: it is posted, or the reader cleared it.
    pub fn clear_draft(&self, subject: &str) {
        self.remove("draft", subject);
    }

    /// One's own review of `subject`.
    pub fn own(&self, subject: &str) -> Option<OwnReview> {
        let kept = self.read("own", subject)?;
        let (id, key) = standfirst_json::text::split_once_any(&kept, " ")?;
        Some(OwnReview { id: ReviewId::parse(id)?, key: EditKey::parse(key)? })
    }

    /// Keeps the id and the key of one's own review of `subject`.
    pub fn keep_own(&self, subject: &str, own: &OwnReview) {
        let mut kept = own.id.as_str().to_owned();
        kept.push(' ');
        kept.push_str(own.key.as_str());
        self.write("own", subject, &kept);
    }

    /// Forgets one's own review of `subject`: it is deleted.
    pub fn forget_own(&self, subject: &str) {
        self.remove("own", subject);
    }

    fn name(&self, kind: &str, subject: &str) -> String {
        standfirst_json::text::concat(&["standfirst ", kind, " ", &self.service, " ", subject])
    }

    fn read(&self, kind: &str, subject: &str) -> Option<String> {
        recall(&self.name(kind, subject))
    }

    fn write(&self, kind: &str, subject: &str, value: &str) {
        keep(&self.name(kind, subject), value);
    }

    fn remove(&self, kind: &str, subject: &str) {
        forget(&self.name(kind, subject));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn drafts_are_read_as_they_are_written() {
        let draft = KeptDraft {
            rating: Rating::new(4),
            title: "\"Fine\"".to_owned(),
            text: "a\nb".to_owned(),
            author: String::new(),
        };
        assert_eq!(KeptDraft::from_json(&draft.to_json()), draft);
        for json in ["", "[]", r#"{"rating": 6, "title": 1}"#] {
            assert_eq!(KeptDraft::from_json(json), KeptDraft::default(), "{json}");
        }
    }
}
