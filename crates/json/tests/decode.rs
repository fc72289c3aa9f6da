//! Types that serde derives, read from JSON.
#![cfg(feature = "serde")]

use serde::Deserialize;
use standfirst_json::from_str;

#[derive(Debug, Deserialize, PartialEq)]
struct Page {
    reviews: Vec<Review>,
    next: Option<String>,
    mean: Option<f64>,
}

#[derive(Debug, Deserialize, PartialEq)]
#[serde(deny_unknown_fields)]
struct Review {
    rating: u8,
    state: State,
    #[serde(default)]
    title: Option<String>,
}

#[derive(Debug, Deserialize, PartialEq)]
#[serde(rename_all = "lowercase")]
enum State {
    Published,
    Note(String),
}

#[test]
fn a_page_is_read() {
    let page: Page = from_str(
        r#"{"reviews": [{"rating": 5, "state": "published"}, {"rating": 1, "state": {"note": "x"}, "title": "é"}],
            "next": null, "mean": 3, "more": [1, {"a": null}]}"#,
    )
    .unwrap();
    let expected = Page {
        reviews: vec![
            Review { rating: 5, state: State::Published, title: None },
            Review { rating: 1, state: State::Note("x".to_owned()), title: Some("é".to_owned()) },
        ],
        next: None,
        mean: Some(3.0),
    };
    assert_eq!(page, expected);
}

#[test]
fn errors_name_the_member() {
    let cases = [
        (r#"{"reviews": ["#, "unexpected end of the document at line 1, column 14"),
        (r#"{"next": null}"#, "missing field `reviews`"),
        (r#"{"reviews": {}}"#, "reviews: invalid type: map, expected a sequence"),
        (r#"{"reviews": [{"rating": "5"}]}"#, "reviews[0].rating: invalid type: string \"5\", expected u8"),
        (
            r#"{"reviews": [{"rating": 2.5}]}"#,
            "reviews[0].rating: invalid type: floating point `2.5`, expected u8",
        ),
        (r#"{"reviews": [{"rating": 256}]}"#, "reviews[0].rating: invalid value: integer `256`, expected u8"),
        (r#"{"reviews": [{"rating": 1, "state": "lost"}]}"#, "reviews[0].state: unknown variant `lost`"),
        (r#"{"reviews": [{"rating": 1, "state": {"note": 1}}]}"#, "reviews[0].state.note: invalid type"),
        (r#"{"reviews": [{"rating": 1, "rating": 1}]}"#, "reviews[0]: duplicate field `rating`"),
        (r#"{"reviews": [{"stars": 1}]}"#, "reviews[0]: unknown field `stars`"),
        ("[]", "invalid length 0, expected struct Page with 3 elements"),
    ];
    for (text, expected) in cases {
        let message = from_str::<Page>(text).unwrap_err().to_string();
        assert!(message.starts_with(expected), "{text}: {message}");
    }
}
