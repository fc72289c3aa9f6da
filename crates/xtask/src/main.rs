//! `cargo xtask`: the tasks of a developer and of CI, one module a command. Each sets up what it lacks.

use std::process::ExitCode;

use anyhow::{Result, bail};
use lexopt::{Arg, Parser};

mod bench;
mod budget;
mod corpus;
mod e2e;
mod fuzz;
mod gather;
mod invariants;
mod process;
mod report;
mod serve;
mod setup;
mod shorten;
mod size;
mod test;
mod test_output;
mod unused;
mod wasm_binary;
mod wasm_names;
mod widget;
mod workspace;

const HELP: &str = "\
Usage: cargo xtask <command>

  serve    the demo page with live reload, and the review service beside it
             [--port 8080] [--api-port 8787] [--release]
  test     everything CI runs
  e2e      the end-to-end suite  [--browser chromium] [-- <arguments of the test binary>]
  size     raw, gzip and brotli bytes of each shipped file, against size-budget.toml
             [--why]  and what each crate and function of the widget's WebAssembly adds to them
  bench    how soon a page can be read and used, beside its rivals, on a slow phone and network
             [smooth] [--runs 7] [--only a,c] [--markdown]
  bench lighthouse
           what Lighthouse says of the demo, rendered on the server and in the browser  [--runs 5]
  corpus   a folder of documents through the readers of articles: a line a file, then totals
             DIR [--json] [--base URL] [--browser: in the widget, compared with what the service renders]
  fuzz     the fuzz targets of the readers, all or those that are named  [TARGET...] [--seconds 10]
  widget   the widget's files, into a folder  --out DIR [--release]
  setup    all the set-up, without a task after it

Each command sets up what it lacks, and says what it does.";

fn main() -> ExitCode {
    process::watch_signals();
    match run() {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            if process::interrupted() {
                // What a shell expects of a program that a signal ended.
                return ExitCode::from(130);
            }
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

/// Runs the command that was asked for. `false` means that it ran, and that what it checked did not hold.
fn run() -> Result<bool> {
    let mut arguments = Parser::from_env();
    let command = match arguments.next()? {
        None | Some(Arg::Short('h') | Arg::Long("help")) => {
            println!("{HELP}");
            return Ok(true);
        }
        Some(Arg::Value(command)) => command,
        Some(other) => return Err(other.unexpected().into()),
    };
    match command.to_str() {
        Some("serve") => serve::command(arguments),
        Some("test") => test::command(arguments),
        Some("e2e") => e2e::command(arguments),
        Some("size") => size::command(arguments),
        Some("bench") => bench::command(arguments),
        Some("corpus") => corpus::command(arguments),
        Some("fuzz") => fuzz::command(arguments),
        Some("widget") => widget::command(arguments),
        Some("setup") => setup::command(arguments),
        _ => bail!("there is no command {command:?}\n\n{HELP}"),
    }
}
