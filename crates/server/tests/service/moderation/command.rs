//! `standfirst-server moderator`.

use std::io::Write;
use std::path::Path;
use std::process::Stdio;

use crate::app::program;

/// Runs the command on that database, with something piped in: its exit code, stdout and stderr.
pub(super) fn moderator(
    database: &Path,
    config: Option<&Path>,
    args: &[&str],
    input: &str,
) -> (Option<i32>, String, String) {
    let mut command = program();
    command.arg("moderator").args(args).arg("--database").arg(format!("sqlite:{}", database.display()));
    if let Some(config) = config {
        command.arg("--config").arg(config);
    }
    let mut child =
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    // It may have ended without reading.
    let _ = child.stdin.take().unwrap().write_all(input.as_bytes());
    let output = child.wait_with_output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (output.status.code(), text(output.stdout), text(output.stderr))
}

#[test]
fn moderators_are_made_listed_and_removed() {
    let folder = tempfile::tempdir().unwrap();
    let database = folder.path().join("reviews.sqlite");
    let run = |args: &[&str], input: &str| moderator(&database, None, args, input);
    let (code, out, err) = run(&["add", "Ada", "--role", "admin"], "correct horse battery\nnot this\n");
    assert_eq!((code, out.as_str(), err.as_str()), (Some(0), "Ada may decide\n", ""));
    assert_eq!(run(&["add", "Zoë B.", "--site", "default"], "twelve chars").0, Some(0));
    assert_eq!(run(&["list"], "").1, "Ada (admin): all sites\nZoë B. (moderator): default\n");
    let hash = || -> String {
        let shell = rusqlite::Connection::open(&database).unwrap();
        shell.query_row("SELECT password FROM moderators WHERE name = 'Ada'", [], |row| row.get(0)).unwrap()
    };
    let before = hash();
    assert!(before.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{before}");
    assert_eq!(run(&["password", "Ada"], "another password").0, Some(0));
    assert_ne!(hash(), before);
    assert_eq!(run(&["remove", "Ada"], "").0, Some(0));
    assert_eq!(run(&["list"], "").1, "Zoë B. (moderator): default\n");
}

#[test]
fn what_is_wrong_is_named_and_changes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let database = folder.path().join("reviews.sqlite");
    let run = |args: &[&str], input: &str| moderator(&database, None, args, input);
    assert_eq!(run(&["add", "Ada"], "correct horse battery").0, Some(0));
    for (args, input, code, named) in [
        (vec![], "", 2, "add NAME"),
        (vec!["add"], "", 2, "add NAME"),
        (vec!["make", "Bob"], "", 2, "add NAME"),
        (vec!["add", "Bob", "--role", "boss"], "", 2, "boss"),
        (vec!["list", "--site", "default"], "", 2, "--site"),
        (vec!["add", "Bob", "--sight", "x"], "", 2, "--sight"),
        (vec!["add", "Bob", "--site", "nowhere"], "correct horse battery", 1, "nowhere"),
        (vec!["add", "B\u{202e}ob"], "correct horse battery", 1, "is no name"),
        (vec!["add", " Bob"], "correct horse battery", 1, "is no name"),
        (vec!["add", "Bob"], "elevenchars\n", 1, "at least 12"),
        (vec!["add", "Bob"], "", 1, "at least 12"),
        (vec!["add", "Ada"], "correct horse battery", 1, "already"),
        (vec!["remove", "Bob"], "", 1, "no moderator \"Bob\""),
        (vec!["password", "Bob"], "correct horse battery", 1, "no moderator \"Bob\""),
    ] {
        let (found, out, err) = run(&args, input);
        assert_eq!((found, out.as_str()), (Some(code), ""), "{args:?}: {err}");
        assert!(err.contains(named), "{args:?}: {err}");
    }
    assert_eq!(run(&["list"], "").1, "Ada (moderator): all sites\n");
}
