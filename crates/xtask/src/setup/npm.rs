//! What comes from npm: the tools wasm-opt (binaryen) and esbuild, Lighthouse, and the rivals that the benchmarks
//! measure.

use std::path::{Path, PathBuf};
use std::time::Instant;

use anyhow::{Context, Result};

use super::{fill_folder, log_file};
use crate::{process, report, workspace};

/// Each package with its one version. Another wasm-opt gives other bytes, which size-budget.toml would take for ours.
const TOOLS: [(&str, &str); 2] = [("binaryen", "132.0.0"), ("esbuild", "0.28.2")];

/// What the widget is measured against: what the same interface in benches/rivals/preact is made of, and the published
/// clients of comment services.
const RIVALS: [(&str, &str); 4] = [
    ("preact", "11.2.0"),
    ("preact-render-to-string", "6.8.2"),
    ("@waline/client", "3.15.2"),
    ("artalk", "2.9.1"),
];

/// What measures the demo. Later versions want a newer Node.js.
const LIGHTHOUSE: [(&str, &str); 1] = [("lighthouse", "12.8.2")];

pub(super) const BY_HAND: &str = "Node.js 18 or newer with npm, as `node` and `npm` on PATH";

/// The folder with the programs of the tools, if they are installed.
pub(crate) fn find() -> Result<Option<PathBuf>> {
    let programs = folder(&TOOLS)?.join("node_modules/.bin");
    let complete = ["wasm-opt", "esbuild"].iter().all(|tool| programs.join(tool).exists());
    Ok((complete && can_install()).then_some(programs))
}

/// The path of one of their programs.
pub(crate) fn tool(name: &str) -> Result<PathBuf> {
    Ok(find()?.context("the tools from npm are not set up: run `cargo xtask setup`")?.join(name))
}

/// The folder of the package esbuild, for scripts.
pub(crate) fn esbuild() -> Result<PathBuf> {
    Ok(folder(&TOOLS)?.join("node_modules/esbuild"))
}

/// The `node_modules` folder of the rivals, if they are installed.
pub(crate) fn find_rivals() -> Result<Option<PathBuf>> {
    let modules = folder(&RIVALS)?.join("node_modules");
    let complete = RIVALS.iter().all(|(name, _)| modules.join(name).is_dir());
    Ok((complete && can_install()).then_some(modules))
}

/// The `node_modules` folder of Lighthouse, if it is installed.
pub(crate) fn find_lighthouse() -> Result<Option<PathBuf>> {
    let modules = folder(&LIGHTHOUSE)?.join("node_modules");
    Ok((modules.join("lighthouse").is_dir() && can_install()).then_some(modules))
}

/// Whether there is what runs them and installs them.
pub(super) fn can_install() -> bool {
    workspace::on_path("node").is_some() && workspace::on_path("npm").is_some()
}

pub(super) fn install() -> Result<()> {
    install_packages("npm tools", &TOOLS)
}

pub(super) fn install_rivals() -> Result<()> {
    install_packages("rivals", &RIVALS)
}

pub(super) fn install_lighthouse() -> Result<()> {
    install_packages("Lighthouse", &LIGHTHOUSE)
}

fn install_packages(step: &str, packages: &[(&str, &str)]) -> Result<()> {
    let started = Instant::now();
    let names: Vec<String> = packages.iter().map(|(name, version)| format!("{name}@{version}")).collect();
    fill_folder(&folder(packages)?, |partial: &Path| {
        let mut npm = process::program("npm");
        npm.args(["install", "--no-audit", "--no-fund", "--no-package-lock", "--loglevel=error", "--prefix"]);
        process::run_logged(npm.arg(partial).args(&names), &log_file("npm")?, None)
    })?;
    report::setup(step, &format!("installed by npm: {}", names.join(" ")), started);
    Ok(())
}

/// The folder of some packages in the cache. The scope of a name would be a folder of its own.
fn folder(packages: &[(&str, &str)]) -> Result<PathBuf> {
    let names: Vec<String> = packages.iter().map(|(name, version)| format!("{name}-{version}")).collect();
    Ok(workspace::cache_folder()?.join(names.join("-").replace('/', "-")))
}
