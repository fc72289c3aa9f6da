//! Documents that mean harm, judged by what must hold of every article: only allowed addresses, harmless text kept,
//! an answer for every input.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test fails by panicking")]

mod support;

use json::Value;
use standfirst_article::{NativeUrls, ReadError, Reading, to_json};
use support::{body_json, post, read_document, read_now, samples};

/// Every address in an article, by walking all of its JSON form.
fn check_addresses(value: &Value, origin: &str) {
    match value {
        Value::Array(elements) => elements.iter().for_each(|element| check_addresses(element, origin)),
        Value::Object(object) => {
            for (name, value) in object.iter() {
                let allowed: &[&str] = match name {
                    "url" | "source" => &["https://", "http://", "mailto:", "tel:", "#"],
                    "src" | "poster" => &["https://", "http://"],
                    _ => &[],
                };
                match value.as_str() {
                    Some(address) if !allowed.is_empty() => {
                        assert!(
                            allowed.iter().any(|scheme| address.starts_with(scheme)),
                            "{address:?} from {origin:?}"
                        );
                    }
                    _ => check_addresses(value, origin),
                }
            }
        }
        _ => {}
    }
}

fn check(reading: Result<Reading, ReadError>, origin: &str) {
    if let Ok(reading) = reading {
        let json = to_json(&reading.article);
        check_addresses(&json::parse(&json).unwrap(), origin);
        let again = standfirst_article::read(
            &standfirst_article::Document { text: &json, media_type: None, url: None },
            None,
            &NativeUrls,
        );
        let second = to_json(&again.unwrap().article);
        let same = second.bytes().zip(json.bytes()).take_while(|(one, other)| one == other).count();
        let around =
            |text: &str| String::from_utf8_lossy(&text.as_bytes()[same.saturating_sub(60)..]).into_owned();
        assert!(
            second == json,
            "a second pass changes {origin:?}:\n{:.200}\n{:.200}",
            around(&json),
            around(&second)
        );
    }
}

/// A document whose parts a function writes in another way: it is given each value, and `None` keeps that.
fn rewritten(value: &Value, change: &mut dyn FnMut(&str, &Value) -> Option<String>) -> String {
    fn write(
        name: &str,
        value: &Value,
        change: &mut dyn FnMut(&str, &Value) -> Option<String>,
        out: &mut String,
    ) {
        if let Some(other) = change(name, value) {
            return out.push_str(&other);
        }
        match value {
            Value::Null => out.push_str("null"),
            Value::Bool(flag) => out.push_str(&flag.to_string()),
            Value::Number(number) => out.push_str(number.as_str()),
            Value::String(text) => json::write_string(out, text),
            Value::Array(elements) => {
                out.push('[');
                for (index, element) in elements.iter().enumerate() {
                    out.push_str(if index > 0 { "," } else { "" });
                    write(name, element, change, out);
                }
                out.push(']');
            }
            Value::Object(members) => {
                out.push('{');
                for (index, (name, member)) in members.iter().enumerate() {
                    out.push_str(if index > 0 { "," } else { "" });
                    json::write_string(out, name);
                    out.push(':');
                    write(name, member, change, out);
                }
                out.push('}');
            }
        }
    }
    let mut out = String::new();
    write("", value, change, &mut out);
    out
}

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
                if unknown {
                    let document = standfirst_article::Document {
                        text: &text,
                        media_type: None,
                        url: Some(support::URL),
                    };
                    let format = standfirst_article::Format::from_name(name);
                    assert!(format.is_some(), "{name}");
                    check(
                        standfirst_article::read_at(&document, format, &NativeUrls, support::noon()),
                        &text,
                    );
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

fn inputs(text: &str) -> Vec<String> {
    let value = json::parse(text).unwrap();
    let entries = value.as_array().unwrap().iter();
    let inputs = entries
        .filter_map(|entry| entry.as_str().or_else(|| entry.get("input")?.as_str()).map(str::to_owned));
    inputs.collect()
}

#[test]
fn what_others_collected_does_no_harm() {
    let ammonia = inputs(include_str!("fixtures/hostile/ammonia.json"));
    let payloads = inputs(include_str!("fixtures/hostile/payloadbox.json"));
    assert!(ammonia.len() > 40 && payloads.len() > 300);
    for input in ammonia.iter().chain(&payloads) {
        for html in [
            input.clone(),
            format!("<p>before</p>{input}<p>after</p>"),
            format!(
                "<a href=\"{input}\">x</a><img src='{input}'><iframe src=\"{input}\"></iframe><video poster={input} src={input}>"
            ),
            format!("<svg>{input}</svg><math>{input}</math><table>{input}</table><style>{input}"),
        ] {
            check(read_document(&post(&html), None), &html);
        }
        assert!(body_json(&format!("<p>before</p>{input}")).contains("before"), "{input}");
        let mut json = json::Writer::new();
        json.string(input);
        let quoted = json.finish();
        let article = format!(
            r#"{{"standfirst": 1, "url": {quoted}, "headline": {quoted}, "lang": {quoted}, "hero": {{"image": {quoted}}}, "body": [
                {quoted}, {{"embed": {quoted}}}, {{"video": {{"src": {quoted}, "poster": {quoted}}}}},
                {{"paragraph": [{{"link": {{"url": {quoted}, "content": {quoted}}}}}]}}, {{{quoted}: {quoted}}}]}}"#
        );
        check(read_document(&article, None), &article);
        check(read_document(&format!("{input}\n\n{input}\n\n- {input}"), None), input);
    }
    // Each in every text of each format but those that tell what is what.
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
        }
    }
}

