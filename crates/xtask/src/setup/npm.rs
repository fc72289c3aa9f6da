//! The tools that come from npm: wasm-opt (binaryen) and esbuild.

use std::path::PathBuf;
use std::time::Instant;

use anyhow::{Context, Result};

use super::{fill_folder, log_file};
use crate::{process, report, workspace};

/// Each package with its one version. Another wasm-opt gives other bytes, which size-budget.toml would take for ours.
const TOOLS: [(&str, &str); 2] = [("binaryen", "132.0.0"), ("esbuild", "0.28.2")];

pub(super) const BY_HAND: &str = "Node.js 18 or newer with npm, as `node` and `npm` on PATH";

/// The folder with their programs, if they are installed.
pub(crate) fn find() -> Result<Option<PathBuf>> {
    let programs = folder()?.join("node_modules/.bin");
    let complete = ["wasm-opt", "esbuild"].iter().all(|tool| programs.join(tool).exists());
    Ok((complete && can_install()).then_some(programs))
}

/// The path of one of their programs.
pub(crate) fn tool(name: &str) -> Result<PathBuf> {
    Ok(find()?.context("the tools from npm are not set up: run `cargo xtask setup`")?.join(name))
}

/// Whether there is what runs them and installs them.
pub(super) fn can_install() -> bool {
    workspace::on_path("node").is_some() && workspace::on_path("npm").is_some()
}

pub(super) fn install() -> Result<()> {
    let started = Instant::now();
    let tools = TOOLS.map(|(name, version)| format!("{name}@{version}"));
    fill_folder(&folder()?, |partial| {
        let mut npm = process::program("npm");
        npm.args(["install", "--no-audit", "--no-fund", "--no-package-lock", "--loglevel=error", "--prefix"]);
        process::run_logged(npm.arg(partial).args(&tools), &log_file("npm")?, None)
    })?;
    report::setup("npm tools", &format!("installed by npm: {}", tools.join(" ")), started);
    Ok(())
}

fn folder() -> Result<PathBuf> {
    let name = TOOLS.map(|(name, version)| format!("{name}-{version}")).join("-");
    Ok(workspace::cache_folder()?.join(name))
}
