//! Each way to be refused: the status, the words, what was typed still on the page, and nothing stored.

use serde_json::{Value, json};

use super::page::{Page, post, text};
use super::{BACK, fields};
use crate::app::{KEY, OTHER_KEY, SUBJECT, TestApp, id, review};

fn with<'a>(name: &'a str, value: &'a str) -> Vec<(&'a str, &'a str)> {
    let mut fields: Vec<_> = fields().into_iter().filter(|(found, _)| *found != name).collect();
    fields.push((name, value));
    fields
}

#[test]
fn what_is_wrong_stands_at_its_field_and_nothing_typed_is_lost() {
    let app = TestApp::start();
    let (title, long) = ("ä".repeat(121), "a".repeat(5_001));
    let sent = [
        ("subject", SUBJECT),
        ("page", BACK),
        ("title", &*title),
        ("text", &*long),
        ("author", "<i>Ada</i> \"&amp;\""),
        ("lang", "en_GB"),
    ];
    let form = Page::after(&app, &sent);
    assert_eq!((form.status, &*form.heading()), (400, "Your review"));
    let links: Vec<_> = form
        .all(".error-summary a")
        .into_iter()
        .map(|link| (link.attr("href").unwrap(), text(link)))
        .collect();
    assert_eq!(
        links,
        [
            ("#rating-1", "Choose from one to five stars.".to_owned()),
            ("#title", "A title has at most 120 characters and 2,048 bytes.".to_owned()),
            ("#text", "A text has at most 5,000 characters and 20,000 bytes.".to_owned()),
            ("#lang", "A language is a BCP 47 tag such as pt-BR.".to_owned()),
        ]
    );
    assert!(form.one(".error-summary").attr("autofocus").is_some());
    for (control, error) in [
        ("#rating-1", "rating-error"),
        ("#title", "title-error"),
        ("#text", "text-error"),
        ("#lang", "lang-error"),
    ] {
        let control = form.one(control);
        assert_eq!(control.attr("aria-invalid"), Some("true"));
        assert!(control.attr("aria-describedby").unwrap().split(' ').any(|id| id == error));
        assert!(text(form.one(&format!("#{error}"))).starts_with("Error: "));
    }
    assert_eq!(form.one("#author").attr("aria-invalid"), None);
    for (name, value) in sent {
        assert_eq!(form.value(name).as_deref(), Some(value), "{name}");
    }
    assert_eq!(form.value("rating"), None);
    assert_eq!(form.back(), Some(BACK));
    assert_eq!(app.rows(), 0);
}

/// The service says the same of a form as of a `PUT`.
#[test]
fn the_rules_are_those_of_a_put() {
    let app = TestApp::start();
    let long_author = "ä".repeat(81);
    let long_subject = format!("https://standfirst.example/{}", "x".repeat(2_048));
    let marks = format!("a{}", "\u{301}".repeat(1_100));
    let cases: [(&str, &str, Value); 13] = [
        ("rating", "", Value::Null),
        ("rating", "0", json!(0)),
        ("rating", "6", json!(6)),
        ("rating", "-1", json!(-1)),
        ("rating", "2.5", json!(2.5)),
        ("rating", "five", json!("five")),
        ("title", &marks, json!(marks)),
        ("author", &long_author, json!(long_author)),
        ("lang", "?", json!("?")),
        ("subject", "", json!("")),
        ("subject", "finland", json!("finland")),
        ("subject", "javascript:alert(1)", json!("javascript:alert(1)")),
        ("subject", &long_subject, json!(long_subject)),
    ];
    for (name, value, put) in cases {
        let mut body = review(4, "Fine.");
        body[name] = put;
        let expect = app.put(&id(1), &body);
        let answer = post(&app, &[("accept", "application/problem+json")], &with(name, value));
        answer.expect_problem(400, "invalid-body", None);
        assert_eq!(answer.json(), expect.json(), "{name}={value}");
        let form = Page::after(&app, &with(name, value));
        assert_eq!((form.status, form.all(".error-summary li").len()), (400, 1), "{name}={value}");
    }
    assert_eq!(app.rows(), 0);
}

