//! JSON that means harm: any type in any field, any depth, and what others collected in any text.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test fails by panicking")]

mod support;

use json::Value;
use standfirst_article::{Document, Format, NativeUrls, read_at, to_json};
use support::hostile::{check, check_related, inputs, rewritten};
use support::{noon, read_now, samples};

#[test]
fn any_type_in_any_field_gives_an_answer() {
    const OTHERS: [&str; 8] = [
        "null",
        "-1.5e9",
        "\"\"",
        "\"<b>x\"",
        "[null, 1, [], {}]",
        "{\"type\": 1, \"content\": []}",
        "{\"name\": {}, \"value\": [\"x\"]}",
        "[[[[\"x\"]]]]",
    ];
    for (name, sample) in samples::ALL {
        let value = json::parse(sample).unwrap();
        let mut count = 0;
        rewritten(&value, &mut |_, _| {
            count += 1;
            None
        });
        assert!(count > 40, "{name}");
        for place in 0..count {
            for other in OTHERS {
                let mut at = 0;
                let text = rewritten(&value, &mut |_, _| {
                    at += 1;
                    (at == place + 1).then(|| other.to_owned())
                });
                let reading = read_now(&text);
                // What no longer looks like the format is still read as it where it is named.
                let unknown = matches!(&reading, Err(error) if error.format.is_none());
                check(reading, &text);
                if other.starts_with(['[', '{']) {
                    check_related(&text, Format::from_name(name));
                }
                if unknown {
                    let document =
                        Document { text: &text, media_type: None, url: Some(support::URL), selector: None };
                    let format = Format::from_name(name);
                    assert!(format.is_some(), "{name}");
                    check(read_at(&document, format, &NativeUrls, noon()), &text);
                }
            }
        }
    }
}

#[test]
fn json_nested_as_deep_as_it_may_be_is_read_on_a_small_stack() {
    let run = || {
        let nest = |open: &str, inner: &str, close: &str, depth: usize| {
            format!("{}{inner}{}", open.repeat(depth), close.repeat(depth))
        };
        let text = r#"{"type": "text", "content": "deep"}"#;
        for open in [
            r#"{"type": "list", "items": ["#,
            r#"{"type": "quote", "content_elements": ["#,
            r#"{"type": "element_group", "content_elements": ["#,
            r#"{"type": "story", "headlines": {"basic": "T"}, "content_elements": ["#,
            r#"{"type": "gallery", "content_elements": ["#,
            r#"{"type": "link_list", "items": ["#,
            r#"{"type": "mystery", "items": ["#,
        ] {
            // Two levels a pair of brackets, below the limit of depth of JSON.
            let elements = nest(open, text, "]}", 120);
            let story = format!(
                r#"{{"type": "story", "version": "0.10.9", "headlines": {{"basic": "T"}}, "content_elements": [{elements}]}}"#
            );
            let reading = read_now(&story);
            let json = to_json(&reading.as_ref().unwrap().article);
            assert!(json.contains("deep"), "{open}");
            check(reading, open);
        }
        let item = |inner: &str| {
            format!(
                r#"{{"uri": "x", "type": "text", "headline": "T", "body_text": "deep", "associations": [{inner}]}}"#
            )
        };
        let mut nested = item("");
        for _ in 0..120 {
            nested = item(&nested);
        }
        check(read_now(&nested), "associations");
        for depth in [250, 100_000] {
            let arrays = nest("[", "", "]", depth);
            for document in [
                format!(r#"{{"version": "https://jsonfeed.org/version/1", "items": {arrays}}}"#),
                format!(r#"{{"posts": [{{"uuid": "u", "html": {arrays}, "title": {arrays}}}]}}"#),
                format!(r#"{{"uri": "x", "headline": "T", "bodies": {arrays}, "associations": {arrays}}}"#),
                format!(r#"{{"type": "story", "version": "0.1.0", "content_elements": {arrays}}}"#),
                arrays.clone(),
            ] {
                check(read_now(&document), "arrays");
            }
        }
        for open in ["<div>", "<b>", "<blockquote>", "<ul><li>", "<figure>", "<table><tr><td>a<td>"] {
            let html = format!("{}deep", open.repeat(4000));
            for document in [
                format!(r#"{{"posts": [{{"uuid": "u", "title": "T", "html": "{html}"}}]}}"#),
                format!(
                    r#"{{"version": "https://jsonfeed.org/version/1", "items": [{{"id": 1, "title": "T", "content_html": "{html}"}}]}}"#
                ),
                format!(r#"{{"uri": "x", "headline": "T", "body_xhtml": "{html}"}}"#),
                format!(
                    r#"{{"type": "story", "version": "0.1.0", "headlines": {{"basic": "T"}}, "content_elements": [{{"type": "text", "content": "{html}"}}]}}"#
                ),
            ] {
                let reading = read_now(&document);
                assert!(to_json(&reading.as_ref().unwrap().article).contains("deep"), "{open}");
                check(reading, open);
            }
        }
    };
    // The stack that the widget has.
    std::thread::Builder::new().stack_size(1024 * 1024).spawn(run).unwrap().join().unwrap();
}

#[test]
fn what_others_collected_does_no_harm_in_any_text() {
    let ammonia = inputs(include_str!("fixtures/hostile/ammonia.json"));
    let payloads = inputs(include_str!("fixtures/hostile/payloadbox.json"));
    assert!(ammonia.len() > 40 && payloads.len() > 300);
    // In every text of each format but those that tell what is what.
    let all: Vec<(&str, Value)> =
        samples::ALL.iter().map(|(name, sample)| (*name, json::parse(sample).unwrap())).collect();
    for input in ammonia.iter().chain(&payloads) {
        let mut quoted = String::new();
        json::write_string(&mut quoted, input);
        for (name, sample) in &all {
            let text = rewritten(sample, &mut |name, value| {
                let says_what =
                    matches!(name, "type" | "version" | "role" | "contentType" | "mimetype" | "mime_type");
                (value.as_str().is_some() && !says_what && !name.starts_with("embargo") && name != "end_time")
                    .then(|| quoted.clone())
            });
            check(read_now(&text), &format!("{name}: {input}"));
            check_related(&text, None);
        }
    }
}
