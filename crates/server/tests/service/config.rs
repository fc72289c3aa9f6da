//! The program's command line; what settings mean is tested beside their code.

use crate::app::{TestApp, program, run_to_end};

#[test]
fn what_is_wrong_with_the_configuration_ends_the_start_with_its_name() {
    for (flags, names) in [
        (vec!["--lisen", "x"], vec!["--lisen"]),
        (vec!["--config", "/nowhere.toml"], vec!["/nowhere.toml"]),
        (vec!["--listen", "0.0.0.0:0"], vec!["0.0.0.0:0", "--config"]),
        (vec!["--database", "postgres://x"], vec!["--database"]),
        (vec!["check-config", "--log", "xml"], vec!["--log", "xml"]),
    ] {
        let (code, out, err) = run_to_end(program().args(&flags));
        assert_eq!((code, out.as_str()), (Some(2), ""), "{flags:?}: {err}");
        for name in names {
            assert!(err.contains(name), "{flags:?}: {err}");
        }
    }
    let (code, _, err) = run_to_end(program().env("STANDFIRST_LISEN", "x"));
    assert_eq!(code, Some(2));
    assert!(err.contains("STANDFIRST_LISEN"), "{err}");
}

#[test]
fn check_config_prints_what_would_be_served_and_touches_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let (code, out, err) = run_to_end(program().arg("check-config").current_dir(&folder));
    assert_eq!((code, err.as_str()), (Some(0), ""));
    for part in
        ["127.0.0.1:8787", "standfirst.sqlite", "\"default\"", "http://localhost:*", "standfirst.example"]
    {
        assert!(out.contains(part), "{part} is not in {out}");
    }
    assert_eq!(std::fs::read_dir(&folder).unwrap().count(), 0);
    let (code, out, _) = run_to_end(program().arg("--help"));
    assert_eq!(code, Some(0));
    for flag in ["--listen", "--database", "--config", "--assets", "--allow-origin", "--log", "--log-level"] {
        assert!(out.contains(flag), "{flag} is not in {out}");
    }
}

#[test]
fn an_address_or_a_database_that_cannot_be_had_is_named() {
    let app = TestApp::start();
    let taken = app.url.strip_prefix("http://").unwrap();
    let folder = tempfile::tempdir().unwrap();
    let (code, _, err) = run_to_end(program().args(["--listen", taken]).current_dir(&folder));
    assert_eq!(code, Some(1), "{err}");
    assert!(err.contains(taken), "{err}");
    let (code, _, err) =
        run_to_end(program().args(["--listen", "127.0.0.1:0", "--database", "sqlite:/nowhere/at/all"]));
    assert_eq!(code, Some(1), "{err}");
    assert!(err.contains("/nowhere/at/all"), "{err}");
}
