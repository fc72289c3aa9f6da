//! Chromium and its driver, in which browser tests and end-to-end tests run.

use std::path::PathBuf;
use std::{env, fmt};

use anyhow::{Context, Result, bail};

use crate::workspace;

pub(super) const PACKAGES: [&str; 2] = ["chromium", "chromium-driver"];

pub(super) const BY_HAND: &str = "Chromium (or Chrome) and the chromedriver of the same version, on PATH or named by \
                                  the variables CHROMIUM and CHROMEDRIVER";

/// The two programs that make a browser which tests can drive.
pub(crate) struct Browser {
    pub(crate) chromium: PathBuf,
    pub(crate) driver: PathBuf,
}

impl fmt::Display for Browser {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} and {}", self.chromium.display(), self.driver.display())
    }
}

/// The browser that the variables name, else the first on PATH. A variable that names no file is an error.
pub(crate) fn find() -> Result<Option<Browser>> {
    let chromium = program("CHROMIUM", &["chromium", "chromium-browser", "google-chrome"])?;
    let driver = program("CHROMEDRIVER", &["chromedriver"])?;
    Ok(chromium.zip(driver).map(|(chromium, driver)| Browser { chromium, driver }))
}

/// The browser that is set up.
pub(crate) fn ready() -> Result<Browser> {
    find()?.context("Chromium is not set up: run `cargo xtask setup`")
}

fn program(variable: &str, names: &[&str]) -> Result<Option<PathBuf>> {
    match env::var_os(variable).filter(|value| !value.is_empty()).map(PathBuf::from) {
        Some(path) if path.is_file() => Ok(Some(path)),
        Some(path) => bail!("{variable} names {}, which is no file", path.display()),
        None => Ok(names.iter().find_map(|name| workspace::on_path(name))),
    }
}
