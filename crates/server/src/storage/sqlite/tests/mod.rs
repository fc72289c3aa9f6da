mod deciding;
mod migration;
mod moderators;
mod modes;
mod together;

use std::path::PathBuf;

use standfirst_review::{Draft, EditKey, Rating, Review, ReviewId, Sort, State, Subject};

use super::*;
use crate::storage::Mode;

const SITE: &str = "news";

struct Fixture {
    // Removed when the test ends.
    folder: tempfile::TempDir,
    path: PathBuf,
}

impl Fixture {
    fn new() -> Fixture {
        let folder = tempfile::tempdir().unwrap();
        Fixture { path: folder.path().join("reviews.sqlite"), folder }
    }

    fn open(&self) -> SqliteStorage {
        SqliteStorage::open(&self.path, &[SITE.into()]).unwrap()
    }

    /// The names of the files that there are.
    fn files(&self) -> Vec<String> {
        let entries = std::fs::read_dir(self.folder.path()).unwrap();
        let mut names: Vec<_> =
            entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }

    /// A connection beside the store's, as an operator's shell would have.
    fn shell(&self) -> Connection {
        open_writing(&self.path).unwrap()
    }
}

fn subject() -> SiteSubject {
    SiteSubject { site: SITE.into(), subject: Subject::from_serialised("https://news.example/a").unwrap() }
}

fn id(number: u128) -> ReviewId {
    ReviewId::from_random(number)
}

fn key(name: &str) -> KeyDigest {
    KeyDigest::of(&EditKey::parse(&format!("{name:-<22}")).unwrap())
}

fn put(number: u128, stars: u8, text: &str) -> Put {
    let draft = Draft {
        subject: String::new(),
        rating: Rating::new(stars).unwrap(),
        title: None,
        text: Some(text.into()),
        author: None,
        lang: None,
    };
    Put { id: id(number), key: key("author"), subject: subject(), draft, mode: Mode::Publish }
}

fn query(sort: Sort) -> PageQuery {
    PageQuery { subject: subject(), sort, stars: None, after: None, limit: 20 }
}

fn texts(reviews: &[Review]) -> Vec<&str> {
    reviews.iter().map(|review| review.text.as_deref().unwrap_or_default()).collect()
}

#[tokio::test]
async fn one_bad_write_fails_alone() {
    let fixture = Fixture::new();
    let poison = "CREATE TEMP TRIGGER poison BEFORE INSERT ON reviews WHEN NEW.text = 'poison'
        BEGIN SELECT RAISE(ABORT, 'poisoned'); END";
    let storage = SqliteStorage::open_with(&fixture.path, &[SITE.into()], |connection| {
        connection.execute_batch(poison)
    })
    .unwrap();
    let writes =
        (0..40).map(|number| storage.put(put(number, 5, if number % 4 == 0 { "poison" } else { "good" })));
    let mut outcomes = Vec::new();
    // All are queued before the first is awaited, so that they share a transaction.
    let mut waiting: Vec<_> = writes.collect();
    std::future::poll_fn(|context| {
        waiting.retain_mut(|write| match write.as_mut().poll(context) {
            std::task::Poll::Ready(outcome) => {
                outcomes.push(outcome);
                false
            }
            std::task::Poll::Pending => true,
        });
        if waiting.is_empty() { std::task::Poll::Ready(()) } else { std::task::Poll::Pending }
    })
    .await;
    let made = outcomes.iter().filter(|outcome| matches!(outcome, Ok(PutOutcome::Created(_)))).count();
    let failed = outcomes.iter().filter(|outcome| matches!(outcome, Err(StorageError::Internal(_)))).count();
    assert_eq!((made, failed), (30, 10), "{outcomes:?}");
    assert_eq!(storage.page(query(Sort::Newest)).await.unwrap().summary.count, 30);
}

#[tokio::test]
async fn a_full_disk_acknowledges_nothing() {
    let fixture = Fixture::new();
    let storage = SqliteStorage::open_with(&fixture.path, &[SITE.into()], |connection| {
        connection.pragma_update(None, "max_page_count", 100)
    })
    .unwrap();
    let text = "x".repeat(10_000);
    let (mut acknowledged, mut refused) = (Vec::new(), 0);
    for number in 0..40 {
        match storage.put(put(number, 5, &text)).await {
            Ok(PutOutcome::Created(review)) => acknowledged.push(review.id),
            Err(StorageError::Unavailable(why)) => {
                assert!(why.contains("full"), "{why}");
                refused += 1;
            }
            other => panic!("{other:?}"),
        }
    }
    assert!(acknowledged.len() > 5 && refused > 5, "{} and {refused}", acknowledged.len());
    // What can be done without space still is, and what was acknowledged is there.
    storage.check().await.unwrap();
    let page = storage.page(PageQuery { limit: 100, ..query(Sort::Oldest) }).await.unwrap();
    let stored: Vec<_> = page.reviews.into_iter().map(|review| review.id).collect();
    assert_eq!(stored, acknowledged);
    assert_eq!(page.summary.count, acknowledged.len() as u64);
}

