use json::text::{split_any, trim};
use serde::{Deserialize, Serialize};

use crate::normalise::{Lines, normalise};
use crate::problem::{FieldError, code};
use crate::{Rating, Unicode, limits};

/// What a reader sends: the body of `PUT /v1/reviews/{id}`.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Draft {
    /// What is reviewed, an absolute URL; the service normalises it, see [`crate::Subject`].
    pub subject: String,
    /// The stars.
    pub rating: Rating,
    /// A line above the text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// Plain text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// The name to sign with.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub author: Option<String>,
    /// The language it is written in, a BCP 47 tag.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lang: Option<String>,
}

impl Draft {
    /// The draft in the form it is stored in: NFC, trimmed, line ends as newlines, without control characters (but
    /// newline and tab) and bidi overrides, title and author on one line; a field that is empty then is absent.
    #[must_use]
    pub fn normalise(self, unicode: &dyn Unicode) -> Draft {
        let field = |text: Option<String>, lines| text.and_then(|text| normalise(&text, lines, unicode));
        Draft {
            subject: trim(&self.subject).to_owned(),
            rating: self.rating,
            title: field(self.title, Lines::One),
            text: field(self.text, Lines::Many),
            author: field(self.author, Lines::One),
            lang: field(self.lang, Lines::One),
        }
    }

    /// Checks a normalised draft against the [`limits`].
    ///
    /// # Errors
    /// Everything that is wrong, in the order of the fields. Whether `subject` is a URL is for [`crate::Subject`].
    pub fn validate(&self, unicode: &dyn Unicode) -> Result<(), Vec<FieldError>> {
        let mut errors = Vec::new();
        if self.subject.is_empty() {
            errors.push(FieldError::new("subject", code::REQUIRED, "a review has a subject"));
        }
        errors.extend(check_texts(
            self.title.as_deref(),
            self.text.as_deref(),
            self.author.as_deref(),
            self.lang.as_deref(),
            unicode,
        ));
        if errors.is_empty() { Ok(()) } else { Err(errors) }
    }
}

/// What is wrong with the texts of a draft whose rating may not be chosen yet, in the order of the fields.
pub fn check_texts(
    title: Option<&str>,
    text: Option<&str>,
    author: Option<&str>,
    lang: Option<&str>,
    unicode: &dyn Unicode,
) -> Vec<FieldError> {
    let fields = [
        (
            "title",
            title,
            limits::TITLE_GRAPHEMES,
            limits::TITLE_BYTES,
            "a title has at most 120 characters and 2,048 bytes",
        ),
        (
            "text",
            text,
            limits::TEXT_GRAPHEMES,
            limits::TEXT_BYTES,
            "a text has at most 5,000 characters and 20,000 bytes",
        ),
        (
            "author",
            author,
            limits::AUTHOR_GRAPHEMES,
            limits::AUTHOR_BYTES,
            "a name has at most 80 characters and 1,024 bytes",
        ),
    ];
    let mut errors = Vec::new();
    for (field, text, graphemes, bytes, message) in fields {
        if text.is_some_and(|text| text.len() > bytes || unicode.graphemes(text) > graphemes) {
            errors.push(FieldError::new(field, code::TOO_LONG, message));
        }
    }
    if lang.is_some_and(|lang| !is_language_tag(lang)) {
        errors.push(FieldError::new(
            "lang",
            code::NOT_A_LANGUAGE,
            "a language is a BCP 47 tag such as pt-BR",
        ));
    }
    errors
}

/// The shape of a tag, by RFC 5646: subtags of 1 to 8 letters and digits, the first of letters.
fn is_language_tag(tag: &str) -> bool {
    let subtag = |subtag: &str| {
        (1..=8).contains(&subtag.len()) && subtag.bytes().all(|byte| byte.is_ascii_alphanumeric())
    };
    tag.len() <= limits::LANG_BYTES
        && split_any(tag, "-").all(subtag)
        && split_any(tag, "-")
            .next()
            .is_some_and(|first| first.bytes().all(|byte| byte.is_ascii_alphabetic()))
}

