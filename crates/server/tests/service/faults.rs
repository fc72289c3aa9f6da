//! The service is killed. What it acknowledged is there, once, and the summary agrees with the rows.

use std::collections::HashMap;
use std::io::{Read, Write};
use std::net::TcpStream;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::time::Duration;

use serde_json::Value;

use crate::app::{KEY, TestApp, id, review};

const POSTS: u32 = 200;

fn stars(number: u32) -> u32 {
    number % 5 + 1
}

/// The summary equals what counting the rows gives.
#[track_caller]
fn expect_agreement(app: &TestApp) -> HashMap<String, Value> {
    let reviews = app.all("&limit=100");
    let mut histogram = [0_u64; 5];
    for review in &reviews {
        histogram[review["rating"].as_u64().unwrap() as usize - 1] += 1;
    }
    let summary = &app.list("")["summary"];
    assert_eq!(summary["count"], reviews.len() as u64);
    assert_eq!(summary["histogram"], serde_json::json!(histogram));
    let check: String = app.shell().query_row("PRAGMA integrity_check", [], |row| row.get(0)).unwrap();
    assert_eq!(check, "ok");
    let count = reviews.len();
    let by_id: HashMap<String, Value> =
        reviews.into_iter().map(|review| (review["id"].as_str().unwrap().to_owned(), review)).collect();
    assert_eq!(by_id.len(), count, "a review is there twice");
    by_id
}

#[test]
fn killed_between_acknowledgement_and_the_next_read() {
    let mut app = TestApp::start();
    for number in 0..5 {
        assert_eq!(app.put(&id(number), &review(stars(number), "Acknowledged.")).status, 201);
        app = app.kill_and_restart();
        assert!(expect_agreement(&app).contains_key(&id(number)));
    }
    assert_eq!(app.put(&id(0), &review(5, "Changed.")).status, 200);
    app = app.kill_and_restart();
    assert_eq!(app.get_with(&id(0), KEY).json()["text"], "Changed.");
    assert_eq!(app.delete(&id(0), KEY).status, 204);
    app = app.kill_and_restart();
    assert!(!expect_agreement(&app).contains_key(&id(0)));
    app.put(&id(0), &review(5, "Again.")).expect_problem(410, "deleted", None);
}

#[test]
fn killed_in_the_middle_of_many_posts() {
    // A few clients that post one review after the other, and all reviews at once.
    for (clients, after) in [(16, 1), (16, 60), (16, 190), (POSTS, 1), (POSTS, 17), (POSTS, 111)] {
        let mut app = TestApp::start();
        let acknowledged = Mutex::new(Vec::new());
        let (next, stop) = (AtomicU32::new(0), AtomicBool::new(false));
        let pid = app.child.id();
        std::thread::scope(|scope| {
            for _ in 0..clients {
                scope.spawn(|| {
                    while !stop.load(Ordering::SeqCst) {
                        let number = next.fetch_add(1, Ordering::SeqCst);
                        if number >= POSTS {
                            break;
                        }
                        let body = review(stars(number), &format!("Number {number}.")).to_string();
                        // Once the service is dead, an error is all there is to expect.
                        let Ok(answer) = app.try_put_with(&id(number), KEY, body.as_bytes()) else { break };
                        assert_eq!(answer.status, 201, "{}", answer.text());
                        let mut acknowledged = acknowledged.lock().unwrap();
                        acknowledged.push(number);
                        if acknowledged.len() == after {
                            stop.store(true, Ordering::SeqCst);
                            // The others are in the middle of their posts.
                            let killed =
                                std::process::Command::new("kill").args(["-KILL", &pid.to_string()]).status();
                            assert!(killed.unwrap().success());
                        }
                    }
                });
            }
        });
        assert_eq!(app.wait(), None, "a signal has no exit code");
        let acknowledged = acknowledged.into_inner().unwrap();
        assert!(acknowledged.len() >= after);

        let app = app.restart();
        let stored = expect_agreement(&app);
        for number in &acknowledged {
            let found = stored
                .get(&id(*number))
                .unwrap_or_else(|| panic!("{number} is lost, killed after {after} of {clients} clients"));
            assert_eq!(found["text"], format!("Number {number}."));
            assert_eq!(found["rating"], stars(*number));
        }
        // The clients send everything again, as they do when they heard no answer: each counts once.
        for number in 0..POSTS {
            let answer = app.put(&id(number), &review(stars(number), &format!("Number {number}.")));
            let expect = if stored.contains_key(&id(number)) { 200 } else { 201 };
            assert_eq!(answer.status, expect);
        }
        let stored = expect_agreement(&app);
        assert_eq!(stored.len(), POSTS as usize);
        assert!(stored.values().all(|review| review["edited"] == Value::Null));
    }
}

#[test]
fn a_termination_finishes_what_is_in_flight() {
    let mut app = TestApp::start();
    app.put(&id(1), &review(5, "Before."));
    let address = app.url.strip_prefix("http://").unwrap().to_owned();
    let body = review(4, "In flight.").to_string();
    let mut stream = TcpStream::connect(&address).unwrap();
    stream.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
    let (first, rest) = body.split_at(10);
    write!(
        stream,
        "PUT /v1/reviews/{} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {KEY}\r\nContent-Type: application/json\r\n\
         Content-Length: {}\r\nExpect: 100-continue\r\n\r\n",
        id(2),
        body.len()
    )
    .unwrap();
    // The service asks for the body once it is reading the request: from here on it is in flight.
    let mut interim = [0; 25];
    stream.read_exact(&mut interim).unwrap();
    assert!(interim.starts_with(b"HTTP/1.1 100 Continue"));
    write!(stream, "{first}").unwrap();

    app.terminate();
    // Nobody new is let in.
    while TcpStream::connect(&address).is_ok() {
        std::thread::sleep(Duration::from_millis(5));
    }
    assert!(app.child.try_wait().unwrap().is_none(), "it must wait for the request");
    write!(stream, "{rest}").unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    assert!(answer.starts_with("HTTP/1.1 201 "), "{answer}");
    assert_eq!(app.wait(), Some(0));
    // The main file alone is whole: the log was moved into it.
    let copy = app.path("copy.sqlite");
    std::fs::copy(app.database(), &copy).unwrap();
    let count: i64 = rusqlite::Connection::open(copy)
        .unwrap()
        .query_row("SELECT count(*) FROM reviews", [], |row| row.get(0))
        .unwrap();
    assert_eq!(count, 2);
    assert!(app.log().contains("stopped"));
}

#[test]
fn a_database_that_cannot_be_written_is_said_and_nothing_acknowledged() {
    let app = TestApp::start();
    app.put(&id(1), &review(5, "Before."));
    let shell = app.shell();
    // Another process holds the write lock for longer than the service waits.
    shell.execute_batch("BEGIN IMMEDIATE").unwrap();
    let answer = app.put(&id(2), &review(5, "Refused."));
    answer.expect_problem(503, "unavailable", None);
    assert_eq!(answer.header("retry-after"), Some("5"));
    app.get("/healthz").expect_problem(503, "unavailable", None);
    // Readers are not kept waiting.
    assert_eq!(app.list("")["summary"]["count"], 1);
    shell.execute_batch("ROLLBACK").unwrap();
    assert_eq!(app.put(&id(2), &review(5, "Taken.")).status, 201);
    assert_eq!(app.get("/healthz").status, 200);
    // The cause is for the operator.
    assert!(app.log().contains("locked"), "{}", app.log());
    assert!(!answer.text().contains("locked"));
}
