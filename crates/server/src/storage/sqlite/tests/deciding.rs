//! Moderators look, decide, take back; and everything that they did is written down.

use standfirst_review::{NativeUnicode, Note};

use super::*;
use crate::storage::{Action, AuditEntry, Decision, Which};

fn sites() -> Vec<Arc<str>> {
    vec![SITE.into()]
}

fn note(text: &str) -> Option<Note> {
    Note::parse(text, &NativeUnicode).unwrap()
}

async fn version(storage: &SqliteStorage, number: u128) -> i64 {
    storage.case(sites(), id(number)).await.unwrap().unwrap().version
}

fn decision(who: &str, reviews: &[(u128, i64)], decision: Decision) -> Decide {
    let reviews = reviews.iter().map(|(number, version)| (id(*number), *version)).collect();
    Decide { sites: sites(), moderator: who.into(), reviews, decision }
}

/// Decides about one review as it is now.
async fn decide(storage: &SqliteStorage, who: &str, number: u128, what: Decision) -> Verdict {
    let seen = version(storage, number).await;
    storage.decide(decision(who, &[(number, seen)], what)).await.unwrap().remove(0)
}

#[track_caller]
fn decided(verdict: Verdict) -> Case {
    match verdict {
        Verdict::Decided(case) => *case,
        other => panic!("{other:?}"),
    }
}

async fn log(storage: &SqliteStorage) -> Vec<AuditEntry> {
    let query = AuditQuery { sites: sites(), review: None, before: None, limit: 100 };
    storage.audit(query).await.unwrap()
}

fn list(which: Which) -> QueueQuery {
    QueueQuery {
        sites: sites(),
        which,
        subject: None,
        text: None,
        author: None,
        key: None,
        oldest_first: false,
        after: None,
        limit: 10,
    }
}

async fn found(storage: &SqliteStorage, query: QueueQuery) -> Vec<String> {
    let queue = storage.queue(query).await.unwrap();
    queue.cases.into_iter().map(|case| case.review.text.unwrap_or_default()).collect()
}

#[tokio::test]
async fn a_decision_changes_state_summary_and_log_at_once() {
    let fixture = Fixture::new();
    let storage = fixture.open();
    storage.put(Put { mode: Mode::HoldAll, ..put(1, 4, "x") }).await.unwrap();
    // Kept in memory before, and not believed after.
    let count = async || storage.summaries(vec![subject()]).await.unwrap()[0].count;
    assert_eq!(count().await, 0);
    let case = decided(decide(&storage, "ada", 1, Decision::Publish).await);
    assert_eq!((case.review.state, case.version, count().await), (State::Published, 2, 1));
    let last = case.decided.unwrap();
    assert_eq!((last.by.as_deref(), last.action), (Some("ada"), Action::Publish));
    let case = decided(decide(&storage, "bob", 1, Decision::Reject(note("Rude."))).await);
    assert_eq!((case.review.reason.as_deref(), count().await), (Some("Rude."), 0));
    let case = decided(decide(&storage, "ada", 1, Decision::Remove(note("Libel."))).await);
    assert_eq!((case.review.state, case.review.reason.as_deref()), (State::Removed, Some("Libel.")));
    let log = log(&storage).await;
    let lines: Vec<_> = log
        .iter()
        .map(|line| {
            let text = |text: &Option<String>| text.clone().unwrap_or_default();
            format!(
                "{} {} {} {} {}",
                text(&line.moderator),
                line.action.name(),
                text(&line.before),
                text(&line.after),
                text(&line.reason)
            )
        })
        .collect();
    assert_eq!(
        lines,
        [
            "ada remove rejected removed Libel.",
            "bob reject published rejected Rude.",
            "ada publish pending published "
        ]
    );
    assert!(log.iter().all(|line| line.review == Some(id(1)) && line.site == SITE));
}

