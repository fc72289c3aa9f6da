//! Everything a client can get wrong: each is a 4xx problem that names the field, and nothing is stored.

use std::io::{Read, Write};
use std::net::TcpStream;

use serde_json::{Value, json};

use crate::app::{Answer, KEY, SUBJECT, TestApp, id, review};

/// Sends each body and checks that it is refused for that field, and that the database stays empty.
fn refused(bodies: &[(Vec<u8>, &str, &str)]) {
    let app = TestApp::start();
    for (body, field, code) in bodies {
        app.put_with(&id(1), KEY, body).expect_problem(400, "invalid-body", Some((field, code)));
    }
    assert_eq!(app.rows(), 0);
    assert_eq!(app.list("")["summary"]["count"], 0);
}

fn with(field: &str, value: Value) -> Vec<u8> {
    let mut body = review(4, "Fine.");
    body[field] = value;
    body.to_string().into_bytes()
}

#[test]
fn ratings() {
    refused(&[
        (with("rating", json!(0)), "rating", "out_of_range"),
        (with("rating", json!(6)), "rating", "out_of_range"),
        (with("rating", json!(2.5)), "rating", "not_whole"),
        (with("rating", json!("5")), "rating", "wrong_type"),
        (with("rating", json!(null)), "rating", "required"),
        (json!({ "subject": SUBJECT }).to_string().into(), "rating", "required"),
    ]);
}

#[test]
fn texts_past_their_limits() {
    refused(&[
        (with("text", json!("a".repeat(5_001))), "text", "too_long"),
        (
            with("text", json!(format!("{}a", "👨\u{200d}👩\u{200d}👧".repeat(1_111) + "ab"))),
            "text",
            "too_long",
        ),
        (with("title", json!("ä".repeat(121))), "title", "too_long"),
        (with("title", json!(format!("a{}", "\u{301}".repeat(1_100)))), "title", "too_long"),
        (with("author", json!("ä".repeat(81))), "author", "too_long"),
        (with("lang", json!("en_US")), "lang", "not_a_language"),
        (with("lang", json!("x".repeat(1_000))), "lang", "not_a_language"),
    ]);
}

#[test]
fn texts_at_their_limits_are_taken() {
    let app = TestApp::start();
    let bytes = "👨\u{200d}👩\u{200d}👧".repeat(1_111) + "ab";
    assert_eq!(bytes.len(), 20_000);
    for (number, text) in ["a".repeat(5_000), "語".repeat(5_000), bytes].iter().enumerate() {
        let answer = app.put_with(&id(number as u32), KEY, &with("text", json!(text)));
        assert_eq!(answer.status, 201, "{}", answer.text());
        assert_eq!(answer.json()["text"], *text);
    }
    assert_eq!(app.put_with(&id(9), KEY, &with("title", json!("ä".repeat(120)))).status, 201);
}

