//! The form of a page without script, from the page to the stored review.

mod hostile;
pub(crate) mod page;
mod refusals;

use std::collections::HashSet;
use std::sync::Barrier;

use serde_json::{Value, json};

use self::page::{Page, post, text};
use crate::app::{SUBJECT, TestApp};

const BACK: &str = "https://standfirst.example/finland?page=2#reviews";

fn fields() -> Vec<(&'static str, &'static str)> {
    vec![
        ("subject", SUBJECT),
        ("page", BACK),
        ("rating", "4"),
        ("title", " Well  told "),
        ("text", "Line one\r\nline two\r\n\r\n<b>Second</b> & last"),
        ("author", "Ada"),
        ("lang", "en-GB"),
    ]
}

#[test]
fn a_review_is_shown_confirmed_and_posted() {
    let app = TestApp::start();
    let confirm = Page::after(&app, &fields());
    assert_eq!((confirm.status, &*confirm.heading()), (200, "Check your review"));
    assert_eq!(text(confirm.one(".review-title")), "Well  told");
    assert_eq!(confirm.one(".review-title").attr("lang"), Some("en-GB"));
    let paragraphs: Vec<_> = confirm.all(".review-text p").into_iter().map(text).collect();
    assert_eq!(paragraphs, ["Line one\nline two", "<b>Second</b> & last"]);
    assert_eq!(text(confirm.one(".review-author")), "Ada");
    assert_eq!(confirm.one(".stars-shown").attr("aria-label"), Some("4 stars out of 5"));
    assert_eq!(confirm.all(".stars-shown .filled").len(), 4);
    assert_eq!(confirm.back(), Some(BACK));
    assert_eq!(text(confirm.one(".subject")), "Review of standfirst.example/finland");
    assert_eq!(app.rows(), 0, "nothing is stored before it is confirmed");

    let posted = confirm.press(&app, "Post review");
    assert_eq!((posted.status, &*posted.heading()), (201, "Your review is published"));
    assert_eq!(posted.back(), Some(BACK));
    let list = app.list("");
    assert_eq!(list["summary"]["count"], 1);
    let review = &list["reviews"][0];
    assert_eq!(
        (&review["rating"], &review["title"], &review["text"], &review["author"], &review["lang"]),
        (
            &json!(4),
            &json!("Well  told"),
            &json!("Line one\nline two\n\n<b>Second</b> & last"),
            &json!("Ada"),
            &json!("en-GB")
        )
    );
    assert_eq!(review["id"], json!(posted.value("id").unwrap()));
    // The key is not shown to whoever looks over the reader's shoulder, and opens the review.
    let key = posted.value("key").unwrap();
    assert!(!text(posted.one("body")).contains(&key));
    assert_eq!(app.get_with(review["id"].as_str().unwrap(), &key).json()["state"], "published");
    assert!(!app.log().contains(&key) && !app.log().contains("finland"));
}

#[test]
fn a_rating_alone_is_a_review() {
    let app = TestApp::start();
    let confirm = Page::after(
        &app,
        &[("subject", SUBJECT), ("rating", "1"), ("title", ""), ("text", " "), ("author", ""), ("lang", "")],
    );
    assert_eq!(confirm.one(".stars-shown").attr("aria-label"), Some("1 star out of 5"));
    assert_eq!((confirm.back(), confirm.all(".review-text").len()), (None, 0));
    assert_eq!(confirm.press(&app, "Post review").status, 201);
    let review = &app.list("")["reviews"][0];
    assert_eq!(
        (&review["title"], &review["text"], &review["lang"]),
        (&json!(null), &json!(null), &json!(null))
    );
}

#[test]
fn sent_twice_it_counts_once() {
    let app = TestApp::start();
    let confirm = Page::after(&app, &fields());
    assert_eq!(confirm.press(&app, "Post review").status, 201);
    for _ in 0..3 {
        let again = confirm.press(&app, "Post review");
        assert_eq!((again.status, &*again.heading()), (200, "Your review is published"));
        assert!(text(again.one(".lead")).contains("counts once"));
    }
    let list = app.list("");
    assert_eq!((&list["summary"]["count"], &list["reviews"][0]["edited"]), (&json!(1), &Value::Null));
}

#[test]
fn ten_times_at_once_it_counts_once() {
    let app = TestApp::start();
    for round in 1..=5 {
        let confirm = Page::after(&app, &fields()).fields();
        let confirm: Vec<_> = confirm.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        let barrier = Barrier::new(10);
        let mut statuses: Vec<u16> = std::thread::scope(|scope| {
            let threads: Vec<_> = (0..10)
                .map(|_| {
                    scope.spawn(|| {
                        barrier.wait();
                        post(&app, &[], &confirm).status
                    })
                })
                .collect();
            threads.into_iter().map(|thread| thread.join().unwrap()).collect()
        });
        statuses.sort_unstable();
        assert_eq!(statuses, [200, 200, 200, 200, 200, 200, 200, 200, 200, 201]);
        assert_eq!(app.list("")["summary"]["count"], round);
    }
}

#[test]
fn ids_and_keys_are_fresh_for_each_reader() {
    let app = TestApp::start();
    let (mut ids, mut keys) = (HashSet::new(), HashSet::new());
    for _ in 0..20 {
        let confirm = Page::after(&app, &fields());
        let (id, key) = (confirm.value("id").unwrap(), confirm.value("key").unwrap());
        assert_eq!((id.len(), &id[14..15], key.len()), (36, "4", 43), "{id} {key}");
        assert!("89ab".contains(&id[19..20]), "{id}");
        ids.insert(id);
        keys.insert(key);
    }
    assert_eq!((ids.len(), keys.len()), (20, 20));
}

