//! What becomes of a new and of a changed review, by the mode of its site and of its subject.

use super::*;

async fn state(storage: &SqliteStorage, put: Put) -> Option<State> {
    match storage.put(put).await.unwrap() {
        PutOutcome::Created(review) | PutOutcome::Changed(review) | PutOutcome::Same(review) => {
            Some(review.state)
        }
        PutOutcome::Closed => None,
        other => panic!("{other:?}"),
    }
}

fn with(mode: Mode, number: u128, author: &str, text: &str) -> Put {
    Put { mode, key: key(author), ..put(number, 4, text) }
}

/// As a moderator's decision leaves a row.
fn decide(fixture: &Fixture, number: u128, state: &str) {
    let sql = "UPDATE reviews SET state = ?2 WHERE id = ?1";
    assert_eq!(fixture.shell().execute(sql, [id(number).as_str(), state]).unwrap(), 1);
}

#[tokio::test]
async fn each_mode_does_with_new_reviews_what_it_says() {
    let fixture = Fixture::new();
    let storage = fixture.open();
    let count = async || storage.page(query(Sort::Newest)).await.unwrap().summary.count;
    assert_eq!(state(&storage, with(Mode::Publish, 1, "a", "x")).await, Some(State::Published));
    assert_eq!(state(&storage, with(Mode::HoldAll, 2, "a", "x")).await, Some(State::Pending));
    assert_eq!(state(&storage, with(Mode::Closed, 3, "a", "x")).await, None);
    assert_eq!(count().await, 1);
    assert!(storage.get(id(3), None).await.unwrap().is_none());
    // What was closed leaves nothing behind: the same id is taken later.
    assert_eq!(state(&storage, with(Mode::Publish, 3, "a", "x")).await, Some(State::Published));
    assert_eq!(count().await, 2);
}

#[tokio::test]
async fn the_first_review_of_a_key_waits_until_one_was_published() {
    let fixture = Fixture::new();
    let storage = fixture.open();
    let first = |number, author| with(Mode::HoldFirst, number, author, "x");
    assert_eq!(state(&storage, first(1, "a")).await, Some(State::Pending));
    // Any number of first reviews waits.
    assert_eq!(state(&storage, first(2, "a")).await, Some(State::Pending));
    decide(&fixture, 1, "published");
    assert_eq!(state(&storage, first(3, "a")).await, Some(State::Published));
    assert_eq!(state(&storage, first(4, "b")).await, Some(State::Pending));
    for refused in ["rejected", "removed"] {
        decide(&fixture, 4, refused);
        assert_eq!(state(&storage, first(5, "b")).await, Some(State::Pending), "{refused}");
    }
}

#[tokio::test]
async fn a_key_is_known_at_its_own_site_alone() {
    let fixture = Fixture::new();
    let sites: [Arc<str>; 2] = [SITE.into(), "other".into()];
    let storage = SqliteStorage::open(&fixture.path, &sites).unwrap();
    assert_eq!(state(&storage, with(Mode::Publish, 1, "a", "x")).await, Some(State::Published));
    let elsewhere = SiteSubject { site: "other".into(), ..subject() };
    let there = Put { subject: elsewhere, ..with(Mode::HoldFirst, 2, "a", "x") };
    assert_eq!(state(&storage, there).await, Some(State::Pending));
    assert_eq!(state(&storage, with(Mode::HoldFirst, 3, "a", "x")).await, Some(State::Published));
}

#[tokio::test]
async fn a_changed_review_waits_where_a_new_one_would() {
    let fixture = Fixture::new();
    let storage = fixture.open();
    let edit = |mode, text| with(mode, 1, "a", text);
    assert_eq!(state(&storage, edit(Mode::Publish, "one")).await, Some(State::Published));
    assert_eq!(state(&storage, edit(Mode::Closed, "two")).await, Some(State::Published));
    // The same again is no edit.
    assert_eq!(state(&storage, edit(Mode::HoldAll, "two")).await, Some(State::Published));
    assert_eq!(state(&storage, edit(Mode::HoldAll, "three")).await, Some(State::Pending));
    // What waits goes on waiting, also where nothing would be held any more.
    assert_eq!(state(&storage, edit(Mode::Publish, "four")).await, Some(State::Pending));
    decide(&fixture, 1, "published");
    // Its only published review says nothing of what it is changed into; another one does.
    assert_eq!(state(&storage, edit(Mode::HoldFirst, "five")).await, Some(State::Pending));
    decide(&fixture, 1, "published");
    assert_eq!(state(&storage, with(Mode::Publish, 2, "a", "other")).await, Some(State::Published));
    assert_eq!(state(&storage, edit(Mode::HoldFirst, "six")).await, Some(State::Published));
    decide(&fixture, 1, "rejected");
    assert_eq!(state(&storage, edit(Mode::Publish, "six")).await, Some(State::Rejected));
    assert_eq!(state(&storage, edit(Mode::Publish, "seven")).await, Some(State::Pending));
}

#[tokio::test]
async fn what_was_removed_is_read_and_deleted_by_its_author_and_never_changed() {
    let fixture = Fixture::new();
    let storage = fixture.open();
    storage.put(put(1, 5, "one")).await.unwrap();
    decide(&fixture, 1, "removed");
    for text in ["one", "two"] {
        assert!(matches!(storage.put(put(1, 5, text)).await.unwrap(), PutOutcome::Removed));
        let stranger = Put { key: key("other"), ..put(1, 5, text) };
        assert!(matches!(storage.put(stranger).await.unwrap(), PutOutcome::WrongKey));
    }
    let found = storage.get(id(1), Some(key("author"))).await.unwrap().unwrap();
    assert_eq!((found.review.state, found.review.text.as_deref()), (State::Removed, Some("one")));
    let delete = Delete { id: id(1), key: key("author"), sites: None };
    assert_eq!(storage.delete(delete).await.unwrap(), DeleteOutcome::Gone);
    assert!(matches!(storage.put(put(1, 5, "one")).await.unwrap(), PutOutcome::Deleted));
}
