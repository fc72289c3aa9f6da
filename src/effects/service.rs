//! The client of the review service: the two routes that the widget needs, and the one that it can do without.

use standfirst_article::Format;
use standfirst_json::text::concat;
use standfirst_json::{Value, Writer};
use standfirst_review::{Draft, FieldError};
use web_sys::AbortSignal;

use super::answers;
use super::device::OwnReview;
use super::formats::Wanted;
use super::http::Ask;
use crate::decimal::decimal;

/// The most bytes of an answer that are read: a hundred of the longest reviews there can be, and then some.
const MAX_ANSWER_BYTES: u32 = 4 << 20;

/// A review service, by its base address.
#[derive(Clone, PartialEq)]
pub struct ReviewService {
    reviews: String,
    articles: String,
}

/// Why the service did not do what it was asked.
#[derive(Clone, Debug, PartialEq)]
pub enum ServiceError {
    /// No answer, or one that broke off.
    Unreachable,
    /// It answered with a status that is no success, and perhaps said why.
    Refused {
        /// The HTTP status.
        status: u16,
        /// Its sentence about it, in English.
        detail: Option<String>,
        /// What it says of single fields.
        errors: Vec<FieldError>,
    },
    /// It answered with something else than the API says.
    Unreadable,
}

impl ServiceError {
    /// What happened, in English, for events.
    pub fn message(&self) -> String {
        match self {
            Self::Unreachable => "the review service cannot be reached".to_owned(),
            Self::Refused { detail: Some(detail), .. } => detail.clone(),
            Self::Refused { status, .. } => {
                let mut message = String::from("the review service answered ");
                message.push_str(&decimal(u64::from(*status)));
                message
            }
            Self::Unreadable => "the answer of the review service cannot be read".to_owned(),
        }
    }
}

impl ReviewService {
    /// The service at an absolute base address, with or without a slash at its end.
    pub fn new(base: &str) -> Self {
        let mut base = standfirst_json::text::split_any(base, "?#").next().unwrap_or_default().to_owned();
        if !base.ends_with('/') {
            base.push('/');
        }
        base.push_str("v1/");
        Self { reviews: concat(&[&base, "reviews"]), articles: concat(&[&base, "articles?src="]) }
    }

    /// The address of the list, to which a form posts as well.
    pub fn address(&self) -> &str {
        &self.reviews
    }

    /// Where the service answers a document as Standfirst JSON, which it fetches and reads itself.
    pub fn document(
        &self,
        src: &str,
        wanted: Wanted,
        format: Option<Format>,
        selector: Option<&str>,
    ) -> String {
        let format = format.map_or("auto", Format::name);
        let mut url = concat(&[&self.articles, &encode(src), "&format=", format]);
        if let Some(selector) = selector {
            url.push_str("&selector=");
            url.push_str(&encode(selector));
        }
        if wanted == Wanted::Related {
            url.push_str("&as=related");
        }
        url
    }

    /// Asks for a page of a subject's published reviews, the newest first.
    pub fn list(&self, subject: &str, cursor: Option<&str>, signal: Option<AbortSignal>) -> Ask {
        let mut url = concat(&[&self.reviews, "?subject=", &encode(subject)]);
        if let Some(cursor) = cursor {
            url.push_str("&cursor=");
            url.push_str(&encode(cursor));
        }
        ask("GET", url, signal)
    }

    /// Asks for one's own review, in any state.
    pub fn own(&self, own: &OwnReview, signal: Option<AbortSignal>) -> Ask {
        self.one("GET", own, signal)
    }

    /// Asks the service to make or to change a review. The same once more is the same review. It cannot be aborted:
    /// what a reader sent is on its way, whatever becomes of the element.
    pub fn put(&self, own: &OwnReview, draft: &Draft) -> Ask {
        Ask { body: Some(body(draft)), ..self.one("PUT", own, None) }
    }

