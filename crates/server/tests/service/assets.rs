use crate::app::TestApp;

const VERSION: &str = env!("CARGO_PKG_VERSION");

fn app() -> TestApp {
    TestApp::builder()
        .asset("standfirst.js", b"export {};")
        .asset("standfirst.wasm", b"\0asm")
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
    std::fs::write(app.path("assets").join("standfirst.js"), "export const newer = 1;").unwrap();
    assert_eq!(app.get("/standfirst.js").text(), "export const newer = 1;");
}
