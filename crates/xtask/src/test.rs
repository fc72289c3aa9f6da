//! `cargo xtask test`: everything that CI runs, to the end, with a summary of what passed, failed and was left out.

use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use anyhow::{Result, bail, ensure};
use lexopt::Parser;

use crate::setup::wasm::{self, Build};
use crate::setup::{self, Need, browser, wasm_bindgen};
use crate::test_output::Counts;
use crate::{e2e, invariants, process, report, size, workspace};

enum Outcome {
    Passed,
    Failed(String),
    Skipped(String),
}

struct Step {
    name: &'static str,
    outcome: Outcome,
    tests: Counts,
    time: Duration,
}

/// The steps so far.
#[derive(Default)]
struct Steps(Vec<Step>);

impl Steps {
    /// Runs a step, and tells whether it passed. Only an interruption keeps the following ones from running.
    fn run(&mut self, name: &'static str, step: impl FnOnce(&mut Counts) -> Result<()>) -> Result<bool> {
        report::heading(name);
        let started = Instant::now();
        let mut tests = Counts::default();
        let result = step(&mut tests);
        let time = started.elapsed();
        let outcome = match result {
            Ok(()) => Outcome::Passed,
            Err(error) if process::interrupted() => return Err(error),
            Err(error) => Outcome::Failed(format!("{error:#}")),
        };
        match &outcome {
            Outcome::Failed(why) => println!("-- {name} failed after {}: {why}", report::duration(time)),
            _ => println!("-- {name} passed in {}", report::duration(time)),
        }
        let passed = matches!(outcome, Outcome::Passed);
        self.0.push(Step { name, outcome, tests, time });
        Ok(passed)
    }

    fn skip(&mut self, name: &'static str, why: &str) {
        report::heading(name);
        println!("-- {name} skipped: {why}");
        let outcome = Outcome::Skipped(why.to_owned());
        self.0.push(Step { name, outcome, tests: Counts::default(), time: Duration::ZERO });
    }

    /// Prints the summary. `true` if nothing failed.
    fn close(&self, started: Instant) -> bool {
        report::heading(&format!("summary, after {}", report::duration(started.elapsed())));
        let mut total = Counts::default();
        for step in &self.0 {
            let time = report::duration(step.time);
            let (name, tests) = (step.name, step.tests);
            match &step.outcome {
                Outcome::Passed if tests == Counts::default() => println!("  passed   {name} ({time})"),
                Outcome::Passed => println!("  passed   {name} ({time}): {}", counted(tests)),
                Outcome::Failed(why) => {
                    println!("  FAILED   {name} ({time}): {}", why.lines().next().unwrap_or_default())
                }
                Outcome::Skipped(why) => println!("  skipped  {name}: {why}"),
            }
            total += tests;
        }
        println!("\ntests: {}", counted(total));
        !self.0.iter().any(|step| matches!(step.outcome, Outcome::Failed(_)))
    }
}

fn counted(tests: Counts) -> String {
    let ignored = if tests.ignored == 0 { String::new() } else { format!(", {} ignored", tests.ignored) };
    format!("{} passed, {} failed{ignored}", tests.passed, tests.failed)
}

pub(crate) fn command(mut arguments: Parser) -> Result<bool> {
    if let Some(argument) = arguments.next()? {
        return Err(argument.unexpected().into());
    }
    let started = Instant::now();
    report::heading("set-up");
    setup::prepare(&[Need::WIDGET.as_slice(), &[Need::Trunk, Need::Browser]].concat())?;
    println!("-- set-up took {}", report::duration(started.elapsed()));

    let mut steps = Steps::default();
    steps.run("format", |_| process::run(process::cargo().args(["fmt", "--all", "--check"])))?;
    steps.run("invariants of the sources", |_| hold_invariants())?;
    steps.run("clippy", |_| {
        let mut cargo = process::cargo();
        cargo.args(["clippy", "--workspace", "--all-targets", "--keep-going", "--", "--deny", "warnings"]);
        process::run(&mut cargo)
    })?;
    if wasm::ready()?.has_clippy() {
        steps.run("clippy for the browser", |_| {
            process::run(for_the_browser("clippy")?.args(["--lib", "--", "--deny", "warnings"]))?;
            let mut cargo = for_the_browser("clippy")?;
            cargo.args(["--tests", "--keep-going", "--", "--deny", "warnings"]);
            // clippy.toml allows these in tests, but clippy does not know the tests of wasm-bindgen for what they are.
            for lint in ["unwrap_used", "expect_used", "panic", "indexing_slicing"] {
                cargo.arg("--allow").arg(format!("clippy::{lint}"));
            }
            process::run(&mut cargo)
        })?;
    } else {
        steps.skip(
            "clippy for the browser",
            "the distribution's compiler has no clippy; the widget is checked as this machine's code above",
        );
    }
    steps.run("documentation", |_| {
        let mut cargo = process::cargo();
        process::run(cargo.args(["doc", "--workspace", "--no-deps"]).env("RUSTDOCFLAGS", "--deny warnings"))
    })?;
    steps.run("unit and integration tests", |counts| {
        let mut cargo = process::cargo();
        count(cargo.args(["test", "--workspace", "--exclude", "standfirst-e2e", "--no-fail-fast"]), counts)
    })?;
    steps.run("browser tests", |counts| {
        let mut cargo = for_the_browser("test")?;
        cargo.args(["--test", "*", "--no-fail-fast"]);
        cargo.env(
            "CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER",
            wasm_bindgen::tool("wasm-bindgen-test-runner")?,
        );
        cargo.env("CHROMEDRIVER", browser::ready()?.driver);
        // The default of 20 s is short for a machine that compiles beside it.
        cargo.env("WASM_BINDGEN_TEST_TIMEOUT", "120");
        count(&mut cargo, counts)
    })?;
    if steps.run("release build of the demo", |_| e2e::build_demo())? {
        steps.run("size", |_| within_budget(&e2e::demo_folder()))?;
        steps.run("end-to-end tests in Chromium", e2e::run_counted)?;
    } else {
        for name in ["size", "end-to-end tests in Chromium"] {
            steps.skip(name, "there is no demo to look at");
        }
    }
    Ok(steps.close(started))
}

/// A cargo command on the widget's crate, for the browser.
fn for_the_browser(command: &str) -> Result<Command> {
    let mut cargo = wasm::ready()?.cargo(Build::Development);
    cargo.args([command, "--package", "standfirst", "--target", wasm::TARGET, "--target-dir"]);
    cargo.arg(workspace::wasm_target_folder());
    Ok(cargo)
}

/// Runs tests and counts them. That no test ran at all is a failure: then nothing was tested.
fn count(cargo: &mut Command, counts: &mut Counts) -> Result<()> {
    process::run_seen(cargo, |line| {
        if let Some(more) = Counts::of_line(line) {
            *counts += more;
        }
    })?;
    ensure!(counts.passed > 0, "no test ran");
    Ok(())
}

fn hold_invariants() -> Result<()> {
    let breaches = invariants::breaches()?;
    for breach in &breaches {
        println!("{breach}");
    }
    ensure!(breaches.is_empty(), "{} in the widget's sources", breaches.len());
    Ok(())
}

fn within_budget(folder: &Path) -> Result<()> {
    if !size::check(folder)? {
        bail!("a size is outside its band in size-budget.toml");
    }
    Ok(())
}
