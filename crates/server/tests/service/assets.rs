//! The widget's files: what is served, how it is compressed, and when it is not sent again.

use std::io::{Read, Write};
use std::time::{Duration, Instant};

use crate::app::{Answer, TestApp};

const VERSION: &str = env!("CARGO_PKG_VERSION");

fn app() -> TestApp {
    TestApp::builder()
        .asset("standfirst.js", b"export {};")
        .asset("standfirst.wasm", b"\0asm")
        .asset("standfirst-formats.wasm", b"\0asm\x01")
        .asset("standfirst.css", b":host {}")
        .asset("locales/pt-BR.json", b"{}")
        .asset("notes.txt", b"not for the web")
        .asset(".hidden/standfirst.js", b"not for the web")
        .start()
}

#[test]
fn files_come_with_what_browsers_ask_of_them() {
    let app = app();
    for (path, kind) in [
        ("standfirst.js", "text/javascript; charset=utf-8"),
        ("standfirst.wasm", "application/wasm"),
        ("standfirst-formats.wasm", "application/wasm"),
        ("standfirst.css", "text/css; charset=utf-8"),
        ("locales/pt-BR.json", "application/json"),
    ] {
        let moving = app.send("GET", &format!("/{path}"), &[("origin", "https://any.example")], None);
        let pinned = app.get(&format!("/v/{VERSION}/{path}"));
        assert_eq!(moving.bytes(), pinned.bytes());
        assert_eq!(moving.header("cache-control"), Some("public, max-age=60"));
        assert_eq!(pinned.header("cache-control"), Some("public, max-age=31536000, immutable"));
        for answer in [&moving, &pinned] {
            assert_eq!(answer.status, 200, "{path}");
            assert_eq!(answer.header("content-type"), Some(kind));
            assert_eq!(answer.header("access-control-allow-origin"), Some("*"));
            assert_eq!(answer.header("cross-origin-resource-policy"), Some("cross-origin"));
            assert_eq!(answer.header("x-content-type-options"), Some("nosniff"));
        }
        let tag = moving.header("etag").unwrap();
        assert_eq!(app.send("GET", &format!("/{path}"), &[("if-none-match", tag)], None).status, 304);
    }
}

#[test]
fn nothing_else_is_served() {
    let app = app();
    for path in [
        "/notes.txt",
        "/locales/xx.json",
        "/locales/",
        "/locales/..%2fnotes.txt",
        "/locales/%2e%2e/notes.txt",
        "/v/0.0.0/standfirst.js",
        &format!("/v/{VERSION}/notes.txt"),
        &format!("/v/{VERSION}/.hidden/standfirst.js"),
        &format!("/v/{VERSION}/locales/../notes.txt"),
        &format!("/v/{VERSION}/locales/..%2f..%2freviews.sqlite"),
        &format!("/v/{VERSION}/locales"),
    ] {
        app.get(path).expect_problem(404, "not-found", None);
    }
}

#[test]
fn a_new_build_is_served_at_once() {
    let app = app();
    let file = app.path("assets").join("standfirst.js");
    let serves = |text: &str| {
        let answer = app.get("/standfirst.js");
        assert_eq!(answer.text(), text);
        answer.header("etag").unwrap().to_owned()
    };
    let first = serves("export {};");
    std::fs::write(&file, "export const newer = 1;").unwrap();
    let second = serves("export const newer = 1;");
    // As long, and so soon after that the file's time is the same.
    let modified = std::fs::metadata(&file).unwrap().modified().unwrap();
    std::fs::write(&file, "export const newer = 2;").unwrap();
    std::fs::File::options().write(true).open(&file).unwrap().set_modified(modified).unwrap();
    let third = serves("export const newer = 2;");
    assert!(first != second && second != third);
    std::fs::remove_file(&file).unwrap();
    app.get("/standfirst.js").expect_problem(404, "not-found", None);
    std::fs::write(&file, "export const back = 1;").unwrap();
    serves("export const back = 1;");
    std::fs::write(app.path("assets").join("locales/fi.json"), "{\"new\":1}").unwrap();
    assert_eq!(app.get("/locales/fi.json").text(), "{\"new\":1}");
}

/// A script long enough to be compressed, and unlike others of another `seed`.
fn script(seed: u32) -> Vec<u8> {
    (0..400)
        .map(|line| format!("export const value{line} = {};\n", line * seed))
        .collect::<String>()
        .into_bytes()
}

fn encoded(app: &TestApp, method: &str, path: &str, accept: &str) -> Answer {
    let answer = app.send(method, path, &[("accept-encoding", accept)], None);
    assert_eq!(answer.status, 200, "{}", answer.text());
    assert_eq!(answer.header("vary"), Some("Accept-Encoding"));
    answer
}

/// Asks until the file comes in this coding: a service that has just started is still at it.
fn await_coding(app: &TestApp, path: &str, coding: &str) -> Answer {
    let deadline = Instant::now() + Duration::from_secs(60);
    loop {
        let answer = encoded(app, "GET", path, coding);
        if answer.header("content-encoding") == Some(coding) {
            return answer;
        }
        assert!(Instant::now() < deadline, "{path} never came in {coding}");
        std::thread::sleep(Duration::from_millis(10));
    }
}