#[tokio::test]
async fn of_two_moderators_one_wins_and_the_other_is_told() {
    let fixture = Fixture::new();
    let storage = fixture.open();
    for number in 1..=3 {
        storage.put(Put { mode: Mode::HoldAll, ..put(number, 4, "x") }).await.unwrap();
    }
    let seen = [(1, 1), (2, 1), (3, 1), (4, 1)];
    // At once, from two tasks.
    let (first, second) =
        (decision("ada", &seen[..1], Decision::Publish), decision("bob", &seen[..1], Decision::Reject(None)));
    let (first, second) = tokio::join!(storage.decide(first), storage.decide(second));
    let verdicts = [first.unwrap().remove(0), second.unwrap().remove(0)];
    assert_eq!(verdicts.iter().filter(|verdict| matches!(verdict, Verdict::Decided(_))).count(), 1);
    for verdict in verdicts {
        if let Verdict::Changed(case) = verdict {
            let by = case.decided.unwrap().by.unwrap();
            let expect = if by == "ada" { State::Published } else { State::Rejected };
            assert_eq!(case.review.state, expect);
        }
    }
    // Its author changed the second; the third goes through; a fourth there is not.
    storage.put(put(2, 1, "changed")).await.unwrap();
    let verdicts = storage.decide(decision("cyd", &seen, Decision::Publish)).await.unwrap();
    assert!(matches!(&verdicts[0], Verdict::Changed(_)));
    match &verdicts[1] {
        Verdict::Changed(case) => {
            assert_eq!((case.review.text.as_deref(), &case.decided), (Some("changed"), &None));
        }
        other => panic!("{other:?}"),
    }
    assert!(matches!(&verdicts[2], Verdict::Decided(case) if case.review.id == id(3)));
    assert!(matches!(&verdicts[3], Verdict::Unknown(unknown) if *unknown == id(4)));
    assert_eq!(log(&storage).await.len(), 2);
    let many = vec![(1, 1); crate::storage::DECIDE_MAX + 1];
    assert!(storage.decide(decision("ada", &many, Decision::Publish)).await.is_err());
}

#[tokio::test]
async fn an_undo_goes_back_to_the_state_before() {
    let fixture = Fixture::new();
    let storage = fixture.open();
    storage.put(put(1, 4, "x")).await.unwrap();
    assert!(matches!(decide(&storage, "ada", 1, Decision::Undo).await, Verdict::NothingToUndo(_)));
    decided(decide(&storage, "ada", 1, Decision::Reject(note("Rude."))).await);
    decided(decide(&storage, "ada", 1, Decision::Publish).await);
    let case = decided(decide(&storage, "bob", 1, Decision::Undo).await);
    assert_eq!((case.review.state, case.review.reason.as_deref()), (State::Rejected, Some("Rude.")));
    assert!(matches!(decide(&storage, "bob", 1, Decision::Undo).await, Verdict::NothingToUndo(_)));
    let log = log(&storage).await;
    assert_eq!((log[0].action, log[0].undoes), (Action::Undo, Some(log[1].seq)));
    // What the author has changed since is not what was decided.
    decided(decide(&storage, "ada", 1, Decision::Publish).await);
    storage.put(put(1, 4, "y")).await.unwrap();
    assert!(matches!(decide(&storage, "ada", 1, Decision::Undo).await, Verdict::NothingToUndo(_)));
}

#[tokio::test]
async fn the_log_is_only_ever_added_to_and_quotes_nothing() {
    let fixture = Fixture::new();
    let storage = fixture.open();
    storage.put(put(1, 4, "unmistakable words")).await.unwrap();
    decided(decide(&storage, "ada", 1, Decision::Remove(None)).await);
    let shell = fixture.shell();
    for sql in [
        "UPDATE audit SET moderator = 'bob'",
        "DELETE FROM audit",
        "REPLACE INTO audit SELECT * FROM audit",
        "INSERT OR REPLACE INTO audit SELECT * FROM audit",
    ] {
        let error = shell.execute(sql, []).unwrap_err().to_string();
        assert!(error.contains("only ever added to"), "{sql}: {error}");
    }
    storage.delete(Delete { id: id(1), key: key("author"), sites: None }).await.unwrap();
    assert_eq!(log(&storage).await.len(), 1);
    storage.close().await.unwrap();
    drop(shell);
    let bytes = std::fs::read(&fixture.path).unwrap();
    for part in [b"unmistakable".as_slice(), b"mis", b"akable"] {
        assert!(!bytes.windows(part.len()).any(|window| window == part), "{part:?}");
    }
}