#[test]
fn fields_that_there_are_not_or_twice() {
    let app = TestApp::start();
    let json = [("accept", "application/json")];
    for (name, value, code) in [
        ("stars", "4", "unknown_field"),
        ("<script>alert(1)</script>", "", "unknown_field"),
        ("step", "publish", "unknown_value"),
        ("id", "1", "not_a_uuid"),
        ("key", "short", "not_a_key"),
    ] {
        post(&app, &json, &with(name, value)).expect_problem(400, "invalid-body", Some((name, code)));
        let form = Page::after(&app, &with(name, value));
        assert_eq!(form.status, 400);
        assert!(text(form.one(".error-summary")).contains(name));
        // The form that comes instead has what it needs.
        assert_eq!(form.press(&app, "Continue").heading(), "Check your review");
    }
    for name in ["subject", "title", "page"] {
        let mut twice = fields();
        twice.push((name, "again"));
        post(&app, &json, &twice).expect_problem(400, "invalid-body", Some((name, "duplicate_field")));
    }
    // An id without its key, and the other way round.
    post(&app, &json, &with("id", &id(1))).expect_problem(400, "invalid-body", Some(("key", "not_a_key")));
    post(&app, &json, &with("key", KEY)).expect_problem(400, "invalid-body", Some(("id", "not_a_uuid")));
    assert_eq!(app.rows(), 0);
}

#[test]
fn forms_of_another_kind_or_size() {
    let app = TestApp::start();
    let body = format!("subject={SUBJECT}&rating=4");
    let send = |headers: &[(&str, &str)], body: &[u8]| app.send("POST", "/v1/reviews", headers, Some(body));
    let form = "application/x-www-form-urlencoded";
    for headers in [
        &[("content-type", "multipart/form-data; boundary=x")][..],
        &[("content-type", "text/plain")],
        &[("content-type", "application/json")],
        &[("content-type", "application/x-www-form-urlencoded; charset=windows-1252")],
        &[("content-type", form), ("content-encoding", "gzip")],
        &[],
    ] {
        let page = Page::of(&send(headers, body.as_bytes()));
        assert_eq!((page.status, &*page.heading()), (415, "The form could not be read"), "{headers:?}");
        let mut headers = headers.to_vec();
        headers.push(("accept", "application/json"));
        send(&headers, body.as_bytes()).expect_problem(415, "unsupported-media-type", None);
    }
    // What a page in another encoding sends.
    let latin = send(&[("content-type", form)], format!("{body}&title=Sch%F6n").as_bytes());
    assert_eq!(Page::of(&latin).status, 415);
    let sized = |length: usize| format!("{body}&text={}", "a".repeat(length - body.len() - 6));
    for length in [32 * 1_024 + 1, 64 * 1_024, 600 * 1_024] {
        let page = Page::of(&send(&[("content-type", form)], sized(length).as_bytes()));
        assert_eq!((page.status, &*page.heading()), (413, "This is too long for a review"));
    }
    assert_eq!(app.rows(), 0);
    let named = "Application/X-WWW-Form-URLencoded; charset=\"utf-8\"";
    assert_eq!(Page::of(&send(&[("content-type", named)], body.as_bytes())).heading(), "Check your review");
}

#[test]
fn pages_that_no_site_lists() {
    let app = TestApp::start();
    let confirm = Page::after(&app, &fields());
    for origin in ["https://evil.example", "http://localhost.evil.example", "https://localhost:x", ""] {
        for headers in [
            &[("origin", origin)][..],
            &[("origin", origin), ("sec-fetch-site", "cross-site")],
            &[("origin", origin), ("sec-fetch-site", "same-site")],
        ] {
            let page = Page::of(&post(&app, headers, &fields()));
            assert_eq!((page.status, &*page.heading()), (403, "Reviews from this page are not taken"));
            assert_eq!(page.all("form").len(), 0);
            assert_eq!(Page::of(&confirm.answer(&app, "Post review", headers)).status, 403);
        }
    }
    // A page that does not say where it is: it may show a person what it sends, and post nothing itself.
    let unnamed = Page::of(&post(&app, &[("origin", "null")], &fields()));
    assert_eq!(unnamed.heading(), "Check your review");
    for button in ["Post review", "Change it"] {
        let page = Page::of(&confirm.answer(&app, button, &[("origin", "null")]));
        assert_eq!(page.status, if button == "Change it" { 200 } else { 403 });
    }
    let refused = Page::of(&confirm.answer(&app, "Post review", &[("origin", "null")]));
    assert!(text(refused.one(".review-text")).contains("line two"), "what was typed is still there");
    assert_eq!((app.rows(), refused.back()), (0, Some(BACK)));
}

