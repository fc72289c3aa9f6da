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
        (r#"{"next": null}"#, "reviews: missing"),
        (r#"{"reviews": {}}"#, "reviews: another type than expected"),
        (r#"{"reviews": [{"rating": "5"}]}"#, "reviews[0].rating: another type than expected"),
        (r#"{"reviews": [{"rating": 2.5}]}"#, "reviews[0].rating: another type than expected"),
        (r#"{"reviews": [{"rating": 256}]}"#, "reviews[0].rating: a value that is not allowed"),
        (r#"{"reviews": [{"rating": 1, "state": "lost"}]}"#, "reviews[0].state: a name that is not known"),
        (
            r#"{"reviews": [{"rating": 1, "state": {"note": 1}}]}"#,
            "reviews[0].state.note: another type than expected",
        ),
        (r#"{"reviews": [{"rating": 1, "rating": 1}]}"#, "reviews[0].rating: repeated"),
        (r#"{"reviews": [{"stars": 1}]}"#, "reviews[0].stars: unknown"),
        ("[]", "another type than expected"),
    ];
    for (text, expected) in cases {
        let message = from_str::<Page>(text).unwrap_err().to_string();
        assert_eq!(message, expected, "{text}");
    }
}