#[test]
fn it_can_be_changed_before_and_after_it_is_posted() {
    let app = TestApp::start();
    let form = Page::after(&app, &fields()).press(&app, "Change it");
    assert_eq!((form.status, &*form.heading(), form.all(".error-summary").len()), (200, "Your review", 0));
    assert_eq!(form.value("rating").as_deref(), Some("4"));
    assert_eq!(form.value("text").as_deref(), Some("Line one\r\nline two\r\n\r\n<b>Second</b> & last"));
    assert_eq!(form.back(), Some(BACK));
    let confirm = form.press(&app, "Continue");
    assert_eq!(confirm.heading(), "Check your review");
    let posted = confirm.press(&app, "Post review");
    assert_eq!(posted.status, 201);

    // What is changed afterwards is the same review.
    let form = posted.press(&app, "Change it");
    let mut changed = form.fields();
    changed.iter_mut().find(|(name, _)| name == "text").unwrap().1 = "Better.".to_owned();
    changed.push(("step".to_owned(), "check".to_owned()));
    let changed: Vec<_> = changed.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    let confirm = Page::after(&app, &changed);
    assert_eq!(app.list("")["reviews"][0]["edited"], Value::Null);
    let saved = confirm.press(&app, "Post review");
    assert_eq!((saved.status, &*saved.heading()), (200, "Your changes are saved"));
    let list = app.list("");
    assert_eq!((&list["summary"]["count"], &list["reviews"][0]["text"]), (&json!(1), &json!("Better.")));
}

#[test]
fn it_can_be_deleted_for_good() {
    let app = TestApp::start();
    let confirm = Page::after(&app, &fields());
    let posted = confirm.press(&app, "Post review");
    let ask = posted.press(&app, "Delete it");
    assert_eq!((ask.status, &*ask.heading()), (200, "Delete your review?"));
    assert_eq!(ask.press(&app, "Keep it").status, 200);
    assert_eq!(app.list("")["summary"]["count"], 1);
    for _ in 0..2 {
        let deleted = ask.press(&app, "Delete for good");
        assert_eq!((deleted.status, &*deleted.heading()), (200, "Your review is deleted"));
        assert_eq!(deleted.back(), Some(BACK));
    }
    assert_eq!(app.list("")["summary"]["count"], 0);
    let late = confirm.press(&app, "Post review");
    assert_eq!((late.status, &*late.heading()), (410, "This review was deleted"));
    assert!(text(late.one(".review-text")).contains("line two"), "what was typed is still there");
    assert_eq!(app.list("")["summary"]["count"], 0);
}

#[test]
fn a_review_that_moderators_hold_is_said_to_wait() {
    let app = TestApp::start();
    let confirm = Page::after(&app, &fields());
    confirm.press(&app, "Post review");
    for (state, status, heading) in
        [("pending", 202, "Your review is kept"), ("rejected", 200, "Your review is not published")]
    {
        app.shell().execute("UPDATE reviews SET state = ?1", [state]).unwrap();
        let again = confirm.press(&app, "Post review");
        assert_eq!((again.status, &*again.heading()), (status, heading));
    }
}

#[test]
fn what_a_moderator_decided_is_told_to_its_author() {
    let app = TestApp::start();
    let posted = Page::after(&app, &fields()).press(&app, "Post review");
    app.shell()
        .execute("UPDATE reviews SET state = 'rejected', reason = 'It names <b>a</b> child.'", [])
        .unwrap();
    let again = posted.press(&app, "Change it").press(&app, "Continue").press(&app, "Post review");
    assert_eq!(text(again.one(".reason")), "They say: It names <b>a</b> child.");
    app.shell().execute("UPDATE reviews SET state = 'removed', reason = NULL", []).unwrap();
    let removed = posted.press(&app, "Change it").press(&app, "Continue").press(&app, "Post review");
    assert_eq!((removed.status, &*removed.heading()), (410, "This review was removed"));
    assert!(text(removed.one(".review-text")).contains("line two"), "what was typed is still there");
    app.shell().execute("UPDATE subjects SET mode = 'closed'", []).unwrap();
    let closed = Page::after(&app, &fields()).press(&app, "Post review");
    assert_eq!((closed.status, &*closed.heading()), (403, "No new reviews are taken here"));
    app.shell().execute("UPDATE subjects SET mode = 'hold-all'", []).unwrap();
    let held = Page::after(&app, &fields()).press(&app, "Post review");
    assert_eq!((held.status, &*held.heading()), (202, "Your review is kept"));
}

#[test]
fn readers_of_every_script_have_the_same_room() {
    let app = TestApp::start();
    let long = "語".repeat(5_000);
    let confirm = Page::after(&app, &[("subject", SUBJECT), ("rating", "5"), ("text", &long)]);
    assert_eq!(confirm.heading(), "Check your review");
    assert_eq!(confirm.press(&app, "Post review").status, 201);
    assert_eq!(app.list("")["reviews"][0]["text"], json!(long));
}

#[test]
fn the_looks_are_a_file_of_the_service() {
    let app = TestApp::start();
    let style = app.get("/forms.css");
    assert_eq!((style.status, style.header("content-type")), (200, Some("text/css; charset=utf-8")));
    assert_eq!(style.header("cache-control"), Some("public, max-age=60"));
    assert!(!style.text().contains("url(") && !style.text().contains("@import"));
    let tag = style.header("etag").unwrap();
    assert_eq!(app.send("GET", "/forms.css", &[("if-none-match", tag)], None).status, 304);
}