#[tokio::test]
async fn nothing_of_another_site_is_seen_or_changed() {
    let fixture = Fixture::new();
    let storage = SqliteStorage::open(&fixture.path, &[SITE.into(), "other".into()]).unwrap();
    storage.put(Put { mode: Mode::HoldAll, ..put(1, 4, "mine") }).await.unwrap();
    decided(decide(&storage, "ada", 1, Decision::Reject(None)).await);
    let other: Vec<Arc<str>> = vec!["other".into()];
    assert!(storage.case(other.clone(), id(1)).await.unwrap().is_none());
    for which in [Which::All, Which::Waiting, Which::Reported] {
        assert!(found(&storage, QueueQuery { sites: other.clone(), ..list(which) }).await.is_empty());
    }
    let text = QueueQuery { sites: other.clone(), text: Some("mine".into()), ..list(Which::All) };
    assert!(found(&storage, text).await.is_empty());
    let there = Decide { sites: other.clone(), ..decision("eve", &[(1, 2)], Decision::Publish) };
    assert!(matches!(storage.decide(there).await.unwrap()[..], [Verdict::Unknown(_)]));
    let mode = SetMode {
        sites: other.clone(),
        moderator: "eve".into(),
        subject: subject(),
        mode: Some(Mode::Closed),
    };
    assert!(!storage.set_mode(mode).await.unwrap());
    let query = AuditQuery { sites: other.clone(), review: Some(id(1)), before: None, limit: 9 };
    assert!(storage.audit(query).await.unwrap().is_empty());
    assert!(storage.days(other, 0..=i64::MAX).await.unwrap().is_empty());
    assert_eq!(version(&storage, 1).await, 2);
}

#[tokio::test]
async fn a_subjects_mode_is_chosen_taken_back_and_written_down() {
    let fixture = Fixture::new();
    let storage = fixture.open();
    let set = async |mode| {
        let set = SetMode { sites: sites(), moderator: "ada".into(), subject: subject(), mode };
        assert!(storage.set_mode(set).await.unwrap());
    };
    // Of a subject that nobody has reviewed.
    set(Some(Mode::Closed)).await;
    assert!(matches!(storage.put(put(1, 4, "x")).await.unwrap(), PutOutcome::Closed));
    assert_eq!(storage.page(query(Sort::Newest)).await.unwrap().mode, Some(Mode::Closed));
    set(Some(Mode::Closed)).await;
    set(None).await;
    assert!(matches!(storage.put(put(1, 4, "x")).await.unwrap(), PutOutcome::Created(_)));
    let log = log(&storage).await;
    let modes: Vec<_> = log.iter().map(|line| (line.before.as_deref(), line.after.as_deref())).collect();
    assert_eq!(modes, [(Some("closed"), None), (None, Some("closed"))]);
}

#[tokio::test]
async fn a_decision_settles_reports_and_its_undo_opens_them_again() {
    let fixture = Fixture::new();
    let storage = fixture.open();
    storage.put(put(1, 4, "x")).await.unwrap();
    let shell = fixture.shell();
    for reporter in 1..=2_u8 {
        let sql = "INSERT INTO reports SELECT seq, ?1, 'abuse', NULL, 5, NULL FROM reviews";
        shell.execute(sql, [[reporter; 32]]).unwrap();
    }
    let reported = async |which| found(&storage, list(which)).await.len();
    assert_eq!((reported(Which::Waiting).await, reported(Which::Reported).await), (1, 1));
    assert_eq!(decided(decide(&storage, "ada", 1, Decision::Hold).await).reports, 2);
    // Held and reported it is listed once.
    assert_eq!(reported(Which::Waiting).await, 1);
    assert_eq!(decided(decide(&storage, "ada", 1, Decision::Publish).await).reports, 0);
    assert_eq!((reported(Which::Waiting).await, reported(Which::Reported).await), (0, 0));
    assert_eq!(decided(decide(&storage, "ada", 1, Decision::Undo).await).reports, 2);
    // A review's reports go with it.
    storage.delete(Delete { id: id(1), key: key("author"), sites: None }).await.unwrap();
    let left: i64 = shell.query_row("SELECT count(*) FROM reports", [], |row| row.get(0)).unwrap();
    assert_eq!(left, 0);
}

