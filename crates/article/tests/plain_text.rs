//! Text without markup.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test fails by panicking")]

mod support;

use standfirst_article::{Format, to_json};
use support::{body_of, read_document};

fn check(text: &str, expected: &str) {
    let reading = read_document(text, Some("text/plain")).unwrap();
    assert_eq!(reading.format, Format::PlainText);
    assert_eq!(to_json(&reading.article), expected, "{text}");
}

#[test]
fn a_page_saved_as_text_comes_out_whole() {
    check(
        include_str!("fixtures/text/page.txt"),
        concat!(
            r#"{"standfirst":1,"headline":"Ferry line to close for the winter","section":"Islands","body":["#,
            r#"{"paragraph":"The ferry between Great Tarn and the mainland will not run from 1 December to 15 March, the harbour board said on Monday. It is the first winter without it since 1951."},"#,
            r#"{"heading":{"level":2,"content":"Why it closes"}},"#,
            r#"{"paragraph":"The ship needs a new shaft, and the only yard that has one can start in December. The board asked three others, and each named a later month."},"#,
            r#"{"heading":{"level":2,"content":"Who pays?"}},{"paragraph":"The state pays two thirds."},"#,
            r#"{"list":{"items":["Passengers with a winter ticket are paid back","The post goes by air","Freight waits"]}},"#,
            r#"{"divider":true},{"paragraph":"Nobody was against it."}],"related":["#,
            r#"{"title":"Five ports agree to share one lane","summary":"The harbours will split the bill by tonnage."},"#,
            r#"{"title":"The tide house: what one wall knows about the sea","summary":"For 139 years somebody has written down the height of the water."}]}"#,
        ),
    );
}

#[test]
fn lines_without_blank_ones_are_paragraphs() {
    check(
        "\u{feff}Title\r\nWho\r\nThe council voted, and that was that.\r\nIt went home.\r\n- one\r\n- two\r\nThe end.",
        r#"{"standfirst":1,"headline":"Title","body":[{"heading":{"level":2,"content":"Who"}},{"paragraph":"The council voted, and that was that."},{"paragraph":"It went home."},{"list":{"items":["one","two"]}},{"paragraph":"The end."}]}"#,
    );
}

#[test]
fn what_looks_like_something_else_is_a_paragraph() {
    let body = |text: &str| {
        let json = to_json(&read_document(&format!("Title\n\n{text}"), None).unwrap().article);
        json.split_once("\"body\":").unwrap().1.to_owned()
    };
    // A heading has no full stop, is shorter than what follows, and something does follow.
    assert_eq!(
        body("Short one.\n\nA much longer paragraph."),
        r#"[{"paragraph":"Short one."},{"paragraph":"A much longer paragraph."}]}"#
    );
    assert_eq!(
        body("A line that is long\n\nShort"),
        r#"[{"paragraph":"A line that is long"},{"paragraph":"Short"}]}"#
    );
    // Neither minus signs nor emphasis make lists.
    assert_eq!(
        body("-5 degrees.\n\n**bold** words"),
        r#"[{"paragraph":"-5 degrees."},{"paragraph":"**bold** words"}]}"#
    );
    // “In” begins sentences too, and lists stand inside stories.
    assert_eq!(
        body("In three ways:\n\n- a\n- b"),
        r#"[{"paragraph":"In three ways:"},{"list":{"items":["a","b"]}}]}"#
    );
    assert_eq!(
        body("In Short\n\n- a\n\nThe next part\n\nIt goes on for a while."),
        r#"[{"heading":{"level":2,"content":"In Short"}},{"list":{"items":["a"]}},{"heading":{"level":2,"content":"The next part"}},{"paragraph":"It goes on for a while."}]}"#
    );
}

#[test]
fn related_headlines_go_by_other_names() {
    for heading in ["Related", "Related stories", "More on the lamps", "Read more:", "READ MORE"] {
        let text = format!("Title\n\nThe text.\n\n{heading}\n\n- One. Two.\n\nComments (3)\n\nShare");
        let article = read_document(&text, None).unwrap().article;
        assert_eq!(article.related.len(), 1, "{heading}");
        assert_eq!(article.related[0].title, "One");
        assert_eq!(article.related[0].summary.as_deref(), Some("Two."));
        assert_eq!((article.section, article.body.len()), (None, 1), "{heading}");
    }
}

#[test]
fn a_first_line_too_long_for_a_headline_is_kept_in_the_text() {
    let text = "word ".repeat(200);
    let article = read_document(&text, None).unwrap().article;
    assert!(article.headline.ends_with("word…") && article.headline.chars().count() <= 501);
    assert!(to_json(&article).contains(text.trim()));
}

#[test]
fn a_headline_alone_is_no_article() {
    let error = read_document("Title\nTitle\n\n", Some("text/plain")).unwrap_err();
    assert_eq!(error.to_string(), "plain text: The article has no text.");
}

#[test]
fn lines_that_cannot_be_seen_are_blank() {
    let body = |text: &str| body_of(&read_document(text, None).unwrap().article);
    let expected =
        r#"[{"heading":{"level":2,"content":"A part"}},{"list":{"items":["one of these, long enough"]}}]"#;
    assert_eq!(
        body(
            "The title of all this\n\n\u{7f}\n\nA part\n\u{7f} \u{7f}\n\n- \u{7f}\n\n- one of these, long enough\u{a0}\u{7f}"
        ),
        expected
    );
}
