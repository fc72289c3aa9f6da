use std::ffi::OsString;

use super::{Command, Config};

fn load(flags: &[&str], variables: &[(&str, &str)]) -> Result<(Command, Config), String> {
    let variables = variables.iter().map(|(name, value)| (OsString::from(name), OsString::from(value)));
    Config::load(flags.iter().map(OsString::from), variables)
}

fn refused(flags: &[&str], variables: &[(&str, &str)], names: &[&str]) {
    let error = load(flags, variables).expect_err("this must be refused");
    for name in names {
        assert!(error.contains(name), "\"{error}\" does not name {name}");
    }
}

fn file(text: &str) -> tempfile::NamedTempFile {
    let file = tempfile::NamedTempFile::new().unwrap();
    std::fs::write(file.path(), text).unwrap();
    file
}

#[test]
fn nothing_set_is_the_first_run() {
    let (command, config) = load(&[], &[("PATH", "/bin")]).unwrap();
    assert_eq!(command, Command::Serve);
    assert_eq!(config.listen.to_string(), "127.0.0.1:8787");
    assert_eq!(config.database.to_str(), Some("standfirst.sqlite"));
    assert_eq!(config.max_requests, 256);
    assert!(config.sites.for_origin("http://localhost:8080").next().is_some());
    assert!(config.sites.for_origin("https://news.example").next().is_none());
}

#[test]
fn flags_win_over_variables_over_the_file() {
    let file = file("listen = '127.0.0.1:1'\ndatabase = 'sqlite:file'\nlog = 'json'\nmax-requests = 7");
    let path = file.path().to_str().unwrap();
    let variables =
        [("STANDFIRST_CONFIG", path), ("STANDFIRST_LISTEN", "127.0.0.1:2"), ("STANDFIRST_LOG_LEVEL", "warn")];
    let (_, config) = load(&["--listen", "localhost:3"], &variables).unwrap();
    assert_eq!(config.listen.to_string(), "127.0.0.1:3");
    assert_eq!(config.database.to_str(), Some("file"));
    assert_eq!(config.log, super::LogFormat::Json);
    assert_eq!(config.max_requests, 7);
    assert_eq!(config.log_level, tracing::level_filters::LevelFilter::WARN);
    let (_, config) = load(&[], &variables).unwrap();
    assert_eq!(config.listen.port(), 2);
    let (_, config) = load(&["--max-requests", "9"], &[("STANDFIRST_MAX_REQUESTS", "8")]).unwrap();
    assert_eq!(config.max_requests, 9);
}

#[test]
fn what_is_unknown_is_named() {
    refused(&["--lisen", "x"], &[], &["--lisen"]);
    refused(&["-x"], &[], &["-x"]);
    refused(&["moderate"], &[], &["moderate"]);
    refused(&[], &[("STANDFIRST_LISEN", "x")], &["STANDFIRST_LISEN"]);
    let typo = file("lisen = '127.0.0.1:1'");
    refused(&["--config", typo.path().to_str().unwrap()], &[], &["lisen", typo.path().to_str().unwrap()]);
    let typo = file("[[sites]]\nname = 'a'\norigins = ['https://a.example']\nhosts = []");
    refused(&["--config", typo.path().to_str().unwrap()], &[], &["hosts"]);
}

#[test]
fn what_is_wrong_is_named_with_its_place() {
    refused(&["--listen", "8787"], &[], &["--listen", "8787"]);
    refused(&["--listen"], &[], &["--listen"]);
    refused(&["--log", "text", "--log", "json"], &[], &["--log", "twice"]);
    refused(&[], &[("STANDFIRST_DATABASE", "mysql:x")], &["STANDFIRST_DATABASE", "mysql:x"]);
    refused(&["--database", "postgres://x"], &[], &["--database", "SQLite"]);
    refused(&["--database", "sqlite:"], &[], &["--database"]);
    refused(&["--assets", "/nowhere/at/all"], &[], &["--assets", "/nowhere/at/all"]);
    for bad in ["0", "-1", "1.5", "many", "1000001", "99999999999999999999"] {
        refused(&["--max-requests", bad], &[], &["--max-requests", bad]);
    }
    let bad = file("max-requests = 0");
    refused(&["--config", bad.path().to_str().unwrap()], &[], &["max-requests", "\"0\""]);
    refused(&["--log", "xml"], &[], &["--log", "xml"]);
    refused(&["--log-level", "loud"], &[], &["--log-level", "loud"]);
    refused(&["--allow-origin", "news"], &[], &["--allow-origin", "news"]);
    refused(&["--config", "/nowhere.toml"], &[], &["/nowhere.toml"]);
    let bad = file("[[sites]]\nname = 'daily'\norigins = ['daily']");
    refused(&["--config", bad.path().to_str().unwrap()], &[], &["daily", "origin"]);
    let site = "[[sites]]\nname = 'daily'\norigins = ['https://daily.example']\n";
    let bad = file(&format!("{site}moderation = 'strict'"));
    refused(
        &["--config", bad.path().to_str().unwrap()],
        &[],
        &["daily", "moderation", "strict", "hold-first"],
    );
    let good = file(&format!("{site}moderation = 'hold-first'"));
    let (_, config) = load(&["--config", good.path().to_str().unwrap()], &[]).unwrap();
    let daily = config.sites.named("daily").unwrap();
    assert_eq!(daily.mode, crate::storage::Mode::HoldFirst);
    let bad = file("listen = 5");
    refused(&["--config", bad.path().to_str().unwrap()], &[], &["listen"]);
}

#[test]
fn beyond_loopback_sites_must_be_named() {
    refused(&["--listen", "0.0.0.0:8787"], &[], &["0.0.0.0:8787", "--config"]);
    refused(&["--listen", "[::]:8787", "--allow-origin", "https://a.example"], &[], &["--config"]);
    let bare = file("listen = '0.0.0.0:8787'");
    refused(&["--config", bare.path().to_str().unwrap()], &[], &["[[sites]]"]);
    let good = file("listen = '0.0.0.0:80'\n[[sites]]\nname = 'a'\norigins = ['https://a.example']");
    let (_, config) = load(&["check-config", "--config", good.path().to_str().unwrap()], &[]).unwrap();
    assert!(config.sites.for_origin("https://a.example").next().is_some());
    assert!(config.sites.for_origin("http://localhost").next().is_none());
}

#[test]
fn origins_can_be_added_to_one_site_alone() {
    let (_, config) =
        load(&["--allow-origin", "https://a.example", "--allow-origin", "https://b.example"], &[]).unwrap();
    assert!(config.sites.for_origin("https://b.example").next().is_some());
    let (_, config) =
        load(&[], &[("STANDFIRST_ALLOW_ORIGIN", "https://a.example https://b.example")]).unwrap();
    assert!(config.sites.for_origin("https://a.example").next().is_some());
    let two = file(
        "[[sites]]\nname = 'a'\norigins = ['https://a.example']\n[[sites]]\nname = 'b'\norigins = ['https://b.example']",
    );
    let path = two.path().to_str().unwrap();
    refused(&["--config", path, "--allow-origin", "https://c.example"], &[], &["--allow-origin", "several"]);
}
