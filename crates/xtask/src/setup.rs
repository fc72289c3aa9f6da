//! Set-up: what each command needs beside cargo and Node.js, found or installed without a question.
//!
//! What must have one exact version goes into a cache of our own, which all clones share; a browser and a compiler
//! come from the system. What loads (packages) and what computes (cargo) is installed at the same time.

use std::path::Path;
use std::time::Instant;
use std::{fs, thread};

use anyhow::{Context, Result, bail};
use lexopt::Parser;

use crate::{process, report, workspace};

pub(crate) mod browser;
mod debian;
pub(crate) mod npm;
pub(crate) mod trunk;
pub(crate) mod wasm;
pub(crate) mod wasm_bindgen;

/// Something that a command needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Need {
    /// A compiler and standard library for wasm32-unknown-unknown.
    Wasm,
    /// wasm-bindgen and its test runner, at Cargo.lock's version.
    WasmBindgen,
    /// The tools from npm: wasm-opt and esbuild.
    Npm,
    /// trunk, which serves the demo page.
    Trunk,
    /// Chromium and its driver.
    Browser,
    /// What the benchmarks measure the widget against.
    Rivals,
    /// Lighthouse, which measures the demo.
    Lighthouse,
}

impl Need {
    const ALL: [Self; 7] = [
        Self::Wasm,
        Self::WasmBindgen,
        Self::Npm,
        Self::Trunk,
        Self::Browser,
        Self::Rivals,
        Self::Lighthouse,
    ];

    /// What building the widget takes.
    pub(crate) const WIDGET: [Self; 3] = [Self::Wasm, Self::WasmBindgen, Self::Npm];

    fn name(self) -> &'static str {
        match self {
            Self::Wasm => "wasm32 std",
            Self::WasmBindgen => "wasm-bindgen",
            Self::Npm => "npm tools",
            Self::Trunk => "trunk",
            Self::Browser => "Chromium",
            Self::Rivals => "rivals",
            Self::Lighthouse => "Lighthouse",
        }
    }

    /// Which one is there already, if one is.
    fn found(self) -> Result<Option<String>> {
        Ok(match self {
            Self::Wasm => {
                wasm::find().filter(wasm::Toolchain::settled).map(|toolchain| toolchain.to_string())
            }
            Self::WasmBindgen => wasm_bindgen::find()?.map(|folder| folder.display().to_string()),
            Self::Npm => npm::find()?.map(|folder| folder.display().to_string()),
            Self::Trunk => trunk::find()?.map(|trunk| trunk.to_string()),
            Self::Browser => browser::find()?.map(|browser| browser.to_string()),
            Self::Rivals => npm::find_rivals()?.map(|folder| folder.display().to_string()),
            Self::Lighthouse => npm::find_lighthouse()?.map(|folder| folder.display().to_string()),
        })
    }

    /// The packages of Debian that give it, where it comes from the system.
    fn packages(self) -> &'static [&'static str] {
        match self {
            Self::Wasm => &wasm::PACKAGES,
            Self::Browser => &browser::PACKAGES,
            Self::WasmBindgen | Self::Npm | Self::Trunk | Self::Rivals | Self::Lighthouse => &[],
        }
    }

    /// What a person has to install where we cannot.
    fn by_hand(self) -> &'static str {
        match self {
            Self::Wasm => wasm::BY_HAND,
            Self::Npm | Self::Rivals | Self::Lighthouse => npm::BY_HAND,
            Self::Browser => browser::BY_HAND,
            Self::WasmBindgen | Self::Trunk => "cargo, with access to its registry",
        }
    }
}

/// `cargo xtask setup`: everything that any command needs.
pub(crate) fn command(mut arguments: Parser) -> Result<bool> {
    if let Some(argument) = arguments.next()? {
        return Err(argument.unexpected().into());
    }
    prepare(&Need::ALL)?;
    Ok(true)
}

/// Finds what is needed, installs what is missing, and tells of each.
pub(crate) fn prepare(needs: &[Need]) -> Result<()> {
    let mut missing = Vec::new();
    for need in needs {
        let started = Instant::now();
        match need.found()? {
            Some(which) => report::setup(need.name(), &format!("ready: {which}"), started),
            None => missing.push(*need),
        }
    }
    install(missing)
}

/// The same, silent while nothing is missing: for the hook that runs at each change under live reload.
pub(crate) fn prepare_quietly(needs: &[Need]) -> Result<()> {
    let mut missing = Vec::new();
    for need in needs {
        if need.found()?.is_none() {
            missing.push(*need);
        }
    }
    install(missing)
}

