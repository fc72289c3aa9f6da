//! What is kept on the reader's device: what was typed and not yet posted, and the keys of one's own reviews.

use std::cell::RefCell;

use standfirst_json::{Value, Writer};
use standfirst_review::{EditKey, Rating, ReviewId};
use web_sys::Storage;

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
    storage: Option<Storage>,
    memory: RefCell<Vec<(String, String)>>,
    service: String,
}

impl Device {
    /// The storage of the page's origin, for the service at `service`.
    pub fn new(service: &str) -> Self {
        let storage = web_sys::window().and_then(|window| window.local_storage().ok().flatten());
        Self { storage, memory: RefCell::default(), service: service.to_owned() }
    }

    /// What was typed about `subject` and not posted.
    pub fn draft(&self, subject: &str) -> Option<KeptDraft> {
        let kept = standfirst_json::parse(&self.read("draft", subject)?).ok()?;
        let text = |name: &str| kept.get(name).and_then(Value::as_str).unwrap_or_default().to_owned();
        let rating =
            kept.get("rating").and_then(Value::as_u64).and_then(|stars| Rating::new(stars.try_into().ok()?));
        let draft = KeptDraft { rating, title: text("title"), text: text("text"), author: text("author") };
        (!draft.is_empty()).then_some(draft)
    }

    /// Keeps what was typed about `subject`.
    pub fn keep_draft(&self, subject: &str, draft: &KeptDraft) {
        if draft.is_empty() {
            return self.clear_draft(subject);
        }
        let mut writer = Writer::new();
        writer.begin_object();
        if let Some(rating) = draft.rating {
            writer.key("rating").number(i64::from(rating.stars()));
        }
        writer.key("title").string(&draft.title);
        writer.key("text").string(&draft.text);
        writer.key("author").string(&draft.author);
        writer.end_object();
        self.write("draft", subject, writer.finish());
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
        self.write("own", subject, kept);
    }

    /// Forgets one's own review of `subject`: it is deleted.
    pub fn forget_own(&self, subject: &str) {
        self.remove("own", subject);
    }

    fn name(&self, kind: &str, subject: &str) -> String {
        standfirst_json::text::concat(&["standfirst ", kind, " ", &self.service, " ", subject])
    }

    fn read(&self, kind: &str, subject: &str) -> Option<String> {
        let name = self.name(kind, subject);
        let stored = self.storage.as_ref().and_then(|storage| storage.get_item(&name).ok().flatten());
        stored.or_else(|| {
            let memory = self.memory.borrow();
            memory.iter().find(|(known, _)| *known == name).map(|(_, value)| value.clone())
        })
    }

    fn write(&self, kind: &str, subject: &str, value: String) {
        self.remove(kind, subject);
        let name = self.name(kind, subject);
        let stored = self.storage.as_ref().is_some_and(|storage| storage.set_item(&name, &value).is_ok());
        if !stored {
            self.memory.borrow_mut().push((name, value));
        }
    }

    fn remove(&self, kind: &str, subject: &str) {
        let name = self.name(kind, subject);
        if let Some(storage) = &self.storage {
            // A storage that refuses to forget is one that would not have kept it either.
            let _ = storage.remove_item(&name);
        }
        self.memory.borrow_mut().retain(|(known, _)| *known != name);
    }
}