fn decoded(answer: &Answer) -> Vec<u8> {
    let mut plain = Vec::new();
    match answer.header("content-encoding") {
        Some("br") => brotli::Decompressor::new(answer.bytes(), 4_096).read_to_end(&mut plain).unwrap(),
        Some("gzip") => flate2::read::GzDecoder::new(answer.bytes()).read_to_end(&mut plain).unwrap(),
        other => panic!("{other:?}"),
    };
    plain
}

#[test]
fn files_come_compressed_to_whom_takes_it() {
    let script = script(1);
    let app = TestApp::builder().asset("standfirst.js", &script).start();
    let path = format!("/v/{VERSION}/standfirst.js");
    let (brotli, gzip) = (await_coding(&app, &path, "br"), await_coding(&app, &path, "gzip"));
    let plain = app.get(&path);
    assert_eq!((decoded(&brotli), decoded(&gzip), plain.bytes()), (script.clone(), script.clone(), &*script));
    assert!(brotli.bytes().len() < script.len() / 2 && gzip.bytes().len() < script.len() / 2);
    assert_eq!((plain.header("content-encoding"), plain.header("vary")), (None, Some("Accept-Encoding")));
    for (accept, expect) in [
        ("gzip, deflate, br, zstd", Some("br")),
        ("br;q=0.1, gzip;q=0.2", Some("gzip")),
        ("br;q=0, *", Some("gzip")),
        ("identity", None),
        ("br;q=0", None),
    ] {
        assert_eq!(encoded(&app, "GET", &path, accept).header("content-encoding"), expect, "{accept}");
    }
    for answer in [&brotli, &gzip, &plain] {
        assert_eq!(answer.header("content-type"), Some("text/javascript; charset=utf-8"));
        assert_eq!(answer.header("cache-control"), Some("public, max-age=31536000, immutable"));
        assert_eq!(answer.header("content-length"), Some(answer.bytes().len().to_string().as_str()));
    }

    // A HEAD says what the GET would, and sends none of it.
    let head = encoded(&app, "HEAD", &path, "br");
    for name in ["content-encoding", "content-length", "content-type", "etag", "cache-control", "vary"] {
        assert_eq!(head.header(name), brotli.header(name), "{name}");
    }
    assert!(head.bytes().is_empty());
}

#[test]
fn what_the_client_has_is_not_sent_again() {
    let app = TestApp::builder().asset("standfirst.js", &script(1)).start();
    await_coding(&app, "/standfirst.js", "br");
    await_coding(&app, "/standfirst.js", "gzip");
    let tag = |accept| encoded(&app, "GET", "/standfirst.js", accept).header("etag").unwrap().to_owned();
    let (brotli, gzip, plain) = (tag("br"), tag("gzip"), tag("identity"));
    assert!(brotli != gzip && gzip != plain && plain != brotli);
    assert!([&brotli, &gzip, &plain].iter().all(|tag| tag.starts_with('"') && tag.ends_with('"')));
    let quoted_comma = format!("\"a,b\", {brotli}");
    for (method, known, status) in [
        ("GET", brotli.as_str(), 304),
        ("HEAD", &brotli, 304),
        ("GET", &format!("\"other\" , W/{brotli},\"another\""), 304),
        ("GET", &quoted_comma, 304),
        ("GET", "*", 304),
        // Of another form's body the client cannot make this one.
        ("GET", &gzip, 200),
        ("GET", &plain, 200),
        ("GET", &format!("W/W/{brotli}"), 200),
        ("GET", brotli.trim_matches('"'), 200),
        ("GET", "", 200),
    ] {
        let headers = [("accept-encoding", "br"), ("if-none-match", known)];
        let answer = app.send(method, "/standfirst.js", &headers, None);
        assert_eq!(answer.status, status, "{method} {known}");
        assert_eq!(answer.header("etag"), Some(&*brotli), "{known}");
        assert_eq!(answer.header("vary"), Some("Accept-Encoding"), "{known}");
        assert_eq!(answer.header("cache-control"), Some("public, max-age=60"), "{known}");
        if status == 304 {
            assert!(answer.bytes().is_empty() && answer.header("content-encoding").is_none());
        }
    }
}

#[test]
fn compressed_files_beside_the_others_are_used_where_they_hold_the_same() {
    let (script, style) = (script(1), script(2));
    let gzip = |bytes: &[u8]| {
        // Not as small as the service would make it, so that the two can be told apart.
        let mut out = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        out.write_all(bytes).unwrap();
        out.finish().unwrap()
    };
    let own = gzip(&script);
    let app = TestApp::builder()
        .asset("standfirst.js", &script)
        .asset("standfirst.js.gz", &own)
        .asset("standfirst.css", &style)
        // Left over from another build.
        .asset("standfirst.css.gz", &gzip(&script))
        .asset("standfirst.css.br", b"not brotli")
        .start();
    // The very first answer has it.
    let first = encoded(&app, "GET", "/standfirst.js", "gzip");
    assert_eq!((first.header("content-encoding"), first.bytes()), (Some("gzip"), &*own));
    for coding in ["gzip", "br"] {
        assert_eq!(decoded(&await_coding(&app, "/standfirst.css", coding)), style);
        assert!(app.log().contains(if coding == "br" { "standfirst.css.br" } else { "standfirst.css.gz" }));
    }
}
