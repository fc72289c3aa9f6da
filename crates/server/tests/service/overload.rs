//! More is asked than the service takes. What it refuses is said so, what it takes is done, and afterwards all is well.

use std::collections::HashSet;
use std::io::{Read, Write};
use std::net::TcpStream;
use std::sync::Mutex;
use std::time::Duration;

use serde_json::{Value, json};

use crate::app::{Answer, KEY, SUBJECT, TestApp, id, review};

#[track_caller]
fn expect_overloaded(answer: &Answer) {
    answer.expect_problem(503, "overloaded", None);
    assert_eq!(answer.header("retry-after"), Some("1"));
}

/// A `PUT` of which all but the body's last bytes have been sent, and which has its place in the service.
struct Unfinished {
    stream: TcpStream,
    rest: String,
}

impl Unfinished {
    fn begin(app: &TestApp, number: u32) -> Unfinished {
        let body = review(4, "Slowly.").to_string();
        let mut stream = TcpStream::connect(app.url.strip_prefix("http://").unwrap()).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
        write!(
            stream,
            "PUT /v1/reviews/{} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {KEY}\r\nConnection: close\r\n\
             Content-Type: application/json\r\nContent-Length: {}\r\nExpect: 100-continue\r\n\r\n",
            id(number),
            body.len()
        )
        .unwrap();
        // It is asked for its body by the route alone, so from here on it is under way.
        let mut interim = [0; 25];
        stream.read_exact(&mut interim).unwrap();
        assert!(interim.starts_with(b"HTTP/1.1 100 Continue"), "{}", String::from_utf8_lossy(&interim));
        let (first, rest) = body.split_at(body.len() - 5);
        write!(stream, "{first}").unwrap();
        Unfinished { stream, rest: rest.to_owned() }
    }

    fn finish(mut self) -> String {
        write!(self.stream, "{}", self.rest).unwrap();
        let mut answer = String::new();
        self.stream.read_to_string(&mut answer).unwrap();
        answer
    }
}

#[test]
fn beyond_its_places_it_refuses_and_what_it_took_is_done() {
    const PLACES: u32 = 3;
    let app = TestApp::builder()
        .flag("--max-requests", &PLACES.to_string())
        .asset("standfirst.js", b"export {};")
        .start();
    for round in 0..3 {
        let first = round * 10;
        let mut under_way: Vec<_> =
            (first..first + PLACES).map(|number| Unfinished::begin(&app, number)).collect();
        let late = id(first + PLACES);
        let origin = [("origin", "http://localhost:8080"), ("content-type", "application/json")];
        for body in [review(5, "Too late.").to_string(), "x".repeat(30_000)] {
            let refused = app.send("PUT", &format!("/v1/reviews/{late}"), &origin, Some(body.as_bytes()));
            expect_overloaded(&refused);
            // The page that asked may read it.
            assert_eq!(refused.header("access-control-allow-origin"), Some("http://localhost:8080"));
            let exposed = refused.header("access-control-expose-headers").unwrap();
            assert!(exposed.contains("Retry-After"), "{exposed}");
        }
        expect_overloaded(&app.delete(&id(first), KEY));
        // A client that asks first whether to send its body is told not to.
        let mut asking = TcpStream::connect(app.url.strip_prefix("http://").unwrap()).unwrap();
        asking.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
        write!(
            asking,
            "PUT /v1/reviews/{late} HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\nExpect: 100-continue\r\n\r\n"
        )
        .unwrap();
        let mut told = [0; 12];
        asking.read_exact(&mut told).unwrap();
        assert_eq!(&told, b"HTTP/1.1 503");

        // Readers, the widget, and whoever watches notice nothing.
        assert_eq!(app.list("")["summary"]["count"], round * (PLACES + 1));
        assert_eq!(app.get("/standfirst.js").status, 200);
        assert_eq!(app.get("/healthz").json(), json!({"status": "ok"}));

        // One place is free again: one is taken.
        let done = under_way.pop().unwrap().finish();
        assert!(done.starts_with("HTTP/1.1 201 "), "{done}");
        assert_eq!(app.put(&late, &review(5, "In time.")).status, 201);
        for unfinished in under_way {
            let done = unfinished.finish();
            assert!(done.starts_with("HTTP/1.1 201 "), "{done}");
        }
    }
    let stored: HashSet<_> =
        app.all("").iter().map(|review| review["id"].as_str().unwrap().to_owned()).collect();
    let expect = (0..3).flat_map(|round| (0..=PLACES).map(move |number| id(round * 10 + number)));
    assert_eq!(stored, expect.collect());
}

#[test]
fn a_crowd_is_served_in_the_end_and_nothing_acknowledged_is_lost() {
    const CLIENTS: u32 = 24;
    const REVIEWS: u32 = 10;
    let app = TestApp::builder().flag("--max-requests", "2").start();
    let acknowledged = Mutex::new(HashSet::new());
    std::thread::scope(|scope| {
        for client in 0..CLIENTS {
            let (app, acknowledged) = (&app, &acknowledged);
            scope.spawn(move || {
                for number in client * REVIEWS..(client + 1) * REVIEWS {
                    let subject = format!("{SUBJECT}/{number}");
                    let body = json!({ "subject": subject, "rating": number % 5 + 1, "text": "In a crowd." });
                    let made = until_taken(|| app.put(&id(number), &body));
                    assert_eq!(made.status, 201, "{}", made.text());
                    acknowledged.lock().unwrap().insert(id(number));
                    // What was acknowledged is in the summary from the very next answer on.
                    let found = until_taken(|| app.get(&format!("/v1/summaries?subject={subject}"))).json();
                    assert_eq!(found["summaries"][&subject]["count"], 1, "{found}");
                    assert_eq!(found["summaries"][&subject]["mean"], f64::from(number % 5 + 1), "{found}");
                }
            });
        }
    });
    let app = app.kill_and_restart();
    for number in 0..CLIENTS * REVIEWS {
        assert!(acknowledged.lock().unwrap().contains(&id(number)));
        assert_eq!(app.get_with(&id(number), KEY).json()["edited"], Value::Null);
    }
    let count: u32 = app.shell().query_row("SELECT count(*) FROM reviews", [], |row| row.get(0)).unwrap();
    assert_eq!(count, CLIENTS * REVIEWS);
}

/// Asks again, without any patience, for as long as the service is overloaded.
fn until_taken(ask: impl Fn() -> Answer) -> Answer {
    loop {
        let answer = ask();
        if answer.status != 503 {
            return answer;
        }
        expect_overloaded(&answer);
    }
}
