//! `cargo xtask corpus`: feeds a folder of documents through the readers of articles, or shows them in the widget. The
//! programs that do it are crates/article/examples/corpus and tests/e2e/examples/corpus.

use std::env;

use anyhow::{Result, bail};
use lexopt::{Arg, Parser};

use crate::setup::{self, Need};
use crate::{e2e, process};

pub(crate) fn command(mut arguments: Parser) -> Result<bool> {
    let mut folder = None;
    let (mut flags, mut in_browser) = (Vec::new(), false);
    while let Some(argument) = arguments.next()? {
        match argument {
            Arg::Value(path) if folder.is_none() => folder = Some(env::current_dir()?.join(path)),
            Arg::Long("json") => flags.push("--json".into()),
            Arg::Long("base") => flags.extend(["--base".into(), arguments.value()?]),
            Arg::Long("browser") => in_browser = true,
            other => return Err(other.unexpected().into()),
        }
    }
    let Some(folder) = folder else {
        bail!("say which folder: cargo xtask corpus DIR [--json] [--base URL] [--browser]")
    };
    if in_browser {
        if !flags.is_empty() {
            bail!("--browser takes neither --json nor --base");
        }
        setup::prepare(&[Need::WIDGET.as_slice(), &[Need::Trunk, Need::Browser]].concat())?;
        e2e::build_demo()?;
        process::run(e2e::cargo("run")?.args(["--quiet", "--example", "corpus", "--"]).arg(folder))?;
        return Ok(true);
    }
    let mut corpus = process::cargo();
    corpus.args([
        "run",
        "--quiet",
        "--release",
        "--package",
        "standfirst-article",
        "--example",
        "corpus",
        "--",
    ]);
    corpus.arg(folder).args(flags);
    process::run(&mut corpus)?;
    Ok(true)
}
