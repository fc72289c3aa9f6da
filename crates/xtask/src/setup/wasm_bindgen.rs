//! wasm-bindgen's command line, which must have exactly the version of the library that the widget is built with.

use std::path::PathBuf;
use std::time::Instant;

use anyhow::{Context, Result};

use super::{cargo_install, fill_folder};
use crate::{report, workspace};

const PACKAGE: &str = "wasm-bindgen-cli";

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
    fill_folder(&folder()?, |partial| {
        let root = partial.display().to_string();
        cargo_install(PACKAGE, &version, &["--no-default-features", "--root", &root])
    })?;
    report::setup("wasm-bindgen", &format!("compiled by cargo install: {PACKAGE} {version}"), started);
    Ok(())
}

fn folder() -> Result<PathBuf> {
    let version = workspace::locked_version("wasm-bindgen")?;
    Ok(workspace::cache_folder()?.join(format!("{PACKAGE}-{version}")))
}
