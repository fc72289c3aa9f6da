//! `cargo xtask size`: the bytes of each file that a page loads, and of those that it loads where they are needed,
//! against size-budget.toml.

mod why;

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, ensure};
use lexopt::{Arg, Parser};

use crate::budget::Budget;
use crate::setup::wasm::Build;
use crate::setup::{self, Need};
use crate::{process, widget, workspace};

/// Compresses as servers do, by the reference implementations that come with Node.js. A line a file.
const MEASURE: &str = "\
const { readFileSync } = require('fs');
const { gzipSync, brotliCompressSync, constants } = require('zlib');
for (const file of process.argv.slice(1)) {
  const raw = readFileSync(file);
  const params = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: raw.length };
  console.log(raw.length, gzipSync(raw, { level: 9 }).length, brotliCompressSync(raw, { params }).length);
}";

/// The bytes of a file: as it is, and compressed in two ways.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Bytes {
    raw: u64,
    gzip: u64,
    brotli: u64,
}

pub(crate) fn command(mut arguments: Parser) -> Result<bool> {
    let mut explains = false;
    while let Some(argument) = arguments.next()? {
        match argument {
            Arg::Long("why") => explains = true,
            other => return Err(other.unexpected().into()),
        }
    }
    setup::prepare(&Need::WIDGET)?;
    let folder = widget::build(Build::Release)?;
    let holds = check(&folder)?;
    if explains {
        why::explain()?;
    }
    Ok(holds)
}

/// Prints the size of each shipped file in `folder`. `false` if one is outside its band.
pub(crate) fn check(folder: &Path) -> Result<bool> {
    let path = workspace::root().join("size-budget.toml");
    let text = fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
    let budget = Budget::parse(&text).with_context(|| path.display().to_string())?;
    let files = || budget.files.iter().chain(&budget.on_demand);
    let mut node = process::program("node");
    node.args(["-e", MEASURE, "--"]).args(files().map(|(name, _)| folder.join(name)));
    let answer = process::answer(&mut node)
        .with_context(|| format!("cannot measure the files of size-budget.toml in {}", folder.display()))?;
    let sizes = parse(&answer)?;
    ensure!(sizes.len() == files().count(), "as many files were measured as size-budget.toml names");

    println!("{:<25}{:>10}{:>10}{:>10}   band (brotli)", "bytes", "raw", "gzip", "brotli");
    let mut total = Bytes::default();
    let mut complaints = Vec::new();
    let mut row = |name: &str, bytes: Bytes, band: crate::budget::Band| {
        println!("{name:<25}{:>10}{:>10}{:>10}   {band}", bytes.raw, bytes.gzip, bytes.brotli);
        complaints.extend(band.complaint(bytes.brotli).map(|complaint| format!("{name} is {complaint}")));
    };
    let mut sizes = sizes.into_iter();
    for ((name, band), bytes) in budget.files.iter().zip(&mut sizes) {
        row(name, bytes, *band);
        total.raw += bytes.raw;
        total.gzip += bytes.gzip;
        total.brotli += bytes.brotli;
    }
    row("total", total, budget.total);
    for ((name, band), bytes) in budget.on_demand.iter().zip(sizes) {
        row(name, bytes, *band);
    }
    for complaint in &complaints {
        println!("{complaint}");
    }
    Ok(complaints.is_empty())
}

fn parse(answer: &str) -> Result<Vec<Bytes>> {
    answer
        .lines()
        .map(|line| {
            let numbers: Vec<u64> = line.split(' ').map(str::parse).collect::<Result<_, _>>()?;
            let [raw, gzip, brotli] = numbers[..] else { anyhow::bail!("not three numbers: {line}") };
            Ok(Bytes { raw, gzip, brotli })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_line_is_a_file() {
        let sizes = parse("300 200 100\n3 2 1").unwrap();
        assert_eq!(sizes, [Bytes { raw: 300, gzip: 200, brotli: 100 }, Bytes { raw: 3, gzip: 2, brotli: 1 }]);
        assert!(parse("300 200").is_err() && parse("a b c").is_err());
    }

    #[test]
    fn the_workspaces_budget_can_be_read() {
        let text = fs::read_to_string(workspace::root().join("size-budget.toml")).unwrap();
        let budget = Budget::parse(&text).unwrap();
        let names: Vec<&str> = budget.files.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(names, ["standfirst.css", "standfirst.js", "standfirst.wasm"]);
        let names: Vec<&str> = budget.on_demand.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(names, ["standfirst-formats.wasm"]);
    }
}
