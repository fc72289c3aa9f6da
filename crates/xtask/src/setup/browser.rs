//! Chromium and its driver, in which browser tests and end-to-end tests run.

use std::path::PathBuf;
use std::{env, fmt};

use anyhow::{Context, Result};

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

/// The browser that the variables name, else the first on PATH.
pub(crate) fn find() -> Option<Browser> {
    let named = |variable: &str| env::var_os(variable).filter(|value| !value.is_empty()).map(PathBuf::from);
    let chromium = named("CHROMIUM").or_else(|| {
        ["chromium", "chromium-browser", "google-chrome"].iter().find_map(|name| workspace::on_path(name))
    })?;
    let driver = named("CHROMEDRIVER").or_else(|| workspace::on_path("chromedriver"))?;
    (chromium.is_file() && driver.is_file()).then_some(Browser { chromium, driver })
}

/// The browser that is set up.
pub(crate) fn ready() -> Result<Browser> {
    find().context("Chromium is not set up: run `cargo xtask setup`")
}
