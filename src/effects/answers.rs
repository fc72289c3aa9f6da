//! Reading the answers of the review service.
//!
//! The types and their form on the wire are standfirst-review's, where serde derives them for the service. Derived
//! code would add 6 KB brotli to what every page loads, so the widget walks the values; a test holds that both ways
//! of reading agree.

use standfirst_json::Value;
use standfirst_review::{FieldError, Rating, Review, ReviewId, ReviewPage, State, Summary};

/// A review; `None` where a field that it must have is missing or of another kind.
pub(crate) fn review(value: &Value) -> Option<Review> {
    let rating = u8::try_from(value.get("rating")?.as_u64()?).ok()?;
    Some(Review {
        id: ReviewId::parse(value.get("id")?.as_str()?)?,
        subject: text(value, "subject")?,
        rating: Rating::new(rating)?,
        title: text(value, "title"),
        text: text(value, "text"),
        author: text(value, "author"),
        lang: text(value, "lang"),
        state: State::from_name(value.get("state")?.as_str()?)?,
        reason: text(value, "reason"),
        created: text(value, "created")?,
        edited: text(value, "edited"),
    })
}

/// A page of reviews.
pub(crate) fn page(value: &Value) -> Option<ReviewPage> {
    let mut reviews = Vec::new();
    for one in value.get("reviews")?.as_array()? {
        reviews.push(review(one)?);
    }
    Some(ReviewPage {
        reviews,
        next: text(value, "next"),
        summary: summary(value.get("summary")?)?,
        open: value.get("open")?.as_bool()?,
    })
}

fn summary(value: &Value) -> Option<Summary> {
    let mut histogram = [0; 5];
    let counts = value.get("histogram")?.as_array()?;
    for (slot, count) in histogram.iter_mut().zip(counts) {
        *slot = count.as_u64()?;
    }
    // Count and mean follow from the histogram.
    (counts.len() == histogram.len()).then(|| Summary::from_histogram(histogram))
}

/// What a problem (RFC 9457) says in a sentence, and of single fields.
pub(super) fn problem(value: &Value) -> (Option<String>, Vec<FieldError>) {
    let mut errors = Vec::new();
    for one in value.get("errors").and_then(Value::as_array).unwrap_or_default() {
        if let (Some(field), Some(code), Some(message)) =
            (text(one, "field"), text(one, "code"), text(one, "message"))
        {
            errors.push(FieldError { field, code, message });
        }
    }
    (text(value, "detail").or_else(|| text(value, "title")), errors)
}

fn text(value: &Value, name: &str) -> Option<String> {
    Some(value.get(name)?.as_str()?.to_owned())
}

#[cfg(test)]
mod tests {
    use standfirst_review::Problem;

    use super::*;

    const REVIEW: &str = r#"{"id": "8f14e45f-ceea-467f-a0d6-0a0a0a0a0a0a", "subject": "https://a.example/",
        "rating": 4, "title": "Title", "text": "“Text”\n", "author": "Name", "lang": "en", "state": "published",
        "created": "2026-11-24T12:00:00.000Z", "edited": "2026-11-24T13:00:00.000Z"}"#;

    fn value(json: &str) -> Value {
        standfirst_json::parse(json).unwrap()
    }

    #[test]
    fn reviews_are_read_as_serde_reads_them() {
        assert_eq!(review(&value(REVIEW)).unwrap(), serde_json::from_str::<Review>(REVIEW).unwrap());
        let bare = r#"{"id": "8f14e45f-ceea-467f-a0d6-0a0a0a0a0a0a", "subject": "https://a.example/", "rating": 1,
            "state": "rejected", "reason": "Rude.", "created": "2026-11-24T12:00:00.000Z", "new": [1]}"#;
        assert_eq!(review(&value(bare)).unwrap(), serde_json::from_str::<Review>(bare).unwrap());
    }

    #[test]
    fn pages_are_read_as_serde_reads_them() {
        for next in ["null", r#""abc""#] {
            let json = format!(
                r#"{{"reviews": [{REVIEW}], "next": {next}, "open": true,
                    "summary": {{"count": 3, "mean": 4.0, "histogram": [0, 0, 1, 1, 1]}}}}"#
            );
            assert_eq!(page(&value(&json)).unwrap(), serde_json::from_str::<ReviewPage>(&json).unwrap());
        }
    }

    #[test]
    fn problems_are_read_as_serde_reads_them() {
        let json = r#"{"type": "urn:standfirst:problem:invalid-body", "title": "No", "status": 400, "detail": "Why",
            "errors": [{"field": "title", "code": "too_long", "message": "too long"}]}"#;
        let expected: Problem = serde_json::from_str(json).unwrap();
        assert_eq!(problem(&value(json)), (expected.detail, expected.errors));
        assert_eq!(problem(&value(r#"{"title": "No", "status": 400}"#)), (Some("No".to_owned()), vec![]));
        assert_eq!(problem(&value("[]")), (None, vec![]));
    }

    #[test]
    fn what_is_missing_or_wrong_is_no_review() {
        for (field, wrong) in [("\"rating\": 4", "\"rating\": 6"), ("published", "lost"), ("8f14", "8f1x")] {
            assert!(review(&value(&REVIEW.replace(field, wrong))).is_none(), "{wrong}");
        }
        assert!(
            page(&value(r#"{"reviews": [], "next": null, "open": true, "summary": {"histogram": [1]}}"#))
                .is_none()
        );
    }
}
