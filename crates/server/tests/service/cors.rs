use serde_json::json;

use crate::app::{Answer, KEY, SUBJECT, TestApp, id, review};

fn put_from(app: &TestApp, origin: &str, subject: &str, number: u32) -> Answer {
    let key = format!("Bearer {KEY}");
    let headers = [("origin", origin), ("authorization", &key), ("content-type", "application/json")];
    let body = json!({ "subject": subject, "rating": 4 }).to_string();
    app.send("PUT", &format!("/v1/reviews/{}", id(number)), &headers, Some(body.as_bytes()))
}

fn preflight(app: &TestApp, origin: &str, method: &str) -> Answer {
    let headers = [
        ("origin", origin),
        ("access-control-request-method", method),
        ("access-control-request-headers", "authorization,content-type"),
    ];
    app.send("OPTIONS", &format!("/v1/reviews/{}", id(1)), &headers, None)
}

#[test]
fn pages_on_this_machine_may_use_it() {
    let app = TestApp::start();
    for (number, origin) in
        ["http://localhost:8080", "http://127.0.0.1:8080", "https://localhost", "http://[::1]:1"]
            .into_iter()
            .enumerate()
    {
        for method in ["PUT", "DELETE", "GET"] {
            let answer = preflight(&app, origin, method);
            assert_eq!(answer.status, 204);
            assert_eq!(answer.header("access-control-allow-origin"), Some(origin));
            assert_eq!(answer.header("access-control-allow-methods"), Some("GET, PUT, DELETE"));
            assert_eq!(answer.header("access-control-allow-headers"), Some("Authorization, Content-Type"));
            assert_eq!(answer.header("access-control-allow-credentials"), None);
        }
        let made = put_from(&app, origin, SUBJECT, number as u32);
        assert_eq!(made.status, 201, "{}", made.text());
        assert_eq!(made.header("access-control-allow-origin"), Some(origin));
        assert_eq!(made.header("vary"), Some("Origin"));
        let exposed = made.header("access-control-expose-headers").unwrap();
        assert!(exposed.contains("Retry-After") && exposed.contains("ETag"), "{exposed}");
    }
    // A refusal is for the page to read too.
    let refused = put_from(&app, "http://localhost", "https://elsewhere.example/", 9);
    assert_eq!(
        (refused.status, refused.header("access-control-allow-origin")),
        (403, Some("http://localhost"))
    );
}

#[test]
fn other_pages_may_not() {
    let app = TestApp::start();
    for origin in ["https://evil.example", "http://localhost.evil.example", "null", "https://localhost:x"] {
        let answer = preflight(&app, origin, "PUT");
        answer.expect_problem(403, "origin-not-allowed", None);
        assert_eq!(answer.header("access-control-allow-origin"), None);
        let answer = put_from(&app, origin, SUBJECT, 1);
        answer.expect_problem(403, "origin-not-allowed", None);
        assert_eq!(answer.header("access-control-allow-origin"), None);
        assert_eq!(answer.header("vary"), Some("Origin"));
        // What is public can be read, but no browser hands it to that page.
        let answer = app.send("GET", &format!("/v1/reviews?subject={SUBJECT}"), &[("origin", origin)], None);
        assert_eq!((answer.status, answer.header("access-control-allow-origin")), (200, None));
    }
    app.put(&id(1), &review(4, "Fine."));
    let headers = [("origin", "https://evil.example"), ("authorization", &*format!("Bearer {KEY}"))];
    app.send("DELETE", &format!("/v1/reviews/{}", id(1)), &headers, None).expect_problem(
        403,
        "origin-not-allowed",
        None,
    );
    assert_eq!(app.list("")["summary"]["count"], 1);
}

#[test]
fn an_origin_can_be_added() {
    let app = TestApp::builder().flag("--allow-origin", "https://news.example").start();
    assert_eq!(put_from(&app, "https://news.example", "https://news.example/a", 1).status, 201);
    assert_eq!(put_from(&app, "http://localhost", SUBJECT, 2).status, 201);
    assert_eq!(put_from(&app, "http://news.example", SUBJECT, 3).status, 403);
}

#[test]
fn sites_share_nothing() {
    let app = TestApp::builder()
        .config(
            r#"
            [[sites]]
            name = "daily"
            origins = ["https://www.daily.example"]
            subject-hosts = ["daily.example", "*.daily.example"]

            [[sites]]
            name = "weekly"
            origins = ["https://weekly.example"]
            "#,
        )
        .start();
    let (daily, weekly) = ("https://www.daily.example", "https://weekly.example");
    assert_eq!(put_from(&app, daily, "https://daily.example/a", 1).status, 201);
    assert_eq!(put_from(&app, weekly, "https://weekly.example/a", 2).status, 201);
    let field = Some(("subject", "not_allowed"));
    put_from(&app, weekly, "https://daily.example/a", 3).expect_problem(403, "subject-not-allowed", field);
    put_from(&app, weekly, "https://daily.example/a", 1).expect_problem(403, "subject-not-allowed", field);
    let list = "/v1/reviews?subject=https://daily.example/a";
    app.send("GET", list, &[("origin", weekly)], None).expect_problem(403, "subject-not-allowed", field);
    assert_eq!(app.send("GET", list, &[("origin", daily)], None).json()["summary"]["count"], 1);
    let (path, key) = (format!("/v1/reviews/{}", id(1)), format!("Bearer {KEY}"));
    let headers = [("origin", weekly), ("authorization", &*key)];
    app.send("GET", &path, &headers, None).expect_problem(404, "not-found", None);
    app.send("DELETE", &path, &headers, None).expect_problem(404, "not-found", None);
    let headers = [("origin", daily), ("authorization", &*key)];
    assert_eq!(app.send("DELETE", &path, &headers, None).status, 204);
    // Without a configuration there would be a site for localhost; with one there is not.
    assert_eq!(put_from(&app, "http://localhost", "https://daily.example/a", 4).status, 403);
}
