//! The strings of the interface, by key, from the catalogues in static/locales.

use standfirst_json::Value;
use standfirst_json::text::{split_any, split_once_any};
use yew::AttrValue;

/// The English words, a line for each label in the order of the enumeration: build.rs makes them of
/// static/locales/en.json. They are part of the widget, so that an English page asks for nothing more and a key that
/// another catalogue lacks still has words.
const ENGLISH: &str = include_str!(concat!(env!("OUT_DIR"), "/english.txt"));

/// Finds the form of a label for a plural category.
type Lookup = dyn Fn(Label, &str) -> Option<AttrValue>;

/// The strings of one language.
pub struct Labels {
    tag: String,
    /// The strings that are not English.
    own: Option<Box<Lookup>>,
}

macro_rules! labels {
    ($($name:ident = $key:literal),* $(,)?) => {
        /// A string of the interface. Its key in a catalogue is the name in lower case with hyphens.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[allow(missing_docs, reason = "the English catalogue says what each one is")]
        pub enum Label {
            $($name),*
        }

        impl Label {
            /// Every label, in the order of the enumeration.
            pub const ALL: &'static [Label] = &[$(Label::$name),*];

            /// The key of the label in a catalogue.
            pub const fn key(self) -> &'static str {
                match self {
                    $(Label::$name => $key),*
                }
            }
        }
    };
}

labels! {
    // The article.
    Published = "published",
    Updated = "updated",
    ByLine = "byline",
    PictureCredit = "picture-credit",
    OpenEmbed = "open-embed",
    OpenEmbedAt = "open-embed-at",
    ShowEmbed = "show-embed",
    TableRegion = "table-region",
    Correction = "correction",
    InSection = "in-section",
    Related = "related",
    // What can go wrong with the article.
    ArticleFailed = "article-failed",
    ArticleMissing = "article-missing",
    ArticleAddress = "article-address",
    ArticleNotFound = "article-not-found",
    ArticleForbidden = "article-forbidden",
    ArticleServerError = "article-server-error",
    ArticleUnreachable = "article-unreachable",
    ArticleRedirected = "article-redirected",
    ArticleBroken = "article-broken",
    ArticleTooLarge = "article-too-large",
    ArticleEmpty = "article-empty",
    ArticleNotExpected = "article-not-expected",
    ArticleDamaged = "article-damaged",
    ArticleUnreadable = "article-unreadable",
    ArticleNotText = "article-not-text",
    ArticleProtected = "article-protected",
    ArticleGated = "article-gated",
    ArticleEmbargoed = "article-embargoed",
    ArticleWithheld = "article-withheld",
    Retry = "retry",
    // The reviews.
    Reviews = "reviews",
    ReviewsLoading = "reviews-loading",
    ReviewsFailed = "reviews-failed",
    ReviewsRefused = "reviews-refused",
    ReviewsUnreachable = "reviews-unreachable",
    ReviewsCount = "reviews-count",
    NoReviews = "no-reviews",
    MeanOfFive = "mean-of-five",
    StarsOfFive = "stars-of-five",
    HistogramCaption = "histogram-caption",
    HistogramStars = "histogram-stars",
    HistogramReviews = "histogram-reviews",
    Stars = "stars",
    ShowMore = "show-more",
    Anonymous = "anonymous",
    Edited = "edited",
    YourReview = "your-review",
    YourReviewPending = "your-review-pending",
    YourReviewRejected = "your-review-rejected",
    Edit = "edit",
    Delete = "delete",
    DeleteConfirm = "delete-confirm",
    Keep = "keep",
    // The form.
    LeaveReview = "leave-review",
    EditReview = "edit-review",
    Rating = "rating",
    Title = "title",
    Text = "text",
    Author = "author",
    Optional = "optional",
    CharactersLeft = "characters-left",
    CharactersOver = "characters-over",
    BytesOver = "bytes-over",
    Post = "post",
    Posting = "posting",
    Save = "save",
    Cancel = "cancel",
    Closed = "closed",
    Posted = "posted",
    Held = "held",
    Saved = "saved",
    Deleted = "deleted",
    DraftKept = "draft-kept",
    // What can go wrong with a review.
    RatingRequired = "rating-required",
    FieldTooLong = "field-too-long",
    FieldRefused = "field-refused",
    PostUnreachable = "post-unreachable",
    PostFailed = "post-failed",
    PostRefused = "post-refused",
    PostGone = "post-gone",
    PostNotYours = "post-not-yours",
    DeleteFailed = "delete-failed",
}

