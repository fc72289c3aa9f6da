use std::sync::Barrier;

use serde_json::{Value, json};

use crate::app::{KEY, OTHER_KEY, SUBJECT, TestApp, id, review};

#[test]
fn a_review_is_made_changed_found_and_deleted() {
    let app = TestApp::start();
    let full = json!({
        "subject": format!("{SUBJECT}?utm_source=letter#reviews"), "rating": 4, "title": " Fine\r\nwork ",
        "text": "One.\r\n\r\nTwo.\u{202e}", "author": "Zoe\u{308}", "lang": "fi",
    });
    let made = app.put(&id(1).to_uppercase(), &full);
    assert_eq!(made.status, 201, "{}", made.text());
    assert_eq!(made.header("location"), Some(format!("/v1/reviews/{}", id(1)).as_str()));
    assert_eq!(made.header("cache-control"), Some("no-store"));
    assert_eq!(made.header("set-cookie"), None);
    let stored = made.json();
    let created = stored["created"].as_str().unwrap().to_owned();
    assert!(created.len() == 24 && created.ends_with('Z'), "{created}");
    assert_eq!(
        stored,
        json!({
            "id": id(1), "subject": SUBJECT, "rating": 4, "title": "Fine work", "text": "One.\n\nTwo.",
            "author": "Zoë", "lang": "fi", "state": "published", "created": created,
        })
    );

    // The same again, in another spelling: nothing is changed, `edited` least of all.
    let same = app.put(&id(1), &full);
    assert_eq!((same.status, same.json()), (200, stored.clone()));

    let changed = app.put(&id(1), &review(2, "Less so."));
    assert_eq!(changed.status, 200);
    let changed = changed.json();
    assert_eq!(
        (&changed["rating"], &changed["text"], &changed["created"]),
        (&json!(2), &json!("Less so."), &json!(created))
    );
    assert_eq!(changed["title"], Value::Null);
    assert!(changed["edited"].as_str().is_some_and(|edited| edited >= created.as_str()));

    assert_eq!(app.get_with(&id(1), KEY).json(), changed);
    let public = app.get(&format!("/v1/reviews/{}", id(1)));
    assert_eq!((public.status, public.json()), (200, changed.clone()));
    let page = app.list("");
    assert_eq!(page["reviews"], json!([changed]));
    assert_eq!(page["summary"], json!({"count": 1, "mean": 2.0, "histogram": [0, 1, 0, 0, 0]}));
    assert_eq!((&page["next"], &page["open"]), (&Value::Null, &json!(true)));

    assert_eq!(app.delete(&id(1), KEY).status, 204);
    let page = app.list("");
    assert_eq!(page["summary"], json!({"count": 0, "mean": null, "histogram": [0, 0, 0, 0, 0]}));
    assert_eq!(page["reviews"], json!([]));
    app.get_with(&id(1), KEY).expect_problem(404, "not-found", None);
    // A client that missed the answer asks again and hears the same; nobody brings the review back.
    assert_eq!(app.delete(&id(1), KEY).status, 204);
    app.delete(&id(1), OTHER_KEY).expect_problem(410, "deleted", None);
    app.put(&id(1), &full).expect_problem(410, "deleted", None);
    app.put_with(&id(1), OTHER_KEY, full.to_string().as_bytes()).expect_problem(410, "deleted", None);
    assert_eq!(app.list("")["summary"]["count"], 0);
}