fn install(mut missing: Vec<Need>) -> Result<()> {
    if missing.contains(&Need::Wasm) && wasm::add_with_rustup()? {
        missing.retain(|need| *need != Need::Wasm);
    }
    let packages: Vec<&str> = missing.iter().flat_map(|need| need.packages()).copied().collect();
    // Told before anything that takes minutes, so that nobody waits for a refusal.
    let no_packages = !packages.is_empty() && !debian::can_install();
    let impossible: Vec<Need> = missing
        .iter()
        .copied()
        .filter(|need| match need {
            Need::Npm | Need::Rivals | Need::Lighthouse => !npm::can_install(),
            need => no_packages && !need.packages().is_empty(),
        })
        .collect();
    if !impossible.is_empty() {
        let list: String =
            impossible.iter().map(|need| format!("\n  - {}: {}", need.name(), need.by_hand())).collect();
        let why = if no_packages { debian::WHY_NOT } else { "not everything can be installed from here" };
        bail!("{why}. Please install, then run the command again:{list}");
    }
    thread::scope(|scope| {
        let computing = scope.spawn(|| compile(&missing));
        let loading = load(&missing, &packages);
        let computed =
            computing.join().unwrap_or_else(|_| bail!("the thread that compiles tools broke down"));
        loading.and(computed)
    })
}

/// Installs what the processor is busy with.
fn compile(missing: &[Need]) -> Result<()> {
    if missing.contains(&Need::WasmBindgen) {
        wasm_bindgen::install()?;
    }
    if missing.contains(&Need::Trunk) {
        trunk::install()?;
    }
    Ok(())
}

/// Installs what the network is busy with.
fn load(missing: &[Need], packages: &[&str]) -> Result<()> {
    if missing.contains(&Need::Npm) {
        npm::install()?;
    }
    if missing.contains(&Need::Rivals) {
        npm::install_rivals()?;
    }
    if missing.contains(&Need::Lighthouse) {
        npm::install_lighthouse()?;
    }
    if packages.is_empty() {
        return Ok(());
    }
    debian::install(packages)?;
    for need in missing.iter().filter(|need| !need.packages().is_empty()) {
        let started = Instant::now();
        let found = need.found()?.with_context(|| {
            format!(
                "{} is installed but cannot be used. Please install {}",
                need.packages().join(" "),
                need.by_hand()
            )
        })?;
        report::setup(need.name(), &format!("installed: {found}"), started);
    }
    Ok(())
}

/// Fills `folder` by `fill`, which is given a folder beside it that becomes `folder` only once it is complete: an
/// installation that was cut short is never taken for a finished one.
fn fill_folder(folder: &Path, fill: impl FnOnce(&Path) -> Result<()>) -> Result<()> {
    let name = folder.file_name().context("a folder in the cache has a name")?.display();
    let partial = folder.with_file_name(format!(".{name}.{}", std::process::id()));
    let filled = fs::create_dir_all(&partial).map_err(Into::into).and_then(|()| fill(&partial));
    if let Err(error) = filled {
        // What is left behind is in the way of nobody; the error that matters is the other one.
        let _ = fs::remove_dir_all(&partial);
        return Err(error);
    }
    if folder.exists() {
        fs::remove_dir_all(folder)?;
    }
    fs::rename(&partial, folder).with_context(|| format!("cannot move {} to its place", partial.display()))
}

/// Where an installation writes what it prints.
fn log_file(step: &str) -> Result<std::path::PathBuf> {
    Ok(workspace::cache_folder()?.join("logs").join(format!("{step}.log")))
}

/// `cargo install` without optimisation: these tools run for seconds, and optimising them takes minutes.
fn cargo_install(package: &str, version: &str, options: &[&str]) -> Result<()> {
    let mut cargo = process::cargo();
    cargo.args(["install", package, "--version", version, "--debug", "--force"]).args(options);
    // Without debugging information the build is quicker and the programs a tenth as large. A target folder of the
    // user's would keep gigabytes that nobody needs again.
    cargo.env("CARGO_PROFILE_DEV_DEBUG", "0").env_remove("CARGO_TARGET_DIR");
    process::run_logged(&mut cargo, &log_file(package)?, None)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_appears_only_when_it_is_complete() {
        let base = std::env::temp_dir().join(format!("xtask-fill-{}", std::process::id()));
        let folder = base.join("tool-1");
        assert!(
            fill_folder(&folder, |partial| {
                fs::write(partial.join("half"), "")?;
                bail!("the network is gone")
            })
            .is_err()
        );
        assert!(!folder.exists());
        assert_eq!(fs::read_dir(&base).unwrap().count(), 0);
        fill_folder(&folder, |partial| Ok(fs::write(partial.join("whole"), "")?)).unwrap();
        fill_folder(&folder, |partial| Ok(fs::write(partial.join("again"), "")?)).unwrap();
        assert!(folder.join("again").is_file() && !folder.join("whole").exists());
        fs::remove_dir_all(&base).unwrap();
    }

    #[test]
    fn whoever_has_to_install_something_is_told_what() {
        for need in Need::ALL {
            assert!(!need.by_hand().is_empty() && !need.name().is_empty());
        }
    }
}
