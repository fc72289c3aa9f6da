//! wasm-bindgen's command line, which must have exactly the version of the library that the widget is built with.

use std::path::PathBuf;
use std::time::Instant;

use anyhow::{Context, Result};

use super::{cargo_install, fill_folder};
use crate::{report, workspace};

const PACKAGE: &str = "wasm-bindgen-cli";

/// What of it reads and writes WebAssembly. Optimised, these take seconds longer to install, and a build of the widget
/// is done in less than half the time at each change.
const OPTIMISED: [&str; 5] = ["id-arena", "walrus", "wasm-bindgen-cli-support", "wasm-encoder", "wasmparser"];

/// The folder with its programs, if it is installed.
pub(crate) fn find() -> Result<Option<PathBuf>> {
    let programs = folder()?.join("bin");
    let complete =
        ["wasm-bindgen", "wasm-bindgen-test-runner"].iter().all(|tool| programs.join(tool).exists());
    Ok(complete.then_some(programs))
}

/// The path of one of its programs.
pub(crate) fn tool(name: &str) -> Result<PathBuf> {
    Ok(find()?.context("wasm-bindgen is not set up: run `cargo xtask setup`")?.join(name))
}

pub(super) fn install() -> Result<()> {
    let started = Instant::now();
    let version = workspace::locked_version("wasm-bindgen")?;
    report::setup_begins("wasm-bindgen", &format!("compiling {PACKAGE} {version}, a minute or two"));
    let optimised = OPTIMISED.map(|package| format!("--config=profile.dev.package.{package}.opt-level=1"));
    fill_folder(&folder()?, |partial| {
        let root = partial.display().to_string();
        let mut options = vec!["--no-default-features", "--root", &root];
        options.extend(optimised.iter().map(String::as_str));
        cargo_install(PACKAGE, &version, &options)
    })?;
    report::setup("wasm-bindgen", &format!("compiled by cargo install: {PACKAGE} {version}"), started);
    Ok(())
}

fn folder() -> Result<PathBuf> {
    let version = workspace::locked_version("wasm-bindgen")?;
    Ok(workspace::cache_folder()?.join(format!("{PACKAGE}-{version}")))
}