#[tokio::test]
async fn lists_are_searched_and_paged() {
    let fixture = Fixture::new();
    let storage = fixture.open();
    for number in 0..25_u128 {
        let mode = if number % 2 == 0 { Mode::HoldAll } else { Mode::Publish };
        storage.put(Put { mode, ..put(number, 4, &format!("Number {number}")) }).await.unwrap();
    }
    for oldest_first in [false, true] {
        for (which, expect) in [(Which::All, 25), (Which::Waiting, 13), (Which::Of(State::Published), 12)] {
            let (mut seen, mut after) = (Vec::new(), None);
            loop {
                let queue = QueueQuery { oldest_first, after, limit: 4, ..list(which) };
                let page = storage.queue(queue).await.unwrap();
                assert!(page.cases.len() <= 4);
                seen.extend(page.cases.into_iter().map(|case| case.seq));
                after = page.next;
                if after.is_none() {
                    break;
                }
            }
            assert_eq!(seen.len(), expect, "{which:?}");
            let mut sorted = seen.clone();
            sorted.sort_by_key(|seq| if oldest_first { *seq } else { -seq });
            sorted.dedup();
            assert_eq!(seen, sorted);
        }
    }
    let mut other = put(100, 1, "100 % “Sauna”_löyly 語学習 \"x\" O'Neil");
    other.draft.author = Some("Väinö".into());
    other.key = key("other");
    other.subject.subject = Subject::from_serialised("https://news.example/b").unwrap();
    let whole = other.draft.text.clone().unwrap();
    storage.put(other).await.unwrap();
    let all = list(Which::All);
    for text in ["sauna", "LÖYLY", "学習", "語学習", "0 %", "%", "_", "\"x\"", "o'n", "Väinö", "ä", "vÄIN"]
    {
        let query = QueueQuery { text: Some(text.into()), ..all.clone() };
        assert_eq!(found(&storage, query).await, [whole.as_str()], "{text}");
    }
    for text in ["saunas", "una au", "löy%ly", "*", "\" OR \"", "\0", "NEAR(a b)"] {
        let query = QueueQuery { text: Some(text.into()), ..all.clone() };
        assert!(found(&storage, query).await.is_empty(), "{text}");
    }
    let author = |name: &str| QueueQuery { author: Some(name.into()), ..all.clone() };
    assert_eq!(found(&storage, author("inö")).await, [whole.as_str()]);
    assert!(found(&storage, author("sauna")).await.is_empty());
    let query = QueueQuery { key: Some(key("other")), ..all.clone() };
    assert_eq!(found(&storage, query).await, [whole.as_str()]);
    let query =
        QueueQuery { subject: Subject::from_serialised("https://news.example/b").ok(), ..all.clone() };
    assert_eq!(found(&storage, query).await, [whole.as_str()]);
    assert_eq!(KeyDigest::parse(&key("other").to_string()), Some(key("other")));
    assert_eq!(KeyDigest::parse(&"g".repeat(64)), None);
    // What an author has changed is found by its new words alone.
    storage
        .put(Put {
            key: key("other"),
            subject: SiteSubject {
                subject: Subject::from_serialised("https://news.example/b").unwrap(),
                ..subject()
            },
            ..put(100, 1, "plain")
        })
        .await
        .unwrap();
    let text = |text: &str| QueueQuery { text: Some(text.into()), ..all.clone() };
    assert_eq!(found(&storage, text("plain")).await, ["plain"]);
    assert!(found(&storage, text("sauna")).await.is_empty());
}

#[tokio::test]
async fn figures_of_a_day_follow_every_change() {
    let fixture = Fixture::new();
    let storage = fixture.open();
    let today = async || {
        let days = storage.days(sites(), 0..=i64::MAX).await.unwrap();
        let sum = |of: fn(&Day) -> u64| days.iter().map(of).sum::<u64>();
        let mean = days.first().and_then(|day| day.mean);
        (sum(|day| day.reviews), sum(|day| day.held), sum(|day| day.published), mean)
    };
    storage.put(put(1, 5, "x")).await.unwrap();
    storage.put(Put { mode: Mode::HoldAll, ..put(2, 2, "x") }).await.unwrap();
    assert_eq!(today().await, (2, 1, 1, Some(5.0)));
    decided(decide(&storage, "ada", 2, Decision::Publish).await);
    assert_eq!(today().await, (2, 1, 2, Some(3.5)));
    storage.put(Put { mode: Mode::HoldAll, ..put(1, 1, "y") }).await.unwrap();
    assert_eq!(today().await, (2, 2, 1, Some(2.0)));
    for number in [1, 2] {
        storage.delete(Delete { id: id(number), key: key("author"), sites: None }).await.unwrap();
    }
    assert_eq!(today().await, (0, 0, 0, None));
}
