use serde_json::{Value, json};
use standfirst_review::{Draft, NativeUnicode};

use crate::app::{KEY, SUBJECT, TestApp, fixture, id};

/// Sends strings that broke other programs, in every field, and expects each back as the shared normalisation has it,
/// or refused by the field's name.
#[test]
fn naughty_strings_come_back_as_they_are() {
    let strings: Vec<String> = serde_json::from_slice(&fixture("blns.json")).unwrap();
    assert!(strings.len() > 400);
    let app = TestApp::start();
    let (mut taken, mut refused) = (0, 0);
    for (number, string) in strings.iter().enumerate() {
        for (at, field) in ["title", "text", "author"].into_iter().enumerate() {
            let mut body = json!({ "subject": SUBJECT, "rating": 3 });
            body[field] = json!(string);
            let draft: Draft = serde_json::from_value(body.clone()).unwrap();
            let draft = draft.normalise(&NativeUnicode);
            let valid = draft.validate(&NativeUnicode).is_ok();
            let id = id((number * 3 + at) as u32);
            let answer = app.put(&id, &body);
            if !valid {
                answer.expect_problem(400, "invalid-body", Some((field, "too_long")));
                refused += 1;
                continue;
            }
            assert_eq!(answer.status, 201, "{string:?}: {}", answer.text());
            let normalised = serde_json::to_value(&draft).unwrap();
            let back = app.get_with(&id, KEY).json();
            assert_eq!(back[field], normalised.get(field).cloned().unwrap_or(Value::Null), "{string:?}");
            taken += 1;
        }
    }
    assert!(taken > 1_200 && refused > 0, "{taken} taken, {refused} refused");
    assert_eq!(app.list("")["summary"]["count"], taken);
}
