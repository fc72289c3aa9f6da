//! What moderators decide, and who sees it.

use serde_json::json;

use super::{signed, start};
use crate::app::{KEY, SUBJECT, id, review};

#[test]
fn a_held_review_is_published_and_that_is_taken_back() {
    let app = start();
    assert_eq!(app.put(&id(1), &review(5, "First.")).status, 202);
    let mut ada = signed(&app, "Ada");
    let queue = ada.get("queue");
    assert_eq!(queue.listed(), ["First."]);
    let one = format!("publish.{}", queue.boxes()[0]);
    let after = ada.press(&queue, ("one", &one), &[]);
    assert!(after.text().contains("Published: 1") && after.listed().is_empty(), "{}", after.text());
    assert_eq!(app.list("")["reviews"][0]["text"], "First.");
    assert_eq!(ada.get("queue?show=published").listed(), ["First."]);

    let undone = ada.press(&after, ("action", "undo"), &[]);
    assert!(undone.text().contains("Undone: 1") && undone.listed() == ["First."], "{}", undone.text());
    assert_eq!(app.list("")["summary"]["count"], 0);
    let history = ada.get(&format!("review?id={}", id(1))).text();
    assert!(history.contains("Ada: publish (pending → published)"), "{history}");
    assert!(history.contains("Ada: undo (published → pending)"), "{history}");
}

#[test]
fn the_author_reads_why_a_review_was_rejected() {
    let app = start();
    app.put(&id(1), &review(1, "Libel."));
    let mut ada = signed(&app, "Ada");
    let queue = ada.get("queue");
    let (one, field) = (format!("reject.{}", queue.boxes()[0]), format!("reason.{}", id(1)));
    ada.press(&queue, ("one", &one), &[(&field, "Names a <b>private</b> person.")]);
    let own = app.get_with(&id(1), KEY).json();
    assert_eq!(
        (&own["state"], &own["reason"]),
        (&json!("rejected"), &json!("Names a <b>private</b> person."))
    );
    assert_eq!(app.list("")["summary"]["count"], 0);
    let csrf = ada.csrf();
    let long = "x".repeat(10_000);
    let fields = [("csrf", csrf.as_str()), ("one", one.as_str()), (field.as_str(), long.as_str())];
    assert_eq!(ada.post("decide", &fields).status, 400);
}

#[test]
fn many_are_decided_at_once_and_the_search_stays() {
    let app = start();
    for number in 1..=4 {
        app.put(&id(number), &review(1, &format!("Template {number}.")));
    }
    app.put(&id(5), &review(5, "A reader's own words."));
    let mut cy = signed(&app, "Cy");
    let found = cy.get("queue?show=waiting&text=template");
    let boxes = found.boxes();
    assert_eq!(boxes.len(), 4);
    let ticked: Vec<_> = boxes.iter().map(|it| ("review", it.as_str())).collect();
    let after = cy.press(&found, ("action", "remove"), &ticked);
    assert!(after.text().contains("Removed: 4") && after.listed().is_empty(), "{}", after.text());
    assert_eq!(after.one("input[name=text]:not([type=hidden])").attr("value"), Some("template"));
    assert_eq!(cy.get("queue").listed(), ["A reader's own words."]);
    let back = cy.press(&after, ("action", "undo"), &[]);
    assert_eq!(back.listed().len(), 4);
    let nothing = cy.press(&back, ("action", "publish"), &[]);
    assert!(nothing.text().contains("Nothing was decided."), "{}", nothing.text());
}

#[test]
fn of_two_moderators_the_second_is_told_who_was_faster() {
    let app = start();
    for number in 1..=2 {
        app.put(&id(number), &review(3, &format!("Text {number}.")));
    }
    let (mut ada, mut cy) = (signed(&app, "Ada"), signed(&app, "Cy"));
    let (first, second) = (ada.get("queue"), cy.get("queue"));
    let one = format!("publish.{}", first.boxes()[0]);
    ada.press(&first, ("one", &one), &[]);
    let boxes = second.boxes();
    let ticked: Vec<_> = boxes.iter().map(|it| ("review", it.as_str())).collect();
    let told = cy.press(&second, ("action", "reject"), &ticked).text();
    assert!(told.contains("Rejected: 1"), "{told}");
    assert!(told.contains("about which Ada has decided meanwhile. It is published now."), "{told}");
    assert_eq!(app.list("")["reviews"][0]["text"], "Text 1.");

    // So is whoever decides about what its author has changed, or deleted.
    let published = cy.get("queue?show=published");
    let one = format!("remove.{}", published.boxes()[0]);
    app.put(&id(1), &review(4, "Other words."));
    let told = cy.press(&published, ("one", &one), &[]).text();
    assert!(told.contains("its author has changed meanwhile. It is pending now."), "{told}");
    let waiting = cy.get("queue");
    let one = format!("publish.{}", waiting.boxes()[0]);
    app.delete(&id(1), KEY);
    let told = cy.press(&waiting, ("one", &one), &[]).text();
    assert!(told.contains("Not there any more: 1"), "{told}");
}

#[test]
fn a_subject_takes_reviews_as_a_moderator_says() {
    let app = start();
    let mut ada = signed(&app, "Ada");
    let path = format!("subject?subject={SUBJECT}");
    let csrf = ada.csrf();
    for (mode, status) in [("publish", 201), ("closed", 403), ("site", 202)] {
        let saved = ada.post("mode", &[("csrf", &csrf), ("subject", SUBJECT), ("mode", mode)]);
        assert_eq!(saved.status, 303, "{}", saved.text());
        assert_eq!(ada.get(&path).one("option[selected]").attr("value"), Some(mode));
        assert_eq!(app.put(&id(status), &review(5, "New.")).status, u16::try_from(status).unwrap());
    }
    for wrong in ["", "open"] {
        let answer = ada.post("mode", &[("csrf", &csrf), ("subject", SUBJECT), ("mode", wrong)]);
        assert_eq!(answer.status, 403);
    }
}

#[test]
fn another_sites_moderator_sees_and_changes_nothing() {
    let app = start();
    app.put(&id(1), &review(5, "First."));
    let mut ada = signed(&app, "Ada");
    let seen = ada.get("queue").boxes();
    let mut bob = signed(&app, "Bob");
    for list in ["queue", "queue?show=all", "queue?show=all&text=First", &format!("queue?subject={SUBJECT}")]
    {
        assert!(bob.get(list).listed().is_empty(), "{list}");
    }
    for path in [format!("review?id={}", id(1)), format!("subject?subject={SUBJECT}")] {
        assert_eq!(bob.get(&path).status, 404, "{path}");
    }
    let told = bob.get(&format!("queue?did=publish&changed={}", id(1))).text();
    assert!(!told.contains("Left as it is"), "{told}");
    let csrf = bob.csrf();
    let answer = bob.post("decide", &[("csrf", &csrf), ("action", "publish"), ("review", &seen[0])]);
    assert!(answer.location().unwrap().contains("gone="), "{:?}", answer.location());
    let answer = bob.post("mode", &[("csrf", &csrf), ("subject", SUBJECT), ("mode", "publish")]);
    assert_eq!(answer.status, 404);
    assert_eq!((app.list("")["summary"]["count"].clone(), ada.get("queue").boxes()), (json!(0), seen));
}
