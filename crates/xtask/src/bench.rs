//! `cargo xtask bench`: how soon a page with the widget can be read and used, beside its rivals. What is measured, and
//! how, is in docs/performance.md; the crate in benches/ does it, so that this one stays small.

use std::ffi::OsString;

use anyhow::{Result, bail};
use lexopt::{Arg, Parser, ValueExt};

use crate::serve::Demo;
use crate::setup::wasm::Build;
use crate::setup::{self, Need, browser, npm};
use crate::{process, report, widget, workspace};

pub(crate) fn command(arguments: Parser) -> Result<bool> {
    let asked = match read(arguments)? {
        Asked::Lighthouse(runs) => return lighthouse(runs),
        Asked::Pages(asked) => asked,
    };
    setup::prepare(&[Need::WIDGET.as_slice(), &[Need::Browser, Need::Rivals]].concat())?;
    report::heading("building the widget");
    let assets = widget::build(Build::Release)?;
    report::heading("building the review service and the benchmarks");
    // As it is deployed, since what it takes to answer is part of what is measured.
    process::run(process::cargo().args(["build", "--release", "--package", "standfirst-server"]))?;
    process::run(process::cargo().args(["build", "--package", "standfirst-bench"]))?;
    report::heading("measuring");
    let target = workspace::target_folder();
    let Some(modules) = npm::find_rivals()? else {
        bail!("the rivals are not set up: run `cargo xtask setup`");
    };
    let browser = browser::ready()?;
    let mut bench = process::program(target.join("debug/standfirst-bench"));
    bench
        .args(asked)
        .arg("--server")
        .arg(target.join("release/standfirst-server"))
        .arg("--widget")
        .arg(assets)
        .arg("--build")
        .arg(workspace::root().join("benches/rivals/build.mjs"))
        .arg("--modules")
        .arg(modules)
        .arg("--esbuild")
        .arg(npm::esbuild()?)
        .arg("--out")
        .arg(target.join("bench/site"))
        .arg("--chromium")
        .arg(browser.chromium)
        .arg("--chromedriver")
        .arg(browser.driver);
    process::run(&mut bench)?;
    Ok(true)
}

/// How often Lighthouse looks at each page, where nothing else is asked for.
const LIGHTHOUSE_RUNS: usize = 5;

/// What Lighthouse says of the demo, as `cargo xtask serve --release` serves it.
fn lighthouse(runs: usize) -> Result<bool> {
    setup::prepare(&[Need::WIDGET.as_slice(), &[Need::Trunk, Need::Browser, Need::Lighthouse]].concat())?;
    let Some(modules) = npm::find_lighthouse()? else {
        bail!("Lighthouse is not set up: run `cargo xtask setup`");
    };
    let demo = Demo::start()?;
    report::heading("measuring");
    let mut node = process::program("node");
    node.arg(workspace::root().join("benches/lighthouse.mjs"))
        .arg(modules)
        .arg(&demo.origin)
        .arg(browser::ready()?.chromium)
        .arg(runs.to_string());
    process::run(&mut node)?;
    Ok(true)
}

/// What is to be measured.
#[derive(Debug, PartialEq)]
enum Asked {
    /// The program in benches/, with these arguments.
    Pages(Vec<OsString>),
    /// What Lighthouse says, in so many runs.
    Lighthouse(usize),
}

/// Checks what can be checked of the arguments before anything is built, and gives them as they are handed on.
fn read(mut arguments: Parser) -> Result<Asked> {
    let (mut asked, mut runs, mut lighthouse) = (Vec::new(), None, false);
    while let Some(argument) = arguments.next()? {
        match argument {
            // The part that measures how smoothly a page runs.
            Arg::Value(part) if part == "smooth" => asked.push(part),
            Arg::Value(part) if part == "lighthouse" => lighthouse = true,
            Arg::Long("runs") => {
                let count: usize = arguments.value()?.parse()?;
                runs = Some(count);
                asked.extend(["--runs".into(), count.to_string().into()]);
            }
            Arg::Long("only") => asked.extend(["--only".into(), arguments.value()?]),
            Arg::Long("markdown") => asked.push("--markdown".into()),
            other => return Err(other.unexpected().into()),
        }
    }
    if !lighthouse {
        return Ok(Asked::Pages(asked));
    }
    if asked.len() > if runs.is_some() { 2 } else { 0 } {
        bail!("lighthouse takes --runs alone");
    }
    match runs.unwrap_or(LIGHTHOUSE_RUNS) {
        0 => bail!("--runs takes a number from 1"),
        runs => Ok(Asked::Lighthouse(runs)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_asked_is_handed_on_and_nothing_else_is() {
        let arguments = ["smooth", "--only", "a,c", "--markdown", "--runs", "3"];
        let handed_on = arguments.iter().map(OsString::from).collect();
        assert_eq!(read(Parser::from_args(arguments)).unwrap(), Asked::Pages(handed_on));
        assert!(read(Parser::from_args(["--runs", "few"])).is_err());
        assert!(read(Parser::from_args(["--out", "/"])).is_err());
        assert!(read(Parser::from_args(["rough"])).is_err());
    }

    #[test]
    fn lighthouse_takes_runs_alone() {
        let of = |arguments: &[&str]| read(Parser::from_args(arguments));
        assert_eq!(of(&["lighthouse"]).unwrap(), Asked::Lighthouse(LIGHTHOUSE_RUNS));
        assert_eq!(of(&["lighthouse", "--runs", "1"]).unwrap(), Asked::Lighthouse(1));
        for wrong in [["lighthouse", "--runs=0"], ["lighthouse", "smooth"], ["lighthouse", "--only=a"]] {
            assert!(of(&wrong).is_err(), "{wrong:?}");
        }
    }
}
