//! Files of older versions.

use super::*;

const SECOND: i64 = 1_000;
const DAY: i64 = 86_400 * SECOND;

/// A file as the first version left it: three published reviews, one that waits, one that was deleted.
fn old_file(fixture: &Fixture) -> Connection {
    let shell = fixture.shell();
    shell.execute_batch(include_str!("../migrations/0001_reviews.sql")).unwrap();
    shell.pragma_update(None, "application_id", 0x5374_6466).unwrap();
    shell.pragma_update(None, "user_version", 1).unwrap();
    shell.execute("INSERT INTO sites (name) VALUES (?1)", [SITE]).unwrap();
    shell.execute("INSERT INTO subjects (site, url) VALUES (1, 'https://news.example/a')", []).unwrap();
    for (number, state, stars, at) in [
        (1, "published", 5, DAY),
        (2, "published", 5, DAY + SECOND),
        (3, "published", 1, 2 * DAY),
        (4, "pending", 2, 2 * DAY + SECOND),
    ] {
        let key = key("author");
        shell
            .execute(
                "INSERT INTO reviews (id, subject, key_digest, state, rating, text, created) \
                 VALUES (?1, 1, ?2, ?3, ?4, 'Finland’s sauna', ?5)",
                rusqlite::params![id(number).as_str(), key.bytes(), state, stars, at],
            )
            .unwrap();
    }
    shell
        .execute(
            "INSERT INTO tombstones VALUES (?1, 1, zeroblob(32), 5)",
            [ReviewId::from_random(9).as_str()],
        )
        .unwrap();
    shell
}

/// All that a file has, in words.
fn contents(shell: &Connection) -> Vec<String> {
    let sql = "SELECT format('%s %s %s %d %s %d %s', seq, id, state, rating, text, created, edited) FROM reviews \
               UNION ALL SELECT format('%s %d %d %d %d %d', url, ones, twos, threes, fours, fives) FROM subjects \
               UNION ALL SELECT format('%s %d', id, deleted) FROM tombstones";
    let mut statement = shell.prepare(sql).unwrap();
    statement.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect()
}

#[tokio::test]
async fn a_file_of_the_first_version_is_taken_over_whole() {
    let fixture = Fixture::new();
    let shell = old_file(&fixture);
    let before = contents(&shell);
    assert_eq!(before.len(), 6);
    let storage = fixture.open();
    assert_eq!(contents(&shell), before);
    let page = storage.page(query(Sort::Newest)).await.unwrap();
    assert_eq!(page.summary.histogram, [1, 0, 0, 0, 2]);
    assert_eq!(page.reviews.len(), 3);
    // Counters, figures and index go on from there.
    storage.put(put(5, 3, "new")).await.unwrap();
    shell.execute("UPDATE reviews SET state = 'removed' WHERE id = ?1", [id(1).as_str()]).unwrap();
    assert_eq!(
        storage.page(query(Sort::Newest)).await.unwrap().summary.histogram,
        [1, 0, 1, 0, 1],
        "after the migration"
    );
    let days: Vec<(i64, i64, i64, i64, i64)> = shell
        .prepare("SELECT day, reviews, held, published, stars FROM days WHERE day < 10 ORDER BY day")
        .unwrap()
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?)))
        .unwrap()
        .map(Result::unwrap)
        .collect();
    assert_eq!(days, [(1, 2, 0, 1, 5), (2, 2, 1, 1, 1)]);
    let found: i64 = shell
        .query_row("SELECT count(*) FROM search WHERE search MATCH '\"sau\" AND \"aun\"'", [], |row| {
            row.get(0)
        })
        .unwrap();
    assert_eq!(found, 4);
    for check in ["integrity_check", "foreign_key_check"] {
        let wrong: Vec<String> = shell
            .prepare(&format!("PRAGMA {check}"))
            .unwrap()
            .query_map([], |row| row.get(0))
            .unwrap()
            .map(Result::unwrap)
            .collect();
        assert!(wrong.is_empty() || wrong == ["ok"], "{check}: {wrong:?}");
    }
    assert!(matches!(storage.put(put(9, 5, "late")).await.unwrap(), PutOutcome::Deleted));
}

#[tokio::test]
async fn a_migration_that_fails_leaves_the_file_as_it_was() {
    let fixture = Fixture::new();
    let shell = old_file(&fixture);
    // In the way of one of the last statements.
    shell.execute_batch("CREATE TABLE search (text TEXT)").unwrap();
    let before = contents(&shell);
    let error = SqliteStorage::open(&fixture.path, &[SITE.into()]).err().expect("it must be refused");
    assert!(error.contains("migration 2") && error.contains("search"), "{error}");
    assert_eq!(contents(&shell), before);
    let version: i64 = shell.pragma_query_value(None, "user_version", |row| row.get(0)).unwrap();
    assert_eq!(version, 1);
    shell.execute_batch("DROP TABLE search").unwrap();
    let storage = fixture.open();
    assert_eq!(storage.page(query(Sort::Newest)).await.unwrap().summary.count, 3);
}