/// The text of a body, which is all that is left of it here.
#[test]
fn nothing_runs_and_harmless_text_stays() {
    let cases = [
        (
            "a<img src=x onerror=alert(1)>b",
            r#"[{"paragraph":"a"},{"figure":{"media":[{"image":{"src":"https://paper.example/2026/lamps/x","alt":""}}]}},{"paragraph":"b"}]"#,
        ),
        ("a<svg onload=alert(1)><script>alert(2)</script></svg>b", r#"[{"paragraph":"ab"}]"#),
        ("<a href=\"jav&#x09;ascript:alert(1)\">a</a>", r#"[{"paragraph":"a"}]"#),
        ("<a href=\"&#106;&#97;vascript&colon;alert(1)\">a</a>", r#"[{"paragraph":"a"}]"#),
        ("<a href=' javascript:alert(1)'>a</a><a href='\u{1}javascript:x'>b</a>", r#"[{"paragraph":"ab"}]"#),
        ("<a href='data:text/html,<script>alert(1)</script>'>a</a>", r#"[{"paragraph":"a"}]"#),
        (
            "<base href='javascript:/'><a href='x'>a</a>",
            r#"[{"paragraph":[{"link":{"url":"https://paper.example/2026/lamps/x","content":"a"}}]}]"#,
        ),
        ("<meta http-equiv=refresh content='0;url=javascript:x'>a", r#"[{"paragraph":"a"}]"#),
        ("<object data='javascript:x'>a</object><embed src='javascript:x'>b", r#"[{"paragraph":"ab"}]"#),
        (
            "<math><mtext><table><mglyph><style><!--</style><img title='--&gt;&lt;img src=1 onerror=alert(1)&gt;'>",
            "[]",
        ),
        (
            "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>a",
            r#"[{"figure":{"media":[{"image":{"src":"https://paper.example/2026/lamps/x","alt":""}}]}},{"paragraph":"'>a"}]"#,
        ),
        (
            "a<div style='background:url(javascript:x)' onclick=x>b</div>",
            r#"[{"paragraph":"a"},{"paragraph":"b"}]"#,
        ),
        ("<input autofocus onfocus=x>a<isindex>b<keygen>c", r#"[{"paragraph":"abc"}]"#),
        ("<x onclick=alert(1)>a", r#"[{"paragraph":"a"}]"#),
        ("a\u{202e}b\u{200b}c\u{0}d", "[{\"paragraph\":\"a\u{202e}b\u{200b}cd\"}]"),
    ];
    support::check_bodies(&cases);
}

#[test]
fn nesting_to_any_depth_is_read_on_a_small_stack() {
    let run = || {
        // Far past the limit of depth; two of them as far as a document goes, below.
        let depth = 4000;
        let nest = |open: &str| open.repeat(depth);
        let opening = [
            "<div>",
            "<b>",
            "<i><b>",
            "<a href=/x>",
            "<span id=x>",
            "<blockquote>",
            "<ul><li>",
            "<ol>",
            "<figure>",
            "<table><tr><td>a<td>",
            "<table>",
            "<p><b>",
            "<h2>",
            "<dl><dd>",
            "<svg>",
            "<math>",
            "<svg><g>",
            "<figcaption>",
            "<section><em>",
            "<details>",
            "<object>",
            "<button>",
            "<font><p>",
            "<li>",
            "<pre>",
            "<picture>",
            "<video>",
            "<ruby><rt>",
            "<x>",
            "<figure><figcaption>",
        ];
        for open in opening {
            check(read_document(&post(&nest(open)), None), open);
            let inside = format!("<p>before</p>{}deep", nest(open));
            let json = body_json(&inside);
            assert!(json.contains("before"), "{open}");
            let drops = ["<button>", "<svg>", "<svg><g>", "<picture>", "<video>"].contains(&open);
            assert!(drops || json.contains("deep"), "{open}");
        }
        for open in ["<div>", "<b>"] {
            assert!(body_json(&format!("{}deep", open.repeat(100_000))).contains("deep"), "{open}");
        }
        check(read_document(&post(&"</div></b></p>".repeat(depth)), None), "end tags");
        check(
            read_document(
                &post(&format!("{}{}", "<div><i>".repeat(depth), "</div>x</i>".repeat(depth))),
                None,
            ),
            "closed",
        );
        check(read_document(&post(&format!("{}<script>alert(1)", "<div>".repeat(depth))), None), "script");
        assert_eq!(
            body_json(&format!("a{}<script>alert(1)</script><style>b", "<b>".repeat(depth))),
            r#"[{"paragraph":"a"}]"#
        );
    };
    // The stack that the widget has.
    std::thread::Builder::new().stack_size(1024 * 1024).spawn(run).unwrap().join().unwrap();
}

#[test]
fn size_in_any_direction_ends_in_an_answer() {
    let many = 200_000;
    for html in [
        format!("<a {}>x</a>", "b c d=e ".repeat(many)),
        format!("<a {}>x</a>", (0..many).map(|n| format!("a{n} ")).collect::<String>()),
        format!("<a href='{}'>x</a>", "x".repeat(many)),
        format!("<img srcset='{}'>x", "a.jpg 1w,".repeat(many)),
        format!("<p class='{}'>x", "a ".repeat(many)),
        "&amp;&#65;&notin".repeat(many),
        "&abcdef &zzzzzz;".repeat(many),
        "</wbrx>".repeat(many),
        "<!--".repeat(many),
        "<!--x--!".repeat(many),
        "<script><!--".repeat(many),
        "</".repeat(many),
        "<".repeat(many),
        (0..many / 4).map(|n| format!("<h2 id=i{n}>x</h2>")).collect(),
        (0..many / 4).map(|n| format!("<a href='#i{n}' id=i{n}>x</a>")).collect(),
        "<table><td>".repeat(many / 4),
        "x<br>".repeat(many / 4),
        "x<br><br>".repeat(many / 4),
    ] {
        check(read_document(&post(&html), None), html.get(..40).unwrap());
    }
    check(read_document(&"- \n".repeat(many), None), "marks");
    check(read_document(&format!("x\n{}", "-\n".repeat(many)), None), "marks alone");
    check(read_document(&format!("x\n\n{}", "In World\n\n- a\n\n".repeat(many / 8)), None), "furniture");
}

#[test]
fn every_beginning_of_a_document_gives_an_answer() {
    let html = post(
        "<h2 id='a'>One &amp; two</h2><p>The <b>lamps</b> of <a href='/x?a=1&amp;b'>Great Tarn</a></p><!-- c --><ul><li>x<li>\
         <img src=/1.jpg srcset='/2.jpg 2x, /3.jpg 3x' alt='é'></ul><figure><table><tr><th>a<td>b</table><figcaption>c</figcaption>\
         </figure><pre><code class=language-rust>fn</code></pre><script>x<!-- y --></script><blockquote>q<cite>w</cite></blockquote>",
    );
    let body = html.clone();
    for (end, _) in html.char_indices() {
        check(read_document(&html[..end], None), &html[..end]);
    }
    let inner = json::parse(&body).unwrap();
    let inner = inner.text("content/rendered").unwrap();
    for (end, _) in inner.char_indices() {
        check(read_document(&post(&inner[..end]), None), &inner[..end]);
    }
    for text in [
        include_str!("fixtures/text/page.txt"),
        include_str!("fixtures/wordpress/page-211.json"),
        samples::GHOST,
        samples::JSON_FEED,
        samples::NINJS_1,
        samples::NINJS_3,
        samples::ANS,
        r##"{"standfirst":1,"headline":"é","body":[{"paragraph":["a",{"link":{"url":"#x","content":"\u00e9"}}]},{"list":{"items":["x"]}}]}"##,
    ] {
        for (end, _) in text.char_indices() {
            check(read_document(&text[..end], None), &text[..end]);
        }
    }
}
