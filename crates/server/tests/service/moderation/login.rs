//! Who gets in, and how that ends.

use super::{Browser, PASSWORD, command, signed, start};
use crate::app::{SUBJECT, TestApp};

#[test]
fn nobody_sees_or_changes_anything_without_a_session() {
    let app = start();
    let mut nobody = Browser::new(&app);
    for cookie in ["", "standfirst=", "standfirst=x", "__Host-standfirst=x"] {
        nobody.cookie = cookie.to_owned();
        for path in ["queue", "review?id=x", &format!("subject?subject={SUBJECT}")] {
            let page = nobody.get(path);
            assert_eq!((page.status, page.location()), (303, Some("login")), "{path}");
        }
        for path in ["decide", "mode", "logout"] {
            let page = nobody.post(path, &[("csrf", ""), ("action", "publish")]);
            assert_eq!((page.status, page.location()), (303, Some("login")), "{path}");
        }
    }
    assert_eq!(app.send("GET", "/moderation/decide", &[], None).status, 405);
    assert_eq!(nobody.get("login").status, 200);
    assert_eq!(app.get("/moderation/moderation.css").header("content-type"), Some("text/css; charset=utf-8"));
}

#[test]
fn a_session_ends_by_logout_and_with_its_moderator() {
    let app = start();
    let (mut ada, mut again) = (signed(&app, "Ada"), signed(&app, "Ada"));
    let (before, csrf) = (ada.cookie.clone(), ada.csrf());
    let page = ada.post("logout", &[("csrf", &csrf)]);
    assert_eq!((page.status, page.location()), (303, Some("login")));
    assert!(page.header("set-cookie").unwrap().contains("Max-Age=0"));
    ada.cookie = before;
    assert_eq!(ada.get("queue").location(), Some("login"), "the token is worth nothing any more");
    assert_eq!(again.get("queue").status, 200, "the other session goes on");

    let csrf = again.csrf();
    assert_eq!(command(&app, &["remove", "Ada"]), Some(0));
    assert_eq!(again.get("queue").location(), Some("login"));
    assert_eq!(again.post("decide", &[("csrf", &csrf), ("action", "publish")]).location(), Some("login"));
    assert_eq!(again.log_in("Ada", PASSWORD).status, 403);
    assert!(!app.log().contains("Ada") && !app.log().contains(&csrf));
}

#[test]
fn a_password_is_not_guessed() {
    let app = start();
    let mut browser = Browser::new(&app);
    let wrong = browser.log_in("Ada", "wrong horse battery");
    let unknown = browser.log_in("Eve", PASSWORD);
    assert_eq!((wrong.status, unknown.status), (403, 403));
    assert_eq!(wrong.text(), unknown.text(), "it is not told which of both does not fit");
    for _ in 0..4 {
        assert_eq!(browser.log_in("Ada", "").status, 403);
    }
    let throttled = browser.log_in("Ada", PASSWORD);
    assert_eq!((throttled.status, throttled.text()), (429, wrong.text()));
    assert!(browser.cookie.is_empty());
    signed(&app, "Cy");
    let fields = [("name", "Cy"), ("password", PASSWORD)];
    assert_eq!(browser.post_from(&[("origin", "https://evil.example")], "login", &fields).status, 403);
    assert!(browser.cookie.is_empty());
}

#[test]
fn beyond_this_machine_the_cookie_is_for_tls_alone() {
    let app = TestApp::builder().flag("--public-url", "https://reviews.example/").start();
    assert_eq!(super::moderator(&app.database(), None, &["add", "Ada"], PASSWORD).0, Some(0));
    let mut browser = Browser::new(&app);
    let fields = [("name", "Ada"), ("password", PASSWORD)];
    let page = browser.post_from(&[("origin", "https://reviews.example")], "login", &fields);
    let cookie = page.header("set-cookie").unwrap();
    assert!(cookie.starts_with("__Host-standfirst=") && cookie.ends_with("; Secure"), "{cookie}");
    assert_eq!(browser.get("queue").status, 200);
    browser.cookie = browser.cookie.replace("__Host-", "");
    assert_eq!(browser.get("queue").location(), Some("login"));
}
