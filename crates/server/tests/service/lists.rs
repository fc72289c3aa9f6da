use std::collections::HashSet;
use std::io::Read;

use serde_json::{Value, json};

use crate::app::{KEY, SUBJECT, TestApp, id, review};

/// Posts reviews `from..to`, eight at a time; number `n` has `n % 5 + 1` stars.
fn post(app: &TestApp, from: u32, to: u32) {
    std::thread::scope(|scope| {
        for lane in 0..8 {
            scope.spawn(move || {
                for number in (from..to).filter(|number| number % 8 == lane) {
                    let answer = app.put(&id(number), &review(number % 5 + 1, &number.to_string()));
                    assert_eq!(answer.status, 201, "{}", answer.text());
                }
            });
        }
    });
}

fn ids(reviews: &[Value]) -> Vec<&str> {
    reviews.iter().map(|review| review["id"].as_str().unwrap()).collect()
}

#[test]
fn every_page_of_every_order_without_a_duplicate_while_new_ones_arrive() {
    let app = TestApp::start();
    post(&app, 0, 250);
    let before: HashSet<String> = (0..250).map(id).collect();
    let mut next_number = 250;
    for sort in ["newest", "oldest", "highest", "lowest"] {
        for stars in [None, Some(4)] {
            let filter = stars.map(|stars| format!("&stars={stars}")).unwrap_or_default();
            let mut seen: Vec<Value> = Vec::new();
            let mut cursor = String::new();
            for round in 0.. {
                let page = app.list(&format!("&sort={sort}{filter}&limit=13{cursor}"));
                let reviews = page["reviews"].as_array().unwrap();
                assert!(reviews.len() <= 13);
                seen.extend(reviews.iter().cloned());
                let Some(next) = page["next"].as_str() else { break };
                assert_eq!(reviews.len(), 13, "only the last page may be short");
                cursor = format!("&cursor={next}");
                if round % 3 == 0 {
                    post(&app, next_number, next_number + 5);
                    next_number += 5;
                }
            }
            let unique: HashSet<&str> = ids(&seen).into_iter().collect();
            assert_eq!(unique.len(), seen.len(), "{sort} {stars:?}: a review came twice");
            let of_stars = |number: &u32| stars.is_none_or(|stars| number % 5 + 1 == stars);
            for number in (0..250).filter(of_stars) {
                assert!(unique.contains(id(number).as_str()), "{sort} {stars:?}: {number} is missing");
            }
            assert!(seen.iter().all(|review| stars.is_none_or(|stars| review["rating"] == stars)));
            let in_order = |pair: &[Value]| {
                let rating = |at: usize| pair[at]["rating"].as_u64().unwrap();
                let created = |at: usize| pair[at]["created"].as_str().unwrap();
                match sort {
                    "newest" => created(0) >= created(1),
                    "oldest" => created(0) <= created(1),
                    "highest" => {
                        rating(0) > rating(1) || (rating(0) == rating(1) && created(0) >= created(1))
                    }
                    _ => rating(0) < rating(1) || (rating(0) == rating(1) && created(0) >= created(1)),
                }
            };
            assert!(seen.windows(2).all(in_order), "{sort} {stars:?}: out of order");
        }
    }
    assert_eq!(before.len(), 250);
    let page = app.list("&limit=100");
    assert_eq!(page["reviews"].as_array().unwrap().len(), 100);
    assert_eq!(page["summary"]["count"], next_number);
}

#[test]
fn a_cursor_is_of_its_own_list() {
    let app = TestApp::start();
    post(&app, 0, 10);
    for (sort, others) in
        [("newest", ["oldest", "highest", "lowest"]), ("highest", ["lowest", "newest", "oldest"])]
    {
        let cursor = app.list(&format!("&sort={sort}&limit=3"))["next"].as_str().unwrap().to_owned();
        for other in others {
            let path = format!("/v1/reviews?subject={SUBJECT}&sort={other}&cursor={cursor}");
            app.get(&path).expect_problem(400, "invalid-request", Some(("cursor", "bad_cursor")));
        }
        let path = format!("/v1/reviews?subject={SUBJECT}&sort={sort}&stars=3&cursor={cursor}");
        app.get(&path).expect_problem(400, "invalid-request", Some(("cursor", "bad_cursor")));
    }
    // The review at which a page ended may be deleted before the next is asked for.
    let page = app.list("&limit=3");
    let last = page["reviews"][2]["id"].as_str().unwrap();
    app.delete(last, KEY);
    let rest = app.list(&format!("&cursor={}", page["next"].as_str().unwrap()));
    assert_eq!(rest["reviews"].as_array().unwrap().len(), 7);
}

#[test]
fn a_filter_is_for_the_page_and_not_for_the_summary() {
    let app = TestApp::start();
    post(&app, 0, 10);
    let page = app.list("&stars=5");
    assert_eq!(page["reviews"].as_array().unwrap().len(), 2);
    assert_eq!(page["summary"], json!({"count": 10, "mean": 3.0, "histogram": [2, 2, 2, 2, 2]}));
}

