//! What others send in a moderator's name, and what readers write to be seen by one.

use super::{signed, start};
use crate::app::{SUBJECT, fixture, id, review};
use crate::forms::page::text;

#[test]
fn what_no_page_of_the_session_sent_changes_nothing() {
    let app = start();
    app.put(&id(1), &review(5, "First."));
    let mut ada = signed(&app, "Ada");
    let (csrf, seen) = (ada.csrf(), ada.get("queue").boxes().remove(0));
    let others = signed(&app, "Ada").csrf();
    assert_ne!(csrf, others, "each session has its own");
    let cut = &csrf[1..];
    for token in [None, Some(""), Some("x"), Some(cut), Some(others.as_str())] {
        for (path, rest) in [
            ("decide", vec![("action", "publish"), ("review", seen.as_str())]),
            ("mode", vec![("subject", SUBJECT), ("mode", "publish")]),
            ("logout", vec![]),
        ] {
            let fields: Vec<_> = token.map(|token| ("csrf", token)).into_iter().chain(rest).collect();
            assert_eq!(ada.post(path, &fields).status, 403, "{path} {token:?}");
        }
    }
    // With the token, but from another page, or from none.
    let own = app.url.clone();
    let fields = [("csrf", csrf.as_str()), ("action", "publish"), ("review", seen.as_str())];
    for headers in [
        &[][..],
        &[("origin", "https://standfirst.example")],
        &[("origin", "null")],
        &[("origin", own.as_str()), ("sec-fetch-site", "cross-site")],
        &[("origin", own.as_str()), ("sec-fetch-site", "same-site")],
        &[("sec-fetch-site", "same-origin")],
    ] {
        assert_eq!(ada.post_from(headers, "decide", &fields).status, 403, "{headers:?}");
    }
    assert_eq!(app.list("")["summary"]["count"], 0);
    assert_eq!(ada.get("queue").boxes(), [seen.as_str()], "still logged in, and nothing is decided");
    // An older browser says where it is by its origin alone.
    assert_eq!(ada.post_from(&[("origin", own.as_str())], "decide", &fields).status, 303);
    assert_eq!(app.list("")["summary"]["count"], 1);
}

#[test]
fn what_readers_write_stays_text() {
    let app = start();
    let strings: Vec<String> = serde_json::from_slice(&fixture("blns.json")).unwrap();
    let hostile =
        ["\"><script>alert(1)</script>", "</li></ol></form><form action=//evil>", "' autofocus x='"];
    let (mut number, mut written) = (0, Vec::new());
    for string in hostile.into_iter().chain(strings.iter().map(String::as_str)).step_by(7) {
        let mut body = review(3, string);
        body["title"] = string.into();
        body["author"] = string.into();
        let answer = app.put(&id(number), &body);
        number += 1;
        if answer.status == 202 {
            written.extend(answer.json()["text"].as_str().map(str::to_owned));
        }
    }
    assert!(written.len() > 50);
    let mut ada = signed(&app, "Ada");
    let mut listed = Vec::new();
    let mut next = Some("queue".to_owned());
    while let Some(path) = next {
        let page = ada.get(&path);
        assert_eq!(page.all("form[action=decide], form[action=logout], form[action=queue]").len(), 3);
        assert_eq!(page.all("form").len(), 3);
        listed.extend(page.listed());
        next = page.all("main > p > a").first().map(|link| link.attr("href").unwrap().to_owned());
    }
    assert_eq!(listed, written);
    let history = ada.get(&format!("review?id={}", id(0)));
    assert_eq!(text(history.one(".case-text")), "\"><script>alert(1)</script>");
    // So does what stands in a link that somebody sends.
    let search = "queue?text=%22%3E%3Cscript%3E&did=publish&decided=%22%3E%3Cscript%3E&after=x&show=%3Cb%3E";
    let page = ada.get(search);
    assert_eq!(page.one("input[name=text]:not([type=hidden])").attr("value"), Some("\"><script>"));
}