#[tokio::test]
async fn the_summary_follows_every_change_of_a_row() {
    let fixture = Fixture::new();
    let storage = fixture.open();
    for (number, stars) in [(1, 5), (2, 5), (3, 1)] {
        storage.put(put(number, stars, "first")).await.unwrap();
    }
    // A page's summary is read with its reviews, so that it shows at once what another process writes.
    let histogram = async || storage.page(query(Sort::Newest)).await.unwrap().summary.histogram;
    assert_eq!(histogram().await, [1, 0, 0, 0, 2]);
    storage.put(put(1, 2, "second")).await.unwrap();
    assert_eq!(histogram().await, [1, 1, 0, 0, 1]);
    // As a moderator's decision will do it.
    let shell = fixture.shell();
    shell.execute("UPDATE reviews SET state = 'pending' WHERE id = ?1", [id(1).as_str()]).unwrap();
    assert_eq!(histogram().await, [1, 0, 0, 0, 1]);
    storage.put(put(1, 3, "third")).await.unwrap();
    assert_eq!(histogram().await, [1, 0, 0, 0, 1]);
    shell.execute("UPDATE reviews SET state = 'published' WHERE id = ?1", [id(1).as_str()]).unwrap();
    assert_eq!(histogram().await, [1, 0, 1, 0, 1]);
    let gone = storage.delete(Delete { id: id(2), key: key("author"), sites: None }).await.unwrap();
    assert_eq!(gone, DeleteOutcome::Gone);
    assert_eq!(histogram().await, [1, 0, 1, 0, 0]);
}

#[tokio::test]
async fn what_is_not_published_is_not_listed() {
    let fixture = Fixture::new();
    let storage = fixture.open();
    storage.put(put(1, 5, "seen")).await.unwrap();
    storage.put(Put { mode: Mode::HoldAll, ..put(2, 5, "held") }).await.unwrap();
    for sort in Sort::ALL {
        let page = storage.page(query(sort)).await.unwrap();
        assert_eq!(texts(&page.reviews), ["seen"], "{sort:?}");
        assert_eq!(page.summary.count, 1);
    }
    let held = storage.get(id(2), Some(key("author"))).await.unwrap().unwrap();
    assert_eq!((held.review.state, held.own), (State::Pending, true));
    assert!(!storage.get(id(2), Some(key("other"))).await.unwrap().unwrap().own);
}

#[tokio::test]
async fn nothing_of_a_deleted_review_is_left() {
    let fixture = Fixture::new();
    let storage = fixture.open();
    storage.put(put(1, 5, "something regretted")).await.unwrap();
    let delete = |who: &str| Delete { id: id(1), key: key(who), sites: None };
    assert_eq!(storage.delete(delete("other")).await.unwrap(), DeleteOutcome::WrongKey);
    assert_eq!(storage.delete(delete("author")).await.unwrap(), DeleteOutcome::Gone);
    assert_eq!(storage.delete(delete("author")).await.unwrap(), DeleteOutcome::Gone);
    assert_eq!(storage.delete(delete("other")).await.unwrap(), DeleteOutcome::DeletedByOther);
    assert!(matches!(storage.put(put(1, 5, "again")).await.unwrap(), PutOutcome::Deleted));
    storage.close().await.unwrap();
    let bytes = std::fs::read(&fixture.path).unwrap();
    assert!(!bytes.windows(9).any(|window| window == b"regretted"));
    assert!(matches!(storage.put(put(2, 5, "late")).await, Err(StorageError::Unavailable(_))));
}

#[tokio::test]
async fn a_site_changes_only_its_own() {
    let fixture = Fixture::new();
    let storage = fixture.open();
    storage.put(put(1, 5, "mine")).await.unwrap();
    let delete = |sites| Delete { id: id(1), key: key("author"), sites };
    assert_eq!(storage.delete(delete(Some(vec!["other".into()]))).await.unwrap(), DeleteOutcome::Unknown);
    assert_eq!(storage.delete(delete(Some(vec![SITE.into()]))).await.unwrap(), DeleteOutcome::Gone);
    assert_eq!(storage.delete(delete(Some(vec!["other".into()]))).await.unwrap(), DeleteOutcome::Unknown);
}