#[test]
fn listed_pages_and_the_services_own_may() {
    let app = TestApp::start();
    let host = app.url.clone();
    for (number, headers) in [
        &[("origin", "http://localhost:8080")][..],
        &[("origin", &*host)],
        // Behind a proxy that keeps the host to itself.
        &[("origin", "https://reviews.example"), ("sec-fetch-site", "same-origin")],
        // Behind one that passes it on, from a browser without Fetch Metadata.
        &[("origin", "https://reviews.example"), ("host", "reviews.example")],
        &[("origin", "null"), ("sec-fetch-site", "same-origin")],
    ]
    .iter()
    .enumerate()
    {
        let confirm = Page::of(&post(&app, headers, &fields()));
        assert_eq!(confirm.heading(), "Check your review", "{headers:?}");
        assert_eq!(Page::of(&confirm.answer(&app, "Post review", headers)).status, 201, "{headers:?}");
        assert_eq!(app.list("")["summary"]["count"], number + 1);
        let posted = Page::of(&confirm.answer(&app, "Post review", headers));
        let ask = Page::of(&posted.answer(&app, "Delete it", headers));
        if number == 0 {
            assert_eq!(Page::of(&ask.answer(&app, "Delete for good", headers)).status, 200);
            Page::of(&post(&app, headers, &fields())).press(&app, "Post review");
        }
    }
    let ask = Page::after(&app, &fields()).press(&app, "Post review").press(&app, "Delete it");
    assert_eq!(Page::of(&ask.answer(&app, "Delete for good", &[("origin", &host)])).status, 200);
}

#[test]
fn subjects_that_no_site_takes() {
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
    let daily = [("subject", "https://daily.example/a"), ("rating", "4"), ("text", "Mine.")];
    let check = |origin: &str, fields: &[(&str, &str)], status: u16| {
        let page = Page::of(&post(&app, &[("origin", origin)], fields));
        assert_eq!(page.status, status, "{origin}");
        page
    };
    assert_eq!(check("https://www.daily.example", &daily, 200).heading(), "Check your review");
    let refused = check("https://weekly.example", &daily, 403);
    assert_eq!(refused.heading(), "This page cannot be reviewed here");
    assert_eq!((text(refused.one(".review-text")), refused.back()), ("Mine.".to_owned(), None));
    let elsewhere =
        [("subject", "https://evil.example/"), ("rating", "4"), ("page", "https://evil.example/")];
    let refused = check("https://www.daily.example", &elsewhere, 403);
    assert_eq!(refused.back(), None);
    // Pages of this machine are no site's any more.
    check("http://localhost", &daily, 403);
    assert_eq!(app.rows(), 0);
}

#[test]
fn reviews_that_are_somebody_elses() {
    let app = TestApp::start();
    let own = |number: u32, key: &'static str, subject: &'static str| {
        vec![
            ("subject".to_owned(), subject.to_owned()),
            ("rating".to_owned(), "1".to_owned()),
            ("text".to_owned(), "Taken over.".to_owned()),
            ("id".to_owned(), id(number)),
            ("key".to_owned(), key.to_owned()),
        ]
    };
    let send = |fields: Vec<(String, String)>| {
        let fields: Vec<_> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        Page::after(&app, &fields)
    };
    app.put(&id(1), &review(5, "Mine."));
    let page = send(own(1, OTHER_KEY, SUBJECT));
    assert_eq!((page.status, &*page.heading()), (403, "This review is somebody else’s"));
    let page = send(own(1, KEY, "https://standfirst.example/other"));
    assert_eq!((page.status, &*page.heading()), (409, "This review is about another page"));
    let delete = |number, key| {
        let mut fields = own(number, key, SUBJECT);
        fields.push(("step".to_owned(), "delete".to_owned()));
        send(fields)
    };
    assert_eq!(delete(1, OTHER_KEY).status, 403);
    let page = delete(2, KEY);
    assert_eq!((page.status, &*page.heading()), (404, "There is no such review"));
    assert_eq!(app.all("")[0]["text"], "Mine.");
    app.delete(&id(1), KEY);
    let page = send(own(1, KEY, SUBJECT));
    assert_eq!((page.status, &*page.heading()), (410, "This review was deleted"));
    assert_eq!(delete(1, OTHER_KEY).status, 410);
    assert_eq!(text(page.one(".review-text")), "Taken over.");
    assert_eq!(app.list("")["summary"]["count"], 0);
}

#[test]
fn what_cannot_be_stored_can_be_sent_again() {
    let app = TestApp::start();
    let confirm = Page::after(&app, &fields());
    let shell = app.shell();
    shell.execute_batch("BEGIN IMMEDIATE").unwrap();
    let answer = confirm.answer(&app, "Post review", &[]);
    assert_eq!(answer.header("retry-after"), Some("5"));
    let failed = Page::of(&answer);
    assert_eq!((failed.status, &*failed.heading()), (503, "Nothing can be stored right now"));
    assert_eq!(failed.value("id"), confirm.value("id"));
    assert!(!answer.text().contains("locked") && app.log().contains("locked"), "{}", app.log());
    shell.execute_batch("ROLLBACK").unwrap();
    assert_eq!(failed.press(&app, "Post review").status, 201);
    assert_eq!(confirm.press(&app, "Post review").status, 200);
    assert_eq!(app.list("")["summary"]["count"], 1);
}
