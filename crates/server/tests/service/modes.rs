//! What moderators have to look at before everybody sees it, as a reader meets it.

use crate::app::{KEY, OTHER_KEY, SUBJECT, TestApp, id, review};

fn start(mode: &str) -> TestApp {
    TestApp::builder()
        .config(&format!(
            "[[sites]]\nname = 'news'\norigins = ['https://standfirst.example']\nmoderation = '{mode}'"
        ))
        .start()
}

/// As a moderator's decision leaves a row.
fn decide(app: &TestApp, number: u32, state: &str, reason: Option<&str>) {
    let sql = "UPDATE reviews SET state = ?2, reason = ?3 WHERE id = ?1";
    app.shell().execute(sql, rusqlite::params![id(number), state, reason]).unwrap();
}

#[test]
fn a_held_review_is_its_authors_alone() {
    let app = start("hold-all");
    let held = app.put(&id(1), &review(5, "Held."));
    assert_eq!((held.status, &held.json()["state"]), (202, &"pending".into()));
    assert_eq!(app.put(&id(1), &review(5, "Held.")).status, 202);
    assert_eq!(app.put(&id(1), &review(4, "Changed.")).status, 202);
    assert_eq!(app.get_with(&id(1), KEY).json()["state"], "pending");
    let path = format!("/v1/reviews/{}", id(1));
    app.get(&path).expect_problem(404, "not-found", None);
    app.get_with(&id(1), OTHER_KEY).expect_problem(404, "not-found", None);
    let list = app.list("");
    assert_eq!(
        (&list["summary"]["count"], list["reviews"].as_array().unwrap().len(), &list["open"]),
        (&0.into(), 0, &true.into())
    );
    let rendered = app.get(&format!("/v1/summaries?subject={SUBJECT}")).text();
    assert!(rendered.contains("\"count\":0"), "{rendered}");
    decide(&app, 1, "published", None);
    assert_eq!((app.get(&path).status, app.list("")["summary"]["count"].clone()), (200, 1.into()));
}

#[test]
fn the_author_reads_why_and_nobody_else() {
    let app = start("publish");
    app.put(&id(1), &review(5, "One."));
    let path = format!("/v1/reviews/{}", id(1));
    decide(&app, 1, "rejected", Some("Names a private person."));
    let own = app.get_with(&id(1), KEY).json();
    assert_eq!((&own["state"], &own["reason"]), (&"rejected".into(), &"Names a private person.".into()));
    app.get(&path).expect_problem(404, "not-found", None);
    // Changed, it waits again and is told no reason any more.
    let changed = app.put(&id(1), &review(5, "Two."));
    assert_eq!((changed.status, changed.json()["reason"].is_null()), (202, true));

    decide(&app, 1, "removed", Some("A court ordered it."));
    let own = app.get_with(&id(1), KEY).json();
    assert_eq!((&own["state"], &own["reason"]), (&"removed".into(), &"A court ordered it.".into()));
    for text in ["Two.", "Three."] {
        let answer = app.put(&id(1), &review(5, text));
        answer.expect_problem(410, "removed", None);
        assert!(!answer.text().contains("court"));
    }
    app.put_with(&id(1), OTHER_KEY, review(5, "Two.").to_string().as_bytes()).expect_problem(
        403,
        "edit-key-wrong",
        None,
    );
    app.get(&path).expect_problem(404, "not-found", None);
    assert_eq!(app.delete(&id(1), KEY).status, 204);
    app.put(&id(1), &review(5, "Two.")).expect_problem(410, "deleted", None);
}

#[test]
fn where_it_is_closed_old_reviews_stay_their_authors() {
    let app = start("closed");
    assert_eq!(app.list("")["open"], false);
    app.put(&id(1), &review(5, "New.")).expect_problem(403, "closed", None);
    assert_eq!(app.rows(), 0, "nothing is left of it");

    // A subject's own mode goes before the site's, from one request to the next.
    let app = start("publish");
    app.put(&id(1), &review(5, "Before."));
    app.shell().execute("UPDATE subjects SET mode = 'closed'", []).unwrap();
    assert_eq!(app.list("")["open"], false);
    app.put(&id(2), &review(5, "New.")).expect_problem(403, "closed", None);
    assert_eq!(app.put(&id(1), &review(4, "Edited.")).status, 200);
    assert_eq!(app.list("")["reviews"][0]["text"], "Edited.");
    assert_eq!(app.delete(&id(1), KEY).status, 204);
    app.shell().execute("UPDATE subjects SET mode = NULL", []).unwrap();
    assert_eq!(
        (app.put(&id(2), &review(5, "New.")).status, app.list("")["open"].clone()),
        (201, true.into())
    );
}

#[test]
fn a_campaign_against_hold_first_publishes_nothing() {
    let app = start("hold-first");
    for number in 0..100 {
        let key = format!("a-key-of-its-own-for-{number:04}");
        let body = review(1, &format!("Template {number}.")).to_string();
        assert_eq!(app.put_with(&id(number), &key, body.as_bytes()).status, 202);
    }
    assert_eq!(app.list("")["summary"]["count"], 0);
    // A reader whom moderators have published before gets through.
    app.put(&id(200), &review(5, "Mine."));
    decide(&app, 200, "published", None);
    assert_eq!(app.put(&id(201), &review(4, "My second.")).status, 201);
    assert_eq!(app.list("")["summary"]["count"], 2);
}
