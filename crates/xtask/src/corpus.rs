//! `cargo xtask corpus`: feeds a folder of documents through the readers of articles. The program that does it is
//! crates/article/examples/corpus.rs.

use std::env;

use anyhow::{Result, bail};
use lexopt::{Arg, Parser};

use crate::process;

pub(crate) fn command(mut arguments: Parser) -> Result<bool> {
    let mut folder = None;
    let mut flags = Vec::new();
    while let Some(argument) = arguments.next()? {
        match argument {
            Arg::Value(path) if folder.is_none() => folder = Some(env::current_dir()?.join(path)),
            Arg::Long("json") => flags.push("--json".into()),
            Arg::Long("base") => flags.extend(["--base".into(), arguments.value()?]),
            other => return Err(other.unexpected().into()),
        }
    }
    let Some(folder) = folder else {
        bail!("say which folder: cargo xtask corpus DIR [--json] [--base URL]")
    };
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
