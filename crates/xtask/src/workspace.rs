//! Where things are, and which versions the workspace is locked to.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::{env, fs};

use anyhow::{Context, Result};

/// The version of every crate of the workspace, and of the widget with them.
pub(crate) const VERSION: &str = env!("CARGO_PKG_VERSION");

/// The oldest compiler that builds the workspace.
pub(crate) const RUST_VERSION: &str = env!("CARGO_PKG_RUST_VERSION");

/// The folder of the workspace's Cargo.toml.
pub(crate) fn root() -> &'static Path {
    let crate_folder = Path::new(env!("CARGO_MANIFEST_DIR"));
    crate_folder.ancestors().nth(2).unwrap_or(crate_folder)
}

/// Where cargo puts what it builds for this machine.
pub(crate) fn target_folder() -> PathBuf {
    match env::var_os("CARGO_TARGET_DIR") {
        Some(folder) if !folder.is_empty() => root().join(folder),
        _ => root().join("target"),
    }
}

/// Where cargo puts what it builds for the browser: apart, since both builds run at the same time under `serve`, and
/// a build that waits for another's lock looks as if it hung.
pub(crate) fn wasm_target_folder() -> PathBuf {
    target_folder().join("wasm")
}

/// The version of a package in Cargo.lock.
pub(crate) fn locked_version(package: &str) -> Result<String> {
    let path = root().join("Cargo.lock");
    let lock = fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
    version_in_lock(&lock, package)
        .with_context(|| format!("{} names no package {package}", path.display()))
        .map(str::to_owned)
}

/// Cargo writes the `version` of a package on the line after its `name`.
fn version_in_lock<'a>(lock: &'a str, package: &str) -> Option<&'a str> {
    let name = format!("name = \"{package}\"");
    let mut lines = lock.lines();
    lines.find(|line| *line == name)?;
    lines.next()?.strip_prefix("version = \"")?.strip_suffix('"')
}

/// The folder of tools that must have one exact version. All clones share it, so that a fresh clone is a warm one.
pub(crate) fn cache_folder() -> Result<PathBuf> {
    let base = match env::var_os("XDG_CACHE_HOME").filter(|value| !value.is_empty()) {
        Some(folder) => PathBuf::from(folder),
        None => home()?.join(".cache"),
    };
    Ok(base.join("standfirst"))
}

/// The folder that `cargo install` puts programs into.
pub(crate) fn cargo_bin_folder() -> Result<PathBuf> {
    let set = |name: &str| env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from);
    Ok(match set("CARGO_INSTALL_ROOT").or_else(|| set("CARGO_HOME")) {
        Some(folder) => folder.join("bin"),
        None => home()?.join(".cargo/bin"),
    })
}

fn home() -> Result<PathBuf> {
    env::var_os("HOME").map(PathBuf::from).context("HOME is not set, so there is no place for tools")
}

/// A program on PATH.
pub(crate) fn on_path(program: &str) -> Option<PathBuf> {
    let path: OsString = env::var_os("PATH")?;
    env::split_paths(&path).map(|folder| folder.join(program)).find(|file| file.is_file())
}

#[cfg(test)]
mod tests {
    use super::*;

    const LOCK: &str = "version = 4\n\n[[package]]\nname = \"a\"\nversion = \"1.0.0\"\ndependencies = [\n \"wasm-bindgen\",\n]\n\n\
                        [[package]]\nname = \"wasm-bindgen\"\nversion = \"0.2.130\"\nsource = \"registry\"\n\n\
                        [[package]]\nname = \"wasm-bindgen-macro\"\nversion = \"0.2.99\"\n";

    #[test]
    fn the_lock_files_version_is_that_of_the_package_of_exactly_that_name() {
        assert_eq!(version_in_lock(LOCK, "wasm-bindgen"), Some("0.2.130"));
        assert_eq!(version_in_lock(LOCK, "wasm-bindgen-macro"), Some("0.2.99"));
        assert_eq!(version_in_lock(LOCK, "wasm"), None);
        assert_eq!(version_in_lock("name = \"wasm-bindgen\"", "wasm-bindgen"), None);
    }

    #[test]
    fn this_workspace_locks_the_tools_it_needs() {
        assert!(locked_version("wasm-bindgen").is_ok());
        assert!(root().join("size-budget.toml").is_file());
    }
}