impl Labels {
    /// The English strings.
    pub fn english() -> Self {
        Self { tag: "en".to_owned(), own: None }
    }

    /// The strings of a catalogue in the language of a BCP 47 tag; what it lacks stays English.
    ///
    /// A value is a string, or an object of strings by plural category. Anything else counts as lacking, and so does
    /// a key that no [`Label`] has.
    pub fn from_catalogue(tag: &str, catalogue: Value) -> Self {
        let own = move |label: Label, category: &str| form(catalogue.get(label.key())?, category);
        Self { tag: tag.to_owned(), own: Some(Box::new(own)) }
    }

    /// The BCP 47 tag of the language that the strings are in, which need not be the reader's: not every language has
    /// a catalogue.
    pub fn tag(&self) -> &str {
        &self.tag
    }

    /// The string of a label; for one with plural forms, the form `other`.
    pub(super) fn text(&self, label: Label) -> AttrValue {
        self.form(label, "other")
    }

    /// The string of a label in the plural form for `category`, with each `{name}` replaced by its value.
    pub(super) fn fill(&self, label: Label, category: &str, values: &[(&str, &str)]) -> AttrValue {
        let mut rest: &str = &self.form(label, category);
        let mut filled = String::with_capacity(rest.len() + 16);
        while let Some((before, after)) = split_once_any(rest, "{") {
            filled.push_str(before);
            let Some((name, after)) = split_once_any(after, "}") else {
                filled.push('{');
                rest = after;
                continue;
            };
            match values.iter().find(|(known, _)| *known == name) {
                Some((_, value)) => filled.push_str(value),
                None => {
                    filled.push('{');
                    filled.push_str(name);
                    filled.push('}');
                }
            }
            rest = after;
        }
        filled.push_str(rest);
        AttrValue::from(filled)
    }

    fn form(&self, label: Label, category: &str) -> AttrValue {
        let own = self.own.as_ref().and_then(|own| own(label, category));
        own.unwrap_or_else(|| AttrValue::Static(english(label, category)))
    }
}

/// The English words of a label. English has two plural forms, with a tab between them.
fn english(label: Label, category: &str) -> &'static str {
    let line = split_any(ENGLISH, "\n").nth(label as usize).unwrap_or_default();
    match split_once_any(line, "\t") {
        Some((one, _)) if category == "one" => one,
        Some((_, other)) => other,
        None => line,
    }
}

/// The form for a plural category of a value in a catalogue.
fn form(value: &Value, category: &str) -> Option<AttrValue> {
    let text =
        value.as_str().or_else(|| value.get(category)?.as_str()).or_else(|| value.get("other")?.as_str());
    text.map(|text| AttrValue::from(text.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The catalogue has the words of each label, and has them in the order of the labels.
    #[test]
    fn english_is_complete() {
        let catalogue = standfirst_json::parse(include_str!("../../static/locales/en.json")).unwrap();
        let keys: Vec<&str> = catalogue.as_object().unwrap().iter().map(|(key, _)| key).collect();
        assert_eq!(keys, Label::ALL.iter().map(|label| label.key()).collect::<Vec<_>>());
        for (label, (key, value)) in Label::ALL.iter().zip(catalogue.as_object().unwrap().iter()) {
            for category in ["one", "other"] {
                assert_eq!(english(*label, category), form(value, category).unwrap(), "{key}");
            }
        }
    }

    #[test]
    fn places_are_filled() {
        let labels = Labels::english();
        assert_eq!(labels.fill(Label::InSection, "other", &[("section", "{World}")]), "In {World}");
        assert_eq!(labels.fill(Label::ReviewsCount, "one", &[("count", "1")]), "1 review");
        assert_eq!(labels.fill(Label::ReviewsCount, "few", &[("count", "3")]), "3 reviews");
    }

    #[test]
    fn a_catalogue_overrides_english_key_by_key() {
        let german =
            standfirst_json::parse(r#"{"leave-review": "Schreiben Sie eine Rezension", "retry": 7}"#)
                .unwrap();
        let labels = Labels::from_catalogue("de", german);
        assert_eq!(labels.text(Label::LeaveReview), "Schreiben Sie eine Rezension");
        assert_eq!(labels.text(Label::Retry), "Try again");
    }
}