#[tokio::test]
async fn one_millisecond_holds_many_in_order() {
    let fixture = Fixture::new();
    let storage = fixture.open();
    for number in 0..30 {
        storage.put(put(number, 1 + (number % 5) as u8, &number.to_string())).await.unwrap();
    }
    fixture.shell().execute("UPDATE reviews SET created = 1700000000000", []).unwrap();
    for sort in Sort::ALL {
        let mut seen = Vec::new();
        let mut after = None;
        loop {
            let page = storage.page(PageQuery { after, limit: 4, ..query(sort) }).await.unwrap();
            seen.extend(
                page.reviews.iter().map(|review| (review.rating.stars(), review.text.clone().unwrap())),
            );
            after = page.next;
            if after.is_none() {
                break;
            }
        }
        let mut expect: Vec<(u8, String)> =
            (0..30_u8).map(|number| (1 + number % 5, number.to_string())).collect();
        if sort != Sort::Oldest {
            expect.reverse();
        }
        match sort {
            Sort::Highest => expect.sort_by_key(|(stars, _)| std::cmp::Reverse(*stars)),
            Sort::Lowest => expect.sort_by_key(|(stars, _)| *stars),
            Sort::Newest | Sort::Oldest => {}
        }
        assert_eq!(seen, expect, "{sort:?}");
    }
}

/// What SQLite means to do, step by step.
fn plan(connection: &Connection, sql: &str) -> Vec<String> {
    let mut statement = connection.prepare(&format!("EXPLAIN QUERY PLAN {sql}")).unwrap();
    let mut rows = statement.raw_query();
    let mut plan = Vec::new();
    while let Some(row) = rows.next().unwrap() {
        plan.push(row.get(3).unwrap());
    }
    plan
}

#[test]
fn every_list_is_a_walk_along_an_index() {
    let fixture = Fixture::new();
    fixture.open();
    let shell = fixture.shell();
    for (stars, index) in [
        (false, "reviews_by_age (subject=? AND created"),
        (true, "reviews_by_stars (subject=? AND rating=? AND created"),
    ] {
        for ascending in [false, true] {
            let plan = plan(&shell, &read::sql(stars, ascending));
            // One step: no sorting after the walk.
            assert_eq!(plan.len(), 1, "{plan:?}");
            assert!(plan[0].starts_with(&format!("SEARCH reviews USING INDEX {index}")), "{plan:?}");
        }
    }
}

#[test]
fn a_summary_is_found_without_a_look_at_reviews() {
    let fixture = Fixture::new();
    fixture.open();
    let plan = plan(&fixture.shell(), read::SUMMARY);
    assert_eq!(plan.len(), 2, "{plan:?}");
    assert!(plan.iter().all(|step| step.starts_with("SEARCH s") && step.contains("(")), "{plan:?}");
    assert!(plan[1].contains("(site=? AND url=?)"), "{plan:?}");
}

#[tokio::test]
async fn a_foreign_or_newer_file_is_refused_by_name() {
    let fixture = Fixture::new();
    for _ in 0..2 {
        // Closed, for a store that is only dropped lets go of the file a little later, on its thread.
        fixture.open().close().await.unwrap();
    }
    let refusal = || SqliteStorage::open(&fixture.path, &[]).err().expect("it must be refused");
    fixture.shell().pragma_update(None, "user_version", 99).unwrap();
    let error = refusal();
    assert!(error.contains("99") && error.contains("newer") && error.contains("reviews.sqlite"), "{error}");
    fixture.shell().pragma_update(None, "application_id", 1).unwrap();
    let error = refusal();
    assert!(error.contains("another program"), "{error}");
    std::fs::write(&fixture.path, "this is a letter, not a database, and it is long enough to tell").unwrap();
    let error = refusal();
    assert!(error.contains("not a database"), "{error}");
}

#[test]
fn writes_are_synced() {
    let fixture = Fixture::new();
    let connection = fixture.shell();
    let pragma = |name: &str| -> String {
        connection
            .pragma_query_value(None, name, |row| row.get::<_, rusqlite::types::Value>(0))
            .map(|value| match value {
                rusqlite::types::Value::Integer(number) => number.to_string(),
                rusqlite::types::Value::Text(text) => text,
                other => format!("{other:?}"),
            })
            .unwrap()
    };
    assert_eq!(pragma("journal_mode"), "wal");
    assert_eq!(pragma("synchronous"), "2");
    assert_eq!(pragma("foreign_keys"), "1");
}

#[tokio::test]
async fn one_file_is_left_after_a_clean_end() {
    let fixture = Fixture::new();
    let storage = fixture.open();
    storage.put(put(1, 5, "first")).await.unwrap();
    assert_eq!(storage.page(query(Sort::Newest)).await.unwrap().reviews.len(), 1);
    assert_eq!(fixture.files(), ["reviews.sqlite", "reviews.sqlite-shm", "reviews.sqlite-wal"]);
    storage.close().await.unwrap();
    assert_eq!(fixture.files(), ["reviews.sqlite"]);
    assert!(matches!(storage.page(query(Sort::Newest)).await, Err(StorageError::Unavailable(_))));
}

#[tokio::test]
async fn what_reads_cannot_write() {
    let fixture = Fixture::new();
    let storage = fixture.open();
    let write = storage.readers.read(|connection| connection.execute("DELETE FROM sites", [])).await;
    assert!(matches!(&write, Err(StorageError::Unavailable(why)) if why.contains("readonly")), "{write:?}");
}
