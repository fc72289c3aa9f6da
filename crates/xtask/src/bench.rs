//! `cargo xtask bench`: how soon a page with the widget can be read and used, beside its rivals. What is measured, and
//! how, is in docs/performance.md; the crate in benches/ does it, so that this one stays small.

use std::ffi::OsString;

use anyhow::{Result, bail};
use lexopt::{Arg, Parser, ValueExt};

use crate::setup::wasm::Build;
use crate::setup::{self, Need, browser, npm};
use crate::{process, report, widget, workspace};

pub(crate) fn command(arguments: Parser) -> Result<bool> {
    let asked = read(arguments)?;
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

/// Checks what can be checked of the arguments before anything is built, and gives them as they are handed on.
fn read(mut arguments: Parser) -> Result<Vec<OsString>> {
    let mut asked = Vec::new();
    while let Some(argument) = arguments.next()? {
        match argument {
            // The part that measures how smoothly a page runs.
            Arg::Value(part) if part == "smooth" => asked.push(part),
            Arg::Long("runs") => {
                let runs: usize = arguments.value()?.parse()?;
                asked.extend(["--runs".into(), runs.to_string().into()]);
            }
            Arg::Long("only") => asked.extend(["--only".into(), arguments.value()?]),
            Arg::Long("markdown") => asked.push("--markdown".into()),
            other => return Err(other.unexpected().into()),
        }
    }
    Ok(asked)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_asked_is_handed_on_and_nothing_else_is() {
        let arguments = ["smooth", "--only", "a,c", "--markdown", "--runs", "3"];
        assert_eq!(read(Parser::from_args(arguments)).unwrap(), arguments);
        assert!(read(Parser::from_args(["--runs", "few"])).is_err());
        assert!(read(Parser::from_args(["--out", "/"])).is_err());
        assert!(read(Parser::from_args(["rough"])).is_err());
    }
}