#[cfg(feature = "native")]
#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::NativeUnicode;

    fn draft() -> Draft {
        Draft {
            subject: "https://a.example/".into(),
            rating: Rating::new(4).unwrap(),
            title: None,
            text: None,
            author: None,
            lang: None,
        }
    }

    fn wrong(draft: &Draft) -> Vec<(String, String)> {
        let errors = draft.validate(&NativeUnicode).err().unwrap_or_default();
        errors.into_iter().map(|error| (error.field, error.code)).collect()
    }

    fn expect(draft: Draft, errors: &[(&str, &str)]) {
        let errors: Vec<_> =
            errors.iter().map(|(field, code)| (field.to_string(), code.to_string())).collect();
        assert_eq!(wrong(&draft), errors);
    }

    #[test]
    fn a_rating_alone_is_a_review() {
        expect(draft(), &[]);
        let blank = Draft {
            title: Some(" ".into()),
            text: Some("\u{0}".into()),
            author: Some(String::new()),
            ..draft()
        };
        assert_eq!(blank.normalise(&NativeUnicode), draft());
    }

    #[test]
    fn limits_count_what_readers_call_characters() {
        let family = "👨\u{200d}👩\u{200d}👧";
        expect(Draft { title: Some("ä".repeat(120)), ..draft() }, &[]);
        expect(Draft { title: Some("ä".repeat(121)), ..draft() }, &[("title", code::TOO_LONG)]);
        expect(Draft { author: Some("e\u{323}\u{308}".repeat(80)), ..draft() }, &[]);
        expect(
            Draft { author: Some("e\u{323}\u{308}".repeat(81)), ..draft() },
            &[("author", code::TOO_LONG)],
        );
        expect(Draft { text: Some("語".repeat(5_000)), ..draft() }, &[]);
        expect(Draft { text: Some("a".repeat(5_001)), ..draft() }, &[("text", code::TOO_LONG)]);
        expect(Draft { text: Some(family.repeat(1_111)), ..draft() }, &[]);
        expect(Draft { text: Some(family.repeat(1_112)), ..draft() }, &[("text", code::TOO_LONG)]);
        // One cluster without end.
        expect(
            Draft { author: Some(format!("e{}", "\u{323}".repeat(600))), ..draft() },
            &[("author", code::TOO_LONG)],
        );
    }

    #[test]
    fn languages_are_tags() {
        for good in ["en", "pt-BR", "zh-Hans-CN", "sr-Latn-RS", "de-CH-1996", "x-klingon"] {
            expect(Draft { lang: Some(good.into()), ..draft() }, &[]);
        }
        for bad in ["en_US", "-", "en-", "12", "englishlang", "é", "en US", &"en-".repeat(20)] {
            expect(Draft { lang: Some(bad.into()), ..draft() }, &[("lang", code::NOT_A_LANGUAGE)]);
        }
    }

    #[test]
    fn everything_wrong_is_said_at_once() {
        let bad = Draft {
            subject: String::new(),
            title: Some("a".repeat(121)),
            author: Some("a".repeat(81)),
            lang: Some("?".into()),
            ..draft()
        };
        let fields: Vec<_> = wrong(&bad).into_iter().map(|(field, _)| field).collect();
        assert_eq!(fields, ["subject", "title", "author", "lang"]);
    }

    #[test]
    fn the_wire_takes_no_unknown_field() {
        let wire = r#"{"subject":"https://a.example/","rating":4,"stars":4}"#;
        let error = serde_json::from_str::<Draft>(wire).unwrap_err().to_string();
        assert!(error.contains("`stars`"), "{error}");
        assert_eq!(
            serde_json::to_string(&draft()).unwrap(),
            r#"{"subject":"https://a.example/","rating":4}"#
        );
    }

    proptest! {
        #[test]
        fn normalising_twice_is_as_once(title: Option<String>, text: Option<String>, author: Option<String>, lang: Option<String>) {
            let once = Draft { title, text, author, lang, ..draft() }.normalise(&NativeUnicode);
            prop_assert_eq!(once.clone().normalise(&NativeUnicode), once);
        }
    }
}
