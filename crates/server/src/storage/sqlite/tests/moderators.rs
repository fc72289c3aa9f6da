//! Who may decide, and how their sessions end.

use super::*;
use crate::storage::{ModeratorChange, Role, SESSION_IDLE, SESSION_LIFE, Session};

fn ada() -> Moderator {
    Moderator { name: "Ada".into(), role: Role::Admin, sites: vec![SITE.into()] }
}

fn begin(password: &str, token: &str) -> ModeratorChange {
    let (token, csrf) = (TokenDigest::of(token), format!("csrf of {token}"));
    ModeratorChange::Begin { name: "Ada".into(), password: password.into(), token, csrf }
}

async fn change(storage: &SqliteStorage, change: ModeratorChange) -> bool {
    storage.change_moderators(change).await.unwrap()
}

async fn session(storage: &SqliteStorage, token: &str) -> Option<Session> {
    storage.session(TokenDigest::of(token)).await.unwrap()
}

#[tokio::test]
async fn moderators_are_made_once_and_with_sites_that_there_are() {
    let fixture = Fixture::new();
    let storage = fixture.open();
    assert!(change(&storage, ModeratorChange::Add(ada(), "hash".into())).await);
    assert!(!change(&storage, ModeratorChange::Add(ada(), "other".into())).await, "the name is taken");
    let elsewhere = Moderator { name: "Bob".into(), role: Role::Moderator, sites: vec!["nowhere".into()] };
    storage.change_moderators(ModeratorChange::Add(elsewhere, "hash".into())).await.unwrap_err();
    assert_eq!(storage.moderators().await.unwrap(), [ada()], "nothing is left of the second");
    assert_eq!(storage.password("Ada".into()).await.unwrap().as_deref(), Some("hash"));
    assert_eq!(storage.password("Bob".into()).await.unwrap(), None);
}

#[tokio::test]
async fn a_session_ends_with_its_moderator_its_password_and_its_logout() {
    let fixture = Fixture::new();
    let storage = fixture.open();
    change(&storage, ModeratorChange::Add(ada(), "hash".into())).await;
    assert!(!change(&storage, begin("old hash", "one")).await, "the password has changed meanwhile");
    for token in ["one", "two"] {
        assert!(change(&storage, begin("hash", token)).await);
    }
    let expected = Session { moderator: ada(), csrf: "csrf of one".into() };
    assert_eq!(session(&storage, "one").await.map(|found| found.moderator), Some(expected.moderator));
    assert_eq!(session(&storage, "three").await, None);
    assert!(change(&storage, ModeratorChange::End(TokenDigest::of("one"))).await);
    assert_eq!((session(&storage, "one").await, session(&storage, "two").await.is_some()), (None, true));
    assert!(change(&storage, ModeratorChange::SetPassword("Ada".into(), "new".into())).await);
    assert_eq!(session(&storage, "two").await, None);
    assert!(change(&storage, begin("new", "four")).await && session(&storage, "four").await.is_some());
    assert!(change(&storage, ModeratorChange::Remove("Ada".into())).await);
    assert_eq!(session(&storage, "four").await, None);
    assert!(!change(&storage, begin("new", "five")).await);
    assert!(!change(&storage, ModeratorChange::Remove("Ada".into())).await);
}

#[tokio::test]
async fn sessions_end_when_they_are_idle_or_old() {
    let fixture = Fixture::new();
    let storage = fixture.open();
    change(&storage, ModeratorChange::Add(ada(), "hash".into())).await;
    change(&storage, begin("hash", "one")).await;
    let shell = fixture.shell();
    let age = |column: &str, by: Duration| {
        let sql = format!("UPDATE sessions SET {column} = {column} - ?1");
        shell.execute(&sql, [i64::try_from(by.as_millis()).unwrap()]).unwrap();
    };
    let minute = Duration::from_secs(60);
    // Use makes it younger again.
    for _ in 0..2 {
        age("used", SESSION_IDLE - minute);
        assert!(session(&storage, "one").await.is_some());
    }
    age("made", SESSION_LIFE - minute);
    assert!(session(&storage, "one").await.is_some());
    age("made", minute);
    assert_eq!(session(&storage, "one").await, None);
    change(&storage, begin("hash", "two")).await;
    let left: i64 = shell.query_row("SELECT count(*) FROM sessions", [], |row| row.get(0)).unwrap();
    assert_eq!(left, 1, "those that have ended are swept away");
    age("used", SESSION_IDLE);
    assert_eq!(session(&storage, "two").await, None);
}
