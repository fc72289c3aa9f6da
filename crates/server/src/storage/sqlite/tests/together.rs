//! Many at once: what is read between writes, and what happens to more writes than can wait.

use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

use super::*;

/// Posts, and after each acknowledgement reads: the summary is exact for a subject of one's own, and for one that all
/// share it has at least what was acknowledged before.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_summary_is_never_older_than_an_acknowledged_write() {
    const TASKS: u32 = 8;
    const WRITES: u32 = 60;
    let fixture = Fixture::new();
    let storage = Arc::new(fixture.open());
    let acknowledged = Arc::new(AtomicU64::new(0));
    let done = Arc::new(AtomicBool::new(false));
    let own = |task: u32| SiteSubject {
        site: SITE.into(),
        subject: Subject::from_serialised(&format!("https://news.example/{task}")).unwrap(),
    };
    let subjects: Vec<_> = (0..TASKS).map(own).chain([subject()]).collect();
    // Others read the same all the time, so that what they read before a write is there to be kept after it.
    let readers: Vec<_> = (0..4)
        .map(|_| {
            let (storage, done, subjects) = (Arc::clone(&storage), Arc::clone(&done), subjects.clone());
            tokio::spawn(async move {
                while !done.load(Ordering::SeqCst) {
                    storage.summaries(subjects.clone()).await.unwrap();
                }
            })
        })
        .collect();
    let writers: Vec<_> = (0..TASKS)
        .map(|task| {
            let (storage, acknowledged, subject) =
                (Arc::clone(&storage), Arc::clone(&acknowledged), own(task));
            tokio::spawn(async move {
                let mine = u128::from(task) * 1_000;
                for round in 0..WRITES {
                    let stars = 1 + (round % 5) as u8;
                    let change = Put { subject: subject.clone(), ..put(mine, stars, &round.to_string()) };
                    // Every tenth time the review is deleted, and the next one is another.
                    let id = id(mine + u128::from(round / 10));
                    storage.put(Put { id: id.clone(), ..change }).await.unwrap();
                    let mut expect = [0; 5];
                    expect[usize::from(stars) - 1] = 1;
                    let found = storage.summaries(vec![subject.clone()]).await.unwrap();
                    assert_eq!(found[0].histogram, expect, "task {task}, round {round}");
                    if round % 10 == 9 {
                        storage.delete(Delete { id, key: key("author"), sites: None }).await.unwrap();
                        let found = storage.summaries(vec![subject.clone()]).await.unwrap();
                        assert_eq!(found[0].count, 0, "task {task}, round {round}");
                    }
                    storage.put(put(mine + 500 + u128::from(round), stars, "shared")).await.unwrap();
                    acknowledged.fetch_add(1, Ordering::SeqCst);
                    let before = acknowledged.load(Ordering::SeqCst);
                    let found = storage.summaries(vec![self::subject()]).await.unwrap();
                    assert!(found[0].count >= before, "{} after {before}", found[0].count);
                }
            })
        })
        .collect();
    for writer in writers {
        writer.await.unwrap();
    }
    done.store(true, Ordering::SeqCst);
    for reader in readers {
        reader.await.unwrap();
    }
    let found = storage.summaries(vec![subject()]).await.unwrap();
    assert_eq!(found[0].count, u64::from(TASKS * WRITES));
}

#[tokio::test]
async fn summaries_are_answered_from_memory() {
    let fixture = Fixture::new();
    let storage = fixture.open();
    storage.put(put(1, 5, "first")).await.unwrap();
    let counted = storage.summaries(vec![subject()]).await.unwrap();
    let (_, known) = storage.summaries.get(&[subject()], Instant::now());
    assert_eq!(known, [Some(counted[0].clone())]);
    // What is known and what is not are answered in the order in which they were asked for.
    let other = SiteSubject {
        site: SITE.into(),
        subject: Subject::from_serialised("https://news.example/none").unwrap(),
    };
    let both = storage.summaries(vec![other, subject()]).await.unwrap();
    assert_eq!((both[0].count, both[1].count), (0, 1));
    storage.delete(Delete { id: id(1), key: key("author"), sites: None }).await.unwrap();
    let (_, known) = storage.summaries.get(&[subject()], Instant::now());
    assert_eq!(known, [None]);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_full_queue_refuses_more_and_loses_nothing() {
    let fixture = Fixture::new();
    // Another process holds the file, so that the writer waits, as long as it takes, and the queue fills.
    let storage = SqliteStorage::open_with(&fixture.path, &[SITE.into()], |connection| {
        connection.busy_timeout(Duration::from_secs(600))
    });
    let storage = Arc::new(storage.unwrap());
    let shell = fixture.shell();
    shell.execute_batch("BEGIN IMMEDIATE").unwrap();
    let (outcomes, mut told) = tokio::sync::mpsc::unbounded_channel();
    let all = u128::try_from(writer::QUEUE + writer::BATCH + 100).unwrap();
    for number in 0..all {
        let (storage, outcomes) = (Arc::clone(&storage), outcomes.clone());
        tokio::spawn(async move {
            let outcome = storage.put(put(number, 5, "one of many")).await;
            outcomes.send((number, outcome)).unwrap();
        });
    }
    // At most a queue and a batch of them can be waiting, so at least a hundred are refused.
    let mut refused = Vec::new();
    while refused.len() < 100 {
        match told.recv().await.unwrap() {
            (number, Err(StorageError::Overloaded)) => refused.push(number),
            (number, other) => panic!("{number}: {other:?}"),
        }
    }
    // Readers wait for none of them, and whether the service works is still answered: in its turn.
    assert_eq!(storage.page(query(Sort::Newest)).await.unwrap().summary.count, 0);
    let health = tokio::spawn({
        let storage = Arc::clone(&storage);
        async move { storage.check().await }
    });
    shell.execute_batch("ROLLBACK").unwrap();
    health.await.unwrap().unwrap();

    let mut made = Vec::new();
    while refused.len() + made.len() < usize::try_from(all).unwrap() {
        match told.recv().await.unwrap() {
            (number, Err(StorageError::Overloaded)) => refused.push(number),
            (_, Ok(PutOutcome::Created(review))) => made.push(review.id),
            (number, other) => panic!("{number}: {other:?}"),
        }
    }
    let stored = |shell: &Connection| -> Vec<String> {
        let mut statement = shell.prepare("SELECT id FROM reviews ORDER BY id").unwrap();
        let rows = statement.query_map([], |row| row.get(0)).unwrap();
        rows.map(Result::unwrap).collect()
    };
    made.sort();
    let made: Vec<_> = made.iter().map(|id| id.as_str().to_owned()).collect();
    assert_eq!(stored(&shell), made);
    // What was refused is taken when it comes again.
    for number in &refused {
        let again = storage.put(put(*number, 5, "one of many")).await;
        assert!(matches!(again, Ok(PutOutcome::Created(_))), "{again:?}");
    }
    assert_eq!(storage.page(query(Sort::Newest)).await.unwrap().summary.count as u128, all);
}
