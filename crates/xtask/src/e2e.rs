//! `cargo xtask e2e`: the end-to-end suite, in a real browser on the release demo and a real review service.

use std::ffi::OsString;
use std::path::PathBuf;
use std::process::Command;

use anyhow::{Result, bail};
use lexopt::{Arg, Parser, ValueExt};

use crate::setup::{self, Need, browser, trunk};
use crate::test_output::Counts;
use crate::{process, workspace};

pub(crate) fn command(mut arguments: Parser) -> Result<bool> {
    let mut for_the_tests = Vec::new();
    while let Some(argument) = arguments.next()? {
        match argument {
            Arg::Long("browser") => {
                let browser = arguments.value()?.string()?;
                if browser != "chromium" {
                    bail!("only chromium is supported yet, not {browser}");
                }
            }
            // What stands behind `--` is the test binary's.
            Arg::Value(value) => for_the_tests.push(value),
            other => return Err(other.unexpected().into()),
        }
    }
    let needs = [Need::WIDGET.as_slice(), &[Need::Trunk, Need::Browser]].concat();
    setup::prepare(&needs)?;
    build_demo()?;
    run(&for_the_tests, |_| ())?;
    Ok(true)
}

/// Where the release demo is built, apart from the one that `serve` shows.
pub(crate) fn demo_folder() -> PathBuf {
    workspace::target_folder().join("demo-release")
}

/// Builds the demo page as it would be deployed, with the release build of the widget.
pub(crate) fn build_demo() -> Result<()> {
    process::run(trunk::command()?.args(["build", "--release", "--dist"]).arg(demo_folder()))
}

/// Builds the review service and gives its program.
pub(crate) fn build_server() -> Result<PathBuf> {
    process::run(process::cargo().args(["build", "--package", "standfirst-server"]))?;
    Ok(workspace::target_folder().join("debug/standfirst-server"))
}

/// Runs the suite on the demo that is built; `see` gets the lines of its output.
pub(crate) fn run(for_the_tests: &[OsString], see: impl FnMut(&str) + Send) -> Result<()> {
    let mut cargo = cargo("test")?;
    cargo.arg("--no-fail-fast");
    if !for_the_tests.is_empty() {
        cargo.arg("--").args(for_the_tests);
    }
    process::run_seen(&mut cargo, see)
}

/// A cargo command on the suite's crate, on the demo that is built and a review service that is built for it.
pub(crate) fn cargo(command: &str) -> Result<Command> {
    let server = build_server()?;
    let browser = browser::ready()?;
    let mut cargo = process::cargo();
    cargo
        .args([command, "--package", "standfirst-e2e"])
        .env("STANDFIRST_DEMO", demo_folder())
        .env("STANDFIRST_SERVER", server)
        .env("CHROMIUM", browser.chromium)
        .env("CHROMEDRIVER", browser.driver);
    Ok(cargo)
}

/// Runs the suite and counts its tests, also where it fails.
pub(crate) fn run_counted(counts: &mut Counts) -> Result<()> {
    run(&[], |line| {
        if let Some(more) = Counts::of_line(line) {
            *counts += more;
        }
    })
}