#[test]
fn what_is_no_review() {
    let raw = |text: &str| format!(r#"{{"subject":"{SUBJECT}","rating":4,{text}}}"#).into_bytes();
    refused(&[
        (with("stars", json!(4)), "stars", "unknown_field"),
        (with("id", json!(id(1))), "id", "unknown_field"),
        (with("title", json!(4)), "title", "wrong_type"),
        (with("text", json!(["a"])), "text", "wrong_type"),
        (raw(r#""text":"\ud800""#), "text", "lone_surrogate"),
        (raw(r#""title":"a\udfff""#), "title", "lone_surrogate"),
        (raw(r#""author":"\ud800\ud800""#), "author", "lone_surrogate"),
        (raw(r#""rating":5"#), "rating", "duplicate_field"),
        (b"".to_vec(), "body", "not_json"),
        (b"{".to_vec(), "body", "not_json"),
        (b"[]".to_vec(), "body", "wrong_type"),
        (b"null".to_vec(), "body", "wrong_type"),
        (b"subject=x&rating=4".to_vec(), "body", "not_json"),
        (b"{\"text\":\"\xff\"}".to_vec(), "body", "not_json"),
        ("[".repeat(30_000).into_bytes(), "body", "wrong_type"),
        (raw(&format!("\"text\":{}", "[".repeat(30_000))), "body", "not_json"),
    ]);
}

#[test]
fn subjects() {
    refused(&[
        (with("subject", json!("finland")), "subject", "not_a_url"),
        (with("subject", json!("/finland")), "subject", "not_a_url"),
        (with("subject", json!("javascript:alert(1)")), "subject", "not_a_url"),
        (with("subject", json!("ftp://standfirst.example/")), "subject", "not_a_url"),
        (with("subject", json!("https://")), "subject", "not_a_url"),
        (with("subject", json!("")), "subject", "required"),
        (with("subject", json!(5)), "subject", "wrong_type"),
        (
            with("subject", json!(format!("https://standfirst.example/{}", "x".repeat(2_048)))),
            "subject",
            "too_long",
        ),
    ]);
    let app = TestApp::start();
    for elsewhere in ["https://evil.example/", "https://standfirst.example.evil/", "http://127.0.0.2/"] {
        let field = Some(("subject", "not_allowed"));
        app.put_with(&id(1), KEY, &with("subject", json!(elsewhere))).expect_problem(
            403,
            "subject-not-allowed",
            field,
        );
        app.get(&format!("/v1/reviews?subject={elsewhere}")).expect_problem(
            403,
            "subject-not-allowed",
            field,
        );
        app.get(&format!("/v1/summaries?subject={elsewhere}")).expect_problem(
            403,
            "subject-not-allowed",
            field,
        );
    }
    assert_eq!(app.rows(), 0);
}

#[test]
fn keys_and_ids() {
    let app = TestApp::start();
    let body = review(4, "Fine.").to_string();
    let put = |path: &str, headers: &[(&str, &str)]| {
        let mut headers = headers.to_vec();
        headers.push(("content-type", "application/json"));
        app.send("PUT", path, &headers, Some(body.as_bytes()))
    };
    let path = format!("/v1/reviews/{}", id(1));
    let answer = put(&path, &[]);
    answer.expect_problem(401, "edit-key-required", None);
    assert_eq!(answer.header("www-authenticate"), Some("Bearer"));
    app.send("DELETE", &path, &[], None).expect_problem(401, "edit-key-required", None);
    let long = format!("Bearer {}", "a".repeat(129));
    for bad in
        ["Bearer", "Bearer ", "Bearer short", "Bearer an edit key that has blanks", "Basic YTpi", &long]
    {
        let field = Some(("authorization", "not_a_key"));
        put(&path, &[("authorization", bad)]).expect_problem(401, "edit-key-required", field);
        app.send("GET", &path, &[("authorization", bad)], None).expect_problem(
            401,
            "edit-key-required",
            field,
        );
    }
    let key = format!("Bearer {KEY}");
    for bad in ["1", "finland", "0190d3a5000070008000000000000001", "0190d3a5-0000-7000-8000-00000000000z"] {
        let path = format!("/v1/reviews/{bad}");
        let field = Some(("id", "not_a_uuid"));
        put(&path, &[("authorization", &key)]).expect_problem(400, "invalid-request", field);
        app.get(&path).expect_problem(400, "invalid-request", field);
        app.delete(bad, KEY).expect_problem(400, "invalid-request", field);
    }
    assert_eq!(app.rows(), 0);
    assert_eq!(put(&path, &[("authorization", &format!("bearer {KEY}"))]).status, 201);
}

#[test]
fn bodies_of_another_kind_or_size() {
    let app = TestApp::start();
    let key = format!("Bearer {KEY}");
    let path = format!("/v1/reviews/{}", id(1));
    let body = review(4, "Fine.").to_string();
    let put = |headers: &[(&str, &str)], body: &[u8]| -> Answer {
        let mut headers = headers.to_vec();
        headers.push(("authorization", &key));
        app.send("PUT", &path, &headers, Some(body))
    };
    for kind in
        ["text/plain", "application/x-www-form-urlencoded", "application/json; charset=latin1", "json"]
    {
        put(&[("content-type", kind)], body.as_bytes()).expect_problem(415, "unsupported-media-type", None);
    }
    put(&[], body.as_bytes()).expect_problem(415, "unsupported-media-type", None);
    put(&[("content-type", "application/json"), ("content-encoding", "gzip")], body.as_bytes())
        .expect_problem(415, "unsupported-media-type", None);
    let sized = |length: usize| format!("{body}{}", " ".repeat(length - body.len()));
    for length in [32 * 1_024 + 1, 33 * 1_024, 600 * 1_024, 3 * 1_024 * 1_024] {
        let answer = app.try_put_with(&id(1), KEY, sized(length).as_bytes());
        match answer {
            Ok(answer) => answer.expect_problem(413, "body-too-large", None),
            // Past what is read for politeness, the connection may close before all was sent.
            Err(error) => assert!(length > 1_024 * 1_024, "{length}: {error}"),
        }
    }
    assert_eq!(app.rows(), 0);
    let answer =
        put(&[("content-type", "Application/JSON; Charset=\"UTF-8\"")], sized(32 * 1_024).as_bytes());
    assert_eq!(answer.status, 201, "{}", answer.text());
}

#[test]
fn queries() {
    let app = TestApp::start();
    for (query, field, code) in [
        ("", "subject", "required"),
        ("subject=", "subject", "not_a_url"),
        ("subject=finland", "subject", "not_a_url"),
        ("subject={S}&subject={S}", "subject", "duplicate_field"),
        ("subject={S}&sort=best", "sort", "unknown_value"),
        ("subject={S}&stars=0", "stars", "out_of_range"),
        ("subject={S}&stars=6", "stars", "out_of_range"),
        ("subject={S}&stars=2.5", "stars", "out_of_range"),
        ("subject={S}&limit=0", "limit", "out_of_range"),
        ("subject={S}&limit=101", "limit", "out_of_range"),
        ("subject={S}&limit=-1", "limit", "out_of_range"),
        ("subject={S}&limit=all", "limit", "out_of_range"),
        ("subject={S}&cursor=", "cursor", "bad_cursor"),
        ("subject={S}&cursor=nonsense", "cursor", "bad_cursor"),
    ] {
        let path = format!("/v1/reviews?{}", query.replace("{S}", SUBJECT));
        app.get(&path).expect_problem(400, "invalid-request", Some((field, code)));
    }
    app.get("/v1/summaries").expect_problem(400, "invalid-request", Some(("subject", "required")));
    app.get("/v1/summaries?subject=x").expect_problem(400, "invalid-request", Some(("subject", "not_a_url")));
    let many = format!("subject={SUBJECT}&").repeat(101);
    app.get(&format!("/v1/summaries?{many}")).expect_problem(
        400,
        "invalid-request",
        Some(("subject", "too_long")),
    );
    // What proxies and pages add is left alone.
    assert_eq!(app.get(&format!("/v1/reviews?subject={SUBJECT}&_=1")).status, 200);
}

#[test]
fn routes_and_methods() {
    let app = TestApp::start();
    for path in ["/", "/v1", "/v1/review", "/v1/reviews/a/b", "/standfirst.js", "/v/0.1.0/standfirst.js"] {
        app.get(path).expect_problem(404, "not-found", None);
    }
    for (method, path, allow) in [
        ("POST", "/healthz", "GET,HEAD"),
        ("PUT", "/v1/reviews", "GET,HEAD,POST"),
        ("PATCH", "/v1/reviews/x", "GET,HEAD,PUT,DELETE"),
        ("DELETE", "/standfirst.js", "GET,HEAD"),
    ] {
        let answer = app.send(method, path, &[], None);
        answer.expect_problem(405, "method-not-allowed", None);
        assert_eq!(answer.header("allow"), Some(allow), "{method} {path}");
    }
    let head = app.send("HEAD", &format!("/v1/reviews?subject={SUBJECT}"), &[], None);
    assert_eq!((head.status, head.bytes()), (200, b"".as_slice()));
}

#[test]
fn a_body_that_never_comes_is_not_waited_for() {
    let app = TestApp::start();
    let mut stream = TcpStream::connect(app.url.strip_prefix("http://").unwrap()).unwrap();
    write!(
        stream,
        "PUT /v1/reviews/{} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {KEY}\r\nContent-Type: application/json\r\n\
         Content-Length: 100\r\n\r\n{{",
        id(1)
    )
    .unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    assert!(answer.starts_with("HTTP/1.1 408 "), "{answer}");
    assert!(answer.contains("urn:standfirst:problem:request-timeout"), "{answer}");
    assert_eq!(app.rows(), 0);
}
