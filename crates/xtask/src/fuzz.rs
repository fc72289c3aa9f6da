//! `cargo xtask fuzz`: runs the fuzz targets of fuzz/, one after the other, each for so many seconds.
//!
//! The compiler's stable flags are enough to instrument the readers for LLVM's fuzzer, so that no other toolchain and no
//! further tool are needed: only a compiler of C++, for the fuzzer itself. What it finds interesting is kept in the target
//! folder, and the next run begins there.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail, ensure};
use lexopt::{Arg, Parser, ValueExt};

use crate::{process, report, workspace};

/// How long each target runs where nothing else is asked for: enough to find what a change has broken badly.
const SECONDS: u32 = 10;

/// What the fuzzer's instrumentation is, in flags of LLVM; they are those that cargo-fuzz gives.
const INSTRUMENTED: [&str; 6] = [
    "-Cpasses=sancov-module",
    "-Cllvm-args=-sanitizer-coverage-level=4",
    "-Cllvm-args=-sanitizer-coverage-inline-8bit-counters",
    "-Cllvm-args=-sanitizer-coverage-pc-table",
    "-Cllvm-args=-sanitizer-coverage-trace-compares",
    "--cfg=fuzzing",
];

/// What each target begins with, below the root of the workspace: the samples, and documents of the tests.
const TARGETS: [(&str, &[&str]); 15] = [
    ("standfirst_json", &["static/samples/long.json", "static/samples/world.json"]),
    ("wordpress", &["static/samples/wordpress.json", "crates/article/tests/fixtures/wordpress"]),
    ("ghost", &["static/samples/ghost.json"]),
    ("json_feed", &["static/samples/feed.json"]),
    ("ninjs", &["static/samples/ninjs.json", "crates/article/tests/fixtures/ninjs"]),
    ("ans", &["static/samples/ans.json", "crates/article/tests/fixtures/ans"]),
    ("rss", &["static/samples/rss.xml", "crates/article/tests/fixtures/feeds/rss.xml"]),
    ("atom", &["static/samples/atom.xml", "crates/article/tests/fixtures/feeds/atom.xml"]),
    ("markdown", &["static/samples/markdown.md"]),
    ("html_page", &["static/samples/page.html", "crates/article/tests/fixtures/page"]),
    ("plain_text", &["static/samples/plain.txt", "crates/article/tests/fixtures/text"]),
    (
        "document",
        &[
            "static/samples/plain.txt",
            "static/samples/markdown.md",
            "static/samples/page.html",
            "static/samples/rss.xml",
            "static/samples/feed.json",
        ],
    ),
    ("html_body", &["static/samples/page.html", "crates/article/tests/fixtures/page"]),
    ("xml", &["static/samples/page.html", "static/samples/atom.xml"]),
    ("selector", &["static/samples/page.html"]),
];

pub(crate) fn command(mut arguments: Parser) -> Result<bool> {
    let (mut seconds, mut wanted) = (SECONDS, Vec::new());
    while let Some(argument) = arguments.next()? {
        match argument {
            Arg::Long("seconds") => seconds = arguments.value()?.parse()?,
            Arg::Value(name) => wanted.push(known(&name.string()?)?),
            other => return Err(other.unexpected().into()),
        }
    }
    ensure!(seconds > 0, "--seconds takes a number from 1");
    if wanted.is_empty() {
        wanted = TARGETS.iter().collect();
    }
    report::heading("building the fuzz targets");
    let programs = build()?;
    let mut failed = Vec::new();
    for (name, seeds) in wanted {
        report::heading(&format!("{name}, {seconds} s"));
        if let Err(error) = run(&programs, name, seeds, seconds) {
            ensure!(!process::interrupted(), "interrupted");
            println!("-- {name}: {error:#}");
            failed.push(*name);
        }
    }
    if !failed.is_empty() {
        println!(
            "\nfindings in {}; the inputs are in {}",
            failed.join(", "),
            folder().join("findings").display()
        );
    }
    Ok(failed.is_empty())
}

type Target = (&'static str, &'static [&'static str]);

fn known(name: &str) -> Result<&'static Target> {
    let names: Vec<&str> = TARGETS.iter().map(|(name, _)| *name).collect();
    let target = TARGETS.iter().find(|(known, _)| *known == name);
    target.with_context(|| format!("there is no fuzz target {name}; there are {}", names.join(", ")))
}

/// Where all that belongs to fuzzing is, apart from what other builds make.
fn folder() -> PathBuf {
    workspace::target_folder().join("fuzz")
}

/// Builds all targets and gives the folder of their programs.
fn build() -> Result<PathBuf> {
    let host = process::answer(process::program("rustc").args(["--print", "host-tuple"]));
    let host = host.context("rustc does not say what machine this is")?;
    let mut cargo = process::cargo();
    // With a target of its own, programs that run while cargo builds are not instrumented.
    cargo
        .args(["build", "--release", "--manifest-path", "fuzz/Cargo.toml", "--target", &host, "--target-dir"])
        .arg(folder())
        .env("RUSTFLAGS", INSTRUMENTED.join(" "));
    process::run(&mut cargo)?;
    Ok(folder().join(host).join("release"))
}

fn run(programs: &Path, name: &str, seeds: &[&str], seconds: u32) -> Result<()> {
    let corpus = folder().join("corpus").join(name);
    let findings = folder().join("findings").join(name);
    for folder in [&corpus, &findings] {
        fs::create_dir_all(folder)?;
    }
    for seed in seeds {
        plant(&workspace::root().join(seed), &corpus)?;
    }
    let mut target = process::program(programs.join(name));
    target
        .arg(&corpus)
        .arg(format!("-dict={}", workspace::root().join("fuzz/tokens.dict").display()))
        .arg(format!("-artifact_prefix={}/", findings.display()))
        .arg(format!("-max_total_time={seconds}"))
        // Larger inputs find nothing that these do not, and take longer; how time grows is what tests of size look at.
        .arg("-max_len=32768")
        // Seconds for one input, and megabytes in all: nothing takes a tenth of that.
        .args(["-timeout=5", "-rss_limit_mb=1024"])
        .arg("-print_final_stats=1");
    process::run(&mut target)
}

/// Lays a document, or all of a folder, among the inputs that a target begins with.
fn plant(from: &Path, corpus: &Path) -> Result<()> {
    if from.is_dir() {
        for entry in fs::read_dir(from)? {
            plant(&entry?.path(), corpus)?;
        }
        return Ok(());
    }
    let Some(name) = from.file_name() else { bail!("{} has no name", from.display()) };
    fs::copy(from, corpus.join(name)).with_context(|| format!("cannot copy {}", from.display()))?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_target_is_there_with_what_it_begins_with() {
        let folder = workspace::root().join("fuzz/fuzz_targets");
        let mut files: Vec<String> = fs::read_dir(folder)
            .unwrap()
            .map(|entry| entry.unwrap().path().file_stem().unwrap().to_string_lossy().into_owned())
            .collect();
        files.sort();
        let mut names: Vec<&str> = TARGETS.iter().map(|(name, _)| *name).collect();
        names.sort_unstable();
        assert_eq!(files, names);
        for (name, seeds) in TARGETS {
            assert!(!seeds.is_empty(), "{name}");
            for seed in seeds {
                assert!(workspace::root().join(seed).exists(), "{seed}");
            }
        }
    }

    #[test]
    fn an_unknown_target_is_told() {
        let error = known("rs").unwrap_err().to_string();
        assert!(error.contains("rs") && error.contains("rss"), "{error}");
    }
}