    /// Asks the service to delete a review for good.
    pub fn delete(&self, own: &OwnReview) -> Ask {
        self.one("DELETE", own, None)
    }

    fn one(&self, method: &'static str, own: &OwnReview, signal: Option<AbortSignal>) -> Ask {
        let url = concat(&[&self.reviews, "/", own.id.as_str()]);
        Ask { key: Some(own.key.as_str().to_owned()), ..ask(method, url, signal) }
    }
}

fn ask(method: &'static str, url: String, signal: Option<AbortSignal>) -> Ask {
    Ask { method, reads_refusals: true, ..Ask::get(url, MAX_ANSWER_BYTES, signal) }
}

fn encode(value: &str) -> String {
    js_sys::encode_uri_component(value).into()
}

/// The body of a `PUT`.
fn body(draft: &Draft) -> String {
    let mut writer = Writer::new();
    writer.begin_object();
    writer.key("subject").string(&draft.subject);
    writer.key("rating").number(i64::from(draft.rating.stars()));
    let fields =
        [("title", &draft.title), ("text", &draft.text), ("author", &draft.author), ("lang", &draft.lang)];
    for (name, value) in fields {
        if let Some(value) = value {
            writer.key(name).string(value);
        }
    }
    writer.end_object();
    writer.finish()
}

/// Sends what is asked, and reads the answer; one without a body, which a deletion has, reads as null.
pub async fn send(ask: Ask) -> Result<Value, ServiceError> {
    // An aborted request ends like one that could not be sent; whoever aborted it no longer looks at the answer.
    let answer = ask.send().await.map_err(|_| ServiceError::Unreachable)?;
    let (response, bytes) = (answer.response, answer.bytes);
    let answer = std::str::from_utf8(&bytes).ok().and_then(|text| standfirst_json::parse(text).ok());
    if !response.ok() {
        return Err(refusal(response.status(), answer.as_ref()));
    }
    match answer {
        Some(answer) => Ok(answer),
        None if bytes.is_empty() => Ok(Value::Null),
        None => Err(ServiceError::Unreadable),
    }
}

/// What a refusal says; a proxy's error page says nothing but its status.
fn refusal(status: u16, answer: Option<&Value>) -> ServiceError {
    let (detail, errors) = answer.map(answers::problem).unwrap_or_default();
    ServiceError::Refused { status, detail, errors }
}

#[cfg(test)]
mod tests {
    use standfirst_review::Rating;

    use super::*;

    #[test]
    fn the_base_may_have_a_path() {
        for (base, expect) in [
            ("https://reviews.example", "https://reviews.example/v1/reviews"),
            ("https://reviews.example/", "https://reviews.example/v1/reviews"),
            ("https://paper.example/reviews?x#y", "https://paper.example/reviews/v1/reviews"),
        ] {
            assert_eq!(ReviewService::new(base).address(), expect);
        }
    }

    #[test]
    fn the_body_is_the_draft() {
        let draft = Draft {
            subject: "https://a.example/".to_owned(),
            rating: Rating::new(4).unwrap(),
            title: None,
            text: Some("“Fine”\n\"so\"".to_owned()),
            author: None,
            lang: None,
        };
        assert_eq!(standfirst_json::from_str::<Draft>(&body(&draft)).unwrap(), draft);
    }

    #[test]
    fn refusals_say_why_where_the_service_does() {
        let ServiceError::Refused { status: 502, detail: None, .. } = refusal(502, None) else {
            panic!("a proxy's page says nothing");
        };
        let problem = r#"{"type":"urn:standfirst:problem:invalid-body","title":"No","status":400,"detail":"a title is too long",
            "errors":[{"field":"title","code":"too_long","message":"too long"}]}"#;
        let ServiceError::Refused { errors, detail, .. } =
            refusal(400, standfirst_json::parse(problem).ok().as_ref())
        else {
            panic!("a refusal")
        };
        assert_eq!((errors.len(), detail.as_deref()), (1, Some("a title is too long")));
    }
}