#[test]
fn an_unknown_subject_has_an_empty_page() {
    let app = TestApp::start();
    assert_eq!(
        app.list(""),
        json!({
            "reviews": [], "next": null, "open": true,
            "summary": {"count": 0, "mean": null, "histogram": [0, 0, 0, 0, 0]},
        })
    );
    assert_eq!(app.rows(), 0);
}

#[test]
fn summaries_come_under_the_names_they_were_asked_for_by() {
    let app = TestApp::start();
    post(&app, 0, 3);
    let decorated = format!("{SUBJECT}%23x");
    let other = "http://localhost/other";
    let answer = app.get(&format!("/v1/summaries?subject={SUBJECT}&subject={decorated}&subject={other}"));
    let some = json!({"count": 3, "mean": 2.0, "histogram": [1, 1, 1, 0, 0]});
    let none = json!({"count": 0, "mean": null, "histogram": [0, 0, 0, 0, 0]});
    assert_eq!(
        answer.json(),
        json!({"summaries": {SUBJECT: some, format!("{SUBJECT}#x"): some, other: none}})
    );
    let hundred = (0..100).map(|number| format!("subject={SUBJECT}/{number}&")).collect::<String>();
    let answer = app.get(&format!("/v1/summaries?{hundred}"));
    assert_eq!(answer.json()["summaries"].as_object().unwrap().len(), 100);
}

#[test]
fn what_has_not_changed_is_not_sent_again() {
    let app = TestApp::start();
    post(&app, 0, 2);
    let path = format!("/v1/reviews?subject={SUBJECT}");
    let first = app.get(&path);
    assert_eq!(first.header("cache-control"), Some("no-cache"));
    let tag = first.header("etag").unwrap().to_owned();
    let again = |tag: &str| app.send("GET", &path, &[("if-none-match", tag)], None);
    assert_eq!((again(&tag).status, again(&tag).bytes()), (304, b"".as_slice()));
    assert_eq!(again(&format!("\"x\", W/{tag}")).status, 304);
    assert_eq!(again("\"x\"").status, 200);
    post(&app, 2, 3);
    assert_eq!(again(&tag).status, 200);
    // One's own review is kept by no cache.
    assert_eq!(app.get_with(&id(1), KEY).header("cache-control"), Some("no-store"));
    assert!(app.get_with(&id(1), KEY).headers.get_all("vary").iter().any(|value| value == "Authorization"));
}

/// The answer in each coding, the same each time and each with a tag of its own.
fn expect_compressed(app: &TestApp, path: &str) {
    let send = |headers: &[(&str, &str)]| app.send("GET", path, headers, None);
    let plain = send(&[]);
    assert_eq!((plain.header("content-encoding"), plain.status), (None, 200));
    let mut tags = HashSet::from([plain.header("etag").unwrap().to_owned()]);
    for coding in ["br", "gzip"] {
        let answer = send(&[("accept-encoding", coding)]);
        assert_eq!(answer.header("content-encoding"), Some(coding));
        let mut text = Vec::new();
        match coding {
            "br" => brotli::Decompressor::new(answer.bytes(), 4_096).read_to_end(&mut text),
            _ => flate2::read::GzDecoder::new(answer.bytes()).read_to_end(&mut text),
        }
        .unwrap();
        assert_eq!(text, plain.bytes());
        assert!(answer.bytes().len() < text.len() / 2, "{} of {}", answer.bytes().len(), text.len());
        let vary: Vec<_> =
            answer.headers.get_all("vary").iter().map(|value| value.to_str().unwrap()).collect();
        assert!(vary.contains(&"Accept-Encoding") && vary.contains(&"Origin"), "{vary:?}");
        let tag = answer.header("etag").unwrap().to_owned();
        assert_eq!(send(&[("accept-encoding", coding), ("if-none-match", &tag)]).status, 304);
        assert_eq!(send(&[("if-none-match", &tag)]).status, 200);
        tags.insert(tag);
    }
    assert_eq!(tags.len(), 3);
}

#[test]
fn long_answers_come_compressed() {
    let app = TestApp::start();
    let text = "very good ".repeat(90);
    for number in 0..40 {
        app.put(&id(number), &review(5, &format!("Number {number}, {text}.")));
    }
    expect_compressed(&app, &format!("/v1/reviews?subject={SUBJECT}"));
    expect_compressed(&app, &format!("/v1/reviews?subject={SUBJECT}&limit=40"));
    let hundred = (0..100).map(|number| format!("subject={SUBJECT}/{number}&")).collect::<String>();
    expect_compressed(&app, &format!("/v1/summaries?{hundred}"));

    // A short answer is not worth it; what its author alone may see is never compressed.
    let accept = ("accept-encoding", "br");
    let short = app.send("GET", &format!("/v1/summaries?subject={SUBJECT}"), &[accept], None);
    assert_eq!((short.status, short.header("content-encoding")), (200, None));
    let bearer = format!("Bearer {KEY}");
    let own = app.send("GET", &format!("/v1/reviews/{}", id(1)), &[("authorization", &bearer), accept], None);
    assert_eq!((own.status, own.header("content-encoding")), (200, None));
}