#[test]
fn a_review_is_its_authors_alone() {
    let app = TestApp::start();
    let mine = app.put(&id(1), &review(5, "Mine.")).json();
    app.put_with(&id(1), OTHER_KEY, review(1, "Not yours.").to_string().as_bytes()).expect_problem(
        403,
        "edit-key-wrong",
        None,
    );
    app.delete(&id(1), OTHER_KEY).expect_problem(403, "edit-key-wrong", None);
    let elsewhere = json!({ "subject": "https://standfirst.example/sweden", "rating": 5 });
    app.put(&id(1), &elsewhere).expect_problem(409, "subject-conflict", None);
    assert_eq!(app.get_with(&id(1), KEY).json(), mine);
    app.delete(&id(2), KEY).expect_problem(404, "not-found", None);
    // The key is not in the database.
    let bytes = std::fs::read(app.database()).unwrap();
    let log = std::fs::read(app.path("reviews.sqlite-wal")).unwrap();
    for bytes in [bytes, log] {
        assert!(!bytes.windows(KEY.len()).any(|window| window == KEY.as_bytes()));
    }
}

#[test]
fn a_held_review_is_seen_by_its_author_alone() {
    let app = TestApp::start();
    app.put(&id(1), &review(5, "Held."));
    for state in ["pending", "rejected"] {
        app.shell().execute("UPDATE reviews SET state = ?1", [state]).unwrap();
        assert_eq!(app.get_with(&id(1), KEY).json()["state"], state);
        app.get_with(&id(1), OTHER_KEY).expect_problem(404, "not-found", None);
        app.get(&format!("/v1/reviews/{}", id(1))).expect_problem(404, "not-found", None);
        assert_eq!(app.list("")["reviews"], json!([]));
        assert_eq!(app.list("")["summary"]["count"], 0);
    }
    app.shell().execute("UPDATE reviews SET state = 'pending'", []).unwrap();
    assert_eq!(app.put(&id(1), &review(4, "Held still.")).status, 202);
}

#[test]
fn ten_times_at_once_counts_once() {
    let app = TestApp::start();
    for round in 0..5 {
        let barrier = Barrier::new(10);
        let mut statuses: Vec<u16> = std::thread::scope(|scope| {
            let threads: Vec<_> = (0..10)
                .map(|_| {
                    scope.spawn(|| {
                        barrier.wait();
                        app.put(&id(round), &review(3, "Once.")).status
                    })
                })
                .collect();
            threads.into_iter().map(|thread| thread.join().unwrap()).collect()
        });
        statuses.sort_unstable();
        assert_eq!(statuses, [200, 200, 200, 200, 200, 200, 200, 200, 200, 201]);
        assert_eq!(app.list("")["summary"]["count"], round + 1);
    }
    assert!(app.all("").iter().all(|review| review["edited"] == Value::Null));
}

#[test]
fn health_is_told_and_logs_tell_nothing_about_people() {
    let app = TestApp::builder().flag("--log", "json").start();
    let health = app.get("/healthz");
    assert_eq!((health.status, health.json()), (200, json!({"status": "ok"})));
    let headers = [("x-request-id", "from-the-proxy.1"), ("user-agent", "a browser of somebody")];
    let answer = app.send("GET", &format!("/v1/reviews?subject={SUBJECT}"), &headers, None);
    assert_eq!(answer.header("x-request-id"), Some("from-the-proxy.1"));
    assert_eq!(answer.header("x-content-type-options"), Some("nosniff"));
    let forged = app.send("GET", "/healthz", &[("x-request-id", "two words")], None);
    assert_ne!(forged.header("x-request-id"), Some("two words"));
    app.put(&id(7), &review(5, "Something private."));
    app.get("/elsewhere/private");

    let log = app.log();
    let lines: Vec<Value> = log.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let line = lines.iter().find(|line| line["request_id"] == "from-the-proxy.1").unwrap();
    assert_eq!(
        (&line["method"], &line["route"], &line["status"]),
        (&json!("GET"), &json!("/v1/reviews"), &json!(200))
    );
    assert!(line["milliseconds"].is_u64());
    assert!(lines.iter().any(|line| line["route"] == "/v1/reviews/{id}" && line["status"] == 201), "{log}");
    for private in ["finland", "private", KEY, &id(7), "browser", "Something"] {
        assert!(!log.contains(private), "{private} is in the log: {log}");
    }
}
